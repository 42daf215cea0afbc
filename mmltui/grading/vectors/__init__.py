"""Vectors and matrices of any size: judged at several sizes, against the exact derivative of the question itself."""
