"""Exercises made of a question alone: a derivation with one slip planted in it, and an answer whose slip is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final, TypeVar

from mmltui.calculus.candidates import Made
from mmltui.calculus.derivative import derivative, written_out
from mmltui.calculus.monomial import ONE
from mmltui.calculus.outcomes import is_likely, outcomes, same_mistake
from mmltui.calculus.rules import CHAIN, CONSTANT, VARIABLE
from mmltui.calculus.steps import advance, assembled, left_open
from mmltui.calculus.templates import fill
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import Use, use
from mmltui.calculus.wrong import outer_and_whole, wrong_ways
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Call, Differential, Expression, Power, Quotient, Symbol
from mmltui.notation.walk import children, free_symbols, nodes, rebuild

_Option = TypeVar("_Option")

_HELD: Final = Symbol("the derivative that goes wrong")
_MOST_LINES: Final = 20


@dataclass(frozen=True, slots=True)
class Planted:
    """A derivation whose line `wrong` (from 0) does not follow from the one before, by one slip; all others do.

    Line 0 is the question itself, d/dx(…); `mended` is what line `wrong` should be.
    """

    lines: tuple[Expression, ...]
    wrong: int
    slip: str
    mended: Expression


@dataclass(frozen=True, slots=True)
class WhichSlip:
    """A wrong answer, the slip that gives it, slips that give other answers, and the `right` derivative."""

    answer: Expression
    slip: str
    others: tuple[str, ...]
    right: Expression


def plant(question: Expression, wrt: str, symbols: SymbolTable, seed: int) -> Planted | None:
    """A derivation of `question` with one slip, the same for the same seed; None where no slip shows."""
    start = Differential(written_out(question, symbols), wrt)
    lines = [start, *_right_lines(_opened(start))] if _opened(start) != start else _right_lines(start)
    options: dict[str, list[tuple[int, Differential, Expression]]] = {}
    for place, line in enumerate(lines):
        for held in _derivatives(line):
            lost = [(CHAIN[0].id, ONE)] if place and _is_of_an_inside(held, lines[place - 1]) else []
            for slip, wrong in (*lost, *_wrong_layers(held)):
                options.setdefault(slip, []).append((place, held, wrong))
    generator = Random(seed)  # noqa: S311 - an exercise, no secret
    for slip in _shuffled(options, generator):
        for place, held, wrong in _shuffled(options[slip], generator):
            changed = _with(lines[place], held, wrong)
            if changed not in lines and tidy(_finished(changed)) != derivative(question, wrt, symbols):
                return Planted((*lines[: place + 1], *_right_lines(changed)), place + 1, slip, lines[place + 1])
    return None


def which_slip(question: Expression, wrt: str, symbols: SymbolTable, seed: int, choices: int = 4) -> WhichSlip | None:
    """A wrong answer to name the slip of, among so many choices; None where the question has too few slips."""
    found = outcomes(written_out(question, symbols), wrt)
    clear: dict[str, list[Expression]] = {}
    for outcome in found.wrong:
        if len(outcome.ids) == 1 and not outcome.is_far and not _is_of_a_bare_letter(outcome.made[0]):
            clear.setdefault(outcome.ids[0], []).append(tidy(outcome.answer))
    generator = Random(seed)  # noqa: S311 - an exercise, no secret
    ids = _shuffled(clear, generator)
    for slip in ids:
        answers = [answer for answer in clear[slip] if wrt in free_symbols(answer)]
        kept = [slip]
        for other in ids:
            if not any(same_mistake(other, one) for one in kept):
                kept.append(other)
        if answers and _is_worth_finding(slip) and len(kept) >= choices:
            return WhichSlip(generator.choice(answers), slip, tuple(kept[1:choices]), tidy(found.right))
    return None


def _shuffled(options: Iterable[_Option], generator: Random) -> list[_Option]:
    """In any order, but slips that are worth finding first."""
    shuffled = list(options)
    generator.shuffle(shuffled)
    return sorted(shuffled, key=lambda option: isinstance(option, str) and not _is_worth_finding(option))


def _is_worth_finding(slip: str) -> bool:
    """Whether people make it in earnest: a whole term lost or turned round is rather a slip of the pen."""
    return is_likely(slip) and not slip.startswith("sum.")


def _is_of_a_bare_letter(made: Made) -> bool:
    """Whether it is a slip of the power rule where nobody would use that: at the x of 3 x."""
    return made.id.startswith("power.") and not isinstance(made.at, Power | Quotient | Call)


def _opened(start: Differential) -> Expression:
    """Of a sum its derivatives term by term, a line that the practised do not write; of all else, itself."""
    step = use(start.body, start.variable)
    if not isinstance(start.body, Add):
        return start
    slopes = {hole: left_open(part, start.variable) for hole, part in step.inner.items()}
    return assembled(fill(step.formula, {**step.parts, **slopes}))


def _right_lines(start: Expression) -> list[Expression]:
    """The lines from here to the end, this one included, as a board shows them."""
    lines = [start]
    while _is_open(lines[-1]) and len(lines) < _MOST_LINES:
        lines.append(assembled(advance(lines[-1], [])))
    if (last := tidy(lines[-1])) != lines[-1] and not _is_open(last):
        lines.append(last)
    return lines


def _finished(line: Expression) -> Expression:
    return _right_lines(line)[-1]


def _is_open(line: Expression) -> bool:
    return any(isinstance(node, Differential) for node in nodes(line))


def _derivatives(line: Expression) -> Iterator[Differential]:
    """The derivatives of a line that the next line works out."""
    if isinstance(line, Differential):
        yield line
        return
    for part in children(line):
        yield from _derivatives(part)


def _is_of_an_inside(held: Differential, before: Expression) -> bool:
    """Whether the line before brought a derivative in by the chain rule: that of what stands inside a function."""
    functions = (node for outer in _derivatives(before) for node in nodes(outer.body) if _holds(node, outer.variable))
    return any(
        held.body in (inside := use(node, held.variable).inner).values()
        and len(inside) == 1
        and outer_and_whole(node, use(node, held.variable)) is not None
        for node in functions
    )


def _holds(node: Expression, variable: str) -> bool:
    return variable in free_symbols(node) and not isinstance(node, Symbol)


def _wrong_layers(held: Differential) -> Iterator[tuple[str, Expression]]:
    """The next line for one derivative, with one slip at its outermost rule."""
    step: Use = use(held.body, held.variable)
    if step.rule in (CONSTANT, VARIABLE):
        return
    slopes = {hole: left_open(part, held.variable) for hole, part in step.inner.items()}
    for wrong in wrong_ways(held.body, step, held.variable):
        yield wrong.id, fill(wrong.formula, {**step.parts, **wrong.parts, **slopes})


def _with(line: Expression, held: Differential, wrong: Expression) -> Expression:
    """The next line, in which all derivatives are taken rightly but one."""
    return assembled(_exchanged(advance(_exchanged(line, held, _HELD), []), _HELD, wrong))


def _exchanged(expression: Expression, old: Expression, new: Expression) -> Expression:
    if expression is old or (old is _HELD and expression == _HELD):
        return new
    parts = children(expression)
    return rebuild(expression, [_exchanged(part, old, new) for part in parts]) if parts else expression
