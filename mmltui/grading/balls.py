"""A program's values at a point, in ball arithmetic: every value is an interval that holds the true one.

A value is one of three: a finite ball; an unbounded or undefined ball, which says that this precision
does not suffice; or None, which certifies that the true value does not exist.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import flint
from flint import arb, fmpq

from mmltui.grading.program import (
    Apply,
    Choose,
    Declared,
    Divide,
    Elementary,
    Instruction,
    Pi,
    Program,
    Rational,
    RealPower,
    Times,
    Total,
    Variable,
    WholePower,
)

Value: TypeAlias = arb | None
Point: TypeAlias = Mapping[str, fmpq]
_Step: TypeAlias = Callable[[Mapping[int, Value], Mapping[str, arb]], Value]

_HALF = fmpq(1, 2)


class Evaluator:
    """A program made ready to be evaluated at many points: one function for each instruction."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._steps = [_step(instruction, program) for instruction in program.instructions]

    def at(
        self, point: Point, bits: int, *, radius: arb | None = None, wanted: Iterable[int] | None = None
    ) -> dict[int, Value]:
        """The value of each instruction (or of the `wanted` ones, which must be complete), at `bits` of precision.

        With a `radius` the symbols range over balls around the point: then a finite value certifies that the
        expression is defined on an open set around the point, and None that it is undefined on one.
        """
        with flint.ctx.workprec(bits):
            symbols = {name: arb(value) if radius is None else arb(value, radius) for name, value in point.items()}
            values: dict[int, Value] = {}
            steps = self._steps
            for index in range(len(steps)) if wanted is None else wanted:
                values[index] = steps[index](values, symbols)
            return values


def _step(instruction: Instruction, program: Program) -> _Step:
    match instruction:
        case Rational(number):
            return lambda _, __: arb(number)
        case Variable(name):
            return lambda _, symbols: symbols[name]
        case Pi():
            return lambda _, __: arb.pi()
        case Total(terms):
            return lambda values, _: _total([values[term] for term in terms])
        case Times(factors):
            return lambda values, _: _times([values[factor] for factor in factors])
        case Divide(numerator, denominator):
            return lambda values, _: _divide(values[numerator], values[denominator])
        case WholePower(base, exponent):
            return lambda values, _: _whole_power(values[base], exponent)
        case RealPower(base, exponent):
            if program.instructions[exponent] == Rational(_HALF):
                return lambda values, _: _root(values[base])
            return lambda values, _: _real_power(values[base], values[exponent])
        case Apply(function, argument):
            apply = _FUNCTIONS[function]
            return lambda values, _: None if (x := values[argument]) is None else apply(x)
        case Choose("max", left, right):
            return lambda values, _: _larger(values[left], values[right])
        case Choose(_, left, right):
            return lambda values, _: _negative(_larger(_negative(values[left]), _negative(values[right])))
        case Declared(name, primes, arguments):
            return lambda values, _: _declared(name, primes, [values[argument] for argument in arguments])


def _total(terms: Sequence[Value]) -> Value:
    total = arb(0)
    for term in terms:
        if term is None:
            return None
        total += term
    return total


def _times(factors: Sequence[Value]) -> Value:
    product = arb(1)
    for factor in factors:
        if factor is None:
            return None
        product *= factor
    return product


def _divide(numerator: Value, denominator: Value) -> Value:
    if numerator is None or denominator is None or denominator.is_zero():
        return None
    return numerator / denominator


def _whole_power(base: Value, exponent: int) -> Value:
    if base is None or (exponent <= 0 and base.is_zero()):
        return None
    if not base.contains(0):
        return base**exponent
    # arb's own power knows nothing of a ball around 0.
    power = arb(1)
    for digit in f"{abs(exponent):b}":
        power = power * power * base if digit == "1" else power * power
    return power if exponent > 0 else 1 / power


def _root(base: Value) -> Value:
    return None if base is None or base < 0 else base.sqrt()


def _real_power(base: Value, exponent: Value) -> Value:
    if base is None or exponent is None or base < 0:
        return None
    if base.is_zero():
        if exponent <= 0:
            return None
        return arb(0) if exponent > 0 else arb.nan()
    return (exponent * base.log()).exp()


def _negative(value: Value) -> Value:
    return None if value is None else -value


def _larger(left: Value, right: Value) -> Value:
    return None if left is None or right is None else left.max(right)


def _log(x: arb) -> Value:
    return None if x <= 0 else x.log()


def _asin(x: arb) -> Value:
    return None if x > 1 or x < -1 else x.asin()


_FUNCTIONS: Mapping[Elementary, Callable[[arb], Value]] = {
    "exp": arb.exp,
    "log": _log,
    "sin": arb.sin,
    "cos": arb.cos,
    "asin": _asin,
    "atan": arb.atan,
    "abs": abs,
    "sign": arb.sgn,
}


def declared_coefficients(name: str, count: int) -> tuple[tuple[fmpq, ...], fmpq, fmpq]:
    """What a declared function stands for in evaluation: sin(w·t + p) + exp(q w·t) with w, p, q by its name."""
    digest = hashlib.sha256(name.encode()).digest()
    weights = tuple(fmpq(3 + digest[index] % 5, 8) for index in range(count))
    return weights, fmpq(1 + digest[30] % 12, 8), fmpq(1 + digest[31] % 5, 7)


def _declared(name: str, primes: int, arguments: Sequence[Value]) -> Value:
    weights, phase, rate = declared_coefficients(name, len(arguments))
    total = _total([_times([arb(weight), argument]) for weight, argument in zip(weights, arguments, strict=True)])
    if total is None:
        return None
    wave = (total + arb(phase) + arb(primes) * arb.pi() / 2).sin()
    growth = (total * arb(rate)).exp() * arb(rate) ** primes
    return (wave + growth) * arb(weights[0] if weights else 1) ** primes
