"""Which kinds of exercise there are, and how a table becomes one."""

from __future__ import annotations

from collections.abc import Mapping

from mmltui.exercises.ask import Ask
from mmltui.exercises.blank import Blank
from mmltui.exercises.choice import Choice, FindError, Predict
from mmltui.exercises.classify import Classify
from mmltui.exercises.derivative import DerivativeAsk
from mmltui.exercises.descent import Descent
from mmltui.exercises.elements import SetAsk
from mmltui.exercises.expression import ExpressionAsk
from mmltui.exercises.keys import ExerciseError, Keys, nearest
from mmltui.exercises.number import NumberAsk
from mmltui.exercises.order import Order
from mmltui.exercises.parts import Parts
from mmltui.exercises.solve import Solve

ASKS: Mapping[str, type[Ask]] = {
    "expression": ExpressionAsk,
    "derivative": DerivativeAsk,
    "number": NumberAsk,
    "set": SetAsk,
    "solve": Solve,
    "classify": Classify,
    "descent": Descent,
    "choice": Choice,
    "predict": Predict,
    "find-error": FindError,
    "order": Order,
    "blank": Blank,
    "parts": Parts,
}


def make_ask(table: Mapping[str, object]) -> Ask:
    """The question that a table asks; raises `ExerciseError` for the first thing wrong with it."""
    keys = Keys(table, make_ask)
    word = keys.text("ask")
    if word not in ASKS:
        raise ExerciseError(f"'ask' cannot be '{word}': {nearest(word, sorted(ASKS))}", "ask")
    ask = ASKS[word].from_keys(keys)
    keys.finish()
    return ask
