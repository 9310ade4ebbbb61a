"""The stored rows of records, read for many records at a time: the input of snapshots, summaries and indexes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table

from memoircat.catalogue.columns import Row
from memoircat.catalogue.schema import PART_TABLES, TYPE_TABLES, record
from memoircat.catalogue.stands import WITHDRAWN
from memoircat.records.registry import PART_TYPES

T = TypeVar("T")
CHUNK = 500


def _listed(table: Table) -> str:
    return ", ".join(f'"{column.name}"' for column in table.columns)


# All ids are passed as one value, and the statements run on the driver's own cursor: every save and every look at a
# record runs them, SQLAlchemy takes ten times as long as SQLite for it, and no column needs its conversion of types.
_WANTED = "IN (SELECT value FROM json_each(?))"
_BASE = f"SELECT {_listed(record)} FROM record WHERE id {_WANTED}"
_OWN = {
    code: f"SELECT {_listed(table)} FROM {table.name} WHERE record_id {_WANTED}" for code, table in TYPE_TABLES.items()
}
_PARTS = {
    code: f'SELECT {_listed(table)} FROM "{table.name}" WHERE record_id {_WANTED} ORDER BY record_id, id'
    for code, table in PART_TABLES.items()
}
_NAMES = {table.name: tuple(table.c.keys()) for table in (record, *TYPE_TABLES.values(), *PART_TABLES.values())}


@dataclass(slots=True)
class Content:
    """The stored rows of one record.

    ``base`` is its row in `record`, ``own`` the one in the table of its type, ``parts`` its other rows by table.
    ``withdrawn``: the import that it came with was withdrawn.
    """

    base: dict[str, Any]
    own: Row
    parts: dict[str, list[Row]] = field(default_factory=dict)
    withdrawn: bool = False

    @property
    def stands(self) -> bool:
        """Whether the record is neither in the trash nor of a withdrawn import (see `catalogue.stands`)."""
        return self.base["deleted_at"] is None and not self.withdrawn

    def rows(self, part: str) -> list[Row]:
        """Its rows in one part table, in the order they were entered."""
        return self.parts.get(part, [])


def read_content(connection: Connection, records: Sequence[int]) -> dict[int, Content]:
    """The content of those of ``records`` that exist, by id. Reads every table once for every 500 records."""
    contents: dict[int, Content] = {}
    for chunk in chunks(records):
        _read_chunk(connection, chunk, contents)
    return contents


def _read_chunk(connection: Connection, chunk: Sequence[int], contents: dict[int, Content]) -> None:
    if not connection.in_transaction():
        connection.begin()  # all tables as they were at one moment
    types: dict[str, list[int]] = {}
    withdrawn = {row[0] for row in driver_of(connection).execute(WITHDRAWN)}
    for row in _rows(connection, _BASE, record, chunk):
        contents[row["id"]] = Content(row, {}, withdrawn=row["batch"] in withdrawn)
        types.setdefault(row["record_type"], []).append(row["id"])
    for code, ids in types.items():
        for row in _rows(connection, _OWN[code], TYPE_TABLES[code], ids):
            contents[row["record_id"]].own = row
    for code, query in _PARTS.items():
        only = PART_TYPES[code].types
        if only is None or types.keys() & set(only):
            for row in _rows(connection, query, PART_TABLES[code], chunk):
                contents[row["record_id"]].parts.setdefault(code, []).append(row)


def _rows(connection: Connection, query: str, table: Table, ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    names = _NAMES[table.name]
    for row in driver_of(connection).execute(query, [json.dumps(ids)]):
        yield dict(zip(names, row, strict=True))


def driver_of(connection: Connection) -> Any:
    """The driver's connection below, which is asked many times for each record: SQLAlchemy adds 0.05 ms a question."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The items (mostly ids) in runs of at most ``size``, few enough for one query."""
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk
