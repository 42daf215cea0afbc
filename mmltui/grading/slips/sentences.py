"""What a slip of a whole answer is called, and how likely it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mmltui.calculus.sentences import RULE_MISCONCEPTIONS, Misconception

WHOLE_MISCONCEPTIONS: Final[Mapping[str, Misconception]] = {
    "task.integrated": Misconception("That is an antiderivative: differentiate instead.", 7),
    "task.unchanged": Misconception("That is not yet differentiated as often as asked.", 6),
    "task.second-derivative": Misconception("Differentiate exactly as often as asked, not once more.", 7),
    "task.other-variable": Misconception("You differentiated by another letter: look at which one is asked.", 7),
    "answer.sign": Misconception("Right up to the sign.", 6),
    "answer.factor": Misconception("Right up to a constant factor: find where it was lost.", 4),
    "answer.offset": Misconception("Right up to an added constant.", 3),
    "descent.plus": Misconception("Step against the gradient: x - η f'(x).", 9),
    "descent.no-step-size": Misconception("Multiply the gradient by the step size.", 7),
    "descent.old-gradient": Misconception("Recompute the gradient at each new point.", 7),
    "descent.direction": Misconception("Look at the sign of the slope: the step goes against it.", 5),
    "extremum.swapped": Misconception("f'' > 0 opens upward: a minimum; f'' < 0 a maximum.", 9),
    "algebra.cancelled-in-sum": Misconception("Cancel factors, never single terms of a sum.", 9),
    "layout.transposed": Misconception("The derivative of a scalar by a vector is a row here.", 9),
    "jacobian.transposed": Misconception("Rows are outputs, columns are inputs: J[m, n] = ∂f_m/∂x_n.", 9),
    "product.order": Misconception("The outer Jacobian stands on the left.", 6),
    "chain.no-inner-jacobian": Misconception("Multiply by the derivative of the inside, on the right.", 9),
    "chain.evaluation-point": Misconception("Evaluate the outer Jacobian at the inside, h(x), not at x.", 8),
    "norm.factor-two": Misconception("The square brings down a 2: is it there, and only once?", 7),
    "residual.sign": Misconception("The residual holds the variable with a minus: its derivative has one, too.", 7),
    "matrix.assumed-symmetric": Misconception(
        "The matrix need not be symmetric: it comes once as it is and once transposed.", 8
    ),
    "elementwise.diagonal-lost": Misconception("An elementwise function has a diagonal Jacobian.", 8),
    "direction.normalised": Misconception("The direction is used as it is given, not normalised.", 7),
    "direction.not-normalised": Misconception("The direction is used as it is given: it has length 1 here.", 7),
    "index.reused": Misconception("Two letters, two sums: keep the outer index apart from the summed one.", 8),
    "definite.psd-as-pd": Misconception(
        "Positive definite needs > 0 for every v other than 0; with = 0 somewhere it is semidefinite.", 8
    ),
    "definite.entries-positive": Misconception(
        "Positive entries do not make a matrix positive definite: look at v^T H v.", 8
    ),
    "hessian.mixed-once": Misconception("Each mixed second derivative stands in two places.", 8),
    "loss.no-square": Misconception("Square each residual before adding.", 8),
    "loss.sum-then-square": Misconception("Square each residual first, then add.", 8),
    "loss.mean": Misconception("Sum or mean? Look whether the question divides by the number of terms.", 7),
    "argmin.min-swapped": Misconception("The argmin is where the smallest value is taken; the min is how small.", 9),
}

MISCONCEPTIONS: Final[Mapping[str, Misconception]] = {**RULE_MISCONCEPTIONS, **WHOLE_MISCONCEPTIONS}
"""Every slip that can be named, by its id in the catalogue."""


def sentence(misconception: str) -> str | None:
    """What to tell a learner who slipped this way; None for an id that is not in the catalogue."""
    found = MISCONCEPTIONS.get(misconception)
    return found.sentence if found else None
