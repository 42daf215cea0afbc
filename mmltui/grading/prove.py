"""Proving two formulas equal by normal forms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import permutations
from typing import Literal, TypeAlias

from flint.utils.flint_exceptions import DomainError

from mmltui.grading.generators import Generators, ScaleChangedError
from mmltui.grading.normal_form import NormalForms
from mmltui.grading.program import (
    Apply,
    Choose,
    Condition,
    Divide,
    Instruction,
    Program,
    RealPower,
    Times,
    Total,
    WholePower,
    operands,
)
from mmltui.grading.ratios import Budget, NoGeneratorLeftError, Ratio, TooHardError
from mmltui.grading.signs import ContradictionError

# Most questions need few generators, and small rings are faster.
_RING_SIZES = (12, 32)
_MAX_ROUNDS = 12

MAX_CASE_SWITCHES = 3
MAX_PARTS = 2
MAX_PARTS_DEPTH = 6

# Work of about a fifth of a second at most.
WORK = 250_000

_BOTH_SIGNS: tuple[Literal[">", "<"], ...] = (">", "<")


@dataclass(frozen=True, slots=True)
class Equal:
    """Equal wherever both are defined, up to isolated points; `method` says how that is known."""

    method: str


@dataclass(frozen=True, slots=True)
class NowhereDefined:
    """One side has no value anywhere."""

    side: Literal["submission", "reference"]


@dataclass(frozen=True, slots=True)
class NothingInCommon:
    """The two sides and the question's domain have no open set in common."""


@dataclass(frozen=True, slots=True)
class NoProof:
    """Nothing is known: the normal forms differ, or a bound on the work was met."""


Proof: TypeAlias = Equal | NowhereDefined | NothingInCommon | NoProof


def prove(program: Program) -> Proof:
    """Try to prove both sides equal. Never says that they differ: different normal forms are no proof of that."""
    if program.submission == program.reference:
        return Equal("the same expression")
    budget = Budget(WORK)
    proof = _attempt(program, budget)
    if isinstance(proof, NoProof) and _by_parts(program, budget, MAX_PARTS_DEPTH):
        return Equal("the same expression of parts that have the same normal form")
    if isinstance(proof, NoProof):
        return _by_cases(program, program.switches[:MAX_CASE_SWITCHES], budget)
    return proof


def _by_parts(program: Program, budget: Budget, depth: int) -> bool:
    """Whether both sides are the same instruction of operands that can be proved equal: smaller questions."""
    one, other = program.instructions[program.submission], program.instructions[program.reference]
    if depth == 0 or not _same_operation(one, other):
        return False
    ours, theirs = list(operands(one)), list(operands(other))
    if isinstance(one, Total | Times):
        shared = Counter(ours) & Counter(theirs)
        ours, theirs = list((Counter(ours) - shared).elements()), list((Counter(theirs) - shared).elements())
    if len(ours) != len(theirs) or len(ours) > MAX_PARTS:
        return False
    orders = permutations(theirs) if isinstance(one, Total | Times | Choose) else [theirs]
    return any(
        all(_is_part_equal(program, left, right, budget, depth) for left, right in zip(ours, order, strict=True))
        for order in orders
    )


def _is_part_equal(program: Program, left: int, right: int, budget: Budget, depth: int) -> bool:
    part = replace(program, submission=left, reference=right)
    return left == right or isinstance(_attempt(part, budget), Equal) or _by_parts(part, budget, depth - 1)


def _same_operation(one: Instruction, other: Instruction) -> bool:
    """Whether two instructions differ in their operands only."""
    match one, other:
        case (Total(), Total()) | (Times(), Times()) | (Divide(), Divide()) | (RealPower(), RealPower()):
            return True
        case WholePower(exponent=n), WholePower(exponent=m):
            return n == m
        case (Apply(function=f), Apply(function=g)) | (Choose(function=f), Choose(function=g)):
            return f == g
        case _:
            return False


def _by_cases(program: Program, switches: tuple[int, ...], budget: Budget) -> Proof:
    """Prove it where a switch is positive and where it is negative; where a side has no value, nothing is to prove."""
    if not switches:
        return NoProof()
    proofs = []
    for sign in _BOTH_SIGNS:
        case = replace(program, conditions=(*program.conditions, Condition(sign, switches[0])))
        proof = _attempt(case, budget)
        if isinstance(proof, NoProof):
            proof = _by_cases(case, switches[1:], budget)
        if isinstance(proof, NoProof):
            return proof
        proofs.append(proof)
    if any(isinstance(proof, Equal) for proof in proofs):
        return Equal("both sides have the same normal form, case by case")
    return proofs[0]


def _attempt(program: Program, budget: Budget) -> Proof:
    for split in (True, False):
        proof = _prove_in_growing_ring(program, budget, split=split)
        if not isinstance(proof, NoProof):
            return proof
    return NoProof()


def _prove_in_growing_ring(program: Program, budget: Budget, *, split: bool) -> Proof:
    for size in _RING_SIZES:
        try:
            return _prove(program, Generators(size, budget), split=split)
        except NoGeneratorLeftError:
            continue
        except ContradictionError:
            return NothingInCommon()
        except (TooHardError, DomainError, OverflowError, ValueError):
            return NoProof()
    return NoProof()


def _prove(program: Program, generators: Generators, *, split: bool) -> Proof:
    """Convert until no scale changes and no sign is learnt any more, then compare."""
    for _ in range(_MAX_ROUNDS):
        generators.begin()
        forms = NormalForms(program, generators, split=split)
        try:
            _convert_domain(program, forms)
            undefined = _convert_sides(program, forms)
        except ScaleChangedError:
            continue
        if undefined is not None:
            return undefined
        if generators.news:
            continue
        ratios = generators.ratios
        difference = ratios.subtract(forms.values[program.submission], forms.values[program.reference])
        return Equal("both sides have the same normal form") if _vanishes(generators, difference) else NoProof()
    return NoProof()


def _vanishes(generators: Generators, difference: Ratio) -> bool:
    for _ in range(_MAX_ROUNDS):
        if difference.is_zero():
            return True
        reduced = generators.reduce(difference.numerator)
        if reduced is None:
            return False
        difference = reduced
    return False


def _convert_sides(program: Program, forms: NormalForms) -> NowhereDefined | None:
    for side, root in (("reference", program.reference), ("submission", program.submission)):
        for index in program.needed(root):
            if index in forms.values:
                continue
            try:
                forms.convert(index)
            except ZeroDivisionError:
                return NowhereDefined("reference" if side == "reference" else "submission")
    return None


def _convert_domain(program: Program, forms: NormalForms) -> None:
    """Learn the signs that hold throughout the question; what is too hard is left out."""
    try:
        for index in program.needed(*program.domain, *(condition.difference for condition in program.conditions)):
            forms.convert(index)
        for condition in program.conditions:
            _learn_condition(condition, forms)
    except (TooHardError, ZeroDivisionError):
        return


def _learn_condition(condition: Condition, forms: NormalForms) -> None:
    difference = forms.values[condition.difference]
    if difference.is_zero():
        return
    match condition.operator:
        case ">" | ">=":
            forms.generators.learn_not_negative(difference)
        case "<" | "<=":
            forms.generators.learn_not_negative(forms.ratios.negative(difference))
        case "=" | "!=":
            pass
