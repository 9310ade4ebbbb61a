"""The frame of dialogs that read and write in a background thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.runner import QtRunner, yielding_progress
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.jobs import Job, Progress

_SHOW_MS = 100  # between two looks at the progress
# In pixels of the screen
_AROUND: Final = 32  # how much smaller than the window behind a dialog is
_LEAST_WIDTH: Final = 640  # to which a small window reduces a dialog at most
_LEAST_HEIGHT: Final = 480


class WorkingDialog(Dialog):
    """Runs one piece of work at a time, which Esc stops.

    A new question cancels the read under way; a write is finished or stopped first. ``said``: the line at the bottom;
    ``bar``: the progress.
    """

    def __init__(self, runner: QtRunner, look: Look, parent: QWidget | None, *, name: str) -> None:
        super().__init__(look, parent, accept="OK")
        self.setObjectName(name)
        self._runner = runner
        self._job: Job | None = None
        self._number = 0  # of the latest piece of work
        self._closed = False
        self.writing = False
        self.said = plain_label("", look, FONT_SECONDARY)
        self.said.setObjectName(f"{name}-said")
        self.bar = QProgressBar()
        self.bar.setProperty("kind", "slim")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.hide()
        # Looked at by a timer: a signal from the other thread could reach a dialog that is deleted.
        self._reached = (0, 0)  # steps done, and steps in all
        self._show_timer = QTimer(self)
        self._show_timer.setInterval(_SHOW_MS)
        self._show_timer.timeout.connect(self._show_progress)

    def fit(self, width: int, height: int) -> None:
        """Take a size (px at 100 %), but be no larger than the window behind, or 640 by 480 over a small window."""
        behind = self.parentWidget()
        room = behind.size() if behind is not None else self.size()
        look = self.look
        most_width = max(room.width() - _AROUND, _LEAST_WIDTH)
        most_height = max(room.height() - _AROUND, _LEAST_HEIGHT)
        self.resize(min(look.px(width), most_width), min(look.px(height), most_height))

    def say(self, text: str, token: str = "text") -> None:
        """Show a message in the line at the bottom, in the colour of a token."""
        self.said.setText(text)
        self.said.setStyleSheet(f"color: {self.look.tokens.colour(token)}")

    @property
    def busy(self) -> bool:
        """Whether something is being read or written."""
        return self._job is not None

    def update_controls(self) -> None:
        """Enable what can be done; called when work begins and when it ends."""

    def ask(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Read something; ``done`` gets the result, unless there is a newer question. Ignored while writing."""
        if not self.writing:
            self._submit(work, done)

    def write(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Write something. Until it is done or stopped, nothing else is begun, and the dialog stays open."""
        if not self.writing:
            self.writing = True
            self._submit(work, done)

    def stop(self) -> None:
        """Cancel the read under way, or request that the write stops."""
        if self._job is not None:
            self._job.cancel()
        if not self.writing:
            self._number += 1
            self._work_ended()

    def _submit(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        if self._job is not None:
            self._job.cancel()
        self._number += 1
        number = self._number

        def run(outer: Progress) -> Any:
            def reached(step: int, total: int) -> None:
                if number == self._number:
                    self._reached = (step, total)

            return work(yielding_progress(outer, reached))

        def finished(result: Any) -> None:
            if self._waits_for(number):
                self._work_ended()
                done(result)

        def failed(problem: Exception) -> None:
            if self._waits_for(number):
                self._work_ended()
                self._show_problem(problem)

        self._reached = (0, 0)
        self._show_timer.start()
        self._job = self._runner.submit(run, finished, failed)
        self.update_controls()

    def _waits_for(self, number: int) -> bool:
        return isValid(self) and number == self._number and not self._closed

    def _work_ended(self) -> None:
        """Hide the progress and enable the controls after work has ended."""
        self._job, self.writing = None, False
        self._show_timer.stop()
        self.bar.hide()
        self.update_controls()

    def _show_problem(self, problem: Exception) -> None:
        if isinstance(problem, Cancelled):
            self.say(self.tr("Stopped. Nothing was changed."), "text2")
        elif isinstance(problem, MemoirCatError):
            self.say(problem.line.in_(self.look.language), "problem")
        else:
            raise problem

    def _show_progress(self) -> None:
        step, total = self._reached
        self.bar.setRange(0, total)
        self.bar.setValue(step)
        self.bar.show()

    def done(self, result: int) -> None:
        """Close; the result of what still runs is ignored."""
        self._closed = True
        self._show_timer.stop()
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
        """Stay open while something is being written, and stop that."""
        if self.writing:
            self.stop()
            event.ignore()
        else:
            super().closeEvent(event)
