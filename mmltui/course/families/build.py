"""Formulas put together the way a person writes them: no `1 x`, no `x^1`, no `+ -3`, no term that is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from mmltui.notation.tree import Add, Call, Constant, Expression, Matrix, Neg, Number, Power, Product, Symbol
from mmltui.notation.walk import children, rational, rebuild

ONE: Final = Number(Fraction(1))
X: Final = Symbol("x")


def number(value: int | Fraction) -> Expression:
    """A number of either sign."""
    return rational(Fraction(value))


def scaled(coefficient: int, body: Expression) -> Expression:
    """The body so many times; the coefficient is not 0."""
    size = abs(coefficient)
    if body == ONE:
        return number(coefficient)
    factors = body.factors if isinstance(body, Product) else (body,)
    whole = body if size == 1 else Product((number(size), *factors))
    return whole if coefficient > 0 else Neg(whole)


def power(base: Expression, exponent: int) -> Expression:
    """A whole power, 0 and 1 included."""
    if exponent == 0:
        return ONE
    return base if exponent == 1 else Power(base, number(exponent))


def times(*factors: Expression) -> Expression:
    """A product, without factors that are 1."""
    kept = tuple(factor for factor in factors if factor != ONE)
    return Product(kept) if len(kept) > 1 else kept[0] if kept else ONE


def plus(*terms: Expression) -> Expression:
    """A sum of one term or more."""
    return Add(terms) if len(terms) > 1 else terms[0]


def polynomial(coefficients: Mapping[int, int], variable: Expression = X) -> Expression:
    """A polynomial by its coefficients, in their order; those that are 0 leave no term."""
    return plus(*(scaled(value, power(variable, exponent)) for exponent, value in coefficients.items() if value))


def call(function: str, argument: Expression) -> Expression:
    """A function of the table; `exp` as a power of e, as the lessons write it."""
    return Power(Constant("e"), argument) if function == "exp" else Call(function, (argument,))


def with_powers_of_e(expression: Expression) -> Expression:
    """The same with e^x for every exp(x): one question must not write both."""
    parts = [with_powers_of_e(part) for part in children(expression)]
    match expression:
        case Call(function="exp"):
            return Power(Constant("e"), parts[0])
        case _:
            return rebuild(expression, parts) if parts else expression


def column(entries: Iterable[object]) -> str:
    """A column vector as one types it."""
    return f"[{'; '.join(map(str, entries))}]"


def column_of(entries: Iterable[Expression]) -> str:
    """A column of formulas as one types it, in which no space can be taken for a comma."""
    from mmltui.notation.printing import plain

    return plain(Matrix(tuple((entry,) for entry in entries)))


def row(entries: Iterable[object]) -> str:
    """A row vector as one types it."""
    return f"[{', '.join(map(str, entries))}]"


def matrix(rows: Iterable[Iterable[object]]) -> str:
    """A matrix as one types it."""
    return f"[{'; '.join(', '.join(map(str, entries)) for entries in rows)}]"


def bmatrix(rows: Iterable[Iterable[object]]) -> str:
    r"""A matrix in LaTeX; entries are LaTeX themselves."""
    body = r" \\ ".join(" & ".join(map(str, entries)) for entries in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def bcolumn(entries: Iterable[object]) -> str:
    """A column vector in LaTeX."""
    return bmatrix((entry,) for entry in entries)


def signed(value: int | Fraction) -> str:
    """A number as a further term of a sum: ` + 3`, ` - 3`."""
    return f" + {value}" if value >= 0 else f" - {-value}"


def bracketed(value: int | Fraction) -> str:
    """A number as a factor: in brackets if it is negative."""
    return str(value) if value >= 0 else f"({value})"


def decimal(value: Fraction) -> str:
    """A fraction whose denominator divides a power of ten, as a decimal number."""
    from mmltui.notation.printing import plain

    return "-" * (value < 0) + plain(Number(abs(value)))


def fraction(value: Fraction) -> str:
    """A number in LaTeX, as a fraction if it is none of the whole ones."""
    from mmltui.notation.printing import latex

    return latex(rational(value))
