"""One file for each ask: its keys, its reference, how it is judged."""
