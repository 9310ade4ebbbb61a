"""The chain of the history: a change set carries a digest of the one before it, of its rows, and of the state after it.

So a change set that was lost, altered or put in shows, and a state of the content that no change set has left.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy

from memoircat.catalogue.content import driver_of
from memoircat.catalogue.digests import digest_of, state_digest
from memoircat.catalogue.storage import Connection

CHANGE_SET_COLUMNS = ("id", "at", "by", "label", "kind", "target")
JOURNAL_COLUMNS = ("change_set", "table", "key", "record", "before", "after")


class SetDigest:
    """The digest of the rows of one change set, told of them in the order in which they are written."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, digest: int) -> None:
        """The next row, by its digest."""
        self.rows += 1
        self._hash.update(digest.to_bytes(8, "big"))

    def link(
        self, previous: str, change_set: dict[str, Any], numbers: tuple[int | None, int | None], state: str | None
    ) -> str:
        """The digest (32 hexadecimal digits) that the change set carries.

        ``previous``: that of the change set before, "" for the first one; ``change_set``: its columns by name;
        ``numbers``: those of its first and its last row; ``state``: what `digests.state_digest` gave after it.
        """
        own = [change_set[name] for name in CHANGE_SET_COLUMNS]
        text = json.dumps([previous, *own, *numbers, self.rows, self._hash.hexdigest(), state], ensure_ascii=False)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def journal_digest(row: dict[str, Any]) -> int:
    """The digest of a row of the journal. It stays when the texts of the row are taken out of the history."""
    return digest_of(["change", [row[name] for name in JOURNAL_COLUMNS]])


def seal(connection: sqlalchemy.Connection, change_set: int, rows: SetDigest) -> str:
    """Store state and digest of a change set that is complete, and return the digest; its row must be the newest."""
    driver = driver_of(connection)
    digest = link(driver, change_set, rows, state := state_digest(driver))
    driver.execute("UPDATE change_set SET state = ?, digest = ? WHERE id = ?", [state, digest, change_set])
    return digest


def link(driver: Connection, change_set: int, rows: SetDigest, state: str | None) -> str:
    """The digest of a change set that is stored, from its row, its ``rows``, the one before it, and ``state``."""
    listed = ", ".join(f'"{name}"' for name in CHANGE_SET_COLUMNS)
    row = driver.execute(f"SELECT {listed} FROM change_set WHERE id = ?", [change_set]).fetchone()
    numbers = driver.execute("SELECT min(id), max(id) FROM change WHERE change_set = ?", [change_set]).fetchone()
    before = "SELECT digest FROM change_set WHERE id < ? ORDER BY id DESC LIMIT 1"
    previous = driver.execute(before, [change_set]).fetchone()
    own = dict(zip(CHANGE_SET_COLUMNS, row, strict=True))
    return rows.link(previous[0] if previous else "", own, numbers, state)
