"""A worked derivation, line by line, at the grain of a board: each line names its rules, none is trivial alone.

Every line applies one rule to each derivative that is still to be worked out. Sums, constant factors,
derivatives straight from the table and those of linear insides take no line of their own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mmltui.calculus import rules
from mmltui.calculus.derivative import derivative, untidy_derivative, written_out
from mmltui.calculus.monomial import ONE, ZERO, negated
from mmltui.calculus.rules import Rule
from mmltui.calculus.templates import fill
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import Use, use
from mmltui.notation.printing import plain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Differential, Expression, Neg, Product, Quotient, Sum, Symbol
from mmltui.notation.walk import children, nodes, rebuild

_MAX_LINES = 40
_PASSED_THROUGH = (rules.SUM, rules.INDEXED_SUM, rules.NEGATIVE, rules.CONSTANT_FACTOR, rules.CONSTANT_DIVISOR)
_SILENT = (rules.CONSTANT, rules.VARIABLE, *_PASSED_THROUGH)


@dataclass(frozen=True, slots=True)
class Step:
    """One line: the rules that lead to it, the line itself, and what the rules say with their parts named."""

    rule: str
    expression: Expression
    note: str = ""


@dataclass(frozen=True, slots=True)
class Used:
    """A rule as it was used on a part of a line; `slopes` are the derivatives that were worked out with it."""

    step: Use
    body: Expression
    variable: str
    slopes: Mapping[str, Expression] = field(default_factory=dict)

    @property
    def is_straight(self) -> bool:
        """Whether the rule met nothing but the variable inside: a line of the table."""
        return all(isinstance(part, Symbol) for part in self.step.inner.values())


def derivation(expression: Expression, wrt: str, symbols: SymbolTable) -> tuple[Step, ...]:
    """The lines from d/dwrt(expression), which is not among them, to the tidy derivative; at least one."""
    question = Differential(written_out(expression, symbols), wrt)
    result = derivative(expression, wrt, symbols)
    steps = _worked(question, result, at_once=True)
    return steps if len(steps) > 1 else _worked(question, result, at_once=False)


def _worked(question: Expression, result: Expression, *, at_once: bool) -> tuple[Step, ...]:
    """The lines from the question to the result; what only writes the last one in another order is no line."""
    line, steps = question, list[Step]()
    while _is_open(line) and len(steps) < _MAX_LINES:
        used: list[Used] = []
        line = assembled(advance(line, used, at_once=at_once))
        steps.append(Step(_names(used), line, _note(used)))
    if line != result and _marks(line) == _marks(result):
        steps[-1] = replace(steps[-1], expression=result)
    elif line != result:
        steps.append(Step("simplify", result))
    return tuple(steps)


def _marks(line: Expression) -> list[str]:
    """The letters and digits of a line, whatever their order."""
    return sorted(character for character in plain(line) if character not in " +-*()")


def advance(line: Expression, used: list[Used], *, at_once: bool = False) -> Expression:
    """The line with one rule applied to each outermost derivative in it; `at_once` those of linear insides, too."""
    if isinstance(line, Differential):
        return _layer(line.body, line.variable, used, at_once=at_once)
    return rebuild(line, [advance(part, used, at_once=at_once) for part in children(line)])


def _layer(body: Expression, variable: str, used: list[Used], *, at_once: bool) -> Expression:
    step = use(body, variable)
    if _is_direct(body, variable):
        _collect(body, variable, used)
        return tidy(untidy_derivative(body, variable))
    if step.rule in _PASSED_THROUGH:
        used.append(Used(step, body, variable))
        slopes = {hole: _layer(part, variable, used, at_once=at_once) for hole, part in step.inner.items()}
        line = fill(step.formula, {**step.parts, **slopes})
        return _without_brackets(line) if step.rule is rules.SUM and isinstance(line, Add) else line
    linear = {
        hole: tidy(untidy_derivative(part, variable))
        for hole, part in step.inner.items()
        if at_once and isinstance(part, Add | Neg | Product | Quotient) and _is_linear(part, variable)
    }
    if step.rule in _STRUCTURAL and len(linear) < len(step.inner):  # all its derivatives are left open, or none
        linear = {}
    used.append(Used(step, body, variable, linear))
    open_ = {hole: left_open(part, variable) for hole, part in step.inner.items() if hole not in linear}
    return fill(step.formula, {**step.parts, **linear, **open_})


def _without_brackets(line: Add) -> Expression:
    """A sum with the terms of the sums in it."""
    terms = tuple(part for term in line.terms for part in (term.terms if isinstance(term, Add) else (term,)))
    return Add(terms)


def _is_linear(part: Expression, variable: str) -> bool:
    step = use(part, variable)
    return step.rule in _SILENT and all(_is_linear(inside, variable) for inside in step.inner.values())


def left_open(part: Expression, variable: str) -> Expression:
    """A derivative left for the next line, unless it is 0 or 1."""
    if use(part, variable).rule in (rules.CONSTANT, rules.VARIABLE):
        return untidy_derivative(part, variable)
    return Differential(part, variable)


def _is_direct(body: Expression, variable: str) -> bool:
    """Whether the derivative is read off the table term by term: nothing is nested or multiplied."""
    step = use(body, variable)
    if step.rule in _SILENT:
        return all(_is_direct(part, variable) for part in step.inner.values())
    return len(step.inner) == 1 and all(part == Symbol(variable) for part in step.inner.values())


def _collect(body: Expression, variable: str, used: list[Used]) -> None:
    step = use(body, variable)
    used.append(Used(step, body, variable))
    for part in step.inner.values():
        _collect(part, variable, used)


def _names(used: list[Used]) -> str:
    """The rules of a line, the telling ones alone if there are any."""
    telling = [one.step for one in used if one.step.rule not in _SILENT]
    chained = any(_is_chained(step) for step in telling)
    steps = telling or [one.step for one in used]
    names = dict.fromkeys(step.rule.name for step in steps if step.rule is not rules.VARIABLE)
    return ", ".join([*names, *(["chain rule"] if chained and "chain rule" not in names else [])]) or "power rule"


def _is_chained(step: Use) -> bool:
    u = step.inner.get("du")
    return step.rule not in _STRUCTURAL and u is not None and not isinstance(u, Symbol)


_STRUCTURAL: tuple[Rule, ...] = (
    rules.PRODUCT,
    rules.QUOTIENT,
    rules.GENERAL_POWER,
    rules.MAXIMUM,
    rules.MINIMUM,
)


def _note(used: list[Used]) -> str:
    """The formulas that were used, with their parts; a line of the table as it stands there."""
    notes: dict[str, list[str]] = {}
    for one in used:
        step = one.step
        if step.rule in _SILENT:
            continue
        if one.is_straight and step.rule not in _STRUCTURAL:
            notes[_worked_out(one)] = []
            continue
        holes = [hole for hole in sorted(step.parts) if re.search(rf"\b{hole}\b", step.rule.formula)]
        parts = ", ".join(f"{hole} = {plain(step.parts[hole])}" for hole in holes)
        worked = "".join(f", {hole[1:]}' = {plain(slope)}" for hole, slope in one.slopes.items())
        if step.rule is rules.PRODUCT and not parts:
            notes[_long_product(step)] = []
        else:
            places = notes.setdefault(step.rule.formula, [])
            places += [f"with {parts}{worked}"] if parts else []
    told = [" ".join((formula, ", and ".join(dict.fromkeys(places)))).strip() for formula, places in notes.items()]
    return "; ".join(told or dict.fromkeys(_worked_out(one) for one in _outermost(used)))


def _outermost(used: list[Used]) -> list[Used]:
    """Those whose part of the line lies in no other's."""
    found: list[Used] = []
    for one in used:
        if not any(one.body in nodes(other.body) for other in found):
            found.append(one)
    return found


def _long_product(step: Use) -> str:
    """The product rule for as many factors as there are."""
    letters = "uvwrst"[: len(step.inner)]
    terms = (" ".join(f"{other}'" if other == letter else other for other in letters) for letter in letters)
    parts = ", ".join(f"{letter} = {plain(part)}" for letter, part in zip(letters, step.inner.values(), strict=False))
    return f"({' '.join(letters)})' = {' + '.join(terms)} with {parts}"


def _worked_out(one: Used) -> str:
    return f"({plain(one.body)})' = {plain(tidy(untidy_derivative(one.body, one.variable)))}"


def assembled(line: Expression) -> Expression:
    """Each product tidied by itself, what is already differentiated before what is not; sums stay as they arose."""
    match line:
        case Differential():
            return line
        case Add(terms=terms):
            kept = [part for term in terms if (part := assembled(term)) != ZERO]
            return ZERO if not kept else kept[0] if len(kept) == 1 else Add(tuple(kept))
        case Neg(operand=operand):
            inner = assembled(operand)
            return ZERO if inner == ZERO else negated(inner)
        case Quotient(numerator=above, denominator=below) if isinstance(above, Add) or _is_open(above):
            inner = assembled(above)
            if isinstance(inner, Neg):
                return Neg(Quotient(inner.operand, tidy(below)))
            return ZERO if inner == ZERO else Quotient(inner, tidy(below))
        case Sum() if _is_open(line):
            return rebuild(line, [assembled(line.body), *children(line)[1:]])
        case Product(factors=factors):
            return _product(factors)
        case _:
            return line if _is_open(line) else tidy(line)


def _product(factors: tuple[Expression, ...]) -> Expression:
    flat = [part for factor in factors for part in (factor.factors if isinstance(factor, Product) else (factor,))]
    done = [factor for factor in flat if not _is_open(factor)]
    still = [assembled(factor) for factor in flat if _is_open(factor)]
    if (signs := sum(isinstance(factor, Neg) for factor in still)) > 0:
        still = [factor.operand if isinstance(factor, Neg) else factor for factor in still]
        done = [negated(ONE), *done] if signs % 2 else done
    known = tidy(Product(tuple(done))) if len(done) > 1 else tidy(done[0]) if done else None
    if not still or known is None or known == ZERO:
        return known or (still[0] if len(still) == 1 else Product(tuple(still)))
    match known:
        case Neg(operand=operand):
            return Neg(_joined(operand, still))
        case _:
            return _joined(known, still)


def _joined(known: Expression, still: list[Expression]) -> Expression:
    ahead = () if known == ONE else known.factors if isinstance(known, Product) else (known,)
    factors = (*ahead, *still)
    return factors[0] if len(factors) == 1 else Product(factors)


def _is_open(expression: Expression) -> bool:
    return any(isinstance(node, Differential) for node in nodes(expression))
