"""One problem of a dry run: its row as it is in the file, with its cell marked, and the choices to decide it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CARD_MARGIN, FONT_SECONDARY, GAP, GAP_LINES, ROW_LIST, SEMIBOLD
from memoircat.desktop.widgets.layouts import clear, plain_label, set_tab_order
from memoircat.desktop.widgets.quiet_table import BESIDE_TEXT, fill_row, quiet_table
from memoircat.exchange.table_import import RowRemark

LEFT_OUT = "left out"
AS_WRITTEN = ""

# Pixels at 100 %
_CELL_WIDTH: Final = 96  # of a cell at least
_CELL_WIDEST: Final = 260  # of a cell at most
_BELOW_ROW: Final = 16  # for the scroll bar below the row

_MEASURED: Final = 80  # signs of a text by which the width of its cell is set


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide a problem."""

    code: str  # `LEFT_OUT`, `AS_WRITTEN`, or the EDTF of a reading of the date
    words: str


class DecisionPane(QFrame):
    """Shows one problem and asks for a decision."""

    chosen = Signal(str)  # the code of the Choice

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("decision-pane")
        self.setProperty("kind", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(CARD_MARGIN)] * 4)
        layout.setSpacing(look.px(GAP))
        self._head = plain_label("", look, FONT_SECONDARY, SEMIBOLD)
        layout.addWidget(self._head)
        self.row = quiet_table(look, [], (), self.tr("The row as it stands in the file"))
        self.row.setObjectName("raw-row")
        self.row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.row.setSelectionMode(self.row.SelectionMode.NoSelection)
        self.row.horizontalHeader().setStretchLastSection(False)
        self.row.setFixedHeight(look.px(ROW_LIST + ROW_LIST + _BELOW_ROW))
        layout.addWidget(self.row)
        self._answers = QWidget()
        self._choices = QVBoxLayout(self._answers)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._choices.setSpacing(look.px(GAP_LINES))
        layout.addWidget(self._answers)
        self._group = QButtonGroup(self)
        self.answers: list[QRadioButton] = []
        self.hide()

    def show_remark(self, remark: RowRemark, choices: Sequence[Choice], decided: str | None) -> None:
        """Show the row of a remark and the choices. ``decided`` is the code of the choice made; None for none."""
        reason = remark.reason.in_(self._look.language)
        self._head.setText(self.tr("Line {0}: {1}").format(f"{remark.line:,}", reason))
        self._show_row(remark)
        clear(self._choices)
        self.answers = [self._answer(choice, decided) for choice in choices]
        for answer in self.answers:
            self._choices.addWidget(answer)
            answer.show()
        set_tab_order(self._answers)
        self.show()

    def _answer(self, choice: Choice, decided: str | None) -> QRadioButton:
        answer = QRadioButton(choice.words)
        answer.setObjectName(f"decide-{choice.code or 'as-written'}")
        answer.setFont(self._look.font(FONT_SECONDARY))
        answer.setChecked(choice.code == decided)
        answer.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(answer)
        answer.clicked.connect(lambda: self.chosen.emit(choice.code))
        return answer

    def _show_row(self, remark: RowRemark) -> None:
        """Show the cells of the row below their heads; the cell that the remark is about is marked and in sight."""
        look, cells = self._look, remark.cells or {}
        self.row.setVisible(bool(cells))
        self.row.setColumnCount(len(cells))
        self.row.setRowCount(1)
        self.row.setHorizontalHeaderLabels(list(cells))
        fill_row(self.row, 0, list(cells.values()))
        for number, (name, text) in enumerate(cells.items()):
            item = self.row.item(0, number)
            width = self.row.fontMetrics().horizontalAdvance(text[:_MEASURED]) + look.px(BESIDE_TEXT)
            head = self.row.fontMetrics().horizontalAdvance(name) + look.px(BESIDE_TEXT)
            self.row.setColumnWidth(number, min(look.px(_CELL_WIDEST), max(look.px(_CELL_WIDTH), width, head)))
            if item is not None and name == remark.column:
                item.setFont(look.font(FONT_SECONDARY, SEMIBOLD))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("{0}: the cell meant").format(text))
                item.setForeground(QBrush(look.colour("problem")))
                item.setBackground(QBrush(look.colour("problem_soft")))
                underlined = QFont(item.font())
                underlined.setUnderline(True)
                item.setFont(underlined)
                self.row.scrollToItem(item)

    def begin(self) -> None:
        """Give the focus to the choice that was made, else to the first."""
        if self.answers:
            next((answer for answer in self.answers if answer.isChecked()), self.answers[0]).setFocus()
