"""Work in a child that is killed: at a random moment, or at the n-th step towards the disk."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

_STEPS = ("rename", "replace", "unlink", "mkdir")  # of Path; and fsync
KILLED, FAILED, DONE = "killed", "failed", "done"


def _in_child(work: Callable[[], None], prepare: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        prepare()
        work()
        status = 0
    except BaseException as problem:  # noqa: BLE001 - whatever it is: the parent is told by the status
        print(f"in the child: {problem!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(status)


def _ended(child: int) -> str:
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return KILLED
    return FAILED if os.WEXITSTATUS(status) else DONE


def killed_after(work: Callable[[], None], seconds: float) -> str:
    """Run work in a child and kill it after so many seconds."""
    child = _in_child(work, lambda: None)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _ended(child)


def killed_at_step(work: Callable[[], None], step: int) -> str:
    """Run work in a child that is killed just before its n-th rename, removal, new folder or fsync."""
    left = [step]

    def counted(function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **named)

        return call

    def prepare() -> None:
        for name in _STEPS:
            setattr(Path, name, counted(getattr(Path, name)))
        os.fsync = counted(os.fsync)  # type: ignore[assignment]

    return _ended(_in_child(work, prepare))


def with_small_files(work: Callable[[], None], longest: int) -> str:
    """Run work in a child that can write no file longer than so many bytes: as on a full disk, or under a quota."""

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest, longest))

    return _ended(_in_child(work, prepare))
