"""The page of the list: navigation and filters at the left, the current record at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.query import Query
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
from memoircat.desktop.theme.tokens import (
    FONT_BODY,
    FONT_MEANING,
    GAP,
    GAP_IN_GROUP,
    GAP_SECTIONS,
    PANE_MARGIN,
    ROOMY_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.widgets.layouts import design_width, grounded, plain_label, row, scrolled
from memoircat.desktop.workbench.draft_bar import DraftBar
from memoircat.records.registry import HIERARCHY, RECORD_TYPES

# px at 100 %
_ROOM_FOR_SUMMARY: Final = 1120  # width of the page from which the summary is shown
_LEAST_WIDTHS: Final = (160, 360, 360)  # of the three panes; with large text two thirds of these
_SIDE_WIDTH: Final = 208  # of the pane at the left, as the window opens first
_LIST_WIDTHS: Final = (528, 640)  # of the list at least and at most, as the window opens first
_SUMMARY_WIDTH: Final = 704  # of the summary, as the window opens first
_REST_MS = 30  # after the last arrow key, until the summary is shown: holding a key down must not stall


class BrowsePage(QWidget):
    """Lists and tree of one record type at a time; the list never waits for the summary."""

    opened = Signal(int)
    moved = Signal(list, int)  # records, and their new parent (0: top level)

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
        self.model.setParent(self)  # so that it goes with its page, and hears of no change afterwards
        self.table = RecordTable(self.model, look)
        self.tree: HoldingsTree | None = None
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self.summary = SummaryPane(session, look)
        self.drafts = DraftBar(look)
        self._head = plain_label("", look, FONT_BODY, SEMIBOLD, wrap=False)
        self._count = plain_label("", look, FONT_MEANING, token="text2", wrap=False)
        self._empty = plain_label("", look, FONT_BODY, token="text2")
        self._empty.setObjectName("empty-list")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_rested)
        self._summary_is_old = False  # the summary does not show the current record as it is now
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
        head.setContentsMargins(look.px(PANE_MARGIN), look.px(GAP), look.px(PANE_MARGIN), look.px(GAP))
        head.addWidget(self._head)
        head.addWidget(self._count)
        head.addStretch(1)
        inner.addLayout(head)
        margins = (PANE_MARGIN, GAP_SECTIONS, PANE_MARGIN, GAP_SECTIONS)
        self._empty.setContentsMargins(*(look.px(margin) for margin in margins))
        inner.addWidget(self._empty)
        inner.addWidget(self._lists, 1)
        self._lay_out_panes(self._side_pane(), middle)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.drafts)
        outer.addWidget(self.splitter, 1)

    def _side_pane(self) -> QWidget:
        """Record types, saved searches and filters, scrolled as a whole."""
        look, side = self._look, QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, look.px(GAP), 0, look.px(GAP))
        layout.setSpacing(look.px(GAP_IN_GROUP))
        for widget in (self.navigation, self.saved, self.facets):
            layout.addWidget(widget)
        layout.addStretch(1)
        return scrolled(side, "bar")

    def _lay_out_panes(self, side: QWidget, middle: QWidget) -> None:
        look = self._look
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("browse-splitter")
        self.splitter.setChildrenCollapsible(False)
        for pane, least in zip((side, middle, self.summary), _LEAST_WIDTHS, strict=True):
            pane.setMinimumWidth(look.px(least) if look.scale <= ROOMY_TEXT else look.px(least) * 2 // 3)
            self.splitter.addWidget(pane)
        columns = self.table.horizontalHeader().length() + look.px(PANE_MARGIN)  # wider in English and Russian
        least, most = (look.px(width) for width in _LIST_WIDTHS)
        self.splitter.setSizes([look.px(_SIDE_WIDTH), max(least, min(columns, most)), look.px(_SUMMARY_WIDTH)])
        for number, stretch in enumerate((0, 2, 3)):
            self.splitter.setStretchFactor(number, stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, hide the summary until it is toggled."""
        super().resizeEvent(event)
        narrow = design_width(self, self._look) < _ROOM_FOR_SUMMARY
        if narrow != self._narrow:
            self._narrow = narrow
            self.summary.setVisible(not narrow)

    def toggle_summary(self) -> bool:
        """Toggle the summary; returns whether it is shown now."""
        shown = self.summary.isHidden()
        self.summary.setVisible(shown)
        return shown

    def toggle_tree(self, current: int | None = None) -> bool:
        """Toggle the holdings as a tree; returns whether the tree is shown now, and not a list.

        The current record of the tree is ``current``, or without it the current record of the list.
        """
        if self.tree_shown() is not None:
            self._lists.setCurrentWidget(self.table)
        else:
            if self.model.query.record_type not in HIERARCHY:
                self.navigation.choose(HIERARCHY[0])
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
        """The tree, where it is shown in place of the list; else None."""
        return self.tree if self.tree is not None and self._lists.currentWidget() is self.tree else None

    def _show_table(self) -> None:
        """Show the list in place of the tree, which cannot be narrowed."""
        tree = self.tree_shown()
        if tree is not None:
            focused = tree.hasFocus()
            self._lists.setCurrentWidget(self.table)
            if focused:
                self.table.setFocus()

    def focus_list(self) -> None:
        """Put the focus on the list, or on the tree where that is shown."""
        (self.tree_shown() or self.table).setFocus()

    def current_id(self) -> int | None:
        """The record with the focus, in the list or in the tree."""
        tree = self.tree_shown()
        return tree.current_id() if tree is not None else self.table.current_id()

    def mixes_types(self) -> bool:
        """Whether records of several types may be selected, as they may in the tree."""
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
        return [row for id_ in tree.selected_ids() if (row := self.model.row_of(id_)) is not None]

    def show_type(self, type_code: str) -> None:
        """Show the list of a record type."""
        if type_code not in HIERARCHY:
            self._lists.setCurrentWidget(self.table)
        words = self.model.requested_query.words  # words filter every type, other filters one
        self._show(Query(type_code, everyone=self._everyone, trash=self._trash, words=words))
        self.select_first()

    def narrow(self, query: Query) -> None:
        """Show only the records of a query, sorted as the list is now."""
        requested = self.model.requested_query
        self._show_table()
        self._show(replace(query, sort=requested.sort, descending=requested.descending))
        self.select_first()

    def show_words(self, words: str, counts: Mapping[str, int]) -> None:
        """Show the records with these words: of the present type, or where that has none, of the type with most."""
        present = self.model.query.record_type
        type_code = present if counts.get(present) else max(counts, key=lambda code: counts[code], default=present)
        if type_code != present:
            self.navigation.choose(type_code)
        self._show_table()
        self._show(Query(type_code, words=words))
        self.select_first()

    def show_list(self, query: Query) -> None:
        """Show a list that was saved."""
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
        """Save this list under a name."""
        query = self.model.requested_query
        words = RECORD_TYPES[query.record_type].label.in_(self._look.language)
        self.saved.save(query, filter_words(self._session, self._look, query) or words)

    def toggle_members(self) -> bool:
        """Toggle recorded people who are members of an identified one; returns whether they are shown now."""
        self._everyone = not self._everyone
        self._show(replace(self.model.requested_query, everyone=self._everyone))
        return self._everyone

    def toggle_trash(self) -> bool:
        """Toggle the trash, deleted records instead of live ones; returns whether it is shown now."""
        self._trash = not self._trash
        self._show_table()
        self._show(replace(self.model.requested_query, trash=self._trash))
        return self._trash

    def select_first(self) -> None:
        """Put the selection on the first row."""
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.show_summary()

    def go_to(self, record_id: int, type_code: str) -> None:
        """Go to a record in the list of its type, and in the tree where that is shown."""
        if self.model.query.record_type != type_code:
            self.navigation.choose(type_code)
        self.table.go_to(record_id)
        tree = self.tree_shown()
        if tree is not None:
            tree.go_to(record_id)

    def _title(self, _count: int = 0) -> None:
        """Say above the list what it is of and how long it is, and below that why it is empty, where it is."""
        kind = RECORD_TYPES[self.model.query.record_type]
        words = kind.label.in_(self._look.language)
        self._head.setText(self.tr("{0} — trash").format(words) if self._trash else words)
        shown = self.model.rowCount()
        self._show_count(None)
        if self.model.query.record_type == "document":
            query = self.model.query
            self._question.ask(lambda reader: reader.pieces(query), self._show_count)
        self._empty.setVisible(not shown and self.tree_shown() is None)
        if not shown:
            without = replace(self.model.query, where={}, words="", place="")
            self._empty.setText(
                self.tr("None fits. Without filters: %n record(s).", "", self._session.reader.count(without))
                if self.model.query.where or self.model.query.words
                else self.tr("There is nothing here yet.")
            )

    def _show_count(self, pieces: int | None) -> None:
        """Say how many records the list has and, where that is known, of how many pieces they are."""
        words = self.tr("%n record(s)", "", self.model.rowCount()) if self.model.is_counted else "…"
        if pieces is not None:
            words += self.tr(", %n piece(s)", "", pieces)
        self._count.setText(words)

    def count_words(self) -> str:
        """The length of the list, as it is said above it."""
        return self._count.text()

    def list_words(self) -> str:
        """The list in words: its type, its filters, its length."""
        query = self.model.query
        kind = RECORD_TYPES[query.record_type].label.in_(self._look.language)
        return "　".join(filter(None, (kind, filter_words(self._session, self._look, query), self.count_words())))

    def _show_rested(self) -> None:
        """The arrow keys rest: show the current record. Where another page is shown, do so once this one is again."""
        if self.isVisible():
            self.show_summary()
        else:
            self._summary_is_old = True

    def showEvent(self, event: QShowEvent) -> None:
        """Paint the list first, and the current record beside it a moment later."""
        super().showEvent(event)
        if self._summary_is_old:
            self._rest.start()

    def show_summary(self) -> None:
        """Show the current record beside the list now."""
        self._rest.stop()
        self._summary_is_old = False
        current = self.current_id()
        if self._session.is_complete:
            self.summary.show_record(self._session.view(current) if current is not None else None)

    def _changed(self, change: ChangeSet) -> None:
        """Show the record again where a change touched what is shown of it; count the pieces of documents again."""
        if self.model.query.record_type == "document" and change.tables & {"document", "record", "batch"}:
            self._title()
        shown = self.summary.record
        if shown is not None and shown.rests_on(change.records, change.tables):
            self._rest.start()
