"""The form of a record: the sheet of its type, filled; what leads into it, and what is typed in it."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.views import RecordView
from memoircat.desktop.composing import settle
from memoircat.desktop.form.field_row import FieldRow
from memoircat.desktop.form.names_section import NamesSection
from memoircat.desktop.form.notices import Attention, Closed
from memoircat.desktop.form.parts_section import PartsSection
from memoircat.desktop.form.statement_editor import StatementEditor
from memoircat.desktop.form.statements_section import StatementsSection
from memoircat.desktop.form.tags_section import TagsSection
from memoircat.desktop.form.type_sheet import TypeSheet
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.linkage.decisions import prefer
from memoircat.messages import message
from memoircat.records.completeness import NAMES, STATEMENTS
from memoircat.records.registry import PART_TYPES, RecordType


class RecordForm(QStackedWidget):
    """Shows one record at a time on the sheet of its type. The sheets are kept: to make one takes 100 ms."""

    followed = Signal(int)  # a record that this one leads to

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._sheets: dict[str, TypeSheet] = {}
        self.record: RecordView | None = None
        session.changed.connect(self._take_words)

    # The sheet that is shown -----------------------------------------------------------------------------------

    @property
    def sheet(self) -> TypeSheet:
        """The sheet of the record that is shown."""
        assert self.record is not None
        return self._sheets[self.record.type.code]

    @property
    def rows(self) -> dict[str, FieldRow]:
        """The fields by their names."""
        return self.sheet.rows if self.record is not None else {}

    @property
    def parts(self) -> dict[str, PartsSection | TagsSection]:
        """The other parts by the codes of their kinds."""
        return self.sheet.parts if self.record is not None else {}

    @property
    def names(self) -> NamesSection:
        """The names."""
        return self.sheet.names

    @property
    def statements(self) -> StatementsSection:
        """The statements."""
        return self.sheet.statements

    @property
    def editor(self) -> StatementEditor:
        """Where a statement is written."""
        return self.sheet.editor

    @property
    def attention(self) -> Attention:
        """What is missing."""
        return self.sheet.attention

    @property
    def closed(self) -> Closed:
        """Why it is not open to everyone."""
        return self.sheet.closed

    def make_more(self, kind: RecordType) -> bool:
        """Make some more of the sheet of a type that may be wanted soon; whether there is more to make."""
        return self._sheet_of(kind).make_more()

    def _sheet_of(self, kind: RecordType) -> TypeSheet:
        if kind.code not in self._sheets:
            sheet = self._sheets[kind.code] = TypeSheet(kind, self._session, self._look, self)
            for notice in (sheet.attention, sheet.closed):
                notice.asked.connect(self.go_to)
            sheet.statements.opened.connect(self._open_statement)
            sheet.statements.preferred.connect(self._prefer)
            sheet.editor.finished.connect(self._editor_left)
            sheet.followed.connect(self.followed)
            self.addWidget(sheet)
        return self._sheets[kind.code]

    def show_record(self, record: RecordView) -> None:
        """Show a record; what is being typed in a field of the same record stays. Call `commit` before another."""
        other = self.record is None or self.record.id != record.id
        if self.record is not None and self.record.type != record.type:
            self.sheet.forget()  # on one sheet the next record takes the place of the last
        self.record = record
        sheet = self._sheet_of(record.type)
        sheet.show_record(record, other=other)
        self.setCurrentWidget(sheet)

    def _take_words(self, change: ChangeSet) -> None:
        if "term" in change.tables:
            for sheet in self._sheets.values():
                sheet.take_words()

    # Going to a place in it ------------------------------------------------------------------------------------

    def add_statement(self, property_code: str | None = None) -> None:
        """Open the editor for a new statement."""
        if self.record is not None and self.record.type.properties and not self._session.read_only:
            self.editor.add_to(self.record, property_code)
            self.sheet.see(self.editor, later=True)

    def add_name(self) -> None:
        """Put the focus into the line for a further name."""
        self.names.new_name.setFocus()
        self.sheet.see(self.names.new_name, later=True)

    def ask_for_part(self) -> None:
        """Ask what is to be added to the record, from the parts that it can have."""
        if self.record is None or self._session.read_only:
            return
        menu = QMenu(self)
        menu.setObjectName("part-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font(14))
        for code, section in self.parts.items():
            if code != "attachment":
                action = menu.addAction(PART_TYPES[code].label.in_(self._look.language))
                action.setObjectName(f"add-{code}")
                action.triggered.connect(lambda _checked=False, section=section: self._add_part(section))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(QPoint(self._look.px(24), self._look.px(24))))

    def _add_part(self, section: PartsSection | TagsSection) -> None:
        section.add()
        self.sheet.see(section, later=True)

    def go_to(self, where: str) -> None:
        """Put the focus where something is missing: in a field, in the names, on a statement without a source."""
        if where == NAMES:
            self.add_name()
        elif where == STATEMENTS and self.record is not None:
            said = next(each for each in self.record.statements if each.part.source is None and not each.part.rejected)
            self._open_statement(said.id)
            self.editor.source.setFocus()
        else:
            self.focus_field(where)

    def _open_statement(self, statement_id: int) -> None:
        record = self.record
        stated = next((each for each in record.statements if each.id == statement_id), None) if record else None
        if record is not None and stated is not None:
            self.editor.edit(record, stated)
            self.sheet.see(self.editor, later=True)

    def _prefer(self, statement_id: int) -> None:
        record = self.record
        if record is None:
            return
        label = message("Prefer a statement: {what}", what=record.label)
        self._session.attempt(lambda: prefer(self._session.program.catalogue, record, statement_id, label))

    def _editor_left(self, statement_id: int) -> None:
        """Back to the statement that was entered or looked at; to the form where there is none."""
        card = self.statements.cards.get(statement_id)
        if card is None:
            self.setFocus()
        else:
            # It was made just now, and cannot have the focus before it is shown; by then the form may be left.
            QTimer.singleShot(0, card, lambda: card.setFocus() if card.isVisible() else None)
            self.sheet.see(card, later=True)

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        if name in self.rows:
            self.rows[name].editor.setFocus()
            self.sheet.see(self.rows[name])

    def focused_field(self) -> str | None:
        """The field with the focus in this window, also while a dialog lies before it: the next record keeps it."""
        focus = self.window().focusWidget()
        return next((name for name, field_row in self.rows.items() if field_row.editor is focus), None)

    # What is typed ---------------------------------------------------------------------------------------------

    def unsaved(self) -> dict[str, str]:
        """What is typed in this form and not stored: what `resume` takes → the text."""
        return self.sheet.unsaved() if self.record is not None else {}

    def resume(self, what: str, text: str) -> None:
        """Put a text back where it was being typed, not saved, with the focus there."""
        record, (kind, _, key) = self.record, what.partition(":")
        if record is None:
            return
        if kind == "field" and key in self.rows:
            self.focus_field(key)
            self.rows[key].resume(text)
        elif kind == "name":
            self.names.resume(key, text)
            self.sheet.see(self.names, later=True)
        elif kind == "statement":
            stated = next((each for each in record.statements if str(each.id) == key), None)
            self.editor.resume(record, stated, json.loads(text))
            self.sheet.see(self.editor, later=True)
        elif kind == "part":
            code, _, part_id = key.partition(":")
            self._resume_part(code, int(part_id), json.loads(text))

    def _resume_part(self, code: str, part_id: int, texts: dict[str, str]) -> None:
        section = self.parts.get(code)
        if isinstance(section, PartsSection):
            section.resume(part_id, texts)
            self.sheet.see(section, later=True)

    def commit(self) -> None:
        """Save whatever is typed, before another record is shown or the window goes. A problem stays with its field."""
        settle()
        if self.record is not None and not self._session.read_only:
            self.sheet.commit()
