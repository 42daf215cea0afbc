"""Sums over an index and unevaluated derivatives: operators that stand before the term they apply to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    r"""`sum_n x_n y_n`, `\sum_{n=1}^N …`, `sum(n, …)`, `sum x_n y_n`; `sum(x)` adds up the entries of a vector.

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
    grammar.bound.extend(bound.letter for bound in sign.bounds)
    if len(grammar.bound) > MAX_SUMS:
        raise too_large("sums are nested too deeply", MAX_SUMS, "sums within one another", sign.span)
    if sign.text == "sum(":
        body = grammar.inside(opened, grammar.expression)
        grammar.close(")", opened)
    elif not sign.bounds and grammar.is_sign("("):
        body = grammar.shallow(grammar.operand(PRODUCT))
        if not _open_letters(grammar, body):
            return Call("sum", (body,), span=grammar.span_from(sign.start))
        body = _body(grammar, sign, grammar.operators(body, PRODUCT))
    else:
        body = _body(grammar, sign)
    del grammar.bound[saved:]
    span = grammar.span_from(sign.start)
    if not sign.bounds:
        return _inferred(grammar, sign, grammar.shallow(body), span)
    for bound in reversed(sign.bounds):
        body = Sum(body, bound.letter, bound.lower, upper, span=span)
    return body


def _inferred(grammar: Grammar, sign: Token, body: Expression, span: Span) -> Expression:
    """A sum whose index is the one letter that nothing else binds; with none, the sum of a vector's entries."""
    letters = _open_letters(grammar, body) or (free_indices(body) - set(grammar.bound))
    if not letters:
        return Call("sum", (body,), span=span)
    if len(letters) > 1 or min(letters) in grammar.vocabulary.kinds:
        raise ParseError(
            f"the sum does not say which index it runs over: {' or '.join(sorted(letters))}",
            sign.span,
            "write it under the sign, for example sum_n",
        )
    return Sum(body, min(letters), span=span)


def _open_letters(grammar: Grammar, body: Expression) -> frozenset[str]:
    """Index letters of a body that neither the exercise nor a sum around it gives a meaning."""
    return free_indices(body) - set(grammar.bound) - set(grammar.vocabulary.kinds)


def _body(grammar: Grammar, sign: Token, first: Expression | None = None) -> Expression:
    """The product that a sum sign stands before; `first` is its first factor if that was read already."""
    if first is None and grammar.is_sign("-"):
        minus = grammar.take()
        return Neg(_body(grammar, sign), span=grammar.span_from(minus.start))
    if first is None and not grammar.starts_operand():
        grammar.refuse("the sum has nothing to add up", sign, "write what is summed after it")
    start, below = grammar.next.start, grammar.below_a_line
    factors = [grammar.shallow(first or grammar.factor())]
    letters = {bound.letter for bound in sign.bounds} or set(_open_letters(grammar, factors[0]))
    uses = bool(free_indices(factors[0]) & letters)
    kept, end = tuple(factors), grammar.at
    ahead: list[tuple[int, Expression, int]] = []  # factors that belong only if a later one uses the index
    while grammar.is_sign("*", "/") or (grammar.starts_operand() and not grammar.separates(grammar.next)):
        divides = grammar.is_sign("/")
        if grammar.is_sign("*", "/"):
            grammar.take()
        place = grammar.at
        grammar.below_a_line = below or divides
        factor = grammar.shallow(grammar.factor())
        grammar.below_a_line = below
        letters = letters or set(_open_letters(grammar, factor))
        used = bool(free_indices(factor) & letters)
        if divides:
            factors = [Quotient(_product(factors), factor, span=grammar.span_from(start))]
        else:
            factors.append(factor)
        if used or not uses or not (below or divides or ahead):
            kept, end, ahead = tuple(factors), grammar.at, []
        else:
            ahead.append((place, factor, grammar.at))
            if below:
                break
        uses = uses or used
    grammar.factors_read.update({place: (factor, after) for place, factor, after in ahead})
    grammar.at = end
    return _product(kept)


def _product(factors: Sequence[Expression]) -> Expression:
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
    return Differential(body, sign.text, sign.order, span=grammar.span_from(sign.start))


SUM_OPERANDS: Final[Mapping[str, Prefix]] = MappingProxyType({"sum": summation, "differential": derivative})
