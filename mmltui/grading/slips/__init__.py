"""Slips of whole answers: what was done to the right answer, or instead of it."""
