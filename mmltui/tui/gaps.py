"""A template with gaps as it stands with what was typed so far."""

from __future__ import annotations

from textual.content import Content

_GAP = "__"


def filled(template: str, submission: str, at: int) -> Content:
    """`template` with the pieces of `submission`, parted by `;`, in its gaps; gap `at` is the one being typed."""
    first, *others = template.split(_GAP)
    pieces = [piece.strip() for piece in submission.split(";")]
    parts = [Content(first)]
    for number, text in enumerate(others):
        typed = pieces[number] if number < len(pieces) else ""
        style = "bold $primary underline" if number == at else "bold $primary"
        parts += [Content.styled(typed or _GAP, style if typed or number == at else "$text-muted"), Content(text)]
    return Content.assemble(*parts)
