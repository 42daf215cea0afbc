"""Derivatives: the rules with their steps, in numerator layout."""
