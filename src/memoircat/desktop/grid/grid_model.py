"""The rows that are being typed: what each cell says, what it means, and what is saved of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.dates import read_date
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.editing.grid_rows import (
    DITTO,
    Grid,
    GridColumn,
    GridRow,
    Written,
    all_meant,
    is_dated,
    keep_grid,
    kept_grid,
    kept_rows,
    next_number,
    with_era,
    write_row,
)
from memoircat.editing.grid_rows import remove_row as remove_kept
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.jobs import Progress
from memoircat.messages import Message, message

Index = QModelIndex | QPersistentModelIndex
ProblemRole = Qt.ItemDataRole.UserRole + 1
MeaningRole = Qt.ItemDataRole.UserRole + 2  # whether the column shows what the one before it means
AT_ONCE = 40  # rows that are written while the person waits
_NO_INDEX = QModelIndex()


@dataclass(slots=True)
class Line:
    """One row of the grid. ``said``: what its cells meant when it was last written."""

    cells: dict[str, str]
    kept: GridRow | None = None
    said: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)  # by head; what cannot be stored, or is not understood


@dataclass(frozen=True, slots=True)
class Job:
    """A row that is to be written: where it stands, what it says, and what it said."""

    at: int
    row: GridRow
    said: dict[str, str]
    before: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of rows: those that were written, and those that could not be."""

    done: list[tuple[Job, Written]]
    refused: dict[int, MemoirCatError]


class GridModel(QAbstractTableModel):
    """Rows of cells as written; a column of dates is followed by one that says what they mean.

    A cell is saved as soon as it is left, each as one step of undo; the last row is the one to be typed next. A row
    that cannot be saved stays as it was typed, is marked, and is tried again with the next cell that is left.
    """

    saved = Signal()
    failed = Signal(str)
    long_work = Signal(str, object, object)  # words, work to run beside the window, what to do with its answer

    def __init__(self, session: Session, look: Look, grid: Grid, source: int, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.grid = grid
        self.source = source
        self.lines: list[Line] = []
        self._writing = False
        self._columns: list[tuple[GridColumn, bool]] = []
        self._lay_columns()
        self._read()
        session.changed.connect(self._changed)

    # What it shows ---------------------------------------------------------------------------------------------

    def show_grid(self, grid: Grid, renamed: Mapping[str, str] | None = None) -> None:
        """Show other columns for the same rows; cells that have no column now stay in their rows.

        The columns are kept with the source as soon as it has rows, so that these are known by the same heads.
        """
        if self.entered():
            catalogue = self._session.program.catalogue

            def work() -> None:
                with catalogue.change(message("Columns of the grid")) as change:
                    keep_grid(change, self.source, grid, renamed)

            self._writing = True
            done = self._session.attempt(work)
            self._writing = False
            if not done:
                return
        self.beginResetModel()
        self.grid = grid
        self._lay_columns()
        for line in self.lines:
            for cells in (line.cells, line.said):
                for old, new in (renamed or {}).items():
                    if old in cells:
                        cells[new] = cells.pop(old)
        if self.lines and self.lines[-1].kept is None and not self._holds(self.lines[-1]):
            self.lines.pop()
        self._open_row()
        self.endResetModel()

    def _lay_columns(self) -> None:
        self._columns = []
        for column in self.grid.columns:
            self._columns.append((column, False))
            if is_dated(column, self.grid.kind):
                self._columns.append((column, True))

    def _read(self) -> None:
        """Read the rows of the source; those that could not be saved stay below them."""
        unsaved = [line for line in self.lines if line.kept is None and self._holds(line)]
        rows = kept_rows(self._session.program.catalogue, self.source, self.grid.record)
        self.lines = [Line(dict(row.cells), row) for row in rows]
        for line, said in zip(self.lines, all_meant([line.cells for line in self.lines]), strict=True):
            line.said = said
        self.lines += unsaved
        self._open_row()

    def _changed(self, change: ChangeSet) -> None:
        """Undo, or somebody else, changed rows: read them again."""
        if not self._writing and not {"roster_row", "batch", "record"}.isdisjoint(change.tables):
            made = {line.kept.made for line in self.lines if line.kept is not None}
            if "roster_row" in change.tables or "batch" in change.tables or not made.isdisjoint(change.records):
                self.beginResetModel()
                self._read()
                self.endResetModel()

    def column_at(self, section: int) -> GridColumn:
        """The column that a section shows, or whose meaning it shows."""
        return self._columns[section][0]

    def is_meaning(self, section: int) -> bool:
        """Whether a section only says what the one before it means."""
        return self._columns[section][1]

    def typed_sections(self) -> list[int]:
        """The sections in which something is typed."""
        return [section for section, (_, meaning) in enumerate(self._columns) if not meaning]

    def first_to_type(self) -> int:
        """The section in which typing a new row begins: what runs on and what sticks is there already."""
        typed = self.typed_sections()
        empty = (each for each in typed if not (self.column_at(each).runs_on or self.column_at(each).sticky))
        return next(empty, typed[0])

    def entered(self) -> int:
        """How many rows are stored."""
        return sum(line.kept is not None for line in self.lines)

    def unsaved(self) -> str:
        """The rows that are typed and could not be saved: cells parted by tabs, as they can be pasted again."""
        heads = [each.head for each in self.grid.columns]
        rows = (line.cells for line in self.lines if line.kept is None and self._is_begun(line))
        return "\n".join("\t".join(cells.get(head, "") for head in heads) for cells in rows)

    # Qt's questions --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The rows typed, and the next one."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The columns, those of meanings included."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads; rows are numbered from 1, and one that is not saved has a sign."""
        if orientation == Qt.Orientation.Vertical:
            line = self.lines[section] if section < len(self.lines) else None
            unsaved = line is not None and line.kept is None and self._is_begun(line)
            if role == Qt.ItemDataRole.ToolTipRole:
                return self.tr("Not saved yet") if unsaved else None
            return f"{section + 1}{' ✎' if unsaved else ''}" if role == Qt.ItemDataRole.DisplayRole else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        column, meaning = self._columns[section]
        return self.tr("Meaning") if meaning else column.head

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell as written, or what it means."""
        if not index.isValid():
            return None
        line, (column, meaning) = self.lines[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.meaning(index.row(), column) if meaning else line.cells.get(column.head, "")
        if role in (ProblemRole, Qt.ItemDataRole.ToolTipRole):
            return line.problems.get(column.head, "")
        return meaning if role == MeaningRole else None

    def meaning(self, row: int, column: GridColumn) -> str:
        """What a date means, in words; what is wrong with it, where it means nothing."""
        text = self.said(row, column.head)
        if not text or not is_dated(column, self.grid.kind):
            return ""
        read = read_date(with_era(column, text))
        if read.ambiguous:
            return self.tr("two readings")
        if read.readings:
            return self._look.date(read.readings[0].edtf)
        return read.problem.in_(self._look.language) if read.problem else ""

    def said(self, row: int, head: str) -> str:
        """What a cell says: 〃 says what stands above."""
        at = row
        while at > 0 and self.lines[at].cells.get(head, "").strip() == DITTO:
            at -= 1
        return self.lines[at].cells.get(head, "")

    # Typing ----------------------------------------------------------------------------------------------------

    def put(self, row: int, section: int, text: str) -> None:
        """A cell was typed: keep it, and save its row with those that repeat it; the same text is tried again."""
        line, head = self.lines[row], self.column_at(section).head
        if line.cells.get(head, "") == text and line.kept is not None and head not in line.problems:
            return
        line.cells[head] = text
        self._save(self._with_repeats(row, row + 1, {head}), message("Row {row}: {column}", row=row + 1, column=head))
        self.dataChanged.emit(self.index(row, 0), self.index(len(self.lines) - 1, len(self._columns) - 1))

    def put_block(self, row: int, section: int, block: Sequence[Sequence[str]], label: Message) -> None:
        """Cells were pasted or filled in, from a cell on to the right and down: one step of undo for all of them.

        A block that is wider than the grid is refused whole.
        """
        sections = [each for each in self.typed_sections() if each >= section]
        widest = max(map(len, block), default=0)
        if widest > len(sections):
            words = self.tr("The table has {0} columns, and the grid {1} from this cell on. Nothing was pasted.")
            self.failed.emit(words.format(widest, len(sections)))
            return
        while row + len(block) > len(self.lines):
            self._append()
        for down, texts in enumerate(block):
            for at, text in zip(sections, texts, strict=False):
                self.lines[row + down].cells[self.column_at(at).head] = text
        heads = {self.column_at(at).head for at in sections[:widest]}
        self._save(self._with_repeats(row, row + len(block), heads), label)
        self._open_row()
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self._columns) - 1))

    def add_row(self) -> int:
        """A new row after the last, where that one holds something; the number of the row to type in."""
        self._open_row()
        return len(self.lines) - 1

    def remove(self, row: int) -> None:
        """Take a row away with the record it made. Rows below that repeat it get what it said, so that they keep it."""
        line = self.lines[row]
        if row + 1 < len(self.lines):
            below, said = self.lines[row + 1], {head: self.said(row, head) for head in line.cells}
            for head, text in below.cells.items():
                if text.strip() == DITTO and line.cells.get(head, "").strip() != DITTO:
                    below.cells[head] = said.get(head, text)
        if line.kept is not None and not self._remove_kept(row, line.kept):
            return
        self.beginResetModel()
        del self.lines[row]
        self._open_row()
        self.endResetModel()

    def _remove_kept(self, row: int, kept: GridRow) -> bool:
        """Remove a stored row; the one below is written in the same step where it has other words now."""
        catalogue, below = self._session.program.catalogue, self.lines[row + 1] if row + 1 < len(self.lines) else None

        def work() -> None:
            with catalogue.change(message("Remove row {row}", row=row + 1)) as change:
                remove_kept(change, kept)
                if below is not None and below.kept is not None and below.kept.cells != below.cells:
                    changed = replace(below.kept, cells=dict(below.cells))
                    below.kept = write_row(
                        catalogue, change, self.source, self.grid, changed, below.said, below.said
                    ).row

        self._writing = True
        done = self._session.attempt(work)
        self._writing = False
        return done

    def _with_repeats(self, first: int, end: int, heads: set[str]) -> set[int]:
        """The rows from ``first`` up to ``end``, and those below that say 〃 for what the last of them says."""
        found = set(range(first, end))
        for head in heads:
            for below in range(end, len(self.lines)):
                if self.lines[below].cells.get(head, "").strip() != DITTO:
                    break
                found.add(below)
        return found

    def _is_begun(self, line: Line) -> bool:
        """Whether somebody typed in a row: what runs on and what sticks came by itself."""
        alone = {each.head for each in self.grid.columns if each.runs_on or each.sticky}
        return any(text for head, text in line.cells.items() if head not in alone)

    def _holds(self, line: Line) -> bool:
        return self._is_begun(line) or bool(line.problems)

    def _open_row(self) -> None:
        """The row to be typed next, at the end."""
        if not self.lines or self._is_begun(self.lines[-1]) or self.lines[-1].kept is not None:
            self._append()

    def _append(self) -> None:
        above = self.lines[-1].cells if self.lines else {}
        cells = {}
        for column in self.grid.columns:
            last = above.get(column.head, "")
            if column.runs_on:
                cells[column.head] = next_number(last) if last else ""
            elif column.sticky:
                cells[column.head] = last
        self.beginInsertRows(_NO_INDEX, len(self.lines), len(self.lines))
        self.lines.append(Line(cells))
        self.endInsertRows()

    # Saving ----------------------------------------------------------------------------------------------------

    def _save(self, rows: set[int], label: Message) -> None:
        """Write rows in one change, and with them those that could not be saved before; many beside the window."""
        rows = rows | self._waiting()
        wanted = [row for row in sorted(rows) if self.lines[row].kept is not None or self._is_begun(self.lines[row])]
        if not wanted:
            return
        jobs = self._jobs(wanted)
        self._writing = True
        if len(jobs) > AT_ONCE:
            words = label.in_(self._look.language)
            self.long_work.emit(words, lambda progress: self._write(jobs, label, progress), self._take)
            return
        try:
            written = self._write(jobs, label, Progress())
        finally:
            self._writing = False
        self._take(written)

    def _waiting(self) -> set[int]:
        """Rows that were typed and are not saved though nothing is wrong with them: their writing was stopped."""
        lines = enumerate(self.lines)
        return {row for row, line in lines if line.kept is None and not line.problems and self._is_begun(line)}

    def end_long_work(self) -> None:
        """The long work was done, or stopped: what others change is of interest again."""
        self._writing = False

    def _jobs(self, wanted: Sequence[int]) -> list[Job]:
        """What is to be written, taken from the lines as they stand: the writing may run in another thread."""
        said = all_meant([line.cells for line in self.lines])
        number = max((line.kept.number for line in self.lines if line.kept is not None), default=0)
        jobs = []
        for at in wanted:
            line = self.lines[at]
            if line.kept is None:
                number += 1
                row = GridRow(number, dict(line.cells))
            else:
                row = replace(line.kept, cells=dict(line.cells))
            jobs.append(Job(at, row, said[at], dict(line.said)))
        return jobs

    def _write(self, jobs: Sequence[Job], label: Message, progress: Progress) -> Outcome:
        """Write what can be written, as one step. A row that cannot be stored is left out, and told."""
        catalogue, left, refused = self._session.program.catalogue, list(jobs), dict[int, MemoirCatError]()
        while left:
            done = []
            at = left[0].at
            try:
                with catalogue.change(label, progress=progress) as change:
                    for number, job in enumerate(left):
                        at = job.at
                        progress.step(number, len(left))
                        progress.give_way()
                        arguments = (self.source, self.grid, job.row, job.said, job.before)
                        done.append((job, write_row(catalogue, change, *arguments)))
                    if not self._is_kept_with_source():
                        keep_grid(change, self.source, self.grid)
                return Outcome(done, refused)
            except Cancelled:
                raise
            except MemoirCatError as problem:
                refused[at] = problem
                left = [job for job in left if job.at != at]
        return Outcome([], refused)

    def _is_kept_with_source(self) -> bool:
        return kept_grid(self._session.program.catalogue, self.source, self.grid.record) == self.grid

    def _take(self, written: Outcome) -> None:
        """The lines are what was written; what was refused is told at its cell."""
        language = self._look.language
        for job, done in written.done:
            line = self.lines[job.at]
            line.kept, line.said = done.row, job.said
            line.problems = {each.column: each.reason.in_(language) for each in done.warnings}
        for row, problem in written.refused.items():
            words = problem.brief.in_(language)
            where = problem.where if problem.where in self.lines[row].cells else self.grid.columns[0].head
            self.lines[row].problems = {where: words}
            self.failed.emit(words)
        if written.done:
            self.saved.emit()
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self._columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)
