"""Single operations typed as words: add, set, state, delete. The command line and `apply` run these.

Each takes a :class:`~memoircat.catalogue.change.Change`, so that the caller decides what one step of undo is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.lookups import find_record, find_source, part_like, type_of
from memoircat.editing.draft import Cell, Draft, Warned, draft
from memoircat.editing.targets import Target, read_target
from memoircat.errors import InputError, NotFound
from memoircat.messages import message
from memoircat.records import parts
from memoircat.records.naming import NewRecord, name_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import PART_CODES, RECORD_TYPES, RecordType, record_type
from memoircat.records.values import FieldReader

_KNOWN_BY: dict[type, tuple[str, ...]] = {
    parts.Name: ("text", "kind"),
    parts.Tag: ("text",),
    parts.PlaceIdentifier: ("kind", "value"),
}


@dataclass(frozen=True, slots=True)
class Done:
    """What an operation did: the record's id and what was not understood."""

    record_id: int
    warnings: tuple[Warned, ...] = ()


def add(catalogue: Catalogue, change: Change, type_code: str, values: Mapping[str, str]) -> Done:
    """Make a record from words; a person entered so is an identified one."""
    kind = record_type(type_code)
    made = _draft(catalogue, change, kind, values)
    if type_code == "person":
        made.fields.setdefault("kind", "identified")
    new = change.create(type_code, **made.fields)
    write_parts(change, new, made)
    return Done(new, tuple(made.warnings))


def set_fields(catalogue: Catalogue, change: Change, code: str, values: Mapping[str, str]) -> Done:
    """Change fields; a name or a statement given so is added to those there are."""
    record_id = find_record(change, code)
    kind = RECORD_TYPES[type_of(change, record_id)]
    made = _draft(catalogue, change, kind, values, record_id)
    empty = {name: _nothing(kind, name) for name, text in values.items() if text == "" and kind.field(name)}
    change.set(record_id, **made.fields, **empty)
    write_parts(change, record_id, made)
    return Done(record_id, tuple(made.warnings))


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
) -> Done:
    """Add one statement. ``place`` and ``source`` take a code; a source that is none is made with that title."""
    record_id = find_record(change, code)
    kind = RECORD_TYPES[type_of(change, record_id)]
    values = {"from": date, "until": until, "locator": locator, "certainty": certainty, "source": source}
    made = _stated(catalogue, change, kind, property_code, value, values, place, occurrence or 1)
    made.statements[0] = replace(made.statements[0], preferred=preferred)
    write_parts(change, record_id, made)
    return Done(record_id, tuple(made.warnings))


def stated(
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
    """A statement for records of a type, as `state` makes it, yet on none: it can be added to many."""
    values = {"locator": locator, "certainty": certainty, "source": source}
    made = _stated(catalogue, change, kind, property_code, value, values, place, 1)
    cited = source_named(change, made.sources[0]) if 0 in made.sources else None
    return replace(made.statements[0], source=cited)


def _stated(
    catalogue: Catalogue,
    change: Change,
    kind: RecordType,
    property_code: str,
    value: str,
    given: Mapping[str, str | None],
    place: str | None,
    occurrence: int,
) -> Draft:
    """The draft of one statement."""
    if property_code not in PROPERTIES:
        raise NotFound(
            message("There is no property “{property}”.", property=property_code),
            hint=message("`memoircat types` lists them."),
        )
    head = f"{property_code}[{occurrence}]"
    values = {f"{head}.{part}" if part else head: text for part, text in {"": value, **given}.items() if text}
    made = _draft(catalogue, change, kind, values)
    if not made.statements:
        made.statements.append(parts.Statement(property=property_code, occurrence=occurrence, value=value or None))
    if place:
        made.statements[0] = _at(change, made.statements[0], place)
    return made


def delete(_catalogue: Catalogue, change: Change, code: str) -> Done:
    """Put a record into the trash."""
    record_id = find_record(change, code)
    change.delete(record_id)
    return Done(record_id)


def write_parts(change: Change, record_id: int, made: Draft, source: int | None = None) -> None:
    """Hang the draft's names, statements and other parts on a record; sources named in words are found or made."""
    own = source_named(change, made.source_text) if made.source_text else source
    for name in made.names:
        change.add(record_id, replace(name, source=name.source or own))
    for number, statement in enumerate(made.statements):
        cited = source_named(change, made.sources[number]) if number in made.sources else own
        change.add(record_id, replace(statement, source=statement.source or cited))
    for other in made.others:
        change.add(record_id, replace(other, source=own) if isinstance(other, parts.PlaceIdentifier) else other)


def stored_part(change: Change, record_id: int, part: Any) -> int | None:
    """The row of a name, tag or number that a record has as ``part`` says; None where it has none."""
    values = {name: getattr(part, name) for name in _KNOWN_BY[type(part)]}
    return part_like(change, PART_CODES[type(part)], record_id, values)


def forget_part(change: Change, record_id: int, part: Any) -> None:
    """Remove a name, tag or number that a row gave to a record; what is gone already is no matter."""
    part_id = stored_part(change, record_id, part)
    if part_id is not None:
        change.remove(type(part), part_id)


def source_named(change: Change, text: str) -> int:
    """The source with this code or exactly this title; it is made where there is none."""
    source = find_source(change.connection, text)
    return source if source is not None else change.create("source", title=text)


def make_named(change: Change, new: NewRecord, source: int | None = None) -> int:
    """Make a record of a text: its title where its type has one, else its name, which cites ``source``."""
    kind = record_type(new.type_code)
    if kind.title:
        title: dict[str, Any] = {kind.title: new.text}
        return change.create(new.type_code, **title)
    more: dict[str, Any] = {"kind": "identified"} if new.type_code == "person" else {}
    made = change.create(new.type_code, **more)
    change.add(made, name_of(new.text, first=True, source=source))
    return made


def _draft(
    catalogue: Catalogue, change: Change, kind: RecordType, values: Mapping[str, str], record_id: int | None = None
) -> Draft:
    targets = [(name, read_target(name, kind), text) for name, text in values.items()]
    reader = FieldReader(catalogue.vocabularies(), lambda code: find_record(change, code))
    made = draft(_cells(targets), reader)
    if record_id is not None and any(target.what == "name" for _, target, _ in targets):
        made.names = [replace(name, position=name.position + 100) for name in made.names]
    return made


def _cells(targets: Iterable[tuple[str, Target, str]]) -> list[Cell]:
    return [Cell(name, target, text) for name, target, text in targets]


def _at(change: Change, statement: parts.Statement, place: str) -> parts.Statement:
    """A place by its code, else as text: no place is invented."""
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


def _nothing(kind: RecordType, name: str) -> object:
    field = kind.field(name)
    return () if field and field.kind in ("terms", "texts") else None
