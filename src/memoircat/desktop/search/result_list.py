"""The hits of a search by kind, below the box: people first, then records by their words; or commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from memoircat.desktop.browse.navigation import ICONS
from memoircat.desktop.search.finder import Results
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.line_of_text import LineOfText
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.tokens import BAR_SELECTED
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.values import term_shown
from memoircat.search.words import TextHit

if TYPE_CHECKING:
    from memoircat.search.people import PersonHit

AS_LIST = "as a list"
_Id = Qt.ItemDataRole.UserRole + 1
_Sign = Qt.ItemDataRole.UserRole + 2
_HEADING, _COMMAND, _HIT = 28, 32, 46  # heights of rows at 100 %


class ResultRow(QStyledItemDelegate):
    """A heading in one small line, a command in one line, a hit in two: who or what, and below it why."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent
        self._head, self._below, self._heading = (
            LineOfText(look.font(size, weight)) for size, weight in ((14, 500), (12, 400), (12, 500))
        )

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height follows from the kind of row alone."""
        height = _HEADING if index.data(_Id) is None else _HIT if index.data(_Sign) else _COMMAND
        return QSize(self._look.px(120), self._look.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look, rect, sign = self._look, QRect(option.rect), index.data(_Sign)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("selected"))
            painter.fillRect(rect.left(), rect.top(), look.px(BAR_SELECTED), rect.height(), look.colour("accent"))
        inner = rect.adjusted(look.px(8), 0, -look.px(8), 0)
        head, _, below = str(index.data()).partition("\n")
        if index.data(_Id) is None:
            painter.setPen(look.colour("text2"))
            self._heading.draw(painter, inner, head)
            return
        if sign:
            size = look.px(16)
            place = QRect(inner.left() + look.px(4), rect.center().y() - size // 2, size, size)
            painter.drawPixmap(place, pixmap(sign, look.tokens.text2, size, self._list.devicePixelRatioF()))
            inner = inner.adjusted(look.px(32), look.px(4), 0, -look.px(4))
            painter.setPen(look.colour("text2"))
            self._below.draw(painter, inner.adjusted(0, inner.height() // 2, 0, 0), below)
            inner = inner.adjusted(0, 0, 0, -(inner.height() // 2))
        painter.setPen(look.colour("text"))
        self._head.draw(painter, inner, head)


class ResultList(QFrame):
    """The hits by kind; headings cannot be chosen."""

    chosen = Signal(int, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shows: tuple[object, ...] = ()  # what the rows were made of
        self.setObjectName("search-results")
        self.setStyleSheet(
            f"#search-results {{ background: {look.tokens.surface}; border: 1px solid {look.tokens.line2}; "
            f"border-radius: {look.px(8)}px }}"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(8)] * 4)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(ResultRow(look, self.list))
        self.list.setAccessibleName(self.tr("Results"))
        self.list.itemClicked.connect(lambda _item: self.choose())
        layout.addWidget(self.list)
        self.hide()

    def show_results(self, found: Results, session: Session) -> None:
        """People first, then other records by their words. The hit that was marked stays so as more are found."""
        nothing = found.people.complete and not found.people.total and not found.words.total
        by_words = (found.words.hits, found.words.total, found.words.types, session.vocabularies())
        shows = (found.people.hits, found.people.total, found.people.more, *by_words, nothing)
        if self.list.count() and shows == self._shows:  # often all is found at once, and looked for further in vain
            return
        shown = self.list.currentItem().data(_Id) if self.list.currentItem() else None
        self.list.clear()
        self._shows = shows
        if found.people.more:
            self._heading(self.tr("People whose names fit: %n or more", "", found.people.total))
        else:
            self._heading(self.tr("People whose names fit: %n", "", found.people.total))
        for hit in found.people.hits:
            self._person(hit, session)
        others = [hit for hit in found.words.hits if hit.type != "person"]
        if found.words.total:
            self._heading(self.tr("Records with these words: %n", "", found.words.total))
        for words in others or found.words.hits:
            self._words(words)
        if found.words.total:
            self._as_list(found.words.types)
        if nothing:
            self._heading(self.tr("A name missing here is no proof that he was not there"))
        self._first(shown)

    def show_commands(self, commands: list[tuple[str, str, str]]) -> None:
        """The commands that fit, each with its key."""
        self.list.clear()
        self._shows = ()
        self._heading(self.tr("Commands"))
        for name, words, keys in commands:
            item = QListWidgetItem(f"{words}　{keys}" if keys else words)
            item.setData(_Id, name)
            self.list.addItem(item)
        self._first()

    def _person(self, hit: PersonHit, session: Session) -> None:
        look = self._look
        words = session.vocabularies()
        facts = [hit.birth or "", term_shown(words, "prefecture", hit.prefecture, look.language)]
        facts.append(term_shown(words, "fate", hit.fate, look.language))
        why = " · ".join(each.in_(look.language) for each in hit.why)
        self._item(f"{hit.label}　{'　'.join(filter(None, facts))}", why, "user", hit.id)

    def _words(self, hit: TextHit) -> None:
        kind = RECORD_TYPES[hit.type].label.in_(self._look.language)
        self._item(hit.label, f"{kind} {hit.code} · {hit.snippet}".replace("\n", " "), ICONS[hit.type], hit.id)

    def _as_list(self, types: Sequence[tuple[str, int]]) -> None:
        """The way to all of them, by type, where they can be narrowed and sorted."""
        language = self._look.language
        kinds = " · ".join(f"{RECORD_TYPES[code].label.in_(language)} {number:,}" for code, number in types)
        self._item(self.tr("All as a list"), kinds, "list", AS_LIST)

    def _item(self, head: str, below: str, sign: str, record_id: int | str) -> None:
        item = QListWidgetItem(f"{head}\n{below}")
        item.setData(_Sign, sign)
        item.setData(_Id, record_id)
        self.list.addItem(item)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _first(self, shown: object = None) -> None:
        """Mark the hit that was marked before, else the first."""
        again = next((row for row in range(self.list.count()) if self.list.item(row).data(_Id) == shown), None)
        if shown is not None and again is not None:
            self.list.setCurrentRow(again)
            return
        self.list.setCurrentRow(-1)
        self.step(1)

    def step(self, step: int) -> None:
        """Choose the next hit up or down."""
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                return
            row += step

    def place(self, corner: QPoint, width: int, most: int) -> None:
        """Lie below the box, as high as the hits need."""
        needed = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + self._look.px(24)
        self.setGeometry(corner.x(), corner.y(), max(width, self._look.px(480)), min(needed, most))
        self.show()
        self.raise_()

    def choose(self) -> None:
        """Open the hit that is marked."""
        if self.list.currentRow() < 0:
            return
        what = self.list.currentItem().data(_Id)
        if isinstance(what, str):
            self.chosen.emit(0, what)
        elif what is not None:
            self.chosen.emit(int(what), "")
