"""Where bold cannot be shown, a page says which names are bold."""

import pytest

from mmltui.course.content import Page, Prose
from mmltui.course.load import load_lesson
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


EXERCISE = r"""# Bold

```toml lesson
format = 1
id = '9.9'
title = 'Bold'
```

## A page

Prose with $\mathbf x$.

### Exercise: one

What is $\mathbf u$?

```toml exercise
id = 'one'
teaches = ['9.9.a']
ask = 'choice'
options = ['$\mathbf w$', 'a letter']
right = 'a'
```

<details><summary>Hint</summary>

$\mathbf h$ is not shown on the page.

</details>
"""


def test_the_legend_names_what_is_bold_in_questions_too(tmp_path):
    path = tmp_path / "9.9-bold.md"
    path.write_text(EXERCISE)
    (page,) = load_lesson(path).pages
    assert page_lines(page, "9.9", 60, "ascii")[-1] == "(In bold: x, u, w.)"
