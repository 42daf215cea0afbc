"""What is known of the signs of irreducible polynomials: linear relations over two elements.

Where log(u) or √u is defined, u ≥ 0: the product of the signs of u's factors of odd power is known. Each such
fact writes one polynomial's sign as a product of others', as elimination does with linear equations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


class ContradictionError(Exception):
    """What is defined only where u > 0 stands beside what is defined only where u < 0."""


@dataclass(frozen=True, slots=True)
class SignProduct:
    """±1 times the signs of some polynomials, named by their text."""

    sign: int
    of: frozenset[str] = frozenset()

    def times(self, other: SignProduct) -> SignProduct:
        """The product: a sign squared is 1."""
        return SignProduct(self.sign * other.sign, self.of ^ other.of)


@dataclass(slots=True)
class Signs:
    """Signs learnt so far: each known polynomial's in terms of polynomials that are not known."""

    known: dict[str, SignProduct] = field(default_factory=dict)

    def of(self, polynomial: str) -> SignProduct:
        """The sign of a polynomial."""
        return self.known.get(polynomial, SignProduct(1, frozenset({polynomial})))

    def learn(self, sign: int, polynomials: Iterable[str]) -> bool:
        """Learn that sign · Π sgn(p) = 1 wherever the question is defined; whether that was news.

        Raises ContradictionError if that cannot be: then the question is defined nowhere.
        """
        fact = SignProduct(sign)
        for polynomial in polynomials:
            fact = fact.times(self.of(polynomial))
        if not fact.of:
            if fact.sign < 0:
                raise ContradictionError
            return False
        pivot = max(fact.of)
        solved = SignProduct(fact.sign, fact.of - {pivot})
        for name, product in self.known.items():
            if pivot in product.of:
                self.known[name] = SignProduct(product.sign, product.of - {pivot}).times(solved)
        self.known[pivot] = solved
        return True

    def forget(self) -> None:
        """Drop everything: a generator has changed its meaning."""
        self.known.clear()
