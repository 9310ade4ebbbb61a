"""Turns declared values into the columns of a row and back: a date takes four columns, a list is kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from memoircat.dates import ArchiveDate
from memoircat.records.declare import Field, Kind, fields_of

Row = Mapping[str, Any]


def to_columns(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of those ``fields`` that ``values`` has, by name; an empty list is stored as None."""
    columns: dict[str, Any] = {}
    for field in fields:
        if field.name not in values:
            continue
        value = values[field.name]
        if field.kind is Kind.DATE:
            date = (value.text, value.edtf, value.earliest, value.latest) if value else (None, None, None, None)
            columns.update(zip(field.columns, date, strict=True))
        elif field.kind in (Kind.TERMS, Kind.TEXTS):
            columns[field.name] = json.dumps(list(value), ensure_ascii=False) if value else None
        elif field.kind is Kind.FLAG:
            columns[field.name] = None if value is None else int(value)
        else:
            columns[field.name] = value
    return columns


class Filled(dict[str, Any]):
    """A row that keeps only the columns that hold something; any other reads as None."""

    def __missing__(self, _name: str) -> None:
        return None


def filled_columns(part: Any) -> Filled:
    """The columns of a part that hold something, in the order in which they are declared."""
    columns = Filled()
    declaration: type = type(part)
    for name, kind, date_columns in _plan(declaration):
        value = getattr(part, name)
        if value is None:
            continue
        if kind is None:
            columns[name] = value
        elif kind is Kind.DATE:
            stored = zip(date_columns, (value.text, value.edtf, value.earliest, value.latest), strict=True)
            columns.update(column for column in stored if column[1] is not None)
        elif kind is Kind.FLAG:
            columns[name] = int(value)
        elif value:
            columns[name] = json.dumps(list(value), ensure_ascii=False)
    return columns


@cache
def _plan(declaration: type) -> tuple[tuple[str, Kind | None, tuple[str, ...]], ...]:
    """Name, kind (None: stored as it is) and columns of each field."""
    converted = (Kind.DATE, Kind.FLAG, Kind.TERMS, Kind.TEXTS)
    return tuple(
        (field.name, field.kind if field.kind in converted else None, field.columns) for field in fields_of(declaration)
    )


def from_columns(fields: Iterable[Field], row: Row) -> dict[str, Any]:
    """The values of the fields that a row holds, by name."""
    return {field.name: _value(field, row) for field in fields}


def _value(field: Field, row: Row) -> Any:
    if field.kind is Kind.DATE:
        text, edtf, first, last = (row[column] for column in field.columns)
        return None if text is None else ArchiveDate(text, edtf, first, last)
    stored = row[field.name]
    if field.kind in (Kind.TERMS, Kind.TEXTS):
        return listed_texts(stored)
    if field.kind is Kind.FLAG:
        return None if stored is None else bool(stored)
    return stored


def listed_texts(stored: Any) -> tuple[str, ...]:
    """The texts of a column that holds a list of them as JSON.

    What is no such list is one text, as it stands there: it is shown, and stays as it is until somebody changes it.
    """
    if not stored:
        return ()
    try:
        read = json.loads(stored)
    except (ValueError, TypeError, RecursionError):
        return (str(stored),)
    well = isinstance(read, list) and all(isinstance(text, str) for text in read)
    return tuple(read) if well else (str(stored),)
