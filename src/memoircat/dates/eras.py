"""Japanese eras from Meiji on, as the documents of the archive use them.

First days by the ordinances that proclaimed the eras (大正 1912-07-30, 昭和 1926-12-25, 平成 1989-01-08, 令和
2019-05-01). Meiji was proclaimed on 1868-10-23 with effect from the new year; here it begins on 1868-01-01. Months and
days are Gregorian: the lunisolar calendar was abolished at the end of 明治5年 (1872), and no document is that old.
"""

from __future__ import annotations

from typing import NamedTuple

from memoircat.messages import Label


class Era(NamedTuple):
    """One era: the letter that forms use for it (S for 昭和), its name, first day, first and last calendar year."""

    letter: str
    name: Label
    first_day: str
    first_year: int
    last_year: int

    def year(self, number: int) -> int | None:
        """The calendar year of year ``number`` of the era (元年 is 1); None where the era has no such year.

        A year is accepted even if the day lies outside the era (昭和元年3月1日 is 1926-03-01): people wrote such dates.
        """
        year = self.first_year + number - 1
        return year if number >= 1 and year <= self.last_year else None


class EraYear(NamedTuple):
    """A year counted in an era, such as 昭和21年: the era and the number."""

    era: Era
    number: int


ERAS = (
    Era("M", Label("明治", "Meiji", "Мэйдзи"), "1868-01-01", 1868, 1912),
    Era("T", Label("大正", "Taishō", "Тайсё"), "1912-07-30", 1912, 1926),
    Era("S", Label("昭和", "Shōwa", "Сёва"), "1926-12-25", 1926, 1989),
    Era("H", Label("平成", "Heisei", "Хэйсэй"), "1989-01-08", 1989, 2019),
    Era("R", Label("令和", "Reiwa", "Рэйва"), "2019-05-01", 2019, 2117),
)
"""All eras, oldest first. Reiwa is assumed to have 99 years, so that era years have two digits at most."""

ERA_BY_LETTER = {era.letter: era for era in ERAS}


def era_year(day: str) -> EraYear | None:
    """The era and its year on an ISO day (``1946-02-14``); None before 1868 and after the last year of `ERAS`."""
    year = int(day[:4])
    for era in reversed(ERAS):
        if era.first_day <= day:
            return EraYear(era, year - era.first_year + 1) if year <= era.last_year else None
    return None


def era_years(year: int) -> tuple[EraYear, ...]:
    """The era years that fall into a calendar year: two where the era changed (1926 is 大正15 and 昭和元), or one.

    Empty before 1868 and after the last year of `ERAS`.
    """
    return tuple(EraYear(era, year - era.first_year + 1) for era in ERAS if era.first_year <= year <= era.last_year)
