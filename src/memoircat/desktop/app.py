"""The application: its settings, look and language, the one window, and the catalogue that is open in it."""

from __future__ import annotations

import importlib
import json
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from memoircat.catalogue.swap import database_of
from memoircat.catalogue.unlocking import lock_again
from memoircat.desktop.automatic_copy import AutomaticCopy
from memoircat.desktop.care.care import Care
from memoircat.desktop.composing import Composing
from memoircat.desktop.garbage_collector import GarbageCollector
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.session import Session
from memoircat.desktop.settings import Settings, load_settings, save_settings
from memoircat.desktop.theme import CONTRAST, DARK, LIGHT, Look
from memoircat.desktop.theme.fonts import load_fonts
from memoircat.desktop.theme.style import apply_theme
from memoircat.desktop.translation import Translation
from memoircat.desktop.window.main_window import MainWindow
from memoircat.desktop.window.view_state import close_preferences, dialogs_over, show_again, view_state
from memoircat.errors import MemoirCatError, OlderCatalogue, PasswordNeeded, trouble
from memoircat.faults import fault_name, log_line
from memoircat.jobs import Progress

if TYPE_CHECKING:  # it imports SQLAlchemy, for which the first list does not wait
    from memoircat.catalogue.passwords import Protected

_log = logging.getLogger(__name__)
_TOKENS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
Demonstrate = Callable[[Path], None]
# What `commands` imports, the slowest first: each takes less than 50 ms, all together 180 ms.
_LATER = (
    "memoircat.search.people",
    "memoircat.reports",
    "memoircat.editing.batch_edit",
    "memoircat.editing.replacing",
    "memoircat.editing.grid_rows",
    "memoircat.exchange.table_import",
    "memoircat.desktop.batch.batch_dialog",
    "memoircat.desktop.grid",
    "memoircat.desktop.window.commands",
    "memoircat.desktop.care.care_dialog",
)
_NEXT_IMPORT_MS = 30  # between two of these, in which the window can answer
_CHECK_MS = 15  # between two looks whether the rest of the program has been imported
# Seconds after which Python lets another thread run: reading must not hold the window up.
_SWITCH_S = 0.001


class Application(QObject):
    """Holds the window, and makes a new one when the language, the theme or the text size changes."""

    def __init__(self, settings: Settings, *, remember: bool = True) -> None:
        super().__init__()
        self.settings = settings
        self._remember = remember
        self._translation = Translation(application())
        self._scheme = QGuiApplication.styleHints().colorScheme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self.session: Session | None = None
        self.window: MainWindow | None = None
        self._runner = QtRunner(threads=1)
        self.care = Care(self, self, self._runner)

    def look(self) -> Look:
        """The look of the settings."""
        settings = self.settings
        theme = settings.theme
        if theme == "system":
            theme = "dark" if self._scheme == Qt.ColorScheme.Dark else "light"
        return Look(_TOKENS[theme], settings.scale, settings.language, settings.date_style)

    def show(self, path: Path | None = None) -> MainWindow:
        """Open a catalogue, or show the start page, which says why where a catalogue cannot be opened."""
        if path is None:
            return self.make_window()
        try:
            self.open(path)
        except MemoirCatError as problem:
            window = self.make_window()
            window.show_problem(problem, path)
            return window
        assert self.window is not None
        return self.window

    def open(self, path: Path) -> None:
        """Open a catalogue: its first list now, the whole program a moment later. Raises MemoirCatError.

        A catalogue of an older program is brought up to date first, in a dialog over the window that is there.
        """
        try:
            session = Session(path)
        except OlderCatalogue:
            self._bring_up_to_date(path)
            return
        except PasswordNeeded:
            self._ask_password(path)
            return
        self._save_typing()
        self.close_catalogue()
        lock_again(but=path)
        self.session = session
        self._set(self.settings.opened(path.absolute()))
        self.make_window()
        AutomaticCopy(session, lambda: self.say("", ""))
        self._complete(session, path)

    def _bring_up_to_date(self, path: Path) -> None:
        """Migrate a catalogue to the schema of this program in a background thread; then open it."""
        from memoircat.desktop.dialogs.progress_dialog import ProgressDialog  # noqa: PLC0415 - kept off the way to the first list
        from memoircat.program import Program  # noqa: PLC0415 - likewise

        window = self.window or self.make_window()

        def bring(progress: Progress) -> None:
            with suppress(PasswordNeeded):  # it was set, and the program killed before the end: opening asks for it
                Program.open(path, by=self.settings.user, progress=progress).close()

        words = self.tr("“{0}” was made with an older MemoirCat and is brought up to date. A copy is kept.")
        ProgressDialog(
            self._runner,
            self.look(),
            words.format(path.stem),
            bring,
            window,
            lambda _nothing: self.open_or_report(path),
        ).open()

    def _ask_password(self, path: Path) -> None:
        """Ask for the password of a catalogue over the window that is there; then open it."""
        from memoircat.desktop.dialogs.password_dialogs import UnlockDialog  # noqa: PLC0415 - few catalogues have a password

        window = self.window or self.make_window()
        dialog = UnlockDialog(self._runner, self.look(), path, database_of(path), window)
        dialog.unlocked.connect(lambda: self.open_or_report(path))
        dialog.open()

    def _set_password(self, path: Path, password: str | None, *, forget_copies: bool) -> None:
        """Set, change or remove the password of the open catalogue: it is closed for that, and opened again."""
        from memoircat.catalogue.passwords import set_password  # noqa: PLC0415 - kept off the way to the first list
        from memoircat.desktop.dialogs.progress_dialog import ProgressDialog  # noqa: PLC0415 - likewise

        self._save_typing()
        self.close_catalogue()
        by = self.settings.user or "?"

        def work(progress: Progress) -> Protected:
            return set_password(path, password, by=by, forget_copies=forget_copies, progress=progress)

        done: list[Protected] = []
        words = (
            self.tr("The catalogue “{0}” is written anew, with its password.")
            if password
            else self.tr("The catalogue “{0}” is written anew, without a password.")
        )
        dialog = ProgressDialog(
            self._runner, self.look(), words.format(path.stem), work, self.make_window(), done.append
        )
        dialog.finished.connect(lambda _result: QTimer.singleShot(0, self, lambda: self._show_protected(path, done)))
        dialog.open()

    def _show_protected(self, path: Path, done: list[Protected]) -> None:
        """Open the catalogue again, and say what became of its password and of its copies."""
        self.open_or_report(path)
        if self.window is None or not done:
            return
        said = (
            self.tr("The catalogue has this password now.")
            if done[0].has_password
            else self.tr("The catalogue has no password now.")
        )
        left = len(done[0].left)
        if left and done[0].has_password:
            said += " " + self.tr("%n copy(ies) made before can be opened without it.", "", left)
        elif left:
            said += " " + self.tr("%n copy(ies) made before still have the former one.", "", left)
        self.window.show_message("note", said)

    def _complete(self, session: Session, path: Path) -> None:
        """Import the rest of the program in a thread; then open the catalogue with it in the main thread."""
        ready = threading.Event()

        def load() -> None:
            import memoircat.program  # noqa: F401, PLC0415 - imported late, and in a background thread, on purpose

            ready.set()

        def begin() -> None:
            """Called after the first paint, which an import would slow down even in another thread."""
            threading.Thread(target=load, daemon=True).start()
            try_again()

        def try_again() -> None:
            if not ready.is_set():
                QTimer.singleShot(_CHECK_MS, try_again)
            elif self.session is session:
                self._hand_in(session, path)

        QTimer.singleShot(0, begin)
        session.completed.connect(lambda: self._load_rest(iter(_LATER)))

    def _load_rest(self, names: Iterator[str]) -> None:
        """Import one by one what the first command would wait for, so that the window can answer in between."""
        if name := next(names, None):
            importlib.import_module(name)
            QTimer.singleShot(_NEXT_IMPORT_MS, lambda: self._load_rest(names))

    def _hand_in(self, session: Session, path: Path) -> None:
        from memoircat.program import Program  # noqa: PLC0415 - it is there by now, and not before

        if session.is_complete:
            return
        try:
            session.complete(Program.open(path, by=self.settings.user))
        except MemoirCatError as problem:
            session.leave_unopened(problem)

    def make_window(self) -> MainWindow:
        """Recreate the window for the present settings; what the former one showed is restored in it."""
        self._save_typing()
        former = self.window
        control = close_preferences(former) if former is not None else None
        state = view_state(former) if former is not None and former.session is self.session else None
        if former is not None:
            self.settings = former.with_layout(self.settings)
        look = self.look()
        self._translation.use(self.settings.language)
        apply_theme(application(), look.tokens, look.scale)
        window = MainWindow(self.session, look, self.settings)
        window.open_requested.connect(self.open_or_report)
        window.new_requested.connect(self._new)
        window.demonstration_requested.connect(self._demonstrate)
        window.close_requested.connect(self.close_to_start)
        window.password_requested.connect(self._change_password)
        window.care_requested.connect(self.care.show)
        window.restore_requested.connect(self.care.restore_elsewhere)
        window.working_copy_requested.connect(self.care.make_working_copy)
        window.kept_requested.connect(self.care.open_kept)
        window.look_changed.connect(self._change_settings)
        window.settings_changed.connect(self._set)
        self.window = window
        window.show()
        if state is not None:
            show_again(window, state)
        elif window.browse is not None:
            window.browse.select_first()
            window.browse.table.setFocus()
        if former is not None:
            former.close()
            former.deleteLater()
        if control is not None:
            window.ask_preferences(control)
        return window

    def _save_typing(self) -> None:
        """Save what is being typed before its window goes."""
        if self.window is not None and self.session is not None:
            self.window.save_typing()

    def _change_settings(self, settings: Settings) -> None:
        self._set(settings)
        self.make_window()

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        """Note the system's scheme, dark or light, and follow it."""
        self._scheme = scheme
        self._take_scheme()

    def _take_scheme(self) -> None:
        """Take the theme of the system: at once, or when the dialogs are closed that a new window would take away."""
        if self.window is None or self.look().tokens == self.window.look.tokens:
            return
        dialogs = dialogs_over(self.window)
        for dialog in dialogs:
            dialog.finished.connect(lambda _result: QTimer.singleShot(0, self, self._take_scheme))
        if not dialogs:
            self.make_window()

    def _set(self, settings: Settings) -> None:
        self.settings = settings
        if self._remember:
            save_settings(settings)

    def open_or_report(self, path: Path) -> None:
        """Open a catalogue, or say on the start page why it cannot be opened, with what can be done about it."""
        try:
            self.open(path)
        except MemoirCatError as problem:
            if self.window is not None:
                self.window.show_problem(problem, path)

    def close_to_start(self) -> None:
        """Close the catalogue and show the start page."""
        self._save_typing()
        self.close_catalogue()
        lock_again()
        self.make_window()

    def _change_password(self) -> None:
        """Ask whether the open catalogue is to have a password, another one, or none."""
        from memoircat.desktop.dialogs.password_dialogs import PasswordDialog  # noqa: PLC0415 - kept off the way to the first list

        session = self.session
        if session is None or session.read_only:
            return
        dialog = PasswordDialog(self._runner, self.look(), session.path, self.window)
        dialog.chosen.connect(lambda new, forget: self._set_password(session.path, new, forget_copies=forget))
        dialog.open()

    def _new(self) -> None:
        from memoircat.desktop.dialogs.file_choosers import choose_new_catalogue  # noqa: PLC0415 - kept off the way to the first list
        from memoircat.program import Program  # noqa: PLC0415 - likewise

        path = choose_new_catalogue(self.window, self.tr("New catalogue")) if self.window else None
        if path is None:
            return
        try:
            Program.create(path, by=self.settings.user).close()
            self.open(path)
        except MemoirCatError as problem:
            if self.window is not None:
                self.window.show_problem(problem)

    def _demonstrate(self) -> None:
        from platformdirs import user_data_path  # noqa: PLC0415 - kept off the way to the first list

        from memoircat.demonstration import make_demonstration  # noqa: PLC0415 - likewise
        from memoircat.program import Program  # noqa: PLC0415 - likewise

        path = user_data_path("memoircat", appauthor=False) / "見本.memoircat"
        try:
            if not path.exists():
                with Program.create(path, title="見本") as program:
                    make_demonstration(program)
            self.open(path)
        except MemoirCatError as problem:
            if self.window is not None:
                self.window.show_problem(problem)

    def fault_words(self) -> str:
        """The sentence that reports a bug; ``{0}`` is its name."""
        return self.tr("A fault of the program: {0}. What was saved is safe.")

    @property
    def author(self) -> str:
        """Whose name the history records; empty: that of the operating system."""
        return self.settings.user

    @property
    def over(self) -> MainWindow:
        """The window, over which dialogs open."""
        return self.window or self.make_window()

    def say(self, kind: str, text: str) -> None:
        """Show a message in the status bar, where there is one to show, and look again whether a copy is due."""
        if self.window is not None:
            self.window.status.copies.update_reminder()
            if text:
                self.window.show_message(kind, text)

    def close_catalogue(self) -> None:
        """Close the catalogue that is open."""
        if self.session is not None:
            self.session.close()
            self.session = None

    def close(self) -> None:
        """Remember the window's place and close everything."""
        self._runner.close()
        if self.window is not None:
            self._set(self.window.with_layout(self.settings))
            self.window.close()
            self.window.deleteLater()
            self.window = None
        self.close_catalogue()
        lock_again()
        self._translation.drop()


def application() -> QApplication:
    """Qt's application; made, with its fonts, where there is none yet."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QCoreApplication.setApplicationName("memoircat")
    sys.setswitchinterval(_SWITCH_S)
    made = QApplication(sys.argv[:1])
    made.setApplicationDisplayName("MemoirCat")
    Composing(made)
    GarbageCollector(made)
    load_fonts()
    return made


def report_bugs(program: Application) -> None:
    """Report unhandled exceptions in the status bar and in the log, bugs on standard error too.

    A damaged database, or a disk that refuses, is told with its cause; a bug by kind and place, without data.
    """

    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if program.session is not None and trouble(problem, program.session.path):
            program.session.report_failure(problem)
            return
        _log.error("%s", log_line(problem))
        fault = fault_name(kind, trace)
        print(f"memoircat: a bug: {fault}", file=sys.stderr)  # noqa: T201 - for whoever started the program in a terminal
        if program.window is not None:
            program.window.show_message("problem", program.fault_words().format(fault))

    sys.excepthook = hook


def run(path: Path | None, *, measure_start: bool = False, settings: Settings | None = None) -> int:
    """Show the window until it is closed; returns the exit status.

    ``measure_start``: print in how many milliseconds the first rows were drawn, and close the window again.
    """
    begun = time.perf_counter()
    qt = application()
    program = Application(settings or load_settings(), remember=not measure_start)
    report_bugs(program)
    window = program.show(path)
    if measure_start:
        if window.browse is not None:
            window.browse.table.viewport().repaint()
        print(json.dumps({"first_rows_ms": round((time.perf_counter() - begun) * 1000, 1)}), flush=True)  # noqa: T201
        program.close()
        return 0
    status = qt.exec()
    program.close()
    return status
