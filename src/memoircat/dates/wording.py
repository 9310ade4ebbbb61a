"""EDTF dates in words: Japanese, English, Russian; in Western years, Japanese eras, or both.

`read_date` reads all these words back to the same days; a winter (``1945-24``) comes back as an interval of months.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from memoircat.dates.edtf import OPEN, WINTER, DateRange, Point, parse_edtf
from memoircat.dates.eras import EraYear, era_year, era_years
from memoircat.messages import Label, Language

Style = Literal["western", "japanese", "both"]
Case = Literal["nominative", "genitive", "accusative"]
_Words = Callable[[Case], str]

MONTHS_EN = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
MONTHS_RU = tuple(
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()  # noqa: SIM905
)
MONTHS_RU_OF = tuple(
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
)
SEASONS = {
    "21": Label("春", "spring", "весна"),
    "22": Label("夏", "summer", "лето"),
    "23": Label("秋", "autumn", "осень"),
    "24": Label("冬", "winter", "зима"),
}
SEASONS_RU_OF = {"21": "весны", "22": "лета", "23": "осени", "24": "зимы"}
SEASONS_RU_TO = {"21": "весну", "22": "лето", "23": "осень", "24": "зиму"}

_UNKNOWN = Label("不明", "unknown", "неизвестно")


def format_date(edtf: str, language: Language, style: Style = "western") -> str:
    """An EDTF string in words: ``1946-02-14~`` is 1946年2月14日頃, c. 14 February 1946, ок. 14 февраля 1946 г.

    ``style``: ``western`` 1946年, ``japanese`` 昭和21年, ``both`` 1946年（昭和21年）. Decades and years before 1868 are
    Western in every style. The marks ``~ ? %`` are always expressed. Raises InputError for what is not EDTF level 1.
    """
    return range_words(parse_edtf(edtf), language, style)


def label_of(date_range: DateRange) -> Label:
    """A date range in words, in the three languages, with Western years."""
    return Label(*(range_words(date_range, language, "western") for language in ("ja", "en", "ru")))


def range_words(date_range: DateRange, language: Language, style: Style) -> str:
    """A date or an interval in words."""
    start, end = date_range
    winter = _winter(date_range)
    if winter and isinstance(start, Point):
        return _mark(start.mark, language, lambda case: _winter_words(winter, language, style, case))
    if end is None:
        return _side(start, language, style)
    if start == OPEN and isinstance(end, Point):
        return {
            "ja": _side(end, language, style) + "まで",
            "en": "until " + _side(end, language, style),
            "ru": "по " + _side(end, language, style, "accusative"),
        }[language]
    if end == OPEN and isinstance(start, Point):
        return {
            "ja": _side(start, language, style) + "から",
            "en": "from " + _side(start, language, style),
            "ru": "с " + _side(start, language, style, "genitive"),
        }[language]
    return _between(start, end, language, style)


def _between(start: Point | str, end: Point | str, language: Language, style: Style) -> str:
    if style == "western" and language != "ja" and _plain_year(start) and _plain_year(end):
        return f"{start}–{end}" + (" гг." if language == "ru" else "")
    sides = [_side(side, language, style) for side in (start, end)]
    return ("～" if language == "ja" else " – ").join(sides)


def _plain_year(side: Point | str) -> bool:
    return isinstance(side, Point) and str(side) == side.year and "X" not in side.year


def _winter(date_range: DateRange) -> int | None:
    """The year in which a winter begins, if the range is exactly one: ``1945-24`` or ``1945-12/1946-02``."""
    start, end = date_range
    if not isinstance(start, Point):
        return None
    if end is None:
        return int(start.year) if start.month == WINTER else None
    if not isinstance(end, Point) or start.mark != end.mark or "X" in start.year + end.year:
        return None
    months = (start.month, start.day, end.month, end.day)
    return int(start.year) if months == ("12", "", "02", "") and int(end.year) == int(start.year) + 1 else None


def _winter_words(year: int, language: Language, style: Style, case: Case) -> str:
    following = f"{(year + 1) % 100:02}" if (year + 1) % 100 else f"{year + 1:04}"
    years = f"{year:04}–{following}"
    if language == "en":
        return f"winter of {years}"
    if language == "ru":
        return f"{_season_ru(WINTER, case)} {years} г."
    first, second = era_year(f"{year:04}-12-01"), era_year(f"{year + 1:04}-02-01")
    if style == "japanese" and first and second and first.era == second.era:
        return f"{first.era.name.ja}{first.number}–{second.number}年の冬"
    return f"{years}年の冬"


def _side(side: Point | str, language: Language, style: Style, case: Case = "nominative") -> str:
    """One date, or the word for an unknown end. ``case``: the grammatical case after the Russian word before it."""
    if not isinstance(side, Point):
        return _UNKNOWN.in_(language)
    if side.month == WINTER:
        year = int(side.year)
        return _mark(side.mark, language, lambda inner: _winter_words(year, language, style, inner), case)
    return _mark(side.mark, language, lambda inner: _unmarked(side, language, style, inner), case)


def _mark(mark: str, language: Language, words: _Words, case: Case = "nominative") -> str:
    """The words with "about" and "?" as the language writes them; Russian "about" needs the genitive."""
    about, doubt = mark in {"~", "%"}, mark in {"?", "%"}
    if language == "ja":
        return words(case) + ("頃" if about else "") + ("？" if doubt else "")
    before = {"en": "c. ", "ru": "ок. "}[language] if about else ""
    return before + words("genitive" if about else case) + ("?" if doubt else "")


def _unmarked(point: Point, language: Language, style: Style, case: Case) -> str:
    if "X" in point.year:
        return _many_years(point.year, language)
    year = _year(point, language, style)
    if language == "ja":
        return _japanese(point, year)
    return _english(point, year) if language == "en" else _russian(point, year, case)


def _many_years(year: str, language: Language) -> str:
    """A decade or century. "1900s" could be either, so the first decade of a century, and a century, keep their X."""
    if year.endswith("XX") or year[2] == "0":
        return Label(f"{year}年", year, f"{year} г.").in_(language)
    decade = year[:3] + "0"
    return Label(f"{decade}年代", f"{decade}s", f"{decade}-е гг.").in_(language)


def _year(point: Point, language: Language, style: Style) -> str:
    western = Label(f"{point.year}年", point.year, f"{point.year} г.").in_(language)
    if style == "western":
        return western
    if point.month in {"", "XX"}:
        names: tuple[EraYear, ...] = era_years(int(point.year))
    else:
        single = era_year(point.first)
        names = (single,) if single else ()
    if not names:
        return western
    eras = ("＝" if language == "ja" else " = ").join(_era_words(name, language) for name in names)
    if style == "japanese":
        return eras
    return f"{western}（{eras}）" if language == "ja" else f"{western} ({eras})"


def _era_words(name: EraYear, language: Language) -> str:
    era, number = name
    ja = "元" if number == 1 else str(number)
    return Label(f"{era.name.ja}{ja}年", f"{era.name.en} {number}", f"{number} г. {era.name.ru}").in_(language)


def _japanese(point: Point, year: str) -> str:
    if point.month in SEASONS:
        return year + SEASONS[point.month].ja
    if point.month == "XX":
        return year + ("月日不明" if point.day else "月不明")
    month = f"{int(point.month)}月" if point.month else ""
    if point.day == "XX":
        return f"{year}{month}日不明"
    return year + month + (f"{int(point.day)}日" if point.day else "")


def _english(point: Point, year: str) -> str:
    if point.month in SEASONS:
        return f"{SEASONS[point.month].en} {year}"
    if point.month == "XX":
        return year + (", month and day unknown" if point.day else ", month unknown")
    if not point.month:
        return year
    month = f"{MONTHS_EN[int(point.month) - 1]} {year}"
    if point.day == "XX":
        return f"{month}, day unknown"
    return f"{int(point.day)} {month}" if point.day else month


def _russian(point: Point, year: str, case: Case) -> str:
    if point.month in SEASONS:
        return f"{_season_ru(point.month, case)} {year}"
    if point.month == "XX":
        return year + (", месяц и день неизвестны" if point.day else ", месяц неизвестен")
    if not point.month:
        return year
    number = int(point.month) - 1
    if point.day not in {"", "XX"}:
        return f"{int(point.day)} {MONTHS_RU_OF[number]} {year}"
    month = MONTHS_RU_OF[number] if case == "genitive" else MONTHS_RU[number]
    return f"{month} {year}" + (", день неизвестен" if point.day else "")


def _season_ru(season: str, case: Case) -> str:
    if case == "nominative":
        return SEASONS[season].ru
    return (SEASONS_RU_OF if case == "genitive" else SEASONS_RU_TO)[season]
