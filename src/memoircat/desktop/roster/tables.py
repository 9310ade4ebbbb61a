"""The tables of the import: what a file holds, plainly."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY

_LARGE = 150  # per cent of text size above which columns take less room


def quiet_table(look: Look, heads: Sequence[str], widths: Sequence[int], words: str) -> QTableWidget:
    """A table to look at: whole rows, no grid, the last column as wide as there is room for."""
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(list(heads))
    table.setAccessibleName(words)
    table.setFont(look.font(FONT_SECONDARY))
    table.setShowGrid(False)
    table.setStyleSheet(f"QTableView::item {{ padding: 0 {look.px(5)}px }}")  # below its head
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(look.px(28))
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    head = table.horizontalHeader().fontMetrics()
    for column, width in enumerate(widths):  # where the text is large, so that the last one is seen too
        shown = look.px(width if look.scale <= _LARGE else width * 2 // 3)
        table.setColumnWidth(column, max(shown, head.horizontalAdvance(heads[column]) + look.px(20)))
    return table


def fill_row(table: QTableWidget, row: int, texts: Sequence[str]) -> None:
    """Put texts into a row; each is whole in its tool tip."""
    for column, text in enumerate(texts):
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
        table.setItem(row, column, item)
