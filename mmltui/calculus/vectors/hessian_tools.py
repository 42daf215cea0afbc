"""What a Hessian says: eigenvalues, definiteness, Sylvester's criterion, and the kinds of stationary points.

Everything is exact. SymPy does the algebra and is imported only here, when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from mmltui.calculus.stationary import NotSolvedError
from mmltui.notation.from_sympy import from_sympy
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy
from mmltui.notation.tree import Expression, Matrix, Symbol
from mmltui.notation.vocabulary import SCALAR

if TYPE_CHECKING:
    import sympy

Definiteness = Literal[
    "positive definite", "positive semidefinite", "negative definite", "negative semidefinite", "indefinite", "zero"
]
SurfaceKind = Literal["min", "max", "saddle", "undecided"]
"""What the Hessian says about a stationary point; `undecided` where it is only semidefinite."""

KINDS: Mapping[Definiteness, SurfaceKind] = {
    "positive definite": "min",
    "negative definite": "max",
    "indefinite": "saddle",
    "positive semidefinite": "undecided",
    "negative semidefinite": "undecided",
    "zero": "undecided",
}

_HIGHEST_DEGREE = 2
_NUMBERS = SymbolTable.declare({})


@dataclass(frozen=True, slots=True)
class SurfacePoint:
    """A point where the gradient is zero, exactly, and the class of the Hessian there."""

    at: tuple[Expression, ...]
    definiteness: Definiteness

    @property
    def kind(self) -> SurfaceKind:
        """What the Hessian says about it."""
        return KINDS[self.definiteness]

    def may_be(self, kind: SurfaceKind) -> bool:
        """Whether the Hessian allows this kind: curved upward along one direction, it is no maximum."""
        match self.definiteness:
            case "positive semidefinite":
                return kind != "max"
            case "negative semidefinite":
                return kind != "min"
            case "zero":
                return True
            case _:
                return kind == self.kind


def eigenvalues(matrix: Matrix) -> tuple[tuple[Expression, int], ...]:
    """The eigenvalues of a symmetric matrix of numbers in rising order, each with its multiplicity, exactly.

    Raises NotSolvedError where they have no formula in roots.
    """
    import sympy

    found = _symmetric(matrix)
    roots = sympy.roots(found.charpoly().as_expr(), multiple=False)
    if sum(roots.values()) != found.rows:
        raise NotSolvedError("the eigenvalues have no formula in roots")
    ordered = sorted(roots.items(), key=lambda item: sympy.re(item[0]).evalf())
    return tuple((from_sympy(value), int(times)) for value, times in ordered)


def leading_minors(matrix: Matrix) -> tuple[Expression, ...]:
    """The determinants of the upper left 1 x 1, 2 x 2, … blocks: all positive exactly if positive definite."""
    found = _symmetric(matrix)
    return tuple(from_sympy(found[:size, :size].det()) for size in range(1, found.rows + 1))


def definiteness(matrix: Matrix) -> Definiteness:
    """The class of a symmetric matrix of numbers; raises NotSolvedError where a sign cannot be told."""
    return _definiteness(_symmetric(matrix))


def stationary_points_of(function: Expression, letters: Sequence[str]) -> tuple[SurfacePoint, ...]:
    """All real points where the gradient by these scalars is zero, in rising order, with the Hessian's class there.

    Raises NotSolvedError for what is not polynomial (up to a factor that is never zero), for points that are not
    isolated, and for other letters without a value.
    """
    import sympy

    symbols = SymbolTable(MappingProxyType(dict.fromkeys(letters, SCALAR)))
    converted = to_sympy(function, symbols)
    variables = tuple(to_sympy(Symbol(letter), symbols) for letter in letters)
    if converted.free_symbols - set(variables):
        raise NotSolvedError("the kinds of stationary points are known only where every other symbol has a value")
    curvature = sympy.hessian(converted, variables)
    return tuple(
        SurfacePoint(
            tuple(from_sympy(value) for value in point),
            _definiteness(curvature.subs(dict(zip(variables, point, strict=True)))),
        )
        for point in _solved(converted, variables)
    )


def _symmetric(matrix: Matrix) -> sympy.Matrix:
    import sympy

    found = sympy.Matrix(to_sympy(matrix, _NUMBERS))
    if found.rows != found.cols or found != found.T or found.free_symbols:
        raise NotSolvedError("only a symmetric matrix of numbers has a definiteness")
    return found


def _definiteness(matrix: sympy.Matrix) -> Definiteness:
    """By the signs in the characteristic polynomial: all its roots are real, so Descartes' rule counts them exactly."""
    coefficients = [_sign(value) for value in matrix.charpoly().all_coeffs()]
    positive = _changes(coefficients)
    negative = _changes(sign * (-1) ** place for place, sign in enumerate(coefficients))
    size = matrix.rows
    if positive and negative:
        return "indefinite"
    if positive:
        return "positive definite" if positive == size else "positive semidefinite"
    if negative:
        return "negative definite" if negative == size else "negative semidefinite"
    return "zero"


def _changes(signs: Iterable[int]) -> int:
    kept = [sign for sign in signs if sign]
    return sum(one != other for one, other in pairwise(kept))


def _sign(value: sympy.Expr) -> int:
    import sympy

    if value.is_Rational:
        return int(sympy.sign(value))
    simple = sympy.simplify(value)
    if simple.is_zero or simple.equals(0):
        return 0
    if simple.is_positive or simple.is_negative:
        return 1 if simple.is_positive else -1
    raise NotSolvedError(f"the sign of {simple} cannot be told")


@lru_cache(maxsize=64)
def _solved(function: sympy.Expr, variables: tuple[sympy.Symbol, ...]) -> tuple[tuple[sympy.Expr, ...], ...]:
    """The real points where all partial derivatives are zero."""
    import sympy

    slopes = [sympy.diff(function, variable) for variable in variables]
    found = _zeros([_numerator(slope, variables) for slope in slopes], variables)
    there = [point for point in found if _is_stationary(slopes, dict(zip(variables, point, strict=True)))]
    return tuple(sorted(there, key=lambda point: [value.evalf() for value in point]))


def _zeros(equations: Sequence[sympy.Expr], variables: tuple[sympy.Symbol, ...]) -> Iterator[tuple[sympy.Expr, ...]]:
    """The real common zeros of polynomials: the last variable from its own equation, then the others."""
    import sympy

    kept = [equation for equation in map(sympy.expand, equations) if equation != 0]
    if not variables:
        if not any(sympy.simplify(equation) != 0 for equation in kept):
            yield ()
        return
    if any(not equation.free_symbols for equation in kept):
        return
    if not kept:
        raise NotSolvedError("the stationary points are not isolated")
    basis = sympy.groebner(kept, *variables, order="lex", extension=True)
    if basis.exprs == [1]:
        return
    last = variables[-1]
    alone = next((equation for equation in basis.exprs if equation.free_symbols == {last}), None)
    if alone is None or not basis.is_zero_dimensional:
        raise NotSolvedError("the stationary points are not isolated")
    for root in _real_roots(sympy.Poly(alone, last, extension=True)):
        rest = [sympy.expand(equation.subs(last, root)) for equation in basis.exprs if equation is not alone]
        for others in _zeros(rest, variables[:-1]):
            yield (*others, root)


def _real_roots(polynomial: sympy.Poly) -> Iterator[sympy.Expr]:
    """The real roots by formula; a factor of degree 3 or more must have none."""
    import sympy

    for factor, _ in polynomial.factor_list()[1]:
        if factor.degree() <= _HIGHEST_DEGREE:
            found = sympy.roots(factor, multiple=True)
            yield from (sympy.radsimp(root) for root in found if sympy.im(root).equals(0))
        elif not (factor.domain.is_ZZ or factor.domain.is_QQ) or factor.count_roots():
            raise NotSolvedError("the stationary points have no formula in square roots")


def _numerator(slope: sympy.Expr, variables: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    """A polynomial with the zeros of a partial derivative: without denominators, and without e to any power."""
    import sympy

    above, _ = sympy.fraction(sympy.together(slope))
    factors = sympy.Mul.make_args(sympy.factor(above))
    kept = sympy.Mul(*(factor for factor in factors if not isinstance(factor, sympy.exp)))
    if not kept.is_polynomial(*variables):
        raise NotSolvedError("the gradient is not polynomial: its zeros cannot be listed")
    return kept


def _is_stationary(slopes: Sequence[sympy.Expr], point: Mapping[sympy.Symbol, sympy.Expr]) -> bool:
    """Whether the gradient is zero there, and not only its numerator."""
    return all(slope.subs(point).equals(0) for slope in slopes)
