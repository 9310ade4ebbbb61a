"""Reading images in other threads. Results that are no longer wanted are dropped, and the reading of them ends."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import Final

from PySide6.QtCore import QObject, QThreadPool, Signal

from memoircat.errors import Cancelled, InputError, MemoirCatError
from memoircat.faults import log_line
from memoircat.messages import message
from memoircat.quarantine.reader_process import Wanted

Work = Callable[[Wanted], object]  # is told by what it may ask whether its result is still wanted
Series = Callable[[Wanted], Iterator[object]]
_BEFORE_SMALL_PICTURES: Final = 1  # priority in the pool
_LOG = logging.getLogger(__name__)


class LoaderSignals(QObject):
    """Carries the results of a `Loader` to the window's thread."""

    done = Signal(int, object)  # the ticket, and the result


class Loader:
    """Runs work in a thread pool and emits the results that are still wanted, each with its ticket (a number).

    Work that fails has the MemoirCatError as its result. The owner calls ``mark_taken`` for a result that it has taken,
    and ``drop`` when it wants none any more.
    """

    def __init__(self, pool: QThreadPool | None = None) -> None:
        self.signals = LoaderSignals()
        self._pool = pool or QThreadPool.globalInstance()
        self._lock = Lock()
        self._wanted: set[int] = set()
        self._last = 0

    def start(self, work: Work, *, only: bool = True) -> int:
        """Run ``work`` and return its ticket. With ``only``, the results of earlier work are no longer wanted."""

        def series(wanted: Wanted) -> Iterator[object]:
            yield work(wanted)

        return self._run(series, only, 0)

    def start_series(self, series: Series) -> int:
        """Run what yields one result after the other, before other work; no other result is wanted any more."""
        return self._run(series, True, _BEFORE_SMALL_PICTURES)

    def _run(self, series: Series, only: bool, priority: int) -> int:
        with self._lock:
            self._last += 1
            ticket = self._last
            if only:
                self._wanted.clear()
            self._wanted.add(ticket)
        self._pool.start(partial(_deliver, series, partial(self.wants, ticket), partial(self._emit, ticket)), priority)
        return ticket

    def _emit(self, ticket: int, result: object) -> None:
        if self.wants(ticket):
            with contextlib.suppress(RuntimeError):  # the window is gone
                self.signals.done.emit(ticket, result)

    def wants(self, ticket: int) -> bool:
        """Whether the result of a ticket is still wanted."""
        with self._lock:
            return ticket in self._wanted

    def mark_taken(self, ticket: int) -> None:
        """Say that the result of a ticket was taken."""
        with self._lock:
            self._wanted.discard(ticket)

    def drop(self) -> None:
        """Say that no result is wanted any more."""
        with self._lock:
            self._wanted.clear()


def _deliver(series: Series, wanted: Wanted, emit: Callable[[object], None]) -> None:
    """Run in a thread of the pool: whatever goes wrong there is a result too, since nobody would hear of it."""
    if not wanted():
        return
    try:
        for result in series(wanted):
            if not wanted():
                return
            emit(result)
    except Cancelled:
        return
    except MemoirCatError as problem:
        emit(problem)
    except Exception as problem:  # noqa: BLE001 - a bug, or no memory for the picture
        _LOG.error("%s", log_line(problem))
        emit(InputError(message("The image cannot be read ({problem}).", problem=type(problem).__name__)))
