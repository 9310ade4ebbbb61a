"""Which copies are kept: 10 recent, 7 daily, 4 weekly, 12 monthly, and the newest before each kind of turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

RECENT, DAILY, WEEKLY, MONTHLY = 10, 7, 4, 12
_PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAILY, lambda made: made.date()),
    (WEEKLY, lambda made: made.isocalendar()[:2]),
    (MONTHLY, lambda made: (made.year, made.month)),
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A copy as the rotation sees it. ``key`` tells it from others; ``kind``: why it was made."""

    key: str
    made: datetime
    good: bool
    kind: str = "copy"


def kept(copies: Iterable[Dated]) -> set[str]:
    """The keys of the copies that are kept.

    Periods without a copy do not count: a catalogue that is opened twice a year has its last ten years. Of those that
    are not good the newest is kept, for whoever wants to know why; they take no good one's place.
    """
    newest_first = sorted(copies, key=lambda copy: (copy.made, copy.key), reverse=True)
    good = [copy for copy in newest_first if copy.good]
    keeping = {copy.key for copy in good[:RECENT]}
    for number, period in _PERIODS:
        newest_of: dict[object, str] = {}
        for copy in good:
            newest_of.setdefault(period(copy.made), copy.key)
        keeping.update(list(newest_of.values())[:number])
    newest_of_kind: dict[str, str] = {}
    for copy in good:
        newest_of_kind.setdefault(copy.kind, copy.key)
    keeping.update(newest_of_kind.values())
    keeping.update(copy.key for copy in [copy for copy in newest_first if not copy.good][:1])
    return keeping
