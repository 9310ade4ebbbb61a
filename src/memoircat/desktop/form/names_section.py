"""The names of a record: every form with its script, kind and source; forms are added and edited in place."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.editors import ChoiceEditor, LineEditor
from memoircat.desktop.layouts import clear, plain
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.names import script_of
from memoircat.records.parts import Name


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
        self._grid.setColumnStretch(0, 1)
        self.new_name: LineEditor | None = None

    def show_record(self, record: RecordView) -> None:
        """Show the names of a record."""
        typed = self.new_name.text() if self.new_name and self._record and self._record.id == record.id else ""
        had_focus = bool(self.new_name and self.new_name.hasFocus())
        self._record = record
        clear(self._grid)
        for row, held in enumerate(record.names):
            self._row(row, held, record)
        self._new_row(len(record.names), typed, record)
        if had_focus and self.new_name:
            self.new_name.setFocus()

    def commit(self) -> None:
        """Save a further name that is typed and not yet entered."""
        if self.new_name is not None and self._record is not None:
            self._add(self.new_name, self._record)

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
        editor.committed.connect(lambda: self._edit(held, editor))
        editor.abandoned.connect(lambda: editor.put(held.part.text))
        kind = self._kinds(held.part.kind)
        kind.committed.connect(lambda: self._set_kind(held, kind.text()))
        self._grid.addWidget(editor, row, 0)
        self._grid.addWidget(kind, row, 1)

    def _new_row(self, row: int, typed: str, record: RecordView) -> None:
        editor = LineEditor(self._look)
        editor.setObjectName("new-name")
        words = self.tr("Another form of the name, or its reading") if record.names else self.tr("Name, as written")
        editor.setPlaceholderText(words)
        editor.setAccessibleName(words)
        editor.put(typed)
        editor.committed.connect(lambda: self._add(editor, record))
        self._grid.addWidget(editor, row, 0, 1, 2)
        self.new_name = editor

    def _kinds(self, chosen: str | None) -> ChoiceEditor:
        language = self._look.language
        choices = [(term.code, term.label.in_(language)) for term in self._session.vocabularies().terms("name_kind")]
        editor = ChoiceEditor([("", "—"), *choices], self._look)
        editor.setAccessibleName(self.tr("Kind of name"))
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
