"""Work in a thread of Qt's pool; its result comes back to the main thread through one signal object."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from memoircat.jobs import Progress

T = TypeVar("T")
# Python runs one thread at a time: without a pause at each row the window would wait for its turn up to 0.7 s.
_PAUSE = 0.0002


def giving_way(outer: Progress, reached: Callable[[int, int], None]) -> Progress:
    """A progress for work that keeps the interpreter busy beside a window: ``reached`` hears each step as well.

    It stops when ``outer`` is asked to stop.
    """

    def report(done: int, of: int) -> None:
        outer.step(done, of)
        reached(done, of)

    return Progress(report, give_way=lambda: time.sleep(_PAUSE))


class _Results(QObject):
    """Carries calls to the main thread."""

    call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.call.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def _run(self, what: Callable[[], None]) -> None:
        what()


class _Work(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        """Called by the pool."""
        self._run()


class QtRunner:
    """A `JobRunner` for the window."""

    def __init__(self, threads: int = 2) -> None:
        self._results = _Results()
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._closed = False

    def submit(
        self, work: Callable[[Progress], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Progress:
        """Start ``work``; ``done`` or ``failed`` is called in the main thread, unless the runner was closed."""
        progress = Progress()

        def run() -> None:
            try:
                result = work(progress)
            except Exception as problem:  # noqa: BLE001 - every failure belongs to the caller's `failed`
                self._deliver(failed, problem)
            else:
                self._deliver(done, result)

        self._pool.start(_Work(run))
        return progress

    def _deliver(self, to: Callable[[Any], None], what: Any) -> None:
        if not self._closed:
            self._results.call.emit(lambda: None if self._closed else to(what))

    def close(self) -> None:
        """Wait for what runs; nothing is delivered any more."""
        self._closed = True
        self._pool.waitForDone()
