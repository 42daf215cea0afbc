"""SymPy's opinion on derivatives by vectors: everything written out in numbers of one size, differentiated in entries.

Independent of the engine: it shares the trees and nothing else. Each entry of what is differentiated becomes a
function of one or two numbers s and t, by moving the inputs along unit directions, and SymPy differentiates that.
"""

import random
from fractions import Fraction
from functools import reduce
from itertools import product

import sympy as sp

from mmltui.grading.vectors.asked import Directional, Hessian, Jacobian
from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Delta,
    Entry,
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
    Size,
    Stack,
    Sum,
    Symbol,
    Transpose,
)
from mmltui.notation.walk import nodes, substitute

S, T = sp.symbols("s t", real=True)
SIZES = ((4, 3, 5), (3, 3, 3))
PLAIN = ("exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sqrt", "asin", "acos", "atan", "sign", "sec")


class NoOpinionError(Exception):
    """SymPy is not asked about this, or the data lies outside the domain."""


def lengths_at(symbols, number):
    """The sizes with this number, a letter at a time."""
    letters = sorted(symbols.sizes)
    return {letter: SIZES[number][place % 3] for place, letter in enumerate(letters)}


def drawn(symbols, sizes, seed, *, positive=False, symmetric=False):
    """Random fractions for every symbol, as SymPy matrices; scalars are 1 x 1."""
    source = random.Random(repr((seed, sorted(sizes.items()), positive)))
    values = {}
    for name, kind in sorted(symbols.kinds.items()):
        if kind.role not in ("scalar", "vector", "matrix"):
            continue
        rows, columns = (sizes.get(size, size) for size in (kind.rows, kind.columns))
        signs = [1] if positive or kind.positive else [-1, 1]
        found = sp.Matrix(
            rows, columns, lambda *_, signs=signs: sp.Rational(source.choice(signs) * source.randint(1, 9), 8)
        )
        if kind.trait == "identity":
            found = sp.eye(rows)
        elif kind.trait == "positive definite":
            found = found * found.T + sp.eye(rows)
        elif kind.trait == "symmetric" or (symmetric and kind.role == "matrix" and rows == columns):
            found = (found + found.T) / 2
        values[name] = found
    return values


def explicit(tree, values, symbols, sizes):
    """The SymPy matrix of a tree; raises NoOpinionError."""
    return _Written(values, symbols, sizes).of(tree)


class _Written:
    def __init__(self, values, symbols, sizes):
        self.values, self.symbols, self.sizes = values, symbols, sizes

    def number(self, tree):
        found = self.of(tree)
        if found.shape != (1, 1):
            raise NoOpinionError
        return found[0, 0]

    def size(self, size):
        return int(size) if str(size).isdigit() else self.sizes[size]

    def both(self, function, one, other):
        if one.shape == (1, 1):
            return other.applyfunc(lambda entry: function(one[0, 0], entry))
        if other.shape == (1, 1):
            return one.applyfunc(lambda entry: function(entry, other[0, 0]))
        if one.shape != other.shape:
            raise NoOpinionError
        return sp.Matrix(*one.shape, [function(a, b) for a, b in zip(one, other, strict=True)])

    def of(self, tree):
        match tree:
            case Number(value=value):
                return sp.Matrix([[sp.Rational(value.numerator, value.denominator)]])
            case Constant(name=name):
                return sp.Matrix([[sp.E if name == "e" else sp.pi]])
            case Size(name=name):
                return sp.Matrix([[self.size(name)]])
            case Symbol(name=name) if name in self.values:
                return self.values[name]
            case Identity(size=size) if size is not None:
                return sp.eye(self.size(size))
            case Ones(size=size):
                return sp.ones(self.size(size), 1)
            case Add(terms=terms):
                return reduce(lambda a, b: self.both(lambda u, v: u + v, a, b), map(self.of, terms))
            case Neg(operand=operand):
                return -self.of(operand)
            case Hadamard(factors=factors):
                return reduce(lambda a, b: self.both(lambda u, v: u * v, a, b), map(self.of, factors))
            case Product(factors=factors):
                return reduce(self.times, map(self.of, factors))
            case Quotient(numerator=above, denominator=below):
                return self.both(lambda u, v: u / v, self.of(above), self.of(below))
            case Transpose(operand=operand):
                return self.of(operand).T
            case Power(base=base, exponent=exponent):
                return self.power(self.of(base), self.number(exponent))
            case Call(function=function, arguments=arguments):
                return self.call(function, [self.of(argument) for argument in arguments])
            case Entry(base=base, indices=indices):
                return self.entry(base, [int(self.number(index)) for index in indices])
            case Delta(left=left, right=right):
                return sp.Matrix([[int(self.number(left) == self.number(right))]])
            case Matrix(rows=rows):
                return sp.Matrix([[self.number(entry) for entry in row] for row in rows])
            case Listing(items=items):
                return sp.Matrix([self.number(item) for item in items])
            case Stack(body=body, index=index, size=size, column=upright):
                entries = [self.number(_at(body, index, place)) for place in range(1, self.size(size) + 1)]
                return sp.Matrix(entries) if upright else sp.Matrix([entries])
            case Sum(body=body, index=index, lower=lower, upper=upper):
                first = 1 if lower is None else int(self.number(lower))
                last = self.range_of(index, body) if upper is None else int(self.number(upper))
                terms = [self.of(_at(body, index, place)) for place in range(first, last + 1)]
                return reduce(lambda a, b: self.both(lambda u, v: u + v, a, b), terms)
            case _:
                raise NoOpinionError

    def times(self, one, other):
        if (1, 1) in (one.shape, other.shape):
            return self.both(lambda u, v: u * v, one, other)
        if one.shape[1] != other.shape[0]:
            raise NoOpinionError
        return one * other

    def power(self, base, exponent):
        if base.shape[0] == base.shape[1] > 1:
            return base**exponent
        return base.applyfunc(lambda entry: entry**exponent)

    def call(self, function, arguments):
        (first, *others) = arguments
        match function:
            case "norm":
                return sp.Matrix([[sp.sqrt(sum(entry**2 for entry in first))]])
            case "sum":
                return sp.Matrix([[sum(first)]])
            case "tr":
                return sp.Matrix([[first.trace()]])
            case "det":
                return sp.Matrix([[first.det(method="berkowitz")]])
            case "logdet":
                return sp.Matrix([[sp.log(first.det(method="berkowitz"))]])
            case "inv":
                return first.adjugate() / first.det(method="berkowitz")
            case "diag":
                return sp.diag(*first) if 1 in first.shape else sp.Matrix(list(first.diagonal()))
            case "softmax":
                raised = first.applyfunc(sp.exp)
                return raised / sum(raised)
            case "sigmoid":
                return first.applyfunc(lambda u: 1 / (1 + sp.exp(-u)))
            case "softplus":
                return first.applyfunc(lambda u: sp.log(1 + sp.exp(u)))
            case "abs":
                return first.applyfunc(sp.Abs)
            case _ if function in PLAIN and not others:
                return first.applyfunc(getattr(sp, function))
            case _:
                raise NoOpinionError

    def entry(self, base, indices):
        kind = self.symbols.kind(base.name) if isinstance(base, Symbol) else None
        if kind is not None and kind.role == "rows":
            return self.values[kind.matrix][indices[0] - 1, :].T
        found = self.of(base)
        try:
            return sp.Matrix([[found[indices[0] - 1] if len(indices) == 1 else found[indices[0] - 1, indices[1] - 1]]])
        except IndexError as error:
            raise NoOpinionError from error

    def range_of(self, index, body):
        for node in nodes(body):
            if isinstance(node, Entry) and Symbol(index) in node.indices:
                kind = self.symbols.kind(node.base.name) if isinstance(node.base, Symbol) else None
                if kind is not None and kind.role == "rows":
                    return self.values[kind.matrix].shape[0]
                shape = self.of(node.base).shape
                return max(shape) if 1 in shape else shape[node.indices.index(Symbol(index))]
        raise NoOpinionError


def _at(body, index, place):
    return substitute(body, {index: Number(Fraction(place))})


def derivative(asked, values, symbols, sizes):
    """What is asked, entry by entry, in numerator layout: exact numbers, or floating point of 40 digits."""
    match asked:
        case Jacobian(of=of, wrt=wrt):
            moved = [_moved(of, wrt, values, symbols, sizes, {place: T}) for place in _places(wrt, values)]
            slopes = [_slope(found, T) for found in moved]
            return _laid_out(slopes, _shape(wrt, values))
        case Hessian(of=of, wrt=wrt):
            places = _places(wrt, values)
            rows = [[_second(of, wrt, values, symbols, sizes, i, j) for j in places] for i in places]
            return sp.Matrix(rows)
        case Directional(of=of, wrt=wrt, along=along, order=order):
            direction = list(explicit(along, values, symbols, sizes))
            speeds = {place: T * by for place, by in zip(_places(wrt, values), direction, strict=True)}
            found = _moved(of, wrt, values, symbols, sizes, speeds)
            return _numbers(found.applyfunc(lambda entry: sp.diff(entry, T, order).subs(T, 0)))
        case _:
            raise NoOpinionError


def _shape(wrt, values):
    return values[wrt[0]].shape if len(wrt) == 1 else (len(wrt), 1)


def _places(wrt, values):
    rows, columns = _shape(wrt, values)
    return list(product(range(rows), range(columns)))


def _moved(of, wrt, values, symbols, sizes, speeds):  # noqa: PLR0917 - an instance has these parts
    inputs = values[wrt[0]] if len(wrt) == 1 else sp.Matrix([values[name][0, 0] for name in wrt])
    inputs = sp.Matrix(inputs.shape[0], inputs.shape[1], lambda i, j: inputs[i, j] + speeds.get((i, j), 0))
    named = {wrt[0]: inputs} if len(wrt) == 1 else {name: inputs[i : i + 1, :] for i, name in enumerate(wrt)}
    return explicit(of, {**values, **named}, symbols, sizes)


def _slope(found, variable):
    return _numbers(found.applyfunc(lambda entry: sp.diff(entry, variable).subs(variable, 0)))


def _second(of, wrt, values, symbols, sizes, i, j):  # noqa: PLR0917 - an instance has these parts
    speeds = {i: S + T} if i == j else {i: S, j: T}
    found = _moved(of, wrt, values, symbols, sizes, speeds)[0, 0]
    return _numbers(sp.Matrix([[sp.diff(found, S, T).subs({S: 0, T: 0})]]))[0, 0]


def _laid_out(slopes, shape):
    if shape == (1, 1):
        return slopes[0]
    if slopes[0].shape == (1, 1):
        return sp.Matrix(shape[0], shape[1], [slope[0, 0] for slope in slopes]).T
    return sp.Matrix.hstack(*slopes)


def _numbers(matrix):
    found = matrix.applyfunc(lambda entry: entry if entry.is_Rational else sp.N(entry, 40))
    if not all(entry.is_real and entry.is_finite for entry in found):
        raise NoOpinionError
    return found


def value(tree, values, symbols, sizes):
    """The value of a formula; raises NoOpinionError."""
    return _numbers(explicit(tree, values, symbols, sizes))


def same(one, other):
    """Equal shapes and, to 25 digits, equal entries."""
    if one.shape != other.shape:
        return False
    return all(abs(a - b) <= sp.Float(10, 40) ** -25 * (1 + abs(b)) for a, b in zip(one, other, strict=True))
