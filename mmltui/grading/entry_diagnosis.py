"""Scalar slips in the entries of a gradient, a Jacobian or a Hessian by scalars, or by a vector of given length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, TypeAlias

from mmltui.calculus.derivative import derivative
from mmltui.grading.diagnosis import DerivativeQuestion, diagnose
from mmltui.grading.slips.evaluation_point import jacobians_at_the_variables
from mmltui.grading.unrolled import compare_with_sums
from mmltui.grading.vectors.asked import Hessian, Jacobian, Question
from mmltui.grading.vectors.formula import formula_asked
from mmltui.grading.verdicts import Different
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Entry, Expression, Matrix, Number, Symbol
from mmltui.notation.walk import children, rebuild, substitute

_LONGEST: Final = 4
_ZERO: Final = Number(Fraction(0))
_FEWEST_LETTERS: Final = 2
"""Of one letter it is the chain rule for numbers."""

Rows: TypeAlias = tuple[tuple[Expression, ...], ...]


@dataclass(frozen=True, slots=True)
class _Scalars:
    """The scalars to differentiate by, in the order of the columns; entries of `vector` are letters of their own."""

    names: tuple[str, ...]
    vector: str | None = None

    def apart(self, expression: Expression) -> Expression:
        """The formula with x_1, x_2 … of the vector x as separate letters."""
        match expression:
            case Entry(base=Symbol(name=name), indices=(Number(value=place),)) if name == self.vector:
                known = place.denominator == 1 and 1 <= place <= len(self.names)
                return Symbol(self.names[int(place) - 1]) if known else expression
            case _:
                parts = children(expression)
                return rebuild(expression, [self.apart(part) for part in parts]) if parts else expression

    def values(self, at: Mapping[str, Expression]) -> dict[str, Expression]:
        """The values of an exercise with those of the vector's entries one by one."""
        given = at.get(self.vector) if self.vector else None
        if given is None:
            return dict(at)
        entries = [entry for row in _rows(given) for entry in row]
        return {**at, **dict(zip(self.names, entries, strict=False))}


def slips_of_entries(given: Expression, question: Question) -> tuple[str, ...]:
    """The slips that explain every wrong entry at once, likeliest in the first; none where there is no such slip."""
    asked, symbols = question.asked, question.symbols
    if not isinstance(asked, Jacobian | Hessian) or not isinstance(symbols, SymbolTable):
        return ()
    scalars = _scalars(asked.wrt, symbols)
    if scalars is None:
        return ()
    at = scalars.values(question.at or {})
    right = formula_asked(replace(question, at=None))
    mine, theirs = (_rows(substitute(scalars.apart(formula), at)) for formula in (given, right))
    functions = _functions(asked, scalars, symbols)
    shape = [len(scalars.names)] * len(functions)
    if [len(row) for row in mine] != shape or [len(row) for row in theirs] != shape:
        return ()
    if _is_at_the_variables(mine, functions, scalars.names, symbols, at):
        return ("chain.evaluation-point",)
    named: list[tuple[str, ...]] = []
    for row, (given_row, right_row) in enumerate(zip(mine, theirs, strict=True)):
        for column, (one, other) in enumerate(zip(given_row, right_row, strict=True)):
            if isinstance(compare_with_sums(one, other, symbols), Different):
                if isinstance(asked, Hessian) and one == _ZERO:  # left out, and not worked out
                    return ()
                ways = [(functions[row], scalars.names[column])]
                if isinstance(asked, Hessian) and row != column:  # either variable may have come first
                    ways.append((functions[column], scalars.names[row]))
                found = (diagnose(one, DerivativeQuestion(of, name, symbols, at=at)) for of, name in ways)
                named.append(tuple(dict.fromkeys(id_ for ids in found for id_ in ids)))
    return tuple(id_ for id_ in named[0] if all(id_ in ids for ids in named)) if named else ()


def _is_at_the_variables(
    given: Rows,
    functions: Sequence[Expression],
    names: tuple[str, ...],
    symbols: SymbolTable,
    at: Mapping[str, Expression],
) -> bool:
    """Whether the answer is the outer Jacobian at x, and not at h(x), times the inner one."""
    if len(names) < _FEWEST_LETTERS:
        return False
    return any(
        all(
            not isinstance(compare_with_sums(mine, substitute(entry, at), symbols), Different)
            for mine, entry in zip(
                (entry for row in given for entry in row), (entry for row in matrix.rows for entry in row), strict=True
            )
        )
        for matrix in jacobians_at_the_variables(functions, names)
    )


def _scalars(wrt: tuple[str, ...], symbols: SymbolTable) -> _Scalars | None:
    kinds = [symbols.kind(name) for name in wrt]
    if all(kind is not None and kind.role == "scalar" for kind in kinds):
        return _Scalars(wrt)
    match kinds:
        case [kind] if kind is not None and kind.role == "vector" and isinstance(kind.rows, int):
            names = tuple(f"entry {place} of {wrt[0]}" for place in range(1, kind.rows + 1))
            return _Scalars(names, wrt[0]) if kind.rows <= _LONGEST else None
        case _:
            return None


def _rows(formula: Expression) -> Rows:
    return formula.rows if isinstance(formula, Matrix) else ((formula,),)


def _functions(asked: Jacobian | Hessian, scalars: _Scalars, symbols: SymbolTable) -> list[Expression]:
    """The function of each row: of a Hessian the first derivatives."""
    of = scalars.apart(asked.of)
    if isinstance(asked, Hessian):
        return [derivative(of, name, symbols) for name in scalars.names]
    return [row[0] for row in _rows(of) if len(row) == 1]
