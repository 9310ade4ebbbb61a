"""Who has the catalogue open for writing. The operating system's lock counts; the note in the file is for people."""

from __future__ import annotations

import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from memoircat.catalogue.clock import now


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a catalogue, on which machine, since when (UTC)."""

    who: str
    host: str
    since: str


class Lock:
    """An exclusive lock on the file ``lock`` of a catalogue's folder; a killed program's lock is gone with it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self, who: str) -> bool:
        """Take the lock. False: someone else has it. Raises OSError where the folder cannot be written.

        A link is never followed: the note would be written over the file that it points to.
        """
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        if not _lock(descriptor):
            os.close(descriptor)
            return False
        note = {"who": who, "host": socket.gethostname(), "pid": os.getpid(), "since": now()}
        try:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, json.dumps(note, ensure_ascii=False).encode())
        except OSError:  # a full disk: the lock must not be held by nobody
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        return True

    def holder(self) -> Holder:
        """Who wrote the note; unknown parts say so."""
        try:
            note = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            note = {}
        return Holder(*(str(note.get(part, "?")) for part in ("who", "host", "since")))

    def release(self) -> None:
        """Give the lock back and empty the note."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


if sys.platform == "win32":  # pragma: no cover - the Windows recipe is not built here
    import msvcrt

    def _lock(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the note, so that others can read it
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            os.lseek(descriptor, 0, os.SEEK_SET)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
