"""The photograph of the roster above the grid; it scrolls along with the row that is being typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from memoircat.catalogue.views import RecordView
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.viewer.image_pane import page_source
from memoircat.desktop.viewer.image_view import ImageView
from memoircat.desktop.widgets.layouts import grounded

_HEIGHT: Final = 168  # px at 100 %
_ROWS_ON_A_PAGE: Final = 20  # assumed until the user has scrolled the photograph to two rows


class PhotoBand(QWidget):
    """Shows the part of the photograph with the row that is being typed.

    Where the rows are is learned from the user: each time the photograph is scrolled, it now shows the row that is
    being typed. From two such rows the places of all others follow.
    """

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._shown_at: dict[int, float] = {}  # row → how far down the photograph it is, from 0 to 1
        self._row = 0
        self._moving = False
        self.view = ImageView(look, self)
        self.view.setObjectName("roster-photo")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        grounded(self, "bar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFixedHeight(look.px(_HEIGHT))
        self.view.loaded.connect(self._loaded)
        session.closing.connect(self.view.stop)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.hide()

    def show_record(self, record: RecordView) -> None:
        """Show the first image of the source; hidden where it has none."""
        self._shown_at = {}
        self.setVisible(bool(record.pictures))
        if record.pictures:
            first = record.pictures[0]
            self.view.show_page(page_source(self._session, first), name=first.part.caption or first.name)

    def _loaded(self) -> None:
        """Zoom the image to the width of the band, so that whole rows of the roster are seen."""
        width = self.view.image_size().width()
        if width > 0:
            self.view.set_zoom(self.view.viewport().width() / width * self.view.devicePixelRatioF())
        self.follow(self._row)

    def follow(self, row: int) -> None:
        """Bring a row into the middle of the band."""
        self._row = row
        if self.isHidden():
            return
        bar = self.view.verticalScrollBar()
        self._moving = True
        bar.setValue(round(bar.minimum() + self._place_of(row) * (bar.maximum() - bar.minimum())))
        self._moving = False

    def _place_of(self, row: int) -> float:
        """How far down the photograph a row is, from 0 to 1: by the first and the last of the rows known so far."""
        known = sorted(self._shown_at.items())
        if len(known) >= 2:
            (first, top), (last, bottom) = known[0], known[-1]
            return top + (row - first) * (bottom - top) / (last - first)
        if known:
            first, top = known[0]
            return top + (row - first) / _ROWS_ON_A_PAGE
        return row / _ROWS_ON_A_PAGE

    def _scrolled(self, value: int) -> None:
        """Remember where the row is that is being typed, if the user scrolled."""
        bar = self.view.verticalScrollBar()
        reach = bar.maximum() - bar.minimum()
        if not self._moving and reach > 0:
            self._shown_at[self._row] = (value - bar.minimum()) / reach
