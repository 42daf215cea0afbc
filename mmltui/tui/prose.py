"""Markdown with mathematics as a widget."""

from __future__ import annotations

from textual.widget import Widget
from textual.widgets import Markdown

from mmltui.typeset import Charset


def prose(markdown: str, charset: Charset) -> Widget:  # noqa: ARG001 - until formulas are typeset
    """A widget as high as its text."""
    return Markdown(markdown, open_links=False)
