"""LaTeX to lines of cells, in three charsets."""
