"""A statement to be added to each of the selected records: the lines of the statement editor without its buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame

from memoircat.desktop.form.statement_editor import StatementEditor
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.editing.batch_edit import NewStatement
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.records.naming import BETWEEN, code_in
from memoircat.records.properties import properties_of


class BatchStatement(StatementEditor):
    """Asks what is to be stated of all records; nothing is, until a property is chosen."""

    changed = Signal()

    def __init__(self, session: Session, look: Look, type_code: str) -> None:
        super().__init__(session, look)
        self.setProperty("kind", "panel")
        self.setObjectName("batch-statement")
        self.what.blockSignals(True)
        self.what.addItem("—", None)
        for declared in properties_of(type_code):
            self.what.addItem(declared.label.in_(look.language), declared.code)
        self.what.blockSignals(False)
        self.place.makes = self.source.makes = False  # the change makes a new source, and stores a new place as text
        in_hand = session.view(session.source_in_hand) if session.source_in_hand else None
        self.source.put(f"{in_hand.code}{BETWEEN}{in_hand.label}" if in_hand else "")
        self.locator.put(session.locator_in_hand)
        self.certainty.put("certain")
        self.what.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.certainty.activated.connect(lambda _index: self.changed.emit())
        for line in (
            self.value,
            self.place,
            self.source,
            self.locator,
            self.note,
            self.start.editor,
            self.until.editor,
        ):
            line.textChanged.connect(lambda _text: self.changed.emit())
            line.abandoned.connect(lambda line=line: line.put(""))
        for dates in (self.start, self.until):
            dates.readings.chosen.connect(lambda _edtf: self.changed.emit())
        self.show()

    def _add_buttons(self, form: QFormLayout) -> None:
        """Add none: the dialog has its own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter and Esc to the dialog."""
        QFrame.keyPressEvent(self, event)

    def words(self) -> str:
        """The property that is stated, in words; empty where none is."""
        return self._declared.label.in_(self._look.language) if self.what.currentData() else ""

    def request(self) -> NewStatement | None:
        """The statement that is typed; None while there is none. Raises InputError where its property is not chosen."""
        if self.what.currentData() is None:
            if self.has_content():
                raise InputError(
                    message("It is not said yet what is stated."), hint=message("Choose it in the first line.")
                )
            return None
        return NewStatement(
            self._declared.code,
            value=self.value.text() if self._form.isRowVisible(self.value) else "",
            start=self.start.value(),
            until=self.until.value() if self._form.isRowVisible(self.until) else None,
            place=code_in(self.place.text()),
            source=code_in(self.source.text()),
            locator=self.locator.text(),
            certainty=self.certainty.text(),
            note=self.note.text(),
        )
