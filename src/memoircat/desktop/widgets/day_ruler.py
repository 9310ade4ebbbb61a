"""A ruler of days: the spans that several sources give for one event, one below the other over one axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_MEANING, GAP, MEDIUM, REGULAR
from memoircat.desktop.widgets.text import elided

_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
    "ru": ("янв.", "февр.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
}

# Pixels at 100 %
_AXIS: Final = 20  # height of the line with the words of the ticks
_TICK: Final = 4  # how far a tick reaches up into that line
_ROW: Final = 18  # height of the line of one span
_BAR: Final = 8  # height of its bar
_BAR_LEAST: Final = 4  # width of the bar of a single day, however long the axis is
_BELOW: Final = 2  # empty, below the last line
_TICK_ROOM: Final = 84  # width that the words of a tick may need
_WORDS_AFTER_TICK: Final = 3
_WORDS_APART: Final = 12
_LABEL_APART: Final = 16  # between the labels of the spans and the axis
_WIDTH: Final = 480
_WIDTH_LEAST: Final = 200


@dataclass(frozen=True)
class DaySpan:
    """The days one source allows: from ``earliest`` to ``latest``, both included."""

    label: str
    earliest: date
    latest: date
    preferred: bool = False


class DayRuler(QWidget):
    """A bar for each span, over ticks at days, months or years as the width allows.

    The bar of the preferred span has the accent colour.
    """

    def __init__(self, look: Look, spans: Sequence[DaySpan] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: tuple[DaySpan, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._look = look
        self.set_spans(spans)

    def set_spans(self, spans: Sequence[DaySpan]) -> None:
        """Show other spans."""
        self._spans = tuple(spans)
        self.setAccessibleName(self.tr("Comparison of days"))
        self.setAccessibleDescription("; ".join(f"{span.label}: {_iso(span)}" for span in self._spans))
        self.setVisible(bool(self._spans))
        self.updateGeometry()
        self.update()

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The height of the axis and a line for each span."""
        return QSize(self._look.px(_WIDTH), self._look.px(_AXIS + _ROW * len(self._spans) + _BELOW))

    def minimumSizeHint(self) -> QSize:
        """The width below which bars could no longer be compared."""
        return QSize(self._look.px(_WIDTH_LEAST), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ticks, labels and bars."""
        if not self._spans:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        axis = _Axis(self._spans, self._label_width(), self.width())
        self._paint_ticks(painter, axis)
        for row, span in enumerate(self._spans):
            self._paint_span(painter, axis, row, span)

    def _label_width(self) -> int:
        metrics = QFontMetrics(self._look.font(FONT_MEANING, MEDIUM))
        widest = max(metrics.horizontalAdvance(span.label) for span in self._spans)
        return min(widest + self._look.px(_LABEL_APART), self.width() // 3)

    def _paint_ticks(self, painter: QPainter, axis: _Axis) -> None:
        look = self._look
        painter.setFont(look.font(FONT_MEANING))
        metrics = painter.fontMetrics()
        free = -1.0  # where the words before end: those that would run into them are left out
        before: date | None = None
        for day in axis.ticks(look.px(_TICK_ROOM)):
            x = axis.x(day)
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(round(x) + 0.5, look.px(_AXIS - _TICK)), QPointF(round(x) + 0.5, self.height()))
            words = _tick_words(day, before, axis.step, look.language)
            width = metrics.horizontalAdvance(words)
            if x + 2 < free or x + width > self.width():
                continue
            painter.setPen(look.colour("text2"))
            room = QRectF(x + look.px(_WORDS_AFTER_TICK), 0, width + 4, look.px(_AXIS - _BELOW))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
            free, before = x + width + look.px(_WORDS_APART), day

    def _paint_span(self, painter: QPainter, axis: _Axis, row: int, span: DaySpan) -> None:
        look = self._look
        top = look.px(_AXIS) + row * look.px(_ROW)
        painter.setFont(look.font(FONT_MEANING, MEDIUM if span.preferred else REGULAR))
        painter.setPen(look.colour("text" if span.preferred else "text2"))
        shown = elided(span.label, painter.fontMetrics(), int(axis.left) - look.px(GAP), look.language)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(0, top, axis.left, look.px(_ROW)), flags, shown)
        after = span.latest + timedelta(days=1) if span.latest < date.max else span.latest
        start, end = axis.x(span.earliest), axis.x(after)
        height = look.px(_BAR)
        bar = QRectF(start, top + (look.px(_ROW) - height) / 2, max(end - start, look.px(_BAR_LEAST)), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent" if span.preferred else "line2"))
        painter.drawRoundedRect(bar, 1, 1)


class _Axis:
    """Where days are between ``left`` and ``right`` (pixels), with some empty days at both ends."""

    def __init__(self, spans: Sequence[DaySpan], left: int, right: int) -> None:
        first = min(span.earliest for span in spans).toordinal()
        last = max(span.latest for span in spans).toordinal() + 1
        empty = max(2, (last - first) // 6)
        self.first, self.last = max(1, first - empty), min(date.max.toordinal(), last + empty)
        self.left, self.right = float(left), float(right)
        self.step = "day"

    def x(self, day: date) -> float:
        part = (day.toordinal() - self.first) / (self.last - self.first)
        return self.left + part * (self.right - self.left)

    def ticks(self, room: int) -> list[date]:
        """The ticks at the finest step that leaves ``room`` pixels to each; sets ``step`` to day, month or year."""
        most = max(2, int((self.right - self.left) / room))
        for step, every in (("day", 1), ("day", 7), ("month", 1), ("month", 3), ("year", 1), ("year", 5)):
            days = list(islice(self._steps(step, every), most + 2))  # no more: there may be millions of them
            self.step = step
            if len(days) <= most + 1:
                return days
        days = list(self._steps(step, every))
        return days[:: max(1, len(days) // most)]

    def _steps(self, step: str, every: int) -> Iterator[date]:
        return _steps(date.fromordinal(self.first), date.fromordinal(self.last), step, every)


def _steps(first: date, last: date, step: str, every: int) -> Iterator[date]:
    """The days from ``first`` to ``last`` at which every so-many-th day, month or year begins.

    Every seventh day means the 1st, 8th, 15th and 22nd of a month.
    """
    if step == "day":
        days = range(first.toordinal(), last.toordinal() + 1)
        wanted = {1, 8, 15, 22} if every == 7 else None
        yield from (day for day in map(date.fromordinal, days) if wanted is None or day.day in wanted)
        return
    for year in range(first.year, last.year + 1):
        if step == "year" and year % every:
            continue
        for month in range(1, 13, every) if step == "month" else (1,):
            day = date(year, month, 1)
            if first <= day <= last:
                yield day


def _tick_words(day: date, before: date | None, step: str, language: str) -> str:
    """The words of a tick: year and month only where they differ from those of the tick before."""
    if step == "year":
        return f"{day.year}年" if language == "ja" else str(day.year)
    new_year = before is None or before.year != day.year
    if language == "ja":
        month = f"{day.year}年{day.month}月" if new_year else f"{day.month}月"
    else:
        month = _MONTHS[language][day.month - 1]
    if step == "month":
        return f"{month} {day.year}" if new_year and language != "ja" else month
    if before is not None and (before.year, before.month) == (day.year, day.month):
        return f"{day.day}日" if language == "ja" else str(day.day)
    if language == "ja":
        return f"{month}{day.day}日"
    return f"{day.day} {month} {day.year}" if new_year else f"{day.day} {month}"


def _iso(span: DaySpan) -> str:
    if span.earliest == span.latest:
        return span.earliest.isoformat()
    return f"{span.earliest.isoformat()}/{span.latest.isoformat()}"
