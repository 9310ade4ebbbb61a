"""The dialog that asks for the collection or document that records are moved into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QWidget,
)

from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.form.editors import RecordEditor
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import DIALOG_WIDTH, FONT_MEANING, FONT_PAGE, FONT_SECONDARY, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.records.naming import code_in
from memoircat.records.registry import HIERARCHY

_NAMED = 5  # records at most that the dialog names
_HEIGHT: Final = 240  # px at 100 %


class MoveDialog(Dialog):
    """A line to look up the new parent by title or code; ``chosen`` carries its id, or 0 for the top level."""

    chosen = Signal(int)

    def __init__(self, session: Session, look: Look, records: Sequence[int], parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self._session = session
        self.setObjectName("move-dialog")
        self.setWindowTitle(self.tr("Move"))
        self.content.addWidget(plain_label(self.tr("Move into"), look, FONT_PAGE, SEMIBOLD))
        shown = [f"{record.code}　{record.label}" for record in session.program.catalogue.views(records[:_NAMED])]
        more = [self.tr("and %n more", "", len(records) - _NAMED)] if len(records) > _NAMED else []
        self.content.addWidget(plain_label("\n".join([*shown, *more]), look, FONT_SECONDARY, token="text2"))
        self.line = RecordEditor(HIERARCHY, session.look_up, look)
        self.line.makes = False
        self.line.setObjectName("move-into")
        self.line.setAccessibleName(self.tr("Title or code; empty: into nothing"))
        self.line.setPlaceholderText(self.tr("Title or code; empty: into nothing"))
        self.content.addWidget(self.line)
        self._wrong = plain_label("", look, FONT_MEANING, token="problem")
        self.content.addWidget(self._wrong)
        self.resize(look.px(DIALOG_WIDTH), look.px(_HEIGHT))
        self.finish(self.tr("Move"), push=True)
        self.line.setFocus()

    def accept(self) -> None:
        """Emit `chosen` and close, where the text names one record, or none is wanted."""
        text = self.line.text().strip()
        code = code_in(text)
        records = self._session.look_up(HIERARCHY, code) if text else []
        # The code of a child begins with that of its parent: the record itself is meant.
        records = [record for record in records if record[1] == code] or records
        if text and len(records) != 1:
            self._wrong.setText(self.tr("That names no record, or more than one. Choose one from the list."))
            return
        self.chosen.emit(records[0][0] if records else 0)
        super().accept()
