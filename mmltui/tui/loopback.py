"""The server of `mmltui serve`: it answers this machine's browser on its own page, and nobody else.

textual-serve takes a websocket from wherever it comes. A page of another site, open in the same browser, could then
type into the app, and a name that leads to 127.0.0.1 could read it. Both give themselves away in their headers.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

# Without it no key does anything until the page has been clicked on, and nothing tells so.
_FOCUS = """
<script>
  const looking = setInterval(() => {
    const keys = document.querySelector(".xterm-helper-textarea");
    if (keys) { keys.focus(); clearInterval(looking); }
  }, 50);
</script>
</body>"""


class LoopbackServer(Server):  # type: ignore[misc]  # textual-serve has no types
    """textual-serve on the loopback address, closed to other sites."""

    def __init__(self, command: str, *, port: int) -> None:
        super().__init__(command, host="localhost", port=port, title="mmltui")

    async def _make_app(self) -> web.Application:
        app: web.Application = await super()._make_app()
        app.middlewares.append(_only_here(self.port))
        return app

    async def handle_index(self, request: web.Request) -> web.Response:
        """Answer with the page, the keys going to the app from the start."""
        page: web.Response = await super().handle_index(request)
        page.text = (page.text or "").replace("</body>", _FOCUS)
        return page

    async def on_startup(self, app: web.Application) -> None:
        """Say where it is open."""
        del app
        self.console.print(f"mmltui is open at {self.public_url} (Ctrl+C ends it)", highlight=False)


def is_from_here(host: str | None, origin: str | None, port: int) -> bool:
    """Whether a request with these headers was sent to this server by its own page, or by no page at all."""
    return _is_this_server(f"//{host}", port) and (origin is None or _is_this_server(origin, port, scheme="http"))


def _is_this_server(url: str, port: int, scheme: str = "") -> bool:
    try:
        parts = urlsplit(url)
        heard_at = parts.port or 80
    except ValueError:
        return False
    return parts.scheme == scheme and parts.hostname in _NAMES and heard_at == port


def _only_here(port: int) -> Callable[[web.Request, _Handler], Awaitable[web.StreamResponse]]:
    async def check(request: web.Request, handler: _Handler) -> web.StreamResponse:
        if not is_from_here(request.headers.get("Host"), request.headers.get("Origin"), port):
            raise web.HTTPForbidden(text="mmltui answers only to its own page on this machine")
        return await handler(request)

    made: Callable[[web.Request, _Handler], Awaitable[web.StreamResponse]] = web.middleware(check)
    return made
