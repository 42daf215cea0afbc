"""Whatever is asked and answered, explaining never raises, and a right answer in another form is never explained."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmltui.calculus.derivative import derivative, untidy_derivative
from mmltui.grading.derivation import check_derivation
from mmltui.grading.diagnosis import DerivativeQuestion, explain
from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import Add, Call, Differential, Expression, Neg, Number, Power, Product, Quotient, Symbol

TABLE = SymbolTable.of_letters("a x")
CALLS = st.sampled_from(["sin", "cos", "exp", "tanh", "log", "sqrt", "sigmoid", "abs"])


def formulas() -> st.SearchStrategy[Expression]:
    leaves = st.one_of(st.just(Symbol("x")), st.just(Symbol("a")), st.integers(0, 5).map(lambda n: Number(Fraction(n))))

    def larger(inner):
        pair = st.tuples(inner, inner)
        return st.one_of(
            pair.map(Add),
            pair.map(Product),
            pair.map(lambda parts: Quotient(*parts)),
            pair.map(lambda parts: Power(*parts)),
            inner.map(Neg),
            st.tuples(CALLS, inner).map(lambda parts: Call(parts[0], (parts[1],))),
        )

    return st.recursive(leaves, larger, max_leaves=6)


quiet = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quiet
@given(formulas(), formulas())
def test_explaining_is_total(question, submission):
    found = explain(submission, DerivativeQuestion(question, "x", TABLE))
    assert all(found.sentences) or not found.sentences


@quiet
@given(formulas())
def test_a_right_derivative_is_never_explained_away(question):
    asked = DerivativeQuestion(question, "x", TABLE)
    for right in (derivative(question, "x", TABLE), untidy_derivative(question, "x")):
        assert explain(right, asked).slips == ()


@quiet
@given(formulas(), formulas())
def test_checking_a_derivation_is_total(question, line):
    goal = derivative(question, "x", TABLE)
    found = check_derivation([Differential(question, "x"), line, goal], Differential(question, "x"), goal, TABLE, "x")
    assert len(found.lines) == 3
