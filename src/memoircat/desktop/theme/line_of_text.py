"""Texts of cells, laid out once and cached: shaping and eliding a text takes four times as long as drawing it."""

from __future__ import annotations

from functools import lru_cache, partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTransform

_CACHED_TEXTS = 2_000  # some ten pages of a list


class LineOfText:
    """Draws texts in one face, each on one line with an ellipsis where there is no room for all of it."""

    def __init__(self, face: QFont) -> None:
        self._face = face
        self._metrics = QFontMetrics(face)
        self._laid_out = lru_cache(_CACHED_TEXTS)(partial(_lay_out, face, self._metrics))

    def draw(self, painter: QPainter, rect: QRect, text: str, *, right: bool = False) -> None:
        """Draw a text with the painter's pen, centred vertically in ``rect``, at its left edge or its right one."""
        laid_out, width = self._laid_out(text, rect.width())
        painter.setFont(self._face)
        painter.drawStaticText(
            rect.right() + 1 - width if right else rect.left(),
            rect.top() + (rect.height() - self._metrics.height()) // 2,
            laid_out,
        )

    def width(self, text: str) -> int:
        """The width of a text in pixels."""
        return self._metrics.horizontalAdvance(text)


def _lay_out(face: QFont, metrics: QFontMetrics, text: str, room: int) -> tuple[QStaticText, int]:
    """The text, elided to ``room`` pixels, and the width it takes."""
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    laid_out = QStaticText(shown)
    laid_out.setTextFormat(Qt.TextFormat.PlainText)
    laid_out.prepare(QTransform(), face)
    return laid_out, metrics.horizontalAdvance(shown)
