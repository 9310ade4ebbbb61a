"""The images of a record: the page large, the strip of pages below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from memoircat.catalogue.snapshot import RecordView
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look


class ImagePane(QWidget):
    """Shows what hangs on the record."""

    def __init__(self, session: Session, _look: Look) -> None:
        super().__init__()
        self._session = session
        self._view = QLabel()
        self._view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addWidget(self._view)

    def show_record(self, record: RecordView) -> None:
        """Show the images of a record."""
        self._view.setPixmap(QPixmap())
        for each in record.pictures[:1]:
            file = self._session.program.thumbnails.picture(each.sha256, 1600, each.part.page)
            self._view.setPixmap(QPixmap(str(file)).scaled(700, 700, Qt.AspectRatioMode.KeepAspectRatio))
