"""SQLAlchemy's engines over the driver's connections: one connection that writes, a few that read."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool

from memoircat.catalogue import storage
from memoircat.errors import EnvironmentError_, MemoirCatError
from memoircat.messages import message


def writing_engine(raw: storage.Connection) -> Engine:
    """An engine over the one connection that writes; a transaction waits for its turn at once."""
    engine = create_engine("sqlite+pysqlite://", module=storage.DRIVER, creator=lambda: raw, poolclass=StaticPool)
    # The driver begins nothing by itself (isolation_level None), so that DDL rolls back and a writer waits at once.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reading_engine(database: Path) -> Engine:
    """An engine over connections that can only read; a transaction sees one committed state."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=storage.DRIVER,
        creator=lambda: storage.connect_reader(database),
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=12,
    )
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def of_the_disk(problem: DBAPIError, path: Path) -> MemoirCatError:
    """Tell a full or failing disk, which a person can mend, from a bug."""
    text = str(problem.orig)
    for sign in ("disk is full", "disk I/O error", "readonly database", "database is locked", "unable to open"):
        if sign in text:
            return EnvironmentError_(
                message("The change could not be written ({text}). Nothing was changed.", text=text),
                where=str(path),
                hint=message("Free some disk space, or check that it may be written; then try again."),
            )
    return MemoirCatError(
        message("A bug in MemoirCat: {text}", text=text),
        where=str(path),
        hint=message("Nothing was changed. Please report it."),
    )
