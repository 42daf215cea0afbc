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
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual._styles_cache import StylesCache
from textual.geometry import Region

_BITE = 2_000  # new objects that are worth a look: a millisecond or two
_MEAL = 6_000  # objects that outlived such looks, and are worth another
_MUCH = 20_000  # objects that outlived that too: what they may have become is worth a pause
_PAUSE = 3.0  # seconds without input
_MOST = 60_000  # of those objects, after which not even someone who never pauses is spared
_PORTION = 30  # widgets that are let go at once
_WIDGET = 100  # objects that are found with one


class _Tally:
    has_begun = False
    young = 0  # objects that were new at a look and have not been looked at since
    old = 0  # objects that outlived two looks and have not been looked at since
    removed: ClassVar[list[object]] = []  # widgets that nothing else needs


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


def let_go(widgets: Iterable[object]) -> None:
    """These were removed: let them go, some at each look at all."""
    if _Tally.has_begun:
        _Tally.removed.extend(widgets)


def look_at_all() -> bool:
    """Look through all that is not set aside, some tens of milliseconds; tell whether it should be done again."""
    if not _Tally.has_begun:
        return False
    del _Tally.removed[: max(_PORTION, len(_Tally.removed) // 2)]
    for forget in _memories():
        forget()
    gc.collect()
    _Tally.young, _Tally.old = 0, _WIDGET * len(_Tally.removed)
    return bool(_Tally.removed)


def expect_to_stay() -> None:
    """What has come until now is a page that will be read: it is no reason to look for more."""
    look_at_new()
    _Tally.young = _Tally.old = 0


def look_in_passing(quiet: float) -> None:
    """Look at what is new, at what is not old if it is much, and all if `quiet` seconds without input allow it."""
    look_at_new()
    if _Tally.young > _MEAL:
        _Tally.old = max(0, _Tally.old + _Tally.young - gc.collect(1))
        _Tally.young = 0
    if _Tally.old > (_MUCH if quiet >= _PAUSE else _MOST):
        look_at_all()


def _memories() -> Iterator[Callable[[], None]]:
    """What makes Textual forget what it worked out for pages that were turned, up to half of all there is to look at.

    It remembers the insides of boxes, each with the widget that asked and so all that the widget drew, and regions.
    """
    for remembered in (StylesCache.get_inner_outer, *vars(Region).values()):
        if forget := getattr(remembered, "cache_clear", None):
            yield forget
