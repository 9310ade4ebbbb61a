"""The first two steps of the import: which file, and in which encoding to read it.

The encoding is chosen by looking at the text: a person sees at once whether the names are right.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from memoircat.desktop.dialogs.file_choosers import choose_file
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_TITLE,
    GAP,
    GAP_COLUMNS,
    GAP_SECTIONS,
    GRID,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import button, plain_label
from memoircat.desktop.widgets.quiet_table import fill_row, quiet_table
from memoircat.tables.encodings import LEGACY
from memoircat.tables.table_files import WORKBOOK, TablePreview

_SHOWN_COLUMNS: Final = 60
_LIST_WIDTH: Final = 200  # of the list of encodings, in px at 100 %
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "cp932": "CP932 / Shift_JIS",
    "euc-jp": "EUC-JP",
    "iso-2022-jp": "ISO-2022-JP",
    "cp1251": "Windows-1251",
    "koi8-r": "KOI8-R",
    WORKBOOK: "XLSX",
}
_ALL = ("utf-8", "utf-16", *LEGACY)


def encoding_words(encoding: str) -> str:
    """The name of an encoding as it is shown."""
    return _NAMES.get(encoding, encoding)


class FilePage(QWidget):
    """Asks for the path of a table, which can be typed or chosen in a dialog."""

    chosen = Signal()  # a file was chosen in the dialog: the page has nothing more to ask

    def __init__(self, look: Look) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(GAP_SECTIONS))
        layout.addWidget(plain_label(self.tr("Which table?"), look, FONT_TITLE, SEMIBOLD))
        layout.addWidget(
            plain_label(
                self.tr("A CSV file or an Excel workbook (.xlsx). Nothing is written before the last step."), look
            )
        )
        line = QHBoxLayout()
        self.line = QLineEdit()
        self.line.setObjectName("import-file")
        self.line.setAccessibleName(self.tr("Table (.csv, .xlsx)"))
        self.line.setMinimumHeight(look.px(CONTROL))
        choose = button(self.tr("Choose…"), look)
        choose.clicked.connect(self._choose)
        line.addWidget(self.line, 1)
        line.addWidget(choose)
        layout.addLayout(line)
        layout.addStretch(1)

    def _choose(self) -> None:
        path = choose_file(self, self.tr("Table (.csv, .xlsx)"), "*.csv *.xlsx *.txt *.tsv")
        if path is not None:
            self.line.setText(str(path))
            self.chosen.emit()

    @property
    def path(self) -> Path:
        """The path that is typed or was chosen."""
        return Path(self.line.text()).expanduser()


class EncodingPage(QWidget):
    """Lists the encodings in which the file can be read, and shows the first rows as the chosen one reads them."""

    chosen = Signal(str)  # the encoding

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(GAP_SECTIONS))
        layout.addWidget(plain_label(self.tr("Does the text read as it should?"), look, FONT_TITLE, SEMIBOLD))
        self.verdict = plain_label("", look)
        layout.addWidget(self.verdict)
        both = QHBoxLayout()
        both.setSpacing(look.px(GAP_COLUMNS))
        self.list = QListWidget()
        self.list.setObjectName("encodings")
        self.list.setAccessibleName(self.tr("Encoding"))
        self.list.setFont(look.font(FONT_BODY))
        self.list.setFixedWidth(look.px(_LIST_WIDTH))
        self.list.setStyleSheet(f"QListView::item {{ padding: {look.px(GRID)}px {look.px(GAP)}px }}")
        self.list.currentItemChanged.connect(self._changed)
        self.table = quiet_table(look, [], [], self.tr("The first rows"))
        both.addWidget(self.list)
        both.addWidget(self.table, 1)
        layout.addLayout(both, 1)

    def show_preview(self, preview: TablePreview) -> None:
        """Show the first rows of a file. Where its bytes allow only one encoding, no other is offered."""
        self._filling = True
        self.list.clear()
        offered = preview.possible if len(preview.possible) == 1 else (*preview.possible, *_ALL)
        for encoding in dict.fromkeys((*offered, preview.encoding)):
            item = QListWidgetItem(encoding_words(encoding))
            item.setData(Qt.ItemDataRole.UserRole, encoding)
            self.list.addItem(item)
            if encoding == preview.encoding:
                self.list.setCurrentItem(item)
        self._filling = False
        if len(preview.possible) == 1:
            self.verdict.setText(self.tr("The bytes leave no doubt: {0}.").format(encoding_words(preview.encoding)))
        elif preview.possible:
            self.verdict.setText(
                self.tr("More than one encoding is possible. Choose that in which the names are right.")
            )
        else:
            self.verdict.setText(
                self.tr("No known encoding fits all of the file. Choose the one it is meant to be in.")
            )
        self._show_rows(preview)

    def _show_rows(self, preview: TablePreview) -> None:
        width = min(_SHOWN_COLUMNS, max((len(row.cells) for row in preview.rows), default=0))
        self.table.setColumnCount(width)
        self.table.setHorizontalHeaderLabels([str(number) for number in range(1, width + 1)])
        self.table.setRowCount(len(preview.rows))
        for number, row in enumerate(preview.rows):
            fill_row(self.table, number, row.cells[:width])

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
