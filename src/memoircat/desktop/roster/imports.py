"""What the import wizard asks of an open catalogue."""

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
    """Imports into the catalogue of a session, and keeps mappings there."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._catalogue = session.program.catalogue

    def bring_in(
        self,
        file: Path,
        mapping: TableMapping,
        encoding: str,
        progress: Progress,
        *,
        trying: bool,
        skip_bad: bool,
        decided: RowDecisions,
        tried: str | None,
    ) -> ImportOutcome:
        """Import a table or, with ``trying``, only say what would happen; ``tried`` is the digest of the file tried."""
        return import_table(
            self._catalogue,
            file,
            mapping,
            encoding=encoding,
            progress=progress,
            dry_run=trying,
            skip_bad=skip_bad,
            decisions=decided,
            trial_digest=tried,
        )

    def mappings(self) -> dict[str, str]:
        """The mappings that are kept, by name."""
        return self._session.reader.saved_mappings()

    def keep_mapping(self, name: str, text: str) -> None:
        """Keep a mapping under a name; a problem is shown in the status bar."""
        label = message("Keep the mapping “{name}”", name=name)

        def work() -> None:
            with self._catalogue.change(label) as change:
                save_mapping(change, name, text)

        self._session.attempt(work)
