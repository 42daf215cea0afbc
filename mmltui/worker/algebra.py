"""What SymPy makes of an expression: other forms of it, where it is 0, its value at a point. For the workbench."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.tree import Expression

_DIGITS = 6
_BITS = 256
WHERE_DEFINED = "Equal to what was typed wherever that has a value."
NO_VALUE = r"\text{no real value}"

Columns = Mapping[str, Sequence[float]]


def algebra(payload: Mapping[str, Any]) -> dict[str, object]:
    """One `form` of `of`.

    That is `simplified`, `factored`, `expanded`, the places by `wrt` where it is 0 (`solved`) or its derivative is
    (`stationary`), or its `value` at the numbers `at`. Letters are real numbers, those in `data` columns of numbers.
    The answer holds `latex`, a `note` on what that leaves open, and for a form also `text` as it could be typed; all
    are empty where the form says nothing new. Raises ParseError for what cannot be read, ValueError for what SymPy has
    no object for, and NotImplementedError for what it cannot work out.
    """
    import sympy

    from mmltui.notation.parser import parse

    data: Columns = payload.get("data", {})
    table = table_of(payload["of"], data)
    tree = parse(payload["of"], table).expression
    found = _filled(tree, table, data)
    match payload["form"]:
        case "solved" if isinstance(found, sympy.Equality):
            difference = found.lhs - found.rhs
            return _identity(difference) if difference.is_number else _places(difference, tree, table, payload)
        case _ if isinstance(found, sympy.Rel):
            return _said()
        case "solved":
            return _places(found, tree, table, payload)
        case "stationary":
            return _places(found, tree, table, payload, smooth=True)
        case "value":
            return _said(_value(found, tree, table, payload))
        case form:
            other = _FORMS[form](found)
    if (other == found and not data) or (other.has(sympy.I) and not found.has(sympy.I)):
        return _said()
    note = "" if data or _edges(found) <= _edges(other) else WHERE_DEFINED
    return _said(sympy.latex(other), str(other).replace("**", "^"), note)


def _said(latex: str = "", text: str = "", note: str = "") -> dict[str, object]:
    return {"latex": latex, "text": text, "note": note}


def table_of(text: str, data: Columns) -> SymbolTable:
    """The letters of the text, each a real number, those in `data` columns; `x_n` is an entry of such a column."""
    from mmltui.notation.symbols import SymbolTable

    letters = SymbolTable.of_letters(text)
    if not data:
        return letters
    scalars = (name for name in letters.names if name.split("_")[0] not in data)
    return SymbolTable.declare(dict.fromkeys(scalars, "scalar") | {name: str(len(data[name])) for name in data})


def _filled(expression: Expression, table: SymbolTable, data: Columns) -> Any:
    import sympy

    from mmltui.notation.to_sympy import to_sympy

    found = to_sympy(expression, table)
    columns = {
        sympy.MatrixSymbol(name, len(column), 1): sympy.Matrix([sympy.Rational(str(number)) for number in column])
        for name, column in data.items()
    }
    return found.subs(columns).doit() if columns else found


def _places(
    found: Any, tree: Expression, table: SymbolTable, payload: Mapping[str, Any], *, smooth: bool = False
) -> dict[str, object]:
    import sympy

    from mmltui.worker.solutions import Question, places

    wrt = payload["wrt"]
    variable = next((symbol for symbol in found.free_symbols if symbol.name == wrt), sympy.Symbol(wrt, real=True))
    formula = _written_out(found) if payload.get("data") else tree
    zero = sympy.diff(found, variable) if smooth else found
    told = places(Question(zero, variable, formula, table, smooth=smooth))
    return _said(told.latex, note=told.note)


def _identity(difference: Any) -> dict[str, object]:
    """An equation whose letters cancel."""
    from mmltui.worker.solutions import EVERYWHERE, NOWHERE

    if difference.is_zero:
        return _said(EVERYWHERE, note="That is, wherever both sides have a value.")
    return _said(NOWHERE if difference.is_nonzero else "")


def _written_out(found: Any) -> Expression | None:
    """A formula that data were put into, as a tree."""
    from mmltui.notation.from_sympy import UnknownSympyError, from_sympy

    try:
        return from_sympy(found)
    except UnknownSympyError:
        return None


def _value(found: Any, tree: Expression, table: SymbolTable, payload: Mapping[str, Any]) -> str:
    """Exact and rounded; what was typed must have a value there, not only what SymPy has made of it."""
    import sympy

    from mmltui.notation.to_sympy import to_sympy

    numbers = {name: _number(text) for name, text in payload.get("at", {}).items()}
    points = {symbol: to_sympy(numbers[symbol.name], table) for symbol in found.free_symbols if symbol.name in numbers}
    exact = sympy.simplify(found.subs(points))
    if exact.has(sympy.I, sympy.zoo, sympy.nan, sympy.oo) or (not payload.get("data") and _is_undefined(tree, numbers)):
        return NO_VALUE
    if exact.free_symbols or exact.is_Integer:
        return str(sympy.latex(exact))
    rounded = sympy.latex(sympy.N(exact, _DIGITS))
    return f"{sympy.latex(exact)} \\approx {rounded}"


def _is_undefined(tree: Expression, numbers: Mapping[str, Expression]) -> bool:
    """Whether the formula certainly has no real value where its letters have these."""
    from mmltui.grading.balls import Evaluator
    from mmltui.grading.lowering import NotComparableError, lower
    from mmltui.notation.symbols import SymbolTable
    from mmltui.notation.walk import substitute

    there = substitute(tree, numbers)
    try:
        program = lower(there, there, SymbolTable.declare({}))
    except (NotComparableError, RecursionError):
        return False
    return not program.variables and Evaluator(program).at({}, _BITS)[program.submission] is None


def _number(text: str) -> Expression:
    from mmltui.notation.parser import parse
    from mmltui.notation.symbols import SymbolTable

    return parse(text, SymbolTable.declare({})).expression


def _edges(found: Any) -> set[Any]:
    """What may leave an expression without a real value: what is divided by, or a root or logarithm is taken of."""
    import sympy

    inside = {
        power.base for power in found.atoms(sympy.Pow) if not power.exp.is_nonnegative or not power.exp.is_integer
    }
    inside |= {part.args[0] for part in found.atoms(sympy.log)}
    return {part for part in inside if not part.is_positive}


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
