"""A headless Chromium that is told what to do through its debugging protocol."""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Tab:
    """The one tab of a browser."""

    def __init__(self, socket) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def call(self, method: str, **parameters):
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            message = await self._socket.receive_json(timeout=30)
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]

    async def evaluate(self, script: str):
        found = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    async def press(self, key: str, code: int = 0) -> None:
        """A key by its name, such as `a` or `Enter` with its key code."""
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        for kind in ("keyDown", "keyUp"):
            parameters = {"text": text} if text and kind == "keyDown" else {}
            await self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **parameters)
        await asyncio.sleep(0.03)

    async def type(self, text: str) -> None:
        for character in text:
            await self.press(character)

    async def click(self, x: int, y: int) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def save_picture(self, path: Path) -> None:
        picture = base64.b64decode((await self.call("Page.captureScreenshot"))["data"])
        await asyncio.to_thread(path.write_bytes, picture)


@asynccontextmanager
async def open_tab(chromium: str, profile: Path, url: str) -> AsyncIterator[Tab]:
    import aiohttp

    browser = await asyncio.create_subprocess_exec(
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--window-size=1100,760",
        "--remote-debugging-port=0",
        f"--user-data-dir={profile}",
        url,
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        assert browser.stderr
        async with asyncio.timeout(60):
            while b"DevTools listening on" not in (line := await browser.stderr.readline()):
                assert line, "the browser ended before it could be spoken to"
        port = line.split(b":")[2].split(b"/")[0].decode()
        draining = asyncio.ensure_future(browser.stderr.read())
        async with aiohttp.ClientSession() as http:
            for _ in range(100):
                async with http.get(f"http://127.0.0.1:{port}/json") as answer:
                    tabs = [tab for tab in await answer.json() if tab["type"] == "page" and tab["url"].startswith(url)]
                if tabs:
                    break
                await asyncio.sleep(0.1)
            async with http.ws_connect(tabs[0]["webSocketDebuggerUrl"], max_msg_size=1 << 26) as socket:
                yield Tab(socket)
    finally:
        browser.kill()
        await browser.wait()
        await draining
