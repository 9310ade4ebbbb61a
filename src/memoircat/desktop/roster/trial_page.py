"""The last step before the import: what would happen, every problem with its line, and what is decided about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QTableWidgetItem, QVBoxLayout, QWidget

from memoircat.dates import DateOrder, read_date
from memoircat.desktop.roster.decision_pane import AS_WRITTEN, LEFT_OUT, Choice, DecisionPane
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    FONT_BODY,
    FONT_MEANING,
    FONT_PAGE,
    FONT_TITLE,
    GAP,
    GAP_SECTIONS,
    PANE_MARGIN,
    RADIUS,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.desktop.widgets.quiet_table import fill_row, quiet_table
from memoircat.exchange.row_decisions import NO_DECISIONS, RowDecisions
from memoircat.exchange.table_import import SHOWN_WHOLE, ImportOutcome, RowRemark

_HAPPENS: Final = 4  # the column that says what happens to the row
_WIDTHS: Final = (64, 130, 170, 300)  # of the columns before it, in px at 100 %


class TrialPage(QWidget):
    """Shows four counts that add up, and the problems below them.

    Space leaves the row of a problem out, or takes it in again; Enter goes to the choices.
    """

    decisions_changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._order: DateOrder | None = None
        self._remarks: list[RowRemark] = []
        self._refused: frozenset[int] = frozenset()  # lines of the rows that cannot come in
        self._known: frozenset[int] = frozenset()  # lines of the rows that an earlier import brought in
        self._mapping = ""  # its text
        self._about: tuple[str, ...] = ()  # the file and the mapping that the decisions are about
        self.outcome: ImportOutcome | None = None
        self.decided: RowDecisions = NO_DECISIONS
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(GAP_SECTIONS))
        layout.addWidget(plain_label(self.tr("What would happen"), look, FONT_TITLE, SEMIBOLD))
        self.summary = plain_label("", look)
        self.summary.setObjectName("import-told")
        layout.addWidget(self.summary)
        self.bar = QProgressBar()
        self.bar.setProperty("kind", "slim")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.hide()
        layout.addWidget(self.bar)
        self._counts = [plain_label("—", look, FONT_PAGE, SEMIBOLD, wrap=False) for _ in range(4)]
        layout.addLayout(self._cards())
        heads = [self.tr("Line"), self.tr("Column"), self.tr("Value"), self.tr("Reason"), self.tr("What happens")]
        self.problems = quiet_table(look, heads, _WIDTHS, self.tr("Problems"))
        self.problems.setObjectName("import-problems")
        self.problems.currentCellChanged.connect(lambda *_at: self._show_current())
        self.problems.installEventFilter(self)
        layout.addWidget(self.problems, 1)
        self.pane = DecisionPane(look)
        self.pane.chosen.connect(self._decide)
        layout.addWidget(self.pane)
        self.skip = QCheckBox(self.tr("Leave out the rows that cannot come in"))
        self.skip.setObjectName("import-skip")
        self.skip.setFont(look.font(FONT_BODY))
        self.skip.toggled.connect(lambda _on: self._show_decisions())
        self.skip.hide()
        layout.addWidget(self.skip)

    def _cards(self) -> QHBoxLayout:
        look, cards = self._look, QHBoxLayout()
        cards.setSpacing(look.px(GAP))
        texts = (
            self.tr("rows read"),
            self.tr("to write"),
            self.tr("known already"),
            self.tr("left out, or cannot come in"),
        )
        for count, words in zip(self._counts, texts, strict=True):
            card = QWidget()
            card.setObjectName("card")
            card.setStyleSheet(f"#card {{ border: 1px solid {look.tokens.line}; border-radius: {look.px(RADIUS)}px }}")
            inner = QVBoxLayout(card)
            inner.setContentsMargins(*[look.px(PANE_MARGIN), look.px(GAP)] * 2)
            inner.setSpacing(0)
            inner.addWidget(count)
            inner.addWidget(plain_label(words, look, FONT_MEANING, token="text2", wrap=False))
            cards.addWidget(card, 1)
        return cards

    # Showing ---------------------------------------------------------------------------------------------------

    def begin(self, order: DateOrder | None, mapping: str) -> None:
        """Clear the page at the beginning of a dry run. ``order`` says how dates such as 3.4.46 are read."""
        self._order = order
        self._mapping = mapping
        self.outcome = None
        self._remarks, self._refused, self._known = [], frozenset(), frozenset()
        self.problems.setRowCount(0)
        self.pane.hide()
        for count in self._counts:
            count.setText("—")
        self.skip.hide()

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Show the result of a dry run: the counts, and every problem with its line.

        Decisions go by the lines of the file, so they are remembered while the file and its mapping are the same.
        """
        about = (outcome.digest, outcome.encoding, self._mapping)
        if about != self._about:
            self._about, self.decided = about, NO_DECISIONS
        self.outcome = outcome
        self._refused = frozenset(remark.line for remark in outcome.rejected)
        self._known = frozenset(remark.line for remark in outcome.warnings if remark.known)
        self.skip.setVisible(bool(outcome.rejected))
        self._remarks = [*outcome.rejected, *outcome.warnings][:SHOWN_WHOLE]
        self.problems.setRowCount(len(self._remarks))
        for row, remark in enumerate(self._remarks):
            reason = remark.reason.in_(self._look.language)
            fill_row(self.problems, row, (f"{remark.line}", remark.column, remark.value, reason, ""))
        if self._remarks:
            self.problems.setCurrentCell(0, 0)
        self._show_decisions()

    def rows_to_write(self) -> int:
        """How many rows the import would write; 0 while a row that cannot come in has not been left out."""
        outcome = self.outcome
        if outcome is None or (self._refused - self.decided.left_out and not self.skip.isChecked()):
            return 0
        return outcome.imported - len(self.decided.left_out - self._refused - self._known)

    def say(self, token: str, text: str) -> None:
        """Show in the colour of a token what is going on."""
        self.summary.setText(text)
        self.summary.setStyleSheet(f"color: {self._look.tokens.colour(token)}")

    def _show_decisions(self) -> None:
        outcome = self.outcome
        if outcome is None:
            return
        left_out = self.decided.left_out - self._refused
        new, known = len(left_out - self._known), len(left_out & self._known)
        out = len(outcome.rejected) + new + known
        counts = (outcome.read, outcome.imported - new, outcome.unchanged - known, out)
        for label, count in zip(self._counts, counts, strict=True):
            label.setText(f"{count:,}")
        words = [self.tr("Nothing has been written yet")]
        if outcome.warnings:
            words.append(self.tr("%n cell(s) to look at: kept as written.", "", len(outcome.warnings)))
        if len(outcome.rejected) + len(outcome.warnings) > len(self._remarks):
            words.append(self.tr("The first %n are listed.", "", len(self._remarks)))
        self.say("text" if self.rows_to_write() or not outcome.rejected else "problem", " · ".join(words))
        for row, remark in enumerate(self._remarks):
            item = self.problems.item(row, _HAPPENS)
            if isinstance(item, QTableWidgetItem):
                item.setText(self._what_happens(remark))
                item.setToolTip(item.text())
        self.decisions_changed.emit()

    def _what_happens(self, remark: RowRemark) -> str:
        """What happens to the row or cell of a remark, as it is decided now."""
        if remark.line in self.decided.left_out:
            return self.tr("left out")
        if remark.line in self._refused:
            return self.tr("left out") if self.skip.isChecked() else self.tr("keeps all out, or is left out")
        if remark.line in self._known:
            return self.tr("known already")
        edtf = self.decided.dates.get((remark.line, remark.column, remark.value))
        return self.tr("read as {0}").format(edtf) if edtf else self.tr("comes in as written")

    # Deciding --------------------------------------------------------------------------------------------------

    def _current(self) -> RowRemark | None:
        row = self.problems.currentRow()
        return self._remarks[row] if 0 <= row < len(self._remarks) else None

    def _show_current(self) -> None:
        remark = self._current()
        if remark is None:
            self.pane.hide()
            return
        decided: str | None = self.decided.dates.get((remark.line, remark.column, remark.value), AS_WRITTEN)
        if remark.line in self.decided.left_out:
            decided = LEFT_OUT
        elif remark.line in self._refused:
            decided = None
        self.pane.show_remark(remark, self._choices(remark), decided)

    def _choices(self, remark: RowRemark) -> list[Choice]:
        """The choices for a row; a row that cannot come in can only be left out."""
        out = Choice(LEFT_OUT, self.tr("Leave the row out"))
        if remark.line in self._refused:
            return [out]
        as_written = Choice(AS_WRITTEN, self.tr("Take it in as written"))
        read = read_date(remark.value, order=self._order) if remark.dated else None
        readings = (
            [*read.readings, *([read.span_of_all] if read.span_of_all else [])] if read and read.ambiguous else []
        )
        language = self._look.language
        dates = [Choice(reading.edtf, f"{reading.label.in_(language)}　{reading.edtf}") for reading in readings]
        return [as_written, *dates, out]

    def _decide(self, code: str) -> None:
        remark = self._current()
        if remark is None:
            return
        decided = self.decided.with_row(remark.line, left_out=code == LEFT_OUT)
        if remark.dated and code != LEFT_OUT:
            decided = decided.with_date(remark.line, remark.column, remark.value, code or None)
        self.decided = decided
        self._show_decisions()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space in the table leaves the row out or takes it in again; Enter goes to the choices."""
        remark = self._current()
        if remark is not None and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Space:
                self._decide(AS_WRITTEN if remark.line in self.decided.left_out else LEFT_OUT)
                self._show_current()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.pane.begin()
                return True
        return super().eventFilter(watched, event)
