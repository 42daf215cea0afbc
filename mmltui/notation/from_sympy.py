"""What SymPy found, back as a tree: numbers, powers, known functions of real symbols."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from mmltui.errors import MmltuiError
from mmltui.notation.tree import Add, Call, Constant, Expression, Neg, Power, Product, Quotient, Symbol
from mmltui.notation.walk import rational

if TYPE_CHECKING:
    import sympy

_FUNCTIONS: Mapping[str, str] = {"Abs": "abs", "Max": "max", "Min": "min", "log": "log", "sign": "sign"} | {
    name: name
    for kind in ("", "a")
    for circular in ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh")
    for name in (kind + circular,)
}


class UnknownSympyError(MmltuiError):
    """SymPy answered with something that our notation has no word for."""


def from_sympy(found: sympy.Basic) -> Expression:
    """The tree of a SymPy expression; raises `UnknownSympyError` where there is no notation for it."""
    import sympy

    match found:
        case sympy.Rational():
            return rational(Fraction(int(found.p), int(found.q)))
        case sympy.Symbol():
            return Symbol(str(found.name))
        case sympy.Add():
            return Add(tuple(from_sympy(term) for term in found.as_ordered_terms()))
        case sympy.Mul():
            return _product(found)
        case sympy.Pow():
            return _power(found.base, found.exp)
        case sympy.exp():
            return Power(Constant("e"), from_sympy(found.args[0]))
        case sympy.Function() if type(found).__name__ in _FUNCTIONS:
            name = _FUNCTIONS[type(found).__name__]
            return Call(name, tuple(from_sympy(argument) for argument in found.args))
    if found == sympy.pi:
        return Constant("pi")
    if found == sympy.E:
        return Constant("e")
    raise UnknownSympyError(f"there is no notation here for {type(found).__name__}")


def _product(found: sympy.Mul) -> Expression:
    """A product with its sign in front and its negative powers below a fraction bar."""
    import sympy

    if found.as_coeff_Mul()[0].is_negative:
        return Neg(from_sympy(-found))
    above, below = sympy.fraction(found)
    if below != 1:
        return Quotient(from_sympy(above), from_sympy(below))
    return Product(tuple(from_sympy(factor) for factor in found.as_ordered_factors()))


def _power(base: sympy.Expr, exponent: sympy.Expr) -> Expression:
    import sympy

    if exponent == sympy.Rational(1, 2):
        return Call("sqrt", (from_sympy(base),))
    if exponent.could_extract_minus_sign():
        return Quotient(rational(Fraction(1)), from_sympy(base**-exponent))
    return Power(from_sympy(base), from_sympy(exponent))
