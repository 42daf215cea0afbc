"""What SymPy makes of an expression: other forms of it, where it is 0, its value at a point. For the workbench."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.tree import Expression

_DIGITS = 6
_MOST_SOLUTIONS = 8


def algebra(payload: Mapping[str, Any]) -> dict[str, object]:
    """One `form` of `of`.

    That is `simplified`, `factored`, `expanded`, the places by `wrt` where it is 0 (`solved`) or its derivative is
    (`stationary`), or its `value` at the numbers `at`. Letters are real numbers, those in `data` columns of numbers.
    The answer holds `latex`, and for a form also `text` as it could be typed; both are empty where the form says
    nothing new. Raises ParseError for what cannot be read, ValueError for what SymPy has no object for, and
    NotImplementedError for what it cannot solve.
    """
    import sympy

    from mmltui.notation.parser import parse

    data: Mapping[str, Sequence[float]] = payload.get("data", {})
    table = table_of(payload["of"], data)
    found = _filled(parse(payload["of"], table).expression, table, data)
    equation = isinstance(found, sympy.Equality)
    match payload["form"]:
        case "solved":
            return {"latex": _solved(found, payload["wrt"]), "text": ""}
        case _ if equation:
            return {"latex": "", "text": ""}
        case "stationary":
            return {"latex": _solved(sympy.diff(found, _variable(found, payload["wrt"])), payload["wrt"]), "text": ""}
        case "value":
            return {"latex": _value(found, payload.get("at", {})), "text": ""}
        case form:
            other = _FORMS[form](found)
    if other == found and not data:
        return {"latex": "", "text": ""}
    return {"latex": sympy.latex(other), "text": str(other).replace("**", "^")}


def table_of(text: str, data: Mapping[str, Sequence[float]]) -> SymbolTable:
    """The letters of the text, each a real number, those in `data` columns; `x_n` is an entry of such a column."""
    from mmltui.notation.symbols import SymbolTable

    letters = SymbolTable.of_letters(text)
    if not data:
        return letters
    scalars = (name for name in letters.names if name.split("_")[0] not in data)
    return SymbolTable.declare(dict.fromkeys(scalars, "scalar") | {name: str(len(data[name])) for name in data})


def _filled(expression: Expression, table: SymbolTable, data: Mapping[str, Sequence[float]]) -> Any:
    import sympy

    from mmltui.notation.to_sympy import to_sympy

    found = to_sympy(expression, table)
    columns = {
        sympy.MatrixSymbol(name, len(column), 1): sympy.Matrix([sympy.Rational(str(number)) for number in column])
        for name, column in data.items()
    }
    return found.subs(columns).doit() if columns else found


def _solved(found: Any, wrt: str) -> str:
    import sympy

    variable = _variable(found, wrt)
    if variable not in found.free_symbols:
        return ""
    solutions = sympy.solve(found, variable)
    if not isinstance(solutions, list) or len(solutions) > _MOST_SOLUTIONS:
        return ""
    if not solutions:
        return r"\text{nowhere}"
    return r",\quad ".join(f"{sympy.latex(variable)} = {sympy.latex(solution)}" for solution in solutions)


def _variable(found: Any, wrt: str) -> Any:
    import sympy

    return next((symbol for symbol in found.free_symbols if symbol.name == wrt), sympy.Symbol(wrt, real=True))


def _value(found: Any, at: Mapping[str, str]) -> str:
    import sympy

    points = {symbol: _number(at[symbol.name]) for symbol in found.free_symbols if symbol.name in at}
    exact = sympy.simplify(found.subs(points))
    if exact.free_symbols or exact.is_Integer:
        return str(sympy.latex(exact))
    rounded = sympy.latex(sympy.N(exact, _DIGITS))
    return f"{sympy.latex(exact)} \\approx {rounded}"


def _number(text: str) -> Any:
    from mmltui.notation.parser import parse
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.to_sympy import to_sympy

    nothing = SymbolTable.declare({})
    return to_sympy(parse(text, nothing).expression, nothing)


def _simplified(found: Any) -> Any:
    import sympy

    return sympy.simplify(found)


def _factored(found: Any) -> Any:
    import sympy

    return sympy.factor(found)


def _expanded(found: Any) -> Any:
    import sympy

    return sympy.expand(found)


_FORMS: Mapping[str, Callable[[Any], Any]] = {
    "simplified": _simplified, "factored": _factored, "expanded": _expanded,
}  # fmt: skip
