"""One curve as lines of text, for the command line and whoever else has no lesson."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from mmltui.errors import LearnerError
from mmltui.plots.charsets import CHARSETS, Charset
from mmltui.plots.curves import CurveScene, Line
from mmltui.plots.formula import canonical_name, constant, formula
from mmltui.plots.keys import Keys, PlotError
from mmltui.plots.plot import LEAST_HEIGHT, LEAST_WIDTH, LONGEST, Plot, draw


def curve_lines(request: Mapping[str, object]) -> list[str]:
    """The picture that a line of JSON asks for by `expr`, `var`, `range`, `width`, `height` and `charset`.

    Other keys are ignored. Raises LearnerError or PlotError with what to do.
    """
    keys = Keys(request)
    keys.range("range", (-2.0, 2.0))  # both are numbers, or texts that stand for numbers
    ends = request.get("range")
    low, high = map(str, ends) if isinstance(ends, list) else ("-2", "2")
    return curve_text(
        keys.text("expr"),
        variable=keys.text("var") if keys.has("var") else None,
        low=low,
        high=high,
        width=keys.whole("width", 78, least=LEAST_WIDTH, most=LONGEST),
        height=keys.whole("height", 20, least=LEAST_HEIGHT, most=LONGEST),
        charset=cast("Charset", keys.word("charset", CHARSETS, "braille")),
    )


def curve_text(  # noqa: PLR0913 - the options of the command
    text: str,
    *,
    variable: str | None = None,
    low: str = "-2",
    high: str = "2",
    width: int = 78,
    height: int = 20,
    charset: Charset = "braille",
) -> list[str]:
    """The curve of an expression as lines of text, for the command line; ends are texts such as `-pi` or `1e3`.

    Without `variable` it is the only symbol there is. Raises LearnerError or PlotError with what to do.
    """
    from mmltui.notation.symbols import SymbolTable

    if variable is None:
        names = sorted(SymbolTable.of_letters(text).names)
        if len(names) > 1:
            raise LearnerError(f"'{text}' has several symbols: {', '.join(names)}", hint="say which with --var")
        variable = names[0] if names else "x"
    var = canonical_name(variable)
    ends = constant(low), constant(high)
    if not ends[0] < ends[1]:
        raise PlotError(f"the range must go from a smaller to a larger number, not from {low} to {high}", "range")
    for name, size, least in (("width", width, LEAST_WIDTH), ("height", height, LEAST_HEIGHT)):
        if not least <= size <= LONGEST:
            raise PlotError(f"the {name} must be from {least} to {LONGEST} characters, not {size}", name)
    line = Line(formula(text, (var,)), "")
    in_pi = any("pi" in end or "π" in end for end in (low, high))
    scene = CurveScene(text, (line,), var, *ends, unit_pi=in_pi)
    return draw(Plot("curve", text, text, scene), width, height, charset).text()
