"""Who has the catalogue open for writing. The operating system's locks count; the note in the file is for people.

There are two locks: on the folder itself, which stays where the file ``lock`` is deleted or the folder is moved, and on
that file, which older programs know, and where Windows, which cannot lock a folder, lets nobody delete it.
"""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from types import TracebackType

from memoircat.catalogue.clock import now

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_LONGEST_NOTE = 4096


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a catalogue, on which machine, since when (UTC), as which process."""

    who: str
    host: str
    since: str
    pid: str = "?"


class Lock:
    """An exclusive lock on a catalogue's folder and its file ``lock``; a killed program's lock is gone with it.

    ``heed_others``: locks may not reach other machines here, so a note of another one counts as its lock.
    """

    def __init__(self, file: Path, *, heed_others: bool = False) -> None:
        self._file = file
        self._heed_others = heed_others
        self._who = ""
        self._folder: int | None = None
        self._descriptor: int | None = None

    def take(self, who: str) -> bool:
        """Take the lock. False: someone else has it. Raises OSError where the folder cannot be written.

        A link is never followed: the note would be written over the file that it points to.
        """
        self._who = who
        self._folder = _open_folder(self._file.parent)
        try:
            taken = (self._folder is None or _lock_folder(self._folder)) and self._take_file()
        except BaseException:
            self._close()
            raise
        if not taken:
            self._close()
        return taken

    def _take_file(self) -> bool:
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o644)
        if not S_ISREG(os.fstat(descriptor).st_mode) or not _lock(descriptor):
            os.close(descriptor)
            return False
        if self._heed_others and _holder(os.read(descriptor, _LONGEST_NOTE)).host not in ("?", socket.gethostname()):
            os.close(descriptor)
            return False
        note = {"who": self._who, "host": socket.gethostname(), "pid": os.getpid(), "since": now()}
        try:
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, json.dumps(note, ensure_ascii=False).encode())
        except OSError:  # a full disk: the lock must not be held by nobody
            os.close(descriptor)
            raise
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = descriptor
        return True

    def still_held(self) -> bool:
        """Whether the note at the path is ours; one that was deleted is written anew. False: another program has it."""
        if self._descriptor is None:
            return False
        try:
            if os.path.samestat(self._file.stat(follow_symlinks=False), os.fstat(self._descriptor)):
                return True
        except FileNotFoundError:
            pass
        try:
            return self._take_file()
        except OSError:
            return self._folder is not None  # the folder is still ours: nobody else gets in

    def folder_now(self) -> Path | None:
        """Where the folder that is locked lies now; None where it is gone, or the system does not tell."""
        path = _path_of(self._folder) if self._folder is not None else None
        try:
            ours = path is not None and os.path.samestat(path.stat(), os.fstat(self._folder or 0))
        except OSError:
            return None
        return path if ours else None

    def holder(self) -> Holder:
        """Who wrote the note; unknown parts say so. A stale note is no lock: only `take` proves that there is one."""
        try:
            descriptor = os.open(self._file, os.O_RDONLY | _NO_FOLLOW)
        except OSError:
            return _holder(b"")
        try:
            return _holder(os.read(descriptor, _LONGEST_NOTE) if S_ISREG(os.fstat(descriptor).st_mode) else b"")
        except OSError:
            return _holder(b"")
        finally:
            os.close(descriptor)

    def release(self) -> None:
        """Give the lock back and empty the note."""
        try:
            if self._descriptor is not None:
                os.ftruncate(self._descriptor, 0)
        finally:
            self._close()

    def _close(self) -> None:
        for descriptor in (self._descriptor, self._folder):
            if descriptor is not None:
                os.close(descriptor)
        self._descriptor = self._folder = None

    def __enter__(self) -> Lock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _holder(note: bytes) -> Holder:
    try:
        read = json.loads(note)
    except (ValueError, RecursionError):
        read = {}
    parts = read if isinstance(read, dict) else {}
    return Holder(*(str(parts.get(part, "?")) for part in ("who", "host", "since", "pid")))


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

    def _open_folder(_folder: Path) -> int | None:
        return None

    def _lock_folder(_descriptor: int) -> bool:
        return True

    def _path_of(_descriptor: int) -> Path | None:
        return None

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _open_folder(folder: Path) -> int | None:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)

    def _lock_folder(descriptor: int) -> bool:
        try:
            return _lock(descriptor)
        except OSError as problem:
            # A share may lock only what is opened for writing, which no folder can be: there the file alone counts.
            if problem.errno in (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOTSUP, errno.EIO, errno.EISDIR):
                return True
            raise

    def _path_of(descriptor: int) -> Path | None:
        if sys.platform == "darwin":  # pragma: no cover - looked at by hand only
            named = fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")
            return Path(os.fsdecode(named))
        try:
            return Path(f"/proc/self/fd/{descriptor}").readlink()
        except OSError:
            return None
