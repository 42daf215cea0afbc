"""The words of a command line, put so that argparse reads them as people mean them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

_VALUED: Final = ("--lessons", "--section", "--data", "--charset")  # options of the app that a value follows


def command_first(words: Sequence[str], commands: Collection[str]) -> Sequence[str]:
    """Let what stands before a command be options of it: argparse would let the command forget them.

    >>> command_first(["--charset", "ascii", "show", "1.2"], ["show"])
    ['show', '--charset', 'ascii', '1.2']
    """
    for at, word in enumerate(words):
        if at and words[at - 1] in _VALUED:
            continue
        if not word.startswith("--"):
            return [word, *words[:at], *words[at + 1 :]] if word in commands else words
    return words


def protect_minus(words: Sequence[str]) -> list[str]:
    """Let `-x^2` and `-pi` be operands: only `-h` and what starts with two minus signs is an option here.

    argparse takes a word with a leading space for an operand; whoever reads it takes the space away again.
    """
    return [
        f" {word}" if word.startswith("-") and not word.startswith("--") and word not in ("-h", "-") else word
        for word in words
    ]
