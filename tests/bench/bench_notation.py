"""How long it takes to read a typical answer, as a ratio to SymPy's own parser with implicit multiplication.

Run it: `python tests/bench/bench_notation.py`. Both parsers read the same answers in the same run.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

from sympy.parsing.sympy_parser import (
    convert_xor,
    implicit_multiplication_application,
    parse_expr,
    standard_transformations,
)

from mmltui.notation.parser import parse
from mmltui.notation.symbols import SymbolTable

ANSWERS = (
    "6x - 5",
    "-3/x^4",
    "3x^2 sin(x) + x^3 cos(x)",
    "2x/(1 + x^2)",
    "-x exp(-x^2/2)",
    "3(1 - tanh(3x)^2)",
    "(1 - x^2)/(1 + x^2)^2",
    "8(2x - 1)^3",
    "(2x - x^2) e^(-x)",
    "x cos(x) - sin(x)",
    "4cos(x) + 3sin(x)",
    "2 x (w x + b - y)",
)
TRANSFORMATIONS = (*standard_transformations, implicit_multiplication_application, convert_xor)
ROUNDS = 30


def main() -> None:
    """Print the least time of each parser for each answer, and the ratios."""
    table = SymbolTable.of_letters("x w b y")
    ratios = []
    print(f"{'answer':28} {'ours µs':>9} {'sympy µs':>9} {'ratio':>7}")
    for answer in ANSWERS:
        ours = _fastest(lambda text=answer: parse(text, table))
        theirs = _fastest(lambda text=answer: parse_expr(text, transformations=TRANSFORMATIONS))
        ratios.append(ours / theirs)
        print(f"{answer:28} {ours * 1e6:9.1f} {theirs * 1e6:9.1f} {ours / theirs:7.3f}")
    print(f"median ratio 1/{1 / median(ratios):.1f}, worst 1/{1 / max(ratios):.1f} (aim: at most 1/8)")


def _fastest(action: Callable[[], object]) -> float:
    """The least of many timings: what else the machine does only adds to them."""
    taken = []
    for _ in range(ROUNDS):
        start = perf_counter()
        action()
        taken.append(perf_counter() - start)
    return min(taken)


if __name__ == "__main__":
    main()
