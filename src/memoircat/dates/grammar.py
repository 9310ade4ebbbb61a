"""One written date, without marks ("about", "until") and ranges: which years, months and days its tokens can mean.

The tokens of a year are joined into one first. Then the kinds of all tokens, read as one string, are the *shape* of
the date; a table gives the *role* of each token in a shape, such as "n.M.Y is day, month, year". Shapes in which the
order is in doubt have functions of their own and several meanings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from memoircat.dates.edtf import DateRange, Point, month_length
from memoircat.dates.eras import ERA_BY_LETTER, Era
from memoircat.dates.lexicon import Token
from memoircat.dates.problems import NO_YEAR, Problems, no_day, no_era_year, no_month

DateOrder = Literal["dmy", "mdy", "ymd"]
"""In which order day, month and year stand in a date that is written in numbers only."""


class Year(NamedTuple):
    """A calendar year in four digits, and the Japanese era in which it was counted, if it was."""

    western: str
    era: Era | None = None


class YearToken(NamedTuple):
    """The tokens of a year joined into one: kind ``Y``, and every year they can mean."""

    kind: str
    value: str
    years: tuple[Year, ...]


AnyToken = Token | YearToken


class Meaning(NamedTuple):
    """One meaning of a date, and what the other half of a range may take over from it: ``year``, ``month``, ``unit``.

    The other half continues in the same ``unit``: in 14–20 February both are days. ``convention``: how an ambiguous
    date was read (a `DateOrder`, the letter of an era, "showa" …), else empty; where possible, both halves of a range
    are read by the same convention.
    """

    date_range: DateRange
    year: Year
    month: int | None = None
    unit: Literal["year", "month", "day", "other"] = "other"
    convention: str = ""


class OtherHalf(NamedTuple):
    """The other half of a range, from which a half without year or month takes them, and the side on which it is."""

    meaning: Meaning
    side: Literal["left", "right"]


def _table(rows: str) -> dict[str, str]:
    """Shape → the role of each token.

    Roles: y year, m month, d day; S season, z the second year of a winter; T third of a month; D decade; x unknown
    parts; "." none.
    """
    return dict(row.split(":") for row in rows.split())


_SHAPES = _table("""
    Y:y Ynm:ym. Ynmnd:ym.d. Ynmn:ym.d YnmT:ym.T YD:yD
    Y.n:y.m Y/n:y.m Y-n:y.m Y–n:y.m n.Y:m.y n/Y:m.y n-Y:m.y
    Y.n.n:y.m.d Y/n/n:y.m.d Y-n-n:y.m.d
    nMY:dmy MnY:mdy MY:my YM:ym YnM:ydm YMn:ymd n.MY:d.my
    n-M-Y:d.m.y n.M.Y:d.m.y n/M/Y:d.m.y
    SY:Sy YS:yS TMY:Tmy YTM:yTm
    SY-Y:Sy.z SY–Y:Sy.z SY/Y:Sy.z SY-n:Sy.z SY–n:Sy.z SY/n:Sy.z
    Y-YS:y.zS Y–YS:y.zS Y/YS:y.zS Y-nS:y.zS Y–nS:y.zS Y/nS:y.zS
    Y(x):y.x. Ynm(x):ym..x. Yx:yx Ynx:ymx Ynmx:ym.x MYx:myx
""")

_BORROWING = _table("nmnd:m.d. nmn:m.d nmT:m.T nm:m. nd:d. nM:dm Mn:md M:m S:S TM:Tm")


def read_meanings(
    tokens: list[Token], order: DateOrder | None, problems: Problems, other_half: OtherHalf | None = None
) -> list[Meaning]:
    """Every meaning of the tokens of one date; where there is none, the reason is added to ``problems``.

    ``order``: what was declared about dates in numbers. ``other_half``: given where the date is half of a range.
    """
    grouped = _group_years(tokens, other_half, problems)
    if grouped is None:
        return []
    shape = shape_of(grouped)
    if shape in _SHAPES:
        return list(_with_years(grouped, _SHAPES[shape], problems))
    if shape in {"n.n.Y", "n/n/Y", "n-n-Y"}:
        return _year_last(grouped, order, problems)
    if shape in {"n.n.n", "n/n/n", "n-n-n"}:
        return _short_numbers(grouped, order, problems)
    return _short_named(grouped, shape, problems) or _borrow(grouped, shape, other_half, problems)


def shape_of(tokens: list[AnyToken] | list[Token]) -> str:
    """The kinds of the tokens as one string."""
    return "".join(token.kind for token in tokens)


def grouped_shape(tokens: list[Token]) -> str:
    """The shape after the tokens of years were joined; empty where an era does not have the year."""
    grouped = _group_years(tokens, None, Problems())
    return shape_of(grouped) if grouped else ""


# ── years ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _group_years(tokens: list[Token], other_half: OtherHalf | None, problems: Problems) -> list[AnyToken] | None:
    """The tokens with those of each year joined into one; None where an era does not have the year."""
    grouped: list[AnyToken] = []
    position = 0
    while position < len(tokens):
        before = _year_before(grouped) or (other_half.meaning.year if other_half else None)
        used, years = _year_at(tokens, position, before, problems)
        if used and not years:
            return None
        grouped.append(YearToken("Y", tokens[position].value, years) if used else tokens[position])
        position += used or 1
        _merge(grouped)
    return grouped


def _year_before(grouped: list[AnyToken]) -> Year | None:
    """The year before a dash, to whose century or era the short year after it belongs: 1945–46年."""
    if len(grouped) >= 2 and grouped[-1].kind in "-–/" and isinstance(grouped[-2], YearToken):
        return grouped[-2].years[0]
    return None


def _year_at(tokens: list[Token], at: int, before: Year | None, problems: Problems) -> tuple[int, tuple[Year, ...]]:
    """How many tokens from index ``at`` on make a year, and which years they can mean; (0, ()) where none begins."""
    kinds = shape_of(tokens[at : at + 3])
    if kinds.startswith("En"):
        return (3 if kinds[2:] in {"y", "g"} else 2), _era_years(tokens[at].value, tokens[at + 1].value, problems)
    if kinds == "ngE":
        return 3, _era_years(tokens[at + 2].value, tokens[at].value, problems)
    if kinds.startswith("'n") and len(tokens[at + 1].value) == 2:
        return 2, (Year("19" + tokens[at + 1].value),)
    named = kinds[1:2] in {"y", "g"}
    figures = tokens[at].value if kinds.startswith("n") else ""
    if len(figures) == 4:
        return (2 if named else 1), (Year(figures),)
    if named and 1 <= len(figures) <= 2:
        return 2, _short_years(figures, kinds[1], before)
    return 0, ()


def _era_years(letter: str, figures: str, problems: Problems) -> tuple[Year, ...]:
    era = ERA_BY_LETTER[letter]
    year = era.year(int(figures)) if figures.isdigit() and len(figures) <= 3 else None
    if year is None:
        if figures.isdigit() and len(figures) <= 3:
            problems.add(no_era_year(era, int(figures)))
        return ()
    return (Year(str(year), era),)


def _short_years(figures: str, kind: str, before: Year | None) -> tuple[Year, ...]:
    """The years that one or two digits can mean: near the year before, 19xx before г. or год, or of any era."""
    if before:
        near = follow_year(figures, before)
        return (near,) if near else ()
    if kind == "g":
        return (Year("19" + figures),) if len(figures) == 2 else ()
    eras = (ERA_BY_LETTER[letter] for letter in "STM")
    counted = [Year(str(year), era) for era in eras if (year := era.year(int(figures)))]
    western = [Year("19" + figures)] if len(figures) == 2 else []
    return (*counted, *western)


def follow_year(figures: str, before: Year) -> Year | None:
    """A short year after the year ``before``: in the same era, century (1945–46) or decade (1945–6), or None."""
    if "X" in figures + before.western:
        return None
    if before.era:
        year = before.era.year(int(figures))
        return Year(str(year), before.era) if year else None
    if len(figures) > 2:
        return None
    return Year(before.western[: 4 - len(figures)] + figures)


def _merge(grouped: list[AnyToken]) -> None:
    """Join two years written side by side, as in 大正15＝昭和元 or 昭和21(1946)年; if they disagree, keep both."""
    while True:
        shape = shape_of(grouped)
        if shape.endswith("Y=Y"):
            count, inner = 3, 2
        elif shape.endswith("Y(Y)"):
            count, inner = 4, 2
        elif shape.endswith(("Y)y", "Y)g")) or (shape.endswith(("Yy", "Yg")) and len(shape) > 1):
            grouped.pop()  # the 年 after a bracket: 昭和21(1946)年
            return
        else:
            return
        first, second = grouped[-count], grouped[-count + inner]
        if not isinstance(first, YearToken) or not isinstance(second, YearToken):
            return
        known = {year.western for year in first.years}
        more = tuple(year for year in second.years if year.western not in known)
        both = [year for year in first.years if year.western in {other.western for other in second.years}]
        years = tuple(both) or (*first.years, *more)
        grouped[-count:] = [YearToken("Y", first.value, years)]


# ── numbers whose order is a question ──────────────────────────────────────────────────────────────────────────────


def _year_last(tokens: list[AnyToken], order: DateOrder | None, problems: Problems) -> list[Meaning]:
    """Three numbers, the year last: 14.2.1946 is day.month.year; 03/04/1946 is two dates unless ``order`` says more."""
    by_convention: list[DateOrder] = ["dmy"] if tokens[1].kind == "." else ["dmy", "mdy"]
    orders: list[DateOrder] = [order] if order in {"dmy", "mdy"} else by_convention
    meanings: list[Meaning] = []
    for choice in orders:
        meanings += _with_years(tokens, f"{choice[0]}.{choice[1]}.{choice[2]}", problems, choice)
    return meanings


def _short_numbers(tokens: list[AnyToken], order: DateOrder | None, problems: Problems) -> list[Meaning]:
    """Three short numbers, 14.2.46 or 20.8.15: day.month.year of 19xx, or a Shōwa year first, or a year 19xx first."""
    orders: list[DateOrder] = [order] if order else ["dmy"] if tokens[1].kind == "." else ["dmy", "mdy"]
    meanings: list[Meaning] = []
    for choice in orders:
        meanings += _short_western(tokens, choice, problems)
    if order in {None, "ymd"}:
        showa = ERA_BY_LETTER["S"]
        year = showa.year(int(tokens[0].value)) if "X" not in tokens[0].value else None
        if year:
            grouped = [YearToken("Y", "", (Year(str(year), showa),)), *tokens[1:]]
            western = bool(meanings)
            meanings += _with_years(grouped, "y.m.d", problems, "showa")
            if order is None and not western:
                meanings += _short_western(tokens, "ymd", problems)
    return meanings


def _short_western(tokens: list[AnyToken], order: DateOrder, problems: Problems) -> Iterator[Meaning]:
    at = 4 if order != "ymd" else 0
    figures = tokens[at].value
    if len(figures) != 2 or "X" in figures:
        return iter(())
    grouped = [*tokens]
    grouped[at] = YearToken("Y", figures, (Year("19" + figures),))
    return _with_years(grouped, f"{order[0]}.{order[1]}.{order[2]}", problems, order)


def _short_named(tokens: list[AnyToken], shape: str, problems: Problems) -> list[Meaning]:
    """A month and a year of two digits. 14 Feb 46, 8.46 and февраль 46 are 1946, but 8.20 may lack the year."""
    roles = {"nMn": "dmy", "n.Mn": "d.my", "n-M-n": "d.m.y", "Mn": "my", "n.n": "m.y", "n/n": "m.y"}.get(shape)
    figures = tokens[-1].value
    if roles is None or len(figures) != 2 or "X" in figures or ("d" not in roles and int(figures) <= 31):
        return []
    year = YearToken("Y", figures, (Year("19" + figures),))
    return list(_with_years([*tokens[:-1], year], roles, problems))


def _borrow(tokens: list[AnyToken], shape: str, other_half: OtherHalf | None, problems: Problems) -> list[Meaning]:
    """A date without a year, or a lone number, as half of a range; without the other half it means nothing."""
    roles = _BORROWING.get(shape)
    if shape in {"n.n", "n/n"}:
        roles = (
            "m.d"
            if other_half and other_half.side == "left" and other_half.meaning.convention in {"", "mdy", "ymd", "showa"}
            else "d.m"
        )
    if other_half is None:
        if roles:
            # Read in a leap year, only to report days that exist in no year.
            leap = YearToken("Y", "", (Year("2000"),))
            if "d" not in roles or "m" in roles:
                list(_with_years([leap, *tokens], "y" + roles, problems))
            problems.add(NO_YEAR)
        return []
    if shape == "n":
        return _lone_number(tokens[0].value, other_half, problems)
    if roles is None:
        return []
    year = YearToken("Y", "", (other_half.meaning.year,))
    borrowed: list[AnyToken] = [year, *tokens]
    roles = "y" + roles
    if "d" in roles and "m" not in roles:
        if other_half.meaning.month is None:
            return []
        borrowed.append(Token("n", str(other_half.meaning.month)))
        roles += "m"
    return list(_with_years(borrowed, roles, problems, other_half.meaning.convention))


def _lone_number(figures: str, other_half: OtherHalf, problems: Problems) -> list[Meaning]:
    """A lone number has the unit of the other half: 14–20 февраля 1946, 1946-02-14–20, 1946–48."""
    part = other_half.meaning
    if len(figures) > 2 or "X" in figures:
        return []
    if part.unit == "day" and part.month:
        return _dated(part.year, part.month, int(figures), problems, part.convention)
    if part.unit == "month":
        return _dated(part.year, int(figures), None, problems, part.convention)
    if part.unit == "year" and other_half.side == "left":
        year = follow_year(figures, part.year)
        return [Meaning(DateRange(Point(year.western)), year, None, "year", part.convention)] if year else []
    return []


# ── from years, months and days to ranges ─────────────────────────────────────────────────────────────────────────


def _with_years(tokens: list[AnyToken], roles: str, problems: Problems, convention: str = "") -> Iterator[Meaning]:
    """The meanings of tokens with these roles, for each year that the token of the year can mean."""
    by_role = {role: token for role, token in zip(roles, tokens, strict=True) if role != "."}
    year_token = by_role.pop("y")
    years = year_token.years if isinstance(year_token, YearToken) else ()
    for year in years:
        chosen = convention or (year.era.letter if year.era and len(years) > 1 else "")
        yield from _build(year, by_role, problems, chosen)


def _build(year: Year, by_role: dict[str, AnyToken], problems: Problems, convention: str) -> list[Meaning]:
    """The meanings of one year with the tokens of the other roles."""
    if "X" in year.western:
        return [] if by_role else [Meaning(DateRange(Point(year.western)), year, None, "year", convention)]
    if not int(year.western):
        return []
    if "D" in by_role:
        return _decade(year)
    if "S" in by_role:
        return _season(year, by_role, convention)
    return _in_calendar(year, by_role, problems, convention)


def _in_calendar(year: Year, by_role: dict[str, AnyToken], problems: Problems, convention: str) -> list[Meaning]:
    """The meanings of a year with month and day, with a third of a month, or with unknown parts."""
    numbers = {role: _number(by_role[role]) for role in "md" if role in by_role}
    if None in numbers.values():
        return []
    month, day = numbers.get("m"), numbers.get("d")
    if month is not None and not 1 <= month <= 12:
        problems.add(no_month(month))
        return []
    if "x" in by_role:
        return _unknown_parts(year, month, by_role["x"].value)
    if "T" in by_role and month is not None:
        return [_third(year, month, int(by_role["T"].value), convention)]
    return _dated(year, month, day, problems, convention)


def _number(token: AnyToken) -> int | None:
    return int(token.value) if token.value.isdigit() and len(token.value) <= 2 else None


def _dated(year: Year, month: int | None, day: int | None, problems: Problems, convention: str = "") -> list[Meaning]:
    """The meaning of a year, a month or a day; empty where the calendar does not have it."""
    if month is None:
        return [Meaning(DateRange(Point(year.western)), year, None, "year", convention)]
    if not 1 <= month <= 12:
        problems.add(no_month(month))
        return []
    if day is None:
        return [Meaning(DateRange(Point(year.western, f"{month:02}")), year, month, "month", convention)]
    if not 1 <= day <= month_length(int(year.western), month):
        problems.add(no_day(int(year.western), month, day))
        return []
    return [Meaning(DateRange(Point(year.western, f"{month:02}", f"{day:02}")), year, month, "day", convention)]


def _third(year: Year, month: int, third: int, convention: str) -> Meaning:
    """A third of a month: 上旬, 中旬, 下旬 are days 1–10, 11–20 and 21 to the end."""
    last = (10, 20, month_length(int(year.western), month))[third - 1]
    first_day, last_day = (Point(year.western, f"{month:02}", f"{day:02}") for day in (third * 10 - 9, last))
    return Meaning(DateRange(first_day, last_day), year, month, "other", convention)


def _season(year: Year, by_role: dict[str, AnyToken], convention: str) -> list[Meaning]:
    """The meanings of a season. "Winter 1946" may be either of two winters, unless both years are written."""
    season = by_role["S"].value
    number = int(year.western)
    if "z" in by_role:
        second = _second_years(by_role["z"], year)
        return [_winter(number, year, convention)] if season == "24" and f"{number + 1:04}" in second else []
    if season != "24":
        return [Meaning(DateRange(Point(year.western, season)), year, None, "other", convention)]
    return [
        _winter(first, year, convention or name)
        for first, name in ((number - 1, "ending"), (number, "beginning"))
        if 1 <= first < 9999
    ]


def _second_years(token: AnyToken, first: Year) -> set[str]:
    """The years, in four digits, that the second year of a winter can mean: 1945–46, 昭和20–21."""
    if isinstance(token, YearToken):
        return {year.western for year in token.years}
    # In 1999–00 the short year belongs to the next century.
    following = f"{int(first.western) + 1:04}"
    if not first.era:
        return {following} if token.value == following[-len(token.value) :] else set()
    year = follow_year(token.value, first)
    return {year.western} if year else set()


def _winter(first: int, year: Year, convention: str) -> Meaning:
    return Meaning(
        DateRange(Point(f"{first:04}", "12"), Point(f"{first + 1:04}", "02")), year, None, "other", convention
    )


def _decade(year: Year) -> list[Meaning]:
    """The meanings of a decade: 1940s; 1900s may be a century; 昭和20年代 is the ten years from Shōwa 20 on."""
    number = int(year.western)
    if year.era:
        whole = (number - year.era.first_year + 1) % 10 == 0
        return [Meaning(DateRange(Point(year.western), Point(str(number + 9))), year)] if whole else []
    if number % 10 or number < 10:
        return []
    decade = [Meaning(DateRange(Point(year.western[:3] + "X")), year)]
    return decade if number % 100 else [*decade, Meaning(DateRange(Point(year.western[:2] + "XX")), year)]


def _unknown_parts(year: Year, month: int | None, unknown: str) -> list[Meaning]:
    """A date whose month or day is said to be unknown, XX in EDTF: 1946年月不明, 1946年2月日不明."""
    if month is None:
        point = {"m": Point(year.western, "XX"), "md": Point(year.western, "XX", "XX")}.get(unknown)
    else:
        # 2月日不明 is tokenised as 2 + 月日不明, so that after a month "md" too means an unknown day.
        point = Point(year.western, f"{month:02}", "XX") if unknown != "m" else None
    return [Meaning(DateRange(point), year)] if point else []
