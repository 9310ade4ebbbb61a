"""Taking the former texts of a record out of the history: where a person or a family has asked that they be forgotten.

The history tells that it was done, when, by whom and why. The digests of the rows stay, so that its chain still proves
that nothing else is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select, update

from memoircat.catalogue.change import Change
from memoircat.catalogue.change_sets import REDACT
from memoircat.catalogue.content import chunks
from memoircat.catalogue.engine import history_opened
from memoircat.catalogue.schema import change as journal
from memoircat.catalogue.storage import Connection


def redact(change: Change, record_id: int) -> int:
    """Take what a record and its parts held before out of the history; what they hold now stays. Returns how many rows.

    ``change`` has the kind `change_sets.REDACT`. Nothing that came before it can be undone any more (see
    `history.to_undo`), and former versions of this record cannot be brought back.
    """
    query = select(journal.c.id).where(
        journal.c.record == record_id, journal.c.redacted.is_(None), journal.c.table != "change"
    )
    rows = list(change.connection.execute(query.order_by(journal.c.id)).scalars())
    change.journal_as_done("change", record_id, None, {"redacted": rows}, record_id=record_id)
    with history_opened(change.connection):
        for chunk in chunks(rows):
            emptied = {"before": None, "after": None, "redacted": change.id}
            change.connection.execute(update(journal).where(journal.c.id.in_(chunk)).values(emptied))
    return len(rows)


def redacted_rows(connection: Connection) -> Mapping[int, int]:
    """The rows of the journal whose texts were taken out, as the history tells it: id → the change set that did it."""
    return dict(_told(connection))


def _told(connection: Connection) -> Iterator[tuple[int, int]]:
    query = (
        "SELECT c.change_set, c.after FROM change c JOIN change_set s ON s.id = c.change_set "
        "WHERE s.kind = ? AND c.\"table\" = 'change'"
    )
    for change_set, after in connection.execute(query, [REDACT]):
        told: Any = json.loads(after) if after else {}
        for row in told.get("redacted", ()):
            yield row, change_set
