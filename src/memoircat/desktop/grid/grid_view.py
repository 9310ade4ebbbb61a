"""The grid: one cell is always being typed; the first columns stay in sight when the others scroll."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from memoircat.desktop.composing import settle
from memoircat.desktop.grid.cell_editor import CellEditor
from memoircat.desktop.grid.grid_model import GridModel, Index, MeaningRole, ProblemRole
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_MEANING, MEDIUM, REGULAR
from memoircat.messages import message

_STAY = 2  # columns that do not scroll: number and name
_ROW = 32
_WIDTHS = {"row.locator": 72, "code": 120, "name": 200, "title": 240, "": 140}
_MEANING = 168


class GridRowDelegate(RowDelegate):
    """Cells with hairlines; a meaning is smaller and paler, a problem has its sign and its colour."""

    def __init__(self, look: Look, view: QTableView) -> None:
        super().__init__(look, view, height=_ROW)
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
        inner = rect.adjusted(look.px(8), 0, -look.px(4), 0)
        problem, meaning = index.data(ProblemRole), bool(index.data(MeaningRole))
        if problem and not meaning:
            size = look.px(14)
            at = QRect(inner.right() - size, inner.center().y() - size // 2, size, size)
            sign = pixmap("triangle-alert", look.tokens.attention, size, self._view.devicePixelRatioF())
            painter.drawPixmap(at, sign)
            inner.setRight(at.left() - look.px(2))
        painter.setFont(look.font(FONT_MEANING if meaning else FONT_BODY, MEDIUM if index.column() == 1 else REGULAR))
        painter.setPen(look.colour(("attention" if problem else "text2") if meaning else "text"))
        text = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        painter.restore()


class GridView(QTableView):
    """``typing`` tells which cell is being typed: row and section."""

    typing = Signal(int, int)
    typed = Signal(str)  # what stands in the cell now
    left = Signal()

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
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.setItemDelegate(GridRowDelegate(look, self))
        self.staying = QTableView(self)
        self._make_staying()
        self.editor = CellEditor(look, self.viewport())
        self.editor.stepped.connect(self._step)
        self.editor.moved.connect(self._move)
        self.editor.row_wanted.connect(self.begin_row)
        self.editor.copied_down.connect(self._take_from_above)
        self.editor.pasted.connect(self._paste)
        self.editor.left.connect(self.left)
        self.editor.textEdited.connect(self.typed)
        self.setFocusProxy(self.editor)
        self._typed_at: tuple[int | None, str, str] | None = None  # row of the catalogue, head, text: before a reset
        self.setModel(model)
        self.staying.setModel(model)
        model.modelAboutToBeReset.connect(self._before_reset)
        self.staying.setSelectionModel(self.selectionModel())
        model.modelReset.connect(self._after_reset)
        self.fit_columns()

    def _make_staying(self) -> None:
        """A second view of the same rows lies over the first columns."""
        staying = self.staying
        staying.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        _quiet(staying, self._look)
        staying.verticalHeader().hide()
        staying.verticalHeader().setDefaultSectionSize(self._look.px(_ROW))
        staying.setItemDelegate(GridRowDelegate(self._look, staying))
        staying.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        staying.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        staying.setStyleSheet(f"QTableView {{ border: none; border-right: 2px solid {self._look.tokens.line2}; }}")
        self.viewport().stackUnder(staying)
        self.verticalScrollBar().valueChanged.connect(staying.verticalScrollBar().setValue)
        staying.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(lambda _at: self._place())
        self.horizontalScrollBar().valueChanged.connect(lambda _at: self._place())
        self.clicked.connect(lambda index: self.type_in(index.row(), index.column()))
        staying.clicked.connect(lambda index: self.type_in(index.row(), index.column()))

    def fit_columns(self) -> None:
        """Give each column the width that its content needs, and the staying view its columns."""
        model, look = self._model, self._look
        for section in range(model.columnCount()):
            target = model.column_at(section).target
            width = _MEANING if model.is_meaning(section) else _WIDTHS.get(target, _WIDTHS[""])
            head = (
                self.horizontalHeader()
                .fontMetrics()
                .horizontalAdvance(str(model.headerData(section, Qt.Orientation.Horizontal)))
            )
            for view in (self, self.staying):
                view.setColumnWidth(section, max(look.px(width), head + look.px(24)))
            self.staying.setColumnHidden(section, section >= _STAY)
        self.horizontalHeader().setStretchLastSection(True)
        self._fit_staying()

    def _fit_staying(self) -> None:
        width = sum(self.columnWidth(section) for section in range(min(_STAY, self._model.columnCount())))
        frame = self.frameWidth()
        left = self.verticalHeader().width() + frame
        self.staying.setGeometry(left, frame, width + 2, self.viewport().height() + self.horizontalHeader().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The staying columns are as high as the others."""
        super().resizeEvent(event)
        self._fit_staying()
        self._place()

    # Typing ----------------------------------------------------------------------------------------------------

    def type_in(self, row: int, section: int) -> None:
        """Go to a cell; what was typed in the one before is kept. A meaning leads to what it is the meaning of."""
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
        self.editor.selectAll()  # moving to another parent took the mark away
        self.viewport().update()
        self.staying.viewport().update()
        self.typing.emit(row, section)

    def commit(self) -> None:
        """Keep what is typed, what is still being composed included."""
        settle()
        row, section = self._at
        if row >= self._model.rowCount():
            return
        if self.editor.text() != self.editor.stored:
            self.editor.stored = self.editor.text()
            self._model.put(row, section, self.editor.text())
        elif self._model.lines[row].problems:  # the row is tried again with what it holds, whoever wrote it
            self._model.put(row, section, str(self._model.index(row, section).data() or ""))

    def begin_row(self) -> None:
        """A new row after the last, begun where typing begins."""
        self.commit()
        self.type_in(self._model.add_row(), self._model.first_to_type())

    def _step(self, by: int) -> None:
        """The next cell; after the last one of a row the first to be typed of the next."""
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
        """Put a suggestion into the cell."""
        self.editor.setText(text)
        self.typed.emit(text)

    def _paste(self, text: str) -> None:
        row, section = self._at
        block = cells_of(text)
        self.editor.put(self.editor.stored)
        self._model.put_block(row, section, block, message("Paste {n} {n:row|rows}", n=len(block)))
        self.type_in(row, section)

    def _before_reset(self) -> None:
        """The rows are about to be read anew: remember what is being typed, and for which row."""
        row, section = self._at
        self._typed_at = None
        if self.editor.text() != self.editor.stored and row < self._model.rowCount():
            line = self._model.lines[row]
            kept = line.kept.id if line.kept is not None else None
            self._typed_at = (kept, self._model.column_at(section).head, self.editor.text())

    def _after_reset(self) -> None:
        """The rows were read anew: stay as near as there is a cell, with what was being typed there."""
        self.fit_columns()
        row, section = self._at
        typed = self._model.typed_sections()
        self.editor.stored = self.editor.text()  # it is put back below, where its row is still there
        last = self._model.rowCount() - 1
        if self._typed_at is not None:
            kept, head, text = self._typed_at
            lines = self._model.lines
            there = [n for n, each in enumerate(lines) if each.kept is not None and each.kept.id == kept]
            row = there[0] if there else last
            section = next((n for n in typed if self._model.column_at(n).head == head), typed[0])
            self.type_in(row, section)
            self.editor.setText(text)
            return
        self.type_in(min(row, last), section if section in typed else typed[0])

    # Placing ---------------------------------------------------------------------------------------------------

    def _bring_out(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Scroll until the cell is not below the staying columns."""
        if index.column() >= _STAY:
            hidden = self.staying.width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def _place(self) -> None:
        """Lay the editor over its cell."""
        row, section = self._at
        view: QTableView = self.staying if section < _STAY else self
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
    head.setFixedHeight(look.px(_ROW))
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*)')


def cells_of(text: str) -> list[list[str]]:
    """The cells of a table as a spreadsheet hands it over: tabs between cells, quotes round those with line ends.

    A quote counts only where it closes before a tab or a line end: else it is a sign like any other.
    """
    rows: list[list[str]] = [[]]
    at = 0
    while at <= len(text):
        found = _CELL.match(text, at)
        assert found is not None  # the second way fits everywhere
        quoted, plain = found.groups()
        rows[-1].append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if at >= len(text):
            break
        if text[at] != "\t":
            at += text.startswith("\r\n", at)
            rows.append([])
        at += 1
    return rows[:-1] if rows[-1] == [""] and len(rows) > 1 else rows
