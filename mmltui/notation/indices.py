"""Index letters: which are left over, and whether each runs over one size only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mmltui.errors import Span
from mmltui.notation.printing import plain
from mmltui.notation.refusal import ParseError
from mmltui.notation.shapes import shape_of
from mmltui.notation.tree import Delta, Entry, Expression, Size, Stack, Sum, Symbol
from mmltui.notation.vocabulary import Dimension, Kind, Vocabulary, dimension
from mmltui.notation.walk import children, free_indices, free_symbols


@dataclass(frozen=True, slots=True)
class _Range:
    """How far an index runs, and what says so."""

    size: Dimension
    where: str


def check_indices(expression: Expression, symbols: Vocabulary) -> None:
    """Refuse (`shape-error`) an index that nothing sums over, or that runs over two different sizes."""
    declared = {name: kind for name, kind in symbols.kinds.items() if kind.role == "index"}
    left_over = sorted(free_indices(expression) - set(symbols.kinds))
    if left_over:
        _refuse_left_over(expression, left_over, declared)
    ranges = {name: _Range(kind.rows, "the question") for name, kind in declared.items()}
    _Ranges(symbols).walk(expression, ranges)


def _refuse_left_over(expression: Expression, letters: list[str], declared: Mapping[str, Kind]) -> None:
    listed = ", ".join(letters)
    what = f"the index {listed} is left over" if len(letters) == 1 else f"the indices {listed} are left over"
    if declared:
        what += f": the question asks for the entry {', '.join(declared)}"
    raise ParseError(
        what, _place(expression, letters[0]), f"sum over {letters[0]}: sum_{letters[0]}", kind="shape-error"
    )


def _place(expression: Expression, letter: str) -> Span | None:
    """Where an index letter stands free."""
    if isinstance(expression, Entry | Delta) and letter in free_indices(expression):
        inside = expression.base if isinstance(expression, Entry) else None
        if inside is None or letter not in free_indices(inside):
            return expression.span
    for part in children(expression):
        if letter in free_indices(part):
            return _place(part, letter)
    return expression.span


class _Ranges:
    """Collects how far each index runs."""

    def __init__(self, symbols: Vocabulary) -> None:
        self.symbols = symbols

    def walk(self, expression: Expression, ranges: dict[str, _Range]) -> None:
        """Add the ranges that a tree implies; what is bound inside stays inside."""
        match expression:
            case Entry(base=base, indices=indices):
                self.walk(base, ranges)
                for index, length in zip(indices, self.lengths(base, len(indices)), strict=False):
                    self.meet(index, length, plain(base), ranges, expression)
            case Delta(left=Symbol(name=left), right=Symbol(name=right)):
                for one, other in ((left, right), (right, left)):  # one may be known: the other runs as far
                    if other in ranges:
                        ranges.setdefault(one, ranges[other])
            case Sum(body=body, index=index, upper=upper):
                inside = {name: found for name, found in ranges.items() if name != index}
                if isinstance(upper, Size):
                    inside[index] = _Range(dimension(upper.name), "the sum's upper bound")
                self.walk(body, inside)
                if index not in free_symbols(body) and upper is None and index not in ranges:
                    raise ParseError(
                        f"nothing inside the sum over {index} uses the index {index}",
                        expression.span,
                        f"write how far it runs, sum_{{{index}=1}}^N, or leave the sum out",
                        kind="shape-error",
                    )
                if upper is None and index not in inside and index not in ranges:
                    raise ParseError(
                        f"nothing says how far the index {index} runs",
                        expression.span,
                        f"write sum_{{{index}=1}}^N",
                        kind="shape-error",
                    )
                ranges |= {name: found for name, found in inside.items() if name != index}
            case Stack(body=body, index=index, size=size):
                inside = {**ranges, index: _Range(dimension(size), "the dots")}
                self.walk(body, inside)
            case _:
                for part in children(expression):
                    self.walk(part, ranges)

    def lengths(self, base: Expression, count: int) -> tuple[Dimension, ...]:
        """The sizes that the indices of an entry run over."""
        kind = self.symbols.kind(base.name) if isinstance(base, Symbol) else None
        if kind is not None and kind.role == "rows":
            return (self.symbols.kinds[kind.matrix].rows,)
        shape = shape_of(base, self.symbols)
        return tuple(shape) if count == 2 else (shape.rows if shape.columns == 1 else shape.columns,)

    def meet(self, index: Expression, size: Dimension, where: str, ranges: dict[str, _Range], at: Expression) -> None:
        """An index letter runs over a size here; refuse a second one."""
        if not isinstance(index, Symbol):
            return
        known = ranges.setdefault(index.name, _Range(size, where))
        if known.size != size:
            raise ParseError(
                f"the index {index.name} runs to {known.size} in {known.where} and to {size} in {where}",
                at.span,
                kind="shape-error",
            )
