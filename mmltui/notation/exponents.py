"""How large an exponent is, before anybody raises something to it."""

from __future__ import annotations

import math

from mmltui.notation.bounds import MAX_EXPONENT, too_large
from mmltui.notation.tree import Add, Constant, Expression, Neg, Number, Power, Product, Quotient


def bounded(exponent: Expression) -> Expression:
    """The exponent, unless it is a number beyond the bound; raises ParseError (`too-large`)."""
    size = _size(exponent)
    if size is not None and not abs(size) <= MAX_EXPONENT:
        raise too_large("an exponent is too large", MAX_EXPONENT, "is allowed", exponent.span)
    return exponent


def _size(expression: Expression) -> float | None:
    """About the value of a number written with signs, fractions and powers; None for anything else."""
    try:
        match expression:
            case Number(value=value):
                return float(value)
            case Constant(name=name):
                return math.e if name == "e" else math.pi
            case Neg(operand=operand):
                size = _size(operand)
                return None if size is None else -size
            case Add(terms=parts) | Product(factors=parts):
                sizes = [size for part in parts if (size := _size(part)) is not None]
                if len(sizes) < len(parts):
                    return None
                return math.fsum(sizes) if isinstance(expression, Add) else math.prod(sizes)
            case Quotient(numerator=left, denominator=right) | Power(base=left, exponent=right):
                one, other = _size(left), _size(right)
                if one is None or other is None:
                    return None
                found = one / other if isinstance(expression, Quotient) else one**other
                return None if isinstance(found, complex) else found
            case _:
                return None
    except OverflowError:
        return math.inf
    except (ZeroDivisionError, ValueError):
        return None
