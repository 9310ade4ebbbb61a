"""Editing the selected records at once: what they hold, what would change, and one step of undo for all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from memoircat.desktop.batch.batch_row import BatchRow, shorten
from memoircat.desktop.batch.batch_statement import BatchStatement
from memoircat.desktop.dialogs.working_dialog import WorkingDialog
from memoircat.desktop.form.editors import editor_for
from memoircat.desktop.roster.tables import fill_row, quiet_table
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_PAGE, SEMIBOLD
from memoircat.desktop.widgets.layouts import chain, column, plain, scrolled
from memoircat.editing.batch_edit import (
    TAGS,
    Batch,
    Holding,
    Holdings,
    Meant,
    Preview,
    Way,
    Wish,
    batch_fields,
    ways_of,
)
from memoircat.errors import InputError
from memoircat.jobs import Progress
from memoircat.messages import Message, listed, message
from memoircat.records.declare import Field, fields_of
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import Record
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.values import shown

_REST_MS = 120  # after the last key: then what would change is counted
_NAMED = 3  # fields named in the step of undo
_ROWS_SHOWN = 4
_ROOM_FOR_TABLE = 520


class BatchDialog(WorkingDialog):
    """Only what a person touches is changed, and how many records differ is said before anything is written."""

    def __init__(
        self, session: Session, look: Look, type_code: str, records: Sequence[int], parent: QWidget | None
    ) -> None:
        super().__init__(session.runner, look, parent, name="batch-dialog")
        self.session = session
        self._kind = RECORD_TYPES[type_code]
        self._number_of = len(records)
        self._batch = Batch(session.program.catalogue, type_code, records)
        self._meant: list[Meant] = []
        self._wish: Wish | None = None
        self._preview: Preview | None = None  # of exactly what is wanted now
        self._looked = False  # what the records hold is shown
        self.rows: list[BatchRow] = []
        self.statement: BatchStatement | None = None
        title = self.tr("Edit %n record(s): {0}", "", self._number_of).format(self._kind.label.in_(look.language))
        self.setWindowTitle(title)
        self.content.addWidget(plain(title, look, FONT_PAGE, SEMIBOLD))
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
        for each in (self.table, self.said, self.bar):
            self.content.addWidget(each)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)
        self.fit(1000, 720)
        self.finish()
        self._say_nothing_yet()
        self.working()
        self.rows[0].editor.setFocus()
        self.ask(self._batch.holdings, self._show_holdings)

    # Making ----------------------------------------------------------------------------------------------------

    def _fields_page(self) -> QWidget:
        page, layout = column(self.look, 4, 8)
        common = {each.name for each in fields_of(Record)}
        fields = batch_fields(self._kind)
        own = [each for each in fields if each.name not in common and each is not TAGS]
        self._section(layout, self.tr("Description"), own)
        self._section(layout, self.tr("Access and rights"), [each for each in fields if each.name in common])
        self._heading(layout, self.tr("Tags"))
        for way in ways_of(TAGS):
            self._row(layout, TAGS, (way,))
        layout.addStretch(1)
        chain(page)
        return scrolled(page)

    def _section(self, layout: QVBoxLayout, title: str, fields: Sequence[Field]) -> None:
        self._heading(layout, title)
        for field in fields:
            self._row(layout, field, ways_of(field))

    def _heading(self, layout: QVBoxLayout, title: str) -> None:
        layout.addSpacing(self.look.px(8))
        layout.addWidget(plain(title, self.look, FONT_BODY, SEMIBOLD))

    def _row(self, layout: QVBoxLayout, field: Field, ways: tuple[Way, ...]) -> None:
        look, session = self.look, self.session
        flags = (self.tr("yes"), self.tr("no"))
        editor = editor_for(field, look, session.vocabularies(), session.look_up, flags)
        shorten(editor, look)
        words = {
            Way.SET: self.tr("Set to"),
            Way.CLEAR: self.tr("Clear"),
            Way.ADD: self.tr("Add"),
            Way.TAKE: self.tr("Take away"),
        }
        made = BatchRow(field, editor, look, ways, words)
        made.touched.connect(self._touched)
        self.rows.append(made)
        layout.addWidget(made)

    def _preview_table(self) -> Any:
        look = self.look
        heads = [self.tr("Code"), self.tr("Record"), self.tr("Field"), self.tr("Before"), self.tr("After")]
        table = quiet_table(look, heads, (92, 190, 120, 230), self.tr("What would change"))
        table.setObjectName("batch-preview")
        table.setFixedHeight(look.px(36 + 28 * _ROWS_SHOWN))
        table.hide()
        return table

    # What they hold --------------------------------------------------------------------------------------------

    def _show_holdings(self, holdings: Holdings) -> None:
        self._looked = True
        for each in self.rows:
            holding = holdings.fields[each.field.name]
            each.show_holding(self._held_words(holding, holdings), holding, lambda held: self._listed(held, holdings))
        if self._edits_wanted():
            self._count()

    def _held_words(self, holding: Holding, holdings: Holdings) -> str:
        """One line: the value that all hold, how many there are, or a dash."""
        if not holding.different:
            return "—"
        if holding.field is TAGS:
            return self._several(holding, holdings)
        if holding.common:
            return self.tr("Same: {0}").format(self._shown(holding.field, holding.values[0][0], holdings.labels))
        words = self.tr("Mixed: %n value(s)", "", holding.different)
        return f"{words} · {self.tr('%n without', '', holding.empty)}" if holding.empty else words

    def _several(self, holding: Holding, holdings: Holdings) -> str:
        return " · ".join(f"{self._shown(holding.field, value, holdings.labels)} ({n})" for value, n in holding.values)

    def _listed(self, holding: Holding, holdings: Holdings) -> str:
        """The most frequent values with their numbers, one a line."""
        lines = [f"{self._shown(holding.field, value, holdings.labels)[:200]}  ({n})" for value, n in holding.values]
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
        return any(each.edit() for each in self.rows) or bool(self.statement and self.statement.what.currentData())

    def _touched(self) -> None:
        """Something was typed: what was counted before is no longer true."""
        self._preview = None
        if self._looked:
            self.stop()
            self._rest.start()
        self.working()

    def _understand(self) -> bool:
        """Read everything that is typed; False where something cannot be taken, which is said beside it."""
        self._meant, good = [], True
        for each in self.rows:
            edit = each.edit()
            if edit is None:
                continue
            try:
                meant = self._batch.read(edit)
            except InputError as problem:
                each.complain(problem)
                good = False
            else:
                each.explain(meant)
                self._meant.append(meant)
        return self._understand_statement() and good

    def _understand_statement(self) -> bool:
        self._wish = None
        if self.statement is None:
            return True
        self.statement.message.say("problem", "")
        try:
            self._wish = self.statement.wish()
            if self._wish is not None:
                self._batch.check_wish(self._wish)
        except InputError as problem:
            self.statement.message.say("problem", problem.brief.in_(self.look.language))
            return False
        return True

    def _count(self) -> None:
        """Count beside the window what would change."""
        self._rest.stop()
        if not self._understand():
            self.table.hide()
            self.say(self.tr("Something cannot be taken yet: it is marked where it stands."), "problem")
            return
        meant, wish = list(self._meant), self._wish
        if not meant and wish is None:
            self.table.hide()
            self._say_nothing_yet()
            return
        self.say(self.tr("Counting…"), "text2")
        self.ask(lambda progress: self._batch.preview(meant, wish, progress), self._show_preview)

    def _say_nothing_yet(self) -> None:
        self.say(self.tr("Nothing is touched yet. Only what you touch is changed."), "text2")

    def _show_preview(self, preview: Preview) -> None:
        self._preview = preview
        self.say(self._preview_words(preview))
        self.table.setRowCount(len(preview.first))
        for number, each in enumerate(preview.first):
            values = [self._shown(each.field, value, preview.labels) for value in (each.before, each.after)]
            fill_row(self.table, number, (each.code, each.label, each.field.label.in_(self.look.language), *values))
        # Where there is little room the fields need it more: the line below says how many differ.
        self.table.setVisible(bool(preview.first) and self.height() * 100 >= self.look.scale * _ROOM_FOR_TABLE)
        self.working()

    def _preview_words(self, preview: Preview) -> str:
        """How many records there are, how many fields change, and how many records differ then."""
        total = self.tr("%n record(s)", "", preview.total)
        if not preview.differing:
            return self.tr("{0}: all hold this already.").format(total)
        said = [self.tr("%n record(s) differ(s)", "", preview.differing)]
        if preview.fields:
            said.insert(0, self.tr("%n field(s) change(s)", "", len(preview.fields)))
        if self._wish is not None and self.statement is not None:
            said.append(self.tr("each gets a statement: {0}").format(self.statement.words()))
        if preview.new_source and self._wish is not None:
            said.append(self.tr("the source “{0}” is made").format(self._wish.source))
        return f"{total}: {', '.join(said)}" if self.look.language != "ja" else f"{total}：{'、'.join(said)}"

    # Changing --------------------------------------------------------------------------------------------------

    def working(self) -> None:
        """The button names the number, and is on when it is known."""
        if self.accepting is None:
            return
        differing = self._preview.differing if self._preview and not self.busy else 0
        self.accepting.setText(self.tr("Change %n record(s)", "", differing) if differing else self.tr("Change"))
        self.accepting.setEnabled(differing > 0)
        self.tabs.setEnabled(not self.writing)

    def accept(self) -> None:
        """Write what was shown, and close."""
        preview, meant, wish = self._preview, list(self._meant), self._wish
        if preview is None or not preview.differing or self.busy:
            return
        catalogue, label = self.session.program.catalogue, self._step_label(preview)

        def work(progress: Progress) -> int:
            with catalogue.change(label, progress=progress) as change:
                return self._batch.apply(change, meant, wish, progress)

        self.say(self.tr("Changing…"), "text2")
        self.write(work, lambda _number: super(BatchDialog, self).accept())

    def _step_label(self, preview: Preview) -> Message:
        """The name of the step of undo: what is set on how many."""
        labels = list(dict.fromkeys(each.field.label for each in self._meant if each.field.name in preview.fields))
        if self._wish is not None:
            labels.append(PROPERTIES[self._wish.property].label)
        named, number = listed(labels[:_NAMED]), preview.differing
        if len(labels) > _NAMED:
            named = message("{some}…", some=named)
        if self._kind.code == "person":
            return message("Set {fields} on {n} {n:person|people}", fields=named, n=number)
        return message("Set {fields} on {n} {n:record|records}", fields=named, n=number)
