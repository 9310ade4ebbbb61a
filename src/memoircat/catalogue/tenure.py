"""How this process holds a catalogue: where it lies, whether it may be written, and why it may not."""

from __future__ import annotations

import logging
from contextlib import suppress

from memoircat.catalogue.engine import Engine
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.identity import Difference
from memoircat.catalogue.lock import Holder, Lock
from memoircat.catalogue.lost_changes import lost_changes
from memoircat.catalogue.place import Caution, Place, caution, place_of
from memoircat.catalogue.replaced import give_up
from memoircat.errors import CatalogueInUse, CatalogueReadOnly, CatalogueReplaced
from memoircat.messages import Message, message

_log = logging.getLogger(__name__)


class Tenure:
    """The lock of a catalogue where this process has it, and what a person should know of the place.

    ``place``: where the catalogue lies. ``lost``: acknowledged changes that are missing, for which it is read only.
    """

    def __init__(self, folder: CatalogueFolder, lock: Lock | None, place: Place, lost: Caution | None = None) -> None:
        self.place = place
        self.lost = lost
        self._folder = folder
        self._lock = lock
        self._given_up: Message | None = None

    @classmethod
    def take(cls, folder: CatalogueFolder, who: str, *, read_only: bool, new: bool) -> Tenure:
        """Hold a catalogue for writing where that is possible and wanted, else for reading."""
        place = place_of(folder.path)
        lock = None if read_only else folder.take_lock(who, heed_others=place.is_shared)
        try:
            lost = None if new else lost_changes(folder.database)
            if lock is not None and lost is not None:  # a further save would cover up what is missing
                lock.release()
                lock = None
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        return cls(folder, lock, place, lost)

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self._lock is None

    @property
    def cautions(self) -> list[Caution]:
        """What a person should know, with remedies: that the place is no good one, that saved changes are missing."""
        return [known for known in (self.lost, caution(self.place)) if known]

    def holder(self) -> Holder | None:
        """Who noted that they have the catalogue open for writing, where it is not us."""
        return self._folder.holder() if self.read_only else None

    def require(self, engine: Engine) -> None:
        """Raise where nothing may be written, or not any more: two looks at the folder, before every transaction.

        CatalogueReadOnly where it was not opened for writing; CatalogueReplaced where the database is not the one that
        was opened, and then it is read only; CatalogueInUse where an older program has got in by a deleted lock.
        """
        if self._lock is None or not engine.writable:
            raise CatalogueReadOnly(
                message("The catalogue is open for reading only."),
                where=str(self._folder.path),
                hint=self.why_read_only(),
            ) from self._folder.refusal
        if difference := engine.difference():
            raise self.give_up(engine, difference)
        if not self._lock.still_held():
            raise self._taken_over(self._lock.holder())

    def give_up(self, engine: Engine, difference: Difference) -> CatalogueReplaced:
        """Turn read only: what was saved is kept aside, and the error, for the caller to raise, says where."""
        assert self._lock is not None
        error = give_up(engine, self._folder, self._lock.folder_now(), difference)
        _log.info("the database was found %s before a change was written", difference.value)
        self._given_up = error.brief
        self.release()
        return error

    def release(self) -> None:
        """Give the lock back, where it is ours."""
        lock, self._lock = self._lock, None
        if lock is not None:
            with suppress(OSError):  # its note cannot be emptied on a disk that was pulled out
                lock.release()

    def _taken_over(self, holder: Holder) -> CatalogueInUse:
        return CatalogueInUse(
            message(
                "The file “lock” was removed, and {who} on {host} has the catalogue open since {since}.",
                who=holder.who,
                host=holder.host,
                since=holder.since,
            ),
            where=str(self._folder.path),
            hint=message("Close it there and try again; nothing was written."),
        )

    def why_read_only(self) -> Message:
        """Why nothing can be written, and what to do about it."""
        if self._given_up is not None:
            return self._given_up
        if self.lost is not None:
            return self.lost.line
        if self._folder.refusal is not None:
            return self._folder.refusal.brief
        holder = self._folder.holder()
        if holder is None:
            return message("Open it for writing, from a folder you may write.")
        words = message(
            "It is in use by {who} on {host}, since {since}. Close it there.",
            who=holder.who,
            host=holder.host,
            since=holder.since,
        )
        if not self.place.is_shared:
            return words
        remedy = message("If nobody has it open there any more, delete the file “lock” in its folder.")
        return message("{what} {hint}", what=words, hint=remedy)
