"""Signs that stand before a term: sums with their indices, unevaluated derivatives."""

from __future__ import annotations

import re
from typing import Final

from mmltui.notation.names import GREEK, canonical
from mmltui.notation.subscripts import index
from mmltui.notation.tokens import Bounds, Scanner

_GREEK_CLASS: Final = "".join(GREEK)
_SUM_SCRIPT: Final = re.compile(
    r"\s*_\s*(?:\{(?P<braced>[^{}]*)\}|\((?P<bracketed>[^()]*)\)|(?P<bare>[A-Za-z]+(?:\s*=\s*\d+)?))"
)
_SUM_ARGUMENT: Final = re.compile(r"\s*\(\s*([A-Za-z])\s*,")
_BOUND: Final = re.compile(r"\s*([A-Za-z])\s*(?:(?:=|\\in)\s*(\d+|[A-Za-z]))?\s*(?:\.{2,3}.*)?")
_DIFFERENTIAL: Final = re.compile(
    rf"""(?:\\[dt]?frac\s*\{{\s*)?
      (?:d|∂|\\partial\b)\s*(?:(?:\^|\*\*)\s*\{{?\s*(?P<order>\d)\s*\}}?)?\s*
      (?:/|\}}\s*\{{)\s*
      (?:d|∂|\\partial\b)\s*(?P<variable>\\?[A-Za-z]+|[{_GREEK_CLASS}])(?:\s*_\s*(?:\{{\s*(?P<braced>\w+)\s*\}}|(?P<bare>\d+|\w)))?
      \s*(?:(?:\^|\*\*)\s*\{{?\s*(?P<again>\d)\s*\}}?)?""",
    re.VERBOSE,
)
_BRACE: Final = re.compile(r"\s*\}")


def sum_sign(scanner: Scanner, end: int) -> None:
    """A sum sign with the indices under it."""
    text = scanner.text
    found = _SUM_SCRIPT.match(text, end)
    argument = _SUM_ARGUMENT.match(text, end) if found is None else None
    if argument and argument[1] not in scanner.vocabulary.kinds:
        scanner.bind(argument[1])
        scanner.put("sum", "sum(", end, bounds=(Bounds(argument[1], None),))
        return
    if found is None:
        scanner.put("sum", "sum", end)
        return
    raw = next(group for group in found.groups() if group is not None)
    end = found.end()
    if found["bare"] and "=" not in raw and text.startswith("_", end) and len(raw) > 1:
        raw, end = raw[:-1], end - 1
    parts = list(raw) if raw.isalpha() else raw.split(",")
    bounds: list[Bounds] = []
    for part in parts:
        bound = _BOUND.fullmatch(part)
        if bound is None:
            scanner.refuse(f"'{raw}' does not name the index of a sum", end, "write sum_n or sum_{n=1}^N")
        scanner.bind(bound[1])
        bounds.append(Bounds(bound[1], index(scanner, bound[2], end) if bound[2] else None))
    scanner.put("sum", "sum", end, bounds=tuple(bounds))


def differential(scanner: Scanner) -> bool:
    """Take `d/dx`, if that is what stands here."""
    found = _DIFFERENTIAL.match(scanner.text, scanner.at)
    if found is None:
        return False
    name = canonical(found["variable"] + "_" + (found["braced"] or found["bare"] or ""))
    order, again = int(found["order"] or 1), int(found["again"] or 1)
    fraction = found[0].startswith("\\") and "frac" in found[0][:6]
    closing = _BRACE.match(scanner.text, found.end()) if fraction else None
    if name not in scanner.vocabulary.kinds or order != again or (fraction and closing is None):
        return False
    scanner.put("differential", name, closing.end() if closing else found.end(), order=order)
    return True
