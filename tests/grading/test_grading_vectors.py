"""For every problem of the case files: exact, symbolic and numeric derivative and SymPy's agree; so do mutants."""

import json
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import vector_oracle as oracle
from vector_mutants import CASES, disagreement, judged

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.exercises import load
from mmltui.grading.vectors.asked import Directional, Hessian, Jacobian, Stationary
from mmltui.grading.vectors.formula import formula_asked
from mmltui.notation.numeric import evaluate


def problems():
    """Every question about a derivative or a stationary point, once, whatever its index letters."""
    found = {}
    for name in ("vectors.jsonl", "vectors_course.jsonl"):
        for line in (CASES / name).read_text(encoding="utf-8").splitlines():
            table = json.loads(line)["exercise"]
            target = getattr(load(table).ask, "target", None)
            question = getattr(target, "asked", None)
            if isinstance(getattr(question, "asked", None), Jacobian | Hessian | Directional | Stationary):
                found[str(question.asked)] = replace(question, indices=())
    return list(found.values())


PROBLEMS = problems()


def instance(question, number=0):
    """Sizes and fractions at which the question has a value, with SymPy's derivative there."""
    symbols = question.symbols
    sizes = oracle.lengths_at(symbols, number)
    asked = question.asked
    if isinstance(asked, Stationary):
        asked = Jacobian(asked.of, asked.wrt)
    for positive in (False, True):
        values = oracle.drawn(symbols, sizes, 0, positive=positive)
        for name, bound in (question.at or {}).items():
            given = oracle.explicit(bound, values, symbols, sizes)
            values[name] = given if given.shape == values[name].shape else given.T
        try:
            return values, sizes, oracle.derivative(asked, values, symbols, sizes)
        except oracle.NoOpinionError:
            continue
    raise AssertionError(f"SymPy has no value for {question.asked}")


def floats(matrix):
    return np.array(matrix.evalf().tolist(), dtype=float)


def function(question, values, sizes):
    """What is differentiated, of the inputs as a flat row of numbers, as a flat row of numbers."""
    asked = question.asked
    known = {name: floats(table) for name, table in values.items()}
    shapes = [known[name].shape for name in asked.wrt]

    def at(inputs):
        ends = np.cumsum([rows * columns for rows, columns in shapes])[:-1]
        moved = {
            name: part.reshape(shape)
            for name, part, shape in zip(asked.wrt, np.split(inputs, ends), shapes, strict=True)
        }
        there = {name: value.item() if value.size == 1 else value for name, value in {**known, **moved}.items()}
        return np.atleast_1d(evaluate(asked.of, there, question.symbols, sizes)).reshape(-1)

    return at, np.concatenate([known[name].reshape(-1) for name in asked.wrt])


def slopes(at, point, step=1e-5):
    """Central differences: a row for each output, a column for each input."""
    unit = step * np.eye(point.size)
    return np.column_stack([(at(point + move) - at(point - move)) / (2 * step) for move in unit])


def curvatures(at, point, step=1e-3):
    unit = step * np.eye(point.size)
    found = np.empty((point.size, point.size))
    for i, j in product(range(point.size), repeat=2):
        signs = ((1, 1), (1, -1), (-1, 1), (-1, -1))
        corners = [one * other * at(point + one * unit[i] + other * unit[j])[0] for one, other in signs]
        found[i, j] = sum(corners) / (4 * step * step)
    return found


def numeric(question, values, sizes):
    """What is asked, by central differences alone."""
    at, point = function(question, values, sizes)
    asked = question.asked
    match asked:
        case Directional(along=along, order=order):
            direction = floats(oracle.value(along, values, question.symbols, sizes)).reshape(-1, 1)
            if order == 2:
                return direction.T @ curvatures(at, point) @ direction
            return slopes(at, point) @ direction
        case Hessian():
            return curvatures(at, point)
        case _:
            found = slopes(at, point)
            shape = values[asked.wrt[0]].shape
            if len(found) == 1 and 1 not in shape:
                return found.reshape(shape).T
            return found


@pytest.mark.parametrize("question", PROBLEMS)
def test_four_derivatives_agree(question):
    values, sizes, expected = instance(question)
    differences = numeric(question, values, sizes)
    wanted = floats(expected).reshape(differences.shape)
    assert np.allclose(differences, wanted, rtol=1e-4, atol=1e-4 * (1 + np.abs(wanted).max()))
    try:
        formula = formula_asked(question)
    except NotDifferentiableError:
        return
    if isinstance(question.asked, Stationary):
        assert is_flat_at(formula, question, 0) or is_flat_at(formula, question, 1)
        return
    found = oracle.value(formula, values, question.symbols, sizes)
    fitted = found if found.shape == expected.shape else found * oracle.sp.eye(expected.shape[0])
    assert oracle.same(fitted, expected)


def is_flat_at(formula, question, number):
    """Whether the gradient is zero at the formula's point; with more unknowns than equations it has no value."""
    values, sizes, _ = instance(question, number)
    try:
        there = {**values, question.asked.wrt[0]: oracle.value(formula, values, question.symbols, sizes)}
    except oracle.NoOpinionError:
        return False
    flat = oracle.derivative(Jacobian(question.asked.of, question.asked.wrt), there, question.symbols, sizes)
    return all(abs(entry) < 1e-20 for entry in flat)


def test_mutants_are_judged_as_sympy_judges_them():
    found = list(judged(2, seed=5))
    assert len(found) >= 120
    assert [row for row in found if row[-1] is not None] == []


def test_the_oracle_can_disagree():
    table = {"ask": "jacobian", "of": "A x", "wrt": "x", "symbols": {"A": "M x N", "x": "N"}}

    class Stubborn:
        symbols = load(table).ask.target.asked.symbols

        @staticmethod
        def is_right(_):
            return False

    assert disagreement(table, "A", Stubborn()) is not None
