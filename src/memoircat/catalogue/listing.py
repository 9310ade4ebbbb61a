"""Rows for lists, read with prepared SQL on the driver's own connection.

A list never holds entities, and it is on the screen before SQLAlchemy is imported (which takes longer than the first
query). Nothing else may use the driver's connection but `search`.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from memoircat.catalogue.storage import Connection
from memoircat.errors import NotFound
from memoircat.messages import Label
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import RECORD_TYPES, record_type
from memoircat.records.values import check_text
from memoircat.records.vocabularies import Term


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: its name, its head, the SQL it reads and the one it sorts by."""

    name: str
    label: Label
    sql: str
    sort: str
    vocabulary: str | None = None
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Query:
    """What a list shows: one record type, filtered and sorted. ``where`` compares columns with values as text.

    ``everyone`` shows also recorded people who are members of an identified one; ``trash`` only deleted records.
    """

    record_type: str
    where: Mapping[str, str] = field(default_factory=dict)
    sort: str | None = None
    descending: bool = False
    everyone: bool = False
    trash: bool = False
    records: Sequence[int] | None = None


_PERSON_COLUMNS = (
    Column("label", Label("氏名", "Name", "Имя"), "r.label", "r.sort_key"),
    Column("reading", Label("よみ", "Reading", "Чтение"), "s.reading", "r.sort_key"),
    Column("birth_year", Label("生年", "Born", "Год рожд."), "s.birth_year", "s.birth_day"),
    Column(
        "prefecture", Label("本籍", "Prefecture", "Префектура"), "s.prefecture", "s.prefecture", "prefecture", Kind.TERM
    ),
    Column("fate", Label("運命", "Fate", "Судьба"), "s.fate", "s.fate", "fate", Kind.TERM),
    Column("code", Label("記号", "Code", "Шифр"), "r.code", "r.code"),
    Column("birth", Label("出生", "Birth", "Рождение"), "s.birth", "s.birth_day"),
    Column("death", Label("死亡", "Death", "Смерть"), "s.death", "s.death_day"),
    Column("rank", Label("階級", "Rank", "Звание"), "s.rank", "s.rank", "rank", Kind.TERM),
    Column("last_camp", Label("最後の収容所", "Last camp", "Последний лагерь"), "s.last_camp", "s.last_camp"),
    Column("kind", Label("記録の種類", "Kind", "Вид"), "t.kind", "t.kind", "person_kind", Kind.TERM),
)
_ALWAYS = ("id", "attention", "access")


def columns_of(type_code: str) -> tuple[Column, ...]:
    """The columns a list of this type can show, those shown at first in front."""
    kind = record_type(type_code)
    if type_code == "person":
        return _PERSON_COLUMNS
    shown = [each for each in kind.own_fields if each.declared.in_list and each.name != kind.title]
    rest = [each for each in kind.own_fields if not each.declared.in_list and each.name != kind.title]
    head = kind.field(kind.title).label if kind.title else Label("名称", "Name", "Название")  # type: ignore[union-attr]
    label = Column("label", head, "r.label", "r.sort_key")
    code = Column("code", Label("記号", "Code", "Шифр"), "r.code", "r.code")
    return (label, *map(_column, shown), code, *map(_column, rest))


def shown_columns(type_code: str) -> tuple[Column, ...]:
    """The columns a new list shows."""
    if type_code == "person":
        return _PERSON_COLUMNS[:5]
    kind = record_type(type_code)
    names = {"label", "code", *(each.name for each in kind.own_fields if each.declared.in_list)}
    return tuple(each for each in columns_of(type_code) if each.name in names)


def _column(field_: Field) -> Column:
    if field_.kind is Kind.DATE:
        return Column(field_.name, field_.label, f"t.{field_.name}_text", f"t.{field_.name}_first")
    name = f't."{field_.name}"'
    return Column(field_.name, field_.label, name, name, field_.vocabulary, field_.kind)


def row_ids(connection: Connection, query: Query, limit: int | None = None, offset: int = 0) -> array[int]:
    """The ids of the rows of a list in its order: eight bytes a row, so that any row can be reached at once."""
    sql, values = _select(connection, query, "r.id")
    if limit is not None or offset:
        sql += f" LIMIT {-1 if limit is None else int(limit)} OFFSET {int(offset)}"
    cursor = connection.execute(sql, values)
    found = array("q")
    while batch := cursor.fetchmany(20_000):
        found.extend(each[0] for each in batch)
    return found


def count(connection: Connection, query: Query) -> int:
    """How many rows a list has."""
    sql, values = _select(connection, query, "count(*)", ordered=False)
    return int(connection.execute(sql, values).fetchone()[0])


def rows(connection: Connection, type_code: str, ids: Sequence[int], columns: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of these ids, in their order. Several values come as a tuple."""
    if not ids:
        return []
    chosen = [_find(type_code, name) for name in columns]
    picked = ", ".join(["r.id", "r.attention", "r.access", *(each.sql for each in chosen)])
    marks = ",".join("?" * len(ids))
    sql = f"SELECT {picked} FROM {tables(type_code)} WHERE r.id IN ({marks})"
    found = {row[0]: row for row in connection.execute(sql, list(ids))}
    return [_row(found[each], chosen) for each in ids if each in found]


def _row(row: Sequence[Any], columns: Sequence[Column]) -> dict[str, Any]:
    values = dict(zip(_ALWAYS, row, strict=False))
    for column, value in zip(columns, row[len(_ALWAYS) :], strict=True):
        many = column.kind in (Kind.TERMS, Kind.TEXTS)
        values[column.name] = (tuple(json.loads(value)) if value else ()) if many else value
    return values


def totals(connection: Connection, *, everyone: bool = False) -> dict[str, int]:
    """The number of rows in the list of every type; ``everyone`` counts linked recorded people too."""
    found = dict.fromkeys(RECORD_TYPES, 0)
    listed = "" if everyone else " AND r.listed = 1"
    sql = (
        "SELECT r.record_type, count(*) FROM record r "
        f"WHERE r.deleted_at IS NULL{listed}{_standing(connection)} GROUP BY 1"
    )
    found.update(dict(connection.execute(sql).fetchall()))
    return found


def conditions(connection: Connection, type_code: str | None, where: Mapping[str, str]) -> tuple[str, list[Any]]:
    """The SQL after WHERE for live records of a type with these values; for the alias ``r`` and those of `tables`."""
    parts, values = ["r.deleted_at IS NULL"], []
    if type_code:
        parts.append("r.record_type = ?")
        values.append(record_type(type_code).code)
    for name, wanted in where.items():
        condition, given = _condition(type_code or "person", name, wanted)
        parts.append(condition)
        values.extend(given)
    return " AND ".join(parts) + _standing(connection), values


def tables(type_code: str | None) -> str:
    """The SQL after FROM: `record` as ``r``, the type's table as ``t``, for people their summary as ``s``."""
    if not type_code:
        return "record r"
    joined = f"record r JOIN {record_type(type_code).code} t ON t.record_id = r.id"
    return f"{joined} LEFT JOIN person_summary s ON s.record_id = r.id" if type_code == "person" else joined


def _list_condition(connection: Connection, query: Query) -> tuple[str, list[Any]]:
    condition, values = conditions(connection, query.record_type, query.where)
    if query.trash:
        condition = condition.replace("r.deleted_at IS NULL", "r.deleted_at IS NOT NULL", 1)
    elif not query.everyone:
        condition += " AND r.listed = 1"
    if query.records is not None:
        condition = f"{_by_id(condition)} AND r.id IN ({','.join('?' * len(query.records))})"
        values.extend(query.records)
    return condition, values


def _by_id(condition: str) -> str:
    """The condition for records that are given: SQLite is to look them up, not to walk through the whole list."""
    return condition.replace("r.record_type = ?", "+r.record_type = ?").replace("r.listed = 1", "+r.listed = 1")


def _select(connection: Connection, query: Query, picked: str, *, ordered: bool = True) -> tuple[str, list[Any]]:
    condition, values = _list_condition(connection, query)
    order = _find(query.record_type, query.sort).sort if query.sort else "r.sort_key"
    plain = order == "r.sort_key" and not query.where
    sql = f"SELECT {picked} FROM {'record r' if plain else tables(query.record_type)} WHERE {condition}"
    if ordered:
        direction = "DESC" if query.descending else "ASC"
        last = "" if order == "r.sort_key" else " NULLS LAST"
        sql += f" ORDER BY {order} {direction}{last}, r.id {direction}"
    return sql, values


def _condition(type_code: str, name: str, wanted: str) -> tuple[str, list[Any]]:
    column = _find(type_code, name)
    check_text(wanted, name)
    if wanted == "":
        return f"coalesce({column.sql}, '') = ''", []
    if column.kind in (Kind.TERMS, Kind.TEXTS):
        return f"EXISTS (SELECT 1 FROM json_each({column.sql}) WHERE value = ?)", [wanted]
    return f"CAST({column.sql} AS TEXT) = ?", [wanted]


def _standing(connection: Connection) -> str:
    """Leave out the records of withdrawn imports; the clause is there only when there are any."""
    withdrawn = [row[0] for row in connection.execute("SELECT id FROM batch WHERE withdrawn_at IS NOT NULL")]
    return f" AND (r.batch IS NULL OR r.batch NOT IN ({','.join(map(str, withdrawn))}))" if withdrawn else ""


def _find(type_code: str, name: str | None) -> Column:
    for column in columns_of(type_code):
        if column.name == name:
            return column
    if name == "access":
        return Column("access", Label("公開", "Access", "Доступ"), "r.access", "r.access", "access", Kind.TERM)
    if name == "attention":
        return Column("attention", Label("要確認", "Needs attention", "Требует внимания"), "r.attention", "r.attention")
    known = ", ".join(each.name for each in columns_of(type_code))
    raise NotFound(f"A list of {type_code} has no column “{name}”.", hint=f"Columns: {known}, access, attention.")


def iterate(connection: Connection, query: Query, columns: Sequence[str], size: int = 500) -> Iterator[dict[str, Any]]:
    """All rows of a list, read in runs, for exports and reports."""
    ids = row_ids(connection, query)
    for start in range(0, len(ids), size):
        yield from rows(connection, query.record_type, ids[start : start + size], columns)


def look_up(connection: Connection, types: Sequence[str], text: str, limit: int) -> list[tuple[int, str, str]]:
    """Live records of these types whose code or label begins with ``text``, then those that contain it."""
    marks = ",".join("?" * len(types))
    sql = (
        f"SELECT r.id, r.code, r.label FROM record r WHERE r.record_type IN ({marks}) AND r.deleted_at IS NULL "
        f"AND (instr(r.label, ?) OR instr(r.code, ?)){_standing(connection)} "
        "ORDER BY instr(r.code, ?) <> 1 AND instr(r.label, ?) <> 1, r.sort_key, r.id LIMIT ?"
    )
    return [tuple(row) for row in connection.execute(sql, [*types, text, text, text, text, limit])]


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
    order = _find(query.record_type, query.sort).sort if query.sort else "r.sort_key"
    condition, values = _list_condition(connection, query)
    marks = ",".join("?" * len(ids))
    sql = f"SELECT r.id, {order} FROM {tables(query.record_type)} WHERE {_by_id(condition)} AND r.id IN ({marks})"
    return dict(connection.execute(sql, [*values, *ids]).fetchall())


def dangling(connection: Connection) -> list[tuple[str, int, str]]:
    """Rows that point at nothing: table, row, what is missing. Those of withdrawn imports wait for their purge."""
    withdrawn = (
        "SELECT 1 FROM record r JOIN batch b ON b.id = r.batch WHERE b.withdrawn_at IS NOT NULL AND r.id = "
        '(SELECT {owner} FROM "{table}" WHERE rowid = ?)'
    )
    found = []
    for table, key, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        owner = next((name for name in ("record_id", "made") if name in columns), "id")
        if not connection.execute(withdrawn.format(owner=owner, table=table), [key]).fetchone():
            found.append((table, key, parent))
    return found
