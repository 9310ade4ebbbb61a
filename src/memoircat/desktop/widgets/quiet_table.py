"""A table that only shows: the rows of a file, of a dry run, of an edit of many records."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY, LARGE_TEXT, ROW_LIST

# Pixels at 100 %
BESIDE_TEXT: Final = 20  # beside a text, in a column as wide as the text
_CELL_PADDING: Final = 5  # puts the texts of cells below those of the heads


def quiet_table(look: Look, heads: Sequence[str], widths: Sequence[int], words: str) -> QTableWidget:
    """An empty table that is not edited: rows are selected whole, there is no grid, the last column stretches.

    ``widths`` are those of the first columns, in px at 100 %; ``words`` are the accessible name.
    """
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(list(heads))
    table.setAccessibleName(words)
    table.setFont(look.font(FONT_SECONDARY))
    table.setShowGrid(False)
    table.setStyleSheet(f"QTableView::item {{ padding: 0 {look.px(_CELL_PADDING)}px }}")
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(look.px(ROW_LIST))
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head = table.horizontalHeader().fontMetrics()
    for column, width in enumerate(widths):
        # Narrower where the text is large, so that the last column is seen too.
        least = width if look.scale <= LARGE_TEXT else width * 2 // 3
        needed = head.horizontalAdvance(heads[column]) + look.px(BESIDE_TEXT)
        table.setColumnWidth(column, max(look.px(least), needed))
    return table


_FIGURES: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def figures_below(table: QTableWidget, columns: Sequence[int]) -> None:
    """Put the heads of columns of figures at the right, where `fill_row` puts the figures."""
    for column in columns:
        if head := table.horizontalHeaderItem(column):
            head.setTextAlignment(_FIGURES)


def rows_as_text(table: QTableWidget) -> str:
    """The table with its heads as a spreadsheet takes it: a tab between cells."""
    columns = range(table.columnCount())
    heads = [table.horizontalHeaderItem(column) for column in columns]
    rows = [[table.item(row, column) for column in columns] for row in range(table.rowCount())]
    return "\n".join("\t".join(cell.text() if cell else "" for cell in cells) for cells in (heads, *rows))


def fill_row(table: QTableWidget, row: int, texts: Sequence[str], figures: Sequence[int] = ()) -> None:
    """Put texts into the cells of a row; a text that is cut can be read in its tool tip. ``figures``: see above."""
    for column, text in enumerate(texts):
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        if column in figures:
            item.setTextAlignment(_FIGURES)
        table.setItem(row, column, item)
