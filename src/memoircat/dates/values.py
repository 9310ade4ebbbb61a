"""Dates as the archive stores them, and the readings of a written date."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates.edtf import OPEN, DateRange, parse_edtf
from memoircat.dates.wording import label_of
from memoircat.messages import Label


@dataclass(frozen=True, slots=True)
class ArchiveDate:
    """A date as the archive stores it.

    ``text`` is exactly what is written, never normalised. ``edtf`` is EDTF level 1, or None where nobody has chosen
    between several readings or the text cannot be read. ``earliest`` and ``latest`` are ISO days (``1946-02-14``), or
    None where they are open or unknown; while the date is undecided they enclose all readings.
    """

    text: str
    edtf: str | None
    earliest: str | None
    latest: str | None

    @property
    def undecided(self) -> bool:
        """Whether it has several readings and nobody has chosen one."""
        return self.edtf is None and not self.unread

    @property
    def unread(self) -> bool:
        """Whether its text could not be read as a date."""
        return self.edtf is None and self.earliest is None and self.latest is None


@dataclass(frozen=True, slots=True)
class DateReading:
    """One meaning of a written date: EDTF, first and last ISO day (None: open or unknown), and the date in words."""

    edtf: str
    earliest: str | None
    latest: str | None
    label: Label


def reading_of(date_range: DateRange) -> DateReading:
    """A date range as a reading."""
    return DateReading(str(date_range), date_range.earliest, date_range.latest, label_of(date_range))


def read_edtf(edtf: str) -> DateReading:
    """An EDTF level 1 string as a reading. Raises InputError where it is not EDTF level 1."""
    return reading_of(parse_edtf(edtf))


@dataclass(frozen=True, slots=True)
class DateText:
    """What a written date can mean: no reading (``problem`` says why), one, or several to choose from.

    ``undated`` is True where the text itself says that there is no date (不詳, undated, б/д); then there is no problem.
    """

    text: str
    readings: tuple[DateReading, ...]
    problem: Label | None
    undated: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether there is more than one reading."""
        return len(self.readings) > 1

    @property
    def span_of_all(self) -> DateReading | None:
        """The smallest EDTF interval that encloses all readings; None unless there are several and it has a bound."""
        if not self.ambiguous:
            return None
        date_ranges = [parse_edtf(reading.edtf) for reading in self.readings]
        # None is an open side: it is earlier than every first day and later than every last day.
        first = min(date_ranges, key=lambda date_range: date_range.earliest or "")
        last = max(date_ranges, key=lambda date_range: date_range.latest or "~")
        start = first.start if first.earliest else OPEN
        end = last.final if last.latest else OPEN
        if start == end == OPEN:
            return None
        return reading_of(DateRange(start, end))

    def stored(self) -> ArchiveDate:
        """The date as it is stored before anyone chooses.

        The only reading; of several, no EDTF and the days that enclose them all; without a reading, the text alone.
        """
        if len(self.readings) == 1:
            return self._as(self.readings[0])
        span = self.span_of_all
        return ArchiveDate(self.text, None, span.earliest if span else None, span.latest if span else None)

    def choose(self, edtf: str) -> ArchiveDate:
        """The date with the archivist's decision: one of the readings, `span_of_all`, or any other EDTF.

        Raises InputError where ``edtf`` is not EDTF level 1.
        """
        return self._as(read_edtf(edtf))

    def _as(self, reading: DateReading) -> ArchiveDate:
        return ArchiveDate(self.text, reading.edtf, reading.earliest, reading.latest)
