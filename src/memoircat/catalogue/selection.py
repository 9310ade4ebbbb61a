"""The stored values of many selected records at once, for batch edit and for find and replace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, or_, select

from memoircat.catalogue.columns import Row, from_columns
from memoircat.catalogue.schema import PART_TABLES, TYPE_TABLES, record
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import RECORD_TYPES

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_TEXTS = (Kind.TEXT, Kind.LONG, Kind.TEXTS)
_tag = PART_TABLES["tag"]
_TAGS = select(_tag.c.record_id, _tag.c.text).where(_tag.c.record_id.in_(_IDS)).order_by(_tag.c.record_id, _tag.c.id)
_OF_TYPE = select(record.c.id, record.c.code, record.c.label).where(
    record.c.id.in_(_IDS), record.c.record_type == bindparam("type")
)


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it is stored: the values of its fields by name, and its tags."""

    id: int
    code: str
    label: str
    values: dict[str, Any]
    tags: tuple[str, ...]


def text_fields(type_code: str) -> tuple[Field, ...]:
    """The fields of a type that hold text, without the code of the record."""
    return tuple(field for field in RECORD_TYPES[type_code].fields if field.kind in _TEXTS and field.name != "code")


def _fields_of(type_code: str, fields: Sequence[Field]) -> Select[Any]:
    """The query for some fields of records of a type, with id and label; its parameter ``ids`` is a list."""
    own = TYPE_TABLES[type_code]
    columns = ((record if column in record.c else own).c[column] for field in fields for column in field.columns)
    return (
        select(record.c.id, record.c.label, *columns)
        .join(own, own.c.record_id == record.c.id)
        .where(record.c.id.in_(_IDS))
    )


_RECORDS = {code: _fields_of(code, kind.fields) for code, kind in RECORD_TYPES.items()}
_TEXT_FIELDS = {code: _fields_of(code, text_fields(code)) for code in RECORD_TYPES}


def stored_records(connection: Connection, type_code: str, ids: Sequence[int]) -> dict[int, StoredRecord]:
    """Those of ``ids`` (some hundreds at most) that are records of a type, by id."""
    tags: dict[int, tuple[str, ...]] = {}
    for record_id, text in connection.execute(_TAGS, {"ids": list(ids)}):
        tags[record_id] = (*tags.get(record_id, ()), text)
    fields = RECORD_TYPES[type_code].fields
    return {
        row["id"]: StoredRecord(
            row["id"], row["code"], row["label"], from_columns(fields, dict(row)), tags.get(row["id"], ())
        )
        for row in connection.execute(_RECORDS[type_code], {"ids": list(ids)}).mappings()
    }


def tag_rows(connection: Connection, record_id: int) -> list[tuple[int, str]]:
    """The tags of a record, as (id of the row, text)."""
    query = select(_tag.c.id, _tag.c.text).where(_tag.c.record_id == record_id)
    return [(row.id, row.text) for row in connection.execute(query)]


def named_records(connection: Connection, type_code: str, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Those of ``ids`` that are records of a type, with their code and label."""
    rows = connection.execute(_OF_TYPE, {"ids": list(ids), "type": type_code})
    return {row.id: (row.code, row.label) for row in rows}


def text_values(connection: Connection, type_code: str, ids: Sequence[int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a type among ``ids``, as (id, values of its text fields by name)."""
    fields = text_fields(type_code)
    for row in connection.execute(_TEXT_FIELDS[type_code], {"ids": list(ids)}).mappings():
        yield row["id"], from_columns(fields, dict(row))


def part_rows(
    connection: Connection, part: str, ids: Sequence[int], columns: Sequence[str], holding: str = ""
) -> Iterator[Row]:
    """The rows of a part table on these records, by record and id.

    Where ``holding`` is given, only rows that have this text, in the same case, in one of the ``columns``.
    """
    table = PART_TABLES[part]
    query = select(table).where(table.c.record_id.in_(_IDS)).order_by(table.c.record_id, table.c.id)
    if holding:
        query = query.where(or_(*(func.instr(table.c[name], holding) > 0 for name in columns)))
    for row in connection.execute(query, {"ids": list(ids)}).mappings():
        yield dict(row)


def part_row(connection: Connection, part: str, part_id: int) -> Row:
    """One row of a part table, which must exist."""
    table = PART_TABLES[part]
    return dict(connection.execute(select(table).where(table.c.id == part_id)).mappings().one())
