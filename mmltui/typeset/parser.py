"""LaTeX to the formula tree: what each command reads. A new command is one line of the table at the end."""

from __future__ import annotations

import re
from typing import Final

from mmltui.errors import Span
from mmltui.typeset.environments import ENVIRONMENTS
from mmltui.typeset.grammar import EMPTY_ROW, Command, Grammar
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
from mmltui.typeset.tokens import END, Tokens, TypesetError
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


def parse(latex: str) -> Node:
    """Read LaTeX mathematics, without its dollars. Raises `TypesetError` with the column, and nothing else."""
    if len(latex) > LONGEST:
        raise TypesetError(f"the formula is longer than {LONGEST} characters", Span(LONGEST, len(latex)), "split it")
    return Grammar(Tokens(latex), _COMMANDS).formula()


# -- symbols, spaces, letters


def _symbol(grammar: Grammar, name: str) -> Node:
    return Glyph(SYMBOLS[name], grammar.font)


def _operator(_: Grammar, name: str) -> Node:
    return _OPERATORS[name]


def _space(_: Grammar, name: str) -> Node:
    return Space(SPACES[name])


def _silent(_grammar: Grammar, _name: str) -> None:
    return None


def _unknown(_: Grammar, name: str) -> Node:
    return Unknown(f"\\{name}")


_FONTS: Final[dict[str, Font]] = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "symbf": "bold", "mathbb": "blackboard",
    "mathds": "blackboard", "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur", "mathsf": "sans",
    "mathtt": "roman", "mathit": "italic", "mathrm": "roman", "mathnormal": "math",
}  # fmt: skip


def _in_font(grammar: Grammar, name: str) -> Node:
    outer, font = grammar.font, _FONTS[name]
    grammar.font = "bold italic" if {outer, font} == {"bold", "italic"} else font
    body = grammar.group()
    grammar.font = outer
    letters = [item.symbol.char for item in body.items if isinstance(item, Glyph)] if isinstance(body, Row) else []
    text = "".join(letters)
    whole = isinstance(body, Row) and len(letters) == len(body.items) > 1 and text.isascii() and text.isalnum()
    return Words(text, font) if whole and font in {"roman", "italic"} else body


_TEXTS: Final[dict[str, Font]] = {
    "text": "roman", "textrm": "roman", "textnormal": "roman", "mbox": "roman", "hbox": "roman", "textsf": "roman",
    "texttt": "roman", "textup": "roman", "textbf": "bold", "textit": "italic", "emph": "italic",
}  # fmt: skip


def _words(grammar: Grammar, name: str) -> Node:
    """Read text, in which `$…$` is mathematics again."""
    at = grammar.tokens.last
    start, end = grammar.tokens.raw(f"\\{name}")
    grammar.enter()
    items: list[Node] = []
    place = start
    for number, piece in enumerate(_DOLLAR.split(grammar.tokens.source(start, end))):
        if number % 2:
            items.append(grammar.within(place, place + len(piece)))
        elif piece:
            items.append(Words(_plain_text(piece), _TEXTS[name]))
        place += len(piece) + 1
    grammar.depth -= 1
    if number % 2:
        raise grammar.tokens.error("a $ in the text is never closed", "write \\$ for a dollar", at)
    return items[0] if len(items) == 1 else Row(tuple(items))


_DOLLAR: Final = re.compile(r"(?<!\\)\$")
_ESCAPE: Final = re.compile(r"\\([%$#&_{} ])|\\[,;:]|(?<!\\)[{}]")
_BLANKS: Final = re.compile(r"[\s~]+")


def _plain_text(source: str) -> str:
    """Return the text of an argument: escapes undone, inner braces dropped, white space as single blanks."""
    if "\\" in source or "{" in source:
        source = _ESCAPE.sub(lambda match: match[1] or (" " if match[0][0] == "\\" else ""), source)
    return _BLANKS.sub(" ", source.replace("``", "“").replace("''", "”").replace("---", "—").replace("--", "–"))


def _operator_name(grammar: Grammar, name: str) -> Node:
    source = _NAME_NOISE.sub(" ", grammar.tokens.raw_text(f"\\{name}"))
    spelled = " ".join(_plain_text(source).split())
    known = _OPERATORS.get(spelled, Operator(named(spelled), spelled in {"arg min", "arg max", "arg inf", "arg sup"}))
    return known._replace(limits=True) if name.endswith("*") else known


_NAME_NOISE: Final = re.compile(r"\\[,;: !]|~|\\(?:mathrm|text|mathop|rm)\b")


# -- delimiters


def _delimiter(grammar: Grammar, command: str) -> str:
    text = grammar.tokens.take(f"the delimiter of {command}")
    if (char := DELIMITERS.get(text)) is not None:
        return char
    if text in DELIMITERS.values():
        return text
    raise grammar.tokens.error(f"{text} is not a delimiter", "( [ \\{ | \\| \\langle, or . for none")


def _fenced(grammar: Grammar, _: str) -> Node:
    grammar.enter()
    left = _delimiter(grammar, "\\left")
    parts: list[Node] = []
    middles: list[str] = []
    while True:
        parts.append(grammar.row(_FENCE_ENDS, "\\right"))
        closing = grammar.tokens.take()
        char = _delimiter(grammar, closing)
        if closing == "\\right":
            break
        middles.append(char)
    grammar.depth -= 1
    return Fenced(left, tuple(parts), tuple(middles), char)


_FENCE_ENDS: Final = frozenset({"\\middle", "\\right"})
_SIDES: Final[dict[str, Kind]] = {"l": "open", "r": "close", "m": "rel", "": "ord"}
_SIZES: Final = {f"{size}{side}": kind for size in ("big", "Big", "bigg", "Bigg") for side, kind in _SIDES.items()}

_SIZED_OPENERS: Final = frozenset(f"\\{name}" for name in _SIZES if name[-1] == "l")
_SIZED_CLOSERS: Final = frozenset(f"\\{name}" for name in _SIZES if name[-1] == "r")


def _sized(grammar: Grammar, name: str) -> Node | None:
    r"""Read a delimiter of a given size; a pair of them grows with what it holds, as `\left` and `\right` do."""
    char = _delimiter(grammar, f"\\{name}")
    if name[-1] == "l" and grammar.tokens.closes(_SIZED_OPENERS, _SIZED_CLOSERS):
        grammar.enter()
        body = grammar.row(_SIZED_CLOSERS, "\\bigr")
        closing = grammar.tokens.take()
        grammar.depth -= 1
        return Fenced(char, (body,), (), _delimiter(grammar, closing))
    if not char:
        return None
    symbol = CHARACTERS.get(char) or Symbol(char, "ord", char, char)
    kind = _SIZES[name] if name[-1] in "lrm" or symbol.kind == "ord" else symbol.kind
    return Glyph(Symbol(char, kind, symbol.ascii, symbol.spoken))


# -- cells


def _environment(grammar: Grammar, _: str) -> Node:
    tokens = grammar.tokens
    grammar.enter()
    name = tokens.raw_text("\\begin")
    environment = ENVIRONMENTS.get(name.rstrip("*"))
    columns = ""
    if environment is not None and environment.argument:
        grammar.optional()
        columns = _COLUMN_NOISE.sub("", tokens.raw_text(f"\\begin{{{name}}}"))
    rows = grammar.rows(until="\\end")
    tokens.take()
    if (end := tokens.raw_text("\\end")) != name:
        raise tokens.error(f"\\begin{{{name}}} ends with \\end{{{end}}}", f"write \\end{{{name}}}")
    grammar.depth -= 1
    rules = tuple(number for number, row in enumerate(rows) if _is_ruled(row[0]))
    cells = tuple(tuple(_without_rules(cell) for cell in row) for row in rows)
    if len(cells) > 1 and cells[-1] == (EMPTY_ROW,):
        cells = cells[:-1]
    if environment is None:
        begin, finish = Unknown(f"\\begin{{{name}}}"), Unknown(f"\\end{{{name}}}")
        return Row((begin, Space(1), Grid(cells, "c"), Space(1), finish))
    letters = columns if columns.strip("|") else environment.columns
    return Grid(cells, letters, environment.left, environment.right, environment.gaps, rules)


_COLUMN_NOISE: Final = re.compile(r"[@!p>]\{[^}]*\}|[^lcr|]")
_RULE: Final = Unknown("\\hline")


def _is_ruled(cell: Node) -> bool:
    return isinstance(cell, Row) and cell.items[:1] == (_RULE,)


def _without_rules(cell: Node) -> Node:
    while isinstance(cell, Row) and cell.items[:1] == (_RULE,):
        cell = Row(cell.items[1:])
    return cell


def _substack(grammar: Grammar, _: str) -> Node:
    if not grammar.tokens.accept("{"):
        raise grammar.tokens.error("\\substack needs {…}")
    grammar.enter()
    rows = grammar.rows(until="}")
    grammar.tokens.take()
    grammar.depth -= 1
    return Grid(tuple(map(tuple, rows)), "c")


# -- what is built from arguments


def _fraction(grammar: Grammar, name: str) -> Node:
    top = grammar.group()
    return Fraction(top, grammar.group(), small=name == "tfrac")


def _binomial(grammar: Grammar, _: str) -> Node:
    top = grammar.group()
    return Binomial(top, grammar.group())


def _root(grammar: Grammar, _: str) -> Node:
    degree = grammar.optional()
    return Root(grammar.group(), degree)


def _accent(grammar: Grammar, name: str) -> Node:
    return Accent(name, grammar.group())


def _brace(grammar: Grammar, name: str) -> Node:
    return Brace(name == "overbrace", grammar.group(), None)


def _stacked(grammar: Grammar, name: str) -> Node:
    mark = grammar.group()
    base = grammar.group()
    above, below = (None, mark) if name == "underset" else (mark, None)
    if isinstance(base, Operator):
        return Script(base._replace(limits=True), below, above)
    return Stacked(base, above, below)


_ARROWS: Final = {
    "xrightarrow": "rightarrow", "xleftarrow": "leftarrow", "xmapsto": "mapsto", "xRightarrow": "Rightarrow",
    "xLeftarrow": "Leftarrow", "xleftrightarrow": "leftrightarrow",
}  # fmt: skip


def _arrow(grammar: Grammar, name: str) -> Node:
    below = grammar.optional()
    return Stacked(Glyph(SYMBOLS[_ARROWS[name]]), grammar.group(), below, stretch=True)


_KINDS: Final[dict[str, Kind]] = {
    "mathbin": "bin", "mathrel": "rel", "mathord": "ord", "mathopen": "open", "mathclose": "close",
    "mathpunct": "punct", "mathinner": "inner", "mathop": "op",
}  # fmt: skip


def _classed(grammar: Grammar, name: str) -> Node:
    return Classed(_KINDS[name], grammar.group())


_NEGATED: Final = {"=": "neq", "∈": "notin", "∼": "nsim", "⊆": "nsubseteq", "∃": "nexists", "|": "nmid"}


def _negated(grammar: Grammar, _: str) -> Node:
    node = grammar.group()
    if not isinstance(node, Glyph):
        raise grammar.tokens.error("\\not stands before a relation")
    symbol = node.symbol
    if (name := _NEGATED.get(symbol.char)) is not None:
        return Glyph(SYMBOLS[name])
    return Glyph(Symbol(f"{symbol.char}\u0338", symbol.kind, f"not {symbol.ascii}", f"not {symbol.spoken}"))


def _tag(grammar: Grammar, name: str) -> Node:
    return Tag(_plain_text(grammar.tokens.raw_text(f"\\{name}")))


def _boxed(grammar: Grammar, _: str) -> Node:
    return Boxed(grammar.group())


def _phantom(grammar: Grammar, _: str) -> Node:
    return Phantom(grammar.group())


def _modulo(grammar: Grammar, _: str) -> Node:
    return Row((Space(2), Fenced("(", (Row((Words("mod "), grammar.group())),), (), ")")))


def _skipped(grammar: Grammar, name: str) -> None:
    grammar.tokens.raw(f"\\{name}")


_LENGTH: Final = re.compile(r"\s*(-?\d*\.?\d+)\s*(em|ex|pt|mm|cm|in|mu)\s*")
_EMS: Final = {"em": 1.0, "ex": 0.5, "pt": 0.1, "mm": 0.28, "cm": 2.8, "in": 7.2, "mu": 1 / 18}


def _length(grammar: Grammar, name: str) -> Node:
    """Read `{1em}`: a cell is about half an em."""
    length = _LENGTH.fullmatch(grammar.tokens.raw_text(f"\\{name}"))
    if length is None:
        raise grammar.tokens.error(f"\\{name} needs a length such as {{1em}}")
    return Space(max(-1, min(40, round(2 * _EMS[length[2]] * float(length[1][:6])))))


_OPERATORS: Final = {
    **{name: Operator(symbol, limits=False) for name, symbol in FUNCTIONS.items()},
    **{name: Operator(symbol, limits=True) for name, symbol in (WITH_LIMITS | BIG).items()},
    **{name: Operator(symbol, limits=False, integral=True) for name, symbol in INTEGRALS.items()},
}
_COMMANDS: Final[dict[str, Command]] = {
    END: _unknown,
    **dict.fromkeys(SYMBOLS, _symbol),
    **dict.fromkeys(_OPERATORS, _operator),
    **dict.fromkeys(SPACES, _space),
    **dict.fromkeys((*SILENT, "limits", "nolimits"), _silent),
    **dict.fromkeys(_FONTS, _in_font),
    **dict.fromkeys(_TEXTS, _words),
    **dict.fromkeys(("operatorname", "operatorname*"), _operator_name),
    "left": _fenced,
    **dict.fromkeys(_SIZES, _sized),
    "begin": _environment,
    "substack": _substack,
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _binomial),
    "sqrt": _root,
    **dict.fromkeys(ACCENTS, _accent),
    **dict.fromkeys(("underbrace", "overbrace"), _brace),
    **dict.fromkeys(("overset", "underset", "stackrel"), _stacked),
    **dict.fromkeys(_ARROWS, _arrow),
    **dict.fromkeys(_KINDS, _classed),
    "not": _negated,
    **dict.fromkeys(("tag", "tag*"), _tag),
    **dict.fromkeys(("boxed", "fbox"), _boxed),
    **dict.fromkeys(("phantom", "hphantom", "vphantom"), _phantom),
    "pmod": _modulo,
    **dict.fromkeys(("label", "vspace", "vspace*", "color"), _skipped),
    **dict.fromkeys(("hspace", "hspace*", "mspace", "hskip", "kern"), _length),
}
