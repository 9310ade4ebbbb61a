"""A working copy of a catalogue on a disk of this machine, for one that lies on a share or in the folder of a cloud."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from memoircat.catalogue.backup import back_up
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.folder import CatalogueFolder
from memoircat.errors import EnvironmentError_, cannot_write
from memoircat.jobs import Progress
from memoircat.messages import message


def working_copy(folder: Path, to: Path, progress: Progress | None = None) -> Path:
    """Copy the database, verified, and the images of a catalogue into the new folder ``to``; returns it.

    Images are linked where both lie on one disk, else copied and compared with the hash in their names. ``progress``
    counts them. Raises Conflict where something is at ``to``, EnvironmentError_ where it cannot be read or written or
    is not sound, Cancelled; what was made is removed then.
    """
    source, copy = CatalogueFolder(folder), CatalogueFolder(to)
    copy.make()
    try:
        back_up(source.database, copy.database)
        files = sorted(file for file in source.media.rglob("*") if file.is_file() and not file.is_symlink())
        for number, file in enumerate(files):
            if progress is not None:
                progress.step(number, len(files))
            _take(file, copy.media / file.relative_to(source.media))
        to_disk(copy.media)
        to_disk(copy.path)
    except OSError as problem:
        _remove(copy.path)
        raise cannot_write(to, problem) from problem
    except BaseException:
        _remove(copy.path)
        raise
    return copy.path


def _take(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):
        to.hardlink_to(file)
        return
    shutil.copy2(file, to)
    to_disk(to)
    with to.open("rb") as copied:
        digest = hashlib.file_digest(copied, "sha256").hexdigest()
    if len(to.stem) == len(digest) and digest != to.stem:
        raise EnvironmentError_(
            message("The image is not what was stored."),
            where=str(file),
            hint=message("Run `memoircat check` on the catalogue."),
        )


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
