"""Slips of algebra between two lines: what a wrong transformation makes of a formula."""

from __future__ import annotations

from collections.abc import Iterator

from mmltui.notation.tree import Add, Expression, Product, Quotient
from mmltui.notation.walk import children, rebuild


def cancelled_in_sums(expression: Expression) -> Iterator[Expression]:
    """The formula with one denominator cancelled against a single term of its numerator: (x + h)/h becomes x."""
    match expression:
        case Quotient(numerator=Add(terms=terms), denominator=below):
            for place, term in enumerate(terms):
                others = terms[:place] + terms[place + 1 :]
                kept = others[0] if len(others) == 1 else Add(others)
                if term == below:
                    yield kept
                yield Add((*terms[:place], _divided(term, below), *terms[place + 1 :]))
        case _:
            pass
    parts = children(expression)
    for place, part in enumerate(parts):
        for changed in cancelled_in_sums(part):
            yield rebuild(expression, [*parts[:place], changed, *parts[place + 1 :]])


def _divided(term: Expression, by: Expression) -> Expression:
    """The term without the factor, or over it."""
    match term:
        case Product(factors=factors) if by in factors:
            place = factors.index(by)
            rest = factors[:place] + factors[place + 1 :]
            return rest[0] if len(rest) == 1 else Product(rest)
        case _:
            return Quotient(term, by)
