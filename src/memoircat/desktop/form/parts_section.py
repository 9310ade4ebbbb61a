"""The parts of one kind on a record (condition surveys, movements, links …), from the declaration of the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from memoircat.catalogue.change import Change
from memoircat.catalogue.views import Held, RecordView
from memoircat.dates import ArchiveDate
from memoircat.desktop.form import field_words
from memoircat.desktop.form.editors import editor_for
from memoircat.desktop.form.part_row import Columns, PartEditor, PartLine, PartRow, columns_of
from memoircat.desktop.form.section_head import SectionHead
from memoircat.desktop.form.statement_words import meaning, span
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import GAP_IN_GROUP, ICON
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.layouts import button, clear, set_tab_order
from memoircat.errors import MemoirCatError
from memoircat.messages import message
from memoircat.records.declare import Field, Kind
from memoircat.records.naming import BETWEEN
from memoircat.records.registry import PartType
from memoircat.records.values import Parsed, shown

_SHOWN: Final = 40  # rows that are made before the user wants to see all: a camp has hundreds of links


class PartsSection(QWidget):
    """A row for each part; one part at most is open for editing. Without parts there is only a button to add one."""

    followed = Signal(int)  # the record that a part leads to
    _follows = False  # whether Enter on a row goes to that record

    def __init__(self, kind: PartType, session: Session, look: Look) -> None:
        super().__init__()
        self.kind = kind
        self._session = session
        self._look = look
        self._record: RecordView | None = None
        self._lines: list[PartLine] = []
        self._filled = False  # whether the rows are those of `_lines`
        self._everything = False  # whether all rows are made, not just the first `_SHOWN`
        self.rows: dict[int, PartRow] = {}
        self.editor: PartEditor | None = None
        self.setObjectName(f"section-{kind.code}")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(look.px(GAP_IN_GROUP))
        self._make_heads()
        self._inside = QVBoxLayout()
        self._inside.setSpacing(look.px(GAP_IN_GROUP))
        self._layout.addLayout(self._inside)

    def _make_heads(self) -> None:
        """Make the head for a section with parts, and the button that is shown for a section without."""
        look, word = self._look, self.kind.label.in_(self._look.language)
        words = self.tr("Add: {0}").format(word)
        self.head = SectionHead(word, look)
        further = IconButton(look, "plus", words, "Ins", small=True)
        further.clicked.connect(self.add)
        self.head.line.addWidget(further)
        self.adding = button(word, look, "flat")
        self.adding.setIcon(icon("plus", look.tokens.accent, look.px(ICON)))
        self.adding.setToolTip(words)
        self.adding.setAccessibleName(words)
        self.adding.clicked.connect(self.add)
        for adding in (further, self.adding):
            adding.setObjectName(f"add-{self.kind.code}")
        further.setVisible(self._may_add)
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
        open_id = self.editor.part_id if self.editor else None
        gone = open_id is not None and open_id not in {line.id for line in lines}
        closing = self.editor is not None and (other or gone)
        if closing:
            self._drop_editor()
        self._everything = self._everything and not other
        if closing or not self._filled or lines != self._lines:
            self._lines = lines
            self._fill()

    def _lines_of(self, record: RecordView) -> list[PartLine]:
        return [self._line(held, record) for held in record.parts[self.kind.code]]

    def _line(self, held: Held[Any], record: RecordView) -> PartLine:
        """A part in words. Where the first field is a term and has a value, that says of what kind the part is."""
        words = self._words(held.part, record)
        led = bool(words) and self.fields[0].kind is Kind.TERM and getattr(held.part, self.fields[0].name) is not None
        lead = words.pop(0) if led and len(words) > 1 else ""
        return PartLine(held.id, lead, words[0] if words else "", "　".join(words[1:]), self._leads_to(held))

    def _words(self, part: Any, record: RecordView) -> list[str]:
        """The values of a part in words, in the order of its fields; two dates in a row are one span."""
        language, words = self._look.language, list[str]()
        dates: list[ArchiveDate | None] = []
        for field in [*self.fields, None]:
            if field is not None and field.kind is Kind.DATE:
                dates.append(getattr(part, field.name))
                continue
            if any(dates):
                start, until = dates if len(dates) == 2 else (dates[0], None)
                means = meaning(start, until, self._look)
                words += [f"{span(start, until, language)}{f'　{means}' if means else ''}"]
            dates = []
            if field is not None:
                value = getattr(part, field.name)
                words += [shown(field, value, language, self._session.vocabularies(), record.label_of)]
        return [word for word in words if word]

    def _leads_to(self, held: Held[Any]) -> int | None:
        """The record that a part is about: the value of its first field for a record that is not its source."""
        about = (field for field in self.fields if field.kind is Kind.RECORD and field.declared.refers != ("source",))
        return next((getattr(held.part, field.name) for field in about), None)

    def _fill(self) -> None:
        """Make the rows again. The open part keeps its editor; the focus stays on its row, or near one that is gone."""
        self._filled = True
        focus = next((id_ for id_, part_row in self.rows.items() if part_row.hasFocus()), None)
        place = next((number for number, id_ in enumerate(self.rows) if id_ == focus), 0)
        if self.editor is not None:
            self._inside.removeWidget(self.editor)
        clear(self._inside)
        self.rows = {}
        lines = self._lines if self._everything else self._lines[:_SHOWN]
        columns = columns_of(self._lines, self._look) if self._lines else None
        for line in lines:
            if self.editor is not None and self.editor.part_id == line.id:
                self._inside.addWidget(self.editor)
            elif columns is not None:
                self._add_row(line, columns)
        if len(lines) < len(self._lines):
            self._offer_all()
        if self.editor is not None and self.editor.part_id is None:
            self._inside.addWidget(self.editor)
        self._fit()
        if focus is not None:
            keys = list(self.rows)
            at = focus if focus in self.rows else keys[min(place, len(keys) - 1)] if keys else None
            self._focus(self.rows[at] if at is not None else self.adding)

    def _add_row(self, line: PartLine, columns: Columns) -> None:
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
        """Show the head where there are parts, else the button that adds one; neither where none may be added."""
        self.head.show_count(len(self._lines))
        self.head.setVisible(bool(self._lines) or self.editor is not None)
        self.adding.setVisible(self._may_add and not self._lines and self.editor is None)
        self.setVisible(bool(self._lines) or self._may_add or self.editor is not None)

    def _focus(self, widget: QWidget) -> None:
        """Give a widget the focus once it is shown: it may have been made just now."""
        QTimer.singleShot(0, widget, widget.setFocus)

    # Editing ---------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Open an empty part; one that is open is saved first."""
        if self._record is None or not self._may_add or not self._save_and_close():
            return
        empty = self.kind.declaration()
        values: dict[str, Any] = {field.name: None for field in self.fields}
        texts = dict.fromkeys(values, "")
        hand = self._session.source_in_hand
        held = self._session.view(hand) if hand is not None and "source" in values else None
        if held is not None:
            values["source"], texts["source"] = held.id, f"{held.code}{BETWEEN}{held.label}"
        for declared in fields(empty):  # a field of several values is empty as (), not as None
            if declared.name in values and getattr(empty, declared.name) == ():
                values[declared.name] = ()
        self._open(None, values, texts)

    def edit(self, part_id: int) -> None:
        """Open a part; one that is open is saved first."""
        record = self._record
        if record is None or self._session.read_only or not self._save_and_close():
            return
        values = self._values(part_id, record)
        self._open(part_id, values, {field.name: self._text(field, values[field.name]) for field in self.fields})

    def _values(self, part_id: int, record: RecordView) -> dict[str, Any]:
        part = next(held.part for held in record.parts[self.kind.code] if held.id == part_id)
        return {field.name: getattr(part, field.name) for field in self.fields}

    def _text(self, field: Field, value: Any) -> str:
        assert self._record is not None
        return field_words.text_of(self._session, self._look.language, field, value, self._record)

    def _open(self, part_id: int | None, values: Mapping[str, Any], texts: Mapping[str, str]) -> None:
        made = PartEditor(part_id, self.fields, self._editor_for, self._parse, self._look, self.kind.code)
        made.saved.connect(self.save)
        made.closed.connect(self.leave)
        made.open_on(values, texts)
        self.editor = made
        self._fill()
        set_tab_order(self)
        self._focus(made.first())

    def _editor_for(self, field: Field) -> Any:
        flags = (self.tr("yes"), self.tr("no"))
        return editor_for(field, self._look, self._session.vocabularies(), self._session.look_up, flags)

    def _parse(self, field: Field, text: str) -> Parsed:
        return field_words.parse(self._session, field, text)

    def save(self) -> None:
        """Write the open part as one step of undo, and go to its row. What keeps it from being written is shown."""
        written: list[int | None] = []
        if self._save(written):
            self._focus(self.rows.get(written[0] or 0, self.adding) if written else self._way_back())

    def _save(self, written: list[int | None]) -> bool:
        """Write the open part, if anything was entered, and append its id to ``written``.

        Returns False where a problem kept it from being written: it stays open.
        """
        editor, record = self.editor, self._record
        if editor is None or record is None:
            return True
        if not editor.commit():
            return False
        if not editor.differs():
            self._close()
            return True
        label = message("{record}: {field}", record=record.label, field=self.kind.label)
        self.editor = None  # the change shows the record again, with the part among its rows
        try:
            with self._session.program.catalogue.change(label) as change:
                values = {
                    name: field_words.with_record_made(change, value, self._session)
                    for name, value in editor.values.items()
                }
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
        """Write a part and return its id. A part whose fields are all empty now is removed, and None is returned."""
        if part_id is None:
            return change.add(record.id, self.kind.declaration(**{k: v for k, v in values.items() if v is not None}))
        if not any(value not in (None, ()) for value in values.values()):
            change.remove(self.kind.declaration, part_id)
            return None
        change.edit(self.kind.declaration, part_id, **values)
        return part_id

    def leave(self) -> None:
        """Close the open part without saving it, and go back to its row."""
        part_id = self.editor.part_id if self.editor else None
        self._close()
        self._focus(self.rows.get(part_id or 0) or self._way_back())

    def _close(self) -> None:
        self._drop_editor()
        self._fill()

    def _way_back(self) -> QWidget:
        """Where the focus goes when the row of a part is gone: the last row, else the button that adds one."""
        return next(reversed(self.rows.values()), None) or self.adding

    def _drop_editor(self) -> None:
        if self.editor is not None:
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None

    def _save_and_close(self) -> bool:
        """Save and close the open part; False where a problem keeps it open."""
        if self.editor is None:
            return True
        if self.editor.commit() and not self.editor.differs():
            self._close()
            return True
        return self._save([])

    def commit(self) -> None:
        """Save what is typed, before another record is shown. What cannot be saved is stored as a draft."""
        if self._record is not None:
            self._save_and_close()

    def forget(self) -> None:
        """Forget the record and the open part, before another record (or the same again) is shown."""
        self._drop_editor()
        self._record, self._filled = None, False

    def unsaved(self) -> tuple[int, dict[str, str]] | None:
        """The id of the open part (0 for a new one) and the texts of all its fields; None where nothing was typed."""
        texts = self.editor.unsaved() if self.editor is not None else None
        return (self.editor.part_id or 0, texts) if self.editor is not None and texts is not None else None

    def resume(self, part_id: int, texts: Mapping[str, str]) -> None:
        """Open a part with the texts that were being typed in it; as a new part where it is gone."""
        if any(line.id == part_id for line in self._lines):
            self._everything = True  # its row may not be among those made so far
            self.edit(part_id)
        elif self._may_add:
            self.add()
        if self.editor is None:
            return
        for name, made in self.editor.rows.items():
            if texts.get(name, made.editor.text()) != made.editor.text():
                made.resume(texts[name])

    def remove(self, part_id: int) -> None:
        """Remove a part from the record; undo brings it back."""
        record = self._record
        if record is None or self._session.read_only:
            return
        label = message("{record}: remove {part}", record=record.label, part=self.kind.label)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                change.remove(self.kind.declaration, part_id)

        self._session.attempt(work)

    def move_part(self, part_id: int, by: int) -> None:
        """Move a part ``by`` so many places; for parts that have an order."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ins adds a part."""
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add()
        else:
            super().keyPressEvent(event)
