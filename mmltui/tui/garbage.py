"""When garbage is collected: looking through objects holds the screen, so it is done in bites that nobody notices.

Nearly all that is thrown away goes at once, for nothing refers to it any more. Only what refers to itself in a circle,
such as a page that was turned, has to be looked for. Most of what lives is modules and lessons, which never become
garbage: they are set aside as soon as they are loaded, before anything looks through them. All else is looked through
when it is least: what is new while a page is being built, what is not old while it is read, and the whole after a turn,
when the page before has gone and the next is a few lines. Freeing a page takes longer than finding it: its widgets are
let go some at a time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region

if TYPE_CHECKING:
    from textual.widget import Widget

_BITE = 2_000  # new objects that are worth a look: a millisecond or two
_MEAL = 6_000  # objects that outlived such looks, and are worth another
_MUCH = 10_000  # objects that outlived that too: what they may have become is worth a pause
_PAUSE = 1.0  # seconds without input
_MOST = 60_000  # of those objects, after which not even someone who never pauses is spared
_PORTION = 30  # widgets that are let go at once
_WIDGET = 100  # objects that are found with one


class _Tally:
    has_begun = False
    young = 0  # objects that were new at a look and have not been looked at since
    old = 0  # objects that outlived two looks and have not been looked at since
    has_forgotten = False  # the lines that were drawn, so that all could be looked through
    removed: ClassVar[list[Widget]] = []  # widgets that nothing else needs


def pause() -> None:
    """Collect nothing, until `begin` allows it to the functions below."""
    gc.disable()
    _Tally.has_begun = False


def begin() -> None:
    """All is loaded that stays: look for garbage from now on."""
    set_aside()
    _Tally.has_begun = True


def set_aside() -> None:
    """What lives now is not looked at again."""
    gc.freeze()
    _Tally.young = _Tally.old = 0


def look_at_new() -> None:
    """Look through what has come since the last look, a few milliseconds."""
    new = gc.get_count()[0]
    if new > _BITE and _Tally.has_begun:
        _Tally.young += new - gc.collect(0)


def let_go(widgets: Iterable[Widget]) -> None:
    """These were removed: let go what they have drawn, and them, some at each look at all."""
    for widget in widgets:
        _forget_lines(widget)
        if _Tally.has_begun:
            _Tally.removed.append(widget)


def look_at_all() -> bool:
    """Look through all that is not set aside, some tens of milliseconds; tell whether it should be done again."""
    if not _Tally.has_begun:
        return False
    del _Tally.removed[: max(_PORTION, len(_Tally.removed) // 2)]
    gc.collect()
    _Tally.young = _Tally.old = 0
    _Tally.has_forgotten = False
    return bool(_Tally.removed)


def expect_to_stay() -> None:
    """What has come until now is a page that will be read: it is no reason to look for more."""
    look_at_new()
    _Tally.young = _Tally.old = 0


def forget(widgets: Iterable[Widget]) -> None:
    """Forget what is easily worked out again, and would be most of what there is to look at.

    That is the lines that these widgets have drawn, ten objects each, and what Textual remembers of boxes, with those
    lines, and of regions.
    """
    kinds: set[type] = {Region}
    for widget in widgets:
        kinds.add(type(_forget_lines(widget)))
    for remembered in (each for kind in kinds for each in vars(kind).values()):
        if forget_all := getattr(remembered, "cache_clear", None):
            forget_all()


def _forget_lines(widget: Widget) -> object:
    """Empty what holds them, and return it. Nothing public does; if Textual keeps them elsewhere one day, they stay."""
    lines = getattr(widget, "_styles_cache", None)
    if lines is not None:
        lines.clear()
    return lines


def look_in_passing(quiet: float, on_show: Callable[[], Iterable[Widget]] = tuple) -> None:
    """Look at what is new, or what is not old if it is much, or all if `quiet` seconds without input allow it.

    One of them each time, so that keys are read in between. The time before all is looked through, what can be
    forgotten of the widgets `on_show` is.
    """
    if not _Tally.has_begun:
        return
    much = _MUCH if quiet >= _PAUSE else _MOST
    if gc.get_count()[0] > _BITE:
        look_at_new()
    elif _Tally.young > _MEAL:
        _Tally.old = max(0, _Tally.old + _Tally.young - gc.collect(1))
        _Tally.young = 0
    elif _Tally.old + _WIDGET * len(_Tally.removed) <= much:
        _Tally.has_forgotten = False
    elif _Tally.has_forgotten:
        look_at_all()
    else:
        forget(on_show())
        _Tally.has_forgotten = True
