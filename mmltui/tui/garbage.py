"""When garbage is collected, for a full collection holds the screen for a fifth of a second.

Most of what lives is modules and lessons, which never become garbage: they are set aside as soon as they are loaded,
before anything looks through them. What is left is looked through after a page has been turned, when nobody waits.
"""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache

_SELDOM = 1000  # times that younger objects are looked through before all are, without being asked


def pause() -> None:
    """Collect nothing: among modules that are just being loaded there is no garbage."""
    gc.disable()


def resume() -> None:
    """Collect young objects as usual; old ones only in `sweep`."""
    gc.set_threshold(*gc.get_threshold()[:2], _SELDOM)
    gc.enable()


def set_aside() -> None:
    """What lives now is not looked at again."""
    gc.freeze()


def sweep() -> None:
    """Look through all that was made since: a few tens of milliseconds."""
    # Textual remembers the insides of up to 1024 boxes together with the widget that asked, and all that it drew.
    StylesCache.get_inner_outer.cache_clear()
    gc.collect()
