"""The one entry for the app, `mmltui grade`, `mmltui check` and the tests: load an exercise, judge an answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from mmltui.errors import LearnerError
from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.registry import make_ask
from mmltui.grading.verdicts import (
    WORDS,
    BadExercise,
    Different,
    Judgement,
    NotAnAnswer,
    ShapeMismatch,
    TooLarge,
    Undecided,
    UnknownSymbol,
    Unparsable,
    Verdict,
)
from mmltui.notation.parser import ParseError

LONGEST_SUBMISSION = 20_000
_MORE_THAN_FORMULAS = frozenset({"parts", "classify"})


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise ready to judge: its `ask` word, the question made of it, and the table it came from."""

    kind: str
    ask: Ask
    table: Mapping[str, object]

    @property
    def canonical(self) -> str:
        """The table as JSON with sorted keys: the same text for the same exercise."""
        return _canonical(self.table)


def _canonical(table: Mapping[str, object]) -> str:
    return json.dumps(table, sort_keys=True, ensure_ascii=False, default=str)


def load(table: Mapping[str, object]) -> Exercise:
    """Make an exercise of its table; raises `ExerciseError` with the key to blame."""
    return Exercise(str(table.get("ask")), make_ask(table), table)


def grade(exercise: Exercise, submission: str) -> Judgement:
    """Judge the text as typed, and say why what is wrong is wrong. Total: whatever is typed, a judgement comes back."""
    return _total(lambda: _with_reason(_with_slips(exercise.ask.judge(submission)), exercise, submission), submission)


def judge(exercise: Exercise, submission: str) -> Judgement:
    """As `grade`, but why a wrong answer is wrong is left open: for who asks about the verdict alone."""
    return _total(lambda: exercise.ask.judge(submission), submission)


def _total(judgement: Callable[[], Judgement], submission: str) -> Judgement:
    if not submission.strip():
        return Judgement(NotAnAnswer("There is no answer yet", hint="type one"))
    if len(submission) > LONGEST_SUBMISSION:
        return Judgement(TooLarge(f"The answer is longer than {LONGEST_SUBMISSION} characters"))
    try:
        return judgement()
    except ParseError as error:
        return Judgement(_refusal(error))
    except RecursionError:
        return Judgement(TooLarge("The answer is nested too deeply"))
    except (ArithmeticError, ValueError, MemoryError) as error:
        return Judgement(Undecided(f"the engine gave up on this answer ({type(error).__name__})"))


def _with_slips(judgement: Judgement) -> Judgement:
    """The same judgement with the slips that explain it."""
    if judgement.why is None:
        return judgement
    found = judgement.why()
    return replace(judgement, misconceptions=found.slips, explanation=" ".join(found.sentences), why=None)


def _with_reason(judgement: Judgement, exercise: Exercise, submission: str) -> Judgement:
    """The same judgement; of a wrong answer that nothing explains with the reason that the author gives in `reject`.

    Of a derivative the engine finds the slips, and the author's reasons are held against them. Where the author has
    words of their own and no reason, the engine's sentence is left out: a coincidence must not speak against them.
    """
    rejections = exercise.table.get("reject")
    if not isinstance(rejections, list) or WORDS[type(judgement.verdict)][0] != "incorrect":
        return judgement
    from mmltui.grading.slips.sentences import sentence

    is_open = exercise.kind != "derivative" and not judgement.misconceptions
    for rejection in rejections:
        match rejection:
            case {"answer": str(answer), "because": str(reason)}:
                said = sentence(reason) if is_open else None
                if said is not None and _same_answer(exercise, judgement, submission, answer):
                    return replace(judgement, misconceptions=(reason,), explanation=said)
            case {"answer": str(answer), "say": str()} if judgement.explanation:
                if _same_answer(exercise, judgement, submission, answer):
                    return replace(judgement, explanation="")
    return judgement


def _same_answer(exercise: Exercise, judgement: Judgement, submission: str, foreseen: str) -> bool:
    """Whether both texts are understood as the same answer; formulas are not judged for it, which may take long."""
    if submission.split() == foreseen.split():
        return True
    ask, is_number = exercise.ask, _is_of_a_number(judgement.verdict)
    try:
        given, known = ([reading.expression for reading in ask.read(text)] for text in (submission, foreseen))
        if given and exercise.kind not in _MORE_THAN_FORMULAS and (given == known or not is_number):
            return given == known
        other = ask.judge(foreseen)
    except (LearnerError, ArithmeticError, ValueError, RecursionError):
        return False
    if is_number and (other.verdict, other.part) == (judgement.verdict, judgement.part):
        return True
    return judgement.reading is not None and judgement.reading == other.reading


def _is_of_a_number(verdict: Verdict) -> bool:
    """Whether a wrong number was shown, which tells it from every other."""
    return isinstance(verdict, Different) and verdict.witness is not None and not verdict.witness.at


@lru_cache(maxsize=256)
def _loaded(canonical: str) -> Exercise:
    """Exercises are kept, for what is worked out for the first answer serves the next ones."""
    return load(json.loads(canonical))


def grade_table(table: object, submission: object) -> Judgement:
    """Load and judge in one go, as a program asks: a bad exercise is a verdict, too."""
    if not isinstance(table, Mapping):
        return Judgement(
            BadExercise("'exercise' must be a table of keys, or the name of a loaded exercise", "exercise")
        )
    if not isinstance(submission, str):
        return Judgement(BadExercise("'submission' must be text", "submission"))
    try:
        exercise = _loaded(_canonical(table))
    except ExerciseError as error:
        return Judgement(BadExercise(error.message, error.key))
    return grade(exercise, submission)


def to_json(identity: object, judgement: Judgement) -> dict[str, object]:
    """The output object of `mmltui grade`."""
    from mmltui.grading.feedback import evidence, feedback

    word, kind = WORDS[type(judgement.verdict)]
    reading = judgement.reading
    if reading is not None and judgement.notes:
        reading = f"{reading} ({'; '.join(judgement.notes)})"
    found = evidence(judgement.verdict)
    return {
        "id": identity,
        "verdict": word,
        "kind": kind,
        "evidence": found if judgement.part is None else {**found, "part": judgement.part},
        "misconceptions": list(judgement.misconceptions),
        "reading": reading,
        "feedback": feedback(judgement),
    }


def _refusal(error: ParseError) -> Verdict:
    found = (error.message, error.span, error.hint)
    match error.kind:
        case "unparsable":
            return Unparsable(*found)
        case "unknown-symbol":
            return UnknownSymbol(*found)
        case "shape-error":
            return ShapeMismatch(*found)
        case "too-large":
            return TooLarge(*found)
        case "not-an-answer":
            return NotAnAnswer(*found)
