"""Keeping what is derived from records up to date: refreshed, verified, rebuilt, and optimised for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing

from sqlalchemy import Connection, select

from memoircat.catalogue import storage
from memoircat.catalogue.content import CHUNK, chunks, read_content
from memoircat.catalogue.derived import Derived, Problem
from memoircat.catalogue.engine import REFUSALS, Engine
from memoircat.catalogue.integrity import content_problems
from memoircat.catalogue.schema import record, setting
from memoircat.catalogue.telling import telling
from memoircat.catalogue.unreadable import FAULTS, unreadable_records, unreadable_values
from memoircat.errors import Damaged, EnvironmentError_
from memoircat.jobs import Progress
from memoircat.messages import message

_RESTORE = "Restore the catalogue from a copy (memoircat restore), or bring over what can be read (memoircat salvage)."
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

    def check(self, progress: Progress | None = None) -> Iterator[Problem]:
        """Look for damage, for content that is not what was written, and for stale derived rows; nothing is changed.

        ``progress`` counts records. Raises Cancelled where it was cancelled.
        """
        progress = progress or Progress()
        for proof in (self._damage, self._dangling, self._unreadable, self._content, self._stale):
            try:
                with telling(self._engine.database, kinds=REFUSALS):
                    yield from proof(progress)
            except (Damaged, EnvironmentError_) as problem:  # the other proofs may still tell more
                yield Problem("damage", "catalogue.db", problem.message, str(problem.hint))
            except (UnicodeDecodeError, MemoryError):  # of a derived row; of others each value is told
                said = message("A text in it cannot be read.")
                yield Problem("damage", "catalogue.db", said, _RESTORE)
            except FAULTS:
                if not self._is_unreadable():  # else that is told, and this proof cannot go on
                    raise

    def _damage(self, progress: Progress) -> Iterator[Problem]:
        for line in self._engine.damage(progress):
            yield Problem("damage", "catalogue.db", line, _RESTORE)

    def _dangling(self, progress: Progress) -> Iterator[Problem]:
        progress.step(0, 0)
        for row in self._engine.dangling_rows():
            yield Problem(
                "reference",
                f"{row.table} {row.key}",
                message("Points at a missing {table}.", table=str(row.parent)),
                _RESTORE,
            )

    def _content(self, progress: Progress) -> Iterator[Problem]:
        with closing(self._engine.reader()) as reader:
            reader.execute("BEGIN")  # all tables as they were at one moment
            yield from content_problems(reader, progress)

    def _unreadable(self, _progress: Progress) -> Iterator[Problem]:
        with closing(self._engine.reader()) as reader:
            yield from unreadable_values(reader)

    def _is_unreadable(self) -> bool:
        with closing(self._engine.reader()) as reader:
            return next(unreadable_values(reader), None) is not None

    def _stale(self, progress: Progress) -> Iterator[Problem]:
        with closing(self._engine.reader()) as reader:
            damaged = unreadable_records(reader)
        with self._engine.reading() as connection:
            ids = [record_id for record_id in _all_records(connection) if record_id not in damaged]
            for derived in self.derived:
                for number, chunk in enumerate(chunks(ids)):
                    progress.give_way()
                    progress.step(number * CHUNK, len(ids))
                    yield from _checked(derived, connection, chunk, damaged=bool(damaged))
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


def _checked(derived: Derived, connection: Connection, records: Sequence[int], *, damaged: bool) -> Iterator[Problem]:
    """The problems of some records. ``damaged``: some others cannot be read, and what rests on these is passed by."""
    try:
        yield from list(derived.check(connection, records))
    except FAULTS:
        if not damaged:
            raise
        if len(records) > 1:
            for record_id in records:
                yield from _checked(derived, connection, [record_id], damaged=damaged)


def _all_records(connection: Connection) -> Sequence[int]:
    return connection.execute(select(record.c.id).order_by(record.c.id)).scalars().all()
