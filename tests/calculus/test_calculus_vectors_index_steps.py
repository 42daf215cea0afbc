"""Derivations in index notation: read as a board shows them, and every line true at every index."""

from itertools import product

import flint
import pytest
from test_calculus_vectors import IDENTITIES, SYMBOLS

from mmltui.calculus.uses import NotDifferentiableError
from mmltui.calculus.vectors.index_steps import index_derivation
from mmltui.calculus.vectors.terms import product as times
from mmltui.calculus.worked import worked_derivative
from mmltui.grading.vectors.asked import Jacobian
from mmltui.grading.vectors.exact import Place, value_asked
from mmltui.grading.vectors.instances import instance
from mmltui.notation.parser import parse
from mmltui.notation.printing import plain
from mmltui.notation.tree import Delta, Differential, Entry, Relation, Sum
from mmltui.notation.walk import children, free_symbols, nodes, rebuild

BEYOND = ("det", "inv(Q)", "Q^2")
WRITTEN = [(of, wrt) for of, wrt, _ in IDENTITIES if wrt != "t" and not any(word in of for word in BEYOND)]


def steps_of(of, wrt):
    return index_derivation(parse(of, SYMBOLS).expression, wrt, SYMBOLS)


@pytest.mark.parametrize(
    ("of", "wrt", "lines"),
    [
        (
            "A x",
            "x",
            ["(A x)_i = sum_k A_ik x_k", "sum_k A_ik d/dx_j(x_k)", "sum_k A_ik delta_kj", "A_ij", "A"],
        ),
        (
            "x^T B x",
            "x",
            [
                "x^T B x = sum_j sum_k x_j B_jk x_k",
                "sum_j sum_k (d/dx_i(x_j) B_jk x_k + x_j B_jk d/dx_i(x_k))",
                "sum_j sum_k (delta_ji B_jk x_k + x_j B_jk delta_ki)",
                "sum_k B_ik x_k + sum_j x_j B_ji",
                "x^T (B + B^T)",
            ],
        ),
        (
            "||y - A x||^2",
            "x",
            [
                "||y - A x||^2 = sum_j (y_j - sum_k A_jk x_k)^2",
                "sum_j 2 (y_j - sum_k A_jk x_k) (-sum_k A_jk d/dx_i(x_k))",
                "sum_j 2 (y_j - sum_k A_jk x_k) (-sum_k A_jk delta_ki)",
                "-2 sum_j A_ji (y_j - sum_k A_jk x_k)",
                "-2 (y - A x)^T A",
            ],
        ),
        ("sum_n x_n^2", "x", ["sum_n 2 x_n d/dx_i(x_n)", "sum_n 2 x_n delta_ni", "2 x_i", "2 x^T"]),
        ("x", "x", ["d/dx_j(x_i)", "delta_ij", "I_N"]),
        ("a", "x", ["0"]),
    ],
)
def test_lines(of, wrt, lines):
    assert [plain(step.expression) for step in steps_of(of, wrt)] == lines


def carried_out(line, point):
    """The line with d x_k / d x_j as δ_kj, which is what it means."""
    if isinstance(line, Differential):
        return times(map(Delta, line.body.indices, point))
    return rebuild(line, [carried_out(part, point) for part in children(line)])


def truth(step, at, point, symbols):
    """The two sides of a line at one choice of indices; None in place of a side that the line does not have."""
    line = carried_out(step.expression, point)
    sides = (line.left, line.right) if isinstance(line, Relation) else (None, line)
    return [None if side is None else at.evaluate(side, symbols) for side in sides]


def has_bare_sum(line):
    """Whether there is a sum over nothing but δ, whose length no vector tells the evaluator."""
    return any(
        isinstance(node, Sum) and not any(isinstance(part, Entry) for part in nodes(node)) for node in nodes(line)
    )


def close(one, other):
    return all(abs(a[0] - b[0]) < 1e-20 * (1 + abs(b[0])) for a, b in zip(one.entries, other.entries, strict=True))


@pytest.mark.parametrize(("of", "wrt"), WRITTEN)
def test_every_line_is_true(of, wrt):
    found = instance(SYMBOLS, {"M": 4, "N": 3}, "index steps", "positive")
    with flint.ctx.workprec(128):
        check_lines(parse(of, SYMBOLS).expression, wrt, SYMBOLS, found, steps_of(of, wrt))


def check_lines(question, wrt, symbols, found, steps):
    """Whether each line has the value of its entry, at every choice of its indices."""
    *lines, last = steps
    expected = value_asked(Jacobian(question, (wrt,)), found, symbols)
    names = {name for step in lines for name in free_symbols(step.expression)} - symbols.kinds.keys()
    free = sorted(name for name in names if len(name) == 1)
    if not free:
        assert plain(last.expression) == "0"
        return
    is_matrix = symbols.kinds[wrt].role == "matrix"
    shape = expected.shape[::-1] if is_matrix else expected.shape
    wide = [(letter, size) for letter, size in zip(free, [size for size in shape if size > 1], strict=False)]
    point = [parse_index(letter) for letter, _ in (wide if is_matrix else wide[-1:])]
    for choice in product(*(range(1, size + 1) for _, size in wide)):
        at = Place(found, dict(zip((letter for letter, _ in wide), choice, strict=True)))
        row, column = choice[::-1] if is_matrix else choice if len(choice) == 2 else (1, choice[0])
        entry = type(expected)(((expected.rows[row - 1][column - 1],),))
        for step in lines:
            if has_bare_sum(carried_out(step.expression, point)):
                continue
            left, right = truth(step, at, point, symbols)
            assert close(right, entry if left is None else left), step.rule
    assert close(Place(found, {}).evaluate(last.expression, symbols), expected)


def parse_index(letter):
    return parse(f"{letter}", type(SYMBOLS).declare({letter: "scalar"})).expression


@pytest.mark.parametrize(("of", "wrt"), [("det(Q)", "Q"), ("x x^T", "x"), ("t^2", "t"), ("A x", "A")])
def test_what_is_not_written_by_entries_says_so(of, wrt):
    with pytest.raises(NotDifferentiableError):
        steps_of(of, wrt)


@pytest.mark.parametrize(
    ("of", "first"),
    [("x^T B x", "write the entry"), ("||y - A x||^2", "name the inside"), ("logdet(P)", "table of derivatives")],
)
def test_what_a_composition_does_not_explain_is_worked_by_entries(of, first):
    wrt = "P" if "P" in of else "x"
    steps = worked_derivative(parse(of, SYMBOLS).expression, wrt, SYMBOLS)
    assert steps[0].rule.startswith(first)
