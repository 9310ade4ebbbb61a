"""Same person? The decision on two or more recorded people, with its reason."""

from __future__ import annotations

from collections.abc import Sequence

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
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY, FONT_PAGE, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain
from memoircat.linkage.decisions import STATUSES
from memoircat.records.values import term_shown


class IdentifyDialog(Dialog):
    """Same person? The four answers stand equal, none is proposed; a reason is asked first."""

    def __init__(self, session: Session, look: Look, people: Sequence[RecordView], parent: QWidget | None) -> None:
        super().__init__(look, parent, accept="OK")
        self.setWindowTitle(self.tr("Same person?"))
        self.content.addWidget(plain(self.tr("Are these one person?"), look, FONT_PAGE, SEMIBOLD))
        for each in people:
            self.content.addWidget(plain(f"{each.code}　{each.label}", look, FONT_BODY))
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
        self.resize(look.px(520), look.px(280))
        self._allow()
        self.finish(self.tr("Decide"), push=True)

    def _allow(self) -> None:
        if self.accepting is not None:
            self.accepting.setEnabled(bool(self.status.currentData()))
