"""Whether the values of a row that was read are such as the program writes: the rest of it could not be shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from memoircat.catalogue.change_sets import CHANGE_KINDS
from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.schema import PART_TABLES, TYPE_TABLES
from memoircat.records.declare import Field, Kind, fields_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RECORD_TYPES

# Columns of JSON → what stands for one that cannot be read; without it, the row is told and does not come over.
_JSON: dict[tuple[str, str], str | None] = {
    ("roster_row", "cells"): "{}",
    ("saved_search", "query"): None,
    ("entry_template", "values"): None,
    ("change", "key"): None,
    ("change", "before"): None,
    ("change", "after"): None,
}
_KNOWN = {
    ("record", "record_type"): RECORD_TYPES.keys(),
    ("statement", "property"): PROPERTIES.keys(),
    ("change_set", "kind"): CHANGE_KINDS,
}


class Unfit(Exception):
    """A row that the program could not show, even without the value that is wrong; its text names the column."""


def mended(table: str, row: dict[str, Value]) -> Iterator[tuple[str, Value]]:
    """The columns that must hold another value than was read, each with that value.

    Raises Unfit where none would do.
    """
    for (of, column), known in _KNOWN.items():
        if of == table and row.get(column) not in known:
            raise Unfit(f"{column} is none that the program knows")
    for (of, column), instead in _JSON.items():
        if of == table and not _is_json(row.get(column)):
            if instead is None:
                raise Unfit(f"{column} is no JSON")
            yield column, instead
    for column in _lists(table):
        if not _is_list(row.get(column)):
            yield column, None
    for column in _flags(table):
        if row.get(column) not in (None, 0, 1):
            yield column, None


def _is_json(value: Value) -> bool:
    try:
        return value is None or bool(json.loads(str(value)) is not ...)
    except (ValueError, RecursionError):
        return False


def _is_list(value: Value) -> bool:
    if not value:
        return True
    try:
        read = json.loads(str(value))
    except (ValueError, RecursionError):
        return False
    return isinstance(read, list) and all(isinstance(one, str) for one in read)


@cache
def _fields(table: str) -> tuple[Field, ...]:
    if table == "record":
        return fields_of(Record)
    if table in TYPE_TABLES:
        return RECORD_TYPES[table].own_fields
    return PART_TYPES[table].fields if table in PART_TABLES else ()


@cache
def _lists(table: str) -> tuple[str, ...]:
    return tuple(field.name for field in _fields(table) if field.kind in (Kind.TERMS, Kind.TEXTS))


@cache
def _flags(table: str) -> tuple[str, ...]:
    return tuple(field.name for field in _fields(table) if field.kind is Kind.FLAG)
