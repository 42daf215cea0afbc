"""The killable child process in which grading runs, and its client."""
