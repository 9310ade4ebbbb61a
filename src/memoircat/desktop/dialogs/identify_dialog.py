"""The dialog that asks whether two or more recorded people are the same person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.dialog import Dialog
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, DIALOG_WIDTH, FONT_BODY, FONT_PAGE, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label
from memoircat.linkage.decisions import STATUSES
from memoircat.records.values import term_shown

_HEIGHT: Final = 280  # px at 100 %


class IdentifyDialog(Dialog):
    """Asks for a reason first, then for one of four answers, of which none is proposed."""

    def __init__(self, session: Session, look: Look, people: Sequence[RecordView], parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self.setWindowTitle(self.tr("Same person?"))
        self.content.addWidget(plain_label(self.tr("Are these one person?"), look, FONT_PAGE, SEMIBOLD))
        for person in people:
            self.content.addWidget(plain_label(f"{person.code}　{person.label}", look, FONT_BODY))
        form = QFormLayout()
        self.reason = QLineEdit()
        self.reason.setObjectName("identify-reason")
        self.reason.setMinimumHeight(look.px(CONTROL))
        self.status = QComboBox()
        self.status.setObjectName("identify-status")
        self.status.setMinimumHeight(look.px(CONTROL))
        self.status.addItem("—", "")
        for code in STATUSES:
            self.status.addItem(term_shown(session.vocabularies(), "match_status", code, look.language), code)
        self.status.currentIndexChanged.connect(self._allow)
        form.addRow(self.tr("Reason"), self.reason)
        form.addRow(self.tr("Decision"), self.status)
        self.content.addLayout(form)
        self.resize(look.px(DIALOG_WIDTH), look.px(_HEIGHT))
        self._allow()
        self.finish(self.tr("Decide"), push=True)

    def _allow(self) -> None:
        if self.accepting is not None:
            self.accepting.setEnabled(bool(self.status.currentData()))
