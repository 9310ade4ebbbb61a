"""The page of one record over the whole width: its images left, its form right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from memoircat.catalogue.change_sets import ChangeSet
from memoircat.catalogue.views import RecordView
from memoircat.desktop.form.record_form import RecordForm
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon, pixmap
from memoircat.desktop.theme.tokens import (
    FONT_MEANING,
    FONT_SECONDARY,
    FONT_TITLE,
    GAP,
    GAP_IN_GROUP,
    ICON,
    MEDIUM,
    PANE_MARGIN,
    ROOMY_TEXT,
    SEMIBOLD,
)
from memoircat.desktop.viewer.image_pane import ImagePane
from memoircat.desktop.widgets.layouts import Elided, button, design_width, plain_label, set_tab_order
from memoircat.desktop.workbench.draft_keeper import DraftKeeper
from memoircat.desktop.workbench.source_bar import SourceBar
from memoircat.records.values import term_shown

_ROOM_SIDE_BY_SIDE: Final = 800  # width of the page from which images and form stand side by side, px at 100 %
_SIDE_BY_SIDE: Final = (760, 560)  # widths of images and form, in pixels of the screen, until somebody chose others
# px at 100 %
_STACKED: Final = (200, 400)  # heights of images and form, one above the other
_LEAST_IMAGES: Final = 280  # width
_LEAST_IMAGES_LARGE: Final = 160  # width, with large text
_LEAST_FORM: Final = 360  # width
_LEAST_FORM_LARGE: Final = 280  # width, with large text


class WorkPage(QWidget):
    """Shows one record to be edited; Esc goes back to the list."""

    closed = Signal()
    opened = Signal(int)  # another record, which this one refers to

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self.record: RecordView | None = None
        self._widths = list(_SIDE_BY_SIDE)
        self.form = RecordForm(session, look)
        self.images = ImagePane(session, look)
        self.source_bar = SourceBar(session, look)
        self._code = plain_label("", look, FONT_SECONDARY, token="text2", wrap=False)
        self._title = Elided("", look, FONT_TITLE, SEMIBOLD)
        self._lock = QLabel()
        self._lock.setPixmap(pixmap("lock", look.tokens.restricted, look.px(ICON)))
        self._lock.hide()
        self._access = plain_label("", look, FONT_MEANING, MEDIUM, token="restricted", wrap=False)
        self._place = plain_label("", look, FONT_SECONDARY, token="text2", wrap=False)
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
        line.setContentsMargins(
            look.px(PANE_MARGIN), look.px(GAP_IN_GROUP), look.px(PANE_MARGIN), look.px(GAP_IN_GROUP)
        )
        line.setSpacing(look.px(GAP))
        back = button(self.tr("To the list"), look, "flat")
        back.setIcon(icon("arrow-left", look.tokens.text2, look.px(ICON)))
        back.setToolTip(self.tr("Back to the list (Esc)"))
        back.clicked.connect(self.closed)
        line.addWidget(back)
        line.addWidget(self._code)
        line.addWidget(self._title, 1)
        line.addWidget(self._lock)
        line.addWidget(self._access)
        line.addWidget(self._place)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("work-splitter")
        self.splitter.setChildrenCollapsible(False)
        roomy = look.scale <= ROOMY_TEXT
        self.images.setMinimumWidth(look.px(_LEAST_IMAGES if roomy else _LEAST_IMAGES_LARGE))
        self.form.setMinimumWidth(look.px(_LEAST_FORM if roomy else _LEAST_FORM_LARGE))
        self.splitter.addWidget(self.images)
        self.splitter.addWidget(self.form)
        self.splitter.setSizes(self._widths)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(self.splitter, 1)
        outer.addWidget(self.source_bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the images go above the form."""
        super().resizeEvent(event)
        narrow = design_width(self, self._look) < _ROOM_SIDE_BY_SIDE
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self.splitter.orientation() != wanted:
            self.splitter.setOrientation(wanted)
            self.splitter.setSizes([self._look.px(height) for height in _STACKED] if narrow else self._widths)
            self.images.make_compact(narrow)
            self._code.setVisible(not narrow)

    def set_pane_widths(self, widths: Sequence[int] | None) -> None:
        """Give images and form the widths they had, now and whenever they are side by side again."""
        if widths and len(widths) == len(_SIDE_BY_SIDE):
            self._widths = list(widths)
            self.splitter.setSizes(self._widths)

    def showEvent(self, event: QShowEvent) -> None:
        """Store drafts of what is typed from now on."""
        super().showEvent(event)
        self.drafts.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop storing drafts. What is typed is saved by now; what could not be saved is stored as a draft."""
        super().hideEvent(event)
        self.drafts.pause()

    def show_record(self, record: RecordView, place: tuple[int, int] | None = None) -> None:
        """Show a record; ``place`` is its number in the list and the list's length."""
        field = self.form.focused_field()
        other = self.record is None or self.record.id != record.id
        if other and self.record is not None:
            self.form.commit()
            self.drafts.leave_record()
        self.record = record
        self._code.setText(record.code)
        self._title.setText(record.label)
        access = record.fields["access"]
        is_open = access in (None, "open")
        word = term_shown(self._session.vocabularies(), "access", access, self._look.language)
        until = record.fields["closed_until"]
        self._access.setText("" if is_open else f"{word}（{until}）" if until else word)
        self._lock.setVisible(not is_open)
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
        """Let Tab go from the form to the bar below it: Qt takes the bar first, since it was made before the fields."""
        QWidget.setTabOrder(next(reversed(self.form.rows.values())).editor, self.source_bar.source)
        set_tab_order(self.source_bar)

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
        """Show the record again where a change touched it; where it was deleted, leave the page."""
        record = self.record
        if record is None or self.isHidden():
            return
        if record.rests_on(change.records, change.tables):
            fresh = self._session.view(record.id)
            if fresh is None or fresh.deleted_at:
                self.closed.emit()
            else:
                self.show_record(fresh)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
