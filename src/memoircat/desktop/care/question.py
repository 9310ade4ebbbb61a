"""A question before something that cannot simply be undone: its plain consequence, and a button that names the deed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QPushButton, QWidget

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_SECONDARY, FONT_TITLE, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label

_WIDTH: Final = 600  # px at 100 %


class Question(Dialog):
    """Emits ``accepted`` where the answer is yes. The focus is on the button that leaves everything as it is."""

    def __init__(self, look: Look, title: str, sentences: Sequence[str], deed: str, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept=deed)
        self.setObjectName("care-question")
        self.setWindowTitle(title)
        self.content.addWidget(plain_label(title, look, FONT_TITLE, SEMIBOLD))
        for number, sentence in enumerate(sentences):
            size, token = (FONT_SECONDARY, "text2") if number else (FONT_BODY, "text")
            self.content.addWidget(plain_label(sentence, look, size, token=token))
        self.setMinimumWidth(look.px(_WIDTH))
        self.finish(push=True)
        close = self.findChild(QPushButton, "close")
        if isinstance(close, QPushButton):
            close.setDefault(True)
            close.setFocus()
