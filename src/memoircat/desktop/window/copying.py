"""Records to the clipboard: as citations, as text, as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from memoircat.catalogue.access import Audience
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.desktop.browse.list_model import RecordList
from memoircat.desktop.session import Session
from memoircat.messages import Language
from memoircat.reports.citation import as_text, citation

_MOST_ROWS = 20_000
MOST_WHOLE = 2_000  # records that are read with all they hold


class Copying(QObject):
    """What is copied is the record that is open, or those selected in the list."""

    def __init__(self, session: Session, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language

    def citations(self, records: Sequence[int]) -> None:
        """Copy citations, one line for each record."""
        shown = PublicRecords(self._session.program.catalogue, Audience.STAFF)
        lines = [self._citation(shown, view) for view in shown.views(records)]
        self._put("\n".join(lines), len(lines))

    def _citation(self, shown: PublicRecords, view: PublicView) -> str:
        labels = [holder.label for holder in shown.views(self._session.reader.path_to(view.id))]
        return citation(view, self._session.title(), labels, self._language)

    def texts(self, records: Sequence[int]) -> None:
        """Copy every field and statement of the records."""
        shown = PublicRecords(self._session.program.catalogue, Audience.STAFF)
        vocabularies = self._session.vocabularies()
        texts = [as_text(view, self._language, vocabularies) for view in shown.views(records)]
        self._put("\n\n".join(texts), len(texts))

    def rows(self, model: RecordList, rows: Sequence[int]) -> None:
        """Copy the rows of a list under its heads, with tabs between the cells, as a spreadsheet takes them.

        At most `_MOST_ROWS`; “—”, which the list shows for no value, is left empty.
        """
        shown = range(model.columnCount())
        table = [[_cell(str(column.label.in_(self._language))) for column in model.columns]]
        for row in rows[:_MOST_ROWS]:
            texts = (str(model.index(row, column).data() or "") for column in shown)
            table.append([_cell("" if text == "—" else text) for text in texts])
        self._put("\n".join("\t".join(cells) for cells in table), len(table) - 1)

    def _put(self, text: str, number: int) -> None:
        if number:
            QApplication.clipboard().setText(text)
            self._session.message_posted.emit("note", self.tr("%n record(s) copied", "", number))


def _cell(text: str) -> str:
    """The text of a cell, in quotes where it has a tab, a line end or a quote."""
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in '\t\n\r"') else text
