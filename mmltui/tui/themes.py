"""The three looks: dark, light, and ink, which has no hue at all. Meaning never hangs on colour alone."""

from __future__ import annotations

from textual.theme import Theme

_CALM = {"block-cursor-text-style": "bold", "border-blurred": "#00000000"}

DARK = Theme(
    name="mmltui-dark",
    primary="#7fb4ca",
    secondary="#8ea4c8",
    accent="#e6b673",
    foreground="#d6d3cb",
    background="#17191e",
    surface="#1f2229",
    panel="#282c35",
    success="#98bb6c",
    warning="#e6b673",
    error="#e08a7c",
    dark=True,
    variables=_CALM,
)
LIGHT = Theme(
    name="mmltui-light",
    primary="#1f5f7a",
    secondary="#46598a",
    accent="#8a5a00",
    foreground="#26282c",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e6e2d7",
    success="#3f6b1e",
    warning="#8a5a00",
    error="#a63d2f",
    dark=False,
    variables=_CALM,
)
INK = Theme(
    name="mmltui-ink",
    primary="#d0d0d0",
    secondary="#b0b0b0",
    accent="#ffffff",
    foreground="#d0d0d0",
    background="#101010",
    surface="#1a1a1a",
    panel="#262626",
    success="#f0f0f0",
    warning="#d0d0d0",
    error="#f0f0f0",
    dark=True,
    variables=_CALM,
)
THEMES = (DARK, LIGHT, INK)


def after(name: str) -> str:
    """The name of the theme that follows `name`; of the first one, if `name` is none of ours."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]
