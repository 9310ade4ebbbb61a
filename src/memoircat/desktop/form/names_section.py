"""The names of a record: each form of the name with its kind, script and source, added and edited in place."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.editors import ChoiceEditor, LineEditor
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_MEANING, GAP, GAP_IN_GROUP, MEDIUM
from memoircat.desktop.widgets.layouts import button, clear, plain_label
from memoircat.desktop.widgets.layouts import row as flow
from memoircat.messages import message
from memoircat.names import script_of
from memoircat.names.written import likely_readings
from memoircat.records.naming import name_of
from memoircat.records.parts import Name
from memoircat.records.values import term_shown


class NameRow:
    """The widgets of one form of the name, in a row of ``grid``. They are made once and used for every record."""

    def __init__(self, section: NamesSection, grid: QGridLayout, at: int, look: Look) -> None:
        self._section = section
        self.held: Held[Name] | None = None
        self.editor = LineEditor(look)
        self.kind = section.kinds()
        self.origin = plain_label("", look, FONT_MEANING, token="text2")
        self.others = plain_label("", look, FONT_BODY, MEDIUM)  # a name on another record of the same person
        self.editor.committed.connect(self.commit)
        self.editor.abandoned.connect(self._put_back)
        self.kind.committed.connect(self._set_kind)
        for column, widget in enumerate((self.editor, self.kind, self.origin)):
            grid.addWidget(widget, at, column)
        grid.addWidget(self.others, at, 0)

    def show(self, held: Held[Name] | None, origin: str, *, own: bool) -> None:
        """Show a form of the name; None hides the row. What is being typed for the same form stays.

        ``own``: the name is on this record, and can be edited here. ``origin``: its script and source, in words.
        """
        same = held is not None and self.held is not None and held.id == self.held.id
        stored = same and held is not None and self.editor.typed_text() == held.part.text
        if stored:  # no longer modified: else the next text, after an undo, would be taken for what is being typed
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
        """Save the text where it differs from what is stored."""
        if self.held is not None and not self.editor.isHidden():
            self._section.edit(self.held, self.editor.text())

    def unsaved(self) -> str:
        """The text that is typed here and not stored; empty for none."""
        text = "" if self.held is None or self.editor.isHidden() else self.editor.typed_text()
        return text if self.held is not None and text != self.held.part.text else ""

    def _put_back(self) -> None:
        self.editor.put(self.held.part.text if self.held else "")

    def _set_kind(self) -> None:
        if self.held is not None:
            self._section.set_kind(self.held, self.kind.text())


class NamesSection(QWidget):
    """A row for each form of the name and an empty line for a further one."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._record: RecordView | None = None
        self._rows: list[NameRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(GAP))
        self._grid.setVerticalSpacing(look.px(GAP_IN_GROUP))
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
        layout.setSpacing(look.px(GAP_IN_GROUP))
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
        """Forget the record and what is typed for it, before another record (or the same again) is shown."""
        self._record = None
        for row in self._rows:
            row.show(None, "", own=False)

    def commit(self) -> None:
        """Save the names that are being typed."""
        for row in self._rows:
            row.commit()
        self._add_typed()

    def unsaved(self) -> dict[str, str]:
        """The texts that are typed and not stored, by the id of the name that is edited; a further name under ""."""
        typed = {str(row.held.id): row.unsaved() for row in self._rows if row.held is not None}
        typed[""] = self.new_name.typed_text()
        return {key: text for key, text in typed.items() if text.strip()}

    def resume(self, key: str, text: str) -> None:
        """Show a text that was being typed for the name ``key``, or as a further name where that name is gone."""
        row = next((row for row in self._rows if row.held is not None and str(row.held.id) == key), None)
        editor = row.editor if row is not None else self.new_name
        editor.resume(text)
        editor.setFocus()

    def _origin(self, held: Held[Name], record: RecordView) -> str:
        """The script of a form and its source; of a name on another record only that source, or the record's code."""
        if held.record_id != record.id:
            return record.label_of(held.part.source) or record.code_of(held.record_id)
        script = term_shown(self._session.vocabularies(), "script", held.part.script, self._look.language)
        return " · ".join(filter(None, (script, record.label_of(held.part.source))))

    def _suggest(self, record: RecordView) -> None:
        """Offer likely readings of a person's name in kanji that has none; a reading taken is marked as inferred."""
        own = [held.part for held in record.names if held.record_id == record.id]
        kanji = next((name.text for name in own if script_of(name.text) == "Jpan"), None)
        read = any(script_of(name.text) in ("Hira", "Kana") for name in own)
        wanted = record.type.code == "person" and not self._session.read_only and kanji is not None and not read
        self._suggestions.setVisible(wanted)
        clear(self._offered)
        if not wanted or kanji is None:
            return
        line = self._offered
        line.addWidget(
            plain_label(self.tr("Readings that it may have:"), self._look, FONT_MEANING, token="text2", wrap=False)
        )
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
        """An editor to choose the kind of a name."""
        editor = ChoiceEditor(self._choices(), self._look)
        editor.setAccessibleName(self.tr("Kind of name"))
        # As wide as the longest kind: the origin beside it can wrap, the choice cannot.
        editor.setSizeAdjustPolicy(ChoiceEditor.SizeAdjustPolicy.AdjustToContents)
        return editor

    def _choices(self) -> list[tuple[str, str]]:
        """The kinds of names in use, and an empty choice."""
        terms = self._session.vocabularies().terms("name_kind")
        return [("", "—"), *((term.code, term.label.in_(self._look.language)) for term in terms if term.in_use)]

    def reload_terms(self) -> None:
        """Offer the current terms, after a change of vocabularies."""
        for row in self._rows:
            row.kind.offer(self._choices())

    def word_of(self, kind: str | None) -> str:
        """The word for a kind of name, in use or not."""
        return term_shown(self._session.vocabularies(), "name_kind", kind, self._look.language)

    def edit(self, held: Held[Name], text: str) -> None:
        """Replace the text of a form of the name; an empty text removes the form."""
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
        """Add the further name that is typed."""
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
