"""The status bar: what happened last, whether everything is saved or who holds the catalogue, who the user is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStatusBar

from memoircat.desktop.dialogs.copies import CopyReminder
from memoircat.desktop.session import Session
from memoircat.desktop.settings import Settings
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.tokens import FONT_MEANING, GAP, ICON, PANE_MARGIN
from memoircat.desktop.widgets.layouts import Elided, plain_label
from memoircat.desktop.widgets.text import plain_tip

_ICONS = {"saved": ("circle-check", "ok"), "problem": ("circle-alert", "problem")}


class StatusLine(QStatusBar):
    """Says what happened last, in place of pop-ups, and at the right how the catalogue is."""

    def __init__(self, session: Session | None, look: Look, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self.setSizeGripEnabled(False)
        self.setContentsMargins(look.px(GAP), 0, look.px(PANE_MARGIN), 0)
        self._icon = QLabel()
        self._said = Elided("", look, FONT_MEANING, token="text2")  # a long text must not widen the window
        self._said.setObjectName("status-text")
        self._state = plain_label("", look, FONT_MEANING, token="text2", wrap=False)
        self._who = plain_label(settings.user, look, FONT_MEANING, token="text2", wrap=False)
        self.copies = CopyReminder(look, session, settings.backup_days)
        self.addWidget(self._icon)
        self.addWidget(self._said, 1)
        for widget in (self.copies, self._state, self._who):
            self.addPermanentWidget(widget)
        if session is not None:
            session.message_posted.connect(self.show_message)

    def show_message(self, kind: str, text: str) -> None:
        """Say what happened; ``kind`` is saved, problem or note."""
        look = self._look
        icon_name, token = _ICONS.get(kind, ("info", "text2"))
        self._icon.setPixmap(pixmap(icon_name, look.tokens.colour(token), look.px(ICON)))
        self._said.setText(text)
        if kind == "problem":  # of which the catalogue may have become read only
            self.show_state()
        self._said.set_colour(look.colour("problem" if kind == "problem" else "text2"))

    def text(self) -> str:
        """What it says."""
        return self._said.text()

    def show_state(self) -> None:
        """Say whether everything is saved, or why nothing can be changed."""
        session = self._session
        if session is not None and session.is_complete:
            self._state.setText(self._holder_words(session) if session.read_only else self.tr("All changes saved"))
            why = session.program.catalogue.why_read_only().in_(session.language) if session.read_only else ""
            self._state.setToolTip(plain_tip(why))

    def _holder_words(self, session: Session) -> str:
        """Why nothing can be changed: what the disk refuses, or who has the catalogue open, where, since when."""
        refusal = session.program.catalogue.folder.refusal
        if refusal is not None:
            return self.tr("Read only: {0}").format(refusal.message.in_(self._look.language))
        holder = session.program.catalogue.holder()
        if holder is None:
            return self.tr("Read only")
        since = holder.since.replace("T", " ").rstrip("Z")
        return self.tr("Read only: in use by {0} on {1} since {2} UTC").format(holder.who, holder.host, since)

    def state_text(self) -> str:
        """What it says of the catalogue as a whole."""
        return self._state.text()

    def show_settings(self, settings: Settings) -> None:
        """Show the name of the user, and remind of copies as the settings say."""
        self._who.setText(settings.user)
        self.copies.remind_after(settings.backup_days)
