"""What lies in what goes up to a top: no record lies in itself, by whatever way it got its place."""

from __future__ import annotations

from sqlalchemy import Connection, text

from memoircat.catalogue.schema import TYPE_TABLES
from memoircat.errors import InputError
from memoircat.messages import message

_UP = ", ".join(
    f"(SELECT parent FROM {table.name} WHERE record_id = up.id)"
    for table in TYPE_TABLES.values()
    if "parent" in table.c
)
# UNION ends where a circle came in from elsewhere.
_LIES_IN = text(
    f"WITH RECURSIVE up(id) AS (SELECT :parent UNION SELECT coalesce({_UP}) FROM up WHERE up.id IS NOT NULL) "
    "SELECT 1 FROM up WHERE id = :record"
)


def refuse_circle(connection: Connection, record_id: int, parent: int, code: str) -> None:
    """Raise InputError where a record would lie in itself, if it lay in ``parent``."""
    if connection.execute(_LIES_IN, {"parent": parent, "record": record_id}).scalar() is not None:
        raise InputError(
            message("It would lie in itself."), where=code, hint=message("Choose a record that does not lie in it.")
        )
