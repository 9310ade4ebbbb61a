"""Thumbnails in the user's cache folder, named by the content of the original; they can be deleted at any time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from memoircat.errors import MemoirCatError
from memoircat.media.store import READER, MediaStore
from memoircat.quarantine.reading import read_apart

SIZES = (96, 256, 1600)  # pixels along the longer side


def cache_folder() -> Path:
    """The folder for thumbnails of this user."""
    return user_cache_path("memoircat", appauthor=False) / "thumbnails"


class Thumbnails:
    """Makes and caches thumbnails of the files of a store."""

    def __init__(self, store: MediaStore, folder: Path | None = None) -> None:
        self._store = store
        self._folder = folder or cache_folder()

    def picture(self, sha256: str, size: int, page: int = 1) -> Path | None:
        """The JPEG file of a page (from 1), at most ``size`` pixels each way; None where it is missing or damaged."""
        kept = self._folder / sha256[:2] / f"{sha256}-{page}-{size}.jpg"
        if kept.exists():
            return kept
        original = self._store.path(sha256)
        if original is None:
            return None
        try:
            with read_apart(original, READER, "thumbnail", {"size": size, "page": page}) as reading:
                _, picture = reading.answer()
            return _write(picture, kept)
        except (OSError, MemoirCatError):
            return None


def _write(picture: bytes, kept: Path) -> Path:
    kept.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=kept.parent, suffix=".unfinished")
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(picture)
        Path(unfinished).replace(kept)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return kept
