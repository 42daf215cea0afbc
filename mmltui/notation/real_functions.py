"""The functions of one real number over numpy arrays: nan outside the domain, never a warning or an error."""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]


class NoValueError(Exception):
    """There is nothing to compute with: a name without a value, parts that do not fit."""


def real_function(function: str) -> Callable[[Array], Array]:
    """The function over arrays; raises NoValueError for a name that is none."""
    import numpy as np

    def one_over(other: Callable[[Array], Array]) -> Callable[[Array], Array]:
        return lambda x: 1 / np.where(other(x) == 0, nan, other(x))

    def of_reciprocal(other: Callable[[Array], Array]) -> Callable[[Array], Array]:
        return lambda x: other(1 / np.where(x == 0, nan, x))

    functions: dict[str, Callable[[Array], Array]] = {
        "sin": np.sin,
        "cos": np.cos,
        "tan": np.tan,
        "sec": one_over(np.cos),
        "csc": one_over(np.sin),
        "cot": one_over(np.tan),
        "asin": np.arcsin,
        "acos": np.arccos,
        "atan": np.arctan,
        "asec": of_reciprocal(np.arccos),
        "acsc": of_reciprocal(np.arcsin),
        "acot": of_reciprocal(np.arctan),
        "sinh": np.sinh,
        "cosh": np.cosh,
        "tanh": np.tanh,
        "asinh": np.arcsinh,
        "acosh": np.arccosh,
        "atanh": lambda x: np.arctanh(np.where(np.abs(x) < 1, x, nan)),
        "exp": np.exp,
        "log": lambda x: np.log(np.where(x > 0, x, nan)),
        "sqrt": np.sqrt,
        "abs": np.abs,
        "sign": np.sign,
        "relu": lambda x: np.maximum(x, 0.0),
        "sigmoid": lambda x: 0.5 * (1 + np.tanh(0.5 * x)),
        "softplus": lambda x: np.logaddexp(0.0, x),
    }
    if function not in functions:
        raise NoValueError
    return functions[function]
