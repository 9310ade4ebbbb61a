"""The pixels of a page as a reader process sends them, proved to be what they say: it may have been taken over.

for part in read_page(file, 1, first=1600):
    …                       # a small JPEG; the layout of the levels; rows of pixels, level by level, from above
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.quarantine.reader_process import Wanted, always
from memoircat.quarantine.reading import read_apart

FIRST = 1600  # pixels along the longer side of the picture that is shown before the whole page is there
READER = "memoircat.media.image_reader"
MOST_BYTES = 512 * 2**20  # of the pixels of a page, all levels together: 128 megapixels in colour
_MOST_LEVELS = 16
_DEPTHS = (1, 3, 4)


@dataclass(frozen=True, slots=True)
class LevelShape:
    """A picture of the page: its size in pixels, bytes of a pixel, bytes of a row.

    One byte is grey, three are red, green and blue, four are blue, green, red and 255.
    """

    width: int
    height: int
    depth: int
    stride: int


@dataclass(frozen=True, slots=True)
class PageLayout:
    """The size of the page in the file, in pixels when it stands upright, and the pictures that come of it.

    The first is the whole page, unless that takes more than `MOST_BYTES`; each of the others is half as wide and high.
    """

    width: int
    height: int
    levels: tuple[LevelShape, ...]

    @property
    def scale(self) -> int:
        """How many pixels of the page, each way, are one of the first picture."""
        return round(self.width / self.levels[0].width)


@dataclass(frozen=True, slots=True)
class Rows:
    """The next rows of a level, of which the bytes are whole rows."""

    level: int
    pixels: bytes


PagePart = bytes | PageLayout | Rows


def read_page(file: Path, page: int, *, first: int = 0, wanted: Wanted = always) -> Iterator[PagePart]:
    """Yield a page (from 1) as a JPEG of at most ``first`` pixels each way, then its layout, then its rows.

    No JPEG comes of a page that is hardly larger, nor where ``first`` is 0. Raises InputError for what is refused, with
    the limit in its message, and Cancelled once it is not ``wanted`` any more.
    """
    options = {"page": page, "first": first, "most": MOST_BYTES}
    due: list[int] | None = None  # bytes that are still to come, of each level
    with read_apart(file, READER, "pixels", options, wanted) as reading:
        for head, body in reading.parts():
            match head:
                case {"jpeg": int()} if due is None:
                    yield body
                case {"levels": list()} if due is None:
                    layout = _layout(head, file)
                    due = [level.stride * level.height for level in layout.levels]
                    yield layout
                case {"level": int(level)} if due is not None and 0 <= level < len(due):
                    due[level] -= len(body)
                    if due[level] < 0 or len(body) % layout.levels[level].stride:
                        raise _broken(file)
                    yield Rows(level, body)
                case _:
                    raise _broken(file)
    if due is None or any(due):
        raise _broken(file)


def _layout(head: dict[str, Any], file: Path) -> PageLayout:
    try:
        width, height = int(head["width"]), int(head["height"])
        levels = tuple(LevelShape(*(int(number) for number in shape)) for shape in head["levels"])
    except (KeyError, TypeError, ValueError):
        raise _broken(file) from None
    sound = 0 < len(levels) <= _MOST_LEVELS and 0 < width < 2**31 and 0 < height < 2**31
    for level in levels:
        sound &= min(level.width, level.height) > 0 and level.depth in _DEPTHS
        sound &= level.width * level.depth <= level.stride < level.width * level.depth + 4
    if not sound or sum(level.stride * level.height for level in levels) > MOST_BYTES:
        raise _broken(file)
    return PageLayout(width, height, levels)


def _broken(file: Path) -> InputError:
    return InputError(message("The image cannot be read ({problem}).", problem="?"), where=str(file))
