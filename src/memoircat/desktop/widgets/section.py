"""A part of a form that folds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.rows import paint_ring
from memoircat.desktop.theme.tokens import CONTROL
from memoircat.desktop.widgets.text import elided


class Section(QWidget):
    """A heading with a light (● has data, ○ has none), a count, and what is below it; Space and ←/→ fold it.

    Folded, the heading also shows ``summary``.
    """

    toggled = Signal(bool)

    def __init__(
        self,
        look: Look,
        title: str,
        *,
        has_data: bool = False,
        count: int | None = None,
        summary: str = "",
        is_open: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.head = _Head(look, title, self)
        self.body = QWidget(self)
        self._inside = QVBoxLayout(self.body)
        self._inside.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.body)
        self.head.toggled.connect(self._fold)
        self.set_state(has_data, count, summary)
        self.head.setChecked(is_open)
        self.body.setVisible(is_open)

    def add(self, widget: QWidget) -> None:
        """Put a widget below the heading."""
        self._inside.addWidget(widget)

    def set_state(self, has_data: bool, count: int | None = None, summary: str = "") -> None:
        """Light, count and summary of the heading."""
        self.head.has_data, self.head.count, self.head.summary = has_data, count, summary
        state = self.tr("has entries") if has_data else self.tr("empty")
        self.head.setAccessibleName(" ".join(filter(None, (self.head.text(), "" if count is None else str(count)))))
        self.head.setAccessibleDescription(", ".join(filter(None, (state, summary))))
        self.head.update()

    def is_open(self) -> bool:
        """Whether the part below the heading is shown."""
        return self.head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold."""
        self.head.setChecked(is_open)

    def set_look(self, look: Look) -> None:
        """Draw the heading with another look; what is inside is its maker's matter."""
        self.head.set_look(look)

    def _fold(self, is_open: bool) -> None:
        self.body.setVisible(is_open)
        self.toggled.emit(is_open)


class _Head(QAbstractButton):
    """The heading: light, title, count, summary where folded, chevron."""

    def __init__(self, look: Look, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.has_data, self.count, self.summary = False, None, ""
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    count: int | None

    def set_look(self, look: Look) -> None:
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        self.setFont(self._look.font(14, 600))
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + self._look.px(96), self._look.px(CONTROL))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(96), self._look.px(CONTROL))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = self._look
        if self.underMouse():
            painter.fillRect(self.rect(), look.colour("hover"))
        self._paint_light(painter)
        left, right = look.px(20), self.width() - look.px(28)
        left = self._say(painter, self.text(), look.px(20), right, 14, 600, "text") + look.px(8)
        if self.count is not None:
            left = self._say(painter, str(self.count), left, right, 12, 400, "text2") + look.px(8)
        if self.summary and not self.isChecked():
            self._say(painter, self.summary, left, right, 12, 400, "text2")
        size = look.px(16)
        chevron = pixmap("chevron-down" if self.isChecked() else "chevron-right", look.tokens.text2, size)
        painter.drawPixmap(QPointF(self.width() - look.px(4) - size, (self.height() - size) / 2), chevron)
        if self.hasFocus():
            paint_ring(painter, self.rect(), look)

    def _paint_light(self, painter: QPainter) -> None:
        look, radius = self._look, self._look.px(8) / 2
        centre = QPointF(look.px(8), self.height() / 2)
        if self.has_data:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("ok"))
            painter.drawEllipse(centre, radius, radius)
        else:
            width = 1.5 * look.scale / 100
            painter.setPen(QPen(look.colour("text3"), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, radius - width / 2, radius - width / 2)

    def _say(self, painter: QPainter, text: str, left: int, right: int, size: int, weight: int, colour: str) -> int:
        """Draw words and return where they end."""
        painter.setFont(self._look.font(size, weight))
        painter.setPen(self._look.colour(colour))
        metrics = painter.fontMetrics()
        shown = elided(text, metrics, max(0, right - left), self._look.language)
        room = QRectF(left, 0, max(0, right - left), self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        return left + metrics.horizontalAdvance(shown)
