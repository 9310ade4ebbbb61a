"""The bar of the source in hand, which all that is entered cites. It is tinted, since it changes what is entered."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.desktop.form.editors import LineEditor, RecordEditor
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import FONT_MEANING, FONT_SECONDARY, GAP, ICON, PANE_MARGIN, SEMIBOLD
from memoircat.desktop.widgets.layouts import button, design_width, plain_label
from memoircat.editing.operations import source_named
from memoircat.messages import message
from memoircat.records.naming import BETWEEN, code_in

# px at 100 %
_MARGIN: Final = 6  # above and below
_SOURCE_LEAST: Final = 96  # width of the line of the source
_LOCATOR_LEAST: Final = 48  # width of the line of the page
_ROOM_FOR_HINT: Final = 1200  # width of the bar from which the hint is shown


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
        layout.setContentsMargins(look.px(PANE_MARGIN), look.px(_MARGIN), look.px(PANE_MARGIN), look.px(_MARGIN))
        layout.setSpacing(look.px(GAP))
        pin = QLabel()
        pin.setPixmap(pixmap("pin", look.tokens.accent, look.px(ICON)))
        layout.addWidget(pin)
        layout.addWidget(plain_label(self.tr("Source in hand"), look, FONT_SECONDARY, SEMIBOLD, wrap=False))
        self.source = RecordEditor(("source",), session.look_up, look)
        self.source.setObjectName("source-in-hand")
        self.source.setAccessibleName(self.tr("Source in hand"))
        self.source.setPlaceholderText(self.tr("A source's title or code; a new title makes a new source"))
        self.source.committed.connect(self.take)
        layout.addWidget(self.source, 3)
        layout.addWidget(plain_label(self.tr("Page or frame"), look, FONT_SECONDARY, token="text2", wrap=False))
        self.locator = LineEditor(look)
        self.locator.setObjectName("locator-in-hand")
        self.locator.setAccessibleName(self.tr("Page or frame"))
        self.locator.committed.connect(self.take)
        layout.addWidget(self.locator, 1)
        self._hint = plain_label(
            self.tr("Statements and names entered now cite this source."), look, FONT_MEANING, token="text2", wrap=False
        )
        layout.addWidget(self._hint)
        self._close = button(self.tr("Put down"), look, "flat")
        self._close.clicked.connect(self.put_down)
        layout.addWidget(self._close)
        self.source.setMinimumWidth(look.px(_SOURCE_LEAST))
        self.locator.setMinimumWidth(look.px(_LOCATOR_LEAST))
        self._shown = ("", "")  # the texts of both lines before anybody typed there
        self._shown_source: int | None = None
        self.show_in_hand()
        self._fit()
        session.changed.connect(self._follow)  # not a lambda: the session outlives the window

    def _follow(self, _change: ChangeSet) -> None:
        """Show the source in hand where a change made it another one or none, unless the user is typing here."""
        if self._session.source_in_hand != self._shown_source and not self.source.hasFocus():
            self.show_in_hand()
            self._fit()
            self.changed.emit()

    def begin(self) -> None:
        """Put the focus here, so that what is typed replaces the source in hand."""
        self.source.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.source.selectAll()

    def show_in_hand(self) -> None:
        """Show the source in hand of the session, which may be there before this bar is."""
        self._shown_source = in_hand = self._session.source_in_hand
        record = self._session.view(in_hand) if in_hand is not None and self._session.is_complete else None
        self.source.put(f"{record.code}{BETWEEN}{record.label}" if record is not None else "")
        self.locator.put(self._session.locator_in_hand if record is not None else "")
        self._shown = (self.source.text(), self.locator.text())

    def _fit(self) -> None:
        """Show the hint and the button only with a source in hand, and the hint only where there is room."""
        in_hand = self._session.source_in_hand is not None
        self._hint.setVisible(in_hand and design_width(self, self._look) > _ROOM_FOR_HINT)
        self._close.setVisible(in_hand)

    def take(self) -> None:
        """Take what is typed as the source in hand; a title that no source has makes a new one."""
        session, typed = self._session, self.source.text().strip()
        if (self.source.text(), self.locator.text()) == self._shown and self.source.to_make is None:
            return
        session.locator_in_hand = self.locator.text()
        if self.source.text() == self._shown[0] and session.source_in_hand is not None:
            self._shown = (self.source.text(), self.locator.text())
            return
        if not typed:
            self._shown_source = session.source_in_hand = None
            self._shown = (self.source.text(), self.locator.text())
        elif not session.read_only:
            session.attempt(lambda: self._find_or_make(typed))
        self._fit()
        self.changed.emit()

    def _find_or_make(self, typed: str) -> None:
        catalogue = self._session.program.catalogue
        with catalogue.change(message("New source: {source}", source=typed)) as change:
            source = source_named(change, typed if self.source.to_make else code_in(typed))
        self._session.source_in_hand = source
        self.show_in_hand()

    def unsaved(self) -> str:
        """The source as it is being typed; empty once it was taken."""
        return self.source.typed_text() if self.source.isModified() or not self.source.text() else ""

    def put_down(self) -> None:
        """Have no source in hand any more."""
        self.source.put("")
        self.locator.put("")
        self.take()
