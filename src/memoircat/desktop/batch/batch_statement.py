"""One statement for each of the selected: the lines of the statement editor, without its buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame

from memoircat.desktop.form.statement_editor import StatementEditor
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.editing.batch_edit import Wish
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.records.naming import code_in
from memoircat.records.properties import properties_of


class BatchStatement(StatementEditor):
    """Says what is to be stated of all; nothing, until a property is chosen."""

    changed = Signal()

    def __init__(self, session: Session, look: Look, type_code: str) -> None:
        super().__init__(session, look)
        self.setProperty("kind", "panel")
        self.setObjectName("batch-statement")
        self.what.blockSignals(True)
        self.what.addItem("—", None)
        for each in properties_of(type_code):
            self.what.addItem(each.label.in_(look.language), each.code)
        self.what.blockSignals(False)
        self.place.makes = self.source.makes = False  # a source in words is made, a place in words stays words
        hand = session.source_in_hand
        held = session.view(hand) if hand else None
        self.source.put(f"{held.code}  {held.label}" if held else "")
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
        """The dialog has its own."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc belong to the dialog."""
        QFrame.keyPressEvent(self, event)

    def words(self) -> str:
        """What is stated, in a word."""
        return self._declared.label.in_(self._look.language) if self.what.currentData() else ""

    def wish(self) -> Wish | None:
        """What is wished for; None while there is nothing. Raises InputError where it is not said what is stated."""
        if self.what.currentData() is None:
            if self.has_content():
                raise InputError(
                    message("It is not said yet what is stated."), hint=message("Choose it in the first line.")
                )
            return None
        return Wish(
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
