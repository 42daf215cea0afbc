r"""LaTeX commands that stand for a sign, for nothing, or for a typeface around a name."""

from __future__ import annotations

import re
from typing import Final

SIGN_COMMANDS: Final = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "bullet": "*",
    "div": "/",
    "odot": ".*",
    "circ": ".*",
    "le": "<=",
    "leq": "<=",
    "leqslant": "<=",
    "ge": ">=",
    "geq": ">=",
    "geqslant": ">=",
    "lt": "<",
    "gt": ">",
    "ne": "!=",
    "neq": "!=",
    "vert": "|",
    "lvert": "lvert",
    "rvert": "rvert",
    "mid": "|",
    "|": "‖",
    "Vert": "‖",
    "lVert": "‖",
    "rVert": "‖",
    "parallel": "‖",
    "{": "set(",
    "}": "set)",
    "lbrace": "set(",
    "rbrace": "set)",
    "langle": "(",
    "rangle": ")",
    "lparen": "(",
    "rparen": ")",
    "lbrack": "[",
    "rbrack": "]",
    "prime": "'",
    "emptyset": "∅",
    "varnothing": "∅",
    "\\": ";",
    "&": "&",
    "cr": ";",
    "colon": ":",
}
IGNORED_COMMANDS: Final = frozenset(
    [
        "left",
        "right",
        "middle",
        "big",
        "Big",
        "bigg",
        "Bigg",
        "bigl",
        "bigr",
        "Bigl",
        "Bigr",
        "biggl",
        "biggr",
        "Biggl",
        "Biggr",
        "displaystyle",
        "textstyle",
        "limits",
        "nolimits",
        "quad",
        "qquad",
        ",",
        ";",
        ":",
        "!",
        ">",
        "space",
        "thinspace",
        "mathbf",
        "boldsymbol",
        "bm",
        "mathrm",
        "operatorname",
        "mathit",
        "mathsf",
        "vec",
        "text",
        "rm",
        "bf",
    ]
) | {" ", "/"}

_WRAPPED: Final = re.compile(
    r"\\(?:mathbf|boldsymbol|bm|mathrm|operatorname\*?|mathit|mathsf|mathcal|vec|text|textbf|mathbb|pmb)"
    r"\s*(\{)\s*(?:\\?[A-Za-z]+|\d|[^\x00-\x7f])\s*(\})"
)


_LIMITS: Final = re.compile(r"\\(?:no)?limits(?![A-Za-z])")


def unwrapped(text: str) -> str:
    r"""The text without typeface commands around names, of the same length: `\mathbf{A}` is the name in blanks."""
    text = _LIMITS.sub(lambda found: " " * len(found[0]), text)
    while "{" in text:
        plain = _WRAPPED.sub(_blanked, text)
        if plain == text:
            break
        text = plain
    return text


def _blanked(found: re.Match[str]) -> str:
    start, opened, closed = found.start(), found.start(1), found.start(2)
    inner = found[0][opened - start + 1 : closed - start]
    return " " * (opened - start + 1) + inner + " "
