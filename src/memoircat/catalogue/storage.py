"""The database file: how it is opened, for writing by one and for reading by many.

All connections come from sqlcipher3's driver: used without a key it is a plain, current SQLite. SQLite from 3.7.0 to
3.51.2 could corrupt a database in WAL mode (the WAL-reset race), so an older one is refused.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, Protocol, cast
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

from memoircat.catalogue import gate, keyring, readable_copy, swap
from memoircat.catalogue.gate import APPLICATION_ID
from memoircat.catalogue.last_save import NAME, read_last_save
from memoircat.catalogue.place import IN_PLACE, WRITE_AHEAD
from memoircat.causes import sqlite_code
from memoircat.errors import EnvironmentError_, ForeignLog, NotACatalogue, OlderCatalogue
from memoircat.jobs import Progress
from memoircat.messages import message
from memoircat.records.values import MOST_BYTES

DRIVER = driver
SCHEMA = 9  # the schema this program writes: the number of the last migration
OPENING = "opening"  # a setting: the token of the opening that the database was written in; see `last_save`
STALE = "derived_rows_are_stale"  # a setting: the schema was brought up to date, the derived rows not yet
HIGHEST_ID = 2**32 - 1  # of a record, as the row numbers of the index of words hold it
OLDEST_SQLITE = (3, 51, 3)
DatabaseError = driver.DatabaseError
OperationalError = driver.OperationalError


class Cursor(Protocol):
    """What a statement gives back: rows as tuples of the driver's values."""

    def fetchone(self) -> Any:
        """The next row; None where there is none."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """The part of the driver's connection that is used: the driver is compiled and has no types of its own."""

    text_factory: Callable[[bytes], str]  # makes the texts of rows

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Cursor:
        """Run one statement with the values of its marks."""

    def create_function(self, name: str, arguments: int, function: Callable[..., Any], *, deterministic: bool) -> None:
        """Let SQL call a function of Python."""

    def set_progress_handler(self, handler: Callable[[], int] | None, steps: int, /) -> None:
        """Call ``handler`` after so many steps of SQLite's machine; the statement ends where it returns 1."""

    def rollback(self) -> None:
        """End the transaction; what it wrote is forgotten."""

    def backup(self, target: Connection, /, *, pages: int, progress: Callable[[int, int, int], None]) -> None:
        """Copy all pages into another database, so many in one step; ``progress`` gets (status, left, all)."""

    def interrupt(self) -> None:
        """Stop what runs on it in another thread: it raises OperationalError there."""

    def close(self) -> None:
        """Close it."""


LONGEST_LOG = 25_000  # pages (100 MB) of a write-ahead file that is checkpointed in a background thread
_PARTS: Mapping[str, Callable[[int], bool]] = {  # of a catalogue's folder, with what each has to be
    **dict.fromkeys(("catalogue.db", "catalogue.db-wal", "catalogue.db-shm", "catalogue.db-journal"), S_ISREG),
    **dict.fromkeys(("lock", NAME), S_ISREG),
    **dict.fromkeys(("media", "backups", "aside", "restoring"), S_ISDIR),
}
_CANNOT_WRITE_BESIDE = (8, 14)  # READONLY, CANTOPEN: of a database whose log SQLite cannot make or take in
_NOT_A_DATABASE = 26  # NOTADB: the first bytes are no database's
_COPIED_AT_ONCE = 1024  # pages in one step of a copy: 4 MB
_STEPS_BETWEEN_LOOKS = 50_000  # of SQLite's virtual machine, before a long statement asks whether it is to stop
_EVERYWHERE = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA temp_store = FILE",
    "PRAGMA busy_timeout = 5000",
    # For the whole process: a value of hundreds of megabytes raises MemoryError before it is in memory.
    f"PRAGMA hard_heap_limit = {256 * 2**20}",
)


def require_sqlite(version: tuple[int, ...] = driver.sqlite_version_info) -> None:
    """Raise EnvironmentError_ where SQLite is too old to be trusted with a catalogue."""
    if tuple(version) < OLDEST_SQLITE:
        present, wanted = (".".join(map(str, numbers)) for numbers in (version, OLDEST_SQLITE))
        raise EnvironmentError_(
            message(
                "SQLite {version} can damage a catalogue; {wanted} or newer is needed.", version=present, wanted=wanted
            ),
            hint=message("Install MemoirCat's own environment with `make setup`, or update the package sqlcipher3."),
        )


def stored_schema(connection: Connection) -> int:
    """The schema number of a database; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def open_for_reading(folder: Path) -> Connection:
    """A reading connection to the catalogue in ``folder``, without SQLAlchemy: for the first list and quick searches.

    Raises NotACatalogue where there is none, or one of a newer program; OlderCatalogue for one of an older schema, or
    one whose derived rows have not followed to this one yet.
    """
    connection = _open_known(folder / "catalogue.db")
    stored = stored_schema(connection)
    stale = stored == SCHEMA and connection.execute("SELECT 1 FROM setting WHERE name = ?", [STALE]).fetchone()
    if stored != SCHEMA or stale:
        connection.close()
        refuse_newer(stored, folder)
        raise older_catalogue(stored, folder)
    return connection


def older_catalogue(stored: int, folder: Path) -> OlderCatalogue:
    """The error for a catalogue that must be migrated first."""
    follows = message(
        "The catalogue has an older schema ({schema}) and must be brought up to date first.", schema=stored
    )
    cut_short = message("Bringing the catalogue up to date was not finished, and must be first.")
    return OlderCatalogue(
        follows if stored < SCHEMA else cut_short,
        where=str(folder),
        hint=message("Open it in the window, or with `memoircat check --rebuild`, where it can be written."),
    )


def _half_restored(folder: Path) -> OlderCatalogue:
    """The error for a catalogue in whose place a restored one is being put."""
    return OlderCatalogue(
        message("The catalogue is just being restored, or restoring it was cut short."),
        where=str(folder),
        hint=message("Open it for writing, in the window or with `memoircat check --rebuild`: that finishes it."),
    )


def refuse_newer(stored: int, folder: Path) -> None:
    """Raise NotACatalogue for a catalogue of a newer program."""
    if stored > SCHEMA:
        raise NotACatalogue(
            message(
                "The catalogue was made by a newer MemoirCat (schema {schema}, this program knows {known}).",
                schema=stored,
                known=SCHEMA,
            ),
            where=str(folder),
            hint=message("Update the program. Nothing was changed."),
        )


def connect_writer(
    file: Path,
    *,
    create: bool = False,
    journal_mode: str = WRITE_AHEAD,
    first: Callable[[Connection, bool], None] | None = None,
) -> Connection:
    """A connection that may write; every commit is on the disk before it is acknowledged.

    ``first`` is called before the write-ahead file begins, with the connection and whether the database is one file
    then: it is not after a crash, where a reader is there. What it writes is in the database file itself. Raises
    NotACatalogue for a file that is none of ours; nothing is written to it then.
    """
    gate.require_own_journal(file)
    connection = _connect(file, "rwc" if create else "rw")
    if create:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        _let_in(connection, file)  # a journal that was left may have brought back what no reader has seen
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # what was deleted does not stay readable in the file
    if first is not None:
        first(connection, _is_one_file(connection))
    connection.execute(f"PRAGMA journal_mode = {journal_mode}")
    if journal_mode == IN_PLACE:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA cache_spill = OFF")  # else nobody could read while a long change is written
    return connection


def _is_one_file(connection: Connection) -> bool:
    """Fold a write-ahead file back that a crash has left; False where a reader is in the way, who is not waited for."""
    try:
        connection.execute("PRAGMA busy_timeout = 0")
        return bool(connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0] == "delete")
    except OperationalError:
        return False
    finally:
        connection.execute("PRAGMA busy_timeout = 5000")


def connect_reader(file: Path) -> Connection:
    """A connection that can only read. A folder that cannot be written is read as it stands; see `readable_copy`.

    Raises NotACatalogue for a file that is none of ours.
    """
    gate.require_own_journal(file)
    try:
        with gate.refusing(file):
            connection = _only_reading(file)
    except NotACatalogue:
        keyring.require_key(file)
        raise
    _let_in(connection, file)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _only_reading(file: Path) -> Connection:
    try:
        _take_back(file)
        connection = _connect(file, "ro")
        connection.execute("PRAGMA application_id").fetchall()  # reads the file, and nothing of its schema
    except OperationalError as problem:
        if (sqlite_code(problem) or 0) & 0xFF not in _CANNOT_WRITE_BESIDE or not file.is_file():
            raise
        # A write-ahead file cannot be made on read-only media; with none left over the file alone is the whole truth.
        if readable_copy.has_log(file):
            connection = _connect(readable_copy.copy_for_reading(file), "rw")
        else:
            connection = _connect(file, "ro", more="&immutable=1")
    return connection


def _take_back(file: Path) -> None:
    """Take back what a crash cut short while the database was one file: at the end of `fold_back`, or at its making.

    SQLite does it at the first reading, but not on a connection that can only read. While the writer is at work its
    journal is left alone.
    """
    if file.with_name(file.name + "-journal").exists():
        with suppress(OperationalError), closing(_connect(file, "rw")) as connection:
            connection.execute("PRAGMA application_id").fetchall()


def _let_in(connection: Connection, file: Path) -> None:
    """Close a connection to a file that is none of ours, and raise NotACatalogue."""
    try:
        gate.require_own(connection, file)
    except BaseException:
        connection.close()
        raise


def _connect(file: Path, mode: str, more: str = "", key: keyring.Key | None = None) -> Connection:
    require_sqlite()
    address = f"file:{quote(str(file))}?mode={mode}{more}"

    def connect() -> Connection:
        return cast(Connection, driver.connect(address, uri=True, isolation_level=None, check_same_thread=False))

    connection, secret = keyring.keyed(connect, key)
    connection.text_factory = _text_of
    for pragma in (*_EVERYWHERE, *(keyring.PRAGMAS if secret else ())):
        connection.execute(pragma)
    return connection


def _text_of(stored: bytes) -> str:
    """A stored text. Bytes that are not UTF-8 come as half characters (PEP 383), which are shown, and never stored.

    Raises MemoryError for a text that is longer than any that is written.
    """
    if len(stored) > MOST_BYTES:
        raise MemoryError
    return stored.decode("utf-8", "surrogateescape")


def connect_copy(file: Path, like: Connection) -> Connection:
    """A connection to a new file into which a database is to be copied: without a journal, since half of it is nothing.

    It has the password of the database that it is to be ``like``. Whoever wants it kept flushes it to the disk.
    """
    connection = _connect(file, "rwc", key=keyring.key_of(like))
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def connect_memory() -> Connection:
    """A connection to an empty database in memory, that of a catalogue to be."""
    connection = cast(Connection, driver.connect(":memory:", isolation_level=None, check_same_thread=False))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return connection


def leave_references(connection: Connection) -> None:
    """Let rows refer to rows that are not there: for a database that is filled table by table, before its first row."""
    connection.execute("PRAGMA foreign_keys = OFF")


def set_given_id(connection: Connection, table: str, highest: int) -> None:
    """Let no id up to ``highest`` be given again in a table, as part of the transaction."""
    done = connection.execute(
        "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ? RETURNING 1", [highest, table]
    )
    if done.fetchone() is None:
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, highest])


def copy_pages(source: Connection, copy: Connection, progress: Progress | None = None) -> None:
    """Copy a database, as the transaction of ``source`` sees it, into another file, which needs no others beside it.

    ``progress`` counts the pages. Raises Cancelled.
    """
    waiting = progress or Progress()
    codes = [0]

    def copied(code: int, left: int, pages: int) -> None:
        codes[:] = [code]
        waiting.give_way()
        waiting.step(pages - left, pages)

    try:
        source.backup(copy, pages=_COPIED_AT_ONCE, progress=copied)
    except DatabaseError as problem:
        if sqlite_code(problem) is None:  # the driver says what failed in English alone
            problem.sqlite_errorcode = codes[0]
        raise
    copy.execute("PRAGMA journal_mode = DELETE")
    forget_opening(copy)


@contextmanager
def stoppable(connection: Connection, progress: Progress) -> Iterator[None]:
    """Let ``progress`` stop long statements on a connection. Raises Cancelled then."""

    def look() -> bool:
        progress.give_way()
        return progress.cancelled

    connection.set_progress_handler(look, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except OperationalError:
        progress.step(0, 0)  # raises Cancelled where that was the reason
        raise
    finally:
        connection.set_progress_handler(None, 0)


def integrity(connection: Connection, *, indexes: bool) -> list[str]:
    """SQLite's own verdict on every page of a database, a line for each problem; empty for a sound one.

    ``indexes``: also whether each index agrees with its table, which takes as long again.
    """
    pragma = "integrity_check" if indexes else "quick_check"
    return [line for (line,) in connection.execute(f"PRAGMA {pragma}") if line != "ok"]


def row_counts(connection: Connection) -> dict[str, int]:
    """The number of rows of every table of a database, but settings and what is inside indexes of words.

    A setting may say in which opening a database was written, which is not said in a copy.
    """
    tables = [
        row[1] for row in connection.execute("PRAGMA main.table_list") if row[2] == "table" and row[1] != "setting"
    ]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in sorted(tables)}


def file_of(connection: Connection) -> Path:
    """The database file of a connection; asked of a damaged one too, since no page is read for it."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def ids_given(connection: Connection) -> dict[str, int]:
    """The last id that each table whose ids never come again has given."""
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name").fetchall())


def newest_change_set(connection: Connection) -> int:
    """The number of the newest change set; 0 where there is none."""
    return int(connection.execute("SELECT max(id) FROM change_set").fetchone()[0] or 0)


def token(connection: Connection) -> str | None:
    """The token of the opening that a database was written in; None where it has none."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", [OPENING]).fetchone()
    return str(row[0]) if row else None


def set_token(connection: Connection, opening: str) -> None:
    """Write the token of an opening, in a transaction of its own."""
    connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", [OPENING, opening])


def forget_opening(connection: Connection) -> None:
    """Take the token of the opening out of a copy, so that no write-ahead file of the original belongs to it."""
    if connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").fetchone():
        connection.execute("DELETE FROM setting WHERE name = ?", [OPENING])
        connection.execute("COMMIT") if connection.in_transaction else None


def token_in_file(file: Path) -> str | None:
    """The token in the database file alone, whatever lies beside it; empty where it has none.

    None where that cannot be told: in the middle of a checkpoint, or after a crash there, the file is not whole.
    """
    try:
        with closing(_connect(file, "ro", more="&immutable=1")) as connection:
            if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").fetchone():
                return ""
            known = token(connection)
            whole = known is not None or connection.execute("PRAGMA integrity_check(setting)").fetchone()[0] == "ok"
            return (known or "") if whole else None
    except DatabaseError:
        return None


def _require_own_log(file: Path) -> None:
    """Raise ForeignLog where what lies beside the database, to be applied to it, was written for another one.

    SQLite would apply it without a question, and leave a mixture of two databases.
    """
    logs = [file.with_name(file.name + end) for end in ("-wal", "-journal")]
    left = [log for log in logs if log.exists() and log.stat().st_size]
    last = read_last_save(file.parent) if left else None
    if last is None or not (last.opening or last.former):
        return
    # A crash at the very beginning of an opening leaves a journal, never a write-ahead file, of either token.
    own = {last.opening, last.former} if left == logs[1:] else {last.opening}
    for pause in (0.005, 0.05, 0.2):
        known = token_in_file(file)
        if known is None or known in own:
            return
        time.sleep(pause)  # who has the catalogue open may have been writing just then
    raise ForeignLog(
        message("{name} was written for another catalogue.db than the one that lies beside it.", name=left[0].name),
        where=str(file.parent),
        hint=message(
            "Nothing was opened or changed. `memoircat restore` puts both aside, and a backup in their place."
        ),
    )


def wrong_counters(connection: Connection) -> list[str]:
    """The tables whose counter of ids is none that it can have come to: the next row would fail, or go astray."""
    sql = "SELECT name FROM sqlite_sequence WHERE typeof(seq) <> 'integer' OR seq NOT BETWEEN 0 AND ?"
    return [str(name) for (name,) in connection.execute(sql, [HIGHEST_ID])]


def changes_seen(connection: Connection) -> int:
    """A number that differs whenever another connection has committed something since it was asked last."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def by_index(name: str) -> str:
    """SQL after the name of a table, by which its rows are looked up in this index, whatever the planner prefers."""
    return f" INDEXED BY {name}"


def checkpoint(file: Path) -> None:
    """Copy committed pages from the write-ahead file into the database file; neither readers nor the writer wait."""
    with closing(_connect(file, "rw")) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def fold_back(connection: Connection) -> None:
    """Make the catalogue one file again, so that it can be copied: called by the last writer when it closes."""
    connection.execute("PRAGMA busy_timeout = 200")  # a reader may stay long: closing does not wait for it
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("PRAGMA journal_mode = DELETE")


def require_catalogue(file: Path) -> None:
    """Raise NotACatalogue where ``file`` is no catalogue's database; nothing is changed."""
    _open_known(file).close()


def _require_own_parts(folder: Path) -> None:
    """Raise NotACatalogue where a part of a catalogue is a link, a pipe or a device.

    In a folder from a stranger such a part leads writing out of the folder, or makes reading wait for ever.
    """
    for name, is_own in _PARTS.items():
        try:
            mode = (folder / name).lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue
        if not is_own(mode):
            raise NotACatalogue(
                message("“{name}” in this folder is a link, a pipe or a device.", name=name),
                where=str(folder / name),
                hint=message("Put the file or folder itself in its place, if you trust it; nothing was opened."),
            )


def _open_known(file: Path) -> Connection:
    """A reading connection to a file that is a catalogue's database; raises NotACatalogue for any other.

    The file is looked at through SQLite alone. To open and close it by ourselves would drop all locks that this
    process holds on it (POSIX record locks belong to the process, not to the file opened): a foreign program would
    then take the catalogue for unused, and remove its write-ahead file with what was saved there.
    """
    folder = file.parent
    if not folder.exists():
        raise NotACatalogue(
            message("There is nothing at this path."),
            where=str(folder),
            hint=message("Check the path, or make a new one."),
        )
    _require_own_parts(folder)
    if swap.is_decided(folder):
        raise _half_restored(folder)
    if not file.is_file():
        raise NotACatalogue(
            message("This folder holds no catalogue (catalogue.db is missing)."),
            where=str(folder),
            hint=message("Choose a folder whose name ends in .memoircat, or make a new catalogue."),
        )
    _require_own_log(file)
    return connect_reader(file)
