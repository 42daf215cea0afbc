"""Where bold cannot be shown, a page says which names are bold."""

import pytest

from mmltui.course.content import Page, Prose
from mmltui.course.text import page_lines


@pytest.mark.parametrize(
    ("markdown", "charset", "last"),
    [
        ("$\\mathbf x_n$ and $\\boldsymbol\\theta$ and $y$", "ascii", "(In bold: x, theta.)"),
        ("$x_n$ and $y$", "ascii", "x_n and y"),
        ("$\\mathbf x_n$", "plain", "xₙ"),
    ],
)
def test_ascii_pages_end_with_a_legend_of_what_is_bold(markdown, charset, last):
    page = Page(title="A page", blocks=(Prose(markdown, 1),), line=1)
    assert page_lines(page, "1.2", 60, charset)[-1] == last
