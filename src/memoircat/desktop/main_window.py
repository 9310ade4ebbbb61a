"""The main window assembles panels and binds actions to what they do; it knows no field and no SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.drafts import Draft
from memoircat.desktop.actions import ACTIONS, MENUS, build_actions, words
from memoircat.desktop.browse_page import BrowsePage
from memoircat.desktop.copies import CopyReminder
from memoircat.desktop.layouts import Elided, grounded, plain, spread, widths_of
from memoircat.desktop.search_box import SearchBox
from memoircat.desktop.session import Session
from memoircat.desktop.settings import SCALES, Settings
from memoircat.desktop.start_page import StartPage
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.errors import MemoirCatError
from memoircat.told import told

if TYPE_CHECKING:
    from memoircat.desktop.commands import RecordCommands
    from memoircat.desktop.grid import GridPage
    from memoircat.desktop.work_page import WorkPage


class MainWindow(QMainWindow):
    """Start page, or browse and work pages around one open catalogue."""

    wants_catalogue = Signal(object)  # a Path to open
    wants_new = Signal()
    wants_no_catalogue = Signal()
    wants_demonstration = Signal()
    keeps_settings = Signal(object)  # Settings to remember as they are
    wants_settings = Signal(object)  # Settings that change the look: the application makes the window anew

    def __init__(self, session: Session | None, look: Look, settings: Settings) -> None:
        super().__init__()
        self.session = session
        self.look = look
        self.settings = settings
        self.setObjectName("main-window")
        self.setWindowTitle("MemoirCat")
        self.pages = QStackedWidget()
        self.start = StartPage(look, settings)
        self.start.open_path.connect(self.wants_catalogue)
        self.start.new.connect(self.wants_new)
        self.start.open_other.connect(self._open_other)
        self.start.demonstration.connect(self.wants_demonstration)
        self.pages.addWidget(self.start)
        self.browse: BrowsePage | None = None
        self.work: WorkPage | None = None
        self.grid: GridPage | None = None
        self._commands_of_records: RecordCommands | None = None
        self.actions_ = build_actions(self, look, self._handlers())
        self._make_status()
        if session is not None:
            self._make_pages(session)
        self._make_menus()
        self._lay_out()
        self._allow()
        if session is not None and session.is_complete:
            self._complete()
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        if settings.window:
            self.restoreGeometry(QByteArray.fromBase64(settings.window.encode()))

    # Assembling ------------------------------------------------------------------------------------------------

    @property
    def commands(self) -> RecordCommands:
        """What the actions on records do; made when the first is wanted."""
        if self._commands_of_records is None:
            from memoircat.desktop.commands import RecordCommands  # noqa: PLC0415 - it needs SQLAlchemy: see `_complete`

            self._commands_of_records = RecordCommands(self)
        return self._commands_of_records

    def _on_records(self, command: str) -> Callable[[], object]:
        """A command on records, found when it is called: making them sooner would hold the first list up."""

        def run() -> object:
            return getattr(self.commands, command)()

        return run

    def _complete(self) -> None:
        """The whole program is there: make what edits records. Before, its imports would hold the first list up."""
        if self.session is None or self.work is not None:
            return
        from memoircat.desktop.work_page import WorkPage  # noqa: PLC0415 - see above

        self.work = WorkPage(self.session, self.look)
        self.work.left.connect(self.show_browse)
        self.work.opened.connect(self.open_record)
        self.pages.addWidget(self.work)
        self.work.spread(self.settings.splitters.get(self.work.splitter.objectName()))
        if self.browse is not None:
            self.browse.drafts.attend(self.work.drafts)
            self.browse.drafts.wanted.connect(self.go_on)
        self._allow()

    def _make_pages(self, session: Session) -> None:
        session.language = self.look.language
        self.browse = BrowsePage(session, self.look, self.settings.columns)
        self.browse.table.columns_chosen.connect(self._keep_columns)
        self.browse.opened.connect(self.open_record)
        self.browse.moved.connect(self._move_into)
        spread(self.browse.splitter, self.settings.splitters.get(self.browse.splitter.objectName()))
        self.search = SearchBox(session, self.look, self._commands)
        self.search.opened.connect(self.open_record)
        self.search.listed.connect(self._show_words)
        self.search.commanded.connect(lambda name: self.actions_[name].trigger())
        self.pages.addWidget(self.browse)
        self.pages.setCurrentWidget(self.browse)
        session.changed.connect(self._changed)
        session.completed.connect(self._complete)
        session.told.connect(self.tell)
        self.setWindowTitle(f"{session.title()} — MemoirCat")

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does. The table of actions and this one are held together by `build_actions`."""
        return {
            "new_catalogue": self.wants_new.emit,
            "open_catalogue": self._open_other,
            "start_page": lambda: self.pages.setCurrentWidget(self.start),
            "quit": self.close,
            "undo": self._on_records("undo"),
            "redo": self._on_records("redo"),
            "delete": self._on_records("delete"),
            "vocabularies": self._on_records("vocabularies"),
            "replace": self._on_records("replace"),
            "browse": self.show_browse,
            "previous": lambda: self._step(-1),
            "next": lambda: self._step(1),
            "everyone": lambda: self.browse and self.browse.show_everyone(),
            "tree": lambda: self._in_list(lambda browse: browse.show_tree()),
            "move": self._on_records("move"),
            "new_below": self._on_records("new_below"),
            "summary": lambda: self.browse and self.browse.fold_summary(),
            "trash": lambda: self.browse and self.browse.show_trash(),
            "theme": self._change_theme,
            "larger": lambda: self._change_scale(1),
            "smaller": lambda: self._change_scale(-1),
            "language": self._change_language,
            "new": self._on_records("new"),
            "open_record": self._open_current,
            "duplicate": self._on_records("duplicate"),
            "batch_edit": self._on_records("batch_edit"),
            "add_statement": self._add_statement,
            "add_name": self._add_name,
            "add_part": self._add_part,
            "attach": self._on_records("attach"),
            "source_in_hand": self._name_source,
            "identify": self._on_records("identify"),
            "separate": self._on_records("separate"),
            "history": self._on_records("history"),
            "grid": self._on_records("enter_rows"),
            "copy_rows": self._on_records("copy_rows"),
            "copy_citation": self._on_records("copy_citation"),
            "copy_text": self._on_records("copy_text"),
            "paste_image": self._on_records("paste_image"),
            "close_catalogue": self.wants_no_catalogue.emit,
            "find": self._find,
            "palette": self._find_command,
            "print": self._on_records("print_report"),
            "import": self._on_records("import_table"),
            "save_search": lambda: self._in_list(BrowsePage.save_search),
            "clear_filters": lambda: self._in_list(BrowsePage.without_filters),
            "facets": lambda: self._in_list(BrowsePage.begin_narrowing),
            "preferences": self._on_records("preferences"),
            "keys": self._on_records("keys"),
            "about": self._on_records("about"),
        }

    def _move_into(self, ids: list[int], parent: int) -> None:
        self.commands.move_into(ids, parent)

    def _show_words(self, words: str, counts: dict[str, int]) -> None:
        self._in_list(lambda browse: browse.show_words(words, counts))

    def _in_list(self, command: Callable[[BrowsePage], object]) -> None:
        """A command on the list, which is shown for it."""
        if self.browse is not None:
            self.show_browse()
            command(self.browse)

    def _make_menus(self) -> None:
        bar = self.menuBar()
        bar.setFont(self.look.font(13))
        for name, text in MENUS:
            menu = bar.addMenu(words(text))
            menu.setFont(self.look.font(13))
            for spec in ACTIONS:
                if spec.menu == name:
                    menu.addAction(self.actions_[spec.name])
                if spec.name == "open_catalogue":
                    self._add_recent(menu)

    def _add_recent(self, menu: QMenu) -> None:
        """The catalogues opened last."""
        recent = menu.addMenu(self.tr("Open recent"))
        recent.setObjectName("open-recent")
        recent.setFont(self.look.font(13))
        recent.setEnabled(bool(self.settings.recent))
        for number, path in enumerate(self.settings.recent, 1):
            action = recent.addAction(f"&{number}　{Path(path).stem}　{path}")
            action.triggered.connect(lambda _on=False, path=path: self.wants_catalogue.emit(Path(path)))

    def _lay_out(self) -> None:
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if self.session is not None:
            layout.addWidget(self._top_bar())
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(central)
        if self.session is not None:
            self.search.attach_to(central)

    def _top_bar(self) -> QWidget:
        look = self.look
        bar = QWidget()
        grounded(bar, "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        line.setSpacing(look.px(8))
        title = Elided(self.session.title() if self.session else "", look, 14, 500)
        title.setMaximumWidth(look.px(184))
        line.addWidget(title, 2)
        sign = QLabel()
        sign.setPixmap(pixmap("search", look.tokens.text2, look.px(16)))
        line.addWidget(sign)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line.addWidget(self.search, 4)
        line.addStretch(1)
        for name in ("undo", "redo"):
            line.addWidget(self._tool(self.actions_[name]))
        new = QPushButton(self.tr("New"))
        new.setObjectName("new-button")
        new.setProperty("kind", "primary")
        new.setFont(look.font(14, 500))
        new.setMinimumHeight(look.px(32))
        new.setIcon(icon("plus", look.tokens.on_accent, look.px(16)))
        new.setIconSize(QSize(look.px(16), look.px(16)))
        new.setToolTip(f"{words('New record')} (Ctrl+N)")
        new.clicked.connect(self.actions_["new"].trigger)
        self._new_button = new
        line.addWidget(new)
        return bar

    def _tool(self, action: QAction) -> QToolButton:
        tool = QToolButton()
        tool.setDefaultAction(action)
        tool.setAutoRaise(True)
        tool.setIconSize(QSize(self.look.px(16), self.look.px(16)))
        tool.setMinimumSize(self.look.px(32), self.look.px(32))
        tool.setAccessibleName(action.text())
        return tool

    def _make_status(self) -> None:
        look, bar = self.look, self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(look.px(8), 0, look.px(16), 0)
        self._sign = QLabel()
        self._said = plain("", look, 12, token="text2", wrap=False)
        self._said.setObjectName("status-text")
        self._state = plain("", look, 12, token="text2", wrap=False)
        self._who = plain(self.settings.user, look, 12, token="text2", wrap=False)
        bar.addWidget(self._sign)
        bar.addWidget(self._said, 1)
        self.copies = CopyReminder(look, self.session, self.settings.backup_days)
        bar.addPermanentWidget(self.copies)
        bar.addPermanentWidget(self._state)
        bar.addPermanentWidget(self._who)

    # Showing ---------------------------------------------------------------------------------------------------

    def tell(self, kind: str, text: str) -> None:
        """Say what happened, where it can be read: there are no pop-ups for what went well."""
        sign = {"saved": ("circle-check", "ok"), "problem": ("circle-alert", "problem")}.get(kind, ("info", "text2"))
        self._sign.setPixmap(pixmap(sign[0], self.look.tokens.colour(sign[1]), self.look.px(16)))
        self._said.setText(text)
        self._said.setStyleSheet(f"color: {self.look.tokens.colour('problem' if kind == 'problem' else 'text2')}")

    def status_text(self) -> str:
        """What the status bar says."""
        return self._said.text()

    def show_browse(self) -> None:
        """Back to the list, with selection and scroll kept; what is typed is saved first."""
        if self.browse is None or self.work is None:
            return
        if self.grid is not None:
            self.grid.commit()
        if self.pages.currentWidget() is self.work:
            self.work.form.commit()
            if self.work.record is not None:
                self.browse.go_to(self.work.record.id, self.work.record.type.code)
        self.pages.setCurrentWidget(self.browse)
        self.browse.show_summary()
        self.browse.focus_list()

    def open_record(self, record_id: int) -> None:
        """Open a record over the whole width."""
        if self.session is None or self.work is None or self.browse is None or not self.session.is_complete:
            return
        record = self.session.view(record_id)
        if record is None:
            return
        row = self.browse.model.row_of(record_id) if self.browse.model.query.record_type == record.type.code else None
        place = (row + 1, self.browse.model.rowCount()) if row is not None else None
        self.work.show_record(record, place)
        self.pages.setCurrentWidget(self.work)
        self.work.form.setFocus()

    def go_on(self, draft: Draft) -> None:
        """Open the record of a text that was not saved, with the text where it was being typed."""
        if draft.record is not None and self.work is not None:
            self.open_record(draft.record)
            self.work.drafts.take_up(draft)

    def _name_source(self) -> None:
        if self.work is not None:
            self.work.source_bar.begin()

    def _add_statement(self) -> None:
        if self.work is not None and self.pages.currentWidget() is not self.work:
            self._open_current()
        if self.work is not None:
            self.work.form.add_statement()

    def _add_name(self) -> None:
        if self.work is not None and self.pages.currentWidget() is not self.work:
            self._open_current()
        if self.work is not None:
            self.work.form.add_name()

    def _add_part(self) -> None:
        if self.work is not None and self.pages.currentWidget() is not self.work:
            self._open_current()
        if self.work is not None:
            self.work.form.ask_for_part()

    def _open_current(self) -> None:
        current = self.browse.current_id() if self.browse else None
        if current is not None:
            self.open_record(current)

    def _step(self, by: int) -> None:
        """The record before or after this one, with the focus in the same field."""
        if self.browse is None or self.work is None or self.work.record is None:
            return
        self.work.form.commit()
        row = self.browse.model.row_of(self.work.record.id)
        found = self.browse.model.id_at(row + by) if row is not None else None
        if found is not None:
            self.browse.table.go_to(found)
            field = self.work.form.focused_field()
            self.open_record(found)
            if field:
                self.work.form.focus_field(field)

    def current_ids(self) -> list[int]:
        """The records that a command is for: the open one, else those selected in the list."""
        if self.work is not None and self.pages.currentWidget() is self.work:
            return [self.work.record.id] if self.work.record else []
        return self.browse.selected_ids() if self.browse and self.pages.currentWidget() is self.browse else []

    def _find(self) -> None:
        if self.session is not None:
            self.search.setFocus()
            self.search.selectAll()

    def _find_command(self) -> None:
        if self.session is not None:
            self.search.ask_for_command()

    def _commands(self) -> list[tuple[str, str, str]]:
        """What `>` lists: every action that can be done now, with its key."""
        return [
            (name, action.text().replace("&", ""), action.shortcut().toString())
            for name, action in self.actions_.items()
            if action.isEnabled()
        ]

    # Keeping true ----------------------------------------------------------------------------------------------

    def _changed(self, _change: ChangeSet) -> None:
        self._name_undo()

    def _allow(self) -> None:
        """Enable what can be done: nothing is written to a catalogue that is open for reading."""
        writable = self.session is not None and not self.session.read_only
        for spec in ACTIONS:
            needs_catalogue = spec.menu in ("record", "search") or spec.name in ("print", "import", "delete")
            self.actions_[spec.name].setEnabled(
                (writable or not spec.needs_writing) and (self.session is not None or not needs_catalogue)
            )
        if self.session is not None and self.session.is_complete:
            self._name_undo()
            self._new_button.setEnabled(writable)
            self._state.setText(self._holder_words() if self.session.read_only else self.tr("All changes saved"))

    def _holder_words(self) -> str:
        """Why nothing can be changed: who has the catalogue open, where, since when."""
        holder = self.session.program.catalogue.holder() if self.session else None
        if holder is None:
            return self.tr("Read only")
        since = holder.since.replace("T", " ").rstrip("Z")
        return self.tr("Read only: in use by {0} on {1} since {2} UTC").format(holder.who, holder.host, since)

    def _name_undo(self) -> None:
        """Undo and redo say what they would take back or bring again."""
        if self.session is None or not self.session.is_complete:
            return
        catalogue = self.session.program.catalogue
        for name, found in (("undo", catalogue.to_undo()), ("redo", catalogue.to_redo())):
            action = self.actions_[name]
            base = words("Undo" if name == "undo" else "Redo")
            colon = "：" if self.look.language == "ja" else ": "
            action.setText(f"{base}{colon}{found.label}" if found else base)
            action.setEnabled(found is not None and not self.session.read_only)

    # The look --------------------------------------------------------------------------------------------------

    def _keep_columns(self, type_code: str, names: list[str]) -> None:
        self.settings = replace(self.settings, columns={**self.settings.columns, type_code: names})
        self.keeps_settings.emit(self.settings)

    def _change_theme(self) -> None:
        self.wants_settings.emit(replace(self.settings, theme="dark" if self.look.tokens.name == "light" else "light"))

    def _change_scale(self, step: int) -> None:
        at = SCALES.index(self.settings.scale) + step
        if 0 <= at < len(SCALES):
            self.wants_settings.emit(replace(self.settings, scale=SCALES[at]))

    def _change_language(self) -> None:
        self.wants_settings.emit(replace(self.settings, language="en" if self.settings.language == "ja" else "ja"))

    def _open_other(self) -> None:
        path = self.commands.ask_for_catalogue()
        if path is not None:
            self.wants_catalogue.emit(path)

    def show_problem(self, problem: MemoirCatError) -> None:
        """Say on the start page why a catalogue was not opened."""
        self.start.say(told(problem, self.look.language))
        self.pages.setCurrentWidget(self.start)

    def keep_typing(self) -> None:
        """Save what is being typed, on whichever page."""
        if self.work is not None:
            self.work.form.commit()
        if self.grid is not None:
            self.grid.commit()

    def show_grid(self, grid: GridPage) -> None:
        """Show the page of entry row by row, which is made when it is first wanted."""
        if self.grid is not grid:
            self.grid = grid
            self.pages.addWidget(grid)
        self.pages.setCurrentWidget(grid)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Images for the record, tables to import and catalogues to open can be dropped on the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do with files what their kind asks for."""
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        catalogue = next((each for each in files if (each / "catalogue.db").exists()), None)
        if catalogue is not None:
            self.wants_catalogue.emit(catalogue)
        elif self.session is not None and self.session.is_complete:
            self.commands.take_files(files)

    def ask_preferences(self, control: str) -> None:
        """Show the preferences with the focus on one of their controls, by its name."""
        self.commands.ask_preferences(control)

    def keep(self, settings: Settings) -> None:
        """Remember settings that change nothing of the look: the name for the history, the reminder of copies."""
        self.settings = settings
        self._who.setText(settings.user)
        self.copies.remind_after(settings.backup_days)
        if self.session is not None and self.session.is_complete:
            self.session.program.sign(settings.user)
        self.keeps_settings.emit(settings)

    def with_layout(self, settings: Settings) -> Settings:
        """The settings with the window's place and the widths of its panes."""
        panes = [page.splitter for page in (self.browse, self.work) if page is not None]
        widths = {pane.objectName(): sizes for pane in panes if (sizes := widths_of(pane))}
        place = bytes(self.saveGeometry().toBase64().data()).decode()
        return replace(settings, window=place, splitters={**settings.splitters, **widths})

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed before the window goes."""
        self.keep_typing()
        event.accept()
