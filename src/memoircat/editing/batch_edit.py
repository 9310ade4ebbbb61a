"""Editing many selected records at once: what they hold, what an edit would change, and the change itself.

All that was typed is read before anything is written: where one field cannot hold its value, nothing is changed.
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
from memoircat.editing.operations import new_statement
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

# Tags are rows, not a field of the record; here they are edited like a field that holds several texts.
TAGS = Field("tags", Kind.TEXTS, Declared(PART_TYPES["tag"].label))


class EditAction(StrEnum):
    """What can be done with a field; ADD and TAKE add values to a list, and take them away."""

    SET = "set"
    CLEAR = "clear"
    ADD = "add"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """What a person wants done with one field, as typed.

    ``reading``: the EDTF that the person chose for a date that can be read in two ways.
    """

    name: str
    action: EditAction
    text: str = ""
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """An edit that was read; ``warning`` says that a text was not understood and is kept as text."""

    field: Field
    action: EditAction
    value: Any = None
    warning: Label | None = None

    def after(self, before: Any) -> Any:
        """What a field holds after the edit that held ``before``."""
        if self.action is EditAction.SET:
            return self.value
        if self.action is EditAction.CLEAR:
            return _empty(self.field)
        if self.action is EditAction.ADD:
            return (*before, *(value for value in dict.fromkeys(self.value) if value not in before))
        return tuple(value for value in before if value not in self.value)


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement that every selected record gets, as typed; place and source as code and label, or in words."""

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
class FieldSummary:
    """What the records hold in one field.

    ``total`` records, of which ``empty`` hold nothing there; ``different`` is the number of different values,
    ``values`` the most frequent ones with the number of records that hold them.
    """

    field: Field
    total: int
    empty: int
    different: int
    values: tuple[tuple[Any, int], ...]

    @property
    def common(self) -> bool:
        """Whether all hold the same value."""
        return self.different == 1 and not self.empty


@dataclass(frozen=True, slots=True)
class SelectionSummary:
    """What a selection holds, by the name of the field; ``labels`` of the records that it refers to, by id."""

    fields: Mapping[str, FieldSummary]
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
    """What an edit would do: how many of the records it would change, in which fields, and the first differences.

    ``labels`` are those of the records referred to, by id. ``new_source``: the source of the statement is not in the
    catalogue and would be made.
    """

    total: int
    differing: int
    fields: frozenset[str]
    first: tuple[Difference, ...]
    labels: Mapping[int, str]
    new_source: bool = False


def batch_fields(kind: RecordType) -> tuple[Field, ...]:
    """The fields that can be edited for many records: all but the code and the title; tags come last."""
    return (*(field for field in kind.fields if field.name not in ("code", kind.title)), TAGS)


def actions_of(field: Field) -> tuple[EditAction, ...]:
    """What can be done with a field. Tags can only be added and taken away, not all replaced or cleared."""
    if field is TAGS:
        return (EditAction.ADD, EditAction.TAKE)
    return tuple(EditAction) if field.kind in _LISTS else (EditAction.SET, EditAction.CLEAR)


class BatchEdit:
    """Edits records of one type together; ``records`` are their ids."""

    def __init__(self, catalogue: Catalogue, type_code: str, records: Sequence[int]) -> None:
        self._catalogue = catalogue
        self._kind = RECORD_TYPES[type_code]
        self._records = list(records)
        self._selected = frozenset(records)
        self._fields = {field.name: field for field in batch_fields(self._kind)}

    # Looking ---------------------------------------------------------------------------------------------------

    def summary(self, progress: Progress | None = None) -> SelectionSummary:
        """What the records hold in each field. Raises Cancelled where ``progress`` is asked to stop."""
        counters: dict[str, Counter[Any]] = {name: Counter() for name in self._fields}
        total = 0
        with self._catalogue.reading() as connection:
            for stored in self._stored(connection, progress or Progress()):
                total += 1
                for name, counter in counters.items():
                    counter[stored.values[name]] += 1
            fields = {name: _summary(field, counters[name], total) for name, field in self._fields.items()}
            values = ((summary.field, value) for summary in fields.values() for value, _ in summary.values)
            return SelectionSummary(fields, _labels(connection, values))

    def read(self, edit: FieldEdit) -> FieldChange:
        """Read what was typed. Raises InputError, with the name of the field, where it cannot be done."""
        field = self._fields.get(edit.name)
        if field is None or edit.action not in actions_of(field):
            raise InputError(
                message("A selection has no “{field}” to {way}.", field=edit.name, way=edit.action),
                where=edit.name,
                hint=message("Edit them one by one."),
            )
        if edit.action is EditAction.CLEAR:
            return FieldChange(field, edit.action)
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
            return FieldChange(field, edit.action, read_date(edit.text).choose(edit.reading))
        return FieldChange(field, edit.action, parsed.value, parsed.warning)

    def _reader(self) -> FieldReader:
        return FieldReader(self._catalogue.vocabularies(), self._catalogue.find)

    def _refuse_itself(self, field: Field, value: Any) -> None:
        """Raise InputError where a selected record would refer to itself, which could make it part of itself."""
        if field.kind is Kind.RECORD and value in self._selected:
            raise InputError(
                message("This record is among the selected: it would refer to itself."),
                where=field.name,
                hint=message("Name another, or take it out of the selection."),
            )

    def preview(
        self, edits: Sequence[FieldChange], statement: NewStatement | None = None, progress: Progress | None = None
    ) -> Preview:
        """What the edits and the statement would do. Raises Cancelled where ``progress`` is asked to stop."""
        total = differing = 0
        names: set[str] = set()
        first: list[Difference] = []
        with self._catalogue.reading() as connection:
            for stored in self._stored(connection, progress or Progress()):
                total += 1
                changed = _changed(stored.values, edits)
                differing += bool(changed) or statement is not None
                names |= changed.keys()
                if len(first) < SHOWN_DIFFERENCES:
                    first += [
                        Difference(stored.code, stored.label, self._fields[name], stored.values[name], after)
                        for name, after in changed.items()
                    ]
            values = ((shown.field, value) for shown in first for value in (shown.before, shown.after))
            labels = _labels(connection, values)
            new_source = (
                statement is not None and statement.source != "" and find_source(connection, statement.source) is None
            )
            return Preview(total, differing, frozenset(names), tuple(first), labels, new_source)

    def check_statement(self, statement: NewStatement) -> None:
        """Raise InputError for a statement without value, date and place."""
        if not (statement.value.strip() or statement.place.strip() or statement.start or statement.until):
            raise InputError(
                message("Nothing is stated yet."),
                where=statement.property,
                hint=message("Fill in a value, a date or a place."),
            )

    # Changing --------------------------------------------------------------------------------------------------

    def apply(
        self,
        change: Change,
        edits: Sequence[FieldChange],
        statement: NewStatement | None = None,
        progress: Progress | None = None,
    ) -> int:
        """Write the edits into every record that they change, and the statement on all; returns how many were changed.

        Raises InputError for a statement that says nothing or has a place that is none, Cancelled where ``progress`` is
        asked to stop.
        """
        progress = progress or Progress()
        part = self._statement(change, statement) if statement is not None else None
        changed_records = 0
        for stored in self._stored(change.connection, progress, stop_anywhere=True):
            changed = _changed(stored.values, edits)
            changed_records += bool(changed) or part is not None
            if TAGS.name in changed:
                _write_tags(change, stored, changed.pop(TAGS.name))
            if changed:
                change.set(stored.id, **changed)
            if part is not None:
                change.add(stored.id, replace(part, occurrence=_next_event(change, stored.id, part.property)))
        return changed_records

    def _statement(self, change: Change, statement: NewStatement) -> Statement:
        """The statement as it is to be added; a source in words is looked up, or made, once."""
        self.check_statement(statement)
        part = new_statement(
            self._catalogue,
            change,
            self._kind,
            statement.property,
            statement.value,
            place=statement.place or None,
            source=statement.source or None,
            locator=statement.locator or None,
            certainty=statement.certainty or None,
        )
        return replace(part, start=statement.start or part.start, until=statement.until, note=statement.note or None)

    def _stored(
        self, connection: Connection, progress: Progress, *, stop_anywhere: bool = False
    ) -> Iterator[StoredRecord]:
        """The stored records, read in runs; ``stop_anywhere``: between any two of them the work can be stopped."""
        done, total = 0, len(self._records)
        for chunk in chunks(self._records):
            progress.step(done, total)
            records = stored_records(connection, self._kind.code, chunk)
            for record_id in chunk:
                if stop_anywhere:
                    progress.step(done, total)
                    progress.give_way()
                done += 1
                if stored := records.get(record_id):
                    yield replace(stored, values=stored.values | {TAGS.name: stored.tags})
            progress.give_way()


def _empty(field: Field) -> Any:
    return () if field.kind in _LISTS else None


def _changed(values: Mapping[str, Any], edits: Sequence[FieldChange]) -> dict[str, Any]:
    """The values that the edits, done one after the other, change, by field."""
    after: dict[str, Any] = {}
    for edit in edits:
        name = edit.field.name
        after[name] = edit.after(after.get(name, values[name]))
    return {name: value for name, value in after.items() if value != values[name]}


def _summary(field: Field, counter: Counter[Any], total: int) -> FieldSummary:
    empty = counter.pop(_empty(field), 0)
    return FieldSummary(field, total, empty, len(counter), tuple(counter.most_common(SHOWN_VALUES)))


def _labels(connection: Connection, values: Iterator[tuple[Field, Any]]) -> dict[int, str]:
    """Code and label, as one text, of every record that these values of fields refer to, by id."""
    wanted = {value for field, value in values if field.kind is Kind.RECORD and value is not None}
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
    """The number of the event that a new statement is about: a new one if the property is repeatable, else always 1."""
    if not PROPERTIES[property_code].repeatable:
        return 1
    return min(_GREATEST_OCCURRENCE, last_event(change, record_id, property_code) + 1)
