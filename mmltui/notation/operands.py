"""How an operand starts: numbers and names, brackets, bars, fractions, roots."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final, cast

from mmltui.errors import Span
from mmltui.notation.bounds import MAX_ENTRIES, too_large
from mmltui.notation.cursor import BARS, CLOSING, OPENING
from mmltui.notation.grammar import POWER, PRODUCT, Grammar, Prefix
from mmltui.notation.refusal import ParseError
from mmltui.notation.stacks import stack
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
    if any(item is _DOTS for item in items):
        return _dotted(grammar, [items], grammar.span_from(opened.start))
    return _listing(grammar, items, opened)


def _listing(grammar: Grammar, items: list[Expression], opened: Token) -> Expression:
    grammar.has_lists = True
    return Listing(tuple(items), span=grammar.span_from(opened.start))


def braces(grammar: Grammar, opened: Token) -> Expression:
    """`{…}`: a group as in LaTeX, or a set if commas stand in it or it is empty."""
    closing = "}" if opened.text == "{" else "set)"
    if grammar.is_sign(closing):
        grammar.take()
        return _listing(grammar, [], opened)
    items, _ = entries(grammar, opened, closing)
    return items[0] if len(items) == 1 else _listing(grammar, items, opened)


def empty_set(grammar: Grammar, token: Token) -> Expression:
    """∅."""
    return _listing(grammar, [], token)


def entries(grammar: Grammar, opened: Token, closing: str) -> tuple[list[Expression], Token]:
    """Expressions separated by commas up to a closing bracket, and that bracket."""
    items = grammar.inside(opened, lambda: _listed(grammar))
    if len(items) > MAX_ENTRIES:
        raise too_large("a list is too long", MAX_ENTRIES, "entries", opened.span)
    grammar.close(closing, opened)
    return items, grammar.tokens[grammar.at - 1]


def bracketed_arguments(grammar: Grammar, opened: Token, closing: str) -> tuple[Expression, ...]:
    """What a function is applied to, up to a closing bracket: with dots one column, f(x_1, ..., x_N) is f(x)."""
    items, _ = entries(grammar, opened, closing)
    if any(item is _DOTS for item in items):
        return (_dotted(grammar, [[item] for item in items], grammar.span_from(opened.start)),)
    return tuple(items)


def _listed(grammar: Grammar) -> list[Expression]:
    items = [grammar.expression()]
    while grammar.is_sign(","):
        grammar.take()
        items.append(_entry(grammar))
    return items


def _entry(grammar: Grammar) -> Expression:
    """An expression, or dots."""
    if grammar.next.kind == "ellipsis":
        grammar.take()
        return _DOTS
    return grammar.expression()


def square_brackets(grammar: Grammar, opened: Token) -> Expression:
    """`[a, b; c, d]`, also `[a b; c d]` and `[[a, b], [c, d]]`."""
    closing = "]" if opened.text == "[" else r"\end"
    if grammar.is_sign(closing):
        grammar.refuse("nothing between the brackets", opened)
    spaces_separate = opened.text == "[" and _spaces_separate(grammar)
    rows = grammar.inside(opened, lambda: _rows(grammar, closing), spaces_separate=spaces_separate)
    if sum(map(len, rows)) > MAX_ENTRIES:
        raise too_large("a matrix is too large", MAX_ENTRIES, "entries", opened.span)
    grammar.close(closing, opened)
    span = grammar.span_from(opened.start)
    if any(entry is _DOTS for row in rows for entry in row):
        return _dotted(grammar, rows, span)
    nested = [entry.rows[0] for entry in rows[0] if isinstance(entry, Matrix) and len(entry.rows) == 1]
    if len(rows) == 1 and len(nested) == len(rows[0]):
        rows = [list(row) for row in nested]
    elif len(rows) == 1 == len(rows[0]) and isinstance(rows[0][0], Matrix):
        return rows[0][0]
    rows = [[_unwrapped(entry) for entry in row] for row in rows]
    if len(rows) == len(rows[0]) == 1 and not _is_entry(grammar):
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


def _is_entry(grammar: Grammar) -> bool:
    """Whether the bracket just closed is an entry of another: `[[1], [2]]` is a column, `[x + 1]` only a group."""
    return grammar.innermost == "[" and grammar.is_sign(",", ";", "]")


def _unwrapped(entry: Expression) -> Expression:
    """A bracket of one entry within a row is a group."""
    return entry.rows[0][0] if isinstance(entry, Matrix) and len(entry.rows) == len(entry.rows[0]) == 1 else entry


def _rows(grammar: Grammar, closing: str) -> list[list[Expression]]:
    rows: list[list[Expression]] = [[]]
    while True:
        rows[-1].append(_entry(grammar))
        if grammar.is_sign(",", "&"):
            grammar.take()
        elif grammar.is_sign(";"):
            grammar.take()
            rows.append([])
        elif grammar.is_sign(closing) or not (grammar.spaces_separate and grammar.next.spaced):
            return rows


_DOTS: Final = Listing(())
"""Stands for the dots of `[2x_1, …, 2x_N]` while the brackets are read."""


def _dotted(grammar: Grammar, rows: list[list[Expression]], span: Span) -> Expression:
    """A row or a column with dots before its last entry."""
    column = len(rows) > 1
    listed = [row[0] for row in rows] if column else rows[0]
    if (column and any(len(row) != 1 for row in rows)) or len(listed) < 3 or listed[-2] is not _DOTS:
        raise ParseError("the dots stand before the last entry", span, "write [2x_1, ..., 2x_N]")
    before, last = listed[:-2], listed[-1]
    if any(entry is _DOTS for entry in (*before, last)):
        raise ParseError("one row of dots is enough", span, "write [2x_1, ..., 2x_N]")
    return stack([grammar.shallow(entry) for entry in before], grammar.shallow(last), span, column=column)


def _spaces_separate(grammar: Grammar) -> bool:
    """Whether white space separates the entries of the brackets just opened: only where commas do not.

    It multiplies where the rows would have different lengths, and in rows such as `2 x_1; 3 x_2`.
    """
    depth, lengths, coefficients, spaces = 0, [1], True, 0
    before = grammar.tokens[grammar.at - 1]
    for place in range(grammar.at, len(grammar.tokens) - 1):
        token, after = grammar.tokens[place], grammar.tokens[place + 1]
        sign = token.text if token.kind == "op" else ""
        if depth == 0 and sign in (",", "&"):
            return False
        if depth == 0 and token.spaced and _ends_operand(before):
            signed = sign in ("+", "-") and not after.spaced
            if signed or sign in OPENING or (not sign and token.kind not in ("transpose", "script", "ellipsis")):
                lengths[-1] += 1
                spaces += 1
                coefficient = before.kind == "number" and before.value not in (0, 1)
                coefficients = coefficients and coefficient and token.kind != "number" and not signed
        if sign in OPENING:
            depth += 1
        elif sign in CLOSING:
            if depth == 0:
                break
            depth -= 1
        elif sign == ";" and depth == 0:
            lengths.append(1)
        before = token
    several = len(lengths) > 1
    if not spaces or len(set(lengths)) > 1:
        return False
    multiplies = several and coefficients
    return multiplies if grammar.doubt("weak") else not multiplies


def _ends_operand(token: Token) -> bool:
    if token.kind == "op":
        return token.text in CLOSING
    return token.kind not in ("function", "sum", "differential", "frac", "root")


def bars(grammar: Grammar, opened: Token) -> Expression:
    """`|x|` and `||x||`."""
    pair = opened.text == "|" and _adjacent_bar(grammar, opened) and not _closes_single(grammar)
    if pair:
        grammar.take()
    inner = grammar.inside(opened, grammar.expression)
    if pair and not grammar.is_sign("|"):
        raise ParseError("'||' is never closed", opened.span, "add '||'")
    for _ in range(2 if pair else 1):
        grammar.close(opened.text, opened)
    double = pair or opened.text == "‖"
    if double and grammar.next.kind == "script" and grammar.next.text in ("2", "F"):
        grammar.take()
    node = Call("norm" if double else "abs", (inner,), span=grammar.span_from(opened.start))
    if not double:
        grammar.single_bars.append(node)
    return node


def absolute(grammar: Grammar, opened: Token) -> Expression:
    r"""`\lvert x \rvert`: of a vector entry by entry."""
    inner = grammar.inside(opened, grammar.expression)
    grammar.close("rvert", opened)
    return Call("abs", (inner,), span=grammar.span_from(opened.start))


def _adjacent_bar(grammar: Grammar, opened: Token) -> bool:
    return grammar.is_sign("|") and grammar.next.start == opened.end


def _closes_single(grammar: Grammar) -> bool:
    """Whether the next bar after two opening ones stands alone, as in `||x| + 1|`."""
    depth = 0
    for place in range(grammar.at + 1, len(grammar.tokens)):
        token = grammar.tokens[place]
        if token.kind == "op" and token.text in OPENING:
            depth += 1
        elif token.kind == "op" and token.text in CLOSING:
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
        degree = grammar.inside(opened, grammar.expression)
        grammar.close("]", opened)
    radicand = argument(grammar, command)
    span = grammar.span_from(command.start)
    if degree is None or degree == Number(Fraction(2)):
        return Call("sqrt", (radicand,), span=span)
    return Power(radicand, Quotient(Number(Fraction(1)), degree), span=span)


def argument(grammar: Grammar, command: Token) -> Expression:
    """The argument of a LaTeX command: a group, or what stands next."""
    token = grammar.next
    if token.kind == "end" or (token.kind == "op" and token.text not in OPENING | BARS):
        grammar.refuse(f"something is missing after '{command.text}'", command)
    if token.kind == "op" and token.text in ("{", "("):
        grammar.take()
        return (braces if token.text == "{" else round_brackets)(grammar, token)
    return grammar.inside(None, lambda: grammar.expression(POWER if command.kind == "frac" else PRODUCT))


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
        r"\begin": square_brackets,
        "lvert": absolute,
        "|": bars,
        "‖": bars,
        "frac": fraction,
        "root": root,
    }
)
