"""The operations of the command line, typed as texts: add, set, state, delete.

They take the :class:`~memoircat.catalogue.change.Change` to write in, so that the caller decides what one step of undo
is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.lookups import find_record, find_source, part_like, type_of
from memoircat.editing.record_draft import CellWarning, MappedCell, RecordDraft, draft_record
from memoircat.editing.targets import Target, read_target
from memoircat.errors import InputError, NotFound
from memoircat.messages import message
from memoircat.records import parts
from memoircat.records.naming import NewRecord, name_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import PART_CODES, RECORD_TYPES, RecordType, record_type
from memoircat.records.values import FieldReader

_KNOWN_BY: dict[type, tuple[str, ...]] = {  # the columns by which a part is found again
    parts.Name: ("text", "kind"),
    parts.Tag: ("text",),
    parts.PlaceIdentifier: ("kind", "value"),
}


_AFTER_OTHERS = 100  # added to the position of names, so that they come after those that the record has


@dataclass(frozen=True, slots=True)
class OperationResult:
    """What an operation did: the id of the record, and the texts that were not understood."""

    record_id: int
    warnings: tuple[CellWarning, ...] = ()


def add(catalogue: Catalogue, change: Change, type_code: str, values: Mapping[str, str]) -> OperationResult:
    """Make a record of a type; ``values`` are texts by target (see `targets`). A person is an identified one.

    Raises NotFound for an unknown type or record, Conflict for a taken code, InputError for a value that its field
    cannot hold and for an unknown target.
    """
    kind = record_type(type_code)
    draft = _draft(catalogue, change, kind, values)
    if type_code == "person":
        draft.fields.setdefault("kind", "identified")
    new = change.create(type_code, **draft.fields)
    write_parts(change, new, draft)
    return OperationResult(new, tuple(draft.warnings))


def set_fields(catalogue: Catalogue, change: Change, code: str, values: Mapping[str, str]) -> OperationResult:
    """Change fields of a record; an empty text empties a field. Names and statements are added to those it has.

    Raises NotFound for an unknown record, and what `add` raises for values.
    """
    record_id = find_record(change, code)
    kind = RECORD_TYPES[type_of(change, record_id)]
    draft = _draft(catalogue, change, kind, values, record_id)
    emptied = {name: _empty(kind, name) for name, text in values.items() if text == "" and kind.field(name)}
    change.set(record_id, **draft.fields, **emptied)
    write_parts(change, record_id, draft)
    return OperationResult(record_id, tuple(draft.warnings))


def state(
    catalogue: Catalogue,
    change: Change,
    code: str,
    property_code: str,
    value: str,
    *,
    date: str | None = None,
    until: str | None = None,
    place: str | None = None,
    source: str | None = None,
    locator: str | None = None,
    certainty: str | None = None,
    occurrence: int | None = None,
    preferred: bool = False,
) -> OperationResult:
    """Add one statement to a record.

    ``place`` and ``source`` are codes; a place with no such code is kept as text, a source is made with this title.
    Raises NotFound for an unknown record or property, InputError for a place that is none.
    """
    record_id = find_record(change, code)
    kind = RECORD_TYPES[type_of(change, record_id)]
    values = {"from": date, "until": until, "locator": locator, "certainty": certainty, "source": source}
    draft = _statement_draft(catalogue, change, kind, property_code, value, values, place, occurrence or 1)
    draft.statements[0] = replace(draft.statements[0], preferred=preferred)
    write_parts(change, record_id, draft)
    return OperationResult(record_id, tuple(draft.warnings))


def new_statement(
    catalogue: Catalogue,
    change: Change,
    kind: RecordType,
    property_code: str,
    value: str,
    *,
    place: str | None = None,
    source: str | None = None,
    locator: str | None = None,
    certainty: str | None = None,
) -> parts.Statement:
    """A statement like that of `state`, which is not added to a record: it is for many records of a type.

    Raises what `state` raises.
    """
    values = {"locator": locator, "certainty": certainty, "source": source}
    draft = _statement_draft(catalogue, change, kind, property_code, value, values, place, 1)
    cited = source_named(change, draft.sources[0]) if 0 in draft.sources else None
    return replace(draft.statements[0], source=cited)


def _statement_draft(
    catalogue: Catalogue,
    change: Change,
    kind: RecordType,
    property_code: str,
    value: str,
    other_parts: Mapping[str, str | None],
    place: str | None,
    occurrence: int,
) -> RecordDraft:
    """A draft with one statement; ``other_parts`` are texts by the part of the statement that they are for."""
    if property_code not in PROPERTIES:
        raise NotFound(
            message("There is no property “{property}”.", property=property_code),
            hint=message("`memoircat types` lists them."),
        )
    head = f"{property_code}[{occurrence}]"
    values = {f"{head}.{part}" if part else head: text for part, text in {"": value, **other_parts}.items() if text}
    draft = _draft(catalogue, change, kind, values)
    if not draft.statements:
        draft.statements.append(parts.Statement(property=property_code, occurrence=occurrence, value=value or None))
    if place:
        draft.statements[0] = _with_place(change, draft.statements[0], place)
    return draft


def delete(_catalogue: Catalogue, change: Change, code: str) -> OperationResult:
    """Put a record into the trash. Raises NotFound."""
    record_id = find_record(change, code)
    change.delete(record_id)
    return OperationResult(record_id)


def write_parts(change: Change, record_id: int, draft: RecordDraft, source: int | None = None) -> None:
    """Add the names, statements and other parts of a draft to a record.

    They cite the source that the draft names, else ``source``. Sources named in words are looked up, or made.
    """
    row_source = source_named(change, draft.source_text) if draft.source_text else source
    for name in draft.names:
        change.add(record_id, replace(name, source=name.source or row_source))
    for number, statement in enumerate(draft.statements):
        cited = source_named(change, draft.sources[number]) if number in draft.sources else row_source
        change.add(record_id, replace(statement, source=statement.source or cited))
    for other in draft.others:
        change.add(record_id, replace(other, source=row_source) if isinstance(other, parts.PlaceIdentifier) else other)


def stored_part(change: Change, record_id: int, part: Any) -> int | None:
    """The id of the name, tag or number of a record that says the same as ``part``; None where it has none."""
    values = {name: getattr(part, name) for name in _KNOWN_BY[type(part)]}
    return part_like(change, PART_CODES[type(part)], record_id, values)


def forget_part(change: Change, record_id: int, part: Any) -> None:
    """Remove the name, tag or number of a record that says the same as ``part``; does nothing where it has none."""
    part_id = stored_part(change, record_id, part)
    if part_id is not None:
        change.remove(type(part), part_id)


def source_named(change: Change, text: str) -> int:
    """The id of the source with this code or exactly this title; it is made where there is none."""
    source = find_source(change.connection, text)
    return source if source is not None else change.create("source", title=text)


def make_named(change: Change, new: NewRecord, source: int | None = None) -> int:
    """Make a record with a text as its title, or, where its type has none, as its name; returns its id.

    The name cites ``source``.
    """
    kind = record_type(new.type_code)
    if kind.title:
        title: dict[str, Any] = {kind.title: new.text}
        return change.create(new.type_code, **title)
    more: dict[str, Any] = {"kind": "identified"} if new.type_code == "person" else {}
    record_id = change.create(new.type_code, **more)
    change.add(record_id, name_of(new.text, first=True, source=source))
    return record_id


def _draft(
    catalogue: Catalogue, change: Change, kind: RecordType, values: Mapping[str, str], record_id: int | None = None
) -> RecordDraft:
    targets = [(name, read_target(name, kind), text) for name, text in values.items()]
    reader = FieldReader(catalogue.vocabularies(), lambda code: find_record(change, code))
    draft = draft_record(_cells(targets), reader)
    if record_id is not None and any(target.what == "name" for _, target, _ in targets):
        draft.names = [replace(name, position=name.position + _AFTER_OTHERS) for name in draft.names]
    return draft


def _cells(targets: Iterable[tuple[str, Target, str]]) -> list[MappedCell]:
    return [MappedCell(name, target, text) for name, target, text in targets]


def _with_place(change: Change, statement: parts.Statement, place: str) -> parts.Statement:
    """The statement with a place: the record with this code, else the text; no record of a place is made."""
    try:
        place_id = find_record(change, place)
    except NotFound:
        if statement.place_text:
            raise InputError(
                message("“{place}” is no place of the catalogue, and the place is written already.", place=place),
                where="--place",
                hint=message("Name the code of a place."),
            ) from None
        return replace(statement, place_text=place)
    if type_of(change, place_id) != "place":
        raise InputError(
            message("{place} is not a place.", place=place),
            where="--place",
            hint=message("Name the code of a place, or write its name."),
        )
    return replace(statement, place=place_id)


def _empty(kind: RecordType, name: str) -> object:
    field = kind.field(name)
    return () if field and field.kind in ("terms", "texts") else None
