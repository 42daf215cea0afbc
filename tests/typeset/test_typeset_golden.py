"""Every formula of the course and of the lessons looks as it did when it was last read."""

import golden
import pytest

from mmltui.typeset import unknown_commands


@pytest.mark.parametrize("charset", golden.CHARSETS)
@pytest.mark.parametrize("name", golden.SOURCES)
def test_formulas_look_as_recorded(name, charset):
    sources, text = golden.recorded(name, charset)
    assert golden.golden_text(sources, charset) == text


@pytest.mark.parametrize("charset", golden.CHARSETS)
def test_all_course_formulas_are_recorded(charset):
    assert golden.recorded("course", charset)[0] == golden.course()


def test_lessons_use_no_unknown_command():
    assert {latex: unknown for latex in golden.lessons() if (unknown := unknown_commands(latex))} == {}
