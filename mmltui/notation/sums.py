"""Sums over an index and unevaluated derivatives: operators that stand before the term they apply to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from mmltui.errors import Span
from mmltui.notation.bounds import MAX_SUMS, too_large
from mmltui.notation.grammar import POWER, PRODUCT, Grammar, Prefix
from mmltui.notation.refusal import ParseError
from mmltui.notation.tokens import Token
from mmltui.notation.tree import Call, Differential, Expression, Neg, Product, Quotient, Sum
from mmltui.notation.walk import free_indices


def summation(grammar: Grammar, sign: Token) -> Expression:
    """`sum_n x_n y_n`, `\\sum_{n=1}^N …`, `sum(n, …)`, `sum x_n y_n`; `sum(x)` adds up the entries of a vector.

    The body is the whole product; below a fraction's line, and after a division, only what uses the index.
    """
    upper: Expression | None = None
    if sign.bounds and grammar.is_sign("^"):
        grammar.take()
        upper = grammar.operand(POWER)
    opened = grammar.next
    if sign.text == "sum(":
        grammar.take()
        grammar.take()
        grammar.take()
    saved = len(grammar.bound)
    grammar.bound.extend(bound.index for bound in sign.bounds)
    if len(grammar.bound) > MAX_SUMS:
        raise too_large("sums are nested too deeply", MAX_SUMS, "sums within one another", sign.span)
    if sign.text == "sum(":
        with grammar.inside(opened):
            body = grammar.expression()
        grammar.close(")", opened)
    else:
        body = _body(grammar, sign)
    del grammar.bound[saved:]
    span = grammar.span_from(sign.start)
    if not sign.bounds:
        return _inferred(grammar, sign, body, span)
    for bound in reversed(sign.bounds):
        body = Sum(body, bound.index, bound.lower, upper, span=span)
    return body


def _inferred(grammar: Grammar, sign: Token, body: Expression, span: Span) -> Expression:
    """A sum whose index is the one letter that nothing else binds; with none, the sum of a vector's entries."""
    letters = _open_letters(grammar, body)
    if not letters:
        return Call("sum", (body,), span=span)
    if len(letters) > 1:
        raise ParseError(
            f"the sum does not say which index it runs over: {' or '.join(sorted(letters))}",
            sign.span,
            "write it under the sign, for example sum_n",
        )
    return Sum(body, min(letters), span=span)


def _open_letters(grammar: Grammar, body: Expression) -> frozenset[str]:
    """Index letters of a body that neither the exercise nor a sum around it gives a meaning."""
    return free_indices(body) - set(grammar.bound) - set(grammar.vocabulary.kinds)


def _body(grammar: Grammar, sign: Token) -> Expression:
    """The product that a sum sign stands before."""
    if grammar.is_sign("-"):
        minus = grammar.take()
        return Neg(_body(grammar, sign), span=grammar.span_from(minus.start))
    if not grammar.starts_operand():
        grammar.refuse("the sum has nothing to add up", sign, "write what is summed after it")
    below = grammar.below_a_line
    start = grammar.next.start
    body = grammar.factor()
    letters = {bound.index for bound in sign.bounds} or set(_open_letters(grammar, body))
    factors = [body]
    while True:
        place, token = grammar.at, grammar.next
        if grammar.is_sign("*", "/"):
            grammar.take()
        elif not grammar.starts_operand() or grammar.separates(token):
            break
        divides = token.text == "/" and token.kind == "op"
        before, outside = grammar.at, grammar.below_a_line
        grammar.below_a_line = outside or divides
        factor = grammar.factor()
        grammar.below_a_line = outside
        uses = bool(free_indices(factor) & letters)
        if (divides or below) and not uses:
            grammar.factors_read[before] = (factor, grammar.at)
            grammar.at = place
            break
        if divides:
            factors = [Quotient(_product(factors), factor, span=grammar.span_from(start))]
        else:
            factors.append(factor)
            letters = letters or set(_open_letters(grammar, factor))
    return _product(factors)


def _product(factors: list[Expression]) -> Expression:
    return factors[0] if len(factors) == 1 else Product(tuple(factors))


def derivative(grammar: Grammar, sign: Token) -> Expression:
    """`d/dx(…)`: of a bracket only, otherwise of the whole product that follows."""
    if not grammar.starts_operand():
        grammar.refuse(f"d/d{sign.text} has nothing to differentiate", sign, f"write d/d{sign.text}( … )")
    if grammar.is_sign("("):
        body = grammar.expression(PRODUCT)
    else:
        first = grammar.factor()
        body = _product(grammar.factors(first))
    return Differential(body, sign.text, sign.count, span=grammar.span_from(sign.start))


SUM_OPERANDS: Final[Mapping[str, Prefix]] = MappingProxyType({"sum": summation, "differential": derivative})
