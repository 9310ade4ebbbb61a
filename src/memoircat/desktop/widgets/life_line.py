"""A life in the order of its stops; not to scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.rows import paint_ring
from memoircat.desktop.theme.tokens import FONT_MEANING, GRID, MEDIUM, REGULAR
from memoircat.desktop.widgets.text import elided, plain_tip

# Pixels at 100 %
_STOP_LEAST: Final = 88  # width of a stop
_WHEN: Final = 24  # height of the date above the line
_LINE: Final = 20  # height of the line with its dots
_WORDS: Final = 20  # height of a line of words below it
_BELOW: Final = 4  # empty, below the words
_DOT: Final = 12  # diameter of a stop's dot
_WAY: Final = 2  # thickness of the line, and of the ring of a dot
_WAY_HELD: Final = 3  # thickness of the line in captivity
_UNKNOWN: Final = 18  # height of the word over an unknown stretch
_UNKNOWN_ABOVE: Final = 14  # how far above the line it begins


@dataclass(frozen=True)
class Stop:
    """One stop of a life, in words ready to be drawn.

    ``held``: in captivity from here on. ``unknown_after``: the way from here to the next stop is not known.
    ``several``: the sources differ (drawn as a dot in a ring); ``where`` then says how many statements there are.
    """

    when: str
    what: str
    where: str = ""
    held: bool = False
    unknown_after: bool = False
    several: bool = False


class LifeLine(QWidget):
    """Stops from left to right with their words, wrapped into further lines where there is no room.

    ←/→, Home and End go from stop to stop; Enter and a double click open one (``stop_activated`` carries its index).
    """

    stop_activated = Signal(int)

    def __init__(
        self, look: Look, stops: Sequence[Stop] = (), *, unknown: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._unknown = unknown or self.tr("unknown")
        self._stops: tuple[Stop, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_stops(stops)

    def set_stops(self, stops: Sequence[Stop]) -> None:
        """Show other stops."""
        self._stops, self._current = tuple(stops), 0
        self.setAccessibleName(self.tr("Life in order"))
        self.setAccessibleDescription("; ".join(self._in_words(stop) for stop in self._stops))
        self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """True: the narrower, the more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines that the stops take at ``width``."""
        per_line = self._per_line(width)
        lines = -(-len(self._stops) // per_line) if self._stops else 0
        return lines * self._line_height()

    def sizeHint(self) -> QSize:
        """The size with all stops in one line."""
        return QSize(self._look.px(_STOP_LEAST) * max(1, len(self._stops)), self._line_height())

    def minimumSizeHint(self) -> QSize:
        """The width of two stops; the height that the present width needs."""
        return QSize(self._look.px(_STOP_LEAST) * 2, self.heightForWidth(max(self.width(), 1)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ways between the stops first, then the stops over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at in range(len(self._stops)):
            self._paint_way(painter, at)
        for at in range(len(self._stops)):
            self._paint_stop(painter, at)
        if self.hasFocus() and self._stops:
            paint_ring(painter, self._cell(self._current), self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another stop or open this one."""
        last = len(self._stops) - 1
        goes = {
            Qt.Key.Key_Left: self._current - 1,
            Qt.Key.Key_Right: self._current + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if event.key() in goes and self._stops:
            self._go(goes[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._stops:
            self.stop_activated.emit(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the stop below it."""
        self._go(self._at(event.position().toPoint().x(), event.position().toPoint().y()))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """A double click opens the stop."""
        if self._stops:
            self.stop_activated.emit(self._current)

    def focusInEvent(self, _event: QFocusEvent) -> None:
        """Draw the ring."""
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()

    def _go(self, at: int) -> None:
        if self._stops:
            self._current = max(0, min(at, len(self._stops) - 1))
            self.setToolTip(plain_tip(self._in_words(self._stops[self._current])))
            self.update()

    def _in_words(self, stop: Stop) -> str:
        words = " ".join(filter(None, (stop.when, stop.what, stop.where)))
        return f"{words} — {self._unknown}" if stop.unknown_after else words

    def _per_line(self, width: int) -> int:
        return max(1, min(len(self._stops) or 1, width // self._look.px(_STOP_LEAST)))

    def _line_height(self) -> int:
        return self._look.px(_WHEN) + self._look.px(_LINE) + 2 * self._look.px(_WORDS) + self._look.px(_BELOW)

    def _cell(self, at: int) -> QRect:
        per_line = self._per_line(self.width())
        width = self.width() / per_line
        row, column = divmod(at, per_line)
        left = round(column * width)
        return QRect(left, row * self._line_height(), round((column + 1) * width) - left, self._line_height())

    def _at(self, x: int, y: int) -> int:
        return next((at for at in range(len(self._stops)) if self._cell(at).contains(x, y)), self._current)

    def _centre(self, at: int) -> QPointF:
        cell = self._cell(at)
        return QPointF(cell.center().x() + 0.5, cell.top() + self._look.px(_WHEN) + self._look.px(_LINE) / 2)

    def _paint_way(self, painter: QPainter, at: int) -> None:
        """Draw the way from a stop to the next: to the right edge and on from the left one where the line wraps."""
        if at + 1 >= len(self._stops):
            return
        stop, look = self._stops[at], self._look
        start, end = self._centre(at), self._centre(at + 1)
        wrapped = end.y() != start.y()
        if stop.unknown_after:
            pen = QPen(look.colour("line2"), look.px(_WAY), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([4, 2])
        else:
            pen = QPen(look.colour("accent" if stop.held else "line2"), look.px(_WAY_HELD if stop.held else _WAY))
        painter.setPen(pen)
        if wrapped:
            painter.drawLine(start, QPointF(self.width(), start.y()))
            painter.drawLine(QPointF(0, end.y()), end)
        else:
            painter.drawLine(start, end)
        if stop.unknown_after:
            beside = (stop.when,) if wrapped else (stop.when, self._stops[at + 1].when)
            self._paint_unknown(painter, start, QPointF(self.width(), start.y()) if wrapped else end, beside)

    def _paint_unknown(self, painter: QPainter, start: QPointF, end: QPointF, beside: Sequence[str]) -> None:
        """Write over the way that it is unknown; “?” where the dates ``beside`` it leave no room."""
        look = self._look
        painter.setFont(look.font(FONT_MEANING, MEDIUM))
        dates = sum(painter.fontMetrics().horizontalAdvance(date) for date in beside) / 2
        painter.setFont(look.font(FONT_MEANING))
        painter.setPen(look.colour("text2"))
        advance = painter.fontMetrics().horizontalAdvance
        fits = advance(self._unknown) + 2 * look.px(GRID) <= end.x() - start.x() - dates
        word = self._unknown if fits else "?"
        width = advance(word) + 4
        top = start.y() - look.px(_LINE) / 2 - look.px(_UNKNOWN_ABOVE)
        room = QRectF((start.x() + end.x()) / 2 - width / 2, top, width, look.px(_UNKNOWN))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_stop(self, painter: QPainter, at: int) -> None:
        stop, look, cell = self._stops[at], self._look, self._cell(at)
        before_held = at > 0 and self._stops[at - 1].held
        ink = look.colour("accent" if stop.held or before_held or stop.several else "line2")
        radius, centre = look.px(_DOT) / 2, self._centre(at)
        painter.setPen(QPen(ink, look.px(_WAY)))
        painter.setBrush(ink if stop.held and not stop.several else look.colour("panel"))
        painter.drawEllipse(centre, radius - 1, radius - 1)
        if stop.several:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(centre, radius / 2.2, radius / 2.2)
        top = cell.top()
        self._say(painter, stop.when, cell, top, look.px(_WHEN), MEDIUM, "text")
        top += look.px(_WHEN) + look.px(_LINE)
        self._say(painter, stop.what, cell, top, look.px(_WORDS), REGULAR, "text2")
        self._say(painter, stop.where, cell, top + look.px(_WORDS), look.px(_WORDS), REGULAR, "text2")

    def _say(self, painter: QPainter, text: str, cell: QRect, top: int, height: int, weight: int, colour: str) -> None:
        painter.setFont(self._look.font(FONT_MEANING, weight))
        painter.setPen(self._look.colour(colour))
        room = QRectF(cell.left() + 2, top, cell.width() - 4, height)
        shown = elided(text, painter.fontMetrics(), int(room.width()), self._look.language)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
