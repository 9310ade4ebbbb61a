"""The grid: one cell is always open for typing; the first columns stay in sight while the others scroll."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from memoircat.desktop.composing import commit_preedit
from memoircat.desktop.grid.cell_editor import CellEditor
from memoircat.desktop.grid.grid_model import GridModel, MeaningRole, ProblemRole
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import (
    FONT_BODY,
    FONT_MEANING,
    GAP,
    GRID,
    ICON_SMALL,
    MEDIUM,
    REGULAR,
    ROW_GRID,
    ROW_HEAD,
)
from memoircat.messages import message

_FROZEN: Final = 2  # columns that do not scroll sideways: number and name

# Widths of columns in px at 100 %
_WIDTHS: Final = {"row.locator": 72, "code": 120, "name": 200, "title": 240, "": 140}  # by target; "" for all others
_MEANING_WIDTH: Final = 168
_BESIDE_HEAD: Final = 24  # beside the words of a head, so that they are not cut
_FROM_SIGN: Final = 2  # between a text and the sign of a problem


class GridRowDelegate(RowDelegate):
    """Draws cells with hairlines; meanings are smaller and paler, and a problem has a sign and a colour."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(look, view, height=ROW_GRID)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look, rect = self.look, QRect(option.rect)
        painter.save()
        current = self._view.currentIndex()
        if current.isValid() and index.row() == current.row():
            painter.fillRect(rect, look.colour("selected"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        inner = rect.adjusted(look.px(GAP), 0, -look.px(GRID), 0)
        problem, meaning = index.data(ProblemRole), bool(index.data(MeaningRole))
        if problem and not meaning:
            size = look.px(ICON_SMALL)
            at = QRect(inner.right() - size, inner.center().y() - size // 2, size, size)
            sign = pixmap("triangle-alert", look.tokens.attention, size, self._view.devicePixelRatioF())
            painter.drawPixmap(at, sign)
            inner.setRight(at.left() - look.px(_FROM_SIGN))
        painter.setFont(look.font(FONT_MEANING if meaning else FONT_BODY, MEDIUM if index.column() == 1 else REGULAR))
        painter.setPen(look.colour(("attention" if problem else "text2") if meaning else "text"))
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()


class GridView(QTableView):
    """Shows the rows of a model, with an editor over the current cell and a second view over the frozen columns."""

    typing = Signal(int, int)  # row and section of the cell that is typed from now on
    typed = Signal(str)  # the text in the cell, at each change
    closed = Signal()

    def __init__(self, model: GridModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self._model = model
        self._at = (0, 0)
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Rows"))
        _quiet(self, look)
        self.verticalHeader().setFont(look.font(FONT_MEANING))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_GRID))
        self.setItemDelegate(GridRowDelegate(look, self))
        self.frozen = QTableView(self)
        self._make_frozen()
        self.editor = CellEditor(look, self.viewport())
        self.editor.stepped.connect(self._step)
        self.editor.moved.connect(self._move)
        self.editor.new_row_requested.connect(self.begin_row)
        self.editor.copied_down.connect(self._take_from_above)
        self.editor.pasted.connect(self._paste)
        self.editor.closed.connect(self.closed)
        self.editor.textEdited.connect(self.typed)
        self.setFocusProxy(self.editor)
        self._typed_at: tuple[int | None, str, str] | None = None  # stored row, head and text, during a model reset
        self.setModel(model)
        self.frozen.setModel(model)
        model.modelAboutToBeReset.connect(self._before_reset)
        self.frozen.setSelectionModel(self.selectionModel())
        model.modelReset.connect(self._after_reset)
        self.fit_columns()

    def _make_frozen(self) -> None:
        """Set up the second view of the same rows, which covers the first columns."""
        frozen = self.frozen
        frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        _quiet(frozen, self._look)
        frozen.verticalHeader().hide()
        frozen.verticalHeader().setDefaultSectionSize(self._look.px(ROW_GRID))
        frozen.setItemDelegate(GridRowDelegate(self._look, frozen))
        frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setStyleSheet(f"QTableView {{ border: none; border-right: 2px solid {self._look.tokens.line2}; }}")
        self.viewport().stackUnder(frozen)
        self.verticalScrollBar().valueChanged.connect(frozen.verticalScrollBar().setValue)
        frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._place())
        self.horizontalScrollBar().valueChanged.connect(lambda _at: self._place())
        self.clicked.connect(lambda index: self.type_in(index.row(), index.column()))
        frozen.clicked.connect(lambda index: self.type_in(index.row(), index.column()))

    def fit_columns(self) -> None:
        """Give each column the width that its kind of content needs, and divide them between the two views."""
        model, look = self._model, self._look
        for section in range(model.columnCount()):
            target = model.column_at(section).target
            width = _MEANING_WIDTH if model.is_meaning(section) else _WIDTHS.get(target, _WIDTHS[""])
            head = (
                self.horizontalHeader()
                .fontMetrics()
                .horizontalAdvance(str(model.headerData(section, Qt.Orientation.Horizontal)))
            )
            for view in (self, self.frozen):
                view.setColumnWidth(section, max(look.px(width), head + look.px(_BESIDE_HEAD)))
            self.frozen.setColumnHidden(section, section >= _FROZEN)
        self.horizontalHeader().setStretchLastSection(True)
        self._fit_frozen()

    def _fit_frozen(self) -> None:
        width = sum(self.columnWidth(section) for section in range(min(_FROZEN, self._model.columnCount())))
        frame = self.frameWidth()
        left = self.verticalHeader().width() + frame
        self.frozen.setGeometry(left, frame, width + 2, self.viewport().height() + self.horizontalHeader().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the view of the frozen columns and the editor to the new size."""
        super().resizeEvent(event)
        self._fit_frozen()
        self._place()

    # Typing ----------------------------------------------------------------------------------------------------

    def type_in(self, row: int, section: int) -> None:
        """Save what was typed, and go to a cell. A cell with a meaning leads to the cell that it is the meaning of."""
        self.commit()
        section -= int(self._model.is_meaning(section))
        self._at = (row, section)
        index = self._model.index(row, section)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self._bring_out(index)
        self.editor.put(str(index.data() or ""))
        head = str(self._model.headerData(section, Qt.Orientation.Horizontal))
        self.editor.setAccessibleName(self.tr("Row {0}, {1}").format(row + 1, head))
        self._place()
        self.editor.setFocus()
        self.editor.selectAll()  # again: moving to another parent took the selection away
        self.viewport().update()
        self.frozen.viewport().update()
        self.typing.emit(row, section)

    def commit(self) -> None:
        """Save what is typed, with what an input method is still composing."""
        commit_preedit()
        row, section = self._at
        if row >= self._model.rowCount():
            return
        if self.editor.text() != self.editor.stored:
            self.editor.stored = self.editor.text()
            self._model.put(row, section, self.editor.text())
        elif self._model.lines[row].problems:  # try to save the row again, also where it was pasted or filled in
            self._model.put(row, section, str(self._model.index(row, section).data() or ""))

    def begin_row(self) -> None:
        """Save what is typed, and go to a new row after the last."""
        self.commit()
        self.type_in(self._model.add_row(), self._model.first_to_type())

    def _step(self, by: int) -> None:
        """Go to the next cell or the one before; after the last cell of a row, to where typing the next row begins."""
        row, section = self._at
        typed = self._model.typed_sections()
        at = typed.index(section) + by
        if at >= len(typed):
            if row == self._model.rowCount() - 1:
                self.begin_row()
            else:
                self.type_in(row + 1, self._model.first_to_type())
        elif at >= 0:
            self.type_in(row, typed[at])
        elif row > 0:
            self.type_in(row - 1, typed[-1])

    def _move(self, down: int, right: int) -> None:
        row, section = self._at
        typed = self._model.typed_sections()
        at = min(max(0, typed.index(section) + right), len(typed) - 1)
        self.commit()
        self.type_in(min(max(0, row + down), self._model.rowCount() - 1), typed[at])

    def _take_from_above(self) -> None:
        row, section = self._at
        if row:
            self.editor.setText(str(self._model.index(row - 1, section).data() or ""))
            self.typed.emit(self.editor.text())

    def take(self, text: str) -> None:
        """Put a suggestion into the cell, as if it was typed."""
        self.editor.setText(text)
        self.typed.emit(text)

    def _paste(self, text: str) -> None:
        row, section = self._at
        block = cells_of(text)
        self.editor.put(self.editor.stored)
        self._model.put_block(row, section, block, message("Paste {n} {n:row|rows}", n=len(block)))
        self.type_in(row, section)

    def _before_reset(self) -> None:
        """Remember what is being typed, and in which stored row: the rows are about to be read again."""
        row, section = self._at
        self._typed_at = None
        if self.editor.text() != self.editor.stored and row < self._model.rowCount():
            line = self._model.lines[row]
            stored = line.stored.id if line.stored is not None else None
            self._typed_at = (stored, self._model.column_at(section).head, self.editor.text())

    def _after_reset(self) -> None:
        """Go to the cell that was being typed, with its text, after the rows were read again; or to one near it."""
        self.fit_columns()
        row, section = self._at
        typed = self._model.typed_sections()
        self.editor.stored = self.editor.text()  # so that going to a cell does not save it: its row may be another now
        last = self._model.rowCount() - 1
        if self._typed_at is not None:
            stored, head, text = self._typed_at
            lines = self._model.lines
            same = (at for at, line in enumerate(lines) if line.stored is not None and line.stored.id == stored)
            row = next(same, last)
            section = next((at for at in typed if self._model.column_at(at).head == head), typed[0])
            self.type_in(row, section)
            self.editor.setText(text)
            return
        self.type_in(min(row, last), section if section in typed else typed[0])

    # Placing ---------------------------------------------------------------------------------------------------

    def _bring_out(self, index: Index) -> None:
        """Scroll until the cell is not under the frozen columns."""
        if index.column() >= _FROZEN:
            hidden = self.frozen.width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def _place(self) -> None:
        """Lay the editor over its cell."""
        row, section = self._at
        view: QTableView = self.frozen if section < _FROZEN else self
        home: QWidget = view.viewport()
        if self.editor.parentWidget() is not home:
            self.editor.setParent(home)
        rect = view.visualRect(self._model.index(row, section))
        self.editor.setGeometry(rect.adjusted(0, 0, -1, -1))
        self.editor.setVisible(rect.isValid() and home.rect().intersects(rect))


def _quiet(view: QTableView, look: Look) -> None:
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.setWordWrap(False)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    head = view.horizontalHeader()
    head.setFont(look.font(FONT_MEANING, MEDIUM))
    head.setFixedHeight(look.px(ROW_HEAD))
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)')


def cells_of(text: str) -> list[list[str]]:
    """The cells of a table, row by row, from the text that a spreadsheet puts on the clipboard.

    Cells are separated by tabs, rows by line ends. A cell that contains either is in quotes, with its own quotes
    doubled; quotes that do not close before a tab or a line end belong to the text.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        match = _CELL.match(text, at)
        assert match is not None  # the second alternative matches everywhere, if only the empty text
        quoted, plain = match.groups()
        rows[-1].append(plain if quoted is None else quoted.replace('""', '"'))
        at = match.end()
        if at >= len(text):
            break
        if text[at] != "\t":
            at += text.startswith("\r\n", at)
            rows.append([])
        at += 1
    return rows[:-1] if rows[-1] == [""] and len(rows) > 1 else rows
