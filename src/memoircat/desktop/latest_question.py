"""Questions to the catalogue that are answered in a background thread, the latest one only."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from memoircat.desktop.session import Session
from memoircat.errors import Cancelled, trouble
from memoircat.jobs import Progress
from memoircat.search.reader import Reader

T = TypeVar("T")


class LatestQuestion(QObject):
    """Asks one question at a time: a new one stops the one under way.

    Each question has a connection of its own in another thread. Its answer is dropped once the next question was asked,
    the owner is gone, or the catalogue is closed.
    """

    def __init__(self, session: Session, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self._number = 0  # of the latest question
        self._readers: set[Reader] = set()
        self._lock = threading.Lock()  # over the readers: none is interrupted while it is being closed
        session.closing.connect(self.stop)

    def ask(self, read: Callable[[Reader], T], done: Callable[[T], None]) -> None:
        """Call ``read`` in another thread, and ``done`` in this one with the answer, unless that is None.

        A failure is shown in the status bar, unless it comes from being stopped.
        """
        self.stop()
        number, path = self._number, self._session.path

        def work(_progress: Progress) -> T | None:
            if number != self._number:
                return None
            reader = Reader.open(path)
            with self._lock:
                self._readers.add(reader)
                wanted = number == self._number  # a stop that came before could not interrupt it
            try:
                return read(reader) if wanted else None
            finally:
                with self._lock:
                    self._readers.discard(reader)
                reader.close()

        def answered(answer: T | None) -> None:
            if isValid(self) and number == self._number and answer is not None:
                done(answer)

        def failed(problem: Exception) -> None:
            if not isinstance(trouble(problem, path), Cancelled):
                self._session.report_failure(problem)

        self._session.lists.submit(work, answered, failed)

    def stop(self) -> None:
        """Stop the question under way; its answer is dropped."""
        self._number += 1
        with self._lock:
            for reader in self._readers:
                reader.interrupt()
