"""Verified copies of the catalogue, made in a background thread, and the reminder in the status bar that one is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from memoircat.catalogue import copies, full_copies
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_MEANING, GAP

_ELSEWHERE_DAYS = 30  # that changes may wait for a complete copy: somebody has to fetch a disk for it
_HOUR_MS = 3_600_000


class CopyReminder(QPushButton):
    """Leads to the copies. Shows the age in days of the oldest change that is in no good copy, from ``after_days`` on.

    From 30 days on it shows the age of the oldest change that is in no complete copy on another disk.
    """

    def __init__(self, look: Look, session: Session | None, after_days: int) -> None:
        super().__init__()
        self._session = session
        self._after = after_days
        self.setObjectName("copy-reminder")
        self.setFont(look.font(FONT_MEANING))
        self.setFlat(True)
        side, ring = look.px(GAP), look.tokens.ring
        self.setStyleSheet(
            f"QPushButton {{ color: {look.tokens.attention}; background: transparent; padding: 0 {side}px;"
            f" min-height: 0; border: {ring}px solid transparent; font-weight: 400; text-decoration: underline }}"
            f" QPushButton:focus {{ border-color: {look.tokens.accent} }}"
        )
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
        backups = session.program.catalogue.folder.backups
        days = session.reader.days_without_copy(backups) or 0
        days_elsewhere = session.reader.days_without_full_copy(backups) or 0
        if days >= self._after:
            self.setText(self.tr("No copy for %n day(s)", "", days))
        else:
            self.setText(self.tr("No complete copy on another disk for %n day(s)", "", days_elsewhere))
        self.setToolTip(self._last_full_copy(backups))
        self.setVisible(days >= self._after or days_elsewhere >= max(self._after, _ELSEWHERE_DAYS))

    def _last_full_copy(self, backups: Path) -> str:
        """When the last complete copy was made, and where."""
        for note in full_copies.full_copies(backups):
            return self.tr("Last complete copy: {0}, {1}").format(note.made[:10], note.place)
        return self.tr("There is no complete copy with the images on another disk yet.")


def folder_of_copies(session: Session) -> Path:
    """The folder of the copies of a catalogue."""
    return session.program.catalogue.folder.backups


def last_copy(session: Session) -> datetime | None:
    """When the newest copy was made; None where there is none."""
    return copies.last_copy(folder_of_copies(session))


def make_copy(session: Session, done: Callable[[Path], None], failed: Callable[[Exception], None]) -> None:
    """Make a verified copy in a background thread; ``done`` gets its path."""
    from memoircat.catalogue.backup import keep_copy  # noqa: PLC0415 - SQLAlchemy, which the first list does not wait for

    folder = session.program.catalogue.folder
    session.runner.submit(lambda progress: keep_copy(folder.database, folder.backups, progress=progress), done, failed)
