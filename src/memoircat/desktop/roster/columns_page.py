"""The third step of the import: what each column becomes, with samples of its cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from memoircat.desktop.dialogs.file_choosers import choose_file
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_SECONDARY,
    FONT_TITLE,
    GAP,
    GAP_SECTIONS,
    LARGE_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import button, plain_label
from memoircat.desktop.widgets.quiet_table import fill_row, quiet_table
from memoircat.editing.target_words import target_choices, target_words
from memoircat.editing.targets import read_target
from memoircat.errors import MemoirCatError
from memoircat.exchange.guess import guess_mapping
from memoircat.exchange.mapping import load_mapping, parse_mapping
from memoircat.exchange.mapping_text import NOTHING, MappingDraft, draft_of
from memoircat.records.registry import RECORD_TYPES, record_type

_SAMPLES: Final = 12  # different cells of a column that are shown
_BECOMES, _SPLIT = 2, 3  # columns of the table
_WIDTHS: Final = (170, 250, 250)  # of its columns but the last, in px at 100 %
_TargetRole = Qt.ItemDataRole.UserRole
_GUESS, _FILE = "guess", "file"  # choices of a mapping; "saved:NAME" for a saved one
_SHORTEST_CHOICE: Final = 7  # letters for which a list of choices has room, where the text is large


class ColumnsPage(QWidget):
    """Shows a mapping (guessed, saved under a name, or from a file) and lets the user change and save it.

    ``saved_mappings`` returns the texts of the saved mappings, by name.
    """

    save_requested = Signal(str)  # the text of the mapping, to be saved under a name
    failed = Signal(object)  # the MemoirCatError for which a mapping could not be used

    def __init__(self, look: Look, saved_mappings: Callable[[], Mapping[str, str]]) -> None:
        super().__init__()
        self._look = look
        self._saved_mappings = saved_mappings
        self._rows: list[tuple[str, ...]] = []
        self._draft = MappingDraft()
        self._filling = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(GAP_SECTIONS))
        layout.addWidget(plain_label(self.tr("What do the columns say?"), look, FONT_TITLE, SEMIBOLD))
        layout.addLayout(self._first_line())
        layout.addLayout(self._second_line())
        heads = [self.tr("Column"), self.tr("Samples"), self.tr("Becomes"), self.tr("Values parted by")]
        self.table = quiet_table(look, heads, _WIDTHS, self.tr("Columns"))
        self.table.setEditTriggers(self.table.EditTrigger.AllEditTriggers)
        self.table.setItemDelegateForColumn(_BECOMES, _TargetDelegate(self))
        self.table.itemChanged.connect(self._edited)
        layout.addWidget(self.table, 1)

    def _first_line(self) -> QVBoxLayout:
        self.mapping = self._box("import-mapping", self.tr("Mapping"))
        self.mapping.activated.connect(lambda _row: self._take_mapping())
        self.kind = self._box("import-kind", self.tr("A row is"))
        for kind in RECORD_TYPES.values():
            self.kind.addItem(kind.label.in_(self._look.language), kind.code)
        self.kind.activated.connect(lambda _row: self._guess())
        self.source = QLineEdit()
        self.source.setObjectName("import-source")
        self.source.setAccessibleName(self.tr("Source"))
        self.source.setMinimumHeight(self._look.px(CONTROL))
        save = button(self.tr("Keep the mapping…"), self._look)
        save.clicked.connect(lambda: self.save_requested.emit(self.draft().text()))
        return self._line((self.tr("Mapping"), self.mapping, 3), (self.tr("A row is"), self.kind, 1),
                          (self.tr("Source"), self.source, 3), ("", save, 0))  # fmt: skip

    def _second_line(self) -> QVBoxLayout:
        self.header = QCheckBox(self.tr("The first row is a head"))
        self.header.setFont(self._look.font(FONT_BODY))
        self.header.toggled.connect(self._header_changed)
        self.key = self._box("import-key", self.tr("A row is known by"))
        self.order = self._box("import-order", self.tr("Dates such as 3.4.46"))
        for code, words in (
            ("", self.tr("not said")),
            ("dmy", self.tr("day, month, year")),
            ("mdy", self.tr("month, day, year")),
            ("ymd", self.tr("year, month, day")),
        ):
            self.order.addItem(words, code)
        return self._line(("", self.header, 1), (self.tr("A row is known by"), self.key, 2),
                          (self.tr("Dates such as 3.4.46"), self.order, 2))  # fmt: skip

    def _line(self, *fields: tuple[str, QWidget, int]) -> QVBoxLayout:
        """Fields (their names, widgets and stretch factors) side by side; two to a line where the text is large."""
        lines, to_a_line = QVBoxLayout(), 2 if self._look.scale > LARGE_TEXT else len(fields)
        for number, (words, widget, stretch) in enumerate(fields):
            if not number % to_a_line:
                line = QHBoxLayout()
                line.setSpacing(self._look.px(GAP))
                lines.addLayout(line)
            if words:
                line.addWidget(plain_label(words, self._look, FONT_SECONDARY, token="text2", wrap=False))
            line.addWidget(widget, stretch)
        return lines

    def _box(self, name: str, words: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setFont(self._look.font(FONT_BODY))
        box.setMinimumHeight(self._look.px(CONTROL))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        if self._look.scale > LARGE_TEXT:
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_SHORTEST_CHOICE)
        return box

    # The mapping -----------------------------------------------------------------------------------------------

    def show_rows(self, rows: Sequence[tuple[str, ...]], source: str) -> None:
        """Begin with the first rows of a file, and show the mapping guessed from them; ``source`` is its title."""
        self._rows = list(rows)
        self._list_mappings()
        self._show(guess_mapping(self._rows, self.kind.currentData() or "person", source))

    def _list_mappings(self) -> None:
        self.mapping.clear()
        self.mapping.addItem(self.tr("From the head"), _GUESS)
        for name in self._saved_mappings():
            self.mapping.addItem(name, f"saved:{name}")
        self.mapping.addItem(self.tr("From a file…"), _FILE)
        self.mapping.setMinimumWidth(self.mapping.sizeHint().width())

    def show_saved(self, name: str) -> None:
        """List a mapping that was saved just now, and show that it is the one in use."""
        self._list_mappings()
        self.mapping.setCurrentIndex(max(0, self.mapping.findData(f"saved:{name}")))

    def use_file(self, file: Path) -> None:
        """Take the mapping of a TOML file. Raises InputError where the file holds none."""
        mapping = load_mapping(file)
        self._show(draft_of(mapping, self._names(mapping.header)))

    def draft(self) -> MappingDraft:
        """The mapping as it is shown on the page."""
        rows = range(self.table.rowCount())
        chosen = [(self._text(row, 0), self._target(row)) for row in rows]
        split = {self._text(row, 0): self._text(row, _SPLIT) for row in rows if self._target(row)}
        return replace(
            self._draft,
            record=self.kind.currentData(),
            source=self.source.text(),
            header=self.header.isChecked(),
            key=self.key.currentData(),
            date_order=self.order.currentData() or None,
            columns=chosen,
            split={name: separator for name, separator in split.items() if separator},
        )

    def choose(self, row: int, target: str) -> None:
        """Say what a column becomes."""
        item = self._item(row, _BECOMES)
        item.setText(self._words(target))
        item.setData(_TargetRole, target)

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        item = self.table.item(row, column)
        assert item is not None, "every cell of the table is filled"
        return item

    def _text(self, row: int, column: int) -> str:
        return self._item(row, column).text()

    def _target(self, row: int) -> str:
        return str(self._item(row, _BECOMES).data(_TargetRole) or NOTHING)

    def _take_mapping(self) -> None:
        choice = str(self.mapping.currentData())
        if choice == _GUESS:
            self._guess()
        elif choice == _FILE:
            file = choose_file(self, self.tr("Mapping (.toml)"), "*.toml")
            if file is not None:
                self._attempt(lambda: self.use_file(file))
        else:
            name = choice.removeprefix("saved:")
            self._attempt(lambda: self._use_text(self._saved_mappings()[name], name))

    def _use_text(self, text: str, name: str) -> None:
        mapping = parse_mapping(text, where=name)
        self._show(draft_of(mapping, self._names(mapping.header)))

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except MemoirCatError as problem:
            self.failed.emit(problem)

    def _guess(self) -> None:
        self._show(guess_mapping(self._rows, self.kind.currentData() or "person", self.source.text()))

    def _header_changed(self, header: bool) -> None:
        if not self._filling:
            names = self._names(header)
            self._show(replace(self.draft(), header=header, columns=[(name, NOTHING) for name in names], key=None))

    def _names(self, header: bool) -> list[str]:
        if header and self._rows:
            return list(self._rows[0])
        return [str(number) for number in range(1, max(map(len, self._rows), default=0) + 1)]

    # Showing ---------------------------------------------------------------------------------------------------

    def _show(self, draft: MappingDraft) -> None:
        self._draft = draft
        self._filling = True
        self.kind.setCurrentIndex(self.kind.findData(draft.record))
        self.source.setText(draft.source)
        self.header.setChecked(draft.header)
        self.order.setCurrentIndex(max(0, self.order.findData(draft.date_order or "")))
        self.key.clear()
        self.key.addItem(self.tr("its place in the file"), None)
        for name, _ in draft.columns:
            self.key.addItem(name, name)
        self.key.setCurrentIndex(max(0, self.key.findData(draft.key)))
        self._fill(draft)
        self._filling = False

    def _fill(self, draft: MappingDraft) -> None:
        below = self._rows[1:] if draft.header else self._rows
        self.table.setRowCount(len(draft.columns))
        for row, (name, target) in enumerate(draft.columns):
            cells = [cells[row] for cells in below if row < len(cells) and cells[row]]
            samples = " ／ ".join(dict.fromkeys(cells[:_SAMPLES]))
            fill_row(self.table, row, (name, samples))
            becomes = QTableWidgetItem(self._words(target))
            becomes.setData(_TargetRole, target)
            self.table.setItem(row, _BECOMES, becomes)
            self.table.setItem(row, _SPLIT, QTableWidgetItem(draft.split.get(name, "")))
            self._colour(row)

    def _edited(self, item: QTableWidgetItem) -> None:
        if not self._filling and item.column() == _BECOMES:
            self._colour(item.row())

    def _colour(self, row: int) -> None:
        """Show columns paler that become nothing: their cells are only stored with the row."""
        filling, self._filling = self._filling, True
        item = self._item(row, _BECOMES)
        item.setForeground(self._look.colour("text" if item.data(_TargetRole) else "text3"))
        self._filling = filling

    def _words(self, target: str) -> str:
        kind = record_type(self.kind.currentData() or "person")
        choices = target_choices(kind)
        label = choices[target] if target in choices else target_words(read_target(target, kind), kind)
        return label.in_(self._look.language)

    def choices(self) -> list[tuple[str, str]]:
        """The targets of the record type, each with its words."""
        kind = record_type(self.kind.currentData() or "person")
        return [(target, label.in_(self._look.language)) for target, label in target_choices(kind).items()]


class _TargetDelegate(QStyledItemDelegate):
    """Chooses a target from a list; typing narrows it down."""

    def __init__(self, page: ColumnsPage) -> None:
        super().__init__(page)
        self._page = page

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for target, words in self._page.choices():
            box.addItem(words, target)
        if box.findData(index.data(_TargetRole)) < 0:
            box.addItem(str(index.data()), index.data(_TargetRole))
        completer = QCompleter(box.model(), box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        box.setCompleter(completer)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(index.data(_TargetRole) or NOTHING))
        if (line := editor.lineEdit()) is not None:
            line.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Store the target that was chosen. Words that name no target leave the column as it was."""
        assert isinstance(editor, QComboBox)
        at = editor.findText(editor.currentText(), Qt.MatchFlag.MatchFixedString)
        if at >= 0:
            model.setData(index, editor.itemText(at), Qt.ItemDataRole.DisplayRole)
            model.setData(index, editor.itemData(at), _TargetRole)
