"""Thumbnails in the user's cache folder, named by the content of the original; they can be deleted at any time."""

from __future__ import annotations

import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from memoircat.causes import code_name
from memoircat.errors import MemoirCatError, NotFound
from memoircat.media.page_pixels import FIRST, READER, PagePart, read_page
from memoircat.media.store import MediaStore
from memoircat.messages import message
from memoircat.quarantine.reader_process import Wanted, always
from memoircat.quarantine.reading import read_apart
from memoircat.quarantine.regular_files import open_regular

_TURNING_S = 0.1  # somebody who turns pages faster than this looks at the first pictures only
_LOG = logging.getLogger(__name__)


def cache_folder() -> Path:
    """The folder for thumbnails of this user."""
    return user_cache_path("memoircat", appauthor=False) / "thumbnails"


class Thumbnails:
    """Makes and caches thumbnails of the files of a store. A cache that cannot be written is logged, once."""

    def __init__(self, store: MediaStore, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder or cache_folder()
        self._told = False

    def picture(self, sha256: str, size: int, page: int = 1, *, wanted: Wanted = always) -> bytes | None:
        """A page (from 1) as a JPEG of at most ``size`` pixels each way; None where it is missing or damaged.

        It is not made where it is not ``wanted`` any more.
        """
        if kept := self._kept(sha256, size, page):
            return kept
        original = self._store.path(sha256)
        if original is None or not wanted():
            return None
        try:
            with read_apart(original, READER, "thumbnail", {"size": size, "page": page}, wanted) as reading:
                _, picture = reading.answer()
        except MemoirCatError:
            return None
        self._keep(picture, sha256, size, page)
        return picture

    def page(self, sha256: str, page: int = 1, *, wanted: Wanted = always) -> Iterator[PagePart]:
        """Yield a page (from 1) as `read_page` does; its first picture comes from the cache, and goes into it.

        Raises as `read_page`, and NotFound where the file is missing.
        """
        original = self._store.path(sha256)
        if original is None:
            raise NotFound(message("The file of this image is not in its place."))
        kept = self._kept(sha256, FIRST, page)
        if kept:
            yield kept
            time.sleep(_TURNING_S)
        if not wanted():
            return
        for part in read_page(original, page, first=0 if kept else FIRST, wanted=wanted):
            if isinstance(part, bytes):
                self._keep(part, sha256, FIRST, page)
            yield part

    def _file(self, sha256: str, size: int, page: int) -> Path:
        return self._folder / sha256[:2] / f"{sha256}-{page}-{size}.jpg"

    def _kept(self, sha256: str, size: int, page: int) -> bytes | None:
        try:
            with open_regular(self._file(sha256, size, page)) as file:
                return file.read()
        except OSError:
            return None

    def _keep(self, picture: bytes, sha256: str, size: int, page: int) -> None:
        try:
            _write(picture, self._file(sha256, size, page))
        except OSError as problem:  # it is shown all the same, and made again the next time
            if not self._told:
                _LOG.warning("thumbnails are not kept: %s %s", code_name(problem), type(problem).__name__)
            self._told = True


def _write(picture: bytes, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=kept.parent, suffix=".unfinished")
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(picture)
        Path(unfinished).replace(kept)
    finally:
        with suppress(OSError):
            Path(unfinished).unlink(missing_ok=True)
