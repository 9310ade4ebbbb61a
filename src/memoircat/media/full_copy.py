"""Complete copies on another disk: verified databases by date, and one store of images that grows by what is new.

    DISK/NAME.memoircat-copies/
        backups/2026-12-01T042301Z.db, .json …     as in the folder of a catalogue, rotated likewise
        media/3f/3fa9….tif                          as in the folder of a catalogue; nothing is ever deleted

The images come first and the database last, so that a database there has its images there, too.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.backup import keep_copy
from memoircat.catalogue.copies import Copy, copies_in, copy_at
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.catalogue.full_copies import note_full_copy
from memoircat.catalogue.manifest import Contents, images_of
from memoircat.catalogue.restore import COPIES
from memoircat.errors import Conflict, cannot_write
from memoircat.jobs import Progress
from memoircat.media.carrying import Carried, carry, sweep_unfinished
from memoircat.media.store import MediaStore
from memoircat.messages import message


@dataclass(frozen=True, slots=True)
class FullCopy:
    """A complete copy: its database, its folder, and what was carried there of the images."""

    copy: Copy
    folder: Path
    images: Carried

    @property
    def complete(self) -> bool:
        """Whether every image that the database names is there."""
        return not (self.images.missing or self.images.changed)


def full_copy(folder: CatalogueFolder, to: Path, *, progress: Progress | None = None) -> FullCopy:
    """Copy the database and the images of a catalogue to the folder ``to``, and only what is new there.

    The catalogue may be read only. Raises Conflict where the copies of another catalogue of this name are there,
    EnvironmentError_ where it cannot be written or the disk was pulled out: the copies before are good then; Cancelled.
    """
    progress = progress or Progress()
    place = to if to.name.endswith(COPIES) else to / f"{folder.path.stem}{COPIES}"
    here, there = MediaStore(folder.media), MediaStore(place / "media")
    with closing(storage.connect_reader(folder.database)) as reader:
        _refuse_another(reader, place)
        images = images_of(reader)
    try:
        there.folder.mkdir(parents=True, exist_ok=True)
        sweep_unfinished(there)
        carried = carry(images, here, there, progress)
        made = keep_copy(folder.database, place / "backups", progress=progress)
        with closing(storage.connect_reader(made)) as reader:
            later = {sha256: size for sha256, size in images_of(reader).items() if sha256 not in images}
        carried = _together(carried, carry(later, here, there, progress))
    except OSError as problem:
        raise cannot_write(place, problem) from problem
    done = FullCopy(copy_at(made), place, carried)
    if done.complete:
        with suppress(OSError):  # a catalogue that cannot be written is copied all the same
            note_full_copy(folder.backups, place, done.copy)
    return done


def _refuse_another(reader: storage.Connection, place: Path) -> None:
    ours = Contents.of(reader).origin
    for copy in copies_in(place / "backups"):
        if copy.contents and copy.contents.origin and ours and copy.contents.origin != ours:
            raise Conflict(
                message("The copies of another catalogue are there."),
                where=str(place),
                hint=message("Choose another folder."),
            )


def _together(first: Carried, more: Carried) -> Carried:
    return replace(
        first,
        new=first.new + more.new,
        bytes=first.bytes + more.bytes,
        there=first.there + more.there,
        missing=first.missing + more.missing,
        changed=first.changed + more.changed,
    )
