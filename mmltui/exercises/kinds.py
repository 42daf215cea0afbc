"""A point with its kind, as learners write it: `1 min`, `min at 1`, `(1, 0) is a saddle point`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

Kind = TypeVar("Kind", bound=str)

_GLUE = re.compile(r"^\s*(?:(?:is|at|:|=|->|→|,|a)(?=\W|$)\s*)+|(?:\s*(?:\bis|\bat|\ba|:|->|→|,))+\s*$", re.IGNORECASE)


def split_kind(piece: str, words: Mapping[str, Kind]) -> tuple[str, Kind | None]:
    """The text of the point alone, and the kind that one of `words` (in small letters) names, None if none does."""
    longest_first = "|".join(sorted(words, key=len, reverse=True))
    pattern = rf"\b(?:strict\s+)?(?:local\s+)?({longest_first})(?:\s+point)?\b"
    found = re.search(pattern, piece, re.IGNORECASE)
    if found is None:
        return _GLUE.sub("", piece).strip(), None
    return _GLUE.sub("", f"{piece[: found.start()]} {piece[found.end() :]}").strip(), words[found[1].lower()]
