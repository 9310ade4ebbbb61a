"""The dialog of care as its pages see it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from memoircat.desktop.care.cared_for import CaredFor
from memoircat.desktop.dialogs.working_dialog import WorkingDialog
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.theme import Look


class CareWork(WorkingDialog):
    """Runs the work of the pages on one catalogue."""

    closing_needed = Signal(str, object)  # a page, and what it is to begin once the window has closed the catalogue
    opening_wanted = Signal(object, str)  # the path of a catalogue to open, and what to say then
    copied = Signal()  # a copy was made

    def __init__(self, cared: CaredFor, runner: QtRunner, look: Look, parent: QWidget | None) -> None:
        super().__init__(runner, look, parent, name="care")
        self.cared = cared
        self.on_failure = ""

    def expect(self, on_failure: str) -> None:
        """What to add to the problem where the next piece of work fails."""
        self.on_failure = on_failure
