"""Whether two scalar formulas are equal: refuted with a witness, proved, agreed to many digits, or undecided."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from mmltui.grading.balls import Evaluator
from mmltui.grading.lowering import NotComparableError, lower
from mmltui.grading.program import Program
from mmltui.grading.prove import Equal, NowhereDefined, Proof, prove
from mmltui.grading.refute import (
    ENOUGH,
    Comparison,
    compare_again,
    compare_at_points,
)
from mmltui.grading.second_opinion import sympy_proves
from mmltui.grading.verdicts import Agreed, Different, Proved, ProvedOnCommonDomain, Undecided
from mmltui.grading.witnesses import point_text, undefined_witness
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression

ScalarVerdict: TypeAlias = Proved | Agreed | ProvedOnCommonDomain | Different | Undecided

# Points and bits of the last attempts to find a difference where there is no proof.
_LAST_ATTEMPTS = ((8, 2048), (3, 16384))


def compare(
    submission: Expression,
    reference: Expression,
    symbols: SymbolTable,
    *,
    domain: Sequence[Expression] = (),
    seed: str = "",
) -> ScalarVerdict:
    """Compare on the question's domain: where the reference and all of `domain` are defined.

    A Relation in `domain` must hold. The same arguments always give the same verdict; learner input never
    makes this raise.
    """
    try:
        program = lower(submission, reference, symbols, domain)
        return _compare(program, seed, partial(sympy_proves, submission, reference, symbols))
    except NotComparableError as error:
        return Undecided(str(error))
    except RecursionError:
        return Undecided("The expression is nested too deeply to compare.")


def _compare(program: Program, seed: str, second_opinion: Callable[[], bool]) -> ScalarVerdict:
    evaluator = Evaluator(program)
    comparison = compare_at_points(evaluator, seed)
    if comparison.witness is not None:
        return Different(comparison.witness)
    proof = prove(program)
    if comparison.agreed == 0:
        return _without_common_point(evaluator, comparison, proof)
    undefined_at = None if comparison.undefined_at is None else point_text(program, comparison.undefined_at)
    if isinstance(proof, Equal) and comparison.open:
        if undefined_at is not None:
            return ProvedOnCommonDomain(proof.method, undefined_at)
        if comparison.unknown_at is None:
            return Proved(proof.method)
        return Agreed(comparison.agreed, comparison.digits)
    verdict = _agreement(evaluator, comparison, undefined_at)
    is_defined_throughout = comparison.open and undefined_at is None and comparison.unknown_at is None
    if isinstance(verdict, Agreed) and is_defined_throughout and second_opinion():
        return Proved("SymPy simplifies the difference to 0")
    return verdict


def _without_common_point(evaluator: Evaluator, comparison: Comparison, proof: Proof) -> ScalarVerdict:
    """A submission that has no value where the question has one is wrong, whatever it looks like."""
    if comparison.undefined_at is not None:
        return Different(undefined_witness(evaluator, comparison.undefined_at))
    if isinstance(proof, NowhereDefined) and proof.side == "submission" and comparison.unknown_at is not None:
        return Different(undefined_witness(evaluator, comparison.unknown_at))
    if isinstance(proof, NowhereDefined) and proof.side == "reference":
        return Undecided("The reference has no value anywhere.")
    return Undecided("No point was found where both have a value that can be computed.")


def _agreement(evaluator: Evaluator, comparison: Comparison, undefined_at: Mapping[str, str] | None) -> ScalarVerdict:
    """Without a proof, look once more for a difference, at higher precision; then say how far both agree."""
    digits = comparison.digits
    for count, bits in _LAST_ATTEMPTS:
        again = compare_again(evaluator, comparison.places[:count], bits)
        if again.witness is not None:
            return Different(again.witness)
        if again.agreed >= min(ENOUGH, len(comparison.places)):
            digits = max(digits, again.digits)
    if comparison.agreed < ENOUGH and evaluator.program.variables:
        return Undecided(f"Both agree, but only {comparison.agreed} points were found where both have a value.")
    return Agreed(comparison.agreed, digits, undefined_at)
