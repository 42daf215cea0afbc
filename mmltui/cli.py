"""The commands. Each imports what it needs only when it runs, so that `--help` costs nothing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from mmltui import __version__
from mmltui.arguments import command_first, protect_minus
from mmltui.errors import LearnerError, MmltuiError

if TYPE_CHECKING:
    from mmltui.notation.symbols import SymbolTable
    from mmltui.typeset import Charset

CHARSETS = ("unicode", "plain", "ascii")
PLOT_CHARSETS = ("braille", "block", "ascii")
OK, FAILED, UNUSABLE = 0, 1, 2
LARGEST_SIZE = 1000
LARGEST_PORT = 65535

Command = Callable[[argparse.Namespace], int]
_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - it has no public name


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Bad input is one line on stderr, never a traceback."""
    parser = _parser()
    words = command_first(sys.argv[1:] if arguments is None else arguments, parser.get_default("commands"))
    options = parser.parse_args(protect_minus(words))
    command: Command = options.command
    try:
        return command(options)
    except MmltuiError as error:
        return _say(str(error), options.refused)
    except BrokenPipeError:
        # The reader has gone (`mmltui show 1.2 | head`): stop quietly, and keep the exit from flushing into the void.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


def _say(message: str, code: int) -> int:
    print(f"mmltui: {message}", file=sys.stderr)
    return code


def _text(word: str) -> str:
    return word.strip()


# ---- the commands -------------------------------------------------------------------------------------------------


def _app(options: argparse.Namespace) -> int:
    if options.reader:
        from mmltui.reader import run as read

        charset = options.charset or _charset()
        return read(lessons=options.lessons, section=options.section, data=options.data, charset=charset)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _say("the app needs a terminal; without one, try: mmltui --reader, or mmltui show 1.2", UNUSABLE)
    from mmltui.tui import run

    wanted = {"lessons": options.lessons, "section": options.section, "data": options.data, "charset": options.charset}
    return run(**wanted, terminal=_charset())


def _show(options: argparse.Namespace) -> int:
    from mmltui.course.text import show_section

    lines = show_section(
        options.section, lessons=options.lessons, page=options.page, width=options.width, charset=options.charset
    )
    print("\n".join(lines))
    return OK


def _check(options: argparse.Namespace) -> int:
    from mmltui.course.check import check_lessons, render

    paths = [*options.paths, *([options.lessons] if options.lessons else [])]
    report = check_lessons(paths, thorough=options.thorough, progress=_progress_bar())
    print(render(report, options.format))
    return report.exit_code


def _progress_bar() -> Callable[[int, int], None] | None:
    """Make a line on stderr that shows how far a long check has come; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "" if done < total else "\r\033[K"
        print(f"\rchecking {done} of {total}", end=end, file=sys.stderr, flush=True)

    return show


def _grade(options: argparse.Namespace) -> int:
    from mmltui.course.named import exercise_table
    from mmltui.worker.batch import grade_lines

    try:
        source = sys.stdin.buffer if options.file in (None, "-") else Path(options.file).open("rb")  # noqa: SIM115
    except OSError as error:
        return _say(f"cannot read {options.file}: {error.strerror}", UNUSABLE)
    with source:
        for answer in grade_lines(
            source, jobs=options.jobs, resolve=lambda name, seed: exercise_table(name, options.lessons, seed)
        ):
            _print_json(answer)
    return OK


def _diff(options: argparse.Namespace) -> int:
    from mmltui.calculus.board import board
    from mmltui.calculus.worked import worked_derivative
    from mmltui.notation.parser import parse
    from mmltui.notation.printing import latex, plain
    from mmltui.notation.shapes import shape_of

    symbols = _symbols(options.symbols, options.expression)
    reading = parse(options.expression, symbols)
    wrt = options.wrt or _only_symbol(symbols.names)
    steps = worked_derivative(reading.expression, wrt, symbols)
    result = steps[-1].expression
    if options.json:
        shape = shape_of(result, symbols)
        lines = [
            {"rule": s.rule, "plain": plain(s.expression), "latex": latex(s.expression), "note": s.note} for s in steps
        ]
        _print_json(
            {
                "reading": plain(reading.expression),
                "derivative": {
                    "plain": plain(result),
                    "latex": latex(result),
                    "shape": "scalar" if shape.is_scalar else f"{shape.rows} x {shape.columns}",
                },
                "steps": lines,
            }
        )
    elif options.steps:
        print("\n".join(board(steps)))
    else:
        print(plain(result))
    return OK


def _symbols(declarations: str | None, expression: str) -> SymbolTable:
    from mmltui.notation.symbols import SymbolTable

    if declarations is None:
        return SymbolTable.of_letters(expression)
    kinds = {}
    for declaration in declarations.split(","):
        name, colon, kind = declaration.partition(":")
        if not colon or not name.strip():
            raise LearnerError(
                f"--symbols: cannot read {declaration.strip()!r}: write a name and its kind, such as 'A: M x N'"
            )
        kinds[name.strip()] = kind.strip()
    return SymbolTable.declare(kinds)


def _only_symbol(names: Collection[str]) -> str:
    match sorted(names):
        case [name]:
            return name
        case []:
            raise LearnerError("there is no symbol to differentiate by: name one with --wrt x")
        case several:
            raise LearnerError(f"differentiate by which of {', '.join(several)}? Say it with --wrt {several[0]}")


def _typeset(options: argparse.Namespace) -> int:
    from mmltui.typeset import typeset

    def answer(request: Mapping[str, Any]) -> dict[str, Any]:
        block = typeset(
            str(request["latex"]),
            charset=request.get("charset", options.charset),
            display=bool(request.get("display", not options.inline)),
        )
        return {"lines": block.text, "width": block.width, "baseline": block.baseline}

    if options.jsonl:
        return _answer_lines(answer, {"lines": [], "width": 0, "baseline": 0})
    if options.latex is None:
        raise LearnerError("which formula? Try: mmltui typeset '\\frac{1}{2}'")
    print("\n".join(answer({"latex": options.latex})["lines"]))
    return OK


def _plot(options: argparse.Namespace) -> int:
    from mmltui.plots.curve import curve_lines

    asked = {
        "var": options.var,
        "range": list(options.range),
        "width": options.width,
        "height": options.height,
        "charset": options.charset,
    }
    if options.jsonl:
        return _answer_lines(lambda request: {"lines": curve_lines({**asked, **request})}, {"lines": []})
    if options.expression is None:
        raise LearnerError("which expression? Try: mmltui plot 'x^2' --range -2 2")
    print("\n".join(curve_lines({**asked, "expr": options.expression})))
    return OK


def _answer_lines(answer: Callable[[Mapping[str, Any]], dict[str, Any]], nothing: Mapping[str, Any]) -> int:
    """Answer each JSON line of stdin with one line; a line that cannot be answered gets its error."""
    for line in sys.stdin.buffer:
        identity: object = None
        try:
            request = _object(line)
            identity = request.get("id")
            _print_json({"id": identity, **answer(request), "error": None})
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError, MmltuiError) as error:
            reason = f"'{error.args[0]}' is missing" if isinstance(error, KeyError) else str(error)
            _print_json({"id": identity, **nothing, "error": reason})
    return OK


def _object(line: bytes) -> Mapping[str, Any]:
    """What a line of JSON Lines says; ValueError or TypeError where it is none."""
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ValueError(f"this line is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise TypeError("this line is no JSON object")
    return found


def _print_json(answer: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _progress(options: argparse.Namespace) -> int:
    from mmltui.study.command import progress_command

    return progress_command(options)


def _serve(options: argparse.Namespace) -> int:
    from mmltui.tui.serve import serve

    return serve(options)


# ---- their options ------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="mmltui",
        description="Learn the mathematics of machine learning in a terminal.",
        epilog="example: mmltui --section 1.2",
    )
    parser.add_argument("--version", action="version", version=f"mmltui {__version__}")
    parser.set_defaults(command=_app, refused=UNUSABLE)
    _app_options(parser)
    parser.add_argument("--reader", action="store_true", help="line by line, formulas in words: for screen readers")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _course_commands(commands)
    _formula_commands(commands)
    parser.set_defaults(commands=frozenset(commands.choices))
    return parser


def _adder(commands: _Commands) -> Callable[..., argparse.ArgumentParser]:
    def add(name: str, command: Command, summary: str, example: str, refused: int = FAILED) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=summary, description=summary, epilog=f"example: {example}")
        added.add_argument("--version", action="version", version=f"mmltui {__version__}")
        added.set_defaults(command=command, refused=refused)
        return added

    return add


def _course_commands(commands: _Commands) -> None:
    add = _adder(commands)
    show = add("show", _show, "print a section with its formulas and plots", "mmltui show 1.2 --width 80", UNUSABLE)
    show.add_argument("section", type=_text)
    show.add_argument("--page", type=int, metavar="N", help="only this page, counted from 1")
    show.add_argument("--width", type=_size, default=80, metavar="N")
    show.add_argument("--charset", choices=CHARSETS, default=_charset())
    show.add_argument("--lessons", type=Path, metavar="DIR")

    check = add("check", _check, "test the exercises of lessons", "mmltui check lessons/", UNUSABLE)
    check.description = (
        "Test the exercises of lessons. CONTRIBUTING.md in the source shows how to write a lesson in ten minutes."
    )
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="lesson files or folders")
    check.add_argument("--lessons", type=Path, help=argparse.SUPPRESS)  # as the other commands have it
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    check.add_argument("--thorough", action="store_true", help="more variants of every exercise")

    grade = add("grade", _grade, "judge answers, one JSON object a line", "mmltui grade answers.jsonl", UNUSABLE)
    grade.add_argument("file", nargs="?", metavar="FILE", help="default: standard input")
    grade.add_argument("--jobs", type=_size, default=1, metavar="N", help="how many processes share the work")
    grade.add_argument("--lessons", type=Path, metavar="DIR")

    progress = add(
        "progress", _progress, "what you have done, and where it is kept", "mmltui progress export notes.jsonl"
    )
    progress.add_argument("action", nargs="?", choices=("export", "import", "reset"), metavar="export|import|reset")
    progress.add_argument("target", nargs="?", metavar="FILE or SECTION[/EXERCISE]")
    progress.add_argument("--json", action="store_true")
    progress.add_argument("--data", type=Path, metavar="DIR")
    progress.add_argument("--lessons", type=Path, metavar="DIR")

    serve = add("serve", _serve, "the same app in a browser on this machine", "mmltui serve --port 8000")
    serve.add_argument("--port", type=_port, default=8000, metavar="N")
    _app_options(serve)
    serve.set_defaults(charset=_charset())


def _formula_commands(commands: _Commands) -> None:
    add = _adder(commands)
    diff = add("diff", _diff, "the derivative of an expression", 'mmltui diff "x^2 sin x" --steps')
    diff.add_argument("expression", type=_text, metavar="EXPR")
    diff.add_argument("--wrt", type=_text, metavar="X", help="default: the only symbol there is")
    diff.add_argument("--steps", action="store_true", help="each step with the rule it uses")
    diff.add_argument("--json", action="store_true")
    diff.add_argument("--symbols", metavar="KINDS", help="such as 'A: M x N, x: N'")

    typeset = add("typeset", _typeset, "a LaTeX formula as text", r"mmltui typeset '\frac{1}{N} \sum_n x_n'")
    typeset.add_argument("latex", nargs="?", type=_text, metavar="LATEX")
    typeset.add_argument("--charset", choices=CHARSETS, default=_charset())
    typeset.add_argument("--inline", action="store_true", help="on one row")
    typeset.add_argument("--jsonl", action="store_true", help="one JSON object a line, from standard input")

    plot = add("plot", _plot, "a curve as text", 'mmltui plot "x^4 - 4x^2 + x" --range -2.5 2.5')
    plot.add_argument("expression", nargs="?", type=_text, metavar="EXPR")
    plot.add_argument("--var", type=_text, default=None, metavar="X", help="default: the only symbol there is")
    plot.add_argument("--range", nargs=2, type=_text, default=("-2", "2"), metavar=("FROM", "TO"))
    plot.add_argument("--width", type=_size, default=78, metavar="N")
    plot.add_argument("--height", type=_size, default=20, metavar="N")
    plot.add_argument("--charset", choices=PLOT_CHARSETS, default="ascii" if _charset() == "ascii" else "braille")
    plot.add_argument("--jsonl", action="store_true", help="one JSON object a line, from standard input")


def _app_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lessons", type=Path, metavar="DIR", help="a folder of lesson files of your own")
    parser.add_argument("--section", type=_text, metavar="1.2", help="open this section")
    parser.add_argument("--data", type=Path, metavar="DIR", help="where your progress is kept")
    parser.add_argument("--charset", choices=CHARSETS, help="default: the one you chose last")


def _charset() -> Charset:
    """Plain, unless the terminal's encoding cannot show it."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("-", "")
    return "plain" if encoding.startswith("utf") else "ascii"


def _size(word: str) -> int:
    number = int(word)
    if not 1 <= number <= LARGEST_SIZE:
        raise argparse.ArgumentTypeError(f"must be from 1 to {LARGEST_SIZE}")
    return number


def _port(word: str) -> int:
    number = int(word)
    if not 1 <= number <= LARGEST_PORT:
        raise argparse.ArgumentTypeError(f"must be from 1 to {LARGEST_PORT}")
    return number


class _Parser(argparse.ArgumentParser):
    """Errors are one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        self.exit(UNUSABLE, f"{self.prog}: {message} (see {self.prog} --help)\n")
