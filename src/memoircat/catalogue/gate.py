"""What an opened database file must be before the program asks it anything.

The file may come from a stranger or from a damaged disk. A trigger in it would run at the next save, a view with the
name of a table at the next list, a stranger's column or index at both. So the schema, as the file itself tells it, must
be the one that the migrations make, object by object and word by word. `sqlite_schema` is a plain table: reading it
runs nothing. What each released schema is stands in resources/schemas, written by packaging/write_schema.py.

The driver offers neither SQLite's defensive mode nor its limits on lengths (no ``setconfig``, no ``setlimit``). Instead
a step counter stops a schema that is far too long, and the heap of SQLite is limited (`storage`), so that a value of
hundreds of megabytes is refused before it is in memory. ``trusted_schema`` is off, ``writable_schema`` as it is by
default, off too: no file can turn it on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sqlcipher3 import dbapi2 as driver

from memoircat.errors import Damaged, NotACatalogue
from memoircat.messages import Message, message
from memoircat.resources_folder import resources_folder
from memoircat.shipped import shipped

APPLICATION_ID = 0x4D434154  # "MCAT", so that `file` and others know the database
_SCHEMAS = "schemas"
_STEPS = 20_000  # of SQLite's machine: ten times as many as reading our schema takes
_LONGEST_NAME = 60  # characters of a stranger's name that are shown
_NAMES_A_SUPER_JOURNAL = bytes.fromhex("d9d505f920a163d7")  # SQLite's mark at the end of such a journal
_STRANGE = message("catalogue.db is not one of ours: it holds far more than MemoirCat makes.")
_NOT_OURS = message("Nothing was changed. Ask for a copy that MemoirCat made, or restore one (`memoircat restore`).")
_DAMAGED = message("catalogue.db is damaged, or not a MemoirCat catalogue.")
_RESTORE = message("Run `memoircat check`, then `memoircat restore` or `memoircat salvage`.")


class Opened(Protocol):
    """The part of a driver's connection that the gate uses."""

    def execute(self, sql: str, /) -> Any:
        """Run one statement."""

    def set_progress_handler(self, handler: Callable[[], int] | None, steps: int, /) -> None:
        """Call ``handler`` after so many steps of SQLite's machine; the statement ends where it returns 1."""


class SchemaObject(NamedTuple):
    """A row of `sqlite_schema`: ``kind`` is table, index, view or trigger; ``sql`` has single spaces only."""

    kind: str
    name: str
    table: str
    sql: str | None


def require_own_journal(file: Path) -> None:
    """Raise NotACatalogue where the journal beside a database names another file. Call it before the file is opened.

    Not every version of SQLite looks twice before it deletes the file that a left journal names as its super-journal. A
    catalogue is never written together with another database, so its own journal names none.
    """
    journal = file.with_name(file.name + "-journal")
    try:
        with journal.open("rb") as bytes_of:
            bytes_of.seek(max(0, journal.stat().st_size - len(_NAMES_A_SUPER_JOURNAL)))
            names_another = bytes_of.read() == _NAMES_A_SUPER_JOURNAL
    except OSError:
        return  # there is none, or SQLite will not be able to read it either
    if names_another:
        raise NotACatalogue(
            message("The journal beside the catalogue leads to another file, which would be deleted."),
            where=str(journal),
            hint=_NOT_OURS,
        )


def require_own(connection: Opened, file: Path) -> None:
    """Raise NotACatalogue where a database, opened a moment ago, is not as this program makes it; it runs nothing.

    Call it before any other statement. One with a newer schema than the program knows is left to the caller. ``file``
    is named in the error. The bytes of the file stay as they are.
    """
    connection.set_progress_handler(lambda: 1, _STEPS)
    try:
        with refusing(file), _at_one_moment(connection):
            wrong = _wrong_head(connection) or _wrong_schema(connection)
    finally:
        connection.set_progress_handler(None, 0)
    if wrong:
        raise _refusal(wrong, file)


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """What SQLite says inside of a file that it cannot make sense of is raised as NotACatalogue.

    A disk that fails, a lock or a permission says nothing of the file, and is raised as it is.
    """
    try:
        yield
    except driver.DatabaseError as problem:
        if wrong := _unreadable(problem):
            kind = Damaged if _code(problem) == driver.SQLITE_CORRUPT else NotACatalogue
            raise _refusal(wrong, file, kind) from problem
        raise
    except UnicodeDecodeError as problem:  # SQLite quotes what is damaged in its words, and the driver cannot read them
        raise _refusal((_DAMAGED, _RESTORE), file, Damaged) from problem
    except MemoryError as problem:  # a schema of hundreds of megabytes
        raise _refusal((_STRANGE, _NOT_OURS), file) from problem


@cache
def schema_objects(number: int) -> frozenset[SchemaObject] | None:
    """What the schema of this number consists of; None for one that this program does not know."""
    folder = resources_folder()
    file = folder / _SCHEMAS / f"{number:04}.json" if folder else shipped(_SCHEMAS)
    try:
        return frozenset(SchemaObject(*row) for row in json.loads(file.read_bytes()))
    except FileNotFoundError:
        return None


def stored_objects(connection: Opened) -> Iterator[SchemaObject]:
    """The objects in the schema of a database, as the file tells them."""
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"):
        # Only the spaces that our own statements have: any other is not as MemoirCat makes it.
        words = None if sql is None else " ".join(filter(None, re.split("[ \t\n]", str(sql))))
        yield SchemaObject(str(kind), str(name), str(table), words)


_Wrong = tuple[Message, Message]  # what is wrong, and what to do


def _wrong_head(connection: Opened) -> _Wrong | None:
    """What is wrong with the head of the file: whose it is, and which schema it has."""
    if _number(connection, "application_id") != APPLICATION_ID:
        if _number(connection, "page_count") == 0:
            return message("catalogue.db is empty."), _RESTORE
        other = message("Choose another folder. If it was a catalogue, restore a copy of it (`memoircat restore`).")
        return message("catalogue.db is not a MemoirCat catalogue: it is a database of another program."), other
    schema = _number(connection, "user_version")
    if schema == 0 and not list(stored_objects(connection)):
        return message("This catalogue was never finished."), message("Delete the folder, and make a new catalogue.")
    if schema <= 0:
        return message("catalogue.db has a schema number ({schema}) that was never given.", schema=schema), _NOT_OURS
    return None


def _wrong_schema(connection: Opened) -> _Wrong | None:
    expected = schema_objects(_number(connection, "user_version"))
    if expected is None:
        return None  # a newer program's: the caller refuses it by its number
    found = list(stored_objects(connection))
    if frozenset(found) != expected or len(found) != len(expected):
        return _difference(found, expected), _NOT_OURS
    encoding = str(connection.execute("PRAGMA encoding").fetchone()[0])
    if encoding != "UTF-8":
        return message("catalogue.db keeps its text as {encoding}, not as UTF-8.", encoding=encoding), _NOT_OURS
    return None


def _difference(found: Sequence[SchemaObject], expected: frozenset[SchemaObject]) -> Message:
    """What a schema has that it should not have, or lacks: the first difference, with its name."""
    known = {(own.kind, own.name): own for own in expected}
    seen = set[tuple[str, str]]()
    for alien in found:
        if (alien.kind, alien.name) not in known or (alien.kind, alien.name) in seen:
            return _alien(alien.kind, _shown(alien.name))
        seen.add((alien.kind, alien.name))
    for changed in found:
        if changed != known[changed.kind, changed.name]:
            return message(
                "catalogue.db is not one of ours: “{name}” is not as MemoirCat makes it.", name=_shown(changed.name)
            )
    missing = min(name for kind, name in known if (kind, name) not in seen)
    return message("catalogue.db is damaged, or not one of ours: “{name}” is missing.", name=missing)


def _alien(kind: str, name: str) -> Message:
    match kind:
        case "table":
            return message(
                "catalogue.db is not one of ours: it holds a table that MemoirCat does not make ({name}).", name=name
            )
        case "index":
            return message(
                "catalogue.db is not one of ours: it holds an index that MemoirCat does not make ({name}).", name=name
            )
        case "view":
            return message(
                "catalogue.db is not one of ours: it holds a view that MemoirCat does not make ({name}).", name=name
            )
        case "trigger":
            return message(
                "catalogue.db is not one of ours: it holds a trigger that MemoirCat does not make ({name}).", name=name
            )
    return message("catalogue.db is not one of ours: it holds what MemoirCat does not make ({name}).", name=name)


def _refusal(wrong: _Wrong, file: Path, kind: type[NotACatalogue] = NotACatalogue) -> NotACatalogue:
    text, hint = wrong
    return kind(text, where=str(file.parent), hint=hint)


def _code(problem: driver.DatabaseError) -> int:
    return int(getattr(problem, "sqlite_errorcode", 0) & 0xFF)


def _unreadable(problem: driver.DatabaseError) -> _Wrong | None:
    """What SQLite's refusal says of the file; None for what says nothing of it, such as a disk that cannot be read."""
    code = _code(problem)
    if code == driver.SQLITE_NOTADB:
        return message("catalogue.db is damaged, or protected by a password, or no database at all."), _RESTORE
    if code in (driver.SQLITE_INTERRUPT, driver.SQLITE_TOOBIG, driver.SQLITE_NOMEM):
        return _STRANGE, _NOT_OURS
    if code in (driver.SQLITE_CORRUPT, driver.SQLITE_ERROR, driver.SQLITE_FORMAT):
        return _DAMAGED, _RESTORE
    return None


def _number(connection: Opened, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _shown(name: str) -> str:
    """A stranger's name for people: short, and without signs that would steer a terminal."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in name[: _LONGEST_NAME + 1])
    return shown if len(shown) <= _LONGEST_NAME else shown[:_LONGEST_NAME] + "…"


@contextmanager
def _at_one_moment(connection: Opened) -> Iterator[None]:
    """All that is read inside is of one committed state: another process may be bringing the file up to date."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
