"""Text and expression trees: tokens, parser, symbols, shapes, printing back, to SymPy and to numbers."""
