"""The names that every exercise knows: Greek letters, functions, constants, and one spelling for each name."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

GREEK_LETTERS: Final = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
    "Γ": "Gamma",
    "Δ": "Delta",
    "Θ": "Theta",
    "Λ": "Lambda",
    "Ξ": "Xi",
    "Π": "Pi",
    "Σ": "Sigma",
    "Φ": "Phi",
    "Ψ": "Psi",
    "Ω": "Omega",
}
"""Letter to name, one for each; the printers read it the other way."""

GREEK_VARIANTS: Final = {"ϵ": "epsilon", "ϕ": "phi", "ϑ": "theta", "ς": "sigma", "µ": "mu", "ϱ": "rho", "ϖ": "pi"}
GREEK: Final = GREEK_LETTERS | GREEK_VARIANTS
GREEK_NAMES: Final = frozenset(GREEK_LETTERS.values())
LETTER_OF: Final = {name: letter for letter, name in GREEK_LETTERS.items()}
LATEX_VARIANTS: Final = {
    "varepsilon": "epsilon",
    "varphi": "phi",
    "vartheta": "theta",
    "varrho": "rho",
    "varsigma": "sigma",
    "varpi": "pi",
    "ell": "l",
}

ELEMENTWISE: Final = frozenset(
    [
        "sin",
        "cos",
        "tan",
        "sec",
        "csc",
        "cot",
        "asin",
        "acos",
        "atan",
        "asec",
        "acsc",
        "acot",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "exp",
        "log",
        "sqrt",
        "abs",
        "sign",
        "relu",
        "sigmoid",
        "softplus",
    ]
)
"""Functions of one number; of a vector they are taken entry by entry."""
WHOLE: Final = frozenset(["max", "min", "softmax", "norm", "tr", "det", "logdet", "inv", "diag", "sum"])
"""Functions of a whole vector or matrix, and max and min of several numbers."""
FUNCTIONS: Final = ELEMENTWISE | WHOLE
SEVERAL_ARGUMENTS: Final = frozenset({"max", "min"})
INVERSES: Final = {
    "sin": "asin",
    "cos": "acos",
    "tan": "atan",
    "sec": "asec",
    "csc": "acsc",
    "cot": "acot",
    "sinh": "asinh",
    "cosh": "acosh",
    "tanh": "atanh",
}
RECIPROCALS: Final = {"sech": "cosh", "csch": "sinh", "coth": "tanh", "cosech": "sinh"}
"""Functions read as one over another: `sech(x)` is 1/cosh(x)."""

ALIASES: Final = (
    {name: name for name in FUNCTIONS}
    | {"arc" + name: inverse for name, inverse in INVERSES.items()}
    | {"ar" + name: inverse for name, inverse in INVERSES.items() if name.endswith("h")}
    | {name: name for name in RECIPROCALS}
    | {
        "ln": "log",
        "sgn": "sign",
        "trace": "tr",
        "Tr": "tr",
        "tg": "tan",
        "arctg": "atan",
        "cosec": "csc",
        "ReLU": "relu",
        "Relu": "relu",
        "absolute": "abs",
        "inverse": "inv",
        "transpose": "transpose",
        "cbrt": "cbrt",
        "dot": "dot",
        "inner": "dot",
        "logistic": "sigmoid",
    }
)
"""Every spelling of a function; `transpose`, `dot`, `cbrt` and the reciprocals become other nodes when read."""

NOT_ANSWERS: Final = frozenset(
    [
        "diff",
        "differentiate",
        "derivative",
        "derive",
        "Derivative",
        "D",
        "integrate",
        "int",
        "Integral",
        "integral",
        "antiderivative",
        "solve",
        "dsolve",
        "nsolve",
        "simplify",
        "expand",
        "factor",
        "collect",
        "subs",
        "evaluate",
        "evalf",
        "limit",
        "lim",
        "Limit",
        "grad",
        "gradient",
        "jacobian",
        "hessian",
        "Jacobian",
        "Hessian",
        "minimize",
        "maximize",
        "argmin",
        "argmax",
        "series",
        "plot",
        "eval",
        "nabla",
        "autograd",
        "backward",
    ]
)
"""Orders to a computer algebra system: the tutor wants their result."""

SUBSCRIPTS: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789aehijklmnoprstuvx", strict=True)) | {
    "ᵦ": "beta",
    "ᵧ": "gamma",
    "ᵨ": "rho",
    "ᵩ": "phi",
    "ᵪ": "chi",
}


def canonical(name: str) -> str:
    r"""One spelling for each name: `θ₀`, `\theta_{0}`, `theta0` and `theta_0` are all `theta_0`."""
    spelled = "".join(
        "_" + SUBSCRIPTS[letter] if letter in SUBSCRIPTS else GREEK.get(letter) or unicodedata.normalize("NFKC", letter)
        for letter in name
    )
    bare = re.sub(r"[\\{}\s,]", "", spelled)
    head, *rest = re.sub(r"^([A-Za-z]+)(\d)", r"\1_\2", bare).split("_")
    tail = "".join(rest)
    return LATEX_VARIANTS.get(head, head) + ("_" + tail if tail else "")
