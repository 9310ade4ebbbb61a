"""The reader process: waits for the name of a file and of the function that reads it, and sends what that yields.

A reader is a generator function ``read(file, options)``: ``file`` is open for reading, ``options`` is a JSON object;
it yields frames (an object and bytes) and raises InputError for what it refuses.
"""

from __future__ import annotations

import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from memoircat.errors import InputError
from memoircat.jobs import collect_garbage_rarely
from memoircat.quarantine.caps import cap, close_doors
from memoircat.quarantine.frames import BrokenFrame, Frame, read_frame, write_frame
from memoircat.quarantine.regular_files import open_regular

Read = Callable[[BinaryIO, dict[str, Any]], Iterator[Frame]]


def main() -> None:
    """Serve until the program closes the pipe, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which ends this process
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    close_doors()
    collect_garbage_rarely()
    try:
        write_frame(answers, {"ready": True})
        while True:
            request, _ = read_frame(requests)
            _serve(request, answers)
    except (BrokenFrame, BrokenPipeError):
        os._exit(0)  # whoever asked is gone


def _serve(request: dict[str, Any], answers: BinaryIO) -> None:
    cap(request["memory"], request["seconds"])
    try:
        read: Read = getattr(importlib.import_module(request["module"]), request["function"])
        with open_regular(Path(request["path"])) as file:
            state = os.fstat(file.fileno())
            if (state.st_dev, state.st_ino) != (request["device"], request["inode"]):
                last: dict[str, Any] = {"end": "changed"}
            else:
                for head, body in read(file, request["options"]):
                    write_frame(answers, {"part": head}, body)
                last = {"end": "done"}
    except BrokenPipeError:
        raise
    except InputError as problem:
        last = {"end": "refused", "message": problem.message.stored()}
        last["hint"] = problem.hint.stored() if problem.hint else ""
    except MemoryError:
        last = {"end": "memory"}
    except Exception as problem:  # noqa: BLE001 - whatever a library raises over a damaged file
        last = {"end": "failed", "problem": type(problem).__name__}
    if last["end"] not in ("done", "changed"):
        gc.collect()  # frames of the exception may hold a decoded picture
    write_frame(answers, last)


if __name__ == "__main__":
    main()
