"""Walks over expression trees: children, rebuilding, free symbols, substitution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import TypeVar, assert_never

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

_Node = TypeVar("_Node", bound=Expression)


def children(expression: Expression) -> tuple[Expression, ...]:
    """The parts of a node in writing order; of a sum: its body, then its bounds if it has them."""
    match expression:
        case Number() | Constant() | Symbol() | Size() | Identity() | Ones():
            return ()
        case Add(terms=parts) | Product(factors=parts) | Hadamard(factors=parts):
            return parts
        case Call(arguments=parts) | Application(arguments=parts) | Listing(items=parts):
            return parts
        case Neg(operand=part) | Transpose(operand=part) | Stack(body=part) | Differential(body=part):
            return (part,)
        case Quotient(numerator=left, denominator=right) | Power(base=left, exponent=right):
            return (left, right)
        case Delta(left=left, right=right) | Relation(left=left, right=right):
            return (left, right)
        case Entry(base=base, indices=indices):
            return (base, *indices)
        case Sum(body=body, lower=lower, upper=upper):
            return (body, *(bound for bound in (lower, upper) if bound is not None))
        case Matrix(rows=rows):
            return tuple(entry for row in rows for entry in row)
        case _:
            assert_never(expression)


def rebuild(expression: _Node, parts: Sequence[Expression]) -> _Node:
    """The same node with other children, given in the order of `children`."""
    return _rebuilt(expression, tuple(parts))  # type: ignore[return-value]  # a replaced node keeps its class


def _rebuilt(expression: Expression, parts: tuple[Expression, ...]) -> Expression:
    # Written out by class: the general `replace` takes three times as long, and trees are rebuilt at every turn.
    span = expression.span
    match expression:
        case Number() | Constant() | Symbol() | Size() | Identity() | Ones():
            return expression
        case Add() | Product() | Hadamard() | Listing():
            return type(expression)(parts, span=span)
        case Call(function=function):
            return Call(function, parts, span=span)
        case Application(function=function, primes=primes):
            return Application(function, parts, primes, span=span)
        case Neg() | Transpose():
            return type(expression)(parts[0], span=span)
        case Quotient() | Power() | Delta():
            return type(expression)(parts[0], parts[1], span=span)
        case Relation(operator=operator):
            return Relation(operator, parts[0], parts[1], span=span)
        case Stack() | Differential():
            return replace(expression, body=parts[0])
        case Entry():
            return Entry(parts[0], parts[1:], span=span)
        case Sum(index=index, lower=lower, upper=upper):
            bounds = iter(parts[1:])
            return Sum(parts[0], index, lower and next(bounds), upper and next(bounds), span=span)
        case Matrix(rows=rows):
            entries = iter(parts)
            return Matrix(tuple(tuple(islice(entries, len(row))) for row in rows), span=span)
        case _:
            assert_never(expression)


def nodes(expression: Expression) -> Iterator[Expression]:
    """Every node of a tree, without recursion, parents before their parts."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def depth(expression: Expression) -> int:
    """The number of levels of a tree, without recursion."""
    level, count = [expression], 0
    while level:
        level = [part for node in level for part in children(node)]
        count += 1
    return count


def free_symbols(expression: Expression) -> frozenset[str]:
    """The names of all symbols, indices included, except those that a sum or a stack binds.

    A sum's bounds are outside its scope; declared functions are no symbols.
    """
    match expression:
        case Symbol(name=name):
            return frozenset({name})
        case Sum(body=body, index=index):
            outside = children(expression)[1:]
            return (free_symbols(body) - {index}).union(*(free_symbols(bound) for bound in outside))
        case Stack(body=body, index=index):
            return free_symbols(body) - {index}
        case Differential(body=body, variable=variable):
            return free_symbols(body) | {variable}
        case _:
            return frozenset[str]().union(*(free_symbols(part) for part in children(expression)))


def depends_on(expression: Expression, name: str) -> bool:
    """Whether `name` is among the free symbols: the same question as `free_symbols`, but it stops at the first."""
    match expression:
        case Symbol(name=found):
            return found == name
        case Sum(body=body, index=index):
            return (index != name and depends_on(body, name)) or any(
                depends_on(bound, name) for bound in children(expression)[1:]
            )
        case Stack(body=body, index=index):
            return index != name and depends_on(body, name)
        case Differential(body=body, variable=variable):
            return variable == name or depends_on(body, name)
        case _:
            return any(depends_on(part, name) for part in children(expression))


def substitute(expression: Expression, values: Mapping[str, Expression]) -> Expression:
    """The expression with free symbols replaced, all at once.

    An index bound inside is renamed where it would capture a symbol of a value. The variable of an unevaluated
    derivative stays; if it has a value, only the derivative's other symbols are replaced.
    """
    if not values:
        return expression
    match expression:
        case Symbol(name=name):
            return values.get(name, expression)
        case Differential(variable=variable):
            kept = {name: value for name, value in values.items() if name != variable}
            return rebuild(expression, [substitute(part, kept) for part in children(expression)])
        case Sum(index=index) | Stack(index=index):
            body, *bounds = children(expression)
            kept = {name: value for name, value in values.items() if name != index}
            used = free_symbols(body)
            captured = frozenset[str]().union(*(free_symbols(kept[name]) for name in kept if name in used))
            if index in captured:
                fresh = next(letter for letter in _INDEX_LETTERS if letter not in captured | used)
                kept[index] = Symbol(fresh)
                expression = replace(expression, index=fresh)
            parts = [substitute(body, kept), *(substitute(bound, values) for bound in bounds)]
            return rebuild(expression, parts)
        case _:
            return rebuild(expression, [substitute(part, values) for part in children(expression)])


_INDEX_LETTERS = (*"nmkijlpqrst", *(f"n_{number}" for number in range(100)))


def rational(value: Fraction) -> Expression:
    """A rational number as a tree: 3, -3, 3/4, -(3/4)."""
    size = abs(value)
    whole = size.denominator == 1
    number: Expression = (
        Number(size) if whole else Quotient(Number(Fraction(size.numerator)), Number(Fraction(size.denominator)))
    )
    return Neg(number) if value < 0 else number


def free_indices(expression: Expression) -> frozenset[str]:
    """The letters used as an index of an entry or of a delta and bound by no sum or stack."""
    match expression:
        case Entry(base=base, indices=indices):
            return free_indices(base).union(*(free_symbols(index) for index in indices))
        case Delta():
            return free_symbols(expression)
        case Sum(body=body, index=index) | Stack(body=body, index=index):
            return free_indices(body) - {index}
        case _:
            return frozenset[str]().union(*(free_indices(part) for part in children(expression)))
