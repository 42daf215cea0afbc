"""Ask `shape`: how many rows and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from mmltui.exercises.ask import Ask
from mmltui.exercises.keys import ExerciseError
from mmltui.exercises.setting import Setting, author_expression
from mmltui.grading.vectors.asked import Jacobian, UnfitQuestionError, shape_asked
from mmltui.grading.verdicts import Judgement, Proved, Transposed, Unparsable, WrongShape
from mmltui.notation.parser import ParseError
from mmltui.notation.shapes import shape_of
from mmltui.notation.vocabulary import Dimension, dimension
from mmltui.notation.walk import substitute

if TYPE_CHECKING:
    from mmltui.exercises.keys import Keys

_SPACE = re.compile(r"^\s*(?:∈|\\in)?\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ|R)\s*\^")
_BETWEEN = re.compile(r"\s*(?:×|\\times|\bx\b|(?<=[\dA-Z])x(?=[\dA-Z])|\bby\b|[,*·])\s*")
_SIZE = re.compile(r"[A-Za-z]|\d+")
_ONE: tuple[Dimension, ...] = (1, 1)


@dataclass(frozen=True, slots=True)
class ShapeAsk(Ask):
    """The sizes of an array: rows and columns, and a third where a vector is differentiated twice."""

    sizes: tuple[Dimension, ...]

    @classmethod
    def from_keys(cls, keys: Keys) -> Self:
        """Keys: `of`, `wrt` (a name or a list; a vector named twice is differentiated by twice), a setting's."""
        of, names = keys.text("of"), keys.optional_texts("wrt")
        setting = Setting.from_keys(keys, of, *names)
        formula = substitute(author_expression("of", of, setting.symbols), setting.symbols.definitions)
        wrt = setting.names(keys, "wrt") if names else ()
        try:
            if len(wrt) > 1 and all(setting.symbols.kinds[name].role == "vector" for name in wrt):
                lengths = [setting.symbols.kinds[name].rows for name in wrt]
                shape = shape_of(formula, setting.symbols)
                return cls((*(() if shape.is_scalar else (shape.rows,)), *lengths))
            found = shape_asked(Jacobian(formula, wrt), setting.symbols) if wrt else shape_of(formula, setting.symbols)
        except (UnfitQuestionError, ParseError) as error:
            raise ExerciseError(str(error), "of") from error
        return cls(tuple(found))

    def judge(self, submission: str) -> Judgement:
        """`M x N`, `1 x N`, `N`, `(3, 2)`, `R^{M x N}`: a single size is a column, `scalar` is 1 x 1."""
        text = _SPACE.sub("", submission.strip()).strip(" .${}()[]")
        pieces = ["1"] if text.lower() in ("scalar", "a scalar", "number", "a number", "") else _BETWEEN.split(text)
        strange = next((piece for piece in pieces if not _SIZE.fullmatch(piece)), None)
        if strange is not None or len(pieces) > 3:
            return Judgement(Unparsable("this is no shape", hint="type rows x columns, such as M x N, 1 x N or 3 x 2"))
        sizes = tuple(dimension(piece) for piece in pieces)
        given = (sizes[0], 1) if len(sizes) == 1 else sizes
        reading = " x ".join(map(str, given))
        if given == self.sizes:
            return Judgement(Proved("compared size by size"), reading)
        if len(given) == 2 and given == self.sizes[::-1]:
            return Judgement(Transposed(reading, None), reading)
        return Judgement(WrongShape(reading, None), reading)

    def reference(self) -> str:
        """The sizes, with x between."""
        return " x ".join(map(str, self.sizes))
