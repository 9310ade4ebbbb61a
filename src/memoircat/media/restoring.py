"""Restoring with the images: those that the restored catalogue lacks come from the complete copy, if it was one."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.manifest import images_of
from memoircat.catalogue.restore import Restored, restore_database
from memoircat.errors import cannot_write
from memoircat.jobs import Progress
from memoircat.media.carrying import carry
from memoircat.media.store import MediaStore


def restore_with_images(backup: Path, to: Path, *, by: str, progress: Progress | None = None) -> Restored:
    """Do as `restore_database`, then bring the images that are missing, where the copy has them.

    The database is restored first. Where the images cannot be brought, EnvironmentError_ or Cancelled is raised, and to
    restore again brings the rest.
    """
    progress = progress or Progress()
    restored = restore_database(backup, to, by=by, progress=progress)
    here, there = MediaStore(restored.catalogue / "media"), MediaStore(_media_of(restored.copy.path))
    with closing(storage.connect_reader(restored.catalogue / "catalogue.db")) as reader:
        images = images_of(reader)
    try:
        carried = carry(images, there, here, progress)
    except OSError as problem:
        raise cannot_write(here.folder, problem) from problem
    return replace(restored, brought=carried.new, missing=(*carried.missing, *carried.changed))


def _media_of(copy: Path) -> Path:
    """The media folder beside the folder of a copy, in a catalogue as in a complete copy."""
    return copy.absolute().parent.parent / "media"
