"""The database of one catalogue: SQLAlchemy over the driver's connections, one that writes and a few that read.

What is SQLite's own is said here, in `storage` (files, pragmas, hints), in the index of words and in the migrations,
and nowhere else, so that another database could take its place: a test looks for it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import sqlalchemy
from sqlalchemy import Connection, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from memoircat.catalogue import storage
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.identity import Difference, OpenedFile
from memoircat.catalogue.last_save import LastSaveFile, forget_last_save
from memoircat.catalogue.place import IN_PLACE, WRITE_AHEAD
from memoircat.catalogue.schema import metadata
from memoircat.catalogue.stands import WITHDRAWN
from memoircat.catalogue.telling import telling
from memoircat.causes import code_name
from memoircat.errors import CatalogueReplaced
from memoircat.jobs import Progress
from memoircat.messages import message

_log = logging.getLogger(__name__)
REFUSALS = (DBAPIError, storage.DatabaseError)  # of SQLAlchemy, and of the driver itself


class DanglingRow(NamedTuple):
    """A row that refers to a row that is not there: its table, its key, the table of what is missing."""

    table: str
    key: int
    parent: str


class Engine:
    """Opens the database of a catalogue. ``writable``: this process holds the lock, and may write."""

    def __init__(self, database: Path, *, writable: bool, journal_mode: str = WRITE_AHEAD) -> None:
        self._database = database
        self.kept_aside = False  # what is read is a copy of a database that was replaced
        self._checkpointing = threading.Lock()
        self._last_save: LastSaveFile | None = None
        self._opened: OpenedFile | None = None
        self._guard: storage.Connection | None = None
        self._log_seen: os.stat_result | None = None
        self._newest = 0
        self._writer = self._open_writer(journal_mode) if writable else None
        self._writing = _writing_engine(self._writer) if self._writer else None
        self._reading = create_engine(
            "sqlite+pysqlite://",
            module=storage.DRIVER,
            creator=self.reader,
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=12,
        )
        event.listen(self._reading, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))

    def _open_writer(self, journal_mode: str) -> storage.Connection:
        with suppress(OSError):  # no place for it: then a lost save is not known, and all else is as ever
            self._last_save = LastSaveFile(self._database.parent)
        writer = storage.connect_writer(self._database, journal_mode=journal_mode, first=self._begin)
        self._newest = storage.newest_change_set(writer)
        # While another connection is there, closing the writer leaves the write-ahead file alone. Without it SQLite
        # would write that into whatever has come to the place of the database, and remove it by its name.
        self._guard = storage.connect_reader(self._database)
        with suppress(OSError):
            self._log_seen = self._database.with_name(self._database.name + "-wal").stat()
        return writer

    def _begin(self, writer: storage.Connection, alone: bool) -> None:
        """Give this opening a token of its own, in the database and beside it.

        On a full disk it has none, and a lost save is not known; the first save will say what is the matter.
        """
        opening = storage.token(writer) or ""
        if self._last_save is not None:
            try:
                opening = self._last_save.begin(opening, storage.newest_change_set(writer), alone=alone)
                if alone:
                    storage.set_token(writer, opening)
            except (OSError, storage.OperationalError):
                self._last_save.close(closed=False)
                self._last_save, opening = None, storage.token(writer) or ""
                forget_last_save(self._database.parent)
        self._opened = OpenedFile(self._database, opening)

    @property
    def database(self) -> Path:
        """The file of the database."""
        return self._database

    @property
    def writable(self) -> bool:
        """Whether this process may write."""
        return self._writing is not None

    @contextmanager
    def writing(self, *, references: bool = True) -> Iterator[Connection]:
        """One transaction. It takes the write lock when it begins, not at its first write; an exception rolls it back.

        Without ``references``, rows may refer to rows that are gone. Raises EnvironmentError_ for a full or failing
        disk, Damaged for a damaged one. The database must be writable.
        """
        assert self._writing is not None
        assert self._writer is not None
        with telling(self._database, message("The change could not be written. Nothing was changed."), REFUSALS):
            self._writer.execute(f"PRAGMA foreign_keys = {'ON' if references else 'OFF'}")
            with self._writing.begin() as connection:
                connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                self._compare_history()
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one committed state while it is held. Raises Damaged, EnvironmentError_."""
        with telling(self._database, kinds=REFUSALS), self._reading.connect() as connection:
            yield connection

    def reader(self) -> storage.Connection:
        """A driver's connection of the caller's own, for reading; close it."""
        with telling(self._database):
            return storage.connect_reader(self._database)

    # Is it still the database that was opened? -----------------------------------------------------------------

    def difference(self) -> Difference | None:
        """How the database at the path differs from the one that was opened; None where it is the same."""
        if self._opened is None:
            return None
        if not self._checkpointing.acquire(blocking=False):
            return self._opened.difference(busy=True)
        try:
            return self._opened.difference()
        finally:
            self._checkpointing.release()

    def _compare_history(self) -> None:
        """Raise CatalogueReplaced where the newest change set that was acknowledged is not there any more.

        A program that does not know our locks may have written one more: that one is kept, as it is in the history.
        """
        assert self._writer is not None
        newest = storage.newest_change_set(self._writer)
        if newest < self._newest:
            raise CatalogueReplaced(
                message("Another program took saved changes out of this catalogue while it was open."),
                where=str(self._database),
                hint=message("Nothing was written. Copy what you have typed, and restore the newest backup."),
            )
        if newest > self._newest:
            _log.warning("another program wrote change sets %d to %d", self._newest + 1, newest)
            self._newest = newest

    def acknowledge(self, change_set: int, digest: str = "") -> None:
        """Note a change set that is on the disk, before anybody is told of it; see `last_save`."""
        self._newest = change_set
        if self._last_save is not None:
            with suppress(OSError):  # behind the database, as it may be
                self._last_save.acknowledge(change_set, digest)

    def keep_aside(self, to: Path) -> bool:
        """Copy the database that was opened, which its connection still reaches; whether the copy is whole.

        One that is not is removed again.
        """
        assert self._writer is not None
        assert self._opened is not None
        try:
            if (storage.token(self._writer) or "") != self._opened.token:
                return False  # what it reaches is the other's content
            to.parent.mkdir(parents=True, exist_ok=True)
            with closing(storage.connect_copy(to, self._writer)) as copy:
                storage.copy_pages(self._writer, copy)
                whole = not storage.integrity(copy, indexes=True) and storage.newest_change_set(copy) >= self._newest
            if whole:
                to_disk(to)
                to_disk(to.parent)
                return True
        except (OSError, storage.DatabaseError):
            pass
        with suppress(OSError):
            to.unlink(missing_ok=True)
        return False

    def give_up_writing(
        self, *, read_from: Path | None = None, is_copy: bool = False, log_to: Path | None = None
    ) -> bool:
        """Close what writes without a touch to the files at the path, and read from another file from now on.

        The write-ahead file of the opened database must not stay beside another one: it is removed where ``read_from``
        has all that is in it, or moved to ``log_to``; returns whether it was moved. ``is_copy``: ``read_from`` is our
        own copy, in which typed text may be kept.
        """
        log = self._database.with_name(self._database.name + "-wal")
        own_log = self._log_seen is not None and _same_file(log, self._log_seen)
        if self._writing is not None:
            self._writing.dispose()
        if self._last_save is not None:
            self._last_save.close(closed=False)
        self._writing = self._writer = self._opened = self._last_save = None
        self._reading.dispose()
        if self._guard is not None:
            self._guard.close()
            self._guard = None
        moved = False
        if own_log and (read_from or log_to):
            with suppress(OSError):
                moved = _put_away(log, log_to)
        if read_from is not None:
            self._database, self.kept_aside = read_from, is_copy
        return moved

    @contextmanager
    def writing_aside(self) -> Iterator[Connection]:
        """One transaction in the copy that is kept aside: text that is typed goes there, with what was saved."""
        engine = _writing_engine(storage.connect_writer(self._database, journal_mode=IN_PLACE))
        try:
            with telling(self._database, kinds=REFUSALS), engine.begin() as connection:
                yield connection
        finally:
            engine.dispose()

    # The write-ahead file --------------------------------------------------------------------------------------

    def leave_checkpoints(self) -> None:
        """Do not checkpoint at commits: the caller runs `checkpoint` in another thread.

        Otherwise every fortieth commit or so waits until the database file is on the disk. The commits are on the
        disk all the same, in the write-ahead file; one that has grown long is checkpointed as before.
        """
        if self._writer:
            self._writer.execute(f"PRAGMA wal_autocheckpoint = {storage.LONGEST_LOG}")

    def checkpoint(self) -> None:
        """Copy committed pages from the write-ahead file into the database file; any thread may do it at any time."""
        with self._checkpointing, telling(self._database):
            # It goes to the file by its path. What has changed there since is told before the next write.
            if self._opened is None or self._opened.difference() is None:
                storage.checkpoint(self._database)
                if self._opened is not None:
                    self._opened.difference()  # so that the next save need not look at the content

    def damage(self, progress: Progress | None = None) -> list[str]:
        """SQLite's own verdict on the file, a line for each problem; none for a sound one. ``progress`` can stop it."""
        # From a fresh connection: one that is in use remembers pages of the index of words that are long gone.
        stopping = progress or Progress()
        with telling(self._database), closing(self.reader()) as reader, storage.stoppable(reader, stopping):
            return storage.integrity(reader, indexes=True)

    def dangling_rows(self) -> list[DanglingRow]:
        """The rows that refer to nothing. Those of withdrawn imports are no problem: they wait for their purge.

        Nor is a draft: it may outlive its record, and somebody may still want its text.
        """
        with telling(self._database), closing(self.reader()) as reader:
            rows = reader.execute("PRAGMA foreign_key_check").fetchall()
            dangling = [DanglingRow(table, key, parent) for table, key, parent, _ in rows if table != "draft"]
            return [row for row in dangling if not _is_withdrawn(reader, row)]

    def close(self) -> None:
        """Close the connections. The last writer folds the write-ahead file into the one database file."""
        self._reading.dispose()
        if self._guard is not None:
            self._guard.close()
            self._guard = None
        if self._writing and self._writer:
            folded = False
            try:
                storage.fold_back(self._writer)
                folded = True
            except storage.DatabaseError as problem:
                # A reader is still there, or the disk refuses. What was saved is in the write-ahead file, and stays.
                _log.info("the write-ahead file was not folded back: %s", code_name(problem))
            finally:
                self._writing.dispose()  # closes the writer's connection
                self._writing = self._writer = self._opened = None
                if self._last_save is not None:
                    self._last_save.close(closed=folded)
                    self._last_save = None


def _same_file(path: Path, seen: os.stat_result) -> bool:
    try:
        return os.path.samestat(path.stat(), seen)
    except OSError:
        return False


def _put_away(log: Path, to: Path | None) -> bool:
    """Move a write-ahead file, or remove it with None; its index goes with it. Returns whether it was moved."""
    log.with_name(log.name.removesuffix("-wal") + "-shm").unlink(missing_ok=True)
    if to is None:
        log.unlink(missing_ok=True)
        return False
    log.replace(to)
    return True


def _writing_engine(writer: storage.Connection) -> sqlalchemy.Engine:
    engine = create_engine("sqlite+pysqlite://", module=storage.DRIVER, creator=lambda: writer, poolclass=StaticPool)
    # The driver begins nothing by itself (isolation_level None), so that DDL rolls back and a writer waits at once.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@contextmanager
def upgrading(writer: storage.Connection) -> Iterator[Connection]:
    """One transaction on a connection that writes, in which tables may be recreated: foreign keys are off."""
    engine = _writing_engine(writer)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
        with connection.begin():
            yield connection
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.commit()


def schema_of(connection: Connection) -> int:
    """The number of the schema of a database; 0 for an empty one."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def set_schema(connection: Connection, schema: int) -> None:
    """Write the number of the schema, as part of the transaction."""
    connection.exec_driver_sql(f"PRAGMA user_version = {int(schema)}")


@contextmanager
def history_opened(connection: Connection) -> Iterator[None]:
    """Let rows of the history be written again, inside a transaction: to take texts out of it, or to accept damage."""
    query = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('change', 'change_set')"
    triggers = connection.exec_driver_sql(query).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)


def last_id(connection: Connection, table: str) -> int:
    """The highest id ever given in a table, so that ids of rows undone long ago do not come again."""
    given = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).scalar()
    highest = connection.execute(select(func.max(metadata.tables[table].c.id))).scalar()
    return max(given if isinstance(given, int) else 0, int(highest or 0))


def _is_withdrawn(reader: storage.Connection, row: DanglingRow) -> bool:
    columns = {column[1] for column in reader.execute(f'PRAGMA table_info("{row.table}")')}
    owner = next((name for name in ("record_id", "made") if name in columns), "id")
    sql = (
        f"SELECT 1 FROM record r WHERE r.batch IN ({WITHDRAWN}) AND r.id = "
        f'(SELECT {owner} FROM "{row.table}" WHERE rowid = ?)'
    )
    return reader.execute(sql, [row.key]).fetchone() is not None
