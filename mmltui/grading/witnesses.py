"""Witnesses: where two formulas differ, for people to check by hand."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from math import log10

import flint
from flint import arb

from mmltui.grading.balls import Evaluator, Point, declared_coefficients
from mmltui.grading.digits import certain_digits, exact_text, magnitude
from mmltui.grading.program import Declared, Program, Variable
from mmltui.grading.verdicts import Witness

DIGITS_SHOWN = 10
MAX_DIGITS_SHOWN = 400
UNDEFINED_BITS = 640


def difference_witness(evaluator: Evaluator, at: Point, bits: int) -> Witness:
    """Both values with enough certain digits to tell them apart."""
    yours, expected = _sides(evaluator, at, bits)
    with flint.ctx.workprec(bits):
        apart = magnitude(abs(yours - expected).abs_lower())
        size = magnitude(abs(yours).abs_upper().max(abs(expected).abs_upper()))
    needed = 3 + int(min(size - apart, 4 * MAX_DIGITS_SHOWN) * log10(2))
    digits = min(MAX_DIGITS_SHOWN, max(DIGITS_SHOWN, needed))
    precision = max(bits, 4 * digits + 64)
    with flint.ctx.workprec(precision):
        yours, expected = (certain_digits(side, digits) for side in _sides(evaluator, at, precision))
    return Witness(point_text(evaluator.program, at), yours, expected if _may_show(evaluator.program) else None)


def _sides(evaluator: Evaluator, at: Point, bits: int) -> tuple[arb, arb]:
    """Both values at a point where both exist."""
    values = evaluator.at(at, bits)
    return values[evaluator.program.submission], values[evaluator.program.reference]


def undefined_witness(evaluator: Evaluator, at: Point) -> Witness:
    """A witness at a point where the submission has no value and the reference has."""
    values = evaluator.at(at, UNDEFINED_BITS)
    with flint.ctx.workprec(UNDEFINED_BITS):
        expected = certain_digits(values[evaluator.program.reference]) if _may_show(evaluator.program) else None
    return Witness(point_text(evaluator.program, at), "undefined", expected)


def _may_show(program: Program) -> bool:
    """Without symbols in the reference its value is the answer."""
    instructions = program.instructions
    return any(isinstance(instructions[index], Variable | Declared) for index in program.needed(program.reference))


def point_text(program: Program, at: Point) -> Mapping[str, str]:
    """The point as text, and what declared functions stood for at it."""
    used = {
        instruction.name: len(instruction.arguments)
        for instruction in program.instructions
        if isinstance(instruction, Declared)
    }
    functions = ((_declared_name(name, count), _declared_text(name, count)) for name, count in sorted(used.items()))
    return dict(chain(((name, exact_text(value)) for name, value in sorted(at.items())), functions))


def _declared_name(name: str, count: int) -> str:
    return f"{name}(t)" if count == 1 else f"{name}({', '.join(f't_{i + 1}' for i in range(count))})"


def _declared_text(name: str, count: int) -> str:
    weights, phase, rate = declared_coefficients(name, count)
    letters = ["t"] if count == 1 else [f"t_{i + 1}" for i in range(count)]
    inner = " + ".join(f"{exact_text(weight)} {letter}" for weight, letter in zip(weights, letters, strict=True))
    return f"sin({inner} + {exact_text(phase)}) + exp({exact_text(rate)} ({inner}))"
