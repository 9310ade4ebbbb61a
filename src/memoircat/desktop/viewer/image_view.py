"""A view of one scan: fitted to the window, zoomed, turned or panned, with more contrast or as a negative.

Scans are never tinted, and are shown on a neutral background.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView, QStyleOptionGraphicsItem, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.rows import paint_ring
from memoircat.desktop.theme.tokens import FONT_BODY, PAGE_MARGIN
from memoircat.desktop.viewer.loading import Loader
from memoircat.desktop.viewer.scans import Scan, scans
from memoircat.errors import InputError, MemoirCatError, NotFound
from memoircat.media.page_pixels import FIRST, PagePart, read_page
from memoircat.messages import Message, message
from memoircat.quarantine.reader_process import Wanted

Tone = Literal["plain", "contrast", "negative"]
PageSource = Callable[[Wanted], Iterator[PagePart]]  # a page of an image file, as `Thumbnails.page` yields it
_LEAST, _MOST = 0.01, 32.0  # zoom: pixels of the screen for one of the image
_STEP = 1.25  # factor from one step of the zoom to the next
_PIXELS_SEEN_FROM = 3.0  # zoom from which the pixels of the image are drawn as squares
_LARGEST_DRAWN = 8192  # pixels along a side of the picture for contrast and negative
_MARGIN: Final = 16  # around an image that is fitted, both sides together, in px at 100 %


class ImageView(QGraphicsView):
    """Shows one page of an image file.

    The coordinates of the scene are the pixels of the file, so that regions of the scan can be laid over it.

    Keys: + − zoom, 0 fit, 1 one pixel to one, R and Shift+R turn, arrows pan, PgUp/PgDn request another page.
    The wheel zooms where the pointer is.
    """

    loaded = Signal()  # there is something to see; the whole image may still come
    completed = Signal()
    failed = Signal(str)
    zoom_changed = Signal(float)
    page_requested = Signal(int)  # 1: the next page, −1: the one before

    def __init__(self, look: Look, parent: QWidget | None = None, *, pool: QThreadPool | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._fits, self._turned, self._words = True, 0, ""
        self._tone: Tone = "plain"
        self._scan_item = _ScanItem()
        self._scene = QGraphicsScene(self)
        self._scene.addItem(self._scan_item)
        self.setScene(self._scene)
        self._loader = Loader(pool)
        self._loader.signals.done.connect(self._take)
        self.destroyed.connect(self._loader.drop)  # what is still read ends with the view
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Image"))
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        self.setBackgroundBrush(look.colour("mat"))
        self.viewport().update()

    def show_page(self, source: PageSource | None, *, name: str = "") -> None:
        """Load a page in another thread and show it; None clears the view. ``name`` is for screen readers.

        A small picture comes first, then the whole; a new page ends the loading of the one before.
        """
        self._loader.drop()
        self._scan_item.set_scan(None)
        self.setAccessibleName(name or self.tr("Image"))
        self._say("" if source is None else self.tr("Loading the image"))
        if source is not None:
            self._loader.start_series(lambda wanted: scans(source(wanted)))

    def stop(self) -> None:
        """Load nothing any more; what is being read ends."""
        self._loader.drop()

    def show_file(self, file: Path, page: int = 1) -> None:
        """Show a page (from 1) of a file that lies in no catalogue."""
        self.show_page(lambda wanted: read_page(file, page, first=FIRST, wanted=wanted), name=file.name)

    def image_size(self) -> QSize:
        """The size of the image in pixels of the file; an invalid size where none is shown."""
        scan = self._scan_item.scan
        return scan.size if scan is not None else QSize()

    def sentence(self) -> str:
        """What is said in place of the image, or below it; empty where the whole image is shown."""
        return self._words

    def zoom(self) -> float:
        """The zoom: pixels of the screen for one pixel of the image."""
        matrix = self.transform()
        return float((matrix.m11() ** 2 + matrix.m12() ** 2) ** 0.5 * self.devicePixelRatioF())

    def set_zoom(self, zoom: float) -> None:
        """Zoom to a number of screen pixels for one pixel of the image."""
        self._fits = False
        self._scale(min(_MOST, max(_LEAST, zoom)))

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self.set_zoom(self.zoom() * _STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self.set_zoom(self.zoom() / _STEP)

    def fit(self) -> None:
        """Show the whole image, from now on also when the size of the view changes."""
        self._fits = True
        size, room = self.image_size(), self.viewport().size()
        if not size.isValid() or size.isEmpty():
            return
        turned = size.transposed() if self._turned % 180 else size
        margin = self._look.px(_MARGIN)
        width, height = max(1, room.width() - margin), max(1, room.height() - margin)
        self._scale(min(width / turned.width(), height / turned.height(), 1.0) * self.devicePixelRatioF())

    def turn(self, degrees: int = 90) -> None:
        """Turn clockwise by a multiple of 90 degrees."""
        self._turned = (self._turned + round(degrees / 90) * 90) % 360
        self._refresh()

    def turned(self) -> int:
        """By how many degrees the image is turned clockwise."""
        return self._turned

    def set_tone(self, tone: Tone) -> None:
        """Show the image as it is, with more contrast, or as a negative."""
        self._tone = tone
        self._scan_item.set_tone(tone)

    def tone(self) -> Tone:
        """Whether the image is shown as it is, with more contrast, or as a negative."""
        return self._tone

    def show_region(self, region: QRectF) -> None:
        """Bring a region (in pixels of the file) into sight, without zooming."""
        self.ensureVisible(region, self._look.px(PAGE_MARGIN), self._look.px(PAGE_MARGIN))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys of the class; an arrow pans by a tenth of the view."""
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        acts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: self.zoom_in,
            Qt.Key.Key_Equal: self.zoom_in,
            Qt.Key.Key_Minus: self.zoom_out,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_1: partial(self.set_zoom, 1.0),
            Qt.Key.Key_R: partial(self.turn, -90 if shifted else 90),
            Qt.Key.Key_PageUp: partial(self.page_requested.emit, -1),
            Qt.Key.Key_PageDown: partial(self.page_requested.emit, 1),
            Qt.Key.Key_Left: partial(self._pan, -1, 0),
            Qt.Key.Key_Right: partial(self._pan, 1, 0),
            Qt.Key.Key_Up: partial(self._pan, 0, -1),
            Qt.Key.Key_Down: partial(self._pan, 0, 1),
        }
        commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if key in acts and not event.modifiers() & commands:
            acts[Qt.Key(key)]()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom where the pointer is."""
        turns = event.angleDelta().y() / 120
        if turns and self.image_size().isValid():
            self.set_zoom(self.zoom() * _STEP**turns)
        event.accept()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Switch between the whole image and one pixel to one."""
        if self._fits:
            self.set_zoom(1.0)
        else:
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep showing the whole image if it is fitted."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def drawForeground(self, painter: QPainter, _rect: QRectF | QRect) -> None:
        """Draw the sentence in place of an image, and the focus ring."""
        painter.save()
        painter.resetTransform()
        room = self.viewport().rect()
        if self._words:
            margin = self._look.px(PAGE_MARGIN)
            self._paint_words(painter, room.adjusted(margin, margin, -margin, -margin))
        if self.hasFocus():
            paint_ring(painter, room, self._look)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect) -> None:
        """The sentence in the middle where no image is shown, else below, on a ground of its own."""
        wraps = int(Qt.TextFlag.TextWordWrap)
        painter.setFont(self._look.font(FONT_BODY))
        flags = wraps | int(Qt.AlignmentFlag.AlignCenter)
        if self._scan_item.scan is not None:
            flags = wraps | int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.AlignmentFlag.AlignBottom)
            around = self._look.px(_MARGIN) // 2
            place = painter.boundingRect(room, flags, self._words)
            painter.fillRect(place.adjusted(-around, -around, around, around), self._look.colour("surface"))
        painter.setPen(self._look.colour("text"))
        painter.drawText(room, flags, self._words)

    def _pan(self, right: int, down: int) -> None:
        across, along = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + right * self.viewport().width() // 10)
        along.setValue(along.value() + down * self.viewport().height() // 10)

    def _take(self, ticket: int, made: object) -> None:
        if not self._loader.wants(ticket):
            return
        if isinstance(made, Scan):
            self._show(made)
        elif isinstance(made, MemoirCatError):
            words = _refusal(made).in_(self._look.language)
            self._say(words)
            self.failed.emit(words)

    def _show(self, scan: Scan) -> None:
        before = self._scan_item.scan
        self._say(scan.note.in_(self._look.language) if scan.note else "")
        self._scan_item.set_scan(scan)
        if before is None or before.size != scan.size:  # else it stays as it is, with more pixels
            self._scene.setSceneRect(self._scan_item.boundingRect())
            self._turned = 0
            self.fit()
            self.loaded.emit()
        if scan.whole:
            self.completed.emit()

    def _say(self, words: str) -> None:
        self._words = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def _refresh(self) -> None:
        if self._fits:
            self.fit()
        else:
            self._scale(self.zoom())

    def _scale(self, zoom: float) -> None:
        factor = zoom / self.devicePixelRatioF()
        self.setTransform(QTransform().rotate(self._turned).scale(factor, factor))
        self.zoom_changed.emit(self.zoom())


class _ScanItem(QGraphicsItem):
    """Draws the visible part of a scan, from the smallest of its levels that has enough pixels for the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.scan: Scan | None = None
        self._tone: Tone = "plain"
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_scan(self, scan: Scan | None) -> None:
        self.prepareGeometryChange()
        self.scan = scan
        self.update()

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(), self.scan.size.toSizeF()) if self.scan is not None else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self.scan is None:
            return
        seen = option.exposedRect.intersected(self.boundingRect())
        if seen.isEmpty():
            return
        if self._tone == "plain":
            self._draw(painter, seen)
        else:
            self._draw_toned(painter, seen)

    def _draw(self, painter: QPainter, seen: QRectF) -> None:
        scan = self.scan
        if scan is None:
            return
        matrix = painter.deviceTransform()
        zoom = (matrix.m11() ** 2 + matrix.m12() ** 2) ** 0.5
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < _PIXELS_SEEN_FROM)
        enough = [level for level in scan.levels if level.width() >= scan.size.width() * zoom * 0.99]
        level = enough[-1] if enough else scan.levels[0]
        across, along = level.width() / scan.size.width(), level.height() / scan.size.height()
        part = QRectF(seen.x() * across, seen.y() * along, seen.width() * across, seen.height() * along)
        painter.drawImage(seen, level, part)

    def _draw_toned(self, painter: QPainter, seen: QRectF) -> None:
        """Draw with more contrast or as a negative, by blending a picture of the visible part in its size on screen."""
        scan, matrix = self.scan, painter.deviceTransform()
        place = matrix.mapRect(seen).toAlignedRect()
        device = painter.device()
        if scan is None or device is None:
            return
        ratio = device.devicePixelRatioF()
        made = QImage(place.size().boundedTo(QSize(_LARGEST_DRAWN, _LARGEST_DRAWN)), QImage.Format.Format_RGB32)
        made.fill(QColor("white"))
        inner = QPainter(made)
        inner.setTransform(matrix * QTransform.fromTranslate(-place.x(), -place.y()))
        self._draw(inner, seen)
        inner.resetTransform()
        if self._tone == "negative":
            _blend(inner, made.rect(), QPainter.CompositionMode.CompositionMode_Difference, 1.0)
        else:
            dark, light = scan.ends
            burn, dodge = (
                QPainter.CompositionMode.CompositionMode_ColorBurn,
                QPainter.CompositionMode.CompositionMode_ColorDodge,
            )
            _blend(inner, made.rect(), burn, 1 - dark)
            _blend(inner, made.rect(), dodge, 1 - (light - dark) / (1 - dark))
        inner.end()
        painter.save()
        painter.setClipRect(seen)
        painter.resetTransform()
        painter.drawImage(
            QRectF(place.x() / ratio, place.y() / ratio, made.width() / ratio, made.height() / ratio), made
        )
        painter.restore()


def _refusal(refused: MemoirCatError) -> Message:
    """What is said of a page that cannot be shown. The hints of refusals are for those who take a file in."""
    if isinstance(refused, NotFound):
        return refused.message
    if isinstance(refused, InputError):
        return message("{what} The file is kept as it is.", what=refused.message)
    return refused.brief


def _blend(painter: QPainter, rect: QRect, mode: QPainter.CompositionMode, grey: float) -> None:
    painter.setCompositionMode(mode)
    painter.fillRect(rect, QColor.fromRgbF(grey, grey, grey))
