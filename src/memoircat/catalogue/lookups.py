"""What `editing` and `exchange` look up inside a change: records by code or title, their type, parts and events.

They pass on the connection that a change or a reading gives them, and run no SQL of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy
from sqlalchemy import BindParameter, bindparam, func, select, text

from memoircat.catalogue.change import Change
from memoircat.catalogue.codes import record_not_found
from memoircat.catalogue.schema import PART_TABLES, TYPE_TABLES, record
from memoircat.catalogue.stands import stands
from memoircat.records.values import check_text

Connection = sqlalchemy.Connection  # so that callers can annotate it without importing SQLAlchemy
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_LABELS = select(record.c.id, record.c.code, record.c.label).where(record.c.id.in_(_IDS))
_statement = PART_TABLES["statement"]
_LAST_EVENT = select(func.max(_statement.c.occurrence)).where(
    _statement.c.record_id == bindparam("id"), _statement.c.property == bindparam("code")
)


def find_record(change: Change, code: str) -> int:
    """The id of the record with this code; not one in the trash or of a withdrawn import. Raises NotFound."""
    check_text(code, "code")
    query = select(record.c.id).where(record.c.code == code, text(stands()))
    record_id = change.connection.execute(query).scalar()
    if record_id is None:
        raise record_not_found(code)
    return int(record_id)


def find_source(connection: Connection, named: str) -> int | None:
    """The id of the source with this code, or exactly this title; None where there is none, or only in the trash."""
    check_text(named, "source")
    source = TYPE_TABLES["source"]
    query = (
        select(record.c.id)
        .join(source, source.c.record_id == record.c.id)
        .where((record.c.code == named) | (source.c.title == named), text(stands()))
        .order_by(record.c.code != named, record.c.id)
    )
    return connection.execute(query).scalar()


def type_of(change: Change, record_id: int) -> str:
    """The type of a record that exists."""
    return str(change.connection.execute(select(record.c.record_type).where(record.c.id == record_id)).scalar_one())


def labels_of(connection: Connection, records: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Code and label of those of the records that exist, by id."""
    return {row.id: (row.code, row.label) for row in connection.execute(_LABELS, {"ids": list(records)})}


def part_like(change: Change, part: str, record_id: int, values: Mapping[str, Any]) -> int | None:
    """The id of a row of the table ``part`` that is on a record and has these values; None where there is none."""
    table = PART_TABLES[part]
    same = (table.c[name] == value for name, value in values.items())
    return change.connection.execute(select(table.c.id).where(table.c.record_id == record_id, *same)).scalar()


def last_event(change: Change, record_id: int, property_code: str) -> int:
    """The highest number of an event of a property on a record; 0 where nothing is stated."""
    return change.connection.execute(_LAST_EVENT, {"id": record_id, "code": property_code}).scalar() or 0
