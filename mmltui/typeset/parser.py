"""LaTeX to the formula tree: a recursive descent over TeX tokens, with columns in its errors."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mmltui.errors import LearnerError, Span
from mmltui.typeset.environments import ENVIRONMENTS
from mmltui.typeset.symbols import (
    ACCENTS,
    BIG,
    CHARACTERS,
    DELIMITERS,
    FUNCTIONS,
    INTEGRALS,
    SILENT,
    SPACES,
    SYMBOLS,
    WITH_LIMITS,
    Kind,
    Symbol,
    named,
)
from mmltui.typeset.tree import (
    Accent,
    Binomial,
    Boxed,
    Brace,
    Classed,
    Fenced,
    Font,
    Fraction,
    Glyph,
    Grid,
    Node,
    Operator,
    Phantom,
    Root,
    Row,
    Script,
    Space,
    Stacked,
    Tag,
    Unknown,
    Words,
)

LONGEST: Final = 20_000
DEEPEST: Final = 40

_TOKEN: Final = re.compile(r"\\(?:[a-zA-Z]+\*?|.)|%[^\n]*\n?|\s+|.", re.DOTALL)
_EMPTY: Final = Row(())
_PRIME: Final = Glyph(SYMBOLS["prime"])
_FONTS: Final[dict[str, Font]] = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "mathbb": "blackboard", "mathds": "blackboard",
    "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur", "mathsf": "sans", "mathtt": "roman",
    "mathit": "italic", "mathrm": "roman", "mathnormal": "math", "symbf": "bold",
}  # fmt: skip
_TEXTS: Final[dict[str, Font]] = {
    "text": "roman", "textrm": "roman", "textnormal": "roman", "mbox": "roman", "hbox": "roman", "textsf": "roman",
    "texttt": "roman", "textbf": "bold", "textit": "italic", "emph": "italic", "textup": "roman",
}  # fmt: skip
_KINDS: Final[dict[str, Kind]] = {
    "mathbin": "bin", "mathrel": "rel", "mathord": "ord", "mathopen": "open", "mathclose": "close",
    "mathpunct": "punct", "mathinner": "inner",
}  # fmt: skip
_SIZED: Final = re.compile(r"\\(?:big|Big|bigg|Bigg)([lrm]?)$")
_SIZED_KIND: Final[dict[str, Kind]] = {"l": "open", "r": "close", "m": "rel", "": "ord"}
_NEGATED: Final = {"=": "neq", "∈": "notin", "∼": "nsim", "⊆": "nsubseteq", "∃": "nexists", "∣": "nmid", "|": "nmid"}
_ARROWS: Final = {"xrightarrow": "rightarrow", "xleftarrow": "leftarrow", "xmapsto": "mapsto",
                  "xRightarrow": "Rightarrow", "xleftrightarrow": "leftrightarrow"}  # fmt: skip


class TypesetError(LearnerError):
    """The formula cannot be read (`span` says where) or is too large to set."""


@dataclass(slots=True)
class _Token:
    text: str
    start: int


def parse(latex: str) -> Node:
    """Read LaTeX mathematics, without its dollars. Raises `TypesetError` with the column, and nothing else."""
    if len(latex) > LONGEST:
        raise TypesetError(f"the formula is longer than {LONGEST} characters", Span(LONGEST, len(latex)), "split it")
    return _Parser(latex).formula()


class _Parser:
    """One pass over the tokens; `_limits` and fonts are the only state besides the place."""

    def __init__(self, latex: str) -> None:
        self._latex = latex
        self._tokens = [
            _Token(match[0], match.start()) for match in _TOKEN.finditer(latex) if not match[0].startswith("%")
        ]
        self._place = 0
        self._depth = 0
        self._font: Font = "math"

    def formula(self) -> Node:
        r"""Read to the end: one row, or lines parted by `\\`, aligned at `&`."""
        rows = self._rows(until=None)
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Grid(tuple(map(tuple, rows)), "rl", gaps=(0, 3))

    # -- tokens

    def _error(self, message: str, hint: str | None = None, token: _Token | None = None) -> TypesetError:
        end = len(self._latex)
        span = Span(token.start, token.start + len(token.text)) if token else Span(end, end)
        return TypesetError(message, span, hint)

    def _peek(self) -> str | None:
        """Return the next token that is not white space, without taking it."""
        while self._place < len(self._tokens) and self._tokens[self._place].text.isspace():
            self._place += 1
        return self._tokens[self._place].text if self._place < len(self._tokens) else None

    def _take(self, what: str = "more") -> _Token:
        if self._peek() is None:
            raise self._error(f"{what} is missing at the end of the formula")
        token = self._tokens[self._place]
        self._place += 1
        return token

    def _accept(self, text: str) -> bool:
        if self._peek() != text:
            return False
        self._place += 1
        return True

    def _raw(self, command: str) -> str:
        """Return the source inside the braces that must follow `command`."""
        opening = self._take(f"the {{…}} of {command}")
        if opening.text != "{":
            self._place -= 1
            return self._take().text
        start = self._place
        depth = 1
        while self._place < len(self._tokens):
            text = self._tokens[self._place].text
            self._place += 1
            depth += (text == "{") - (text == "}")
            if depth == 0:
                return "".join(token.text for token in self._tokens[start : self._place - 1])
        raise self._error("this brace is never closed", "add }", opening)

    def _optional(self) -> str | None:
        """Return the source of a `[…]` that follows, if any."""
        if self._peek() != "[":
            return None
        opening = self._take()
        parts: list[str] = []
        while self._place < len(self._tokens):
            text = self._tokens[self._place].text
            self._place += 1
            if text == "]":
                return "".join(parts)
            parts.append(text)
        raise self._error("this bracket is never closed", "add ]", opening)

    # -- rows

    def _rows(self, until: str | None) -> list[list[Node]]:
        r"""Read cells parted by `&` and rows parted by `\\` up to the token `until`, which is left in place."""
        stops = {"&", "\\\\", "\\cr", "\\newline", until}
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self._row(stops))
            following = self._peek()
            if following == until:
                break
            self._take()
            if following != "&":
                if self._peek() == "*":
                    self._take()
                self._row_distance()
                rows.append([])
        if len(rows) > 1 and rows[-1] == [_EMPTY]:
            rows.pop()
        return rows

    def _row_distance(self) -> None:
        r"""Skip the `[4pt]` of `\\[4pt]`, but not a bracket that begins the next row."""
        place = self._place
        if place < len(self._tokens) and self._tokens[place].text == "[":
            distance = self._optional()
            if distance is None or not re.fullmatch(r"\s*-?[\d.]+\s*[a-z]{2}\s*", distance):
                self._place = place

    def _row(self, stops: set[str | None]) -> Row:
        items: list[Node] = []
        font = self._font
        while True:
            text = self._peek()
            if text in stops:
                break
            if text is None:
                missing = next(stop for stop in sorted(filter(None, stops), reverse=True) if stop not in {"&", "\\\\"})
                raise self._error(f"{missing} is missing at the end of the formula", f"add {missing}")
            node = self._scripted()
            if node is not None:
                items.append(node)
        self._font = font
        return Row(tuple(items)) if items else _EMPTY

    def _group(self) -> Node:
        """Read the argument of a command: a group in braces or one token."""
        if self._accept("{"):
            opening = self._tokens[self._place - 1]
            self._deeper(opening)
            row = self._row({"}"})
            self._depth -= 1
            self._take()
            return row.items[0] if len(row.items) == 1 else row
        token = self._take("an argument")
        if token.text in {"}", "&", "^", "_"}:
            raise self._error(f"an argument is missing before {token.text}", "write {…}", token)
        return self._atom(token) or _EMPTY

    def _deeper(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._error(f"more than {DEEPEST} groups inside each other", "write it in several formulas", token)

    def _scripted(self) -> Node | None:
        """Read one atom with its scripts and primes."""
        base: Node | None = _EMPTY if self._peek() in {"^", "_", "'"} else self._atom(self._take())
        sub: Node | None = None
        sup: Node | None = None
        primes = 0
        while (text := self._peek()) in {"^", "_", "'", "\\limits", "\\nolimits"}:
            token = self._take()
            if text == "'":
                primes += 1
            elif text == "^":
                if sup is not None:
                    raise self._error("a second superscript", "write x^{y^z} or {x^y}^z", token)
                sup = self._group()
            elif text == "_":
                if sub is not None:
                    raise self._error("a second subscript", "write x_{y_z} or {x_y}_z", token)
                sub = self._group()
            elif isinstance(base, Operator):
                base = Operator(base.symbol, text == "\\limits", base.integral)
        if primes:
            rest = () if sup is None else (sup,)
            sup = Row((_PRIME,) * primes + rest) if primes + len(rest) > 1 else _PRIME
        if sub is None and sup is None:
            return base
        if isinstance(base, Brace) and base.label is None:
            label, other = (sup, sub) if base.over else (sub, sup)
            base = Brace(base.over, base.base, label)
            return (
                base if other is None else Script(base, sub=other, sup=None) if base.over else Script(base, None, other)
            )
        return Script(base or _EMPTY, sub, sup)

    # -- atoms

    def _atom(self, token: _Token) -> Node | None:
        """Read what begins with `token`; None for a command that draws nothing."""
        text = token.text
        if text == "{":
            self._place -= 1
            return self._group()
        if text in {"}", "&", "\\\\", "\\right", "\\end", "\\middle"}:
            hint = {"}": "write \\} for a brace", "&": "write \\& for an ampersand"}.get(text)
            raise self._error(f"{text} without its beginning", hint, token)
        if text == "~":
            return Space(1)
        if text[0] != "\\":
            return self._character(token)
        if len(text) == 1:
            raise self._error("a backslash at the end of the formula", "write \\backslash", token)
        return self._command(token, text[1:])

    def _character(self, token: _Token) -> Node:
        char = token.text
        symbol = CHARACTERS.get(char)
        if symbol is None:
            symbol = Symbol(char, "ord", char, char)
        elif symbol.kind == "op":
            return Operator(symbol, limits=symbol.char not in "∫∬∭∮", integral=symbol.char in "∫∬∭∮")
        return Glyph(symbol, self._font)

    def _command(self, token: _Token, name: str) -> Node | None:
        if (symbol := SYMBOLS.get(name)) is not None:
            return Glyph(symbol, self._font)
        if (symbol := FUNCTIONS.get(name)) is not None:
            return Operator(symbol, limits=False)
        if (symbol := BIG.get(name) or WITH_LIMITS.get(name)) is not None:
            return Operator(symbol, limits=True)
        if (symbol := INTEGRALS.get(name)) is not None:
            return Operator(symbol, limits=False, integral=True)
        if (cells := SPACES.get(name)) is not None:
            return Space(cells)
        if name in SILENT:
            return None
        if name in _FONTS:
            return self._in_font(_FONTS[name])
        if name in _TEXTS:
            return self._words(_TEXTS[name], token)
        if name in ACCENTS:
            return Accent(name, self._group())
        if name in _KINDS:
            return Classed(_KINDS[name], self._group())
        if name in _ARROWS:
            below = self._optional()
            return Stacked(
                Glyph(SYMBOLS[_ARROWS[name]]), self._group(), None if below is None else parse(below), stretch=True
            )
        if (sized := _SIZED.match(token.text)) is not None:
            char = self._delimiter(token)
            symbol = CHARACTERS.get(char) or Symbol(char, "ord", char, char)
            return Glyph(Symbol(char, _SIZED_KIND[sized[1]], symbol.ascii, symbol.spoken)) if char else None
        handler = _COMMANDS.get(name)
        return Unknown(token.text) if handler is None else handler(self, token)

    def _in_font(self, font: Font) -> Node:
        outer = self._font
        self._font = "bold italic" if {outer, font} == {"bold", "italic"} else font
        body = self._group()
        self._font = outer
        letters = body.items if isinstance(body, Row) else ()
        if font in {"roman", "sans", "italic"} and len(letters) > 1 and all(_is_letter(letter) for letter in letters):
            text = "".join(letter.symbol.char for letter in letters if isinstance(letter, Glyph))
            return Words(text, "italic" if font == "italic" else "roman")
        return body

    def _words(self, font: Font, token: _Token) -> Node:
        r"""Read `\text{…}`, in which `$…$` is mathematics again."""
        pieces = self._raw(token.text).split("$")
        if len(pieces) % 2 == 0:
            raise self._error("a $ in the text is never closed", "write \\$ for a dollar", token)
        self._deeper(token)
        items: list[Node] = []
        for number, piece in enumerate(pieces):
            if number % 2:
                items.append(self._within(piece, token))
            elif piece:
                items.append(Words(_plain_text(piece), font))
        self._depth -= 1
        return items[0] if len(items) == 1 else Row(tuple(items))

    def _within(self, latex: str, token: _Token) -> Node:
        """Parse source that was read raw, at this depth."""
        inner = _Parser(latex)
        inner._depth = self._depth
        try:
            return inner.formula()
        except TypesetError as error:
            raise self._error(error.message, error.hint, token) from None

    def _delimiter(self, command: _Token) -> str:
        token = self._take(f"the delimiter of {command.text}")
        char = DELIMITERS.get(token.text)
        if char is None and token.text in DELIMITERS.values():
            char = token.text
        if char is None:
            raise self._error(f"{token.text} is not a delimiter", "( [ \\{ | \\| \\langle or . for none", token)
        return char

    def fenced(self, token: _Token) -> Node:
        r"""Read `\left … \middle … \right`."""
        self._deeper(token)
        left = self._delimiter(token)
        parts: list[Node] = []
        middles: list[str] = []
        while True:
            parts.append(self._row({"\\middle", "\\right"}))
            closing = self._take()
            char = self._delimiter(closing)
            if closing.text == "\\right":
                break
            middles.append(char)
        self._depth -= 1
        return Fenced(left, tuple(parts), tuple(middles), char)

    def environment(self, token: _Token) -> Node:
        r"""Read `\begin{name} … \end{name}`."""
        self._deeper(token)
        name = self._raw("\\begin")
        environment = ENVIRONMENTS.get(name.rstrip("*"))
        columns = ""
        if environment is not None and environment.argument:
            self._optional()
            columns = re.sub(r"[^lcr|]", "", re.sub(r"[@!p>]\{[^}]*\}", "", self._raw("\\begin{" + name + "}")))
        rows = self._rows(until="\\end")
        closing = self._take()
        if (end := self._raw("\\end")) != name:
            raise self._error(f"\\begin{{{name}}} ends with \\end{{{end}}}", f"write \\end{{{name}}}", closing)
        self._depth -= 1
        rules = tuple(n for n, row in enumerate(rows) if _ruled(row))
        rows = [[_without_rule(cell) for cell in row] for row in rows]
        if len(rows) > 1 and rows[-1] == [_EMPTY]:
            rows.pop()
        cells = tuple(map(tuple, rows))
        if environment is None:
            begin, finish = Unknown(f"\\begin{{{name}}}"), Unknown(f"\\end{{{name}}}")
            return Row((begin, Space(1), Grid(cells, "c"), Space(1), finish))
        if not environment.argument or not columns:
            columns = environment.columns
        return Grid(cells, columns, environment.left, environment.right, environment.gaps, rules)

    def substack(self, token: _Token) -> Node:
        r"""Read `\substack{a \\ b}`."""
        opening = self._take("the {…} of \\substack")
        if opening.text != "{":
            raise self._error("\\substack needs {…}", None, token)
        self._deeper(token)
        rows = self._rows(until="}")
        self._take()
        self._depth -= 1
        return Grid(tuple(map(tuple, rows)), "c")

    def root(self, _: _Token) -> Node:
        r"""Read `\sqrt[3]{x}`."""
        token = self._tokens[self._place - 1]
        degree = self._optional()
        return Root(self._group(), None if degree is None else self._within(degree, token))

    def operator(self, token: _Token) -> Node:
        r"""Read `\operatorname{name}` and `\operatorname*{name}`, the latter with limits."""
        name = " ".join(_plain_text(re.sub(r"\\[,;: ]|~|\\mathrm|\\text", " ", self._raw(token.text))).split())
        known = WITH_LIMITS.get(name) or FUNCTIONS.get(name)
        limits = token.text.endswith("*") or name in WITH_LIMITS or name in {"arg min", "arg max", "arg inf", "arg sup"}
        return Operator(known or named(name), limits)

    def negated(self, token: _Token) -> Node:
        r"""Read `\not` with the relation it strikes through."""
        node = self._group()
        if isinstance(node, Glyph) and (name := _NEGATED.get(node.symbol.char)):
            return Glyph(SYMBOLS[name])
        if isinstance(node, Glyph):
            symbol = node.symbol
            struck = Symbol(symbol.char + "\u0338", symbol.kind, f"not {symbol.ascii}", f"not {symbol.spoken}")
            return Glyph(struck, node.font)
        raise self._error("\\not stands before a relation", None, token)

    # The small handlers that the table below names.

    def fraction(self, token: _Token) -> Node:
        r"""Read `\frac{a}{b}` and its kin."""
        top = self._group()
        return Fraction(top, self._group(), small=token.text == "\\tfrac")

    def binomial(self, _: _Token) -> Node:
        r"""Read `\binom{n}{k}`."""
        top = self._group()
        return Binomial(top, self._group())

    def brace(self, token: _Token) -> Node:
        r"""Read `\underbrace{…}`; its label comes as a script."""
        return Brace(token.text == "\\overbrace", self._group(), None)

    def stacked(self, token: _Token) -> Node:
        r"""Read `\overset{a}{b}`, `\underset{a}{b}` and `\stackrel{a}{b}`."""
        mark = self._group()
        base = self._group()
        under = token.text == "\\underset"
        if isinstance(base, Operator):
            return Script(Operator(base.symbol, limits=True), mark if under else None, None if under else mark)
        return Stacked(base, None if under else mark, mark if under else None)

    def skipped(self, token: _Token) -> Node | None:
        """Read the argument of a command that draws nothing."""
        self._raw(token.text)
        return None

    def space(self, token: _Token) -> Node:
        r"""Read `\hspace{1cm}`: a cell is about half an em."""
        length = re.fullmatch(r"\s*(-?[\d.]+)\s*(em|ex|pt|mm|cm|in|mu)\s*", self._raw(token.text))
        if length is None or length[1].count(".") > 1 or not length[1].strip("-."):
            raise self._error(f"{token.text} needs a length such as {{1em}}", None, token)
        ems = {"em": 1.0, "ex": 0.5, "pt": 0.1, "mm": 0.28, "cm": 2.8, "in": 7.2, "mu": 1 / 18}[length[2]]
        return Space(max(-1, min(40, round(2 * ems * float(length[1])))))

    def classed_operator(self, token: _Token) -> Node:
        r"""Read `\mathop{name}`."""
        body = self._group()
        return Classed("op", body) if token else body

    def modulo(self, _: _Token) -> Node:
        r"""Read `\pmod{n}`."""
        return Row((Space(2), Fenced("(", (Row((Words("mod "), self._group())),), (), ")")))


_COMMANDS: Final[dict[str, Callable[[_Parser, _Token], Node | None]]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _Parser.fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _Parser.binomial),
    **dict.fromkeys(("underbrace", "overbrace"), _Parser.brace),
    **dict.fromkeys(("overset", "underset", "stackrel"), _Parser.stacked),
    **dict.fromkeys(("operatorname", "operatorname*"), _Parser.operator),
    **dict.fromkeys(("label", "vspace", "vspace*", "color"), _Parser.skipped),
    **dict.fromkeys(("hspace", "hspace*", "mspace", "hskip", "kern"), _Parser.space),
    **dict.fromkeys(("tag", "tag*"), lambda self, token: Tag(_plain_text(self._raw(token.text)))),
    **dict.fromkeys(("boxed", "fbox"), lambda self, _: Boxed(self._group())),
    **dict.fromkeys(("phantom", "hphantom", "vphantom"), lambda self, _: Phantom(self._group())),
    **dict.fromkeys(("limits", "nolimits"), lambda _self, _token: None),
    "left": _Parser.fenced,
    "begin": _Parser.environment,
    "substack": _Parser.substack,
    "sqrt": _Parser.root,
    "not": _Parser.negated,
    "mathop": _Parser.classed_operator,
    "pmod": _Parser.modulo,
}

_RULE: Final = Unknown("\\hline")


def _ruled(row: list[Node]) -> bool:
    first = row[0]
    return isinstance(first, Row) and first.items[:1] == (_RULE,)


def _without_rule(cell: Node) -> Node:
    if isinstance(cell, Row) and cell.items[:1] == (_RULE,):
        return Row(cell.items[1:])
    return cell


def _is_letter(node: Node) -> bool:
    return isinstance(node, Glyph) and node.symbol.char.isalnum() and node.symbol.char.isascii()


def _plain_text(source: str) -> str:
    r"""Return the text of a `\text` argument: escapes undone, inner braces dropped, white space as single blanks."""
    text = re.sub(r"\\([%$#&_{} ,;])", lambda match: match[1] if match[1] not in ",;" else " ", source)
    text = re.sub(r"(?<!\\)[{}]", "", text) if text == source else text
    return re.sub(r"[\s~]+", " ", text.replace("``", "“").replace("''", "”").replace("--", "–"))
