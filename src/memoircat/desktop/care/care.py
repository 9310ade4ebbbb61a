"""Opens the dialogs of care over the window, and closes and opens the catalogue where their work needs that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from memoircat.desktop.care.pages import CHECK, COPIES
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.jobs import Progress

if TYPE_CHECKING:  # these import SQLAlchemy, for which the first list does not wait
    from memoircat.desktop.care.care_dialog import CareDialog


class CareHost(Protocol):
    """The application as the dialogs of care need it."""

    @property
    def session(self) -> Session | None:
        """The open catalogue."""

    @property
    def author(self) -> str:
        """Whose name the history records; empty: that of the operating system."""

    @property
    def over(self) -> QWidget:
        """The window over which dialogs open."""

    def look(self) -> Look:
        """Colours, text size and language."""

    def open_or_report(self, path: Path) -> None:
        """Open a catalogue, or say on the start page why it cannot be opened."""

    def close_to_start(self) -> None:
        """Close the catalogue and show the start page."""

    def say(self, kind: str, text: str) -> None:
        """Show a message in the status bar, and look again whether a copy is due."""


class Care(QObject):
    """One for the application: it outlives the windows."""

    def __init__(self, host: CareHost, parent: QObject, runner: QtRunner) -> None:
        super().__init__(parent)
        self._host = host
        self._runner = runner

    def show(self, path: Path, page: str = COPIES) -> CareDialog:
        """Open the dialog on a catalogue, at a page; the check begins at once where the catalogue is not open."""
        from memoircat.desktop.care.care_dialog import CareDialog  # noqa: PLC0415 - SQLAlchemy, see above
        from memoircat.desktop.care.cared_for import CaredFor  # noqa: PLC0415 - likewise

        host, session = self._host, self._host.session
        is_open = self._is_open(path)
        program = session.program if session is not None and is_open and session.is_complete else None
        dialog = CareDialog(CaredFor(path, host.author, program, is_open), self._runner, host.look(), host.over, page)
        dialog.closing_needed.connect(
            lambda page, argument: QTimer.singleShot(0, self, lambda: self._close_and_begin(dialog, page, argument))
        )
        dialog.opening_wanted.connect(
            lambda to, words: QTimer.singleShot(0, self, lambda: self._open(dialog, to, words))
        )
        dialog.copied.connect(lambda: host.say("", ""))
        dialog.open()
        if page == CHECK and not is_open:
            dialog.check.check()
        return dialog

    def _is_open(self, path: Path) -> bool:
        session = self._host.session
        return session is not None and session.path.absolute() == path.absolute()

    def _close_and_begin(self, former: CareDialog, page: str, argument: object) -> None:
        """Close the catalogue, and carry on in a dialog over the start page; what is left there is opened again."""
        path = former.cared.path
        former.accept()
        self._begin_alone(path, page, argument)

    def _begin_alone(self, path: Path, page: str, argument: object) -> None:
        was_open = self._is_open(path)
        if was_open:
            self._host.close_to_start()
        dialog = self.show(path, page)
        opened: list[object] = []
        dialog.opening_wanted.connect(lambda to, _words: opened.append(to))

        def left(_result: int) -> None:
            if was_open and not opened:
                QTimer.singleShot(0, self, lambda: self._host.open_or_report(path))

        dialog.finished.connect(left)
        dialog.begin(page, argument)

    def _open(self, dialog: CareDialog, path: Path, words: str) -> None:
        dialog.accept()
        self._host.open_or_report(path)
        if words:
            self._host.say("saved", words)

    # From the start page and the bars over the page -------------------------------------------------------------

    def restore_elsewhere(self) -> None:
        """Ask for a copy and for a place, and restore it there."""
        from memoircat.desktop.care.restore_dialog import RestoreDialog  # noqa: PLC0415 - forms, for which the first list does not wait

        dialog = RestoreDialog(self._host.look(), self._host.over)
        dialog.chosen.connect(
            lambda backup, to: QTimer.singleShot(0, self, lambda: self._begin_alone(to, COPIES, backup))
        )
        dialog.open()

    def make_working_copy(self, path: Path) -> None:
        """Copy a catalogue to a disk of this machine, and open it there."""
        from memoircat.catalogue.working_copy import working_copy  # noqa: PLC0415 - SQLAlchemy, see above

        to = self._ask_for_place(path, self.tr("Working copy on this machine"))
        if to is not None:
            words = self.tr("A working copy of “{0}” is made.").format(path.stem)
            self._work(words, lambda progress: working_copy(path, to, progress), to)

    def open_kept(self, kept: Path, path: Path) -> None:
        """Make a catalogue of the database that was kept aside, with the images of the one at ``path``; open it."""
        from memoircat.program import restore  # noqa: PLC0415 - SQLAlchemy, see above

        to = self._ask_for_place(path, self.tr("Catalogue from what was kept"))
        if to is not None:
            words = self.tr("A catalogue is made of what was kept.")
            self._work(words, lambda progress: restore(kept, to, by=self._host.author, progress=progress), to)

    def _ask_for_place(self, path: Path, title: str) -> Path | None:
        from memoircat.desktop.dialogs.file_choosers import choose_new_catalogue  # noqa: PLC0415 - kept off the way to the first list

        return choose_new_catalogue(self._host.over, title, Path.home() / path.name)

    def _work(self, words: str, work: Callable[[Progress], object], to: Path) -> None:
        from memoircat.desktop.dialogs.progress_dialog import ProgressDialog  # noqa: PLC0415 - kept off the way to the first list

        def done(_result: object) -> None:
            QTimer.singleShot(0, self, lambda: self._host.open_or_report(to))

        ProgressDialog(self._runner, self._host.look(), words, work, self._host.over, done).open()
