"""What stands at the head of a form: what is missing, and that the record is closed. Each leads to its field."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from memoircat.catalogue.views import RecordView
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.widgets.flow import FlowLayout
from memoircat.desktop.widgets.layouts import button, plain
from memoircat.records.completeness import Missing, missing
from memoircat.records.values import term_shown


def missing_of(record: RecordView) -> list[Missing]:
    """What a record lacks, as its own rows say."""
    unsourced = sum(
        1
        for each in record.statements
        if each.record_id == record.id and each.part.source is None and not each.part.rejected
    )
    return missing(record.type, record.fields, names=len(record.names), statements_without_source=unsourced)


class _Leading(QFrame):
    """A band with buttons that each lead to a place of the form."""

    asked = Signal(str)

    def __init__(self, kind: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: list[QPushButton] = []
        self.setProperty("kind", kind)
        self._flow = FlowLayout(look.px(4))
        self.hide()

    def _lead(self, places: Iterable[tuple[str, str]]) -> None:
        """One button a place; those that are there are used again."""
        found = list(places)
        while len(self._buttons) < len(found):
            made = button("", self._look, "flat")
            made.setFont(self._look.font(13))
            made.setMinimumHeight(self._look.px(28))
            made.clicked.connect(lambda _checked=False, made=made: self.asked.emit(made.property("leads")))
            self._buttons.append(made)
            self._flow.addWidget(made)
        for made, (where, words) in zip(self._buttons, found, strict=False):
            if made.text() != words:
                made.setText(words)
            made.setProperty("leads", where)
            made.setObjectName(f"go-to-{where}")
            made.show()
        for made in self._buttons[len(found) :]:
            made.hide()
        self._flow.invalidate()


class Attention(_Leading):
    """What is missing: each thing is a button that moves the focus to where it is entered."""

    def __init__(self, look: Look) -> None:
        super().__init__("attention", look)
        self.setObjectName("attention")
        self._head = plain("", look, 13, 600, token="attention", wrap=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(12), look.px(8), look.px(8), look.px(4))
        layout.setSpacing(look.px(2))
        layout.addWidget(self._head)
        layout.addLayout(self._flow)

    def show_record(self, record: RecordView) -> None:
        """Show what a record lacks; nothing where it is complete."""
        found = missing_of(record)
        self._head.setText(self.tr("Needs attention: %n", "", len(found)))
        self._lead((each.where, each.label.in_(self._look.language)) for each in found)
        self.setVisible(bool(found))

    def text(self) -> str:
        """What it says."""
        shown = [each.text() for each in self._buttons if not each.isHidden()]
        return "　".join([self._head.text(), *shown]) if shown else ""


class Closed(_Leading):
    """That a record is closed: a lock, for whom, until when and why. What has not been said yet is asked for."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__("restricted", look)
        self._session = session
        self.setObjectName("closed")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(12), look.px(6), look.px(8), look.px(6))
        layout.setSpacing(look.px(8))
        sign = QLabel()
        sign.setPixmap(pixmap("lock", look.tokens.restricted, look.px(16)))
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.px(2))
        self._words = plain("", look, 13, 500, token="restricted")
        column.addWidget(self._words)
        column.addLayout(self._flow)
        layout.addLayout(column, 1)

    def show_record(self, record: RecordView) -> None:
        """Show the restriction of a record; nothing where it is open."""
        access, until, reason = (record.fields[name] for name in ("access", "closed_until", "access_reason"))
        restricted = access not in (None, "open")
        if restricted:
            word = term_shown(self._session.vocabularies(), "access", access, self._look.language)
            ended = f"（{until}）" if self._look.language == "ja" else f" ({until})"
            self._words.setText("　".join(filter(None, (f"{word}{ended}" if until else word, reason))))
            asked = [] if reason else [("access_reason", self.tr("Why is it closed?"))]
            day = record.type.field("closed_until")
            unclear = bool(until and day and day.declared.check and day.declared.check(until))
            if access in ("until", "closed") and (not until or unclear):
                asked.append(("closed_until", self.tr("Until when?")))
            self._lead(asked)
        self.setVisible(restricted)

    def text(self) -> str:
        """What it says."""
        return "" if self.isHidden() else self._words.text()
