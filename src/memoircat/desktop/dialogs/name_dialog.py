"""The dialog that asks for the name under which something is saved."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_TITLE, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label

# px at 100 %
_WIDTH: Final = 420
_HEIGHT: Final = 140


class NameDialog(Dialog):
    """One line, with a name to begin with; ``named`` carries the name that was written."""

    named = Signal(str)

    def __init__(self, look: Look, title: str, name: str, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self.setWindowTitle(title)
        self.content.addWidget(plain_label(title, look, FONT_TITLE, SEMIBOLD))
        self.line = QLineEdit(name)
        self.line.setObjectName("name-line")
        self.line.setAccessibleName(self.tr("Name"))
        self.line.setMinimumHeight(look.px(CONTROL))
        self.line.selectAll()
        self.content.addWidget(self.line)
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        self.line.textChanged.connect(lambda _text: self._allow())
        self.finish(self.tr("Save"))
        self._allow()
        self.line.setFocus()

    def _allow(self) -> None:
        if self.accepting is not None:
            self.accepting.setEnabled(bool(self.line.text().strip()))

    def accept(self) -> None:
        """Emit `named` and close."""
        if self.line.text().strip():
            self.named.emit(self.line.text().strip())
            super().accept()
