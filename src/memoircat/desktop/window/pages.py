"""The pages of the window, one of which is shown: start, list, one record, entry row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from memoircat.catalogue.drafts import Draft
from memoircat.desktop.browse.browse_page import BrowsePage
from memoircat.desktop.session import Session
from memoircat.desktop.settings import Settings
from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.layouts import set_pane_widths, widths_of
from memoircat.desktop.window.start_page import StartPage
from memoircat.records.registry import RECORD_TYPES

if TYPE_CHECKING:
    from memoircat.desktop.grid import GridPage
    from memoircat.desktop.workbench.work_page import WorkPage


_REST_MS = 1_500  # after the list was shown, until the form is made ready for its records
_BETWEEN_MS = 100  # between two steps of that, in which keys are answered


class Pages(QStackedWidget):
    """Goes from page to page, and saves what is typed before it leaves one.

    The list is there at once, the other pages once the whole program is.
    """

    completed = Signal()  # records can be opened
    start_made = Signal(object)  # StartPage

    def __init__(self, session: Session | None, look: Look, settings: Settings) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._settings = settings
        self._widths = settings.splitters
        self._start: StartPage | None = None
        self.browse: BrowsePage | None = None
        self.work: WorkPage | None = None
        self.grid: GridPage | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._make_more)
        if session is not None:
            self.browse = self._make_list(session, settings)
            session.completed.connect(self.complete)

    @property
    def start(self) -> StartPage:
        """The start page, made when it is first wanted: a window that opens on a list does not need it."""
        if self._start is None:
            self._start = StartPage(self._look, self._settings)
            self.addWidget(self._start)
            self.start_made.emit(self._start)
        return self._start

    def _make_list(self, session: Session, settings: Settings) -> BrowsePage:
        browse = BrowsePage(session, self._look, settings.columns)
        browse.opened.connect(self.open_record)
        set_pane_widths(browse.splitter, self._widths.get(browse.splitter.objectName()))
        self.addWidget(browse)
        self.setCurrentWidget(browse)
        return browse

    def complete(self) -> None:
        """The whole program is there: make the page of one record, whose imports would have held the first list up."""
        if self._session is None or self.browse is None or self.work is not None:
            return
        from memoircat.desktop.workbench.work_page import WorkPage  # noqa: PLC0415 - see above

        self.work = WorkPage(self._session, self._look)
        self.work.closed.connect(self.show_list)
        self.work.opened.connect(self.open_record)
        self.addWidget(self.work)
        self.work.set_pane_widths(self._widths.get(self.work.splitter.objectName()))
        self.browse.drafts.attend(self.work.drafts)
        self.browse.drafts.wanted.connect(self.go_on)
        self.completed.emit()
        self._rest.start(_REST_MS)
        self.browse.navigation.chosen.connect(lambda _type: self._rest.start(_REST_MS))

    def _make_more(self) -> None:
        """Make the form ready for the type of the list, step by step, so that the first record opens without a wait."""
        if self.browse is not None and self.work is not None and self.browse.isVisible():
            kind = RECORD_TYPES[self.browse.model.query.record_type]
            if self.work.form.make_more(kind):
                self._rest.start(_BETWEEN_MS)

    # What is shown ---------------------------------------------------------------------------------------------

    def is_shown(self, page: QWidget | None) -> bool:
        """Whether a page is the one that is shown."""
        return page is not None and self.currentWidget() is page

    def current_ids(self) -> list[int]:
        """The records that a command is for: the open one, else those selected in the list."""
        if self.work is not None and self.is_shown(self.work):
            return [self.work.record.id] if self.work.record else []
        return self.browse.selected_ids() if self.browse is not None and self.is_shown(self.browse) else []

    def save_typing(self) -> None:
        """Save what is being typed on the page that is shown. On the others nothing is: leaving them saved it."""
        if self.work is not None and self.is_shown(self.work):
            self.work.form.commit()
        elif self.grid is not None and self.is_shown(self.grid):
            self.grid.commit()

    def widths(self) -> Mapping[str, list[int]]:
        """The widths of the panes of the pages, by the name of their splitter."""
        panes = [page.splitter for page in (self.browse, self.work) if page is not None]
        return {pane.objectName(): sizes for pane in panes if (sizes := widths_of(pane))}

    # Going from page to page -----------------------------------------------------------------------------------

    def show_start(self) -> None:
        """The start page; what is typed is saved first."""
        self.save_typing()
        self.setCurrentWidget(self.start)

    def show_list(self) -> None:
        """Back to the list, with the same selection and scroll; what is typed is saved first."""
        if self.browse is None or self.work is None:
            return
        self.save_typing()
        if self.is_shown(self.work) and self.work.record is not None:
            self.browse.go_to(self.work.record.id, self.work.record.type.code)
        self.setCurrentWidget(self.browse)
        self.browse.focus_list()

    def in_list(self, command: Callable[[BrowsePage], object]) -> None:
        """Show the list and carry out a command on it."""
        if self.browse is not None:
            self.show_list()
            command(self.browse)

    def open_record(self, record_id: int) -> None:
        """Open a record over the whole width; what is typed elsewhere is saved first."""
        session, work, browse = self._session, self.work, self.browse
        if session is None or work is None or browse is None or not session.is_complete:
            return
        self.save_typing()
        record = session.view(record_id)
        if record is None:
            return
        browse.model.count_now()
        row = browse.model.row_of(record_id) if browse.model.query.record_type == record.type.code else None
        work.show_record(record, (row + 1, browse.model.rowCount()) if row is not None else None)
        self.setCurrentWidget(work)
        work.form.setFocus()

    def open_current(self) -> None:
        """Open the record that has the focus in the list."""
        current = self.browse.current_id() if self.browse is not None else None
        if current is not None:
            self.open_record(current)

    def on_record(self, command: Callable[[WorkPage], object]) -> None:
        """Carry out a command on the open record; with the list shown, open its current record first."""
        if self._session is None or self.work is None:
            return
        if not self.is_shown(self.work):
            self.open_current()
        if self.is_shown(self.work):
            command(self.work)
        else:  # no record could be opened, and a page that is not shown must not get the focus
            self._session.message_posted.emit("note", self.tr("Select a record in the list first."))

    def step(self, by: int) -> None:
        """Open the record that is ``by`` rows further in the list, with the focus in the same field."""
        browse, work = self.browse, self.work
        if browse is None or work is None or work.record is None:
            return
        work.form.commit()
        row = browse.model.row_of(work.record.id)
        record_id = browse.model.id_at(row + by) if row is not None else None
        if record_id is not None:
            browse.table.go_to(record_id)
            field = work.form.focused_field()
            self.open_record(record_id)
            if field:
                work.form.focus_field(field)

    def go_on(self, draft: Draft) -> None:
        """Open the record of a draft, with the draft's text where it was being typed."""
        if draft.record is not None and self.work is not None:
            self.open_record(draft.record)
            self.work.drafts.take_up(draft)

    def show_grid(self, grid: GridPage) -> None:
        """Show the page of entry row by row; it is reused from now on."""
        if self.grid is not grid:
            self.grid = grid
            self.addWidget(grid)
        self.setCurrentWidget(grid)
