"""The table of a list of records."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyle, QStyleOptionViewItem, QTableView

from memoircat.catalogue.list_columns import columns_of
from memoircat.catalogue.query import Query
from memoircat.desktop.browse.list_model import IdRole, ListCell, RecordList
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.line_of_text import LineOfText
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import (
    FONT_BODY,
    FONT_MEANING,
    FONT_SECONDARY,
    GAP,
    GRID,
    ICON,
    MEDIUM,
    REGULAR,
    ROW_HEAD,
    ROW_LIST,
)

# Widths of columns by name, px at 100 %
_WIDTHS: Final = {"label": 150, "reading": 132, "prefecture": 74, "fate": 96, "title": 240, "code": 92}
_YEAR_WIDTHS: Final = {"western": 58, "japanese": 92, "both": 148}  # of the year of birth, by the style of dates
_TITLE_WIDTH: Final = 220  # of the first column, where records have titles
_OTHER_WIDTH: Final = 100
_BESIDE_HEAD: Final = 28  # what a head needs besides its words: padding, and the arrow of the sorted column
# As numbers: to combine two flags of Qt takes as long as to draw the cell.
_SELECTED = QStyle.StateFlag.State_Selected.value
_GROUNDED = _SELECTED | QStyle.StateFlag.State_MouseOver.value


class RecordRow(RowDelegate):
    """Draws a row: a hairline below, the first cell heavier and with the icons of the record at its right."""

    def __init__(self, look: Look, view: RecordTable) -> None:
        super().__init__(look, view)
        self._view = view
        # Made once: they are used for two hundred cells at each repaint.
        self._first, self._other = (LineOfText(look.font(FONT_BODY, weight)) for weight in (MEDIUM, REGULAR))
        self._line, self._text_pen, self._none_pen = (
            QPen(look.colour(token), 1) for token in ("line", "text", "text3")
        )
        self._before, self._after = look.px(GAP), look.px(GRID)  # as in the head

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell of the row."""
        rect, state, row = option.rect, option.state.value, index.row()
        if state & _GROUNDED:
            self.paint_ground(painter, option)
        painter.setPen(self._line)
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        cell = self._view.list_model.cell(row, index.column())
        if cell is not None:
            self._cell(painter, rect.adjusted(self._before, 0, -self._after, 0), cell, first=index.column() == 0)
        if state & _SELECTED or row == self._view.current_row:
            self.paint_marks(painter, option, index)

    def _cell(self, painter: QPainter, inner: QRect, cell: ListCell, *, first: bool) -> None:
        if first and (cell.attention or cell.closed):
            inner = self._icons(painter, inner, cell)
        painter.setPen(self._none_pen if cell.text == "—" else self._text_pen)
        (self._first if first else self._other).draw(painter, inner, cell.text, right=cell.right)

    def _icons(self, painter: QPainter, inner: QRect, cell: ListCell) -> QRect:
        """Draw what needs attention and what is closed at the right; returns what is left for the text."""
        look, size = self.look, self.look.px(ICON)
        icons = (
            (cell.attention, "triangle-alert", "attention"),
            (cell.closed, "lock", "restricted"),
        )
        for is_drawn, name, token in icons:
            if is_drawn:
                place = QRect(inner.right() - size, inner.center().y() - size // 2, size, size)
                painter.drawPixmap(place, pixmap(name, look.tokens.colour(token), size, self._view.devicePixelRatioF()))
                inner = inner.adjusted(0, 0, -size - look.px(GRID), 0)
        return inner


class RecordTable(QTableView):
    """The view of a `RecordList`. Enter opens the current record."""

    opened = Signal(int)
    current_changed = Signal(object)
    columns_chosen = Signal(str, list)  # record type, names of the columns shown

    def __init__(self, model: RecordList, look: Look) -> None:
        super().__init__()
        self._look = look
        self.current_row = -1  # noted when painting begins: reading it takes as long as to draw a cell
        self.setObjectName("record-table")
        self.setItemDelegate(RecordRow(look, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSortingEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setAccessibleName(self.tr("Records"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(look.px(ROW_LIST))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setFont(look.font(FONT_MEANING, MEDIUM))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setFixedHeight(look.px(ROW_HEAD))
        head.setStretchLastSection(True)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        head.sectionClicked.connect(self._sort)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._choose_columns)
        self.setModel(model)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        model.modelReset.connect(self.fit_columns)
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column the width its content needs, and never less than its head needs with the arrow."""
        model, metrics = self.list_model, self.horizontalHeader().fontMetrics()
        for number, column in enumerate(model.columns):
            width = _WIDTHS.get(column.name, _OTHER_WIDTH)
            if column.name == "birth_year":
                width = _YEAR_WIDTHS[self._look.date_style]
            if column.name == "label" and model.query.record_type != "person":
                width = _TITLE_WIDTH
            head = metrics.horizontalAdvance(column.label.in_(self._look.language)) + self._look.px(_BESIDE_HEAD)
            self.setColumnWidth(number, max(self._look.px(width), head))

    @property
    def list_model(self) -> RecordList:
        """The model, which is a `RecordList`."""
        model = self.model()
        assert isinstance(model, RecordList)
        return model

    def _sort(self, column: int) -> None:
        head = self.horizontalHeader()
        self.list_model.sort(column, head.sortIndicatorOrder())

    def show_sorting(self, query: Query) -> None:
        """Show in the head what the list is sorted by."""
        names = [column.name for column in self.list_model.columns]
        at = names.index(query.sort) if query.sort in names else 0
        order = Qt.SortOrder.DescendingOrder if query.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(at, order)

    def _choose_columns(self, place: QPoint) -> None:
        """A menu at the head to choose the columns that are shown; the first always is."""
        menu = QMenu(self)
        menu.setObjectName("columns-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font(FONT_SECONDARY))
        model = self.list_model
        shown = [column.name for column in model.columns]
        for column in columns_of(model.query.record_type)[1:]:
            action = menu.addAction(column.label.in_(self._look.language))
            action.setObjectName(f"column-{column.name}")
            action.setCheckable(True)
            action.setChecked(column.name in shown)
            action.toggled.connect(lambda on, name=column.name: self._show_column(name, on))
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _show_column(self, name: str, on: bool) -> None:
        shown = {column.name for column in self.list_model.columns}
        self.list_model.show_columns(shown | {name} if on else shown - {name})
        self.columns_chosen.emit(self.list_model.query.record_type, [column.name for column in self.list_model.columns])

    def current_id(self) -> int | None:
        """The record with the focus."""
        return self.list_model.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def selected_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        # From the ranges of the selection: Qt's own list of selected rows takes a second for 20,000 rows.
        chosen = self.selectionModel().selection()
        spans = [chosen.at(number) for number in range(chosen.count())]
        return sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})

    def selected_ids(self) -> list[int]:
        """All selected records, in the order of the list."""
        return [id_ for row in self.selected_rows() if (id_ := self.list_model.id_at(row)) is not None]

    def go_to(self, record_id: int) -> bool:
        """Select a record and bring it into sight; False where it is not in this list."""
        row = self.list_model.row_of(record_id)
        if row is None:
            return False
        index = self.list_model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        self.current_row = self.currentIndex().row()
        super().paintEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Emit which record is the current one, and repaint both rows for the ring."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current_changed.emit(current.data(IdRole) if current.isValid() else None)

    def selectAll(self) -> None:
        """Select every row, with those that have not been counted yet."""
        self.list_model.count_now()
        super().selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Home and End go to the first and the last row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and self.list_model.rowCount():
            if event.key() == Qt.Key.Key_End:
                self.list_model.count_now()
            row = 0 if event.key() == Qt.Key.Key_Home else self.list_model.rowCount() - 1
            self.setCurrentIndex(self.list_model.index(row, 0))
        else:
            super().keyPressEvent(event)

    def _open(self, row: int) -> None:
        record_id = self.list_model.id_at(row)
        if record_id is not None:
            self.opened.emit(record_id)
