"""Pictures for the screen, put together from what reader processes send. Nothing here decodes a file from a stranger.

Thumbnails are decoded by Qt: they are JPEGs that a reader process made anew from pixels, and small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from memoircat.media.page_pixels import MOST_BYTES, LevelShape, PageLayout, PagePart, Rows
from memoircat.messages import Message, message

LARGEST_DECODED_MB: Final = 32  # by Qt itself: icons, and small JPEGs that a reader process made
_MEGA: Final = 1_000_000
_ROUNDED: Final = 2  # pixels by which a picture may miss the proportions of its page
_FORMATS: Final = {  # bytes of a pixel → what Qt calls that
    1: QImage.Format.Format_Grayscale8,
    3: QImage.Format.Format_RGB888,
    4: QImage.Format.Format_RGB32,
}


@dataclass(frozen=True)
class Scan:
    """A page as pictures. The first, small one of a page is not ``whole``."""

    size: QSize  # of the page in the file, in pixels
    levels: tuple[QImage, ...]  # the picture at full, half, quarter … size
    whole: bool = True
    note: Message | None = None  # where it is smaller than the page

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The greys that the contrast view makes black and white, from 0 to 1: all but two in a hundred at each end."""
        grey = self.levels[-1].scaled(QSize(256, 256)).convertToFormat(QImage.Format.Format_Grayscale8)
        values = sorted(bytes(grey.constBits()))
        low, high = values[len(values) // 50], values[-1 - len(values) // 50]
        return (low / 255, high / 255) if high - low > 8 else (0.0, 1.0)


def scans(parts: Iterable[PagePart]) -> Iterator[Scan]:
    """Put a page together: first its small picture, where one comes, then the whole. Raises what ``parts`` raise."""
    layout: PageLayout | None = None
    levels: list[_Filling] = []
    for part in parts:
        if isinstance(part, PageLayout):
            layout, levels = part, [_Filling(shape) for shape in part.levels]
        elif isinstance(part, Rows):
            levels[part.level].add(part.pixels)
        elif (small := read_small(part)) is not None and (size := _size_of_page(small)) is not None:
            yield Scan(size, (small,), whole=False)
    if layout is not None:
        pictures = tuple(level.image for level in levels)
        yield Scan(QSize(layout.width, layout.height), pictures, note=_note(layout))


def _size_of_page(small: QImage) -> QSize | None:
    """The size of the page that a small picture is of, as its comment says; None where that cannot be."""
    numbers = small.text("Page").split()
    if len(numbers) != 2 or not all(number.isdecimal() and len(number) < 10 for number in numbers):
        return None
    size = QSize(*(int(number) for number in numbers))
    apart = size.scaled(small.size(), Qt.AspectRatioMode.KeepAspectRatio) - small.size()
    return size if max(abs(apart.width()), abs(apart.height())) <= _ROUNDED else None


class _Filling:
    """A picture to which rows are added from above."""

    def __init__(self, shape: LevelShape) -> None:
        self.image = QImage(shape.width, shape.height, _FORMATS[shape.depth])
        if self.image.isNull() or self.image.bytesPerLine() != shape.stride:
            raise MemoryError
        self._bits = cast(memoryview, self.image.bits())
        self._at = 0

    def add(self, pixels: bytes) -> None:
        self._bits[self._at : self._at + len(pixels)] = pixels
        self._at += len(pixels)


def _note(layout: PageLayout) -> Message | None:
    if layout.scale == 1:
        return None
    return message(
        "The image has {n:,} megapixels; whole it would take more than {most:,} MB of memory. "
        "Shown at 1/{scale} of its width and height.",
        n=round(layout.width * layout.height / _MEGA),
        most=MOST_BYTES // 2**20,
        scale=layout.scale,
    )


def read_small(picture: bytes | None, size: QSize | None = None) -> QImage | None:
    """Decode a thumbnail, no larger than ``size``; None where it is none."""
    if not picture:
        return None
    QImageReader.setAllocationLimit(LARGEST_DECODED_MB)
    data = QBuffer()
    data.setData(QByteArray(picture))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(data, QByteArray(b"jpeg"))
    reader.setDecideFormatFromContent(False)
    whole = reader.size()
    if size is not None and whole.isValid() and (whole.width() > size.width() or whole.height() > size.height()):
        reader.setScaledSize(whole.scaled(size, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image
