"""Lists for the pane at the left: each row has an icon or a check box, words, and a number at the right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.line_of_text import LineOfText
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.tokens import (
    BAR_SELECTED,
    FONT_MEANING,
    FONT_SECONDARY,
    GAP,
    GAP_LABEL,
    ICON,
    MEDIUM,
    RADIUS,
    RADIUS_SMALL,
    REGULAR,
    ROW_HEAD,
    ROW_NAVIGATION,
)

CountRole = Qt.ItemDataRole.UserRole + 1
ValueRole = Qt.ItemDataRole.UserRole + 2
IconRole = Qt.ItemDataRole.UserRole + 3  # the name of an icon; a heading has none
_HEADING = Qt.ItemFlag.NoItemFlags
# Sizes and weights of headings, numbers, words, and words of the selected row
_TEXTS = (
    (FONT_MEANING, MEDIUM),
    (FONT_MEANING, REGULAR),
    (FONT_SECONDARY, REGULAR),
    (FONT_SECONDARY, MEDIUM),
)
# px at 100 %
_ROW_WIDTH: Final = 120  # a row needs no more: the list is as wide as its pane
_WORDS_INDENT: Final = 36  # where the words of a row begin, after the icon
_HEADING_DOWN: Final = 6  # how much lower than the middle of its row a heading is
_BAR_INSET: Final = 4  # of the bar of a selected row from the row's ends, in pixels of the screen


class SideRow(QStyledItemDelegate):
    """Draws a row; the one with the focus has a ring, the selected one a bar at its left."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent
        self._heads, self._counts, self._plain, self._strong = (
            LineOfText(look.font(size, weight)) for size, weight in _TEXTS
        )

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height, headings a little higher."""
        return QSize(
            self._look.px(_ROW_WIDTH), self._look.px(ROW_HEAD if index.flags() == _HEADING else ROW_NAVIGATION)
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, icon or check box, words and number."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(self._look.px(GAP), 0, -self._look.px(GAP), 0)
        if index.flags() == _HEADING:
            self._heading(painter, rect, str(index.data()))
        else:
            self._ground(painter, rect, option)
            self._icon_or_box(painter, rect, index)
            self._words(painter, rect, option, index)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, words: str) -> None:
        painter.setPen(self._look.colour("text2"))
        inner = rect.adjusted(self._look.px(GAP_LABEL), self._look.px(_HEADING_DOWN), -self._look.px(GAP), 0)
        self._heads.draw(painter, inner, words)

    def _ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        look = self._look
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(rect, look.px(RADIUS), look.px(RADIUS))
        if selected:
            height = rect.height() - 2 * _BAR_INSET
            painter.fillRect(rect.left(), rect.top() + _BAR_INSET, look.px(BAR_SELECTED), height, look.colour("accent"))
        if self._list.hasFocus() and option.state & (QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected):
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.px(RADIUS), look.px(RADIUS))

    def _icon_or_box(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look, size = self._look, self._look.px(ICON)
        at = QRect(rect.left() + look.px(GAP_LABEL), rect.center().y() - size // 2 + 1, size, size)
        ratio = self._list.devicePixelRatioF()
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is None:
            if name := index.data(IconRole):
                painter.drawPixmap(at, pixmap(name, look.tokens.text2, size, ratio))
            return
        on = Qt.CheckState(checked) == Qt.CheckState.Checked
        painter.setPen(QPen(look.colour("accent" if on else "line2"), 1))
        painter.setBrush(look.colour("accent" if on else "surface"))
        painter.drawRoundedRect(at.adjusted(1, 1, -1, -1), look.px(RADIUS_SMALL), look.px(RADIUS_SMALL))
        if on:
            inner = at.adjusted(2, 2, -2, -2)
            painter.drawPixmap(inner, pixmap("check", look.tokens.on_accent, inner.width(), ratio))

    def _words(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        inner = rect.adjusted(look.px(_WORDS_INDENT), 0, -look.px(GAP), 0)
        number = index.data(CountRole)
        if number is not None:
            count = f"{number:,}"
            painter.setPen(look.colour("text2"))
            self._counts.draw(painter, inner, count, right=True)
            inner.adjust(0, 0, -self._counts.width(count), 0)
        painter.setPen(look.colour("text"))
        words = self._strong if option.state & QStyle.StateFlag.State_Selected else self._plain
        words.draw(painter, inner.adjusted(0, 0, -look.px(GAP), 0), str(index.data()))


class SideList(QListWidget):
    """A list in the pane at the left; it is as high as its rows, since the pane scrolls as a whole."""

    def __init__(self, look: Look, name: str, words: str) -> None:
        super().__init__()
        self.look = look
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setProperty("kind", "bar")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(SideRow(look, self))

    def add(self, words: str, value: object, *, icon_name: str = "", count: int | None = None) -> QListWidgetItem:
        """Add a row."""
        item = QListWidgetItem(words)
        item.setData(ValueRole, value)
        item.setData(IconRole, icon_name)
        item.setData(CountRole, count)
        item.setToolTip(words)
        self.addItem(item)
        return item

    def add_heading(self, words: str) -> None:
        """Add a heading, which cannot be chosen."""
        item = QListWidgetItem(words)
        item.setFlags(_HEADING)
        self.addItem(item)

    def fit(self) -> None:
        """Become as high as the rows; without rows, hide."""
        self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(self.count())) + 2)
        self.setVisible(self.count() > 0)
