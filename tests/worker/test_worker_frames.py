import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmltui.worker.frames import HEADER_SIZE, LARGEST_FRAME, FrameError, body_size, decode, encode

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@settings(max_examples=40)
@given(st.dictionaries(st.text(), VALUES, max_size=4))
def test_what_is_sent_arrives(message):
    frame = encode(message)
    header, body = frame[:HEADER_SIZE], frame[HEADER_SIZE:]
    assert body_size(header) == len(body)
    assert decode(body) == message


def test_half_a_character_arrives_too():
    assert decode(encode({"typed": "\ud800"})[HEADER_SIZE:]) == {"typed": "\ud800"}


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "message", [{"x": {1, 2}}, {"x": b"bytes"}, {"x": nested(100_000)}, {"x": "a" * (LARGEST_FRAME + 1)}]
)
def test_what_cannot_be_sent_is_refused(message):
    with pytest.raises(FrameError):
        encode(message)


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe", b"{", b"[1]", b"null", b"[" * 200_000, json.dumps("text").encode(), b"9" * 5000]
)
def test_what_is_no_message_is_refused(body):
    with pytest.raises(FrameError):
        decode(body)


def test_an_absurd_length_is_refused_before_anything_is_read():
    with pytest.raises(FrameError):
        body_size(b"\xff\xff\xff\xff")
