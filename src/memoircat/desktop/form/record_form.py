"""The whole form of a record: its fields, names, statements and other parts; every change is saved at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from memoircat.catalogue.views import RecordView
from memoircat.desktop.composing import settle
from memoircat.desktop.form.editors import editor_for
from memoircat.desktop.form.field_row import FieldRow
from memoircat.desktop.form.names_section import NamesSection
from memoircat.desktop.form.statement_editor import StatementEditor
from memoircat.desktop.form.statements_section import StatementsSection
from memoircat.desktop.layouts import chain, clear, plain, row, scrolled
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.linkage.decisions import prefer
from memoircat.records.completeness import NAMED_BY_NAMES
from memoircat.records.declare import Field, Kind, fields_of
from memoircat.records.record import Record
from memoircat.records.registry import RecordType
from memoircat.records.values import FieldReader, Parsed, shown, typed

_WIDEST = 760  # a line that is longer than its content is hard to read across


class RecordForm(QWidget):
    """Shows one record at a time; the widgets are made once for a record type and filled for each record."""

    told = Signal(str, str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._type: RecordType | None = None
        self.record: RecordView | None = None
        self.rows: dict[str, FieldRow] = {}
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(*[look.px(16)] * 4)
        self._layout.setSpacing(look.px(8))
        self._inside.setMaximumWidth(look.px(_WIDEST))
        self._area: QScrollArea = scrolled(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    # Showing ---------------------------------------------------------------------------------------------------

    def show_record(self, record: RecordView) -> None:
        """Show a record; what is being typed in a field of the same record stays. Call `commit` before another."""
        if self._type is None or self._type.code != record.type.code:
            self._make(record.type)
        other = self.record is None or self.record.id != record.id
        if other:
            self.editor.hide()
        self.record = record
        for name, field_row in self.rows.items():
            value = record.fields[name]
            field_row.show_value(value, self._text(field_row.field, value, record), keep_typing=not other)
        self.names.show_record(record)
        self.statements.show_record(record)
        self._attention(record)
        chain(self._inside)
        if other:
            self._area.verticalScrollBar().setValue(0)

    def _make(self, kind: RecordType) -> None:
        """Make the widgets of a record type."""
        clear(self._layout)
        self._type, self.record = kind, None
        self.rows = {}
        look = self._look
        self.attention = plain("", look, 13, token="attention")
        self.attention.setProperty("kind", "attention")
        self._layout.addWidget(self.attention)
        self.names = NamesSection(self._session, look)
        self.statements = StatementsSection(self._session, look, editable=not self._session.read_only, columns=1)
        self.statements.opened.connect(self._open_statement)
        self.statements.preferred.connect(self._prefer)
        self.editor = StatementEditor(self._session, look)
        self.editor.finished.connect(self._editor_left)
        common = {each.name for each in fields_of(Record)} - {"code"}
        self._fields(self.tr("Identity"), [each for each in kind.fields if each.name not in common][:6])
        named = [(self.tr("Names"), self.names)]
        stated = [(self.tr("Statements"), self.statements)] if kind.properties else []
        if kind.code in NAMED_BY_NAMES:
            self._sections(named)
        self._sections(stated)
        self._layout.addWidget(self.editor)
        self._fields(self.tr("Description"), [each for each in kind.fields if each.name not in common][6:])
        if kind.code not in NAMED_BY_NAMES:
            self._sections(named)
        self._fields(self.tr("Access and rights"), [each for each in kind.fields if each.name in common])
        self._layout.addStretch(1)

    def _sections(self, sections: Sequence[tuple[str, QWidget]]) -> None:
        for title, widget in sections:
            self._heading(title)
            self._layout.addWidget(widget)

    def _heading(self, text: str) -> None:
        line = row(self._look)
        line.addWidget(plain(text, self._look, 14, 600))
        line.addStretch(1)
        self._layout.addSpacing(self._look.px(8))
        self._layout.addLayout(line)

    def _fields(self, title: str, fields: list[Field]) -> None:
        if not fields:
            return
        self._heading(title)
        flags = (self.tr("yes"), self.tr("no"))
        for field in fields:
            editor = editor_for(field, self._look, self._session.vocabularies(), self._session.look_up, flags)
            if self._session.read_only:
                editor.setEnabled(False)
            made = FieldRow(field, editor, self._look, self._parse, self._save)
            self.rows[field.name] = made
            self._layout.addWidget(made)

    def _attention(self, record: RecordView) -> None:
        """One line on what is missing, with the words of each."""
        dot = "　" if self._look.language == "ja" else "; "
        words = dot.join(each.in_(self._look.language) for each in record.missing)
        head = self.tr("Needs attention: %n", "", len(record.missing))
        self.attention.setText(f"{head}　{words}" if words else "")
        self.attention.setVisible(bool(words))

    def _text(self, field: Field, value: Any, record: RecordView) -> str:
        """A value as it stands in its editor: terms by their word, records by code and label."""
        if value is None or value == ():
            return ""
        if field.kind is Kind.RECORD:
            return f"{record.code_of(value)}  {record.label_of(value)}"
        if field.kind in (Kind.TERM, Kind.TERMS):
            return shown(field, value, self._look.language, self._session.vocabularies(), record.label_of)
        return typed(field, value, record.code_of)

    # Changing --------------------------------------------------------------------------------------------------

    def _parse(self, field: Field, text: str) -> Parsed:
        reader = FieldReader(self._session.vocabularies(), self._session.program.catalogue.find)
        return reader.parse(field, text.split("  ", maxsplit=1)[0] if field.kind is Kind.RECORD else text)

    def _save(self, name: str, value: Any) -> bool:
        """One field, one step of undo. False: it was not saved, and the words stay in the editor."""
        record = self.record
        if record is None:
            return False
        field = record.type.field(name)
        assert field is not None
        label = f"{record.label}：{field.label.in_(self._look.language)}"

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                change.set(record.id, **{name: value})

        return self._session.attempt(work)

    def add_statement(self, property_code: str | None = None) -> None:
        """Open the editor for a new statement."""
        if self.record is not None and self.record.type.properties and not self._session.read_only:
            self.editor.add_to(self.record, property_code)
            self._bring_into_sight(self.editor)

    def add_name(self) -> None:
        """Put the focus into the line for a further name."""
        if self.names.new_name is not None:
            self.names.new_name.setFocus()
            self._bring_into_sight(self.names.new_name)

    def _open_statement(self, statement_id: int) -> None:
        record = self.record
        stated = next((each for each in record.statements if each.id == statement_id), None) if record else None
        if record is not None and stated is not None:
            self.editor.edit(record, stated)
            self._bring_into_sight(self.editor)

    def _prefer(self, statement_id: int) -> None:
        record = self.record
        if record is None:
            return
        label = self.tr("Prefer a statement: {0}").format(record.label)
        self._session.attempt(lambda: prefer(self._session.program.catalogue, record, statement_id, label))

    def _bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget once it has its place: it may have been made, or shown, just now."""
        QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget))

    def _editor_left(self, statement_id: int) -> None:
        """Back to the statement that was entered or looked at; to the form where there is none."""
        card = self.statements.cards.get(statement_id)
        if card is None:
            self.setFocus()
        else:
            QTimer.singleShot(
                0, card, card.setFocus
            )  # it was made just now, and cannot have the focus before it is shown
            self._bring_into_sight(card)

    def focus_field(self, name: str) -> None:
        """Put the focus into a field."""
        if name in self.rows:
            self.rows[name].editor.setFocus()
            self._area.ensureWidgetVisible(self.rows[name])

    def focused_field(self) -> str | None:
        """The field with the focus in this window, also while a dialog lies before it: the next record keeps it."""
        focus = self.window().focusWidget()
        return next((name for name, field_row in self.rows.items() if field_row.editor is focus), None)

    def unsaved(self) -> dict[str, str]:
        """What is typed in this form and not stored: what `resume` takes → the text."""
        if self.record is None:
            return {}
        found = {f"field:{name}": text for name, field_row in self.rows.items() if (text := field_row.unsaved())}
        found |= {f"name:{key}": text for key, text in self.names.unsaved().items()}
        statement = self.editor.unsaved()
        if statement is not None:
            found[f"statement:{statement[0]}"] = json.dumps(statement[1], ensure_ascii=False)
        return found

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
            self._bring_into_sight(self.names)
        elif kind == "statement":
            stated = next((each for each in record.statements if str(each.id) == key), None)
            self.editor.resume(record, stated, json.loads(text))
            self._bring_into_sight(self.editor)

    def commit(self) -> None:
        """Save whatever is typed, before another record is shown or the window goes. A problem stays with its field."""
        settle()
        if self.record is None or self._session.read_only:
            return
        for field_row in self.rows.values():
            field_row.commit()
        self.names.commit()
        if not self.editor.isHidden() and self.editor.has_content():
            self.editor.save()
