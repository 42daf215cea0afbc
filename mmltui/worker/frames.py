"""Messages on a pipe: four bytes of length, big end first, then that many bytes of JSON.

ASCII-only JSON carries every Python string, lone surrogates included, through any pipe unchanged.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping

from mmltui.errors import MmltuiError

LARGEST_FRAME = 8 << 20

_LENGTH = struct.Struct(">I")
HEADER_SIZE = _LENGTH.size


class FrameError(MmltuiError):
    """A message that cannot be sent, or bytes that are no message."""


def encode(message: Mapping[str, object]) -> bytes:
    """Make a whole frame, header included; raises `FrameError` for what is no JSON or over `LARGEST_FRAME` bytes."""
    try:
        body = json.dumps(message, separators=(",", ":")).encode("ascii")
    except (TypeError, ValueError, RecursionError) as error:
        raise FrameError(f"this is no JSON: {error}") from error
    if len(body) > LARGEST_FRAME:
        raise FrameError(f"this is larger than {LARGEST_FRAME >> 20} MiB")
    return _LENGTH.pack(len(body)) + body


def body_size(header: bytes) -> int:
    """How many bytes follow the header; raises `FrameError` beyond `LARGEST_FRAME`."""
    (size,) = _LENGTH.unpack(header)
    if size > LARGEST_FRAME:
        raise FrameError(f"a message of {size} bytes is announced")
    return int(size)


def decode(body: bytes) -> dict[str, object]:
    """Read the JSON object of a frame; raises `FrameError` for anything else."""
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FrameError(f"the message is no JSON: {error}") from error
    if not isinstance(message, dict):
        raise FrameError("the message is no JSON object")
    return message
