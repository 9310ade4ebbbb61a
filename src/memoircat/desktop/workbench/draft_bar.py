"""The bar above the list that offers drafts: what was typed and not saved, mostly because the program was killed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from memoircat.catalogue.drafts import Draft
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY, GAP_IN_GROUP, MEDIUM, PANE_MARGIN
from memoircat.desktop.widgets.layouts import Elided, button, clear, row
from memoircat.records.registry import PART_TYPES, RECORD_TYPES

if TYPE_CHECKING:  # the list is shown before the form can be made
    from memoircat.desktop.workbench.draft_keeper import DraftKeeper

_MOST = 5  # drafts shown at a time; the next follow as these are dealt with
_LONGEST_TIP = 2000  # signs of a draft in its tool tip


class DraftBar(QFrame):
    """One line a draft: go on with it, or copy it where its field is gone, or discard it. Hidden without drafts."""

    wanted = Signal(object)  # a Draft to go on with

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._keeper: DraftKeeper | None = None
        self.setObjectName("draft-bar")
        self.setProperty("kind", "attention")
        self.setAccessibleName(self.tr("Text that was not saved"))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(
            look.px(PANE_MARGIN), look.px(GAP_IN_GROUP), look.px(PANE_MARGIN), look.px(GAP_IN_GROUP)
        )
        self._layout.setSpacing(look.px(GAP_IN_GROUP))
        self.hide()

    def attend(self, keeper: DraftKeeper) -> None:
        """Show the drafts of this keeper from now on."""
        self._keeper = keeper
        keeper.changed.connect(self.show_left)
        self.show_left()

    def show_left(self) -> None:
        """Show the remaining drafts. Where the bar had the focus, it keeps it."""
        had_focus = self.isAncestorOf(focus) if (focus := self.window().focusWidget()) is not None else False
        clear(self._layout)
        drafts = self._keeper.remaining() if self._keeper is not None else []
        first_buttons = [self._line(draft) for draft in drafts[:_MOST]]
        self.setVisible(bool(drafts))
        if had_focus and first_buttons:
            first = first_buttons[0]
            QTimer.singleShot(0, first, first.setFocus)

    def _line(self, draft: Draft) -> QWidget:
        """Add the line of a draft; returns its first button."""
        look = self._look
        line = row(look)
        where = self._where(draft)
        words = self.tr("Typed and not saved: {0}").format(where or "—")
        line.addWidget(Elided(words, look, FONT_SECONDARY, MEDIUM), 2)
        text = _text_of(draft)
        shown = Elided(text.replace("\n", " "), look, FONT_SECONDARY, token="text2")
        shown.setToolTip(text[:_LONGEST_TIP])
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
        for made in (first, discard):
            made.setAccessibleName(f"{made.text()}: {where}")
            line.addWidget(made)
        self._layout.addLayout(line)
        return first

    def _discard(self, draft: Draft) -> None:
        if self._keeper is not None:
            self._keeper.discard(draft)

    def _can_go_on(self, draft: Draft) -> bool:
        """Whether the form still has a place for the draft."""
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
