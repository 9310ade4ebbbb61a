"""The page of the check: everything that is wrong, and what a person can do about it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QCheckBox

from memoircat.catalogue.derived import Problem
from memoircat.catalogue.lost_changes import LOST
from memoircat.desktop.care.care_page import CarePage
from memoircat.desktop.care.care_work import CareWork
from memoircat.desktop.care.problem_words import ACCEPTABLE, DERIVED, ProblemWords
from memoircat.desktop.care.question import Question
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_SECONDARY, GAP
from memoircat.desktop.widgets.flow import FlowLayout
from memoircat.desktop.widgets.layouts import plain_label, row
from memoircat.desktop.widgets.quiet_table import fill_row, quiet_table, rows_as_text
from memoircat.messages import Message

_WIDTHS: Final = (190, 160, 360)  # of the columns but the last, px at 100 %
_MOST_NAMED: Final = 12  # problems that the question names


class CheckPage(CarePage):
    """Nothing is changed by the check itself."""

    def __init__(self, dialog: CareWork) -> None:
        super().__init__(dialog)
        self._problems: list[Problem] = []
        words = self.tr("Proves database, records, history and indexes by what was written. Nothing is changed.")
        self.explain(words)
        line = row(self.look)
        self.run = self.make_button("run", self.tr("Check"), "shield-check", self.check, "primary")
        self.fixity = QCheckBox(self.tr("Also read every image"))
        self.fixity.setObjectName("care-fixity")
        self.fixity.setFont(self.look.font(FONT_BODY))
        line.addWidget(self.run)
        line.addWidget(self.fixity)
        line.addStretch(1)
        self.column.addLayout(line)
        heads = (self.tr("Problem"), self.tr("Where"), self.tr("What to do"), self.tr("Detail"))
        self.table = quiet_table(self.look, heads, _WIDTHS, self.tr("Problems"))
        self.table.setObjectName("care-problems")
        self.table.itemSelectionChanged.connect(lambda: self.allow(busy=self.dialog.busy))
        self.column.addWidget(self.table, 1)
        self.verdict = plain_label(self.tr("Not checked yet."), self.look, FONT_SECONDARY, token="text2")
        self.verdict.setObjectName("care-verdict")
        self.column.addWidget(self.verdict)
        self._lay_out_buttons()

    def _lay_out_buttons(self) -> None:
        line = FlowLayout(self.look.px(GAP))
        self.derive = self.make_button("derive", self.tr("Derive again"), "rotate-cw", self._derive)
        self.take = self.make_button("accept", self.tr("Accept as it is…"), "check", self._ask)
        self.to_clipboard = self.make_button("copy-list", self.tr("Copy the list"), "copy", self._copy)
        for made in (self.derive, self.take, self.to_clipboard):
            line.addWidget(made)
        self.column.addLayout(line)

    def begin_here(self) -> None:
        """The table has the focus where there are problems, before that the choice about images."""
        (self.table if self._problems else self.fixity).setFocus()

    def allow(self, *, busy: bool) -> None:
        """What can be done depends on the problems, and on whether there is a catalogue that may be written."""
        kinds = {problem.kind for problem in self._problems}
        writable = not ({"unopened", "damage"} & kinds)
        self.run.setEnabled(not busy and self.cared.is_there)
        self.fixity.setEnabled(not busy)
        self.derive.setEnabled(not busy and writable and bool(kinds & DERIVED))
        self.take.setEnabled(not busy and writable and bool(self._chosen()))
        self.to_clipboard.setEnabled(not busy and bool(self._problems))

    # Checking --------------------------------------------------------------------------------------------------

    def check(self) -> None:
        """Look for everything that is wrong, in a background thread; Esc stops it."""
        fixity = self.fixity.isChecked()
        self.dialog.write(lambda progress: self.cared.problems(fixity=fixity, progress=progress), self._show)

    def _show(self, problems: list[Problem]) -> None:
        self._problems = problems
        words, language = ProblemWords(), self.look.language
        self.table.setRowCount(len(problems))
        for number, problem in enumerate(problems):
            detail = Message.of(problem.message).in_(language)
            fill_row(self.table, number, (words.kind(problem), problem.where, words.remedy(problem), detail))
        self.verdict.setText(VerdictWords().of(len(problems)))
        self.verdict.setStyleSheet(f"color: {self.look.tokens.colour('problem' if problems else 'ok')}")
        if problems:
            self.table.setCurrentCell(0, 0)
        self.allow(busy=False)
        self.begin_here()

    # Mending ---------------------------------------------------------------------------------------------------

    def _derive(self) -> None:
        self.dialog.write(self.cared.rebuild, lambda _nothing: self.check())

    def _chosen(self) -> list[Problem]:
        """The marked problems that a person can take as they are."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._problems[row] for row in rows if self._problems[row].kind in ACCEPTABLE]

    def _ask(self) -> None:
        chosen = self._chosen()
        names = list(dict.fromkeys(problem.where for problem in chosen))
        more = len(names) - _MOST_NAMED
        listed = " · ".join([*names[:_MOST_NAMED], *([f"+ {more:,}"] if more > 0 else [])])
        sentences = [
            listed,
            self.tr(
                "What is stored there now counts as right from then on. The history tells who decided it: {0}."
            ).format(self.cared.by or "?"),
        ]
        question = Question(self.look, self.tr("Accept as it is?"), sentences, self.tr("Accept"), self)
        question.accepted.connect(lambda: self._accept(names))
        question.open()

    def _accept(self, names: list[str]) -> None:
        def done(_nothing: object) -> None:
            if LOST in names and self.cared.is_open:
                self.dialog.opening_wanted.emit(self.cared.path, "")
            else:
                self.check()

        self.dialog.write(lambda progress: self.cared.accept(names, progress), done)

    def _copy(self) -> None:
        """Copy the table as a spreadsheet takes it."""
        QApplication.clipboard().setText(rows_as_text(self.table))
        self.dialog.say(self.tr("The list is copied."), "text2")


class VerdictWords(QObject):
    """Counted words, in a class without heirs."""

    def of(self, number: int) -> str:
        """The outcome of a check."""
        return self.tr("%n problem(s)", "", number) if number else self.tr("Everything is as it was written.")
