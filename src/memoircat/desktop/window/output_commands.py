"""Commands that bring records out: reports printed, records copied to the clipboard."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths

from memoircat.catalogue.access import Audience
from memoircat.catalogue.views import RecordView
from memoircat.desktop.dialogs.report_dialog import ReportDialog, ReportWish
from memoircat.desktop.window.command_group import CommandGroup
from memoircat.desktop.window.copying import MOST_WHOLE, Copying
from memoircat.jobs import Progress
from memoircat.reports import REPORT_KINDS, REPORT_LABELS, ReportOptions, render
from memoircat.reports.options import Grouping


class OutputCommands(CommandGroup):
    """Printing and copying of the records that are shown."""

    def print_report(self) -> None:
        """Ask what to print and print it in the background."""
        record, several = self._record(), len(self._ids()) > 1
        look, browse = self._desk.look, self._desk.pages.browse
        kinds = [(name, REPORT_LABELS[name].in_(look.language)) for name in REPORT_KINDS]
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        listed = "" if browse is None or browse.model.query.trash else browse.list_words()
        dialog = ReportDialog(look, kinds, record, Path(documents), self._desk.dialog_parent, listed)
        if browse is not None and browse.isVisible() and not several:
            dialog.scope.setCurrentIndex(max(0, dialog.scope.findData("list" if self._is_narrowed() else "one")))
        if record is not None and record.type.code == "accession":
            dialog.kind.setCurrentIndex(max(0, dialog.kind.findData("accession")))
        dialog.accepted.connect(lambda: self._print(dialog.wish(), record))
        dialog.open()

    def _print(self, wish: ReportWish, record: RecordView | None) -> None:
        session, browse = self._session, self._desk.pages.browse
        options = ReportOptions(
            language="ja" if wish.language == "ja" else "en",
            audience=Audience.STAFF,
            code=record.code if wish.scope == "one" and record is not None else None,
            group=cast("Grouping", wish.group),
        )
        if wish.scope == "list" and browse is not None:
            query = browse.model.query
            options = replace(
                options,
                types=(query.record_type,),
                where=query.where,
                words=query.words,
                place=query.place,
                everyone=query.everyone,
            )
        self._note(self.tr("Printing…"))

        def work(progress: Progress) -> Path:
            wish.to.parent.mkdir(parents=True, exist_ok=True)
            render(REPORT_KINDS[wish.kind](session.program.catalogue, options, progress), wish.to)
            return wish.to

        session.runner.submit(
            work, lambda path: session.told.emit("saved", self.tr("Printed to {0}").format(path)), self._failed
        )

    def _is_narrowed(self) -> bool:
        """Whether the list shows less than all of its records."""
        browse = self._desk.pages.browse
        return browse is not None and bool(browse.model.query.where or browse.model.query.words)

    @cached_property
    def _copying(self) -> Copying:
        return Copying(self._session, self._desk.look.language, self)

    def copy_rows(self) -> None:
        """The selected rows of the list, with its heads."""
        browse = self._desk.pages.browse
        if browse is not None:
            self._copying.rows(browse.model, browse.selected_rows())

    def copy_citation(self) -> None:
        """The records as they are cited."""
        self._copying.citations(self._records(MOST_WHOLE))

    def copy_text(self) -> None:
        """The records with all their fields."""
        self._copying.texts(self._records(MOST_WHOLE))
