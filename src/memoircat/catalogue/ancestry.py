"""SQL for the collections and documents above a record, and for all that lies below one.

No record may lie in itself, and a restriction holds for everything below the record that has it.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

from memoircat.catalogue.schema import TYPE_TABLES
from memoircat.errors import InputError
from memoircat.messages import message

_PLACED = [table.name for table in TYPE_TABLES.values() if "parent" in table.c]
_UP = ", ".join(f"(SELECT parent FROM {table} WHERE record_id = up.id)" for table in _PLACED)
# UNION drops rows that it has already: the recursion ends even where a file from elsewhere holds a circle.
_LIES_IN = text(
    f"WITH RECURSIVE up(id) AS (SELECT :parent UNION SELECT coalesce({_UP}) FROM up WHERE up.id IS NOT NULL) "
    "SELECT 1 FROM up WHERE id = :record"
)

# The restrictions of all records above some records, as rows (record, access, closed_until); not those of the records
# themselves. A collection in the trash restricts too: to throw a closed collection away opens nothing.
_UP_FROM = _UP.replace("up.id", "above.id")
RESTRICTED_ABOVE = text(
    "WITH RECURSIVE above(lower, id) AS (SELECT value, value FROM json_each(:records) "
    f"UNION SELECT lower, coalesce({_UP_FROM}) FROM above WHERE above.id IS NOT NULL) "
    "SELECT above.lower, r.access, r.closed_until FROM above JOIN record r ON r.id = above.id "
    "WHERE above.id <> above.lower AND r.access IS NOT NULL AND r.access <> 'open' ORDER BY 1, r.id"
)

# The ids of some records and of all that lies below them.
_DOWN = " ".join(f"UNION SELECT p.record_id FROM {table} p JOIN below ON p.parent = below.id" for table in _PLACED)
WITH_ALL_BELOW = text(
    f"WITH RECURSIVE below(id) AS (SELECT value FROM json_each(:records) {_DOWN}) SELECT id FROM below"
)


def refuse_circle(connection: Connection, record_id: int, parent: int, code: str) -> None:
    """Raise InputError if the record would lie in itself once it lies in ``parent``; ``code`` names it in the error."""
    if connection.execute(_LIES_IN, {"parent": parent, "record": record_id}).scalar() is not None:
        raise InputError(
            message("A record cannot be part of itself."),
            where=code,
            hint=message("Choose a record that does not lie in it."),
        )
