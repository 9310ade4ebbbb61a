"""Rows of lists and tables: background over the whole width, accent bar at the left, focus ring round the row."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTreeView,
    QWidget,
)

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.tokens import BAR_SELECTED, GAP, GRID, ROW_LIST


class RowDelegate(QStyledItemDelegate):
    """Draws rows with the states of the design; ``height`` is in pixels at 100 %. Subclasses may paint their own text.

    The ring is drawn round the current row only while the view has the focus (also after a click); the bar of a
    selected row is drawn without the focus too.
    """

    def __init__(self, look: Look, parent: QObject | None = None, *, height: int = ROW_LIST) -> None:
        super().__init__(parent)
        self.look = look
        self.height = height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The background, the cell's own text, then bar and ring on top."""
        self.paint_ground(painter, option)
        stateless = QStyleOptionViewItem(option)
        stateless.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        stateless.state &= ~QStyle.StateFlag.State_MouseOver
        stateless.rect = option.rect.adjusted(self.look.px(GAP), 0, -self.look.px(GRID), 0)
        super().paint(painter, stateless, index)
        self.paint_marks(painter, option, index)

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """The background of a selected row, or of the one under the pointer."""
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, self.look.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, self.look.colour("hover"))

    def paint_marks(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The accent bar of a selected row and the ring of the current one."""
        rect: QRect = option.rect
        view: QWidget | None = option.widget
        selected, current = bool(option.state & QStyle.StateFlag.State_Selected), _is_current(view, index)
        if not (selected or current):  # as nearly all cells are
            return
        first, last, whole = _ends(view, index)
        if selected and first and whole:
            painter.fillRect(
                QRect(rect.left(), rect.top(), self.look.px(BAR_SELECTED), rect.height()), self.look.colour("accent")
            )
        if current:
            paint_ring(painter, rect, self.look, left=first, right=last)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The row height of the design, and the width of the content with the gaps beside it."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + self.look.px(GAP + GRID), self.look.px(self.height))


def paint_ring(painter: QPainter, rect: QRect, look: Look, *, left: bool = True, right: bool = True) -> None:
    """The focus ring inside ``rect``; ``left`` and ``right`` are False for edges between two cells of a row."""
    width = look.tokens.ring
    painter.save()
    painter.setClipRect(rect)
    painter.setPen(QPen(look.colour("accent"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
    half = width / 2
    top, bottom = rect.top() + half, rect.bottom() + 1 - half
    start, end = rect.left() + half, rect.right() + 1 - half
    painter.drawLine(_line(rect.left(), top, rect.right() + 1, top))
    painter.drawLine(_line(rect.left(), bottom, rect.right() + 1, bottom))
    if left:
        painter.drawLine(_line(start, top, start, bottom))
    if right:
        painter.drawLine(_line(end, top, end, bottom))
    painter.restore()


def _line(x1: float, y1: float, x2: float, y2: float) -> QLineF:
    return QLineF(x1, y1, x2, y2)


def _ends(view: QWidget | None, index: Index) -> tuple[bool, bool, bool]:
    """Whether the cell is the first visible one of its row, the last one, and whether the view selects whole rows."""
    if not isinstance(view, QTableView | QTreeView):
        return True, True, True
    if not _selects_rows(view):
        return True, True, False
    header = view.header() if isinstance(view, QTreeView) else view.horizontalHeader()
    at = header.visualIndex(index.column())
    first = not any(not header.isSectionHidden(header.logicalIndex(before)) for before in range(at))
    last = not any(
        not header.isSectionHidden(header.logicalIndex(after)) for after in range(header.count() - 1, at, -1)
    )
    return first, last, True


def _selects_rows(view: QAbstractItemView) -> bool:
    """Whether the view selects whole rows; a list has one cell a row."""
    if not isinstance(view, QTableView | QTreeView):
        return True
    return view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows


def _is_current(view: QWidget | None, index: Index) -> bool:
    if not isinstance(view, QAbstractItemView) or not view.hasFocus():
        return False
    current = view.currentIndex()
    if not current.isValid() or current.row() != index.row() or current.parent() != index.parent():
        return False
    return _selects_rows(view) or current.column() == index.column()
