"""The golden text of formulas: each with its source, its display and its inline form.

`python tests/typeset/golden.py` writes the files anew, from `tests/cases/formulas.txt` and the bundled lessons; read
the difference before it is committed.
"""

from collections.abc import Iterable
from pathlib import Path

from mmltui.typeset import Charset, typeset
from mmltui.typeset.markdown import formulas

TESTS = Path(__file__).parents[1]
GOLDEN = TESTS / "golden" / "typeset"
CHARSETS: tuple[Charset, ...] = ("plain", "unicode", "ascii")
SOURCES = ("course", "lessons")
MARK = "%%% "


def course() -> list[str]:
    """Return the formulas of `tests/cases/formulas.txt`."""
    lines = (TESTS / "cases" / "formulas.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def lessons() -> list[str]:
    """Return every formula of the bundled lessons, once, in order."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((TESTS.parent / "lessons").glob("*.md")))
    found = (" ".join(latex.split()) for text in texts for latex, _ in formulas(text))
    return list(dict.fromkeys(found))


def golden_text(sources: Iterable[str], charset: Charset) -> str:
    """Return the golden text of formulas."""
    parts: list[str] = []
    for latex in sources:
        display = [line.rstrip() for line in typeset(latex, charset=charset).text]
        inline = typeset(latex, charset=charset, display=False).text[0].rstrip()
        parts.append("\n".join((MARK + latex, *display, "inline:", inline, "")))
    return "\n".join(parts)


def recorded(name: str, charset: Charset) -> tuple[list[str], str]:
    """Return the formulas of a golden file, and its text."""
    text = (GOLDEN / f"{name}-{charset}.txt").read_text(encoding="utf-8")
    return [line.removeprefix(MARK) for line in text.splitlines() if line.startswith(MARK)], text


if __name__ == "__main__":
    for charset in CHARSETS:
        for name, sources in (("course", course()), ("lessons", lessons())):
            (GOLDEN / f"{name}-{charset}.txt").write_text(golden_text(sources, charset), encoding="utf-8")
