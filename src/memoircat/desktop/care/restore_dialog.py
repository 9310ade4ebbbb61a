"""The dialog that asks for a copy somewhere else, and for the catalogue whose place it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.dialogs.file_choosers import choose_file, choose_folder, choose_new_catalogue
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_MEANING, FONT_PAGE, FONT_SECONDARY, GAP, SEMIBOLD
from memoircat.desktop.widgets.layouts import button, plain_label, set_tab_order
from memoircat.desktop.widgets.text_line import text_line

_WIDTH: Final = 600  # px at 100 %


class RestoreDialog(Dialog):
    """``chosen`` carries the copy (a file, or a folder of which the newest good one is meant) and the catalogue."""

    chosen = Signal(object, object)

    def __init__(self, look: Look, parent: QWidget | None, catalogue: Path | None = None) -> None:
        super().__init__(look, parent, accept="OK")
        self.setObjectName("restore-dialog")
        self.setWindowTitle(self.tr("Restore from a copy"))
        self.content.addWidget(plain_label(self.tr("Restore from a copy"), look, FONT_PAGE, SEMIBOLD))
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(GAP))
        self._grid.setColumnStretch(1, 1)
        self.backup = text_line(look, "restore-copy", self.tr("Copy"))
        self._lay_out(0, self.backup, (self.tr("File…"), self._choose_file), (self.tr("Folder…"), self._choose_folder))
        self.backup.setPlaceholderText(self.tr("A copy, or a folder or disk with copies"))
        self.to = text_line(look, "restore-to", self.tr("Catalogue"))
        self.to.setPlaceholderText(self.tr("The folder of the catalogue that is to be restored"))
        if catalogue is None:
            self._lay_out(1, self.to, (self.tr("Choose…"), self._choose_place))
        else:
            self._lay_out(1, self.to)
            self.to.setText(str(catalogue))
            self.to.setReadOnly(True)
        self.content.addLayout(self._grid)
        words = self.tr(
            "The newest good copy of a folder is taken. It is proved first; what is at its place is put aside whole, "
            "in the folder “aside” of the catalogue. Nothing is deleted."
        )
        self.content.addWidget(plain_label(words, look, FONT_MEANING, token="text2"))
        self.setMinimumWidth(look.px(_WIDTH))
        self.finish(self.tr("Restore"), push=True)
        set_tab_order(self)
        for line in (self.backup, self.to):
            line.textChanged.connect(lambda _text: self._allow())
        self._allow()
        self.backup.setFocus()

    def _lay_out(self, number: int, line: QLineEdit, *choosers: tuple[str, Callable[[], object]]) -> None:
        label = plain_label(line.accessibleName(), self.look, FONT_SECONDARY, token="text2", wrap=False)
        label.setBuddy(line)
        self._grid.addWidget(label, number, 0)
        self._grid.addWidget(line, number, 1, 1, 3 - len(choosers))
        for column, (text, clicked) in enumerate(choosers, 4 - len(choosers)):
            made = button(text, self.look)
            made.clicked.connect(lambda _checked=False, clicked=clicked: clicked())
            self._grid.addWidget(made, number, column)

    def _choose_file(self) -> None:
        self._take(self.backup, choose_file(self, self.tr("Copy"), "*.db"))

    def _choose_folder(self) -> None:
        self._take(self.backup, choose_folder(self, self.tr("Folder with copies")))

    def _choose_place(self) -> None:
        self._take(self.to, choose_new_catalogue(self, self.tr("Catalogue")))

    def _take(self, line: QLineEdit, path: Path | None) -> None:
        if path is not None:
            line.setText(str(path))

    def _allow(self) -> None:
        if self.accepting is not None:
            self.accepting.setEnabled(bool(self.backup.text().strip() and self.to.text().strip()))

    def accept(self) -> None:
        """Close, and say what was chosen."""
        backup, to = (Path(line.text().strip()).expanduser() for line in (self.backup, self.to))
        super().accept()
        self.chosen.emit(backup, to)
