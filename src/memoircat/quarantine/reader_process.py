"""One reader process, as the program sees it: started, asked, watched, ended."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, BinaryIO, cast

from memoircat.quarantine.frames import BrokenFrame, Frame, read_frame, write_frame
from memoircat.quarantine.memory_watch import resident_memory

if sys.platform == "linux":
    import fcntl

if sys.platform == "win32":
    from memoircat.quarantine.windows_job import Job

_START = 60.0  # seconds that a cold disk may take to bring Python in
LOOK = 0.05  # seconds between two looks at the process
_SLACK = 128 * 2**20  # bytes over its cap at which the program ends a process that the system did not hold to it
_PIPE = 2**20  # bytes
_KEPT_VARIABLES = ("SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")

Wanted = Callable[[], bool]  # whether the answer is still wanted; asked in any thread


def always() -> bool:
    """An answer that is wanted, however long it takes."""
    return True


def command() -> list[str]:
    """What starts a reader process. A packed program has no ``-m``: it has to start itself with a word of its own."""
    return [sys.executable, "-s", "-S", "-P", "-m", "memoircat.quarantine.worker"]


def _environment() -> dict[str, str]:
    """The modules of this program, and nothing that the user's environment says."""
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    paths = os.pathsep.join(os.path.abspath(path) for path in sys.path if path)  # noqa: PTH100 - texts, not paths
    return kept | {"PYTHONPATH": paths, "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class ReaderEnded(Exception):
    """The process has ended over a file. ``why``: "time", "memory", "unwanted", or how it ended."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ReaderProcess:
    """A running process that reads one file after the other. Not for two threads at once."""

    def __init__(self) -> None:
        """Start it. Raises ReaderEnded where it does not come up, OSError where it cannot be started."""
        self._process = subprocess.Popen(
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=os.path.abspath(os.sep),  # noqa: PTH100 - not in the user's folder, which could not be ejected
            close_fds=True,
        )
        _widen(cast(IO[bytes], self._process.stdout))
        self.files_read = 0
        self._memory = 2**31
        if sys.platform == "win32":
            self._job = Job(int(self._process._handle))  # type: ignore[attr-defined]
        try:
            self.receive(_START)
        except ReaderEnded:
            self.end()
            raise

    @property
    def pid(self) -> int:
        """The number that the operating system gave it."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], memory: int) -> None:
        """Send a request for one file. ``memory``: bytes that the process may take meanwhile. Raises ReaderEnded."""
        self.files_read += 1
        self._memory = memory
        if sys.platform == "win32":
            self._job.cap(self._memory)
        try:
            write_frame(cast(BinaryIO, self._process.stdin), request)
        except OSError:
            raise self._ended("") from None

    def receive(self, seconds: float, wanted: Wanted = always) -> Frame:
        """Wait for the next frame, at most so long, and while it is ``wanted``.

        Raises ReaderEnded where none comes; the process is gone then.
        """
        watch = _Watch(self._process, seconds, self._memory + _SLACK, wanted)
        try:
            return read_frame(cast(BinaryIO, self._process.stdout))
        except BrokenFrame:
            raise self._ended(watch.why) from None
        finally:
            watch.stop()

    def _ended(self, why: str) -> ReaderEnded:
        self.end()
        status = self._process.returncode
        if sys.platform != "win32" and status == -_signal("SIGXCPU"):
            why = "time"
        return ReaderEnded(why or f"status {status}")

    def end(self) -> None:
        """End it now, whatever it is doing."""
        if self._process.stdout is None or self._process.stdout.closed:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what could not be sent any more
                cast(IO[bytes], pipe).close()
        if sys.platform == "win32":
            self._job.close()


def _widen(pipe: IO[bytes]) -> None:
    """Let a pipe hold more than Linux gives it (64 kB): pictures go through it, and each turn of the two costs."""
    if sys.platform == "linux":
        with suppress(OSError):  # more than this user may have
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)


def _signal(name: str) -> int:
    import signal  # noqa: PLC0415 - the name is not there on Windows

    return int(getattr(signal, name))


class _Watch:
    """Ends a process that takes too long or too much, or whose answer nobody wants any more; until it is stopped.

    It looks from a thread of its own.
    """

    def __init__(self, process: subprocess.Popen[bytes], seconds: float, memory: int, wanted: Wanted) -> None:
        self.why = ""
        self._wanted = wanted
        self._process = process
        self._deadline = time.monotonic() + seconds
        self._memory = memory
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(LOOK):
            if time.monotonic() > self._deadline:
                self.why = "time"
            elif resident_memory(self._process.pid) > self._memory:
                self.why = "memory"
            elif not self._wanted():
                self.why = "unwanted"
            if self.why:
                self._process.kill()
                return
