"""Background work: progress and cancelling, the same whether it runs at once or in a thread.

A piece of work is a function of one argument, a :class:`Progress`. It reports with ``progress.step(done, total)``
and thereby offers the person a chance to stop it: ``step`` raises :class:`~memoircat.errors.Cancelled`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Protocol, TypeVar

from memoircat.errors import Cancelled
from memoircat.messages import message

T = TypeVar("T")


def avoid_pauses() -> None:
    """Let Python look for dead cycles rarely: with a full vocabulary in memory each look takes up to 0.4 s.

    Cycles are few here and small; what nobody holds any more goes at once all the same. For the whole process: called
    where the program starts.
    """
    gc.set_threshold(10_000, 50, 100)


class Progress:
    """How far a piece of work has come; the base class neither shows nor stops anything by itself."""

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
        """Let a window in the same process answer: called again and again by work that keeps the interpreter busy."""
        if self._give_way:
            self._give_way()

    def step(self, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` is finished (``total`` 0: not known). Raises Cancelled when asked to stop."""
        if self.cancelled:
            raise Cancelled(message("Stopped. Nothing was changed."))
        if self._report:
            self._report(done, total)


class Job(Protocol):
    """A piece of work under way."""

    def cancel(self) -> None:
        """Ask it to stop."""


class JobRunner(Protocol):
    """Runs work and hands its result, or its exception, to the caller's thread."""

    def submit(
        self, work: Callable[[Progress], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Job:
        """Start ``work``; later exactly one of ``done`` and ``failed`` is called."""


class InlineRunner:
    """Runs the work at once, in the caller's thread: for the command line and for tests."""

    def submit(
        self, work: Callable[[Progress], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Progress:
        """Run ``work`` now; nothing is left to cancel afterwards."""
        progress = Progress()
        try:
            result = work(progress)
        except Exception as problem:  # noqa: BLE001 - every failure belongs to the caller's `failed`
            failed(problem)
        else:
            done(result)
        return progress
