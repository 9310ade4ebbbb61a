"""A person's life in its stops, and the days that sources allow for one event: what the summary draws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from memoircat.catalogue.views import RecordView, Stated
from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.day_ruler import DaySpan
from memoircat.desktop.widgets.life_line import Stop
from memoircat.messages import Label
from memoircat.records.properties import PROPERTIES

_ONCE = ("birth", "conscription", "capture", "release", "landing", "death")
_LONGEST_SPAN = 800  # days; wider ones would flatten every other bar of the ruler
_SEVERAL = Label("{n} 説", "{n} sources", "источников: {n}")


def stops_of(record: RecordView, look: Look) -> list[Stop]:
    """Birth, call-up, capture, camps, return and death in order; the way between two camps is not known."""
    found: list[tuple[str, Stop]] = []
    for code in (*_ONCE, "camp_stay"):
        for said in record.events(code).values():
            stop = _stop(record, code, said, look)
            if stop is not None:
                found.append(stop)
    return [stop for _, stop in sorted(found, key=lambda each: each[0])]


def _stop(record: RecordView, code: str, said: Sequence[Stated], look: Look) -> tuple[str, Stop] | None:
    leading = next((each for each in said if not each.part.rejected), None)
    start = leading.part.start if leading else None
    if leading is None or start is None or not start.earliest:
        return None
    held = code in ("capture", "camp_stay")
    place = leading.part.place_text or record.label_of(leading.part.place)
    several = len({each.part.start.text for each in said if each.part.start}) > 1
    language = look.language
    where = _SEVERAL.fill(n=len(said)).in_(language) if several else place
    what = PROPERTIES[code].label.in_(language)
    return start.earliest, Stop(look.short_date(_when(start.earliest, start.latest)), what, where, held, held, several)


def _when(earliest: str, latest: str | None) -> str:
    """As exact as it is known: a day, a month, or a year."""
    if latest == earliest:
        return earliest
    if latest and latest[:7] == earliest[:7]:
        return earliest[:7]
    return earliest[:4]


def spans_of(record: RecordView, said: Sequence[Stated]) -> list[DaySpan]:
    """The days that each source allows, where at least two can be laid side by side."""
    spans = []
    for each in said:
        start = each.part.start
        if start and start.earliest and start.latest and not each.part.rejected:
            first, last = date.fromisoformat(start.earliest), date.fromisoformat(start.latest)
            if (last - first).days < _LONGEST_SPAN:
                spans.append(DaySpan(record.label_of(each.part.source) or start.text, first, last, each.preferred))
    return spans if len({(each.earliest, each.latest) for each in spans}) > 1 else []
