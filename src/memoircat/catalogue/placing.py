"""Placing collections and documents: moved into another one, continued downwards with the next number."""

from __future__ import annotations

from typing import Any

from memoircat.catalogue.change import Change
from memoircat.catalogue.codes import code_after
from memoircat.catalogue.stands import stands
from memoircat.errors import InputError, NotFound
from memoircat.messages import message
from memoircat.records.registry import HIERARCHY

_BELOW_FONDS = {"fonds": "series", "subfonds": "series", "series": "file", "subseries": "file"}


def move_below(change: Change, records: list[int], parent: int | None) -> None:
    """Let records lie in another one, or (None) in nothing.

    Raises InputError for a record that would lie in itself, and for a collection in a document.
    """
    into = None if parent is None else _row(change, parent)
    for record_id in records:
        moved = _row(change, record_id)
        change.set(record_id, parent=parent)
        if into is not None and (into["record_type"], moved["record_type"]) == ("document", "collection"):
            raise InputError(
                message("A collection cannot lie in a document."),
                where=str(moved["code"]),
                hint=message("Choose a collection."),
            )


def make_below(change: Change, parent: int, type_code: str) -> int:
    """A new record in another one, with the number after the last that lies there; returns its id."""
    row = _row(change, parent)
    codes = [each["code"] for each in _children(change, parent, type_code)]
    code = code_after(
        change.connection, max(codes, key=lambda each: (len(each), each)) if codes else f"{row['code']}-00"
    )
    level = _BELOW_FONDS.get(row["level"] or "", "file") if type_code == "collection" else _document_level(row)
    return change.create(type_code, code=code, parent=parent, level=level)


def _document_level(row: dict[str, Any]) -> str:
    return "piece" if row["record_type"] == "document" else "item"


def _row(change: Change, record_id: int) -> dict[str, Any]:
    for code in HIERARCHY:
        joined = f"record r JOIN {code} p ON p.record_id = r.id"
        sql = f"SELECT r.code, r.record_type, p.level, p.parent FROM {joined} WHERE r.id = ?"
        found = change.connection.exec_driver_sql(sql, (record_id,)).mappings().first()
        if found is not None:
            return dict(found)
    raise NotFound(
        message("This is neither a collection nor a document."),
        where=str(record_id),
        hint=message("Choose one of these."),
    )


def _children(change: Change, parent: int, type_code: str) -> list[dict[str, Any]]:
    sql = f"SELECT r.code FROM record r JOIN {type_code} p ON p.record_id = r.id WHERE p.parent = ? AND {stands('r')}"
    return [dict(each) for each in change.connection.exec_driver_sql(sql, (parent,)).mappings()]
