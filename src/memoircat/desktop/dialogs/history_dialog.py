"""The dialog with the history of a record: who changed what and when. Any version can be brought back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QDialogButtonBox, QTableWidget, QTableWidgetItem, QWidget

from memoircat.catalogue.change_sets import RowChange
from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.dialogs.redact_dialog import RedactDialog
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_MEANING, FONT_PAGE, FONT_SECONDARY, ROW_LIST, SEMIBOLD
from memoircat.desktop.widgets.layouts import button, plain_label
from memoircat.messages import Label, Language, message
from memoircat.records.declare import Field, Kind, fields_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, refers_to_record
from memoircat.records.values import term_shown
from memoircat.records.vocabularies import Vocabularies

# px at 100 %
_WIDTH: Final = 1040
_HEIGHT: Final = 600
_WIDTHS: Final = (150, 90, 260, 240)  # of the columns: when, who, what, before
_CELL_PADDING: Final = 5
_LONGEST_TIP = 2000  # signs


class HistoryDialog(Dialog):
    """All changes, newest first, with values before and after. Enter brings back the version after the current one."""

    def __init__(self, session: Session, look: Look, record: RecordView, parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="" if session.read_only else "OK")
        self.setObjectName("history-dialog")
        self.setWindowTitle(self.tr("History"))
        self._session = session
        self._record = record
        self._vocabularies = session.vocabularies()
        self._changes = session.program.catalogue.row_changes(record.id)
        self._names = session.reader.labels(sorted(_named_in(self._changes)))
        removals = (row for row in self._changes if row.table == "record" and row.after is None)
        self._removed_by = frozenset(row.change_set.id for row in removals)  # after these the record was not there
        self.content.addWidget(plain_label(self.tr("History of {0}").format(record.label), look, FONT_PAGE, SEMIBOLD))
        self.table = self._make_table()
        self.content.addWidget(self.table)
        self._hint = plain_label("", look, FONT_MEANING, token="text2")
        self.content.addWidget(self._hint)
        for number, change in enumerate(self._changes):
            self._row(number, change)
        self.table.currentCellChanged.connect(lambda *_at: self._allow())
        self.resize(look.px(_WIDTH), look.px(_HEIGHT))
        self.finish(self.tr("Bring this version back"))
        if not session.read_only:
            self._offer_to_redact()
        if self._changes:
            self.table.setCurrentCell(0, 0)
        self._allow()
        self.table.setFocus()

    def _offer_to_redact(self) -> None:
        """A button that takes former texts out of the history, apart from the others."""
        forget = button(self.tr("Take former texts out of the history…"), self.look)
        forget.setObjectName("redact")
        forget.clicked.connect(lambda _checked=False: self._redact())
        self._buttons.addButton(forget, QDialogButtonBox.ButtonRole.ResetRole)

    def _redact(self) -> None:
        dialog = RedactDialog(self._session, self.look, self._record, self)
        dialog.accepted.connect(self.close)
        dialog.open()

    def _make_table(self) -> QTableWidget:
        look, table = self.look, QTableWidget(len(self._changes), 5)
        table.setObjectName("history")
        table.setShowGrid(False)
        table.setHorizontalHeaderLabels(
            [self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("Before"), self.tr("After")]
        )
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setFont(look.font(FONT_SECONDARY))
        table.setStyleSheet(
            f"QTableView::item {{ padding: 0 {look.px(_CELL_PADDING)}px }}"
        )  # so that texts begin below their heads
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(look.px(ROW_LIST))
        table.horizontalHeader().setStretchLastSection(True)
        table.setAccessibleName(self.tr("History"))
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, look.px(width))
        return table

    def _row(self, number: int, change: RowChange) -> None:
        language = self.look.language
        when = _when(change)
        label = f"{change.change_set.label.in_(language)}（{_table_name(change.table, language)}）"
        sides = (change.before, change.after)
        before, after = (values_in_words(change.table, row, language, self._vocabularies, self._names) for row in sides)
        for column, text in enumerate((when, change.change_set.by, label, before, after)):
            item = QTableWidgetItem(text)
            item.setToolTip(text[:_LONGEST_TIP])
            self.table.setItem(number, column, item)

    def _chosen(self) -> RowChange | None:
        """The current change, where its version can be brought back: one that is there, and not the present one."""
        change = self._current()
        if change is None or self._is_newest(change) or change.change_set.id in self._removed_by:
            return None
        return change

    def _current(self) -> RowChange | None:
        row = self.table.currentRow()
        return self._changes[row] if 0 <= row < len(self._changes) else None

    def _is_newest(self, change: RowChange) -> bool:
        """Whether a change is of the newest change set, after which the record is as it is now."""
        return change.change_set.id == self._changes[0].change_set.id

    def _allow(self) -> None:
        current, chosen = self._current(), self._chosen()
        if self.accepting is not None:
            self.accepting.setEnabled(chosen is not None)
        if chosen is not None:
            words = self.tr("The record becomes what it was after this change; undo takes that back.")
        elif current is not None and not self._is_newest(current):
            words = self.tr("After this change the record was not there.")
        else:
            words = self.tr("This is how the record stands now.")
        self._hint.setText(words)

    def accept(self) -> None:
        """Bring the version after the current change back."""
        chosen = self._chosen()
        if chosen is None:
            return
        label = message("Bring back {record} as of {time}", record=self._record.label, time=_when(chosen))
        catalogue, record = self._session.program.catalogue, self._record.id
        if self._session.attempt(lambda: catalogue.bring_back(record, chosen.change_set.id, label)):
            super().accept()


def _when(change: RowChange) -> str:
    """When a change was made, in UTC."""
    return change.change_set.at.replace("T", " ").rstrip("Z")


_RECORD = Label("記録", "record", "запись")


def _table_name(table: str, language: Language) -> str:
    kind = RECORD_TYPES.get(table) or PART_TYPES.get(table)
    return kind.label.in_(language) if kind else _RECORD.in_(language)


def _fields(table: str) -> tuple[Field, ...]:
    kind = RECORD_TYPES.get(table) or PART_TYPES.get(table)
    return kind.fields if kind else fields_of(Record)


def _named_in(changes: Sequence[RowChange]) -> set[int]:
    """The records that changed rows refer to."""
    rows = [(change.table, row) for change in changes for row in (change.before, change.after) if row]
    named = (row.get(field.name) for table, row in rows for field in _fields(table) if _is_reference(field))
    return {value for value in named if isinstance(value, int)}


def _is_reference(field: Field) -> bool:
    """Whether a field names a record, and not a row that only the program refers to."""
    return refers_to_record(field)


def values_in_words(
    table: str,
    row: dict[str, Any] | None,
    language: Language,
    vocabularies: Vocabularies,
    names: Mapping[int, str] | None = None,
) -> str:
    """The values that people entered in a row, each with its field's name, in one line."""
    if row is None:
        return ""
    words = []
    for field in _fields(table):
        if field.kind is Kind.RECORD and not _is_reference(field):
            continue  # the number of a row says nothing to a person
        value = row.get(field.columns[0])
        if value not in (None, "", 0):
            if _is_reference(field):
                value = (names or {}).get(value, value)
            text = _property_word(field.name, value, language) or term_shown(
                vocabularies, field.vocabulary or "", str(value), language
            )
            words.append(
                f"{field.label.in_(language)}：{text}" if language == "ja" else f"{field.label.in_(language)}: {text}"
            )
    return "　".join(words)


def _property_word(name: str, value: object, language: Language) -> str:
    declared = PROPERTIES.get(str(value)) if name == "property" else None
    return declared.label.in_(language) if declared else ""
