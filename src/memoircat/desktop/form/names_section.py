"""The names of a record: every form with its script, kind and source; forms are added and edited in place."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.editors import ChoiceEditor, LineEditor
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.layouts import button, clear, plain
from memoircat.desktop.widgets.layouts import row as flow
from memoircat.messages import message
from memoircat.names import script_of
from memoircat.names.written import likely_readings
from memoircat.records.naming import name_of
from memoircat.records.parts import Name
from memoircat.records.values import term_shown


class NameRow:
    """The widgets of one form of the name. They are made once and show one record's name after the other's."""

    def __init__(self, section: NamesSection, grid: QGridLayout, at: int, look: Look) -> None:
        self._section = section
        self.held: Held[Name] | None = None
        self.editor = LineEditor(look)
        self.kind = section.kinds()
        self.origin = plain("", look, 12, token="text2")
        self.others = plain("", look, 14, 500)  # a name that a record of this person has, not this record
        self.editor.committed.connect(self.commit)
        self.editor.abandoned.connect(self._put_back)
        self.kind.committed.connect(self._set_kind)
        for column, widget in enumerate((self.editor, self.kind, self.origin)):
            grid.addWidget(widget, at, column)
        grid.addWidget(self.others, at, 0)

    def show(self, held: Held[Name] | None, origin: str, *, own: bool) -> None:
        """Show a form of the name; None hides the row. What is being typed for the same form stays."""
        same = held is not None and self.held is not None and held.id == self.held.id
        stored = same and held is not None and self.editor.typed_text() == held.part.text
        if stored:  # and no longer being typed: an undo may change it
            self.editor.setModified(False)
        typing = same and self.editor.isModified()
        self.held = held
        for widget, shown in ((self.editor, own), (self.kind, own), (self.origin, True), (self.others, not own)):
            widget.setVisible(held is not None and shown)
        if held is None:
            return
        self.origin.setText(origin)
        self.others.setText(held.part.text)
        self.editor.setObjectName(f"name-{held.id}")
        self.kind.put(held.part.kind or "", self._section.word_of(held.part.kind))
        if not typing and not stored:
            self.editor.put(held.part.text)

    def commit(self) -> None:
        """Save what was typed, where it differs."""
        if self.held is not None and not self.editor.isHidden():
            self._section.edit(self.held, self.editor.text())

    def unsaved(self) -> str:
        """What is typed here and not stored; empty for nothing."""
        text = "" if self.held is None or self.editor.isHidden() else self.editor.typed_text()
        return text if self.held is not None and text != self.held.part.text else ""

    def _put_back(self) -> None:
        self.editor.put(self.held.part.text if self.held else "")

    def _set_kind(self) -> None:
        if self.held is not None:
            self._section.set_kind(self.held, self.kind.text())


class NamesSection(QWidget):
    """A row for each form of the name and an empty line for the next."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._record: RecordView | None = None
        self._rows: list[NameRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 2)
        self.new_name = LineEditor(look)
        self.new_name.setObjectName("new-name")
        self.new_name.committed.connect(self._add_typed)
        self._suggestions = QWidget()
        self._offered = flow(look)
        self._suggestions.setLayout(self._offered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(4))
        layout.addLayout(self._grid)
        layout.addWidget(self.new_name)
        layout.addWidget(self._suggestions)

    def show_record(self, record: RecordView) -> None:
        """Show the names of a record; what is typed for a further name of the same record stays."""
        if self._record is None or self._record.id != record.id:
            self.new_name.put("")
        self._record = record
        while len(self._rows) < len(record.names):
            self._rows.append(NameRow(self, self._grid, len(self._rows), self._look))
            self._rows[-1].editor.setAccessibleName(self.tr("Name"))
        for number, row in enumerate(self._rows):
            held = record.names[number] if number < len(record.names) else None
            own = held is not None and held.record_id == record.id
            row.show(held, self._origin(held, record) if held else "", own=own)
        words = self.tr("Another form of the name, or its reading") if record.names else self.tr("Name, as written")
        self.new_name.setPlaceholderText(words)
        self.new_name.setAccessibleName(words)
        self._suggest(record)

    def forget(self) -> None:
        """The record was left: what is typed is not for the next one, even were it the same."""
        self._record = None
        for row in self._rows:
            row.show(None, "", own=False)

    def commit(self) -> None:
        """Save the names that are typed and not yet entered."""
        for row in self._rows:
            row.commit()
        self._add_typed()

    def unsaved(self) -> dict[str, str]:
        """What is typed and not stored: by the id of the name that is edited, and a further name under ""."""
        typed = {str(row.held.id): row.unsaved() for row in self._rows if row.held is not None}
        typed[""] = self.new_name.typed_text()
        return {key: text for key, text in typed.items() if text.strip()}

    def resume(self, key: str, text: str) -> None:
        """Put a name back that was being typed; one that is gone since comes back as a further name."""
        row = next((each for each in self._rows if each.held is not None and str(each.held.id) == key), None)
        editor = row.editor if row is not None else self.new_name
        editor.resume(text)
        editor.setFocus()

    def _origin(self, held: Held[Name], record: RecordView) -> str:
        """The script of a form and the source that has it."""
        if held.record_id != record.id:
            return record.label_of(held.part.source) or record.code_of(held.record_id)
        script = term_shown(self._session.vocabularies(), "script", held.part.script, self._look.language)
        return " · ".join(filter(None, (script, record.label_of(held.part.source))))

    def _suggest(self, record: RecordView) -> None:
        """Offer readings for a name in kanji that has none; one that is taken is marked as inferred."""
        own = [held.part for held in record.names if held.record_id == record.id]
        kanji = next((name.text for name in own if script_of(name.text) == "Jpan"), None)
        read = any(script_of(name.text) in ("Hira", "Kana") for name in own)
        wanted = record.type.code == "person" and not self._session.read_only and kanji is not None and not read
        self._suggestions.setVisible(wanted)
        clear(self._offered)
        if not wanted or kanji is None:
            return
        line = self._offered
        line.addWidget(plain(self.tr("Readings that it may have:"), self._look, 12, token="text2", wrap=False))
        for kana in likely_readings(kanji):
            offered = button(kana, self._look, "flat")
            offered.setObjectName("reading-suggested")
            offered.setToolTip(self.tr("Take this reading, marked as inferred"))
            offered.setAccessibleName(self.tr("Take the reading {0}, marked as inferred").format(kana))
            offered.clicked.connect(lambda _checked=False, kana=kana: self._take(kana, record))
            line.addWidget(offered)
        line.addStretch(1)

    def _take(self, kana: str, record: RecordView) -> None:
        catalogue = self._session.program.catalogue

        def work() -> None:
            with catalogue.change(message("Add a name: {name}", name=kana)) as change:
                family, _, given = kana.partition(" ")
                change.add(
                    record.id,
                    Name(
                        text=kana,
                        family=family,
                        given=given or None,
                        script="Hira",
                        kind="inferred",
                        position=len(record.names),
                    ),
                )

        self._session.attempt(work)

    def kinds(self) -> ChoiceEditor:
        """The choice among the kinds of names."""
        editor = ChoiceEditor(self._choices(), self._look)
        editor.setAccessibleName(self.tr("Kind of name"))
        # The longest kind is never cut; the origin beside it wraps.
        editor.setSizeAdjustPolicy(ChoiceEditor.SizeAdjustPolicy.AdjustToContents)
        return editor

    def _choices(self) -> list[tuple[str, str]]:
        """The kinds of names in use."""
        terms = self._session.vocabularies().terms("name_kind")
        return [("", "—"), *((each.code, each.label.in_(self._look.language)) for each in terms if each.in_use)]

    def take_words(self) -> None:
        """The vocabularies have changed: offer their words as they are now."""
        for row in self._rows:
            row.kind.offer(self._choices())

    def word_of(self, kind: str | None) -> str:
        """The word for a kind of name, in use or not."""
        return term_shown(self._session.vocabularies(), "name_kind", kind, self._look.language)

    def edit(self, held: Held[Name], text: str) -> None:
        """Write a form of the name anew; an empty one is removed."""
        if text == held.part.text or not self._record:
            return
        catalogue = self._session.program.catalogue
        record = self._record

        def work() -> None:
            with catalogue.change(message("Name: {record}", record=record.label)) as change:
                if text:
                    change.edit(Name, held.id, text=text, script=script_of(text), family=None, given=None)
                else:
                    change.remove(Name, held.id)

        self._session.attempt(work)

    def set_kind(self, held: Held[Name], kind: str) -> None:
        """Say what kind of name a form is."""
        if kind == (held.part.kind or "") or not self._record:
            return
        catalogue, record = self._session.program.catalogue, self._record

        def work() -> None:
            with catalogue.change(message("Kind of name: {record}", record=record.label)) as change:
                change.edit(Name, held.id, kind=kind or None)

        self._session.attempt(work)

    def _add_typed(self) -> None:
        """Enter the further name that is typed."""
        editor, record, session = self.new_name, self._record, self._session
        text = editor.text()
        if not text or record is None:
            return
        editor.put("")
        first = not any(held.record_id == record.id for held in record.names)
        source = session.source_in_hand

        def work() -> None:
            with session.program.catalogue.change(message("Add a name: {name}", name=text)) as change:
                change.add(record.id, name_of(text, first=first, position=len(record.names), source=source))

        if not session.attempt(work):
            editor.put(text)
