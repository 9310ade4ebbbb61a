"""The bar above the list that offers text that was typed and not saved, above all when the program was killed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from memoircat.catalogue.drafts import Draft
from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.layouts import Elided, button, clear, row
from memoircat.records.registry import PART_TYPES, RECORD_TYPES

if TYPE_CHECKING:  # the list is shown before the form can be made
    from memoircat.desktop.work.draft_keeper import DraftKeeper

_MOST = 5  # lines; more come up as these are dealt with


class DraftBar(QFrame):
    """One line a draft: go on with it, copy it where its field is gone, or discard it. Hidden where there is none."""

    wanted = Signal(object)  # a Draft to go on with

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._keeper: DraftKeeper | None = None
        self.setObjectName("draft-bar")
        self.setProperty("kind", "attention")
        self.setAccessibleName(self.tr("Text that was not saved"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        self._layout.setSpacing(look.px(4))
        self.hide()

    def attend(self, keeper: DraftKeeper) -> None:
        """Show what this keeper found, from now on."""
        self._keeper = keeper
        keeper.changed.connect(self.show_left)
        self.show_left()

    def show_left(self) -> None:
        """Show the drafts that are left; the focus stays in the bar where it was there."""
        had_focus = self.isAncestorOf(focus) if (focus := self.window().focusWidget()) is not None else False
        clear(self._layout)
        drafts = self._keeper.left() if self._keeper is not None else []
        firsts = [self._line(draft) for draft in drafts[:_MOST]]
        self.setVisible(bool(drafts))
        if had_focus and firsts:
            first = firsts[0]
            QTimer.singleShot(0, first, first.setFocus)

    def _line(self, draft: Draft) -> QWidget:
        """A line of the bar; returns its first button."""
        look = self._look
        line = row(look)
        where = self._where(draft)
        told = self.tr("Typed and not saved: {0}").format(where or "—")
        line.addWidget(Elided(told, look, 13, 500), 2)
        text = _text_of(draft)
        shown = Elided(text.replace("\n", " "), look, 13, token="text2")
        shown.setToolTip(text[:2000])
        line.addWidget(shown, 3)
        if where and self._can_go_on(draft):
            first = button(self.tr("Go on"), look)
            first.setObjectName("draft-go-on")
            first.clicked.connect(lambda: self.wanted.emit(draft))
        else:
            first = button(self.tr("Copy"), look)
            first.setObjectName("draft-copy")
            first.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        discard = button(self.tr("Discard"), look)
        discard.setObjectName("draft-discard")
        discard.clicked.connect(lambda: self._discard(draft))
        for each in (first, discard):
            each.setAccessibleName(f"{each.text()}: {where}")
            line.addWidget(each)
        self._layout.addLayout(line)
        return first

    def _discard(self, draft: Draft) -> None:
        if self._keeper is not None:
            self._keeper.discard(draft)

    def _can_go_on(self, draft: Draft) -> bool:
        kind, _, name = draft.field.partition(":")
        declared = RECORD_TYPES.get(draft.type)
        return declared is not None and (kind in ("name", "statement", "part") or declared.field(name) is not None)

    def _where(self, draft: Draft) -> str:
        """The record and its field in words, as far as they are still there."""
        kind, _, name = draft.field.partition(":")
        declared = RECORD_TYPES.get(draft.type)
        field = declared.field(name) if declared is not None and kind == "field" else None
        words = {"name": self.tr("Name"), "statement": self.tr("Statement")}.get(kind, "")
        if kind == "part" and name.partition(":")[0] in PART_TYPES:
            words = PART_TYPES[name.partition(":")[0]].label.in_(self._look.language)
        if field is not None:
            words = field.label.in_(self._look.language)
        comma = "、" if self._look.language == "ja" else ", "
        return comma.join(filter(None, (draft.label, words)))


def _text_of(draft: Draft) -> str:
    """The text as a person typed it: the lines of a statement or of a part one after another."""
    if not draft.field.startswith(("statement:", "part:")):
        return draft.text
    lines = json.loads(draft.text)
    return "\n".join(text for name, text in lines.items() if text and name not in ("what", "certainty"))
