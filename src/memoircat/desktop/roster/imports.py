"""The open catalogue as the target of the import wizard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from memoircat.catalogue.kept import save_mapping
from memoircat.desktop.session import Session
from memoircat.exchange.mapping import TableMapping
from memoircat.exchange.row_decisions import RowDecisions
from memoircat.exchange.table_import import ImportOutcome, import_table
from memoircat.jobs import Progress
from memoircat.messages import message


class RosterImports(QObject):
    """Imports into the catalogue of a session, and saves mappings there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._catalogue = session.program.catalogue

    def import_table(
        self,
        file: Path,
        mapping: TableMapping,
        encoding: str,
        progress: Progress,
        *,
        dry_run: bool,
        skip_bad_rows: bool,
        decided: RowDecisions,
        tested_digest: str | None,
    ) -> ImportOutcome:
        """Import a table or, with ``dry_run``, only report what would happen.

        ``tested_digest``: digest of the file at the dry run. Raises Conflict where the file has changed since the dry
        run, Cancelled where ``progress`` was cancelled, InputError for a file that cannot be read.
        """
        return import_table(
            self._catalogue,
            file,
            mapping,
            encoding=encoding,
            progress=progress,
            dry_run=dry_run,
            skip_bad=skip_bad_rows,
            decisions=decided,
            trial_digest=tested_digest,
        )

    def mappings(self) -> dict[str, str]:
        """The saved mappings, by name."""
        return self._session.reader.saved_mappings()

    def save_mapping(self, name: str, text: str) -> None:
        """Save a mapping under a name; a problem is shown in the status bar."""
        label = message("Keep the mapping “{name}”", name=name)

        def work() -> None:
            with self._catalogue.change(label) as change:
                save_mapping(change, name, text)

        self._session.attempt(work)
