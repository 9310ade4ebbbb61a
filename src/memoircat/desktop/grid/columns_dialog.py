"""The dialog for the columns of the grid: their heads, what they become, and how new rows begin in them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_MEANING,
    FONT_PAGE,
    FONT_SECONDARY,
    GAP,
    GAP_IN_GROUP,
    MEDIUM,
    SEMIBOLD,
)
from memoircat.desktop.widgets.keys import ENTER
from memoircat.desktop.widgets.layouts import button, clear, plain_label, row, scrolled
from memoircat.editing.grid_rows import Grid, GridColumn
from memoircat.editing.target_words import target_choices
from memoircat.errors import MemoirCatError

_ERAS = ("", "昭和", "大正", "明治")
_SIZE: Final = (920, 560)  # px at 100 %


class GridColumnsDialog(Dialog):
    """Edits the columns of a grid, which is not changed itself."""

    chosen = Signal(object, object)  # the Grid to use, and a dict of the heads that were renamed: old → new
    save_requested = Signal(str, object)  # the name under which a Grid is to be saved as a template, and the Grid

    def __init__(self, look: Look, grid: Grid, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self.setObjectName("grid-columns")
        self.setWindowTitle(self.tr("Columns of the grid"))
        self._record = grid.record
        self._choices = [(code, words.in_(look.language)) for code, words in target_choices(grid.kind).items()]
        self._columns = list(grid.columns)
        self._former_heads: list[str | None] = [column.head for column in grid.columns]  # None for a new column
        self.content.addWidget(plain_label(self.tr("Columns of the grid"), look, FONT_PAGE, SEMIBOLD))
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(look.px(GAP))
        self._grid.setVerticalSpacing(look.px(GAP_IN_GROUP))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self.content.addWidget(scrolled(inside, "bar"), 1)
        self._problem = plain_label("", look, FONT_SECONDARY, token="problem")
        self._problem.hide()
        self.content.addWidget(self._problem)
        line = row(look)
        add = button(self.tr("Add a column"), look)
        add.setObjectName("grid-add-column")
        add.clicked.connect(self._add)
        save = button(self.tr("Keep under a name…"), look)
        save.setObjectName("grid-keep")
        save.clicked.connect(self._ask_name)
        line.addWidget(add)
        line.addWidget(save)
        line.addStretch(1)
        self.content.addLayout(line)
        self._show()
        self.resize(*map(look.px, _SIZE))
        self.finish(self.tr("Use these columns"))

    def _show(self) -> None:
        clear(self._grid)
        heads = (
            self.tr("Head"),
            self.tr("Becomes"),
            self.tr("Runs on"),
            self.tr("As above"),
            self.tr("Era before dates"),
        )
        for number, words in enumerate(heads):
            self._grid.addWidget(
                plain_label(words, self.look, FONT_MEANING, MEDIUM, token="text2", wrap=False), 0, number
            )
        for number, column in enumerate(self._columns):
            self._line(number, column)
        self._grid.setRowStretch(len(self._columns) + 1, 1)

    def _line(self, number: int, column: GridColumn) -> None:
        look, at = self.look, number + 1
        head = QLineEdit(column.head)
        head.setObjectName(f"head-{number}")
        head.setAccessibleName(self.tr("Head of column {0}").format(at))
        head.textChanged.connect(lambda text: self._change(number, head=text))
        target = QComboBox()
        target.setObjectName(f"target-{number}")
        target.setAccessibleName(self.tr("What column {0} becomes").format(at))
        for code, words in self._choices:
            target.addItem(words, code)
        if target.findData(column.target) < 0:
            target.addItem(column.target, column.target)
        target.setCurrentIndex(target.findData(column.target))
        target.currentIndexChanged.connect(lambda _at: self._change(number, target=str(target.currentData())))
        runs_on, sticky = QCheckBox(), QCheckBox()
        for box, name, words, on in (
            (runs_on, "runs_on", self.tr("Column {0}: a new row has the next number"), column.runs_on),
            (sticky, "sticky", self.tr("Column {0}: a new row has what stands above"), column.sticky),
        ):
            box.setObjectName(f"{name}-{number}")
            box.setAccessibleName(words.format(at))
            box.setToolTip(words.format(at))
            box.setChecked(on)
            box.toggled.connect(lambda checked, name=name: self._change(number, **{name: checked}))
        era = QComboBox()
        era.setAccessibleName(self.tr("Column {0}: era before dates").format(at))
        for name in _ERAS:
            era.addItem(name or "—", name)
        era.setCurrentIndex(max(0, era.findData(column.era)))
        era.currentIndexChanged.connect(lambda _at: self._change(number, era=str(era.currentData())))
        away = button(self.tr("Remove"), look, "flat")
        away.setAccessibleName(self.tr("Remove column {0}").format(at))
        away.clicked.connect(lambda: self._remove(number))
        for place, widget in enumerate((head, target, runs_on, sticky, era, away)):
            widget.setFont(look.font(FONT_BODY))
            widget.setMinimumHeight(look.px(CONTROL))
            self._grid.addWidget(widget, at, place, *(() if place not in (2, 3) else (Qt.AlignmentFlag.AlignCenter,)))

    def _change(self, number: int, **values: object) -> None:
        old = self._columns[number]
        known = {name: getattr(old, name) for name in GridColumn.__dataclass_fields__}
        self._columns[number] = GridColumn(**{**known, **values})

    def _add(self) -> None:
        self._columns.append(GridColumn(self.tr("Column {0}").format(len(self._columns) + 1)))
        self._former_heads.append(None)
        self._show()
        added = self.findChild(QLineEdit, f"head-{len(self._columns) - 1}")
        if isinstance(added, QLineEdit):
            added.setFocus()
            added.selectAll()

    def _remove(self, number: int) -> None:
        del self._columns[number], self._former_heads[number]
        self._show()

    def grid(self) -> Grid | None:
        """The grid with these columns; None, and the problem is shown, where the columns cannot be used together."""
        heads = [column.head for column in self._columns]
        problem = ""
        if not heads or "" in heads or len(set(heads)) < len(heads):
            problem = self.tr("Each column needs a head of its own.")
        targets = [column.target for column in self._columns if column.target]
        twice = next((target for target in targets if targets.count(target) > 1), None)
        if twice is not None:
            words = dict(self._choices).get(twice, twice)
            problem = self.tr("Two columns become “{0}”: only one would be kept.").format(words)
        grid = Grid(self._record, tuple(self._columns))
        try:
            grid.targets()
        except MemoirCatError as wrong:
            problem = wrong.brief.in_(self.look.language)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        return None if problem else grid

    def _ask_name(self) -> None:
        grid = self.grid()
        if grid is not None:
            dialog = NameDialog(self.look, self.tr("Keep the columns"), "", self)
            dialog.named.connect(lambda name: self.save_requested.emit(name, grid))
            dialog.open()

    def accept(self) -> None:
        """Use the columns, if they can be used together."""
        grid = self.grid()
        if grid is not None:
            pairs = zip(self._former_heads, (column.head for column in self._columns), strict=True)
            self.chosen.emit(grid, {old: new for old, new in pairs if old is not None and old != new})
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field, so that it does not close the dialog by mistake; Ctrl+Enter accepts."""
        enter = event.key() in ENTER
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.focusNextChild()
        elif enter:
            self.accept()
        else:
            super().keyPressEvent(event)
