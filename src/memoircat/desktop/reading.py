"""Reading beside the window: a reader of its own, and only what was asked for last is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from memoircat.catalogue.storage import Connection, open_for_reading
from memoircat.desktop.session import Session
from memoircat.jobs import Progress

T = TypeVar("T")


class Reading(QObject):
    """One question at a time: a new one stops the one under way, and so do the end of its owner and of the session."""

    def __init__(self, session: Session, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self._number = 0
        self._readers: set[Connection] = set()
        self._lock = threading.Lock()  # over the readers: none is interrupted while it is being closed
        session.closing.connect(self.stop)

    def ask(self, read: Callable[[Connection], T], done: Callable[[T], None]) -> None:
        """Call ``read`` in another thread and ``done`` with what it found in this one. A failure is not told."""
        self.stop()
        number, path = self._number, self._session.path

        def work(_progress: Progress) -> T | None:
            if number != self._number:
                return None
            reader = open_for_reading(path)
            with self._lock:
                self._readers.add(reader)
                wanted = number == self._number  # a stop that came before could not interrupt it
            try:
                return read(reader) if wanted else None
            finally:
                with self._lock:
                    self._readers.discard(reader)
                reader.close()

        def taken(found: T | None) -> None:
            if isValid(self) and number == self._number and found is not None:
                done(found)

        self._session.lists.submit(work, taken, lambda _problem: None)

    def stop(self) -> None:
        """Nobody waits for the answer any more."""
        self._number += 1
        with self._lock:
            for reader in self._readers:
                reader.interrupt()
