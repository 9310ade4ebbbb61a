"""The images of a record: one page, with tools above it and the strip of all pages below."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from memoircat.catalogue.views import Picture, RecordView
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_SECONDARY, GAP_IN_GROUP, GRID
from memoircat.desktop.viewer.image_view import ImageView, PageSource
from memoircat.desktop.viewer.page_strip import PageStrip
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.layouts import Elided, grounded
from memoircat.quarantine.reader_process import Wanted

_THUMBNAIL: Final = 256  # pixels of a picture in the strip, along its longer side
_TOOLS_MARGIN: Final = 12  # at both ends of the line of tools, in px at 100 %


class ImagePane(QWidget):
    """Shows the images of a record in their order. While the record is edited, the page that is shown stays."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._pictures: tuple[Picture, ...] = ()
        self._compact = False
        self.view = ImageView(look, self)
        self.strip = PageStrip(look, self)
        self._caption = Elided("", look, FONT_SECONDARY, token="text2")
        grounded(self, "bar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tools(look))
        layout.addWidget(self.view, 1)
        layout.addWidget(self.strip)
        self.strip.current_changed.connect(self._show)
        session.closing.connect(self.view.stop)
        session.closing.connect(self.strip.model.stop)
        self.view.page_requested.connect(lambda step: self.strip.set_current(self.strip.current() + step))

    def _tools(self, look: Look) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(*[look.px(_TOOLS_MARGIN), look.px(GRID)] * 2)
        line.setSpacing(look.px(GAP_IN_GROUP))
        for name, words, key, work in (
            ("zoom-out", self.tr("Smaller"), "-", self.view.zoom_out),
            ("zoom-in", self.tr("Larger"), "+", self.view.zoom_in),
            ("maximize", self.tr("Fit"), "0", self.view.fit),
            ("rotate-cw", self.tr("Turn"), "R", self.view.turn),
            ("contrast", self.tr("Contrast, negative"), "", self._next_tone),
        ):
            tool = IconButton(look, name, words, key)
            tool.clicked.connect(lambda _checked=False, work=work: work())
            line.addWidget(tool)
        line.addWidget(self._caption, 1)
        return line

    def _next_tone(self) -> None:
        """Go from the image as it is to more contrast, to the negative, and back."""
        tones = ("plain", "contrast", "negative")
        self.view.set_tone(tones[(tones.index(self.view.tone()) + 1) % len(tones)])  # type: ignore[arg-type]

    def show_record(self, record: RecordView) -> None:
        """Show the images of a record."""
        if record.pictures == self._pictures:
            return
        self._pictures = record.pictures
        program = self._session.program
        pictures = record.pictures

        def thumbnail(number: int, wanted: Wanted) -> bytes | None:
            picture = pictures[number]
            return program.thumbnails.picture(picture.sha256, _THUMBNAIL, picture.part.page, wanted=wanted)

        self.strip.set_pages(len(pictures), thumbnail)
        self._fit()
        if pictures:
            self._show(0)
        else:
            self.view.show_page(None)

    def make_compact(self, compact: bool) -> None:
        """Hide the strip where there is little room; PgUp and PgDn still turn the pages."""
        self._compact = compact
        self._fit()

    def _fit(self) -> None:
        self.strip.setVisible(len(self._pictures) > 1 and not self._compact)

    def _show(self, number: int) -> None:
        picture = self._pictures[number]
        caption = picture.part.caption or picture.name
        self._caption.setText(f"{number + 1} / {len(self._pictures)}　{caption}")
        self.view.show_page(page_source(self._session, picture), name=caption)


def page_source(session: Session, picture: Picture) -> PageSource:
    """What reads the page of an image that hangs on a record."""
    thumbnails, sha256, page = session.program.thumbnails, picture.sha256, picture.part.page
    return lambda wanted: thumbnails.page(sha256, page, wanted=wanted)
