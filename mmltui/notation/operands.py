"""How an operand starts: numbers and names, brackets, bars, fractions, roots."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final, cast

from mmltui.notation.bounds import MAX_ENTRIES, too_large
from mmltui.notation.grammar import POWER, PRODUCT, Grammar, Prefix
from mmltui.notation.refusal import ParseError
from mmltui.notation.tokens import Token
from mmltui.notation.tree import (
    Call,
    Constant,
    ConstantName,
    Delta,
    Expression,
    Identity,
    Listing,
    Matrix,
    Number,
    Ones,
    Power,
    Quotient,
    Size,
    Symbol,
)


def number(_: Grammar, token: Token) -> Expression:
    """A number as typed."""
    return Number(token.value, span=token.span)


def symbol(_: Grammar, token: Token) -> Expression:
    """A declared letter."""
    return Symbol(token.text, span=token.span)


def constant(_: Grammar, token: Token) -> Expression:
    """E or pi."""
    return Constant(cast("ConstantName", token.text), span=token.span)


def size(_: Grammar, token: Token) -> Expression:
    """A size letter as a number."""
    return Size(token.text, span=token.span)


def identity(_: Grammar, token: Token) -> Expression:
    """`I` or `I_N`."""
    return Identity(token.text or None, span=token.span)


def ones(_: Grammar, token: Token) -> Expression:
    """`1_N`."""
    return Ones(token.text, span=token.span)


def delta(_: Grammar, token: Token) -> Expression:
    """`delta_ij`."""
    return Delta(token.indices[0], token.indices[1], span=token.span)


def round_brackets(grammar: Grammar, opened: Token) -> Expression:
    """`(…)`: a group, or a list if commas stand in it."""
    items, _ = entries(grammar, opened, ")")
    if len(items) == 1:
        return items[0]
    return Listing(tuple(items), span=grammar.span_from(opened.start))


def braces(grammar: Grammar, opened: Token) -> Expression:
    """`{…}`: a group as in LaTeX, or a set if commas stand in it or it is empty."""
    closing = "}" if opened.text == "{" else "set)"
    if grammar.is_sign(closing):
        grammar.take()
        return Listing((), span=grammar.span_from(opened.start))
    items, _ = entries(grammar, opened, closing)
    if len(items) == 1:
        return items[0]
    return Listing(tuple(items), span=grammar.span_from(opened.start))


def empty_set(_: Grammar, token: Token) -> Expression:
    """∅."""
    return Listing((), span=token.span)


def entries(grammar: Grammar, opened: Token, closing: str) -> tuple[list[Expression], Token]:
    """Expressions separated by commas up to a closing bracket, and that bracket."""
    items: list[Expression] = []
    with grammar.inside(opened):
        items.append(grammar.expression())
        while grammar.is_sign(","):
            grammar.take()
            items.append(grammar.expression())
    if len(items) > MAX_ENTRIES:
        raise too_large("a list is too long", MAX_ENTRIES, "entries", opened.span)
    grammar.close(closing, opened)
    return items, grammar.tokens[grammar.at - 1]


def square_brackets(grammar: Grammar, opened: Token) -> Expression:
    """`[a, b; c, d]`, also `[a b; c d]` and `[[a, b], [c, d]]`."""
    rows: list[list[Expression]] = [[]]
    commas, spaces = _separators(grammar)
    with grammar.inside(opened, spaces_separate=spaces and not commas):
        while True:
            if grammar.is_sign("]") and rows == [[]]:
                grammar.refuse("nothing between the brackets", opened)
            rows[-1].append(grammar.expression())
            if grammar.is_sign(",", "&"):
                grammar.take()
            elif grammar.is_sign(";"):
                grammar.take()
                rows.append([])
            elif not (grammar.spaces_separate and grammar.next.spaced) or grammar.is_sign("]"):
                break
    if sum(map(len, rows)) > MAX_ENTRIES:
        raise too_large("a matrix is too large", MAX_ENTRIES, "entries", opened.span)
    grammar.close("]", opened)
    span = grammar.span_from(opened.start)
    nested = [entry.rows[0] for entry in rows[0] if isinstance(entry, Matrix) and len(entry.rows) == 1]
    if len(rows) == 1 and len(nested) == len(rows[0]):
        rows = [list(row) for row in nested]
    elif len(rows) == 1 == len(rows[0]) and isinstance(rows[0][0], Matrix):
        return rows[0][0]
    lengths = [len(row) for row in rows]
    if len(set(lengths)) > 1:
        raise ParseError(
            f"the rows have different lengths: {', '.join(map(str, lengths))}",
            span,
            "commas separate the entries of a row, semicolons the rows",
            kind="shape-error",
        )
    return Matrix(tuple(map(tuple, rows)), span=span)


def _separators(grammar: Grammar) -> tuple[bool, bool]:
    """Whether commas separate the entries of the brackets just opened, and whether spaces could."""
    depth, commas, spaces = 0, False, False
    for token in grammar.tokens[grammar.at :]:
        if token.kind == "op" and token.text in ("(", "[", "{", "set("):
            spaces = spaces or (token.spaced and depth == 0)
            depth += 1
        elif token.kind == "op" and token.text in (")", "]", "}", "set)"):
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and token.kind == "op" and token.text in (",", "&"):
            commas = True
        elif depth == 0 and token.spaced:
            spaces = True
    return commas, spaces


def bars(grammar: Grammar, opened: Token) -> Expression:
    """`|x|` and `||x||`."""
    double = opened.text == "‖" or (_adjacent_bar(grammar, opened) and not _closes_single(grammar))
    if double and opened.text == "|":
        grammar.take()
    with grammar.inside(opened):
        inner = grammar.expression()
    for _ in range(2 if double and opened.text == "|" else 1):
        grammar.close(opened.text, opened)
    if double and grammar.next.kind == "script" and grammar.next.text in ("2", "F"):
        grammar.take()
    return Call("norm" if double else "abs", (inner,), span=grammar.span_from(opened.start))


def _adjacent_bar(grammar: Grammar, opened: Token) -> bool:
    return grammar.is_sign("|") and grammar.next.start == opened.end


def _closes_single(grammar: Grammar) -> bool:
    """Whether the next bar after two opening ones stands alone, as in `||x| + 1|`."""
    depth = 0
    for place in range(grammar.at + 1, len(grammar.tokens)):
        token = grammar.tokens[place]
        if token.kind == "op" and token.text in ("(", "[", "{"):
            depth += 1
        elif token.kind == "op" and token.text in (")", "]", "}"):
            depth -= 1
        elif token.kind == "op" and token.text == "|" and depth == 0:
            following = grammar.tokens[place + 1]
            return not (following.text == "|" and following.start == token.end)
    return False


def fraction(grammar: Grammar, command: Token) -> Expression:
    r"""`\frac{a}{b}`, `\frac12`."""
    numerator, denominator = argument(grammar, command), argument(grammar, command)
    return Quotient(numerator, denominator, span=grammar.span_from(command.start))


def root(grammar: Grammar, command: Token) -> Expression:
    r"""`√x`, `√(x)`, `\sqrt{x}`, `\sqrt[3]{x}`."""
    degree: Expression | None = None
    if grammar.is_sign("["):
        opened = grammar.take()
        with grammar.inside(opened):
            degree = grammar.expression()
        grammar.close("]", opened)
    radicand = argument(grammar, command)
    span = grammar.span_from(command.start)
    if degree is None or degree == Number(Fraction(2)):
        return Call("sqrt", (radicand,), span=span)
    return Power(radicand, Quotient(Number(Fraction(1)), degree), span=span)


def argument(grammar: Grammar, command: Token) -> Expression:
    """The argument of a LaTeX command: a group, or what stands next."""
    token = grammar.next
    if token.kind == "end" or (token.kind == "op" and token.text in (")", "]", "}", "+", "-", "*", "/", ",", ";", "^")):
        grammar.refuse(f"something is missing after '{command.text}'", command)
    if token.kind == "op" and token.text == "{":
        grammar.take()
        return braces(grammar, token)
    with grammar.inside(None):
        return grammar.expression(POWER if command.kind == "frac" else PRODUCT)


OPERANDS: Final[Mapping[str, Prefix]] = MappingProxyType(
    {
        "number": number,
        "symbol": symbol,
        "constant": constant,
        "size": size,
        "identity": identity,
        "ones": ones,
        "delta": delta,
        "(": round_brackets,
        "{": braces,
        "set(": braces,
        "∅": empty_set,
        "[": square_brackets,
        "|": bars,
        "‖": bars,
        "frac": fraction,
        "root": root,
    }
)
