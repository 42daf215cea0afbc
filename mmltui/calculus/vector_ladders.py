"""Hint ladders for derivatives by vectors and matrices: the shape and the rule, the parts, blanks, a line of work."""

from __future__ import annotations

from mmltui.calculus.hints import BLANK, hints
from mmltui.calculus.ladders import Rungs
from mmltui.calculus.steps import Step
from mmltui.calculus.vectors.derivative import jacobian
from mmltui.calculus.vectors.index_steps import index_derivation
from mmltui.calculus.vectors.steps import shape_of_derivative
from mmltui.calculus.worked import worked_derivative
from mmltui.notation.printing import latex
from mmltui.notation.shapes import Shape
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression, Matrix, Relation, Symbol
from mmltui.notation.walk import children, rebuild


def jacobian_ladder(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> Rungs:
    """For d of / d wrt; raises NotDifferentiableError where it has no formula."""
    result = jacobian(of, wrt, symbols)
    asked = f"The answer is {_article(shape_of_derivative(of, wrt, symbols))}."
    if isinstance(result, Matrix):
        return _by_partial_derivatives(of, wrt, result, asked, symbols)
    steps = worked_derivative(of, wrt[0], symbols)
    match steps[0]:
        case Step(rule="name the inside", expression=Relation(left=Symbol(name=name), right=inside)):
            return _composed(of, name, inside, steps, asked)
        case Step(rule="write the entry"):
            return _by_entries(steps, asked)
        case Step() if (kind := symbols.kind(wrt[0])) is not None and kind.role == "scalar":
            *ladder, _ = hints(of, wrt[0], symbols)
            return ladder[0], ladder[1], ladder[2], f"The first line: ${latex(steps[0].expression)}$"
        case _:
            return (
                f"{asked} It takes one line: {steps[0].rule}.",
                f"What depends on ${_names(wrt)}$ here, and how?",
                rf"$\frac{{d}}{{d {_names(wrt)}}}\left({latex(of)}\right) = {BLANK}$",
                f"${latex(steps[0].expression)}$",
            )


def entry_ladder(of: Expression, wrt: str, indices: tuple[str, ...], symbols: SymbolTable) -> Rungs:
    """For the entry with these indices; raises NotDifferentiableError where that is not written by entries."""
    asked = (
        f"The answer is one number, with the free {'index' if len(indices) == 1 else 'indices'} ${_names(indices)}$."
    )
    return _by_entries(index_derivation(of, wrt, symbols, indices), asked)


def hessian_ladder(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> Rungs:
    """For the second derivatives; the last rung is the gradient."""
    root, parts, blanks, _ = jacobian_ladder(of, wrt, symbols)
    size = shape_of_derivative(of, wrt, symbols).columns
    first = root.split(". ", 1)[-1]
    return (
        f"The answer is {_article(Shape(size, size))}, the derivative of the gradient. First the gradient. {first}",
        parts,
        f"{_ended(blanks)} Then differentiate each entry of the gradient once more.",
        f"The gradient is ${latex(jacobian(of, wrt, symbols))}$. Differentiate it once more.",
    )


def directional_ladder(
    of: Expression, wrt: tuple[str, ...], along: Expression, order: int, symbols: SymbolTable
) -> Rungs:
    """For the slope or the curvature along a direction; the last rung is the gradient, or the line before it."""
    root, parts, _, _ = jacobian_ladder(of, wrt, symbols)
    first, direction = root.split(". ", 1)[-1], latex(along)
    product = rf"{BLANK} \cdot {direction}" if order == 1 else rf"{direction}^\top \cdot {BLANK} \cdot {direction}"
    what = "derivative times the direction" if order == 1 else "Hessian with the direction on both sides"
    once_more = "" if order == 1 else " Differentiate it once more for the Hessian."
    return (
        f"It is the {what}, as long as that is. First the derivative. {first}",
        f"The direction is ${direction}$. {parts}",
        f"${product}$",
        f"The derivative is ${latex(jacobian(of, wrt, symbols))}$.{once_more}",
    )


def stationary_ladder(of: Expression, wrt: tuple[str, ...], symbols: SymbolTable) -> Rungs:
    """For the point where the gradient is 0; the last rung is the equation."""
    root, parts, blanks, _ = jacobian_ladder(of, wrt, symbols)
    first = root.split(". ", 1)[-1] if root.startswith("The answer") else root
    return (
        f"There the derivative is 0, each entry of it. {first}",
        parts,
        f"{_ended(blanks)} Then put it equal to 0.",
        f"${latex(jacobian(of, wrt, symbols))} = 0$. Solve it for ${_names(wrt)}$.",
    )


def _names(wrt: tuple[str, ...]) -> str:
    return ", ".join(latex(Symbol(name)) for name in wrt)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def _article(shape: Shape) -> str:
    words = str(shape)
    return words if words.startswith("a ") else f"`{words}`"


def _by_partial_derivatives(
    of: Expression, wrt: tuple[str, ...], result: Matrix, asked: str, symbols: SymbolTable
) -> Rungs:
    first = of.rows[0][0] if isinstance(of, Matrix) else of
    rows = r" \\ ".join(" & ".join([BLANK] * len(row)) for row in result.rows)
    letter = wrt[0]
    told = f"Look at the first entry; all but one letter are constants there. ${latex(first)}$ by the first letter."
    if (kind := symbols.kind(letter)) is not None and kind.role == "scalar":
        root, parts, _, _ = hints(first, letter, symbols)
        told = f"For the first entry all letters but ${latex(Symbol(letter))}$ are constants. {root} {parts}"
    each = "one row for each output, one column for each letter" if len(result.rows) > 1 else "one for each letter"
    return (
        f"{asked} Its entries are partial derivatives, {each}.",
        told,
        rf"$\begin{{bmatrix}} {rows} \end{{bmatrix}}$",
        f"The first entry is ${latex(result.rows[0][0])}$.",
    )


def _composed(of: Expression, name: str, inside: Expression, steps: tuple[Step, ...], asked: str) -> Rungs:
    outer = next(step for step in steps if step.rule.startswith("outer derivative"))
    inner = next(step for step in steps if step.rule.startswith(f"inner derivative, d{name}/"))
    outside = _named(of, inside, Symbol(name))
    return (
        f"{asked} It is a function of an inside: the chain rule.",
        f"Inside ${name} = {latex(inside)}$, outside ${latex(outside)}$.",
        rf"${BLANK} \cdot {BLANK}$: outer derivative, `{outer.note}`, times inner derivative, `{inner.note}`",
        f"Outside by ${name}$: ${latex(outer.expression)}$, inside: ${latex(inner.expression)}$. Keep this order.",
    )


def _by_entries(steps: tuple[Step, ...], asked: str) -> Rungs:
    start = steps[0].expression
    inside = next((step for step in steps if step.rule.startswith("move ")), steps[0])
    delta = next((step for step in steps if step.rule.startswith("delta")), steps[0])
    return (
        f"{asked} Write one entry with its indices, and differentiate that like a number.",
        f"The entry: ${latex(start)}$",
        f"${latex(inside.expression)}$; each derivative there is 1 or 0.",
        f"${latex(delta.expression)}$. Each $\\delta$ leaves one term of its sum.",
    )


def _named(expression: Expression, old: Expression, new: Expression) -> Expression:
    if expression == old:
        return new
    parts = children(expression)
    return rebuild(expression, [_named(part, old, new) for part in parts]) if parts else expression
