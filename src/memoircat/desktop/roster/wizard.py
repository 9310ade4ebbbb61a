"""The wizard of the import: file → encoding → columns → dry run → import. Files are read in another thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from memoircat.desktop.browse.side_list import IconRole, SideList
from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.desktop.roster.columns_page import ColumnsPage
from memoircat.desktop.roster.file_page import EncodingPage, FilePage
from memoircat.desktop.roster.trial_page import TrialPage
from memoircat.desktop.runner import yielding_progress
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    CONTROL,
    DIALOG_WIDTH_TABLE,
    FONT_BODY,
    FONT_PAGE,
    GAP,
    LARGE_TEXT,
    PAGE_MARGIN,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import plain_label, scrolled
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.exchange.mapping import TableMapping
from memoircat.exchange.row_decisions import NO_DECISIONS, RowDecisions
from memoircat.exchange.table_import import ImportOutcome
from memoircat.jobs import Job, JobRunner, Progress
from memoircat.tables.table_files import WORKBOOK, TablePreview, preview_table

_STEPS_WIDTH: Final = 200  # of the list of steps, in px at 100 %
_SIZE: Final = (DIALOG_WIDTH_TABLE, 720)


class ImportTarget(Protocol):
    """What the wizard needs of a catalogue."""

    def import_table(
        self,
        file: Path,
        mapping: TableMapping,
        encoding: str,
        progress: Progress,
        *,
        dry_run: bool,
        skip_bad_rows: bool,
        decided: RowDecisions,
        tested_digest: str | None,
    ) -> ImportOutcome:
        """Import a table or, with ``dry_run``, only report what would happen. Called in another thread.

        ``tested_digest``: digest of the file at the dry run. Raises Conflict where the file has changed since the dry
        run, Cancelled where ``progress`` was cancelled, InputError for a file that cannot be read.
        """

    def mappings(self) -> dict[str, str]:
        """The saved mappings, by name."""

    def save_mapping(self, name: str, text: str) -> None:
        """Save a mapping under a name."""


class ImportWizard(Dialog):
    """Imports a table in steps. Nothing is written before the user has seen in a dry run what would be.

    Dry run and import can be stopped, and change nothing then.
    """

    progressed = Signal(int)  # rows read so far; emitted in the thread that reads them

    def __init__(self, look: Look, target: ImportTarget, runner: JobRunner, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self._target = target
        self._runner = runner
        self._under_way: Job | None = None
        self._running = self._left = False
        self.preview: TablePreview | None = None
        self.setWindowTitle(self.tr("Import a table"))
        self.file = FilePage(look)
        self.encoding = EncodingPage(look)
        self.columns = ColumnsPage(look, target.mappings)
        self.trial = TrialPage(look)
        self._problem = plain_label("", look, token="problem")
        self._problem.setObjectName("import-problem")
        self._back = self._buttons.addButton(self.tr("Back"), QDialogButtonBox.ButtonRole.ActionRole)
        self._back.setObjectName("back")
        self._back.setMinimumHeight(look.px(CONTROL))
        self._back.setFont(look.font(FONT_BODY))
        self._back.clicked.connect(self.back)
        self._lay_out()
        self.file.line.textChanged.connect(lambda _text: self._allow())
        self.file.chosen.connect(self.accept)
        self.encoding.chosen.connect(self._read_again)
        self.columns.save_requested.connect(self._ask_mapping_name)
        self.columns.failed.connect(self._show_problem)
        self.trial.decisions_changed.connect(self._allow)
        self.progressed.connect(self._show_progress)
        self.resize(*map(look.px, _SIZE))
        self.finish()
        self._go(0)
        self.file.line.setFocus()

    def _lay_out(self) -> None:
        look = self.look
        self._steps = SideList(look, "import-steps", self.tr("Steps"))
        for words in (self.tr("File"), self.tr("Encoding"), self.tr("Columns"), self.tr("Trial")):
            self._steps.add(words, words, icon_name="minus")
        self._steps.fit()
        self._steps.setFixedWidth(look.px(_STEPS_WIDTH))
        self._steps.setEnabled(False)
        self._pages = QStackedWidget()
        for page in (self.file, self.encoding, self.columns, scrolled(self.trial, "bar")):
            self._pages.addWidget(page)
        right = QVBoxLayout()
        right.setSpacing(look.px(GAP))
        right.addWidget(self._pages, 1)
        right.addWidget(self._problem)
        both = QHBoxLayout()
        both.setSpacing(look.px(PAGE_MARGIN))
        if look.scale <= LARGE_TEXT:
            left = QVBoxLayout()
            left.addWidget(plain_label(self.tr("Import a table"), look, FONT_PAGE, SEMIBOLD))
            left.addWidget(self._steps)
            left.addStretch(1)
            both.addLayout(left)
        else:  # the pages need the whole width; their titles say which step it is
            self._steps.setParent(self)
            self._steps.hide()
        both.addLayout(right, 1)
        self.content.addLayout(both, 1)

    # Steps -----------------------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self._pages.currentIndex()

    def accept(self) -> None:
        """Go to the next step; from the last one, import."""
        if self._under_way is not None:
            return
        if self.step == 0:
            self._preview("auto", lambda: self._go(1))
        elif self.step == 1:
            self._begin_columns()
        elif self.step == 2:
            self._dry_run()
        else:
            self._start(False, self._leave_written)

    def back(self) -> None:
        """Go to the step before; a workbook has no step for the encoding."""
        if self._under_way is None and self.step:
            skip = self.step == 2 and self.preview is not None and self.preview.encoding == WORKBOOK
            self._go(self.step - (2 if skip else 1))

    def _go(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        for row in range(self._steps.count()):
            self._steps.item(row).setData(
                IconRole, "check" if row < step else "arrow-right" if row == step else "minus"
            )
        self._steps.setCurrentRow(step)
        self._back.setVisible(step > 0)
        self._show_problem(None)
        self._allow()

    def _show_problem(self, problem: MemoirCatError | None) -> None:
        self._problem.setText(problem.line.in_(self.look.language) if problem else "")
        self._problem.setVisible(problem is not None)

    def _allow(self) -> None:
        """Let the button say what it does (on the last page, how many rows it writes), and enable it where it can."""
        if self.accepting is None:
            return
        rows = self.trial.rows_to_write() if self.step == 3 else 0
        words = self.tr("Import %n row(s)", "", rows) if rows else self.tr("Import")
        self.accepting.setText(words if self.step == 3 else self.tr("Next"))
        able = rows > 0 if self.step == 3 else self.step > 0 or bool(self.file.line.text().strip())
        self.accepting.setEnabled(able and self._under_way is None)

    # File and encoding -----------------------------------------------------------------------------------------

    def _read_again(self, encoding: str) -> None:
        self._preview(encoding, lambda: None)

    def _preview(self, encoding: str, then: Callable[[], None]) -> None:
        """Read and show the beginning of the file, then call ``then``. It reads all bytes: they verify the encoding."""
        path = self.file.path

        def shown(preview: TablePreview) -> None:
            self._work_ended()
            self.preview = preview
            self.encoding.show_preview(preview)
            then()
            if preview.encoding == WORKBOOK and self.step == 1:
                self._begin_columns()

        self._submit(lambda _progress: preview_table(path, encoding), shown)

    def _begin_columns(self) -> None:
        assert self.preview is not None
        self.columns.show_rows([row.cells for row in self.preview.rows], self.file.path.stem)
        self._go(2)

    def _ask_mapping_name(self, text: str) -> None:
        dialog = NameDialog(self.look, self.tr("Keep the mapping"), self.columns.source.text(), self)
        dialog.named.connect(lambda name: self._save_mapping(name, text))
        dialog.open()

    def _save_mapping(self, name: str, text: str) -> None:
        self._target.save_mapping(name, text)
        self.columns.show_saved(name)

    # Dry run and writing --------------------------------------------------------------------------------------

    def _dry_run(self) -> None:
        self._go(3)
        self.trial.skip.setChecked(False)
        draft = self.columns.draft()
        self.trial.begin(draft.date_order, draft.text())
        self._start(True, self._show_outcome)

    def _show_outcome(self, outcome: ImportOutcome) -> None:
        self.trial.show_outcome(outcome)
        self._allow()

    def _leave_written(self, outcome: ImportOutcome) -> None:
        """Close after the import; where it wrote nothing, since the catalogue has changed, begin a dry run again."""
        if outcome.change_set is not None:
            super().accept()
        else:
            self._dry_run()

    def _start(self, dry_run: bool, done: Callable[[ImportOutcome], None]) -> None:
        try:
            mapping = self.columns.draft().mapping()
        except MemoirCatError as problem:
            self._go(2)
            self._show_problem(problem)
            return
        self.trial.bar.show()
        self.trial.say("text2", self.tr("Nothing has been written yet") if dry_run else self.tr("Importing…"))
        file, encoding = self.file.path, self.preview.encoding if self.preview else "auto"
        skip_bad_rows, tested = self.trial.skip.isChecked(), self.trial.outcome
        how: dict[str, Any] = {"dry_run": dry_run, "skip_bad_rows": skip_bad_rows}
        # A dry run reports every row, also those that the user has decided to leave out.
        how |= {"decided": NO_DECISIONS if dry_run else self.trial.decided}
        how |= {"tested_digest": tested.digest if tested and not dry_run else None}

        def work(outer: Progress) -> ImportOutcome:
            progress = yielding_progress(outer, lambda rows, _of: self.progressed.emit(rows))
            return self._target.import_table(file, mapping, encoding, progress, **how)

        def finished(outcome: ImportOutcome) -> None:
            self._work_ended()
            done(outcome)

        self._submit(work, finished)

    def _submit(self, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        self._show_problem(None)
        self._running = True
        job = self._runner.submit(work, lambda result: None if self._left else done(result), self._failed)
        self._under_way = job if self._running else None  # a runner may have finished it before it returned
        self._allow()

    def _failed(self, problem: Exception) -> None:
        if self._left:
            return
        self._work_ended()
        if isinstance(problem, Cancelled):
            self.trial.say("text2", self.tr("Stopped. Nothing was changed."))
        elif isinstance(problem, MemoirCatError):
            self._show_problem(problem)
            self.trial.say("text2", self.tr("Nothing has been written yet"))
        else:
            raise problem
        self._allow()

    def _work_ended(self) -> None:
        self._running, self._under_way = False, None
        self.trial.bar.hide()
        self._allow()

    def _show_progress(self, rows: int) -> None:
        if self._under_way is not None:
            self.trial.say("text2", self.tr("%n row(s) so far", "", rows))

    # Leaving ---------------------------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Close, and ignore the result of work that still runs."""
        self._left = True
        super().done(result)

    def reject(self) -> None:
        """Stop the work that runs; close where none does."""
        if self._under_way is not None:
            self._under_way.cancel()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work that runs instead of closing; the user can close the wizard once it has stopped."""
        if self._under_way is not None:
            self._under_way.cancel()
            event.ignore()
        else:
            super().closeEvent(event)
