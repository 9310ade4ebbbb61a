"""The navigation: record types with the numbers of rows in their lists."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QListWidgetItem

from memoircat.desktop.browse.side_list import CountRole, SideList, ValueRole
from memoircat.desktop.latest_question import LatestQuestion
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.records.registry import RECORD_TYPES
from memoircat.search.reader import Reader

ICONS = {
    "person": "users",
    "memoir": "book-open",
    "document": "file-text",
    "place": "map-pin",
    "voyage": "ship",
    "source": "scroll-text",
    "collection": "archive",
    "accession": "inbox",
    "organisation": "landmark",
    "topic": "message-square-text",
}
_REST_MS = 150  # after a change, until the numbers are counted again


class Navigation(SideList):
    """Record types to choose from; ``chosen`` carries the code of the type."""

    chosen = Signal(str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(look, "navigation", "")
        self._session = session
        self._words = ""
        self._question = LatestQuestion(session, self)
        self.setAccessibleName(self.tr("Kinds of records"))
        for kind in RECORD_TYPES.values():
            self.add(kind.label.in_(look.language), kind.code, icon_name=RECORD_TYPES[kind.code].icon)
        self.fit()
        self.setCurrentRow(0)
        self.currentItemChanged.connect(self._emit_chosen)
        # Counting all records takes longer than a save, so it is done once after several changes in a row.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.count_again)
        session.changed.connect(self._changed)
        session.closing.connect(self._rest.stop)
        self._rest.start()  # there are no numbers until the list has been painted

    def _emit_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(ValueRole))

    def _changed(self, _change: object) -> None:
        self._rest.start()

    def count_for(self, words: str) -> None:
        """Count only the records with these words; without words, all."""
        if words != self._words:
            self._words = words
            self._rest.start()

    def count_again(self) -> None:
        """Count the records, and show their numbers."""
        words = self._words
        if words:
            self._question.ask(lambda reader: dict(reader.word_facets(words).get("type", [])), self._show_counts)
        else:
            self._question.ask(Reader.totals, self._show_counts)

    def _show_counts(self, totals: Mapping[str, int]) -> None:
        for row in range(self.count()):
            item = self.item(row)
            item.setData(CountRole, totals.get(item.data(ValueRole), 0))

    def choose(self, type_code: str) -> None:
        """Choose a record type."""
        self.setCurrentRow(list(RECORD_TYPES).index(type_code))
