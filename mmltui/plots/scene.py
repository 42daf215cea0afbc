"""What every kind of plot is: knobs, facts for the caption, and a picture for a view."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from mmltui.plots.charsets import Charset
from mmltui.plots.drawing import Drawing
from mmltui.plots.knobs import Knob

TALL: Final = 20  # rows that suit a picture with axes


@dataclass(frozen=True, slots=True)
class View:
    """What a scene is drawn for: cells, charset, the knobs by name, and what is revealed.

    `fit` are the knob values that the axes were chosen for: they stay put while a knob turns.
    """

    width: int
    height: int
    charset: Charset
    knobs: Mapping[str, float] = field(default_factory=dict)
    fit: Mapping[str, float] = field(default_factory=dict)
    revealed: bool = False


class Scene(Hashable, Protocol):
    """One kind of picture: a frozen dataclass of what its table says."""

    @property
    def knobs(self) -> tuple[Knob, ...]:
        """What a learner can turn, the most used first."""

    @property
    def hides(self) -> bool:
        """Whether a part is shown only when it is revealed, after a prediction."""

    @property
    def rows(self) -> int:
        """The height that suits it, caption included."""

    def facts(self, view: View) -> tuple[str, ...]:
        """The numbers of this moment, as short pieces of text."""

    def draw(self, view: View) -> Drawing:
        """The picture, of exactly the size of the view."""
