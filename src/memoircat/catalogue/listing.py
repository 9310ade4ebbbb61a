"""Rows for lists, read with prepared SQL on the driver's own connection.

A list never holds entities, and it is on the screen before SQLAlchemy is imported (which takes longer than the first
query). Nothing else may use the driver's connection but `search`.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from memoircat.catalogue.conditions import Condition, Where, standing, where_conditions
from memoircat.catalogue.list_columns import Column, facet_columns, find_column
from memoircat.catalogue.storage import Connection
from memoircat.messages import Label
from memoircat.records.declare import Kind
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.vocabularies import Term


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: one record type, filtered (see `catalogue.conditions`) and sorted.

    ``everyone`` shows also recorded people who are members of an identified one; ``trash`` only deleted records.
    ``words`` only records that hold them, in the texts of ``place`` where it is given: `search.words.narrowed` turns
    them into the condition ``holding``, without which such a list cannot be read.
    """

    record_type: str
    where: Where = field(default_factory=dict)
    sort: str | None = None
    descending: bool = False
    everyone: bool = False
    trash: bool = False
    records: Sequence[int] | None = None
    words: str = ""
    place: str = ""
    holding: Condition | None = None


_WALKED = 20_000  # rows of a list that are looked through while someone types;
_WALKED_OF_PEOPLE = 4_000  # fewer of a list that `search` looks through by its index
_LAST = "\U0010ffff"
_ALWAYS = ("id", "attention", "access")
_LOOKED_UP = 10_000  # ids in one statement; SQLite takes some 32,000 values


def row_ids(connection: Connection, query: Query, limit: int | None = None, offset: int = 0) -> array[int]:
    """The ids of the rows of a list in its order: eight bytes a row, so that any row can be reached at once."""
    sql, values = _ordered(connection, query)
    if limit is not None or offset:
        sql += f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"
    # As one value of big-endian numbers, which SQLite makes by itself: 760,000 rows would each ask for Python's one
    # lock, and a window in the same process would wait for it as often. (SQLite sets aside the order of a subquery
    # only for aggregates that cannot tell.)
    packed = f"SELECT unhex(group_concat(printf('%016x', id), '')) FROM ({sql})"
    found = array("q", connection.execute(packed, values).fetchone()[0] or b"")
    if sys.byteorder == "little":
        found.byteswap()
    return found


def is_indexed(connection: Connection, query: Query) -> bool:
    """Whether the first rows of a list come from an index, however long it is: nobody need wait for them."""
    if query.words:
        return False
    sort = find_column(query.record_type, query.sort).sort if query.sort else None
    read = [] if sort in (None, "s.sort_key") else [sort]
    if _rows_of(connection, query, *read).source == "person_summary s":
        return True
    return not (query.where or query.trash or query.everyone) and sort in (None, "r.sort_key", "s.sort_key", "r.code")


def most(connection: Connection) -> int:
    """A number that no list is longer than, known at once: how many records were ever made."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM record").fetchone()[0])


def count(connection: Connection, query: Query) -> int:
    """How many rows a list has."""
    found = _rows_of(connection, query)
    return int(connection.execute(found.select("count(*)"), found.values).fetchone()[0])


def pieces(connection: Connection, query: Query) -> int:
    """How many pieces (点) the documents of a list are; one that says nothing is one."""
    found = _rows_of(connection, query, "t.pieces")
    sql = found.select("coalesce(sum(coalesce(nullif(t.pieces, 0), 1)), 0)")
    return int(connection.execute(sql, found.values).fetchone()[0])


def facets(connection: Connection, query: Query, longest: int = 12) -> dict[str, list[tuple[str, int]]]:
    """For each facet of a list its values with the number of rows, the most frequent first; "" where there is none.

    A column that is filtered itself is counted as if it were not, so that one value can be exchanged for another.
    """
    counted = {}
    all_ = count(connection, query)
    for column in facet_columns(query.record_type):
        others = replace(query, where={name: each for name, each in query.where.items() if name != column.name})
        total = all_ if others.where == query.where else count(connection, others)
        counted[column.name] = sorted(_values(connection, others, column, total), key=_most_frequent)[:longest]
    return counted


def _values(connection: Connection, query: Query, column: Column, total: int) -> list[tuple[str, int]]:
    """The values of a column in a list of ``total`` rows, with the number of rows of each."""
    found = _rows_of(connection, query, column.sql)
    flag = column.kind is Kind.FLAG
    given = f" AND {column.sql} = 1" if flag else f" AND {column.sql} IS NOT NULL"
    value, more = column.counted
    sql = replace(found, source=found.source + more).select(
        f"CAST({value} AS TEXT), count(*)", f"{given} GROUP BY {value}"
    )
    values: list[tuple[str, int]] = connection.execute(sql, found.values).fetchall()
    filled = sum(number for _, number in values)
    if column.many:
        filled = connection.execute(found.select("count(*)", given), found.values).fetchone()[0]
    return [*values, ("0" if flag else "", total - filled)] if total > filled else values


def _most_frequent(counted: tuple[str, int]) -> tuple[int, str]:
    value, number = counted
    return -number, value


def rows(connection: Connection, type_code: str, ids: Sequence[int], columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of these ids, in their order. Several values come as a tuple."""
    if not ids:
        return []
    chosen = [find_column(type_code, name) for name in columns]
    picked = ", ".join(["r.id", "r.attention", "r.access", *(each.sql for each in chosen)])
    marks = ",".join("?" * len(ids))
    sql = f"SELECT {picked} FROM {tables(type_code, picked)} WHERE +r.record_type = ? AND r.id IN ({marks})"
    found = {row[0]: row for row in connection.execute(sql, [type_code, *ids])}
    return [_row(found[each], chosen) for each in ids if each in found]


def _row(row: Sequence[Any], columns: Sequence[Column]) -> dict[str, Any]:
    values = dict(zip(_ALWAYS, row, strict=False))
    for column, value in zip(columns, row[len(_ALWAYS) :], strict=True):
        values[column.name] = (tuple(json.loads(value)) if value else ()) if column.many else value
    return values


def totals(connection: Connection, *, everyone: bool = False) -> dict[str, int]:
    """The number of rows in the list of every type; ``everyone`` counts linked recorded people too."""
    found = dict.fromkeys(RECORD_TYPES, 0)
    listed = "" if everyone else " AND r.listed = 1"
    sql = (
        "SELECT r.record_type, count(*) FROM record r "
        f"WHERE r.deleted_at IS NULL{listed}{standing(connection)} GROUP BY 1"
    )
    found.update(dict(connection.execute(sql).fetchall()))
    return found


def tables(type_code: str | None, *read: str) -> str:
    """The SQL after FROM: `record` as ``r``, the type's table as ``t``, for people their summary as ``s``.

    ``read``: the SQL that is read or compared, where it is known: what it does not ask for is left out.
    """
    joined = "record r"
    if type_code and _reads("t", read):
        joined += f" JOIN {record_type(type_code).code} t ON t.record_id = r.id"
    if type_code == "person" and _reads("s", read):
        joined += " LEFT JOIN person_summary s ON s.record_id = r.id"
    return joined


def _reads(table: str, sql: Sequence[str]) -> bool:
    return not sql or any(f"{table}." in each for each in sql)


def _list_condition(connection: Connection, query: Query) -> tuple[str, list[Any]]:
    parts, values = where_conditions(query.record_type, query.where)
    condition = " AND ".join(["r.deleted_at IS NULL", "r.record_type = ?", *parts]) + standing(connection)
    values.insert(0, record_type(query.record_type).code)
    if query.trash:
        condition = condition.replace("r.deleted_at IS NULL", "r.deleted_at IS NOT NULL", 1)
    elif not query.everyone:
        condition += " AND r.listed = 1"
    if query.records is not None:
        condition = f"{_by_id(condition)} AND r.id IN ({','.join('?' * len(query.records))})"
        values.extend(query.records)
    if query.words:
        if query.holding is None:
            raise ValueError("a list by words is to be narrowed by search.words first")
        condition = f"{_by_id(condition)} AND {query.holding.sql}"
        values.extend(query.holding.values)
    return condition, values


def _by_id(condition: str) -> str:
    """The condition for records that are given: SQLite is to look them up, not to walk through the whole list."""
    return condition.replace("r.record_type = ?", "+r.record_type = ?").replace("r.listed = 1", "+r.listed = 1")


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a list as SQL: where they are read from, which, and the names of their id and of their order."""

    source: str
    condition: str
    values: list[Any]
    id: str
    sort_key: str

    def select(self, picked: str, ending: str = "") -> str:
        return f"SELECT {picked} FROM {self.source} WHERE {self.condition}{ending}"


def _rows_of(connection: Connection, query: Query, *read: str) -> _Rows:
    """The rows of a list, from as few tables as it needs. ``read``: what else is read from the columns of the row."""
    listed = not (query.trash or query.everyone or query.words) and query.records is None
    if query.record_type == "person" and listed and (query.where or read):
        parts, values = where_conditions("person", query.where)
        if not any(each in sql for sql in (*parts, *read) for each in ("r.", "t.")) and not standing(connection):
            condition = " AND ".join(["s.listed = 1", *parts])
            return _Rows("person_summary s", condition, values, "s.record_id", "s.sort_key")
    condition, values = _list_condition(connection, query)
    return _Rows(tables(query.record_type, condition, *read), condition, values, "r.id", "r.sort_key")


def _ordered(connection: Connection, query: Query) -> tuple[str, list[Any]]:
    """The ids of a list in its order. Rows without a value come last when sorted by it."""
    sort = find_column(query.record_type, query.sort).sort if query.sort else None
    sort = None if sort in ("r.sort_key", "s.sort_key") else sort
    found = _rows_of(connection, query, *([sort] if sort else []))
    direction = "DESC" if query.descending else "ASC"
    order = [f"{sort} {direction} NULLS LAST"] if sort else []
    order += [f"{each} {direction}" for each in (found.sort_key, found.id)]
    return found.select(f"{found.id} AS id", f" ORDER BY {', '.join(order)}"), found.values


def iterate(connection: Connection, query: Query, columns: Sequence[str], size: int = 500) -> Iterator[dict[str, Any]]:
    """All rows of a list, read in runs, for exports and reports."""
    ids = row_ids(connection, query)
    for start in range(0, len(ids), size):
        yield from rows(connection, query.record_type, ids[start : start + size], columns)


def look_up(connection: Connection, types: Sequence[str], text: str, limit: int) -> list[tuple[int, str, str]]:
    """Live records of these types: those whose code begins with ``text``, then those whose label does or contains it.

    It is asked at every key, so that of long lists only the beginning is walked (people: see `search`). Without a
    text it gives the first of the lists, type by type.
    """
    if not text:
        return _first_of(connection, types, limit)
    marks, live = ",".join("?" * len(types)), f"r.deleted_at IS NULL{standing(connection)}"
    sql = (
        "SELECT r.id, r.code, r.label FROM record r INDEXED BY record_by_code WHERE r.code >= ? AND r.code < ? "
        f"AND r.record_type IN ({marks}) AND {live} ORDER BY r.code LIMIT ?"
    )
    found = connection.execute(sql, [text, text + _LAST, *types, limit]).fetchall()
    within = (
        "SELECT id, code, label, instr(label, ?1) at FROM (SELECT r.id, r.code, r.label, r.sort_key FROM record r "
        f"INDEXED BY record_in_lists WHERE r.record_type = ?2 AND r.listed = 1 AND {live} LIMIT ?4) "
        "WHERE at OR instr(code, ?1) ORDER BY at <> 1, sort_key, id LIMIT ?3"
    )
    walked = {each: _WALKED_OF_PEOPLE if each == "person" else _WALKED for each in types}
    containing = [row for each in types for row in connection.execute(within, [text, each, limit, walked[each]])]
    found += sorted(containing, key=lambda row: row[3] != 1)
    return list(dict.fromkeys(tuple(row[:3]) for row in found))[:limit]


def _first_of(connection: Connection, types: Sequence[str], limit: int) -> list[tuple[int, str, str]]:
    """The first records of these types, from the index of their lists."""
    sql = (
        "SELECT r.id, r.code, r.label FROM record r WHERE r.record_type = ? AND r.listed = 1 "
        f"AND r.deleted_at IS NULL{standing(connection)} ORDER BY r.sort_key, r.id LIMIT ?"
    )
    found: list[tuple[int, str, str]] = []
    for each in types:
        found += [tuple(row) for row in connection.execute(sql, [each, limit - len(found)])]
    return found


def names_of(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Code and label of these records, live or not."""
    sql = "SELECT id, code, label FROM record WHERE id IN (SELECT value FROM json_each(?))"
    return {id_: f"{code} {label}" for id_, code, label in connection.execute(sql, [json.dumps(list(ids))])}


def type_of(connection: Connection, record_id: int) -> str | None:
    """The type of a record, live or not; None where there is none."""
    row = connection.execute("SELECT record_type FROM record WHERE id = ?", [record_id]).fetchone()
    return row[0] if row else None


def tags(connection: Connection, limit: int = 1000) -> list[str]:
    """The tags on live records, the most frequent first."""
    sql = (
        "SELECT t.text FROM tag t JOIN record r ON r.id = t.record_id "
        f"WHERE r.deleted_at IS NULL{standing(connection)} GROUP BY t.text ORDER BY count(*) DESC, t.text LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, [limit])]


def terms(connection: Connection) -> list[Term]:
    """The terms of all vocabularies in their order."""
    sql = "SELECT vocabulary, code, ja, en, ru, position, in_use FROM term ORDER BY vocabulary, position"
    return [Term(row[0], row[1], Label(*row[2:5]), row[5], bool(row[6])) for row in connection.execute(sql)]


def setting(connection: Connection, name: str) -> str | None:
    """A setting of the catalogue."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
    return row[0] if row else None


def membership(connection: Connection, query: Query, ids: Sequence[int]) -> dict[int, Any]:
    """Which of ``ids`` belong to a list, each with the value it is sorted by: whether a row stays in its place."""
    if not ids:
        return {}
    order = find_column(query.record_type, query.sort).sort if query.sort else "r.sort_key"
    condition, values = _list_condition(connection, query)
    found: dict[int, Any] = {}
    for start in range(0, len(ids), _LOOKED_UP):
        some = ids[start : start + _LOOKED_UP]
        marks = ",".join("?" * len(some))
        source = tables(query.record_type, order, condition)
        sql = f"SELECT r.id, {order} FROM {source} WHERE {_by_id(condition)} AND r.id IN ({marks})"
        found.update(connection.execute(sql, [*values, *some]).fetchall())
    return found


def dangling(connection: Connection) -> list[tuple[str, int, str]]:
    """Rows that point at nothing: table, row, what is missing. Those of withdrawn imports wait for their purge.

    A draft may outlive its record: whoever typed it may still want the text.
    """
    withdrawn = (
        "SELECT 1 FROM record r JOIN batch b ON b.id = r.batch WHERE b.withdrawn_at IS NOT NULL AND r.id = "
        '(SELECT {owner} FROM "{table}" WHERE rowid = ?)'
    )
    found = []
    for table, key, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        if table == "draft":
            continue
        owner = next((name for name in ("record_id", "made") if name in columns), "id")
        if not connection.execute(withdrawn.format(owner=owner, table=table), [key]).fetchone():
            found.append((table, key, parent))
    return found
