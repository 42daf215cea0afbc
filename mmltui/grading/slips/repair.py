"""Where an answer is wrong: the one place at which one small change makes it right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Final

from mmltui.errors import Span
from mmltui.grading.slips.samples import Samples
from mmltui.notation.printing import plain
from mmltui.notation.tree import Add, Call, Expression, Neg, Number, Power, Product, Quotient
from mmltui.notation.walk import children, nodes, rational, rebuild

if TYPE_CHECKING:
    from mmltui.grading.slips.samples import Values

_MOST_CHANGES: Final = 200
_MOST_WORK: Final = 6000
"""Nodes to be worked out in all: the longer an answer, the fewer changes are tried."""
_TWO: Final = Number(Fraction(2))
_EXCHANGED: Final = {
    "sin": ("cos",),
    "cos": ("sin",),
    "tan": ("tanh",),
    "tanh": ("tan",),
    "sinh": ("cosh",),
    "cosh": ("sinh",),
    "exp": ("log",),
    "log": ("exp",),
}


@dataclass(frozen=True, slots=True)
class Repair:
    """One change at `part` of the answer, which stands in `whole`, makes it right; `span` is where it was typed."""

    part: Expression
    whole: Expression
    span: Span | None

    @property
    def sentence(self) -> str:
        """Where to look, not what to write."""
        if self.part == self.whole:
            return f"All but one thing fits: look again at `{plain(self.part)}`."
        return f"All but one thing fits: look again at `{plain(self.part)}` in `{plain(self.whole)}`."


def repair(answer: Expression, right: Values, samples: Samples) -> Repair | None:
    """The place, if there is just one, where one changed number, sign, function or factor gives the right values.

    A number alone has no places to tell apart: it is wrong as a whole.
    """
    if _is_bare_number(answer):
        return None
    places: dict[tuple[int, ...], Repair] = {}
    tries = min(_MOST_CHANGES, _MOST_WORK // sum(1 for _ in nodes(answer)))
    for path, found, changed in islice(_changes(answer, answer, ()), tries):
        if path not in places and samples.same(samples.of(changed), right):
            places[path] = found
    if len(places) != 1:
        return None
    return next(iter(places.values()))


def _is_bare_number(answer: Expression) -> bool:
    match answer:
        case Number() | Neg(Number()) | Quotient(Number(), Number()) | Neg(Quotient(Number(), Number())):
            return True
        case _:
            return False


def _changes(
    node: Expression, whole: Expression, path: tuple[int, ...]
) -> Iterator[tuple[tuple[int, ...], Repair, Expression]]:
    """Every small change below a node: its place, how to speak of it, and the node with the change made."""
    for part, changed in _here(node):
        yield path, Repair(part, whole, part.span or node.span), changed
    parts = children(node)
    for place, inner in enumerate(parts):
        for where, found, changed in _changes(inner, node, (*path, place)):
            yield where, found, rebuild(node, [*parts[:place], changed, *parts[place + 1 :]])


def _here(node: Expression) -> Iterator[tuple[Expression, Expression]]:
    """Small changes at a node itself, with the part to point at."""
    match node:
        case Number(value=value):
            others = {value + 1, value - 1, 2 * value, value / 2, -value, value * value}
            yield from ((node, rational(other)) for other in sorted(others - {value}))
        case Neg(operand=operand):
            yield node, operand
        case Add(terms=terms):
            for place, term in enumerate(terms):
                flipped = term.operand if isinstance(term, Neg) else Neg(term)
                yield term, Add((*terms[:place], flipped, *terms[place + 1 :]))
        case Product(factors=factors):
            for place, factor in enumerate(factors):
                rest = factors[:place] + factors[place + 1 :]
                yield factor, rest[0] if len(rest) == 1 else Product(rest)
        case Call(function=name, arguments=arguments):
            yield from ((node, Call(other, arguments)) for other in _EXCHANGED.get(name, ()))
            yield node, Power(node, _TWO)
        case Power(base=Call() as base, exponent=exponent) if exponent == _TWO:
            yield node, base
        case _:
            return
