"""Random formulas of the kind that a course asks for, and ways to write or spoil them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from mmltui.notation.tree import (
    Add,
    Call,
    Constant,
    Expression,
    Neg,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
)
from mmltui.notation.walk import children, rebuild

FUNCTIONS = (
    ["sin", "cos", "exp", "log", "sqrt"] * 4
    + ["tan", "abs", "tanh", "sigmoid"] * 2
    + ["sec", "csc", "cot", "asin", "acos", "atan", "sinh", "cosh", "asinh", "acosh", "atanh", "sech", "csch", "coth"]
    + ["asec", "acsc", "acot", "sign", "relu", "softplus", "max", "min"]
)

MISTAKEN = {"sin": "cos", "cos": "sin", "exp": "log", "log": "exp", "abs": "sign", "asin": "acos"}

ONE, TWO, HALF = Number(Fraction(1)), Number(Fraction(2)), Number(Fraction(1, 2))
E = Constant("e")


def number(value: int | Fraction) -> Expression:
    value = Fraction(value)
    size = Number(Fraction(abs(value.numerator)))
    written = size if value.denominator == 1 else Quotient(size, Number(Fraction(value.denominator)))
    return Neg(written) if value < 0 else written


def random_formula(random: Random, letters: str, depth: int) -> Expression:
    """A formula of at most this depth; every letter may occur."""
    if depth == 0 or random.random() < 0.08:
        return _leaf(random, letters)
    below = depth - 1
    match random.choices(["sum", "product", "quotient", "power", "call"], [26, 24, 9, 16, 25])[0]:
        case "sum":
            terms = [random_formula(random, letters, below) for _ in range(random.choice([2, 2, 3]))]
            return Add(tuple(Neg(term) if random.random() < 0.25 else term for term in terms))
        case "product":
            return Product(tuple(random_formula(random, letters, below) for _ in range(random.choice([2, 2, 3]))))
        case "quotient":
            return Quotient(random_formula(random, letters, below), random_formula(random, letters, below))
        case "power":
            base = random_formula(random, letters, below)
            if random.random() < 0.15:
                return Power(E, base)
            exponent = random.choice([2, 2, 2, 3, 3, 4, -1, -2, Fraction(1, 2), Fraction(3, 2), Fraction(1, 3)])
            return Power(base, number(exponent))
        case _:
            name = random.choice(FUNCTIONS)
            count = 2 if name in ("max", "min") else 1
            return Call(name, tuple(random_formula(random, letters, below) for _ in range(count)))


def _leaf(random: Random, letters: str) -> Expression:
    chance = random.random()
    if chance < 0.68:
        return Symbol(random.choice(letters))
    if chance < 0.92:
        return number(random.choice([1, 2, 2, 3, 4, 5, Fraction(1, 2), Fraction(2, 3)]))
    return random.choice([Constant("pi"), E, Number(Fraction(1, 4)), Number(Fraction(10))])


def size(expression: Expression) -> int:
    return 1 + sum(map(size, children(expression)))


def rewrite_somewhere(
    expression: Expression, random: Random, rule: Callable[[Expression, Random], Expression | None]
) -> Expression | None:
    """The formula with the rule applied at one random node where it applies; None if there is none."""
    places = []

    def visit(node: Expression, rebuilt: Callable[[Expression], Expression]) -> None:
        changed = rule(node, random)
        if changed is not None:
            places.append(rebuilt(changed))
        parts = children(node)
        for position in range(len(parts)):
            visit(
                parts[position],
                lambda new, i=position, p=parts, n=node, up=rebuilt: up(rebuild(n, (*p[:i], new, *p[i + 1 :]))),
            )

    visit(expression, lambda new: new)
    return random.choice(places) if places else None


# ── the same value, written in another way ──


def identity(node: Expression, random: Random) -> Expression | None:
    """An equal formula by a school identity, on the same domain or a larger or smaller one."""
    match node:
        case Add(terms):
            ways = [lambda: Add(tuple(random.sample(terms, len(terms)))), lambda: Neg(Add(tuple(map(Neg, terms))))]
            if len(terms) == 2:
                a, b = terms
                ways.append(lambda: Quotient(Add((Power(a, TWO), Neg(Power(b, TWO)))), Add((a, Neg(b)))))
            return random.choice(ways)()
        case Product((Add(terms), *rest)):
            return Add(tuple(Product((term, *rest)) for term in terms))
        case Product(factors):
            a, *rest = random.sample(factors, len(factors))
            return random.choice(
                [
                    lambda: Product((a, *rest)),
                    lambda: Quotient(a, Power(Product((ONE, *rest)), Neg(ONE))),
                    lambda: Product((Neg(a), *rest[:-1], Neg(rest[-1]))),
                ]
            )()
        case Quotient(a, b):
            upside_down = Power(Quotient(b, a), Neg(ONE))
            return random.choice([Product((a, Power(b, Neg(ONE)))), Quotient(Neg(a), Neg(b)), upside_down])
        case Power(Constant("e"), Add((a, *rest))):
            return Product((Power(E, a), *(Power(E, term) for term in rest)))
        case Power(base, Number(value)) if value == 2:
            return random.choice([Product((base, base)), Power(Neg(base), TWO), Power(Call("abs", (base,)), TWO)])
        case Power(base, Number(value)) if value == 3:
            return Product((Power(base, TWO), base))
        case Power(base, Neg(Number(value))):
            return Quotient(ONE, Power(base, Number(value)))
        case Power(base, Quotient(Number(), Number()) as exponent):
            return Call("exp", (Product((exponent, Call("log", (base,)))),))
        case Call(function, (a,)):
            return _other_form(function, a, random)
        case Call("max", (a, b)):
            return Product((HALF, Add((a, b, Call("abs", (Add((a, Neg(b))),))))))
        case Call("min", (a, b)):
            return Neg(Call("max", (Neg(a), Neg(b))))
        case Symbol() if random.random() < 0.2:
            return random.choice(
                [
                    Product((HALF, Add((node, node)))),
                    Add((node, ONE, Neg(ONE))),
                    Quotient(Product((node, node)), node),
                    Power(Power(node, Quotient(ONE, TWO)), TWO),
                ]
            )
        case _:
            return None


def _other_form(function: str, a: Expression, random: Random) -> Expression | None:
    half, square = Product((HALF, a)), Power(a, TWO)
    exp, inverse_exp = Power(E, a), Power(E, Neg(a))

    def call(name: str, argument: Expression = a) -> Expression:
        return Call(name, (argument,))

    ways: dict[str, list[Expression]] = {
        "sin": [
            Product((TWO, call("sin", half), call("cos", half))),
            call("cos", Add((Quotient(Constant("pi"), TWO), Neg(a)))),
            Product((call("tan"), call("cos"))),
            Neg(call("sin", Neg(a))),
        ],
        "cos": [
            Add((ONE, Neg(Product((TWO, Power(call("sin", half), TWO)))))),
            call("sin", Add((a, Quotient(Constant("pi"), TWO)))),
            call("cos", Neg(a)),
            Quotient(Add((ONE, Neg(Power(call("sin"), TWO)))), call("cos")),
        ],
        "tan": [Quotient(call("sin"), call("cos")), Quotient(ONE, call("cot"))],
        "sec": [Quotient(ONE, call("cos"))],
        "csc": [Quotient(ONE, call("sin"))],
        "cot": [Quotient(call("cos"), call("sin"))],
        "exp": [exp, Quotient(ONE, call("exp", Neg(a))), Power(call("exp", half), TWO)],
        "log": [
            Product((HALF, call("log", square))),
            Neg(call("log", Quotient(ONE, a))),
            Product((TWO, call("log", call("sqrt")))),
            Add((call("log", Product((TWO, a))), Neg(Call("log", (TWO,))))),
        ],
        "sqrt": [
            Power(a, Quotient(ONE, TWO)),
            Quotient(a, call("sqrt")),
            Quotient(call("sqrt", Product((Number(Fraction(4)), a))), TWO),
        ],
        "abs": [call("sqrt", square), Product((call("sign"), a)), Call("max", (a, Neg(a)))],
        "sign": [Quotient(a, call("abs"))],
        "sinh": [Product((HALF, Add((exp, Neg(inverse_exp)))))],
        "cosh": [Product((HALF, Add((exp, inverse_exp)))), call("sqrt", Add((ONE, Power(call("sinh"), TWO))))],
        "tanh": [
            Quotient(call("sinh"), call("cosh")),
            Add((Product((TWO, call("sigmoid", Product((TWO, a))))), Neg(ONE))),
            Add((ONE, Neg(Quotient(TWO, Add((Power(E, Product((TWO, a))), ONE)))))),
        ],
        "sech": [Quotient(ONE, call("cosh"))],
        "csch": [Quotient(ONE, call("sinh"))],
        "coth": [Quotient(ONE, call("tanh"))],
        "asinh": [call("log", Add((a, call("sqrt", Add((square, ONE))))))],
        "acosh": [call("log", Add((a, call("sqrt", Add((square, Neg(ONE)))))))],
        "atanh": [Product((HALF, call("log", Quotient(Add((ONE, a)), Add((ONE, Neg(a)))))))],
        "asin": [Add((Quotient(Constant("pi"), TWO), Neg(call("acos")))), Neg(call("asin", Neg(a)))],
        "acos": [Add((Quotient(Constant("pi"), TWO), Neg(call("asin"))))],
        "atan": [Neg(call("atan", Neg(a))), call("acot", Quotient(ONE, a))],
        "relu": [Call("max", (Number(Fraction(0)), a)), Product((HALF, Add((a, call("abs")))))],
        "sigmoid": [
            Quotient(ONE, Add((ONE, inverse_exp))),
            Quotient(exp, Add((ONE, exp))),
            Add((ONE, Neg(call("sigmoid", Neg(a))))),
            Product((HALF, Add((ONE, call("tanh", half))))),
        ],
        "softplus": [
            call("log", Add((ONE, exp))),
            Add((a, call("softplus", Neg(a)))),
            Neg(call("log", call("sigmoid", Neg(a)))),
        ],
    }
    found = ways.get(function)
    return random.choice(found) if found else None


# ── almost the same ──


def slip(node: Expression, random: Random) -> Expression | None:
    """What a learner might write instead."""
    match node:
        case Add(terms):
            which = random.randrange(len(terms))
            flipped = (*terms[:which], Neg(terms[which]), *terms[which + 1 :])
            dropped = (*terms[:which], *terms[which + 1 :])
            return random.choice([Add(flipped), dropped[0] if len(dropped) == 1 else Add(dropped)])
        case Neg(operand):
            return operand
        case Product(factors):
            which = random.randrange(len(factors))
            rest = (*factors[:which], *factors[which + 1 :])
            return random.choice([rest[0] if len(rest) == 1 else Product(rest), Add(factors)])
        case Quotient(a, b):
            return random.choice([Quotient(b, a), a, Product((a, b)), Neg(node)])
        case Power(base, Number(value)):
            return Power(base, Number(value + 1))
        case Power(base, exponent):
            return random.choice([base, Power(base, Add((exponent, ONE)))])
        case Number(value):
            return random.choice([Number(value + 1), Number(value * 2), Number(value + Fraction(1, 10**9))])
        case Call("max" | "min" as name, arguments):
            return Call({"max": "min", "min": "max"}[name], arguments)
        case Call(name, (a,)):
            other = Call(MISTAKEN.get(name, "sin"), (a,))
            doubled = Call(name, (Product((TWO, a)),))
            return random.choice([other, a, doubled, Neg(node), Call("abs", (node,))])
        case Symbol():
            root = Call("sqrt", (Power(node, TWO),))
            return random.choice([Power(node, TWO), Call("abs", (node,)), Product((TWO, node)), Neg(node), root])
        case _:
            return None


def off_by_little(expression: Expression, random: Random) -> Expression:
    """Wrong by one part in a thousand million."""
    little = Number(Fraction(1, 10**9))
    return random.choice([Add((expression, little)), Product((expression, Add((ONE, little))))])
