"""What a slip of differentiation is called, and how likely it is: the catalogue of misconceptions.

A sentence says what to do, never the answer. The weight says how often learners slip this way, from 1 to 10; it
only orders explanations that fit the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Misconception:
    """A sentence for the learner, and a weight from 1 to 10."""

    sentence: str
    weight: int


RULE_MISCONCEPTIONS: Final[Mapping[str, Misconception]] = {
    "chain.no-inner": Misconception("Multiply by the derivative of the inside.", 10),
    "chain.inner-only": Misconception("Differentiate the outer function too, then multiply.", 3),
    "chain.at-inner-derivative": Misconception("Evaluate g' at the inside, not at its derivative.", 3),
    "chain.at-variable": Misconception("Evaluate g' at the inside, not at the bare variable.", 4),
    "chain.added": Misconception("The inner derivative multiplies; it is not added.", 2),
    "chain.path-lost": Misconception("Sum over all the paths by which the variable enters.", 6),
    "chain.brackets": Misconception("Brackets are missing: the inner derivative multiplies as a whole.", 3),
    "product.f'g'": Misconception(
        "The derivative of a product is not the product of the derivatives: (fg)' = f'g + fg'.", 8
    ),
    "product.minus": Misconception("The product rule has a plus: (fg)' = f'g + fg'.", 4),
    "product.first-only": Misconception("Each factor gets its turn: a later one was never differentiated.", 5),
    "product.second-only": Misconception("Each factor gets its turn: the first one was never differentiated.", 5),
    "quotient.f'/g'": Misconception("Quotients do not differentiate part by part: (f/g)' = (f'g - fg')/g².", 8),
    "quotient.swapped": Misconception("f'g comes first in the numerator, then minus fg'.", 8),
    "quotient.plus": Misconception("The numerator of the quotient rule has a minus.", 5),
    "quotient.no-square": Misconception("Divide by g², not by g.", 5),
    "quotient.no-denominator": Misconception("The quotient rule divides by g².", 4),
    "reciprocal.denominator-only": Misconception("One over g differentiates to -g'/g², not to 1/g'.", 5),
    "power.not-lowered": Misconception("Lower the exponent by one after bringing it down.", 7),
    "power.no-factor": Misconception("Bring the exponent down as a factor.", 7),
    "power.raised": Misconception("The exponent goes down by one, not up.", 5),
    "power.factor-lowered": Misconception("The factor is the old exponent, before it is lowered.", 3),
    "power.integrated": Misconception("You integrated this power; differentiate it.", 5),
    "table.integrated": Misconception("You integrated this function; differentiate it.", 4),
    "exp.as-power": Misconception("The variable is in the exponent: the power rule does not apply.", 7),
    "exp.lowered": Misconception("The exponent of an exponential stays as it is.", 5),
    "exp.no-log": Misconception("For a base other than e there is a factor log(base).", 5),
    "table.sign": Misconception("Check the sign in the table of derivatives.", 8),
    "table.log": Misconception("The logarithm differentiates to one over its argument, not over the logarithm.", 4),
    "table.log-argument": Misconception(
        "The logarithm differentiates to one over its argument: divide by it, do not multiply.", 4
    ),
    "table.tanh": Misconception("Look tanh up in the table of derivatives: something is squared there.", 6),
    "table.tan": Misconception("Look tan up in the table of derivatives: something is squared there.", 6),
    "table.sigmoid": Misconception(
        "Look σ up in the table of derivatives: there are two factors, and a minus in one.", 6
    ),
    "sum.term-dropped": Misconception("One term of the sum is missing from the derivative.", 5),
    "sum.sign": Misconception("One term has the wrong sign.", 5),
    "constant.kept": Misconception("A constant term has derivative 0: it does not stay.", 6),
    "constant.one": Misconception("A constant term has derivative 0, not 1.", 4),
    "constant.factor-dropped": Misconception("A constant factor stays: (c f)' = c f'.", 6),
    "constant.factor-killed": Misconception("A constant factor stays: (c f)' = c f', not 0.", 4),
    "minus.lost": Misconception("A minus sign got lost.", 6),
    "parameter.differentiated": Misconception("That letter is a constant here: only the variable asked for moves.", 6),
}
