"""A dialog whose reading and writing run beside the window and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.runner import QtRunner, giving_way
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY
from memoircat.desktop.widgets.layouts import plain
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.jobs import Job, Progress

_BEAT_MS = 100


class WorkingDialog(Dialog):
    """One piece of work at a time; a new question takes the place of the last, what is being written is only stopped.

    ``said`` is the line at the foot; `working` is called when work begins and when it ends.
    """

    def __init__(self, runner: QtRunner, look: Look, parent: QWidget | None, *, name: str) -> None:
        super().__init__(look, parent, accept="OK")
        self.setObjectName(name)
        self._runner = runner
        self._job: Job | None = None
        self._number = 0
        self._left = False
        self.writing = False
        self.said = plain("", look, FONT_SECONDARY)
        self.said.setObjectName(f"{name}-said")
        self.bar = QProgressBar()
        self.bar.setProperty("kind", "slim")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.hide()
        # Asked for, not told: a signal sent by a thread would meet a dialog that is gone.
        self._reached = (0, 0)
        self._beat = QTimer(self)
        self._beat.setInterval(_BEAT_MS)
        self._beat.timeout.connect(self._show_progress)

    def fit(self, width: int, height: int) -> None:
        """As large as the design has it, and never larger than the window behind."""
        behind = self.parentWidget()
        room = behind.size() if behind is not None else self.size()
        look = self.look
        self.resize(
            min(look.px(width), max(room.width() - 32, 640)), min(look.px(height), max(room.height() - 32, 480))
        )

    def say(self, text: str, token: str = "text") -> None:
        """Say at the foot what is so."""
        self.said.setText(text)
        self.said.setStyleSheet(f"color: {self.look.tokens.colour(token)}")

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return self._job is not None

    def working(self) -> None:
        """Work has begun or ended: for the dialog to allow what can be done."""

    def ask(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Read something; ``done`` is called unless another question came meanwhile."""
        if not self.writing:
            self._submit(work, done)

    def write(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Write something. Until it is done, or stopped, nothing else is begun and the dialog stays."""
        if not self.writing:
            self.writing = True
            self._submit(work, done)

    def stop(self) -> None:
        """Nobody waits for what is being read; what is being written is asked to stop."""
        if self._job is not None:
            self._job.cancel()
        if not self.writing:
            self._number += 1
            self._settle()

    def _submit(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        number = self._number

        def run(outer: Progress) -> Any:
            def reached(step: int, of: int) -> None:
                if number == self._number:
                    self._reached = (step, of)

            return work(giving_way(outer, reached))

        def taken(found: Any) -> None:
            if self._waits_for(number):
                self._settle()
                done(found)

        def failed(problem: Exception) -> None:
            if self._waits_for(number):
                self._settle()
                self._tell(problem)

        self._reached = (0, 0)
        self._beat.start()
        self._job = self._runner.submit(run, taken, failed)
        self.working()

    def _waits_for(self, number: int) -> bool:
        return isValid(self) and number == self._number and not self._left

    def _settle(self) -> None:
        self._job, self.writing = None, False
        self._beat.stop()
        self.bar.hide()
        self.working()

    def _tell(self, problem: Exception) -> None:
        if isinstance(problem, Cancelled):
            self.say(self.tr("Stopped. Nothing was changed."), "text2")
        elif isinstance(problem, MemoirCatError):
            self.say(problem.line.in_(self.look.language), "problem")
        else:
            raise problem

    def _show_progress(self) -> None:
        step, of = self._reached
        self.bar.setRange(0, of)
        self.bar.setValue(step)
        self.bar.show()

    def done(self, result: int) -> None:
        """What still comes back is for nobody."""
        self._left = True
        self._beat.stop()
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def reject(self) -> None:
        """Stop what is being written; otherwise close."""
        if self.writing:
            self.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The dialog is not taken away from under what is being written."""
        if self.writing:
            self.stop()
            event.ignore()
        else:
            super().closeEvent(event)
