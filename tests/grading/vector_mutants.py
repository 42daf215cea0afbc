"""Wrong answers made of right ones by one small change, and what SymPy says about each.

Run as a script, it judges all mutants of every question of the case files: python tests/grading/vector_mutants.py
"""

import json
import random
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import vector_oracle as oracle

from mmltui.exercises import load, to_json
from mmltui.exercises.entry import grade
from mmltui.grading.vectors.asked import Directional, Hessian, Jacobian
from mmltui.notation.parser import ParseError, parse
from mmltui.notation.printing import plain
from mmltui.notation.tree import Add, Call, Hadamard, Neg, Number, Power, Product, Quotient, Symbol, Transpose
from mmltui.notation.walk import children, rebuild

CASES = Path(__file__).parents[1] / "cases"
TWO = Number(Fraction(2))
EXCHANGED = {"sin": "cos", "cos": "sin", "exp": "log", "tanh": "sigmoid", "sigmoid": "tanh", "inv": "norm"}


def questions():
    """Every question of the case files whose answer is a derivative without free indices, once."""
    rows = [
        json.loads(line)
        for name in ("vectors.jsonl", "vectors_course.jsonl")
        for line in (CASES / name).read_text(encoding="utf-8").splitlines()
    ]
    found = {json.dumps(row["exercise"], sort_keys=True): row["exercise"] for row in rows}
    return [table for table in found.values() if is_derivative(table)]


def is_derivative(table):
    asked = getattr(getattr(load(table).ask, "target", None), "asked", None)
    return isinstance(getattr(asked, "asked", None), Jacobian | Hessian | Directional) and not asked.indices


def mutants(tree, symbols):
    """Each tree that one change makes of this one, with the name of the change."""
    yield "sign", Neg(tree)
    yield "factor", Product((TWO, tree))
    yield "factor", Quotient(tree, TWO)
    yield "transposed", Transpose(tree)
    yield from _within(tree, symbols)


def _within(tree, symbols):
    yield from _here(tree, symbols)
    parts = children(tree)
    for place, part in enumerate(parts):
        for name, changed in _within(part, symbols):
            yield name, rebuild(tree, [*parts[:place], changed, *parts[place + 1 :]])


def _here(node, symbols):
    match node:
        case Add(terms=terms):
            for place, term in enumerate(terms):
                rest = terms[:place] + terms[place + 1 :]
                yield "term dropped", rest[0] if len(rest) == 1 else Add(rest)
                yield "term's sign", Add((*terms[:place], Neg(term), *terms[place + 1 :]))
        case Product(factors=factors) | Hadamard(factors=factors):
            for place in range(len(factors)):
                rest = factors[:place] + factors[place + 1 :]
                yield "factor dropped", rest[0] if len(rest) == 1 else replace(node, factors=rest)
            for place in range(len(factors) - 1):
                swapped = (*factors[:place], factors[place + 1], factors[place], *factors[place + 2 :])
                yield "order", replace(node, factors=swapped)
        case Neg(operand=operand):
            yield "sign", operand
        case Number(value=value):
            yield "number", Number(value + 1)
        case Transpose(operand=operand):
            yield "transposed", operand
        case Symbol(name=name) if (kind := symbols.kind(name)) is not None and kind.role in ("vector", "matrix"):
            yield "transposed", Transpose(node)
            others = [other for other, known in symbols.kinds.items() if known.role == kind.role and other != name]
            yield from (("wrong symbol", Symbol(other)) for other in others if other not in symbols.definitions)
        case Call(function="diag", arguments=(inside,)):
            yield "diagonal lost", inside
        case Call(function=function) if function in EXCHANGED:
            yield "function", replace(node, function=EXCHANGED[function])
        case Power(base=base, exponent=exponent):
            yield "power lost", base
            yield "power", Power(base, Add((exponent, Number(Fraction(1)))))
        case Quotient(numerator=above):
            yield "denominator lost", above
        case _:
            return


class Opinion:
    """SymPy's derivative of one question, at a 4 x 3 and a 3 x 3 instance, in general and for symmetric matrices."""

    def __init__(self, table):
        self.asked = load(table).ask.target.asked
        self.symbols = self.asked.symbols

    @cache  # noqa: B019 - a handful of questions, kept for the run
    def instances(self, symmetric=False):  # noqa: FBT002 - the cache keys on it
        return [self.instance(number, symmetric) for number in range(2)]

    def instance(self, number, symmetric):
        sizes = oracle.lengths_at(self.symbols, number)
        for positive in (False, True):
            values = oracle.drawn(self.symbols, sizes, number, positive=positive, symmetric=symmetric)
            with suppress(oracle.NoOpinionError):
                for name, bound in (self.asked.at or {}).items():
                    given = oracle.explicit(bound, values, self.symbols, sizes)
                    values[name] = given if given.shape == values[name].shape else given.T
                return values, sizes, oracle.derivative(self.asked.asked, values, self.symbols, sizes)
        raise oracle.NoOpinionError

    def is_right(self, tree, *, symmetric=False, transposed=False, factor=1):
        """Whether an answer has the values of the derivative (times a factor), and its shape."""
        for values, sizes, wanted in self.instances(symmetric):
            try:
                found = oracle.value(tree, values, self.symbols, sizes)
            except oracle.NoOpinionError:
                return False
            if not oracle.same(found, (wanted.T if transposed else wanted) * oracle.sp.Rational(factor)):
                return False
        return True


def disagreement(table, text, opinion):
    """What the verdict says that SymPy does not, or None; raises NoOpinionError."""
    exercise = load(table)
    answer = to_json(None, grade(exercise, text))
    try:
        tree = parse(text, opinion.symbols).expression
    except ParseError:
        return None if answer["verdict"] == "invalid" else f"unreadable, but {answer['verdict']}"
    right = opinion.is_right(tree)
    if right != (answer["verdict"] == "correct"):
        return f"SymPy: {'right' if right else 'wrong'}; verdict: {answer['verdict']} ({answer['kind']})"
    if answer["kind"] == "transposed":
        factor = answer["evidence"].get("factor", "1")
        return None if opinion.is_right(tree, transposed=True, factor=factor) else f"not transposed times {factor}"
    if answer["kind"] == "special-case":
        ways = [opinion.is_right(tree, symmetric=True, transposed=turned) for turned in (False, True)]
        return None if any(ways) else "wrong for symmetric matrices too"
    return None


def judged(most_per_question, seed):
    """(question, kind of change, text, disagreement) for a sample of the mutants of every question."""
    source = random.Random(seed)
    for table in questions():
        ask = load(table).ask
        opinion = Opinion(table)
        symbols = opinion.symbols
        try:
            tree = ask.read(ask.reference())[0].expression
            opinion.instances()
        except (ValueError, ParseError, oracle.NoOpinionError):
            continue
        texts = {plain(changed): name for name, changed in mutants(tree, symbols)}
        chosen = source.sample(sorted(texts), min(most_per_question, len(texts)))
        for text in chosen:
            with suppress(oracle.NoOpinionError):
                yield table, texts[text], text, disagreement(table, text, opinion)


if __name__ == "__main__":
    changes, problems, asked = Counter(), 0, set()
    for table, name, text, problem in judged(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, 0):
        changes[name] += 1
        asked.add(json.dumps(table, sort_keys=True))
        if problem is not None:
            problems += 1
            print(table, "|", name, "|", text, "|", problem)
    print(f"{sum(changes.values())} mutants of {len(asked)} questions, {problems} disagreements")
    print(", ".join(f"{name} {count}" for name, count in changes.most_common()))
