"""Text to a reading: the expression, the other way it could be read, and notes on the notation. Total and linear.

Any text gives a `Reading` or a `ParseError`; nothing of it is ever evaluated.
"""

from __future__ import annotations

from dataclasses import dataclass

from mmltui.errors import Span
from mmltui.notation.bounds import MAX_DEPTH, MAX_LENGTH, too_large
from mmltui.notation.characters import clean
from mmltui.notation.functions import FUNCTION_OPERANDS
from mmltui.notation.grammar import Doubt, Grammar
from mmltui.notation.indices import check_indices
from mmltui.notation.labels import without_label
from mmltui.notation.lexer import tokenise
from mmltui.notation.operands import OPERANDS
from mmltui.notation.printing import plain
from mmltui.notation.refusal import ParseError, RefusalKind
from mmltui.notation.shapes import shape_of
from mmltui.notation.sums import SUM_OPERANDS
from mmltui.notation.tokens import Token
from mmltui.notation.tree import Call, Differential, Expression, Listing, Matrix, Relation, RelationOperator
from mmltui.notation.vocabulary import Vocabulary
from mmltui.notation.walk import children, rebuild

__all__ = ["ParseError", "Reading", "RefusalKind", "parse"]

_PREFIXES = {**OPERANDS, **FUNCTION_OPERANDS, **SUM_OPERANDS}
_SHAPED = frozenset(["script", "sum", "delta", "transpose", "identity", "ones"])
_MATRIX = frozenset(["[", r"\begin"])
_RELATIONS: dict[str, RelationOperator] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `alternative` is the other way to read it, where a person may have meant that."""

    expression: Expression
    alternative: Expression | None = None
    notes: tuple[str, ...] = ()


def parse(text: str, symbols: Vocabulary) -> Reading:
    """Read what a person typed; raises ParseError with its kind, the place, the cause and what to do."""
    if len(text) > MAX_LENGTH:
        raise too_large("the text is too long", MAX_LENGTH, "characters", Span(MAX_LENGTH, len(text)))
    cleaned = clean(text)
    tokens = tokenise(without_label(cleaned.text, symbols), cleaned.origin, symbols)
    grammar, expression = _read(tokens, symbols, None)
    alternative: Expression | None = None
    strength: Doubt | None = "strong" if "strong" in grammar.doubts else "weak" if grammar.doubts else None
    notes = [*cleaned.notes, *grammar.notes]
    if strength is not None:
        try:
            alternative = _read(tokens, symbols, strength)[1]
        except ParseError:
            alternative = None
        if alternative == expression:
            alternative = None
        if strength == "strong" and alternative is not None:
            notes.append(f"this is read as {plain(expression)}; write {plain(alternative)} if you mean that")
    return Reading(expression, alternative, tuple(dict.fromkeys(notes)))


def _read(tokens: list[Token], symbols: Vocabulary, flip: Doubt | None) -> tuple[Grammar, Expression]:
    """One expression, relation or list made of all the tokens."""
    grammar = Grammar(tokens, symbols, _PREFIXES, flip)
    items = [_statement(grammar)]
    while grammar.is_sign(","):
        grammar.take()
        items.append(_statement(grammar))
    token = grammar.next
    if token.kind != "end":
        _refuse_rest(grammar, token)
    first = items[0]
    if isinstance(first, Relation) and first.operator == "=" and isinstance(first.left, Differential):
        items[0] = first.right
    expression = items[0] if len(items) == 1 else Listing(tuple(items), span=grammar.span_from(tokens[0].start))
    if len(tokens) > MAX_DEPTH // 2:  # a token makes two levels at most
        grammar.shallow(expression)
    shaped = symbols.has_arrays or any(token.kind in _SHAPED or token.text in _MATRIX for token in tokens)
    if shaped and grammar.single_bars:
        expression = _bars(expression, {id(node) for node in grammar.single_bars}, grammar)
    if grammar.has_lists or len(items) > 1:
        expression = _oriented(expression, grammar, free=True)
    if shaped:
        shape_of(expression, symbols)
        check_indices(expression, symbols)
    return grammar, expression


def _oriented(expression: Expression, grammar: Grammar, *, free: bool) -> Expression:
    """Lists inside a formula are columns; alone they have no orientation and take the one that fits."""
    if not isinstance(expression, Listing):
        free = free and isinstance(expression, Relation)
        parts = [_oriented(part, grammar, free=free) for part in children(expression)]
        return rebuild(expression, parts) if parts else expression
    items = tuple(_oriented(item, grammar, free=True) for item in expression.items)
    if free:
        if len(items) > 1 and not any(isinstance(item, Relation) for item in items):
            grammar.notes.append("this is read as a list: as a row or a column, whichever fits")
        return Listing(items, span=expression.span)
    if not items:
        raise ParseError("an empty set inside a formula", expression.span, "leave it out")
    grammar.notes.append("a list inside a formula is read as a column; write [a, b] for a row")
    return Matrix(tuple((item,) for item in items), span=expression.span)


def _bars(expression: Expression, bars: set[int], grammar: Grammar) -> Expression:
    """`|x|` is the norm where x is a vector, the determinant where it is a square matrix."""
    parts = [_bars(part, bars, grammar) for part in children(expression)]
    if id(expression) not in bars:
        return rebuild(expression, parts)
    shape = shape_of(parts[0], grammar.vocabulary)
    if shape.is_scalar:
        return rebuild(expression, parts)
    if shape.is_square:
        grammar.notes.append("| | around a square matrix is read as its determinant; write || || for the norm")
    return Call("det" if shape.is_square else "norm", tuple(parts), span=expression.span)


def _statement(grammar: Grammar) -> Expression:
    """An expression, or two with a relation between them."""
    left = grammar.expression()
    if not grammar.is_sign(*_RELATIONS):
        return left
    operator = _RELATIONS[grammar.take().text]
    right = grammar.expression()
    if grammar.is_sign(*_RELATIONS):
        grammar.refuse("a second relation sign", grammar.next, "write one equation, or only its last right-hand side")
    start = left.span.start if left.span else 0
    return Relation(operator, left, right, span=grammar.span_from(start))


def _refuse_rest(grammar: Grammar, token: Token) -> None:
    if token.text in (")", "]", "}", "set)"):
        grammar.refuse(f"'{token.text[-1]}' closes nothing", token, "leave it out, or open it before")
    if token.text in ("|", "‖"):
        grammar.refuse(f"'{token.text}' is never closed", token)
    if token.text == ";":
        grammar.refuse("';' separates the rows of a matrix", token, "write [a; b]")
    grammar.refuse(f"'{token.text}' does not belong here", token)
