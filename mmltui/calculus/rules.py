"""Every differentiation rule once: its name, its formula for a learner and its right derivative.

Formulas are over the holes of templates.py: `u` and `v` are the parts that hold the variable, `du` and `dv`
their derivatives. Of a function the table gives the outer derivative alone; the chain rule multiplies by `du`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mmltui.calculus.templates import template
from mmltui.notation.tree import Expression


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one kind of node: `right` is a template of its derivative."""

    name: str
    formula: str
    right: str

    @property
    def derivative(self) -> Expression:
        """The right derivative with its holes."""
        return template(self.right)


CONSTANT: Final = Rule("constant rule", "(c)' = 0", "0")
VARIABLE: Final = Rule("power rule", "(x)' = 1", "1")
NEGATIVE: Final = Rule("constant factor rule", "(-u)' = -u'", "-du")
CONSTANT_FACTOR: Final = Rule("constant factor rule", "(c u)' = c u'", "c du")
CONSTANT_DIVISOR: Final = Rule("constant factor rule", "(u/c)' = u'/c", "du/c")
SUM: Final = Rule("sum rule", "(u + v)' = u' + v'", "du + dv")
INDEXED_SUM: Final = Rule("sum rule", "(Σ u)' = Σ u'", "du")
PRODUCT: Final = Rule("product rule", "(u v)' = u' v + u v'", "du v + u dv")
QUOTIENT: Final = Rule("quotient rule", "(u/v)' = (u' v - u v')/v^2", "(du v - u dv)/v^2")
RECIPROCAL: Final = Rule("reciprocal rule", "(c/v)' = -c v'/v^2", "-c dv/v^2")
POWER: Final = Rule("power rule", "(u^p)' = p u^(p-1) u'", "p u^(p-1) du")
EXPONENTIAL: Final = Rule("exponential rule", "(b^u)' = b^u log(b) u'", "b^u log(b) du")
GENERAL_POWER: Final = Rule(
    "power with a variable exponent", "(u^v)' = u^v (v' log(u) + v u'/u)", "u^v (dv log(u) + v du/u)"
)
MAXIMUM: Final = Rule("maximum rule", "max(u, v)' = u' where u > v, else v'", "(du + dv)/2 + sign(u - v)(du - dv)/2")
MINIMUM: Final = Rule("minimum rule", "min(u, v)' = u' where u < v, else v'", "(du + dv)/2 - sign(u - v)(du - dv)/2")


def _function(name: str, outer: str) -> Rule:
    shown = f"({outer})" if "/" in outer or " - " in outer else outer
    return Rule(f"derivative of {name}", f"({name} u)' = {shown} u'", outer)


FUNCTIONS: Final[Mapping[str, Rule]] = {
    name: _function(name, outer)
    for name, outer in {
        "sin": "cos(u)",
        "cos": "-sin(u)",
        "tan": "1/cos(u)^2",
        "sec": "sec(u) tan(u)",
        "csc": "-csc(u) cot(u)",
        "cot": "-1/sin(u)^2",
        "asin": "1/sqrt(1 - u^2)",
        "acos": "-1/sqrt(1 - u^2)",
        "atan": "1/(1 + u^2)",
        "asec": "1/(abs(u) sqrt(u^2 - 1))",
        "acsc": "-1/(abs(u) sqrt(u^2 - 1))",
        "acot": "-1/(1 + u^2)",
        "sinh": "cosh(u)",
        "cosh": "sinh(u)",
        "tanh": "1 - tanh(u)^2",
        "asinh": "1/sqrt(u^2 + 1)",
        "acosh": "1/(sqrt(u - 1) sqrt(u + 1))",
        "atanh": "1/(1 - u^2)",
        "exp": "exp(u)",
        "log": "1/u",
        "sqrt": "1/(2 sqrt(u))",
        "abs": "sign(u)",
        "norm": "sign(u)",
        "sign": "0",
        "relu": "(1 + sign(u))/2",
        "sigmoid": "sigmoid(u)(1 - sigmoid(u))",
        "softplus": "sigmoid(u)",
    }.items()
}
"""The table of derivatives: the outer derivative of each function of one number."""
