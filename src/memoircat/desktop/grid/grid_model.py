"""The model of the grid: the rows that are typed from a source, what their dates mean, and how they are saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.dates import read_date
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.model_index import NO_INDEX, Index
from memoircat.editing.grid_rows import (
    DITTO,
    Grid,
    GridColumn,
    GridRow,
    WrittenRow,
    is_dated,
    keep_grid,
    kept_grid,
    kept_rows,
    next_number,
    resolve_dittos,
    with_era,
    write_row,
)
from memoircat.editing.grid_rows import remove_row as remove_kept
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.jobs import Progress
from memoircat.messages import Message, message

ProblemRole = Qt.ItemDataRole.UserRole + 1
MeaningRole = Qt.ItemDataRole.UserRole + 2  # whether the column only shows what the column before it means
AT_ONCE: Final = 40  # rows that are written in the window's thread; more are written in another one


@dataclass(slots=True)
class EntryLine:
    """One row of the grid. All its dictionaries are by the heads of the columns."""

    cells: dict[str, str]  # the texts as typed
    stored: GridRow | None = None  # the row as it is stored; None while it is not
    filled: dict[str, str] = field(default_factory=dict)  # the texts when it was written last, 〃 filled in from above
    problems: dict[str, str] = field(default_factory=dict)  # what cannot be stored, or is not understood


@dataclass(frozen=True, slots=True)
class RowToWrite:
    """A row that is to be written, with its texts by the heads of the columns, 〃 filled in from above."""

    at: int  # its number in the grid, from 0
    row: GridRow
    filled: dict[str, str]
    before: dict[str, str]  # its texts when it was written last


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The rows that were written, and by their numbers in the grid the problems of those that could not be."""

    written: list[tuple[RowToWrite, WrittenRow]]
    refused: dict[int, MemoirCatError]


class GridModel(QAbstractTableModel):
    """Rows of cells as written in the source; a column of dates is followed by a column with their meanings.

    A cell is saved when it is left, as one step of undo. The last row is always an empty one, to be typed next. A row
    that cannot be saved stays as it was typed and is marked; it is tried again when the next cell is left.
    """

    saved = Signal()
    failed = Signal(str)  # why, in words
    long_work = Signal(str, object, object)  # a label, the work to run in another thread, the callback for its result

    def __init__(self, session: Session, look: Look, grid: Grid, source: int, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.grid = grid
        self.source = source
        self.lines: list[EntryLine] = []
        self._writing = False  # whether changes of the catalogue come from this model
        self._columns: list[tuple[GridColumn, bool]] = []  # and whether the section shows the column's meanings
        self._lay_columns()
        self._read()
        session.changed.connect(self._changed)

    # What it shows ---------------------------------------------------------------------------------------------

    def show_grid(self, grid: Grid, renamed: Mapping[str, str] | None = None) -> None:
        """Show the same rows with the columns of ``grid``; ``renamed`` are heads that changed, old → new.

        Cells without a column now stay in their rows. Once the source has rows, the columns are stored with it: the
        cells of the rows are stored by the heads of the columns.
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
            for cells in (line.cells, line.filled):
                for old, new in (renamed or {}).items():
                    if old in cells:
                        cells[new] = cells.pop(old)
        if self.lines and self.lines[-1].stored is None and not self._holds(self.lines[-1]):
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
        """Read the rows of the source again; rows that could not be saved stay, below those that are stored."""
        unsaved = [line for line in self.lines if line.stored is None and self._holds(line)]
        rows = kept_rows(self._session.program.catalogue, self.source, self.grid.record)
        self.lines = [EntryLine(dict(row.cells), row) for row in rows]
        for line, filled in zip(self.lines, resolve_dittos([line.cells for line in self.lines]), strict=True):
            line.filled = filled
        self.lines += unsaved
        self._open_row()

    def _changed(self, change: ChangeSet) -> None:
        """Read the rows again where an undo or another part of the program changed them."""
        if not self._writing and not {"roster_row", "batch", "record"}.isdisjoint(change.tables):
            made = {line.stored.made for line in self.lines if line.stored is not None}
            if "roster_row" in change.tables or "batch" in change.tables or not made.isdisjoint(change.records):
                self.beginResetModel()
                self._read()
                self.endResetModel()

    def column_at(self, section: int) -> GridColumn:
        """The column that a section shows, or whose meanings it shows."""
        return self._columns[section][0]

    def is_meaning(self, section: int) -> bool:
        """Whether a section only shows what the section before it means."""
        return self._columns[section][1]

    def typed_sections(self) -> list[int]:
        """The sections in which cells are typed."""
        return [section for section, (_, meaning) in enumerate(self._columns) if not meaning]

    def first_to_type(self) -> int:
        """The section in which typing a new row begins: the first whose cell is not filled in by itself."""
        typed = self.typed_sections()
        columns = ((section, self.column_at(section)) for section in typed)
        empty = (section for section, column in columns if not (column.runs_on or column.sticky))
        return next(empty, typed[0])

    def entered(self) -> int:
        """How many rows are stored."""
        return sum(line.stored is not None for line in self.lines)

    def unsaved(self) -> str:
        """The rows that are typed and could not be saved, in the form in which they can be pasted again."""
        heads = [column.head for column in self.grid.columns]
        rows = (line.cells for line in self.lines if line.stored is None and self._is_begun(line))
        return "\n".join("\t".join(cells.get(head, "") for head in heads) for cells in rows)

    # What Qt calls ----------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """The number of rows, with the empty one to be typed next."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """The number of sections: the columns, and those with meanings."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads of the columns; the numbers of the rows, from 1, with a sign where a row is not saved."""
        if orientation == Qt.Orientation.Vertical:
            line = self.lines[section] if section < len(self.lines) else None
            unsaved = line is not None and line.stored is None and self._is_begun(line)
            if role == Qt.ItemDataRole.ToolTipRole:
                return self.tr("Not saved yet") if unsaved else None
            return f"{section + 1}{' ✎' if unsaved else ''}" if role == Qt.ItemDataRole.DisplayRole else None
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        column, meaning = self._columns[section]
        return self.tr("Meaning") if meaning else column.head

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell as typed, or its meaning; its problem for ``ProblemRole`` and the tool tip."""
        if not index.isValid():
            return None
        line, (column, meaning) = self.lines[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.meaning(index.row(), column) if meaning else line.cells.get(column.head, "")
        if role in (ProblemRole, Qt.ItemDataRole.ToolTipRole):
            return line.problems.get(column.head, "")
        return meaning if role == MeaningRole else None

    def meaning(self, row: int, column: GridColumn) -> str:
        """The meaning of a date in words, or why it has none; empty for a column that does not hold dates."""
        text = self.filled_text(row, column.head)
        if not text or not is_dated(column, self.grid.kind):
            return ""
        read = read_date(with_era(column, text))
        if read.ambiguous:
            return self.tr("two readings")
        if read.readings:
            return self._look.date(read.readings[0].edtf)
        return read.problem.in_(self._look.language) if read.problem else ""

    def filled_text(self, row: int, head: str) -> str:
        """The text of a cell; where that is 〃, the text of the cell above that it repeats."""
        at = row
        while at > 0 and self.lines[at].cells.get(head, "").strip() == DITTO:
            at -= 1
        return self.lines[at].cells.get(head, "")

    # Typing ----------------------------------------------------------------------------------------------------

    def put(self, row: int, section: int, text: str) -> None:
        """Store the text that was typed in a cell: save its row, and the rows below that repeat the cell with 〃.

        A text that is the same as before is not saved again, unless its row is not saved or it had a problem.
        """
        line, head = self.lines[row], self.column_at(section).head
        if line.cells.get(head, "") == text and line.stored is not None and head not in line.problems:
            return
        line.cells[head] = text
        self._save(self._with_repeats(row, row + 1, {head}), message("Row {row}: {column}", row=row + 1, column=head))
        self.dataChanged.emit(self.index(row, 0), self.index(len(self.lines) - 1, len(self._columns) - 1))

    def put_block(self, row: int, section: int, block: Sequence[Sequence[str]], label: Message) -> None:
        """Store a block of texts from a cell on, to the right and down, as one step of undo called ``label``.

        Nothing is stored of a block that is wider than the columns from that cell on: ``failed`` says so.
        """
        sections = [typed for typed in self.typed_sections() if typed >= section]
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
        """Make sure that there is an empty row at the end; returns its number."""
        self._open_row()
        return len(self.lines) - 1

    def remove(self, row: int) -> None:
        """Remove a row and the record made from it. Cells of the row below that repeat it with 〃 get its text."""
        line = self.lines[row]
        if row + 1 < len(self.lines):
            below, filled = self.lines[row + 1], {head: self.filled_text(row, head) for head in line.cells}
            for head, text in below.cells.items():
                if text.strip() == DITTO and line.cells.get(head, "").strip() != DITTO:
                    below.cells[head] = filled.get(head, text)
        if line.stored is not None and not self._remove_stored(row, line.stored):
            return
        self.beginResetModel()
        del self.lines[row]
        self._open_row()
        self.endResetModel()

    def _remove_stored(self, row: int, stored: GridRow) -> bool:
        """Remove a stored row and, in the same step of undo, write the row below where its texts changed."""
        catalogue, below = self._session.program.catalogue, self.lines[row + 1] if row + 1 < len(self.lines) else None

        def work() -> None:
            with catalogue.change(message("Remove row {row}", row=row + 1)) as change:
                remove_kept(change, stored)
                if below is not None and below.stored is not None and below.stored.cells != below.cells:
                    changed = replace(below.stored, cells=dict(below.cells))
                    below.stored = write_row(
                        catalogue, change, self.source, self.grid, changed, below.filled, below.filled
                    ).row

        self._writing = True
        done = self._session.attempt(work)
        self._writing = False
        return done

    def _with_repeats(self, first: int, end: int, heads: set[str]) -> set[int]:
        """The numbers of the rows from ``first`` to before ``end``, and of those below that repeat the last with 〃."""
        rows = set(range(first, end))
        for head in heads:
            for below in range(end, len(self.lines)):
                if self.lines[below].cells.get(head, "").strip() != DITTO:
                    break
                rows.add(below)
        return rows

    def _is_begun(self, line: EntryLine) -> bool:
        """Whether somebody typed in a row. Cells of columns that are filled in by themselves do not count."""
        filled_in = {column.head for column in self.grid.columns if column.runs_on or column.sticky}
        return any(text for head, text in line.cells.items() if head not in filled_in)

    def _holds(self, line: EntryLine) -> bool:
        return self._is_begun(line) or bool(line.problems)

    def _open_row(self) -> None:
        """Append the row to be typed next, where the last row is stored or begun."""
        if not self.lines or self._is_begun(self.lines[-1]) or self.lines[-1].stored is not None:
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
        self.beginInsertRows(NO_INDEX, len(self.lines), len(self.lines))
        self.lines.append(EntryLine(cells))
        self.endInsertRows()

    # Saving ----------------------------------------------------------------------------------------------------

    def _save(self, rows: set[int], label: Message) -> None:
        """Write rows in one change, and with them those whose writing was stopped before.

        More than ``AT_ONCE`` rows are written in another thread.
        """
        rows = rows | self._waiting()
        wanted = [row for row in sorted(rows) if self.lines[row].stored is not None or self._is_begun(self.lines[row])]
        if not wanted:
            return
        to_write = self._to_write(wanted)
        self._writing = True
        if len(to_write) > AT_ONCE:
            words = label.in_(self._look.language)
            self.long_work.emit(words, lambda progress: self._write(to_write, label, progress), self._take)
            return
        try:
            result = self._write(to_write, label, Progress())
        finally:
            self._writing = False
        self._take(result)

    def _waiting(self) -> set[int]:
        """The numbers of rows that are typed and not saved though nothing is wrong with them."""
        lines = enumerate(self.lines)
        return {row for row, line in lines if line.stored is None and not line.problems and self._is_begun(line)}

    def end_long_work(self) -> None:
        """Heed changes of the catalogue again, after the long work was done or stopped."""
        self._writing = False

    def _to_write(self, wanted: Sequence[int]) -> list[RowToWrite]:
        """Copies of the rows that are to be written: another thread may write them while the user types on."""
        filled = resolve_dittos([line.cells for line in self.lines])
        number = max((line.stored.number for line in self.lines if line.stored is not None), default=0)
        to_write = []
        for at in wanted:
            line = self.lines[at]
            if line.stored is None:
                number += 1
                row = GridRow(number, dict(line.cells))
            else:
                row = replace(line.stored, cells=dict(line.cells))
            to_write.append(RowToWrite(at, row, filled[at], dict(line.filled)))
        return to_write

    def _write(self, to_write: Sequence[RowToWrite], label: Message, progress: Progress) -> WriteResult:
        """Write the rows that can be written, as one step of undo; may run in another thread.

        Where a row cannot be stored, the change is given up and tried again without that row. Raises Cancelled where
        the user stops it: nothing is written then.
        """
        catalogue, left, refused = self._session.program.catalogue, list(to_write), dict[int, MemoirCatError]()
        while left:
            written = []
            at = left[0].at
            try:
                with catalogue.change(label, progress=progress) as change:
                    for number, wanted in enumerate(left):
                        at = wanted.at
                        progress.step(number, len(left))
                        progress.give_way()
                        arguments = (self.source, self.grid, wanted.row, wanted.filled, wanted.before)
                        written.append((wanted, write_row(catalogue, change, *arguments)))
                    if not self._is_kept_with_source():
                        keep_grid(change, self.source, self.grid)
                return WriteResult(written, refused)
            except Cancelled:
                raise
            except MemoirCatError as problem:
                refused[at] = problem
                left = [wanted for wanted in left if wanted.at != at]
        return WriteResult([], refused)

    def _is_kept_with_source(self) -> bool:
        return kept_grid(self._session.program.catalogue, self.source, self.grid.record) == self.grid

    def _take(self, result: WriteResult) -> None:
        """Show rows as stored once they were written, and the problems of the others at their cells."""
        language = self._look.language
        for wanted, written in result.written:
            line = self.lines[wanted.at]
            line.stored, line.filled = written.row, wanted.filled
            line.problems = {warning.column: warning.reason.in_(language) for warning in written.warnings}
        for row, problem in result.refused.items():
            words = problem.brief.in_(language)
            where = problem.where if problem.where in self.lines[row].cells else self.grid.columns[0].head
            self.lines[row].problems = {where: words}
            self.failed.emit(words)
        if result.written:
            self.saved.emit()
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self._columns) - 1))
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self.lines) - 1)
