r"""The hint ladder for a derivative: the outermost rule, its parts, the rule with blanks, the line itself.

Hints are Markdown with formulas between dollar signs. Only the last rung shows anything that was worked out.
"""

from __future__ import annotations

from typing import Final

from mmltui.calculus import rules
from mmltui.calculus.derivative import written_out
from mmltui.calculus.steps import derivation
from mmltui.calculus.templates import fill
from mmltui.calculus.tidy import tidy
from mmltui.calculus.uses import Use, use
from mmltui.notation.printing import latex
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Expression, Neg, Symbol
from mmltui.notation.walk import children, rebuild

_HOLE: Final = Symbol("blank")
BLANK: Final = r"\text{__}"
"""A blank in a formula."""
_PASSED: Final = (rules.NEGATIVE, rules.CONSTANT_FACTOR, rules.CONSTANT_DIVISOR, rules.INDEXED_SUM)
_OBJECTS: Final = {
    rules.PRODUCT.name: "A product",
    rules.QUOTIENT.name: "A quotient",
    rules.RECIPROCAL.name: "A constant over something",
    rules.GENERAL_POWER.name: "The variable stands below and above",
    rules.MAXIMUM.name: "The larger of several",
    rules.MINIMUM.name: "The smaller of several",
}


def hints(expression: Expression, wrt: str, symbols: SymbolTable) -> tuple[str, str, str, str]:
    """Four hints for d expression / d wrt, each saying more than the one before; the last is the first line."""
    question = written_out(expression, symbols)
    stays, inside = _bared(question, wrt)
    root, parts, blanks = _of_rule(inside, use(inside, wrt), wrt)
    line = derivation(expression, wrt, symbols)[0]
    last = f"The first line, by the {line.rule}: ${latex(line.expression)}$"
    return f"{stays}{root}", parts, blanks, last


def _bared(question: Expression, wrt: str) -> tuple[str, Expression]:
    """What may be set aside before the rule that matters: a sign, a constant factor, a sum over an index."""
    said: dict[str, None] = {}
    while (step := use(question, wrt)).rule in _PASSED:
        if step.rule is rules.INDEXED_SUM:
            said["The derivative moves inside the sum."] = None
        elif step.rule is rules.NEGATIVE:
            said["The minus sign stays in front."] = None
        else:
            alone = step.inner["du"] == Symbol(wrt)  # naming the factor would name the answer
            named = "" if alone else f" ${latex(step.parts['c'])}$"
            said[f"The constant{named} stays where it is."] = None
        question = step.inner["du"]
    return "".join(f"{sentence} " for sentence in said), question


def _of_rule(node: Expression, step: Use, wrt: str) -> tuple[str, str, str]:
    """The outermost rule, the parts, and the rule with blanks for one node."""
    inner, rule = step.inner, step.rule
    if rule is rules.CONSTANT:
        return (
            f"Look for ${wrt}$: does it occur?",
            "What does not depend on it is a constant.",
            "$(c)' = __$".replace("__", BLANK),
        )
    if rule is rules.VARIABLE:
        return "This is the variable itself.", f"How steep is the line ${wrt}$?", f"$(x)' = {BLANK}$"
    if isinstance(node, Add):
        return _of_sum(node, wrt)
    if rule in (rules.PRODUCT, rules.QUOTIENT, rules.RECIPROCAL, rules.GENERAL_POWER, rules.MAXIMUM, rules.MINIMUM):
        named = ", ".join(
            f"${hole} = {latex(part)}$"
            for hole, part in sorted(step.parts.items())
            if f"d{hole}" in inner or hole == "c" or (hole in "uv" and rule in (rules.MAXIMUM, rules.MINIMUM))
        )
        filled = fill(step.formula, {**step.parts, **dict.fromkeys(inner, _HOLE)})
        filled = tidy(filled) if rule is rules.RECIPROCAL else filled
        named = named or ", ".join(f"${latex(part)}$" for part in inner.values())
        return f"{_OBJECTS[rule.name]}: the {rule.name}.", f"The parts: {named}.", f"${_shown(filled)}$"
    return _of_chain(node, step, wrt)


def _of_sum(node: Add, wrt: str) -> tuple[str, str, str]:
    terms = [term.operand if isinstance(term, Neg) else term for term in node.terms]
    names = ", ".join(f"${latex(term)}$: {use(_bared(term, wrt)[1], wrt).rule.name}" for term in terms)
    signs = ["-" if isinstance(term, Neg) else "+" for term in node.terms]
    blanks = " ".join(f"{sign} {BLANK}" for sign in signs).removeprefix("+ ")
    return "This is a sum: differentiate term by term.", f"The terms: {names}.", f"${blanks}$"


def _of_chain(node: Expression, step: Use, wrt: str) -> tuple[str, str, str]:
    """A power, an exponential or a function: straight from the table, or with more inside."""
    inside = step.inner["du"]
    straight = inside == Symbol(wrt)
    whole = latex(rebuild(node, [Symbol("u") if part == inside else part for part in children(node)]))
    exponent = step.parts.get("p")
    if exponent is not None:
        blanks = rf"{latex(exponent)} \cdot u^{{{BLANK}}}"
    elif step.rule is rules.EXPONENTIAL:
        blanks = rf"{whole} \cdot {BLANK}"
    else:
        blanks = BLANK
    named = f"$u = {latex(inside)}$"
    if straight:
        return (
            f"Straight from the table: the {step.rule.name}.",
            f"It is ${whole}$ with {named}.",
            rf"$\left({whole}\right)' = {blanks}$",
        )
    return (
        f"Outermost: the {step.rule.name}, with more than ${wrt}$ inside, so the chain rule.",
        f"Outside ${whole}$, inside {named}.",
        rf"$\left({whole}\right)' = {blanks} \cdot u'$ with $u' = {BLANK}$",
    )


def _shown(expression: Expression) -> str:
    return latex(expression).replace(latex(_HOLE), BLANK)
