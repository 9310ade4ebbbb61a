"""What a list can be filtered by, as conditions: SQL, the values of its placeholders, and the tables that it reads.

A value is compared with the text of its column. "" asks for records without a value; several values for records
with any of them; for a date, `1918/1920` asks for days in these years (an interval of EDTF; either end may be `..`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from memoircat.catalogue.list_columns import Column, find_column, table_of
from memoircat.catalogue.query import Where
from memoircat.dates import read_date
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.records.declare import Kind
from memoircat.records.values import check_text

_OPEN = ("..", "")


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on the rows of a list, with the values of the ``?`` in its SQL.

    ``tables`` are the tables that it reads, named as in `list_columns`: r, t, s.
    """

    sql: str
    values: tuple[Any, ...] = ()
    tables: frozenset[str] = frozenset("r")


def all_of(conditions: Iterable[Condition]) -> Condition:
    """The condition that is true where all of these are; without any, the one that is always true."""
    parts = list(conditions)
    return Condition(
        " AND ".join(part.sql for part in parts) or "1",
        tuple(value for part in parts for value in part.values),
        frozenset().union(*(part.tables for part in parts)),
    )


def where_conditions(type_code: str | None, where: Where) -> list[Condition]:
    """The conditions that ``where`` asks for, one for each of its columns.

    Without a type only the columns are known that every record has. Raises NotFound for an unknown column, InputError
    for a range of dates that cannot be read.
    """
    conditions = []
    for name, wanted in where.items():
        column = find_column(type_code, name)
        values = [wanted] if isinstance(wanted, str) else list(wanted)
        conditions.append(_any_of([_condition(column, value) for value in values]))
    return conditions


def _any_of(conditions: Sequence[Condition]) -> Condition:
    return replace(all_of(conditions), sql=f"({' OR '.join(condition.sql for condition in conditions) or '1'})")


def _condition(column: Column, wanted: str) -> Condition:
    check_text(wanted, column.name)
    if "/" in wanted and column.kind is Kind.DATE:
        return _range(column, wanted)
    reads = frozenset((table_of(column.sql),))
    if wanted == "":
        return Condition(f"({column.sql} IS NULL OR {column.sql} = '')", (), reads)
    if column.many:
        return Condition(f"EXISTS (SELECT 1 FROM {column.each} WHERE value = ?)", (wanted,), reads)
    if column.kind in (Kind.INTEGER, Kind.NUMBER, Kind.FLAG, Kind.RECORD):
        return Condition(f"CAST({column.sql} AS TEXT) = ?", (wanted,), reads)
    return Condition(f"{column.sql} = ?", (wanted,), reads)


def _range(column: Column, wanted: str) -> Condition:
    first, _, last = (end.strip() for end in wanted.partition("/"))
    parts, values = [f"{column.sort} IS NOT NULL"], list[str]()
    if first not in _OPEN:
        parts.append(f"{column.sort} >= ?")
        values.append(_day(first, wanted, column, end=False))
    if last not in _OPEN:
        parts.append(f"{column.sort} <= ?")
        values.append(_day(last, wanted, column, end=True))
    return Condition(f"({' AND '.join(parts)})", tuple(values), frozenset((table_of(column.sort),)))


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
