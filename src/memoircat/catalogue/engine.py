"""The database of one catalogue: SQLAlchemy over the driver's connections, one that writes and a few that read.

What is SQLite's own is said here, in `storage` (files, pragmas, hints), in the index of words and in the migrations,
and nowhere else, so that another database could take its place: a test looks for it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

import sqlalchemy
from sqlalchemy import Connection, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from memoircat.catalogue import storage
from memoircat.catalogue.schema import metadata
from memoircat.catalogue.stands import WITHDRAWN
from memoircat.catalogue.telling import telling
from memoircat.causes import code_name
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

    def __init__(self, database: Path, *, writable: bool) -> None:
        self._database = database
        self._writer = storage.connect_writer(database) if writable else None
        self._writing = _writing_engine(self._writer) if self._writer else None
        self._reading = create_engine(
            "sqlite+pysqlite://",
            module=storage.DRIVER,
            creator=lambda: storage.connect_reader(database),
            poolclass=QueuePool,
            pool_size=4,
            max_overflow=12,
        )
        event.listen(self._reading, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))

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

    def leave_checkpoints(self) -> None:
        """Do not checkpoint at commits: the caller runs `checkpoint` in another thread.

        Otherwise every fortieth commit or so waits until the database file is on the disk. The commits are on the
        disk all the same, in the write-ahead file; one that has grown long is checkpointed as before.
        """
        if self._writer:
            self._writer.execute(f"PRAGMA wal_autocheckpoint = {storage.LONGEST_LOG}")

    def checkpoint(self) -> None:
        """Copy committed pages from the write-ahead file into the database file; any thread may do it at any time."""
        with telling(self._database):
            storage.checkpoint(self._database)

    def damage(self) -> list[str]:
        """SQLite's own verdict on the file, a line for each problem; empty for a sound one."""
        # From a fresh connection: one that is in use remembers pages of the index of words that are long gone.
        with telling(self._database), closing(self.reader()) as reader:
            verdict = [str(row[0]) for row in reader.execute("PRAGMA integrity_check")]
        return [line for line in verdict if line != "ok"]

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
        if self._writing and self._writer:
            try:
                storage.fold_back(self._writer)
            except storage.DatabaseError as problem:
                # A reader is still there, or the disk refuses. What was saved is in the write-ahead file, and stays.
                _log.info("the write-ahead file was not folded back: %s", code_name(problem))
            finally:
                self._writing.dispose()  # closes the writer's connection
                self._writing = self._writer = None


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
    return max(int(given or 0), int(highest or 0))


def _is_withdrawn(reader: storage.Connection, row: DanglingRow) -> bool:
    columns = {column[1] for column in reader.execute(f'PRAGMA table_info("{row.table}")')}
    owner = next((name for name in ("record_id", "made") if name in columns), "id")
    sql = (
        f"SELECT 1 FROM record r WHERE r.batch IN ({WITHDRAWN}) AND r.id = "
        f'(SELECT {owner} FROM "{row.table}" WHERE rowid = ?)'
    )
    return reader.execute(sql, [row.key]).fetchone() is not None
