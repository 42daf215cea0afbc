"""Other colours for what is on the screen, some widgets at a time: Textual styles all of them in one go."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, Final

from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from mmltui.tui.lull import lull

_BITE: Final = 0.01  # seconds of styling at once


async def restyle(app: App[Any]) -> None:
    """Parse the style sheet for the colours of now, apply it to all screens, and only then paint.

    Whoever leaves this in the midst, because colours change once more, leaves nothing that the next does not do again.
    """
    app.stylesheet = await _parsed(app)
    nodes = iter([app, *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True))])
    with app.batch_update():
        while first := next(nodes, None):
            app.stylesheet.update_nodes(_until_it_takes_long(chain([first], nodes)))
            await lull()
        for screen in app.screen_stack:
            screen.refresh(layout=True)
    app.theme_changed_signal.publish(app.current_theme)  # Textual told of them when the styles were still the old ones


def _until_it_takes_long(nodes: Iterable[DOMNode]) -> Iterator[DOMNode]:
    end = time.perf_counter() + _BITE
    for node in nodes:
        if node.is_attached:
            yield node
        if time.perf_counter() > end:
            return


async def _parsed(app: App[Any]) -> Stylesheet:
    """The style sheet with all that came to it while it was being parsed."""
    while True:
        sheet = app.stylesheet.copy()
        sheet.set_variables(app.get_css_variables())
        await asyncio.to_thread(_parse, sheet)
        if sheet.source.keys() == app.stylesheet.source.keys():
            return sheet


def _parse(sheet: Stylesheet) -> None:
    sheet.parse()
    _ = sheet.rules_map  # it is worked out when it is first asked for
