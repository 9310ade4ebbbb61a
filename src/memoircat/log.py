"""The log: what went wrong, and which change set came before it. Ids and kinds only, no name or text of a record.

A line has the moment (UTC), the process, the level and what happened. Paths are left out too, since the name of a
folder or a file may be that of a person; so are the messages of exceptions, which quote values, and those of Qt and of
libraries.

The file lies in the user's folder of state, can be read by the user alone, and is followed by a new one at 512 kB; two
older ones are kept. Several processes write to it at once: each line is one write at the end of the file, opened for it
alone, so that a file which another process has put aside a moment ago still takes the line. A log that cannot be
written never stops the program.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from memoircat import __version__

LARGEST = 512 * 1024  # bytes of one file
OLDER = 2  # files kept beside the one that is written
_STALE_S = 10  # after which the mark of a process that was putting files aside is that of a dead one
_ROOT = logging.getLogger("memoircat")


def log_file() -> Path:
    """The file that is written to; it is there once something was logged."""
    from platformdirs import user_log_path  # noqa: PLC0415 - `find` starts without it: it has nothing to log

    return user_log_path("memoircat", appauthor=False) / "memoircat.log"


def start_log(doing: str, versions: Callable[[], str] = lambda: "") -> None:
    """Write to the log from now on what the program logs, in this process.

    ``doing``: the command, or the window. The first line of a process says this and the versions of the program, of
    Python, of the system, and ``versions``, which is asked only then: most commands have nothing to log.
    """
    for former in _ROOT.handlers[:]:
        if isinstance(former, LogFile):
            _ROOT.removeHandler(former)
    _ROOT.addHandler(LogFile(log_file, lambda: " ".join(filter(None, (_about(), versions(), f"({doing})")))))
    _ROOT.setLevel(logging.INFO)


class LogFile(logging.Handler):
    """Appends lines to a file that several processes share, and puts it aside when it has grown too large."""

    def __init__(self, where: Callable[[], Path], head: Callable[[], str], largest: int = LARGEST) -> None:
        super().__init__()
        self._where = where  # asked for when there is something to write
        self._head: Callable[[], str] | None = head
        self._largest = largest

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line. Nothing is raised, whatever happens: there is nowhere left to tell it."""
        with suppress(Exception):
            lines = [_line("INFO", self._head())] if self._head else []
            lines.append(_line(record.levelname, record.getMessage()))
            file = self._where()
            self._make_room(file)
            _append(file, "".join(lines))
            self._head = None

    def _make_room(self, file: Path) -> None:
        if not self._is_full(file):
            return
        # One process puts files aside at a time: of two, the second would push the first one's file out.
        mark = file.with_name(file.name + ".turning")
        with suppress(OSError):
            if time.time() - mark.stat().st_mtime > _STALE_S:
                mark.unlink()
        try:
            os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError:
            return  # another process is at it; this line is still written to the file that is there
        try:
            if self._is_full(file):  # and not put aside meanwhile
                _put_aside(file)
        finally:
            mark.unlink(missing_ok=True)

    def _is_full(self, file: Path) -> bool:
        try:
            return file.stat().st_size >= self._largest
        except OSError:
            return False


def _put_aside(file: Path) -> None:
    files = [file, *(file.with_name(f"{file.name}.{number}") for number in range(1, OLDER + 1))]
    with suppress(OSError):  # on Windows a file that somebody has open stays; it is tried again with the next line
        for younger, older in reversed(list(pairwise(files))):
            if younger.exists():
                younger.replace(older)


def _append(file: Path, text: str) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, flags, 0o600)
    try:
        os.write(descriptor, text.encode("utf-8", "backslashreplace"))
    finally:
        os.close(descriptor)


def _line(level: str, text: str) -> str:
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return f"{moment} {os.getpid()} {level} {' '.join(text.split())}\n"


def _about() -> str:
    return f"MemoirCat {__version__}, Python {sys.version.split()[0]}, {sys.platform},"
