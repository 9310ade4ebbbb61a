"""The row of one problem as it stands in the file, its cell marked, and what can be decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from memoircat.desktop.roster.tables import fill_row, quiet_table
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY, GAP, GAP_LINES, SEMIBOLD
from memoircat.desktop.widgets.layouts import chain, clear, plain
from memoircat.exchange.table_import import Remark

LEFT_OUT = "left out"
AS_WRITTEN = ""
_WIDEST, _CELL = 260, 96


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be decided: `LEFT_OUT`, `AS_WRITTEN`, or the EDTF of a reading; and its words."""

    code: str
    words: str


class DecisionPane(QFrame):
    """``chosen`` carries the code of the choice."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("decision-pane")
        self.setProperty("kind", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(12)] * 4)
        layout.setSpacing(look.px(GAP))
        self._head = plain("", look, FONT_SECONDARY, SEMIBOLD)
        layout.addWidget(self._head)
        self.row = quiet_table(look, [], (), self.tr("The row as it stands in the file"))
        self.row.setObjectName("raw-row")
        self.row.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.row.setSelectionMode(self.row.SelectionMode.NoSelection)
        self.row.horizontalHeader().setStretchLastSection(False)
        self.row.setFixedHeight(look.px(28 + 28 + 16))
        layout.addWidget(self.row)
        self._answers = QWidget()
        self._choices = QVBoxLayout(self._answers)
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._choices.setSpacing(look.px(GAP_LINES))
        layout.addWidget(self._answers)
        self._group = QButtonGroup(self)
        self.answers: list[QRadioButton] = []
        self.hide()

    def show_remark(self, remark: Remark, choices: Sequence[Choice], decided: str | None) -> None:
        """Show the row of a remark and what can be decided; ``decided`` None: nobody has."""
        reason = remark.reason.in_(self._look.language)
        self._head.setText(self.tr("Line {0}: {1}").format(f"{remark.line:,}", reason))
        self._show_row(remark)
        clear(self._choices)
        self.answers = [self._answer(choice, decided) for choice in choices]
        for answer in self.answers:
            self._choices.addWidget(answer)
            answer.show()
        chain(self._answers)
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

    def _show_row(self, remark: Remark) -> None:
        """The cells of the row below their heads; the one that the remark is about is marked and in sight."""
        look, cells = self._look, remark.cells or {}
        self.row.setVisible(bool(cells))
        self.row.setColumnCount(len(cells))
        self.row.setRowCount(1)
        self.row.setHorizontalHeaderLabels(list(cells))
        fill_row(self.row, 0, list(cells.values()))
        for number, (name, text) in enumerate(cells.items()):
            item = self.row.item(0, number)
            width = self.row.fontMetrics().horizontalAdvance(text[:80]) + look.px(20)
            head = self.row.fontMetrics().horizontalAdvance(name) + look.px(20)
            self.row.setColumnWidth(number, min(look.px(_WIDEST), max(look.px(_CELL), width, head)))
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
        """Put the focus on the choice that is made, else on the first."""
        if self.answers:
            next((each for each in self.answers if each.isChecked()), self.answers[0]).setFocus()
