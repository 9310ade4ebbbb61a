"""The dialog over long work, such as an undo of many rows: it shows the progress, and can stop the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from memoircat.desktop.dialogs.working_dialog import WorkingDialog
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_TITLE, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.jobs import Progress

AT_ONCE = 400  # rows of the journal that are undone at once, without this dialog
_SIZE: Final = (520, 200)  # px at 100 %


class ProgressDialog(WorkingDialog):
    """Closes by itself once the work is done; ``done`` gets its result. Where it is stopped, nothing was changed."""

    def __init__(
        self,
        runner: QtRunner,
        look: Look,
        words: str,
        work: Callable[[Progress], Any],
        parent: QWidget | None,
        done: Callable[[Any], None] = lambda _result: None,
    ) -> None:
        super().__init__(runner, look, parent, name="beside")
        self.setWindowTitle(words)
        self.content.addWidget(plain_label(words, look, FONT_TITLE, SEMIBOLD))
        self.content.addWidget(self.bar)
        self.content.addWidget(self.said)
        self.finish(push=True)
        if self.accepting is not None:
            self.accepting.hide()
        self.fit(*_SIZE)

        def close(result: Any) -> None:
            done(result)
            self.accept()

        self.write(work, close)

    def update_controls(self) -> None:
        """Say that the one button stops the work."""
        if self.writing:
            self.say(self.tr("Esc stops it; nothing is changed then."), "text2")
