"""Editing a selection at once: what its records hold, what an edit would change, and the change itself.

Nothing is written before everything that was typed is understood: one field that cannot hold its value keeps all out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.content import chunks
from memoircat.catalogue.lookups import Connection, find_source, labels_of, last_event
from memoircat.catalogue.selection import StoredRecord, stored_records, tag_rows
from memoircat.dates import ArchiveDate, read_date
from memoircat.editing.operations import stated
from memoircat.errors import InputError
from memoircat.jobs import Progress
from memoircat.messages import Label, message
from memoircat.records.declare import Declared, Field, Kind
from memoircat.records.naming import BETWEEN
from memoircat.records.parts import Statement, Tag
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, RecordType
from memoircat.records.values import FieldReader

SHOWN_VALUES = 5
SHOWN_DIFFERENCES = 50
_GREATEST_OCCURRENCE = 999
_LISTS = (Kind.TERMS, Kind.TEXTS)

# Tags are rows and not a field; to whoever edits a selection they are one more list of texts.
TAGS = Field("tags", Kind.TEXTS, Declared(PART_TYPES["tag"].label))


class Way(StrEnum):
    """What is done with a field."""

    SET = "set"
    CLEAR = "clear"
    ADD = "add"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What a person wants of one field. ``reading``: the EDTF chosen for a date that can be read two ways."""

    name: str
    way: Way
    text: str = ""
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """An edit that is understood; ``warning`` says what is kept as text."""

    field: Field
    way: Way
    value: Any = None
    warning: Label | None = None

    def after(self, before: Any) -> Any:
        """What a field holds then."""
        if self.way is Way.SET:
            return self.value
        if self.way is Way.CLEAR:
            return _nothing(self.field)
        if self.way is Way.ADD:
            return (*before, *(each for each in dict.fromkeys(self.value) if each not in before))
        return tuple(each for each in before if each not in self.value)


@dataclass(frozen=True, slots=True)
class Wish:
    """One statement for each record, as it is typed; place and source by code and label, or in words."""

    property: str
    value: str = ""
    start: ArchiveDate | None = None
    until: ArchiveDate | None = None
    place: str = ""
    source: str = ""
    locator: str = ""
    certainty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the records hold in one field: the most frequent values with their numbers, and how many hold none."""

    field: Field
    total: int
    empty: int
    different: int
    values: tuple[tuple[Any, int], ...]

    @property
    def common(self) -> bool:
        """All hold the same value."""
        return self.different == 1 and not self.empty


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a selection holds, by the name of the field; ``labels`` of the records that are referred to."""

    fields: Mapping[str, Holding]
    labels: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one record, before and after."""

    code: str
    label: str
    field: Field
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edit would do: to how many of the records, in which fields, and the first differences.

    ``new_source``: the statement's source is not there yet and is made with it.
    """

    total: int
    differing: int
    fields: frozenset[str]
    first: tuple[Difference, ...]
    labels: Mapping[int, str]
    new_source: bool = False


def batch_fields(kind: RecordType) -> tuple[Field, ...]:
    """The fields that several records can share: all but the code and the title; tags come last."""
    return (*(each for each in kind.fields if each.name not in ("code", kind.title)), TAGS)


def ways_of(field: Field) -> tuple[Way, ...]:
    """What can be done with a field of a selection. Tags are put on and taken away; nobody replaces them all."""
    if field is TAGS:
        return (Way.ADD, Way.TAKE)
    return tuple(Way) if field.kind in _LISTS else (Way.SET, Way.CLEAR)


class Batch:
    """The records of one type that are edited together."""

    def __init__(self, catalogue: Catalogue, type_code: str, records: Sequence[int]) -> None:
        self._catalogue = catalogue
        self._kind = RECORD_TYPES[type_code]
        self._records = list(records)
        self._selected = frozenset(records)
        self._fields = {each.name: each for each in batch_fields(self._kind)}

    # Looking ---------------------------------------------------------------------------------------------------

    def holdings(self, progress: Progress | None = None) -> Holdings:
        """What the records hold in each field."""
        counted: dict[str, Counter[Any]] = {name: Counter() for name in self._fields}
        total = 0
        with self._catalogue.reading() as connection:
            for stored in self._stored(connection, progress or Progress()):
                total += 1
                for name, counter in counted.items():
                    counter[stored.values[name]] += 1
            held = {name: _holding(field, counted[name], total) for name, field in self._fields.items()}
            named = ((each.field, value) for each in held.values() for value, _ in each.values)
            return Holdings(held, _labels(connection, named))

    def read(self, edit: FieldEdit) -> Meant:
        """What an edit means. Raises InputError, naming the field, where it cannot be done."""
        field = self._fields.get(edit.name)
        if field is None or edit.way not in ways_of(field):
            raise InputError(
                message("A selection has no “{field}” to {way}.", field=edit.name, way=edit.way),
                where=edit.name,
                hint=message("Edit them one by one."),
            )
        if edit.way is Way.CLEAR:
            return Meant(field, edit.way)
        if not edit.text.strip():
            raise InputError(
                message("Nothing is written here yet."),
                where=field.name,
                hint=message("Write a value, or leave the field as it is."),
            )
        try:
            parsed = self._reader().parse(field, edit.text)
        except InputError as problem:
            raise type(problem)(problem.message, where=field.name, hint=problem.hint) from None
        self._refuse_itself(field, parsed.value)
        if field.kind is Kind.DATE and edit.reading:
            return Meant(field, edit.way, read_date(edit.text).choose(edit.reading))
        return Meant(field, edit.way, parsed.value, parsed.warning)

    def _reader(self) -> FieldReader:
        return FieldReader(self._catalogue.vocabularies(), self._catalogue.find)

    def _refuse_itself(self, field: Field, value: Any) -> None:
        """A record that is part of itself would be found nowhere."""
        if field.kind is Kind.RECORD and value in self._selected:
            raise InputError(
                message("This record is among the selected: it would refer to itself."),
                where=field.name,
                hint=message("Name another, or take it out of the selection."),
            )

    def preview(self, edits: Sequence[Meant], wish: Wish | None = None, progress: Progress | None = None) -> Preview:
        """What the edits would do."""
        total = differing = 0
        names: set[str] = set()
        first: list[Difference] = []
        with self._catalogue.reading() as connection:
            for stored in self._stored(connection, progress or Progress()):
                total += 1
                changed = _changed(stored.values, edits)
                differing += bool(changed) or wish is not None
                names |= changed.keys()
                if len(first) < SHOWN_DIFFERENCES:
                    first += [
                        Difference(stored.code, stored.label, self._fields[name], stored.values[name], after)
                        for name, after in changed.items()
                    ]
            named = ((each.field, value) for each in first for value in (each.before, each.after))
            labels = _labels(connection, named)
            new_source = wish is not None and wish.source != "" and find_source(connection, wish.source) is None
            return Preview(total, differing, frozenset(names), tuple(first), labels, new_source)

    def check_wish(self, wish: Wish) -> None:
        """Raise InputError for a statement that says nothing."""
        if not (wish.value.strip() or wish.place.strip() or wish.start or wish.until):
            raise InputError(
                message("Nothing is stated yet."),
                where=wish.property,
                hint=message("Fill in a value, a date or a place."),
            )

    # Changing --------------------------------------------------------------------------------------------------

    def apply(
        self, change: Change, edits: Sequence[Meant], wish: Wish | None = None, progress: Progress | None = None
    ) -> int:
        """Write the edits into every record that differs, and the statement on each; returns how many were changed."""
        progress = progress or Progress()
        statement = self._statement(change, wish) if wish is not None else None
        changed_records = 0
        for stored in self._stored(change.connection, progress, every=True):
            changed = _changed(stored.values, edits)
            changed_records += bool(changed) or statement is not None
            if TAGS.name in changed:
                _write_tags(change, stored, changed.pop(TAGS.name))
            if changed:
                change.set(stored.id, **changed)
            if statement is not None:
                change.add(stored.id, replace(statement, occurrence=_next_event(change, stored.id, statement.property)))
        return changed_records

    def _statement(self, change: Change, wish: Wish) -> Statement:
        """The statement that is wished for; a source in words is found or made once."""
        self.check_wish(wish)
        made = stated(
            self._catalogue,
            change,
            self._kind,
            wish.property,
            wish.value,
            place=wish.place or None,
            source=wish.source or None,
            locator=wish.locator or None,
            certainty=wish.certainty or None,
        )
        return replace(made, start=wish.start or made.start, until=wish.until, note=wish.note or None)

    def _stored(self, connection: Connection, progress: Progress, *, every: bool = False) -> Iterator[StoredRecord]:
        """The records as they stand, read in runs; ``every``: the work can be stopped at each of them."""
        done, total = 0, len(self._records)
        for chunk in chunks(self._records):
            progress.step(done, total)
            records = stored_records(connection, self._kind.code, chunk)
            for record_id in chunk:
                if every:
                    progress.step(done, total)
                    progress.give_way()
                done += 1
                if stored := records.get(record_id):
                    yield replace(stored, values=stored.values | {TAGS.name: stored.tags})
            progress.give_way()


def _nothing(field: Field) -> Any:
    return () if field.kind in _LISTS else None


def _changed(values: Mapping[str, Any], edits: Sequence[Meant]) -> dict[str, Any]:
    """The values that differ when every edit is done, one after the other."""
    after: dict[str, Any] = {}
    for edit in edits:
        name = edit.field.name
        after[name] = edit.after(after.get(name, values[name]))
    return {name: value for name, value in after.items() if value != values[name]}


def _holding(field: Field, counted: Counter[Any], total: int) -> Holding:
    empty = counted.pop(_nothing(field), 0)
    return Holding(field, total, empty, len(counted), tuple(counted.most_common(SHOWN_VALUES)))


def _labels(connection: Connection, named: Iterator[tuple[Field, Any]]) -> dict[int, str]:
    """Code and label of every record that these values refer to."""
    wanted = {value for field, value in named if field.kind is Kind.RECORD and value is not None}
    labels = labels_of(connection, sorted(wanted))
    return {record_id: f"{code}{BETWEEN}{label}" for record_id, (code, label) in labels.items()}


def _write_tags(change: Change, stored: StoredRecord, after: tuple[str, ...]) -> None:
    for tag_id, text in tag_rows(change.connection, stored.id):
        if text not in after:
            change.remove(Tag, tag_id)
    for text in after:
        if text not in stored.values[TAGS.name]:
            change.add(stored.id, Tag(text=text))


def _next_event(change: Change, record_id: int, property_code: str) -> int:
    """A repeatable property gets a new event; of what happens once, all speak of the same."""
    if not PROPERTIES[property_code].repeatable:
        return 1
    return min(_GREATEST_OCCURRENCE, last_event(change, record_id, property_code) + 1)
