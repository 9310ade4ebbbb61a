"""Rows of many new records, gathered and written in blocks with all that is derived from them: the way in for rosters.

They are not journalled one by one: the batch they belong to is withdrawn and brought back as a whole. Every row is
written once, derived columns included, and nothing is read back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from memoircat.catalogue.change import Change
from memoircat.catalogue.clock import new_uid
from memoircat.catalogue.columns import Filled, filled_columns, to_columns
from memoircat.catalogue.content import Content
from memoircat.catalogue.derived import Derived
from memoircat.catalogue.digests import ADDED_UP, MASK, row_digest
from memoircat.catalogue.engine import last_id
from memoircat.catalogue.schema import (
    DIGEST_COLUMNS,
    PART_TABLES,
    TYPE_TABLES,
    metadata,
    person_summary,
    record,
    roster_row,
)
from memoircat.catalogue.summary import Summary
from memoircat.records.declare import fields_of
from memoircat.records.record import Record
from memoircat.records.registry import PART_CODES, RECORD_TYPES

_COMMON = fields_of(Record)
_BLOCK = 1_000  # records written at once
_MOST_SHARED = 20_000
_COMMON_EMPTY = {column: None for field in _COMMON for column in field.columns}
_OWN_EMPTY = {
    code: {column: None for field in kind.own_fields for column in field.columns} for code, kind in RECORD_TYPES.items()
}
_ORDER = ("record", *TYPE_TABLES, "roster_row", *PART_TABLES)


class BulkInsert:
    """Collects new records, gives them ids, and writes them in blocks inside the transaction of ``change``."""

    def __init__(self, change: Change, batch: int, derived: Sequence[Derived]) -> None:
        self._change = change
        self._connection = change.connection
        self._batch = batch
        self._summary = next(part for part in derived if isinstance(part, Summary))
        self._derived = [part for part in derived if part is not self._summary]
        self._contents: dict[int, Content] = {}
        self._roster: list[dict[str, Any]] = []
        self._shared: dict[int, tuple[Any, Filled]] = {}  # with the part, so that its id() is not used again
        tables = [record, roster_row, *PART_TABLES.values()]
        self._next = {table.name: last_id(self._connection, table.name) + 1 for table in tables}

    def add_record(self, type_code: str, code: str | None, values: Mapping[str, Any]) -> int:
        """Add a record with its own row; returns its id. `assign_codes` gives those without a code one, after all."""
        change, kind = self._change, RECORD_TYPES[type_code]
        new = self._id("record")
        base = {
            "id": new,
            "uid": new_uid(),
            "record_type": type_code,
            **_COMMON_EMPTY,
            **to_columns(_COMMON, values),
            "code": code,
            "created_at": change.at,
            "created_by": change.by,
            "modified_at": change.at,
            "modified_by": change.by,
            "version": 1,
            "deleted_at": None,
            "batch": self._batch,
        }
        own = {"record_id": new, **_OWN_EMPTY[type_code], **to_columns(kind.own_fields, values)}
        self._contents[new] = Content(base, own)
        return new

    def add_part(self, record_id: int, part: Any, **columns: int) -> int:
        """Add a part of a record of this block; ``columns`` take the place of the part's own. Returns its id."""
        code = PART_CODES[type(part)]
        new = self._id(code)
        row = Filled(self._filled(part))
        row.update(columns, id=new, record_id=record_id)
        self._contents[record_id].parts.setdefault(code, []).append(row)
        return new

    def _filled(self, part: Any) -> Filled:
        """The columns of a part; the rows of a roster share many a part, which nobody alters."""
        known = self._shared.get(id(part))
        if known is None:
            if len(self._shared) >= _MOST_SHARED:
                self._shared.clear()
            known = self._shared[id(part)] = part, filled_columns(part)
        return known[1]

    def add_roster_row(self, values: Mapping[str, Any]) -> int:
        """Add a roster row; returns its id."""
        new = self._id("roster_row")
        self._roster.append({"id": new, **values, "batch": self._batch})
        return new

    def flush(self) -> None:
        """Write what was added: records before their parts, and what is derived from both."""
        contents, self._contents = self._contents, {}
        if not contents:
            return
        people = self._summary.fill(self._connection, contents)
        self._make_digests(contents)
        rows: dict[str, list[Mapping[str, Any]]] = {"roster_row": [*self._roster]}
        self._roster = []
        for content in contents.values():
            rows.setdefault("record", []).append(content.base)
            rows.setdefault(content.base["record_type"], []).append(content.own)
            for code, parts in content.parts.items():
                rows.setdefault(code, []).extend(parts)
        for name in sorted(rows, key=_ORDER.index):
            _insert_mappings(self._connection, name, rows[name])
        _insert_mappings(self._connection, person_summary.name, people)
        for derived in self._derived:
            derived.add(self._connection, contents)

    def _make_digests(self, contents: Mapping[int, Content]) -> None:
        """Put the digests into rows that are not written yet, and count them."""
        counted: dict[str, list[int]] = {}
        for content in contents.values():
            sums = dict.fromkeys(DIGEST_COLUMNS, 0)
            own: dict[str, list[Any]] = {"record": [content.base], content.base["record_type"]: [content.own]}
            for table, rows in {**own, **content.parts}.items():
                column = ADDED_UP.get(table)
                for row in rows:
                    digest = row_digest(table, row)
                    if column:
                        sums[column] += digest
                    else:
                        row["digest"] = digest
                    _count(counted, table, digest)
            content.base.update({name: digest & MASK for name, digest in sums.items()})
        for row in self._roster:
            row["digest"] = row_digest("roster_row", row)
            _count(counted, "roster_row", row["digest"])
        for table, (rows_counted, digest) in counted.items():
            self._change.digests.counted(table, rows_counted, digest)

    def flush_if_full(self) -> None:
        """Write the block if it is full. Call it between two records, when all parts of the last were added."""
        if len(self._contents) >= _BLOCK:
            self.flush()

    def _id(self, table: str) -> int:
        new = self._next[table]
        self._next[table] += 1
        return new


def _count(counted: dict[str, list[int]], table: str, digest: int) -> None:
    of_table = counted.setdefault(table, [0, 0])
    of_table[0] += 1
    of_table[1] += digest


def insert_rows(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows, each with the values of these columns in their order."""
    if rows:
        named = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        assert table in metadata.tables
        connection.exec_driver_sql(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', rows)


def _insert_mappings(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, naming only the columns that a row fills: binding NULL costs the driver more than a value."""
    alike: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row in rows:
        filled = {column: value for column, value in row.items() if value is not None}
        columns, values = tuple(filled), tuple(filled.values())
        alike.setdefault(columns, []).append(values)
    for columns, values_of_rows in alike.items():
        insert_rows(connection, table, columns, values_of_rows)
