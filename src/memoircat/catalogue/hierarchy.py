"""Fonds, series, files, items and pieces as a tree: what lies in what.

Read on the driver's own connection, as lists are: a branch is read when it is opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from memoircat.catalogue.conditions import standing
from memoircat.catalogue.storage import Connection

TYPES = ("collection", "document")


@dataclass(frozen=True, slots=True)
class Branch:
    """One collection or document of the tree; ``below`` is how many lie right in it."""

    id: int
    type: str
    code: str
    label: str
    level: str | None
    access: str | None
    attention: int
    below: int


def branches(connection: Connection, parent: int | None) -> list[Branch]:
    """What lies right in a record, or (None) in nothing: collections first, each in the order of the codes."""
    placed = "p.parent IS NULL" if parent is None else "p.parent = ?"
    given = [] if parent is None else [parent]
    live = "r.deleted_at IS NULL AND r.listed = 1" + standing(connection)
    sql = " UNION ALL ".join(
        f"SELECT r.id, r.record_type, r.code, r.label, p.level, r.access, r.attention, {_COUNT} "
        f"FROM {code} p JOIN record r ON r.id = p.record_id WHERE {placed} AND {live}"
        for code in TYPES
    )
    rows = connection.execute(f"{sql} ORDER BY 2, 3, 1", given * len(TYPES))
    return [Branch(*row) for row in rows]


_COUNT = " + ".join(
    f"(SELECT count(*) FROM {code} c JOIN record b ON b.id = c.record_id "
    "WHERE c.parent = r.id AND b.deleted_at IS NULL)"
    for code in TYPES
)


def path_to(connection: Connection, record_id: int) -> list[int]:
    """The records above a record, the topmost first; empty for one that lies in nothing."""
    found: list[int] = []
    at: int | None = record_id
    while at is not None:
        rows = (connection.execute(f"SELECT parent FROM {code} WHERE record_id = ?", [at]).fetchone() for code in TYPES)
        at = next((row[0] for row in rows if row and row[0] is not None), None)
        if at is None or at in found or at == record_id:  # a circle that came in from elsewhere
            break
        found.insert(0, at)
    return found
