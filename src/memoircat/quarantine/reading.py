"""Reading a file from a stranger: the one way in.

    with read_apart(file, "memoircat.media.image_reader", "inspect", {}) as reading:
        …                                # what this process has to do meanwhile
        answer, _ = reading.answer()

A reader process is started when the first file comes and kept for the next ones: to start it takes 0.1 s, to read a
small image a millisecond. At most `MOST_READERS` run at once; whoever comes then waits.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from memoircat.errors import Cancelled, EnvironmentError_, InputError, MemoirCatError
from memoircat.messages import Message, message
from memoircat.quarantine.frames import Frame
from memoircat.quarantine.reader_process import LOOK, ReaderEnded, ReaderProcess, Wanted, always
from memoircat.quarantine.regular_files import not_opened, open_regular

MEMORY = 512 * 2**20  # bytes that a process may take, itself included: Python and its libraries are 14 MB of it
MOST_MEMORY = 1700 * 2**20  # for a file that is large itself: 400 megapixels in colour
SECONDS = 20.0  # until the next answer
MOST_READERS = 3  # one for a long table, two for images
_BYTES_A_SECOND = 10_000_000  # of a large file: the slowest disk that is waited for
_FILES_EACH = 1000  # that a process reads before another takes its place: libraries leak

_places = threading.BoundedSemaphore(MOST_READERS)
_idle: list[ReaderProcess] = []
_idle_lock = threading.Lock()


def read_apart(file: Path, module: str, function: str, options: dict[str, Any], wanted: Wanted = always) -> Reading:
    """Begin to read ``file`` with a reader (see `worker`). Raises InputError for what is no file that can be read.

    ``wanted`` is asked every 50 ms, in any thread: once it is False, the process ends and Cancelled is raised.
    """
    try:
        with open_regular(file) as opened:
            state = os.fstat(opened.fileno())
    except OSError as problem:
        raise not_opened(problem, file) from None
    memory = min(MOST_MEMORY, max(MEMORY, 3 * state.st_size))
    request = {
        "module": module,
        "function": function,
        "options": {**options, "memory": memory},
        "path": os.path.abspath(file),  # noqa: PTH100 - links stay as they are
        "device": state.st_dev,
        "inode": state.st_ino,
        "memory": memory,
        "seconds": SECONDS + state.st_size / _BYTES_A_SECOND,
    }
    return Reading(file, request, wanted)


class Reading:
    """One file that is being read. Take its parts, or its one answer, within ``with``."""

    def __init__(self, file: Path, request: dict[str, Any], wanted: Wanted) -> None:
        self._file = file
        self._wanted = wanted
        self._memory: int = request["memory"]
        self._seconds: float = request["seconds"]
        self._process: ReaderProcess | None = _ask_one(request, self._memory, wanted)

    def answer(self) -> Frame:
        """The one part that the reader yields. Raises InputError as `parts` does."""
        return list(self.parts())[-1]

    def parts(self) -> Iterator[Frame]:
        """The parts as they come. Raises InputError where the file is refused, or takes too much, Cancelled."""
        while True:
            assert self._process is not None, "a reading is used once"
            try:
                head, body = self._process.receive(self._seconds, self._wanted)
            except ReaderEnded as ended:
                raise self._refusal(ended.why) from None
            if "part" in head:
                yield head["part"], body
                continue
            end = str(head.get("end"))
            self._let_go(keep=True)
            if end == "done":
                return
            if end == "refused":
                hint = str(head.get("hint", ""))
                raise InputError(
                    Message.from_stored(str(head.get("message"))),
                    where=str(self._file),
                    hint=Message.from_stored(hint) if hint else None,
                )
            raise self._refusal(str(head.get("problem", end)))

    def _refusal(self, why: str) -> MemoirCatError:
        if why == "unwanted":
            return _unwanted()
        what = {
            "time": message("Reading the file takes longer than {n} {n:second|seconds}.", n=round(self._seconds)),
            "memory": message("Reading the file takes more than {n:,} MB of memory.", n=self._memory // 2**20),
            "changed": message("The file changed while it was read."),
        }.get(why, message("The file cannot be read ({problem}).", problem=why))
        hint = message("It is damaged, or made to do harm. Nothing was changed.")
        return InputError(what, where=str(self._file), hint=message("Try again.") if why == "changed" else hint)

    def _let_go(self, *, keep: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            _give_back(process) if keep else process.end()
        _places.release()

    def close(self) -> None:
        """End the process where it has not yet told all: nobody wants the rest."""
        if self._process is not None:
            self._let_go(keep=False)

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _ask_one(request: dict[str, Any], memory: int, wanted: Wanted) -> ReaderProcess:
    """A process that is reading. Raises EnvironmentError_ where none can be started, Cancelled as `read_apart`."""
    while not _places.acquire(timeout=LOOK):
        if not wanted():
            raise _unwanted()
    process = None
    try:
        process = _take_process()
        process.ask(request, memory)
    except BaseException as problem:
        _places.release()
        if process is not None:
            process.end()
        if isinstance(problem, (ReaderEnded, OSError)):
            raise _cannot_start(str(problem)) from problem
        raise
    return process


def _take_process() -> ReaderProcess:
    """One that waits for work, or a new one."""
    while True:
        with _idle_lock:
            process = _idle.pop() if _idle else None
        if process is None:
            return ReaderProcess()
        if process.alive:
            return process
        process.end()


def _give_back(process: ReaderProcess) -> None:
    if process.files_read >= _FILES_EACH:
        process.end()
        return
    with _idle_lock:
        _idle.append(process)


def end_readers() -> None:
    """End the processes that wait for work; the next file starts another."""
    with _idle_lock:
        processes, _idle[:] = list(_idle), []
    for process in processes:
        process.end()


def _unwanted() -> Cancelled:
    return Cancelled(message("Stopped. Nothing was changed."))


def _cannot_start(problem: str) -> EnvironmentError_:
    return EnvironmentError_(
        message("The process that reads files does not start ({problem}).", problem=problem or "?"),
        hint=message("Close other programs, and try again."),
    )


atexit.register(end_readers)
