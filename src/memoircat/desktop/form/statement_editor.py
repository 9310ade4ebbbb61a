"""Entering one statement: what is stated, when and where, in which source, on which page, how certain it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QVBoxLayout, QWidget

from memoircat.catalogue.change import Change
from memoircat.catalogue.lookups import find_record
from memoircat.catalogue.views import RecordView, Stated
from memoircat.dates import ArchiveDate, read_date
from memoircat.desktop.form.editors import ChoiceEditor, LineEditor, RecordEditor, complete, term_words
from memoircat.desktop.form.field_row import ProblemLine, Readings
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import (
    CARD_MARGIN,
    CONTROL,
    FONT_BODY,
    FONT_SECONDARY,
    GAP,
    GAP_IN_GROUP,
    LARGE_TEXT,
)
from memoircat.desktop.widgets.keys import ENTER
from memoircat.desktop.widgets.layouts import button, plain_label, row, set_tab_order
from memoircat.editing.operations import make_named, source_named
from memoircat.editing.record_draft import CERTAINTIES, quantity
from memoircat.errors import InputError, MemoirCatError
from memoircat.messages import message
from memoircat.records.naming import BETWEEN, code_in
from memoircat.records.parts import Statement
from memoircat.records.properties import PROPERTIES, Holds, Property, properties_of
from memoircat.records.values import term_shown

_GREATEST_OCCURRENCE: Final = 999
_LISTED: Final = 14  # properties shown at once in their list


class DateLine(QWidget):
    """A line for a date, with its meaning below it, and the readings to choose from where it is ambiguous."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._chosen: str | None = None  # EDTF of the reading
        self.editor = LineEditor(look)
        self.editor.setObjectName(name)
        self.message = ProblemLine(look)
        self.readings = Readings(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(GAP_IN_GROUP))
        for widget in (self.editor, self.message, self.readings):
            layout.addWidget(widget)
        self.editor.typed.connect(self._explain)
        self.readings.chosen.connect(self._choose)

    def put(self, date: ArchiveDate | None) -> None:
        """Show a stored date."""
        self._chosen = date.edtf if date else None
        self.editor.put(date.text if date else "")
        self._explain(self.editor.text(), keep=True)

    def explain(self) -> None:
        """Show what the text in the line means; the chosen reading stays."""
        self._explain(self.editor.text(), keep=True)

    def value(self) -> ArchiveDate | None:
        """The date to store: its words, and their meaning or the reading that was chosen; None for an empty line."""
        text = self.editor.text()
        if not text:
            return None
        read = read_date(text)
        return read.choose(self._chosen) if read.ambiguous and self._chosen else read.stored()

    def _choose(self, edtf: str) -> None:
        self._chosen = edtf

    def _explain(self, text: str, *, keep: bool = False) -> None:
        if not keep:
            self._chosen = None
        read = read_date(text)
        if read.ambiguous:
            self.readings.offer(read, self._chosen)
            set_tab_order(self)
        else:
            self.readings.hide()
        if read.readings and not read.ambiguous and read.readings[0].edtf != text:
            reading = read.readings[0]
            self.message.say("meaning", f"{self._look.date(reading.edtf)}　{reading.edtf}")
        else:
            self.message.say("attention", read.problem.in_(self._look.language) if read.problem else "")


class StatementEditor(QFrame):
    """A card with the lines of one statement. Enter saves, Esc closes; where saving fails, all that is typed stays."""

    finished = Signal(int)  # id of the statement that was entered or looked at; 0 for none

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._record: RecordView | None = None
        self._stated: Stated | None = None
        self._opened: dict[str, str] = {}  # texts of the lines of value, place and source when they were opened
        self._untouched: dict[str, str] = {}  # texts of all lines then, by the names of `_lines`
        self.setProperty("kind", "editor")
        self.setObjectName("statement-editor")
        self._make_lines()
        self._lay_out()
        self.hide()

    def _make_lines(self) -> None:
        look, session = self._look, self._session
        self.what = QComboBox()
        self.what.setObjectName("statement-property")
        self.what.setFont(look.font(FONT_BODY))
        self.what.setMinimumHeight(look.px(CONTROL))
        self.what.setMaxVisibleItems(_LISTED)
        self.what.currentIndexChanged.connect(self._fit)
        self.value = LineEditor(look)
        self.value.setObjectName("statement-value")
        self.start = DateLine(look, "statement-start")
        self.until = DateLine(look, "statement-until")
        self.place = RecordEditor(("place",), session.look_up, look)
        self.place.setObjectName("statement-place")
        self.source = RecordEditor(("source",), session.look_up, look)
        self.source.setObjectName("statement-source")
        self.locator = LineEditor(look)
        self.locator.setObjectName("statement-locator")
        self.certainty = ChoiceEditor(self._certainties(), look)
        self.certainty.setObjectName("statement-certainty")
        self.note = LineEditor(look)
        self.note.setObjectName("statement-note")
        self.message = ProblemLine(look)

    def _lay_out(self) -> None:
        look = self._look
        form = QFormLayout(self)
        form.setContentsMargins(*[look.px(CARD_MARGIN)] * 4)
        form.setSpacing(look.px(GAP))
        wraps = look.scale > LARGE_TEXT
        form.setRowWrapPolicy(
            QFormLayout.RowWrapPolicy.WrapAllRows if wraps else QFormLayout.RowWrapPolicy.DontWrapRows
        )
        self._form = form
        labels: dict[QWidget, str] = {
            self.what: self.tr("What"),
            self.value: self.tr("As written"),
            self.start: self.tr("When, from"),
            self.until: self.tr("Until"),
            self.place: self.tr("Place"),
            self.source: self.tr("Source"),
            self.locator: self.tr("Page or frame"),
            self.certainty: self.tr("Certainty"),
            self.note: self.tr("Note"),
        }
        for widget, words in labels.items():
            label = plain_label(words, look, FONT_SECONDARY, token="text2")
            label.setMinimumHeight(look.px(CONTROL))
            line = widget.editor if isinstance(widget, DateLine) else widget
            line.setAccessibleName(words)
            label.setBuddy(line)
            form.addRow(label, widget)
        form.addRow(self.message)
        self._add_buttons(form)

    def _add_buttons(self, form: QFormLayout) -> None:
        look = self._look
        buttons = row(look)
        buttons.addStretch(1)
        cancel = button(self.tr("Cancel"), look)
        cancel.clicked.connect(self.leave)
        save = button(self.tr("Save"), look, "primary")
        save.setObjectName("statement-save")
        save.clicked.connect(self.save)
        buttons.addWidget(cancel)
        buttons.addWidget(save)
        form.addRow(buttons)

    def add_to(self, record: RecordView, property_code: str | None = None) -> None:
        """Open for a new statement on a record. All lines are empty, but for the source in hand and its page."""
        self._open(record, None, property_code)
        self.place.put("")
        self.locator.put(self._session.locator_in_hand)
        hand = self._session.source_in_hand
        held = self._session.view(hand) if hand else None
        self.source.put(f"{held.code}{BETWEEN}{held.label}" if held else "")
        for line in (self.value, self.note):
            line.put("")
        self.start.put(None)
        self.until.put(None)
        self.certainty.put("certain")
        self._opened = {}
        self._untouched = self._texts()
        self._first_line().setFocus()

    def edit(self, record: RecordView, stated: Stated) -> None:
        """Open to change a statement."""
        part = stated.part
        self._open(record, stated, part.property)
        self.value.put(part.value or (part.place_text if self._holds is Holds.PLACE else None) or "")
        self.start.put(part.start)
        self.until.put(part.until)
        self.place.put(self._named(part.place) or ("" if self._holds is Holds.PLACE else part.place_text or ""))
        self.source.put(self._named(part.source))
        self.locator.put(part.locator or "")
        self.note.put(part.note or "")
        self.certainty.put(part.certainty or "certain")
        self._opened = {line.objectName(): line.text() for line in (self.value, self.place, self.source)}
        self._untouched = self._texts()
        self._first_line().setFocus()

    def _open(self, record: RecordView, stated: Stated | None, property_code: str | None) -> None:
        self._record, self._stated = record, stated
        self.message.say("problem", "")
        self.what.blockSignals(True)
        self.what.clear()
        for declared in properties_of(record.type.code):
            self.what.addItem(declared.label.in_(self._look.language), declared.code)
        self.what.setCurrentIndex(max(0, self.what.findData(property_code)))
        self.what.setEnabled(stated is None)
        self.what.blockSignals(False)
        self._fit()
        self.show()

    @property
    def _declared(self) -> Property:
        return PROPERTIES[str(self.what.currentData())]

    @property
    def _holds(self) -> Holds:
        return self._declared.holds

    def _first_line(self) -> QWidget:
        return self.start.editor if self._holds is Holds.DATE else self.value

    def _fit(self) -> None:
        """Show the lines that the chosen property uses, and complete its value from the words of its vocabulary."""
        if self.what.currentData() is None:
            return
        self._form.setRowVisible(self.value, self._holds is not Holds.DATE)
        self._form.setRowVisible(self.until, self._holds in (Holds.PLACE, Holds.SPAN, Holds.TEXT))
        words = term_words(self._session.vocabularies(), self._declared.vocabulary or "", self._look.language)
        complete(self.value, words, self._look)

    def _certainties(self) -> list[tuple[str, str]]:
        vocabularies, language = self._session.vocabularies(), self._look.language
        return [(code, term_shown(vocabularies, "certainty", code, language)) for code in CERTAINTIES]

    def reload_terms(self) -> None:
        """Offer the current terms, after a change of vocabularies."""
        self.certainty.name_choices(self._certainties())
        self._fit()

    def _named(self, record_id: int | None) -> str:
        if record_id is None or self._record is None:
            return ""
        return f"{self._record.code_of(record_id)}{BETWEEN}{self._record.label_of(record_id)}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in any line saves; Esc closes."""
        if event.key() in ENTER:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def has_content(self) -> bool:
        """Whether anything is stated. If so, the statement is saved before another record is shown."""
        return bool(self.value.text() or self.start.editor.text() or self.place.text())

    def _lines(self) -> dict[str, LineEditor | ChoiceEditor]:
        return {
            "value": self.value,
            "start": self.start.editor,
            "until": self.until.editor,
            "place": self.place,
            "source": self.source,
            "locator": self.locator,
            "certainty": self.certainty,
            "note": self.note,
        }

    def _texts(self) -> dict[str, str]:
        return {name: line.typed_text() for name, line in self._lines().items()}

    def unsaved(self) -> tuple[int, dict[str, str]] | None:
        """The id of the statement (0 for a new one) and the texts of all lines by name; None if nothing was typed."""
        lines = self._texts()
        if self.isHidden() or lines == self._untouched:
            return None
        return self._stated.id if self._stated else 0, {"what": str(self.what.currentData()), **lines}

    def resume(self, record: RecordView, stated: Stated | None, lines: Mapping[str, str]) -> None:
        """Open with texts that were being typed, by the names of their lines. ``stated`` None: as a new statement."""
        if stated is None:
            self.add_to(record, lines.get("what"))
        else:
            self.edit(record, stated)
        first = None
        for name, line in self._lines().items():
            if name in lines and line.text() != lines[name]:
                line.resume(lines[name])
                first = first or line
        for date in (self.start, self.until):
            date.explain()
        if first is not None:
            first.setFocus()

    def leave(self) -> None:
        """Close the editor without saving."""
        self._close(self._stated.id if self._stated else 0)

    def _close(self, statement_id: int) -> None:
        self.hide()
        self.finished.emit(statement_id)

    def save(self) -> None:
        """Write the statement as one step of undo, and close. Where it cannot be written, the reason is shown."""
        record, stated = self._record, self._stated
        if record is None or self.isHidden():
            return
        label = message("{record}: {field}", record=record.label, field=self._declared.label)
        catalogue = self._session.program.catalogue
        try:
            with catalogue.change(label) as change:
                part = self._statement(change)
                if stated is None:
                    written = change.add(record.id, replace(part, occurrence=self._occurrence(record)))
                else:
                    written = stated.id
                    change.edit(Statement, written, **_edited(part))
        except MemoirCatError as problem:
            self.message.say("problem", problem.brief.in_(self._look.language))
            return
        self._session.locator_in_hand = self.locator.text()
        self._close(written)

    def _occurrence(self, record: RecordView) -> int:
        """Which event a new statement speaks of: a further one where the property is repeatable, else the first."""
        occurrences = [
            stated.part.occurrence for stated in record.statements if stated.part.property == self._declared.code
        ]
        if not self._declared.repeatable or not occurrences:
            return 1
        return min(_GREATEST_OCCURRENCE, max(occurrences) + 1)

    def _statement(self, change: Change) -> Statement:
        """The statement with what the visible lines say; all else of it stays as it is stored.

        Raises InputError where nothing is stated, or the source is not known.
        """
        part = self._stated.part if self._stated else Statement(property=self._declared.code)
        part = replace(
            part,
            start=self.start.value(),
            locator=self.locator.text() or None,
            certainty=self.certainty.text() or None,
            note=self.note.text() or None,
        )
        if self._form.isRowVisible(self.until):
            part = replace(part, until=self.until.value())
        if self._differs(self.source) or self.source.to_make:
            part = replace(part, source=self._source(change))
        if self._differs(self.place) or self.place.to_make:
            part = self._with_place(part, change)
        if self._differs(self.value):
            part = self._with_value(part)
        if not any((part.value, part.start, part.place_text, part.place)):
            raise InputError(message("Nothing is stated yet."), hint=message("Fill in a value, a date or a place."))
        return part

    def _differs(self, line: LineEditor) -> bool:
        """Whether the text of a line was changed. Where not, its value is not looked up: it may be in the trash."""
        return line.text() != self._opened.get(line.objectName(), "")

    def _with_value(self, part: Statement) -> Statement:
        """The statement with the value as written, and the term or the bounds that it means.

        The value of a property that holds a place is the words for that place.
        """
        value = self.value.text() or None
        if self._holds is Holds.PLACE:
            return replace(part, place_text=value)
        part = replace(part, value=value)
        if self._holds is Holds.TERM:
            term = self._session.vocabularies().understand(self._declared.vocabulary or "", value or "")
            return replace(part, term=term.code if term else None)
        if self._holds is Holds.QUANTITY:
            low, high = quantity(value or "")
            return replace(part, low=low, high=high)
        return part

    def _with_place(self, part: Statement, change: Change) -> Statement:
        """The statement with its place: the record of a code, or one to make where that was chosen, else the words."""
        typed = self.place.text().strip()
        part = replace(part, place=None, place_text=part.place_text if self._holds is Holds.PLACE else None)
        if self.place.to_make:
            return replace(part, place=make_named(change, self.place.to_make, part.source))
        if not typed:
            return part
        try:
            return replace(part, place=find_record(change, code_in(typed)))
        except InputError:
            return replace(part, place_text=part.place_text or typed)

    def _source(self, change: Change) -> int | None:
        typed = self.source.text().strip()
        if not typed:
            return None
        return source_named(change, typed if self.source.to_make else code_in(typed))


def _edited(part: Statement) -> dict[str, Any]:
    """The fields of a statement that this editor writes, by name."""
    names = (
        "value",
        "term",
        "place_text",
        "place",
        "low",
        "high",
        "start",
        "until",
        "source",
        "locator",
        "certainty",
        "note",
    )
    return {name: getattr(part, name) for name in names}
