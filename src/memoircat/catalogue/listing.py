"""Rows for lists, read with SQL on the driver's own connection.

A list is on the screen before SQLAlchemy is imported, which takes longer than the first query. Other folders do not
call these functions themselves: they ask a `search.reader.Reader`, which runs them on a connection of its own.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memoircat.catalogue.columns import listed_texts
from memoircat.catalogue.conditions import Condition, all_of, where_conditions
from memoircat.catalogue.list_columns import Column, facet_columns, find_column, table_of
from memoircat.catalogue.query import Query
from memoircat.catalogue.stands import not_withdrawn_now, stands_now
from memoircat.catalogue.storage import Connection, by_index
from memoircat.messages import Label
from memoircat.records.declare import Kind
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.vocabularies import Term

_WALKED = 20_000  # rows of a list that are looked through while someone types
_WALKED_OF_PEOPLE = 4_000  # fewer for people, whom `search` finds by its index of names
_LAST = "\U0010ffff"
_ALWAYS = ("id", "attention", "access")
_LOOKED_UP = 10_000  # ids in one statement; SQLite takes some 32,000 values


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a list as SQL: the tables to read, the condition, and the columns of id and default order."""

    source: str
    condition: Condition
    id: str = "r.id"
    sort_key: str = "r.sort_key"

    def select(self, picked: str, ending: str = "") -> str:
        return f"SELECT {picked} FROM {self.source} WHERE {self.condition.sql}{ending}"


def _rows_of(
    connection: Connection, query: Query, holding: Condition | None, read: Sequence[str], *, by_id: bool = False
) -> _Rows:
    """The rows of a list, from as few tables as it needs.

    ``holding``: the condition that `search.words` makes of the words of the query. ``read``: the columns that are read
    from each row in addition to those that the query itself asks for. ``by_id``: SQLite is to look the rows up by a few
    ids that the caller adds.
    """
    where = where_conditions(query.record_type, query.where)
    tables = {table_of(column) for column in read}.union(*(condition.tables for condition in where))
    plain = not (query.trash or query.everyone or holding or by_id) and query.records is None
    if query.record_type == "person" and plain and tables == {"s"} and not not_withdrawn_now(connection):
        listed = Condition("s.listed = 1", (), frozenset("s"))
        return _Rows("person_summary s", all_of([listed, *where]), "s.record_id", "s.sort_key")
    condition = all_of([*_which(connection, query, by_id=by_id or holding is not None), *where, *_only(query, holding)])
    return _Rows(joined(query.record_type, tables | condition.tables), condition)


def _which(connection: Connection, query: Query, *, by_id: bool) -> list[Condition]:
    """The conditions that a row has the type of the list, and belongs in it: in the trash or not, and listed.

    Where a few records are given, a unary + keeps SQLite from walking through the whole list by its index.
    """
    plus = "+" if by_id or query.records is not None else ""
    conditions = [
        Condition(f"r.deleted_at IS {'NOT ' if query.trash else ''}NULL"),
        Condition(f"{plus}r.record_type = ?", (record_type(query.record_type).code,)),
    ]
    if withdrawn := not_withdrawn_now(connection):
        conditions.append(Condition(withdrawn))
    if not (query.trash or query.everyone):
        conditions.append(Condition(f"{plus}r.listed = 1"))
    return conditions


def _only(query: Query, holding: Condition | None) -> list[Condition]:
    """The conditions that limit a list to some records: those that hold its words, and those with the ids it names."""
    conditions = [holding] if holding else []
    if query.records is not None:
        conditions.append(Condition(f"r.id IN ({_marks(query.records)})", tuple(query.records)))
    return conditions


def joined(type_code: str | None, tables: Iterable[str]) -> str:
    """The SQL after FROM: `record` as r; where ``tables`` has t, the type's own table; s, the summary of people."""
    source, wanted = "record r", set(tables)
    if type_code and "t" in wanted:
        source += f" JOIN {record_type(type_code).code} t ON t.record_id = r.id"
    if type_code == "person" and "s" in wanted:
        source += " LEFT JOIN person_summary s ON s.record_id = r.id"
    return source


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _ordered(connection: Connection, query: Query, holding: Condition | None) -> tuple[str, tuple[Any, ...]]:
    """SQL and values for the ids of a list in its order; rows without a value in the column sorted by come last."""
    sort = _sorted_by(query)
    rows = _rows_of(connection, query, holding, [sort] if sort else [])
    direction = "DESC" if query.descending else "ASC"
    order = [f"{sort} {direction} NULLS LAST"] if sort else []
    order += [f"{key} {direction}" for key in (rows.sort_key, rows.id)]
    return rows.select(f"{rows.id} AS id", f" ORDER BY {', '.join(order)}"), rows.condition.values


def _sorted_by(query: Query) -> str | None:
    """The column that a list is sorted by; None for its default order by name, which every source of rows has."""
    sort = find_column(query.record_type, query.sort).sort if query.sort else None
    return None if sort in ("r.sort_key", "s.sort_key") else sort


def row_ids(
    connection: Connection,
    query: Query,
    limit: int | None = None,
    offset: int = 0,
    holding: Condition | None = None,
) -> array[int]:
    """The ids of the rows of a list in its order, as an array of eight bytes a row."""
    sql, values = _ordered(connection, query, holding)
    if limit is not None or offset:
        sql += f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"
    # SQLite packs the ids into one value of big-endian numbers. Read one by one, each of 760,000 rows would take
    # Python's global lock, and a window in the same process would wait as often. (SQLite keeps the order of a subquery
    # for an aggregate whose result depends on it.)
    packed = f"SELECT unhex(group_concat(printf('%016x', id), '')) FROM ({sql})"
    ids = array("q", connection.execute(packed, values).fetchone()[0] or b"")
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


def is_indexed(connection: Connection, query: Query) -> bool:
    """Whether an index gives the first rows of a list, so that they come at once however long the list is."""
    if query.words:
        return False
    sort = _sorted_by(query)
    if _rows_of(connection, query, None, [sort] if sort else []).source == "person_summary s":
        return True
    return not (query.where or query.trash or query.everyone) and sort in (None, "r.code")


def most(connection: Connection) -> int:
    """The highest id of a record: an upper bound for the length of any list, known without counting."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM record").fetchone()[0])


def count(connection: Connection, query: Query, holding: Condition | None = None) -> int:
    """How many rows a list has."""
    rows = _rows_of(connection, query, holding, [])
    return int(connection.execute(rows.select("count(*)"), rows.condition.values).fetchone()[0])


def pieces(connection: Connection, query: Query, holding: Condition | None = None) -> int:
    """How many pieces (点) the documents of a list consist of; one without a number counts as one piece."""
    rows = _rows_of(connection, query, holding, ["t.pieces"])
    sql = rows.select("coalesce(sum(coalesce(nullif(t.pieces, 0), 1)), 0)")
    return int(connection.execute(sql, rows.condition.values).fetchone()[0])


def facets(
    connection: Connection, query: Query, longest: int = 12, holding: Condition | None = None
) -> dict[str, list[tuple[str, int]]]:
    """For each facet of a list, by the name of its column, the values with their numbers of rows, most frequent first.

    At most ``longest`` values for each; "" is the value of rows that have none. A column by which the list is filtered
    is counted as if it were not, so that one value can be exchanged for another.
    """
    values_by_column = {}
    length = count(connection, query, holding)
    for column in facet_columns(query.record_type):
        others = replace(query, where={name: wanted for name, wanted in query.where.items() if name != column.name})
        total = length if others.where == query.where else count(connection, others, holding)
        values = _values(connection, others, holding, column, total)
        values_by_column[column.name] = sorted(values, key=_most_frequent)[:longest]
    return values_by_column


def _values(
    connection: Connection, query: Query, holding: Condition | None, column: Column, total: int
) -> list[tuple[str, int]]:
    """The values of a column in a list of ``total`` rows, each with its number of rows."""
    rows = _rows_of(connection, query, holding, [column.sql])
    flag = column.kind is Kind.FLAG
    not_empty = f" AND {column.sql} = 1" if flag else f" AND {column.sql} IS NOT NULL"
    value, more = column.counted
    grouped = f"{not_empty} GROUP BY {value}"
    sql = replace(rows, source=rows.source + more).select(f"CAST({value} AS TEXT), count(*)", grouped)
    values = [(str(text), int(number)) for text, number in connection.execute(sql, rows.condition.values)]
    filled = sum(number for _, number in values)
    if column.many:
        filled = connection.execute(rows.select("count(*)", not_empty), rows.condition.values).fetchone()[0]
    return [*values, ("0" if flag else "", total - filled)] if total > filled else values


def _most_frequent(counted: tuple[str, int]) -> tuple[int, str]:
    value, number = counted
    return -number, value


def rows(connection: Connection, type_code: str, ids: Sequence[int], columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows with these ids, in the order of ``ids``: the columns asked for, and id, attention and access.

    A column that can hold several values has a tuple. Ids of other types, or of no record, are left out.
    """
    if not ids:
        return []
    chosen = [find_column(type_code, name) for name in columns]
    picked = ["r.id", "r.attention", "r.access", *(column.sql for column in chosen)]
    source = joined(type_code, map(table_of, picked))
    sql = f"SELECT {', '.join(picked)} FROM {source} WHERE +r.record_type = ? AND r.id IN ({_marks(ids)})"
    by_id = {row[0]: row for row in connection.execute(sql, [type_code, *ids])}
    return [_row(by_id[record_id], chosen) for record_id in ids if record_id in by_id]


def _row(row: Sequence[Any], columns: Sequence[Column]) -> dict[str, Any]:
    values = dict(zip(_ALWAYS, row, strict=False))
    for column, value in zip(columns, row[len(_ALWAYS) :], strict=True):
        values[column.name] = listed_texts(value) if column.many else value
    return values


def totals(connection: Connection, *, everyone: bool = False) -> dict[str, int]:
    """The number of rows in the list of every type; with ``everyone``, also the recorded people who are members."""
    listed = "" if everyone else " AND r.listed = 1"
    sql = f"SELECT r.record_type, count(*) FROM record r WHERE {stands_now(connection)}{listed} GROUP BY 1"
    return dict.fromkeys(RECORD_TYPES, 0) | dict(connection.execute(sql).fetchall())


def iterate(
    connection: Connection,
    query: Query,
    columns: Sequence[str],
    size: int = 500,
    holding: Condition | None = None,
) -> Iterator[dict[str, Any]]:
    """All rows of a list, read ``size`` at a time, for exports and reports."""
    ids = row_ids(connection, query, holding=holding)
    for start in range(0, len(ids), size):
        yield from rows(connection, query.record_type, ids[start : start + size], columns)


def look_up(connection: Connection, types: Sequence[str], text: str, limit: int) -> list[tuple[int, str, str]]:
    """Records of these types whose code or label has ``text``, as (id, code, label).

    Those whose code begins with it come first, then those whose label does, then the others. Without a text, the first
    of the lists, type by type. It runs at every key that is pressed, so that only the beginning of long lists is looked
    through (people are found by `search`).
    """
    if not text:
        return _first_of(connection, types, limit)
    standing = stands_now(connection)
    sql = (
        f"SELECT r.id, r.code, r.label FROM record r{by_index('record_by_code')} WHERE r.code >= ? AND r.code < ? "
        f"AND r.record_type IN ({_marks(types)}) AND {standing} ORDER BY r.code LIMIT ?"
    )
    hits = connection.execute(sql, [text, text + _LAST, *types, limit]).fetchall()
    within = (
        "SELECT id, code, label, instr(label, ?1) at FROM (SELECT r.id, r.code, r.label, r.sort_key FROM record r"
        f"{by_index('record_in_lists')} WHERE r.record_type = ?2 AND r.listed = 1 AND {standing} LIMIT ?4) "
        "WHERE at OR instr(code, ?1) ORDER BY at <> 1, sort_key, id LIMIT ?3"
    )
    hits_within: list[Sequence[Any]] = []
    for code in types:
        walked = _WALKED_OF_PEOPLE if code == "person" else _WALKED
        hits_within += connection.execute(within, [text, code, limit, walked]).fetchall()
    hits += sorted(hits_within, key=lambda row: row[3] != 1)
    return list(dict.fromkeys((row[0], row[1], row[2]) for row in hits))[:limit]


def _first_of(connection: Connection, types: Sequence[str], limit: int) -> list[tuple[int, str, str]]:
    """The first records of these types, from the index of their lists."""
    sql = (
        "SELECT r.id, r.code, r.label FROM record r WHERE r.record_type = ? AND r.listed = 1 "
        f"AND {stands_now(connection)} ORDER BY r.sort_key, r.id LIMIT ?"
    )
    first: list[tuple[int, str, str]] = []
    for code in types:
        first += [(row[0], row[1], row[2]) for row in connection.execute(sql, [code, limit - len(first)])]
    return first


def membership(
    connection: Connection, query: Query, ids: Sequence[int], holding: Condition | None = None
) -> dict[int, Any]:
    """Those of ``ids`` that belong to a list, with the values that they are sorted by.

    From these the window sees whether a changed row is still in its list, and in the same place.
    """
    order = find_column(query.record_type, query.sort).sort if query.sort else "r.sort_key"
    members: dict[int, Any] = {}
    for start in range(0, len(ids), _LOOKED_UP):
        some = ids[start : start + _LOOKED_UP]
        rows = _rows_of(connection, query, holding, [order], by_id=True)
        sql = rows.select(f"r.id, {order}", f" AND r.id IN ({_marks(some)})")
        members.update(connection.execute(sql, [*rows.condition.values, *some]).fetchall())
    return members


def names_of(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Code and label of these records as one text, by id; also of those in the trash."""
    sql = "SELECT id, code, label FROM record WHERE id IN (SELECT value FROM json_each(?))"
    return {id_: f"{code} {label}" for id_, code, label in connection.execute(sql, [json.dumps(list(ids))])}


def type_of(connection: Connection, record_id: int) -> str | None:
    """The type of a record, in the trash or not; None where there is no such record."""
    row = connection.execute("SELECT record_type FROM record WHERE id = ?", [record_id]).fetchone()
    return row[0] if row else None


def tags(connection: Connection, limit: int = 1000) -> list[str]:
    """The tags on records that are not in the trash, the most frequent first."""
    sql = (
        "SELECT t.text FROM tag t JOIN record r ON r.id = t.record_id "
        f"WHERE {stands_now(connection)} GROUP BY t.text ORDER BY count(*) DESC, t.text LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, [limit])]


def terms(connection: Connection) -> list[Term]:
    """The terms of all vocabularies, vocabulary by vocabulary, in their order."""
    sql = "SELECT vocabulary, code, ja, en, ru, position, in_use FROM term ORDER BY vocabulary, position"
    return [Term(row[0], row[1], Label(*row[2:5]), row[5], bool(row[6])) for row in connection.execute(sql)]


def setting(connection: Connection, name: str) -> str | None:
    """The value of a setting of the catalogue; None where it is not set."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", [name]).fetchone()
    return row[0] if row else None
