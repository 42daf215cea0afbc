"""The typical wrong derivatives at one node: the slips of its rule, written over the same holes as the right one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from mmltui.calculus import rules
from mmltui.calculus.derivative import untidy_derivative
from mmltui.calculus.monomial import number_of
from mmltui.calculus.templates import fill, template
from mmltui.calculus.uses import NotDifferentiableError, Use, product_of, split, use
from mmltui.notation.tree import (
    Add,
    Application,
    Call,
    Constant,
    Entry,
    Expression,
    Neg,
    Power,
    Product,
    Quotient,
    Symbol,
)
from mmltui.notation.walk import children, free_symbols, nodes, rational, rebuild

_TOKEN = "the letter in question"  # noqa: S105 - no name of a question can be this


@dataclass(frozen=True, slots=True)
class Wrong:
    """A slip and the derivative that it gives, with holes for the rule's parts and derivatives and for its own parts.

    Nothing of the question stands in `formula` itself: its letters would be taken for holes.
    """

    id: str
    formula: Expression
    parts: Mapping[str, Expression] = field(default_factory=dict)
    rare: bool = False


def wrong_ways(node: Expression, step: Use, variable: str) -> Iterator[Wrong]:
    """Every slip at the outermost operation of a node, whose rule is `step`; parts need not be right themselves."""
    if step.rule in (rules.CONSTANT, rules.VARIABLE):
        return
    if step.rule is rules.PRODUCT and len(step.inner) > 2:
        yield from _in_a_long_product(step)
    else:
        is_inverse = step.rule is rules.POWER and number_of(step.parts["p"]) == -1
        for slip in step.rule.slips:
            if not (is_inverse and slip.id == "power.integrated"):  # there is no u⁰/0
                yield Wrong(slip.id, template(slip.wrong))
    match node:
        case Add(terms=terms):
            yield from _in_a_sum(terms, step, variable)
        case Product(factors=factors):
            yield from _one_factor_dropped(factors, variable)
        case _:
            pass
    if step.rule in (rules.CONSTANT_FACTOR, rules.CONSTANT_DIVISOR, rules.POWER):
        yield from _parameters(step)
    if isinstance(node, Add | Product):
        yield from _variable_kept(step, variable)
    yield from _in_a_chain(node, step, variable)


def two_at_a_function(node: Expression, step: Use, variable: str) -> Iterator[tuple[tuple[str, str], Expression]]:
    """A slip in the outer derivative, and the inner one lost besides: both ids, over the holes of the rule's parts."""
    if _inside(step, variable) is None or outer_and_whole(node, step) is None:
        return
    hole = "du" if "du" in step.inner else "dv"
    for slip in step.rule.slips:
        yield (slip.id, rules.CHAIN[0].id), fill(template(slip.wrong), {hole: template("1")})


def other_readings(node: Expression, variable: str) -> Iterator[tuple[Expression, bool]]:
    """The same formula as another rule reads it: 1/x³ as a power, u/v as u v⁻¹, √u as u^(1/2), three factors as two.

    The flag says that few would read it so.
    """
    match node:
        case Quotient(numerator=above, denominator=below) if variable not in free_symbols(above):
            base, exponent = _as_power(below)
            if variable in free_symbols(base) and (number := number_of(exponent)) is not None:
                power = Power(base, rational(-number))
                yield (power if above == template("1") else Product((above, power))), base != Symbol(variable)
        case Quotient(numerator=above, denominator=below) if variable in free_symbols(below):
            base, exponent = _as_power(below)
            if (number := number_of(exponent)) is not None:
                yield Product((above, Power(base, rational(-number)))), True
        case Call(function="sqrt", arguments=(argument,)):
            yield Power(argument, rational(Fraction(1, 2))), False
        case Product(factors=factors):
            constant, moving = split(factors, variable)
            if constant and len(moving) > 1:
                yield Product((product_of(constant), product_of(moving))), False
            elif len(moving) > 2:
                yield Product((moving[0], Product(moving[1:]))), True
                yield Product((Product(moving[:-1]), moving[-1])), True
        case _:
            return


def _as_power(expression: Expression) -> tuple[Expression, Expression]:
    match expression:
        case Power(base=base, exponent=exponent):
            return base, exponent
        case Call(function="sqrt", arguments=(argument,)):
            return argument, rational(Fraction(1, 2))
        case _:
            return expression, template("1")


def _in_a_sum(terms: tuple[Expression, ...], step: Use, variable: str) -> Iterator[Wrong]:
    holes = list(step.inner)
    moving = [variable in free_symbols(term) for term in terms]
    for hole, term, moves in zip(holes, terms, moving, strict=True):
        if moves and sum(moving) > 1:
            for slip in rules.PARTS_OF_A_SUM:
                yield Wrong(slip.id, fill(step.formula, {hole: fill(template(slip.wrong), {"du": Symbol(hole)})}))
        if moves:
            continue
        sign, constant = (Neg, term.operand) if isinstance(term, Neg) else (_same, term)
        for slip in rules.CONSTANTS_OF_A_SUM:
            yield Wrong(slip.id, fill(step.formula, {hole: sign(template(slip.wrong))}), {"c": constant})
        for slope in slopes_by_letters(term, constants=True):
            if abs(number_of(slope) or 0) == 1:  # the constant as 1, named above
                continue
            yield Wrong(rules.PARAMETER[0].id, fill(step.formula, {hole: template("dc")}), {"dc": slope})


def _in_a_long_product(step: Use) -> Iterator[Wrong]:
    """Slips of a product of three or more factors, whose right derivative is a sum with a term for each."""
    terms = step.formula.terms if isinstance(step.formula, Add) else ()
    yield Wrong(rules.FACTORS["all"], Product(tuple(map(Symbol, step.inner))))
    for place, term in enumerate(terms):
        others = terms[:place] + terms[place + 1 :]
        if place:
            yield Wrong(rules.FACTORS["minus"], Add((*terms[:place], Neg(term), *terms[place + 1 :])))
        yield Wrong(rules.FACTORS["later" if place else "first"], term)
        yield Wrong(rules.FACTORS["first" if place else "later"], Add(others))


def _variable_kept(step: Use, variable: str) -> Iterator[Wrong]:
    """A bare variable that stays as it is, as a term or beside a constant factor."""
    if step.rule not in (rules.SUM, rules.CONSTANT_FACTOR):
        return
    for hole, part in step.inner.items():
        if part == Symbol(variable):
            for slip in rules.VARIABLE.slips:
                yield Wrong(slip.id, fill(step.formula, {hole: template(slip.wrong)}), {"x": part}, rare=True)


def _same(expression: Expression) -> Expression:
    return expression


def _one_factor_dropped(factors: tuple[Expression, ...], variable: str) -> Iterator[Wrong]:
    """Of several constant factors any one may be lost alone."""
    constant, moving = split(factors, variable)
    if len(constant) < 2 or len(moving) != 1:
        return
    for lost in range(len(constant)):
        kept = constant[:lost] + constant[lost + 1 :]
        yield Wrong("constant.factor-dropped", template("dc du"), {"dc": product_of(kept)})


def _parameters(step: Use) -> Iterator[Wrong]:
    """A constant factor, divisor or exponent with letters, differentiated by one of them as well."""
    for slip in rules.PARAMETER:
        match step.rule:
            case rules.CONSTANT_FACTOR:
                for slope in slopes_by_letters(step.parts["c"]):
                    yield Wrong(slip.id, template(slip.wrong), {"dc": slope})
            case rules.CONSTANT_DIVISOR:
                for slope in slopes_by_letters(step.parts["c"]):
                    yield Wrong(slip.id, template("(du c - u dc)/c^2"), {"dc": slope})
            case _:
                for slope in slopes_by_letters(step.parts["p"]):
                    yield Wrong(slip.id, template("p u^(p-1) du + u^p log(u) dc"), {"dc": slope})


def slopes_by_letters(expression: Expression, besides: str = "", *, constants: bool = False) -> Iterator[Expression]:
    """The derivative by each letter of a formula, indexed ones included, besides one; by e and π if wanted."""
    kinds = Symbol | Entry | Constant if constants else Symbol | Entry
    letters = dict.fromkeys(node for node in nodes(expression) if isinstance(node, kinds))
    indices = {index for letter in letters if isinstance(letter, Entry) for index in (letter.base, *letter.indices)}
    for letter in letters:
        if letter in indices or letter == Symbol(besides):
            continue
        moved = _exchanged(expression, letter, Symbol(_TOKEN))
        try:
            slope = untidy_derivative(moved, _TOKEN)
        except NotDifferentiableError:
            continue
        yield _exchanged(slope, Symbol(_TOKEN), letter)


def _exchanged(expression: Expression, old: Expression, new: Expression) -> Expression:
    if expression == old:
        return new
    parts = children(expression)
    return rebuild(expression, [_exchanged(part, old, new) for part in parts]) if parts else expression


def _in_a_chain(node: Expression, step: Use, variable: str) -> Iterator[Wrong]:
    """The slips of the chain rule, where a function, a power or an exponential has more inside than the variable."""
    inside, parts = _inside(step, variable), outer_and_whole(node, step)
    if inside is None or parts is None:
        return
    outer, whole = parts
    hole = "du" if "du" in step.inner else "dv"
    bound = {
        "outer": outer,
        "whole": whole,
        "du": Symbol(hole),
        "outerdu": fill(outer, {hole[1:]: Symbol(hole)}),
        "outerx": fill(outer, {hole[1:]: Symbol("x")}),
    }
    own: dict[str, Expression] = {"x": Symbol(variable)}
    below = use(inside, variable)
    if (link := _inside(below, variable)) is not None and outer_and_whole(inside, below) is not None:
        own["dlink"] = untidy_derivative(link, variable)
    if isinstance(inside, Add) and variable in free_symbols(inside.terms[0]):
        first, *others = (untidy_derivative(term, variable) for term in inside.terms)
        own |= {"dfirst": first, "drest": others[0] if len(others) == 1 else Add(tuple(others))}
    if isinstance(outer, Add):
        bound |= {"first": outer.terms[0], "last": outer.terms[-1]}
    for slip in rules.CHAIN:
        formula = template(slip.wrong)
        if free_symbols(formula) <= bound.keys() | own.keys():
            yield Wrong(slip.id, fill(formula, bound), own)


def _inside(step: Use, variable: str) -> Expression | None:
    """What the first derivative within a rule is of; None if that is the bare variable."""
    inside = step.inner.get("du") or step.inner.get("dv")
    return None if inside == Symbol(variable) else inside


def outer_and_whole(node: Expression, step: Use) -> tuple[Expression, Expression] | None:
    """The outer derivative and the function itself over the hole `u` (of 1/v over `v`)."""
    match step.rule:
        case rules.POWER:
            return template("p u^(p-1)"), template("u^p")
        case rules.EXPONENTIAL:
            return template("b^u log(b)"), template("b^u")
        case rules.RECIPROCAL:
            return template("-c/v^2"), template("c/v")
        case _ if step.rule in rules.FUNCTIONS.values():
            if isinstance(node, Call):
                return step.rule.derivative, replace(node, arguments=(Symbol("u"),))
            return template("b^u"), template("b^u")  # e^u, whose rule is that of exp
        case _ if isinstance(node, Application):
            return replace(node, arguments=(Symbol("u"),), primes=node.primes + 1), replace(
                node, arguments=(Symbol("u"),)
            )
        case _:
            return None
