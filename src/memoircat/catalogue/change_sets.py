"""Change sets and their rows, as listeners and the history hand them out.

Without SQLAlchemy, so that the window can paint its first list before SQLAlchemy is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from memoircat.messages import Message

# What a change set may be. Undo takes back the first two; the last ones tell what was done to the catalogue as a whole.
REDACT = "redact"  # former texts were taken out; nothing that came before can be undone
CHANGE_KINDS = ("do", "import", "undo", "redo", "note", "accept", REDACT, "salvage", "restore")


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One step of the history: what a person did, undid or redid.

    ``at`` is a time in UTC (ISO 8601). ``kind`` is one of `CHANGE_KINDS`; ``target``: the change set that an undo or
    redo is about. ``records`` are the ids it touched, ``tables`` the names of the tables it wrote to.
    """

    id: int
    at: str
    by: str
    label: Message
    kind: str
    target: int | None = None
    records: frozenset[int] = frozenset()
    tables: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a change set, with the columns that changed.

    ``before`` is None where the row was inserted, ``after`` where it was deleted. ``key`` is its primary key,
    ``record`` the record that it belongs to.
    """

    change_set: ChangeSet
    table: str
    key: Any
    record: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
