"""Which kinds of exercise there are, and how a table becomes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mmltui.exercises.ask import Ask
from mmltui.exercises.blank import Blank
from mmltui.exercises.choice import Choice, FindError, Predict
from mmltui.exercises.classify import make_classify
from mmltui.exercises.derivation import DerivationAsk
from mmltui.exercises.derivative import DerivativeAsk
from mmltui.exercises.descent import make_descent
from mmltui.exercises.elements import SetAsk
from mmltui.exercises.example import Example
from mmltui.exercises.expression import ExpressionAsk
from mmltui.exercises.jacobian import DirectionalAsk, EntryAsk, HessianAsk, JacobianAsk
from mmltui.exercises.keys import ExerciseError, Keys, nearest
from mmltui.exercises.number import NumberAsk
from mmltui.exercises.order import Order
from mmltui.exercises.parts import Parts
from mmltui.exercises.shape import ShapeAsk
from mmltui.exercises.solve import make_solve

ASKS: Mapping[str, Callable[[Keys], Ask]] = {
    "expression": ExpressionAsk.from_keys,
    "derivative": DerivativeAsk.from_keys,
    "jacobian": JacobianAsk.from_keys,
    "gradient": JacobianAsk.from_keys,
    "hessian": HessianAsk.from_keys,
    "directional": DirectionalAsk.from_keys,
    "entry": EntryAsk.from_keys,
    "shape": ShapeAsk.from_keys,
    "example": Example.from_keys,
    "number": NumberAsk.from_keys,
    "set": SetAsk.from_keys,
    "solve": make_solve,
    "classify": make_classify,
    "descent": make_descent,
    "derivation": DerivationAsk.from_keys,
    "choice": Choice.from_keys,
    "predict": Predict.from_keys,
    "find-error": FindError.from_keys,
    "order": Order.from_keys,
    "blank": Blank.from_keys,
    "parts": Parts.from_keys,
}


def make_ask(table: Mapping[str, object]) -> Ask:
    """The question that a table asks; raises `ExerciseError` for the first thing wrong with it."""
    keys = Keys(table, make_ask)
    word = keys.text("ask")
    if word not in ASKS:
        raise ExerciseError(f"'ask' cannot be '{word}': {nearest(word, sorted(ASKS))}", "ask")
    ask = ASKS[word](keys)
    keys.finish()
    return ask
