"""A grid of dots under a grid of text: strokes are OR-ed into the dots, and text stands in front of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mmltui.plots.charsets import GLYPHS, Charset, spell
from mmltui.plots.drawing import Ink, Row, Run
from mmltui.plots.strokes import PERIOD, SHARED, SOLID, Stroke
from mmltui.plots.trace import Floats, Ints, Trace, trace

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
        self.stroke(trace(x, y, self.dots_across, self.dots_down), stroke)

    def stroke(self, line: Trace, stroke: Stroke) -> None:
        """Draw a line that was traced for as many dots as this canvas has."""
        dots = line.dots
        if self.charset != "ascii" and stroke.pattern != SOLID:
            dots = dots[(stroke.pattern >> (line.places % PERIOD)) & 1 == 1]
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
