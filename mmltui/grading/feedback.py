"""A judgement in words for the learner, and its evidence as JSON. Never the reference itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from mmltui.errors import Span
from mmltui.grading.verdicts import (
    Agreed,
    Ambiguous,
    BadExercise,
    Different,
    Form,
    Judgement,
    Listed,
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
    Verdict,
    Witness,
    WrongShape,
)


def feedback(judgement: Judgement) -> str:
    """Markdown for the learner: what was found, how it is known, and what to do next."""
    text = _sentences(judgement.verdict)
    if judgement.explanation and judgement.verdict == Different():  # which alone says nothing
        text = "Not yet."
    if judgement.explanation:
        text = f"{text} {judgement.explanation}"
    return f"{judgement.part[0].upper()}{judgement.part[1:]}: {text}" if judgement.part else text


def _sentences(verdict: Verdict) -> str:
    match verdict:
        case Proved(method):
            return f"Right. Proved: {method}."
        case Agreed(points, digits, undefined_at):
            return (
                f"Right, as far as can be told: it agrees at {_count(points, 'point')} to {digits} digits."
                f"{_gap(undefined_at)}"
            )
        case ProvedOnCommonDomain(_, undefined_at):
            return f"Right wherever it is defined.{_gap(undefined_at)}"
        case Different(witness, listed):
            return f"Not yet{_difference(witness, listed)}"
        case Transposed(yours, expected, factor):
            if expected is None:
                return f"Nearly: both sizes are right, but rows and columns have changed places in {_shape(yours)}."
            scale = "" if factor is None else f", up to the factor `{factor}`"
            shapes = "" if yours == expected else f" Yours is {_shape(yours)}, and {_shape(expected)} is asked."
            return f"Nearly: the entries are right{scale}, but transposed.{shapes}"
        case WrongShape(yours, expected):
            if expected is None:
                return f"Not yet: the shape is not {_shape(yours)}."
            return f"Not yet: the shape does not fit. Yours is {_shape(yours)}, and {_shape(expected)} is asked."
        case NotInForm(form, digits):
            return _form(form, digits)
        case SpecialCase(condition, witness):
            conflict = "" if witness is None else f" {_conflict(witness)}"
            return f"That is right only if {condition}, which the question does not say.{conflict}"
        case (
            Unparsable(message, span, hint)
            | UnknownSymbol(message, span, hint)
            | ShapeMismatch(message, span, hint)
            | TooLarge(message, span, hint)
            | NotAnAnswer(message, span, hint)
        ):
            return _refusal(message, span, hint)
        case Ambiguous(as_read, as_meant):
            return (
                f"This can be read in two ways. As typed it means `{as_read}`; did you mean `{as_meant}`? "
                "Say which with brackets. It does not count as an attempt."
            )
        case BadExercise(message, key):
            where = "" if key is None else f" (`{key}`)"
            return f"This exercise has a mistake{where}, so that no answer to it can be judged: {_closed(message)}"
        case Undecided(reason):
            return (
                f"That could not be decided. {_closed(reason)} It does not count as an attempt; "
                "another form of the same answer may help."
            )
        case Timeout(seconds):
            return (
                f"Judging that took longer than {seconds:g} s and was stopped. It does not count as an attempt; "
                "a shorter form of the same answer may help."
            )
        case _:
            assert_never(verdict)


def evidence(verdict: Verdict) -> dict[str, Any]:
    """What the verdict rests on, as JSON."""
    match verdict:
        case Proved(method):
            return {"method": method}
        case Agreed(points, digits, undefined_at):
            return _present(points=points, digits=digits, undefined_at=undefined_at)
        case ProvedOnCommonDomain(method, undefined_at):
            return {"method": method, "undefined_at": dict(undefined_at)}
        case Different(witness, listed):
            return _witness(witness) if listed is None else {"right": list(listed.right), "wrong": list(listed.wrong)}
        case Transposed(yours, expected, factor):
            return _present(yours=yours, expected=expected, factor=factor)
        case WrongShape(yours, expected):
            return _present(yours=yours, expected=expected)
        case NotInForm(form, digits):
            return _present(form=form, digits=digits)
        case SpecialCase(condition, witness):
            return {"condition": condition, **_witness(witness)}
        case (
            Unparsable(message, span, hint)
            | UnknownSymbol(message, span, hint)
            | ShapeMismatch(message, span, hint)
            | TooLarge(message, span, hint)
            | NotAnAnswer(message, span, hint)
        ):
            columns = None if span is None else [span.start + 1, span.end + 1]
            return _present(message=message, columns=columns, hint=hint)
        case Ambiguous(as_read, as_meant):
            return {"as_read": as_read, "as_meant": as_meant}
        case BadExercise(message, key):
            return _present(message=message, key=key)
        case Undecided(reason):
            return {"reason": reason}
        case Timeout(seconds):
            return {"seconds": seconds}
        case _:
            assert_never(verdict)


def _present(**values: Any) -> dict[str, Any]:
    return {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in values.items()
        if value is not None
    }


def _witness(witness: Witness | None) -> dict[str, Any]:
    if witness is None:
        return {}
    return {
        "at": dict(witness.at),
        **_present(yours=witness.yours, expected=witness.expected, entry=witness.entry, sizes=witness.sizes),
    }


def _difference(witness: Witness | None, listed: Listed | None) -> str:
    if witness is not None:
        return f". {_conflict(witness)}"
    if listed is None or not listed.right:
        return ": that is not what is asked. Have another look."
    if not listed.wrong:
        return ": what you give is right, but something is missing."
    return f". {_said_of(listed.right)} right, {_said_of(listed.wrong)} not."


def _said_of(pieces: tuple[str, ...]) -> str:
    return " and ".join(f"`{piece}`" for piece in pieces) + (" is" if len(pieces) == 1 else " are")


def _conflict(witness: Witness) -> str:
    where = _place(witness.at)
    if witness.sizes:
        where = " and ".join(filter(None, (where, _place(witness.sizes))))
    entry = "" if witness.entry is None else f" in {witness.entry}"
    place = f"At {where} your answer" if where else "Your answer"
    yours = "has no value" if witness.yours == "undefined" else f"is `{witness.yours}`"
    if witness.expected is None:
        return f"{place} {yours}{entry}, and that is not the value asked."
    return f"{place} {yours}{entry}, but it should be `{witness.expected}` there."


def _place(at: Mapping[str, Any]) -> str:
    return ", ".join(f"`{name} = {value}`" for name, value in at.items())


def _gap(undefined_at: Mapping[str, str] | None) -> str:
    if undefined_at is None:
        return ""
    return f" Mind that yours has no value at {_place(undefined_at)}, where the question has one."


def _form(form: Form, digits: int | None) -> str:
    match form:
        case "expanded":
            return "The value is right. Now multiply it out: no brackets, like terms together."
        case "factored":
            return "The value is right. Now write it as a product: factor it as far as it goes."
        case "simplified":
            return "The value is right. It can be written more simply: collect, cancel, and carry out what can be."
        case "exact":
            return "The value is right. Give it exactly, not as a decimal."
        case "rounded":
            much = "" if digits is None else f" to {_count(digits, 'digit')}"
            return f"Right{much}, but rounded. Give it exactly: a fraction, a root or a constant is welcome."
        case _:
            assert_never(form)


def _refusal(message: str, span: Span | None, hint: str | None) -> str:
    where = "" if span is None else f" (column {span.start + 1})"
    advice = "" if hint is None else f" {_closed(hint[0].upper() + hint[1:])}" if hint else ""
    return f"{_closed(message)[:-1]}{where}{_closed(message)[-1]}{advice}"


def _closed(sentence: str) -> str:
    """With a full stop."""
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _shape(shape: str) -> str:
    return f"`{shape}`"
