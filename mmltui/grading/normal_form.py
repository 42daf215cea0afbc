"""A program's instructions as ratios of polynomials in generators.

Every rule here is an identity that holds wherever the instruction is defined, up to isolated points; none of
them is a heuristic. ZeroDivisionError says that an instruction is defined nowhere.
"""

from __future__ import annotations

from contextlib import suppress

from flint import fmpq

from mmltui.grading.exponentials import HALF, PI, Exponentials
from mmltui.grading.generator import Free
from mmltui.grading.generators import Generators
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
from mmltui.grading.ratios import Ratio, TooHardError
from mmltui.grading.trigonometry import Trigonometry


class NormalForms:
    """Converts instructions in order; `values` holds what each became. `split` is that of Exponentials."""

    def __init__(self, program: Program, generators: Generators, *, split: bool = True) -> None:
        self.instructions = program.instructions
        self.generators = generators
        self.ratios = generators.ratios
        self.exponentials = Exponentials(generators, split=split)
        self.trigonometry = Trigonometry(self.exponentials)
        self.values: dict[int, Ratio] = {}

    def convert(self, index: int) -> None:
        """Convert an instruction whose operands are converted; may raise TooHardError or ZeroDivisionError."""
        self.values[index] = self._ratio(self.instructions[index])

    def _ratio(self, instruction: Instruction) -> Ratio:
        values, ratios = self.values, self.ratios
        match instruction:
            case Rational(number):
                return ratios.number(number)
            case Pi():
                return self.exponentials.generator(PI)
            case Variable(name, positive):
                return self._free(Free(f"variable {name}", positive))
            case Total(terms):
                return ratios.total(values[term] for term in terms)
            case Times(factors):
                return ratios.product(values[factor] for factor in factors)
            case Divide(numerator, denominator):
                return ratios.divide(values[numerator], values[denominator])
            case WholePower(base, exponent):
                return ratios.power(values[base], exponent)
            case RealPower(base, exponent):
                return self._real_power(base, values[exponent])
            case Apply("log", argument):
                return self._log_on_domain(argument)
            case Apply(function, argument):
                return self._apply(function, values[argument])
            case Choose(function, left, right):
                return self._choose(values[left], values[right], larger=function == "max")
            case Declared(name, primes, arguments):
                keys = ", ".join(values[argument].key() for argument in arguments)
                return self._free(Free(f"{name}{primes}({keys})"))

    def _free(self, generator: Free) -> Ratio:
        base, multiple = self.generators.power(generator, fmpq(1))
        return self.ratios.power(self.ratios.polynomial(base), multiple)

    def _apply(self, function: Elementary, a: Ratio) -> Ratio:
        match function:
            case "exp":
                return self.exponentials.exp(a)
            case "log":
                return self.exponentials.log(a)
            case "sin":
                return self.trigonometry.cos_sin(a)[1]
            case "cos":
                return self.trigonometry.cos_sin(a)[0]
            case "abs":
                return self.exponentials.absolute(a)
            case "sign":
                return self.exponentials.sign(a)
            case "asin":
                self._learn(self.ratios.subtract(self.ratios.one, self.ratios.multiply(a, a)))
                return self.trigonometry.inverse("asin", a)
            case "atan":
                return self.trigonometry.inverse("atan", a)

    def _learn(self, value: Ratio) -> None:
        if not value.is_zero():
            self.generators.learn_not_negative(value)

    def _choose(self, left: Ratio, right: Ratio, *, larger: bool) -> Ratio:
        """max(a, b) = (a + b + |a - b|) / 2."""
        distance = self.exponentials.absolute(self.ratios.subtract(left, right))
        both = self.ratios.add(left, right)
        chosen = self.ratios.add(both, distance) if larger else self.ratios.subtract(both, distance)
        return self.ratios.scaled(chosen, HALF)

    def _real_power(self, base: int, exponent: Ratio) -> Ratio:
        if self.values[base].is_zero():
            constant = exponent.constant()
            if constant is None:
                raise TooHardError
            if constant <= 0:
                raise ZeroDivisionError
            return self.ratios.zero
        return self.exponentials.exp(self.ratios.multiply(exponent, self._log_on_domain(base)))

    def _log_on_domain(self, index: int) -> Ratio:
        if self.values[index].is_zero():
            raise ZeroDivisionError
        with suppress(TooHardError):
            self._learn(self.values[index])
        return self._log_of(index)

    def _log_of(self, index: int) -> Ratio:
        """log|a| of an instruction, taken apart as it was written: multiplied out, the factors might be lost."""
        ratios = self.ratios
        match self.instructions[index]:
            case Times(factors):
                return ratios.total(map(self._log_of, factors))
            case Divide(numerator, denominator):
                return ratios.subtract(self._log_of(numerator), self._log_of(denominator))
            case WholePower(base, exponent):
                return ratios.scaled(self._log_of(base), fmpq(exponent))
            case RealPower(base, power):
                return ratios.multiply(self.values[power], self._log_of(base))
            case Apply("exp", argument):
                return self.values[argument]
            case _:
                return self.exponentials.log(self.values[index])
