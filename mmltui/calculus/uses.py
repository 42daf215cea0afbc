"""Which rule a node calls for, and with what parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from mmltui.calculus import rules
from mmltui.calculus.rules import Rule
from mmltui.calculus.templates import template
from mmltui.errors import LearnerError
from mmltui.notation.tree import (
    Add,
    Application,
    Call,
    Constant,
    Delta,
    Differential,
    Entry,
    Expression,
    Hadamard,
    Identity,
    Listing,
    Matrix,
    Neg,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Relation,
    Size,
    Stack,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import depends_on


class NotDifferentiableError(LearnerError):
    """The expression has a part whose derivative by a scalar is not known here; the message names it."""


@dataclass(frozen=True, slots=True)
class Use:
    """A rule at a node.

    `formula` is the derivative with holes; `parts` fills the holes that hold no derivative, `inner` names what
    is to be differentiated for the others.
    """

    rule: Rule
    formula: Expression
    parts: Mapping[str, Expression] = field(default_factory=dict)
    inner: Mapping[str, Expression] = field(default_factory=dict)


def use(node: Expression, variable: str) -> Use:
    """The rule for the outermost operation of a scalar node, with respect to `variable`.

    Raises NotDifferentiableError for vectors, matrices, relations and functions of several arguments.
    """
    if isinstance(node, Symbol) and node.name == variable:
        return _use(rules.VARIABLE)
    if not depends_on(node, variable):
        return _use(rules.CONSTANT, {"c": node})
    match node:
        case Neg(operand=u):
            return _use(rules.NEGATIVE, {"u": u}, {"du": u})
        case Add(terms=terms):
            holes = [f"d{number}" for number in range(len(terms))]
            return Use(rules.SUM, Add(tuple(map(Symbol, holes))), {}, dict(zip(holes, terms, strict=True)))
        case Product(factors=factors) | Hadamard(factors=factors):
            return _product(factors, variable)
        case Quotient(numerator=u, denominator=v):
            return _quotient(u, v, variable)
        case Power(base=base, exponent=exponent):
            return _power(base, exponent, variable)
        case Call():
            return _call(node, variable)
        case Application(function=name, arguments=(u,), primes=primes):
            outer = Application(name, (Symbol("u"),), primes + 1)
            rule = Rule("chain rule", f"({name}(u))' = {name}'(u) u'", "du")
            return Use(rule, Product((outer, Symbol("du"))), {"u": u}, {"du": u})
        case Application(function=name):
            raise NotDifferentiableError(f"{name} has several arguments: its derivative is not known here", node.span)
        case Sum(body=body, lower=lower, upper=upper):
            if any(bound is not None and depends_on(bound, variable) for bound in (lower, upper)):
                raise NotDifferentiableError(f"the bounds of the sum depend on {variable}", node.span)
            return Use(rules.INDEXED_SUM, replace(node, body=Symbol("du")), {}, {"du": body})
        case Differential():
            raise NotDifferentiableError("a derivative inside is not yet worked out", node.span)
        case Transpose() | Entry() | Matrix() | Stack() | Listing() | Relation() | Delta():
            raise NotDifferentiableError(f"this is no scalar formula of {variable}", node.span)
        case Number() | Constant() | Symbol() | Size() | Identity() | Ones():
            return _use(rules.CONSTANT, {"c": node})
        case _:
            assert_never(node)


def _use(rule: Rule, parts: Mapping[str, Expression] = {}, inner: Mapping[str, Expression] = {}) -> Use:
    return Use(rule, rule.derivative, parts, inner)


def product_of(factors: tuple[Expression, ...]) -> Expression:
    """One factor as it is, several as a product; none is 1."""
    if not factors:
        return template("1")
    return factors[0] if len(factors) == 1 else Product(factors)


def split(factors: tuple[Expression, ...], variable: str) -> tuple[tuple[Expression, ...], tuple[Expression, ...]]:
    """The constant factors and those that hold the variable, each in writing order."""
    constant = tuple(factor for factor in factors if not depends_on(factor, variable))
    return constant, tuple(factor for factor in factors if depends_on(factor, variable))


def _product(factors: tuple[Expression, ...], variable: str) -> Use:
    constant, moving = split(factors, variable)
    if constant and len(moving) > 1:  # as one would on paper: (2x) sin(x) is a product of two
        moving = (product_of((*constant, moving[0])), *moving[1:])
    elif constant:
        u = moving[0]
        return _use(rules.CONSTANT_FACTOR, {"c": product_of(constant), "u": u}, {"du": u})
    if len(moving) == 2:
        u, v = moving
        return _use(rules.PRODUCT, {"u": u, "v": v}, {"du": u, "dv": v})
    holes = [Symbol(f"u{number}") for number in range(len(moving))]
    slopes = [Symbol(f"d{number}") for number in range(len(moving))]
    formula = Add(
        tuple(
            Product(tuple(slope if i == j else holes[j] for j in range(len(moving)))) for i, slope in enumerate(slopes)
        )
    )
    return Use(
        rules.PRODUCT,
        formula,
        {hole.name: factor for hole, factor in zip(holes, moving, strict=True)},
        {slope.name: factor for slope, factor in zip(slopes, moving, strict=True)},
    )


def _quotient(u: Expression, v: Expression, variable: str) -> Use:
    if not depends_on(v, variable):
        return _use(rules.CONSTANT_DIVISOR, {"c": v, "u": u}, {"du": u})
    if not depends_on(u, variable):
        return _use(rules.RECIPROCAL, {"c": u, "v": v}, {"dv": v})
    return _use(rules.QUOTIENT, {"u": u, "v": v}, {"du": u, "dv": v})


def _power(base: Expression, exponent: Expression, variable: str) -> Use:
    if not depends_on(exponent, variable):
        return _use(rules.POWER, {"u": base, "p": exponent}, {"du": base})
    if base == Constant("e"):
        return chained(rules.FUNCTIONS["exp"], template("b^u"), {"u": exponent, "b": base})
    if not depends_on(base, variable):
        return _use(rules.EXPONENTIAL, {"b": base, "u": exponent}, {"du": exponent})
    return _use(rules.GENERAL_POWER, {"u": base, "v": exponent}, {"du": base, "dv": exponent})


def chained(rule: Rule, outer: Expression, parts: Mapping[str, Expression]) -> Use:
    """A function of `u`: its outer derivative times the inner one."""
    return Use(rule, Product((outer, Symbol("du"))), parts, {"du": parts["u"]})


def _call(node: Call, variable: str) -> Use:
    name, arguments = node.function, node.arguments
    if name in rules.FUNCTIONS and len(arguments) == 1:
        rule = rules.FUNCTIONS[name]
        return chained(rule, rule.derivative, {"u": arguments[0]})
    if name in ("max", "min") and len(arguments) >= 2:
        rule = rules.MAXIMUM if name == "max" else rules.MINIMUM
        u = arguments[0] if len(arguments) == 2 else Call(name, arguments[:-1])
        v = arguments[-1]
        if not depends_on(u, variable):
            u, v = v, u
        if not depends_on(v, variable):  # of max(u, c) the derivative is u' or 0
            ahead, behind = (u, v) if name == "max" else (v, u)
            gap = ahead if behind == template("0") else Add((ahead, Neg(behind)))
            return Use(rule, template("(1 + sign(b))/2 du"), {"b": gap, "u": u, "v": v}, {"du": u})
        return _use(rule, {"u": u, "v": v}, {"du": u, "dv": v})
    raise NotDifferentiableError(f"{name} of these arguments has no derivative by a scalar here", node.span)
