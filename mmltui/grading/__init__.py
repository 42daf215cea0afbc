"""What judging is made of: verdicts, refutation, proof, feedback. Knows no ask."""
