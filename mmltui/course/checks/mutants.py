"""Check 7: answers a little beside the right one are not judged right."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import islice, pairwise

from mmltui.course.checks.answers import said, word_of
from mmltui.course.checks.formulas import same_values, target_of
from mmltui.course.checks.item import Check, Finding
from mmltui.course.content import ExerciseBlock
from mmltui.exercises import judge
from mmltui.exercises.choice import LETTERS, Choice, FindError
from mmltui.exercises.derivative import DerivativeAsk
from mmltui.exercises.order import Order
from mmltui.exercises.value import Target
from mmltui.notation.printing import plain
from mmltui.notation.tree import Add, Expression, Neg, Number, Power, Product
from mmltui.notation.walk import children, rebuild

MOST = 40


def mutant_checks(block: ExerciseBlock) -> Iterator[Check]:
    """One check for each kind of mutant of a formula; for letters and numbers, one for all the wrong ones."""
    line = block.table.line_of("ask")
    target = target_of(block.exercise.ask)
    if target:
        for name, mutants in _kinds(target.reference).items():
            yield Check(f"mutant-{name}", line, partial(_rejected, block, target, mutants[:MOST]))
    question = slip_question(block)
    if target and question:
        yield Check("mutant-slips", line, partial(_slips_rejected, block, target, question))
    wrong = list(_wrong_choices(block))
    if wrong:
        yield Check("wrong-choices", line, partial(_choices_rejected, block, wrong))


def slip_question(block: ExerciseBlock) -> tuple[Expression, str] | None:
    """The function and the letter of an exercise whose wrong answers can be made by slips of the rules."""
    ask = block.exercise.ask
    if not isinstance(ask, DerivativeAsk) or ask.target.question is None or ask.target.setting.at:
        return None
    return (ask.target.question, str(block.source["wrt"])) if block.source.get("order", 1) == 1 else None


def _slips_rejected(block: ExerciseBlock, target: Target, question: tuple[Expression, str]) -> Finding:
    from mmltui.calculus.candidates import candidates

    slipped = (candidate.derivative for candidate in islice(candidates(*question), MOST) if candidate.slips)
    return _rejected(block, target, list(slipped))


def _rejected(block: ExerciseBlock, target: Target, mutants: list[Expression]) -> Finding:
    for mutant in mutants:
        text = plain(mutant)
        judgement = judge(block.exercise, text)
        word = word_of(judgement)
        if word == "undecided":
            return f"'{text}', a mutant of the reference, is {said(judgement)}"
        if word == "correct" and same_values(mutant, target.reference, target.setting.symbols) is False:
            return f"'{text}' has other values than the reference, but is {said(judgement)}"
    return None


def _kinds(reference: Expression) -> dict[str, list[Expression]]:
    kinds: dict[str, list[Expression]] = {"sign": [Neg(reference)]}
    for mutated in _mutations(reference):
        kinds.setdefault(mutated[0], []).append(mutated[1])
    return kinds


def _mutations(tree: Expression) -> Iterator[tuple[str, Expression]]:
    """Every tree that differs from this one at a single place, with the name of the change."""
    match tree:
        case Add(terms=terms):
            for index, term in enumerate(terms):
                flipped = term.operand if isinstance(term, Neg) else Neg(term)
                yield "term-sign", Add((*terms[:index], flipped, *terms[index + 1 :]))
                yield "term-dropped", _joined(Add, (*terms[:index], *terms[index + 1 :]))
        case Product(factors=factors):
            for index in range(len(factors)):
                yield "factor-dropped", _joined(Product, (*factors[:index], *factors[index + 1 :]))
        case Power(base=base, exponent=exponent):
            yield "exponent", Power(base, Add((exponent, Number(Fraction(1)))))
        case _:
            pass
    parts = children(tree)
    for index, part in enumerate(parts):
        for name, changed in _mutations(part):
            yield name, rebuild(tree, (*parts[:index], changed, *parts[index + 1 :]))


def _joined(make: type[Add | Product], parts: tuple[Expression, ...]) -> Expression:
    return parts[0] if len(parts) == 1 else make(parts)


def _choices_rejected(block: ExerciseBlock, wrong: list[str]) -> Finding:
    for text in wrong:
        judgement = judge(block.exercise, text)
        if word_of(judgement) == "correct":
            return f"'{text}' is right as well as '{block.exercise.ask.reference()}'"
    return None


def _wrong_choices(block: ExerciseBlock) -> Iterator[str]:
    match block.exercise.ask:
        case Choice(options=options, right=right, several=several):
            labels = LETTERS[: len(options)]
            if several:
                for label in labels:
                    changed = sorted(right ^ {label})
                    if changed:
                        yield ", ".join(changed)
            else:
                yield from (label for label in labels if label not in right)
        case FindError(lines=lines, wrong=wrong):
            yield from (str(number) for number in range(1, len(lines) + 1) if number != wrong)
        case Order(lines=lines, swaps=swaps, shown=shown):
            allowed = {frozenset(pair) for pair in swaps}
            for first, second in pairwise(range(1, len(lines) + 1)):
                if frozenset((first, second)) not in allowed:
                    order = list(range(1, len(lines) + 1))
                    order[first - 1], order[second - 1] = second, first
                    yield " ".join(str(shown.index(number) + 1) for number in order)
        case _:
            return
