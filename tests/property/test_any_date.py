"""Dates in general: every text has an answer, what is formatted is read again, hostile texts cost little."""

from __future__ import annotations

import datetime
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.dates import DateText, days_of, era_year, format_date, read_date, read_edtf
from memoircat.dates.edtf import month_length
from memoircat.messages import LANGUAGES

_PIECES = [
    "昭和",
    "昭",
    "S",
    "20",
    "21",
    "年",
    "月",
    "日",
    "2",
    "8",
    "14",
    "46",
    "1946",
    "冬",
    "春",
    "頃",
    "～",
    "-",
    "–",
    ".",
    "/",
    "(",
    ")",
    "?",
    "~",
    "以前",
    "から",
    "まで",
    "зимой",
    "февраля",
    "до",
    "ок.",
    "г.",
    "гг.",
    "February",
    "c.",
    "between",
    "and",
    "early",
    "元",
    "X",
    "1940s",
    "年代",
    "上旬",
    "'",
    "=",
    "、",
    "不明",
    "廿",
]


_TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_PIECES), max_size=10).map("".join),
    st.lists(st.sampled_from(_PIECES), max_size=10).map(" ".join),
)


@settings(max_examples=1500, deadline=None)
@given(_TEXTS, st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_any_text_has_an_answer(text: str, order: str | None) -> None:
    read = read_date(text, order=order)  # type: ignore[arg-type]
    stored = read.stored()
    assert read.text == stored.text == text
    assert (read.problem is None) == bool(read.readings or read.undated or not text.strip())
    assert len({reading.edtf for reading in read.readings}) == len(read.readings)
    for reading in read.readings:
        assert days_of(reading.edtf) == (reading.earliest, reading.latest)
        assert read_edtf(reading.edtf) == reading
        if reading.earliest and reading.latest:
            assert reading.earliest <= reading.latest
        if read.span_of_all:
            assert (read.span_of_all.earliest or "") <= (reading.earliest or "") or not read.span_of_all.earliest
            assert read.span_of_all.earliest is None or (reading.earliest or "") >= read.span_of_all.earliest
            assert read.span_of_all.latest is None or (reading.latest or "9999-99") <= read.span_of_all.latest


MOST_CALLS = 50_000  # of functions, for one text; the most tangled that is looked into takes 22,000


def _calls(text: str) -> int:
    """How many functions are called to read a text: its cost on any machine."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        read_date.__wrapped__(text)  # past the cache
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", ["1946-", "1-", "–1946", "昭和20年8月～", "1946–47–", "昭和20年8月", "1946 ", "冬頃"])
def test_long_and_tangled_texts_cost_little(piece: str) -> None:
    for times in (1, 5, 9, 10, 13, 19, 20, 40, 100, 1000):
        assert _calls(piece * times) < MOST_CALLS, times


def _padded(parts: tuple[int, int, int]) -> str:
    year, month, day = parts
    return f"{year:04}-{month:02}-{min(day, month_length(year, month)):02}"


_YEARS = st.integers(1000, 2100)


_DAYS = st.tuples(_YEARS, st.integers(1, 12), st.integers(1, 31)).map(_padded)


_POINTS = st.one_of(
    _DAYS,
    _DAYS.map(lambda day: day[:7]),
    _DAYS.map(lambda day: day[:4]),
    _DAYS.map(lambda day: day[:7] + "-XX"),
    _YEARS.map(lambda year: f"{year}-XX"),
    _YEARS.map(lambda year: f"{year}-XX-XX"),
    _YEARS.map(lambda year: f"{year}"[:3] + "X"),
    _YEARS.map(lambda year: f"{year}"[:2] + "XX"),
    st.tuples(_YEARS, st.integers(21, 24)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
)


_MARKED = st.tuples(_POINTS, st.sampled_from(["", "", "?", "~", "%"])).map("".join)


def _interval(pair: tuple[str, str]) -> str:
    first, second = pair
    if first in {"", ".."}:
        return f"{first}/{second}"
    if second not in {"", ".."} and days_of(first) > days_of(second):
        return f"{second}/{first}"
    return f"{first}/{second}"


_EDTF = st.one_of(
    _MARKED,
    st.tuples(_MARKED, _MARKED).map(_interval),
    st.tuples(st.sampled_from(["", ".."]), _MARKED).map(_interval),
    st.tuples(_MARKED, st.sampled_from(["", ".."])).map(_interval),
)


@pytest.mark.parametrize(
    ("readings", "hull"),
    [
        (("1946-02", "1947"), "1946-02/1947"),
        (("1947", "1946-02"), "1946-02/1947"),
        (("1945/..", "1946"), "1945/.."),
        (("1946", "1945/.."), "1945/.."),
        (("../1946", "1945"), "../1946"),
        (("1945", "../1946"), "../1946"),
        (("1946-02/..", "../1947"), None),
    ],
)
def test_a_span_over_several_readings_leaves_none_out_and_is_open_where_one_is(
    readings: tuple[str, ...], hull: str | None
) -> None:
    read = DateText("?", tuple(map(read_edtf, readings)), None)
    assert (read.span_of_all.edtf if read.span_of_all else None) == hull
    stored = read.stored()
    assert (stored.earliest, stored.latest) == (days_of(hull) if hull else (None, None))


@settings(max_examples=1500, deadline=None)
@given(_EDTF, st.sampled_from(LANGUAGES), st.sampled_from(["western", "japanese", "both"]))
def test_words_lead_back_to_the_date(edtf: str, language: str, style: str) -> None:
    words = format_date(edtf, language, style)  # type: ignore[arg-type]
    back = read_date(words)
    assert len(back.readings) == 1, (words, back)
    reading = back.readings[0]
    assert (reading.earliest, reading.latest) == days_of(edtf), words
    if "-24" not in edtf:  # a winter comes back as its months
        assert reading.edtf == edtf, words


@settings(max_examples=400, deadline=None)
@given(st.dates(datetime.date(1868, 1, 1), datetime.date(2117, 12, 31)), st.sampled_from(LANGUAGES))
def test_a_style_says_the_year_as_it_promises(day: datetime.date, language: str) -> None:
    western, japanese, both = (
        format_date(day.isoformat(), language, style)  # type: ignore[arg-type] # drawn from LANGUAGES, all known
        for style in ("western", "japanese", "both")
    )
    found = era_year(day.isoformat())
    assert found is not None, "there is an era for each of these days"
    era, number = found
    name = era.name.in_(language)  # type: ignore[arg-type] # drawn from LANGUAGES, all known
    count = "元" if number == 1 and language == "ja" else str(number)
    assert str(day.year) in western
    assert name not in western
    assert str(day.year) not in japanese
    for words in (japanese, both):
        assert name in words
        assert count in words
    assert str(day.year) in both


_FIRST_DAY, _LAST_DAY = datetime.date(1868, 10, 23), datetime.date(2026, 12, 31)


@settings(max_examples=600, deadline=None)
@given(st.dates(_FIRST_DAY, _LAST_DAY), st.sampled_from(LANGUAGES))
def test_era_days_come_back(day: datetime.date, language: str) -> None:
    iso = day.isoformat()
    words = format_date(iso, language, "japanese")  # type: ignore[arg-type]
    assert [reading.edtf for reading in read_date(words).readings] == [iso]
    named = era_year(iso)
    assert named is not None
    short = f"{named.era.letter}{named.number}.{day.month}.{day.day}"
    assert read_date(short).stored().edtf == iso


@pytest.mark.parametrize(
    ("day", "name", "number"),
    [
        ("1912-07-29", "明治", 45),
        ("1912-07-30", "大正", 1),
        ("1926-12-24", "大正", 15),
        ("1926-12-25", "昭和", 1),
        ("1989-01-07", "昭和", 64),
        ("1989-01-08", "平成", 1),
        ("2019-04-30", "平成", 31),
        ("2019-05-01", "令和", 1),
    ],
)
def test_eras_change_on_their_day(day: str, name: str, number: int) -> None:
    named = era_year(day)
    assert named is not None
    assert (named.era.name.ja, named.number) == (name, number)


def test_no_era_before_meiji() -> None:
    assert era_year("1867-12-31") is None
    assert format_date("1867", "ja", "japanese") == "1867年"
