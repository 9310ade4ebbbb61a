"""Work: one record over the whole width, its images left, its form right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.views import RecordView
from memoircat.desktop.form.record_form import RecordForm
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.desktop.viewer.image_pane import ImagePane
from memoircat.desktop.widgets.layouts import Elided, button, chain, plain, room
from memoircat.desktop.work.draft_keeper import DraftKeeper
from memoircat.desktop.work.source_bar import SourceBar
from memoircat.records.values import term_shown

_ROOM_SIDE_BY_SIDE = 800
_SIDE_BY_SIDE = [760, 560]


class WorkPage(QWidget):
    """Opens records; Esc goes back, Alt+↑ and Alt+↓ go on with the focus in the same field."""

    left = Signal()
    opened = Signal(int)  # another record, which this one leads to

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self.record: RecordView | None = None
        self._widths = _SIDE_BY_SIDE
        self.form = RecordForm(session, look)
        self.images = ImagePane(session, look)
        self.source_bar = SourceBar(session, look)
        self._code = plain("", look, 13, token="text2", wrap=False)
        self._title = Elided("", look, 16, 600)
        self._lock = QLabel()
        self._lock.setPixmap(pixmap("lock", look.tokens.restricted, look.px(16)))
        self._lock.hide()
        self._access = plain("", look, 12, 500, token="restricted", wrap=False)
        self._place = plain("", look, 13, token="text2", wrap=False)
        self._lay_out()
        self.form.followed.connect(self.opened)
        session.changed.connect(self._changed)
        self.drafts = DraftKeeper(session, self.form, self)
        self.drafts.register("source-in-hand", self.source_bar.unsaved)

    def _lay_out(self) -> None:
        look = self._look
        bar = QFrame()
        bar.setProperty("kind", "panel")
        line = QHBoxLayout(bar)
        line.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        line.setSpacing(look.px(8))
        back = button(self.tr("To the list"), look, "flat")
        back.setIcon(icon("arrow-left", look.tokens.text2, look.px(16)))
        back.setToolTip(self.tr("Back to the list (Esc)"))
        back.clicked.connect(self.left)
        line.addWidget(back)
        line.addWidget(self._code)
        line.addWidget(self._title, 1)
        line.addWidget(self._lock)
        line.addWidget(self._access)
        line.addWidget(self._place)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("work-splitter")
        self.splitter.setChildrenCollapsible(False)
        self.images.setMinimumWidth(look.px(280) if look.scale <= 125 else look.px(160))
        self.form.setMinimumWidth(look.px(360) if look.scale <= 125 else look.px(280))
        self.splitter.addWidget(self.images)
        self.splitter.addWidget(self.form)
        self.splitter.setSizes(_SIDE_BY_SIDE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(self.splitter, 1)
        outer.addWidget(self.source_bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the images go above the form."""
        super().resizeEvent(event)
        narrow = room(self, self._look) < _ROOM_SIDE_BY_SIDE
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([self._look.px(200), self._look.px(400)] if narrow else self._widths)
            self.images.make_compact(narrow)
            self._code.setVisible(not narrow)

    def spread(self, widths: Sequence[int] | None) -> None:
        """Give images and form the widths they had, now and whenever there is room for both side by side."""
        if widths and len(widths) == len(_SIDE_BY_SIDE):
            self._widths = list(widths)
            self.splitter.setSizes(self._widths)

    def showEvent(self, event: QShowEvent) -> None:
        """What is typed is kept while the page is on the screen."""
        super().showEvent(event)
        self.drafts.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """It is saved by then, or it is kept once more."""
        super().hideEvent(event)
        self.drafts.pause()

    def show_record(self, record: RecordView, place: tuple[int, int] | None = None) -> None:
        """Show a record; ``place`` is its number in the list and the list's length."""
        field = self.form.focused_field()
        other = self.record is None or self.record.id != record.id
        if other and self.record is not None:
            self.form.commit()
            self.drafts.part()
        self.record = record
        self._code.setText(record.code)
        self._title.setText(record.label)
        access = record.fields["access"]
        open_ = access in (None, "open")
        word = term_shown(self._session.vocabularies(), "access", access, self._look.language)
        until = record.fields["closed_until"]
        self._access.setText("" if open_ else f"{word}（{until}）" if until else word)
        self._lock.setVisible(not open_)
        if other or place is not None:
            self._place.setText(f"{place[0]:,} / {place[1]:,}" if place else "")
        self.form.show_record(record)
        if other:
            self._put_bar_last()
        self.images.show_record(record)
        self.images.setVisible(bool(record.pictures))
        if other and field:
            self.form.focus_field(field)

    def _put_bar_last(self) -> None:
        """Let Tab go from the form to the bar below it: to Qt the bar comes first, since the fields are younger."""
        QWidget.setTabOrder(next(reversed(self.form.rows.values())).editor, self.source_bar.source)
        chain(self.source_bar)

    def focus_first(self) -> None:
        """Put the focus where entering begins: the title, or a person's name."""
        record = self.record
        if record is None:
            return
        if record.type.title and record.type.title in self.form.rows:
            self.form.focus_field(record.type.title)
        else:
            self.form.add_name()

    def _changed(self, change: ChangeSet) -> None:
        record = self.record
        if record is None or self.isHidden():
            return
        if record.rests_on(change.records, change.tables):
            fresh = self._session.view(record.id)
            if fresh is None or fresh.deleted_at:
                self.left.emit()
            else:
                self.show_record(fresh)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
