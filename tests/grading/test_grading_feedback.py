"""Every verdict has calm words and evidence that can be written as JSON."""

import json

import pytest

from mmltui.errors import Span
from mmltui.grading.feedback import evidence, feedback
from mmltui.grading.verdicts import (
    WORDS,
    Agreed,
    Ambiguous,
    BadExercise,
    Different,
    Judgement,
    NotAnAnswer,
    NotInForm,
    Proved,
    ProvedOnCommonDomain,
    ShapeMismatch,
    SpecialCase,
    Timeout,
    TooLarge,
    Transposed,
    Undecided,
    UnknownSymbol,
    Unparsable,
    Witness,
    WrongShape,
)

WITNESS = Witness({"x": "7/5"}, "2.13…", "4.26…")

CASES = [
    (Proved("the same expression"), {"method": "the same expression"}, "Right."),
    (Agreed(8, 616), {"points": 8, "digits": 616}, "8 points to 616 digits"),
    (ProvedOnCommonDomain("m", {"x": "-1"}), {"method": "m", "undefined_at": {"x": "-1"}}, "no value at `x = -1`"),
    (Different(WITNESS), {"at": {"x": "7/5"}, "yours": "2.13…", "expected": "4.26…"}, "At `x = 7/5`"),
    (Different(Witness({}, "3", None)), {"at": {}, "yours": "3"}, "not the value asked"),
    (
        Different(Witness({"x": "1"}, "undefined", "1")),
        {"at": {"x": "1"}, "yours": "undefined", "expected": "1"},
        "no value",
    ),
    (
        Different(Witness({}, "2", "3", "row 1, column 2", {"N": 3})),
        {"at": {}, "yours": "2", "expected": "3", "entry": "row 1, column 2", "sizes": {"N": 3}},
        "in row 1, column 2",
    ),
    (Different(), {}, "Not yet"),
    (Transposed("N x 1", "1 x N", "-1"), {"yours": "N x 1", "expected": "1 x N", "factor": "-1"}, "transposed"),
    (Transposed("N x 1", None), {"yours": "N x 1"}, "changed places in `N x 1`"),
    (WrongShape("N x 1", None), {"yours": "N x 1"}, "the shape is not `N x 1`"),
    (WrongShape("N x 1", "1 x N"), {"yours": "N x 1", "expected": "1 x N"}, "`1 x N` is asked"),
    (NotInForm("rounded", 3), {"form": "rounded", "digits": 3}, "to 3 digits"),
    (NotInForm("factored"), {"form": "factored"}, "product"),
    (NotInForm("expanded"), {"form": "expanded"}, "multiply it out"),
    (NotInForm("simplified"), {"form": "simplified"}, "more simply"),
    (NotInForm("exact"), {"form": "exact"}, "exactly"),
    (
        SpecialCase("A is symmetric", WITNESS),
        {"condition": "A is symmetric", "at": {"x": "7/5"}, "yours": "2.13…", "expected": "4.26…"},
        "only if A is symmetric",
    ),
    (
        Unparsable("This bracket is never closed", Span(2, 3), "add )"),
        {"message": "This bracket is never closed", "columns": [3, 4], "hint": "add )"},
        "This bracket is never closed (column 3). Add ).",
    ),
    (UnknownSymbol("t is not declared"), {"message": "t is not declared"}, "t is not declared."),
    (ShapeMismatch("A y does not fit."), {"message": "A y does not fit."}, "A y does not fit."),
    (TooLarge("too long"), {"message": "too long"}, "too long."),
    (NotAnAnswer("That is the question"), {"message": "That is the question"}, "That is the question."),
    (Ambiguous("1/2 x", "1/(2 x)"), {"as_read": "1/2 x", "as_meant": "1/(2 x)"}, "did you mean `1/(2 x)`"),
    (BadExercise("no answer given", "answer"), {"message": "no answer given", "key": "answer"}, "(`answer`)"),
    (Undecided("Too few points."), {"reason": "Too few points."}, "does not count as an attempt"),
    (Timeout(0.5), {"seconds": 0.5}, "0.5 s"),
]


@pytest.mark.parametrize(("verdict", "expected", "words"), CASES)
def test_words_and_evidence(verdict, expected, words):
    assert evidence(verdict) == expected
    assert json.loads(json.dumps(evidence(verdict))) == expected
    assert words in feedback(Judgement(verdict))


def test_every_verdict_is_tried():
    assert {type(verdict) for verdict, *_ in CASES} == set(WORDS)


def test_a_part_is_named_first():
    assert feedback(Judgement(Proved("m"), part="part 2 of 3")).startswith("Part 2 of 3: Right.")


def test_a_square_matrix_transposed_has_the_shape_that_is_asked():
    assert feedback(Judgement(Transposed("2 x 2", "2 x 2"))) == "Nearly: the entries are right, but transposed."
