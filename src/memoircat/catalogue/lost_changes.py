"""Changes that were acknowledged and are not in the database: found at every opening, accepted by a person."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.clock import now
from memoircat.catalogue.derived import REBUILD, Problem
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.last_save import LastSave, LastSaveFile, read_last_save
from memoircat.catalogue.place import Caution
from memoircat.errors import CatalogueInUse
from memoircat.messages import message

LOST = "catalogue.db"  # what `Problem.where` says of lost changes, and by which they are accepted
_FIRST_CHAIN = 8  # the schema


def lost_changes(database: Path) -> Caution | None:
    """What was acknowledged and is not in a database; None where nothing is known to be lost.

    Another digest of the chain than was acknowledged means that another history ends with the same number.
    """
    last = read_last_save(database.parent)  # before the database is looked at: a change in between is no loss
    if last is None:
        return None
    with closing(storage.connect_reader(database)) as reader:
        newest = storage.newest_change_set(reader)
        digest = _digest(reader, newest)
        others = newest == last.change_set and bool(digest and last.digest) and digest != last.digest
        if newest >= last.change_set and not others:
            return None
        row = reader.execute("SELECT at FROM change_set WHERE id = ?", [newest]).fetchone()
    return _caution(max(last.change_set - newest, 1), str(row[0]) if row else "—", last.at)


def foreign_token(database: Path) -> Problem | None:
    """The problem that a database has the token of another opening than the last one noted beside it; or None.

    Its changes are all there, else `lost_changes` tells it; the next opening for writing gives both a new token.
    """
    last = read_last_save(database.parent)
    with closing(storage.connect_reader(database)) as reader:
        if last is None or (storage.token(reader) or "") in (last.opening, last.former):
            return None
    said = message("Not the token of the last opening: the file was put here from elsewhere, or is damaged.")
    return Problem("opening", f"setting {storage.OPENING}", said, REBUILD)


def _digest(reader: storage.Connection, change_set: int) -> str:
    """The digest of a change set in the chain of the history; empty before schema 8, which began it."""
    if storage.stored_schema(reader) < _FIRST_CHAIN:
        return ""
    row = reader.execute("SELECT digest FROM change_set WHERE id = ?", [change_set]).fetchone()
    return str(row[0] or "") if row else ""


def _caution(missing: int, since: str, at: str) -> Caution:
    return Caution(
        "lost",
        message(
            "{n} saved {n:change is|changes are} missing: the catalogue ends at {since}, the last save was at {at}. A "
            "write-ahead file (catalogue.db-wal) was lost or cut, or an older database was put in place.",
            n=missing,
            since=since,
            at=at,
        ),
        message("Put catalogue.db-wal back, or restore a backup with `memoircat restore`; until then it is read only."),
    )


def accept_lost(folder: CatalogueFolder, by: str) -> None:
    """Take what the database has for all that was acknowledged, by a person's decision.

    Raises CatalogueInUse where another program writes, OSError where it cannot be noted.
    """
    lock = folder.take_lock(by)
    if lock is None:
        raise CatalogueInUse(message("The catalogue is open elsewhere."), where=str(folder.path))
    try:
        with closing(storage.connect_reader(folder.database)) as reader:
            newest = storage.newest_change_set(reader)
            record = LastSave(storage.token(reader) or "", "", newest, _digest(reader, newest), now())
        file = LastSaveFile(folder.path)
        file.write(record, durably=True)
        file.close(closed=True)
    finally:
        lock.release()
