"""Long work, an undo of many rows or a large paste: it runs beside the window, is seen to go on, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from memoircat.desktop.dialogs.working_dialog import WorkingDialog
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_TITLE, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain
from memoircat.jobs import Progress

AT_ONCE = 400  # rows of the journal that are turned while the person waits


class BesideDialog(WorkingDialog):
    """Closes by itself when it is done; stopped, nothing was changed. ``done`` gets what the work answers."""

    def __init__(
        self,
        runner: QtRunner,
        look: Look,
        words: str,
        work: Callable[[Progress], Any],
        parent: QWidget | None,
        done: Callable[[Any], None] = lambda _found: None,
    ) -> None:
        super().__init__(runner, look, parent, name="beside")
        self.setWindowTitle(words)
        self.content.addWidget(plain(words, look, FONT_TITLE, SEMIBOLD))
        self.content.addWidget(self.bar)
        self.content.addWidget(self.said)
        self.finish(push=True)
        if self.accepting is not None:
            self.accepting.hide()
        self.fit(520, 200)

        def taken(found: Any) -> None:
            done(found)
            self.accept()

        self.write(work, taken)

    def working(self) -> None:
        """The one button stops the work."""
        if self.writing:
            self.say(self.tr("Esc stops it; nothing is changed then."), "text2")
