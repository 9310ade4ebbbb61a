"""Dead cycles are looked for in the main thread alone.

Python looks for them in whichever thread happens to fill the measure, and what runs beside the window fills it most. A
widget found there is handed to the main thread to be taken away, by when its parent may have done so: the program ends
(seen in 2026-11 with PySide 6.11, while a roster came in).
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

_BEAT_MS = 500
_YOUNG = 10_000  # objects made since the last look, less those that are gone
_LOOKS = 20  # among the young before one that goes further back
_WHOLE_S = 600  # between two looks through everything, which take up to 0.4 s


class DeadCycles(QObject):
    """Looks among the young when there are many, and through everything when the person turns to another program."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._whole = time.monotonic()
        gc.disable()
        timer = QTimer(self)
        timer.timeout.connect(self._look)
        timer.start(_BEAT_MS)
        application.applicationStateChanged.connect(self._rest)

    def _look(self) -> None:
        young, looks, _ = gc.get_count()
        if young > _YOUNG:
            gc.collect(1 if looks > _LOOKS else 0)

    def _rest(self, state: Qt.ApplicationState) -> None:
        now = time.monotonic()
        if state == Qt.ApplicationState.ApplicationInactive and now - self._whole > _WHOLE_S:
            self._whole = now
            gc.collect()
