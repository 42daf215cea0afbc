"""Index notation: sums with a Kronecker delta in them, and entries of a derivative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from mmltui.course.families.item import Item, Maker

_VECTORS: Final = ("a", "c", "u", "v", "y")
_MATRICES: Final = ("A", "B", "C", "W")
_INDICES: Final = ("i", "j", "k", "m", "n")

# The factors beside the delta, each a letter with its indices: `s` is summed over, `f` is the delta's other index
# and `r` stays as it is; `x` stands for a vector of the length of the sum, `A` for a matrix.
_PRODUCTS: Final = (
    (("x", "s"),),
    (("A", "rs"),),
    (("A", "sr"),),
    (("x", "s"), ("A", "rs")),
    (("x", "s"), ("A", "sr")),
)

# A function of x, its entry (or the function itself) with indices, and the entry of its derivative by x_j.
_DERIVATIVES: Final = (
    ("A x", r"f_i = \sum_k A_{ik} x_k", "A_{ij}", "ij"),
    ("A^T x", r"f_i = \sum_k A_{ki} x_k", "A_{ji}", "ij"),
    ("A x + b", r"f_i = \sum_k A_{ik} x_k + b_i", "A_{ij}", "ij"),
    ("b - A x", r"f_i = b_i - \sum_k A_{ik} x_k", "-A_{ij}", "ij"),
    ("2 A x", r"f_i = 2 \sum_k A_{ik} x_k", "2 A_{ij}", "ij"),
    ("b^T x", r"f = \sum_k b_k x_k", "b_j", "j"),
    ("1/2 ||x||^2", r"f = \tfrac12 \sum_k x_k^2", "x_j", "j"),
    ("1/2 ||x - b||^2", r"f = \tfrac12 \sum_k (x_k - b_k)^2", "x_j - b_j", "j"),
    ("||x||^2 + b^T x", r"f = \sum_k x_k^2 + \sum_k b_k x_k", "2 x_j + b_j", "j"),
)


def _sum(source: Random) -> Item:
    """What a delta leaves of a sum."""
    index = dict(zip("sfr", source.sample(_INDICES, 3), strict=True))
    letter = {"x": source.choice(_VECTORS), "A": source.choice(_MATRICES)}
    factors = source.choice(_PRODUCTS)
    delta = "".join(index[place] for place in source.sample("sf", 2))
    named = [(letter[name], "".join(index[place] for place in places)) for name, places in factors]
    left = [(name, places.replace(index["s"], index["f"])) for name, places in named]
    sizes = {"s": "N", "f": "N", "r": "M"}
    kinds = {letter[name]: " x ".join(sizes[place] for place in places) for name, places in factors}
    used = {
        index[place]: sizes[place] for place in "sfr" if place != "r" or any("r" in places for _, places in factors)
    }
    summed = rf"\sum_{index['s']} {_latex(named)} \delta_{{{delta}}}"
    return Item(
        f"What does the delta leave of ${summed}$?",
        {
            "ask": "blank",
            "template": f"sum_{index['s']} {_text(named)} delta_{delta} = __",
            "answers": [_text(left)],
            "symbols": kinds,
            "indices": used,
        },
        (
            f"For which ${index['s']}$ is the delta not zero?",
            "Put that letter in wherever the index of the sum stands.",
        ),
        f"Only the term with ${index['s']} = {index['f']}$ is left: ${_latex(left)}$",
    )


def _text(factors: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"{name}_{places}" for name, places in factors)


def _latex(factors: Sequence[tuple[str, str]]) -> str:
    return " ".join(f"{name}_{{{places}}}" for name, places in factors)


def _entry(source: Random) -> Item:
    """One entry of a derivative, from the function written with indices."""
    of, shown, answer, indices = source.choice(_DERIVATIVES)
    variable = source.choice(("x", "w", "z"))
    letters = str.maketrans({"A": source.choice(_MATRICES), "b": source.choice(_VECTORS), "x": variable})
    is_scalar = indices == "j"
    kinds = {"A": "N x M" if "^T x" in of else "M x N", "b": "N" if is_scalar else "M", "x": "N"}
    by = rf"\frac{{\partial {'f' if is_scalar else 'f_i'}}}{{\partial {variable}_j}}"
    return Item(
        f"${shown.translate(letters)}$. Which formula is ${by}$?",
        {
            "ask": "entry",
            "of": of.translate(letters),
            "wrt": variable,
            "symbols": {name.translate(letters): kind for name, kind in kinds.items() if name in of},
            "indices": {index: "N" if index == "j" else "M" for index in indices},
        },
        (
            "Differentiate inside the sum, like a scalar; what does not hold the variable is a constant.",
            rf"$\frac{{\partial {variable}_k}}{{\partial {variable}_j}} = \delta_{{kj}}$: one term of the sum is left.",
        ),
        f"The sieve leaves ${answer.translate(letters)}$",
    )


KINDS: Final[Mapping[str, Maker]] = {"sum": _sum, "entry": _entry}
