"""Random functions of one variable, of the kinds that section 1.2 teaches: small numbers, nothing trivial."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from mmltui.course.families.build import X, call, number, plus, polynomial, power, scaled, times
from mmltui.notation.tree import Expression, Neg, Quotient, Symbol

_COEFFICIENTS: Final = (-5, -4, -3, -2, 2, 3, 4, 5)
_SMALL: Final = (2, 3, 4, 5)


def powers(source: Random) -> Expression:
    """Two or three powers with coefficients, and a constant: `3 x^4 - 5 x + 2`."""
    exponents = sorted(source.sample((1, 2, 3, 4, 5), source.choice((2, 3))), reverse=True)
    coefficients = {exponent: source.choice(_COEFFICIENTS) for exponent in exponents}
    coefficients[exponents[0]] = source.choice((1, *_SMALL))
    return polynomial({**coefficients, 0: source.choice((0, *_COEFFICIENTS, -7, 7, 9))})


def reciprocals(source: Random) -> Expression:
    """A power in a denominator or a root, beside a power: `x^3 - 2/x^2`, `4 sqrt(x) + x^2`."""
    exponent = source.choice((1, 2, 3))
    over = Quotient(number(source.choice(_SMALL)), power(X, exponent))
    odd = source.choice((over, over, scaled(source.choice(_SMALL), call("sqrt", X))))
    first = scaled(source.choice((1, *_SMALL)), power(X, source.choice((1, 2, 3, 4))))
    return plus(first, source.choice((odd, Neg(odd))))


def table(source: Random) -> Expression:
    """A sum of two entries of the table: `4 sin(x) - 3 e^x + 7`."""
    names = source.sample(("sin", "cos", "tanh", "exp", "log", "power"), 2)
    terms = [power(X, source.choice((2, 3))) if name == "power" else call(name, X) for name in names]
    first = scaled(source.choice((1, *_SMALL)), terms[0])
    second = scaled(source.choice(_COEFFICIENTS), terms[1])
    return plus(first, second, *([number(source.choice(_COEFFICIENTS))] if source.random() < 0.4 else []))


def product(source: Random) -> Expression:
    """Two factors of different kinds: `x^3 cos(x)`, `(2 x + 1) e^x`."""
    name, other = source.sample(("sin", "cos", "exp", "log", "tanh"), 2)
    if source.random() < 0.2:
        return times(call(name, X), call(other, X))
    first = _linear(source) if source.random() < 0.35 else power(X, source.choice((1, 2, 3, 4, 5)))
    return scaled(source.choice((1, 1, 1, 2, 3)) if first != X else 1, times(first, call(name, X)))


def quotient(source: Random) -> Expression:
    """A fraction with the variable above and below: `sin(x)/x^2`, `(2 x + 1)/(x - 3)`."""
    style = source.randrange(4)
    if style == 0:
        below = polynomial({2: 1, 0: source.choice((1, 2, 3, 4, 5, -1, -4))})
        return Quotient(source.choice((X, _linear(source))), below)
    if style == 1:
        above, below = _linear(source), _linear(source)
        return Quotient(above, below)
    name = source.choice(("sin", "cos", "exp", "log"))
    if style == 2:
        return Quotient(call(name, X), power(X, source.choice((1, 2, 3))))
    return Quotient(power(X, source.choice((1, 2, 3))), plus(call("exp", X), number(source.choice((1, 2, 3)))))


def chain(source: Random) -> Expression:
    """A function of an inner one: `sin(x^2 + 3)`, `(3 x - 2)^4`, `e^(-3 x)`."""
    name = source.choice(("sin", "cos", "tanh", "exp", "log", "sqrt", "power", "power"))
    if name == "power":
        inner = source.choice((_linear, _quadratic, _wave))(source, name)
        return power(inner, source.choice((2, 3, 4, 5)))
    if name in ("log", "sqrt"):
        return call(
            name, polynomial({source.choice((2, 2, 4)): source.choice((1, 2, 3)), 0: source.choice((1, *_SMALL))})
        )
    return call(name, source.choice((_linear, _quadratic, _multiple, _square))(source, name))


def nested(source: Random) -> Expression:
    """Two rules in one: a chain of three, or a product with a chain in it: `tanh(2 x - 1)^3`, `x^2 e^(-x^2)`."""
    style = source.randrange(3)
    name = source.choice(("sin", "cos", "tanh", "exp"))
    if style == 0 and name != "exp":
        return power(call(name, source.choice((_linear, _multiple))(source, name)), source.choice((2, 3)))
    if style == 1:
        outer = source.choice(("sin", "log", "sqrt") if name == "exp" else ("log", "exp", "sqrt"))
        inner = plus(call(name, source.choice((X, _multiple(source, name)))), number(source.choice((2, 3, 4))))
        return call(outer, inner)
    return times(power(X, source.choice((1, 2, 3))), call(name, source.choice((_multiple, _square))(source, name)))


def parameters(source: Random) -> Expression:
    """Letters beside the variable `w`: `tanh(w x + b)`, `(w x - y)^2`, `w^2 x e^(-c w)`."""
    w, x, b, y, c = map(Symbol, ("w", "x", "b", "y", "c"))
    product_wx = times(w, x)
    score = plus(product_wx, b)
    return source.choice(
        (
            power(plus(product_wx, Neg(y)), source.choice((2, 4))),
            power(plus(product_wx, b, Neg(y)), 2),
            call("tanh", score),
            power(call("tanh", score), source.choice((2, 3))),
            call("log", plus(number(source.choice((1, 2, 3))), call("exp", product_wx))),
            times(w, call("exp", Neg(times(c, w)))),
            times(power(w, source.choice((2, 3))), call("exp", times(c, w))),
            call("exp", Neg(times(c, power(w, 2)))),
            Quotient(w, plus(w, c)),
            plus(power(plus(product_wx, Neg(y)), 2), times(c, power(w, 2))),
            call(source.choice(("sin", "cos")), plus(times(c, power(w, 2)), b)),
        )
    )


def _linear(source: Random, _outer: str = "") -> Expression:
    return polynomial({1: source.choice((1, *_SMALL)), 0: source.choice((-3, -2, -1, 1, 2, 3))})


def _quadratic(source: Random, _outer: str = "") -> Expression:
    middle = source.choice((0, 0, 1, -1, 2, -3))
    last = 0 if middle else source.choice((-2, -1, 1, 2, 3, 5))
    return polynomial({2: source.choice((1, 2, 3)), 1: middle, 0: last})


def _multiple(source: Random, outer: str) -> Expression:
    return scaled(source.choice((2, 3, 4)) * _sign(source, outer), X)


def _square(source: Random, outer: str) -> Expression:
    return scaled(source.choice((1, 1, 2, 3)) * _sign(source, outer), power(X, source.choice((2, 2, 3))))


def _sign(source: Random, outer: str) -> int:
    """Minus only where it belongs: nobody writes `cos(-3 x)`."""
    return source.choice((1, -1)) if outer == "exp" else 1


def _wave(source: Random, _outer: str) -> Expression:
    return plus(call(source.choice(("sin", "cos", "exp")), X), number(source.choice((1, 2, 3))))


FUNCTIONS: Final[Mapping[str, Callable[[Random], Expression]]] = {
    "powers": powers,
    "reciprocals": reciprocals,
    "table": table,
    "product": product,
    "quotient": quotient,
    "chain": chain,
    "nested": nested,
    "parameters": parameters,
}
"""By what rule they are for; the variable is `x`, but `w` of those with parameters."""


def variable_of(kind: str) -> str:
    """The letter by which functions of a kind are differentiated."""
    return "w" if kind == "parameters" else "x"
