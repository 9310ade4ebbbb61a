"""Japanese eras since Meiji, as the papers of the archive use them.

First days by the era ordinances (大正 1912-07-30, 昭和 1926-12-25, 平成 1989-01-08, 令和 2019-05-01). Meiji was
proclaimed on 1868-10-23 and made to count from the new year; it is taken to begin with 1868. Months and days are
Gregorian throughout: the lunisolar calendar ended with 明治5年 and no internee's paper is that old.
"""

from __future__ import annotations

from typing import NamedTuple

from memoircat.messages import Label


class Era(NamedTuple):
    """One era: its letter on forms (S for 昭和), its name, its first day, its first and last calendar year."""

    letter: str
    name: Label
    first_day: str
    first_year: int
    last_year: int

    def year(self, number: int) -> int | None:
        """The calendar year of the era's ``number``-th year (元年 is 1); None where the era has no such year.

        A year is taken as written even if the day falls outside the era (昭和元年3月1日 is 1926-03-01): people
        wrote it so before and after the change.
        """
        year = self.first_year + number - 1
        return year if number >= 1 and year <= self.last_year else None


class EraYear(NamedTuple):
    """A year counted in an era: (昭和, 21)."""

    era: Era
    number: int


ERAS = (
    Era("M", Label("明治", "Meiji", "Мэйдзи"), "1868-01-01", 1868, 1912),
    Era("T", Label("大正", "Taishō", "Тайсё"), "1912-07-30", 1912, 1926),
    Era("S", Label("昭和", "Shōwa", "Сёва"), "1926-12-25", 1926, 1989),
    Era("H", Label("平成", "Heisei", "Хэйсэй"), "1989-01-08", 1989, 2019),
    Era("R", Label("令和", "Reiwa", "Рэйва"), "2019-05-01", 2019, 2117),
)
"""All eras, oldest first. Reiwa is given 99 years, so that two figures always suffice."""

ERA_BY_LETTER = {era.letter: era for era in ERAS}


def era_year(day: str) -> EraYear | None:
    """The era and its year on an ISO day; None before 1868 or after the last era known here."""
    year = int(day[:4])
    for era in reversed(ERAS):
        if era.first_day <= day:
            return EraYear(era, year - era.first_year + 1) if year <= era.last_year else None
    return None


def era_years(year: int) -> tuple[EraYear, ...]:
    """Every name a calendar year has: one, or two where eras change (1926 is 大正15 and 昭和元); none before 1868."""
    return tuple(EraYear(era, year - era.first_year + 1) for era in ERAS if era.first_year <= year <= era.last_year)
