"""The whole form of a record: its fields, names, statements and other parts; every change is saved at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QScrollArea, QVBoxLayout, QWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.views import RecordView
from memoircat.desktop.composing import settle
from memoircat.desktop.form import field_words
from memoircat.desktop.form.editors import TermEditor, editor_for, term_words
from memoircat.desktop.form.field_row import FieldRow
from memoircat.desktop.form.images_section import ImagesSection
from memoircat.desktop.form.links_section import LinksSection
from memoircat.desktop.form.names_section import NamesSection
from memoircat.desktop.form.notices import Attention, Closed
from memoircat.desktop.form.parts_section import Drafts, PartsSection
from memoircat.desktop.form.section_head import SectionHead
from memoircat.desktop.form.statement_editor import StatementEditor
from memoircat.desktop.form.statements_section import StatementsSection
from memoircat.desktop.form.tags_section import TagsSection
from memoircat.desktop.layouts import chain, clear, scrolled
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.errors import InputError, MemoirCatError
from memoircat.linkage.decisions import prefer
from memoircat.records.completeness import NAMED_BY_NAMES, NAMES, STATEMENTS
from memoircat.records.declare import Field, fields_of
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RecordType
from memoircat.records.values import Parsed
from memoircat.told import told_briefly

# Parts that are shown otherwise: above in the form, beside their image, or as the members of a person.
_ELSEWHERE = ("name", "statement", "region", "transcription", "match", "judgement")
_SECTIONS: dict[str, type[PartsSection]] = {"link": LinksSection, "attachment": ImagesSection}
_WIDEST = 760  # a line that is longer than its content is hard to read across


class RecordForm(QWidget):
    """Shows one record at a time; the widgets are made once for a record type and filled for each record."""

    told = Signal(str, str)
    followed = Signal(int)  # a record that this one leads to

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._type: RecordType | None = None
        self.record: RecordView | None = None
        self.rows: dict[str, FieldRow] = {}
        self.parts: dict[str, PartsSection | TagsSection] = {}
        self._heads: list[tuple[SectionHead, Callable[[RecordView], int]]] = []
        self._drafts: Drafts = {}
        self._inside = QWidget()
        self._layout = QVBoxLayout(self._inside)
        self._layout.setContentsMargins(*[look.px(16)] * 4)
        self._layout.setSpacing(look.px(8))
        self._inside.setMaximumWidth(look.px(_WIDEST))
        self._area: QScrollArea = scrolled(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        session.changed.connect(self._take_words)
        self._words = session.vocabularies()  # as they were when the parts were shown last

    # Showing ---------------------------------------------------------------------------------------------------

    def show_record(self, record: RecordView) -> None:
        """Show a record; what is being typed in a field of the same record stays. Call `commit` before another."""
        if self._type is None or self._type.code != record.type.code:
            self._make(record.type)
        former, self.record = self.record, record
        other = former is None or former.id != record.id
        if other:
            self.editor.hide()
        self.attention.show_record(record)
        self.closed.show_record(record)
        for name, field_row in self.rows.items():
            value = record.fields[name]
            field_row.show_value(value, self._text(field_row.field, value, record), keep_typing=not other)
        if former is None or _hung_on(former) != _hung_on(record) or self._words is not self._session.vocabularies():
            self._show_what_hangs(record)
        if other:
            self._area.verticalScrollBar().setValue(0)

    def _show_what_hangs(self, record: RecordView) -> None:
        """Names, statements and other parts: left as they are by a save that changed a field alone."""
        self._words = self._session.vocabularies()
        self.names.show_record(record)
        self.statements.show_record(record)
        for section in self.parts.values():
            section.show_record(record)
        for head, count in self._heads:
            head.show_count(count(record))
        chain(self._inside)

    def _make(self, kind: RecordType) -> None:
        """Make the widgets of a record type."""
        clear(self._layout)
        self._type, self.record = kind, None
        self.rows, self.parts, self._heads = {}, {}, []
        look = self._look
        self.attention, self.closed = Attention(look), Closed(self._session, look)
        for notice in (self.attention, self.closed):
            notice.asked.connect(self.go_to)
            self._layout.addWidget(notice)
        self.names = NamesSection(self._session, look)
        self.statements = StatementsSection(self._session, look, editable=not self._session.read_only, columns=1)
        self.statements.opened.connect(self._open_statement)
        self.statements.preferred.connect(self._prefer)
        self.editor = StatementEditor(self._session, look)
        self.editor.finished.connect(self._editor_left)
        common = {each.name for each in fields_of(Record)} - {"code"}
        self._fields(self.tr("Identity"), [each for each in kind.fields if each.name not in common][:6])
        if kind.code in NAMED_BY_NAMES:
            self._section(self.tr("Names"), self.names, lambda record: len(record.names))
        if kind.properties:
            self._section(self.tr("Statements"), self.statements, lambda record: len(record.statements))
        self._layout.addWidget(self.editor)
        self._fields(self.tr("Description"), [each for each in kind.fields if each.name not in common][6:])
        if kind.code not in NAMED_BY_NAMES:
            self._section(self.tr("Names"), self.names, lambda record: len(record.names))
        self._parts(kind)
        self._fields(self.tr("Access and rights"), [each for each in kind.fields if each.name in common])
        self._layout.addStretch(1)

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
                made = _SECTIONS.get(each.code, PartsSection)(each, self._session, self._look, self._drafts)
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

    def _take_words(self, change: ChangeSet) -> None:
        """The vocabularies have changed: offer their words as they are now, in widgets that were made before."""
        if "term" not in change.tables or self._type is None:
            return
        vocabularies = self._session.vocabularies()
        for field_row in self.rows.values():
            if isinstance(field_row.editor, TermEditor):
                words = term_words(vocabularies, field_row.field.vocabulary or "", self._look.language)
                field_row.editor.offer(words)
        self.editor.take_words()
        self.names.take_words()

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
        label = f"{record.label}：{field.label.in_(self._look.language)}"

        try:
            with self._session.program.catalogue.change(label) as change:
                change.set(record.id, **{name: field_words.made(change, value, self._session)})
        except InputError as problem:  # the value is wrong: it stands beside the field
            self.rows[name].say(told_briefly(problem, self._look.language))
            return False
        except MemoirCatError as problem:
            self._session.tell_problem(problem)
            return False
        return True

    def add_statement(self, property_code: str | None = None) -> None:
        """Open the editor for a new statement."""
        if self.record is not None and self.record.type.properties and not self._session.read_only:
            self.editor.add_to(self.record, property_code)
            self._bring_into_sight(self.editor)

    def add_name(self) -> None:
        """Put the focus into the line for a further name."""
        self.names.new_name.setFocus()
        self._bring_into_sight(self.names.new_name)

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
        self._bring_into_sight(section)

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
            # It was made just now, and cannot have the focus before it is shown; by then the form may be left.
            QTimer.singleShot(0, card, lambda: card.setFocus() if card.isVisible() else None)
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
        for code, section in self.parts.items():
            part = section.unsaved() if isinstance(section, PartsSection) else None
            if part is not None:
                found[f"part:{code}:{part[0]}"] = json.dumps(part[1], ensure_ascii=False)
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
        elif kind == "part":
            code, _, part_id = key.partition(":")
            self._resume_part(code, int(part_id), json.loads(text))

    def _resume_part(self, code: str, part_id: int, texts: dict[str, str]) -> None:
        section = self.parts.get(code)
        if isinstance(section, PartsSection):
            section.resume(part_id, texts)
            self._bring_into_sight(section)

    def commit(self) -> None:
        """Save whatever is typed, before another record is shown or the window goes. A problem stays with its field."""
        settle()
        if self.record is None or self._session.read_only:
            return
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
