"""Every action with its key."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import ROW_LIST
from memoircat.desktop.widgets.layouts import plain
from memoircat.desktop.window.actions import ACTIONS, words


class KeysDialog(Dialog):
    """Every action with its key, from the one table."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("Keys"))
        self.content.addWidget(plain(self.tr("Keys"), look, 20, 600))
        native = QKeySequence.SequenceFormat.NativeText
        lines = [(QKeySequence(spec.keys).toString(native), words(spec.text)) for spec in ACTIONS if spec.keys]
        lines += [
            ("Enter", self.tr("Open the record; save the statement")),
            ("Esc", self.tr("Back to the list; put back what stood in the field")),
            ("F4", self.tr("Open the list of a field")),
            ("P", self.tr("Prefer the statement that has the focus")),
        ]
        listed = QTableWidget(len(lines), 2)
        listed.setFont(look.font(14))
        listed.setItemDelegate(RowDelegate(look, listed))
        listed.verticalHeader().setDefaultSectionSize(look.px(ROW_LIST))
        listed.setAccessibleName(self.tr("Keys"))
        listed.setShowGrid(False)
        listed.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        listed.setTabKeyNavigation(False)
        listed.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        listed.verticalHeader().hide()
        listed.horizontalHeader().hide()
        listed.horizontalHeader().setStretchLastSection(True)
        listed.setColumnWidth(0, look.px(160))
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                listed.setItem(number, column, QTableWidgetItem(text))
        self.content.addWidget(listed)
        self.resize(look.px(520), look.px(600))
        self.finish()
