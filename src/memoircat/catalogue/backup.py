"""Verified copies of the database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.clock import now
from memoircat.catalogue.durable import to_disk
from memoircat.errors import EnvironmentError_
from memoircat.messages import message

_STAMP = "%Y-%m-%dT%H%M%SZ"


def new_copy(backups: Path) -> Path:
    """The path of a copy made now: named by the moment, without signs that a file system refuses."""
    return backups / f"{now().replace(':', '')}.db"


def last_copy(backups: Path) -> datetime | None:
    """When the newest copy in a folder was made; None where there is none.

    The names are asked first: a folder that was copied has new times.
    """
    copies = [copy for copy in backups.glob("*.db") if copy.is_file()] if backups.is_dir() else []
    return max(map(_made, copies), default=None)


def _made(copy: Path) -> datetime:
    try:
        return datetime.strptime(copy.stem, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(copy.stat().st_mtime, UTC)


def days_without_copy(connection: storage.Connection, backups: Path, today: datetime | None = None) -> int | None:
    """For how many days the oldest change that no copy holds has been waiting; None where every change is in one."""
    last = last_copy(backups)
    since = last.strftime("%Y-%m-%dT%H:%M:%SZ") if last else ""
    row = connection.execute("SELECT at FROM change_set WHERE at > ? ORDER BY id LIMIT 1", (since,)).fetchone()
    return None if row is None else ((today or datetime.now(UTC)) - datetime.fromisoformat(row[0])).days


def back_up(database: Path, to: Path) -> Path:
    """Copy all pages of ``database`` to ``to`` and verify the copy before it takes its name.

    Raises EnvironmentError_ where the copy is not sound; a former good copy of that name stays then.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.with_name(to.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    source = storage.connect_reader(database)
    copy = storage.connect_copy(unfinished)
    try:
        verdict = storage.copy_pages(source, copy)
    finally:
        copy.close()
        source.close()
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
