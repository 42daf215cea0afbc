"""What learners write around an answer: `f'(x) =` before it, a full stop after it, dollar signs."""

from __future__ import annotations

import re
from typing import Final

from mmltui.notation.names import GREEK, canonical
from mmltui.notation.vocabulary import Vocabulary

_NAME: Final = rf"(?:\\?[A-Za-z]+|[{''.join(GREEK)}])(?:\s*_\s*(?:\{{[^{{}}]*\}}|\w)|\d+)?"
_D: Final = r"(?:d|∂|\\partial\s*|\\mathrm\s*\{?\s*d\s*\}?)"
_RATIO: Final = rf"{_D}(?:\^\{{?\d\}}?)?\s*{_NAME}?"
_IN_BRACES: Final = r"(?:[^{}=]|\{[^{}=]*\})*"
_LABEL: Final = re.compile(
    rf"""\s*(?:
        (?P<name>{_NAME})\s*(?P<marks>(?:\s*(?:'|\^\s*\{{?\s*(?:\*|\\ast|\\star|\\prime)\s*\}}?|\*))*)
        \s*(?P<of>\(\s*[^()=]*\))?
      | {_D}(?:\^\{{?\d\}}?)?\s*\(?\s*{_NAME}\s*\)?\s*/\s*{_D}\s*{_NAME}(?:\^\{{?\d\}}?)?(?:\s*\([^()=]*\))?
      | \\[dt]?frac\s*\{{\s*{_D}{_IN_BRACES}\}}\s*\{{\s*{_D}{_IN_BRACES}\}}
      | (?:∇|\\nabla)\s*[^=]{{0,20}}
      | (?=:?=)
    )\s*:?=(?!=)""",
    re.VERBOSE,
)
_TRAILING: Final = ("", " ", ".", ",", ";", "$", ")", "]")
_WRAPPING: Final = ((r"$$", r"$$"), ("$", "$"), (r"\(", r"\)"), (r"\[", r"\]"))


def without_label(text: str, vocabulary: Vocabulary) -> str:
    """The text with its label, wrapping and closing punctuation turned into blanks, so that every place stays.

    A name that the exercise declares is a label only if it is marked (`a* =`, `f'(x) =`): `a = 2` is an equation.
    """
    if "=" not in text and text[-1:] not in _TRAILING:
        return text
    text = _without_wrapping(text)
    stripped = text.rstrip()
    while stripped[-1:] in (".", ",", ";") and stripped[-2:] != ".." and stripped.strip(".,; "):
        stripped = stripped[:-1].rstrip()
    text = stripped.ljust(len(text))
    found = _LABEL.match(text) if "=" in text else None
    if found is None:
        return text
    name = found["name"]
    if name and not found["marks"].strip() and _means_something(canonical(name), vocabulary, found["of"] is not None):
        return text
    return _blank(text, found.end())


def _means_something(name: str, vocabulary: Vocabulary, applied: bool) -> bool:  # noqa: FBT001  # one question
    """Whether a name before `=` is more than a label: declared, a constant, or a function with its argument."""
    stem = name.partition("_")[0]
    if name in vocabulary.kinds:
        return True
    if stem in vocabulary.kinds:
        return vocabulary.kinds[stem].role != "scalar"  # a number has no entries: `x_1 =` numbers its values
    word = vocabulary.words.get(name) or vocabulary.words.get(stem)
    return word is not None and (applied or word.role != "function")


def _blank(text: str, end: int) -> str:
    return " " * end + text[end:]


def _without_wrapping(text: str) -> str:
    stripped = text.strip()
    if stripped[:1] not in ("$", "\\"):
        return text
    for opening, closing in _WRAPPING:
        if stripped.startswith(opening) and stripped.endswith(closing) and len(stripped) > len(opening) + len(closing):
            start, end = text.index(opening), text.rindex(closing)
            blank = " " * len(opening)
            return text[:start] + blank + text[start + len(opening) : end] + blank + text[end + len(closing) :]
    return text
