"""Shapes of derivatives, with sizes that differ so that no answer is right by chance."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Final

from mmltui.course.families.item import Item, Maker

_SIZES: Final = range(2, 9)
_RULE: Final = "Out by in: one row for each output, one column for each input."


def _jacobian(source: Random) -> Item:
    outputs, inputs = source.sample(_SIZES, 2)
    return Item(
        rf"$\mathbf f$ takes $\mathbf x \in \mathbb R^{{{inputs}}}$ to $\mathbb R^{{{outputs}}}$. What is the shape of "
        r"$\frac{d\mathbf f}{d\mathbf x}$?",
        {
            "ask": "shape",
            "of": "A x",
            "wrt": "x",
            "symbols": {"A": f"{outputs} x {inputs}", "x": str(inputs)},
        },
        (_RULE,),
        f"{outputs} outputs by {inputs} inputs: `{outputs} x {inputs}`",
    )


def _gradient(source: Random) -> Item:
    inputs = source.choice(range(3, 12))
    return Item(
        rf"$L(\theta)$ is a number, $\theta$ a column of {inputs} parameters. What is the shape of "
        rf"$\frac{{dL}}{{d\theta}}$?",
        {"ask": "shape", "of": "theta^T theta", "wrt": "theta", "symbols": {"theta": str(inputs)}},
        (_RULE, "A number counts as one output."),
        f"One output by {inputs} inputs, a row: `1 x {inputs}`",
    )


def _composition(source: Random) -> Item:
    inputs, between, outputs = source.sample(_SIZES, 3)
    outer, inner = f"{outputs} x {between}", f"{between} x {inputs}"
    return Item(
        rf"$\mathbf h$ takes $\mathbf x \in \mathbb R^{{{inputs}}}$ to $\mathbb R^{{{between}}}$, and $\mathbf g$ "
        rf"takes that to "
        rf"$\mathbb R^{{{outputs}}}$. Give three shapes, each on its own line: of $\frac{{d\mathbf g}}{{d\mathbf "
        rf"h}}$, of "
        r"$\frac{d\mathbf h}{d\mathbf x}$, and of their product $\frac{d\mathbf g}{d\mathbf x}$.",
        {
            "ask": "parts",
            "parts": [
                {"ask": "shape", "of": "G h", "wrt": "h", "symbols": {"G": outer, "h": str(between)}},
                {"ask": "shape", "of": "H x", "wrt": "x", "symbols": {"H": inner, "x": str(inputs)}},
                {"ask": "shape", "of": "G H x", "wrt": "x", "symbols": {"G": outer, "H": inner, "x": str(inputs)}},
            ],
        },
        (_RULE, "In the product the inner sizes meet and cancel, like units."),
        f"`{outer}` times `{inner}` is `{outputs} x {inputs}`",
    )


def _design(source: Random) -> Item:
    examples, degree = source.choice((10, 20, 30, 50, 80)), source.choice((2, 3, 4, 5))
    return Item(
        rf"A polynomial of degree {degree}, with a constant, is fitted to {examples} examples. What is the shape of "
        rf"the design "
        r"matrix $\Phi$?",
        {"ask": "shape", "of": "Phi", "symbols": {"Phi": f"{examples} x {degree + 1}"}},
        ("One row for each example, one column for each feature.", "The constant is a feature as well."),
        f"{examples} examples by {degree + 1} features: `{examples} x {degree + 1}`",
    )


def _second(source: Random) -> Item:
    outputs, inputs = source.sample(range(2, 7), 2)
    return Item(
        rf"$\mathbf f$ takes $\mathbf x \in \mathbb R^{{{inputs}}}$ to $\mathbb R^{{{outputs}}}$. Which shape has the "
        "box of all its second partial derivatives, outputs first? Type three sizes, such as `7 x 8 x 9`.",
        {"ask": "shape", "of": "f", "wrt": ["x", "x"], "symbols": {"f": str(outputs), "x": str(inputs)}},
        (
            "Start from the shape of the Jacobian.",
            "Each of its entries has a slope in every input again: a third axis.",
        ),
        f"Outputs, inputs, and inputs once more: `{outputs} x {inputs} x {inputs}`",
    )


KINDS: Final[Mapping[str, Maker]] = {
    "jacobian": _jacobian,
    "gradient": _gradient,
    "composition": _composition,
    "design": _design,
    "second": _second,
}
