"""What the cells of a workbook say, as text: numbers, dates by the format of their cell, escaped characters."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from math import isfinite, nan
from typing import Literal

CellFormat = Literal["", "date", "duration"]

_DATES = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}  # formats that every workbook has, by their number
_DURATION = 46
_NOT_MEANT = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]?', re.IGNORECASE)  # quoted, filled, coloured
_DURATION_CODE = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_CODE = re.compile(r"[dmyhs]|AM/PM", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DAY = datetime.timedelta(days=1)
_MILLISECONDS = 86_400_000  # of a day
_DAYS_1900, _DAYS_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - no zone in a cell
_LEAP = 60  # the 29 February 1900, which spreadsheets believe in
_LAST_DAY = 2_958_466  # after 9999
_SPACES = " \t\r\n"


def format_of(number: int, code: str | None) -> CellFormat:
    """What a number format makes of a number. ``code``: that of a format of the workbook's own, as ``yyyy/mm/dd``."""
    if code is None:
        return "date" if number in _DATES else "duration" if number == _DURATION else ""
    shown = _NOT_MEANT.sub("", code.split(";")[0])
    if _DURATION_CODE.search(shown):
        return "duration"
    return "date" if shown.lower() != "general" and _DATE_CODE.search(shown) else ""


@lru_cache(maxsize=50_000)
def number_text(value: str, form: CellFormat, since_1904: bool) -> str:
    """A stored number as text: a day in its ISO form, with its time where it has one, or as `plain_number`."""
    number = _number(value)
    if form == "duration" and abs(number) < _LAST_DAY:
        return str(datetime.timedelta(milliseconds=_rounded(number * _MILLISECONDS)))
    if form == "date" and 0 <= number < _LAST_DAY:
        return _date_text(number, since_1904) or plain_number(value)
    return plain_number(value)


def plain_number(value: str) -> str:
    """A stored number as text: without a decimal point where it is whole. What is no number stays as it is."""
    number = _number(value)
    if number.is_integer():
        return str(int(number))
    return repr(number) if isfinite(number) else value


def _number(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return nan


def _date_text(number: float, since_1904: bool) -> str:
    moment = datetime.timedelta(milliseconds=_rounded(number * _MILLISECONDS))
    if number < 1:
        return (_DAYS_1904 + moment % _DAY).time().isoformat()
    first = _DAYS_1904 if since_1904 else _DAYS_1900 + (_DAY if number < _LEAP else 0 * _DAY)
    try:
        return moment_text(first + moment)
    except OverflowError:
        return ""


def moment_text(moment: datetime.datetime) -> str:
    """A day in its ISO form, and the time where that is not midnight."""
    return moment.date().isoformat() if moment.time() == datetime.time() else moment.isoformat(sep=" ")


def _rounded(value: float) -> int:
    """The nearest whole number; of two, the one farther from zero."""
    return int(value + 0.5) if value >= 0 else -int(0.5 - value)


def iso_text(value: str) -> str:
    """A date that is stored in its ISO form, written as all dates are; any other text as it is."""
    try:
        return value if value.endswith("Z") or "T" not in value else moment_text(datetime.datetime.fromisoformat(value))
    except ValueError:
        return value


def unescaped(text: str) -> str:
    """A text in which characters that XML cannot hold were written as ``_x000D_``."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return match[0] if 0xD800 <= number <= 0xDFFF else chr(number)  # half of a character is none


def trimmed(text: str, kept: bool) -> str:
    """The text of an element without the white space around it, unless ``xml:space`` says that it is kept."""
    return text if kept else text.strip(_SPACES)
