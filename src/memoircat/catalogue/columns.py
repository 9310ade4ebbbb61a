"""Between declared values and the columns of a row: dates take four columns, lists are JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from memoircat.dates import ArchiveDate
from memoircat.records.declare import Field, Kind, fields_of

Row = Mapping[str, Any]


def to_columns(fields: Iterable[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns for those ``values`` that are given."""
    columns: dict[str, Any] = {}
    for field in fields:
        if field.name not in values:
            continue
        value = values[field.name]
        if field.kind is Kind.DATE:
            parts = (value.text, value.edtf, value.earliest, value.latest) if value else (None, None, None, None)
            columns.update(zip(field.columns, parts, strict=True))
        elif field.kind in (Kind.TERMS, Kind.TEXTS):
            columns[field.name] = json.dumps(list(value), ensure_ascii=False) if value else None
        elif field.kind is Kind.FLAG:
            columns[field.name] = None if value is None else int(value)
        else:
            columns[field.name] = value
    return columns


def part_columns(part: Any) -> dict[str, Any]:
    """All columns of a part, in the order they are declared."""
    columns: dict[str, Any] = {}
    declaration: type = type(part)
    for name, kind, own in _plan(declaration):
        value = getattr(part, name)
        if kind is None:
            columns[name] = value
        elif kind is Kind.DATE:
            stored = (value.text, value.edtf, value.earliest, value.latest) if value else _NO_DATE
            columns.update(zip(own, stored, strict=True))
        elif kind is Kind.FLAG:
            columns[name] = None if value is None else int(value)
        else:
            columns[name] = json.dumps(list(value), ensure_ascii=False) if value else None
    return columns


_NO_DATE = (None, None, None, None)


@cache
def _plan(declaration: type) -> tuple[tuple[str, Kind | None, tuple[str, ...]], ...]:
    """Name, kind (None: stored as it is) and columns of each field."""
    special = (Kind.DATE, Kind.FLAG, Kind.TERMS, Kind.TEXTS)
    return tuple(
        (each.name, each.kind if each.kind in special else None, each.columns) for each in fields_of(declaration)
    )


def from_columns(fields: Iterable[Field], row: Row) -> dict[str, Any]:
    """The declared values that a row holds."""
    return {field.name: _value(field, row) for field in fields}


def _value(field: Field, row: Row) -> Any:
    if field.kind is Kind.DATE:
        text, edtf, first, last = (row[column] for column in field.columns)
        return None if text is None else ArchiveDate(text, edtf, first, last)
    stored = row[field.name]
    if field.kind in (Kind.TERMS, Kind.TEXTS):
        return tuple(json.loads(stored)) if stored else ()
    if field.kind is Kind.FLAG:
        return None if stored is None else bool(stored)
    return stored
