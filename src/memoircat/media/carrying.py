"""Carrying image files from one media store to another: by hash, only those that are not there yet, each verified."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from memoircat.catalogue.durable import to_disk
from memoircat.jobs import Progress
from memoircat.media.store import MediaStore

_BLOCK = 1 << 20  # bytes read at once


@dataclass(frozen=True, slots=True)
class Carried:
    """How many files, and bytes, were new; how many were there; the SHA-256 of those not to be had, or changed."""

    new: int
    bytes: int
    there: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]


def carry(images: Mapping[str, int], source: MediaStore, target: MediaStore, progress: Progress) -> Carried:
    """Bring the files of ``images`` (SHA-256 → bytes) into ``target``. ``progress`` counts the files.

    They are copied, never linked: a disk that alters a file must not alter its copy. A file that is not what its name
    says is left where it is. Raises OSError where ``target`` cannot be written, Cancelled.
    """
    new = bytes_ = there = 0
    missing, changed = [], []
    for number, (sha256, size) in enumerate(images.items()):
        progress.give_way()
        progress.step(number, len(images))
        kept = target.path(sha256)
        if kept is not None and kept.stat().st_size == size:
            there += 1
            continue
        file = source.path(sha256)
        if file is None:
            missing.append(sha256)
        elif _copy(file, target.folder / sha256[:2] / file.name, sha256, progress):
            new, bytes_ = new + 1, bytes_ + size
        else:
            changed.append(sha256)
    return Carried(new, bytes_, there, tuple(missing), tuple(changed))


def _copy(file: Path, to: Path, sha256: str, progress: Progress) -> bool:
    """Copy by way of a temporary file, fsync and rename; False, with nothing written, where the hash differs."""
    to.parent.mkdir(parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(dir=to.parent, suffix=".unfinished")
    digest = hashlib.sha256()
    try:
        with os.fdopen(descriptor, "wb") as target, file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                progress.step(0, 0)
                digest.update(block)
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        if digest.hexdigest() != sha256:
            return False
        Path(unfinished).replace(to)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    to_disk(to.parent)
    return True


def sweep_unfinished(store: MediaStore) -> None:
    """Remove the temporary files that killed programs left in a store to which nobody else writes."""
    for left in store.folder.glob("??/*.unfinished"):
        left.unlink(missing_ok=True)
