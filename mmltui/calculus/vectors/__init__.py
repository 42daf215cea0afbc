"""Derivatives by vectors and matrices of symbolic size, in numerator layout and in the form a person would write."""
