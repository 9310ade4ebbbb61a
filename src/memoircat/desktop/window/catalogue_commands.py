"""Commands on the catalogue and the program as a whole: undo, vocabularies, import, preferences, keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from memoircat import __version__
from memoircat.catalogue.change_sets import ChangeSet
from memoircat.desktop.dialogs.preferences import PreferencesDialog
from memoircat.desktop.dialogs.progress_dialog import AT_ONCE, ProgressDialog
from memoircat.desktop.roster import ImportWizard, RosterImports
from memoircat.desktop.vocabularies.vocabularies_dialog import VocabulariesDialog
from memoircat.desktop.window.actions import translated
from memoircat.desktop.window.command_group import CommandGroup
from memoircat.desktop.window.keys_dialog import KeysDialog
from memoircat.jobs import Progress
from memoircat.log import log_file


class CatalogueCommands(CommandGroup):
    """What is not about the selected records. Preferences, keys and version are there without a catalogue too."""

    def undo(self) -> None:
        """Take back the newest change."""
        self._save_typing()
        catalogue = self._session.program.catalogue
        self._turn(catalogue.to_undo(), translated("Undo"), catalogue.undo)

    def redo(self) -> None:
        """Bring back the change undone last."""
        self._save_typing()
        catalogue = self._session.program.catalogue
        self._turn(catalogue.to_redo(), translated("Redo"), catalogue.redo)

    def _turn(self, target: ChangeSet | None, verb: str, turn: Callable[[Progress | None], object]) -> None:
        """Undo or redo a change: a large one in a background thread, where it can be stopped."""
        if target is None:
            return
        if self._session.program.catalogue.count_rows(target.id, most=AT_ONCE + 1) <= AT_ONCE:
            self._session.attempt(lambda: turn(None))
            return
        colon = "：" if self._desk.look.language == "ja" else ": "
        title = f"{verb}{colon}{target.label.in_(self._desk.look.language)}"
        ProgressDialog(self._session.runner, self._desk.look, title, turn, self._desk.dialog_parent).open()

    def vocabularies(self) -> None:
        """Open the dialog of the vocabularies."""
        self._save_typing()
        VocabulariesDialog(self._session, self._desk.look, self._desk.dialog_parent).open()

    def import_table(self) -> ImportWizard:
        """Open the wizard that imports a table."""
        session = self._session
        wizard = ImportWizard(self._desk.look, RosterImports(session), session.runner, self._desk.dialog_parent)
        wizard.open()
        return wizard

    def preferences(self) -> None:
        """Open the preferences."""
        self.ask_preferences("")

    def ask_preferences(self, control: str) -> None:
        """Open the preferences with the focus on one control, by its object name."""
        desk = self._desk
        dialog = PreferencesDialog(desk.look, desk.settings, desk.session, desk.dialog_parent)
        dialog.look_changed.connect(desk.change_look)
        dialog.settings_changed.connect(desk.remember_settings)
        dialog.open()
        if control:
            dialog.focus_on(control)

    def keys(self) -> None:
        """List the keys (F1)."""
        KeysDialog(self._desk.look, self._desk.dialog_parent).open()

    def open_log(self) -> None:
        """Show the log in the program that the system has for texts; where there is none, say where the log lies."""
        file = log_file()
        if not file.exists():
            self._desk.show_message("note", self.tr("There is no log yet: nothing was written to it."))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self._desk.show_message("note", self.tr("The log is in the file {0}").format(file))

    def about(self) -> None:
        """Show version and licence in the status bar."""
        self._desk.show_message("note", f"MemoirCat {__version__} — MIT")
