"""Lines of keys that `tomllib` does not tell, and LaTeX that double quotes swallow."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmltui.course.toml_lines import key_lines, single_quoted, swallowed_latex

DOCUMENT = """\
# a comment = 'not a key'
id = 'a'   # , ] }
reject = [
  # between
  { answer = 'x]', because = "b,}" },

  { answer = '''two
lines''', say = 'c' },
]
at = { x = 2, 'y z' = [1, [2,
 3]] }
a.b = 1
when = 1979-05-27 07:32:00
[symbols]
x = 'N'
[[parts]]
ask = 'number'
[[parts]]
ask = 'choice'
[parts.at]
x = 1
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("id",), 2),
        (("reject",), 3),
        (("reject", 0), 5),
        (("reject", 0, "because"), 5),
        (("reject", 1, "answer"), 7),
        (("reject", 1, "say"), 8),
        (("at", "x"), 10),
        (("at", "y z"), 10),
        (("at", "y z", 1), 10),
        (("at", "y z", 1, 1), 11),
        (("a",), 12),
        (("a", "b"), 12),
        (("when",), 13),
        (("symbols",), 14),
        (("symbols", "x"), 15),
        (("parts", 0, "ask"), 17),
        (("parts", 1, "ask"), 19),
        (("parts", 1, "at", "x"), 21),
    ],
)
def test_every_key_and_element_has_its_line(path, line):
    tomllib.loads(DOCUMENT)
    assert key_lines(DOCUMENT)[path] == line


@pytest.mark.parametrize(
    ("source", "found"),
    [
        (r"""a = '\nabla'""", []),
        (r'''a = "\nabla"''', [(1, r"\nabla")]),
        ('x = 1\na = ["b", "\\theta \\frac"]', [(2, r"\theta")]),
        (r'''a = "a \\ b \" c"''', []),
        (r'''a = "\\nabla"''', []),
        ('a = """\nfirst\n\\nabla"""', [(3, r"\nabla")]),
        (r'''# a = "\nabla"''', []),
        (r"""a = '"\nabla"'""", []),
    ],
)
def test_double_quoted_latex_is_found_at_its_line(source, found):
    assert list(swallowed_latex(source)) == found


def test_swallowed_latex_reads_as_it_was_meant():
    assert tomllib.loads(single_quoted('of = "\\alpha + \\nabla"')) == {"of": r"\alpha + \nabla"}


def _paths(value, path=()):
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key)
            yield from _paths(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield (*path, index)
            yield from _paths(item, (*path, index))


def _inline(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[\n" + ",\n".join(map(_inline, value)) + "]"
    return f"'{value}'"


_WORDS = st.text("ab,[]{}=.# ", max_size=6)
_VALUES = st.recursive(
    _WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from("abcd"), _VALUES, max_size=4))
def test_no_key_of_a_valid_document_is_missed(table):
    source = "\n".join(f"{key} = {_inline(value)}" for key, value in table.items())
    assert tomllib.loads(source) == table
    assert set(_paths(table)) == set(key_lines(source))


@given(st.text("ab\"'\\[]{},=.#\n ", max_size=40))
def test_no_text_raises(source):
    key_lines(source)
    list(swallowed_latex(source))
    single_quoted(source)
