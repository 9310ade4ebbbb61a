"""The media folder of a catalogue: original image files, named by their SHA-256, written once and never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.images import ImageFile
from memoircat.errors import InputError, cannot_write
from memoircat.media.page_pixels import READER
from memoircat.messages import message
from memoircat.quarantine.reading import read_apart
from memoircat.quarantine.regular_files import not_opened, open_regular

TRASH = "trash"  # a folder of the store, for files that nothing names any more: see `orphans`
_BLOCK = 1 << 20  # bytes read at once
_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/bmp": "bmp",
}
_UNFINISHED = ".unfinished"


class MediaStore:
    """Image files by their content, stored as ``media/3f/3fa9….tif``; files of the same content are stored once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path | None:
        """The stored file with this SHA-256 (hexadecimal), in the trash or not; None where it is missing."""
        places = (self.folder / sha256[:2], self.folder / TRASH)
        return next((file for place in places for file in place.glob(f"{sha256}.*")), None)

    def ingest(self, file: Path) -> ImageFile:
        """Copy an image file into the store; it is safe on disk when this returns.

        Raises InputError for a file that is not an image the program can show, or that changed while it was read,
        EnvironmentError_ where it cannot be written.
        """
        image = inspect_image(file)
        kept = self.folder / image.sha256[:2] / f"{image.sha256}.{_ENDINGS[image.media_type]}"
        if kept.exists() and kept.stat().st_size == image.bytes:
            os.utime(kept)  # wanted again: no sweep takes it before its row is there
            return image
        try:
            self._copy(file, kept, image.sha256)
        except OSError as problem:
            raise cannot_write(kept.parent, problem, doing=message("The image was not stored.")) from problem
        return image

    def _copy(self, file: Path, kept: Path, sha256: str) -> None:
        """Copy by way of a temporary file, fsync and rename, so that a crash leaves the whole file or none."""
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._write(file, kept, sha256)
        except BaseException:
            with suppress(OSError):  # it holds other images
                kept.parent.rmdir()
            raise
        to_disk(kept.parent)
        to_disk(self.folder)

    def _write(self, file: Path, kept: Path, sha256: str) -> None:
        descriptor, unfinished = tempfile.mkstemp(dir=self.folder, suffix=_UNFINISHED)
        try:
            with os.fdopen(descriptor, "wb") as target:
                digest = hashlib.sha256()
                for block in _blocks(file):
                    digest.update(block)
                    target.write(block)
                target.flush()
                os.fsync(target.fileno())
            if digest.hexdigest() != sha256:
                raise InputError(
                    message("The file changed while it was read."), where=str(file), hint=message("Try again.")
                )
            Path(unfinished).replace(kept)
        finally:
            Path(unfinished).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what an intake that was killed has left; only who holds the catalogue's lock may call it."""
        with suppress(OSError):
            for left in list(self.folder.glob(f"*{_UNFINISHED}")):
                left.unlink()

    def verify(self, sha256: str) -> str | None:
        """Compare a stored file with its SHA-256: "missing", "changed", or None where it is intact.

        Raises OSError where the file cannot be read.
        """
        path = self.path(sha256)
        if path is None:
            return "missing"
        digest = hashlib.sha256()
        for block in _blocks(path):
            digest.update(block)
        return None if digest.hexdigest() == sha256 else "changed"


def inspect_image(file: Path) -> ImageFile:
    """Hash an image file and read its size in pixels and its pages, in a process apart.

    Raises InputError, which names the file, for what is not an image, is damaged, or is too large: see
    `memoircat.media.image_reader`.
    """
    with read_apart(file, READER, "inspect", {}) as reading:
        digest, length = hashlib.sha256(), 0
        try:
            for block in _blocks(file):  # while the other process decodes
                digest.update(block)
                length += len(block)
        except OSError as problem:
            raise not_opened(problem, file) from None
        said, _ = reading.answer()
    match said:
        case {"format": str(kind), "width": int(width), "height": int(height), "pages": int(pages)}:
            media_type = f"image/{kind}".lower()
        case _:
            media_type = ""
    if media_type not in _ENDINGS:  # never from our reader: it was taken over
        raise InputError(message("The image cannot be read ({problem}).", problem=media_type or "?"), where=str(file))
    name = file.name.encode("utf-8", "replace").decode()  # a file name need not be UTF-8, but stored text must be
    return ImageFile(digest.hexdigest(), name, media_type, length, width, height, pages)


def _blocks(file: Path) -> Iterator[bytes]:
    with open_regular(file) as opened:
        while block := opened.read(_BLOCK):
            yield block
