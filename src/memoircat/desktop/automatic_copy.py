"""The copy that a window makes by itself: in a thread of its own, when the newest good one is older than 12 hours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from memoircat.desktop.runner import QtRunner, yielding_progress
from memoircat.desktop.session import Session
from memoircat.errors import Cancelled
from memoircat.jobs import Progress

_AFTER_MS = 20_000  # after the catalogue was opened: whoever opens it wants to see something first
_HOUR_MS = 3_600_000


class AutomaticCopy(QObject):
    """Looks after opening, then every hour, whether a copy is due, and makes it; then sweeps images nothing names.

    It shows nothing while it works. Closing the catalogue stops it within a moment, and nothing unfinished is left.
    ``made`` is called in the main thread after a copy.
    """

    def __init__(self, session: Session, made: Callable[[], None], after_ms: int = _AFTER_MS) -> None:
        super().__init__(session)
        self._session = session
        self._made = made
        self._runner = QtRunner(threads=1)
        self._working: Progress | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(after_ms)
        self._timer.timeout.connect(self.look)
        session.closing.connect(self.stop)
        session.completed.connect(self._timer.start)
        if session.is_complete:
            self._timer.start()

    def look(self) -> None:
        """Make a copy now, in the background, if one is due."""
        from memoircat.catalogue.backup import copy_if_due  # noqa: PLC0415 - SQLAlchemy, which the first list does not wait for

        session = self._session
        if self._working is not None or session.read_only:
            return
        program = session.program
        folder = program.catalogue.folder

        def work(progress: Progress) -> bool:
            yielding = yielding_progress(progress, lambda _done, _total: None)
            made = copy_if_due(folder.database, folder.backups, yielding)
            program.sweep_images(yielding)
            return made

        self._working = self._runner.submit(work, self._done, self._failed)

    def _done(self, made: bool) -> None:
        self._rest()
        if made:
            self._made()

    def _failed(self, problem: Exception) -> None:
        self._rest()
        if not isinstance(problem, Cancelled):
            self._session.report_failure(problem)

    def _rest(self) -> None:
        self._working = None
        self._timer.setInterval(_HOUR_MS)
        self._timer.start()

    def stop(self) -> None:
        """Stop what is being made, and wait for its end: the catalogue is closed next."""
        self._timer.stop()
        if self._working is not None:
            self._working.cancel()
        self._runner.close()
