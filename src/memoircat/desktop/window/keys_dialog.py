"""The dialog that lists every action with its key."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import DIALOG_WIDTH, FONT_BODY, FONT_PAGE, ROW_LIST, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.desktop.window.actions import ACTIONS, translated

_KEY_WIDTH: Final = 160  # the column of keys, px at 100 %
_HEIGHT: Final = 600  # the dialog, px at 100 %


class KeysDialog(Dialog):
    """The keys of the table of actions, and those that fields and lists have besides."""

    def __init__(self, look: Look, parent: QWidget | None) -> None:
        super().__init__(look, parent)
        self.setWindowTitle(self.tr("Keys"))
        self.content.addWidget(plain_label(self.tr("Keys"), look, FONT_PAGE, SEMIBOLD))
        native = QKeySequence.SequenceFormat.NativeText
        lines = [(QKeySequence(spec.keys).toString(native), translated(spec.text)) for spec in ACTIONS if spec.keys]
        lines += [
            ("Enter", self.tr("Open the record; save the statement")),
            ("Esc", self.tr("Back to the list; put back what stood in the field")),
            ("F4", self.tr("Open the list of a field")),
            ("P", self.tr("Prefer the statement that has the focus")),
        ]
        table = QTableWidget(len(lines), 2)
        table.setFont(look.font(FONT_BODY))
        table.setItemDelegate(RowDelegate(look, table))
        table.verticalHeader().setDefaultSectionSize(look.px(ROW_LIST))
        table.setAccessibleName(self.tr("Keys"))
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.horizontalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.setColumnWidth(0, look.px(_KEY_WIDTH))
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                table.setItem(number, column, QTableWidgetItem(text))
        self.content.addWidget(table)
        self.resize(look.px(DIALOG_WIDTH), look.px(_HEIGHT))
        self.finish()
