"""The environments that set cells in rows: a new one is one line of the table."""

from __future__ import annotations

from typing import Final, NamedTuple


class Environment(NamedTuple):
    """How the cells of an environment are set; `argument` says that column letters follow its name."""

    columns: str = "c"
    left: str = ""
    right: str = ""
    gaps: tuple[int, ...] = (2,)
    argument: bool = False


_ALIGNED: Final = Environment("rl", gaps=(0, 3))
_GATHERED: Final = Environment("c")
_CASES: Final = Environment("l", "{")
ENVIRONMENTS: Final = {
    "matrix": Environment(),
    "smallmatrix": Environment(),
    "pmatrix": Environment(left="(", right=")"),
    "bmatrix": Environment(left="[", right="]"),
    "Bmatrix": Environment(left="{", right="}"),
    "vmatrix": Environment(left="|", right="|"),
    "Vmatrix": Environment(left="‖", right="‖"),
    "array": Environment(argument=True),
    "subarray": Environment(argument=True),
    "cases": _CASES,
    "dcases": _CASES,
    "rcases": Environment("l", "", "}"),
    "aligned": _ALIGNED,
    "align": _ALIGNED,
    "split": _ALIGNED,
    "eqnarray": Environment("rcl", gaps=(1, 1)),
    "alignat": Environment("rl", gaps=(0, 3), argument=True),
    "alignedat": Environment("rl", gaps=(0, 3), argument=True),
    "gathered": _GATHERED,
    "gather": _GATHERED,
    "multline": _GATHERED,
    "equation": _GATHERED,
}
