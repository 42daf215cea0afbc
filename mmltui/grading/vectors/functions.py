"""The functions of the notation, of a series."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mmltui.grading.vectors.tables import ONE, ZERO, NoValueError, Series, constant, quotient


def real_function(name: str) -> Callable[[Series], Series]:
    """The function of one number with this name; raises `NoValueError` for a name that has none."""
    if name not in _FUNCTIONS:
        raise NoValueError
    return _FUNCTIONS[name]


def sign_of(value: Series) -> int:
    """-1 or 1; raises `NoValueError` where the sign is not certain, for there the branches meet."""
    if value[0] > 0:
        return 1
    if value[0] < 0:
        return -1
    raise NoValueError


def square_root(value: Series) -> Series:
    """Raises `NoValueError` unless the value is certainly positive, so that it can be differentiated."""
    if not value[0] > 0:
        raise NoValueError
    return value.sqrt()


def logarithm(value: Series) -> Series:
    """Raises `NoValueError` unless the value is certainly positive."""
    if not value[0] > 0:
        raise NoValueError
    return value.log()


def power(base: Series, exponent: Series) -> Series:
    """A whole constant power of any base, any power of a positive one."""
    whole = exponent[0].unique_fmpz() if exponent.length() <= 1 else None
    if whole is not None and abs(int(whole)) <= MAX_EXPONENT:
        return _whole_power(base, int(whole))
    return (exponent * logarithm(base)).exp()


MAX_EXPONENT = 1000


def _whole_power(base: Series, exponent: int) -> Series:
    result = ONE
    for digit in f"{abs(exponent):b}":
        result = result * result * base if digit == "1" else result * result
    return result if exponent >= 0 else quotient(ONE, result)


def _tanh(value: Series) -> Series:
    return 2 * _sigmoid(2 * value) - 1


def _sigmoid(value: Series) -> Series:
    return quotient(ONE, 1 + (-value).exp())


def _sinh(value: Series) -> Series:
    return (value.exp() - (-value).exp()) / 2


def _cosh(value: Series) -> Series:
    return (value.exp() + (-value).exp()) / 2


def _absolute(value: Series) -> Series:
    return value if sign_of(value) > 0 else -value


def _asin(value: Series) -> Series:
    if not abs(value[0]) < 1:
        raise NoValueError
    return value.asin()


_FUNCTIONS: Mapping[str, Callable[[Series], Series]] = {
    "exp": lambda value: value.exp(),
    "log": logarithm,
    "sqrt": square_root,
    "sin": lambda value: value.sin(),
    "cos": lambda value: value.cos(),
    "tan": lambda value: quotient(value.sin(), value.cos()),
    "sec": lambda value: quotient(ONE, value.cos()),
    "csc": lambda value: quotient(ONE, value.sin()),
    "cot": lambda value: quotient(value.cos(), value.sin()),
    "asin": _asin,
    "acos": lambda value: ONE.atan() * 2 - _asin(value),
    "atan": lambda value: value.atan(),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "asinh": lambda value: (value + (value * value + 1).sqrt()).log(),
    "acosh": lambda value: logarithm(value + square_root(value * value - 1)),
    "atanh": lambda value: (logarithm(1 + value) - logarithm(1 - value)) / 2,
    "sech": lambda value: quotient(ONE, _cosh(value)),
    "csch": lambda value: quotient(ONE, _sinh(value)),
    "coth": lambda value: quotient(_cosh(value), _sinh(value)),
    "asec": lambda value: ONE.atan() * 2 - _asin(quotient(ONE, value)),
    "acsc": lambda value: _asin(quotient(ONE, value)),
    "acot": lambda value: quotient(ONE, value).atan(),
    "abs": _absolute,
    "sign": lambda value: constant(sign_of(value)),
    "relu": lambda value: value if sign_of(value) > 0 else ZERO,
    "sigmoid": _sigmoid,
    "softplus": lambda value: (1 + value.exp()).log(),
}
