"""Whether the database at a path is still the one that was opened, asked before each write.

A look at its entry in the folder answers it in microseconds; only where the file was written to since, as a checkpoint
does, is the token of the opening read again.
"""

from __future__ import annotations

import os
from enum import Enum
from pathlib import Path

from memoircat.catalogue import storage


class Difference(Enum):
    """What has become of a database that is open."""

    GONE = "gone"  # nothing is at its path
    REPLACED = "replaced"  # another file is
    OVERWRITTEN = "overwritten"  # the same file has other content


class OpenedFile:
    """A database as it was opened, with the token of that opening; empty where it has none."""

    def __init__(self, database: Path, token: str) -> None:
        """Raises OSError where it is not there."""
        self._database = database
        self.token = token
        self._seen = database.stat()

    def difference(self, *, busy: bool = False) -> Difference | None:
        """How the database differs from the one that was opened; None where it is the same.

        ``busy``: a checkpoint is writing into it, and its content is looked at later.
        """
        try:
            now = self._database.stat()
        except OSError:
            return Difference.GONE
        if not os.path.samestat(now, self._seen):
            return Difference.REPLACED
        if busy or (now.st_mtime_ns, now.st_size) == (self._seen.st_mtime_ns, self._seen.st_size):
            return None
        token = storage.token_in_file(self._database)
        # Where it cannot be told, a full disk cut a checkpoint of ours short: the log has what the file lacks.
        if now.st_size < self._seen.st_size or token not in (None, self.token):
            return Difference.OVERWRITTEN
        self._seen = now
        return None
