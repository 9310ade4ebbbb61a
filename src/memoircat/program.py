"""The program without a user interface: a catalogue put together with its indexes and its media."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.images import ImageFile, attach
from memoircat.catalogue.restore import Restored
from memoircat.catalogue.restore_told import tell_of_restore
from memoircat.catalogue.salvage.report import SalvageReport
from memoircat.catalogue.salvage.salvage import salvage
from memoircat.catalogue.storage import SCHEMA
from memoircat.jobs import Progress
from memoircat.media.orphans import Swept, named_images, orphans, sweep
from memoircat.media.restoring import restore_with_images
from memoircat.media.store import MediaStore
from memoircat.media.thumbnails import Thumbnails
from memoircat.messages import Message, message
from memoircat.search.name_index import NameIndex
from memoircat.search.reader import Reader
from memoircat.search.word_index import WordIndex

_STORE_AGAIN = "memoircat images CATALOGUE take-in FILE"
_IMAGE_PROBLEMS = {  # what is wrong → in words, and what to do
    "missing": (message("The image is missing."), _STORE_AGAIN),
    "changed": (message("The image is not what was stored."), f"Delete the stored file, then {_STORE_AGAIN}"),
    "orphan": (message("Nothing names this image file any more."), "memoircat images CATALOGUE sweep"),
    "unreadable": (message("The image cannot be read."), "Check the disk and the permissions of the media folder."),
}


@dataclass(frozen=True, slots=True)
class Program:
    """An open catalogue and what belongs to it."""

    catalogue: Catalogue
    media: MediaStore
    thumbnails: Thumbnails

    @classmethod
    def create(cls, path: Path, *, title: str = "", by: str = "") -> Program:
        """Create a catalogue and open it: see `Catalogue.create`. ``by``: whose name the history records."""
        return cls._around(Catalogue.create(path, title=title, by=by or user_name(), derived=_derived()))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, by: str = "", progress: Progress | None = None) -> Program:
        """Open a catalogue: see `Catalogue.open`. ``by``: whose name the history records."""
        who, derived = by or user_name(), _derived()
        opened = cls._around(Catalogue.open(path, read_only=read_only, by=who, derived=derived, progress=progress))
        try:
            tell_of_restore(opened.catalogue)
        except BaseException:
            opened.close()
            raise
        return opened

    @classmethod
    def _around(cls, catalogue: Catalogue) -> Program:
        store = MediaStore(catalogue.folder.media)
        if not catalogue.read_only:
            store.sweep()
        return cls(catalogue, store, Thumbnails(store))

    def reader(self) -> Reader:
        """A reader of this catalogue; close it."""
        return Reader.open(self.catalogue.folder.path)

    def set_author(self, name: str) -> None:
        """Record changes under ``name`` from now on; empty: the user name of the operating system."""
        self.catalogue.by = name or user_name()

    def attach(
        self, record_id: int, paths: Sequence[Path], *, label: Message | str, caption: str | None = None
    ) -> list[int]:
        """Copy image files into the store, then attach them to a record in one change; returns the attachments' ids.

        ``label`` names the change in the history. Raises InputError and EnvironmentError_ as `MediaStore.ingest` does.
        """
        files = [self.media.ingest(path) for path in paths]
        return self.attach_taken(record_id, files, label=label, caption=caption)

    def attach_taken(
        self, record_id: int, files: Sequence[ImageFile], *, label: Message | str, caption: str | None = None
    ) -> list[int]:
        """Attach files that are in the store already; otherwise as `attach`."""
        with self.catalogue.change(label) as change:
            return attach(change, record_id, files, caption)

    def check(self, *, fixity: bool = False, progress: Progress | None = None) -> Iterator[Problem]:
        """Yield a `Problem` for everything wrong with the catalogue and for each missing image.

        ``fixity``: read the image files and verify their checksums too. ``progress`` counts records, then images.
        Raises Cancelled where it was cancelled.
        """
        progress = progress or Progress()
        yield from self.catalogue.check(progress)
        images = self.catalogue.images()
        for number, (sha256, name) in enumerate(images.items()):
            progress.give_way()
            progress.step(number, len(images))
            if wrong := self._image_problem(sha256, fixity):
                yield Problem(f"image_{wrong}", name, *_IMAGE_PROBLEMS[wrong])
        for file in orphans(self.media, self._named_images()):
            yield Problem("image_orphan", file.name, *_IMAGE_PROBLEMS["orphan"])

    def _image_problem(self, sha256: str, fixity: bool) -> str | None:
        """A key of `_IMAGE_PROBLEMS`, or None where the image is as it was stored."""
        if not fixity:
            return None if self.media.path(sha256) else "missing"
        try:
            return self.media.verify(sha256)
        except OSError:
            return "unreadable"

    @staticmethod
    def salvage(source: Path, to: Path, *, by: str = "", progress: Progress | None = None) -> SalvageReport:
        """Bring what can be read of a damaged catalogue into a new one: see `catalogue.salvage`."""
        return salvage(source, to, by=by or user_name(), derived=_derived(), progress=progress)

    def sweep_images(self, progress: Progress | None = None) -> Swept:
        """Put image files that nothing names any more into the trash of the media folder; see `orphans.sweep`."""
        return sweep(self.media, self._named_images(), progress or Progress())

    def _named_images(self) -> set[str] | None:
        return named_images(self.catalogue.folder, self.catalogue.images())

    def close(self) -> None:
        """Close the catalogue."""
        self.catalogue.close()

    def __enter__(self) -> Program:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def restore(backup: Path, to: Path, *, by: str = "", progress: Progress | None = None) -> Restored:
    """Put a copy in the place of the catalogue ``to``, with the images of a complete copy; see `restore_database`.

    The catalogue is opened once, so that its history tells of it; one of an older program waits for whoever opens it.
    """
    who = by or user_name()
    restored = restore_with_images(backup, to, by=who, progress=progress)
    if restored.contents.schema == SCHEMA:
        Program.open(to, by=who, progress=progress).close()
    return restored


def _derived() -> tuple[NameIndex, WordIndex]:
    return NameIndex(), WordIndex()


def user_name() -> str:
    """The user name of the operating system, "?" where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"
