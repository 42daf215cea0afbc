"""When garbage is collected: looking through all objects holds the screen, so it is done while nobody types.

Nearly all that is thrown away goes at once, for nothing refers to it any more. Only what refers to itself in a circle,
such as a page that was turned, has to be looked for. Most of what lives is modules and lessons, which never become
garbage: they are set aside as soon as they are loaded, before anything looks through them.
"""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

_PATIENCE = 40_000  # new objects times seconds: one page that was turned is worth a pause of two to three seconds
_MOST = 200_000  # new objects: some ten pages, after which not even someone who never pauses is spared


def pause() -> None:
    """Collect nothing unless `sweep` is asked to."""
    gc.disable()


def set_aside() -> None:
    """What lives now is not looked at again."""
    gc.freeze()


def sweep(quiet: float) -> None:
    """Look through all that is not set aside, a few tens of milliseconds, if `quiet` seconds without input allow it."""
    new = gc.get_count()[0]
    if new * quiet > _PATIENCE or new > _MOST:
        # Textual remembers the insides of up to 1024 boxes together with the widget that asked, and all that it drew.
        StylesCache.get_inner_outer.cache_clear()
        gc.collect()
