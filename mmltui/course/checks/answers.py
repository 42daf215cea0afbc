"""Checks 1 to 4: what must be judged right is, what must be judged wrong is, and nothing cheap gets through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from mmltui.course.checks.formulas import same_values, target_of
from mmltui.course.checks.item import Check, Finding
from mmltui.course.checks.reasons import reason_stated
from mmltui.course.content import ExerciseBlock, Rejection
from mmltui.exercises import grade, judge
from mmltui.exercises.keys import ExerciseError
from mmltui.grading.feedback import feedback
from mmltui.grading.verdicts import WORDS, Judgement, Proved

WITHOUT_ONE_ANSWER = frozenset({"example"})


def answer_checks(block: ExerciseBlock) -> Iterator[Check]:
    """The reference, every `accept`, `reject` and `invalid`, and what nobody may get away with."""
    line = block.table.line_of
    yield Check("reference", line("ask"), partial(_right_reference, block))
    for index, text in enumerate(block.accept):
        yield Check(f"accept-{index + 1}", line("accept", index), partial(right, block, text))
    for index, rejection in enumerate(block.reject):
        yield Check(f"reject-{index + 1}", line("reject", index), partial(_wrong, block, rejection))
    for index, text in enumerate(block.invalid):
        yield Check(f"invalid-{index + 1}", line("invalid", index), partial(_invalid, block, text))
    for name, text in _cheap(block).items():
        yield Check(f"cheap-{name}", line("ask"), partial(not_given_away, block, text))


def said(judgement: Judgement) -> str:
    """A verdict for an author: its two words and what the learner would be told."""
    word, kind = WORDS[type(judgement.verdict)]
    return f"judged {word} ({kind}): {' '.join(feedback(judgement).split())}"


def word_of(judgement: Judgement) -> str:
    """`correct`, `incorrect`, `invalid` or `undecided`."""
    return WORDS[type(judgement.verdict)][0]


def right(block: ExerciseBlock, text: str) -> Finding:
    """A finding unless the text is judged correct."""
    judgement = grade(block.exercise, text)
    return None if word_of(judgement) == "correct" else f"'{text}' must be right, but is {said(judgement)}"


def right_answers(block: ExerciseBlock) -> tuple[str, ...]:
    """The reference, where the program has one that could be typed, and every `accept`."""
    if block.exercise.kind in WITHOUT_ONE_ANSWER:
        return block.accept
    try:
        return (block.exercise.ask.reference(), *block.accept)
    except ExerciseError:
        return block.accept


def _right_reference(block: ExerciseBlock) -> Finding:
    answers = right_answers(block)
    if not answers:
        return "the program has no formula of its own here: write a right answer into 'accept'"
    return right(block, answers[0])


def _wrong(block: ExerciseBlock, rejection: Rejection) -> Finding:
    judgement = grade(block.exercise, rejection.answer)
    if word_of(judgement) != "incorrect":
        return f"'{rejection.answer}' must be wrong, but is {said(judgement)}"
    return reason_stated(block, rejection, judgement)


def _invalid(block: ExerciseBlock, text: str) -> Finding:
    judgement = judge(block.exercise, text)
    return None if word_of(judgement) == "invalid" else f"'{text}' must be refused, but is {said(judgement)}"


def not_given_away(block: ExerciseBlock, text: str) -> Finding:
    """A finding if the text is judged right without being proved equal, or against its floating-point values."""
    judgement = judge(block.exercise, text)
    if word_of(judgement) != "correct":
        return None
    if not text.strip():
        return "an empty answer is judged right"
    if not isinstance(judgement.verdict, Proved):
        return f"'{text}' is right without being proved equal to the reference: {said(judgement)}"
    target = target_of(block.exercise.ask)
    readings = block.exercise.ask.read(text)
    if target and len(readings) == 1:
        symbols = target.setting.symbols
        if same_values(readings[0].expression, target.reference, symbols) is False:
            return f"'{text}' is judged right, but its values are not those of the reference"
    return None


def _cheap(block: ExerciseBlock) -> Mapping[str, str]:
    """What a learner may try without doing anything."""
    cheap = {"empty": "", "zero": "0", "one": "1"}
    target = target_of(block.exercise.ask)
    if target:
        cheap |= {f"symbol-{name}": name for name in target.setting.symbols.names}
    question = block.source.get("of")
    if isinstance(question, str):
        cheap["question"] = question
    return cheap
