"""A record at one moment, frozen: what forms, reports, exports and the command line look at. Made by `snapshot`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from memoircat.dates import ArchiveDate
from memoircat.messages import Label
from memoircat.names import fold
from memoircat.records import parts
from memoircat.records.events import accepted, latest
from memoircat.records.registry import RecordType

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Held(Generic[P]):
    """A part with its own id and the id of the record it belongs to (for an identified person, maybe a member's)."""

    id: int
    record_id: int
    part: P


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as it counts for the record shown.

    ``occurrence`` is the number of the event that it is about, ``preferred`` whether it is the preferred one on it; for
    an identified person both may differ from ``part``, which is the member's own. ``record_id`` is the record that it
    belongs to. An `Opinion` for the rules of `records.events`.
    """

    id: int
    record_id: int
    part: parts.Statement
    occurrence: int
    preferred: bool

    @property
    def number(self) -> int:
        """The number that the source itself gives the event."""
        return self.part.occurrence

    @property
    def earliest(self) -> str | None:
        """The first day that it may mean (YYYY-MM-DD)."""
        return self.part.start.earliest if self.part.start else None

    @property
    def rejected(self) -> bool:
        """Whether an archivist has rejected it."""
        return self.part.rejected

    @property
    def certainty(self) -> str | None:
        """How sure the source is: a term of the vocabulary ``certainty``."""
        return self.part.certainty

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it says, whatever its words: equal for two statements that agree."""
        part = self.part
        return (
            part.term or fold(part.value or ""),
            _date_meaning(part.start),
            _date_meaning(part.until),
            part.place or fold(part.place_text or ""),
        )


def _date_meaning(date: ArchiveDate | None) -> str:
    return (date.edtf or fold(date.text)) if date else ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """What keeps readers from a record: an access that is not open, of its own or of a record that it lies in.

    ``access`` is a term of the vocabulary ``access``, ``closed_until`` the day with which it ends.
    """

    access: str
    closed_until: str | None


@dataclass(frozen=True, slots=True)
class Picture:
    """An attached image: the attachment with the file's row; ``access`` is that of the file. Sizes are in pixels."""

    id: int
    part: parts.Attachment
    sha256: str
    name: str
    media_type: str
    pages: int
    width: int | None
    height: int | None
    access: str | None


@dataclass(frozen=True, slots=True)
class Matched:
    """The other person of a match, as seen from the record shown; ``by`` and ``at`` say who decided, and when."""

    match_id: int
    record_id: int
    code: str
    label: str
    status: str
    reason: str | None
    by: str | None
    at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewedRecord:
    """What the staff's view of a record and that of the public have in common.

    ``names`` and ``statements`` of an identified person include those of its members. ``labels``: id → code and label
    of the other records that it refers to.
    """

    id: int
    type: RecordType
    code: str
    label: str
    fields: Mapping[str, Any]
    names: tuple[Held[parts.Name], ...]
    statements: tuple[Stated, ...]
    links: tuple[Held[parts.Link], ...]
    pictures: tuple[Picture, ...]
    parts: Mapping[str, tuple[Held[Any], ...]]
    members: tuple[Matched, ...]
    labels: Mapping[int, tuple[str, str]]

    def label_of(self, record_id: int | None) -> str:
        """The label of a record that this one refers to; empty for one that may not be named."""
        return self.labels.get(record_id or 0, ("", ""))[1]

    def code_of(self, record_id: int | None) -> str:
        """The code of a record that this one refers to; empty for one that may not be named."""
        return self.labels.get(record_id or 0, ("", ""))[0]

    def events(self, property_code: str) -> dict[int, list[Stated]]:
        """The statements on a property by event, events in their order; in each the preferred one first."""
        events: dict[int, list[Stated]] = {}
        for stated in sorted(self.statements, key=lambda stated: (stated.occurrence, not stated.preferred, stated.id)):
            if stated.part.property == property_code:
                events.setdefault(stated.occurrence, []).append(stated)
        return events

    def leading(self, property_code: str) -> Stated | None:
        """The statement that speaks for a property: the leading one on the latest event; None where there is none."""
        return latest(self.events(property_code).values())


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView(ViewedRecord):
    """Everything about one record, for the staff; what others may see of it is a `PublicView`.

    ``names`` and ``statements`` of an identified person include those of its confirmed members. ``links`` are its own;
    ``links_back`` are those of other records to this one. ``parts`` has the other parts by table. ``missing``: what it
    lacks to be complete. ``stands``: it is not in the trash, nor of a withdrawn import. ``restrictions``: its own, then
    those of the collections and documents that it lies in. ``labels``: code and label of records referred to, by id.
    """

    uid: str
    version: int
    listed: bool
    links_back: tuple[Held[parts.Link], ...]
    identified_as: Matched | None
    missing: tuple[Label, ...]
    created_at: str
    created_by: str
    modified_at: str
    modified_by: str
    deleted_at: str | None
    batch: int | None
    stands: bool
    restrictions: tuple[Restriction, ...]

    def unsourced(self) -> list[Stated]:
        """Its own accepted statements that cite no source; those of its members are for the members to source."""
        own = [stated for stated in self.statements if stated.record_id == self.id]
        return [stated for stated in accepted(own) if stated.part.source is None]

    def rests_on(self, records: Collection[int], tables: Collection[str]) -> bool:
        """Whether a change of these records and tables may have changed anything in this view."""
        if not {"batch", "link", "term"}.isdisjoint(tables):  # a new link does not touch the record that it points at
            return True
        return (
            self.id in records
            or not self.labels.keys().isdisjoint(records)
            or any(member.record_id in records for member in self.members)
        )
