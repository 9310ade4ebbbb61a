"""Browse: navigation, list, and the selected record beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.listing import Query
from memoircat.desktop.layouts import grounded, plain, room, row
from memoircat.desktop.list_model import RecordList
from memoircat.desktop.list_view import RecordTable
from memoircat.desktop.navigation import Navigation
from memoircat.desktop.session import Session
from memoircat.desktop.summary_pane import SummaryPane
from memoircat.desktop.theme import Look
from memoircat.records.registry import RECORD_TYPES

_ROOM_FOR_SUMMARY = 1120
_REST_MS = 30  # the summary waits until the arrow keys rest: holding one down must not stall


class BrowsePage(QWidget):
    """Three panes. The list never waits for the summary."""

    opened = Signal(int)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._everyone = self._trash = self._narrow = False
        self.navigation = Navigation(session, look)
        self.model = RecordList(session, Query("person"), look.language)
        self.table = RecordTable(self.model, look)
        self.summary = SummaryPane(session, look)
        self._head = plain("", look, 14, 600, wrap=False)
        self._count = plain("", look, 12, token="text2", wrap=False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.show_summary)
        self._lay_out()
        self.navigation.chosen.connect(self.show_type)
        self.table.opened.connect(self.opened)
        self.table.current_changed.connect(lambda _id: self._rest.start())
        self.summary.opened.connect(self.opened)
        self.model.counted.connect(lambda _count: self._title())
        session.changed.connect(self._changed)
        session.completed.connect(self.show_summary)
        self._title()

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
        inner.addWidget(self.table, 1)
        left = QWidget()
        grounded(left, "bar")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, look.px(8), 0, look.px(8))
        column.addWidget(self.navigation)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("browse-splitter")
        self.splitter.setChildrenCollapsible(False)
        for pane, least in ((left, 160), (middle, 360), (self.summary, 360)):
            pane.setMinimumWidth(look.px(least) if look.scale <= 125 else look.px(least) * 2 // 3)
            self.splitter.addWidget(pane)
        self.splitter.setSizes([look.px(208), look.px(528), look.px(704)])
        for number, stretch in enumerate((0, 2, 3)):
            self.splitter.setStretchFactor(number, stretch)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)

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

    def show_type(self, type_code: str) -> None:
        """Show the list of a record type."""
        self.model.show(Query(type_code, everyone=self._everyone, trash=self._trash))
        self.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.select_first()

    def show_everyone(self) -> bool:
        """Show or hide recorded people who are part of an identified one; returns whether they are shown."""
        self._everyone = not self._everyone
        self.model.show(replace(self.model.query, everyone=self._everyone))
        return self._everyone

    def show_trash(self) -> bool:
        """Show deleted records instead of live ones, or back; returns whether they are shown."""
        self._trash = not self._trash
        self.model.show(replace(self.model.query, trash=self._trash))
        self._title()
        return self._trash

    def select_first(self) -> None:
        """Put the selection on the first row."""
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.summary.show_record(None)

    def go_to(self, record_id: int, type_code: str) -> None:
        """Show a record in the list of its type, which is chosen for it."""
        if self.model.query.record_type != type_code:
            self.navigation.choose(type_code)
        self.table.go_to(record_id)

    def _title(self) -> None:
        kind = RECORD_TYPES[self.model.query.record_type]
        words = kind.label.in_(self._look.language)
        self._head.setText(self.tr("{0} — trash").format(words) if self._trash else words)
        self._count.setText(self.tr("%n record(s)", "", self.model.rowCount()))

    def show_summary(self) -> None:
        """Show the current record beside the list."""
        current = self.table.current_id()
        if self._session.is_complete:
            self.summary.show_record(self._session.view(current) if current is not None else None)

    def _changed(self, change: ChangeSet) -> None:
        """Show the record again where the change touched it or one of its members."""
        shown = self.summary.record
        if shown is not None and (change.records & {shown.id, *(each.record_id for each in shown.members)}):
            self._rest.start()
