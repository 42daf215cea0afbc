"""The operators of the notation and how tightly they bind: a Pratt parser over tokens.

From loose to tight: + and −; the elementwise product; products, juxtaposition and division, from left to
right; powers, from right to left; transposes and entries. What can start an operand (brackets, functions,
sums, names) is a table given to it.

Where notation can be read in two ways the usual reading is taken and a doubt noted: a strong one where a
person may well have meant the other (`1/2x`), a weak one where hardly anybody does (`1/2 x`). A second
parser with `flip` set to that strength takes the other reading at every such place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import gcd
from typing import Final, Literal, NoReturn

from mmltui.errors import Span
from mmltui.notation.bounds import MAX_NESTING, too_large
from mmltui.notation.cursor import BARS, CLOSING, OPENING, Cursor
from mmltui.notation.exponents import bounded
from mmltui.notation.refusal import ParseError
from mmltui.notation.tokens import Token, TokenKind
from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Entry,
    Expression,
    Hadamard,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
    Transpose,
)
from mmltui.notation.vocabulary import Vocabulary

SUM: Final = 10
ELEMENTWISE: Final = 15
PRODUCT: Final = 20
POWER: Final = 40

Doubt = Literal["strong", "weak"]
Prefix = Callable[["Grammar", Token], Expression]

_STARTS: Final[frozenset[TokenKind]] = frozenset(
    [
        "number",
        "symbol",
        "constant",
        "size",
        "identity",
        "ones",
        "function",
        "applied",
        "sum",
        "delta",
        "differential",
        "frac",
        "root",
    ]
)
_ENDS: Final = -1
_BINDING: Final = {"+": SUM, "-": SUM, ".*": ELEMENTWISE, "*": PRODUCT, "/": PRODUCT, "^": POWER} | dict.fromkeys(
    [")", "]", "}", ",", ";", "=", "set)"], _ENDS
)
"""How tightly a sign binds; what ends an expression binds least of all."""


class Grammar(Cursor):
    """Reads one list of tokens; `prefixes` says how an operand starts, by the token's kind or sign."""

    def __init__(
        self, tokens: list[Token], vocabulary: Vocabulary, prefixes: Mapping[str, Prefix], flip: Doubt | None = None
    ) -> None:
        super().__init__(tokens)
        self.vocabulary = vocabulary
        self.prefixes = prefixes
        self.flip = flip
        self.nesting = 0
        self.doubts: set[Doubt] = set()
        self.notes: list[str] = []
        self.bound: list[str] = []
        self.single_bars: list[Call] = []
        self.has_lists = False
        self.factors_read: dict[int, tuple[Expression, int]] = {}

    # Expressions

    def expression(self, binding: int = 0) -> Expression:
        """An expression whose operators all bind tighter than `binding`."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise too_large("the expression is nested too deeply", MAX_NESTING, "levels", self.next.span)
        left = self.operand(binding)
        following = self.tokens[self.at]
        if following.kind != "end" and _BINDING.get(following.text, POWER + 1) > binding:
            left = self.operators(left, binding)
        self.nesting -= 1
        return left

    def operand(self, binding: int) -> Expression:
        """What stands before, between and after operators; signs included."""
        token = self.next
        if token.kind == "op" and token.text in ("-", "+"):
            self.take()
            if self.next.kind == "op" and self.next.text not in OPENING | BARS | {"-", "+"}:
                self.refuse(f"nothing between '{token.text}' and '{self.next.text}'", token, "something is missing")
            operand = self.expression(max(binding, SUM))
            return Neg(operand, span=self.span_from(token.start)) if token.text == "-" else operand
        prefix = self.prefixes.get(token.text if token.kind == "op" else token.kind)
        if prefix is None:
            self.refuse_operand(token)
        self.take()
        return prefix(self, token)

    def refuse_operand(self, token: Token) -> NoReturn:
        """Something is missing before this token."""
        before = self.tokens[self.at - 1] if self.at else None
        if token.kind == "end":
            if before is None:
                raise ParseError("there is no answer yet", Span(0, 0), "type a formula", kind="not-an-answer")
            if before.text in OPENING | BARS:
                raise ParseError(f"'{before.text}' is never closed", before.span, "something is missing after it")
            self.refuse(f"something is missing after '{before.text}'", before, "the answer stops too early")
        if before is not None and before.text in OPENING and token.text in CLOSING | BARS:
            self.refuse("nothing between the brackets", token)
        if token.text in CLOSING | BARS:
            self.refuse(f"'{token.text}' closes nothing", token, "is an opening bracket missing before it?")
        if token.kind in ("transpose", "script"):
            self.refuse("nothing stands before this index or transpose", token, "write the name it belongs to")
        self.refuse(f"something is missing before '{token.text}'", token)

    def operators(self, left: Expression, binding: int) -> Expression:
        """Read operators that bind tighter than `binding`, with their right sides."""
        tokens = self.tokens
        start = left.span.start if left.span else tokens[self.at].start
        while True:
            token = tokens[self.at]
            kind = token.kind
            sign = token.text if kind == "op" else ""
            if kind == "end" or _BINDING.get(sign, POWER + 1) <= binding:
                return left
            if sign in ("+", "-"):
                if self.separates(token):
                    return left
                left = Add(tuple(self.terms(left)), span=self.span_from(start))
            elif sign == ".*":
                factors = [left]
                while self.is_sign(".*"):
                    self.take()
                    factors.append(self.expression(ELEMENTWISE))
                left = Hadamard(tuple(factors), span=self.span_from(start))
            elif sign == "/":
                left = self.quotient(left)
            elif sign == "^":
                left = self.power(left)
            elif kind in ("transpose", "script") and binding == POWER - 1 and not self.ends_name():
                return left  # `A^-1_ij` and `A^2'` are of the power, not of its exponent
            elif kind == "transpose":
                left = self.transposed(left, self.take())
            elif kind == "script":
                self.take()
                left = Entry(left, token.indices, span=self.span_from(start))
            elif sign == "*" or self.starts_operand():
                if binding >= PRODUCT or self.separates(token):
                    return left
                left = Product(tuple(self.factors(left)), span=self.span_from(start))
            elif sign == "!":
                self.refuse("factorials are not used here", token)
            else:
                return left

    def terms(self, first: Expression) -> list[Expression]:
        """The terms of a sum."""
        terms = [first]
        while self.is_sign("+", "-") and not self.separates(self.next):
            sign = self.take()
            term = self.expression(SUM)
            terms.append(Neg(term, span=self.span_from(sign.start)) if sign.text == "-" else term)
        return terms

    def factors(self, first: Expression) -> list[Expression]:
        """The factors of a product, up to a division."""
        factors = [first]
        while True:
            token = self.next
            if self.is_sign("*"):
                self.take()
            elif not self.starts_operand() or self.separates(token):
                return factors
            elif token.kind == "number" and self.tokens[self.at - 1].kind == "number":
                self.refuse(
                    "two numbers in a row",
                    token,
                    "write a sign between them: * for a product, + in a mixed number, a comma in a list",
                )
            factors.append(self.factor())

    def factor(self) -> Expression:
        """One factor; what a sum has looked ahead at is not read twice."""
        known = self.factors_read.pop(self.at, None) if self.factors_read else None
        if known is None:
            return self.expression(PRODUCT)
        self.at = known[1]
        return known[0]

    def ends_name(self) -> bool:
        """Whether an index comes next and belongs to the name before it."""
        return self.next.kind == "script" and self.tokens[self.at - 1].kind == "symbol"

    def starts_operand(self) -> bool:
        """Whether what comes next multiplies without a sign."""
        token = self.tokens[self.at]
        if token.kind == "op":
            return token.text in OPENING or token.text == "∅" or (token.text in BARS and not self.in_bars())
        return token.kind in _STARTS

    def in_bars(self) -> bool:
        """Whether the innermost bracket is a bar, which the next bar closes."""
        return self.innermost in BARS

    def separates(self, token: Token) -> bool:
        """Whether the white space before this token ends an entry, as in `[1 -2]`."""
        if not (self.spaces_separate and token.spaced) or token.text == "*":
            return False
        return token.text not in ("+", "-") or not self.tokens[self.at + 1].spaced

    # Where notation can be read in two ways

    def doubt(self, strength: Doubt | None) -> bool:
        """Note that this place can be read in two ways; True if the other way is to be taken."""
        if strength is None:
            return False
        self.doubts.add(strength)
        return self.flip == strength

    def ends_bare(self) -> bool:
        """Whether the last token read is not a bracket that closes."""
        return self.tokens[self.at - 1].text not in CLOSING | BARS

    def quotient(self, numerator: Expression) -> Expression:
        """A fraction; `1/2x` is (1/2) x, and may have been meant as 1/(2x)."""
        line = self.take()
        outside, self.below_a_line = self.below_a_line, True
        denominator = self.factor()
        self.below_a_line = outside
        token = self.next
        if self.starts_operand() and not self.separates(token) and self.ends_bare():
            near = (not token.spaced or line.spaced) and token.text not in BARS
            strength: Doubt = "strong" if near else "weak"
            numbers = token.kind == self.tokens[self.at - 1].kind == "number"
            if not numbers and self.doubt(strength):
                denominator = Product(tuple(self.tight_factors(denominator, strength)))
        start = numerator.span.start if numerator.span else line.start
        return Quotient(numerator, denominator, span=self.span_from(start))

    def tight_factors(self, first: Expression, strength: Doubt) -> list[Expression]:
        """The factors that run on without white space; with it too where the doubt is a weak one."""
        factors = [first]
        while self.starts_operand() and (strength == "weak" or not self.next.spaced or len(factors) == 1):
            factors.append(self.factor())
        return factors

    def power(self, base: Expression) -> Expression:
        """A power; `e^2x` is e^2 x and `x^1/2` is x/2, and both may have been meant otherwise."""
        self.take()
        exponent = self.expression(POWER - 1)
        token = self.next
        if not self.ends_bare() or self.separates(token):
            pass
        elif self.is_sign("/") and self.doubt(self.fractional(exponent)):
            self.take()
            below = self.expression(POWER - 1)
            exponent = _inside_sign(exponent, lambda above: Quotient(above, below))
        elif (
            self.starts_operand()
            and not token.spaced
            and token.text not in OPENING
            and self.doubt("strong" if isinstance(base, Number | Constant) else "weak")
        ):
            factors: list[Expression] = []
            while self.starts_operand() and not self.next.spaced:
                factors.append(self.expression(POWER - 1))
            exponent = _inside_sign(exponent, lambda first: Product((first, *factors)))
        start = base.span.start if base.span else token.start
        bounded(exponent if isinstance(exponent, Number | Symbol) else self.shallow(exponent))
        return Power(base, exponent, span=self.span_from(start))

    def fractional(self, exponent: Expression) -> Doubt | None:
        """How likely a fraction after an exponent belongs to it: likely in `x^1/2`, not at all in `x^2/2`."""
        line, below = self.next, self.tokens[self.at + 1]
        number = exponent.operand if isinstance(exponent, Neg) else exponent
        if not isinstance(number, Number) or below.kind != "number":
            return "weak"
        top, bottom = number.value, below.value
        if top.denominator == bottom.denominator == 1 and gcd(top.numerator, bottom.numerator) > 1:
            return None
        return "weak" if line.spaced or below.spaced else "strong"

    def transposed(self, base: Expression, sign: Token) -> Expression:
        """`Aᵀ`, `A'`, `A^-T`."""
        start = base.span.start if base.span else sign.start
        if sign.text == "'":
            kind = self.vocabulary.kind(base.name) if isinstance(base, Symbol) else None
            if not self.vocabulary.has_arrays and (kind is not None and kind.role in ("scalar", "index")):
                self.refuse("a prime after a number has no meaning here", sign, "leave it out")
            self.notes.append("' is read as the transpose")
        if sign.text == "-T":
            base = Power(base, Neg(Number(Fraction(1))), span=self.span_from(start))
        return Transpose(base, span=self.span_from(start))


def _inside_sign(exponent: Expression, extend: Callable[[Expression], Expression]) -> Expression:
    """`-2` extended by x is -(2 x)."""
    if isinstance(exponent, Neg):
        return Neg(extend(exponent.operand), span=exponent.span)
    return extend(exponent)
