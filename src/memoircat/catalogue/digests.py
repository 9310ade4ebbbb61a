"""Digests over every row that holds content, so that a row that was altered or lost outside the program shows.

The digest of a row is a number of 62 bits over its table and its filled columns. The record keeps those of its own row
and of its row in the table of its type, and the sums of those of its names and of its statements; every other row keeps
its own.
`content_digest` adds up each table. Sums are moved by what a change takes away and puts in, and are never made from
what is stored: so that damage stays visible whatever is edited, rebuilt or upgraded after it.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, Final

from sqlalchemy import Connection, Float

from memoircat.catalogue import storage
from memoircat.catalogue.columns import Row
from memoircat.catalogue.content import driver_of
from memoircat.catalogue.schema import (
    BOOKKEEPING_COLUMNS,
    DERIVED_COLUMNS,
    DIGEST_COLUMNS,
    JOURNALLED,
    PART_TABLES,
    TYPE_TABLES,
    metadata,
)

MASK: Final = (1 << 62) - 1  # a sum of two stays within the 63 bits of SQLite's integers
# Table → the column of the record in which the digests of its rows are added up. Rows of other tables have their own.
ADDED_UP: Final = {
    "record": "digest",
    **dict.fromkeys(TYPE_TABLES, "own_digest"),
    "name": "names_digest",
    "statement": "statements_digest",
}
# Table → its key, for all tables of content but the history, which is a chain: see `catalogue.chain`.
COUNTED: Final = {**JOURNALLED, "code_counter": "prefix"}
# What is typed or noted beside the content: their rows have digests, and are in no sum.
UNCOUNTED: Final = {"draft": "id", "fixity_check": "id"}
WITH_OWN_DIGEST: Final = {table: key for table, key in {**COUNTED, **UNCOUNTED}.items() if table not in ADDED_UP}
NOT_CONTENT: Final = (storage.STALE, storage.OPENING)  # settings that the program keeps for itself

_WRITTEN = ("id", *BOOKKEEPING_COLUMNS)
_LEFT_OUT: dict[str, frozenset[str]] = {"record": frozenset({*DERIVED_COLUMNS, *DIGEST_COLUMNS, *BOOKKEEPING_COLUMNS})}
_OWN = frozenset({"digest"})
_FLOATS = {
    name: columns
    for name, table in metadata.tables.items()
    if (columns := tuple(column.name for column in table.c if isinstance(column.type, Float)))
}
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=repr)


def row_digest(table: str, row: Row) -> int:
    """The digest of a row of content (0 to 2^62 - 1), from all its columns but derived ones and digests.

    This is part of the file's format: a migration that renames a column or fills a new one has to move the sums.
    """
    filled = _filled(row, _LEFT_OUT.get(table, _OWN))
    for name in _FLOATS.get(table, ()):
        if name in filled:
            filled[name] = float(filled[name])  # as SQLite gives back the 5 that was stored in such a column
    if table == "record":
        written = {name: row[name] for name in _WRITTEN}
        return (digest_of([table, filled]) + written_digest(written)) & MASK
    return digest_of([table, filled])


def written_digest(row: Row) -> int:
    """The digest of when, by whom and how often a record was written; it is a part of the digest of its row."""
    return digest_of(["written", {name: row[name] for name in _WRITTEN}])


def digest_of(value: Any) -> int:
    """The digest of any value of JSON."""
    text = _ENCODER.encode(value).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big") & MASK


def _filled(row: Row, left_out: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None and name not in left_out}


class DigestChanges:
    """What one change moves the digests by. Told of every row that is written; `write` stores it at the end."""

    def __init__(self) -> None:
        self._owners: dict[tuple[str, str], dict[Any, int]] = {}  # (table, column) → key of the row → what is added
        self._tables: dict[str, list[int]] = {}  # rows, digest

    def __bool__(self) -> bool:
        return bool(self._tables or self._owners)

    def inserted(self, table: str, row: Row) -> int:
        """A row was inserted, whose own digest is 0 yet; returns its digest."""
        digest = row_digest(table, row)
        self._move(table, row, digest, begin=True)
        self._count(table, row, 1, digest)
        return digest

    def updated(self, table: str, before: Row, after: Row) -> None:
        """A row was updated. Both rows have all columns."""
        gone, new = row_digest(table, before), row_digest(table, after)
        self._move(table, before, -gone)
        self._move(table, after, new)
        self._count(table, after, 0, new - gone)

    def deleted(self, table: str, row: Row) -> None:
        """A row was deleted."""
        gone = row_digest(table, row)
        if table in ADDED_UP:
            self._move(table, row, -gone)
        else:
            self._owners.get((table, "digest"), {}).pop(row[COUNTED[table]], None)
        self._count(table, row, -1, -gone)

    def rewritten(self, before: Row, after: Row) -> None:
        """A record was noted as written once more; both rows have its id and `BOOKKEEPING_COLUMNS`."""
        more = written_digest(after) - written_digest(before)
        self._move("record", after, more)
        self._count("record", after, 0, more)

    def counted(self, table: str, rows: int, digest: int) -> None:
        """New rows were inserted with their digests; ``digest`` is the sum of these."""
        self._count(table, {}, rows, digest)

    def _move(self, table: str, row: Row, by: int, *, begin: bool = False) -> None:
        column = ADDED_UP.get(table)
        if column is None:
            owner, key = (table, "digest"), row[COUNTED[table]]
        else:
            owner, key = ("record", column), row["id" if table == "record" else "record_id"]
        moved = self._owners.setdefault(owner, {})
        if begin and column is None:
            moved[key] = by
        elif begin and table == "record":
            for (
                name
            ) in DIGEST_COLUMNS:  # the digests of an earlier row of this key, deleted in this change, went with it
                self._owners.setdefault(("record", name), {}).pop(key, None)
            moved[key] = by
        else:
            moved[key] = moved.get(key, 0) + by

    def _count(self, table: str, row: Row, rows: int, digest: int) -> None:
        if table == "setting" and row.get("name") in NOT_CONTENT:
            return
        counted = self._tables.setdefault(table, [0, 0])
        counted[0] += rows
        counted[1] += digest

    def write(self, connection: Connection) -> None:
        """Store the digests, inside the transaction of the change."""
        driver: Any = driver_of(connection)
        for (table, column), moved in self._owners.items():
            key = "id" if table == "record" else COUNTED[table]
            driver.executemany(
                f'UPDATE "{table}" SET "{column}" = ("{column}" + ?) & {MASK} WHERE "{key}" = ?',
                [(by & MASK, row) for row, by in moved.items() if by & MASK],
            )
        driver.executemany(
            "INSERT INTO content_digest VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE"
            f" SET rows = rows + excluded.rows, digest = (digest + excluded.digest) & {MASK}",
            [(name, rows, digest & MASK) for name, (rows, digest) in self._tables.items()],
        )
        self._owners, self._tables = {}, {}


def state_digest(connection: storage.Connection) -> str:
    """The digest (32 hexadecimal digits) of the whole content: of the sums of all tables, and of the last ids given."""
    tables = [list(row) for row in connection.execute("SELECT name, rows, digest FROM content_digest ORDER BY name")]
    ids = [list(given) for given in storage.ids_given(connection).items() if given[0] in COUNTED]
    text = _ENCODER.encode([tables, ids])
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


assert PART_TABLES.keys() <= COUNTED.keys()
