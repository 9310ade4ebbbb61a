"""Commands that bring records out: reports printed, records copied to the clipboard."""

from __future__ import annotations

from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths

from memoircat.catalogue.access import Audience
from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.report_dialog import ReportDialog, ReportRequest
from memoircat.desktop.window.command_group import CommandGroup
from memoircat.desktop.window.copying import MOST_WHOLE, Copying
from memoircat.jobs import Progress
from memoircat.reports.kinds import report_kinds
from memoircat.reports.render import render


class OutputCommands(CommandGroup):
    """Printing and copying of the records that are shown."""

    def print_report(self) -> None:
        """Ask what to print and print it in the background."""
        record, several = self._record(), len(self._ids()) > 1
        look, browse = self._desk.look, self._desk.pages.browse
        kinds = list(report_kinds().values())
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        listed = "" if browse is None or browse.model.query.trash else browse.list_words()
        dialog = ReportDialog(look, kinds, record, Path(documents), self._desk.dialog_parent, listed)
        if browse is not None and browse.isVisible() and not several:
            dialog.scope.setCurrentIndex(max(0, dialog.scope.findData("list" if self._is_narrowed() else "one")))
        dialog.accepted.connect(lambda: self._print(dialog.request(), record))
        dialog.open()

    def _print(self, request: ReportRequest, record: RecordView | None) -> None:
        session, kind = self._session, report_kinds()[request.kind]
        known = {field.name for field in fields(kind.options)}
        scope = {name: value for name, value in self._scope(request.scope, record).items() if name in known}
        options = kind.options(**request.choices, audience=Audience.STAFF, **scope)
        self._note(self.tr("Printing…"))

        def work(progress: Progress) -> Path:
            request.to.parent.mkdir(parents=True, exist_ok=True)
            render(kind.build(session.program.catalogue, options, progress), request.to)
            return request.to

        session.runner.submit(
            work,
            lambda path: session.message_posted.emit("saved", self.tr("Printed to {0}").format(path)),
            self._failed,
        )

    def _scope(self, scope: str, record: RecordView | None) -> dict[str, Any]:
        """The records that a report is on, as options: one record, the list as it is shown, or all."""
        browse = self._desk.pages.browse
        if scope == "one" and record is not None:
            return {"code": record.code}
        if scope != "list" or browse is None:
            return {}
        query = browse.model.query
        return {
            "types": (query.record_type,),
            "where": query.where,
            "words": query.words,
            "place": query.place,
            "everyone": query.everyone,
        }

    def _is_narrowed(self) -> bool:
        """Whether the list shows less than all of its records."""
        browse = self._desk.pages.browse
        return browse is not None and bool(browse.model.query.where or browse.model.query.words)

    @cached_property
    def _copying(self) -> Copying:
        return Copying(self._session, self._desk.look.language, self)

    def copy_rows(self) -> None:
        """Copy the selected rows, with heads, to the clipboard."""
        browse = self._desk.pages.browse
        if browse is not None:
            self._copying.rows(browse.model, browse.selected_rows())

    def copy_citation(self) -> None:
        """Copy the records as citations."""
        self._copying.citations(self._ids()[:MOST_WHOLE])

    def copy_text(self) -> None:
        """The records with all their fields."""
        self._copying.texts(self._ids()[:MOST_WHOLE])
