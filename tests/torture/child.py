"""Work in a process of its own that can be killed or held short; forked, so that little time goes by before the work begins."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from memoircat.cli.__main__ import main
from memoircat.errors import MemoirCatError

Work = Callable[[], object]


@dataclass(frozen=True)
class Ended:
    """How a piece of work ended: exit status (negative: the signal), what it printed, and for how long it ran (seconds)."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def told(self) -> list[str]:
        """The whole lines of its output."""
        return self.out.split("\n")[:-1]


def command(*words: object) -> Work:
    """A command of `memoircat` as a piece of work."""
    return lambda: main([str(word) for word in words])


def run(work: Work, *, kill_after: float | None = None, largest_file: int | None = None) -> Ended:
    """Run work in a child. ``kill_after``: seconds until it is killed; ``largest_file``: no file may grow beyond (bytes)."""
    sys.stdout.flush()
    sys.stderr.flush()
    out, told = os.pipe()
    errors, complained = os.pipe()  # no file: it would be held short with the others
    begun = time.monotonic()
    pid = os.fork()
    if pid == 0:
        _work(work, told, complained, largest_file)
    os.close(told)
    os.close(complained)
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(pid, signal.SIGKILL)
    with os.fdopen(out, "rb") as told_pipe, os.fdopen(errors, "rb") as error_pipe:
        printed, complaints = (pipe.read().decode(errors="replace") for pipe in (told_pipe, error_pipe))
    _, status = os.waitpid(pid, 0)
    return Ended(os.waitstatus_to_exitcode(status), printed, complaints, time.monotonic() - begun)


def _work(work: Work, told: int, complained: int, largest_file: int | None) -> None:
    """The child: never returns."""
    status = 71
    try:
        os.dup2(told, 1)
        os.dup2(complained, 2)
        if largest_file is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))
        work()
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 0
    except MemoirCatError as problem:
        status = problem.exit_status
        print(f"memoircat: {problem}", file=sys.stderr)
    except BaseException as problem:  # noqa: BLE001 - told by its name
        print(f"uncaught: {type(problem).__name__}: {problem}", file=sys.stderr)
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status)
