"""Records to the clipboard, as citations, as text, as rows of a table; images and files from it and from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QTemporaryDir
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from memoircat.catalogue.clock import now
from memoircat.catalogue.hierarchy import path_to
from memoircat.catalogue.views import RecordView
from memoircat.desktop.browse.list_model import RecordList
from memoircat.desktop.session import Session
from memoircat.messages import Language
from memoircat.reports.citation import as_text, citation

TABLES = (".csv", ".tsv", ".txt", ".xlsx")
_MOST_ROWS = 20_000
MOST_WHOLE = 2_000  # records that are read with all they hold


class Copying(QObject):
    """What is copied is the record that is open, or those selected in the list."""

    def __init__(self, session: Session, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self._pasted = QTemporaryDir()  # until its images are in the catalogue; gone with this object

    def citations(self, records: Sequence[RecordView]) -> None:
        """One line a record."""
        self._put("\n".join(self._citation(each) for each in records), len(records))

    def _citation(self, record: RecordView) -> str:
        above = [self._session.view(each) for each in path_to(self._session.reader, record.id)]
        names = [each.label for each in above if each is not None]
        return citation(record, self._session.title(), names, self._language)

    def texts(self, records: Sequence[RecordView]) -> None:
        """Every field and statement of the records."""
        catalogue = self._session.program.catalogue
        self._put("\n\n".join(as_text(catalogue, each, self._language) for each in records), len(records))

    def rows(self, model: RecordList, rows: Sequence[int]) -> None:
        """The rows of a list with its heads, cells parted by tabs, as a spreadsheet takes them."""
        shown = range(model.columnCount())
        table = [[_cell(str(column.label.in_(self._language))) for column in model.columns]]
        for row in rows[:_MOST_ROWS]:
            texts = (str(model.index(row, column).data() or "") for column in shown)
            table.append([_cell("" if text == "—" else text) for text in texts])
        self._put("\n".join("\t".join(cells) for cells in table), len(table) - 1)

    def _put(self, text: str, number: int) -> None:
        if number:
            QApplication.clipboard().setText(text)
            self._session.told.emit("note", self.tr("%n record(s) copied", "", number))

    def paste_image(self, attach: Callable[[Sequence[Path]], None]) -> bool:
        """Hang the image, or the image files, of the clipboard on the record; False where it holds none."""
        data = QApplication.clipboard().mimeData()
        files = files_of(data)
        if files:
            attach(files)
            return True
        image = QApplication.clipboard().image() if data.hasImage() else QImage()
        if image.isNull():
            self._session.told.emit("note", self.tr("There is no image to paste."))
            return False
        file = Path(self._pasted.path()) / f"{self.tr('pasted')}-{now().replace(':', '')}.png"
        image.save(str(file))
        attach([file])
        return True


def _cell(text: str) -> str:
    """A cell between tabs: one with a line end or a tab stands in quotes."""
    return '"' + text.replace('"', '""') + '"' if any(each in text for each in '\t\n\r"') else text


def files_of(data: QMimeData) -> list[Path]:
    """The files on this computer that are dragged or were copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []
