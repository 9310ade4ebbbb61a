"""The widgets of one record type in the form: made once, and used for every record of the type."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from memoircat.catalogue.views import RecordView
from memoircat.desktop.form import field_words
from memoircat.desktop.form.editors import TermEditor, editor_for, term_words
from memoircat.desktop.form.field_row import FieldRow
from memoircat.desktop.form.images_section import ImagesSection
from memoircat.desktop.form.links_section import LinksSection
from memoircat.desktop.form.names_section import NamesSection
from memoircat.desktop.form.notices import Attention, Closed
from memoircat.desktop.form.parts_section import PartsSection
from memoircat.desktop.form.section_head import SectionHead
from memoircat.desktop.form.statement_editor import StatementEditor
from memoircat.desktop.form.statements_section import StatementsSection
from memoircat.desktop.form.tags_section import TagsSection
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import GAP, PANE_MARGIN
from memoircat.desktop.widgets.layouts import scrolled, set_tab_order
from memoircat.errors import InputError, MemoirCatError
from memoircat.messages import message
from memoircat.records.declare import Field, fields_of
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RecordType
from memoircat.records.values import Parsed

# Kinds of parts that have no section of their own here: they have another place in the form or in the window.
_ELSEWHERE = ("name", "statement", "region", "transcription", "match", "judgement")
_SECTIONS: dict[str, type[PartsSection]] = {"link": LinksSection, "attachment": ImagesSection}
_WIDEST: Final = 760  # width of the form, in px at 100 %: label and content must not be far apart
_FIRST_FIELDS: Final = 6  # fields before names and statements


class TypeSheet(QWidget):
    """All that one record of the type holds. A changed field is saved as soon as it is left."""

    followed = Signal(int)  # the record that a part of this one leads to

    def __init__(self, kind: RecordType, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._session = session
        self._look = look
        self.record: RecordView | None = None
        self.rows: dict[str, FieldRow] = {}
        self.parts: dict[str, PartsSection | TagsSection] = {}
        self._heads: list[tuple[SectionHead, Callable[[RecordView], int]]] = []
        self._vocabularies = session.vocabularies()  # those by which the parts were shown last
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(*[look.px(PANE_MARGIN)] * 4)
        self._layout.setSpacing(look.px(GAP))
        self._inside.setMaximumWidth(look.px(_WIDEST))
        self._area: QScrollArea = scrolled(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self.attention, self.closed = Attention(look), Closed(session, look)
        self.names = NamesSection(session, look)
        self.statements = StatementsSection(session, look, editable=not session.read_only, columns=1)
        self.editor = StatementEditor(session, look)
        self._steps = self._make()

    # Making ----------------------------------------------------------------------------------------------------

    def make_more(self) -> bool:
        """Make the next piece of the sheet, while nobody waits for it; returns whether there is more to make."""
        return next(self._steps, None) is not None

    def _make(self) -> Iterator[bool]:
        """Make the sheet piece by piece: to make it at once would hold the keyboard up."""
        kind, common = self.kind, {field.name for field in fields_of(Record)} - {"code"}
        own = [field for field in kind.fields if field.name not in common]
        named = kind.title is None
        for notice in (self.attention, self.closed):
            self._layout.addWidget(notice)
        self._fields(self.tr("Identity"), own[:_FIRST_FIELDS])
        yield True
        if named:
            self._section(self.tr("Names"), self.names, lambda record: len(record.names))
        if kind.properties:
            self._section(self.tr("Statements"), self.statements, lambda record: len(record.statements))
        self._layout.addWidget(self.editor)
        yield True
        self._fields(self.tr("Description"), own[_FIRST_FIELDS:])
        yield True
        if not named:
            self._section(self.tr("Names"), self.names, lambda record: len(record.names))
        self._parts(kind)
        yield True
        self._fields(self.tr("Access and rights"), [field for field in kind.fields if field.name in common])
        self._layout.addStretch(1)
        yield True
        for widget in self.findChildren(QWidget):
            widget.ensurePolished()

    def _section(self, title: str, widget: QWidget, count: Callable[[RecordView], int]) -> None:
        self._heading(title, count)
        self._layout.addWidget(widget)

    def _heading(self, title: str, count: Callable[[RecordView], int], *, counted: bool = True) -> None:
        """Add a section head that shows the ``count`` of the record, or only whether it is 0."""
        head = SectionHead(title, self._look, counted=counted)
        self._heads.append((head, count))
        self._layout.addWidget(head)

    def _parts(self, kind: RecordType) -> None:
        """Add a section for each kind of part that this record type has; those that all types have come last."""
        for part_type in sorted(PART_TYPES.values(), key=lambda part_type: part_type.types is None):
            code = part_type.code
            if code in _ELSEWHERE or (part_type.types is not None and kind.code not in part_type.types):
                continue
            if code == "tag":
                self.parts[code] = TagsSection(self._session, self._look)
            else:
                section = _SECTIONS.get(code, PartsSection)(part_type, self._session, self._look)
                section.followed.connect(self.followed)
                self.parts[code] = section
            self._layout.addWidget(self.parts[code])

    def _fields(self, title: str, fields: list[Field]) -> None:
        if not fields:
            return
        names = [field.name for field in fields]
        self._heading(
            title, lambda record: sum(record.fields[name] not in (None, "", ()) for name in names), counted=False
        )
        flags = (self.tr("yes"), self.tr("no"))
        for field in fields:
            editor = editor_for(field, self._look, self._session.vocabularies(), self._session.look_up, flags)
            if self._session.read_only:
                editor.setEnabled(False)
            made = FieldRow(field, editor, self._look, self._parse, self._save)
            self.rows[field.name] = made
            self._layout.addWidget(made)

    def _text(self, field: Field, value: Any, record: RecordView) -> str:
        return field_words.text_of(self._session, self._look.language, field, value, record)

    # Showing ---------------------------------------------------------------------------------------------------

    def show_record(self, record: RecordView, *, other: bool) -> None:
        """Show a record. If it is not ``other`` than the one shown before, what is being typed in it stays."""
        while self.make_more():
            pass
        former, self.record = self.record, record
        if other:
            self.editor.hide()
        self.attention.show_record(record)
        self.closed.show_record(record)
        for name, field_row in self.rows.items():
            value = record.fields[name]
            field_row.show_value(value, self._text(field_row.field, value, record), keep_typing=not other)
        words_changed = self._vocabularies is not self._session.vocabularies()
        if former is None or words_changed or _belongings(former) != _belongings(record):
            self._show_parts(record)
        for head, count in self._heads:
            head.show_count(count(record))
        if other:
            self._area.verticalScrollBar().setValue(0)

    def _show_parts(self, record: RecordView) -> None:
        """Show names, statements and other parts; not needed after a save that changed a field alone."""
        self._vocabularies = self._session.vocabularies()
        self.names.show_record(record)
        self.statements.show_record(record)
        for section in self.parts.values():
            section.show_record(record)
        set_tab_order(self._inside)

    def forget(self) -> None:
        """Forget the record and what is typed for it. What could not be saved is offered as a draft above the list."""
        self.record = None
        for section in (self.names, *self.parts.values()):
            section.forget()

    def reload_terms(self) -> None:
        """Offer the current terms, after a change of vocabularies."""
        vocabularies = self._session.vocabularies()
        for field_row in self.rows.values():
            if isinstance(field_row.editor, TermEditor):
                words = term_words(vocabularies, field_row.field.vocabulary or "", self._look.language)
                field_row.editor.offer(words)
        self.editor.reload_terms()
        self.names.reload_terms()

    def scroll_to(self, widget: QWidget, *, later: bool = False) -> None:
        """Scroll to a widget; ``later`` for one that was made or shown just now, and gets its place soon."""
        if later:
            QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget))
        else:
            self._area.ensureWidgetVisible(widget)

    # Changing --------------------------------------------------------------------------------------------------

    def _parse(self, field: Field, text: str) -> Parsed:
        return field_words.parse(self._session, field, text)

    def _save(self, name: str, value: Any) -> bool:
        """Save a field as one step of undo. Returns False where it was not saved: its text stays in the editor."""
        record = self.record
        if record is None:
            return False
        field = record.type.field(name)
        assert field is not None
        label = message("{record}: {field}", record=record.label, field=field.label)

        try:
            with self._session.program.catalogue.change(label) as change:
                change.set(record.id, **{name: field_words.with_record_made(change, value, self._session)})
        except InputError as problem:  # the value is wrong: that is shown beside its field
            self.rows[name].say(problem.brief.in_(self._look.language))
            return False
        except MemoirCatError as problem:
            self._session.report_problem(problem)
            return False
        return True

    def unsaved(self) -> dict[str, str]:
        """The texts that are typed here and not stored, by the places that `RecordForm.resume` takes."""
        texts = {f"field:{name}": text for name, field_row in self.rows.items() if (text := field_row.unsaved())}
        texts |= {f"name:{key}": text for key, text in self.names.unsaved().items()}
        statement = self.editor.unsaved()
        if statement is not None:
            texts[f"statement:{statement[0]}"] = json.dumps(statement[1], ensure_ascii=False)
        for code, section in self.parts.items():
            part = section.unsaved() if isinstance(section, PartsSection) else None
            if part is not None:
                texts[f"part:{code}:{part[0]}"] = json.dumps(part[1], ensure_ascii=False)
        return texts

    def commit(self) -> None:
        """Save all that is typed here; problems stay at their fields."""
        for field_row in self.rows.values():
            field_row.commit()
        self.names.commit()
        for section in self.parts.values():
            section.commit()
        if not self.editor.isHidden() and self.editor.has_content():
            self.editor.save()


def _belongings(record: RecordView) -> tuple[Any, ...]:
    """All parts of a record, and the labels of the records named there."""
    return (
        record.id,
        record.names,
        record.statements,
        record.links,
        record.links_back,
        record.parts,
        record.pictures,
        record.members,
        {record_id: label for record_id, label in record.labels.items() if record_id != record.id},
    )
