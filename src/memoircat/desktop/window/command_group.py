"""What the commands of every subject share."""

from __future__ import annotations

from PySide6.QtCore import QObject

from memoircat.catalogue.views import RecordView
from memoircat.desktop.session import Session
from memoircat.desktop.window.desk import Desk
from memoircat.errors import MemoirCatError


class CommandGroup(QObject):
    """Commands on one subject, on the records that the window shows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.dialog_parent)
        self._desk = desk

    @property
    def _session(self) -> Session:
        """The open catalogue: there is one wherever a command on records can be called."""
        session = self._desk.session
        assert session is not None
        return session

    def _ids(self) -> list[int]:
        """The records that a command is for: the open one, else those selected in the list."""
        return self._desk.pages.current_ids()

    def _records(self, most: int | None = None) -> list[RecordView]:
        """The same with all they hold; the first ``most`` of them."""
        return self._session.program.catalogue.views(self._ids()[:most])

    def _record(self) -> RecordView | None:
        """The one record that a command is for; None for none and for several, which may be all: they are not read."""
        ids = self._ids()
        return self._session.view(ids[0]) if len(ids) == 1 else None

    def _record_type(self) -> str:
        """The type of the records that a command is for."""
        pages = self._desk.pages
        if pages.work is not None and pages.work.record is not None and pages.is_shown(pages.work):
            return pages.work.record.type.code
        return self._listed_type()

    def _listed_type(self) -> str:
        """The type of the records in the list."""
        browse = self._desk.pages.browse
        return browse.model.query.record_type if browse is not None else "person"

    def _save_typing(self) -> None:
        """Save what is being typed: a command is about the record as the user sees it."""
        self._desk.pages.save_typing()

    def _note(self, words: str) -> None:
        """Say in the status bar what is being done, or what is missing for it."""
        self._session.message_posted.emit("note", words)

    def _failed(self, problem: Exception) -> None:
        """Show why work in a background thread failed. Raises what is a bug."""
        if not isinstance(problem, MemoirCatError):
            raise problem
        self._session.report_problem(problem)
