"""Pairs of formulas with labels: right answers in other forms, and wrong ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import pair_formulas
import pair_oracle

from mmltui.notation.from_sympy import UnknownSympyError, from_sympy
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.to_sympy import to_sympy
from mmltui.notation.tree import Expression, Symbol
from mmltui.notation.walk import nodes

LETTERS, POSITIVE = "xyp", "p"
SYMBOLS = SymbolTable.declare({"x": "scalar", "y": "scalar", "p": "positive"})

LARGEST_FORMULA = 40
LARGEST_FOR_SYMPY = 16
DERIVATIVE = "derivative"


@dataclass(frozen=True)
class Pair:
    """A submission, a reference, what is right, and how the submission was made."""

    submission: Expression
    reference: Expression
    label: pair_oracle.Label
    made_by: str


def pairs(seed: object, *, with_sympy: bool = True) -> Iterator[Pair]:
    """Endless pairs whose labels are clear."""
    random = Random(repr(seed))
    makers: dict[str, Callable[[Expression, Random], Expression | None]] = {
        "identities": _identities,
        "slip": _slip,
        "off by little": pair_formulas.off_by_little,
    }
    if with_sympy:
        makers |= {f"sympy {name}": _sympy(name) for name in ("expand", "factor", "simplify")}
    weights = {"identities": 8, "slip": 6, "off by little": 1}
    names = [*makers, DERIVATIVE] if with_sympy else list(makers)
    while True:
        name = random.choices(names, [weights.get(name, 1) for name in names])[0]
        letters = random.choice(["x", "x", "xy", "xp", "p"])
        reference = pair_formulas.random_formula(random, letters, random.choice([2, 3, 3, 4]))
        if pair_formulas.size(reference) > LARGEST_FORMULA or not any(isinstance(n, Symbol) for n in nodes(reference)):
            continue
        if name == DERIVATIVE:
            both = _derivatives(reference, random)
            if both is None:
                continue
            reference, submission = both
        else:
            submission = makers[name](reference, random)
        if submission is None or submission == reference or pair_formulas.size(submission) > 3 * LARGEST_FORMULA:
            continue
        label = pair_oracle.label(submission, reference, LETTERS, POSITIVE, random)
        if label != "unclear":
            yield Pair(submission, reference, label, name)


def _identities(reference: Expression, random: Random) -> Expression | None:
    changed: Expression | None = reference
    for _ in range(random.choice([1, 2, 3])):
        changed = changed and pair_formulas.rewrite_somewhere(changed, random, pair_formulas.identity)
    return changed


def _slip(reference: Expression, random: Random) -> Expression | None:
    return pair_formulas.rewrite_somewhere(reference, random, pair_formulas.slip)


def _sympy(name: str) -> Callable[[Expression, Random], Expression | None]:
    def transformed(reference: Expression, _: Random) -> Expression | None:
        import sympy

        if pair_formulas.size(reference) > LARGEST_FOR_SYMPY:
            return None
        try:
            return from_sympy(getattr(sympy, name)(to_sympy(reference, SYMBOLS)))
        except (UnknownSympyError, ValueError, TypeError, AttributeError, NotImplementedError, sympy.PolynomialError):
            return None

    return transformed


def _derivatives(of: Expression, random: Random) -> tuple[Expression, Expression] | None:
    """SymPy's derivative as it comes, and rewritten: what a learner hands in for a derivative."""
    import sympy

    if pair_formulas.size(of) > LARGEST_FOR_SYMPY:
        return None
    try:
        found = sympy.diff(to_sympy(of, SYMBOLS), sympy.Symbol(random.choice("xp"), real=True))
        reference = from_sympy(found)
        other = from_sympy(random.choice([sympy.together, sympy.expand, sympy.factor, sympy.powsimp])(found))
    except (UnknownSympyError, ValueError, TypeError, AttributeError, NotImplementedError, sympy.PolynomialError):
        return None
    return reference, _identities(other, random) or other
