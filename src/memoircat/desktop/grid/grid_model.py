"""The rows that are being typed: what each cell says, what it means, and what is saved of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.dates import format_date, read_date
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.errors import InputError, MemoirCatError
from memoircat.exchange.grid_rows import (
    DITTO,
    Grid,
    GridColumn,
    GridRow,
    is_dated,
    kept_rows,
    meant,
    next_number,
    write_row,
)
from memoircat.exchange.grid_rows import remove_row as remove_kept
from memoircat.told import told_briefly

Index = QModelIndex | QPersistentModelIndex
ProblemRole = Qt.ItemDataRole.UserRole + 1
MeaningRole = Qt.ItemDataRole.UserRole + 2  # whether the column shows what the one before it means
_NO_INDEX = QModelIndex()


@dataclass(slots=True)
class Line:
    """One row of the grid. ``said``: what its cells meant when it was last written."""

    cells: dict[str, str]
    kept: GridRow | None = None
    said: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)  # by head; what cannot be stored, or is not understood


class GridModel(QAbstractTableModel):
    """Rows of cells as written; a column of dates is followed by one that says what they mean.

    A cell is saved as soon as it is left, each as one step of undo; the last row is the one to be typed next.
    """

    saved = Signal(int)  # the row that was written
    failed = Signal(str)

    def __init__(self, session: Session, look: Look, grid: Grid, source: int) -> None:
        super().__init__()
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

    def show_grid(self, grid: Grid) -> None:
        """Show other columns for the same rows; cells that have no column now stay in their rows."""
        self.beginResetModel()
        self.grid = grid
        self._lay_columns()
        if self.lines and self.lines[-1].kept is None:
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
        rows = kept_rows(self._session.program.catalogue, self.source)
        self.lines = [Line(dict(row.cells), row) for row in rows]
        cells = [line.cells for line in self.lines]
        for number, line in enumerate(self.lines):
            line.said = meant(cells, number)
        self._open_row()

    def _changed(self, change: ChangeSet) -> None:
        """Undo, or somebody else, changed rows: read them again."""
        if not self._writing and ("roster_row" in change.tables or "batch" in change.tables):
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

    # Qt's questions --------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The rows typed, and the next one."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """The columns, those of meanings included."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heads; rows are numbered from 1."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
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
        if not text:
            return ""
        read = read_date(text if not column.era or text.startswith(column.era) else f"{column.era}{text}")
        if read.ambiguous:
            return self.tr("two readings")
        if read.readings:
            return format_date(read.readings[0].edtf, self._look.language)
        return read.problem.in_(self._look.language) if read.problem else ""

    def said(self, row: int, head: str) -> str:
        """What a cell says: 〃 says what stands above."""
        at = row
        while at > 0 and self.lines[at].cells.get(head, "").strip() == DITTO:
            at -= 1
        return self.lines[at].cells.get(head, "")

    # Typing ----------------------------------------------------------------------------------------------------

    def put(self, row: int, section: int, text: str) -> None:
        """A cell was typed: keep it, and save its row with those that repeat it."""
        head = self.column_at(section).head
        if self.lines[row].cells.get(head, "") == text:
            return
        self.lines[row].cells[head] = text
        self._save(self._with_repeats(row, {head}), self.tr("Row {0}: {1}").format(row + 1, head))
        self.dataChanged.emit(self.index(row, 0), self.index(len(self.lines) - 1, len(self._columns) - 1))

    def put_block(self, row: int, section: int, block: Sequence[Sequence[str]], label: str) -> None:
        """Cells were pasted or filled in, from a cell on to the right and down: one step of undo for all of them."""
        sections = [each for each in self.typed_sections() if each >= section]
        while row + len(block) > len(self.lines):
            self._append()
        touched: set[int] = set()
        for down, texts in enumerate(block):
            for at, text in zip(sections, texts, strict=False):
                self.lines[row + down].cells[self.column_at(at).head] = text
                touched |= self._with_repeats(row + down, {self.column_at(at).head})
        self._save(touched, label)
        self._open_row()
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(self._columns) - 1))

    def add_row(self) -> int:
        """A new row after the last, where that one holds something; the number of the row to type in."""
        self._open_row()
        return len(self.lines) - 1

    def remove(self, row: int) -> None:
        """Take a row away with the record it made."""
        line = self.lines[row]
        if line.kept is not None:
            kept, catalogue = line.kept, self._session.program.catalogue

            def work() -> None:
                with catalogue.change(self.tr("Remove row {0}").format(row + 1)) as change:
                    remove_kept(change, kept)

            self._writing = True
            done = self._session.attempt(work)
            self._writing = False
            if not done:
                return
        self.beginResetModel()
        del self.lines[row]
        self._open_row()
        self.endResetModel()

    def _with_repeats(self, row: int, heads: set[str]) -> set[int]:
        """A row and those below that say 〃 for what it says."""
        found = {row}
        for head in heads:
            for below in range(row + 1, len(self.lines)):
                if self.lines[below].cells.get(head, "").strip() != DITTO:
                    break
                found.add(below)
        return found

    def _is_begun(self, line: Line) -> bool:
        """Whether somebody typed in a row: what runs on and what sticks came by itself."""
        alone = {each.head for each in self.grid.columns if each.runs_on or each.sticky}
        return any(text for head, text in line.cells.items() if head not in alone)

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

    def _save(self, rows: set[int], label: str) -> None:
        """Write rows in one change. What cannot be stored is told at its cell, and nothing is written then."""
        wanted = [row for row in sorted(rows) if self.lines[row].kept is not None or self._is_begun(self.lines[row])]
        if not wanted:
            return
        session, cells = self._session, [line.cells for line in self.lines]
        written = {}
        self._writing = True
        at = wanted[0]
        try:
            with session.program.catalogue.change(label) as change:
                for at in wanted:
                    line = self.lines[at]
                    row = replace(line.kept, cells=dict(line.cells)) if line.kept else GridRow(at + 1, dict(line.cells))
                    said = meant(cells, at)
                    done = write_row(session.program.catalogue, change, self.source, self.grid, row, said, line.said)
                    written[at] = (done, said)
        except MemoirCatError as problem:
            self._tell(at, problem)
            return
        finally:
            self._writing = False
        language = self._look.language
        for number, (done, said) in written.items():
            line = self.lines[number]
            line.kept, line.said = done.row, said
            line.problems = {each.column: each.reason.in_(language) for each in done.warnings}
            self.saved.emit(number)

    def _tell(self, row: int, problem: MemoirCatError) -> None:
        words = told_briefly(problem, self._look.language)
        if isinstance(problem, InputError) and problem.where:
            self.lines[row].problems[problem.where] = words
        self.failed.emit(words)
