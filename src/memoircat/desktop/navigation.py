"""The navigation: record types with the number of rows in their lists."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from memoircat.desktop.list_model import Index
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.records.registry import RECORD_TYPES

ICONS = {
    "person": "users",
    "memoir": "book-open",
    "document": "file-text",
    "place": "map-pin",
    "voyage": "ship",
    "source": "scroll-text",
    "collection": "archive",
    "accession": "inbox",
    "organisation": "landmark",
    "topic": "message-square-text",
}
_REST_MS = 150
_CountRole = Qt.ItemDataRole.UserRole + 1
_CodeRole = Qt.ItemDataRole.UserRole + 2


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._look.px(120), self._look.px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = self._look
        rect = option.rect.adjusted(look.px(8), 0, -look.px(8), 0)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("selected" if selected else "hover"))
            painter.drawRoundedRect(rect, look.px(4), look.px(4))
        if selected:
            painter.fillRect(rect.left(), rect.top() + 4, look.px(3), rect.height() - 8, look.colour("accent"))
        if selected and self._list.hasFocus():
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setColor(look.colour("accent"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look.px(4), look.px(4))
        size = look.px(16)
        name = ICONS[index.data(_CodeRole)]
        ratio = self._list.devicePixelRatioF()
        at = rect.left() + look.px(12)
        painter.drawPixmap(at, rect.center().y() - size // 2, size, size, pixmap(name, look.tokens.text2, size, ratio))
        inner = rect.adjusted(look.px(36), 0, -look.px(8), 0)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(13, 500 if selected else 400))
        number = index.data(_CountRole)
        count = "" if number is None else f"{number:,}"
        width = painter.fontMetrics().horizontalAdvance(count) + look.px(8)
        words = str(index.data())
        elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width() - width)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), elided)
        painter.setPen(look.colour("text2"))
        painter.setFont(look.font(12))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), count)
        painter.restore()


class Navigation(QListWidget):
    """Choose which records the list shows; ``chosen`` carries the type's code."""

    chosen = Signal(str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self.setObjectName("navigation")
        self.setAccessibleName(self.tr("Kinds of records"))
        self.setProperty("kind", "bar")
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(look, self))
        for kind in RECORD_TYPES.values():
            item = QListWidgetItem(kind.label.in_(look.language))
            item.setData(_CodeRole, kind.code)
            self.addItem(item)
        self.setCurrentRow(0)
        self.currentItemChanged.connect(self._tell)
        # Counting all records takes longer than a save: once, when a run of changes has come to rest.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.count_again)
        session.changed.connect(self._changed)
        session.closing.connect(self._rest.stop)
        self._rest.start()  # the first time once the list is on the screen: until then the numbers are left out

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_CodeRole))

    def _changed(self, _change: object) -> None:
        self._rest.start()

    def count_again(self) -> None:
        """Show the numbers as they are."""
        totals = self._session.totals()
        for row in range(self.count()):
            item = self.item(row)
            item.setData(_CountRole, totals[item.data(_CodeRole)])

    def choose(self, type_code: str) -> None:
        """Choose a record type."""
        self.setCurrentRow(list(RECORD_TYPES).index(type_code))
