"""The pixels of a page as they are sent: at full size, at half, at a quarter …, each row ready to be drawn.

A screen draws the level nearest to its zoom. The smaller ones are made on the way, strip by strip: a strip of 256 rows
is 128 of the next level, and 64 of the one after. Runs in a reader process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from memoircat.media.upright_strips import UprightStrips
from memoircat.quarantine.frames import Frame

_SMALLEST = 1024  # pixels along the longer side; smaller levels are not made
_MOST_LEVELS = 8
_STRIP = 2 ** (_MOST_LEVELS - 1)  # rows of the first level, of which the last level has one
_WIDE_ROWS = 2**25  # bytes of a strip from which it is sent in pieces
_GREY, _COLOUR, _QUICK_COLOUR = 1, 3, 4  # bytes of a pixel
_MOST_QUICK = 32_000_000  # pixels of a level whose rows are drawn without being converted each time


@dataclass(frozen=True, slots=True)
class Level:
    """The size of a level in pixels, the bytes of a pixel and those of a row, which are a multiple of four."""

    width: int
    height: int
    depth: int

    @property
    def stride(self) -> int:
        return -(-self.width * self.depth // 4) * 4

    def bytes_of(self, rows: Image.Image) -> bytes:
        """Rows in mode L or RGB as they are drawn: grey; red, green, blue; or blue, green, red, 255."""
        if self.depth == _QUICK_COLOUR:
            return rows.convert("RGBA").tobytes("raw", "BGRA", self.stride, 1)
        return rows.tobytes("raw", rows.mode, self.stride, 1)


@dataclass(frozen=True, slots=True)
class PixelLevels:
    """The levels of a page, the largest first, and what they are made of."""

    strips: UprightStrips
    upright: tuple[int, int]  # size of the page in the file, of which the strips may be a smaller picture
    factor: int  # pixels of the strips, each way, that are one of the first level
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, strips: UprightStrips, upright: tuple[int, int], most: int) -> PixelLevels:
        """The levels of a page that take at most ``most`` bytes together: the first at the largest size that fits."""
        factor = 1
        while sum(level.stride * level.height for level in _levels(strips, factor)) > most:
            factor *= 2
        return cls(strips, upright, factor, _levels(strips, factor))

    def frames(self) -> Iterator[Frame]:
        """First what comes, ``width``, ``height`` and ``levels``; then the rows of each ``level``, from above."""
        shapes = [[level.width, level.height, level.depth, level.stride] for level in self.levels]
        yield {"width": self.upright[0], "height": self.upright[1], "levels": shapes}, b""
        for strip in self.strips.smaller(self.factor, _STRIP):
            rows = strip
            for number, level in enumerate(self.levels):
                rows = rows.reduce(2) if number else rows
                step = max(1, _WIDE_ROWS // level.stride)
                for top in range(0, rows.height, step):
                    piece = (
                        rows.crop((0, top, rows.width, min(top + step, rows.height))) if step < rows.height else rows
                    )
                    yield {"level": number}, level.bytes_of(piece)


def _levels(strips: UprightStrips, factor: int) -> tuple[Level, ...]:
    width, height = (-(-length // factor) for length in strips.size)
    levels: list[Level] = []
    while len(levels) < _MOST_LEVELS:
        quick = width * height <= _MOST_QUICK
        levels.append(Level(width, height, _GREY if strips.grey else _QUICK_COLOUR if quick else _COLOUR))
        if max(width, height) <= _SMALLEST:
            break
        width, height = (-(-length // 2) for length in (width, height))
    return tuple(levels)
