"""The worked solution of what the engine computes, line by line: what stands in where an author wrote none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from mmltui.calculus.derivative import derivative
from mmltui.calculus.steps import Step, derivation
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.derivative import directional, hessian, jacobian
from mmltui.calculus.vectors.explicit import NotExplicitError, Rows, explicit, letters, sizes_of
from mmltui.calculus.vectors.index_steps import index_derivation
from mmltui.calculus.vectors.steps import NAMED
from mmltui.calculus.worked import worked_derivative
from mmltui.grading.vectors.asked import Asked, Directional, Hessian, Jacobian, Question, Stationary, Value
from mmltui.grading.vectors.formula import formula_asked
from mmltui.notation.printing import latex
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Differential, Entry, Expression, Matrix, Product, Relation, Symbol
from mmltui.notation.vocabulary import SCALAR
from mmltui.notation.walk import depends_on, nodes, substitute


@dataclass(frozen=True, slots=True)
class Line:
    """A line in LaTeX, and the rule that leads to it; the first line is the task and has none."""

    rule: str
    latex: str


def board_of_a_number(
    of: Expression, wrt: str, symbols: SymbolTable, order: int, at: Mapping[str, Expression]
) -> tuple[Line, ...]:
    """d^order of / d wrt^order, and its value where the exercise binds letters."""
    lines = [Line("", latex(Differential(of, wrt)))]
    for turn in range(order):
        if turn:
            lines.append(Line("differentiate once more", latex(Differential(of, wrt))))
        steps = derivation(of, wrt, symbols)
        lines += map(_line, steps)
        of = steps[-1].expression
    return (*lines, *_bound(of, symbols, at))


def board_of_a_flat_point(
    loss: Expression, wrt: str, symbols: SymbolTable, at: Mapping[str, Expression], values: Sequence[Expression]
) -> tuple[Line, ...]:
    """Where the slope of a loss of one number is zero."""
    lines = board_of_a_number(loss, wrt, symbols, 1, {})
    slope = substitute(derivative(loss, wrt, symbols), at)
    solved = r",\quad ".join(latex(Relation("=", Symbol(wrt), value)) for value in values)
    return (*lines, Line("put the slope equal to zero", f"{latex(slope)} = 0"), Line("solve", solved))


def board_of_vectors(question: Question) -> tuple[Line, ...]:
    """A row, a Jacobian, a Hessian, a slope along a direction, an entry, a flat point; empty where it has no lines."""
    asked, symbols = question.asked, question.symbols
    if isinstance(asked, Value):
        return ()
    try:
        if question.indices:
            *lines, _whole = index_derivation(asked.of, asked.wrt[0], symbols, question.indices)
            return tuple(map(_line, lines))
        found, result = _lines(asked, symbols)
    except NotDifferentiableError:
        return ()
    return (*found, *_bound(result, symbols, question.at or {}))


def _lines(asked: Asked, symbols: SymbolTable) -> tuple[tuple[Line, ...], Expression]:
    """The lines, and the result without any values put in."""
    match asked:
        case Jacobian(of=of, wrt=wrt):
            return _first(of, wrt, symbols), jacobian(of, wrt, symbols)
        case Hessian(of=of, wrt=wrt):
            result = hessian(of, wrt, symbols)
            once_more = Line("each entry of the row once more, by each letter", rf"\mathbf H = {latex(result)}")
            return (*_first(of, wrt, symbols), once_more), result
        case Directional(of=of, wrt=wrt, along=along, order=order):
            slope = Product((jacobian(of, wrt, symbols), along))
            lines = [*_first(of, wrt, symbols), Line("times the direction", rf"s = {latex(slope)}")]
            if (known := _in_numbers(slope, symbols)) is not None:
                lines.append(Line("multiply out", f"= {latex(known)}"))
            if order == 1:
                return tuple(lines), slope
            result = directional(of, wrt, along, 2, symbols)
            shown = _in_numbers(result, symbols)
            lines.append(Line("the row of s, times the direction", latex(result if shown is None else shown)))
            return tuple(lines), result
        case Stationary(of=of, wrt=wrt):
            result = formula_asked(Question(asked, symbols))
            zero = Line("put it equal to zero", f"{latex(jacobian(of, wrt, symbols))} = 0")
            point = Symbol(wrt[0]) if len(wrt) == 1 else Matrix(tuple((Symbol(name),) for name in wrt))
            return (*_first(of, wrt, symbols), zero, Line("solve", latex(Relation("=", point, result)))), result
        case _:
            raise NotDifferentiableError("nothing is differentiated")


def _first(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> tuple[Line, ...]:
    """The lines to the first derivative: letter by letter where it is written in numbers, else by its parts."""
    try:
        rows = explicit(of, symbols, bound={}, sizes={})
        names = tuple(letter for name in wrt for letter in letters(name, symbols, {}))
    except NotExplicitError:
        if len(wrt) > 1:
            raise NotDifferentiableError("vectors of unknown size are differentiated by one letter only") from None
        return (Line("", latex(Differential(of, wrt[0]))), *_by_parts(worked_derivative(of, wrt[0], symbols)))
    name = "f" if len(rows) == 1 else r"\mathbf f"
    whole = Line("outputs down, inputs across", latex(jacobian(of, wrt, symbols)))
    return (Line("", f"{name} = {latex(of)}"), *_partials(rows, names), whole)


def _by_parts(steps: Sequence[Step]) -> Iterator[Line]:
    """Lines one after the other; where the inside has a name, its parts stand for themselves until the last."""
    is_named = len(steps) > 1 and isinstance(steps[0].expression, Relation) and steps[0].rule == NAMED
    for step in steps:
        yield Line(step.rule, latex(step.expression)) if is_named and step is not steps[-1] else _line(step)


def _partials(rows: Rows, names: tuple[str, ...]) -> Iterator[Line]:
    """Each output by each letter, with the rules that it takes."""
    outputs = [entry for row in rows for entry in row]
    for place, output in enumerate(outputs, start=1):
        name = "f" if len(outputs) == 1 else f"f_{{{place}}}"
        for letter in names:
            known = dict.fromkeys(names, SCALAR)
            steps = derivation(output, letter, SymbolTable(MappingProxyType(known)))
            rules = ", ".join(dict.fromkeys(step.rule for step in steps if step.rule))
            slope = rf"\frac{{\partial {name}}}{{\partial {latex(Symbol(letter))}}}"
            yield Line(rules, f"{slope} = {latex(steps[-1].expression)}")


def _bound(result: Expression, symbols: SymbolTable, at: Mapping[str, Expression]) -> Iterator[Line]:
    """The value where letters are bound."""
    used = {name: value for name, value in at.items() if depends_on(result, name)}
    if not used:
        return
    value = _in_numbers(result, symbols, used)
    put_in = substitute(result, used)
    has_entries = any(isinstance(node, Entry) and not isinstance(node.base, Symbol) for node in nodes(put_in))
    if not has_entries or value is None:  # an entry of a column written out reads badly
        yield Line("put the values in", f"= {latex(put_in)}")
    if value is not None and value != put_in:
        yield Line("put the values in" if has_entries else "work it out", f"= {latex(value)}")


def _in_numbers(
    expression: Expression, symbols: SymbolTable, at: Mapping[str, Expression] = MappingProxyType({})
) -> Expression | None:
    """The expression written out entry by entry; None where that cannot be done."""
    try:
        rows = explicit(expression, symbols, bound=at, sizes=sizes_of(at, symbols))
    except NotExplicitError:
        return None
    worked = tuple(tuple(tidy(entry) for entry in row) for row in rows)
    return worked[0][0] if (len(worked), len(worked[0])) == (1, 1) else Matrix(worked)


def _line(step: Step) -> Line:
    shown = latex(step.expression)
    return Line(step.rule, shown if isinstance(step.expression, Relation) else f"= {shown}")
