"""The chain rule with the outer Jacobian taken at x instead of at h(x), where f = g(h(x)) is written out in entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, permutations

from mmltui.calculus.derivative import untidy_derivative
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.notation.tree import Add, Expression, Matrix, Product, Symbol
from mmltui.notation.walk import children, free_symbols, nodes, rebuild, substitute

_MOST_TRIES = 200


def jacobians_at_the_variables(rows: Sequence[Expression], letters: Sequence[str]) -> Iterator[Matrix]:
    """For each way to see the formulas `rows` as g(h(letters)) with as many h as letters: g'(letters) h'(letters)."""
    inner = [part for part in _parts(rows, letters) if not isinstance(part, Symbol)]
    names = [f"inside {place}" for place in range(len(letters))]
    for insides in islice(permutations(inner, len(letters)), _MOST_TRIES):
        outer = list(rows)
        for name, inside in zip(names, insides, strict=True):
            outer = [_replaced(row, inside, Symbol(name)) for row in outer]
        if any(free_symbols(row) & set(letters) for row in outer) or not _is_nested(outer, names):
            continue
        try:
            yield _product(outer, names, insides, letters)
        except NotDifferentiableError:
            continue


def _parts(rows: Sequence[Expression], letters: Sequence[str]) -> list[Expression]:
    """What could be an inside: parts that hold some of the letters, each once."""
    found = (node for row in rows for node in nodes(row) if free_symbols(node) & set(letters))
    return list(dict.fromkeys(found))


def _is_nested(outer: Sequence[Expression], names: Sequence[str]) -> bool:
    """Whether every inside is used, and not all of them only as they are."""
    used = frozenset[str]().union(*(free_symbols(row) for row in outer))
    return used == set(names) and any(not isinstance(row, Symbol) for row in outer)


def _replaced(expression: Expression, old: Expression, new: Expression) -> Expression:
    """The expression with one part replaced, also where it is some of the factors of a product."""
    if expression == old:
        return new
    match expression, old:
        case Product(factors=factors), Product(factors=wanted) if set(wanted) <= set(factors):
            rest = list(factors)
            for factor in wanted:
                rest.remove(factor)
            return _replaced(Product((*rest, new)) if rest else new, old, new)
        case _:
            parts = children(expression)
            return rebuild(expression, [_replaced(part, old, new) for part in parts]) if parts else expression


def _product(
    outer: Sequence[Expression], names: Sequence[str], insides: Sequence[Expression], letters: Sequence[str]
) -> Matrix:
    there = {name: Symbol(letter) for name, letter in zip(names, letters, strict=True)}
    slopes = [[substitute(untidy_derivative(row, name), there) for name in names] for row in outer]
    inner = [[untidy_derivative(inside, letter) for letter in letters] for inside in insides]
    return Matrix(
        tuple(
            tuple(
                Add(tuple(Product((a, b[place])) for a, b in zip(row, inner, strict=True)))
                for place in range(len(letters))
            )
            for row in slopes
        )
    )
