"""Which copies are kept: for any series of copies, good and failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from memoircat.catalogue.rotation import DAILY, MONTHLY, RECENT, WEEKLY, Dated, kept

_START = datetime(2026, 1, 1, tzinfo=UTC)
_KINDS = st.sampled_from(["copy", "automatic", "before-import", "before-restore", "before-schema-8"])
_MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: _START + timedelta(minutes=minutes))


@st.composite
def series(draw: st.DrawFn, *, good: bool | None = None) -> list[Dated]:
    moments = draw(st.lists(_MOMENTS, max_size=60))
    return [
        Dated(str(number), made, draw(st.booleans()) if good is None else good, draw(_KINDS))
        for number, made in enumerate(moments)
    ]


@given(series())
def test_a_failed_copy_never_displaces_a_good_one(copies: list[Dated]) -> None:
    good = {copy.key for copy in copies if copy.good}
    assert kept(copies) & good == kept([copy for copy in copies if copy.good])
    assert len(kept(copies) - good) <= 1


@given(series())
def test_the_recent_ones_and_the_newest_of_each_period_and_kind_stay(copies: list[Dated]) -> None:
    keeping = kept(copies)
    good = sorted((c for c in copies if c.good), key=lambda c: (c.made, c.key), reverse=True)
    assert {copy.key for copy in good[:RECENT]} <= keeping
    newest: dict[object, str] = {}
    for copy in good:
        newest.setdefault(copy.made.date(), copy.key)
    assert set(list(newest.values())[:DAILY]) <= keeping
    assert {next(c.key for c in good if c.kind == kind) for kind in {c.kind for c in good}} <= keeping
    for year, month in sorted({(c.made.year, c.made.month) for c in good}, reverse=True)[:MONTHLY]:
        assert next(c.key for c in good if (c.made.year, c.made.month) == (year, month)) in keeping


@given(series(good=True))
def test_no_more_are_kept_than_promised(copies: list[Dated]) -> None:
    assert len(kept(copies)) <= RECENT + DAILY + WEEKLY + MONTHLY + 5
    assert kept(copies) or not copies


@given(series())
def test_rotating_again_changes_nothing(copies: list[Dated]) -> None:
    keeping = kept(copies)
    assert kept([copy for copy in copies if copy.key in keeping]) == keeping


def test_two_years_of_four_copies_a_day() -> None:
    there: list[Dated] = []
    for number in range(4 * 730):
        there.append(Dated(f"{number:05}", _START + timedelta(hours=6 * number), good=True))
        keeping = kept(there)
        there = [copy for copy in there if copy.key in keeping]
    days = {copy.made.date() for copy in there}
    months = {(copy.made.year, copy.made.month) for copy in there}
    assert (len(months), RECENT <= len(there) <= RECENT + DAILY + WEEKLY + MONTHLY) == (MONTHLY, True)
    last = there[-1].made.date()
    assert {last - timedelta(days=number) for number in range(DAILY)} <= days
