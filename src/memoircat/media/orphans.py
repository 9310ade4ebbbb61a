"""Image files that nothing names any more: told by `check`, put into a trash after 30 days, deleted 30 days later.

A file may be there before its row: it is stored first, then the row is committed. So a young file is no orphan. Nor is
one that a copy of the catalogue, or a former catalogue put aside, still names.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.manifest import images_of
from memoircat.errors import NotACatalogue, cannot_write
from memoircat.jobs import Progress
from memoircat.media.store import TRASH, MediaStore

_DAY_S = 86_400
YOUNG_DAYS, WAITING_DAYS = 1, 30


@dataclass(frozen=True, slots=True)
class Swept:
    """How many files went to the trash, came back from it because something names them again, and were deleted.

    ``known``: whether all copies could be asked which images they name. If not, nothing went and nothing was deleted.
    """

    to_trash: int = 0
    taken_back: int = 0
    deleted: int = 0
    known: bool = True


def named_images(folder: CatalogueFolder, images: Iterable[str]) -> set[str] | None:
    """The SHA-256 of ``images`` and of all that the kept copies name; None where one of these cannot be asked."""
    named = set(images)
    kept = [file for file in folder.backups.glob("*.db") if file.is_file() and not file.is_symlink()]
    for database in (*kept, *(folder.path / "aside").glob("*/catalogue.db")):
        if not database.stat().st_size:
            continue
        try:
            with closing(storage.connect_reader(database)) as reader:
                named |= images_of(reader).keys()
        except (NotACatalogue, storage.DatabaseError):
            return None
    return named


def orphans(store: MediaStore, named: set[str] | None, days: float = YOUNG_DAYS) -> Iterator[Path]:
    """The files of a store, older than ``days``, that are not ``named``; none where it is not known what is."""
    if named is None:
        return
    newest = time.time() - days * _DAY_S
    for file in sorted(store.folder.glob("[0-9a-f][0-9a-f]/*")):
        if file.stem not in named and not file.is_symlink() and file.is_file() and file.stat().st_mtime < newest:
            yield file


def sweep(store: MediaStore, named: set[str] | None, progress: Progress) -> Swept:
    """Take back what is named again, put orphans into the trash, delete what lay there for long.

    Raises EnvironmentError_, Cancelled; what was not done is done the next time.
    """
    trash = store.folder / TRASH
    if trash.is_symlink():
        return Swept(known=named is not None)
    try:
        back = _take_back(store, named or set(), progress)
        gone = _empty(trash, named, progress)
        return Swept(_to_trash(store, trash, named, progress), back, gone, named is not None)
    except OSError as problem:
        raise cannot_write(trash, problem) from problem


def _take_back(store: MediaStore, named: set[str], progress: Progress) -> int:
    back = 0
    for file in sorted((store.folder / TRASH).glob("*")):
        progress.step(0, 0)
        if file.stem in named and store.path(file.stem) == file:
            place = store.folder / file.stem[:2]
            place.mkdir(exist_ok=True)
            os.utime(file)
            file.rename(place / file.name)
            to_disk(place)
            back += 1
    return back


def _to_trash(store: MediaStore, trash: Path, named: set[str] | None, progress: Progress) -> int:
    moved = 0
    for file in orphans(store, named, WAITING_DAYS):
        progress.give_way()
        progress.step(0, 0)
        trash.mkdir(exist_ok=True)
        os.utime(file)  # before it moves: were it killed in between, the file would only wait anew
        file.replace(trash / file.name)
        moved += 1
    if moved:
        to_disk(trash)
    return moved


def _empty(trash: Path, named: set[str] | None, progress: Progress) -> int:
    deleted = 0
    oldest = time.time() - WAITING_DAYS * _DAY_S
    if named is None:
        return 0
    for file in sorted(trash.glob("*")):
        progress.step(0, 0)
        if file.is_file() and file.stem not in named and file.stat().st_mtime < oldest:
            file.unlink()
            deleted += 1
    return deleted
