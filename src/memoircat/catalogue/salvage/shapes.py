"""What the tables of each schema look like in a file: columns, indexes, and whether a row may be one of theirs.

The shapes come from the migrations and never from the damaged file, whose schema may be anybody's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from memoircat.catalogue import migrate, storage
from memoircat.catalogue.salvage.btree_pages import BrokenText, Value
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import RECORD_TYPES

_DERIVED = (
    "person_summary",
    "name_posting",
    "name_sound",
    "name_vocabulary",
    "text_piece",
    "text_sign",
    "word_index",
    "content_digest",
)
_SQLITES = "sqlite_"
SEQUENCE = "sqlite_sequence"  # the highest id ever given in each table


@dataclass(frozen=True, slots=True)
class Column:
    """A column as a file has it. ``needed``: it is never empty."""

    name: str
    type: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of a table that holds the key of a row of another one."""

    column: str
    table: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A table: its columns in their order, what it refers to, its indexes (name → columns)."""

    name: str
    columns: tuple[Column, ...]
    references: tuple[Reference, ...]
    indexes: Mapping[str, tuple[str, ...]]
    full: frozenset[str]  # those indexes that have every row
    key: str | None  # the column that is the number of the row; None where it has a number that no column shows

    @property
    def is_content(self) -> bool:
        """Whether it holds what people entered, and not what is derived from it."""
        return not self.name.startswith((*_DERIVED, _SQLITES))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    def named(self, rowid: int | None, values: tuple[Value, ...]) -> dict[str, Value]:
        """The values of a row by column; the number of the row stands in its key column, where the file has NULL."""
        row = dict(zip(self.names, values, strict=False))
        if self.key in row:
            row[self.key] = rowid
        return row

    def holds(self, values: tuple[Value, ...], cut: Collection[int] = ()) -> bool:
        """Whether a row of these values may be one of this table; columns added later may be missing at its end.

        The values with the numbers ``cut`` are not known whole, and not asked.
        """
        if len(values) > len(self.columns):
            return False
        for number, (column, value) in enumerate(zip(self.columns, values, strict=False)):
            if number in cut:
                continue
            if column.name == self.key:
                if value is not None:
                    return False
            elif value is None:
                if column.needed:
                    return False
            elif not isinstance(value, _STORED.get(column.type, object)):
                return False
        return not any(column.needed for column in self.columns[len(values) :])

    def likeness(self, rowid: int, row: Mapping[str, Value], known_type: Callable[[int], str | None]) -> int:
        """How much a row looks like one of this table and no other: the more signs, the higher; negative: it is not.

        ``known_type`` is the type of the record of that id, where it is known.
        """
        signs = 2 if len(row) == len(self.columns) else 0
        for (table, column), test in _SIGNS.items():
            if table in (self.name, "*") and row.get(column) is not None:
                fits = test(row[column])
                if table != "*" and not fits:
                    return -1
                signs += 2 * fits
        if self.name in RECORD_TYPES:
            stored = known_type(rowid)
            signs += 8 * (stored == self.name) - 8 * (stored not in (None, self.name))
        elif isinstance(owner := row.get("record_id"), int):
            signs += 2 * (known_type(owner) is not None)
        return signs


_STORED: dict[str, Any] = {
    "INTEGER": int,
    "TEXT": (str, BrokenText),
    "FLOAT": (int, float),
    "BLOB": bytes,
}


def _is_time(value: Value) -> bool:
    return isinstance(value, str) and value[4:5] == "-" and "T" in value


def _among(known: Collection[str]) -> Callable[[Value], bool]:
    return lambda value: value in known


_SIGNS: dict[tuple[str, str], Callable[[Value], bool]] = {
    ("*", "at"): _is_time,
    ("*", "added_at"): _is_time,
    ("*", "created_at"): _is_time,
    ("record", "record_type"): _among(RECORD_TYPES),
    ("statement", "property"): _among(PROPERTIES),
    ("image", "sha256"): lambda value: isinstance(value, str) and len(value) == 64,
    ("image", "media_type"): lambda value: isinstance(value, str) and value.startswith("image/"),
    ("roster_row", "cells"): lambda value: isinstance(value, str) and value[:1] in "[{",
    ("change", "key"): lambda value: isinstance(value, str) and (value.lstrip("-").isdigit() or value[:1] == '"'),
    ("change_set", "kind"): _among(("do", "import", "undo", "redo", "salvage")),
    ("mapping", "text"): lambda value: isinstance(value, str) and "=" in value,
    ("entry_template", "record_type"): _among(RECORD_TYPES),
    ("draft", "at"): _is_time,
    ("code_counter", "prefix"): _among({kind.prefix for kind in RECORD_TYPES.values()}),
    ("place_parent", "parent"): lambda value: isinstance(value, int),
}


class Shapes:
    """The tables of schema ``number``, and an empty database that has them."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._empty = storage.connect_memory()
        migrate.upgrade(self._empty, to=number)
        self.tables = {name: _shape(self._empty, name) for name in _tables(self._empty)}
        self.sql = {row[0] for row in self._empty.execute("SELECT sql FROM sqlite_schema") if row[0]}

    @property
    def content(self) -> list[Shape]:
        """The tables that hold content, those before that others refer to."""
        content = [shape for shape in self.tables.values() if shape.is_content]
        first = ("batch", "record", "image", "change_set")
        return sorted(content, key=lambda shape: first.index(shape.name) if shape.name in first else len(first))

    def make_empty(self, file: Path) -> None:
        """Make a database file with these tables."""
        with closing(storage.connect_copy(file, self._empty)) as made:
            storage.copy_pages(self._empty, made)


@cache
def shapes_of(number: int) -> Shapes:
    """The tables of a schema; the migrations that tell them take 0.3 s."""
    return Shapes(number)


def likeliest(stored: Collection[str], said: int | None) -> Shapes:
    """The schema of a file: the one its header says if the SQL in it agrees, else the one whose SQL is nearest."""
    there = set(stored)
    known = [*range(storage.SCHEMA, 0, -1)]
    if said in known and said is not None and not there - shapes_of(said).sql:
        return shapes_of(said)
    best = shapes_of(storage.SCHEMA)
    for number in known[1:] if best.sql ^ there else ():
        if len(shapes_of(number).sql ^ there) < len(best.sql ^ there):
            best = shapes_of(number)
    return best


def _tables(connection: storage.Connection) -> list[str]:
    rows = connection.execute("SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'")
    return [name for name, kind, without_rowid in rows if kind in ("table", "shadow") and not without_rowid]


def _shape(connection: storage.Connection, name: str) -> Shape:
    columns, key = [], None
    rows = connection.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', [name]).fetchall()
    of_key = [row for row in rows if row[3]]
    for column, type_, needed, of_its_key in rows:
        columns.append(Column(column, type_.upper(), bool(needed)))
        if of_its_key and len(of_key) == 1 and type_.upper() == "INTEGER":
            key = column
    references = connection.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', [name]).fetchall()
    listed = connection.execute("SELECT name, partial FROM pragma_index_list(?)", [name]).fetchall()
    indexes = {
        index: tuple(row[0] for row in connection.execute("SELECT name FROM pragma_index_info(?)", [index]))
        for index, _ in listed
    }
    full = frozenset(index for index, partial in listed if not partial)
    return Shape(name, tuple(columns), tuple(Reference(*row) for row in references), indexes, full, key)
