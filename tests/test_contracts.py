"""Promises about the code as a whole, each proved by running it or by reading its syntax tree."""

import ast
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import mmltui

PACKAGE = Path(mmltui.__file__).parent
SCREEN_ROOMS = {"tui", "cli", "__main__"}
EVALUATORS = {"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "lambdify", "S", "literal_eval"}


def modules_after(code: str) -> set[str]:
    """The top-level modules that are loaded after running `code` in a fresh interpreter."""
    listing = f"import sys\n{code}\nprint(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def rooms_without_a_screen() -> list[str]:
    return [
        module.name
        for module in pkgutil.walk_packages(mmltui.__path__, "mmltui.")
        if module.name.split(".")[1] not in SCREEN_ROOMS and not module.name.endswith("__main__")
    ]


def test_only_the_screen_rooms_import_textual():
    imports = "\n".join(f"import {name}" for name in rooms_without_a_screen() if "pytest" not in name)
    assert "textual" not in modules_after(imports)


@pytest.mark.parametrize("command", ["--help", "--version", "diff --help", "grade --help"])
def test_help_loads_nothing_heavy(command):
    code = f"from mmltui.cli import main\ntry:\n    main({command.split()!r})\nexcept SystemExit: pass\nprint()"
    listing = f"import sys, io\nsys.stdout, kept = io.StringIO(), sys.stdout\n{code}\nsys.stdout = kept"
    assert modules_after(listing).isdisjoint({"sympy", "textual", "numpy", "flint", "rich", "markdown_it"})


def test_loading_a_section_needs_neither_sympy_nor_numpy_nor_textual():
    code = "from mmltui.course.lessons import find_lessons, load_lesson\nload_lesson(find_lessons(None)[0].path)"
    assert modules_after(code).isdisjoint({"sympy", "textual", "numpy", "flint"})


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_evaluates_text(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", None))
            method = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", None) == "re"
            assert name not in EVALUATORS or (name == "compile" and method), f"{path}:{node.lineno} calls {name}"
