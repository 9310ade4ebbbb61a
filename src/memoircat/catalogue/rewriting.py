"""A database written anew with another key, or without one: its tables, rows, indexes and triggers as they are.

SQLite's backup copies pages, which have another size inside where they are encrypted. SQLCipher's export copies what
is in them. What it leaves out is written here: the numbers in the head of the file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from memoircat.catalogue import storage
from memoircat.catalogue.keyring import Key
from memoircat.catalogue.place import IN_PLACE

_BUSY_MS = 200  # a reader may stay long: it is told at once
_BUSY = 5  # the code of SQLite


def connect_alone(file: Path) -> storage.Connection:
    """A connection that has a database for itself, as one file, until it is closed.

    Raises OperationalError (busy) where another connection is there.
    """
    connection = storage.connect_writer(file, journal_mode=IN_PLACE)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != IN_PLACE.lower():
            raise _busy()
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")  # the lock stays
    except BaseException:
        connection.close()
        raise
    return connection


def _busy() -> storage.OperationalError:
    problem: storage.OperationalError = storage.OperationalError("busy")
    problem.sqlite_errorcode = _BUSY
    return problem


def export(source: storage.Connection, to: Path, key: Key | None) -> None:
    """Write all of a database into the new file ``to``, with this key, or without one.

    The token of its opening is left out. Whoever wants the file kept flushes it to the disk.
    """
    head = {name: source.execute(f"PRAGMA main.{name}").fetchone()[0] for name in ("user_version", "application_id")}
    source.execute("ATTACH DATABASE ? AS anew KEY ?", [str(to), key.words if key else ""])
    try:
        source.execute("PRAGMA anew.journal_mode = OFF")
        source.execute("PRAGMA anew.synchronous = OFF")
        source.execute("SELECT sqlcipher_export('anew')").fetchall()
        for name, number in head.items():
            source.execute(f"PRAGMA anew.{name} = {int(number)}")
        source.execute("DELETE FROM anew.setting WHERE name = ?", [storage.OPENING])
    finally:
        source.execute("DETACH DATABASE anew")


def shape(connection: storage.Connection) -> list[Any]:
    """What has to be the same in a database that is written anew, beside its rows."""
    objects = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2, 3").fetchall()
    return [
        *objects,
        storage.stored_schema(connection),
        storage.ids_given(connection),
    ]
