"""Reading images in other threads. Results that are no longer wanted are dropped."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader, QPainter

MOST_MEGABYTES = 1024  # of one decoded image: 268 million pixels
MOST_PIXELS_SHOWN = 160_000_000  # larger scans are decoded at half size, or smaller
_SMALLEST_LEVEL = 1024  # pixels along the longer side; smaller levels are not made
_STRIP = 128  # rows of pixels that are drawn in one call
_PAINTED_AS_IS = {  # formats that Qt paints without converting them each time
    QImage.Format.Format_RGB32,
    QImage.Format.Format_ARGB32_Premultiplied,
    QImage.Format.Format_Grayscale8,
}

Trouble = Literal["missing", "broken", "large"]


@dataclass(frozen=True)
class Scan:
    """A decoded image."""

    size: QSize  # of the image in the file, in pixels
    levels: tuple[QImage, ...]  # the picture at full, half, quarter … size
    dark: float = 0.0  # the greys that the contrast view makes black and white, from 0 to 1
    light: float = 1.0


class LoaderSignals(QObject):
    """Carries the results of a `Loader` to the window's thread."""

    done = Signal(int, object)  # the ticket, and the result


class Loader:
    """Runs work in a thread pool and emits the results that are still wanted, each with its ticket (a number).

    The owner calls ``mark_taken`` for a result that it has taken, and ``drop`` when it wants none any more.
    """

    def __init__(self, pool: QThreadPool | None = None) -> None:
        self.signals = LoaderSignals()
        self._pool = pool or QThreadPool.globalInstance()
        self._lock = Lock()
        self._wanted: set[int] = set()
        self._last = 0

    def start(self, work: Callable[[], object], *, only: bool = True) -> int:
        """Run ``work`` and return its ticket. With ``only``, the results of earlier work are no longer wanted."""
        with self._lock:
            self._last += 1
            ticket = self._last
            if only:
                self._wanted.clear()
            self._wanted.add(ticket)
        signals = self.signals

        def run() -> None:
            if not self.wants(ticket):
                return
            result = work()
            if self.wants(ticket):
                with contextlib.suppress(RuntimeError):  # the window is gone
                    signals.done.emit(ticket, result)

        self._pool.start(run)
        return ticket

    def wants(self, ticket: int) -> bool:
        """Whether the result of a ticket is still wanted."""
        with self._lock:
            return ticket in self._wanted

    def mark_taken(self, ticket: int) -> None:
        """Say that the result of a ticket was taken."""
        with self._lock:
            self._wanted.discard(ticket)

    def drop(self) -> None:
        """Say that no result is wanted any more."""
        with self._lock:
            self._wanted.clear()


def read_scan(file: Path, page: int = 0) -> Scan | Trouble:
    """Decode one page (from 0) of an image file, at full size and smaller; or say why it cannot be shown."""
    if not file.is_file():
        return "missing"
    reader = _reader(file)
    if page and not reader.jumpToImage(page):
        return "broken"
    size = reader.size()
    if size.isValid() and (small := _affordable(size)) != size:
        reader.setScaledSize(small)
    image = reader.read()
    if image.isNull():
        return "large" if _too_large(size) else "broken"
    if reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90:
        size = size.transposed()
    if image.format() not in _PAINTED_AS_IS:
        image = _drawn(image, image.size())
    levels = _levels(image)
    dark, light = _ends(levels[-1])
    return Scan(size if size.isValid() else image.size(), levels, dark, light)


def read_small(file: Path | None, size: QSize) -> QImage | None:
    """Decode an image file at a size no larger than ``size``; None where there is no image."""
    if file is None or not file.is_file():
        return None
    reader = _reader(file)
    whole = reader.size()
    if whole.isValid() and (whole.width() > size.width() or whole.height() > size.height()):
        turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
        box = size.transposed() if turned else size
        reader.setScaledSize(whole.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def _reader(file: Path) -> QImageReader:
    QImageReader.setAllocationLimit(MOST_MEGABYTES)
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader


def _affordable(size: QSize) -> QSize:
    while size.width() * size.height() > MOST_PIXELS_SHOWN:
        size = QSize(max(1, size.width() // 2), max(1, size.height() // 2))
    return size


def _too_large(size: QSize) -> bool:
    return size.isValid() and size.width() * size.height() * 4 > MOST_MEGABYTES * 1024 * 1024


def _levels(image: QImage) -> tuple[QImage, ...]:
    levels = [image]
    while max(levels[-1].width(), levels[-1].height()) > _SMALLEST_LEVEL:
        half = QSize(max(1, levels[-1].width() // 2), max(1, levels[-1].height() // 2))
        levels.append(_drawn(levels[-1], half))
    return tuple(levels)


def _drawn(image: QImage, size: QSize) -> QImage:
    """``image`` at ``size`` (its own or half of it), in a format that is painted fast.

    It is drawn strip by strip: no other thread of Python can run during one call of Qt.
    """
    transparent = QImage.Format.Format_ARGB32_Premultiplied
    made = QImage(size, transparent if image.hasAlphaChannel() else QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.transparent)
    step = 1 if size == image.size() else 2
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    for top in range(0, size.height(), _STRIP):
        rows = min(_STRIP, size.height() - top)
        last = top + rows >= size.height()
        part = image.copy(0, top * step, image.width(), image.height() - top * step if last else rows * step)
        if step > 1:
            ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            part = part.scaled(QSize(size.width(), rows), ignore, smooth)
        painter.drawImage(0, top, part)
    painter.end()
    return made


def _ends(image: QImage) -> tuple[float, float]:
    """The darkest and the lightest grey of an image, from 0 to 1, without the two in a hundred at either end."""
    grey = image.scaled(QSize(256, 256)).convertToFormat(QImage.Format.Format_Grayscale8)
    values = sorted(bytes(grey.constBits()))
    low, high = values[len(values) // 50], values[-1 - len(values) // 50]
    return (low / 255, high / 255) if high - low > 8 else (0.0, 1.0)
