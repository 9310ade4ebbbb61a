"""Browse: navigation, list, and the selected record beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from memoircat.catalogue import listing
from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.hierarchy import TYPES
from memoircat.catalogue.listing import Query
from memoircat.desktop.browse.facets import FacetPane, filter_words
from memoircat.desktop.browse.holdings_tree import HoldingsTree
from memoircat.desktop.browse.list_model import RecordList
from memoircat.desktop.browse.list_view import RecordTable
from memoircat.desktop.browse.navigation import Navigation
from memoircat.desktop.browse.saved_list import SavedSearches
from memoircat.desktop.browse.summary_pane import SummaryPane
from memoircat.desktop.latest_question import LatestQuestion
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.layouts import grounded, plain, room, row, scrolled
from memoircat.desktop.work.draft_bar import DraftBar
from memoircat.records.registry import RECORD_TYPES
from memoircat.search.words import narrowed

_ROOM_FOR_SUMMARY = 1120
_REST_MS = 30  # the summary waits until the arrow keys rest: holding one down must not stall


class BrowsePage(QWidget):
    """Three panes. The list never waits for the summary."""

    opened = Signal(int)
    moved = Signal(list, int)  # records that are to lie in another one (0: in nothing)

    def __init__(self, session: Session, look: Look, columns: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._everyone = self._trash = self._narrow = False
        self._question = LatestQuestion(session, self)
        self.navigation = Navigation(session, look)
        self.facets = FacetPane(session, look)
        self.saved = SavedSearches(session, look)
        self.model = RecordList(session, Query("person"), look.language, columns, look.meaning)
        self.model.setParent(self)  # it goes with its page: it would hear changes and tell them to what is gone
        self.table = RecordTable(self.model, look)
        self.tree: HoldingsTree | None = None
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self.summary = SummaryPane(session, look)
        self.drafts = DraftBar(look)
        self._head = plain("", look, 14, 600, wrap=False)
        self._count = plain("", look, 12, token="text2", wrap=False)
        self._empty = plain("", look, 14, token="text2")
        self._empty.setObjectName("empty-list")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_rested)
        self._behind = False  # what is beside the list is not the current record as it stands
        self._lay_out()
        self.navigation.chosen.connect(self.show_type)
        self.facets.narrowed.connect(self.narrow)
        self.saved.chosen.connect(self.show_list)
        self.table.opened.connect(self.opened)
        self.table.current_changed.connect(lambda _id: self._rest.start())
        self.summary.opened.connect(self.opened)
        self.model.counted.connect(self._title)
        self.model.arrived.connect(self.select_first)
        session.changed.connect(self._changed)
        session.completed.connect(self.show_summary)
        self._title()
        self.facets.show_query(self.model.query)

    def _lay_out(self) -> None:
        look = self._look
        middle = QWidget()
        grounded(middle, "surface")
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        head = row(look)
        head.setContentsMargins(look.px(16), look.px(8), look.px(16), look.px(8))
        head.addWidget(self._head)
        head.addWidget(self._count)
        head.addStretch(1)
        inner.addLayout(head)
        self._empty.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        inner.addWidget(self._empty)
        inner.addWidget(self._lists, 1)
        bar = QWidget()
        column = QVBoxLayout(bar)
        column.setContentsMargins(0, look.px(8), 0, look.px(8))
        column.setSpacing(look.px(4))
        for each in (self.navigation, self.saved, self.facets):
            column.addWidget(each)
        column.addStretch(1)
        left = scrolled(bar, "bar")
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("browse-splitter")
        self.splitter.setChildrenCollapsible(False)
        for pane, least in ((left, 160), (middle, 360), (self.summary, 360)):
            pane.setMinimumWidth(look.px(least) if look.scale <= 125 else look.px(least) * 2 // 3)
            self.splitter.addWidget(pane)
        whole = self.table.horizontalHeader().length() + look.px(16)  # English and Russian heads are wider
        self.splitter.setSizes([look.px(208), max(look.px(528), min(whole, look.px(640))), look.px(704)])
        for number, stretch in enumerate((0, 2, 3)):
            self.splitter.setStretchFactor(number, stretch)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.drafts)
        outer.addWidget(self.splitter, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the summary folds away until it is asked for."""
        super().resizeEvent(event)
        narrow = room(self, self._look) < _ROOM_FOR_SUMMARY
        if narrow != self._narrow:
            self._narrow = narrow
            self.summary.setVisible(not narrow)

    def fold_summary(self) -> bool:
        """Show or hide the summary; returns whether it is shown."""
        shown = self.summary.isHidden()
        self.summary.setVisible(shown)
        return shown

    def show_tree(self, current: int | None = None) -> bool:
        """Show the holdings as a tree, or as a list again; returns whether the tree is shown.

        ``current`` is to be the current record of the tree in place of that of the list.
        """
        if self.tree_shown() is not None:
            self._lists.setCurrentWidget(self.table)
        else:
            if self.model.query.record_type not in TYPES:
                self.navigation.choose(TYPES[0])
            if self.tree is None:
                self.tree = HoldingsTree(self._session, self._look)
                self.tree.opened.connect(self.opened)
                self.tree.moved.connect(self.moved)
                self.tree.current_changed.connect(lambda _id: self._rest.start())
                self._lists.addWidget(self.tree)
            current = current or self.table.current_id()
            self._lists.setCurrentWidget(self.tree)
            self._empty.hide()
            if current is None or not self.tree.go_to(current):
                self.tree.setCurrentIndex(self.tree.holdings.index(0, 0))
        self.focus_list()
        return self.tree_shown() is not None

    def tree_shown(self) -> HoldingsTree | None:
        """The tree, where it is shown in place of the list."""
        return self.tree if self.tree is not None and self._lists.currentWidget() is self.tree else None

    def _show_table(self) -> None:
        """Show the list, in place of the tree where that is shown: the tree answers no question."""
        tree = self.tree_shown()
        if tree is not None:
            focused = tree.hasFocus()
            self._lists.setCurrentWidget(self.table)
            if focused:
                self.table.setFocus()

    def focus_list(self) -> None:
        """Put the focus on the list, or on the tree in its place."""
        (self.tree_shown() or self.table).setFocus()

    def current_id(self) -> int | None:
        """The record with the focus, in the list or in the tree."""
        tree = self.tree_shown()
        return tree.current_id() if tree is not None else self.table.current_id()

    def mixes_types(self) -> bool:
        """Whether records of several types may be selected: in the tree."""
        return self.tree_shown() is not None

    def selected_ids(self) -> list[int]:
        """The records selected in the list or in the tree."""
        tree = self.tree_shown()
        return tree.selected_ids() if tree is not None else self.table.selected_ids()

    def selected_rows(self) -> list[int]:
        """The rows of the list that are selected there or in the tree."""
        tree = self.tree_shown()
        if tree is None:
            return self.table.selected_rows()
        return [row for each in tree.selected_ids() if (row := self.model.row_of(each)) is not None]

    def show_type(self, type_code: str) -> None:
        """Show the list of a record type."""
        if type_code not in TYPES:
            self._lists.setCurrentWidget(self.table)
        words = self.model.asked.words  # they are asked of every type; what else is asked is of one
        self._show(Query(type_code, everyone=self._everyone, trash=self._trash, words=words))
        self.select_first()

    def narrow(self, query: Query) -> None:
        """Show only what is asked for, sorted as the list is."""
        asked = self.model.asked
        self._show_table()
        self._show(replace(query, sort=asked.sort, descending=asked.descending))
        self.select_first()

    def show_words(self, words: str, counts: Mapping[str, int]) -> None:
        """Show the records that hold these words: those of the present type, else of the type that has most."""
        present = self.model.query.record_type
        type_code = present if counts.get(present) else max(counts, key=lambda each: counts[each], default=present)
        if type_code != present:
            self.navigation.choose(type_code)
        self._show_table()
        self._show(Query(type_code, words=words))
        self.select_first()

    def show_list(self, query: Query) -> None:
        """Show a list that was saved, whatever the present one is."""
        self._everyone, self._trash = query.everyone, query.trash
        if query.record_type != self.model.query.record_type:
            self.navigation.choose(query.record_type)
        self._show_table()
        self._show(query)
        self.select_first()

    def _show(self, query: Query) -> None:
        self.model.show(query)
        self.facets.show_query(query)
        self.navigation.count_for(query.words)
        self.table.show_sorting(query)
        self._title()

    def without_filters(self) -> None:
        """Take all filters away."""
        self.facets.clear()

    def begin_narrowing(self) -> None:
        """Put the focus on the filters."""
        self.facets.begin()

    def save_search(self) -> None:
        """Keep this list under a name."""
        query = self.model.asked
        words = RECORD_TYPES[query.record_type].label.in_(self._look.language)
        self.saved.save(query, filter_words(self._session, self._look, query) or words)

    def show_everyone(self) -> bool:
        """Show or hide recorded people who are part of an identified one; returns whether they are shown."""
        self._everyone = not self._everyone
        self._show(replace(self.model.asked, everyone=self._everyone))
        return self._everyone

    def show_trash(self) -> bool:
        """Show deleted records instead of live ones, or back; returns whether they are shown."""
        self._trash = not self._trash
        self._show_table()
        self._show(replace(self.model.asked, trash=self._trash))
        return self._trash

    def select_first(self) -> None:
        """Put the selection on the first row."""
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.show_summary()

    def go_to(self, record_id: int, type_code: str) -> None:
        """Show a record in the list of its type, which is chosen for it."""
        if self.model.query.record_type != type_code:
            self.navigation.choose(type_code)
        self.table.go_to(record_id)
        tree = self.tree_shown()
        if tree is not None:
            tree.go_to(record_id)

    def _title(self, _count: int = 0) -> None:
        kind = RECORD_TYPES[self.model.query.record_type]
        words = kind.label.in_(self._look.language)
        self._head.setText(self.tr("{0} — trash").format(words) if self._trash else words)
        shown = self.model.rowCount()
        self._show_count(None)
        if self.model.query.record_type == "document":
            query = self.model.query
            self._question.ask(lambda beside: listing.pieces(beside, narrowed(beside, query)), self._show_count)
        self._empty.setVisible(not shown and self.tree_shown() is None)
        if not shown:
            all_ = replace(self.model.query, where={}, words="", place="")
            self._empty.setText(
                self.tr("None fits. Without filters: %n record(s).", "", listing.count(self._session.reader, all_))
                if self.model.query.where or self.model.query.words
                else self.tr("There is nothing here yet.")
            )

    def _show_count(self, pieces: int | None) -> None:
        """How many records the list has, and of documents how many pieces they are."""
        words = self.tr("%n record(s)", "", self.model.rowCount()) if self.model.is_counted else "…"
        if pieces is not None:
            words += self.tr(", %n piece(s)", "", pieces)
        self._count.setText(words)

    def count_words(self) -> str:
        """What is said of the length of the list."""
        return self._count.text()

    def list_words(self) -> str:
        """The list as it is shown, in words: what it is of, what narrows it, how long it is."""
        query = self.model.query
        kind = RECORD_TYPES[query.record_type].label.in_(self._look.language)
        return "　".join(filter(None, (kind, filter_words(self._session, self._look, query), self.count_words())))

    def _show_rested(self) -> None:
        """The arrow keys rest; with another page shown nobody looks, and the list shows it when it comes back."""
        if self.isVisible():
            self.show_summary()
        else:
            self._behind = True

    def showEvent(self, event: QShowEvent) -> None:
        """The list comes back: it is painted first, the record beside it a moment later."""
        super().showEvent(event)
        if self._behind:
            self._rest.start()

    def show_summary(self) -> None:
        """Show the current record beside the list, once: nothing waits for the keys to rest any more."""
        self._rest.stop()
        self._behind = False
        current = self.current_id()
        if self._session.is_complete:
            self.summary.show_record(self._session.view(current) if current is not None else None)

    def _changed(self, change: ChangeSet) -> None:
        """Show the record again where the change touched it, a member or its words; count the pieces anew."""
        if self.model.query.record_type == "document" and change.tables & {"document", "record", "batch"}:
            self._title()
        shown = self.summary.record
        if shown is not None and shown.rests_on(change.records, change.tables):
            self._rest.start()
