"""Background work: progress and cancelling, the same whether it runs at once or in a thread.

A piece of work is a function of one argument, a :class:`Progress`. It calls ``progress.step(done, total)`` now and
then, which reports how far it is, and raises :class:`~memoircat.errors.Cancelled` if the user has stopped it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Protocol, TypeVar

from memoircat.errors import Cancelled
from memoircat.messages import message

T = TypeVar("T")


def collect_garbage_rarely() -> None:
    """Raise the thresholds of Python's garbage collector: with all name sounds in memory a collection takes 0.4 s.

    The program makes few cycles, and objects that are in no cycle are freed at once anyway. This applies to the whole
    process and is called where the program starts.
    """
    gc.set_threshold(10_000, 50, 100)


class Progress:
    """How far a piece of work has come, and whether it is to stop.

    ``report`` is called with every step, ``give_way`` whenever a window in the same process should get time to answer.
    """

    def __init__(
        self, report: Callable[[int, int], None] | None = None, give_way: Callable[[], None] | None = None
    ) -> None:
        self._report = report
        self._give_way = give_way
        self.cancelled = False

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self.cancelled = True

    def give_way(self) -> None:
        """Let a window in the same process answer; work that keeps the interpreter busy calls this often."""
        if self._give_way:
            self._give_way()

    def step(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` is finished (``total`` 0: unknown). Raises Cancelled after `cancel`."""
        if self.cancelled:
            raise Cancelled(message("Stopped. Nothing was changed."))
        if self._report:
            self._report(done, total)


class Job(Protocol):
    """A piece of work that is running."""

    def cancel(self) -> None:
        """Ask it to stop."""


class JobRunner(Protocol):
    """Runs work and passes its result, or its exception, to functions that run in the caller's thread."""

    def submit(
        self, work: Callable[[Progress], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Job:
        """Start ``work``; when it ends, exactly one of ``done`` and ``failed`` is called."""


class InlineRunner:
    """Runs the work at once, in the caller's thread: for the command line and for tests."""

    def submit(
        self, work: Callable[[Progress], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Progress:
        """Run ``work`` now; ``done`` or ``failed`` has been called when this returns."""
        progress = Progress()
        try:
            result = work(progress)
        except Exception as problem:  # noqa: BLE001 - every failure belongs to the caller's `failed`
            failed(problem)
        else:
            done(result)
        return progress
