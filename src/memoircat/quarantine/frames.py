"""How the program and a reader process talk over a pipe: a JSON object and bytes, each with its length before it.

JSON and no pickle: a reader may have been taken over by the file that it read, and what it sends is only ever data.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")  # of the object and of the bytes
MOST = 2**26  # bytes of either that are taken: a block of rows, a small picture

Frame = tuple[dict[str, Any], bytes]


class BrokenFrame(Exception):
    """The other side has ended, or sent what is no frame."""


def write_frame(stream: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    """Send an object and bytes. Raises OSError where nobody reads any more."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    stream.write(_LENGTHS.pack(len(text), len(body)) + text)
    stream.write(body)
    stream.flush()


def read_frame(stream: BinaryIO) -> Frame:
    """Wait for the next object and its bytes. Raises BrokenFrame where none comes."""
    lengths = _LENGTHS.unpack(_exactly(stream, _LENGTHS.size))
    if max(lengths) > MOST:
        raise BrokenFrame
    text, body = (_exactly(stream, length) for length in lengths)
    try:
        head = json.loads(text.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        raise BrokenFrame from None
    if not isinstance(head, dict):
        raise BrokenFrame
    return head, body


def _exactly(stream: BinaryIO, length: int) -> bytes:
    try:
        data = stream.read(length)
    except (OSError, ValueError):
        raise BrokenFrame from None
    if len(data) != length:
        raise BrokenFrame
    return data
