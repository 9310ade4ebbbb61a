"""The list below the search box: hits by kind, people first, then records by their words; or commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

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

from memoircat.desktop.search.finder import SearchResults
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.theme.line_of_text import LineOfText
from memoircat.desktop.theme.model_index import Index
from memoircat.desktop.theme.tokens import (
    BAR_SELECTED,
    FONT_BODY,
    FONT_MEANING,
    GAP,
    GAP_IN_GROUP,
    ICON,
    MEDIUM,
    RADIUS_PALETTE,
    REGULAR,
    ROW_GROUP,
)
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.values import term_shown
from memoircat.search.words import TextHit

if TYPE_CHECKING:
    from memoircat.search.person_hits import Namesakes

AS_LIST = "as a list"  # what is chosen with the row that leads to all hits
# A record's id, a command's name, AS_LIST, or _GROUP and the key of a group; none for a heading
_IdRole = Qt.ItemDataRole.UserRole + 1
_IconRole = Qt.ItemDataRole.UserRole + 2  # the name of an icon; none for a command
_InGroupRole = Qt.ItemDataRole.UserRole + 3  # whether the row is one of an opened group
_GROUP = "namesakes: "
_MOST_OPENED: Final = 200  # people of one group who are listed; a year or a place narrows more of them
_TOLD_APART_BY = ("code", "label", "birth", "prefecture", "fate")
# px at 100 %
_ROW_COMMAND: Final = 32
_ROW_HIT: Final = 46
_ROW_WIDTH: Final = 120  # a row needs no more: the list is as wide as the box
_LEAST_WIDTH: Final = 480  # of the list
_AROUND_ROWS: Final = 24  # margins and frame above and below the rows
_BESIDE_ICON: Final = 32  # where the words of a hit begin


class ResultRow(QStyledItemDelegate):
    """A heading in one small line, a command in one line, a hit in two: who or what, and below it why."""

    def __init__(self, look: Look, parent: QListWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._list = parent
        self._head, self._below, self._heading = (
            LineOfText(look.font(size, weight))
            for size, weight in ((FONT_BODY, MEDIUM), (FONT_MEANING, REGULAR), (FONT_MEANING, MEDIUM))
        )

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height follows from the kind of row alone."""
        height = _ROW_HIT if index.data(_IconRole) else _ROW_COMMAND if index.data(_IdRole) else ROW_GROUP
        return QSize(self._look.px(_ROW_WIDTH), self._look.px(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        look, rect, icon_name = self._look, QRect(option.rect), index.data(_IconRole)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("selected"))
            painter.fillRect(rect.left(), rect.top(), look.px(BAR_SELECTED), rect.height(), look.colour("accent"))
        inner = rect.adjusted(look.px(GAP), 0, -look.px(GAP), 0)
        head, _, below = str(index.data()).partition("\n")
        if index.data(_IdRole) is None:
            painter.setPen(look.colour("text2"))
            self._heading.draw(painter, inner, head)
            return
        if icon_name:
            size = look.px(ICON)
            if index.data(_InGroupRole):
                inner = inner.adjusted(look.px(_BESIDE_ICON), 0, 0, 0)
            place = QRect(inner.left() + look.px(GAP_IN_GROUP), rect.center().y() - size // 2, size, size)
            painter.drawPixmap(place, pixmap(icon_name, look.tokens.text2, size, self._list.devicePixelRatioF()))
            inner = inner.adjusted(look.px(_BESIDE_ICON), look.px(GAP_IN_GROUP), 0, -look.px(GAP_IN_GROUP))
            painter.setPen(look.colour("text2"))
            self._below.draw(painter, inner.adjusted(0, inner.height() // 2, 0, 0), below)
            inner = inner.adjusted(0, 0, 0, -(inner.height() // 2))
        painter.setPen(look.colour("text"))
        self._head.draw(painter, inner, head)


class ResultList(QFrame):
    """Hits under their headings, or commands. ``chosen`` carries a record's id, or 0 and the name of a command.

    People whose names are written the same are one row with their number; choosing it opens the group.
    """

    chosen = Signal(int, str)
    resized = Signal()  # rows came or went, with which the list gets higher or lower

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows_of: tuple[object, ...] = ()  # what the rows were made of
        self._text = ""  # what was searched for
        self._opened: set[str] = set()  # keys of the groups whose people are listed
        self._stepped = False  # whether the mark was moved since that was typed
        self._show_again: Callable[[], None] = lambda: None
        self.setObjectName("search-results")
        self.setStyleSheet(
            f"#search-results {{ background: {look.tokens.surface}; border: 1px solid {look.tokens.line2}; "
            f"border-radius: {look.px(RADIUS_PALETTE)}px }}"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(GAP)] * 4)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(ResultRow(look, self.list))
        self.list.setAccessibleName(self.tr("Results"))
        self.list.itemClicked.connect(lambda _item: self.choose())
        layout.addWidget(self.list)
        self.hide()

    def show_results(self, results: SearchResults, session: Session) -> None:
        """Show people first, then other records by their words.

        The best hit is marked. Once the mark was moved, it stays where it is as more hits come for the same text.
        """
        if results.text != self._text:
            self._text, self._stepped = results.text, False
            self._opened.clear()
        self._show_again = lambda: self._show(results, session)
        people, words = results.people, results.words
        by_words = (words.hits, words.total, words.types, session.vocabularies())
        rows_of = (people.groups, people.total, people.more, *by_words, _is_nothing(results))
        if self.list.count() and rows_of == self._rows_of:  # a further tier often has no further hit
            return
        self._rows_of = rows_of
        self._show_again()

    def _show(self, results: SearchResults, session: Session) -> None:
        people, words = results.people, results.words
        marked = self._marked() if self._stepped else None
        self.list.clear()
        if people.more:
            self._heading(self.tr("People whose names fit: %n or more", "", people.total))
        else:
            self._heading(self.tr("People whose names fit: %n", "", people.total))
        for group in people.groups:
            self._namesakes(group, session)
        others = [hit for hit in words.hits if hit.type != "person"]
        if words.total:
            self._heading(self.tr("Records with these words: %n", "", words.total))
        for hit in others or words.hits:
            self._record(hit)
        if words.total:
            self._as_list(words.types)
        if _is_nothing(results):
            self._heading(self.tr("A name missing here is no proof that he was not there"))
        self._mark(marked)

    def show_commands(self, commands: list[tuple[str, str, str]]) -> None:
        """Show commands with their keys: name, words, key."""
        self.list.clear()
        self._rows_of = ()
        self._heading(self.tr("Commands"))
        for name, words, keys in commands:
            item = QListWidgetItem(f"{words}　{keys}" if keys else words)
            item.setData(_IdRole, name)
            self.list.addItem(item)
        self._mark()

    def _namesakes(self, group: Namesakes, session: Session) -> None:
        """One person, or the row of a group, below which its people are listed once it is opened."""
        hit, why = group.first, " · ".join(reason.in_(self._look.language) for reason in group.why)
        if group.number == 1:
            self._item(self._person(hit.label, hit.birth, hit.prefecture, hit.fate, session), why, "user", hit.id)
            return
        number = self.tr("%n people", "", group.number)
        self._item(f"{hit.label}　{number}", why, "users", _GROUP + group.key)
        if group.key not in self._opened:
            return
        for row in session.reader.rows("person", group.ids[:_MOST_OPENED], _TOLD_APART_BY):
            head = self._person(row["label"], row["birth"], row["prefecture"], row["fate"], session)
            self._item(head, row["code"], "user", row["id"]).setData(_InGroupRole, True)
        if group.number > _MOST_OPENED:
            self._heading(self.tr("%n more: add a year or a prefecture", "", group.number - _MOST_OPENED))

    def _person(self, label: str, birth: str | None, prefecture: str | None, fate: str | None, session: Session) -> str:
        words, language = session.vocabularies(), self._look.language
        facts = [
            birth,
            term_shown(words, "prefecture", prefecture, language),
            term_shown(words, "fate", fate, language),
        ]
        return f"{label}　{'　'.join(filter(None, facts))}"

    def _record(self, hit: TextHit) -> None:
        kind = RECORD_TYPES[hit.type].label.in_(self._look.language)
        self._item(
            hit.label, f"{kind} {hit.code} · {hit.snippet}".replace("\n", " "), RECORD_TYPES[hit.type].icon, hit.id
        )

    def _as_list(self, types: Sequence[tuple[str, int]]) -> None:
        """The row that leads to all hits as a list, to be narrowed and sorted; it says how many of each type."""
        language = self._look.language
        kinds = " · ".join(f"{RECORD_TYPES[code].label.in_(language)} {number:,}" for code, number in types)
        self._item(self.tr("All as a list"), kinds, "list", AS_LIST)

    def _item(self, head: str, below: str, icon_name: str, chosen: int | str) -> QListWidgetItem:
        item = QListWidgetItem(f"{head}\n{below}")
        item.setData(_IconRole, icon_name)
        item.setData(_IdRole, chosen)
        self.list.addItem(item)
        return item

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _marked(self) -> object:
        """The id of the marked hit; None where none is marked."""
        item = self.list.currentItem()
        return item.data(_IdRole) if item is not None else None

    def _mark(self, marked: object = None) -> None:
        """Mark this hit, or the first where it is not listed."""
        row = next((row for row in range(self.list.count()) if self.list.item(row).data(_IdRole) == marked), None)
        if marked is not None and row is not None:
            self.list.setCurrentRow(row)
            return
        self.list.setCurrentRow(-1)
        self._step(1)

    def step(self, step: int) -> None:
        """Mark the next hit down (1) or up (-1)."""
        self._stepped = True
        self._step(step)

    def _step(self, step: int) -> None:
        row = self.list.currentRow() + step
        while 0 <= row < self.list.count():
            if self.list.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.list.setCurrentRow(row)
                return
            row += step

    def place(self, corner: QPoint, width: int, most: int) -> None:
        """Place the list at ``corner``, as high as the rows need, but ``most`` at most."""
        needed = sum(self.list.sizeHintForRow(row) for row in range(self.list.count())) + self._look.px(_AROUND_ROWS)
        self.setGeometry(corner.x(), corner.y(), max(width, self._look.px(_LEAST_WIDTH)), min(needed, most))
        self.show()
        self.raise_()

    def choose(self) -> None:
        """Choose the row that is marked: a group of namesakes opens or closes."""
        chosen = self._marked()
        if isinstance(chosen, str) and chosen.startswith(_GROUP):
            self._open_or_close(chosen)
        elif isinstance(chosen, str):
            self.chosen.emit(0, chosen)
        elif isinstance(chosen, int):
            self.chosen.emit(chosen, "")

    def _open_or_close(self, group: str) -> None:
        """Open a group and mark the first of its people, or close it."""
        self._opened ^= {group.removeprefix(_GROUP)}
        self._stepped = True
        self._show_again()
        if group.removeprefix(_GROUP) in self._opened:
            self._step(1)
        self.resized.emit()


def _is_nothing(results: SearchResults) -> bool:
    """Whether the search is over, and without a hit."""
    return results.people.complete and not results.people.total and not results.words.total
