"""Python's garbage collector is run in the main thread alone.

By default it runs in the thread whose allocation crosses the threshold, mostly a background thread. A
widget that it frees there is handed to the main thread to be deleted; by then its parent may have deleted it, and the
program crashes (seen in 2026-11 with PySide 6.11, during the import of a roster).
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_CHECK_MS = 500
_YOUNG = 10_000  # objects made since the last collection, less those that are gone: then generation 0 is collected
_YOUNG_TIMES = 20  # collections of generation 0 before one of generation 1
_FULL_S = 600  # at least between two full collections, which take up to 0.4 s


class GarbageCollector(QObject):
    """Collects young objects when there are many, and everything when the user turns to another program."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._last_full = time.monotonic()
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self._collect_young)
        timer.start(_CHECK_MS)
        application.applicationStateChanged.connect(self._collect_all)

    def _collect_young(self) -> None:
        young, times, _ = gc.get_count()
        if young > _YOUNG:
            gc.collect(1 if times > _YOUNG_TIMES else 0)

    def _collect_all(self, state: Qt.ApplicationState) -> None:
        now = time.monotonic()
        if state == Qt.ApplicationState.ApplicationInactive and now - self._last_full > _FULL_S:
            self._last_full = now
            gc.collect()
