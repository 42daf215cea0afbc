"""Lesson files: load, validate, to plain text, headless checks."""
