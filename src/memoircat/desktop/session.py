"""The window's one way to a catalogue: a quick reader for lists at once, the whole program a moment later.

Importing SQLAlchemy takes longer than showing the first list, so the list is painted from the driver's connection and
`complete` hands the program in afterwards.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from memoircat.catalogue import listing, storage
from memoircat.desktop.faults import fault_name
from memoircat.desktop.runner import QtRunner, giving_way
from memoircat.errors import Cancelled, CatalogueReadOnly, MemoirCatError
from memoircat.jobs import Progress
from memoircat.messages import Language, message
from memoircat.records.vocabularies import Vocabularies, seed_terms

if TYPE_CHECKING:  # the point of this module is that these come later
    from memoircat.catalogue.change_sets import ChangeSet
    from memoircat.catalogue.views import RecordView
    from memoircat.program import Program
    from memoircat.search.people import PeopleFinder

_log = logging.getLogger(__name__)
_LISTED, _LISTED_UNASKED = 12, 50
_REST_MS = 2000  # without a change: then what was saved is brought over into the database file


class Session(QObject):
    """An open catalogue, its readers, and the news of its changes. Lives in the main thread."""

    changed = Signal(object)  # a ChangeSet, after its commit
    completed = Signal()  # the program is there: everything can be edited
    _news = Signal(object)
    closing = Signal()  # nothing can be read after this
    told = Signal(str, str)  # something for the status bar: kind (saved, problem, note) and words

    def __init__(self, path: Path, *, program: Program | None = None) -> None:
        super().__init__()
        self.path = path
        self.language: Language = "en"  # the window that shows the catalogue says which it speaks
        self.runner = QtRunner()
        # What lists read, one question after the other: two at once and a search would leave the window no processor
        # of the two that a small machine has.
        self.lists = QtRunner(threads=1)
        self.reader = storage.open_for_reading(path)
        self.source_in_hand: int | None = None
        self.locator_in_hand = ""
        self._program: Program | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._vocabularies: Vocabularies | None = None
        self._people: PeopleFinder | None = None
        self._news.connect(self._tell)
        self._order = Progress()
        self._rest = QTimer(self)  # since the last change
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._put_in_order)
        if program is not None:
            self.complete(program)

    @property
    def program(self) -> Program:
        """The whole program. Raises CatalogueReadOnly while it is still being opened."""
        if self._program is None:
            raise CatalogueReadOnly(
                message("The catalogue is still being opened."), hint=message("Wait a moment and try again.")
            )
        return self._program

    @property
    def is_complete(self) -> bool:
        """Whether the program is there."""
        return self._program is not None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._program is None or self._program.catalogue.read_only

    def complete(self, program: Program) -> None:
        """Hand the opened program in."""
        self._program = program
        self._unsubscribe = program.catalogue.subscribe(self._announce)
        program.catalogue.leave_checkpoints()
        self.completed.emit()

    def _announce(self, change: ChangeSet) -> None:
        """Hand the news to the main thread: an import runs in another."""
        self._news.emit(change)

    def _tell(self, change: ChangeSet) -> None:
        if "term" in change.tables:
            self._vocabularies = self._people = None
        gone = self.source_in_hand in change.records and not self._is_live(self.source_in_hand)
        if gone:
            self.source_in_hand = None
        self._order.cancel()
        self._rest.start()
        self.changed.emit(change)
        self.told.emit("saved", change.label.in_(self.language))
        if gone:
            self.told.emit("note", self.tr("The source in hand is no longer there; name another one."))

    def _put_in_order(self) -> None:
        """Do beside the window what would hold a save up; stopped or failed, it is done after the next change."""
        catalogue = self.program.catalogue

        def work(progress: Progress) -> None:
            catalogue.tidy(giving_way(progress, lambda _done, _of: None))
            catalogue.checkpoint()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                self.tell_failure(problem)

        self._order = self.runner.submit(work, lambda _nothing: None, failed)

    def _is_live(self, record_id: int | None) -> bool:
        record = self.view(record_id) if record_id is not None else None
        return record is not None and record.deleted_at is None

    def vocabularies(self) -> Vocabularies:
        """The catalogue's terms, read through the driver so that the first list can show words."""
        if self._vocabularies is None:
            terms = listing.terms(self.reader)
            self._vocabularies = Vocabularies(terms or seed_terms())
        return self._vocabularies

    def title(self) -> str:
        """The catalogue's title."""
        return listing.setting(self.reader, "title") or self.path.stem

    def view(self, record_id: int) -> RecordView | None:
        """A record as it stands."""
        return self.program.catalogue.view(record_id)

    def totals(self) -> dict[str, int]:
        """The number of rows in the list of every type."""
        return listing.totals(self.reader)

    def attempt(self, work: Callable[[], Any]) -> bool:
        """Run a change. What goes wrong that a person can mend is told in the status bar; True: it was done."""
        try:
            work()
        except MemoirCatError as problem:
            self.tell_problem(problem)
            return False
        return True

    def look_up(self, types: Sequence[str], text: str, limit: int | None = None) -> list[tuple[int, str, str]]:
        """Records of these types whose code or label begins with or contains ``text``: id, code, label.

        People are found by their names in any script. Without a text: the first fifty.
        """
        limit = limit or (_LISTED if text else _LISTED_UNASKED)
        found = listing.look_up(self.reader, types, text, limit)
        if text and "person" in types:
            from memoircat.search.people import PeopleFinder  # noqa: PLC0415 - 40 ms, for which the first list would wait

            self._people = self._people or PeopleFinder(self.reader)
            people = next(self._people.tiers(text, limit=limit if len(types) == 1 else limit // 2)).hits
            found = [*((each.id, each.code, each.label) for each in people), *found]
        return list(dict.fromkeys(found))[:limit]

    def tell_problem(self, problem: MemoirCatError) -> None:
        """Tell in the status bar what went wrong and what to do next."""
        self.told.emit("problem", problem.line.in_(self.language))

    def tell_failure(self, problem: Exception) -> None:
        """Tell why work beside the window failed: in its own words where there are any.

        Anything else is a damaged database or a bug: it is logged, and the person is told to check the catalogue.
        """
        if isinstance(problem, MemoirCatError):
            self.tell_problem(problem)
            return
        fault = fault_name(type(problem), problem.__traceback__)
        _log.error("work beside the window failed: %s", fault)
        words = self.tr("The catalogue could not be read or put in order: {0}. Check it with `memoircat check`.")
        self.told.emit("problem", words.format(fault))

    def close(self) -> None:
        """Give everything back. News that other threads have sent and nobody has heard yet are for nobody."""
        self._order.cancel()  # the last text that is typed is kept at `closing`, and need not wait for it
        self.closing.emit()
        self._news.disconnect(self._tell)
        self._rest.stop()
        self._unsubscribe()
        self.runner.close()
        self.lists.close()
        self.reader.close()
        if self._program is not None:
            self._program.close()
            self._program = None
