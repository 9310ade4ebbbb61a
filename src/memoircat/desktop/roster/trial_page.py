"""The last step before writing: what would happen, with every problem by its line and what is done about it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from memoircat.desktop.layouts import plain
from memoircat.desktop.roster.tables import fill_row, quiet_table
from memoircat.desktop.theme import Look
from memoircat.exchange.table_import import Outcome

_MOST_SHOWN = 2000  # problems in the table; all are counted


class TrialPage(QWidget):
    """Four counts that add up, and the problems below them."""

    decided = Signal()  # whether rows that cannot come in are to be left out

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.outcome: Outcome | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(12))
        layout.addWidget(plain(self.tr("What would happen"), look, 16, 600))
        self.told = plain("", look)
        self.told.setObjectName("import-told")
        layout.addWidget(self.told)
        self.bar = QProgressBar()
        self.bar.setProperty("kind", "slim")
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.hide()
        layout.addWidget(self.bar)
        self._counts = [plain("—", look, 20, 600, wrap=False) for _ in range(4)]
        layout.addLayout(self._cards())
        heads = [self.tr("Line"), self.tr("Column"), self.tr("Value"), self.tr("Reason"), self.tr("What happens")]
        self.problems = quiet_table(look, heads, (64, 130, 170, 300), self.tr("Problems"))
        layout.addWidget(self.problems, 1)
        self.skip = QCheckBox(self.tr("Leave out the rows that cannot come in"))
        self.skip.setObjectName("import-skip")
        self.skip.setFont(look.font(14))
        self.skip.toggled.connect(lambda _on: self.decided.emit())
        self.skip.hide()
        layout.addWidget(self.skip)

    def _cards(self) -> QHBoxLayout:
        look, cards = self._look, QHBoxLayout()
        cards.setSpacing(look.px(8))
        texts = (self.tr("rows read"), self.tr("to write"), self.tr("known already"), self.tr("cannot come in"))
        for count, words in zip(self._counts, texts, strict=True):
            card = QWidget()
            card.setObjectName("card")
            card.setStyleSheet(f"#card {{ border: 1px solid {look.tokens.line}; border-radius: {look.px(4)}px }}")
            inner = QVBoxLayout(card)
            inner.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
            inner.setSpacing(0)
            inner.addWidget(count)
            inner.addWidget(plain(words, look, 12, token="text2", wrap=False))
            cards.addWidget(card, 1)
        return cards

    def begin(self) -> None:
        """A trial begins: what the last one said is no longer true."""
        self.outcome = None
        self.problems.setRowCount(0)
        for count in self._counts:
            count.setText("—")
        self.skip.hide()

    def show_outcome(self, outcome: Outcome) -> None:
        """The counts, which add up, and every problem with its line."""
        self.outcome = outcome
        rejected = len(outcome.rejected)
        counts = (outcome.read, outcome.imported, outcome.unchanged, rejected)
        for label, count in zip(self._counts, counts, strict=True):
            label.setText(f"{count:,}")
        looked_at = self.tr("%n cell(s) to look at: kept as written.", "", len(outcome.warnings))
        nothing = self.tr("Nothing has been written yet")
        self.say("problem" if rejected else "text", f"{nothing} · {looked_at}" if outcome.warnings else nothing)
        self.skip.setVisible(bool(outcome.rejected))
        out, kept = self.tr("keeps all out, or is left out"), self.tr("comes in as written")
        remarks = [*((each, out) for each in outcome.rejected), *((each, kept) for each in outcome.warnings)]
        self.problems.setRowCount(min(len(remarks), _MOST_SHOWN))
        for row, (remark, then) in enumerate(remarks[:_MOST_SHOWN]):
            reason = remark.reason.in_(self._look.language)
            fill_row(self.problems, row, (str(remark.line), remark.column, remark.value, reason, then))

    def rows_to_write(self) -> int:
        """How many rows the import would write, as it is decided now."""
        if self.outcome is None or (self.outcome.rejected and not self.skip.isChecked()):
            return 0
        return self.outcome.imported

    def say(self, token: str, text: str) -> None:
        """Say what is going on."""
        self.told.setText(text)
        self.told.setStyleSheet(f"color: {self._look.tokens.colour(token)}")
