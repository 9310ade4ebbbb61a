"""Labels that show exactly the characters they are given."""

from __future__ import annotations

from html import escape
from typing import Literal, NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import LINE_HEIGHT

Role = Literal["body", "strong", "secondary", "meaning", "heading", "title", "page", "display"]


class _Face(NamedTuple):
    size: int
    weight: int
    colour: str


ROLES: dict[Role, _Face] = {
    "body": _Face(14, 400, "text"),
    "strong": _Face(14, 500, "text"),  # names
    "secondary": _Face(13, 400, "text2"),  # labels, navigation
    "meaning": _Face(12, 400, "text2"),  # meanings, sources, counts
    "heading": _Face(14, 600, "text"),
    "title": _Face(16, 600, "text"),
    "page": _Face(20, 600, "text"),
    "display": _Face(24, 600, "text"),
}


class Text(QLabel):
    """A plain-text label. One line of fixed height, cut with "…" where ``elide``; several lines where ``wrap``.

    ``colour`` is a token's name and replaces the role's own; ``struck`` draws a line through rejected words.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: Role = "body",
        *,
        colour: str | None = None,
        wrap: bool = False,
        elide: bool = False,
        serif: bool = False,
        struck: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._look, self._role, self._colour = look, role, colour
        self._serif, self._struck, self._elide = serif, struck, elide and not wrap
        self.setWordWrap(wrap)
        if selectable:
            flags = Qt.TextInteractionFlag
            self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setText(text)
        self.set_look(look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        face = ROLES[self._role]
        font = look.font(face.size, face.weight, serif=self._serif)
        font.setStrikeOut(self._struck)
        self.setFont(font)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.WindowText, look.colour(self._colour or face.colour))
        self.setPalette(colours)
        line = look.px(LINE_HEIGHT[face.size])
        if self.wordWrap():
            self.setMinimumHeight(line)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        else:
            self.setFixedHeight(line)
        if self._elide:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._set_tip()

    def set_colour(self, token: str | None) -> None:
        """Another token's colour; None for the role's own."""
        self._colour = token
        self.set_look(self._look)

    def set_struck(self, struck: bool) -> None:
        """With or without a line through the words."""
        self._struck = struck
        self.set_look(self._look)

    def setText(self, text: str) -> None:
        """Show ``text``; what looks like markup is shown as it is."""
        super().setText(text)
        self._set_tip()

    def minimumSizeHint(self) -> QSize:
        """A label that may be cut needs room for three characters only."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 3 * self.fontMetrics().height()), hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A cut label tells the whole text in its tool tip."""
        super().resizeEvent(event)
        self._set_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words, cut where they do not fit and may be cut."""
        if not self._elide or not self._is_cut():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.setFont(self.font())
        room = self.contentsRect()
        shown = elided(self.text(), self.fontMetrics(), room.width(), self._look.language)
        painter.drawText(room, int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), shown)

    def _is_cut(self) -> bool:
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def _set_tip(self) -> None:
        if self._elide:
            self.setToolTip(plain_tip(self.text()) if self._is_cut() else "")


def elided(text: str, metrics: QFontMetrics, width: int, language: str) -> str:
    """``text`` cut to ``width``: with "…" in Japanese (it sits mid-height there), with three full stops elsewhere."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    if language == "ja":
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = metrics.horizontalAdvance(text[:middle].rstrip() + "...") <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "..."


def plain_tip(text: str) -> str:
    """``text`` for a tool tip, which Qt would read as markup where it looks like it."""
    return f"<span>{escape(text)}</span>" if "<" in text or "&" in text else text
