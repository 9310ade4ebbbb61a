"""When the last complete copies were made, and where: a small file beside the copies, outside history and digests.

It lies with the catalogue, so that everybody who opens it is reminded, and not in the settings of one of them.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.copies import Copy, days_uncopied
from memoircat.catalogue.durable import to_disk
from memoircat.catalogue.manifest import Contents

_NAME = "complete-copies.json"
_LONGEST = 1 << 18  # bytes that are read of it
_MOST = 12  # places that are remembered


@dataclass(frozen=True, slots=True)
class FullCopyNote:
    """A complete copy: the folder it went to, when (UTC), and what its database holds."""

    place: str
    made: str
    contents: Contents


def full_copies(backups: Path) -> list[FullCopyNote]:
    """The last complete copy at each place, the newest first; none where none was made."""
    try:
        descriptor = os.open(backups / _NAME, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as opened:
            stored = json.loads(opened.read(_LONGEST))
        notes = [FullCopyNote(str(n["place"]), str(n["made"]), Contents(**n["contents"])) for n in stored]
        return sorted(notes, key=lambda note: datetime.fromisoformat(note.made), reverse=True)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def note_full_copy(backups: Path, place: Path, copy: Copy) -> None:
    """Remember that a complete copy was made. Raises OSError."""
    if copy.contents is None:
        return
    made = copy.made.strftime("%Y-%m-%dT%H:%M:%SZ")
    others = [note for note in full_copies(backups) if note.place != str(place)]
    notes = [FullCopyNote(str(place), made, copy.contents), *others][:_MOST]
    unfinished = backups / f"{_NAME}.unfinished"
    unfinished.write_text(json.dumps([asdict(note) for note in notes], ensure_ascii=False, indent=1), encoding="utf-8")
    to_disk(unfinished)
    unfinished.replace(backups / _NAME)


def days_without_full_copy(connection: storage.Connection, backups: Path, today: datetime | None = None) -> int | None:
    """The age in days of the oldest change that is in no complete copy; None where every change is in one."""
    waiting = [days_uncopied(connection, note.contents, today) for note in full_copies(backups)]
    if None in waiting:
        return None
    return min((days for days in waiting if days is not None), default=days_uncopied(connection, None, today))
