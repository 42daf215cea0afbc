"""Judging an answer whose question has vectors or matrices: shapes first, then several sizes, then why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import chain
from typing import TypeAlias

import flint
from flint import arb

from mmltui.calculus.vectors.words import are_equal
from mmltui.grading.digits import certain_digits
from mmltui.grading.vectors.asked import Stationary, shape_asked
from mmltui.grading.vectors.by_entries import is_proved_by_entries
from mmltui.grading.vectors.evaluate import is_bare_identity
from mmltui.grading.vectors.exact import Place
from mmltui.grading.vectors.samples import BITS, Drawn, Sample, Samples
from mmltui.grading.vectors.tables import NoValueError, Table, is_finite
from mmltui.grading.verdicts import Agreed, Different, Proved, SpecialCase, Transposed, Undecided, Witness, WrongShape
from mmltui.notation.shapes import Shape, shape_of
from mmltui.notation.tree import Expression, Identity, Listing, Matrix
from mmltui.notation.vocabulary import Vocabulary
from mmltui.notation.walk import children, free_symbols, rebuild

VectorVerdict: TypeAlias = Proved | Agreed | Transposed | WrongShape | SpecialCase | Different | Undecided

# Equality to this many bits of the 128 that are worked with counts as agreement.
AGREEING_BITS = 80
AGREEING_DIGITS = int(AGREEING_BITS * 0.30103)
_LARGEST_FACTOR = 64


def compare(submission: Expression, samples: Samples) -> VectorVerdict:
    """Judge a formula; raises `ParseError` (`shape-error`) where its parts do not fit."""
    question = samples.question
    wanted = shape_asked(question.asked, question.symbols) if not question.indices else Shape(1, 1)
    submission = oriented(submission, wanted)
    given = shape_of(submission, question.symbols)
    if not samples.general:
        return Undecided("No numbers were found for which the question has a value.")
    with flint.ctx.workprec(BITS):
        if given == wanted and _agree(submission, samples.general, question.symbols):
            if not question.indices and samples.formula and are_equal(submission, samples.formula, question.symbols):
                everywhere = ", for all sizes" if question.symbols.sizes else ""
                return Proved(f"both have the same form when multiplied out{everywhere}")
            if not question.indices and is_proved_by_entries(submission, question):
                return Proved("each entry was compared exactly")
            sizes = {tuple(sorted(sample.place.instance.sizes.items())) for sample in samples.general}
            return Agreed(max(len(sizes), 1), AGREEING_DIGITS)
        if given == wanted.transposed and not wanted.is_scalar and not _is_multiple(submission, given, wanted, samples):
            factor = common_factor(submission, samples.general, question.symbols, transposed=True)
            if factor is not None:
                return Transposed(str(given), str(wanted), None if factor == 1 else str(factor))
        special = _special_case(submission, given, wanted, samples)
        if special is not None:
            return SpecialCase(special)
        if given != wanted:
            return WrongShape(str(given), str(wanted))
        return Different(_witness(submission, samples))


def oriented(submission: Expression, wanted: Shape) -> Expression:
    """A list without an orientation takes the one that fits, and an answer that is only I takes the size asked for."""
    if is_bare_identity(submission) and wanted.is_square and not wanted.is_scalar:
        return _sized(submission, str(wanted.rows))
    if not isinstance(submission, Listing):
        return submission
    if wanted.rows == 1:
        return Matrix((submission.items,), span=submission.span)
    return Matrix(tuple((item,) for item in submission.items), span=submission.span)


def _sized(expression: Expression, size: str) -> Expression:
    if isinstance(expression, Identity):
        return expression if expression.size else replace(expression, size=size)
    return rebuild(expression, [_sized(part, size) for part in children(expression)])


def _value(submission: Expression, place: Place, symbols: Vocabulary) -> Table | None:
    try:
        found = place.evaluate(submission, symbols)
    except NoValueError:
        return None
    return found if all(is_finite(entry) for entry in found.entries) else None


def _agree(submission: Expression, samples: Drawn, symbols: Vocabulary, *, transposed: bool = False) -> bool:
    """Whether the two have the same value at every sample, and there is one."""
    for sample in samples:
        value = _value(submission, sample.place, symbols)
        wanted = sample.reference.transposed if transposed else sample.reference
        if value is None or value.shape != wanted.shape:
            return False
        if not all(_same(a[0], b[0]) for a, b in zip(value.entries, wanted.entries, strict=True)):
            return False
    return bool(samples)


def _same(one: arb, other: arb) -> bool:
    gap = one - other
    return bool(gap.contains(0) and abs(gap) * 2**AGREEING_BITS < 1 + abs(other))


def _differ(one: arb, other: arb) -> bool:
    return not (one - other).contains(0)


def common_factor(
    submission: Expression, samples: Iterable[Sample], symbols: Vocabulary, *, transposed: bool = False
) -> Fraction | None:
    """The rational c with submission = c times the reference (transposed) at every sample; None if there is none."""
    for sample in samples:
        value = _value(submission, sample.place, symbols)
        wanted = sample.reference.transposed if transposed else sample.reference
        if value is None or value.shape != wanted.shape:
            return None
        known = (pair for pair in zip(value.entries, wanted.entries, strict=True) if not pair[1][0].contains(0))
        for a, b in known:
            factor = _small_fraction(a[0] / b[0])
            fits = factor and _agree_up_to(factor, submission, samples, symbols, transposed=transposed)
            return factor if fits else None
    return None


def _agree_up_to(
    factor: Fraction, submission: Expression, samples: Iterable[Sample], symbols: Vocabulary, *, transposed: bool
) -> bool:
    scale = arb(factor.numerator) / factor.denominator
    for sample in samples:
        value = _value(submission, sample.place, symbols)
        wanted = sample.reference.transposed if transposed else sample.reference
        if value is None or value.shape != wanted.shape:
            return False
        pairs = zip(value.entries, wanted.entries, strict=True)
        if not all(_same(a[0], b[0] * scale) for a, b in pairs):
            return False
    return True


def _small_fraction(ball: arb) -> Fraction | None:
    """The fraction of small numbers in a ball, if there is one."""
    if not ball.is_finite():
        return None
    found = Fraction(float(ball.mid())).limit_denominator(_LARGEST_FACTOR)
    inside = ball.contains(arb(found.numerator) / found.denominator)
    return found if inside and abs(found.numerator) <= _LARGEST_FACTOR else None


def _is_multiple(submission: Expression, given: Shape, wanted: Shape, samples: Samples) -> bool:
    """Whether a factor alone is wrong: of a symmetric matrix nobody can say that it is transposed."""
    return given == wanted and common_factor(submission, samples.general, samples.question.symbols) is not None


def _special_case(submission: Expression, given: Shape, wanted: Shape, samples: Samples) -> str | None:
    """The condition under which the answer is right: symmetric matrices."""
    symbols = samples.question.symbols
    general = [
        name
        for name, kind in symbols.kinds.items()
        if kind.role == "matrix" and kind.rows == kind.columns and not kind.trait and name in free_symbols(submission)
    ]
    if not general or given not in (wanted, wanted.transposed):
        return None
    if not _agree(submission, samples.symmetric, symbols, transposed=given != wanted):
        return None
    return f"{' and '.join(general)} {'is' if len(general) == 1 else 'are'} symmetric"


def _witness(submission: Expression, samples: Samples) -> Witness | None:
    """Small whole numbers where the two certainly differ; the comparison's own data where there are none."""
    question = samples.question
    for sample in chain(samples.small, samples.general):
        value = _value(submission, sample.place, question.symbols)
        if value is None or value.shape != sample.reference.shape:
            continue
        rows, columns = value.shape
        for row in range(rows):
            for column in range(columns):
                yours, expected = value.rows[row][column][0], sample.reference.rows[row][column][0]
                if _differ(yours, expected):
                    return _told(submission, samples, sample, (row, column), (yours, expected))
    return None


def _told(
    submission: Expression, samples: Samples, sample: Sample, entry: tuple[int, int], values: tuple[arb, arb]
) -> Witness:
    question = samples.question
    place = sample.place
    names = free_symbols(submission) | samples.names
    if isinstance(question.asked, Stationary):
        names = names.difference(question.asked.wrt)
    at = {name: _text(table) for name, table in place.instance.values.items() if name in names}
    at |= {name: str(number) for name, number in place.indices.items()}
    rows, columns = sample.reference.shape
    where = None
    if (rows, columns) != (1, 1):
        row, column = entry
        where = f"entry {max(row, column) + 1}" if 1 in (rows, columns) else f"row {row + 1}, column {column + 1}"
    expected = certain_digits(values[1]) if samples.varies_with & at.keys() else None
    return Witness(at, certain_digits(values[0]), expected, where, dict(place.instance.sizes) or None)


def _text(found: Table) -> str:
    """A table as one would type it."""
    rows = [", ".join(certain_digits(entry[0]) for entry in row) for row in found.rows]
    return rows[0] if found.is_scalar else f"[{'; '.join(rows)}]"
