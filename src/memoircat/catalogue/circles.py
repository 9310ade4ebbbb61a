"""What lies in what goes up to a top: no record lies in itself, by whatever way it got its place."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from memoircat.catalogue.schema import TYPE_TABLES
from memoircat.errors import InputError

_PARENTS = [
    select(table.c.parent).where(table.c.record_id == bindparam("record"))
    for table in TYPE_TABLES.values()
    if "parent" in table.c
]


def refuse_circle(connection: Connection, record_id: int, parent: int, code: str) -> None:
    """Raise InputError where a record would lie in itself, if it lay in ``parent``."""
    passed: set[int] = set()
    at: int | None = parent
    while at is not None and at not in passed:  # a circle may have come in from elsewhere
        if at == record_id:
            raise InputError("It would lie in itself.", where=code, hint="Choose a record that does not lie in it.")
        passed.add(at)
        found = (connection.execute(query, {"record": at}).scalar() for query in _PARENTS)
        at = next((each for each in found if each is not None), None)
