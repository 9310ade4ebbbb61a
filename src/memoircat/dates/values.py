"""Dates as the archive stores them, and what a written date can mean."""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.dates.edtf import OPEN, Extent, parse_edtf
from memoircat.dates.wording import label_of
from memoircat.messages import Label


@dataclass(frozen=True, slots=True)
class ArchiveDate:
    """A date as the archive stores it.

    ``text`` is exactly as written, glyph for glyph, never normalised. ``edtf`` is EDTF level 1, or None where nobody
    has chosen between readings or the text means nothing. ``earliest`` and ``latest`` are ISO days, or None (open or
    unknown); while undecided they are the hull of all readings.
    """

    text: str
    edtf: str | None
    earliest: str | None
    latest: str | None

    @property
    def undecided(self) -> bool:
        """It has readings, and nobody has chosen between them."""
        return self.edtf is None and not self.unread

    @property
    def unread(self) -> bool:
        """It has no meaning at all, only its text."""
        return self.edtf is None and self.earliest is None and self.latest is None


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning: EDTF, its first and last ISO day (None: open or unknown), and what it means in words."""

    edtf: str
    earliest: str | None
    latest: str | None
    label: Label


def reading_of(extent: Extent) -> Reading:
    """The reading that an extent is."""
    return Reading(str(extent), extent.earliest, extent.latest, label_of(extent))


def read_edtf(edtf: str) -> Reading:
    """What an EDTF level 1 string means. Raises :class:`InputError` where it is none."""
    return reading_of(parse_edtf(edtf))


@dataclass(frozen=True, slots=True)
class DateText:
    """What a written date can mean: no reading (``problem`` says why), one, or several to choose from.

    ``undated`` is True where the text itself says that there is no date (不詳, undated, б/д); it has no problem then.
    """

    text: str
    readings: tuple[Reading, ...]
    problem: Label | None
    undated: bool = False

    @property
    def ambiguous(self) -> bool:
        """More than one reading."""
        return len(self.readings) > 1

    @property
    def hull(self) -> Reading | None:
        """One EDTF interval over all readings, for "either" (両方にまたがる); None unless ambiguous."""
        if not self.ambiguous:
            return None
        extents = [parse_edtf(reading.edtf) for reading in self.readings]
        # None is an open end: it lies before every first day and after every last day.
        first = min(extents, key=lambda extent: extent.earliest or "")
        last = max(extents, key=lambda extent: extent.latest or "~")
        start = first.start if first.earliest else OPEN
        end = last.final if last.latest else OPEN
        if start == end == OPEN:
            return None
        return reading_of(Extent(start, end))

    def stored(self) -> ArchiveDate:
        """As it is stored before anyone chooses: one reading; of several, the hull without EDTF; of none, the text."""
        if len(self.readings) == 1:
            return self._as(self.readings[0])
        hull = self.hull
        return ArchiveDate(self.text, None, hull.earliest if hull else None, hull.latest if hull else None)

    def choose(self, edtf: str) -> ArchiveDate:
        """The archivist's decision: one of the readings, the hull, or any other EDTF. Raises :class:`InputError`."""
        return self._as(read_edtf(edtf))

    def _as(self, reading: Reading) -> ArchiveDate:
        return ArchiveDate(self.text, reading.edtf, reading.earliest, reading.latest)
