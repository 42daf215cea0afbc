"""Trees back to text, in plain ASCII, LaTeX and Unicode, with no more brackets than needed.

Reading what was printed gives the same tree again, in all three styles.
"""

from __future__ import annotations

from typing import Final

from mmltui.notation.names import GREEK_NAMES, LETTER_OF, SUBSCRIPTS
from mmltui.notation.styles import Style, Tightness, has_norm
from mmltui.notation.tree import Call, Expression, Neg, Number, Quotient


def plain(expression: Expression) -> str:
    """One line of ASCII, as a learner would type it: `-2 (y - A x)^T A`."""
    return _PLAIN.show(expression)


def latex(expression: Expression) -> str:
    r"""LaTeX: `-2 \\left(y - A x\\right)^{\\top} A`."""
    return _LATEX.show(expression)


def unicode(expression: Expression) -> str:
    """One line of Unicode: `-2 (y - A x)ᵀ A`."""
    return _UNICODE.show(expression)


class _Plain(Style):
    """ASCII."""

    relations = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}  # noqa: RUF012  # never changed
    transposed = "^T"
    dots = "..."

    def for_entries(self, columns: int) -> Style:
        """Without commas in the brackets a space would separate: products get their sign."""
        return type(self)(between=self.times) if columns == 1 else type(self)()

    def constant(self, name: str) -> str:
        return name

    def name(self, name: str) -> str:
        return name

    def subscript(self, parts: list[str]) -> str:
        if all(len(part) == 1 for part in parts) or (len(parts) == 1 and parts[0].isdigit()):
            return "_" + "".join(parts)
        return "_{" + ",".join(parts) + "}"

    def brackets(self, text: str) -> str:
        return f"({text})"

    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str:
        below = f"_{index}" if lower is None else f"_{{{index}={self.show(lower)}}}"
        above = "" if upper is None else "^" + self.exponent(upper)
        return f"sum{below}{above} "

    def matrix(self, rows: list[list[str]]) -> str:
        return "[" + "; ".join(", ".join(row) for row in rows) + "]"

    def listing(self, items: list[str]) -> str:
        return "{" + ", ".join(items) + "}" if len(items) < 2 else "(" + ", ".join(items) + ")"

    def differential(self, variable: str, order: int) -> str:
        return f"d/d{variable}" if order == 1 else f"d^{order}/d{variable}^{order}"


class _Unicode(_Plain):
    """Unicode, in one line."""

    relations = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}  # noqa: RUF012  # never changed
    times = "·"
    elementwise = " ⊙ "
    transposed = "ᵀ"
    dots = "…"

    def constant(self, name: str) -> str:
        return "π" if name == "pi" else name

    def name(self, name: str) -> str:
        head, _, tail = name.partition("_")
        lowered = [_LOWERED.get(letter, "") for letter in tail]
        return LETTER_OF.get(head, head) + ("".join(lowered) if all(lowered) else f"_{tail}")

    def subscript(self, parts: list[str]) -> str:
        text = "".join(parts)
        single = all(len(part) == 1 for part in parts) or (len(parts) == 1 and parts[0].isdigit())
        if single and all(letter in _LOWERED for letter in text):
            return "".join(_LOWERED[letter] for letter in text)
        return super().subscript(parts)

    def power(self, base: Expression, exponent: Expression) -> str:
        number = exponent.operand if isinstance(exponent, Neg) else exponent
        if isinstance(number, Number) and set(shown := self.show(exponent)) <= _RAISED.keys():
            return self.script_base(base) + "".join(_RAISED[sign] for sign in shown)
        return super().power(base, exponent)

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        if function == "norm" and not has_norm(arguments[0]):
            return f"‖{self.show(arguments[0])}‖"
        return super().call("√" if function == "sqrt" else function, arguments)

    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str:
        if lower is None and upper is None:
            return f"∑{self.subscript([index])} "
        return super().sum_sign(index, lower, upper).replace("sum_", "∑_", 1)


class _Latex(Style):
    """LaTeX for mathematics mode."""

    relations = {"=": "=", "!=": r"\ne", "<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}  # noqa: RUF012  # never changed
    times = r"\cdot"
    elementwise = r" \odot "
    transposed = r"^{\top}"
    dots = r"\dots"

    def constant(self, name: str) -> str:
        return r"\pi" if name == "pi" else name

    def name(self, name: str) -> str:
        head, _, tail = name.partition("_")
        shown = "\\" + head if head in GREEK_NAMES else head if len(head) == 1 else rf"\mathrm{{{head}}}"
        return shown + (self.subscript([tail]) if tail else "")

    def subscript(self, parts: list[str]) -> str:
        return "_{" + ("" if all(len(part) == 1 for part in parts) else ",").join(parts) + "}"

    def brackets(self, text: str) -> str:
        return rf"\left({text}\right)"

    def quotient(self, numerator: Expression, denominator: Expression) -> str:
        return rf"\frac{{{self.show(numerator)}}}{{{self.show(denominator)}}}"

    def factor(self, factor: Expression, *, last: bool) -> str:
        if isinstance(factor, Quotient):
            return self.show(factor)
        return super().factor(factor, last=last)

    def power(self, base: Expression, exponent: Expression) -> str:
        if isinstance(base, Call) and base.function in _LATEX_FUNCTIONS and isinstance(exponent, Number):
            return _LATEX_FUNCTIONS[base.function] + f"^{{{self.show(exponent)}}}" + self.arguments(base.arguments)
        return f"{self.script_base(base)}^{{{self.show(exponent)}}}"

    def exponent(self, exponent: Expression) -> str:
        return f"{{{self.show(exponent)}}}"

    def call(self, function: str, arguments: tuple[Expression, ...]) -> str:
        match function:
            case "sqrt":
                return rf"\sqrt{{{self.show(arguments[0])}}}"
            case "abs":
                return rf"\left\lvert {self.show(arguments[0])}\right\rvert"
            case "norm" if not has_norm(arguments[0]):
                return rf"\left\|{self.show(arguments[0])}\right\|"
            case _:
                shown = _LATEX_FUNCTIONS.get(function) or rf"\operatorname{{{function}}}"
                return shown + self.arguments(arguments)

    def summand(self, body: Expression) -> str:
        return self.within(body, Tightness.PRODUCT)

    def arguments(self, arguments: tuple[Expression, ...]) -> str:
        return self.brackets(", ".join(map(self.show, arguments)))

    def sum_sign(self, index: str, lower: Expression | None, upper: Expression | None) -> str:
        below = index if lower is None else f"{index}={self.show(lower)}"
        above = "" if upper is None else f"^{{{self.show(upper)}}}"
        return rf"\sum_{{{below}}}{above} "

    def matrix(self, rows: list[list[str]]) -> str:
        return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in rows) + r" \end{bmatrix}"

    def listing(self, items: list[str]) -> str:
        if not items:
            return r"\emptyset"
        return self.brackets(", ".join(items))

    def differential(self, variable: str, order: int) -> str:
        power = "" if order == 1 else f"^{{{order}}}"
        return rf"\frac{{d{power}}}{{d {variable}{power}}}"


_LOWERED: Final = {plain: letter for letter, plain in SUBSCRIPTS.items() if len(plain) == 1}
_RAISED: Final = dict(zip("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", strict=True))
_LATEX_FUNCTIONS: Final = {
    name: "\\" + name
    for name in "sin cos tan sec csc cot sinh cosh tanh exp log max min det".split()  # noqa: SIM905  # reads as words
} | {"asin": r"\arcsin", "acos": r"\arccos", "atan": r"\arctan"}


_PLAIN: Final = _Plain()
_LATEX: Final = _Latex()
_UNICODE: Final = _Unicode()
