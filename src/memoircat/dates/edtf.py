"""Extended Date/Time Format, level 1 (ISO 8601-2:2019; specification of the Library of Congress, 2019).

Supported: years ``1946``, decades and centuries ``194X`` ``19XX``, months, days, unspecified months and days
(``1946-XX``, ``1946-02-XX``, ``1946-XX-XX``), seasons 21–24, the qualifiers ``?`` (uncertain), ``~`` (approximate) and
``%`` (both) at the end of a date, and intervals whose ends may be open (``..``) or unknown (empty). Years outside
0001–9999 and times of day are refused: no document of the archive needs them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from memoircat.errors import InputError
from memoircat.messages import message

OPEN = ".."
"""The side of an interval that has no bound."""
UNKNOWN = ""
"""The side of an interval that has a bound which is not known."""
WINTER = "24"
SEASON_MONTHS = {"21": (3, 5), "22": (6, 8), "23": (9, 11)}
"""First and last month of spring, summer and autumn. Winter crosses the year: see :class:`Point`."""

_HINT = message("EDTF level 1, e.g. 1946, 1946-02, 1946-02-14, 1946~, 194X, 1945-12/1946-02")


def month_length(year: int, month: int) -> int:
    """How many days a month of the proleptic Gregorian calendar has, which ISO 8601 uses for all years."""
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in {4, 6, 9, 11} else 31


class Point(NamedTuple):
    """One EDTF date: a day, month, season, year, decade or century.

    ``year`` has four characters, of which the last one or two may be ``X``; ``month`` is empty, ``01``–``12``,
    ``21``–``24`` (a season) or ``XX``; ``day`` is empty, ``01``–``31`` or ``XX``; ``mark`` is empty or one of ``?~%``.

    Winter ``1946-24`` is read as the winter that *begins* in 1946: December 1946 to February 1947. The standard does
    not say which winter it is, so a text "winter 1946" is never stored like this; the two possible winters are offered
    as intervals of months.
    """

    year: str
    month: str = ""
    day: str = ""
    mark: str = ""

    def __str__(self) -> str:
        return "-".join(part for part in (self.year, self.month, self.day) if part) + self.mark

    @property
    def first(self) -> str:
        """The earliest day it can mean, as ISO 8601 (``1946-02-14``)."""
        year = self.year.replace("X", "0")
        month = {"": "01", "XX": "01", WINTER: "12"}.get(self.month, self.month)
        if self.month in SEASON_MONTHS:
            month = f"{SEASON_MONTHS[self.month][0]:02}"
        return f"{year}-{month}-{self.day if self.day not in ('', 'XX') else '01'}"

    @property
    def last(self) -> str:
        """The latest day it can mean, as ISO 8601."""
        year = int(self.year.replace("X", "9"))
        if self.month == WINTER:
            return f"{year + 1:04}-02-{month_length(year + 1, 2)}"
        month = 12
        if self.month in SEASON_MONTHS:
            month = SEASON_MONTHS[self.month][1]
        elif self.month not in {"", "XX"}:
            month = int(self.month)
        day = int(self.day) if self.day not in {"", "XX"} else month_length(year, month)
        return f"{year:04}-{month:02}-{day:02}"

    def marked(self, mark: str) -> Point:
        """The same date with ``mark`` added; ``~`` and ``?`` together become ``%``."""
        if not mark or mark == self.mark:
            return self
        return self._replace(mark="%" if self.mark else mark)


class DateRange(NamedTuple):
    """The meaning of an EDTF string: one date (``end`` is None), or an interval.

    The sides of an interval are dates, `OPEN` or `UNKNOWN`.
    """

    start: Point | str
    end: Point | str | None = None

    def __str__(self) -> str:
        return str(self.start) if self.end is None else f"{self.start}/{self.end}"

    @property
    def final(self) -> Point | str:
        """The end of the interval; of a single date, the date itself."""
        return self.start if self.end is None else self.end

    @property
    def earliest(self) -> str | None:
        """The first day as ISO 8601, or None where the beginning is open or unknown."""
        return self.start.first if isinstance(self.start, Point) else None

    @property
    def latest(self) -> str | None:
        """The last day as ISO 8601, or None where the end is open or unknown."""
        return self.final.last if isinstance(self.final, Point) else None

    def marked(self, mark: str) -> DateRange:
        """The same range with ``mark`` added to each of its dates."""
        start, end = (side.marked(mark) if isinstance(side, Point) else side for side in self)
        return DateRange(self.start if start is None else start, end)


@cache
def _point_pattern() -> re.Pattern[str]:
    return re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([?~%]?)")


def parse_edtf(text: str) -> DateRange:
    """The meaning of an EDTF string; blanks around it are ignored.

    Raises InputError where it is not EDTF level 1, names a day that does not exist, or ends before it begins.
    """
    start, slash, end = text.strip().partition("/")
    if not slash:
        return DateRange(_point(start, text))
    date_range = DateRange(_side(start, text), _side(end, text))
    if not isinstance(date_range.start, Point) and not isinstance(date_range.end, Point):
        raise InputError(message("An interval needs at least one date: {text}", text=text), hint=_HINT)
    if date_range.earliest and date_range.latest and date_range.earliest > date_range.latest:
        raise InputError(message("The interval ends before it begins: {text}", text=text), hint=_HINT)
    return date_range


def days_of(edtf: str) -> tuple[str | None, str | None]:
    """Earliest and latest ISO day of an EDTF string; None for an open or unknown end. Raises InputError.

    ``~`` and ``?`` do not widen the days: nobody knows how far "about" reaches.
    """
    date_range = parse_edtf(edtf)
    return date_range.earliest, date_range.latest


def _side(part: str, whole: str) -> Point | str:
    return part if part in {OPEN, UNKNOWN} else _point(part, whole)


def _point(part: str, whole: str) -> Point:
    match = _point_pattern().fullmatch(part)
    if not match:
        raise InputError(message("Not a date in EDTF: {text}", text=whole), hint=_HINT)
    point = Point(*(group or "" for group in match.groups()))
    if not _exists(point):
        raise InputError(message("There is no such date: {text}", text=whole), hint=_HINT)
    return point


def _exists(point: Point) -> bool:
    """Whether level 1 allows this combination of year, month and day, and the calendar has the day."""
    year, month, day, _mark = point
    if year.replace("X", "0") == "0000" or ("X" in year and month):
        return False
    if month in {"", "XX"}:
        return day in {"", "XX"}
    if 21 <= int(month) <= 24:
        return not day and not (month == WINTER and year == "9999")
    if not 1 <= int(month) <= 12:
        return False
    return day in {"", "XX"} or 1 <= int(day) <= month_length(int(year), int(month))
