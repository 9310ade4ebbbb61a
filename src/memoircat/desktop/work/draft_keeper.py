"""Keeps what is being typed and not saved, so that a crash takes at most the last moment of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.drafts import Draft, Place, forget_draft, kept_drafts, write_drafts
from memoircat.desktop.form.record_form import RecordForm
from memoircat.desktop.session import Session

_EVERY_MS = 1200  # a crash takes what was typed in this time, and two seconds are promised


class DraftKeeper(QObject):
    """Looks at the form while it is on the screen, and keeps what is typed there; saved or given up, it is forgotten.

    It looks instead of listening: editors come and go, and what an input method composes is told by no editor.
    """

    changed = Signal()  # other drafts are left from earlier than before

    def __init__(self, session: Session, form: RecordForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._others: dict[str, Callable[[], str]] = {}
        self._kept: dict[Place, tuple[int, str]] = {}
        self._done = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        session.changed.connect(self._look_soon)
        session.closing.connect(self.stop)

    def register(self, name: str, unsaved: Callable[[], str]) -> None:
        """Keep also what another editor holds: ``unsaved`` gives its text where it is not saved, else an empty one."""
        self._others[name] = unsaved

    def start(self) -> None:
        """Look from now on: the form is on the screen."""
        self._timer.start()

    def pause(self) -> None:
        """The form has gone from the screen: look once more."""
        self._timer.stop()
        self.look()

    def stop(self) -> None:
        """The window or the catalogue goes. What could not be saved stays a draft and is offered again."""
        self.look()
        self._timer.stop()
        self._kept, self._done = {}, True

    def part(self) -> None:
        """Another record is about to be shown. What could not be saved of the former one is offered in the bar."""
        self.look()
        self._kept = {}
        self.changed.emit()

    def _look_soon(self, _change: ChangeSet) -> None:
        """Something was saved: once every part of the form knows, its drafts are forgotten."""
        QTimer.singleShot(0, self, self.look)

    def look(self) -> None:
        """Let the drafts be what is typed now. Where a long change is being written, the next look does it."""
        session, kept = self._session, self._kept
        if self._done or session.read_only:
            return
        typed = self._typed()
        if typed == {place: text for place, (_, text) in kept.items()}:
            return
        found: list[dict[Place, tuple[int, str]]] = []
        written: list[bool] = []
        session.attempt(
            lambda: written.append(
                session.program.catalogue.aside(lambda connection: found.append(write_drafts(connection, typed, kept)))
            )
        )
        if written == [True]:  # not before it is on the disk
            self._kept = found[0]

    def _typed(self) -> dict[Place, str]:
        record = self._form.record
        typed: dict[Place, str] = (
            {(record.id, what): text for what, text in self._form.unsaved().items()} if record else {}
        )
        return typed | {(None, f"other:{name}"): text for name, unsaved in self._others.items() if (text := unsaved())}

    # What was left ---------------------------------------------------------------------------------------------

    def left(self) -> list[Draft]:
        """The drafts of an earlier time that nobody has dealt with; none where nothing can be written."""
        if self._session.read_only:
            return []
        return kept_drafts(self._session.reader, {id_ for id_, _ in self._kept.values()})

    def take_up(self, draft: Draft) -> None:
        """A draft stands in the form again: from now on it is what is typed there."""
        self._kept[draft.place] = (draft.id, draft.text)
        self._form.resume(draft.field, draft.text)
        self.look()
        self.changed.emit()

    def discard(self, draft: Draft) -> None:
        """Nobody wants it any more."""
        catalogue = self._session.program.catalogue
        self._session.attempt(lambda: catalogue.aside(lambda connection: forget_draft(connection, draft.id)))
        self.changed.emit()

    def hand_over(self) -> list[Draft]:
        """The window is made anew: what could not be saved, for the keeper of the next form."""
        self.look()
        mine = {id_ for id_, _ in self._kept.values()}
        self.stop()
        return [draft for draft in kept_drafts(self._session.reader) if draft.id in mine]
