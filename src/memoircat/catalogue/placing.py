"""The place of collections and documents in the hierarchy: moving them, and making a new one below another."""

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
    """Move records into another one, or (None) to the top of the hierarchy.

    Raises InputError for a record that would lie in itself, and for a collection in a document; NotFound for a record
    that is neither a collection nor a document.
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
    """Make a record of a type in another one, with the code after the last one there; returns its id.

    Its level of description is the one below that of the parent. Raises NotFound as `move_below` does.
    """
    parent_row = _row(change, parent)
    codes = _codes_in(change, parent, type_code)
    last = max(codes, key=lambda code: (len(code), code)) if codes else f"{parent_row['code']}-00"
    code = code_after(change.connection, last)
    if type_code == "collection":
        level = _BELOW_FONDS.get(parent_row["level"] or "", "file")
    else:
        level = "piece" if parent_row["record_type"] == "document" else "item"
    return change.create(type_code, code=code, parent=parent, level=level)


def _row(change: Change, record_id: int) -> dict[str, Any]:
    for code in HIERARCHY:
        joined = f"record r JOIN {code} p ON p.record_id = r.id"
        sql = f"SELECT r.code, r.record_type, p.level, p.parent FROM {joined} WHERE r.id = ?"
        row = change.connection.exec_driver_sql(sql, (record_id,)).mappings().first()
        if row is not None:
            return dict(row)
    raise NotFound(
        message("This is neither a collection nor a document."),
        where=str(record_id),
        hint=message("Choose one of these."),
    )


def _codes_in(change: Change, parent: int, type_code: str) -> list[str]:
    sql = f"SELECT r.code FROM record r JOIN {type_code} p ON p.record_id = r.id WHERE p.parent = ? AND {stands('r')}"
    return list(change.connection.exec_driver_sql(sql, (parent,)).scalars())
