"""Why a text cannot be read as a date, in words for people."""

from __future__ import annotations

from memoircat.dates.eras import Era
from memoircat.dates.wording import MONTHS_EN
from memoircat.messages import Label

_KEPT = Label("（文字は残します）", " (the text is kept)", " (текст сохранён)")

_IN_MONTH_RU = tuple(
    "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре".split()  # noqa: SIM905
)


def _kept(ja: str, en: str, ru: str) -> Label:
    return Label(ja + _KEPT.ja, en + _KEPT.en, ru + _KEPT.ru)


NOT_READ = _kept("日付として読めません", "This cannot be read as a date", "Это не читается как дата")
TOO_LONG = _kept("日付としては長すぎます", "Too long for a date", "Слишком длинно для даты")
NO_YEAR = _kept("年がありません", "No year is given", "Год не указан")
BACKWARDS = _kept("終わりが始まりより前です", "The end comes before the beginning", "Конец раньше начала")


def no_month(month: int) -> Label:
    """There is no month of this number."""
    return _kept(f"{month}月はありません", f"There is no month {month}", f"Месяца с номером {month} нет")


def no_day(year: int, month: int, day: int) -> Label:
    """The month does not have this day; 29 February names the year, since other years have it."""
    leap = (month, day) == (2, 29)
    ja, en, ru = (f"{year}年", f" {year}", f" {year} г.") if leap else ("", "", "")
    return _kept(
        f"{ja}{month}月に{day}日はありません",
        f"{MONTHS_EN[month - 1]}{en} has no {day}{_ordinal(day)} day",
        f"В {_IN_MONTH_RU[month - 1]}{ru} нет {day}-го числа",
    )


def no_era_year(era: Era, number: int) -> Label:
    """The era does not have this year: it was over by then, or the number is 0."""
    last = era.last_year - era.first_year + 1
    return _kept(
        f"{era.name.ja}{number}年はありません（{era.name.ja}は{last}年まで）",
        f"There is no {era.name.en} {number}: the era has {last} years",
        f"{number}-го года эры {era.name.ru} нет: в ней {last} лет",
    )


def _ordinal(number: int) -> str:
    if 11 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


class Problems:
    """The problems met while one text was read; the most specific one is shown."""

    _RANK = (NOT_READ, NO_YEAR, BACKWARDS)

    def __init__(self) -> None:
        self._problems: list[Label] = []

    def add(self, problem: Label) -> None:
        """Remember a problem."""
        self._problems.append(problem)

    def best(self) -> Label:
        """The first of the most specific problems: an impossible day says more than a missing year."""
        return max(self._problems, key=self._weight, default=NOT_READ)

    def _weight(self, problem: Label) -> int:
        return self._RANK.index(problem) if problem in self._RANK else len(self._RANK)
