"""The grammar of TeX mathematics: rows, groups, scripts; what a command reads is in the table it is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from mmltui.typeset.symbols import CHARACTERS, INTEGRAL_CHARACTERS, SYMBOLS, Symbol
from mmltui.typeset.tokens import END, Tokens, TypesetError
from mmltui.typeset.tree import Binomial, Brace, Fenced, Font, Fraction, Glyph, Grid, Node, Operator, Row, Script, Space

DEEPEST: Final = 40
EMPTY_ROW: Final = Row(())

_PRIME: Final = Glyph(SYMBOLS["prime"])
_SCRIPTS: Final = frozenset({"^", "_", "'", "\\limits", "\\nolimits"})
_ROW_ENDS: Final = frozenset({"\\\\", "\\cr", "\\newline"})
# Tokens that only close something, and what to write for the character itself.
_CLOSERS: Final = {
    "}": "write \\} for a brace", "&": "write \\& for an ampersand", "\\right": None, "\\end": None, "\\middle": None,
    "\\\\": None, "\\cr": None, "\\newline": None,
}  # fmt: skip

# Reads what follows a command, given its name without the backslash; None draws nothing.
Command: TypeAlias = "Callable[[Grammar, str], Node | None]"


class Grammar:
    """One reading of one formula; `font` is the font that is in force."""

    def __init__(self, tokens: Tokens, commands: Mapping[str, Command], depth: int = 0) -> None:
        self.tokens = tokens
        self.commands = commands
        self.depth = depth
        self.font: Font = "math"

    def formula(self) -> Node:
        r"""Read to the end: one row, or lines parted by `\\`, aligned at `&`."""
        rows = self.rows(until=END)
        if len(rows) == 1 and len(rows[0]) == 1:
            return rows[0][0]
        return Grid(tuple(map(tuple, rows)), "rl", gaps=(0, 3))

    def rows(self, until: str) -> list[list[Node]]:
        r"""Read cells parted by `&` and rows parted by `\\` up to the token `until`, which is left in place."""
        stops = _ROW_ENDS | {"&", until}
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self.row(stops, until))
            if self.tokens.peek() == until:
                break
            if self.tokens.take() != "&":
                if self.tokens.follows_directly():
                    self.tokens.accept("*")
                self.tokens.skip_length()
                rows.append([])
        if len(rows) > 1 and rows[-1] == [EMPTY_ROW]:
            rows.pop()
        return rows

    def row(self, stops: frozenset[str], missing: str) -> Row:
        """Read up to one of the tokens `stops`; `missing` is the one to ask for at the end of the formula."""
        items: list[Node] = []
        tokens = self.tokens
        depth = self.depth
        tall = False
        while (text := tokens.peek()) not in stops:
            if text == END:
                tokens.take(missing)
            node = self.scripted()
            if node is None:
                continue
            items.append(node)
            if isinstance(node, Glyph):
                kind = node.symbol.kind
                self.depth = self.depth + 1 if kind == "open" else max(depth, self.depth - (kind == "close"))
            tall = tall or _is_tall(node)
        self.depth = depth
        if tall:
            items = _with_grown_delimiters(items, DEEPEST - depth)
        return Row(tuple(items)) if items else EMPTY_ROW

    def group(self) -> Node:
        """Read the argument of a command: a group in braces or one token."""
        text = self.tokens.take("an argument")
        self.enter()
        if text == "{":
            row = self.row(_BRACE, "}")
            self.tokens.take()
            node: Node | None = row.items[0] if len(row.items) == 1 else row
        elif text in _CLOSERS or text in {"^", "_"}:
            raise self.tokens.error(f"an argument is missing before {text}", "write {…}")
        else:
            node = self.atom(text)
        self.depth -= 1
        return EMPTY_ROW if node is None else node

    def optional(self) -> Node | None:
        """Read `[…]`, if it follows."""
        if not self.tokens.accept("["):
            return None
        self.enter()
        row = self.row(_BRACKET, "]")
        self.tokens.take()
        self.depth -= 1
        return row

    def enter(self) -> None:
        """Count one more group that is open; `depth` is lowered where it closes."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise self.tokens.error(f"more than {DEEPEST} groups inside each other", "write it in several formulas")

    def scripted(self) -> Node | None:
        """Read one atom with its scripts and primes."""
        tokens = self.tokens
        text = tokens.peek()
        base = EMPTY_ROW if text in _SCRIPTS else self.atom(tokens.take())
        if tokens.peek() not in _SCRIPTS:
            return base
        sub: Node | None = None
        sup: Node | None = None
        primes = 0
        while (text := tokens.peek()) in _SCRIPTS:
            tokens.take()
            if text == "'":
                primes += 1
            elif text == "^":
                if sup is not None:
                    raise tokens.error("a second superscript", "write x^{y^z} or {x^y}^z")
                sup = self.group()
            elif text == "_":
                if sub is not None:
                    raise tokens.error("a second subscript", "write x_{y_z} or {x_y}_z")
                sub = self.group()
            elif isinstance(base, Operator):
                base = base._replace(limits=text == "\\limits")
        if primes:
            sup = _PRIME if primes == 1 and sup is None else Row((_PRIME,) * primes + (() if sup is None else (sup,)))
        return _attach(base or EMPTY_ROW, sub, sup)

    def atom(self, text: str) -> Node | None:
        """Read what begins with the token just taken; None for a command that draws nothing."""
        if text[0] == "\\":
            if text in _CLOSERS:
                raise self.tokens.error(f"{text} without its beginning")
            if len(text) == 1:
                raise self.tokens.error("a backslash at the end of the formula", "write \\backslash")
            command = self.commands.get(text[1:])
            return self.commands[END](self, text[1:]) if command is None else command(self, text[1:])
        if text == "{":
            self.enter()
            row = self.row(_BRACE, "}")
            self.tokens.take()
            self.depth -= 1
            # `2{,}500` and `a{=}b` have the symbol without its space.
            single = len(row.items) == 1 and not (isinstance(row.items[0], Glyph) and row.items[0].symbol.kind != "ord")
            return row.items[0] if single else row
        if text in _CLOSERS:
            raise self.tokens.error(f"{text} without its beginning", _CLOSERS[text])
        if text == "~":
            return Space(1)
        symbol = CHARACTERS.get(text)
        if symbol is None:
            symbol = Symbol(text, "ord", text, text)
        elif symbol.kind == "op":
            integral = text in INTEGRAL_CHARACTERS
            return Operator(symbol, limits=not integral, integral=integral)
        return Glyph(symbol, self.font)

    def within(self, start: int, end: int) -> Node:
        """Read a part of the source as a formula of its own."""
        return Grammar(self.tokens.part(start, end), self.commands, self.depth).formula()


_BRACE: Final = frozenset({"}"})
_BRACKET: Final = frozenset({"]"})


_TALL: Final = (Fraction, Binomial, Grid)
_CLOSING: Final = frozenset(")]}⟩")


def _is_tall(node: Node) -> bool:
    body = node.base if isinstance(node, Script) else node
    if isinstance(body, Fenced):
        return any(isinstance(part, Row) and any(map(_is_tall, part.items)) for part in body.parts)
    return isinstance(body, _TALL)


def _with_grown_delimiters(items: list[Node], deepest: int) -> list[Node]:
    """Let delimiters around what is tall grow with it, as a hand would write them; at most `deepest` of a nest."""
    done: list[Node] = []
    openings: list[int] = []
    for item in items:
        last = item.base if isinstance(item, Script) else item
        if isinstance(item, Glyph) and item.symbol.kind == "open":
            openings.append(len(done))
        elif isinstance(last, Glyph) and last.symbol.char in _CLOSING and openings:
            start = openings.pop()
            opening, *inside = done[start:]
            if len(openings) < deepest and isinstance(opening, Glyph) and any(map(_is_tall, inside)):
                fenced = Fenced(opening.symbol.char, (Row(tuple(inside)),), (), last.symbol.char)
                done[start:] = [item._replace(base=fenced) if isinstance(item, Script) else fenced]
                continue
        done.append(item)
    return done


def _attach(base: Node, sub: Node | None, sup: Node | None) -> Node:
    """Give scripts to a base; the script of a brace is its label."""
    if sub is None and sup is None:
        return base
    if isinstance(base, Brace) and base.label is None:
        label, other = (sup, sub) if base.over else (sub, sup)
        braced = Brace(base.over, base.base, label)
        if other is None:
            return braced
        return Script(braced, other, None) if base.over else Script(braced, None, other)
    return Script(base, sub, sup)


__all__ = ["DEEPEST", "EMPTY_ROW", "Command", "Grammar", "TypesetError"]
