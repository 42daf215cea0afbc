#!/usr/bin/env python3
"""Set everything up in `.venv` beside this file, then open the app, run a command of it, or run the tests.

    python3 start.py              open the app
    python3 start.py check        any command of mmltui, with its arguments
    python3 start.py test         run the tests, with pytest's arguments
    python3 start.py setup        only set up, for development

Needs Python 3.11 or newer and nothing else. The set-up is skipped when nothing it depends on has changed.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "set-up-for"
OLDEST = (3, 11)


def main(arguments):
    """Set up as far as needed and run what was asked; returns an exit code, or what went wrong as text."""
    if sys.version_info < OLDEST:
        return "mmltui needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": run a newer python3"
    for_developers = arguments[:1] in (["test"], ["setup"])
    problem = set_up(for_developers=for_developers)
    if problem or arguments[:1] == ["setup"]:
        return problem
    module = ["pytest", *arguments[1:]] if arguments[:1] == ["test"] else ["mmltui", *arguments]
    return subprocess.call([python(), "-m", *module], cwd=ROOT if for_developers else None)


def python():
    """The interpreter of the environment."""
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def set_up(*, for_developers):
    """Make the environment where it is missing or out of date; returns what went wrong, if anything did."""
    wanted = fingerprint()
    found = STAMP.read_text().split() if STAMP.exists() else []
    if found[:1] == [wanted] and ("dev" in found or not for_developers):
        return None
    print("Setting up in", VENV, "(once; takes about a minute)", file=sys.stderr)
    if subprocess.call([sys.executable, "-m", "venv", str(VENV)]):
        return (
            "could not make the environment " + str(VENV) + ": this Python has no working venv module "
            "(on Debian and Ubuntu: apt install python3-venv), or the folder cannot be written"
        )
    package = str(ROOT) + ("[dev]" if for_developers else "")
    pip = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--editable", package]
    # A Python newer than the tested versions may need newer ones of its libraries.
    if subprocess.call([*pip, "--constraint", str(ROOT / "constraints.txt")]) and subprocess.call(pip):
        return "could not install what mmltui needs: see the lines above (is there a network connection?)"
    STAMP.write_text(wanted + (" dev" if for_developers or "dev" in found else ""))
    return None


def fingerprint():
    """What the environment depends on: this Python, where it lies, and the files that say what to install."""
    parts = [sys.version, str(ROOT), *((ROOT / name).read_text() for name in ("pyproject.toml", "constraints.txt"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
