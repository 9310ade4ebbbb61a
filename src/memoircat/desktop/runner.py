"""Runs work in threads of Qt's pool, and hands the results to the main thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from memoircat.jobs import Progress

T = TypeVar("T")
# Seconds. Python runs one thread at a time: without a pause at each row the window would wait up to 0.7 s for its turn.
_PAUSE_S = 0.0002


def yielding_progress(outer: Progress, reached: Callable[[int, int], None]) -> Progress:
    """A Progress that sleeps briefly whenever the work calls `give_way`, so that the window's thread can run.

    Every step is reported to ``outer``, which stops the work once it is cancelled, and to ``reached`` (done, total).
    """

    def report(done: int, total: int) -> None:
        outer.step(done, total)
        reached(done, total)

    return Progress(report, give_way=lambda: time.sleep(_PAUSE_S))


class _MainThread(QObject):
    """Runs functions in the main thread, where it was made: emit ``call`` with one, in any thread."""

    call = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.call.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def _run(self, function: Callable[[], None]) -> None:
        function()


class _Runnable(QRunnable):
    """A function that the pool can run."""

    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        """Called by the pool."""
        self._run()


class QtRunner:
    """A `JobRunner` for the window, with up to ``threads`` pieces of work at a time."""

    def __init__(self, threads: int = 2) -> None:
        self._main_thread = _MainThread()
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

        self._pool.start(_Runnable(run))
        return progress

    def _deliver(self, to: Callable[[Any], None], result: Any) -> None:
        """Call ``to`` with a result, or with an exception, in the main thread."""
        if not self._closed:
            self._main_thread.call.emit(lambda: None if self._closed else to(result))

    def close(self) -> None:
        """Wait for what runs; no result is delivered any more."""
        self._closed = True
        self._pool.waitForDone()
