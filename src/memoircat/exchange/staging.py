"""Rows of many new records, gathered and written with few statements: the way in for a whole roster.

They are not journalled one by one: the batch they belong to is withdrawn and brought back as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields as dataclass_fields
from typing import Any

from sqlalchemy import Connection, func, insert, select

from memoircat.catalogue.change import Change
from memoircat.catalogue.clock import new_uid
from memoircat.catalogue.columns import to_columns
from memoircat.catalogue.schema import PART_TABLES, TYPE_TABLES, metadata, record, roster_row
from memoircat.records.declare import fields_of
from memoircat.records.record import Record
from memoircat.records.registry import PART_CODES, PART_TYPES, RECORD_TYPES

_COMMON = fields_of(Record)
_FLUSH = 20_000


class Staging:
    """Collects rows, gives them ids, and writes them in blocks inside the transaction of ``change``."""

    def __init__(self, change: Change, batch: int) -> None:
        self._change = change
        self._connection = change.connection
        self._batch = batch
        self._waiting: dict[str, list[dict[str, Any]]] = {}
        self._count = 0
        tables = [record, roster_row, *PART_TABLES.values()]
        self._next = {table.name: _last_id(self._connection, table.name) + 1 for table in tables}
        self.records: list[int] = []

    def record(self, type_code: str, code: str | None, values: Mapping[str, Any]) -> int:
        """Stage a record with its own row; returns its id. Without a code it is to be given one after the flush."""
        change, kind = self._change, RECORD_TYPES[type_code]
        new = self._id("record")
        row = {
            "id": new,
            "uid": new_uid(),
            "record_type": type_code,
            **{name: None for each in _COMMON for name in each.columns},
            **to_columns(_COMMON, values),
            "code": code,
            "created_at": change.at,
            "created_by": change.by,
            "modified_at": change.at,
            "modified_by": change.by,
            "version": 1,
            "batch": self._batch,
        }
        self._stage("record", row)
        empty: dict[str, Any] = {name: None for each in kind.own_fields for name in each.columns}
        self._stage(type_code, {"record_id": new, **empty, **to_columns(kind.own_fields, values)})
        self.records.append(new)
        return new

    def part(self, record_id: int, part: Any) -> int:
        """Stage a part of a staged record; returns its id."""
        code = PART_CODES[type(part)]
        new = self._id(code)
        values = {each.name: getattr(part, each.name) for each in dataclass_fields(part)}
        self._stage(code, {"id": new, "record_id": record_id, **to_columns(PART_TYPES[code].fields, values)})
        return new

    def row(self, values: Mapping[str, Any]) -> int:
        """Stage a roster row; returns its id."""
        new = self._id("roster_row")
        self._stage("roster_row", {"id": new, "batch": self._batch, **values})
        return new

    def flush(self) -> None:
        """Write what waits, records before what hangs on them."""
        order = ["record", *TYPE_TABLES, "roster_row", *PART_TABLES]
        for name in sorted(self._waiting, key=order.index):
            self._connection.execute(insert(metadata.tables[name]), self._waiting[name])
        self._waiting.clear()
        self._count = 0

    def _id(self, table: str) -> int:
        new = self._next[table]
        self._next[table] += 1
        return new

    def _stage(self, table: str, row: dict[str, Any]) -> None:
        self._waiting.setdefault(table, []).append(row)
        self._count += 1
        if self._count >= _FLUSH:
            self.flush()


def _last_id(connection: Connection, table: str) -> int:
    """The highest id ever given in a table, so that ids of rows undone long ago do not come again."""
    sequence = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    highest = connection.execute(select(func.max(metadata.tables[table].c.id))).scalar()
    return max(int(sequence or 0), int(highest or 0))
