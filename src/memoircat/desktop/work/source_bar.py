"""The source in hand: what is being entered from. It is the only tinted bar, since it changes what typing means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.desktop.form.editors import LineEditor, RecordEditor
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.widgets.layouts import button, plain, room
from memoircat.editing.operations import source_named
from memoircat.messages import message
from memoircat.records.naming import code_in

_ROOM_FOR_HINT = 1200


class SourceBar(QFrame):
    """One line to name the source and the page; every statement and name typed afterwards cites it."""

    changed = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self.setObjectName("source-bar")
        self.setProperty("kind", "sourceBar")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(6))
        layout.setSpacing(look.px(8))
        sign = QLabel()
        sign.setPixmap(pixmap("pin", look.tokens.accent, look.px(16)))
        layout.addWidget(sign)
        layout.addWidget(plain(self.tr("Source in hand"), look, 13, 600, wrap=False))
        self.source = RecordEditor(("source",), session.look_up, look)
        self.source.setObjectName("source-in-hand")
        self.source.setAccessibleName(self.tr("Source in hand"))
        self.source.setPlaceholderText(self.tr("A source's title or code; a new title makes a new source"))
        self.source.committed.connect(self.take)
        layout.addWidget(self.source, 3)
        layout.addWidget(plain(self.tr("Page or frame"), look, 13, token="text2", wrap=False))
        self.locator = LineEditor(look)
        self.locator.setObjectName("locator-in-hand")
        self.locator.setAccessibleName(self.tr("Page or frame"))
        self.locator.committed.connect(self.take)
        layout.addWidget(self.locator, 1)
        self._hint = plain(
            self.tr("Statements and names entered now cite this source."), look, 12, token="text2", wrap=False
        )
        layout.addWidget(self._hint)
        self._close = button(self.tr("Put down"), look, "flat")
        self._close.clicked.connect(self.put_down)
        layout.addWidget(self._close)
        self.source.setMinimumWidth(look.px(96))
        self.locator.setMinimumWidth(look.px(48))
        self._shown = ("", "")  # what the lines said before anybody typed
        self._hand: int | None = None  # the source that they show
        self.show_in_hand()
        self._fit()
        session.changed.connect(self._follow)  # not a lambda: the session outlives the window

    def _follow(self, _change: ChangeSet) -> None:
        """The source in hand is another one since, or gone: show it, unless somebody types here."""
        if self._session.source_in_hand != self._hand and not self.source.hasFocus():
            self.show_in_hand()
            self._fit()
            self.changed.emit()

    def begin(self) -> None:
        """Name a source: the focus is here, and what is typed takes the place of the one in hand."""
        self.source.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.source.selectAll()

    def show_in_hand(self) -> None:
        """Show the source that the session has in hand: the window may be new and the source not."""
        self._hand = hand = self._session.source_in_hand
        held = self._session.view(hand) if hand is not None and self._session.is_complete else None
        self.source.put(f"{held.code}  {held.label}" if held is not None else "")
        self.locator.put(self._session.locator_in_hand if held is not None else "")
        self._shown = (self.source.text(), self.locator.text())

    def _fit(self) -> None:
        in_hand = self._session.source_in_hand is not None
        self._hint.setVisible(in_hand and room(self, self._look) > _ROOM_FOR_HINT)
        self._close.setVisible(in_hand)

    def take(self) -> None:
        """Take what is typed as the source in hand; a title that is none yet makes a source."""
        session, typed = self._session, self.source.text().strip()
        if (self.source.text(), self.locator.text()) == self._shown and self.source.to_make is None:
            return
        session.locator_in_hand = self.locator.text()
        if self.source.text() == self._shown[0] and session.source_in_hand is not None:
            self._shown = (self.source.text(), self.locator.text())
            return
        if not typed:
            self._hand = session.source_in_hand = None
            self._shown = (self.source.text(), self.locator.text())
        elif not session.read_only:
            session.attempt(lambda: self._find_or_make(typed))
        self._fit()
        self.changed.emit()

    def _find_or_make(self, typed: str) -> None:
        catalogue = self._session.program.catalogue
        with catalogue.change(message("New source: {source}", source=typed)) as change:
            found = source_named(change, typed if self.source.to_make else code_in(typed))
        self._session.source_in_hand = found
        self.show_in_hand()

    def unsaved(self) -> str:
        """The source that is being typed; empty where it was taken."""
        return self.source.typed_text() if self.source.isModified() or not self.source.text() else ""

    def put_down(self) -> None:
        """No source is in hand any more."""
        self.source.put("")
        self.locator.put("")
        self.take()
