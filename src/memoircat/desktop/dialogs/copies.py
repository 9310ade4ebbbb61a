"""Verified copies of the catalogue, made in a background thread, and the reminder in the status bar that one is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from memoircat.catalogue import backup
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_MEANING

_HOUR_MS = 3_600_000


class CopyReminder(QLabel):
    """Shows the age in days of the oldest change that is in no backup, from ``after_days`` on."""

    def __init__(self, look: Look, session: Session | None, after_days: int) -> None:
        super().__init__()
        self._session = session
        self._after = after_days
        self.setObjectName("copy-reminder")
        self.setFont(look.font(FONT_MEANING))
        self.setStyleSheet(f"color: {look.tokens.attention}")
        self.hide()
        if session is None:
            return
        hourly = QTimer(self)  # since a window may stay open for weeks
        hourly.setInterval(_HOUR_MS)
        hourly.timeout.connect(self.update_reminder)
        hourly.start()
        session.completed.connect(self.update_reminder)
        session.closing.connect(hourly.stop)
        if session.is_complete:
            self.update_reminder()

    def remind_after(self, days: int) -> None:
        """Remind after another number of days; 0: never."""
        self._after = days
        self.update_reminder()

    def update_reminder(self) -> None:
        """Show the reminder where the oldest change that is in no backup is old enough; hide it otherwise."""
        session = self._session
        if session is None or session.read_only or not self._after:
            self.hide()
            return
        days = session.reader.days_without_copy(session.program.catalogue.folder.backups)
        self.setVisible(days is not None and days >= self._after)
        self.setText(self.tr("No copy for %n day(s)", "", days or 0))


def folder_of_copies(session: Session) -> Path:
    """The folder of the copies of a catalogue."""
    return session.program.catalogue.folder.backups


def last_copy(session: Session) -> datetime | None:
    """When the newest copy was made; None where there is none."""
    return backup.last_copy(folder_of_copies(session))


def make_copy(session: Session, done: Callable[[Path], None], failed: Callable[[Exception], None]) -> None:
    """Make a verified copy in a background thread; ``done`` gets its path."""
    folder = session.program.catalogue.folder
    session.runner.submit(
        lambda _progress: backup.back_up(folder.database, backup.new_copy(folder.backups)), done, failed
    )
