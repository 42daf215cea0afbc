"""A grid of dots under a grid of text: strokes are OR-ed into the dots, and text stands in front of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from mmltui.plots.charsets import GLYPHS, Charset, spell
from mmltui.plots.drawing import Ink, Row, Run
from mmltui.plots.strokes import PERIOD, SHARED, SOLID, Stroke

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

_FAR: Final = 1e12  # dots; beyond this, floats no longer resolve a dot and a line's end may as well be moved
# For each dot of a cell, by row and column, its bit; and the character for each set of bits.
_BITS: Final[dict[Charset, NDArray[np.uint8]]] = {
    "braille": np.array([[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]], np.uint8),
    "block": np.array([[1, 2], [4, 8]], np.uint8),
    "ascii": np.array([[1], [2]], np.uint8),
}
_GLYPHS: Final[dict[Charset, NDArray[np.uint32]]] = {
    "braille": np.arange(0x2800, 0x2900, dtype=np.uint32),
    "block": np.array([ord(c) for c in " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"], np.uint32),
    "ascii": np.array([ord(c) for c in " '.:"], np.uint32),
}
_INKS: Final = tuple(Ink)
_MOST_STROKES: Final = 16


@dataclass(frozen=True, slots=True)
class _Layer:
    """Characters as code points, 0 for none, and their inks."""

    codes: NDArray[np.uint32]
    inks: NDArray[np.uint8]


def _layer(width: int, height: int, character: int) -> _Layer:
    return _Layer(np.full((height, width), character, np.uint32), np.zeros((height, width), np.uint8))


class Canvas:
    """`width` x `height` cells of one charset. Dots are counted from the left and from the top; 0 is a dot's middle."""

    def __init__(self, width: int, height: int, charset: Charset) -> None:
        self.width, self.height, self.charset = width, height, charset
        self.glyphs = GLYPHS[charset]
        self.dots_across, self.dots_down = width * self.glyphs.across, height * self.glyphs.down
        self._dots = np.zeros((self.dots_down, self.dots_across), np.uint16)
        self._flat = self._dots.reshape(-1)
        self._strokes: list[Stroke] = []
        self._text = _layer(width, height, 0)
        self._back = _layer(width, height, ord(" "))

    def polyline(self, x: Floats, y: Floats, stroke: Stroke) -> None:
        """Join neighbouring points, in dots; the pen lifts at whatever is no finite number."""
        with np.errstate(all="ignore"):
            x, y = (np.clip(np.asarray(values, np.float64), -_FAR, _FAR) for values in (x, y))
        drawn = np.isfinite(x) & np.isfinite(y)
        joined = drawn[:-1] & drawn[1:]
        alone = drawn & ~np.append(False, joined) & ~np.append(joined, False)
        if alone.any():
            self.dots(_nearest(x[alone]), _nearest(y[alone]), stroke)
        if joined.any():
            self._segments(x[:-1][joined], y[:-1][joined], x[1:][joined], y[1:][joined], stroke)

    def _segments(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats, stroke: Stroke) -> None:
        """One dot in each column of a flat line, in each row of a steep one, within 0.75 dot of the true line."""
        x0, y0, x1, y1 = _clipped((x0, y0), (x1, y1), (self.dots_across, self.dots_down))
        if not x0.size:
            return
        steep = np.abs(y1 - y0) > np.abs(x1 - x0)
        along0, along1 = np.where(steep, y0, x0), np.where(steep, y1, x1)
        aside0, aside1 = np.where(steep, x0, y0), np.where(steep, x1, y1)
        first, last = _nearest(along0), _nearest(along1)
        counts = np.abs(last - first) + 1
        ends = np.cumsum(counts)
        segment = np.repeat(np.arange(counts.size), counts)
        step = np.arange(ends[-1]) - (ends - counts)[segment]
        place = first[segment] + step * np.where(last < first, -1, 1)[segment]
        length = along1 - along0
        length[length == 0] = 1.0  # a lone dot: it is at its start
        share = np.minimum(np.maximum((place - along0[segment]) / length[segment], 0.0), 1.0)
        beside = _nearest(aside0[segment] + share * (aside1 - aside0)[segment])
        # Dots in one array, row after row: a step along a steep line is a whole row further.
        down = self.dots_across
        dots = np.where(steep[segment], place * down + beside, beside * down + place)
        if self.charset != "ascii" and stroke.pattern != SOLID:
            dots = dots[(stroke.pattern >> (place % PERIOD)) & 1 == 1]
        self._flat[dots] |= self._bit(stroke)

    def dots(self, columns: Ints, rows: Ints, stroke: Stroke) -> None:
        """Set single dots; those outside are dropped."""
        inside = (columns >= 0) & (columns < self.dots_across) & (rows >= 0) & (rows < self.dots_down)
        self._flat[(rows * self.dots_across + columns)[inside]] |= self._bit(stroke)

    def _bit(self, stroke: Stroke) -> np.uint16:
        if stroke not in self._strokes:
            if len(self._strokes) == _MOST_STROKES:
                return np.uint16(1 << (_MOST_STROKES - 1))
            self._strokes.append(stroke)
        return np.uint16(1 << self._strokes.index(stroke))

    def write(self, column: int, row: int, text: str, ink: Ink) -> None:
        """Text in front of the dots, from a cell to the right; what does not fit is dropped."""
        self._put(self._text, (column, row), text, ink)

    def behind(self, column: int, row: int, text: str, ink: Ink) -> None:
        """Text that shows only in cells without a dot."""
        self._put(self._back, (column, row), text, ink)

    def _put(self, layer: _Layer, cell: tuple[int, int], text: str, ink: Ink) -> None:
        (column, row), text = cell, spell(text, self.charset)
        if column < 0:
            text, column = text[-column:], 0
        text = text[: max(self.width - column, 0)]
        if text and 0 <= row < self.height:
            layer.codes[row, column : column + len(text)] = [ord(character) for character in text]
            layer.inks[row, column : column + len(text)] = ink

    def free(self, column: int, row: int, length: int) -> bool:
        """Whether these cells hold no text yet, and lie on the canvas."""
        inside = 0 <= row < self.height and column >= 0 and column + length <= self.width
        return inside and not self._text.codes[row, column : column + length].any()

    def covered(self, column: int, row: int, length: int) -> int:
        """In how many of these cells there are dots."""
        across, down = self.glyphs.across, self.glyphs.down
        block = self._dots[row * down : (row + 1) * down, column * across : (column + length) * across]
        return int(np.count_nonzero(block.any(axis=0)))

    def rows(self) -> tuple[Row, ...]:
        """The cells as runs of one ink each."""
        codes, inks = self._cells()
        marked = np.where(codes != ord(" "), np.arange(self.width), 0)
        inks = np.take_along_axis(inks, np.maximum.accumulate(marked, axis=1), axis=1)  # a space goes on in one run
        lines = codes.astype("<u4").tobytes().decode("utf-32-le")
        edge = np.ones((self.height, self.width), np.bool_)
        edge[:, 1:] = inks[:, 1:] != inks[:, :-1]
        starts = np.flatnonzero(edge).tolist()
        rows: list[list[Run]] = [[] for _ in range(self.height)]
        for start, end, ink in zip(starts, [*starts[1:], inks.size], inks.ravel()[starts].tolist(), strict=True):
            rows[start // self.width].append(Run(lines[start:end], _INKS[ink]))
        return tuple(map(tuple, rows))

    def _cells(self) -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
        codes, inks = self._back.codes, self._back.inks
        if self._strokes:
            strokes = np.zeros((self.height, self.width), np.uint16)
            bits = np.zeros((self.height, self.width), np.uint8)
            drawn = (self._dots > 0).view(np.uint8)
            for (row, column), bit in np.ndenumerate(_BITS[self.charset]):
                strokes |= self._dots[row :: self.glyphs.down, column :: self.glyphs.across]
                bits |= drawn[row :: self.glyphs.down, column :: self.glyphs.across] * bit
            used = bits > 0
            glyphs = self._letters(bits, strokes) if self.charset == "ascii" else _GLYPHS[self.charset][bits]
            codes, inks = np.where(used, glyphs, codes), np.where(used, self._top_inks()[strokes], inks)
        written = self._text.codes > 0
        return np.where(written, self._text.codes, codes), np.where(written, self._text.inks, inks)

    def _top_inks(self) -> NDArray[np.uint8]:
        """The ink for each set of strokes: that of the stroke drawn last."""
        inks = np.zeros(1 << len(self._strokes), np.uint8)
        for place, stroke in enumerate(self._strokes):
            inks[1 << place : 2 << place] = stroke.ink
        return inks

    def _letters(self, bits: NDArray[np.uint8], strokes: NDArray[np.uint16]) -> NDArray[np.uint32]:
        codes = _GLYPHS["ascii"][bits]
        for place, stroke in enumerate(self._strokes):
            if stroke.letter:
                codes = np.where(strokes == 1 << place, np.uint32(ord(stroke.letter)), codes)
        loud = [1 << place for place, stroke in enumerate(self._strokes) if stroke.ink is not Ink.FAINT]
        heard = strokes & np.uint16(sum(loud))
        for bit in loud:  # a faint stroke under one other does not hide its letter
            letter = self._strokes[bit.bit_length() - 1].letter
            alone = (heard == bit) & (strokes != bit)
            codes = np.where(alone, np.uint32(ord(letter)), codes) if letter else codes
        shared = (heard & (heard - 1)) > 0
        return np.where(shared, np.uint32(ord(SHARED)), codes).astype(np.uint32)


def _nearest(values: Floats) -> Ints:
    """Rounded half up, not half to even: so neighbours one apart stay one apart."""
    return np.floor(values + 0.5).astype(np.int64)


def _clipped(
    start: tuple[Floats, Floats], end: tuple[Floats, Floats], dots: tuple[int, int]
) -> tuple[Floats, Floats, Floats, Floats]:
    """The parts of segments inside of the dots' outer edges (Liang and Barsky's parametric clipping)."""
    (x0, y0), (x1, y1), (across, down) = start, end, dots
    right, bottom = math.nextafter(across - 0.5, 0), math.nextafter(down - 0.5, 0)
    x, y = np.concatenate([x0, x1]), np.concatenate([y0, y1])
    if x.min() >= -0.5 and x.max() <= right and y.min() >= -0.5 and y.max() <= bottom:
        return x0, y0, x1, y1
    dx, dy = x1 - x0, y1 - y0
    enter, leave = np.zeros_like(dx), np.ones_like(dx)
    seen = np.ones(dx.shape, np.bool_)
    with np.errstate(all="ignore"):
        for slope, room in ((-dx, x0 + 0.5), (dx, right - x0), (-dy, y0 + 0.5), (dy, bottom - y0)):
            share = room / slope
            seen &= (slope != 0) | (room >= 0)
            enter = np.where(slope < 0, np.maximum(enter, share), enter)
            leave = np.where(slope > 0, np.minimum(leave, share), leave)
    seen &= enter <= leave
    x0, y0, dx, dy, enter, leave = (values[seen] for values in (x0, y0, dx, dy, enter, leave))
    return (
        np.clip(x0 + enter * dx, -0.5, right),
        np.clip(y0 + enter * dy, -0.5, bottom),
        np.clip(x0 + leave * dx, -0.5, right),
        np.clip(y0 + leave * dy, -0.5, bottom),
    )
