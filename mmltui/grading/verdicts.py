"""What can be said of an answer: a closed union of verdicts, each with the evidence that it carries.

`Verdict` has one class for each kind of interfaces; `WORDS` pairs each class with its two words. Nothing
here is wording: feedback.py has that, in one match over the union.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from mmltui.errors import Span

if TYPE_CHECKING:
    from mmltui.grading.diagnosis import Diagnosis

Form = Literal["expanded", "factored", "simplified", "exact", "rounded"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A place where the two differ: exact values of the symbols, and both values with certain digits only.

    `expected` is None where it would give the reference away. For vectors `entry` names the entry
    (`row 1, column 2`) and `sizes` the sizes used.
    """

    at: Mapping[str, str]
    yours: str
    expected: str | None
    entry: str | None = None
    sizes: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Proved:
    """Equal wherever the question is defined; `method` says how that is known, in a few plain words."""

    method: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Equal at `points` points (for vectors: at random data of several sizes) to `digits` digits; not proved.

    `undefined_at` is a point of the question where the submission has no value, if there is one.
    """

    points: int
    digits: int
    undefined_at: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ProvedOnCommonDomain:
    """Equal wherever both are defined, but the submission is undefined at `undefined_at`, where the question is not."""

    method: str
    undefined_at: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """Of several things given: what belongs to the answer and what does not. Where all belong, something is missing."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Different:
    """Not equal. Asks that compare words, letters or orders have no witness; of a list they say what is right."""

    witness: Witness | None = None
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class Transposed:
    """Right after transposing, possibly up to a constant factor, which is then named (`-1`, `2`).

    `expected` is left out where the shape itself is the answer.
    """

    yours: str
    expected: str | None
    factor: str | None = None


@dataclass(frozen=True, slots=True)
class WrongShape:
    """Shapes as text: `N x 1` (a column) where `1 x N` (a row) is asked; None where the shape is the answer."""

    yours: str
    expected: str | None


@dataclass(frozen=True, slots=True)
class NotInForm:
    """The value is right, the form is not; `digits` counts the right digits of a rounding."""

    form: Form
    digits: int | None = None


@dataclass(frozen=True, slots=True)
class SpecialCase:
    """Right only under a condition that the question does not grant (`A is symmetric`)."""

    condition: str
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Unparsable:
    """The text cannot be read: where, why, what to do."""

    message: str
    span: Span | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class UnknownSymbol:
    """A letter or function that the question does not have."""

    message: str
    span: Span | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class ShapeMismatch:
    """Parts that do not fit together (`A y` with A of M x N and y of M)."""

    message: str
    span: Span | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class TooLarge:
    """Beyond a bound, which the message names."""

    message: str
    span: Span | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Wrong as read, right as it could also have been meant: both readings, in plain text."""

    as_read: str
    as_meant: str


@dataclass(frozen=True, slots=True)
class NotAnAnswer:
    """Nothing, the question itself, or an order to a computer algebra system."""

    message: str
    span: Span | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class BadExercise:
    """The exercise itself is unusable; `key` names the key to blame."""

    message: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither refuted nor proved, nor enough points to call it agreed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Timeout:
    """The grading process was stopped at its time limit."""

    seconds: float


Refusal: TypeAlias = Unparsable | UnknownSymbol | ShapeMismatch | TooLarge | NotAnAnswer
Verdict: TypeAlias = (
    Proved
    | Agreed
    | ProvedOnCommonDomain
    | Different
    | Transposed
    | WrongShape
    | NotInForm
    | SpecialCase
    | Refusal
    | Ambiguous
    | BadExercise
    | Undecided
    | Timeout
)

VerdictWord = Literal["correct", "incorrect", "invalid", "undecided"]

WORDS: Mapping[type[Verdict], tuple[VerdictWord, str]] = {
    Proved: ("correct", "proved"),
    Agreed: ("correct", "agreed"),
    ProvedOnCommonDomain: ("correct", "proved-on-common-domain"),
    Different: ("incorrect", "different"),
    Transposed: ("incorrect", "transposed"),
    WrongShape: ("incorrect", "wrong-shape"),
    NotInForm: ("incorrect", "not-in-form"),
    SpecialCase: ("incorrect", "special-case"),
    Unparsable: ("invalid", "unparsable"),
    UnknownSymbol: ("invalid", "unknown-symbol"),
    ShapeMismatch: ("invalid", "shape-error"),
    TooLarge: ("invalid", "too-large"),
    Ambiguous: ("invalid", "ambiguous"),
    NotAnAnswer: ("invalid", "not-an-answer"),
    BadExercise: ("invalid", "bad-exercise"),
    Undecided: ("undecided", "undecided"),
    Timeout: ("undecided", "timeout"),
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with what was read: plain text, notes on notation readable in two ways, and misconception ids.

    Where an answer has several pieces, `part` says of which one the verdict speaks (`part 2 of 3`). `explanation`
    is Markdown that tells the learner what may have gone wrong, empty where nothing stands out. `why` finds the
    misconceptions and the explanation, which takes ten times as long as the verdict; None once that is done.
    """

    verdict: Verdict
    reading: str | None = None
    notes: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()
    part: str | None = None
    explanation: str = ""
    why: Callable[[], Diagnosis] | None = field(default=None, repr=False, compare=False)
