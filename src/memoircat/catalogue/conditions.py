"""What may be asked of the columns of a list, as SQL.

A value is compared with the text of its column. "" asks for records without a value; several values for records
with any of them; for a date, `1918/1920` asks for days in these years (EDTF, either end may be `..`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from memoircat.catalogue.list_columns import Column, find_column
from memoircat.catalogue.storage import Connection
from memoircat.dates import read_date
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.records.declare import Kind
from memoircat.records.values import check_text


@dataclass(frozen=True, slots=True)
class Condition:
    """A further condition on a record (`r.id`): SQL, and the values of its marks."""

    sql: str
    values: tuple[Any, ...] = ()


Wanted = str | Sequence[str]
Where = Mapping[str, Wanted]
_OPEN = ("..", "")


def where_conditions(type_code: str | None, where: Where) -> tuple[list[str], list[Any]]:
    """A condition for each column asked for, and its values.

    Raises NotFound for a column that is not there, InputError for a range that is none.
    """
    parts: list[str] = []
    values: list[Any] = []
    for name, wanted in where.items():
        column = find_column(type_code, name)
        several = [wanted] if isinstance(wanted, str) else list(wanted)
        found = [_condition(column, each) for each in several]
        parts.append(f"({' OR '.join(condition for condition, _ in found) or '1'})")
        values.extend(value for _, given in found for value in given)
    return parts, values


def standing(connection: Connection, record: str = "r") -> str:
    """Leave out the records (``r``, or as named) of withdrawn imports; the clause is there only where there are any."""
    withdrawn = [row[0] for row in connection.execute("SELECT id FROM batch WHERE withdrawn_at IS NOT NULL")]
    if not withdrawn:
        return ""
    return f" AND ({record}.batch IS NULL OR {record}.batch NOT IN ({','.join(map(str, withdrawn))}))"


def _condition(column: Column, wanted: str) -> tuple[str, list[Any]]:
    check_text(wanted, column.name)
    if wanted == "":
        return f"({column.sql} IS NULL OR {column.sql} = '')", []
    if "/" in wanted and column.kind is Kind.DATE:
        return _range(column, wanted)
    if column.many:
        return f"EXISTS (SELECT 1 FROM json_each({column.sql}) WHERE value = ?)", [wanted]
    if column.kind in (Kind.INTEGER, Kind.NUMBER, Kind.FLAG, Kind.RECORD):
        return f"CAST({column.sql} AS TEXT) = ?", [wanted]
    return f"{column.sql} = ?", [wanted]


def _range(column: Column, wanted: str) -> tuple[str, list[Any]]:
    first, _, last = (each.strip() for each in wanted.partition("/"))
    parts, values = [f"{column.sort} IS NOT NULL"], []
    if first not in _OPEN:
        parts.append(f"{column.sort} >= ?")
        values.append(_day(first, wanted, column, end=False))
    if last not in _OPEN:
        parts.append(f"{column.sort} <= ?")
        values.append(_day(last, wanted, column, end=True))
    return f"({' AND '.join(parts)})", values


def _day(text: str, wanted: str, column: Column, *, end: bool) -> str:
    read = read_date(text)
    day = (read.readings[0].latest if end else read.readings[0].earliest) if len(read.readings) == 1 else None
    if day is None:
        raise InputError(
            message("“{wanted}” is no range of dates.", wanted=wanted),
            where=column.name,
            hint=message("Write it as 1918/1920, 1945-08/1946-03 or 1918/.."),
        )
    return day
