"""Keeping what is derived from records up to date: refreshed, verified, rebuilt, and optimised for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, select

from memoircat.catalogue import storage
from memoircat.catalogue.content import CHUNK, chunks, read_content
from memoircat.catalogue.derived import Derived, Problem
from memoircat.catalogue.engine import Engine
from memoircat.catalogue.schema import record, setting
from memoircat.jobs import Progress

Writing = Callable[[], AbstractContextManager[Connection]]  # opens one transaction, when no other is being written


class Upkeep:
    """What is derived from the records of one catalogue. ``writing`` opens a transaction, one at a time."""

    def __init__(self, engine: Engine, derived: Sequence[Derived], writing: Writing) -> None:
        self.derived = tuple(derived)
        self._engine = engine
        self._writing = writing

    def refresh(self, connection: Connection, records: Sequence[int], progress: Progress | None = None) -> None:
        """Bring every derived row of these records up to date, inside the transaction that changed them.

        ``progress`` counts the records. Raises Cancelled where it was cancelled; the transaction is rolled back.
        """
        progress = progress or Progress()
        for number, chunk in enumerate(chunks(records)):
            progress.give_way()
            progress.step(number * CHUNK, len(records))
            content = read_content(connection, chunk)
            for derived in self.derived:
                derived.refresh(connection, chunk, content)
        if records:
            progress.step(len(records), len(records))

    def check(self) -> Iterator[Problem]:
        """Look for damage and for derived rows that are stale; nothing is changed."""
        for line in self._engine.damage():
            yield Problem("damage", "catalogue.db", line, "Restore the catalogue from a backup.")
        for row in self._engine.dangling_rows():
            yield Problem(
                "reference", f"{row.table} {row.key}", f"Points at a missing {row.parent}.", "Restore from a backup."
            )
        with self._engine.reading() as connection:
            ids = _all_records(connection)
            for derived in self.derived:
                for chunk in chunks(ids):
                    yield from derived.check(connection, chunk)
                yield from derived.stray(connection)

    def rebuild(self, progress: Progress | None = None) -> None:
        """Derive everything again, in one transaction; ``progress`` counts the records.

        Raises Cancelled where it was cancelled; nothing is changed then.
        """
        with self._writing() as connection:
            for derived in self.derived:
                derived.clear(connection)
            self.refresh(connection, _all_records(connection), progress)
            connection.execute(setting.delete().where(setting.c.name == storage.STALE))

    def tidy(self, progress: Progress | None = None) -> None:
        """Optimise the indexes for reading, after much was written or now and then, in short transactions.

        Raises Cancelled where ``progress`` was cancelled; what is left is done the next time.
        """
        while self.tidy_some():
            if progress is not None:
                progress.step(0, 0)
                progress.give_way()

    def tidy_some(self) -> bool:
        """One step of `tidy`, about 20 ms. Returns whether there is more to do."""
        with self._writing() as connection:
            more = [derived.tidy(connection) for derived in self.derived]
        return any(more)


def _all_records(connection: Connection) -> Sequence[int]:
    return connection.execute(select(record.c.id).order_by(record.c.id)).scalars().all()
