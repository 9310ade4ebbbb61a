"""The frames of a GIF counted by its blocks, up to a limit: a decoder would go on for as long as there are any."""

from __future__ import annotations

from typing import BinaryIO

_HEAD = 13  # bytes: signature, size, flags
_FRAME, _EXTENSION = b"\x2c", b"\x21"
_FRAME_HEAD = 9  # bytes: place, size, flags
_HAS_COLOURS = 0x80


def count_frames(file: BinaryIO, most: int) -> int:
    """How many frames there are, at most ``most`` + 1; as many as there are in what is left of a file that was cut."""
    file.seek(0)
    head = file.read(_HEAD)
    if len(head) < _HEAD:
        return 0
    _skip_colours(file, head[10])
    frames = 0
    while frames <= most:
        kind = file.read(1)
        if kind == _FRAME:
            place = file.read(_FRAME_HEAD)
            if len(place) < _FRAME_HEAD:
                break
            frames += 1
            _skip_colours(file, place[8])
            file.read(1)  # how many bits the codes begin with
        elif kind == _EXTENSION:
            file.read(1)  # what it is
        else:
            break
        while length := file.read(1):
            if length == b"\0":
                break
            file.seek(length[0], 1)
    return frames


def _skip_colours(file: BinaryIO, flags: int) -> None:
    if flags & _HAS_COLOURS:
        file.seek(3 << (1 + (flags & 7)), 1)
