"""A program's instructions as ratios of polynomials in generators.

Every rule here is an identity that holds wherever the instruction is defined, up to isolated points; none of
them is a heuristic. ZeroDivisionError says that an instruction is defined nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from flint import fmpq, fmpz, fmpz_mpoly

from mmltui.grading.generator import (
    Absolute,
    Exponential,
    Free,
    HalfTangent,
    InverseTrigonometric,
    Logarithm,
    Root,
)
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

MAX_FACTORED_BITS = 64
MAX_ANGLE_MULTIPLE = 16

_PI = Free("pi", positive=True)
_HALF = fmpq(1, 2)

# Angles below π/2 in twelfths of π, as sums of sixths and quarters of π.
_SIXTHS_AND_QUARTERS = ((0, 0), (-1, 1), (1, 0), (0, 1), (2, 0), (1, 1))


class NormalForms:
    """Converts instructions in order; `values` holds what each became.

    `split` says whether exp and the trigonometric functions take sums apart: the usual way, unless the
    sums stay together in the whole question, when keeping them needs fewer generators.
    """

    def __init__(self, program: Program, generators: Generators, *, split: bool = True) -> None:
        self.instructions = program.instructions
        self.generators = generators
        self.ratios = generators.ratios
        self.split = split
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
                return self._generator(_PI)
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

    def _generator(self, generator: Free | InverseTrigonometric | Logarithm) -> Ratio:
        return self.ratios.polynomial(self.generators.value(generator))

    def _apply(self, function: Elementary, a: Ratio) -> Ratio:
        match function:
            case "exp":
                return self.exp(a)
            case "log":
                return self.log(a)
            case "sin":
                return self._cos_sin(a)[1]
            case "cos":
                return self._cos_sin(a)[0]
            case "abs":
                return self.absolute(a)
            case "sign":
                return a if a.is_zero() else self.ratios.divide(self.absolute(a), a)
            case "asin":
                self._learn(self.ratios.subtract(self.ratios.one, self.ratios.multiply(a, a)))
                return self._inverse("asin", a)
            case "atan":
                return self._inverse("atan", a)

    def _learn(self, value: Ratio) -> None:
        if not value.is_zero():
            self.generators.learn_not_negative(value)

    def absolute(self, a: Ratio) -> Ratio:
        """|a|, by the factors of a."""
        if a.is_zero():
            return a
        constant, factors = self.ratios.factors(a)
        result = self.ratios.number(abs(constant))
        for factor, power in factors:
            base = self.ratios.polynomial(factor) if power % 2 == 0 else self.generators.absolute(factor)
            result = self.ratios.multiply(result, self.ratios.power(base, power))
        return result

    def _choose(self, left: Ratio, right: Ratio, *, larger: bool) -> Ratio:
        """max(a, b) = (a + b + |a - b|) / 2."""
        distance = self.absolute(self.ratios.subtract(left, right))
        both = self.ratios.add(left, right)
        chosen = self.ratios.add(both, distance) if larger else self.ratios.subtract(both, distance)
        return self.ratios.scaled(chosen, _HALF)

    # ── exp, log and powers ──

    def _real_power(self, base: int, exponent: Ratio) -> Ratio:
        if self.values[base].is_zero():
            constant = exponent.constant()
            if constant is None:
                raise TooHardError
            if constant <= 0:
                raise ZeroDivisionError
            return self.ratios.zero
        return self.exp(self.ratios.multiply(exponent, self._log_on_domain(base)))

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
                return self.log(self.values[index])

    def log(self, a: Ratio) -> Ratio:
        """log|a| as the sum of the logarithms of a's factors."""
        constant, factors = self.ratios.factors(a)
        terms = [*self._logs_of_number(constant.p, 1), *self._logs_of_number(constant.q, -1)]
        for factor, power in factors:
            terms.append(self.ratios.scaled(self._log_of_factor(factor), fmpq(power)))
        return self.ratios.total(terms)

    def _logs_of_number(self, number: fmpz, sign: int) -> Iterable[Ratio]:
        number = abs(number)
        if number == 1:
            return
        primes = number.factor() if int(number).bit_length() <= MAX_FACTORED_BITS else [(number, 1)]
        for prime, power in primes:
            logarithm = self._generator(Logarithm(self.ratios.ring.constant(prime)))
            yield self.ratios.scaled(logarithm, fmpq(sign * int(power)))

    def _log_of_factor(self, factor: fmpz_mpoly) -> Ratio:
        match generator := self.generators.single(factor):
            case Exponential(exponent):
                return self.ratios.scaled(exponent, fmpq(1, self.generators.scale(generator)))
            case Root(of):
                scale = fmpq(1, self.generators.scale(generator))
                return self.ratios.scaled(self._generator(Logarithm(of)), scale)
            case Absolute(of):
                return self._generator(Logarithm(of))
            case _:
                return self._generator(Logarithm(factor))

    def exp(self, a: Ratio) -> Ratio:
        """Multiply over the terms: exp of c log p is a power of p, every other term has a generator."""
        result = self.ratios.one
        for coefficient, term in self._terms(a):
            generator = self.generators.single(term.numerator) if term.is_polynomial() else None
            if isinstance(generator, Logarithm):
                power = self._power_of_absolute(generator.of, coefficient)
            else:
                base, multiple = self.generators.power(Exponential(term), coefficient)
                power = self.ratios.power(self.ratios.polynomial(base), multiple)
            result = self.ratios.multiply(result, power)
        return result

    def _power_of_absolute(self, polynomial: fmpz_mpoly, exponent: fmpq) -> Ratio:
        if exponent.q == 1:
            return self.ratios.power(self.generators.absolute(polynomial), int(exponent.p))
        single = self.generators.single(polynomial)
        if isinstance(single, Free) and single != _PI and self.generators.is_positive(polynomial):
            base, multiple = self.generators.power(single, exponent / self.generators.scale(single))
        else:
            base, multiple = self.generators.power(Root(polynomial), exponent)
        return self.ratios.power(self.ratios.polynomial(base), multiple)

    def _terms(self, a: Ratio) -> list[tuple[fmpq, Ratio]]:
        """`a` as Σ coefficient · term, the terms monomials over a primitive denominator."""
        if a.is_zero():
            return []
        content = a.denominator.content()
        denominator = a.denominator // self.ratios.ring.constant(content)
        parts = [(a.numerator, self.ratios.unit)]
        if not denominator.is_one():
            quotient, rest = divmod(a.numerator, denominator)
            parts = [(quotient, self.ratios.unit), (rest, denominator)]
        terms = [
            (fmpq(coefficient, content), self.ratios.ratio(self.ratios.ring.from_dict({powers: 1}), below))
            for numerator, below in parts
            for powers, coefficient in numerator.to_dict().items()
        ]
        return terms if self.split else self._joined(terms)

    def _joined(self, terms: list[tuple[fmpq, Ratio]]) -> list[tuple[fmpq, Ratio]]:
        """The terms as one, but for those that exp, cos and sin know themselves."""
        alone, together = [], self.ratios.zero
        for coefficient, term in terms:
            generator = self.generators.single(term.numerator) if term.is_polynomial() else None
            if generator == _PI or isinstance(generator, Logarithm | InverseTrigonometric):
                alone.append((coefficient, term))
            else:
                together = self.ratios.add(together, self.ratios.scaled(term, coefficient))
        if together.is_zero():
            return alone
        content = fmpq(together.numerator.content(), together.denominator.content())
        if together.numerator.leading_coefficient() < 0:
            content = -content
        return [*alone, (content, self.ratios.scaled(together, 1 / content))]

    # ── trigonometric functions ──

    def _cos_sin(self, angle: Ratio) -> tuple[Ratio, Ratio]:
        """Cos and sin of a sum of angles, by turning through one after the other."""
        turned = (self.ratios.one, self.ratios.zero)
        for coefficient, term in self._terms(angle):
            turned = self._turn(turned, self._cos_sin_of_term(coefficient, term))
        return turned

    def _turn(self, one: tuple[Ratio, Ratio], other: tuple[Ratio, Ratio]) -> tuple[Ratio, Ratio]:
        (a, b), (c, d), ratios = one, other, self.ratios
        return (
            ratios.subtract(ratios.multiply(a, c), ratios.multiply(b, d)),
            ratios.add(ratios.multiply(a, d), ratios.multiply(b, c)),
        )

    def _turns(self, pair: tuple[Ratio, Ratio], times: int) -> tuple[Ratio, Ratio]:
        if times < 0:
            return self._turns((pair[0], self.ratios.negative(pair[1])), -times)
        turned = (self.ratios.one, self.ratios.zero)
        for _ in range(times):
            turned = self._turn(turned, pair)
        return turned

    def _cos_sin_of_term(self, coefficient: fmpq, term: Ratio) -> tuple[Ratio, Ratio]:
        generator = self.generators.single(term.numerator) if term.is_polynomial() else None
        if generator == _PI:
            return self._cos_sin_of_pi(coefficient)
        if (
            isinstance(generator, InverseTrigonometric)
            and coefficient.q == 1
            and abs(coefficient) <= MAX_ANGLE_MULTIPLE
        ):
            return self._turns(self._cos_sin_of_inverse(generator), int(coefficient.p))
        tangent, times = self.generators.power(HalfTangent(term), coefficient)
        if abs(times) > MAX_ANGLE_MULTIPLE:
            cosine, sine = self._cos_sin_of_term(fmpq(1), self.ratios.scaled(term, abs(coefficient)))
            return cosine, sine if times > 0 else self.ratios.negative(sine)
        # (1 + it)^2m has the cosine and the sine of the m-fold angle over (1 + t²)^m for parts.
        square = tangent * tangent
        real, imaginary = self.ratios.unit, self.ratios.ring.constant(0)
        for _ in range(abs(times)):
            real, imaginary = (
                real * (1 - square) - imaginary * (2 * tangent),
                imaginary * (1 - square) + real * (2 * tangent),
            )
        below = (1 + square) ** abs(times)
        sign = 1 if times > 0 else -1
        return Ratio(real, below), self.ratios.ratio(imaginary * sign, below)

    def _cos_sin_of_pi(self, coefficient: fmpq) -> tuple[Ratio, Ratio]:
        """Cos and sin of a multiple of π/12."""
        twelfths = coefficient * 12
        if twelfths.q != 1:
            raise TooHardError
        quadrant, rest = divmod(int(twelfths.p) % 24, 6)
        sixths, quarters = _SIXTHS_AND_QUARTERS[rest]
        turned = (self.ratios.one, self.ratios.zero)
        if sixths:
            half_root_3 = self.ratios.scaled(self._root_of(3), _HALF)
            turned = self._turn(turned, self._turns((half_root_3, self.ratios.number(_HALF)), sixths))
        if quarters:
            half_root_2 = self.ratios.scaled(self._root_of(2), _HALF)
            turned = self._turn(turned, (half_root_2, half_root_2))
        for _ in range(quadrant):
            turned = (self.ratios.negative(turned[1]), turned[0])
        return turned

    def _root_of(self, number: int) -> Ratio:
        return self.exp(self.ratios.scaled(self.log(self.ratios.number(number)), _HALF))

    def _square_root(self, a: Ratio) -> Ratio:
        return self.exp(self.ratios.scaled(self.log(a), _HALF))

    def _cos_sin_of_inverse(self, generator: InverseTrigonometric) -> tuple[Ratio, Ratio]:
        """Cos and sin of asin(p) or atan(p)."""
        argument, ratios = generator.argument, self.ratios
        square = ratios.multiply(argument, argument)
        if generator.function == "asin":
            return self._square_root(ratios.subtract(ratios.one, square)), argument
        cosine = ratios.inverse(self._square_root(ratios.add(ratios.one, square)))
        return cosine, ratios.multiply(argument, cosine)

    def _inverse(self, function: str, a: Ratio) -> Ratio:
        """An odd function of an argument with a positive first coefficient; atan of 1/p by that of p."""
        if a.is_zero():
            return a
        if a.numerator.leading_coefficient() < 0:
            return self.ratios.negative(self._inverse(function, self.ratios.negative(a)))
        if (
            function == "atan"
            and len(a.numerator) + a.numerator.total_degree() < len(a.denominator) + a.denominator.total_degree()
        ):
            quarter_turn = self.ratios.scaled(self._generator(_PI), _HALF)
            upside_down = self.ratios.inverse(a)
            sign = self.ratios.divide(self.absolute(a), a)
            return self.ratios.subtract(self.ratios.multiply(sign, quarter_turn), self._inverse(function, upside_down))
        known = self._known_angle(function, a)
        return self._generator(InverseTrigonometric(function, a)) if known is None else known

    def _known_angle(self, function: str, a: Ratio) -> Ratio | None:
        """The multiple of π/12 with this sine or tangent, if a is a number that has one."""
        if not (a.numerator.is_constant() or self._is_root_of_number(a.numerator)):
            return None
        for twelfths in (2, 3, 4, 6) if function == "asin" else (2, 3, 4):
            cosine, sine = self._cos_sin_of_pi(fmpq(twelfths, 12))
            if a == (sine if function == "asin" else self.ratios.divide(sine, cosine)):
                return self.ratios.scaled(self._generator(_PI), fmpq(twelfths, 12))
        return None

    def _is_root_of_number(self, polynomial: fmpz_mpoly) -> bool:
        used = [self.generators.at(i) for i, power in enumerate(polynomial.degrees()) if power]
        return len(polynomial) == 1 and all(isinstance(root, Root) and root.of.is_constant() for root in used)


def _length(polynomial: fmpz_mpoly) -> int:
    return len(polynomial) + int(polynomial.total_degree())
