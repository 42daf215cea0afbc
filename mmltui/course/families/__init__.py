"""Generators of practice questions: one file for each family, each with its kinds."""
