"""Stores what is being typed and not saved yet, so that a crash loses little of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.drafts import Draft, DraftPlace, forget_draft, write_drafts
from memoircat.desktop.form.record_form import RecordForm
from memoircat.desktop.session import Session

_EVERY_MS = 1200  # what a crash may lose: two seconds are promised


class DraftKeeper(QObject):
    """Checks the form regularly while it is shown, and stores as drafts what is typed there and not saved.

    Once a text is saved or given up, its draft is forgotten. Editors are not listened to, since they come and go, and
    since none of them reports what an input method composes.
    """

    changed = Signal()  # the drafts that are offered are others now

    def __init__(self, session: Session, form: RecordForm, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._form = form
        self._others: dict[str, Callable[[], str]] = {}
        self._stored: dict[DraftPlace, tuple[int, str]] = {}  # the drafts of the form as it is shown now: id and text
        self._stopped = False
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.save_drafts)
        session.changed.connect(self._save_drafts_later)
        session.closing.connect(self.stop)

    def register(self, name: str, unsaved: Callable[[], str]) -> None:
        """Store drafts of another editor too: ``unsaved`` gives its text where that is not saved, else ""."""
        self._others[name] = unsaved

    def start(self) -> None:
        """Start checking: the form is shown."""
        self._timer.start()

    def pause(self) -> None:
        """Check once more, then stop: the form is not shown any more."""
        self._timer.stop()
        self.save_drafts()

    def stop(self) -> None:
        """Stop for good: the window or the catalogue is closed. What could not be saved is offered the next time."""
        self.save_drafts()
        self._timer.stop()
        self._stored, self._stopped = {}, True

    def leave_record(self) -> None:
        """Store drafts before another record is shown. What could not be saved of this one is offered in the bar."""
        self.save_drafts()
        self._stored = {}
        self.changed.emit()

    def _save_drafts_later(self, _change: ChangeSet) -> None:
        """Check after a change, once all parts of the form have heard of it: drafts of what was saved are forgotten."""
        QTimer.singleShot(0, self, self.save_drafts)

    def save_drafts(self) -> None:
        """Store what is typed now as drafts. Skipped while a long change is being written; the next call does it."""
        session, stored = self._session, self._stored
        if self._stopped or not session.keeps_drafts:
            return
        typed = self._typed()
        if typed == {place: text for place, (_, text) in stored.items()}:
            return
        drafts: dict[DraftPlace, tuple[int, str]] = {}
        committed = False

        def write() -> None:
            nonlocal committed
            committed = session.program.catalogue.aside(
                lambda connection: drafts.update(write_drafts(connection, typed, stored))
            )

        session.attempt(write)
        if committed:  # not before it is on the disk
            self._stored = drafts

    def _typed(self) -> dict[DraftPlace, str]:
        """What is typed and not saved, by its place."""
        record = self._form.record
        typed: dict[DraftPlace, str] = (
            {(record.id, what): text for what, text in self._form.unsaved().items()} if record else {}
        )
        return typed | {(None, f"other:{name}"): text for name, unsaved in self._others.items() if (text := unsaved())}

    # Drafts of an earlier time ---------------------------------------------------------------------------------

    def remaining(self) -> list[Draft]:
        """The drafts to be offered: all but those of the form as it is shown now. None where nothing can be written."""
        if self._session.read_only:
            return []
        return self._session.reader.drafts({id_ for id_, _ in self._stored.values()})

    def take_up(self, draft: Draft) -> None:
        """Put a draft into the form, where it is what is being typed from now on."""
        self._stored[draft.place] = (draft.id, draft.text)
        self._form.resume(draft.field, draft.text)
        self.save_drafts()
        self.changed.emit()

    def discard(self, draft: Draft) -> None:
        """Delete a draft that the user does not want."""
        catalogue = self._session.program.catalogue
        self._session.attempt(lambda: catalogue.aside(lambda connection: forget_draft(connection, draft.id)))
        self.changed.emit()

    def hand_over(self) -> list[Draft]:
        """Stop, since the window is recreated; returns what could not be saved, for the keeper of the next form."""
        self.save_drafts()
        mine = {id_ for id_, _ in self._stored.values()}
        self.stop()
        return [draft for draft in self._session.reader.drafts() if draft.id in mine]
