"""Functions and what they are applied to: `sin(x)`, `sin 2x`, `sin^2 x`, `log_2 x`, `f'(x)`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from mmltui.errors import Span
from mmltui.notation.exponents import bounded
from mmltui.notation.grammar import POWER, PRODUCT, Grammar, Prefix
from mmltui.notation.names import INVERSES, RECIPROCALS, SEVERAL_ARGUMENTS
from mmltui.notation.operands import bracketed_arguments
from mmltui.notation.refusal import ParseError
from mmltui.notation.tokens import Token
from mmltui.notation.tree import (
    Application,
    Call,
    Expression,
    Matrix,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
    Transpose,
)

_ONE: Final = Number(Fraction(1))
_MINUS_ONE: Final = Neg(_ONE)


def known_function(grammar: Grammar, token: Token) -> Expression:
    """A function every exercise knows; where `a` is a number, `acos x` may be meant as a times cos x."""
    if _may_begin_with_a(grammar, token) and grammar.doubt("strong"):
        letter = Symbol("a", span=Span(token.start, token.start + 1))
        return Product((letter, _applied(grammar, token, token.text[1:])), span=grammar.span_from(token.start))
    return _applied(grammar, token, token.text)


def _may_begin_with_a(grammar: Grammar, token: Token) -> bool:
    kind = grammar.vocabulary.kinds.get("a")
    as_typed = token.end - token.start == len(token.text)  # `arccos` leaves no doubt
    return kind is not None and kind.role == "scalar" and as_typed and token.text in INVERSES.values()


def _applied(grammar: Grammar, token: Token, name: str) -> Expression:
    """A function with the power or base that may stand before its argument."""
    start = token.start
    base = _base(grammar, token)
    exponent: Expression | None = None
    if grammar.is_sign("^"):
        grammar.take()
        exponent = bounded(grammar.shallow(_short_exponent(grammar)))
    if grammar.next.kind == "transpose" and grammar.next.text == "'":
        grammar.refuse(f"{name}' is not worked out", grammar.next, "work the derivative out", "not-an-answer")
    inverse = exponent == _MINUS_ONE and name in INVERSES
    reciprocal = inverse and grammar.doubt("strong")
    if inverse:
        name, exponent = name if reciprocal else INVERSES[name], None
    arguments = _arguments(grammar, token, name)
    if name == "diag" and len(arguments) > 1:
        arguments = (Matrix(tuple((entry,) for entry in arguments), span=grammar.span_from(start)),)
    if name == "dot" and len(arguments) == 2:
        return Product((Transpose(arguments[0]), arguments[1]), span=grammar.span_from(start))
    if name == "dot":
        raise ParseError("dot takes two vectors", grammar.span_from(start), "write dot(u, v)")
    if len(arguments) != 1 and name not in SEVERAL_ARGUMENTS:
        raise ParseError(f"{name} takes one argument, not {len(arguments)}", grammar.span_from(start))
    if name == "log" and base is None:
        grammar.notes.append("log is the natural logarithm")
    span = grammar.span_from(start)
    call = _call(name, arguments, span)
    if base is not None:
        call = Quotient(call, Call("log", (base,)), span=span)
    if reciprocal:
        return Quotient(_ONE, call, span=span)
    return call if exponent is None else Power(call, exponent, span=span)


def _call(name: str, arguments: tuple[Expression, ...], span: Span) -> Expression:
    """The node of a function; some names stand for another node."""
    if name in RECIPROCALS:
        return Quotient(_ONE, Call(RECIPROCALS[name], arguments, span=span), span=span)
    if name == "transpose":
        return Transpose(arguments[0], span=span)
    if name == "cbrt":
        return Power(arguments[0], Quotient(_ONE, Number(Fraction(3))), span=span)
    return Call(name, arguments, span=span)


def _base(grammar: Grammar, token: Token) -> Expression | None:
    """The base of `log_2`, which only a logarithm has."""
    script = grammar.next
    if script.kind != "script":
        return None
    if token.text != "log":
        grammar.refuse(f"{token.text} has no subscript", script, "leave it out")
    grammar.take()
    if len(script.indices) != 1:
        grammar.refuse("a logarithm has one base", script)
    base = script.indices[0]
    if isinstance(base, Symbol) and base.name not in grammar.vocabulary.kinds:
        grammar.refuse(f"'{base.name}' is not a symbol of this question", script, kind="unknown-symbol")
    return base


def _short_exponent(grammar: Grammar) -> Expression:
    """The exponent between a function and its argument: a number, a letter, or a group."""
    if grammar.is_sign("-"):
        sign = grammar.take()
        operand = grammar.operand(POWER)
        return Neg(operand, span=grammar.span_from(sign.start))
    return grammar.operand(POWER)


def _arguments(grammar: Grammar, function: Token, name: str) -> tuple[Expression, ...]:
    """In brackets, or without them the factors that follow."""
    opened = grammar.next
    if grammar.is_sign("(", "{"):
        grammar.take()
        if grammar.is_sign(")", "}"):
            grammar.refuse(f"{name} needs an argument", function, f"write {name}(x)")
        return bracketed_arguments(grammar, opened, ")" if opened.text == "(" else "}")
    if not grammar.starts_operand() and not grammar.is_sign("-") and not grammar.is_sign("|", "‖"):
        grammar.refuse(f"{name} needs an argument", function, f"write {name}(x)")
    return (_bare_argument(grammar),)


def _bare_argument(grammar: Grammar) -> Expression:
    """`sin 2x y` is sin(2 x y): factors up to the next function, sign or bracket."""
    first = grammar.expression(PRODUCT)
    factors = [first]
    number = isinstance(first, Number)
    while grammar.starts_operand() and not grammar.separates(grammar.next):
        token = grammar.next
        if token.kind in ("function", "applied", "sum", "differential"):
            break
        if token.kind == "op" and not number:
            break
        if token.kind == "number" and grammar.tokens[grammar.at - 1].kind == "number":
            break
        if token.spaced and not number and grammar.doubt("strong"):
            break
        factors.append(grammar.factor())
        number = False
    argument = first if len(factors) == 1 else Product(tuple(factors))
    line = grammar.next
    if grammar.is_sign("/") and grammar.ends_bare() and grammar.doubt("weak" if line.spaced else "strong"):
        grammar.take()
        argument = Quotient(argument, grammar.factor())
    return argument


def declared_function(grammar: Grammar, token: Token) -> Expression:
    """`f(x)`, `f'(x)`, or the function itself where no argument is written."""
    primes = 0
    while grammar.next.kind == "transpose" and grammar.next.text == "'":
        grammar.take()
        primes += 1
    arguments: tuple[Expression, ...] = ()
    opened = grammar.next
    if grammar.is_sign("(") and not (opened.spaced and grammar.spaces_separate):
        grammar.take()
        arguments = bracketed_arguments(grammar, opened, ")")
    return Application(token.text, arguments, primes, span=grammar.span_from(token.start))


FUNCTION_OPERANDS: Final[Mapping[str, Prefix]] = MappingProxyType(
    {"function": known_function, "applied": declared_function}
)
