"""What commands and the view state need of the main window, so that neither has to import it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from memoircat.desktop.session import Session
from memoircat.desktop.settings import Settings
from memoircat.desktop.theme import Look
from memoircat.desktop.window.pages import Pages


class Desk(Protocol):
    """The main window as its commands see it."""

    @property
    def session(self) -> Session | None:
        """The open catalogue; None on the start page."""

    @property
    def look(self) -> Look:
        """Colours, text size and language of the window."""

    @property
    def settings(self) -> Settings:
        """The settings as they are remembered."""

    @property
    def pages(self) -> Pages:
        """Start page, list, record and grid: what is shown, and how to get elsewhere."""

    @property
    def dialog_parent(self) -> QWidget:
        """The widget over which dialogs and menus open, and with which they go."""

    def show_message(self, kind: str, text: str) -> None:
        """Show a message in the status bar; ``kind`` is saved, problem or note."""

    def remember_settings(self, settings: Settings) -> None:
        """Remember settings that change nothing of the look."""

    def change_look(self, settings: Settings) -> None:
        """Remember settings of the look; the application makes a new window for them."""

    def enter_rows(self, record_type: str) -> None:
        """Show the page on which records of a type are entered row by row."""
