"""Text to tokens: numbers, names resolved by the vocabulary, signs; LaTeX becomes the same tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Final, NoReturn, assert_never

from mmltui.notation.bounds import MAX_DECIMAL_EXPONENT, MAX_DIGITS, MAX_TOKENS, too_large
from mmltui.notation.commands import IGNORED_COMMANDS, SIGN_COMMANDS, unwrapped
from mmltui.notation.names import ALIASES, GREEK, GREEK_NAMES, LATEX_VARIANTS, NOT_ANSWERS
from mmltui.notation.operators import differential, sum_sign
from mmltui.notation.refusal import RefusalKind
from mmltui.notation.subscripts import delta, entry_without_underscore, identity, lone_script, named, subscripts_first
from mmltui.notation.tokens import Scanner, Token
from mmltui.notation.vocabulary import Vocabulary, Word
from mmltui.notation.words import SPELLED_OUT, segments, unknown

_GREEK_CLASS: Final = "".join(GREEK)
_TOKEN: Final = re.compile(
    rf"""(?P<sign>[-+/()\[\]{{}},;|]|\*(?![*.])|=(?!=))
      | (?P<space>[\s~]+)
      | (?P<number>(?:\d+(?:\.(?!\.|\*)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<word>[A-Za-z]+|[{_GREEK_CLASS}])
      | (?P<command>\\(?:[A-Za-z]+|[^A-Za-z]))
      | (?P<dots>\.\.\.)
      | (?P<power>\*\*|\^)
      | (?P<script>_)
      | (?P<op>\.\*|\*\.|<=|>=|!=|==|:=|<>|[=<>&!√∑‖'∂@∅⊤.])""",
    re.VERBOSE,
)
_TRANSPOSE: Final = re.compile(
    r"(?:\*\*|\^)\s*(?:\{\s*(?P<braced>-?)\s*(?:T|⊤|\\top|\\intercal|\\mathsf\s+T|'|\\prime)\s*\}"
    r"|(?P<bare>-?)\s*(?:T|⊤|\\top\b|\\intercal\b|\\prime\b))"
)
_ONES: Final = re.compile(r"1\s*_\s*(?:\{\s*([A-Za-z]\w*|\d+)\s*\}|([A-Za-z]|\d+))")
_BOTH_VALUES: Final = "write both values, with a comma between them"
_ADVICE: Final = {
    "$": "leave the dollar signs out",
    '"': "no quotes are needed",
    "%": "write a fraction of 100",
    ":": "leave it out",
    "?": "type a formula",
    "∇": "type what it comes to",
    "±": _BOTH_VALUES,
    r"\pm": _BOTH_VALUES,
}
_FRAC_ARGUMENTS: Final = re.compile(r"\s*(\d|[A-Za-z](?=\s*\d))\s*(\d)?")
_ENVIRONMENT: Final = re.compile(r"\s*\{\s*(?:[bpBs]?|small)(?:matrix|array)\*?\s*\}(?:\s*\{[clr| ]*\})?")
_RUN: Final = re.compile(r"[A-Za-z]+")
_SMALL: Final = tuple(Fraction(number) for number in range(100))
_LIBRARY: Final = re.compile(r"(?:np|numpy|jnp|math|torch)\.(?:linalg\.)?(?=[a-z])")
"""`np.exp(x)` is exp(x)."""
_ONE_SIGN: Final = {"==": "=", ":=": "=", "<>": "!=", "@": "*", "*.": ".*"}


def tokenise(text: str, origin: Sequence[int], vocabulary: Vocabulary) -> list[Token]:
    """The tokens of a cleaned text, closed by one of kind `end`; raises ParseError."""
    plain = unwrapped(text) if "\\" in text else text
    if "_" in plain and "^" in plain:
        plain = subscripts_first(plain, vocabulary)
    return _Lexer(plain, origin, vocabulary).run()


class _Lexer(Scanner):
    """Reads one text from left to right."""

    environments = 0

    def run(self) -> list[Token]:
        text, match = self.text, _TOKEN.match
        while self.at < len(text):
            found = match(text, self.at)
            if found is None:
                self.refuse_character()
            kind, end = found.lastgroup, found.end()
            if kind == "sign":
                self.put_sign(found[0], end)
            elif kind == "space":
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
                lone_script(self)
            elif kind == "command":
                self.command(found[0][1:], end)
            else:
                self.put("ellipsis", "...", end)
            if len(self.tokens) > MAX_TOKENS:
                raise too_large("the text has too many parts", MAX_TOKENS, "numbers, names and signs")
        self.put("end", "", self.at)
        return self.tokens

    def refuse_character(self) -> NoReturn:
        character = self.text[self.at]
        kind: RefusalKind = "not-an-answer" if not self.text.strip("? ") else "unparsable"
        self.refuse(f"'{character}' is not part of an expression", self.at + 1, _ADVICE.get(character), kind)

    def number(self, digits: str, end: int) -> None:
        if digits == "1" and self.text[end : end + 1] in ("_", " ") and not self.in_exponent():
            ones = _ONES.match(self.text, self.at)
            size = ones and (ones[1] or ones[2])
            if ones and size:
                if size not in self.vocabulary.sizes and not size.isdigit():
                    self.refuse(f"'{size}' is not a size of this question", ones.end(), kind="unknown-symbol")
                self.put("ones", size, ones.end())
                return
        if len(digits) <= 2 and digits.isdigit():
            self.put("number", digits, end, value=_SMALL[int(digits)])
            return
        mantissa, _, exponent = digits.lower().partition("e")
        if len(mantissa) > MAX_DIGITS:
            raise too_large("a number is too long", MAX_DIGITS, "digits", self.span(end))
        if exponent and (len(exponent) > 6 or abs(int(exponent)) > MAX_DECIMAL_EXPONENT):
            raise too_large("a power of ten is too large", MAX_DECIMAL_EXPONENT, "as its exponent", self.span(end))
        self.put("number", digits, end, value=Fraction(digits if exponent else mantissa))

    def in_exponent(self) -> bool:
        """Whether a number here is an exponent, as in `H^-1_ij`."""
        before = [token.text for token in self.tokens[-2:]]
        return before[-1:] == ["^"] or before == ["^", "-"]

    def sign(self, sign: str, end: int) -> None:
        if sign in "∂√∑":
            if sign == "∂":
                differential(self) or self.refuse("∂ is not part of an expression here", end, "write ∂/∂x ( … )")
            elif sign == "√":
                self.put("root", "sqrt", end)
            else:
                sum_sign(self, end)
        elif sign == "'":
            self.put("transpose", "'", end)
        elif sign == "." and self.text.startswith(".T", self.at) and "T" not in self.vocabulary.kinds:
            self.put("transpose", "T", end + 1)
        elif sign == ".":
            self.refuse(
                "a point alone is not part of an expression",
                end,
                "write * for a product; a decimal point stands between digits",
            )
        elif sign == "&" and not self.environments:
            self.refuse("'&' is not part of an expression", end, "commas separate entries")
        elif sign == "⊤":
            self.put("transpose", "T", end)
        else:
            self.put("op", _ONE_SIGN.get(sign, sign), end)

    def power(self, end: int) -> None:
        plain = self.text[end : end + 1].isdigit() or "T" in self.vocabulary.kinds
        found = None if plain else _TRANSPOSE.match(self.text, self.at)
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
            if not differential(self):
                self.put("frac", "frac", end)
                self.short_arguments()
        elif name == "sqrt":
            self.put("root", "sqrt", end)
        elif name == "sum":
            sum_sign(self, end)
        elif name == "partial":
            differential(self) or self.refuse("\\partial is not part of an expression here", end)
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
            advice = _ADVICE.get(f"\\{name}") or (f"did you mean \\{near[0]}?" if near else None)
            self.refuse(f"unknown LaTeX command \\{name}", end, advice)

    def short_arguments(self) -> None:
        r"""Take the arguments of `\frac12` and `\frac x2`, which are one character each."""
        found = _FRAC_ARGUMENTS.match(self.text, self.at)
        for group in (1, 2):
            character = found[group] if found else None
            if found is None or character is None or not (character.isdigit() or character in self.vocabulary.kinds):
                return
            self.at = found.start(group)
            if character.isdigit():
                self.put("number", character, found.end(group), value=Fraction(character))
            else:
                self.put("symbol", character, found.end(group))

    def environment(self, edge: str, end: int) -> None:
        found = _ENVIRONMENT.match(self.text, end)
        if found is None:
            self.refuse(f"\\{edge} does not name a matrix", end, "write \\begin{bmatrix} … \\end{bmatrix}")
        self.environments += 1 if edge == "begin" else -1
        if edge == "end" and self.tokens and self.tokens[-1].text == ";":
            self.tokens.pop()
        self.put("op", f"\\{edge}", found.end())

    def word(self, run: str, end: int) -> None:
        """A run of letters: one word, or several run together."""
        if run in GREEK:
            tail = _RUN.match(self.text, end)
            if tail and GREEK[run] + tail[0] in self.words:  # one declared name, such as Δf
                self.resolved(self.words[GREEK[run] + tail[0]], tail.end())
                return
            run = "sum" if run == "Σ" and "Sigma" not in self.words else GREEK[run]
            if run not in self.words:
                raise unknown(run, self.span(end), self.vocabulary, called=False)
            self.resolved(self.words[run], end)
            return
        if run == "d" and "d" not in self.vocabulary.kinds and differential(self):
            return
        if run in self.words:
            self.resolved(self.words[run], end)
            return
        library = _LIBRARY.match(self.text, self.at)
        if library:
            self.at = library.end()
            return
        parts = segments(run, self.words) if run not in SPELLED_OUT else None
        if parts is None:
            called = self.text[end:].lstrip().startswith("(")
            lowered = run.lower()
            if lowered in ALIASES and len(run) > 1:
                self.put("function", ALIASES[lowered], end)
                return
            raise unknown(run, self.span(end), self.vocabulary, called=called)
        if not entry_without_underscore(self, parts):
            for part in parts:
                self.resolved(self.words[part], self.at + len(part))

    def resolved(self, word: Word, end: int) -> None:
        """One word that means something, with its subscript."""
        match word.role:
            case "symbol" | "head" | "applied":
                named(self, word, end)
            case "function":
                self.put("function", word.name, end)
            case "constant":
                self.put("constant", word.name, end)
            case "size":
                self.put("size", word.name, end)
            case "index":
                self.put("symbol", word.name, end)
            case "identity":
                identity(self, end)
            case "sum":
                sum_sign(self, end)
            case "delta":
                delta(self, end)
            case _:
                assert_never(word.role)
