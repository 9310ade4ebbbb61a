"""What can be done for the safety of a catalogue, whether or not it can be opened; without Qt, in any thread."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from memoircat.catalogue.backup import flaws, keep_copy
from memoircat.catalogue.copies import Copy, changes_since_each, copies_in
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.full_copies import FullCopyNote, full_copies
from memoircat.catalogue.lost_changes import LOST, accept_lost
from memoircat.catalogue.manifest import DIGESTS
from memoircat.catalogue.restore import Restored
from memoircat.catalogue.salvage.report import SalvageReport
from memoircat.catalogue.telling import telling
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.jobs import Progress
from memoircat.media.full_copy import FullCopy, full_copy
from memoircat.messages import message
from memoircat.program import Program, restore

_DATABASE = "catalogue.db"


@dataclass(frozen=True, slots=True)
class CaredFor:
    """A catalogue at a path. ``program``: where the window has opened it; ``by``: whose name the history records.

    ``is_open``: the window shows it, although perhaps only its lists; it must be closed before it is restored.
    """

    path: Path
    by: str = ""
    program: Program | None = None
    is_open: bool = False

    @property
    def folder(self) -> CatalogueFolder:
        """Where its parts lie."""
        return CatalogueFolder(self.path)

    @property
    def is_there(self) -> bool:
        """Whether there is a database at its path."""
        return self.folder.database.is_file()

    # Copies ----------------------------------------------------------------------------------------------------

    def copies(self) -> list[tuple[Copy, int | None]]:
        """Its copies, newest first, with the number of changes since; None where that is not known. Raises OSError."""
        copies = copies_in(self.folder.backups)
        since = changes_since_each(self.folder.database, copies)
        return [(copy, since.get(copy.path)) for copy in copies]

    def full_copies(self) -> list[FullCopyNote]:
        """The last complete copy at each place, the newest first."""
        return full_copies(self.folder.backups)

    def make_copy(self, progress: Progress) -> Path:
        """Make a verified copy now; see `keep_copy`."""
        return keep_copy(self.folder.database, self.folder.backups, progress=progress)

    def copy_to(self, to: Path, progress: Progress) -> FullCopy:
        """Make a complete copy with the images on another disk; see `full_copy`."""
        return full_copy(self.folder, to, progress=progress)

    def restore(self, backup: Path, progress: Progress) -> Restored:
        """Put a copy in its place; see `program.restore`. It must not be open in this process."""
        return restore(backup, self.path, by=self.by, progress=progress)

    # Check -----------------------------------------------------------------------------------------------------

    def problems(self, *, fixity: bool, progress: Progress) -> list[Problem]:
        """All that is wrong with it, `Program.check`; where it cannot be opened, why, and what its pages say."""
        if self.program is not None:
            return list(self.program.check(fixity=fixity, progress=progress))
        try:
            with Program.open(self.path, read_only=True, by=self.by, progress=progress) as program:
                return list(program.check(fixity=fixity, progress=progress))
        except Cancelled:
            raise
        except MemoirCatError as problem:
            return [Problem("unopened", _DATABASE, problem.message, ""), *self._damage(progress)]

    def _damage(self, progress: Progress) -> Iterator[Problem]:
        """What the pages of a database say that cannot be opened."""
        try:
            with telling(self.folder.database):
                lines = flaws(self.folder.database, None, DIGESTS, progress) if self.is_there else []
        except Cancelled:
            raise
        except MemoirCatError:
            return
        for line in lines:
            yield Problem("damage", _DATABASE, line, "")

    def rebuild(self, progress: Progress) -> None:
        """Derive summaries and indexes again."""
        with self._writing(progress) as program:
            if not program.catalogue.brought_up_to_date:
                program.catalogue.rebuild(progress)
                program.catalogue.tidy(progress)

    def accept(self, names: Collection[str], progress: Progress) -> None:
        """Take what is damaged for good as it is, by a person's decision, which the history tells.

        Where changes are lost, the catalogue is to be opened again afterwards: until then it is read only.
        """
        if LOST in names:
            accept_lost(self.folder, self.by)
        if others := sorted(set(names) - {LOST}):
            label = message("Accepted as it is, though damaged: {names}", names=", ".join(others))
            with self._writing(progress) as program:
                program.catalogue.accept(others, label)

    @contextmanager
    def _writing(self, progress: Progress) -> Iterator[Program]:
        """The program, where it may write; else one that is opened for it."""
        if self.program is not None and not self.program.catalogue.read_only:
            yield self.program
            return
        with Program.open(self.path, by=self.by, progress=progress) as program:
            yield program

    # Salvage ---------------------------------------------------------------------------------------------------

    def salvage(self, to: Path, progress: Progress) -> SalvageReport:
        """Bring what can be read into a new catalogue; see `Program.salvage`. It must not be open in this process."""
        return Program.salvage(self.path, to, by=self.by, progress=progress)

    def free_place(self, stem: str) -> Path:
        """A path beside it where nothing is yet: ``stem``, or with a number behind it."""
        place, number = self.path.with_name(f"{stem}.memoircat"), 1
        with suppress(OSError):
            while place.exists():
                number += 1
                place = self.path.with_name(f"{stem} {number}.memoircat")
        return place
