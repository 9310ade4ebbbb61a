"""The notices at the head of a form: what the record lacks, and that it is closed. Their buttons lead to the fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from memoircat.catalogue.views import RecordView
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import (
    CARD_MARGIN,
    CONTROL_LOW,
    FONT_SECONDARY,
    GAP,
    GAP_IN_GROUP,
    GAP_LINES,
    GRID,
    ICON,
    MEDIUM,
    SEMIBOLD,
)
from memoircat.desktop.widgets.flow import FlowLayout
from memoircat.desktop.widgets.layouts import button, plain_label
from memoircat.records.completeness import Missing, missing
from memoircat.records.values import term_shown

_CLOSED_MARGIN: Final = 6  # above and below the words, in px at 100 %


def missing_of(record: RecordView) -> list[Missing]:
    """What a record lacks, by its own names, fields and statements (not those of other records of the person)."""
    unsourced = len(record.unsourced())
    return missing(record.type, record.fields, names=len(record.names), statements_without_source=unsourced)


class _Notice(QFrame):
    """A band with buttons, each of which leads to a place in the form (``requested`` carries the place's name)."""

    requested = Signal(str)

    def __init__(self, kind: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self._buttons: list[QPushButton] = []
        self.setProperty("kind", kind)
        self._flow = FlowLayout(look.px(GAP_IN_GROUP))
        self.hide()

    def _lead(self, places: Iterable[tuple[str, str]]) -> None:
        """Show one button for each place, given by name and words; buttons made before are used again."""
        wanted = list(places)
        while len(self._buttons) < len(wanted):
            made = button("", self._look, "flat")
            made.setFont(self._look.font(FONT_SECONDARY))
            made.setMinimumHeight(self._look.px(CONTROL_LOW))
            made.clicked.connect(lambda _checked=False, made=made: self.requested.emit(made.property("leads")))
            self._buttons.append(made)
            self._flow.addWidget(made)
        for made, (where, words) in zip(self._buttons, wanted, strict=False):
            if made.text() != words:
                made.setText(words)
            made.setProperty("leads", where)
            made.setObjectName(f"go-to-{where}")
            made.show()
        for made in self._buttons[len(wanted) :]:
            made.hide()
        self._flow.invalidate()


class Attention(_Notice):
    """What the record lacks: a button for each thing, which moves the focus to where it is entered."""

    def __init__(self, look: Look) -> None:
        super().__init__("attention", look)
        self.setObjectName("attention")
        self._head = plain_label("", look, FONT_SECONDARY, SEMIBOLD, token="attention", wrap=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(CARD_MARGIN), look.px(GAP), look.px(GAP), look.px(GRID))
        layout.setSpacing(look.px(GAP_LINES))
        layout.addWidget(self._head)
        layout.addLayout(self._flow)

    def show_record(self, record: RecordView) -> None:
        """Show what a record lacks; hidden where it is complete."""
        lacks = missing_of(record)
        self._head.setText(self.tr("Needs attention: %n", "", len(lacks)))
        self._lead((lack.where, lack.label.in_(self._look.language)) for lack in lacks)
        self.setVisible(bool(lacks))

    def text(self) -> str:
        """The head and the buttons that are shown, in words; empty where nothing is missing."""
        shown = [leading.text() for leading in self._buttons if not leading.isHidden()]
        return "　".join([self._head.text(), *shown]) if shown else ""


class Closed(_Notice):
    """That a record is closed: a lock, to whom, until when and why. Buttons lead to the fields that are empty yet."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__("restricted", look)
        self._session = session
        self.setObjectName("closed")
        layout = QHBoxLayout(self)
        margin = look.px(_CLOSED_MARGIN)
        layout.setContentsMargins(look.px(CARD_MARGIN), margin, look.px(GAP), margin)
        layout.setSpacing(look.px(GAP))
        sign = QLabel()
        sign.setPixmap(pixmap("lock", look.tokens.restricted, look.px(ICON)))
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(look.px(GAP_LINES))
        self._words = plain_label("", look, FONT_SECONDARY, MEDIUM, token="restricted")
        column.addWidget(self._words)
        column.addLayout(self._flow)
        layout.addLayout(column, 1)

    def show_record(self, record: RecordView) -> None:
        """Show the restriction of a record; hidden where it is open."""
        access, until, reason = (record.fields[name] for name in ("access", "closed_until", "access_reason"))
        restricted = access not in (None, "open")
        if restricted:
            word = term_shown(self._session.vocabularies(), "access", access, self._look.language)
            ended = f"（{until}）" if self._look.language == "ja" else f" ({until})"
            self._words.setText("　".join(filter(None, (f"{word}{ended}" if until else word, reason))))
            missing = [] if reason else [("access_reason", self.tr("Why is it closed?"))]
            day = record.type.field("closed_until")
            unclear = bool(until and day and day.declared.check and day.declared.check(until))
            if access in ("until", "closed") and (not until or unclear):
                missing.append(("closed_until", self.tr("Until when?")))
            self._lead(missing)
        self.setVisible(restricted)

    def text(self) -> str:
        """The restriction in words; empty where the record is open."""
        return "" if self.isHidden() else self._words.text()
