"""Settles what still refers to nothing when lost rows have been made good."""

from __future__ import annotations

from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.salvage.mending import MendedRow, Mending
from memoircat.catalogue.salvage.report import Fate, Loss
from memoircat.catalogue.salvage.shapes import Reference, Shape

_HISTORY = ("change_set", "change")  # rows are only added to it


def settle_references(mending: Mending) -> None:
    """Empty the references to rows that are not there; a row that cannot be without one is told and taken out."""
    for shape in mending.rows.shapes.content:
        if shape.name != "draft":  # its text may outlive the record
            for reference in shape.references:
                for number, value in mending.dangling(shape, reference):
                    _settle(mending, shape, reference, number, value)


def _settle(mending: Mending, shape: Shape, reference: Reference, number: int, value: Value) -> None:
    column, connection, record = reference.column, mending.rows.connection, mending.rows.record
    needed = column == shape.key or any(one.name == column and one.needed for one in shape.columns)
    if shape.name in _HISTORY:
        record.note(Loss(Fate.REFERENCE, shape.name, str(number), "kept as it was", column), row={column: value})
    elif needed:
        values = connection.execute(f'SELECT * FROM "{shape.name}" WHERE rowid = ?', [number]).fetchone()
        connection.execute(f'DELETE FROM "{shape.name}" WHERE rowid = ?', [number])
        row = dict(zip(shape.names, values, strict=True))
        record.note(Loss(Fate.LOST, shape.name, str(number), "what it belongs to is lost", column), row=row)
        record.read[shape.name] -= 1
    else:
        connection.execute(f'UPDATE "{shape.name}" SET "{column}" = NULL WHERE rowid = ?', [number])
        record.note(Loss(Fate.REFERENCE, shape.name, str(number), "", column), row={column: value})
        owner = mending.owner(shape, number)
        mending.done.append(MendedRow(shape.name, number, owner, {column: value}, {column: None}))
