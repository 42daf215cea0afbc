"""Asks `jacobian` (= `gradient`), `hessian`, `directional` and `entry`: derivatives in numerator layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.setting import Setting, author_expression
from mmltui.exercises.value import Target, bind
from mmltui.exercises.vector import VectorAsk, is_scalar_formula, vector_target
from mmltui.grading.vectors.asked import Directional, Hessian, Jacobian
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys
    from mmltui.notation.tree import Expression


def _question(
    keys: Keys, *texts: str, indices: bool = False
) -> tuple[Setting, Expression, Expression, tuple[str, ...]]:
    """The setting, `of` as written and with definitions written out, and the symbols to differentiate by."""
    of, wrt = keys.text("of"), keys.texts("wrt")
    setting = Setting.from_keys(keys, of, *wrt, *texts, indices=keys.mapping("indices") if indices else None)
    written = author_expression("of", of, setting.symbols)
    return setting, written, substitute(written, setting.symbols.definitions), setting.names(keys, "wrt")


@dataclass(frozen=True)
class JacobianAsk(VectorAsk):
    """M x N; a scalar gives the 1 x N row, a scalar by an M x N matrix N x M."""

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt` (a name, or a list of scalars), and those of a setting."""
        setting, written, of, wrt = _question(keys)
        return cls(vector_target(setting, Jacobian(of, wrt), question=written, scalar=_scalar(setting, of, wrt, 1)))


@dataclass(frozen=True)
class HessianAsk(VectorAsk):
    """N x N."""

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt`, and those of a setting."""
        setting, written, of, wrt = _question(keys)
        return cls(vector_target(setting, Hessian(of, wrt), question=written, scalar=_scalar(setting, of, wrt, 2)))


@dataclass(frozen=True)
class DirectionalAsk(VectorAsk):
    """(d of / d wrt) v, or vᵀ H v."""

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt`, `along`, `order` (1 or 2), and those of a setting."""
        along = keys.text("along")
        order = keys.whole("order", 1, smallest=1, largest=2)
        setting, written, of, wrt = _question(keys, along)
        direction = substitute(author_expression("along", along, setting.symbols), setting.symbols.definitions)
        return cls(vector_target(setting, Directional(of, wrt, direction, order), question=written))


@dataclass(frozen=True)
class EntryAsk(VectorAsk):
    """One entry of the derivative, at index letters."""

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt`, `indices` (as `{ i = 'M', j = 'N' }`), and those of a setting."""
        indices = tuple(keys.mapping("indices"))
        if not 1 <= len(indices) <= 2:
            raise ExerciseError("'indices' must name one or two index letters with their sizes", "indices")
        setting, written, of, wrt = _question(keys, indices=True)
        return cls(vector_target(setting, Jacobian(of, wrt), indices=indices, question=written))


def _scalar(setting: Setting, of: Expression, wrt: tuple[str, ...], order: int) -> Target | None:
    """The same question for an answer without vectors, where it is one: then it can be proved."""
    if len(wrt) > 1 or setting.symbols.kinds[wrt[0]].role != "scalar" or not is_scalar_formula(of, setting):
        return None
    from mmltui.calculus.derivative import derivative

    result = of
    for _ in range(order):
        result = derivative(result, wrt[0], setting.symbols)
    return Target(setting, bind(result, setting.at), (bind(of, setting.at),), of)
