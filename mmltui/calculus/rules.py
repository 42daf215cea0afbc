"""Every differentiation rule once: its name, its formula, its right derivative and its typical slips.

Formulas are over the holes of templates.py: `u` and `v` are the parts that hold the variable, `du` and `dv`
their derivatives, `c` a constant, `p` a constant exponent, `b` a constant base, `x` the variable. Of a function
the table gives the outer derivative alone; the chain rule multiplies by `du`. A slip gives the whole wrong
derivative, and an example in x: a question and the answer with exactly this slip.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mmltui.calculus.templates import template
from mmltui.notation.tree import Expression


@dataclass(frozen=True, slots=True)
class Slip:
    """A typical wrong way to apply a rule, under its id in the catalogue (sentences.py)."""

    id: str
    wrong: str
    example: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one kind of node: `right` is a template of its derivative, of a function of the outer one."""

    name: str
    formula: str
    right: str
    slips: tuple[Slip, ...] = ()

    @property
    def derivative(self) -> Expression:
        """The right derivative with its holes."""
        return template(self.right)


CONSTANT: Final = Rule("constant rule", "(c)' = 0", "0")
VARIABLE: Final = Rule("power rule", "(x)' = 1", "1", (Slip("power.not-lowered", "x", ("x^2 + 3x", "2x + 3x")),))
NEGATIVE: Final = Rule(
    "constant factor rule", "(-u)' = -u'", "-du", (Slip("minus.lost", "du", ("-x^2 + 3x", "2x + 3")),)
)
CONSTANT_FACTOR: Final = Rule(
    "constant factor rule",
    "(c u)' = c u'",
    "c du",
    (
        Slip("constant.factor-dropped", "du", ("3x^2 + x", "2x + 1")),
        Slip("constant.factor-killed", "0", ("3x^2 + sin(x)", "cos(x)")),
    ),
)
CONSTANT_DIVISOR: Final = Rule(
    "constant factor rule",
    "(u/c)' = u'/c",
    "du/c",
    (
        Slip("constant.factor-dropped", "du", ("x^5/7 + x", "5x^4 + 1")),
        Slip("constant.factor-killed", "0", ("x^5/7 + sin(x)", "cos(x)")),
    ),
)
SUM: Final = Rule("sum rule", "(u + v)' = u' + v'", "du + dv")
INDEXED_SUM: Final = Rule("sum rule", "(Σ u)' = Σ u'", "du")
PRODUCT: Final = Rule(
    "product rule",
    "(u v)' = u' v + u v'",
    "du v + u dv",
    (
        Slip("product.f'g'", "du dv", ("x^2 sin(x)", "2x cos(x)")),
        Slip("product.minus", "du v - u dv", ("x^2 log(x)", "2x log(x) - x")),
        Slip("product.minus", "u dv - du v", ("x^2 log(x)", "x - 2x log(x)")),
        Slip("product.first-only", "du v", ("x^2 sin(x)", "2x sin(x)")),
        Slip("product.second-only", "u dv", ("x^2 sin(x)", "x^2 cos(x)")),
    ),
)
QUOTIENT: Final = Rule(
    "quotient rule",
    "(u/v)' = (u' v - u v')/v^2",
    "(du v - u dv)/v^2",
    (
        Slip("quotient.f'/g'", "du/dv", ("x/(1+x^2)", "1/(2x)")),
        Slip("quotient.swapped", "(u dv - du v)/v^2", ("sin(x)/x", "(sin(x) - x cos(x))/x^2")),
        Slip("quotient.plus", "(du v + u dv)/v^2", ("sin(x)/x", "(x cos(x) + sin(x))/x^2")),
        Slip("quotient.no-square", "(du v - u dv)/v", ("sin(x)/x", "(x cos(x) - sin(x))/x")),
        Slip("quotient.no-denominator", "du v - u dv", ("sin(x)/x", "x cos(x) - sin(x)")),
    ),
)
RECIPROCAL: Final = Rule(
    "reciprocal rule",
    "(c/v)' = -c v'/v^2",
    "-c dv/v^2",
    (
        Slip("reciprocal.denominator-only", "c/dv", ("1/x^3", "1/(3x^2)")),
        Slip("quotient.swapped", "c dv/v^2", ("1/(1+x^2)", "2x/(1+x^2)^2")),
        Slip("quotient.plus", "c dv/v^2", ("1/(1+x^2)", "2x/(1+x^2)^2")),
        Slip("quotient.no-square", "-c dv/v", ("1/(1+x^2)", "-2x/(1+x^2)")),
        Slip("quotient.no-denominator", "-c dv", ("1/(1+x^2)", "-2x")),
        Slip("power.integrated", "c log(v) dv", ("sin(x) + 1/x", "cos(x) + log(x)")),
    ),
)
POWER: Final = Rule(
    "power rule",
    "(u^p)' = p u^(p-1) u'",
    "p u^(p-1) du",
    (
        Slip("power.not-lowered", "p u^p du", ("x^5", "5x^5")),
        Slip("power.no-factor", "u^(p-1) du", ("x^5", "x^4")),
        Slip("power.raised", "p u^(p+1) du", ("x^5", "5x^6")),
        Slip("power.factor-lowered", "(p-1) u^(p-1) du", ("x^5", "4x^4")),
        Slip("power.integrated", "u^(p+1)/(p+1) du", ("x^5 + sin(x)", "x^6/6 + cos(x)")),
    ),
)
EXPONENTIAL: Final = Rule(
    "exponential rule",
    "(b^u)' = b^u log(b) u'",
    "b^u log(b) du",
    (
        Slip("exp.as-power", "u b^(u-1) du", ("2^x", "x*2^(x-1)")),
        Slip("exp.as-power", "u b^(u-1)", ("3^(2x)", "2x*3^(2x-1)")),
        Slip("exp.lowered", "b^(u-1) log(b) du", ("2^x", "2^(x-1) log(2)")),
        Slip("exp.no-log", "b^u du", ("3^(2x)", "2*3^(2x)")),
        Slip("table.integrated", "b^u/log(b) du", ("2^x + x^2", "2^x/log(2) + 2x")),
    ),
)
GENERAL_POWER: Final = Rule(
    "power with a variable exponent",
    "(u^v)' = u^v (v' log(u) + v u'/u)",
    "u^v (dv log(u) + v du/u)",
    (
        Slip("exp.as-power", "v u^(v-1) du", ("x^(2x)", "2x*x^(2x-1)")),
        Slip("chain.path-lost", "u^v log(u) dv", ("x^(2x)", "2x^(2x) log(x)")),
    ),
)
MAXIMUM: Final = Rule("maximum rule", "max(u, v)' = u' where u > v, else v'", "(du + dv)/2 + sign(u - v)(du - dv)/2")
MINIMUM: Final = Rule("minimum rule", "min(u, v)' = u' where u < v, else v'", "(du + dv)/2 - sign(u - v)(du - dv)/2")


def _function(name: str, outer: str, *slips: tuple[str, str]) -> Rule:
    """A function of one number: the slips of its table entry as (id, wrong outer derivative)."""
    shown = f"({outer})" if "/" in outer or " - " in outer else outer
    wrong = tuple(
        Slip(id_, f"({text}) du", (f"{name}(x) + x^2", f"{text.replace('u', 'x')} + 2x")) for id_, text in slips
    )
    return Rule(f"derivative of {name}", f"({name} u)' = {shown} u'", outer, wrong)


_EXP_SLIPS: Final = (
    Slip("exp.as-power", "u exp(u-1) du", ("exp(3x)", "9x exp(3x-1)")),
    Slip("exp.as-power", "u exp(u-1)", ("exp(3x)", "3x exp(3x-1)")),
    Slip("exp.lowered", "exp(u-1) du", ("exp(3x)", "3exp(3x-1)")),
)

FUNCTIONS: Final[Mapping[str, Rule]] = {
    rule.name.removeprefix("derivative of "): rule
    for rule in (
        _function("sin", "cos(u)", ("table.sign", "-cos(u)"), ("table.integrated", "-cos(u)")),
        _function("cos", "-sin(u)", ("table.sign", "sin(u)"), ("table.integrated", "sin(u)")),
        _function(
            "tan",
            "1/cos(u)^2",
            ("table.tan", "1/cos(u)"),
            ("table.tan", "1 + tan(u)"),
            ("table.tan", "1 - tan(u)^2"),
            ("table.tan", "1/sin(u)^2"),
            ("table.sign", "-1/cos(u)^2"),
            ("table.integrated", "-log(cos(u))"),
        ),
        _function("sec", "sec(u) tan(u)", ("table.sign", "-sec(u) tan(u)")),
        _function("csc", "-csc(u) cot(u)", ("table.sign", "csc(u) cot(u)")),
        _function("cot", "-1/sin(u)^2", ("table.sign", "1/sin(u)^2")),
        _function("asin", "1/sqrt(1 - u^2)", ("table.sign", "-1/sqrt(1 - u^2)"), ("table.sign", "1/sqrt(1 + u^2)")),
        _function("acos", "-1/sqrt(1 - u^2)", ("table.sign", "1/sqrt(1 - u^2)")),
        _function("atan", "1/(1 + u^2)", ("table.sign", "1/(1 - u^2)"), ("table.sign", "-1/(1 + u^2)")),
        _function("asec", "1/(abs(u) sqrt(u^2 - 1))"),
        _function("acsc", "-1/(abs(u) sqrt(u^2 - 1))"),
        _function("acot", "-1/(1 + u^2)", ("table.sign", "1/(1 + u^2)")),
        _function("sinh", "cosh(u)", ("table.sign", "-cosh(u)")),
        _function("cosh", "sinh(u)", ("table.sign", "-sinh(u)")),
        _function(
            "tanh",
            "1 - tanh(u)^2",
            ("table.tanh", "1 - tanh(u)"),
            ("table.tanh", "1/cosh(u)"),
            ("table.tanh", "1/cos(u)^2"),
            ("table.sign", "1 + tanh(u)^2"),
            ("table.integrated", "log(cosh(u))"),
        ),
        _function("asinh", "1/sqrt(u^2 + 1)", ("table.sign", "1/sqrt(u^2 - 1)")),
        _function("acosh", "1/(sqrt(u - 1) sqrt(u + 1))"),
        _function("atanh", "1/(1 - u^2)", ("table.sign", "1/(1 + u^2)")),
        Rule("derivative of exp", "(exp u)' = exp(u) u'", "exp(u)", _EXP_SLIPS),
        _function(
            "log",
            "1/u",
            ("table.log", "1/log(u)"),
            ("table.log-argument", "u"),
            ("table.integrated", "u log(u) - u"),
        ),
        _function("sqrt", "1/(2 sqrt(u))"),
        _function("abs", "sign(u)"),
        _function("norm", "sign(u)"),
        _function("sign", "0"),
        _function("relu", "(1 + sign(u))/2"),
        _function(
            "sigmoid",
            "sigmoid(u)(1 - sigmoid(u))",
            ("table.sigmoid", "1 - sigmoid(u)"),
            ("table.sigmoid", "sigmoid(u)^2"),
            ("table.sign", "sigmoid(u)(1 + sigmoid(u))"),
        ),
        _function("softplus", "sigmoid(u)"),
    )
}
"""The table of derivatives: the outer derivative of each function of one number."""

FACTORS: Final[Mapping[str, str]] = {
    "all": "product.f'g'",
    "minus": "product.minus",
    "first": "product.first-only",
    "later": "product.second-only",
}
"""Slips of a product of three or more: every factor differentiated at once, a minus, the first alone, a later alone."""

CHAIN: Final = (
    Slip("chain.no-inner", "outer", ("sin(x^2)", "cos(x^2)")),
    Slip("chain.no-inner", "outer dlink", ("sin(3x)^2", "6sin(3x)")),
    Slip("chain.inner-only", "whole du", ("sin(x^2)", "2x sin(x^2)")),
    Slip("chain.at-inner-derivative", "outerdu du", ("sin(x^2)", "2x cos(2x)")),
    Slip("chain.at-inner-derivative", "outerdu", ("sin(x^2)", "cos(2x)")),
    Slip("chain.at-variable", "outerx du", ("log(1+x^2)", "2x/x")),
    Slip("chain.added", "outer + du", ("sin(x^2)", "cos(x^2) + 2x")),
    Slip("chain.brackets", "outer dfirst + drest", ("(x^2+x)^3", "3(x^2+x)^2*2x + 1")),
    Slip("chain.brackets", "first du + last", ("tanh(3x)", "3 - tanh(3x)^2")),
    Slip("chain.brackets", "first + last du", ("tanh(3x)", "1 - 3tanh(3x)^2")),
)
"""Slips of the chain rule at any function of an inner one. `outer` is the outer derivative, `whole` the function
itself; `dlink` differentiates what is inside the inner function, which is skipped; `dfirst` differentiates the first
term of a sum inside and `drest` the other terms; `first` and `last` are parts of an outer derivative that is a sum."""

PARTS_OF_A_SUM: Final = (
    Slip("sum.term-dropped", "0", ("x^2 + x", "2x")),
    Slip("sum.sign", "-du", ("x^2 + x", "2x - 1")),
)
"""Slips at one term of a sum that holds the variable."""

CONSTANTS_OF_A_SUM: Final = (
    Slip("constant.kept", "c", ("3x + 7", "3 + 7")),
    Slip("constant.one", "1", ("3x + 7", "3 + 1")),
)
"""Slips at one constant term of a sum; a minus before it stays."""

PARAMETER: Final = (Slip("parameter.differentiated", "c du + dc u", ("a x^2", "2a x + x^2")),)
"""A constant letter differentiated as well, wherever the question has one: `dc` is the derivative by that letter."""
