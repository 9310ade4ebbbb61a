"""Rows of rosters, kept cell by cell as they were written, and the imports that brought them in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, text

from memoircat.catalogue.change import Change
from memoircat.catalogue.codes import next_code
from memoircat.catalogue.schema import PART_TABLES, batch, record, roster_row
from memoircat.catalogue.stands import not_withdrawn, stands
from memoircat.records.registry import RECORD_TYPES

_statement = PART_TABLES["statement"]


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A row of a source.

    ``number`` is its number there, ``cells`` its cells by the heading of their column, ``made`` the id of its record.
    """

    id: int
    number: int
    cells: Mapping[str, str]
    made: int | None


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row that was imported before: its id, the record made from it, and the digest of its cells."""

    id: int
    made: int | None
    digest: bytes


def cells_digest(cells: str) -> bytes:
    """A digest (BLAKE2b, 12 bytes) of what `cells_text` returns, to tell whether a row has changed."""
    return hashlib.blake2b(cells.encode(), digest_size=12).digest()


def cells_text(cells: Mapping[str, str]) -> str:
    """Cells by the heading of their column, in the form in which they are stored (JSON)."""
    return json.dumps(dict(cells), ensure_ascii=False)


# Typed rows --------------------------------------------------------------------------------------------------------


def typed_rows(connection: Connection, source: int, record_type: str, *, trash: bool = False) -> list[RosterRow]:
    """The rows of a source that were typed in, not imported, and made into records of a type, in their order.

    ``trash``: also those whose records are in the trash, since they may come back.
    """
    query = (
        select(roster_row)
        .join(record, record.c.id == roster_row.c.made)
        .where(roster_row.c.source == source, roster_row.c.batch.is_(None), record.c.record_type == record_type)
        .order_by(roster_row.c.number, roster_row.c.id)
    )
    if not trash:
        query = query.where(text(stands()))
    rows = connection.execute(query)
    return [RosterRow(row.id, row.number, json.loads(row.cells), row.made) for row in rows]


def statements_of(connection: Connection, row_id: int) -> dict[int, tuple[int, str, int]]:
    """The statements that were made from a row: id → record, property, number of the event."""
    query = select(_statement).where(_statement.c.roster_row == row_id)
    return {row.id: (row.record_id, row.property, row.occurrence) for row in connection.execute(query)}


# Imports -----------------------------------------------------------------------------------------------------------


def known_rows(connection: Connection, source: int) -> dict[str, KnownRow]:
    """The imported rows of a source by their key, without those of withdrawn imports."""
    query = select(roster_row).where(
        roster_row.c.source == source, roster_row.c.batch.is_not(None), text(not_withdrawn("roster_row"))
    )
    return {row.key: KnownRow(row.id, row.made, cells_digest(row.cells)) for row in connection.execute(query)}


def codes_in_use(connection: Connection) -> set[str]:
    """The codes of all records but those in the trash or of withdrawn imports, whose codes are free."""
    return set(connection.execute(select(record.c.code).where(text(stands()))).scalars())


def cells_of(connection: Connection, row_id: int) -> dict[str, str]:
    """The cells of a row by the heading of their column."""
    cells: dict[str, str] = json.loads(
        connection.execute(select(roster_row.c.cells).where(roster_row.c.id == row_id)).scalar_one()
    )
    return cells


def begin_batch(change: Change, values: Mapping[str, Any]) -> int:
    """Insert the row of an import that begins, with its file, mapping and encoding; returns its id."""
    begun = {"read": 0, "imported": 0, "at": change.at, "by": change.by}
    inserted = change.connection.execute(batch.insert().values({**begun, **values}))
    new = int(inserted.inserted_primary_key[0])  # type: ignore[index] # one row was inserted
    change.digests.inserted("batch", change.stored("batch", new) or {})
    return new


def end_batch(change: Change, batch_id: int, *, read: int, imported: int) -> None:
    """Store how many rows were read and imported, and journal the import: undo withdraws it, redo brings it back."""
    counts = {"read": read, "imported": imported}
    begun = change.stored("batch", batch_id) or {}
    change.connection.execute(batch.update().where(batch.c.id == batch_id).values(counts))
    change.digests.updated("batch", begun, {**begun, **counts})
    change.journal_as_done("batch", batch_id, {"withdrawn_at": change.at}, {"withdrawn_at": None})


def assign_codes(change: Change, records: list[int], type_code: str) -> None:
    """Assign the next codes of their type to records that a bulk insert created without one."""
    for record_id in records:
        code = next_code(change.connection, change.digests, RECORD_TYPES[type_code].prefix)
        before = change.stored("record", record_id) or {}
        change.connection.execute(record.update().where(record.c.id == record_id).values(code=code))
        change.digests.updated("record", before, {**before, "code": code})
