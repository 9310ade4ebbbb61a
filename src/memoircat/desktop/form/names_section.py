"""The names of a record: every form with its script, kind and source; forms are added and edited in place."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.editors import ChoiceEditor, LineEditor
from memoircat.desktop.layouts import button, clear, plain
from memoircat.desktop.layouts import row as flow
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.names import script_of
from memoircat.names.written import likely_readings
from memoircat.records.parts import Name
from memoircat.records.values import term_shown


class NamesSection(QWidget):
    """A row for each form of the name and an empty one for the next."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._record: RecordView | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(8))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(2, 2)
        self.new_name: LineEditor | None = None
        self._edited: dict[int, tuple[Held[Name], LineEditor]] = {}

    def show_record(self, record: RecordView) -> None:
        """Show the names of a record."""
        typed = self.new_name.text() if self.new_name and self._record and self._record.id == record.id else ""
        had_focus = bool(self.new_name and self.new_name.hasFocus())
        self._record = record
        clear(self._grid)
        self._edited = {}
        for row, held in enumerate(record.names):
            self._row(row, held, record)
        self._new_row(len(record.names), typed, record)
        self._suggest(len(record.names) + 1, record)
        if had_focus and self.new_name:
            self.new_name.setFocus()

    def commit(self) -> None:
        """Save the names that are typed and not yet entered."""
        for held, editor in list(self._edited.values()):
            self._edit(held, editor)
        if self.new_name is not None and self._record is not None:
            self._add(self.new_name, self._record)

    def unsaved(self) -> dict[str, str]:
        """What is typed and not stored: by the id of the name that is edited, and a further name under ""."""
        typed = {str(id_): editor.typed_text() for id_, (held, editor) in self._edited.items()}
        stored = {str(id_): held.part.text for id_, (held, _) in self._edited.items()}
        typed[""] = self.new_name.typed_text() if self.new_name is not None else ""
        return {key: text for key, text in typed.items() if text.strip() and text != stored.get(key)}

    def resume(self, key: str, text: str) -> None:
        """Put a name back that was being typed; one that is gone since comes back as a further name."""
        known = self._edited.get(int(key)) if key else None
        editor = known[1] if known else self.new_name
        if editor is not None:
            editor.resume(text)
            editor.setFocus()

    def _row(self, row: int, held: Held[Name], record: RecordView) -> None:
        if held.record_id != record.id:
            source = record.label_of(held.part.source) or record.code_of(held.record_id)
            self._grid.addWidget(plain(held.part.text, self._look, 14, 500), row, 0)
            self._grid.addWidget(plain(source, self._look, 12, token="text2"), row, 1)
            return
        editor = LineEditor(self._look)
        editor.put(held.part.text)
        editor.setAccessibleName(self.tr("Name"))
        editor.setObjectName(f"name-{held.id}")
        self._edited[held.id] = (held, editor)
        editor.committed.connect(lambda: self._edit(held, editor))
        editor.abandoned.connect(lambda: editor.put(held.part.text))
        kind = self._kinds(held.part.kind)
        kind.committed.connect(lambda: self._set_kind(held, kind.text()))
        self._grid.addWidget(editor, row, 0)
        self._grid.addWidget(kind, row, 1)
        self._grid.addWidget(plain(self._origin(held, record), self._look, 12, token="text2"), row, 2)

    def _origin(self, held: Held[Name], record: RecordView) -> str:
        """The script of a form and the source that has it."""
        script = term_shown(self._session.vocabularies(), "script", held.part.script, self._look.language)
        return " · ".join(filter(None, (script, record.label_of(held.part.source))))

    def _suggest(self, row: int, record: RecordView) -> None:
        """Offer readings for a name in kanji that has none; one that is taken is marked as inferred."""
        own = [held.part for held in record.names if held.record_id == record.id]
        kanji = next((name.text for name in own if script_of(name.text) == "Jpan"), None)
        if record.type.code != "person" or self._session.read_only or kanji is None:
            return
        if any(script_of(name.text) in ("Hira", "Kana") for name in own):
            return
        line = flow(self._look)
        line.addWidget(plain(self.tr("Readings that it may have:"), self._look, 12, token="text2", wrap=False))
        for kana in likely_readings(kanji):
            offered = button(kana, self._look, "flat")
            offered.setObjectName("reading-suggested")
            offered.setToolTip(self.tr("Take this reading, marked as inferred"))
            offered.setAccessibleName(self.tr("Take the reading {0}, marked as inferred").format(kana))
            offered.clicked.connect(lambda _checked=False, kana=kana: self._take(kana, record))
            line.addWidget(offered)
        line.addStretch(1)
        self._grid.addLayout(line, row, 0, 1, 3)

    def _take(self, kana: str, record: RecordView) -> None:
        catalogue = self._session.program.catalogue

        def work() -> None:
            with catalogue.change(self.tr("Add a name: {0}").format(kana)) as change:
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

    def _new_row(self, row: int, typed: str, record: RecordView) -> None:
        editor = LineEditor(self._look)
        editor.setObjectName("new-name")
        words = self.tr("Another form of the name, or its reading") if record.names else self.tr("Name, as written")
        editor.setPlaceholderText(words)
        editor.setAccessibleName(words)
        editor.put(typed)
        editor.committed.connect(lambda: self._add(editor, record))
        self._grid.addWidget(editor, row, 0, 1, 3)
        self.new_name = editor

    def _kinds(self, chosen: str | None) -> ChoiceEditor:
        language = self._look.language
        choices = [(term.code, term.label.in_(language)) for term in self._session.vocabularies().terms("name_kind")]
        editor = ChoiceEditor([("", "—"), *choices], self._look)
        editor.setAccessibleName(self.tr("Kind of name"))
        # The longest kind is never cut; the origin beside it wraps.
        editor.setSizeAdjustPolicy(ChoiceEditor.SizeAdjustPolicy.AdjustToContents)
        editor.put(chosen or "")
        return editor

    def _edit(self, held: Held[Name], editor: LineEditor) -> None:
        text = editor.text()
        if text == held.part.text or not self._record:
            return
        catalogue = self._session.program.catalogue
        record = self._record

        def work() -> None:
            with catalogue.change(self.tr("Name: {0}").format(record.label)) as change:
                if text:
                    change.edit(Name, held.id, text=text, script=script_of(text), family=None, given=None)
                else:
                    change.remove(Name, held.id)

        self._session.attempt(work)

    def _set_kind(self, held: Held[Name], kind: str) -> None:
        if kind == (held.part.kind or "") or not self._record:
            return
        catalogue, record = self._session.program.catalogue, self._record

        def work() -> None:
            with catalogue.change(self.tr("Kind of name: {0}").format(record.label)) as change:
                change.edit(Name, held.id, kind=kind or None)

        self._session.attempt(work)

    def _add(self, editor: LineEditor, record: RecordView) -> None:
        text, session = editor.text(), self._session
        if not text:
            return
        editor.put("")

        def work() -> None:
            with session.program.catalogue.change(self.tr("Add a name: {0}").format(text)) as change:
                change.add(record.id, self._name(text, record))

        if not session.attempt(work):
            editor.put(text)

    def _name(self, text: str, record: RecordView) -> Name:
        script = script_of(text)
        first = not any(held.record_id == record.id for held in record.names)
        kinds = {"Hira": "reading", "Kana": "reading", "Latn": "romanised", "Cyrl": "as_recorded"}
        kind = "authorised" if first else kinds.get(script or "", "variant")
        words = text.split()
        family, given = words if len(words) == 2 else (None, None)
        return Name(
            text=text,
            family=family,
            given=given,
            script=script,
            kind=kind,
            source=self._session.source_in_hand,
            position=len(record.names),
        )
