"""The form of a record: it shows the sheet of the record's type, goes to its parts, and saves what is typed."""

from __future__ import annotations

import json

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.views import RecordView
from memoircat.desktop.composing import commit_preedit
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
from memoircat.desktop.theme.tokens import FONT_BODY, PAGE_MARGIN
from memoircat.linkage.decisions import toggle_preferred
from memoircat.messages import message
from memoircat.records.completeness import NAMES, STATEMENTS
from memoircat.records.registry import PART_TYPES, RecordType


class RecordForm(QStackedWidget):
    """Shows one record at a time on the sheet of its type. The sheets are cached: making one takes 100 ms."""

    followed = Signal(int)  # the record that a part of this one leads to

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._sheets: dict[str, TypeSheet] = {}
        self.record: RecordView | None = None
        session.changed.connect(self._reload_terms)

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
        """The sections of the other parts, by the codes of their kinds."""
        return self.sheet.parts if self.record is not None else {}

    @property
    def names(self) -> NamesSection:
        """The section of the names."""
        return self.sheet.names

    @property
    def statements(self) -> StatementsSection:
        """The section of the statements."""
        return self.sheet.statements

    @property
    def editor(self) -> StatementEditor:
        """The editor of statements."""
        return self.sheet.editor

    @property
    def attention(self) -> Attention:
        """The notice of what the record lacks."""
        return self.sheet.attention

    @property
    def closed(self) -> Closed:
        """The notice that the record is closed."""
        return self.sheet.closed

    def make_more(self, kind: RecordType) -> bool:
        """Make a further piece of the sheet of a type that may be wanted soon; returns whether there is another."""
        return self._sheet_of(kind).make_more()

    def _sheet_of(self, kind: RecordType) -> TypeSheet:
        if kind.code not in self._sheets:
            sheet = self._sheets[kind.code] = TypeSheet(kind, self._session, self._look, self)
            for notice in (sheet.attention, sheet.closed):
                notice.requested.connect(self.go_to)
            sheet.statements.opened.connect(self._open_statement)
            sheet.statements.preferred.connect(self._prefer)
            sheet.editor.finished.connect(self._editor_left)
            sheet.followed.connect(self.followed)
            self.addWidget(sheet)
        return self._sheets[kind.code]

    def show_record(self, record: RecordView) -> None:
        """Show a record; what is being typed in it stays if it is the same. Call `commit` before showing another."""
        other = self.record is None or self.record.id != record.id
        if self.record is not None and self.record.type != record.type:
            self.sheet.forget()  # a record of the same type would simply replace it on the sheet
        self.record = record
        sheet = self._sheet_of(record.type)
        sheet.show_record(record, other=other)
        self.setCurrentWidget(sheet)

    def _reload_terms(self, change: ChangeSet) -> None:
        if "term" in change.tables:
            for sheet in self._sheets.values():
                sheet.reload_terms()

    # Going to a place in it ------------------------------------------------------------------------------------

    def add_statement(self, property_code: str | None = None) -> None:
        """Open the editor for a new statement."""
        if self.record is not None and self.record.type.properties and not self._session.read_only:
            self.editor.add_to(self.record, property_code)
            self.sheet.scroll_to(self.editor, later=True)

    def add_name(self) -> None:
        """Give the focus to the line for a further name."""
        self.names.new_name.setFocus()
        self.sheet.scroll_to(self.names.new_name, later=True)

    def ask_for_part(self) -> None:
        """Ask with a menu which kind of part is to be added to the record."""
        if self.record is None or self._session.read_only:
            return
        menu = QMenu(self)
        menu.setObjectName("part-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self._look.font(FONT_BODY))
        for code, section in self.parts.items():
            if code != "attachment":
                action = menu.addAction(PART_TYPES[code].label.in_(self._look.language))
                action.setObjectName(f"add-{code}")
                action.triggered.connect(lambda _checked=False, section=section: self._add_part(section))
        menu.setActiveAction(menu.actions()[0])
        margin = self._look.px(PAGE_MARGIN)
        menu.popup(self.mapToGlobal(QPoint(margin, margin)))

    def _add_part(self, section: PartsSection | TagsSection) -> None:
        section.add()
        self.sheet.scroll_to(section, later=True)

    def go_to(self, where: str) -> None:
        """Give the focus to where something is missing: a field, the names, or a statement without a source."""
        if where == NAMES:
            self.add_name()
        elif where == STATEMENTS and self.record is not None:
            self._open_statement(self.record.unsourced()[0].id)
            self.editor.source.setFocus()
        else:
            self.focus_field(where)

    def _open_statement(self, statement_id: int) -> None:
        record = self.record
        statements = record.statements if record else ()
        stated = next((stated for stated in statements if stated.id == statement_id), None)
        if record is not None and stated is not None:
            self.editor.edit(record, stated)
            self.sheet.scroll_to(self.editor, later=True)

    def _prefer(self, statement_id: int) -> None:
        record = self.record
        if record is None:
            return
        label = message("Prefer a statement: {what}", what=record.label)
        self._session.attempt(lambda: toggle_preferred(self._session.program.catalogue, record, statement_id, label))

    def _editor_left(self, statement_id: int) -> None:
        """Give the focus to the statement that was entered or looked at; to the form where there is none."""
        card = self.statements.cards.get(statement_id)
        if card is None:
            self.setFocus()
        else:
            # The card may have been made just now: it can have the focus once it is shown, if the form still is, too.
            QTimer.singleShot(0, card, lambda: card.setFocus() if card.isVisible() else None)
            self.sheet.scroll_to(card, later=True)

    def focus_field(self, name: str) -> None:
        """Give the focus to a field."""
        if name in self.rows:
            self.rows[name].editor.setFocus()
            self.sheet.scroll_to(self.rows[name])

    def focused_field(self) -> str | None:
        """The field that has the focus in this window, or would have it if no dialog were open; None for none."""
        focus = self.window().focusWidget()
        return next((name for name, field_row in self.rows.items() if field_row.editor is focus), None)

    # What is typed ---------------------------------------------------------------------------------------------

    def unsaved(self) -> dict[str, str]:
        """The texts that are typed in this form and not stored, by the places that `resume` takes."""
        return self.sheet.unsaved() if self.record is not None else {}

    def resume(self, what: str, text: str) -> None:
        """Show an unsaved text where it was being typed, and give that place the focus.

        ``what`` names the place: "field:NAME", "name:ID" ("name:" for a further one), "statement:ID" or "part:KIND:ID"
        (0 for new ones). The text of the last two is JSON: the texts of all their lines by name.
        """
        record, (kind, _, key) = self.record, what.partition(":")
        if record is None:
            return
        if kind == "field" and key in self.rows:
            self.focus_field(key)
            self.rows[key].resume(text)
        elif kind == "name":
            self.names.resume(key, text)
            self.sheet.scroll_to(self.names, later=True)
        elif kind == "statement":
            stated = next((stated for stated in record.statements if str(stated.id) == key), None)
            self.editor.resume(record, stated, json.loads(text))
            self.sheet.scroll_to(self.editor, later=True)
        elif kind == "part":
            code, _, part_id = key.partition(":")
            self._resume_part(code, int(part_id), json.loads(text))

    def _resume_part(self, code: str, part_id: int, texts: dict[str, str]) -> None:
        section = self.parts.get(code)
        if isinstance(section, PartsSection):
            section.resume(part_id, texts)
            self.sheet.scroll_to(section, later=True)

    def commit(self) -> None:
        """Save all that is typed, before another record is shown or the window closes. Problems are shown in place."""
        commit_preedit()
        if self.record is not None and not self._session.read_only:
            self.sheet.commit()
