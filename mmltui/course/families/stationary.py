"""Where a function is flat, and what it does there; the points are whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, Final

from mmltui.course.families.build import X, call, column, fraction, polynomial, scaled, signed, times
from mmltui.course.families.item import Item, Maker

if TYPE_CHECKING:
    from mmltui.course.families.surface import Surface

_ANSWER: Final = "Give each point with its kind, such as `1 min; 2 max`."


def _cubic(source: Random) -> Item | None:
    """With f' = ±3 (x - p)(x - q), where p + q is even so that the coefficients are whole."""
    from mmltui.notation.printing import latex, plain

    p, q = sorted(source.sample(range(-3, 5), 2))
    sign = source.choice((1, 1, -1))
    if (p + q) % 2:
        return None
    function = polynomial(
        {3: sign, 2: -sign * 3 * (p + q) // 2, 1: sign * 3 * p * q, 0: source.choice((0, 0, 1, -2, 5))}
    )
    slope = rf"{'-' if sign < 0 else ''}3 {_root(p)} {_root(q)}"
    low, high = (q, p) if sign > 0 else (p, q)
    return Item(
        rf"Find the stationary points of $f(x) = {latex(function)}$ and their kinds. {_ANSWER}",
        {"ask": "classify", "of": plain(function), "wrt": "x"},
        (r"Where is $f'(x) = 0$? Divide by 3 before you factor.", "The sign of $f''$ at each point tells its kind."),
        rf"$f'(x) = {slope}$; $f''$ is positive at ${low}$, a minimum, and negative at ${high}$, a maximum",
    )


def _quartic(source: Random) -> Item | None:
    """With f' = ±4 x (x - p)(x + p), or with a flat point at 0 that turns nowhere: f' = 4 x² (x - p)."""
    from mmltui.notation.printing import latex, plain

    p, sign = source.choice((1, 2, 3)), source.choice((1, 1, -1))
    if source.random() < 0.4:
        p = 3 * source.choice((-1, 1))
        function = polynomial({4: sign, 3: -sign * 4 * p // 3, 0: source.choice((0, 1, -2, 5))})
        kind = "min" if sign > 0 else "max"
        slope = rf"{'-' if sign < 0 else ''}4 x^2 {_root(p)}"
        why = rf"it changes its sign at ${p}$, a {kind}imum, but not at $0$, which is neither"
    else:
        function = polynomial({4: sign, 2: -sign * 2 * p * p, 0: source.choice((0, 0, 1, 3))})
        slope = rf"{'-' if sign < 0 else ''}4 x {_root(p)} {_root(-p)}"
        outer, middle = ("minima", "maximum") if sign > 0 else ("maxima", "minimum")
        why = rf"${-p}$ and ${p}$ are {outer}, $0$ is a {middle}"
    return Item(
        rf"Find the stationary points of $f(x) = {latex(function)}$ and their kinds. Give each with its kind, "
        rf"`min`, `max` or "
        "`neither`: such as `1 min; 2 neither`.",
        {"ask": "classify", "of": plain(function), "wrt": "x"},
        (
            r"Take out what all terms of $f'$ share: one point is 0.",
            "Which sign has $f'$ on either side of each point?",
        ),
        rf"$f'(x) = {slope}$; {why}",
    )


def _product(source: Random) -> Item:
    """The flat point of x e^(rate x)."""
    from mmltui.notation.printing import latex, plain

    rate = source.choice((-4, -3, -2, -1, 1, 2, 3, 4, 5))
    exponential = call("exp", scaled(rate, X))
    function = times(X, exponential)
    return Item(
        rf"Where is $f(x) = {latex(function)}$ stationary? Give the point exactly.",
        {"ask": "solve", "of": plain(function), "wrt": "x"},
        ("The product rule; then take the exponential out: it is never 0.",),
        rf"$f'(x) = \left({latex(polynomial({0: 1, 1: rate}))}\right) {latex(exponential)}$ is 0 at "
        rf"$x = {fraction(Fraction(-1, rate))}$",
    )


def _surface(source: Random) -> Item | None:
    """x_1³ - 3 c² x_1, and a parabola in x_2 with its own flat point: one extremum, one saddle."""
    from mmltui.course.families.surface import Surface

    c, across, up = source.choice((1, 2)), source.choice((1, 1, -1)), source.choice((1, 1, 2, -1))
    shift = source.choice((-2, -1, 0, 0, 1, 2))
    terms = ((across, (3, 0)), (-3 * c * c * across, (1, 0)), (up, (0, 2)), (-2 * up * shift, (0, 1)))
    surface = Surface(tuple(term for term in terms if term[0]))
    extremum = c if across * up > 0 else -c
    kind = "min" if up > 0 else "max"
    return Item(
        rf"Find the stationary points of $f(\mathbf x) = {surface.latex()}$ and their kinds, `min`, `max` or "
        rf"`saddle`: such as "
        "`(4, -3) min; (5, -4) saddle`.",
        {"ask": "classify", "of": surface.plain(), "wrt": "x", "symbols": {"x": "2"}},
        (
            "Both partial derivatives are 0 there; here each has only one variable in it.",
            "The Hessian is diagonal: its entries are the eigenvalues.",
        ),
        rf"$\frac{{\partial f}}{{\partial x_1}}$ is 0 at $x_1 = \pm {c}$, the other at $x_2 = {shift}$. At "
        rf"$({extremum}, {shift})$ both second "
        rf"derivatives are {'positive' if up > 0 else 'negative'}, a {kind}imum; at $({-extremum}, {shift})$ they "
        rf"have both signs, a saddle",
    )


def _bowl(source: Random) -> Item | None:
    """The one flat point of a quadratic in two variables, with its kind."""
    drawn = _quadratic(source)
    if drawn is None:
        return None
    surface, point, determinant = drawn
    kind = "a saddle" if determinant < 0 else "a minimum" if surface.terms[0][0] > 0 else "a maximum"
    return Item(
        rf"Find the stationary point of $f(\mathbf x) = {surface.latex()}$ and its kind, `min`, `max` or `saddle`: "
        rf"such as "
        "`(4, -3) min`.",
        {"ask": "classify", "of": surface.plain(), "wrt": "x", "symbols": {"x": "2"}},
        ("Set both partial derivatives to 0: two equations for two numbers.", "The Hessian is the same everywhere."),
        rf"The row is zero at $({point[0]}, {point[1]})$. The Hessian has the determinant ${determinant}$, so it is "
        rf"{kind}",
    )


def _flat(source: Random) -> Item | None:
    """The one flat point of a quadratic in two variables, whatever its kind."""
    drawn = _quadratic(source)
    if drawn is None:
        return None
    surface, point, _ = drawn
    first, second = (slope.latex() for slope in surface.row())
    return Item(
        rf"Where is $f(\mathbf x) = {surface.latex()}$ stationary? Give the point as a column, such as `[4; -3]`.",
        {"ask": "solve", "of": surface.plain(), "wrt": "x", "symbols": {"x": "2"}},
        (
            "The row of partial derivatives is the zero row there: two equations for two numbers.",
            rf"${first} = 0$ and ${second} = 0$. Solve one of them for one letter and put it into the other.",
        ),
        rf"${first} = 0$ and ${second} = 0$ together give $x_1 = {point[0]}$ and $x_2 = {point[1]}$, the column "
        rf"`{column(point)}`",
    )


def _quadratic(source: Random) -> tuple[Surface, list[int], int] | None:
    """A quadratic in two variables, its flat point and the determinant of its Hessian, which is not 0."""
    from mmltui.course.families.surface import Surface

    a, b, d = source.choice((1, 1, 2, -1)), source.choice((-2, -1, 1, 2, 3)), source.choice((1, 1, 2, -1))
    point = [source.choice((-2, -1, 1, 2, 3)) for _ in range(2)]
    determinant = 4 * a * d - b * b
    linear = [-(2 * a * point[0] + b * point[1]), -(b * point[0] + 2 * d * point[1])]
    if not determinant or max(map(abs, linear)) > 12:
        return None
    terms = ((a, (2, 0)), (b, (1, 1)), (d, (0, 2)), (linear[0], (1, 0)), (linear[1], (0, 1)))
    return Surface(tuple(term for term in terms if term[0])), point, determinant


def _root(at: int) -> str:
    return "x" if at == 0 else f"(x{signed(-at)})"


KINDS: Final[Mapping[str, Maker]] = {
    "cubic": _cubic,
    "quartic": _quartic,
    "product": _product,
    "surface": _surface,
    "bowl": _bowl,
    "flat": _flat,
}
