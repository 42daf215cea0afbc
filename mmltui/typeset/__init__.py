"""LaTeX to lines of cells, in three charsets."""

from mmltui.typeset.boxes import Block, Run, Style
from mmltui.typeset.charsets import Charset
from mmltui.typeset.speech import speak
from mmltui.typeset.tokens import TypesetError
from mmltui.typeset.typesetting import typeset, unknown_commands

__all__ = ["Block", "Charset", "Run", "Style", "TypesetError", "speak", "typeset", "unknown_commands"]
