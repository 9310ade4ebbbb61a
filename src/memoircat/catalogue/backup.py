"""Verified copies of the database."""

from __future__ import annotations

from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.clock import now
from memoircat.catalogue.durable import to_disk
from memoircat.errors import EnvironmentError_, cannot_write
from memoircat.messages import message

_STAMP = "%Y-%m-%dT%H%M%SZ"


def new_copy(backups: Path) -> Path:
    """The path of a copy made now: named by the moment, without signs that a file system refuses."""
    return backups / f"{now().replace(':', '')}.db"


def last_copy(backups: Path) -> datetime | None:
    """When the newest copy in a folder was made; None where there is none.

    The date in the name of a file counts, else its time of modification, which copying a folder changes.
    """
    copies = [copy for copy in backups.glob("*.db") if copy.is_file()] if backups.is_dir() else []
    return max(map(_made, copies), default=None)


def _made(copy: Path) -> datetime:
    try:
        return datetime.strptime(copy.stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def days_without_copy(connection: storage.Connection, backups: Path, today: datetime | None = None) -> int | None:
    """The age in days of the oldest change that is in no copy; None where every change is in one."""
    last = last_copy(backups)
    since = last.strftime("%Y-%m-%dT%H:%M:%SZ") if last else ""
    row = connection.execute("SELECT at FROM change_set WHERE at > ? ORDER BY id LIMIT 1", (since,)).fetchone()
    return None if row is None else ((today or datetime.now(UTC)) - datetime.fromisoformat(row[0])).days


def back_up(database: Path, to: Path) -> Path:
    """Copy all pages of ``database`` to ``to`` and verify the copy before it takes its name.

    Raises EnvironmentError_ where it cannot be written or is not sound; a former good copy of that name stays then.
    """
    unfinished = to.with_name(to.name + ".unfinished")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        verdict = _copied(database, unfinished)
    except (OSError, storage.DatabaseError) as problem:
        told = cannot_write(to, problem, doing=message("The backup was not written."))  # while the disk is as it was
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise told from problem
    if verdict != ["ok"]:
        unfinished.unlink()
        raise EnvironmentError_(
            message("The backup is not sound ({problem}).", problem=verdict[0]),
            where=str(to),
            hint=message("Run `memoircat check` on the catalogue."),
        )
    to_disk(unfinished)
    unfinished.replace(to)
    to_disk(to.parent)
    return to


def _copied(database: Path, to: Path) -> list[str]:
    """Copy all pages; returns SQLite's verdict on the copy."""
    with closing(storage.connect_reader(database)) as source, closing(storage.connect_copy(to)) as copy:
        return storage.copy_pages(source, copy)
