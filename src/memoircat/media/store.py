"""The media folder of a catalogue: originals named by their SHA-256, written once, never altered."""

from __future__ import annotations

import hashlib
import os
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.images import ImageFile
from memoircat.errors import EnvironmentError_, InputError
from memoircat.messages import message

MOST_PIXELS = 400_000_000
_BLOCK = 1 << 20
_TYPES = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif", "WEBP": "webp", "GIF": "gif", "BMP": "bmp"}


class MediaStore:
    """Files by their content. ``media/3f/3fa9….tif``; the same content is kept once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path | None:
        """The file with this content, or None where it is missing."""
        return next(iter((self.folder / sha256[:2]).glob(f"{sha256}.*")), None)

    def take_in(self, file: Path) -> ImageFile:
        """Copy an image into the store; it is on the disk when this returns.

        Raises InputError for what is no image that can be shown, EnvironmentError_ where it cannot be written.
        """
        found = inspect_image(file)
        kept = self.folder / found.sha256[:2] / f"{found.sha256}.{_TYPES[_format(found)]}"
        if kept.exists() and kept.stat().st_size == found.bytes:
            return found
        try:
            self._copy(file, kept, found.sha256)
        except OSError as problem:
            raise EnvironmentError_(
                message("The image cannot be kept ({problem}).", problem=str(problem.strerror)),
                where=str(file),
                hint=message("Free some disk space."),
            ) from problem
        return found

    def _copy(self, file: Path, kept: Path, sha256: str) -> None:
        """Temporary file, fsync, rename, fsync of the folder: a cut at any moment leaves a whole file or none."""
        kept.parent.mkdir(parents=True, exist_ok=True)
        descriptor, unfinished = tempfile.mkstemp(dir=kept.parent, suffix=".unfinished")
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
        to_disk(kept.parent)
        to_disk(self.folder)

    def verify(self, sha256: str) -> str | None:
        """What is wrong with a kept file: ``missing``, ``changed``, or None."""
        path = self.path(sha256)
        if path is None:
            return "missing"
        digest = hashlib.sha256()
        for block in _blocks(path):
            digest.update(block)
        return None if digest.hexdigest() == sha256 else "changed"


def inspect_image(file: Path) -> ImageFile:
    """Hash an image and read its size. Raises InputError naming the file where it is no image, or too large a one."""
    try:
        digest, size = hashlib.sha256(), 0
        for block in _blocks(file):
            digest.update(block)
            size += len(block)
        width, height, pages, media_type = _decode(file)
    except FileNotFoundError:
        raise InputError(message("There is no such file."), where=str(file), hint=message("Check the path.")) from None
    except IsADirectoryError:
        raise InputError(
            message("This is a folder."), where=str(file), hint=message("Name the image files in it.")
        ) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as problem:
        raise InputError(
            message("The image cannot be read ({problem}).", problem=type(problem).__name__),
            where=str(file),
            hint=message("Open it elsewhere and save it again as TIFF, JPEG or PNG. Nothing was changed."),
        ) from None
    name = file.name.encode("utf-8", "replace").decode()  # a name of bytes that are no UTF-8 can be read, not stored
    return ImageFile(digest.hexdigest(), name, media_type, size, width, height, pages)


def _decode(file: Path) -> tuple[int, int, int, str]:
    """Read every pixel once, so that a cut file is found now and not when it is wanted."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(file, formats=list(_TYPES)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            width, height, pages = image.width, image.height, getattr(image, "n_frames", 1)
            media_type = Image.MIME[image.format or ""]
            image.load()
    return width, height, pages, media_type


def _format(found: ImageFile) -> str:
    return next(name for name in _TYPES if Image.MIME[name] == found.media_type)


def _blocks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            yield block
