"""Small grounds with a word: values that were chosen, sources, states, and keys of the keyboard."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import CHIP, LINE_HEIGHT, RADIUS, RADIUS_SMALL
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.text import Text

Tone = Literal["plain", "source", "problem", "attention", "ok", "restricted"]


class Chip(QWidget):
    """A word on a small ground, 24 px high; ``source`` has an edge instead of a ground.

    With ``removable`` it has a ✕ and can be removed with Del; with ``clickable`` Enter and a click open it.
    """

    removed = Signal()
    clicked = Signal()

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        icon_name: str = "",
        tone: Tone = "plain",
        removable: bool = False,
        clickable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone, self._icon_name, self._clickable = tone, icon_name, clickable
        tint = "text" if tone in {"plain", "source"} else tone
        self._ink = tint
        self._picture = QLabel(self)
        self._picture.setVisible(bool(icon_name))
        self._words = Text(look, text, "meaning", colour=tint, elide=True, parent=self)
        self._remove: IconButton | None = None
        row = QHBoxLayout(self)
        row.addWidget(self._picture)
        row.addWidget(self._words)
        if removable:
            self._remove = IconButton(look, "x", self.tr("Remove %s").replace("%s", text), "Del", size=12, parent=self)
            self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._remove.setStyleSheet("QToolButton { border: none; min-width: 0; min-height: 0; }")
            self._remove.clicked.connect(self.removed)
            row.addWidget(self._remove)
        if removable or clickable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        self._words.set_look(look)
        if self._icon_name:
            ink = look.tokens.text2 if self._ink == "text" else look.tokens.colour(self._ink)
            self._picture.setPixmap(pixmap(self._icon_name, ink, look.px(14)))
        if self._remove is not None:
            self._remove.set_look(look)
            self._remove.setFixedSize(look.px(16), look.px(16))
        row = self.layout()
        if row is not None:
            row.setContentsMargins(look.px(8), 0, look.px(4 if self._remove else 8), 0)
            row.setSpacing(look.px(4))
        self.setFixedHeight(look.px(CHIP))
        self.update()

    def text(self) -> str:
        """The word."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, edge and ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, radius = self._look, self._look.px(RADIUS)
        grounds = {"plain": "sunken", "source": "surface"}
        ground = grounds.get(self._tone, f"{self._tone}_soft")
        if self._clickable and self.underMouse():
            ground = "hover"
        focused = self.hasFocus()
        edge = "accent" if focused else "line2" if self._tone == "source" or look.tokens.ring == 3 else None
        width = look.tokens.ring if focused else 1
        inset = width / 2 if edge else 0
        painter.setPen(QPen(look.colour(edge), width) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del and Backspace remove, Enter and Space open."""
        key = event.key()
        if self._remove is not None and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
        elif self._clickable and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what may be opened."""
        if self._clickable and event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def enterEvent(self, _event: QEvent) -> None:
        """Show the hover ground."""
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        """Take the hover ground away."""
        self.update()

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Draw the ring."""
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()


class KeyCap(QWidget):
    """A key of the keyboard, as the palette and the search box show it."""

    def __init__(self, look: Look, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self.setAccessibleName(key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        self.setFont(look.font(11, 500))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the words need."""
        width = self.fontMetrics().horizontalAdvance(self._key) + self._look.px(12)
        height = self._look.px(LINE_HEIGHT[11] + 4)
        return QSize(max(width, height), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._look.px(RADIUS_SMALL)
        painter.setPen(QPen(self._look.colour("line2"), 1))
        painter.setBrush(self._look.colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(self._look.colour("text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._key)
