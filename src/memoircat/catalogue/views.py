"""A record as it stands, frozen: what forms, reports, exports and the command line look at. Made by `snapshot`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from memoircat.messages import Label
from memoircat.records import parts
from memoircat.records.registry import RecordType

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Held(Generic[P]):
    """A part with its id and the record it hangs on (for an identified person that may be a member)."""

    id: int
    record_id: int
    part: P


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as it counts for the record shown: which event it speaks of, whether it is preferred there."""

    id: int
    record_id: int
    part: parts.Statement
    occurrence: int
    preferred: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """An attached image: the attachment and the file's row."""

    id: int
    part: parts.Attachment
    sha256: str
    name: str
    media_type: str
    pages: int
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True)
class Person:
    """Another person bound to this one by a match, seen from here."""

    match_id: int
    record_id: int
    code: str
    label: str
    status: str
    reason: str | None
    by: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class RecordView:
    """Everything about one record. ``names`` and ``statements`` of an identified person include its members'.

    ``links`` are its own; ``links_back`` hang on other records, live ones, and point at this one.
    """

    id: int
    uid: str
    type: RecordType
    code: str
    label: str
    version: int
    listed: bool
    fields: Mapping[str, Any]
    names: tuple[Held[parts.Name], ...]
    statements: tuple[Stated, ...]
    links: tuple[Held[parts.Link], ...]
    links_back: tuple[Held[parts.Link], ...]
    pictures: tuple[Picture, ...]
    parts: Mapping[str, tuple[Held[Any], ...]]
    members: tuple[Person, ...]
    identified_as: Person | None
    missing: tuple[Label, ...]
    created_at: str
    created_by: str
    modified_at: str
    modified_by: str
    deleted_at: str | None
    batch: int | None
    labels: Mapping[int, tuple[str, str]]

    def label_of(self, record_id: int | None) -> str:
        """The label of a record that this one refers to."""
        return self.labels.get(record_id or 0, ("", ""))[1]

    def code_of(self, record_id: int | None) -> str:
        """The code of a record that this one refers to."""
        return self.labels.get(record_id or 0, ("", ""))[0]

    def rests_on(self, records: Collection[int], tables: Collection[str]) -> bool:
        """Whether a change of these records and tables may have changed anything that is seen of this one."""
        if not {"batch", "link", "term"}.isdisjoint(tables):  # a new link says nothing to the record it points at
            return True
        return (
            self.id in records
            or not self.labels.keys().isdisjoint(records)
            or any(each.record_id in records for each in self.members)
        )

    def events(self, property_code: str) -> dict[int, list[Stated]]:
        """The statements on a property by event, events in their order."""
        found: dict[int, list[Stated]] = {}
        for each in sorted(self.statements, key=lambda s: (s.occurrence, not s.preferred, s.id)):
            if each.part.property == property_code:
                found.setdefault(each.occurrence, []).append(each)
        return found
