"""The parts of one kind on a record (condition surveys, movements, links …), made from their declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from memoircat.catalogue.change import Change
from memoircat.catalogue.views import Held, RecordView
from memoircat.dates import ArchiveDate
from memoircat.desktop.form import field_words
from memoircat.desktop.form.editors import editor_for
from memoircat.desktop.form.part_row import Columns, Line, PartEditor, PartRow, columns_of
from memoircat.desktop.form.said import meaning, span
from memoircat.desktop.form.section_head import SectionHead
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.layouts import button, chain, clear
from memoircat.errors import MemoirCatError
from memoircat.messages import message
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PartType
from memoircat.records.values import Parsed, shown

_SHOWN = 40  # rows that are made at once: a camp has hundreds of links


class PartsSection(QWidget):
    """A line a part, one of them open at most; without any, only the button that adds one."""

    followed = Signal(int)  # a record that a part leads to
    _follows = False  # whether Enter on a row goes there

    def __init__(self, kind: PartType, session: Session, look: Look) -> None:
        super().__init__()
        self.kind = kind
        self._session = session
        self._look = look
        self._record: RecordView | None = None
        self._lines: list[Line] = []
        self._filled = False
        self._everything = False
        self.rows: dict[int, PartRow] = {}
        self.editor: PartEditor | None = None
        self.setObjectName(f"section-{kind.code}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look.px(4))
        self._make_heads()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(look.px(4))
        self._layout.addLayout(self._inside)

    def _make_heads(self) -> None:
        """The head, for where there is something; the quiet line, for where there is nothing."""
        look, word = self._look, self.kind.label.in_(self._look.language)
        words = self.tr("Add: {0}").format(word)
        self.head = SectionHead(word, look)
        more = IconButton(look, "plus", words, "Ins", small=True)
        more.clicked.connect(self.add)
        self.head.line.addWidget(more)
        self.adding = button(word, look, "flat")
        self.adding.setIcon(icon("plus", look.tokens.accent, look.px(16)))
        self.adding.setToolTip(words)
        self.adding.setAccessibleName(words)
        self.adding.clicked.connect(self.add)
        for each in (more, self.adding):
            each.setObjectName(f"add-{self.kind.code}")
        more.setVisible(self._may_add)
        self._layout.addWidget(self.head)
        self._layout.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def _may_add(self) -> bool:
        return not self._session.read_only

    @property
    def fields(self) -> Sequence[Field]:
        """The fields of a part that are edited here."""
        return self.kind.fields

    # Showing ---------------------------------------------------------------------------------------------------

    def show_record(self, record: RecordView) -> None:
        """Show the parts of a record; what is being typed in one of the same record stays."""
        other = self._record is None or self._record.id != record.id
        self._record = record
        lines = self._lines_of(record)
        gone = self.editor and self.editor.part_id is not None and self.editor.part_id not in {e.id for e in lines}
        closing = self.editor is not None and (other or gone)
        if closing:
            self._drop_editor()
        self._everything = self._everything and not other
        if closing or not self._filled or lines != self._lines:
            self._lines = lines
            self._fill()

    def _lines_of(self, record: RecordView) -> list[Line]:
        return [self._line(held, record) for held in record.parts[self.kind.code]]

    def _line(self, held: Held[Any], record: RecordView) -> Line:
        """A part in words: a term that comes first leads, then the first value, then the others."""
        words = self._words(held.part, record)
        led = bool(words) and self.fields[0].kind is Kind.TERM and getattr(held.part, self.fields[0].name) is not None
        lead = words.pop(0) if led and len(words) > 1 else ""
        return Line(held.id, lead, words[0] if words else "", "　".join(words[1:]), self._leads_to(held))

    def _words(self, part: Any, record: RecordView) -> list[str]:
        """The values in their order; two dates that follow each other are a span."""
        language, found = self._look.language, list[str]()
        dates: list[ArchiveDate | None] = []
        for field in [*self.fields, None]:
            if field is not None and field.kind is Kind.DATE:
                dates.append(getattr(part, field.name))
                continue
            if any(dates):
                start, until = dates if len(dates) == 2 else (dates[0], None)
                means = meaning(start, until, self._look)
                found += [f"{span(start, until, language)}{f'　{means}' if means else ''}"]
            dates = []
            if field is not None:
                value = getattr(part, field.name)
                found += [shown(field, value, language, self._session.vocabularies(), record.label_of)]
        return [each for each in found if each]

    def _leads_to(self, held: Held[Any]) -> int | None:
        """The record that a part is about; its source is not."""
        about = (each for each in self.fields if each.kind is Kind.RECORD and each.declared.refers != ("source",))
        return next((getattr(held.part, each.name) for each in about), None)

    def _fill(self) -> None:
        """Make the rows anew; the open part keeps its editor, and the focus stays where it was."""
        self._filled = True
        focus = next((id_ for id_, each in self.rows.items() if each.hasFocus()), None)
        place = next((n for n, each in enumerate(self.rows) if each == focus), 0)
        if self.editor is not None:
            self._inside.removeWidget(self.editor)
        clear(self._inside)
        self.rows = {}
        shown_ = self._lines if self._everything else self._lines[:_SHOWN]
        columns = columns_of(self._lines, self._look) if self._lines else None
        for line in shown_:
            if self.editor is not None and self.editor.part_id == line.id:
                self._inside.addWidget(self.editor)
            elif columns is not None:
                self._add_row(line, columns)
        if len(shown_) < len(self._lines):
            self._offer_all()
        if self.editor is not None and self.editor.part_id is None:
            self._inside.addWidget(self.editor)
        self._fit()
        if focus is not None:
            keys = list(self.rows)
            at = focus if focus in self.rows else keys[min(place, len(keys) - 1)] if keys else None
            self._focus(self.rows[at] if at is not None else self.adding)

    def _add_row(self, line: Line, columns: Columns) -> None:
        editable = not self._session.read_only
        made = PartRow(line, columns, self._look, self.kind.code, editable=editable, follows=self._follows)
        made.edited.connect(self.edit)
        made.removed.connect(self.remove)
        made.followed.connect(self.followed)
        made.moved.connect(self.move_part)
        self.rows[line.id] = made
        self._inside.addWidget(made)

    def _offer_all(self) -> None:
        more = button(self.tr("Show all ({0})").format(f"{len(self._lines):,}"), self._look, "flat")
        more.clicked.connect(self._show_all)
        self._inside.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._everything = True
        self._fill()

    def _fit(self) -> None:
        """The head where there is something, else the quiet line; neither where nothing can be added."""
        self.head.show_count(len(self._lines))
        self.head.setVisible(bool(self._lines) or self.editor is not None)
        self.adding.setVisible(self._may_add and not self._lines and self.editor is None)
        self.setVisible(bool(self._lines) or self._may_add or self.editor is not None)

    def _focus(self, widget: QWidget) -> None:
        """It may have been made just now, and cannot have the focus before it is shown."""
        QTimer.singleShot(0, widget, widget.setFocus)

    # Editing ---------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open an empty part; one that is open is saved first."""
        if self._record is None or not self._may_add or not self._settle():
            return
        empty = self.kind.declaration()
        values: dict[str, Any] = {each.name: None for each in self.fields}
        texts = dict.fromkeys(values, "")
        hand = self._session.source_in_hand
        held = self._session.view(hand) if hand is not None and "source" in values else None
        if held is not None:
            values["source"], texts["source"] = held.id, f"{held.code}  {held.label}"
        for each in fields(empty):  # several values are an empty list, not nothing
            if each.name in values and getattr(empty, each.name) == ():
                values[each.name] = ()
        self._open(None, values, texts)

    def edit(self, part_id: int) -> None:
        """Open a part; one that is open is saved first."""
        record = self._record
        if record is None or self._session.read_only or not self._settle():
            return
        values = self._values(part_id, record)
        self._open(part_id, values, {each.name: self._text(each, values[each.name]) for each in self.fields})

    def _values(self, part_id: int, record: RecordView) -> dict[str, Any]:
        part = next(held.part for held in record.parts[self.kind.code] if held.id == part_id)
        return {each.name: getattr(part, each.name) for each in self.fields}

    def _text(self, field: Field, value: Any) -> str:
        assert self._record is not None
        return field_words.text_of(self._session, self._look.language, field, value, self._record)

    def _open(self, part_id: int | None, values: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        made = PartEditor(part_id, self.fields, self._editor_for, self._parse, self._look, self.kind.code)
        made.saved.connect(self.save)
        made.left.connect(self.leave)
        made.open_on(values, texts)
        self.editor = made
        self._fill()
        chain(self)
        self._focus(made.first())

    def _editor_for(self, field: Field) -> Any:
        flags = (self.tr("yes"), self.tr("no"))
        return editor_for(field, self._look, self._session.vocabularies(), self._session.look_up, flags)

    def _parse(self, field: Field, text: str) -> Parsed:
        return field_words.parse(self._session, field, text)

    def save(self) -> None:
        """Write the open part as one step of undo, and go to its row; what keeps it out is shown in its place."""
        written: list[int | None] = []
        if self._save(written):
            self._focus(self.rows.get(written[0] or 0, self.adding) if written else self._way_back())

    def _save(self, written: list[int | None]) -> bool:
        """Write the open part, if anything was entered; ``written`` takes its id. False: it is still open."""
        editor, record = self.editor, self._record
        if editor is None or record is None:
            return True
        if not editor.commit():
            return False
        if not editor.differs():
            self._close()
            return True
        label = message("{record}: {field}", record=record.label, field=self.kind.label)
        self.editor = None  # the news of the change shows the rows: it is one of them again
        try:
            with self._session.program.catalogue.change(label) as change:
                values = {name: field_words.made(change, each, self._session) for name, each in editor.values.items()}
                written.append(self._write(change, record, editor.part_id, values))
        except MemoirCatError as problem:
            self.editor = editor
            written.clear()
            editor.say(problem.where, problem.brief.in_(self._look.language))
            return False
        editor.hide()
        editor.deleteLater()
        self._fill()
        return True

    def _write(self, change: Change, record: RecordView, part_id: int | None, values: dict[str, Any]) -> int | None:
        """Write a part; one that says nothing any more is removed. Returns its id."""
        if part_id is None:
            return change.add(record.id, self.kind.declaration(**{k: v for k, v in values.items() if v is not None}))
        if not any(value not in (None, ()) for value in values.values()):
            change.remove(self.kind.declaration, part_id)
            return None
        change.edit(self.kind.declaration, part_id, **values)
        return part_id

    def leave(self) -> None:
        """Close the open part without saving, and go back to its row."""
        part_id = self.editor.part_id if self.editor else None
        self._close()
        self._focus(self.rows.get(part_id or 0) or self._way_back())

    def _close(self) -> None:
        self._drop_editor()
        self._fill()

    def _way_back(self) -> QWidget:
        """Where the focus goes when a part is gone: the last row, else the button that adds one."""
        return next(reversed(self.rows.values()), None) or self.adding

    def _drop_editor(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None

    def _settle(self) -> bool:
        """Save the open part, if it says anything; False where it cannot be."""
        if self.editor is None:
            return True
        if self.editor.commit() and not self.editor.differs():
            self._close()
            return True
        return self._save([])

    def commit(self) -> None:
        """Save what is typed before the record is left; what cannot be saved is a draft, as that of a field is."""
        if self._record is not None:
            self._settle()

    def forget(self) -> None:
        """The record was left: nothing that is open here is for the next one, even were it the same."""
        self._drop_editor()
        self._record, self._filled = None, False

    def unsaved(self) -> tuple[int, dict[str, str]] | None:
        """The part that is open (0: a new one) and all its lines; None where nothing was typed."""
        texts = self.editor.unsaved() if self.editor is not None else None
        return (self.editor.part_id or 0, texts) if self.editor is not None and texts is not None else None

    def resume(self, part_id: int, texts: Mapping[str, str]) -> None:
        """Open a part with what was being typed into it; one that is gone since as a new one."""
        if any(line.id == part_id for line in self._lines):
            self._everything = True  # it may lie beyond those shown
            self.edit(part_id)
        elif self._may_add:
            self.add()
        if self.editor is None:
            return
        for name, made in self.editor.rows.items():
            if texts.get(name, made.editor.text()) != made.editor.text():
                made.resume(texts[name])

    def remove(self, part_id: int) -> None:
        """Take a part away; undo brings it back."""
        record = self._record
        if record is None or self._session.read_only:
            return
        label = message("{record}: remove {part}", record=record.label, part=self.kind.label)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                change.remove(self.kind.declaration, part_id)

        self._session.attempt(work)

    def move_part(self, part_id: int, by: int) -> None:
        """Only parts that have an order are moved."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ins adds one."""
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add()
        else:
            super().keyPressEvent(event)
