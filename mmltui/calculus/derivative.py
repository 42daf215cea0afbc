"""The derivative of a scalar formula by a scalar, as a person would write it."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mmltui.calculus.templates import fill
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import NotDifferentiableError, use
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Differential, Entry, Expression, Number, Product, Size, Sum, Symbol
from mmltui.notation.walk import children, depends_on, nodes, rebuild, substitute


def derivative(expression: Expression, wrt: str, symbols: SymbolTable) -> Expression:
    """Differentiate once: d expression / d wrt, tidied; names that the exercise defines are written out first.

    Raises NotDifferentiableError where a part is no scalar formula.
    """
    kind = symbols.kind(wrt)
    if kind is not None and kind.role != "scalar":
        raise NotDifferentiableError(f"{wrt} is no scalar")
    question = written_out(expression, symbols)
    return counted(tidy(untidy_derivative(question, wrt)), lengths(question, symbols))


def written_out(expression: Expression, symbols: SymbolTable) -> Expression:
    """The expression with defined names replaced and derivatives that stand inside worked out."""
    used = {name: body for name, body in symbols.definitions.items() if depends_on(expression, name)}
    return evaluated(substitute(expression, used))


def lengths(expression: Expression, symbols: SymbolTable) -> Mapping[str, Expression]:
    """How far each index runs, by the vectors and matrices whose entries it counts."""
    found: dict[str, Expression] = {}
    for node in nodes(expression):
        if not isinstance(node, Entry) or not isinstance(node.base, Symbol):
            continue
        kind = symbols.kind(node.base.name)
        if kind is not None and kind.role == "rows":
            kind = symbols.kind(kind.matrix)
        for index, size in zip(node.indices, (kind.rows, kind.columns) if kind else (), strict=False):
            if isinstance(index, Symbol):
                found[index.name] = Number(Fraction(size)) if isinstance(size, int) else Size(size)
    return found


def counted(expression: Expression, runs: Mapping[str, Expression]) -> Expression:
    """Sums of what does not depend on their index as that many times it, for differentiating can leave Σ 1."""
    parts = [counted(part, runs) for part in children(expression)]
    node = rebuild(expression, parts)
    if isinstance(node, Sum) and node.upper is None and node.index in runs and not depends_on(node.body, node.index):
        return tidy(Product((runs[node.index], node.body)))
    return node if parts == list(children(expression)) else tidy(node)


def evaluated(expression: Expression) -> Expression:
    """Every unevaluated d/dx(…) worked out, inner ones first."""
    parts = [evaluated(part) for part in children(expression)]
    if not isinstance(expression, Differential):
        return rebuild(expression, parts)
    result = parts[0]
    for _ in range(expression.order):
        result = tidy(untidy_derivative(result, expression.variable))
    return result


def untidy_derivative(expression: Expression, wrt: str) -> Expression:
    """The rules applied from the outside in, with nothing simplified: zeros and ones stay where they arise."""
    step = use(expression, wrt)
    slopes = {hole: untidy_derivative(part, wrt) for hole, part in step.inner.items()}
    return fill(step.formula, {**step.parts, **slopes})
