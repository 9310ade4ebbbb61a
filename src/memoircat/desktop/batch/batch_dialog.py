"""The dialog that edits the selected records at once, in one step of undo."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from memoircat.desktop.batch.batch_row import BatchRow, shorten
from memoircat.desktop.batch.batch_statement import BatchStatement
from memoircat.desktop.dialogs.working_dialog import WorkingDialog
from memoircat.desktop.form.editors import editor_for
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_PAGE, GAP, GAP_IN_GROUP, ROW_LIST, SEMIBOLD
from memoircat.desktop.widgets.layouts import column, plain_label, scrolled, set_tab_order
from memoircat.desktop.widgets.quiet_table import fill_row, quiet_table
from memoircat.editing.batch_edit import (
    TAGS,
    BatchEdit,
    EditAction,
    FieldChange,
    FieldSummary,
    NewStatement,
    Preview,
    SelectionSummary,
    actions_of,
    batch_fields,
)
from memoircat.errors import InputError
from memoircat.jobs import Progress
from memoircat.messages import Message, listed, message
from memoircat.records.declare import Field, fields_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import Record
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.values import shown

_REST_MS = 120  # after the last key, until it is counted what would change
_NAMED = 3  # fields at most that the step of undo names
_LONGEST_VALUE = 200  # signs of a value in the tool tip
_ROWS_SHOWN = 4  # of the table of changes
# px at 100 %
_SIZE: Final = (1000, 720)
_WIDTHS: Final = (92, 190, 120, 230)  # of the columns of the table: code, record, field, before
_TABLE_HEAD: Final = 36
_ROOM_FOR_TABLE: Final = 520  # height of the dialog from which the table is shown


class BatchDialog(WorkingDialog):
    """Changes only the fields that a person touches, and says first in how many records they would change."""

    def __init__(
        self, session: Session, look: Look, type_code: str, records: Sequence[int], parent: QWidget | None
    ) -> None:
        super().__init__(session.runner, look, parent, name="batch-dialog")
        self.session = session
        self._kind = RECORD_TYPES[type_code]
        self._batch = BatchEdit(session.program.catalogue, type_code, records)
        self._changes: list[FieldChange] = []  # the edits as they were understood
        self._request: NewStatement | None = None  # the statement to be added
        self._preview: Preview | None = None  # of what is typed now; None while that is not known
        self._has_holdings = False  # whether it is shown what the records hold now
        self.rows: list[BatchRow] = []
        self.statement: BatchStatement | None = None
        title = self.tr("Edit %n record(s): {0}", "", len(records)).format(self._kind.label.in_(look.language))
        self.setWindowTitle(title)
        self.content.addWidget(plain_label(title, look, FONT_PAGE, SEMIBOLD))
        self.tabs = QTabWidget()
        self.tabs.setObjectName("batch-tabs")
        self.tabs.setAccessibleName(self.tr("What to edit"))
        self.tabs.setFont(look.font(FONT_BODY))
        self.tabs.addTab(self._fields_page(), self.tr("Fields"))
        if self._kind.properties:
            self.statement = BatchStatement(session, look, type_code)
            self.statement.changed.connect(self._touched)
            self.tabs.addTab(scrolled(self.statement), self.tr("Add a statement"))
        self.content.addWidget(self.tabs, 1)
        self.table = self._preview_table()
        for widget in (self.table, self.said, self.bar):
            self.content.addWidget(widget)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        self.fit(*_SIZE)
        self.finish()
        self._say_nothing_yet()
        self.update_controls()
        self.rows[0].editor.setFocus()
        self.ask(self._batch.summary, self._show_holdings)

    # Making ----------------------------------------------------------------------------------------------------

    def _fields_page(self) -> QWidget:
        page, layout = column(self.look, GAP_IN_GROUP, GAP)
        common = {field.name for field in fields_of(Record)}
        fields = batch_fields(self._kind)
        own = [field for field in fields if field.name not in common and field is not TAGS]
        self._section(layout, self.tr("Description"), own)
        self._section(layout, self.tr("Access and rights"), [field for field in fields if field.name in common])
        self._heading(layout, self.tr("Tags"))
        for way in actions_of(TAGS):
            self._row(layout, TAGS, (way,))
        layout.addStretch(1)
        set_tab_order(page)
        return scrolled(page)

    def _section(self, layout: QVBoxLayout, title: str, fields: Sequence[Field]) -> None:
        self._heading(layout, title)
        for field in fields:
            self._row(layout, field, actions_of(field))

    def _heading(self, layout: QVBoxLayout, title: str) -> None:
        layout.addSpacing(self.look.px(GAP))
        layout.addWidget(plain_label(title, self.look, FONT_BODY, SEMIBOLD))

    def _row(self, layout: QVBoxLayout, field: Field, ways: tuple[EditAction, ...]) -> None:
        look, session = self.look, self.session
        flags = (self.tr("yes"), self.tr("no"))
        editor = editor_for(field, look, session.vocabularies(), session.look_up, flags)
        shorten(editor, look)
        words = {
            EditAction.SET: self.tr("Set to"),
            EditAction.CLEAR: self.tr("Clear"),
            EditAction.ADD: self.tr("Add"),
            EditAction.TAKE: self.tr("Take away"),
        }
        row = BatchRow(field, editor, look, ways, words)
        row.touched.connect(self._touched)
        self.rows.append(row)
        layout.addWidget(row)

    def _preview_table(self) -> Any:
        look = self.look
        heads = [self.tr("Code"), self.tr("Record"), self.tr("Field"), self.tr("Before"), self.tr("After")]
        table = quiet_table(look, heads, _WIDTHS, self.tr("What would change"))
        table.setObjectName("batch-preview")
        table.setFixedHeight(look.px(_TABLE_HEAD + ROW_LIST * _ROWS_SHOWN))
        table.hide()
        return table

    # What the records hold -------------------------------------------------------------------------------------

    def _show_holdings(self, holdings: SelectionSummary) -> None:
        self._has_holdings = True
        for row in self.rows:
            holding = holdings.fields[row.field.name]
            row.show_holding(self._held_words(holding, holdings), holding, lambda held: self._listed(held, holdings))
        if self._edits_wanted():
            self._count()

    def _held_words(self, holding: FieldSummary, holdings: SelectionSummary) -> str:
        """One line: the value that all hold, how many there are, or a dash."""
        if not holding.different:
            return "—"
        if holding.field is TAGS:
            return self._several(holding, holdings)
        if holding.common:
            return self.tr("Same: {0}").format(self._shown(holding.field, holding.values[0][0], holdings.labels))
        words = self.tr("Mixed: %n value(s)", "", holding.different)
        return f"{words} · {self.tr('%n without', '', holding.empty)}" if holding.empty else words

    def _several(self, holding: FieldSummary, holdings: SelectionSummary) -> str:
        return " · ".join(f"{self._shown(holding.field, value, holdings.labels)} ({n})" for value, n in holding.values)

    def _listed(self, holding: FieldSummary, holdings: SelectionSummary) -> str:
        """The most frequent values with their numbers, one a line."""
        lines = [
            f"{self._shown(holding.field, value, holdings.labels)[:_LONGEST_VALUE]}  ({n})"
            for value, n in holding.values
        ]
        if holding.different > len(holding.values):
            lines.append("…")
        if holding.empty and lines:
            lines.append(f"—  ({holding.empty})")
        return "\n".join(lines)

    def _shown(self, field: Field, value: Any, labels: Any) -> str:
        words = shown(field, value, self.look.language, self.session.vocabularies(), lambda id_: labels.get(id_, ""))
        return words.replace("\n", " ") or "—"

    # What is wanted --------------------------------------------------------------------------------------------

    def _edits_wanted(self) -> bool:
        return any(row.edit() for row in self.rows) or bool(self.statement and self.statement.what.currentData())

    def _touched(self) -> None:
        """Something was typed: what was counted before does not hold any more."""
        self._preview = None
        if self._has_holdings:
            self.stop()
            self._rest.start()
        self.update_controls()

    def _understand(self) -> bool:
        """Read everything that is typed; False where some of it cannot be used, which is shown at its field."""
        self._changes, good = [], True
        for row in self.rows:
            edit = row.edit()
            if edit is None:
                continue
            try:
                change = self._batch.read(edit)
            except InputError as problem:
                row.show_problem(problem)
                good = False
            else:
                row.explain(change)
                self._changes.append(change)
        return self._understand_statement() and good

    def _understand_statement(self) -> bool:
        self._request = None
        if self.statement is None:
            return True
        self.statement.message.say("problem", "")
        try:
            self._request = self.statement.request()
            if self._request is not None:
                self._batch.check_statement(self._request)
        except InputError as problem:
            self.statement.message.say("problem", problem.brief.in_(self.look.language))
            return False
        return True

    def _count(self) -> None:
        """Count in a background thread what would change."""
        self._rest.stop()
        if not self._understand():
            self.table.hide()
            self.say(self.tr("Something cannot be taken yet: it is marked where it stands."), "problem")
            return
        changes, request = list(self._changes), self._request
        if not changes and request is None:
            self.table.hide()
            self._say_nothing_yet()
            return
        self.say(self.tr("Counting…"), "text2")
        self.ask(lambda progress: self._batch.preview(changes, request, progress), self._show_preview)

    def _say_nothing_yet(self) -> None:
        self.say(self.tr("Nothing is touched yet. Only what you touch is changed."), "text2")

    def _show_preview(self, preview: Preview) -> None:
        self._preview = preview
        self.say(self._preview_words(preview))
        self.table.setRowCount(len(preview.first))
        for number, change in enumerate(preview.first):
            field = change.field.label.in_(self.look.language)
            values = [self._shown(change.field, value, preview.labels) for value in (change.before, change.after)]
            fill_row(self.table, number, (change.code, change.label, field, *values))
        # Where there is little room, the fields need it more: the line below says how many records differ.
        self.table.setVisible(bool(preview.first) and self.height() * 100 >= self.look.scale * _ROOM_FOR_TABLE)
        self.update_controls()

    def _preview_words(self, preview: Preview) -> str:
        """How many records there are, how many fields would change, and in how many records."""
        total = self.tr("%n record(s)", "", preview.total)
        if not preview.differing:
            return self.tr("{0}: all hold this already.").format(total)
        said = [self.tr("%n record(s) differ(s)", "", preview.differing)]
        if preview.fields:
            said.insert(0, self.tr("%n field(s) change(s)", "", len(preview.fields)))
        if self._request is not None and self.statement is not None:
            said.append(self.tr("each gets a statement: {0}").format(self.statement.words()))
        if preview.new_source and self._request is not None:
            said.append(self.tr("the source “{0}” is made").format(self._request.source))
        return f"{total}: {', '.join(said)}" if self.look.language != "ja" else f"{total}：{'、'.join(said)}"

    # Changing --------------------------------------------------------------------------------------------------

    def update_controls(self) -> None:
        """The button says how many records it changes, and is on when that is known."""
        if self.accepting is None:
            return
        differing = self._preview.differing if self._preview and not self.busy else 0
        self.accepting.setText(self.tr("Change %n record(s)", "", differing) if differing else self.tr("Change"))
        self.accepting.setEnabled(differing > 0)
        self.tabs.setEnabled(not self.writing)

    def accept(self) -> None:
        """Write what was shown, and close."""
        preview, changes, request = self._preview, list(self._changes), self._request
        if preview is None or not preview.differing or self.busy:
            return
        catalogue, label = self.session.program.catalogue, self._step_label(preview)

        def work(progress: Progress) -> int:
            with catalogue.change(label, progress=progress) as change:
                return self._batch.apply(change, changes, request, progress)

        self.say(self.tr("Changing…"), "text2")
        self.write(work, lambda _number: super(BatchDialog, self).accept())

    def _step_label(self, preview: Preview) -> Message:
        """The name of the step of undo: which fields are set on how many records."""
        labels = list(
            dict.fromkeys(change.field.label for change in self._changes if change.field.name in preview.fields)
        )
        if self._request is not None:
            labels.append(PROPERTIES[self._request.property].label)
        named, number = listed(labels[:_NAMED]), preview.differing
        if len(labels) > _NAMED:
            named = message("{some}…", some=named)
        if self._kind.code == "person":
            return message("Set {fields} on {n} {n:person|people}", fields=named, n=number)
        return message("Set {fields} on {n} {n:record|records}", fields=named, n=number)
