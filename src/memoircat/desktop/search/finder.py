"""Searches in a background thread with its own reader; the hits of the latest one are shown as they come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.desktop.runner import QtRunner
from memoircat.desktop.session import Session
from memoircat.errors import Cancelled
from memoircat.jobs import Progress
from memoircat.search.reader import Reader
from memoircat.search.words import Page

if TYPE_CHECKING:
    from memoircat.search.person_hits import PeopleResults


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The hits of one search so far."""

    text: str
    people: PeopleResults
    words: Page


class Finder(QObject):
    """Searches for people and words, ``most`` hits of each. A new search stops the one under way."""

    results_ready = Signal(object)  # SearchResults; several times for one search, in the main thread
    _collected = Signal(object, object)  # the Progress of a search, and its SearchResults

    def __init__(self, session: Session, most: int) -> None:
        super().__init__()
        self._session = session
        self._most = most
        self._runner = QtRunner(threads=1)
        self._under_way = Progress()
        self._collected.connect(self._show_results, Qt.ConnectionType.QueuedConnection)
        self._reader: Reader | None = None
        session.closing.connect(self.close)
        session.changed.connect(self._changed)

    def ask(self, text: str) -> None:
        """Search for ``text``."""
        self.cancel()
        self._under_way = self._runner.submit(
            lambda progress: self._search(text, progress), lambda _nothing: None, self._failed
        )

    def cancel(self) -> None:
        """Stop the search under way: none of its results is shown any more."""
        self._under_way.cancel()

    def _search(self, text: str, progress: Progress) -> None:
        progress.step(0, 0)
        reader = self._reader = self._reader or Reader.open(self._session.path)
        words = reader.words(text, limit=self._most)
        for people in reader.people.tiers(text, limit=self._most, progress=progress):
            progress.step(0, 0)
            self._collected.emit(progress, SearchResults(text, people, words))

    def _show_results(self, progress: Progress, results: SearchResults) -> None:
        if not progress.cancelled:  # it may have been stopped since the results were sent
            self.results_ready.emit(results)

    def _changed(self, change: ChangeSet) -> None:
        if "term" in change.tables and self._reader is not None:
            self._reader.forget_terms()

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, Cancelled):
            self._session.report_failure(problem)

    def close(self) -> None:
        """Wait for what runs and give the reader back."""
        self.cancel()
        self._runner.close()
        if self._reader is not None:
            self._reader.close()
            self._reader = None
