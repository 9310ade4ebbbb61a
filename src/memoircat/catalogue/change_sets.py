"""What listeners and the history hand out. Without SQLAlchemy, so that the first list can be painted before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from memoircat.messages import Message


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One action of a person. ``records`` are the ids it touched, ``tables`` the tables it wrote to."""

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
    """One row of a change set: the columns before and after (None: the row was made, or removed)."""

    change_set: ChangeSet
    table: str
    key: Any
    record: int | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
