"""The widgets of one record type in the form: made once, and filled for each record."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

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
from memoircat.desktop.widgets.layouts import chain, scrolled
from memoircat.errors import InputError, MemoirCatError
from memoircat.messages import message
from memoircat.records.completeness import NAMED_BY_NAMES
from memoircat.records.declare import Field, fields_of
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RecordType
from memoircat.records.values import Parsed

# Parts that are shown otherwise: above in the form, beside their image, or as the members of a person.
_ELSEWHERE = ("name", "statement", "region", "transcription", "match", "judgement")
_SECTIONS: dict[str, type[PartsSection]] = {"link": LinksSection, "attachment": ImagesSection}
_WIDEST = 760  # a line that is longer than its content is hard to read across
_FIRST_FIELDS = 6  # before names and statements


class TypeSheet(QWidget):
    """Everything about one record of its type, which may be another each time; a changed field is saved at once."""

    followed = Signal(int)  # a record that this one leads to

    def __init__(self, kind: RecordType, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._session = session
        self._look = look
        self.record: RecordView | None = None
        self.rows: dict[str, FieldRow] = {}
        self.parts: dict[str, PartsSection | TagsSection] = {}
        self._heads: list[tuple[SectionHead, Callable[[RecordView], int]]] = []
        self._words = session.vocabularies()  # as they were when the parts were shown last
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(*[look.px(16)] * 4)
        self._layout.setSpacing(look.px(8))
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
        """Make the next of its sections, while nobody waits for it; whether there is more to make."""
        return next(self._steps, None) is not None

    def _make(self) -> Iterator[bool]:
        """Section by section: all at once takes longer than a key may."""
        kind, common = self.kind, {each.name for each in fields_of(Record)} - {"code"}
        own = [each for each in kind.fields if each.name not in common]
        named = kind.code in NAMED_BY_NAMES
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
        self._fields(self.tr("Access and rights"), [each for each in kind.fields if each.name in common])
        self._layout.addStretch(1)
        yield True
        for each in self.findChildren(QWidget):
            each.ensurePolished()

    def _section(self, title: str, widget: QWidget, count: Callable[[RecordView], int]) -> None:
        self._heading(title, count)
        self._layout.addWidget(widget)

    def _heading(self, title: str, count: Callable[[RecordView], int], *, counted: bool = True) -> None:
        """A head whose light says whether anything is there."""
        head = SectionHead(title, self._look, counted=counted)
        self._heads.append((head, count))
        self._layout.addWidget(head)

    def _parts(self, kind: RecordType) -> None:
        """A section for each kind of part that this record type has, and that has no place elsewhere."""
        for each in sorted(PART_TYPES.values(), key=lambda part: part.types is None):  # what is its own comes first
            if each.code in _ELSEWHERE or (each.types is not None and kind.code not in each.types):
                continue
            if each.code == "tag":
                self.parts[each.code] = TagsSection(self._session, self._look)
            else:
                made = _SECTIONS.get(each.code, PartsSection)(each, self._session, self._look)
                made.followed.connect(self.followed)
                self.parts[each.code] = made
            self._layout.addWidget(self.parts[each.code])

    def _fields(self, title: str, fields: list[Field]) -> None:
        if not fields:
            return
        names = [each.name for each in fields]
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
        """Show a record, ``other`` than the form showed before: else what is being typed in it stays."""
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
        if former is None or _hung_on(former) != _hung_on(record) or self._words is not self._session.vocabularies():
            self._show_what_hangs(record)
        for head, count in self._heads:
            head.show_count(count(record))
        if other:
            self._area.verticalScrollBar().setValue(0)

    def _show_what_hangs(self, record: RecordView) -> None:
        """Names, statements and other parts: left as they are by a save that changed a field alone."""
        self._words = self._session.vocabularies()
        self.names.show_record(record)
        self.statements.show_record(record)
        for section in self.parts.values():
            section.show_record(record)
        chain(self._inside)

    def forget(self) -> None:
        """The record was left. What could not be saved of it is offered in the bar above the list, not here."""
        self.record = None
        for each in (self.names, *self.parts.values()):
            each.forget()

    def take_words(self) -> None:
        """The vocabularies have changed: offer their words as they are now, in widgets that were made before."""
        vocabularies = self._session.vocabularies()
        for field_row in self.rows.values():
            if isinstance(field_row.editor, TermEditor):
                words = term_words(vocabularies, field_row.field.vocabulary or "", self._look.language)
                field_row.editor.offer(words)
        self.editor.take_words()
        self.names.take_words()

    def see(self, widget: QWidget, *, later: bool = False) -> None:
        """Scroll to a widget; ``later`` once it has its place: it may have been made, or shown, just now."""
        if later:
            QTimer.singleShot(0, widget, lambda: self._area.ensureWidgetVisible(widget))
        else:
            self._area.ensureWidgetVisible(widget)

    # Changing --------------------------------------------------------------------------------------------------

    def _parse(self, field: Field, text: str) -> Parsed:
        return field_words.parse(self._session, field, text)

    def _save(self, name: str, value: Any) -> bool:
        """One field, one step of undo. False: it was not saved, and the words stay in the editor."""
        record = self.record
        if record is None:
            return False
        field = record.type.field(name)
        assert field is not None
        label = message("{record}: {field}", record=record.label, field=field.label)

        try:
            with self._session.program.catalogue.change(label) as change:
                change.set(record.id, **{name: field_words.made(change, value, self._session)})
        except InputError as problem:  # the value is wrong: it stands beside the field
            self.rows[name].say(problem.brief.in_(self._look.language))
            return False
        except MemoirCatError as problem:
            self._session.tell_problem(problem)
            return False
        return True

    def unsaved(self) -> dict[str, str]:
        """What is typed here and not stored: what `RecordForm.resume` takes → the text."""
        found = {f"field:{name}": text for name, field_row in self.rows.items() if (text := field_row.unsaved())}
        found |= {f"name:{key}": text for key, text in self.names.unsaved().items()}
        statement = self.editor.unsaved()
        if statement is not None:
            found[f"statement:{statement[0]}"] = json.dumps(statement[1], ensure_ascii=False)
        for code, section in self.parts.items():
            part = section.unsaved() if isinstance(section, PartsSection) else None
            if part is not None:
                found[f"part:{code}:{part[0]}"] = json.dumps(part[1], ensure_ascii=False)
        return found

    def commit(self) -> None:
        """Save whatever is typed here. A problem stays with its field."""
        for field_row in self.rows.values():
            field_row.commit()
        self.names.commit()
        for section in self.parts.values():
            section.commit()
        if not self.editor.isHidden() and self.editor.has_content():
            self.editor.save()


def _hung_on(record: RecordView) -> tuple[Any, ...]:
    """Everything that hangs on a record, and what it is called there."""
    return (
        record.id,
        record.names,
        record.statements,
        record.links,
        record.links_back,
        record.parts,
        record.pictures,
        record.members,
        {each: words for each, words in record.labels.items() if each != record.id},
    )
