"""Fonds, series, files and items (levels of description, ISAD(G) 3.1.4) and the pieces of items, as a tree.

It is read on the driver's own connection, as lists are, and branch by branch, when one is opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memoircat.catalogue.stands import stands_now
from memoircat.catalogue.storage import Connection
from memoircat.records.registry import HIERARCHY


@dataclass(frozen=True, slots=True)
class Branch:
    """One collection or document of the tree.

    ``below`` is how many others lie in it, directly; ``attention`` is 1 where something needed is missing.
    """

    id: int
    type: str
    code: str
    label: str
    level: str | None
    access: str | None
    attention: int
    below: int
    parent: int | None


def branches(connection: Connection, parent: int | None) -> list[Branch]:
    """What lies directly in a record, or (None) in no record: collections first, then documents, by code.

    What lies in a record of the trash, or of a withdrawn import, is listed under None: its parent is not shown.
    """
    placed = {code: _in_nothing(connection, code) if parent is None else "p.parent = ?" for code in HIERARCHY}
    values = [] if parent is None else [parent]
    sql = " UNION ALL ".join(_select(connection, code, placed[code]) for code in HIERARCHY)
    rows = connection.execute(f"{sql} ORDER BY 2, 3, 1", values * len(HIERARCHY))
    return [Branch(*row) for row in rows]


def branches_of(connection: Connection, records: Sequence[int]) -> dict[int, Branch]:
    """The branches of those of the records (some thousands at most) that are in the tree, by id."""
    marks = ",".join("?" * len(records))
    sql = " UNION ALL ".join(_select(connection, code, f"r.id IN ({marks})") for code in HIERARCHY)
    return {row[0]: Branch(*row) for row in connection.execute(sql, [*records] * len(HIERARCHY))}


def never_in_tree(connection: Connection, records: Sequence[int]) -> set[int]:
    """Those of the records that are neither collections nor documents, in the trash or not."""
    marks = ",".join("?" * len(records))
    sql = f"SELECT id FROM record WHERE id IN ({marks}) AND record_type NOT IN {HIERARCHY}"
    return {row[0] for row in connection.execute(sql, [*records])}


def _select(connection: Connection, code: str, condition: str) -> str:
    return (
        f"SELECT r.id, r.record_type, r.code, r.label, p.level, r.access, r.attention, {_below(connection)}, p.parent "
        f"FROM {code} p JOIN record r ON r.id = p.record_id WHERE {condition} AND {_live(connection, 'r')}"
    )


def _in_nothing(connection: Connection, code: str) -> str:
    """The condition that a record lies in no record of the tree.

    It looks up the parents that are gone, not the parent of every record: there are far fewer parents than records.
    """
    holding = f"(SELECT DISTINCT parent FROM {code} WHERE parent IS NOT NULL) h JOIN record u ON u.id = h.parent"
    gone = f"SELECT h.parent FROM {holding} WHERE NOT ({_live(connection, 'u')})"
    return f"(p.parent IS NULL OR p.parent IN ({gone}))"


def _live(connection: Connection, record: str) -> str:
    return f"{stands_now(connection, record)} AND {record}.listed = 1"


def _below(connection: Connection) -> str:
    live = _live(connection, "b")
    return " + ".join(
        f"(SELECT count(*) FROM {code} c JOIN record b ON b.id = c.record_id WHERE c.parent = r.id AND {live})"
        for code in HIERARCHY
    )


def path_to(connection: Connection, record_id: int) -> list[int]:
    """The ids of the records above a record in the tree, the topmost first; empty for one that lies in no record."""
    above: list[int] = []
    at = _parent(connection, record_id)
    while at is not None and at not in above and at != record_id:  # a file from elsewhere may hold a circle
        above.insert(0, at)
        at = _parent(connection, at)
    return above


def _parent(connection: Connection, record_id: int) -> int | None:
    """The id of the record that a record lies in, if that one is in the tree."""
    live = _live(connection, "u")
    for code in HIERARCHY:
        sql = f"SELECT p.parent FROM {code} p JOIN record u ON u.id = p.parent WHERE p.record_id = ? AND {live}"
        row = connection.execute(sql, [record_id]).fetchone()
        if row is not None:
            return int(row[0])
    return None
