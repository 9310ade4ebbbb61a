"""The pages of a document as small pictures in a row. Only pictures that are in sight are read."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from functools import partial
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    QThreadPool,
    Signal,
)
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.model_index import NO_INDEX, Index
from memoircat.desktop.theme.tokens import FONT_MEANING, GAP_IN_GROUP, ICON_SMALL, REGULAR, SEMIBOLD
from memoircat.desktop.viewer.loading import Loader
from memoircat.desktop.viewer.scans import read_small
from memoircat.quarantine.reader_process import Wanted

Thumbnail = Callable[[int, Wanted], bytes | None]  # page, from 0 → a small picture as a JPEG
DONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_CACHED: Final = 256  # pictures

# Pixels at 100 %
_PICTURE: Final = QSize(72, 56)
_NUMBER: Final = 20  # height of the line with the number
_AROUND: Final = 6  # around a picture
_SCROLL_BAR: Final = 12  # height of the scroll bar at least
_BELOW: Final = 4  # empty, below it


class PageModel(QAbstractListModel):
    """The pages of a document. A picture is read in another thread when it is first shown, and cached."""

    def __init__(self, parent: QObject | None = None, *, pool: QThreadPool | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._thumbnail: Thumbnail = lambda _page, _wanted: None
        self._size = _PICTURE
        self._done: frozenset[int] = frozenset()
        self._cached: OrderedDict[int, QImage | None] = OrderedDict()  # by page; the last used is the last
        self._requested: dict[int, int] = {}  # ticket of the loader → page
        self._loader = Loader(pool)
        self._loader.signals.done.connect(self._take)
        self.destroyed.connect(self._loader.drop)  # what is still read ends with the strip

    def set_pages(self, count: int, thumbnail: Thumbnail, size: QSize = _PICTURE) -> None:
        """Show another document with ``count`` pages; ``thumbnail`` is called in another thread."""
        self.beginResetModel()
        self._loader.drop()
        self._count, self._thumbnail, self._size = count, thumbnail, size
        self._cached.clear()
        self._requested.clear()
        self._done = frozenset()
        self.endResetModel()

    def set_done(self, pages: Collection[int]) -> None:
        """Give a tick to some pages (from 0): those that are transcribed, or checked."""
        self._done = frozenset(pages)
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1), [DONE_ROLE])

    def stop(self) -> None:
        """Read no picture any more; what is being read ends."""
        self._loader.drop()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of pages."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The number, picture, tick and accessible name of a page."""
        if not index.isValid() or not 0 <= index.row() < self._count:
            return None
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return str(page + 1)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(page)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Page %1").replace("%1", str(page + 1))
        return page in self._done if role == DONE_ROLE else None

    def _picture(self, page: int) -> QImage | None:
        if page in self._cached:
            self._cached.move_to_end(page)
            return self._cached[page]
        if page not in self._requested.values():
            ticket = self._loader.start(partial(_read, self._thumbnail, page, self._size), only=False)
            self._requested[ticket] = page
        return None

    def _take(self, ticket: int, made: object) -> None:
        self._loader.mark_taken(ticket)
        page = self._requested.pop(ticket, None)
        if page is None:
            return
        self._cached[page] = made if isinstance(made, QImage) else None
        while len(self._cached) > _CACHED:
            self._cached.popitem(last=False)
        at = self.index(page)
        self.dataChanged.emit(at, at, [Qt.ItemDataRole.DecorationRole])


class PageStrip(QWidget):
    """Small pictures of the pages with their numbers; the current page has the accent ring. Keys: ←/→, Home, End."""

    current_changed = Signal(int)  # the page, from 0

    def __init__(self, look: Look, parent: QWidget | None = None, *, pool: QThreadPool | None = None) -> None:
        super().__init__(parent)
        self.model = PageModel(self, pool=pool)
        self._view = _Strip(self)
        self._view.setModel(self.model)
        self._delegate = _PageDelegate(look, self._view)
        self._view.setItemDelegate(self._delegate)
        self._view.setAccessibleName(self.tr("Pages"))
        self.setFocusProxy(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._view.selectionModel().currentChanged.connect(self._moved)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = self._delegate.look = look
        bar = self._view.horizontalScrollBar().sizeHint().height()
        self._view.setFixedHeight(self._delegate.cell().height() + max(bar, look.px(_SCROLL_BAR)) + look.px(_BELOW))
        self._view.scheduleDelayedItemsLayout()
        self._view.viewport().update()

    def set_pages(self, count: int, thumbnail: Thumbnail, current: int = 0) -> None:
        """Show another document, at the page ``current`` (from 0). ``thumbnail`` is called in another thread."""
        ratio = self.devicePixelRatioF()
        self.model.set_pages(count, thumbnail, self._delegate.picture() * ratio)
        if count:
            self.set_current(current)

    def set_done(self, pages: Collection[int]) -> None:
        """Give a tick to some pages (from 0)."""
        self.model.set_done(pages)

    def current(self) -> int:
        """The current page from 0; −1 where there is none."""
        return self._view.currentIndex().row()

    def set_current(self, page: int) -> None:
        """Go to a page (from 0); nothing happens where there is no such page."""
        at = self.model.index(page)
        if at.isValid():
            self._view.setCurrentIndex(at)
            self._view.scrollTo(at)

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.current_changed.emit(now.row())


class _Strip(QListView):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Up and Down to the parents of the strip: there is only one row."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex(), QListView.ScrollHint.PositionAtCenter)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class _PageDelegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look

    def picture(self) -> QSize:
        return QSize(self.look.px(_PICTURE.width()), self.look.px(_PICTURE.height()))

    def cell(self) -> QSize:
        around = 2 * self.look.px(_AROUND)
        return self.picture() + QSize(around, around + self.look.px(_NUMBER))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return self.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self.look
        around = look.px(_AROUND)
        frame = QRect(option.rect.topLeft(), self.picture() + QSize(2 * around, 2 * around))
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(frame, look.colour("surface" if current else "hover"))
        self._paint_picture(painter, frame.adjusted(around, around, -around, -around), index)
        if current:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            width = look.tokens.ring + (1 if focused else 0)
            painter.setPen(QPen(look.colour("accent"), width))
            half = width / 2
            painter.drawRect(QRectF(frame).adjusted(half, half, -half, -half))
        self._paint_number(painter, option.rect, frame.bottom() + 1, index, current)
        painter.restore()

    def _paint_picture(self, painter: QPainter, room: QRect, index: Index) -> None:
        image = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(image, QImage) and not image.isNull():
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRect(room.topLeft(), size)
            place.moveCenter(room.center())
            painter.drawImage(place, image)
            return
        painter.setPen(QPen(self.look.colour("line2"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(room.adjusted(0, 0, -1, -1))

    def _paint_number(self, painter: QPainter, cell: QRect, top: int, index: Index, current: bool) -> None:
        look = self.look
        painter.setFont(look.font(FONT_MEANING, SEMIBOLD if current else REGULAR))
        painter.setPen(look.colour("text" if current else "text2"))
        words = str(index.data())
        width = painter.fontMetrics().horizontalAdvance(words)
        tick, gap = (look.px(ICON_SMALL), look.px(GAP_IN_GROUP)) if index.data(DONE_ROLE) else (0, 0)
        left = cell.left() + (cell.width() - width - tick - gap) // 2
        height = look.px(_NUMBER)
        painter.drawText(QRect(left, top, width + 2, height), int(Qt.AlignmentFlag.AlignVCenter), words)
        if tick:
            mark = pixmap("check", look.tokens.ok, tick)
            painter.drawPixmap(left + width + gap, top + (height - tick) // 2, mark)


def _read(thumbnail: Thumbnail, page: int, size: QSize, wanted: Wanted) -> QImage | None:
    return read_small(thumbnail(page, wanted), size)
