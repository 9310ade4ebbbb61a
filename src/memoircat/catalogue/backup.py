"""Verified copies of the database."""

from __future__ import annotations

from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.durable import to_disk
from memoircat.errors import EnvironmentError_


def back_up(database: Path, to: Path) -> Path:
    """Copy all pages of ``database`` to ``to`` and verify the copy before it takes its name.

    Raises EnvironmentError_ where the copy is not sound; a former good copy of that name stays then.
    """
    to.parent.mkdir(parents=True, exist_ok=True)
    unfinished = to.with_name(to.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    source = storage.connect_reader(database)
    copy = storage.DRIVER.connect(str(unfinished))
    try:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        verdict = [row[0] for row in copy.execute("PRAGMA integrity_check")]
    finally:
        copy.close()
        source.close()
    if verdict != ["ok"]:
        unfinished.unlink()
        raise EnvironmentError_(
            f"The backup is not sound ({verdict[0]}).", where=str(to), hint="Run `memoircat check` on the catalogue."
        )
    to_disk(unfinished)
    unfinished.replace(to)
    to_disk(to.parent)
    return to
