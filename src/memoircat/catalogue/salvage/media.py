"""The image files of a salvaged catalogue: linked into the new one under their hash, or copied."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from memoircat.catalogue.durable import to_disk
from memoircat.jobs import Progress


def bring_media(media: Path, to: Path, hashes: Iterable[str], progress: Progress) -> Iterator[str]:
    """Bring the files of these SHA-256 from one media folder to another; yields the hashes that have no file.

    A link or a pipe in the place of a file counts as missing. Raises OSError where it cannot be written.
    """
    for sha256 in hashes:
        progress.step(0, 0)
        file = stored_file(media, sha256)
        if file is None:
            yield sha256
            continue
        folder = to / sha256[:2]
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / file.name).exists():
            _bring(file, folder / file.name)


def stored_file(media: Path, sha256: str) -> Path | None:
    """The file of this hash in a media folder; None where there is none but a link or a pipe."""
    folder = media / sha256[:2]
    if len(sha256) != 64 or not sha256.isalnum() or not all(map(_is_folder, (media, folder))):
        return None
    files = sorted(folder.glob(f"{sha256}.*"))
    return next((file for file in files if S_ISREG(file.lstat().st_mode)), None)


def _is_folder(path: Path) -> bool:
    try:
        return S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _bring(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:  # another disk, or a file system without links
        shutil.copyfile(file, to, follow_symlinks=False)
        to_disk(to)
