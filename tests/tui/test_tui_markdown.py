"""Formulas in the app's Markdown, as a learner sees, resizes and copies them."""

import asyncio

import pytest
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Offset
from textual.selection import Selection

from mmltui.tui.markdown import Display, Formula, MathsMarkdown

PAGE = """\
# The loss $L(w)$

Its slope $\\frac{dL}{dw}$ is **not** $\\mathbf{x}^2$; bad $\\frac{1}$.

- in a list $x_1$

> in a quote $y_2$

| in a table |
|---|
| $1 - \\tanh^2 x$ |

$$L(w) = \\sum_{n=1}^N (w x_n - y_n)^2 + \\lambda w^2$$
"""


class Page(App[None]):
    def __init__(self, markdown, charset="plain"):
        super().__init__()
        self._markdown = markdown
        self._charset = charset

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield MathsMarkdown(self._markdown, charset=self._charset)


def look(markdown, body, *, size=(60, 40), charset="plain"):
    async def run():
        app = Page(markdown, charset)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.pause()
            return await body(app, pilot)

    return asyncio.run(run())


async def shown(app, _pilot=None):
    return [strip.text.rstrip() for strip in app.screen._compositor.render_strips()]


async def copied(app, _pilot=None):
    app.screen.text_select_all()
    return app.screen.get_selected_text()


def test_formulas_show_in_headings_text_lists_quotes_and_tables():
    text = "\n".join(look(PAGE, shown))
    for part in ("The loss L(w)", "slope dL/dw is not x²", "$\\frac{1}$", "in a list x₁", "quote y₂", "1 − tanh² x"):
        assert part in text
    assert "    L(w) =  ∑  (wxₙ − yₙ)² + λw²" in text


def test_ascii_page():
    text = "\n".join(look(PAGE, shown, charset="ascii"))
    assert "L(w) = sum (wx_n - y_n)^2 + lambda w^2" in text


def test_letters_are_styled_as_vectors_and_variables():
    async def styles(app, _):
        content = app.query(MathsMarkdown).first().query("MarkdownParagraph").first().render()
        return {content.plain[span.start : span.end]: str(span.style) for span in content.spans}

    found = look("$\\mathbf{x} + y$", styles)
    assert found == {"x": "bold", "y": "italic"}


def test_a_display_is_set_anew_for_a_new_width():
    async def heights(app, pilot):
        formula = app.query_one(Formula)
        wide = formula.size
        await pilot.resize_terminal(30, 40)
        await pilot.pause()
        return wide, formula.size, app.query_one(Display).show_horizontal_scrollbar

    wide, narrow, scrolls = look(PAGE, heights)
    assert wide.height == 3
    assert narrow.height > 3
    assert narrow.width < wide.width
    assert not scrolls


def test_what_cannot_be_broken_scrolls():
    async def scrollbar(app, _):
        display = app.query_one(Display)
        return display.show_horizontal_scrollbar, display.virtual_size.width > display.size.width

    assert look("$$\\text{" + "long" * 20 + "}$$", scrollbar) == (True, True)


def test_copying_everything_gives_latex():
    text = look(PAGE, copied)
    for part in ("The loss $L(w)$", "$\\frac{dL}{dw}$ is not $\\mathbf{x}^2$", "$$L(w) = \\sum_{n=1}^N (w x_n"):
        assert part in text


@pytest.mark.parametrize(
    ("start", "end", "copied"),
    [
        (0, 3, "one"),
        (0, 5, "one $a + b$"),
        (4, 9, "$a + b$"),
        (6, 12, "$a + b$ tw"),
        (10, 13, "two"),
    ],
)
def test_copying_a_part_takes_whole_formulas(start, end, copied):
    async def selected(app, _):
        block = app.query("MarkdownParagraph").first()
        return block.get_selection(Selection(Offset(start, 0), Offset(end, 0)))

    assert look("one $a + b$ two", selected)[0] == copied


def test_short_formulas_are_not_broken_at_the_end_of_a_line():
    lines = [line.strip() for line in look("one two three four five $a + b = c$ six", shown, size=(34, 10))]
    assert "a + b = c six" in lines


def test_a_display_amid_a_paragraph_stands_on_its_own():
    lines = [line.strip() for line in look("before\n$$x^2$$\nafter", shown)]
    assert [line for line in lines if line] == ["before", "x²", "after"]


def test_an_unreadable_display_shows_its_source():
    assert "$$\\frac{1}$$" in "\n".join(look("$$\\frac{1}$$", shown))


TABLE = """\
| name | remark |
|---|---|
| $\\tanh x$ | words that fill the whole of this row |
| **two** | short |
"""


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (
            60,
            [
                "name   │ remark",
                "───────┼──────────────────────────────────────",
                "tanh x │ words that fill the whole of this row",
                "two    │ short",
            ],
        ),
        (
            30,
            [
                "name   │ remark",
                "───────┼──────────────────",
                "tanh x │ words that fill",
                "       │ the whole of this",
                "       │ row",
                "two    │ short",
            ],
        ),
    ],
)
def test_a_table_is_set_for_the_width_and_breaks_no_formula(width, rows):
    lines = look(TABLE, shown, size=(width, 20))
    assert [line[2:] for line in lines if line.strip()] == rows


def test_a_table_is_set_anew_for_a_new_width():
    async def resized(app, pilot):
        wide = await shown(app)
        await pilot.resize_terminal(30, 20)
        await pilot.pause(0.1)
        narrow = await shown(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause(0.1)
        return wide, narrow, await shown(app)

    wide, narrow, again = look(TABLE, resized, size=(60, 20))
    assert wide == again != narrow


def test_a_table_copies_its_markdown():
    assert TABLE.strip() in look(f"before\n\n{TABLE}\nafter", copied)


LIST = """\
- one, which is long enough for two lines
- two with $x^2$

  and a second paragraph
    1. inner

9. nine
10. ten
"""


def test_lists_hang_below_their_symbols():
    assert [line[2:] for line in look(LIST, shown, size=(30, 20)) if line.strip()] == [
        "• one, which is long",
        "  enough for two lines",
        "• two with x²",
        "  and a second paragraph",
        "   1. inner",
        "  9. nine",
        " 10. ten",
    ]


def test_lists_copy_with_their_symbols():
    text = look(LIST, copied)
    for line in ("• two with $x^2$", "9. nine", "10. ten"):
        assert line in text


def test_the_symbol_of_an_item_is_drawn_when_the_list_is_scrolled():
    async def scrolled(app, pilot):
        app.query_one(VerticalScroll).scroll_to(y=2, animate=False)
        await pilot.pause(0.1)
        return await shown(app)

    lines = look(LIST + "\n\n".join(f"more {number}" for number in range(20)), scrolled, size=(30, 8))
    assert lines[0][2:].startswith("• two with x²")
