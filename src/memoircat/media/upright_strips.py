"""A decoded page taken in strips: upright, in eight bits of grey or of colour, and smaller where that is wanted.

A page of 117 megapixels fills the memory that a reader process has; so nothing here ever holds a second picture of it.
Runs in a reader process.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from memoircat.media.decoding import orientation

_Transpose = Image.Transpose
_TURNS = {  # by EXIF: how to turn it upright
    2: _Transpose.FLIP_LEFT_RIGHT,
    3: _Transpose.ROTATE_180,
    4: _Transpose.FLIP_TOP_BOTTOM,
    5: _Transpose.TRANSPOSE,
    6: _Transpose.ROTATE_270,
    7: _Transpose.TRANSVERSE,
    8: _Transpose.ROTATE_90,
}
_FROM_THE_END = (3, 4, 7, 8)  # whose first row lies at the end of the file
_ON_ITS_SIDE = (5, 6, 7, 8)  # whose rows are columns in the file
_GREY = ("1", "L", "I", "F", "I;16", "I;16L", "I;16B", "I;16N")
_LARGEST = 255
_SIXTEEN_BITS = 65_535
_STRIP = 128  # rows of the page that are made smaller at once


@dataclass(frozen=True)
class UprightStrips:
    """The rows of a decoded page, as they stand when it is upright."""

    image: Image.Image
    held: int  # orientation, by EXIF
    grey: bool
    darkest: float  # what becomes black, and what white, of values that do not fit into eight bits
    lightest: float

    @classmethod
    def of(cls, image: Image.Image) -> UprightStrips:
        """Those of a page that was loaded."""
        grey = image.mode in _GREY and "transparency" not in image.info
        return cls(image, orientation(image), grey, *_span(image))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the upright page."""
        return self.upright(self.image.size)

    def upright(self, size: tuple[int, int]) -> tuple[int, int]:
        """The size of the page when it is upright, from that in the file."""
        return (size[1], size[0]) if self.held in _ON_ITS_SIDE else size

    def rows(self, top: int, bottom: int) -> Image.Image:
        """The rows from ``top`` to before ``bottom``, as a picture in mode L or RGB."""
        height = self.size[1]
        first, end = (height - bottom, height - top) if self.held in _FROM_THE_END else (top, bottom)
        box = (first, 0, end, self.image.height)
        if self.held not in _ON_ITS_SIDE:
            box = (0, first, self.image.width, end)
        strip = self._plain(self.image.crop(box))
        return strip.transpose(_TURNS[self.held]) if self.held in _TURNS else strip

    def smaller(self, factor: int, strip: int) -> Iterator[Image.Image]:
        """The page from above, each ``factor`` × ``factor`` pixels as one, in pictures of ``strip`` rows."""
        height = self.size[1]
        for top in range(0, height, strip * factor):
            rows = self.rows(top, min(top + strip * factor, height))
            yield rows.reduce(factor) if factor > 1 else rows

    def within(self, side: int) -> Image.Image:
        """The whole page in a picture of at most ``side`` pixels each way."""
        factor = max(1, 2 * max(self.size) // (3 * side))  # then half as large again as wanted, or more
        width, height = (-(-length // factor) for length in self.size)
        made = Image.new("L" if self.grey else "RGB", (width, height))
        step = max(1, _STRIP // factor)
        for number, strip in enumerate(self.smaller(factor, step)):
            made.paste(strip, (0, number * step))
        made.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return made

    def _plain(self, strip: Image.Image) -> Image.Image:
        if self.grey and strip.mode not in ("1", "L"):
            scale = _LARGEST / (self.lightest - self.darkest)
            values = strip.convert("F").point(lambda value: value * scale - self.darkest * scale)
            return values.convert("L")
        if not self.grey and (strip.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in self.image.info):
            over = strip.convert("RGBA")  # on white, as on paper: what is hidden below is often black
            paper = Image.new("RGB", over.size, "white")
            paper.paste(over, mask=over.getchannel("A"))
            return paper
        mode = "L" if self.grey else "RGB"
        return strip if strip.mode == mode else strip.convert(mode)


def _span(image: Image.Image) -> tuple[float, float]:
    """Which values of a page in grey are black and white."""
    if image.mode not in ("I", "F"):
        return 0, _LARGEST if image.mode in ("1", "L") else _SIXTEEN_BITS
    least, most = image.getextrema()
    assert isinstance(least, (int, float)) and isinstance(most, (int, float))
    for usual in (_LARGEST, _SIXTEEN_BITS) if image.mode == "I" else (1, _LARGEST, _SIXTEEN_BITS):
        if least >= 0 and most <= usual:
            return 0, usual
    return least, most if most > least else least + 1
