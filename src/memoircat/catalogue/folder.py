"""The folder of a catalogue: its database, media, backups and lock."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.lock import Holder, Lock
from memoircat.errors import Conflict, MemoirCatError, cannot_write, trouble
from memoircat.messages import message


class CatalogueFolder:
    """Where the parts of a catalogue lie. Copying the folder copies the catalogue."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.database = self.path / "catalogue.db"
        self.media = self.path / "media"
        self.backups = self.path / "backups"
        self.refusal: MemoirCatError | None = None  # why the folder cannot be written, once that was tried
        self._lock_file = self.path / "lock"

    def make(self) -> None:
        """Make the folder. Raises Conflict where something is there, EnvironmentError_ where it cannot be made."""
        if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
            raise Conflict(
                message("There is something at this path already."),
                where=str(self.path),
                hint=message("Choose another name."),
            )
        try:
            for folder in (self.path, self.media, self.backups):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise cannot_write(self.path, problem, doing=message("The folder was not made.")) from problem

    def unmake(self) -> None:
        """Take away a catalogue that could not be made whole; the folder itself too, where it is empty then."""
        parts = (
            self.database,
            *(self.path / f"catalogue.db-{log}" for log in ("wal", "shm", "journal")),
            self._lock_file,
        )
        for part in parts:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        for folder in (self.media, self.backups, self.path):
            with suppress(OSError):
                folder.rmdir()

    def to_disk(self) -> None:
        """Flush the names in the folder, and its own name, to the disk: a new catalogue is there after a power cut."""
        for folder in (self.path, self.path.parent):
            with suppress(OSError):  # a network disk may know no such thing
                to_disk(folder)

    def take_lock(self, who: str, *, heed_others: bool = False) -> Lock | None:
        """The lock for writing; None where another program holds it or the folder cannot be written (`refusal`).

        ``heed_others``: the note of another machine counts as its lock; see `Lock`.
        """
        lock = Lock(self._lock_file, heed_others=heed_others)
        try:
            return lock if lock.take(who) else None
        except OSError as problem:
            self.refusal = trouble(problem, self.path)
            if self.refusal is not None:
                self.refusal.__cause__ = problem  # for the log
            return None

    def holder(self) -> Holder | None:
        """Who wrote the note in the lock file; None where there is none.

        After a crash the note may be stale: only `take_lock` proves that somebody holds the lock.
        """
        holder = Lock(self._lock_file).holder()
        return None if holder.who == "?" else holder
