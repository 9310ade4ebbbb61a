"""The window's one way to a catalogue: a plain reader for lists at once, the whole program a moment later.

Importing SQLAlchemy takes longer than showing the first list. So the list is read through the driver's own connection,
and the program follows with `complete`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from memoircat.desktop.runner import QtRunner, yielding_progress
from memoircat.errors import Cancelled, CatalogueReadOnly, CatalogueReplaced, MemoirCatError, trouble
from memoircat.faults import fault_name, is_for_the_log, log_line
from memoircat.jobs import Progress
from memoircat.messages import Language, message
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.search.reader import Reader

if TYPE_CHECKING:  # these import SQLAlchemy, for which the first list does not wait
    from memoircat.catalogue.change_sets import ChangeSet
    from memoircat.catalogue.views import RecordView
    from memoircat.program import Program

_log = logging.getLogger(__name__)
_LOOKED_UP, _LOOKED_UP_WITHOUT_TEXT = 12, 50  # records that `look_up` gives
_REST_MS = 2000  # after the last change: then the catalogue is tidied


class Session(QObject):
    """An open catalogue: its readers, its changes, messages for the status bar. Used in the main thread only."""

    changed = Signal(object)  # a ChangeSet, after its commit
    completed = Signal()  # the program is there: everything can be edited
    _announced = Signal(object)  # a ChangeSet, from whatever thread made it
    closing = Signal()  # nothing can be read after this
    message_posted = Signal(str, str)  # for the status bar: kind (saved, problem, note) and text
    problem_met = Signal(object)  # a MemoirCatError, when it is told in the status bar

    def __init__(self, path: Path, *, program: Program | None = None) -> None:
        super().__init__()
        self.path = path
        self.language: Language = "en"  # set by the window that shows the catalogue
        self.runner = QtRunner()
        # Runs what lists read, one question after the other: two at once and a search would take both processors of a
        # small machine, and leave none to the window.
        self.lists = QtRunner(threads=1)
        self.reader = Reader.open(path)
        self.source_in_hand: int | None = None
        self.locator_in_hand = ""
        self.unopened: MemoirCatError | None = None  # why the program could not open it, though its lists can be read
        self.replaced: CatalogueReplaced | None = None  # found when something was to be written
        self.notices_put_away: set[str] = set()  # bars over the page that were read
        self._program: Program | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._vocabularies: Vocabularies | None = None
        self._announced.connect(self._show_change)
        self._tidying = Progress()
        self._rest = QTimer(self)  # started by each change
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._tidy)
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

    @property
    def keeps_drafts(self) -> bool:
        """Whether text that is typed and not saved can be kept."""
        return self._program is not None and self._program.catalogue.keeps_drafts

    def complete(self, program: Program) -> None:
        """Attach the opened program; `completed` is emitted."""
        self._program = program
        self._unsubscribe = program.catalogue.subscribe(self._announce)
        program.catalogue.leave_checkpoints()
        self.completed.emit()

    def _announce(self, change: ChangeSet) -> None:
        """Hand a change to the main thread: an import makes it in another."""
        self._announced.emit(change)

    def _show_change(self, change: ChangeSet) -> None:
        if "term" in change.tables:
            self._vocabularies = None
            self.reader.forget_terms()
        gone = self.source_in_hand in change.records and not self._is_live(self.source_in_hand)
        if gone:
            self.source_in_hand = None
        self._tidying.cancel()
        self._rest.start()
        self.changed.emit(change)
        self.message_posted.emit("saved", change.label.in_(self.language))
        if gone:
            self.message_posted.emit("note", self.tr("The source in hand is no longer there; name another one."))

    def _tidy(self) -> None:
        """Run `Catalogue.tidy` in a background thread, so that no save waits for it.

        If a change stops it, or it fails, it runs again after the next change.
        """
        catalogue = self.program.catalogue

        def work(progress: Progress) -> None:
            catalogue.tidy(yielding_progress(progress, lambda _done, _total: None))
            catalogue.checkpoint()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, Cancelled):
                self.report_failure(problem)

        self._tidying = self.runner.submit(work, lambda _nothing: None, failed)

    def _is_live(self, record_id: int | None) -> bool:
        record = self.view(record_id) if record_id is not None else None
        return record is not None and record.deleted_at is None

    def vocabularies(self) -> Vocabularies:
        """The catalogue's terms, read through the driver so that the first list can show words."""
        if self._vocabularies is None:
            terms = self.reader.terms()
            self._vocabularies = Vocabularies(terms or seed_terms())
        return self._vocabularies

    def title(self) -> str:
        """The catalogue's title."""
        return self.reader.setting("title") or self.path.stem

    def view(self, record_id: int) -> RecordView | None:
        """A record with all it holds; None where there is none of this id."""
        return self.program.catalogue.view(record_id)

    def totals(self) -> dict[str, int]:
        """The number of rows in the list of each type, by the type's code."""
        return self.reader.totals()

    def attempt(self, work: Callable[[], Any]) -> bool:
        """Run ``work``; returns whether it succeeded.

        A MemoirCatError is shown in the status bar, anything else is raised.
        """
        try:
            work()
        except MemoirCatError as problem:
            self.report_problem(problem)
            return False
        return True

    def look_up(self, types: Sequence[str], text: str, limit: int | None = None) -> list[tuple[int, str, str]]:
        """Records of these types whose code or label begins with or contains ``text``: id, code, label.

        People are looked up by their names in any script. Without a text: the first records of these types.
        """
        limit = limit or (_LOOKED_UP if text else _LOOKED_UP_WITHOUT_TEXT)
        records = self.reader.look_up(types, text, limit)
        if text and "person" in types:
            people = next(self.reader.people.tiers(text, limit=limit if len(types) == 1 else limit // 2)).hits
            records = [*((hit.id, hit.code, hit.label) for hit in people), *records]
        return list(dict.fromkeys(records))[:limit]

    def report_problem(self, problem: MemoirCatError) -> None:
        """Show in the status bar what went wrong and what to do next; what the system refused is logged."""
        if is_for_the_log(problem):
            _log.error("%s", log_line(problem))
        if isinstance(problem, CatalogueReplaced):
            self.replaced = problem
        self.message_posted.emit("problem", problem.line.in_(self.language))
        self.problem_met.emit(problem)

    def leave_unopened(self, problem: MemoirCatError) -> None:
        """The program cannot open it; its lists are shown all the same, and why."""
        self.unopened = problem
        self.report_problem(problem)

    def report_failure(self, problem: BaseException) -> None:
        """Show why work failed: a MemoirCatError, or what the disk or the database refused, with cause and remedy.

        Anything else is a bug: it is logged, and the user is advised to check the catalogue.
        """
        if told := trouble(problem, self.path):
            if told is not problem:
                told.__cause__ = problem  # for the log
            self.report_problem(told)
            return
        fault = fault_name(type(problem), problem.__traceback__)
        _log.error("%s", log_line(problem))
        words = self.tr("The catalogue could not be read or put in order: {0}. Check it with `memoircat check`.")
        self.message_posted.emit("problem", words.format(fault))

    def close(self) -> None:
        """Close the readers and the catalogue. Changes announced by other threads are not delivered any more."""
        self._tidying.cancel()  # so that what is typed, which is stored at `closing`, need not wait for it
        self.closing.emit()
        self._announced.disconnect(self._show_change)
        self._rest.stop()
        self._unsubscribe()
        self.runner.close()
        self.lists.close()
        self.reader.close()
        if self._program is not None:
            # It may tell that the database was replaced meanwhile: it is closed all the same.
            self.attempt(self._program.close)
            self._program = None
