"""What is drawn of a person's life: its stops in order, and the days that each source allows for one event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from memoircat.catalogue.views import RecordView, Stated
from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.day_ruler import DaySpan
from memoircat.desktop.widgets.life_line import Stop
from memoircat.messages import Label
from memoircat.records.events import accepted, leading
from memoircat.records.properties import PROPERTIES

_ONCE = ("birth", "conscription", "capture", "release", "landing", "death")  # events that a life has once
_LONGEST_SPAN = 800  # days; a longer span would leave no width for the others
_SEVERAL = Label("{n} 説", "{n} sources", "источников: {n}")


def stops_of(record: RecordView, look: Look) -> list[Stop]:
    """Birth, call-up, capture, camps, return and death, by their earliest days."""
    stops: list[tuple[str, Stop]] = []  # with the earliest day of each
    for code in (*_ONCE, "camp_stay"):
        for said in record.events(code).values():
            stop = _stop(record, code, said, look)
            if stop is not None:
                stops.append(stop)
    return [stop for _, stop in sorted(stops, key=lambda dated: dated[0])]


def _stop(record: RecordView, code: str, said: Sequence[Stated], look: Look) -> tuple[str, Stop] | None:
    """The stop that statements of one event make, with its earliest day; None where no day is known."""
    leader = leading(said)
    start = leader.part.start if leader else None
    if leader is None or start is None or not start.earliest:
        return None
    held = code in ("capture", "camp_stay")
    place = leader.part.place_text or record.label_of(leader.part.place)
    sources = accepted(said)
    several = len({stated.part.start.text for stated in sources if stated.part.start}) > 1
    language = look.language
    where = _SEVERAL.fill(n=len(sources)).in_(language) if several else place
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
    """The days that each source allows for an event; none where all allow the same."""
    spans = []
    for stated in accepted(said):
        start = stated.part.start
        if start and start.earliest and start.latest:
            first, last = date.fromisoformat(start.earliest), date.fromisoformat(start.latest)
            if (last - first).days < _LONGEST_SPAN:
                spans.append(DaySpan(record.label_of(stated.part.source) or start.text, first, last, stated.preferred))
    return spans if len({(span.earliest, span.latest) for span in spans}) > 1 else []
