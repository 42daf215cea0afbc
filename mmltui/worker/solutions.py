"""Where an expression is 0, over the real numbers, said so that no more is claimed than is known.

SymPy solves; what it finds is looked at in ball arithmetic before it is told. A place is told only if the expression,
as it was typed, has a real value there; that there is no other place only where SymPy has found the whole set.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Expression
from mmltui.notation.walk import free_symbols
from mmltui.worker.look import Look
from mmltui.worker.sign_changes import sign_changes

NOWHERE = r"\text{nowhere}"
EVERYWHERE = r"\text{everywhere}"
MORE = "There may be more."
INFINITELY_MANY = "And infinitely many more."
WHOLE = "n is any whole number."
IF_REAL = "As far as that is a real number."
SPECIAL = "There may be more where another letter has a special value."

_MOST_TOLD = 8
_NEAR = (0, 1, -1, 2, -2, 3, -3)  # which of a family are looked at
_LONGEST = 40  # SymPy's count of operations: what is longer is told as a decimal number
_LARGEST = 10**6  # so is a fraction with more below
_DIGITS = 6
_WITHIN = Fraction(1, 2**50)


@dataclass(frozen=True, slots=True)
class Told:
    """LaTeX, and a sentence on what it leaves open; both may be empty."""

    latex: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be 0, as SymPy's object, by which of its symbols, and the formula that must have a value there.

    `formula` is None where there is none to look at: then only what needs no look is told. With `smooth`, `zero` is the
    slope of `formula`, which must have one there.
    """

    zero: Any
    variable: Any
    formula: Expression | None
    symbols: SymbolTable
    smooth: bool = False

    @property
    def has_other_letters(self) -> bool:
        """Whether the places depend on numbers that are not known."""
        names = {symbol.name for symbol in self.zero.free_symbols}
        names |= free_symbols(self.formula) if self.formula is not None else frozenset()
        return names != {self.variable.name}


def places(question: Question) -> Told:
    """The places by the variable; empty where nothing is known for certain."""
    if question.variable not in question.zero.free_symbols:
        return Told()
    if question.has_other_letters:
        return _with_letters(_solved(question), question)
    return _Teller(question).tell(_solved(question))


def _solved(question: Question) -> Any:
    """SymPy's set of the places; a condition that could not be solved where it finds none."""
    import sympy

    try:
        if question.zero.is_polynomial(question.variable) and not question.has_other_letters:
            return sympy.FiniteSet(*sympy.real_roots(question.zero, question.variable))
        return sympy.solveset(question.zero, question.variable, sympy.S.Reals)
    except (NotImplementedError, ValueError, TypeError, AttributeError, sympy.PolynomialError):
        return sympy.ConditionSet(question.variable, sympy.true, sympy.S.Reals)


def _with_letters(found: Any, question: Question) -> Told:
    """Other letters stand for any number, so that nothing can be looked at: formulas, as far as they make sense."""
    import sympy

    if isinstance(found, sympy.Complement | sympy.Intersection):
        found = next((part for part in found.args if isinstance(part, sympy.FiniteSet)), found)
    if not isinstance(found, sympy.FiniteSet) or len(found) > _MOST_TOLD or found.has(sympy.I):
        return Told()
    values = sorted(found, key=sympy.default_sort_key)
    name = sympy.latex(question.variable)
    told = r",\quad ".join(f"{name} = {sympy.latex(value)}" for value in values)
    return Told(told, SPECIAL if all(value.is_real for value in values) else f"{IF_REAL} {SPECIAL}")


class _Teller:
    """Tells of a set of numbers."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._look = Look.of(
            question.zero, question.variable, question.formula, question.symbols, smooth=question.smooth
        )

    def tell(self, found: Any) -> Told:
        import sympy

        match found:
            case sympy.FiniteSet():
                return self._finite(list(found))
            case sympy.Interval() | sympy.Union() if all(isinstance(part, sympy.Interval) for part in _parts(found)):
                return self._intervals(found)
        if found is sympy.S.EmptySet:
            return Told(NOWHERE)
        families = [part for part in _parts(found) if isinstance(part, sympy.ImageSet)]
        if families and len(families) == len(_parts(found)):
            return self._families(families)
        return self._searched()

    def _finite(self, values: list[Any]) -> Told:
        """All there are; where one of them is doubtful, or they are many, the others."""
        looks = {value: self._look.at(value) for value in values}
        sure = sorted((value for value in values if looks[value] is True), key=_size)
        if not sure:
            return Told("" if None in looks.values() else NOWHERE)
        is_all = None not in looks.values() and len(sure) <= _MOST_TOLD
        return Told(self._list(sure[:_MOST_TOLD]), "" if is_all else MORE)

    def _list(self, values: list[Any]) -> str:
        return r",\quad ".join(self._equation(value) for value in values)

    def _equation(self, value: Any) -> str:
        import sympy

        name = sympy.latex(self._question.variable)
        is_long = value.count_ops() > _LONGEST or (value.is_Rational and value.q > _LARGEST)
        if is_long or value.has(sympy.CRootOf, sympy.LambertW, sympy.re, sympy.im, sympy.I):
            return rf"{name} \approx {sympy.latex(sympy.re(value.evalf(_DIGITS)))}"
        return f"{name} = {sympy.latex(value)}"

    def _intervals(self, found: Any) -> Told:
        """Whole stretches: told if a number of points inside all pass."""
        import sympy

        if not all(self._look.at(value) is True for part in _parts(found) for value in _inside(part)):
            return Told()
        if found == sympy.S.Reals:
            return Told(EVERYWHERE)
        return Told(rf"{sympy.latex(self._question.variable)} \in {sympy.latex(found)}")

    def _families(self, families: list[Any]) -> Told:
        """Numbers that repeat with a period; of others a few are told."""
        import sympy

        members = dict.fromkeys(value for n in _NEAR for family in families for value in _member(family, n))
        sure = [value for value in members if self._look.at(value) is True]
        repeating = [_repeating(family) for family in families]
        if len(sure) == len(members) and all(repeating):
            name, n = sympy.latex(self._question.variable), sympy.Symbol("n", integer=True)
            told = (sympy.latex(start + step * n) for start, step in _merged([each for each in repeating if each]))
            return Told(r",\quad ".join(f"{name} = {text}" for text in told), WHOLE)
        return Told(self._list(sorted(sure[:_MOST_TOLD], key=_size)), INFINITELY_MANY if sure else "")

    def _searched(self) -> Told:
        """Zeros that are certain, as decimal numbers; what there is beside them is not known."""
        import sympy

        from mmltui.notation.from_sympy import UnknownSympyError, from_sympy

        try:
            formula = from_sympy(self._question.zero)
        except UnknownSympyError:
            return Told()
        points = sign_changes(formula, self._question.variable.name, self._question.symbols)
        values = [sympy.Rational(point.numerator, point.denominator) for point in points]
        sure = [value for value in values if self._look.at(value, within=_WITHIN)][:_MOST_TOLD]
        return Told(self._list(sure), MORE if sure else "")


def _parts(found: Any) -> tuple[Any, ...]:
    import sympy

    return tuple(found.args) if isinstance(found, sympy.Union) else (found,)


def _size(value: Any) -> float:
    return float(value.evalf(30).as_real_imag()[0])


def _inside(interval: Any) -> Iterator[Any]:
    """A few numbers of an interval that are nothing special."""
    import sympy

    start = interval.start if interval.start.is_finite else (interval.end - 9 if interval.end.is_finite else -7)
    end = interval.end if interval.end.is_finite else start + 17
    for part in (1, 3, 7, 10, 12):
        yield start + (end - start) * sympy.Rational(part, 13)


def _member(family: Any, n: int) -> tuple[Any, ...]:
    """Its number for n; none where that is not finite."""
    value = family.lamda(n)
    return (value,) if value.is_finite else ()


def _repeating(family: Any) -> tuple[Any, Any] | None:
    """(start, step) of the numbers start + step·n; None for others."""
    import sympy

    n = family.lamda.variables[0]
    if family.base_sets != (sympy.S.Integers,):
        return None
    step, start = sympy.expand(family.lamda.expr).coeff(n, 1), sympy.expand(family.lamda.expr).coeff(n, 0)
    is_linear = sympy.expand(family.lamda.expr - start - step * n) == 0 and not step.has(n)
    return (start, step) if is_linear else None


def _merged(families: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Two that lie half a step apart are one with half the step; each starts as near above 0 as it can."""
    for place, (start, step) in enumerate(families):
        for other, (second, its_step) in enumerate(families[:place]):
            if its_step == step and ((start - second) / step * 2).is_odd:
                rest = [family for at, family in enumerate(families) if at not in (place, other)]
                return _merged([*rest, (start, step / 2)])
    return sorted(((start % abs(step), abs(step)) for start, step in families), key=lambda family: _size(family[0]))
