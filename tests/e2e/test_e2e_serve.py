"""`mmltui serve`: the app in a browser on this machine, and in no page of anybody else."""

from __future__ import annotations

import asyncio
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser import Tab, find_chromium, open_tab

from mmltui.study.events import Attempt
from mmltui.study.store import Store

pytest.importorskip("textual_serve", reason="needs the extra 'web'")

LESSONS = Path(__file__).parents[1] / "tui" / "lessons"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def served(data: Path) -> Iterator[int]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "mmltui",
        "serve",
        "--port",
        str(port),
        "--lessons",
        str(LESSONS),
        "--section",
        "1.2",
    ]
    with subprocess.Popen([*command, "--data", str(data)], stdout=subprocess.DEVNULL) as server:
        try:
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()
            server.wait(20)


def status(port: int, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return connection.getresponse().status
    finally:
        connection.close()


def test_other_sites_are_turned_away(tmp_path: Path) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    with served(tmp_path) as port:
        assert status(port, "/") == 200
        assert status(port, "/", Host=f"elsewhere.example:{port}") == 403
        assert status(port, "/ws", **upgrade, Origin="http://elsewhere.example") == 403
        assert status(port, "/ws", **upgrade, Origin=f"http://localhost:{port + 1}") == 403
        assert status(port, "/ws", **upgrade, Origin=f"http://localhost:{port}") == 101


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "mmltui", "serve", "--port", str(port), "--data", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert f"cannot open port {port}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(find_chromium() is None, reason="needs Chromium")
def test_an_exercise_is_answered_in_a_browser_and_a_reload_keeps_the_draft(tmp_path: Path) -> None:
    pictures = Path(os.environ.get("MMLTUI_PICTURES", tmp_path))
    with served(tmp_path / "data") as port:
        asyncio.run(answer_and_reload(f"http://localhost:{port}/", tmp_path, pictures))


async def answer_and_reload(url: str, folder: Path, pictures: Path) -> None:
    data = folder / "data"
    async with open_tab(str(find_chromium()), folder / "profile", url) as tab:
        await painted(tab, data)
        await asyncio.sleep(2)
        await tab.save_picture(pictures / "browser-opened.png")
        await tab.press("a")
        await asyncio.sleep(1)
        await tab.type("2x sin x + x^2 cos x")
        await tab.press("Enter", 13)
        await until(lambda: verdicts(data) == ["correct"])
        await asyncio.sleep(1)
        await tab.save_picture(pictures / "browser-answered.png")

        await tab.type(" + 7")
        await until(lambda: "cos x + 7" in kept(data))
        place = kept(data)
        await tab.call("Page.reload")
        await painted(tab, data)
        await asyncio.sleep(2)
        await tab.save_picture(pictures / "browser-reloaded.png")
        assert kept(data) == place


async def painted(tab: Tab, data: Path) -> None:
    for _ in range(300):
        if await tab.evaluate("!!document.querySelector('.xterm-screen') && document.body.className") and (
            (data / "sitting.json").exists()
        ):
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("the app did not appear")


async def until(done) -> None:
    for _ in range(200):
        if done():
            return
        await asyncio.sleep(0.1)
    raise TimeoutError


def kept(data: Path) -> str:
    return (data / "sitting.json").read_text()


def verdicts(data: Path) -> list[str]:
    store = Store.open(data)
    try:
        return [event.what.verdict for event in store.events() if isinstance(event.what, Attempt)]
    finally:
        store.close()
