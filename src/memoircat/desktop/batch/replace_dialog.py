"""The dialog of find and replace: every place is shown first; those checked are replaced in one step of undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from memoircat.catalogue.query import Query
from memoircat.desktop.batch.match_list import MatchModel, MatchTable
from memoircat.desktop.dialogs.working_dialog import WorkingDialog
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.tokens import (
    CONTROL,
    FONT_BODY,
    FONT_PAGE,
    FONT_SECONDARY,
    GAP,
    GAP_COLUMNS,
    GAP_IN_GROUP,
    GAP_LABEL,
    LARGE_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import button, plain_label, row, set_tab_order
from memoircat.editing.replacing import Replacement, TextMatches, find_places, places_to_look, replace_places
from memoircat.jobs import Progress
from memoircat.messages import message
from memoircat.records.registry import RECORD_TYPES

_LONGEST_NAMED = 30  # signs of a text that the step of undo names
_SCOPE_LENGTH = 14  # signs of a scope that are shown at least, with large text
# px at 100 %
_SIZE: Final = (1080, 720)
_FIELDS_WIDTH: Final = 184  # of the list of fields
_FIELDS_WIDTH_LARGE: Final = 140  # with large text
_BESIDE_FIELD: Final = 20  # what a field of the list needs besides its words


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: in these records, or in the list of a query, which is read for the search."""

    words: str
    records: Sequence[int] | None = None
    query: Query | None = None


class ReplaceDialog(WorkingDialog):
    """The button finds first, and once all places are shown, it replaces those that are checked."""

    def __init__(
        self, session: Session, look: Look, type_code: str, scopes: Sequence[Scope], parent: QWidget | None
    ) -> None:
        super().__init__(session.runner, look, parent, name="replace-dialog")
        self.session = session
        self._type = type_code
        self._scopes = scopes
        self._searched: Replacement | None = None  # what the places shown were searched for; None: not searched yet
        self._more = False  # whether there are more places than are shown
        title = self.tr("Find and replace: {0}").format(RECORD_TYPES[type_code].label.in_(look.language))
        self.setWindowTitle(title)
        self.content.addWidget(plain_label(title, look, FONT_PAGE, SEMIBOLD))
        self.content.addLayout(self._lines())
        heads = ["", self.tr("Code"), self.tr("Record"), self.tr("Field"), self.tr("Before"), self.tr("After")]
        self.matches = MatchModel(type_code, look.language, heads)
        self.matches.checked_changed.connect(self.update_controls)
        self.table = MatchTable(self.matches, look, self.tr("Places found"))
        self.content.addLayout(self._middle(), 1)
        self.content.addWidget(self.said)
        self.content.addWidget(self.bar)
        self.fit(*_SIZE)
        self.finish()
        set_tab_order(self)
        self.update_controls()
        self.say(self.tr("Nothing is replaced before you have seen every place."), "text2")
        self.sought.setFocus()

    # Making ----------------------------------------------------------------------------------------------------

    def _lines(self) -> QGridLayout:
        look, grid = self.look, QGridLayout()
        grid.setHorizontalSpacing(look.px(GAP_LABEL))
        grid.setVerticalSpacing(look.px(GAP))
        self.sought = self._line("replace-find", self.tr("Find"))
        self.replacement = self._line("replace-by", self.tr("Replace by"))
        self.scope = QComboBox()
        self.scope.setObjectName("replace-scope")
        self.scope.setFont(look.font(FONT_BODY))
        self.scope.setMinimumHeight(look.px(CONTROL))
        self.scope.setAccessibleName(self.tr("In"))
        for scope in self._scopes:
            self.scope.addItem(scope.words)
        self.scope.currentIndexChanged.connect(self._wanted_changed)
        self.match_case = self._option("replace-case", self.tr("Match letter case"), True)
        self.whole = self._option("replace-whole", self.tr("Whole value only"), False)
        options = row(look, GAP_COLUMNS)
        for widget in (self.scope, self.match_case, self.whole):
            options.addWidget(widget, int(widget is self.scope and look.scale > LARGE_TEXT))
        options.addStretch(1)
        if look.scale > LARGE_TEXT:  # both lines side by side, to leave height to the places
            self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.scope.setMinimumContentsLength(_SCOPE_LENGTH)
            self._put(grid, self.tr("Find"), self.sought, 0, 0)
            self._put(grid, self.tr("Replace by"), self.replacement, 0, 2)
            grid.setColumnStretch(3, 1)
        else:
            self._put(grid, self.tr("Find"), self.sought, 0, 0, 3)
            self._put(grid, self.tr("Replace by"), self.replacement, 1, 0, 3)
        label = plain_label(self.tr("In"), look, FONT_SECONDARY, token="text2", wrap=False)
        label.setBuddy(self.scope)
        grid.addWidget(label, 2, 0)
        grid.addLayout(options, 2, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        return grid

    def _put(self, grid: QGridLayout, words: str, line: QLineEdit, at: int, column: int, span: int = 1) -> None:
        label = plain_label(words, self.look, FONT_SECONDARY, token="text2", wrap=False)
        label.setBuddy(line)
        grid.addWidget(label, at, column)
        grid.addWidget(line, at, column + 1, 1, span)

    def _line(self, name: str, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(name)
        line.setAccessibleName(words)
        line.setFont(self.look.font(FONT_BODY))
        line.setMinimumHeight(self.look.px(CONTROL))
        line.textChanged.connect(self._wanted_changed)
        return line

    def _option(self, name: str, words: str, on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setFont(self.look.font(FONT_BODY))
        box.setChecked(on)
        box.toggled.connect(self._wanted_changed)
        return box

    def _middle(self) -> QHBoxLayout:
        look, middle = self.look, row(self.look, GAP_COLUMNS)
        left = QVBoxLayout()
        left.setSpacing(look.px(GAP_IN_GROUP))
        right = QVBoxLayout()
        right.setSpacing(look.px(GAP_IN_GROUP))
        self.fields = QListWidget()
        self.fields.setObjectName("replace-fields")
        self.fields.setAccessibleName(self.tr("Where"))
        self.fields.setFont(look.font(FONT_SECONDARY))
        self.fields.setItemDelegate(RowDelegate(look, self.fields))
        self.fields.setFixedWidth(look.px(_FIELDS_WIDTH_LARGE))
        for name, label in places_to_look(RECORD_TYPES[self._type]).items():
            item = QListWidgetItem(label.in_(look.language))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.fields.addItem(item)
        if look.scale <= LARGE_TEXT:
            content = self.fields.sizeHintForColumn(0) + look.px(_BESIDE_FIELD)
            self.fields.setFixedWidth(max(look.px(_FIELDS_WIDTH), content))
        self.fields.setCurrentRow(0)
        self.fields.itemChanged.connect(self._wanted_changed)
        if look.scale <= LARGE_TEXT:
            left.addWidget(plain_label(self.tr("Where"), look, FONT_SECONDARY, token="text2"))
            right.addWidget(plain_label(self.tr("Places found"), look, FONT_SECONDARY, token="text2"))
        left.addWidget(self.fields, 1)
        left.addLayout(self._all_or_none(self._check_fields, "fields"))
        right.addWidget(self.table, 1)
        right.addLayout(self._all_or_none(self._check_places, "places"))
        middle.addLayout(left)
        middle.addLayout(right, 1)
        return middle

    def _all_or_none(self, check: Callable[[bool], None], name: str) -> QHBoxLayout:
        line = row(self.look, GAP_IN_GROUP)
        for words, on in ((self.tr("All"), True), (self.tr("None"), False)):
            made = button(words, self.look, "flat")
            made.setObjectName(f"{name}-{'all' if on else 'none'}")
            made.clicked.connect(lambda _checked=False, on=on: check(on))
            line.addWidget(made)
        line.addStretch(1)
        return line

    def _check_fields(self, on: bool) -> None:
        for number in range(self.fields.count()):
            self.fields.item(number).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _check_places(self, on: bool) -> None:
        self.matches.check(range(self.matches.rowCount()), on)

    # Finding ---------------------------------------------------------------------------------------------------

    def _wanted(self) -> Replacement:
        items = [self.fields.item(number) for number in range(self.fields.count())]
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]
        return Replacement(
            self.sought.text(),
            self.replacement.text(),
            frozenset(chosen),
            match_case=self.match_case.isChecked(),
            whole=self.whole.isChecked(),
        )

    def _wanted_changed(self, *_what: object) -> None:
        """Something else is wanted: empty the list of places, so that nothing is replaced that was not seen."""
        if self.busy:
            self.stop()
        if self._searched is not None:
            self._searched = None
            self.matches.show((), "")
            self.say("")
        self.update_controls()

    def _search(self) -> None:
        catalogue, wanted = self.session.program.catalogue, self._wanted()
        scope = self._scopes[self.scope.currentIndex()]

        def work(progress: Progress) -> TextMatches:
            records = scope.records
            if records is None:
                with self.session.program.reader() as reader:
                    records = reader.ids(scope.query or Query(self._type))
            with catalogue.reading() as connection:
                return find_places(connection, self._type, records, wanted, progress)

        self.say(self.tr("Searching…"), "text2")
        self.ask(work, lambda result: self._show(result, wanted))

    def _show(self, result: TextMatches, wanted: Replacement) -> None:
        self._searched, self._more = wanted, result.more
        self.matches.show(result.places, wanted.replacement)
        if result.places:
            self.table.setCurrentIndex(self.matches.index(0, 0))
            self.table.setFocus()

    def _count_words(self) -> str:
        """How many places there are, how many of them are checked, and in how many records."""
        total, checked = self.matches.rowCount(), self.matches.checked()
        if not total:
            return self.tr("It stands nowhere there.")
        records = len({place.record for place in checked})
        words = self.tr("%n place(s) found", "", total)
        if self._more:
            words = self.tr("The first %n place(s); there are more, to be replaced after these", "", total)
        return " · ".join((words, self.tr("%n checked", "", len(checked)), self.tr("in %n record(s)", "", records)))

    # Replacing -------------------------------------------------------------------------------------------------

    def update_controls(self) -> None:
        """The button finds until places are shown; then it says how many it replaces."""
        if self.accepting is None:
            return
        replaces = self._searched is not None and self.matches.rowCount() > 0
        checked = len(self.matches.checked()) if replaces else 0
        if self._searched is not None and not self.busy:
            self.say(self._count_words())
        self.accepting.setText(self.tr("Replace %n place(s)", "", checked) if replaces else self.tr("Find"))
        able = checked > 0 if replaces else bool(self.sought.text()) and self._searched is None
        self.accepting.setEnabled(able and not self.busy)
        for widget in (self.sought, self.replacement, self.scope, self.match_case, self.whole, self.fields):
            widget.setEnabled(not self.writing)

    def accept(self) -> None:
        """Find; with every place shown, replace what is checked and close."""
        if self.busy or self.accepting is None or not self.accepting.isEnabled():
            return
        if self._searched is None:
            self._search()
        else:
            self._replace(self._searched)

    def _replace(self, wanted: Replacement) -> None:
        catalogue, places, type_code = self.session.program.catalogue, self.matches.checked(), self._type
        old, new = _short(wanted.find), _short(wanted.replacement)
        label = message("Replace “{old}” by “{new}” in {n} {n:place|places}", old=old, new=new, n=len(places))

        def work(progress: Progress) -> int:
            with catalogue.change(label, progress=progress) as change:
                return replace_places(change, catalogue.vocabularies(), type_code, places, wanted, progress)

        self.say(self.tr("Replacing…"), "text2")
        self.write(work, lambda _records: super(ReplaceDialog, self).accept())

    def reject(self) -> None:
        """Stop a search first; else as every dialog of this kind."""
        if self.busy and not self.writing:
            self.stop()
            self.say(self.tr("Stopped. Nothing was changed."), "text2")
        else:
            super().reject()


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _LONGEST_NAMED else line[:_LONGEST_NAMED] + "…"
