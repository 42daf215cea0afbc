"""Worked derivations as compositions: every line true, for the identities and for the problems of the case files."""

import json
from pathlib import Path

import flint
import pytest
from test_calculus_vectors import IDENTITIES, SYMBOLS
from test_calculus_vectors_index_steps import check_lines

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.index_steps import index_derivation
from mmltui.calculus.vectors.steps import vector_derivation
from mmltui.exercises import load
from mmltui.grading.vectors.asked import Jacobian
from mmltui.grading.vectors.evaluate import evaluate
from mmltui.grading.vectors.exact import value_asked
from mmltui.grading.vectors.instances import instance
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.tree import Relation
from mmltui.notation.walk import substitute

CASES = Path(__file__).parents[1] / "cases"
SMALL = (4, 3, 5, 6)


def problems():
    """Every derivative that the case files ask for, and the identities: formula, symbols to differentiate by, table."""
    found = {}
    for name in ("vectors.jsonl", "vectors_course.jsonl"):
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            target = getattr(load(json.loads(line)["exercise"]).ask, "target", None)
            asked = getattr(getattr(target, "asked", None), "asked", None)
            if asked is not None and hasattr(asked, "wrt"):
                found[plain(asked.of), asked.wrt] = (asked.of, asked.wrt, target.asked.symbols)
    identities = [(parse(of, SYMBOLS).expression, (wrt,), SYMBOLS) for of, wrt, _ in IDENTITIES]
    return [*found.values(), *identities]


PROBLEMS = problems()


def drawn(symbols):
    sizes = {letter: SMALL[place % len(SMALL)] for place, letter in enumerate(sorted(symbols.sizes))}
    return instance(symbols, sizes, "steps", "below one")


def same(one, other):
    assert one.shape == other.shape
    pairs = zip(one.entries, other.entries, strict=True)
    return all(abs(a[0] - b[0]) < 1e-20 * (1 + abs(b[0])) for a, b in pairs)


@pytest.mark.parametrize(("of", "wrt", "symbols"), PROBLEMS, ids=[f"{plain(of)} by {wrt}" for of, wrt, _ in PROBLEMS])
def test_composition(of, wrt, symbols):
    try:
        steps = vector_derivation(of, wrt, symbols)
    except NotDifferentiableError:
        return
    found = drawn(symbols)
    names = {}
    with flint.ctx.workprec(128):
        expected = value_asked(Jacobian(of, wrt), found, symbols)

        def value(line):
            for name, inside in reversed(names.items()):
                line = substitute(line, {name: inside})
            return evaluate(line, found.values, found.sizes, symbols)

        for place, step in enumerate(steps):
            if isinstance(step.expression, Relation):
                names[step.expression.left.name] = step.expression.right
            elif step.rule == "chain rule":
                assert same(value(step.expression), value(steps[place + 1].expression)), plain(step.expression)
        last = steps[-1].expression
        if plain(last) != "0":
            assert same(value(last), expected)


@pytest.mark.parametrize(("of", "wrt", "symbols"), PROBLEMS, ids=[f"{plain(of)} by {wrt}" for of, wrt, _ in PROBLEMS])
def test_index_notation(of, wrt, symbols):
    if len(wrt) > 1:
        return
    try:
        steps = index_derivation(of, wrt[0], symbols)
    except NotDifferentiableError:
        return
    with flint.ctx.workprec(128):
        check_lines(of, wrt[0], symbols, drawn(symbols), steps)


def test_most_problems_are_worked_in_both_ways():
    counts = {"composition": 0, "entries": 0}
    for of, wrt, symbols in PROBLEMS:
        for way, work in (("composition", vector_derivation), ("entries", index_derivation)):
            try:
                work(of, wrt if way == "composition" else wrt[0], symbols)
            except NotDifferentiableError:
                continue
            counts[way] += 1
    assert counts["composition"] >= 0.9 * len(PROBLEMS)
    assert counts["entries"] >= 0.6 * len(PROBLEMS)
