"""The terms of an open catalogue, as the dialog of the vocabularies edits them, with numbers of uses and undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from memoircat.catalogue.change import Change
from memoircat.catalogue.terms import merge_terms
from memoircat.desktop.latest_question import LatestQuestion
from memoircat.desktop.runner import yielding_progress
from memoircat.desktop.session import Session
from memoircat.errors import Cancelled, MemoirCatError
from memoircat.jobs import Progress
from memoircat.messages import Words
from memoircat.records.vocabularies import LABELS, Term


class TermEditing(QObject):
    """Makes small changes at once; a merge, undo and redo in a background thread, since they may touch every record."""

    counted = Signal(str, object)  # a vocabulary, and code → uses
    progressed = Signal(int, int)
    work_ended = Signal(str)  # the work in the background thread has ended; with what was wrong, or ""
    stopped = Signal()  # it was stopped; emitted after `work_ended`

    def __init__(self, session: Session, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self._question = LatestQuestion(session, self)
        self._own: set[int] = set()  # the change sets made here
        self._job: Progress | None = None
        session.closing.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether something runs in a background thread."""
        return self._job is not None

    def names(self) -> tuple[str, ...]:
        """All vocabularies: those of the program, then those that only this catalogue has."""
        others = (name for name in self._session.vocabularies().codes() if name not in LABELS)
        return (*LABELS, *others)

    def terms(self, vocabulary: str) -> tuple[Term, ...]:
        """The terms of a vocabulary in their order."""
        return self._session.vocabularies().terms(vocabulary)

    def count(self, vocabulary: str) -> None:
        """Count the uses in a background thread; `counted` carries them."""
        self._question.ask(
            lambda reader: reader.uses_of_terms(vocabulary), lambda uses: self.counted.emit(vocabulary, uses)
        )

    # Changing --------------------------------------------------------------------------------------------------

    def do(self, label: Words, work: Callable[[Change], Any]) -> str:
        """Make one change, which is one step of undo; returns what was wrong, or ""."""
        try:
            with self._session.program.catalogue.change(label) as change:
                work(change)
        except MemoirCatError as problem:
            return problem.brief.in_(self._session.language)
        self._remember(change)
        return ""

    def merge(self, label: Words, vocabulary: str, code: str, into: str) -> None:
        """Merge one term into another."""
        catalogue = self._session.program.catalogue

        def work(progress: Progress) -> None:
            with catalogue.change(label, progress=progress) as change:
                merge_terms(change, vocabulary, code, into, progress)
            self._remember(change)

        self._run(work)

    def undo(self) -> bool:
        """Take the newest change back, if it was made here; False where it was not."""
        catalogue = self._session.program.catalogue
        newest = catalogue.to_undo()
        return self._turn(newest.id if newest else None, catalogue.undo)

    def redo(self) -> bool:
        """Bring back the change undone last, if it was made here; False where it was not."""
        catalogue = self._session.program.catalogue
        undone = catalogue.to_redo()
        return self._turn(undone.id if undone else None, catalogue.redo)

    def _turn(self, target: int | None, turn: Callable[[Progress], Any]) -> bool:
        if target not in self._own:
            return False
        self._run(turn)
        return True

    def _remember(self, change: Change) -> None:
        if not change.empty:
            self._own.add(change.id)

    # In a background thread ------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop what runs in a background thread; nothing is changed then."""
        if self._job is not None:
            self._job.cancel()

    def _run(self, work: Callable[[Progress], Any]) -> None:
        def run(outer: Progress) -> None:
            work(yielding_progress(outer, self.progressed.emit))

        self._job = self._session.runner.submit(run, lambda _nothing: self._end_work(""), self._failed)

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, Cancelled):
            self._end_work("")
            self.stopped.emit()
            return
        self._end_work(problem.brief.in_(self._session.language) if isinstance(problem, MemoirCatError) else "")
        if not isinstance(problem, MemoirCatError):
            raise problem

    def _end_work(self, problem: str) -> None:
        self._job = None
        self.work_ended.emit(problem)
