"""Text to tokens: numbers, names resolved by the vocabulary, subscripts, signs; LaTeX becomes the same tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, Literal, NamedTuple, NoReturn, assert_never

from mmltui.errors import Span
from mmltui.notation.bounds import MAX_DECIMAL_EXPONENT, MAX_DIGITS, MAX_TOKENS, too_large
from mmltui.notation.commands import IGNORED_COMMANDS, SIGN_COMMANDS, unwrapped
from mmltui.notation.names import ALIASES, GREEK, GREEK_NAMES, LATEX_VARIANTS, NOT_ANSWERS, canonical
from mmltui.notation.refusal import ParseError, RefusalKind
from mmltui.notation.tree import Expression, Number, Size, Symbol
from mmltui.notation.vocabulary import Vocabulary, Word
from mmltui.notation.words import segments, unknown

TokenKind = Literal[
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
    "script",
    "transpose",
    "frac",
    "root",
    "ellipsis",
    "op",
    "end",
]


class Bounds(NamedTuple):
    """One index under a sum sign, with its lower bound if that was written."""

    letter: str
    lower: Expression | None


class Token(NamedTuple):
    """A token: `text` is its canonical name or sign, `spaced` tells of white space before it."""

    kind: TokenKind
    text: str
    start: int
    end: int
    spaced: bool
    value: Fraction = Fraction(0)
    indices: tuple[Expression, ...] = ()
    bounds: tuple[Bounds, ...] = ()
    order: int = 1

    @property
    def span(self) -> Span:
        """Where it was typed."""
        return Span(self.start, self.end)


_GREEK_CLASS: Final = "".join(GREEK)
_TOKEN: Final = re.compile(
    rf"""(?P<space>[\s~]+)
      | (?P<number>(?:\d+(?:\.(?!\.|\*)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<word>[A-Za-z]+|[{_GREEK_CLASS}])
      | (?P<command>\\(?:[A-Za-z]+|[^A-Za-z]))
      | (?P<dots>\.\.\.)
      | (?P<power>\*\*|\^)
      | (?P<script>_)
      | (?P<op>\.\*|\*\.|<=|>=|!=|==|:=|<>|[-+*/=<>()\[\]{{}},;|&!√∑‖'∂@∅⊤.])""",
    re.VERBOSE,
)
_TRANSPOSE: Final = re.compile(
    r"(?:\*\*|\^)\s*(?:\{\s*(?P<braced>-?)\s*(?:T|⊤|\\top|\\intercal|\\mathsf\s+T|'|\\prime)\s*\}"
    r"|(?P<bare>-?)\s*(?:T|⊤|\\top\b|\\intercal\b|\\prime\b))"
)
_SCRIPT: Final = re.compile(
    rf"\s*_\s*(?:\{{(?P<braced>[^{{}}]*)\}}|(?P<bare>\d+|[A-Za-z][A-Za-z0-9]*|[{_GREEK_CLASS}]))"
)
_DIGITS: Final = re.compile(r"\d+")
_PAIR: Final = re.compile(r"\s*_\s*([A-Za-z0-9]),([A-Za-z0-9])(?![A-Za-z0-9_(])")
_OF_ROW: Final = re.compile(rf"\s*\(\s*(?:[A-Za-z]|[{_GREEK_CLASS}])\s*_\s*\{{?\s*([A-Za-z0-9]+)\s*\}}?\s*\)")
_ONES: Final = re.compile(r"1\s*_\s*(?:\{\s*([A-Za-z]\w*)\s*\}|([A-Za-z]))")
_SUM_SCRIPT: Final = re.compile(
    r"\s*_\s*(?:\{(?P<braced>[^{}]*)\}|\((?P<bracketed>[^()]*)\)|(?P<bare>[A-Za-z]+(?:\s*=\s*\d+)?))"
)
_SUM_ARGUMENT: Final = re.compile(r"\s*\(\s*([A-Za-z])\s*,")
_BOUND: Final = re.compile(r"\s*([A-Za-z])\s*(?:(?:=|\\in)\s*(\d+|[A-Za-z]))?\s*(?:\.{2,3}.*)?")
_DIFFERENTIAL: Final = re.compile(
    rf"""(?:\\[dt]?frac\s*\{{\s*)?
      (?:d|∂|\\partial\b)\s*(?:(?:\^|\*\*)\s*\{{?\s*(?P<order>\d)\s*\}}?)?\s*
      (?:/|\}}\s*\{{)\s*
      (?:d|∂|\\partial\b)\s*(?P<variable>\\?[A-Za-z]+|[{_GREEK_CLASS}])(?:\s*_\s*\{{?\s*(?P<tail>\w+)\s*\}}?)?
      \s*(?:(?:\^|\*\*)\s*\{{?\s*(?P<again>\d)\s*\}}?)?""",
    re.VERBOSE,
)
_FRAC_DIGITS: Final = re.compile(r"\s*(\d)\s*(\d)?")
_ENVIRONMENT: Final = re.compile(r"\s*\{\s*(?:[bpBs]?|small)(?:matrix|array)\*?\s*\}(?:\s*\{[clr| ]*\})?")
_RUN: Final = re.compile(r"[A-Za-z]+")
_BRACE: Final = re.compile(r"\s*\}")
_ONE_SIGN: Final = {"==": "=", ":=": "=", "<>": "!=", "@": "*", "*.": ".*"}
_NOTHING: Final = Fraction(0)


def tokenise(text: str, origin: Sequence[int], vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a cleaned text, closed by one of kind `end`; raises ParseError."""
    return _Lexer(unwrapped(text) if "\\" in text else text, origin, vocabulary).run()


class _Lexer:
    """Reads one text from left to right."""

    def __init__(self, text: str, origin: Sequence[int], vocabulary: Vocabulary) -> None:
        self.text = text
        self.origin = origin
        self.vocabulary = vocabulary
        self.words: dict[str, Word] | Mapping[str, Word] = vocabulary.words
        self.tokens: list[Token] = []
        self.at = 0
        self.spaced = False
        self.environments = 0

    def run(self) -> list[Token]:
        text, match = self.text, _TOKEN.match
        while self.at < len(text):
            found = match(text, self.at)
            if found is None:
                self.refuse_character()
            kind, end = found.lastgroup, found.end()
            if kind == "space":
                self.at, self.spaced = end, True
            elif kind == "word":
                self.word(found[0], end)
            elif kind == "number":
                self.number(found[0], end)
            elif kind == "op":
                self.sign(found[0], end)
            elif kind == "power":
                self.power(end)
            elif kind == "script":
                self.script()
            elif kind == "command":
                self.command(found[0][1:], end)
            else:
                self.put("ellipsis", "...", end)
        self.put("end", "", self.at)
        return self.tokens

    def put(  # noqa: PLR0913  # one keyword for each thing that a token can carry
        self,
        kind: TokenKind,
        text: str,
        end: int,
        *,
        value: Fraction = _NOTHING,
        indices: tuple[Expression, ...] = (),
        bounds: tuple[Bounds, ...] = (),
        order: int = 1,
    ) -> None:
        """Take the characters up to `end` as one token."""
        start, last = self.origin[self.at], self.origin[end - 1] + 1 if end > self.at else self.origin[end]
        self.tokens.append(Token(kind, text, start, last, self.spaced, value, indices, bounds, order))
        if len(self.tokens) > MAX_TOKENS:
            raise too_large("the text has too many parts", MAX_TOKENS, "numbers, names and signs")
        self.at, self.spaced = end, False

    def refuse(self, message: str, end: int, hint: str | None = None, kind: RefusalKind = "unparsable") -> NoReturn:
        """Refuse the characters from here up to `end`."""
        raise ParseError(message, self.span(end), hint, kind=kind)

    def span(self, end: int) -> Span:
        return Span(self.origin[self.at], self.origin[max(end - 1, self.at)] + 1)

    def refuse_character(self) -> NoReturn:
        character = self.text[self.at]
        hints = {
            "$": "leave the dollar signs out",
            '"': "no quotes are needed",
            "%": "write a fraction of 100",
            ":": "leave it out",
            "?": "type a formula",
        }
        kind: RefusalKind = "not-an-answer" if not self.text.strip("? ") else "unparsable"
        self.refuse(f"'{character}' is not part of an expression", self.at + 1, hints.get(character), kind)

    def number(self, digits: str, end: int) -> None:
        if digits == "1":
            ones = _ONES.match(self.text, self.at)
            size = ones and (ones[1] or ones[2])
            if ones and size in self.vocabulary.sizes:
                self.put("ones", size, ones.end())
                return
        mantissa, _, exponent = digits.lower().partition("e")
        if len(mantissa) > MAX_DIGITS:
            raise too_large("a number is too long", MAX_DIGITS, "digits", self.span(end))
        if exponent and (len(exponent) > 6 or abs(int(exponent)) > MAX_DECIMAL_EXPONENT):
            raise too_large("a power of ten is too large", MAX_DECIMAL_EXPONENT, "as its exponent", self.span(end))
        self.put("number", digits, end, value=Fraction(digits if exponent else mantissa))

    def sign(self, sign: str, end: int) -> None:
        if sign in "∂√∑":
            if sign == "∂":
                self.differential() or self.refuse("∂ is not part of an expression here", end, "write ∂/∂x ( … )")
            elif sign == "√":
                self.put("root", "sqrt", end)
            else:
                self.sum(end)
        elif sign == "'":
            self.put("transpose", "'", end)
        elif sign == "." and self.text.startswith(".T", self.at) and "T" not in self.vocabulary.kinds:
            self.put("transpose", "T", end + 1)
        elif sign == ".":
            self.refuse("a point alone is not part of an expression", end, "a decimal point stands between digits")
        elif sign == "&" and not self.environments:
            self.refuse("'&' is not part of an expression", end, "commas separate entries")
        elif sign == "⊤":
            self.put("transpose", "T", end)
        else:
            self.put("op", _ONE_SIGN.get(sign, sign), end)

    def power(self, end: int) -> None:
        found = _TRANSPOSE.match(self.text, self.at) if "T" not in self.vocabulary.kinds else None
        if found and found[0].endswith("T"):
            run = _RUN.match(self.text, found.end() - 1)
            if run and len(run[0]) > 1 and run[0] in self.words:
                found = None
        if found:
            inverse = found["braced"] or found["bare"]
            self.put("transpose", "-T" if inverse else "T", found.end())
        else:
            self.put("op", "^", end)

    def command(self, name: str, end: int) -> None:
        name = LATEX_VARIANTS.get(name, name)
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            if not self.differential():
                self.put("frac", "frac", end)
                digits = _FRAC_DIGITS.match(self.text, end)
                for group in (1, 2):
                    if digits and digits[group]:
                        self.at = digits.start(group)
                        self.put("number", digits[group], digits.end(group), value=Fraction(digits[group]))
        elif name == "sqrt":
            self.put("root", "sqrt", end)
        elif name == "sum":
            self.sum(end)
        elif name == "partial":
            self.differential() or self.refuse("\\partial is not part of an expression here", end)
        elif name in ("begin", "end"):
            self.environment(name, end)
        elif name in ("dots", "ldots", "cdots", "vdots", "dotsc"):
            self.put("ellipsis", "...", end)
        elif name in SIGN_COMMANDS:
            self.sign(SIGN_COMMANDS[name], end)
        elif name in IGNORED_COMMANDS:
            self.at, self.spaced = end, True
        elif name in self.words:
            self.resolved(self.words[name], end)
        elif name in GREEK_NAMES or name in NOT_ANSWERS:
            raise unknown(name, self.span(end), self.vocabulary, called=False)
        else:
            near = get_close_matches(name, [*ALIASES, *GREEK_NAMES, *SIGN_COMMANDS, "frac", "sqrt", "sum"], 1)
            self.refuse(f"unknown LaTeX command \\{name}", end, f"did you mean \\{near[0]}?" if near else None)

    def environment(self, edge: str, end: int) -> None:
        found = _ENVIRONMENT.match(self.text, end)
        if found is None:
            self.refuse(f"\\{edge} does not name a matrix", end, "write \\begin{bmatrix} … \\end{bmatrix}")
        self.environments += 1 if edge == "begin" else -1
        if edge == "end" and self.tokens and self.tokens[-1].text == ";":
            self.tokens.pop()
        self.put("op", "[" if edge == "begin" else "]", found.end())

    def word(self, run: str, end: int) -> None:
        """A run of letters: one word, or several run together."""
        if run in GREEK:
            run = "sum" if run == "Σ" and "Sigma" not in self.words else GREEK[run]
            if run not in self.words:
                raise unknown(run, self.span(end), self.vocabulary, called=False)
            self.resolved(self.words[run], end)
            return
        if run == "d" and "d" not in self.vocabulary.kinds and self.differential():
            return
        if run in self.words:
            self.resolved(self.words[run], end)
            return
        parts = segments(run, self.words)
        if parts is None:
            called = self.text[end:].lstrip().startswith("(")
            lowered = run.lower()
            if lowered in ALIASES and len(run) > 1:
                self.put("function", ALIASES[lowered], end)
                return
            raise unknown(run, self.span(end), self.vocabulary, called=called)
        for part in parts:
            self.resolved(self.words[part], self.at + len(part))

    def resolved(self, word: Word, end: int) -> None:
        """One word that means something, with its subscript."""
        match word.role:
            case "symbol" | "head" | "applied":
                self.named(word, end)
            case "function":
                self.put("function", word.name, end)
            case "constant":
                self.put("constant", word.name, end)
            case "size":
                self.put("size", word.name, end)
            case "index":
                self.put("symbol", word.name, end)
            case "identity":
                script = _SCRIPT.match(self.text, end)
                size = ((script["braced"] or script["bare"]) if script else "").strip()
                if size and not (size in self.vocabulary.sizes or size.isdigit()):
                    self.refuse(f"'{size}' is not a size of this question", end, kind="unknown-symbol")
                self.put("identity", size, script.end() if script else end)
            case "sum":
                self.sum(end)
            case "delta":
                found = _SCRIPT.match(self.text, end)
                raw = (found["braced"] or found["bare"]) if found else ""
                parts = _items(raw, 2)
                if found is None or len(parts) < 2:
                    self.refuse("delta needs two indices", end, "write delta_ij", kind="unknown-symbol")
                last = found.end() if found["braced"] is not None else found.start("bare") + 2
                self.put("delta", "delta", last, indices=tuple(self.index(part, end) for part in parts))
            case _:
                assert_never(word.role)

    def named(self, word: Word, end: int) -> None:
        """A declared name: with the subscript that belongs to it, or of an array the indices of an entry."""
        kinds, text = self.vocabulary.kinds, self.text
        kind = kinds.get(word.name)
        script = _SCRIPT.match(text, end)
        if script is None:
            digits = _DIGITS.match(text, end)
            raw, first, braced = (digits[0], end, False) if digits else ("", end, False)
        elif script["braced"] is not None:
            raw, first, braced = script["braced"], script.end(), True
        else:
            raw, first, braced = script["bare"], script.start("bare"), False
        if raw:
            for length in [len(raw)] if braced or raw.isdigit() else range(len(raw), 0, -1):
                name = canonical(f"{word.name}_{raw[:length]}")
                if name in kinds:
                    role: TokenKind = "applied" if kinds[name].role == "function" else "symbol"
                    self.put(role, name, first if braced else first + length)
                    return
        if kind is None or (raw and kind.role in ("scalar", "index", "function")):
            self.refuse_subscript(word.name, raw, max(first + (0 if braced else len(raw)), end))
        if kind.role == "function":
            self.put("applied", word.name, end)
            return
        if kind.role == "rows" and not raw:
            row = _OF_ROW.match(text, end)
            if row is None:
                self.refuse(f"'{word.name}' is one row of {kind.matrix} at a time", end, f"write {word.name}_n")
            self.put("symbol", word.name, end)
            self.put("script", row[1], row.end(), indices=(self.index(row[1], row.end()),))
            return
        if kind.trait == "identity":
            self.put("identity", str(kind.rows), end)
        else:
            self.put("symbol", word.name, end)
        if raw:
            self.entry(word.name, 1 if 1 in (kind.rows, kind.columns) else 2, raw, first, braced=braced)

    def entry(self, name: str, arity: int, raw: str, first: int, *, braced: bool) -> None:
        """The indices after an array's name."""
        pair = _PAIR.match(self.text, self.at) if arity == 2 and not braced and len(raw) == 1 else None
        parts = [pair[1], pair[2]] if pair else _items(raw, arity, exact=braced)
        end = pair.end() if pair else first if braced else first + sum(map(len, parts))
        if len(parts) != arity:
            wanted = "one index, as in x_n" if arity == 1 else "two indices, as in A_ij"
            self.refuse(f"an entry of {name} has {wanted}", end, kind="shape-error")
        self.put("script", raw, end, indices=tuple(self.index(part, end) for part in parts))

    def script(self) -> None:
        """An index after a bracket: `(A x)_i`."""
        found = _SCRIPT.match(self.text, self.at)
        if found is None:
            self.refuse("an index is missing after '_'", self.at + 1, "write x_n or x_{n}")
        raw = found["braced"] if found["braced"] is not None else found["bare"]
        end = found.end()
        if found["bare"] and self.text.startswith("_", end) and len(raw) > 1:
            raw, end = raw[:-1], end - 1
        parts = _items(raw, 1, exact=True) if "," in raw or raw.isdigit() else list(raw.replace(" ", ""))
        self.put("script", raw, end, indices=tuple(self.index(part, end) for part in parts))

    def index(self, part: str, end: int) -> Expression:
        """One index: a number, a letter, or a size for the last entry."""
        if part.isdigit() and len(part) <= 6:
            return Number(Fraction(part))
        if len(part) != 1 or not (part.isascii() and part.isalpha()):
            self.refuse(f"'{part}' is not an index", end, "an index is a number or one letter")
        if part in self.vocabulary.sizes and part not in self.vocabulary.kinds:
            return Size(part)
        return Symbol(part)

    def refuse_subscript(self, name: str, raw: str, end: int) -> NoReturn:
        shown = f"{name}_{raw}" if raw else name
        family = [other for other in self.vocabulary.kinds if other.startswith(f"{name}_")]
        hint = f"known: {', '.join(family[:6])}" if family else f"{name} has no entries: it is a scalar"
        self.refuse(f"'{shown}' is not a symbol of this question", end, hint, "unknown-symbol")

    def sum(self, end: int) -> None:
        """A sum sign with the indices under it."""
        text = self.text
        found = _SUM_SCRIPT.match(text, end)
        argument = _SUM_ARGUMENT.match(text, end) if found is None else None
        if argument and argument[1] not in self.vocabulary.kinds:
            self.bind(argument[1])
            self.put("sum", "sum(", end, bounds=(Bounds(argument[1], None),))
            return
        if found is None:
            self.put("sum", "sum", end)
            return
        raw = next(group for group in found.groups() if group is not None)
        end = found.end()
        if found["bare"] and "=" not in raw and text.startswith("_", end) and len(raw) > 1:
            raw, end = raw[:-1], end - 1
        parts = list(raw) if raw.isalpha() else raw.split(",")
        bounds: list[Bounds] = []
        for part in parts:
            bound = _BOUND.fullmatch(part)
            if bound is None:
                self.refuse(f"'{raw}' does not name the index of a sum", end, "write sum_n or sum_{n=1}^N")
            self.bind(bound[1])
            bounds.append(Bounds(bound[1], self.index(bound[2], end) if bound[2] else None))
        self.put("sum", "sum", end, bounds=tuple(bounds))

    def bind(self, index: str) -> None:
        """From here on the letter may stand alone, as in `sum_n n x_n`."""
        if index not in self.words:
            self.words = {**self.words, index: Word("index", index)}

    def differential(self) -> bool:
        """Take `d/dx`, if that is what stands here."""
        found = _DIFFERENTIAL.match(self.text, self.at)
        if found is None:
            return False
        name = canonical(found["variable"] + (f"_{found['tail']}" if found["tail"] else ""))
        order, again = int(found["order"] or 1), int(found["again"] or 1)
        fraction = found[0].startswith("\\") and "frac" in found[0][:6]
        closing = _BRACE.match(self.text, found.end()) if fraction else None
        if name not in self.vocabulary.kinds or order != again or (fraction and closing is None):
            return False
        self.put("differential", name, closing.end() if closing else found.end(), order=order)
        return True


def _items(raw: str, arity: int, *, exact: bool = False) -> list[str]:
    """The parts of a subscript: `i,j`, `ij`, `12` (two for a matrix, one for a vector)."""
    if "," in raw:
        return [part.strip() for part in raw.split(",")]
    raw = raw.strip()
    if arity == 2:
        parts = raw.split() if " " in raw else list(raw)
        return parts if exact else parts[:2]
    if raw.isdigit():
        return [raw]
    return [raw] if exact else [raw[:1]]
