"""The history of a catalogue: its change sets, what undo and redo come to next, and former versions of a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, exists, func, or_, select

from memoircat.catalogue.ancestry import refuse_circle
from memoircat.catalogue.change_sets import REDACT, ChangeSet, RowChange
from memoircat.catalogue.schema import change, change_set, metadata, record
from memoircat.errors import Conflict, NotFound
from memoircat.messages import Message, message

if TYPE_CHECKING:
    from memoircat.catalogue.change import Change

_UNDOABLE = ("do", "import")


def _state() -> Any:
    """SQL for the kind of the last change set that is about a change set, undo or redo; NULL where there is none."""
    later = change_set.alias()
    return (
        select(later.c.kind)
        .where(later.c.target == change_set.c.id)
        .order_by(later.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _after_redaction() -> Any:
    """SQL for the condition that nothing of the history was taken out since a change set was made."""
    later = change_set.alias()
    return ~exists().where(later.c.kind == REDACT, later.c.id > change_set.c.id)


def to_undo(connection: Connection) -> ChangeSet | None:
    """The change set that the next undo takes back: the newest that is not undone; None where there is none."""
    return _first(connection, _to_undo())


@cache
def _to_undo() -> Select[Any]:
    state = _state()
    return (
        select(change_set)
        .where(change_set.c.kind.in_(_UNDOABLE), or_(state.is_(None), state == "redo"), _after_redaction())
        .order_by(change_set.c.id.desc())
        .limit(1)
    )


def to_redo(connection: Connection) -> ChangeSet | None:
    """The change set that the next redo brings back: the one undone last, unless something new was done since.

    None where there is none.
    """
    return _first(connection, _to_redo())


@cache
def _to_redo() -> Select[Any]:
    last_done = select(func.max(change_set.c.id)).where(change_set.c.kind.in_(_UNDOABLE)).scalar_subquery()
    undoing = change_set.alias()
    undone_since = exists().where(
        undoing.c.target == change_set.c.id, undoing.c.kind == "undo", undoing.c.id > last_done
    )
    return (
        select(change_set)
        .where(change_set.c.kind.in_(_UNDOABLE), undone_since, _state() == "undo", _after_redaction())
        .order_by(change_set.c.id)
        .limit(1)
    )


def change_sets(connection: Connection, *, record_id: int | None = None, limit: int | None = None) -> list[ChangeSet]:
    """The change sets, newest first; only those that touched a record where ``record_id`` is given."""
    query = select(change_set).order_by(change_set.c.id.desc())
    if record_id is not None:
        query = query.where(change_set.c.id.in_(select(change.c.change_set).where(change.c.record == record_id)))
    return [_set(row) for row in connection.execute(query.limit(limit)).mappings()]


def row_changes(connection: Connection, record_id: int) -> Iterator[RowChange]:
    """Every change of a row that belongs to a record, newest first."""
    query = (
        select(change, change_set.c.at, change_set.c.by, change_set.c.label, change_set.c.kind, change_set.c.target)
        .join(change_set, change_set.c.id == change.c.change_set)
        .where(change.c.record == record_id)
        .order_by(change.c.id.desc())
    )
    for row in connection.execute(query).mappings():
        label = Message.from_stored(row["label"])
        made_in = ChangeSet(row["change_set"], row["at"], row["by"], label, row["kind"], row["target"])
        before, after = (json.loads(row[side]) if row[side] else None for side in ("before", "after"))
        yield RowChange(made_in, row["table"], json.loads(row["key"]), row["record"], before, after)


def count_rows(connection: Connection, target: int, most: int) -> int:
    """How many rows a change set wrote, counted up to ``most``."""
    some = select(change.c.id).where(change.c.change_set == target).limit(most).subquery()
    return int(connection.execute(select(func.count()).select_from(some)).scalar_one())


def bring_back(change_: Change, record_id: int, version: int) -> None:
    """Make a record and its parts what they were after change set ``version``; rows of other records stay as they are.

    Raises Conflict where its code was taken meanwhile or what it refers to is gone, InputError where it would lie in
    itself, NotFound where the record did not exist then.
    """
    query = (
        select(change.c.table, change.c.key, change.c.before, change.c.after, change.c.redacted)
        .where(change.c.record == record_id, change.c.change_set > version, change.c.table != "change")
        .order_by(change.c.id.desc())
    )
    wanted: dict[tuple[str, Any], dict[str, Any] | None] = {}
    for row in change_.connection.execute(query).mappings():
        if row["redacted"] is not None:
            raise Conflict(
                message("What the record held then was taken out of the history."),
                where=str((change_.stored("record", record_id) or {}).get("code", record_id)),
                hint=message("Bring back a later version."),
            )
        row_key = (row["table"], json.loads(row["key"]))
        before = json.loads(row["before"]) if row["before"] else None
        inserted, deleted = before is None, row["after"] is None
        if inserted:
            wanted[row_key] = None
        elif deleted:
            wanted[row_key] = before
        else:
            later = wanted[row_key] if row_key in wanted else change_.stored(*row_key)
            wanted[row_key] = {**(later or {}), **(before or {})}
    record_now = change_.stored("record", record_id)
    record_then = wanted.get(("record", record_id), record_now)
    code = str((record_then or record_now or {}).get("code", ""))
    if record_then is None:
        raise NotFound(
            message("The record was not there at that time."), where=code, hint=message("Bring back another version.")
        )
    # At most one statement on an event is preferred: the one to be preferred is written after the others.
    for (table, key), row_then in sorted(wanted.items(), key=lambda item: _is_preferred(item[1])):
        if row_then and table == record_then["record_type"] and row_then.get("parent") is not None:
            refuse_circle(change_.connection, record_id, row_then["parent"], code)
        change_.make_row(table, key, row_then, record_id=record_id)
    for (table, _key), row_then in wanted.items():
        _refuse_dangling(change_, table, row_then or {}, code)


def _is_preferred(row: dict[str, Any] | None) -> bool:
    return bool(row and row.get("preferred"))


def _refuse_dangling(change_: Change, table: str, row: dict[str, Any], code: str) -> None:
    """Raise Conflict where a row refers to one that does not exist; the message names that one."""
    for column in metadata.tables[table].columns:
        key: Any = row.get(column.name)
        for reference in column.foreign_keys:
            target = reference.column.table.name
            if key is not None and change_.stored(target, key) is None:
                gone = _code_before(change_.connection, key) if target == "record" else f"{target} {key}"
                raise Conflict(
                    message("What it refers to is gone: {gone}.", gone=gone),
                    where=code,
                    hint=message("Redo what made it, or bring back another version."),
                )


def _code_before(connection: Connection, record_id: int) -> str:
    """The last code of a record that does not exist any more; its id where the history has none."""
    query = select(change.c.before).where(
        change.c.table == "record", change.c.record == record_id, change.c.after.is_(None)
    )
    row = connection.execute(query.order_by(change.c.id.desc()).limit(1)).scalar()
    return str(json.loads(row)["code"] if row else record_id)


def import_of(batch_id: int) -> Select[Any]:
    """The query for the id of the change set that imported a batch."""
    marker = select(change.c.change_set).where(change.c.table == "batch", change.c.key == str(batch_id))
    return marker.order_by(change.c.id).limit(1)


def edited_since(connection: Connection, batch_id: int, since: int) -> list[str]:
    """The codes of an import's records that were edited after change set ``since``, where that is not undone."""
    later = (
        select(record.c.code)
        .distinct()
        .join(change, change.c.record == record.c.id)
        .join(change_set, change_set.c.id == change.c.change_set)
        .where(record.c.batch == batch_id, change_set.c.id > since, change_set.c.kind == "do")
        .where(or_(_state().is_(None), _state() == "redo"))
    )
    return [str(code) for code in connection.execute(later).scalars()]


def _first(connection: Connection, query: Select[Any]) -> ChangeSet | None:
    row = connection.execute(query).mappings().first()
    return _set(row) if row else None


def _set(row: Any) -> ChangeSet:
    return ChangeSet(row["id"], row["at"], row["by"], Message.from_stored(row["label"]), row["kind"], row["target"])
