"""The main window: puts pages and bars together and says what each action does. It knows no field and no SQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.desktop.browse.browse_page import BrowsePage
from memoircat.desktop.care.notice_bars import OPEN_KEPT, OPEN_MOVED, OPEN_THERE, WORKING_COPY, NoticeBars
from memoircat.desktop.care.pages import COPIES
from memoircat.desktop.dialogs.file_choosers import choose_catalogue
from memoircat.desktop.search.search_box import SearchBox
from memoircat.desktop.session import Session
from memoircat.desktop.settings import SCALES, Settings
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY
from memoircat.desktop.window.actions import ACTIONS, MENUS, build_actions, draw_icons, translated
from memoircat.desktop.window.pages import Pages
from memoircat.desktop.window.start_page import StartPage
from memoircat.desktop.window.status_line import StatusLine
from memoircat.desktop.window.top_bar import TopBar
from memoircat.errors import MemoirCatError

if TYPE_CHECKING:  # these are imported when they are first wanted, after the first list
    from memoircat.desktop.grid import GridPage
    from memoircat.desktop.window.commands import WindowCommands
    from memoircat.desktop.workbench.work_page import WorkPage

# The actions whose handlers `WindowCommands` has
_IN_COMMANDS = (
    *("new", "new_below", "duplicate", "delete", "move", "batch_edit", "replace", "grid", "history"),
    *("attach", "paste_image", "identify", "separate", "print", "copy_rows", "copy_citation", "copy_text"),
    *("undo", "redo", "vocabularies", "import", "preferences", "keys", "open_log", "about"),
)
_FIRST_WIDTH: Final = 1440  # of the window, in pixels of the screen, until it has been given another size
_FIRST_HEIGHT: Final = 900


class MainWindow(QMainWindow):
    """Menus, bars and pages around one open catalogue, or the start page alone."""

    open_requested = Signal(object)  # a Path to open
    new_requested = Signal()
    close_requested = Signal()
    password_requested = Signal()
    demonstration_requested = Signal()
    care_requested = Signal(object, str)  # the Path of a catalogue, and a page of care
    restore_requested = Signal()  # a copy, which is asked for, at a place that is asked for
    working_copy_requested = Signal(object)  # the Path of a catalogue
    kept_requested = Signal(object, object)  # the Path of a database kept aside, and that of its catalogue
    settings_changed = Signal(object)  # Settings to remember as they are
    look_changed = Signal(object)  # Settings that change the look: the application makes a new window for them

    def __init__(self, session: Session | None, look: Look, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.look = look
        self.settings = settings
        self.setObjectName("main-window")
        self.setWindowTitle("MemoirCat")
        self._made_commands: WindowCommands | None = None
        if session is not None:
            session.language = look.language
        self.pages = Pages(session, look, settings)
        self.status = StatusLine(session, look, settings)
        self.setStatusBar(self.status)
        self.actions_ = build_actions(self, self._handlers())
        if session is not None:
            self._listen_to(session)
        self._connect_pages()
        self.status.copies.clicked.connect(lambda: self._care(COPIES))
        if session is None:
            self.pages.show_start()
        self._make_menus()
        self._lay_out()
        self._allow()
        if session is not None and session.is_complete:
            self.pages.complete()
        self.setAcceptDrops(True)
        self.resize(_FIRST_WIDTH, _FIRST_HEIGHT)
        if settings.window:
            self.restoreGeometry(QByteArray.fromBase64(settings.window.encode()))

    # Assembling ------------------------------------------------------------------------------------------------

    @property
    def browse(self) -> BrowsePage | None:
        """The page of the list."""
        return self.pages.browse

    @property
    def work(self) -> WorkPage | None:
        """The page of one record."""
        return self.pages.work

    @property
    def grid(self) -> GridPage | None:
        """The page of entry row by row, once it was wanted."""
        return self.pages.grid

    @property
    def commands(self) -> WindowCommands:
        """The commands that need the whole program; made when the first is wanted."""
        if self._made_commands is None:
            from memoircat.desktop.window.commands import (  # noqa: PLC0415 - it needs SQLAlchemy, which would hold the list up
                WindowCommands,
            )

            self._made_commands = WindowCommands(self)
        return self._made_commands

    @property
    def dialog_parent(self) -> QWidget:
        """The window itself: dialogs and menus open over it."""
        return self

    def _in_commands(self, action: str) -> Callable[[], object]:
        """The handler that `WindowCommands` has for an action, looked up when it is called."""

        def handle() -> object:
            return self.commands.handlers[action]()

        return handle

    def _listen_to(self, session: Session) -> None:
        """Follow the changes of the catalogue, and make the search box."""
        self.search = SearchBox(session, self.look, self._possible_commands)
        self.search.opened.connect(self.open_record)
        self.search.listed.connect(self._show_words)
        self.search.commanded.connect(lambda name: self.actions_[name].trigger())
        session.changed.connect(self._changed)
        session.problem_met.connect(self._allow_again)  # not a lambda: the session outlives the window
        self.setWindowTitle(f"{session.title()} — MemoirCat")

    def _connect_pages(self) -> None:
        browse = self.browse
        self.pages.start_made.connect(self._connect_start)
        self.pages.completed.connect(self._allow)
        if browse is not None:
            browse.table.columns_chosen.connect(self._remember_columns)
            browse.moved.connect(self._move_into)

    def _connect_start(self, start: StartPage) -> None:
        start.open_path.connect(self.open_requested)
        start.new.connect(self.new_requested)
        start.open_other.connect(self._open_other)
        start.demonstration.connect(self.demonstration_requested)
        start.restore.connect(self.restore_requested)
        start.care.connect(self.care_requested)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does. `build_actions` sees to it that none is missing."""
        pages = self.pages
        return {
            **{action: self._in_commands(action) for action in _IN_COMMANDS},
            "new_catalogue": self.new_requested.emit,
            "open_catalogue": self._open_other,
            "close_catalogue": self.close_requested.emit,
            "password": self.password_requested.emit,
            "start_page": pages.show_start,
            "care": lambda: self._care(COPIES),
            "quit": self.close,
            "browse": pages.show_list,
            "previous": lambda: pages.step(-1),
            "next": lambda: pages.step(1),
            "open_record": pages.open_current,
            "everyone": lambda: pages.in_list(BrowsePage.toggle_members),
            "tree": lambda: pages.in_list(BrowsePage.toggle_tree),
            "summary": lambda: self.browse and self.browse.toggle_summary(),
            "trash": lambda: pages.in_list(BrowsePage.toggle_trash),
            "save_search": lambda: pages.in_list(BrowsePage.save_search),
            "clear_filters": lambda: pages.in_list(BrowsePage.without_filters),
            "facets": lambda: pages.in_list(BrowsePage.begin_narrowing),
            "add_statement": lambda: pages.on_record(lambda work: work.form.add_statement()),
            "add_name": lambda: pages.on_record(lambda work: work.form.add_name()),
            "add_part": lambda: pages.on_record(lambda work: work.form.ask_for_part()),
            "source_in_hand": self._name_source,
            "find": self._find,
            "palette": self._find_command,
            "theme": self._change_theme,
            "larger": lambda: self._change_scale(1),
            "smaller": lambda: self._change_scale(-1),
            "language": self._change_language,
        }

    def _make_menus(self) -> None:
        bar = self.menuBar()
        bar.setFont(self.look.font(FONT_SECONDARY))
        for name, text in MENUS:
            menu = bar.addMenu(translated(text))
            menu.setFont(self.look.font(FONT_SECONDARY))
            menu.aboutToShow.connect(partial(draw_icons, self.actions_, name, self.look))
            for spec in ACTIONS:
                if spec.menu == name:
                    menu.addAction(self.actions_[spec.name])
                if spec.menu == name and spec.name == "open_catalogue":
                    self._add_recent(menu)

    def _add_recent(self, menu: QMenu) -> None:
        """The catalogues opened last."""
        recent = menu.addMenu(self.tr("Open recent"))
        recent.setObjectName("open-recent")
        recent.setFont(self.look.font(FONT_SECONDARY))
        recent.setEnabled(bool(self.settings.recent))
        for number, path in enumerate(self.settings.recent, 1):
            action = recent.addAction(f"&{number}　{Path(path).stem}　{path}")
            action.triggered.connect(lambda _on=False, path=path: self.open_requested.emit(Path(path)))

    def _lay_out(self) -> None:
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if self.session is not None:
            layout.addWidget(TopBar(self.session.title(), self.search, self.actions_, self.look))
            self.notices = NoticeBars(self.session, self.look)
            self.notices.wanted.connect(self._take_way)
            layout.addWidget(self.notices)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(central)
        if self.session is not None:
            self.search.attach_to(central)

    # What pages and bars request -----------------------------------------------------------------------------

    def open_record(self, record_id: int) -> None:
        """Open a record over the whole width."""
        self.pages.open_record(record_id)

    def show_browse(self) -> None:
        """Back to the list."""
        self.pages.show_list()

    def current_ids(self) -> list[int]:
        """The records that a command is for."""
        return self.pages.current_ids()

    def save_typing(self) -> None:
        """Save what is being typed."""
        self.pages.save_typing()

    def show_message(self, kind: str, text: str) -> None:
        """Say in the status bar what happened."""
        self.status.show_message(kind, text)

    def status_text(self) -> str:
        """What the status bar says."""
        return self.status.text()

    def show_problem(self, problem: MemoirCatError, path: Path | None = None) -> None:
        """Say on the start page why a catalogue was not opened; ``path``: that of one which can be cared for."""
        self.pages.start.say(problem, path)
        self.pages.show_start()

    def _care(self, page: str) -> None:
        if self.session is not None:
            self.care_requested.emit(self.session.path, page)

    def _take_way(self, name: str) -> None:
        """Do what a bar over the page offers."""
        session = self.session
        if session is None:
            return
        replaced = session.replaced
        if name == WORKING_COPY:
            self.working_copy_requested.emit(session.path)
        elif name == OPEN_THERE:
            self.open_requested.emit(session.path)
        elif name == OPEN_MOVED and replaced is not None:
            self.open_requested.emit(replaced.moved_to)
        elif name == OPEN_KEPT and replaced is not None:
            self.kept_requested.emit(replaced.kept, session.path)
        else:
            self._care(name)

    def _name_source(self) -> None:
        if self.grid is not None and self.pages.is_shown(self.grid):
            self.grid.source_bar.begin()
        else:
            self.pages.on_record(lambda work: work.source_bar.begin())

    def _move_into(self, ids: list[int], parent: int) -> None:
        self.commands.records.move_into(ids, parent)

    def _show_words(self, text: str, counts: dict[str, int]) -> None:
        self.pages.in_list(lambda browse: browse.show_words(text, counts))

    def _find(self) -> None:
        if self.session is not None:
            self.search.setFocus()
            self.search.selectAll()

    def _find_command(self) -> None:
        if self.session is not None:
            self.search.ask_for_command()

    def _possible_commands(self) -> list[tuple[str, str, str]]:
        """What `>` lists in the search box: the name, words and key of every action that can be done now."""
        return [
            (name, action.text().replace("&", ""), action.shortcut().toString())
            for name, action in self.actions_.items()
            if action.isEnabled()
        ]

    def _open_other(self) -> None:
        path = choose_catalogue(self, self.tr("Open a catalogue"))
        if path is not None:
            self.open_requested.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Images for the record, tables to import and catalogues to open can be dropped on the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a catalogue that is dropped; hand other files to the commands."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        catalogue = next((file for file in files if (file / "catalogue.db").exists()), None)
        if catalogue is not None:
            self.open_requested.emit(catalogue)
        elif self.session is not None and self.session.is_complete:
            self.commands.take_files(files)

    # After a change --------------------------------------------------------------------------------------------

    def _changed(self, _change: ChangeSet) -> None:
        self._name_undo()

    def _allow_again(self, _problem: MemoirCatError) -> None:
        """Look again what can be done: after a problem the catalogue may have become read only."""
        with suppress(MemoirCatError):  # where nothing can be read any more, that was the problem
            self._allow()

    def _allow(self) -> None:
        """Enable what can be done: nothing is written to a catalogue that is open for reading."""
        writable = self.session is not None and not self.session.read_only
        for spec in ACTIONS:
            needs_catalogue = spec.menu in ("record", "search") or spec.name in ("print", "import", "delete", "care")
            self.actions_[spec.name].setEnabled(
                (writable or not spec.needs_writing) and (self.session is not None or not needs_catalogue)
            )
        self._name_undo()
        self.status.show_state()

    def _name_undo(self) -> None:
        """Let undo and redo name the change that they would take back or bring again."""
        if self.session is None or not self.session.is_complete:
            return
        catalogue = self.session.program.catalogue
        for name, change in (("undo", catalogue.to_undo()), ("redo", catalogue.to_redo())):
            action = self.actions_[name]
            base = translated("Undo" if name == "undo" else "Redo")
            colon = "：" if self.look.language == "ja" else ": "
            action.setText(f"{base}{colon}{change.label.in_(self.look.language)}" if change else base)
            action.setEnabled(change is not None and not self.session.read_only)

    # The look --------------------------------------------------------------------------------------------------

    def _remember_columns(self, type_code: str, names: list[str]) -> None:
        self.settings = replace(self.settings, columns={**self.settings.columns, type_code: names})
        self.settings_changed.emit(self.settings)

    def _change_theme(self) -> None:
        self.change_look(replace(self.settings, theme="dark" if self.look.tokens.name == "light" else "light"))

    def _change_scale(self, step: int) -> None:
        at = SCALES.index(self.settings.scale) + step
        if 0 <= at < len(SCALES):
            self.change_look(replace(self.settings, scale=SCALES[at]))

    def _change_language(self) -> None:
        self.change_look(replace(self.settings, language="en" if self.settings.language == "ja" else "ja"))

    def ask_preferences(self, control: str) -> None:
        """Show the preferences with the focus on one of their controls, by its name."""
        self.commands.catalogue.ask_preferences(control)

    def enter_rows(self, record_type: str) -> None:
        """Show the page on which records of a type are entered row by row."""
        self.commands.records.enter_rows(record_type)

    def change_look(self, settings: Settings) -> None:
        """Remember settings of the look; the application makes a new window for them."""
        self.look_changed.emit(settings)

    def remember_settings(self, settings: Settings) -> None:
        """Remember settings that change nothing of the look: the name for the history, the reminder of copies."""
        self.settings = settings
        self.status.show_settings(settings)
        if self.session is not None and self.session.is_complete:
            self.session.program.set_author(settings.user)
        self.settings_changed.emit(settings)

    def with_layout(self, settings: Settings) -> Settings:
        """The settings with the window's place and the widths of its panes."""
        place = bytes(self.saveGeometry().toBase64().data()).decode()
        return replace(settings, window=place, splitters={**settings.splitters, **self.pages.widths()})

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed before the window goes."""
        self.save_typing()
        event.accept()
