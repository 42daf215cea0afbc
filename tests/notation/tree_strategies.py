"""Random trees in the form that reading gives: well shaped, no bracket of one entry, values only."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from mmltui.notation.symbols import SymbolTable
from mmltui.notation.tree import (
    Add,
    Application,
    Call,
    Constant,
    Delta,
    Differential,
    Entry,
    Expression,
    Hadamard,
    Identity,
    Listing,
    Matrix,
    Neg,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Relation,
    Size,
    Stack,
    Sum,
    Symbol,
    Transpose,
)

TABLE = SymbolTable.declare(
    {
        "a": "scalar",
        "t": "scalar",
        "theta_1": "scalar",
        "w_max": "positive",
        "x": "N",
        "y": "N",
        "A": "N x N",
        "B": "M x N",
        "phi": "rows of B",
        "f": "function",
    },
    indices={"i": "N"},
)
ONE_NUMBER = (
    "sin",
    "cos",
    "tanh",
    "exp",
    "log",
    "sqrt",
    "abs",
    "sign",
    "relu",
    "sigmoid",
    "softplus",
    "asin",
    "acosh",
    "cot",
)

numbers = st.one_of(
    st.integers(0, 30).map(lambda n: Number(Fraction(n))),
    st.sampled_from(["0.5", "2.25", "0.001", "1e25", "1e-15", "123456789.125"]).map(lambda n: Number(Fraction(n))),
)
atoms = st.one_of(
    numbers,
    st.sampled_from(["a", "t", "theta_1", "w_max"]).map(Symbol),
    st.sampled_from(
        [
            Constant("e"),
            Constant("pi"),
            Size("N"),
            Size("M"),
            Entry(Symbol("x"), (Number(Fraction(2)),)),
            Entry(Symbol("x"), (Symbol("i"),)),
            Entry(Symbol("x"), (Size("N"),)),
            Entry(Symbol("A"), (Symbol("i"), Number(Fraction(1)))),
            Delta(Symbol("i"), Number(Fraction(2))),
            Application("f", ()),
            Application("f", (), 2),
        ]
    ),
)


def several(parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[tuple[Expression, ...]]:
    return st.lists(parts, min_size=2, max_size=3).map(tuple)


def exponents(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Exponents within the bound: small numbers, and whatever is no number."""
    small = st.integers(0, 30).map(lambda n: Number(Fraction(n)))
    return st.one_of(small, small.map(Neg), inner.map(lambda part: Product((Symbol("t"), part))), st.just(Symbol("a")))


def numbers_from(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Scalars with scalars as parts."""
    entries = st.sampled_from(["x_n", "y_n"]).map(lambda name: Entry(Symbol(name[0]), (Symbol("n"),)))
    summands = st.one_of(
        entries,
        st.builds(lambda entry, factor: Product((factor, entry)), entries, inner),
        st.builds(lambda entry, term: Add((entry, term)), entries, inner),
        st.builds(Quotient, entries, inner),
        st.builds(Quotient, inner, entries),
    )
    return st.one_of(
        several(inner).map(Add),
        several(inner).map(Product),
        inner.map(Neg),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, exponents(inner)),
        st.builds(lambda name, part: Call(name, (part,)), st.sampled_from(ONE_NUMBER), inner),
        st.builds(Call, st.just("max"), several(inner)),
        st.builds(lambda part, primes: Application("f", (part,), primes), inner, st.integers(0, 2)),
        st.builds(Differential, inner, st.sampled_from(["a", "theta_1"]), st.integers(1, 2)),
        st.builds(Sum, summands, st.just("n")),
        st.builds(lambda body: Sum(body, "n", Number(Fraction(1)), Size("N")), summands),
        summands.map(lambda body: Sum(Product((Entry(Symbol("x"), (Symbol("m"),)), Sum(body, "n"))), "m")),
    )


scalars = st.recursive(atoms, numbers_from, max_leaves=12)

column_atoms = st.sampled_from(
    [
        Symbol("x"),
        Symbol("y"),
        Ones("N"),
        Stack(Product((Number(Fraction(2)), Entry(Symbol("x"), (Symbol("n"),)))), "n", "N", column=True),
        Transpose(Stack(Power(Entry(Symbol("x"), (Symbol("n"),)), Number(Fraction(2))), "n", "N", column=False)),
        Entry(Symbol("phi"), (Number(Fraction(3)),)),
        Sum(Entry(Symbol("phi"), (Symbol("n"),)), "n"),
    ]
)


def columns_from(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Columns of N entries with such columns as parts."""
    squares = st.one_of(
        st.sampled_from([Symbol("A"), Identity(), Identity("N"), Power(Symbol("A"), Neg(Number(Fraction(1))))]),
        inner.map(lambda part: Call("diag", (part,))),
        st.builds(lambda left, right: Product((left, Transpose(right))), inner, inner),
        inner.map(lambda part: Add((Symbol("A"), Transpose(Symbol("A")), Product((part, Transpose(part)))))),
    )
    return st.one_of(
        several(inner).map(Add),
        several(inner).map(Hadamard),
        inner.map(Neg),
        st.builds(lambda factor, part: Product((factor, part)), scalars, inner),
        st.builds(Quotient, inner, scalars),
        st.builds(lambda square, part: Product((square, part)), squares, inner),
        st.builds(lambda name, part: Call(name, (part,)), st.sampled_from(ONE_NUMBER), inner),
        inner.map(lambda part: Power(Call("tanh", (part,)), Number(Fraction(2)))),
        inner.map(lambda part: Transpose(Transpose(part))),
    )


columns = st.recursive(column_atoms, columns_from, max_leaves=6)


@st.composite
def matrices(draw: st.DrawFn) -> Expression:
    rows, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    width = width if rows * width > 1 else 2
    return Matrix(tuple(tuple(draw(scalars) for _ in range(width)) for _ in range(rows)))


values = st.one_of(
    scalars,
    columns,
    columns.map(Transpose),
    columns.map(lambda part: Call("norm", (part,))),
    st.builds(lambda left, right: Product((Transpose(left), right)), columns, columns),
    st.builds(lambda part: Entry(part, (Number(Fraction(1)),)), columns),
    matrices(),
    matrices().map(Transpose),
)
trees = st.one_of(
    values,
    several(scalars).map(Listing),
    st.just(Listing(())),
    st.builds(Relation, st.sampled_from(["=", "!=", "<", "<=", ">", ">="]), scalars, scalars),
    st.builds(lambda left, right: Relation("=", left, right), columns, columns),
)
