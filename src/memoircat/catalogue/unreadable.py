"""Values that the program cannot read: what a flipped bit, another program or a stranger left in a row.

`memoircat check` names each. Whoever reads records asks only after something went wrong (`blamed`), so that reading
costs nothing: what is damaged is then told as damage, and not as a bug of the program.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import NamedTuple

from sqlalchemy import Column, Float, Integer, Table, Text
from sqlalchemy.exc import DataError, IntegrityError, InterfaceError, ProgrammingError

from memoircat.catalogue.change_sets import CHANGE_KINDS
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.schema import PART_TABLES, TYPE_TABLES, metadata
from memoircat.catalogue.storage import Connection, wrong_counters
from memoircat.errors import Unreadable
from memoircat.messages import message
from memoircat.records.declare import Field, Kind, fields_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.records.values import MOST_BYTES

_RESTORE = "Restore it from a backup."
_REBUILD = "memoircat check --rebuild"
_RUN = 500  # rows whose texts are looked at together
_TOGETHER = 2**22  # bytes of them
_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"
_NO_EDTF = "GLOB '*[^-0-9X?~%./]*'"  # with a sign that EDTF does not have
_OBJECTS = {"change": ("before", "after"), "roster_row": ("cells",), "saved_search": ("query",)}  # columns with JSON
FAULTS = (
    *(TypeError, ValueError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, MemoryError),
    *(IntegrityError, InterfaceError, DataError, ProgrammingError),
)


class _Rule(NamedTuple):
    """What a column must not hold: the condition of SQL that says that it does, and the words for it."""

    column: str
    broken: str
    words: str


def unreadable_values(connection: Connection, records: Sequence[int] | None = None) -> Iterator[Problem]:
    """A problem for each value that the program cannot read; only those of some ``records`` where these are given.

    ``where`` is the code of the record, or table and key of a row that belongs to none.
    """
    for table in metadata.sorted_tables:
        owner = _owner(table)
        if records is None or owner:
            yield from (problem for _, problem in _in_table(connection, table, records))
    for name in wrong_counters(connection) if records is None else ():
        yield Problem("unreadable", name, "The number of its last row cannot be.", _RESTORE)


def unreadable_records(connection: Connection) -> set[int]:
    """The ids of the records that hold such values."""
    found = (pair for table in metadata.sorted_tables for pair in _in_table(connection, table, None))
    return {owner for owner, _ in found if owner is not None}


@contextmanager
def blamed(connection: Connection) -> Iterator[None]:
    """What fails inside while a value of the catalogue cannot be read is raised as Unreadable, which names the value.

    Any other failure is a bug, and is raised as it is.
    """
    try:
        yield
    except FAULTS as fault:
        if problem := next(unreadable_values(connection), None):
            raise unreadable(problem) from fault
        raise


def unreadable(problem: Problem) -> Unreadable:
    """The error for a value that cannot be read."""
    return Unreadable(
        message("The catalogue is damaged: {problem}", problem=problem.message),
        where=problem.where,
        hint=message("`memoircat check` names all that cannot be read. Restore it from a backup."),
    )


# Tables --------------------------------------------------------------------------------------------------------------


def _in_table(
    connection: Connection, table: Table, records: Sequence[int] | None
) -> Iterator[tuple[int | None, Problem]]:
    """The problems in a table, each with the id of its record."""
    only, values = "1", list[str]()
    if records is not None:
        only, values = f"{_owner(table)} IN (SELECT value FROM json_each(?))", [json.dumps(list(records))]
    rules = _rules(table)
    picked = ", ".join(f"({rule.broken})" for rule in rules)
    any_broken = " OR ".join(f"({rule.broken})" for rule in rules)
    sql = (
        f'SELECT {_key(table)}, {_owner(table) or "NULL"}, {picked} FROM "{table.name}" WHERE {only} AND ({any_broken})'
    )
    for key, owner, *broken in connection.execute(sql, values):
        for rule, is_broken in zip(rules, broken, strict=True):
            if is_broken:
                yield _named(connection, table, key, owner, rule.column, rule.words)
    if "rowid" in _key(table):
        for key, owner, column in _undecodable(connection, table, only, values):
            yield _named(connection, table, key, owner, column, "is not UTF-8")


def _named(
    connection: Connection, table: Table, key: object, owner: object, column: str, words: str
) -> tuple[int | None, Problem]:
    record_id = owner if isinstance(owner, int) else None
    row = None
    if record_id is not None:
        row = connection.execute("SELECT substr(code, 1, 100) FROM record WHERE id = ?", [record_id]).fetchone()
    code = row[0] if row and isinstance(row[0], str) and row[0] else None
    where = code or (f"record {record_id}" if record_id is not None else f"{table.name} {key}")
    remedy = _REBUILD if _is_derived(table) else _RESTORE
    return record_id, Problem("unreadable", where, f"“{column}” in row {key} of {table.name} {words}.", remedy)


def _is_derived(table: Table) -> bool:
    return table.name.startswith(("person_summary", "name_", "text_"))


def _key(table: Table) -> str:
    return "record_id" if table.dialect_options["sqlite"].get("with_rowid") is False else "rowid"


def _owner(table: Table) -> str | None:
    """The column with the id of the record that a row belongs to; None where rows belong to none."""
    names = {"record": "id", "roster_row": "made", "change": "record", "draft": "record"}
    return names.get(table.name) or ("record_id" if "record_id" in table.c else None)


# Rules ---------------------------------------------------------------------------------------------------------------


@cache
def _rules(table: Table) -> tuple[_Rule, ...]:
    rules = [rule for column in table.c for rule in _rules_of(column)]
    for field in _fields(table):
        if field.kind is Kind.DATE:
            rules += (_Rule(name, f'"{name}" NOT {_DAY}', "is no day") for name in field.columns[2:])
            rules.append(_Rule(field.columns[1], f'"{field.columns[1]}" {_NO_EDTF}', "is no date in EDTF"))
        elif field.kind in (Kind.TERMS, Kind.TEXTS):
            no_text = f"EXISTS (SELECT 1 FROM json_each(\"{field.name}\") WHERE type <> 'text')"
            rules.append(_Rule(field.name, _no_json(field.name, "array", no_text), "is no list of texts"))
    for name in _OBJECTS.get(table.name, ()):
        rules.append(_Rule(name, _no_json(name, "object"), "is no JSON object"))
    rules += _CODES.get(table.name, ())
    return tuple(rules)


def _rules_of(column: Column[object]) -> Iterator[_Rule]:
    """What any value of a column must be: of its type, there where it is needed, and not too long."""
    name = f'"{column.name}"'
    kinds = {Text: "'text'", Integer: "'integer'", Float: "'real', 'integer'"}.get(type(column.type), "'blob'")
    if column.nullable:
        kinds += ", 'null'"
    yield _Rule(column.name, f"typeof({name}) NOT IN ({kinds})", "holds no value of its kind")
    if not isinstance(column.type, Integer | Float):
        most = f"octet_length({name}) > {MOST_BYTES}"
        yield _Rule(column.name, most, f"is longer than {MOST_BYTES // 2**20} MB")


def _no_json(name: str, kind: str, more: str = "0") -> str:
    """SQL: a column holds something that is no JSON of this kind; ``more`` is asked of one that is."""
    valid = f'octet_length("{name}") <= {MOST_BYTES} AND json_valid("{name}") AND json_type("{name}") = \'{kind}\''
    return f"CASE WHEN coalesce(\"{name}\", '') = '' THEN 0 WHEN {valid} THEN {more} ELSE 1 END"


def _not_in(column: str, known: Sequence[str], what: str) -> _Rule:
    listed = ", ".join(f"'{code}'" for code in known)
    return _Rule(column, f'"{column}" NOT IN ({listed})', f"is no {what} that this program knows")


_WITHOUT_ROW = " ".join(
    f"WHEN '{code}' THEN NOT EXISTS (SELECT 1 FROM {code} t WHERE t.record_id = record.id)" for code in RECORD_TYPES
)
_CODES = {
    "record": [
        _not_in("record_type", tuple(RECORD_TYPES), "record type"),
        _Rule("record_type", f"CASE record_type {_WITHOUT_ROW} ELSE 0 END", "names a table that has no row of it"),
        _Rule("code", "coalesce(code, '') = ''", "is empty"),
    ],
    "statement": [
        _not_in("property", tuple(PROPERTIES), "property"),
        *(_Rule(name, f'"{name}" IS NULL', "is empty") for name in ("property", "occurrence")),
    ],
    "name": [_Rule(name, f'"{name}" IS NULL', "is empty") for name in ("text", "position")],
    "attachment": [_Rule("position", "position IS NULL", "is empty")],
    "change_set": [_not_in("kind", CHANGE_KINDS, "kind of change")],
    "change": [
        _not_in("table", tuple(metadata.tables), "table"),
        _Rule("key", "NOT json_valid(\"key\")", "is no JSON"),
    ],
    "entry_template": [_Rule("values", "NOT json_valid(\"values\")", "is no JSON")],
}  # fmt: skip


def _fields(table: Table) -> tuple[Field, ...]:
    if table.name == "record":
        return fields_of(Record)
    if table.name in TYPE_TABLES:
        return RECORD_TYPES[table.name].own_fields
    return PART_TYPES[table.name].fields if table.name in PART_TABLES else ()


# Encodings -----------------------------------------------------------------------------------------------------------


def _undecodable(
    connection: Connection, table: Table, only: str, values: list[str]
) -> Iterator[tuple[int, int | None, str]]:
    """The texts that are not UTF-8, as key, record and column. SQLite itself never asks.

    Many rows are joined by SQLite and decoded at once: to fetch each text takes ten times as long.
    """
    names = [column.name for column in table.c if isinstance(column.type, Text)]
    short = [f'CASE WHEN octet_length("{name}") <= {MOST_BYTES} THEN "{name}" ELSE \'\' END' for name in names]
    if not names:
        return
    joined = f"SELECT CAST(group_concat(concat_ws(' ', {', '.join(short)}), ' ') AS BLOB) FROM \"{table.name}\""
    for first, last in _runs(connection, table, names, only, values):
        if _decodes(connection, f"{joined} WHERE rowid BETWEEN ? AND ? AND {only}", [first, last, *values]):
            continue
        rows = f'SELECT rowid, {_owner(table) or "NULL"} FROM "{table.name}" WHERE rowid BETWEEN ? AND ? AND {only}'
        for key, owner in connection.execute(rows, [first, last, *values]).fetchall():
            for name, text in zip(names, short, strict=True):
                sql = f'SELECT CAST({text} AS BLOB) FROM "{table.name}" WHERE rowid = ?'
                if not _decodes(connection, sql, [key]):
                    yield key, owner, name


def _runs(
    connection: Connection, table: Table, names: Sequence[str], only: str, values: list[str]
) -> Iterator[tuple[int, int]]:
    """The first and last rows of runs that are short enough to be looked at together."""
    octets = " + ".join(f'coalesce(octet_length("{name}"), 0)' for name in names)
    sql = f'SELECT rowid, {octets} FROM "{table.name}" WHERE {only} ORDER BY rowid'
    rows, together = list[int](), 0
    for key, length in connection.execute(sql, values):
        if rows and (len(rows) >= _RUN or together + length > _TOGETHER):
            yield rows[0], rows[-1]
            rows, together = [], 0
        rows.append(key)
        together += length
    if rows:
        yield rows[0], rows[-1]


def _decodes(connection: Connection, sql: str, values: Sequence[object]) -> bool:
    (stored,) = connection.execute(sql, values).fetchone()
    try:
        (stored or b"").decode()
    except UnicodeDecodeError:
        return False
    return True
