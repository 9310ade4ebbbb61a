"""Bringing a roster in: choose, see what would happen, decide. Reading and writing run beside the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QProgressBar, QTableWidget, QTableWidgetItem, QWidget

from memoircat.desktop.dialogs import Dialog, choose_file
from memoircat.desktop.layouts import button, plain
from memoircat.desktop.theme import Look
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.exchange.table_import import Outcome, Remark
from memoircat.jobs import Job, JobRunner, Progress

Run = Callable[[Path, Path, bool, Progress], Outcome]  # table, mapping, whether only to try, how far it has come
_MOST_SHOWN = 2000  # problems in the table; all are counted


class ImportDialog(Dialog):
    """Nothing is written before the person has seen what would be; what runs can be stopped, and changes nothing then.

    ``run`` brings a table in, or only tries to; it is called in another thread.
    """

    progressed = Signal(int)

    def __init__(self, look: Look, run: Run, runner: JobRunner, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self._run = run
        self._runner = runner
        self._under_way: Job | None = None
        self._running = False
        self._tried: tuple[str, str] | None = None
        self.setWindowTitle(self.tr("Import a table"))
        self.content.addWidget(plain(self.tr("Import a table"), look, 20, 600))
        form = QFormLayout()
        form.setSpacing(look.px(8))
        self.file = self._line(form, "import-file", self.tr("Table (.csv, .xlsx)"), "*.csv *.xlsx *.txt *.tsv")
        self.mapping = self._line(form, "import-mapping", self.tr("Mapping (.toml)"), "*.toml")
        self.content.addLayout(form)
        self.told = plain("", look, 14)
        self.told.setObjectName("import-told")
        self.content.addWidget(self.told)
        self._bar = QProgressBar()
        self._bar.setProperty("kind", "slim")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.hide()
        self.content.addWidget(self._bar)
        self.problems = self._table()
        self.content.addWidget(self.problems)
        self.resize(look.px(860), look.px(600))
        self.progressed.connect(self._tell_progress)
        self.finish(self.tr("Import"))
        self._allow(0)
        self._say("text2", self.tr("Choose a table and its mapping: nothing is written yet."))

    def _line(self, form: QFormLayout, name: str, words: str, pattern: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(words)
        line.setMinimumHeight(self.look.px(32))
        line.editingFinished.connect(self._try_out)
        choose = button(self.tr("Choose…"), self.look)
        choose.setAccessibleName(f"{self.tr('Choose…')} {words}")
        choose.clicked.connect(lambda: self._choose(line, words, pattern))
        both = QHBoxLayout()
        both.addWidget(line, 1)
        both.addWidget(choose)
        form.addRow(words, both)
        return line

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels([self.tr("Line"), self.tr("Column"), self.tr("Value"), self.tr("Reason")])
        table.setAccessibleName(self.tr("Problems"))
        table.setFont(self.look.font(13))
        table.setShowGrid(False)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        table.horizontalHeader().setStretchLastSection(True)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((72, 140, 200)):
            table.setColumnWidth(column, self.look.px(width))
        return table

    def _choose(self, line: QLineEdit, title: str, pattern: str) -> None:
        path = choose_file(self, title, pattern)
        if path is not None:
            line.setText(str(path))
            self._try_out()

    # Trying and writing ----------------------------------------------------------------------------------------

    def _try_out(self) -> None:
        """Find out what would happen, once for each pair of files."""
        pair = (self.file.text(), self.mapping.text())
        if all(pair) and pair != self._tried and self._under_way is None:
            self._tried = pair
            self._start(True, self._show)

    def accept(self) -> None:
        """Write what was tried out."""
        if self._under_way is None:
            self._start(False, lambda _outcome: super(ImportDialog, self).accept())

    def _start(self, trying: bool, done: Callable[[Outcome], None]) -> None:
        self._allow(0)
        self._bar.show()
        self._say("text2", self.tr("Nothing has been written yet") if trying else self.tr("Importing…"))
        file, mapping = Path(self.file.text()), Path(self.mapping.text())

        def work(outer: Progress) -> Outcome:
            def report(rows: int, of: int) -> None:
                outer.step(rows, of)
                self.progressed.emit(rows)

            return self._run(file, mapping, trying, Progress(report))

        def finished(outcome: Outcome) -> None:
            self._settle()
            done(outcome)

        def failed(problem: Exception) -> None:
            self._settle()
            self._tried = None
            if isinstance(problem, Cancelled):
                self._say("text2", self.tr("Stopped. Nothing was changed."))
            elif isinstance(problem, MemoirCatError):
                self._say("problem", str(problem))
            else:
                raise problem

        self._running = True
        job = self._runner.submit(work, finished, failed)
        self._under_way = job if self._running else None  # a runner may have done it at once

    def _settle(self) -> None:
        self._running, self._under_way = False, None
        self._bar.hide()

    def _show(self, outcome: Outcome) -> None:
        """The counts, which add up, and every problem with its line."""
        words = self.tr(
            "{0} rows read, {1} to write, {2} known already, {3} that cannot come in, {4} to look at"
        ).format(outcome.read, outcome.imported, outcome.unchanged, len(outcome.rejected), len(outcome.warnings))
        self._say("problem" if outcome.rejected else "text", words)
        remarks = [*outcome.rejected, *outcome.warnings][:_MOST_SHOWN]
        self.problems.setRowCount(len(remarks))
        for row, remark in enumerate(remarks):
            for column, text in enumerate(self._cells(remark)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.problems.setItem(row, column, item)
        self._allow(0 if outcome.rejected else outcome.imported)

    def _cells(self, remark: Remark) -> tuple[str, str, str, str]:
        return str(remark.line), remark.column, remark.value, remark.reason.in_(self.look.language)

    def _tell_progress(self, rows: int) -> None:
        if self._under_way is not None:
            self._say("text2", self.tr("%n row(s) so far", "", rows))

    def _say(self, token: str, text: str) -> None:
        self.told.setText(text)
        self.told.setStyleSheet(f"color: {self.look.tokens.colour(token)}")

    def _allow(self, rows: int) -> None:
        """The button says how many rows it will write, and is off while there are none."""
        if self.accepting is not None:
            self.accepting.setText(self.tr("Import %n row(s)", "", rows) if rows else self.tr("Import"))
            self.accepting.setEnabled(rows > 0)

    # Leaving ---------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Stop what runs; with nothing running, close."""
        if self._under_way is not None:
            self._under_way.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window is not taken away from under what runs: it is asked to stop first."""
        if self._under_way is not None:
            self._under_way.cancel()
            event.ignore()
        else:
            super().closeEvent(event)
