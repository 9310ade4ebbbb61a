"""The tags of a record as chips, and the line in which further tags are typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from memoircat.catalogue.views import Held, RecordView
from memoircat.desktop.form.editors import LineEditor, complete
from memoircat.desktop.form.section_head import SectionHead
from memoircat.desktop.latest_question import LatestQuestion
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.desktop.theme.tokens import CONTROL_LOW, FONT_MEANING, GAP, GAP_IN_GROUP, GAP_LINES, ICON, ICON_SMALL
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.flow import FlowLayout
from memoircat.desktop.widgets.layouts import button, clear, plain_label
from memoircat.desktop.widgets.text import plain_tip
from memoircat.messages import message
from memoircat.records.parts import Tag
from memoircat.records.registry import PART_TYPES
from memoircat.search.reader import Reader

# Pixels at 100 %
_WIDEST: Final = 240  # of the text of a chip
_BESIDE_BUTTON: Final = 2  # margin at the right of a chip with a button


class TagChip(QFrame):
    """One tag, with the button that removes it. A marked tag has an edge in the accent colour."""

    removed = Signal()

    def __init__(self, text: str, look: Look, *, editable: bool) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "chip")
        self.setAccessibleName(text)
        line = QHBoxLayout(self)
        line.setContentsMargins(look.px(GAP), 0, look.px(_BESIDE_BUTTON if editable else GAP), 0)
        line.setSpacing(look.px(GAP_LINES))
        word = plain_label("", look, FONT_MEANING, wrap=False)
        word.setText(word.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, look.px(_WIDEST)))
        word.setToolTip(plain_tip(text))
        line.addWidget(word)
        if editable:
            remove = IconButton(look, "x", self.tr("Remove the tag {0}").format(text), size=ICON_SMALL, small=True)
            remove.clicked.connect(self.removed)
            line.addWidget(remove)
        self.setMinimumHeight(look.px(CONTROL_LOW))

    def mark(self, marked: bool) -> None:
        """Show, with ``marked``, that the next Backspace removes this tag."""
        edge = f"QFrame {{ border: {self._look.tokens.ring}px solid {self._look.tokens.accent}; }}" if marked else ""
        self.setStyleSheet(edge + "QLabel { border: none; }" if marked else "")


class TagLine(LineEditor):
    """Enter adds the tag that is typed; Backspace in the empty line marks the last tag, a second one removes it."""

    backspaced = Signal()
    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Request the tags to complete from (``entered``): someone is about to type."""
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass Backspace on (``backspaced``) where there is nothing to delete."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.backspaced.emit()
            return
        super().keyPressEvent(event)


class TagsSection(QWidget):
    """Words that the archivists of a catalogue put on records."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._record: RecordView | None = None
        self._held: tuple[Held[Tag], ...] = ()
        self._marked = False
        self._question = LatestQuestion(session, self)
        self.setObjectName("section-tag")
        word = PART_TYPES["tag"].label.in_(look.language)
        self.head = SectionHead(word, look)
        self.adding = button(word, look, "flat")
        self.adding.setObjectName("add-tag")
        self.adding.setIcon(icon("plus", look.tokens.accent, look.px(ICON)))
        self.adding.setAccessibleName(self.tr("Add a tag"))
        self.adding.clicked.connect(self.add)
        self.line: TagLine | None = None
        self._chips = FlowLayout(look.px(GAP_IN_GROUP))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(GAP_IN_GROUP))
        layout.addWidget(self.head)
        layout.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._chips)
        self._layout = layout

    def forget(self) -> None:
        """Forget the record and what is typed for it, before another record (or the same again) is shown."""
        self._record = None

    def show_record(self, record: RecordView) -> None:
        """Show the tags of a record; what is being typed for the same record stays."""
        other = self._record is None or self._record.id != record.id
        held = record.parts["tag"]
        self._record = record
        if other and self.line is not None:
            self.line.put("")
        if held != self._held:
            self._held = held
            self._fill()
        elif other:
            self._fit(typing=False)

    def _fill(self) -> None:
        clear(self._chips)
        self._marked = False
        for held in self._held:
            chip = TagChip(held.part.text, self._look, editable=not self._session.read_only)
            chip.setObjectName(f"tag-{held.id}")
            chip.removed.connect(lambda held=held: self._remove(held))
            self._chips.addWidget(chip)
        self.head.show_count(len(self._held))
        typing = self.line is not None and (self.line.hasFocus() or bool(self.line.text()))
        self._fit(typing=typing)

    def _fit(self, *, typing: bool) -> None:
        """Show the line where there are tags or one is being typed, else the button that opens it."""
        there = bool(self._held)
        if (there or typing) and self.line is None and not self._session.read_only:
            self._make_line()
        self.head.setVisible(there or typing)
        self.adding.setVisible(not there and not typing and not self._session.read_only)
        if self.line is not None:
            self.line.setVisible(there or typing)
        self.setVisible(there or not self._session.read_only)

    def _make_line(self) -> None:
        self.line = TagLine(self._look)
        self.line.setObjectName("new-tag")
        words = self.tr("A word; Enter adds it")
        self.line.setPlaceholderText(words)
        self.line.setAccessibleName(self.tr("Add a tag"))
        self.line.committed.connect(self.commit)
        self.line.abandoned.connect(lambda line=self.line: line.put(""))
        self.line.backspaced.connect(self._take_back)
        self.line.typed.connect(lambda _text: self._mark(False))
        self.line.entered.connect(self._learn)
        self._layout.addWidget(self.line)

    def _learn(self) -> None:
        """Read the tags of the catalogue in another thread, to complete from them."""
        line = self.line
        if line is not None:
            self._question.ask(Reader.tags, lambda tags: complete(line, tags, self._look))

    def add(self) -> None:
        """Give the focus to the line for a further tag."""
        if self._record is None or self._session.read_only:
            return
        self._fit(typing=True)
        if self.line is not None:
            self.line.setFocus()

    def commit(self) -> None:
        """Add the tag that is typed, as one step of undo. A tag that the record has already is not added again."""
        line, record = self.line, self._record
        text = line.text() if line else ""
        if line is None or record is None or not text.strip():
            return
        line.put("")
        if any(held.part.text == text for held in self._held):
            return

        label = message("{record}: tag {tag}", record=record.label, tag=text)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                change.add(record.id, Tag(text=text))

        if not self._session.attempt(work):
            line.put(text)

    def _mark(self, marked: bool) -> None:
        item = self._chips.itemAt(self._chips.count() - 1)
        chip = item.widget() if item else None
        if isinstance(chip, TagChip) and marked != self._marked:
            self._marked = marked
            chip.mark(marked)

    def _take_back(self) -> None:
        if not self._held:
            return
        if self._marked:
            self._remove(self._held[-1])
        else:
            self._mark(True)

    def _remove(self, held: Held[Tag]) -> None:
        record = self._record
        if record is None:
            return
        label = message("{record}: remove the tag {tag}", record=record.label, tag=held.part.text)

        def work() -> None:
            with self._session.program.catalogue.change(label) as change:
                change.remove(Tag, held.id)

        if self._session.attempt(work) and self.line is not None:
            line = self.line
            QTimer.singleShot(0, line, line.setFocus)
