"""The search box: people first, then documents and words; results come as they are found, each says why it matched."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from memoircat.desktop.finder import Finder, Results
from memoircat.desktop.navigation import ICONS
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import icon
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.values import term_shown
from memoircat.search.people import PersonHit
from memoircat.search.words import TextHit

_PAUSE_MS = 60
_MOST = 8
AS_LIST = "as a list"
_Id = Qt.ItemDataRole.UserRole + 1


class SearchBox(QLineEdit):
    """Ctrl+K. ↓ and Enter open a hit; Esc closes. A text beginning with ``>`` lists commands."""

    opened = Signal(int)
    commanded = Signal(str)
    listed = Signal(str, object)  # words, and how many records of each type hold them

    def __init__(self, session: Session, look: Look, commands: Callable[[], list[tuple[str, str, str]]]) -> None:
        super().__init__()
        self._session = session
        self._look = look
        self._commands = commands
        self._counts: dict[str, int] = {}
        self._finder = Finder(session, _MOST)
        self._finder.found.connect(self._show)
        self.setObjectName("search-box")
        self.setFont(look.font(14))
        self.setMinimumHeight(look.px(32))
        self.setPlaceholderText(self.tr("Find names, words, codes — > for commands") + "　Ctrl+K")
        self.setAccessibleName(self.tr("Find names, words, codes"))
        self.results = ResultList(look)
        self.results.chosen.connect(self._choose)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._timer.start())

    def attach_to(self, window: QWidget) -> None:
        """The results lie over the window, below the box."""
        self.results.setParent(window)
        self.results.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the results below the box when the window is resized."""
        if event.type() == QEvent.Type.Resize and self.results.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def ask_for_command(self) -> None:
        """The palette: the box with its sign for commands."""
        self.setText(">")
        self.setFocus()
        self.setCursorPosition(1)
        self._ask()

    def _ask(self) -> None:
        text = self.text()
        self._finder.cancel()
        if text.startswith(">"):
            wanted = text[1:].strip().casefold()
            self.results.show_commands([each for each in self._commands() if wanted in each[1].casefold()])
            self._place()
            return
        if not text.strip():
            self.results.hide()
            return
        self._finder.ask(text)

    def _show(self, found: Results) -> None:
        """Show what was found for the text that stands here now."""
        if found.text == self.text() and found.text.strip():
            self._counts = dict(found.words.types)
            self.results.show_results(found, self._session)
            self._place()

    def _place(self) -> None:
        window = self.results.parentWidget()
        if window is None:
            return
        corner = self.mapTo(window, QPoint(0, self.height() + 4))
        self.results.place(corner, self.width(), window.height() - corner.y() - self._look.px(40))

    def _choose(self, record_id: int, command: str) -> None:
        words, counts = self.text(), self._counts
        self.results.hide()
        self.clear()
        if command == AS_LIST:
            self.listed.emit(words, counts)
        elif command:
            self.commanded.emit(command)
        else:
            self.opened.emit(record_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows and Enter belong to the results, Esc closes them."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.results.isVisible():
            self.results.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.results.isVisible():
                self.results.choose()
        elif key == Qt.Key.Key_Escape:
            self._timer.stop()
            self._finder.cancel()
            if self.results.isVisible():
                self.results.hide()
            else:
                self.clear()
                self.clearFocus()
        else:
            super().keyPressEvent(event)


class ResultList(QFrame):
    """The hits by kind; headings cannot be chosen."""

    chosen = Signal(int, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("search-results")
        self.setStyleSheet(
            f"#search-results {{ background: {look.tokens.surface}; border: 1px solid {look.tokens.line2}; "
            f"border-radius: {look.px(8)}px }} #search-results QListView::item {{ padding: {look.px(4)}px }}"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[look.px(8)] * 4)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(self.tr("Results"))
        self.list.itemClicked.connect(lambda _item: self.choose())
        layout.addWidget(self.list)
        self.hide()

    def show_results(self, found: Results, session: Session) -> None:
        """People first, then other records by their words. The hit that was marked stays so as more are found."""
        shown = self.list.currentItem().data(_Id) if self.list.currentItem() else None
        self.list.clear()
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
        if not found.people.total and not found.words.total and found.people.complete:
            self._heading(self.tr("A name missing here is no proof that he was not there"))
        self._first(shown)

    def show_commands(self, commands: list[tuple[str, str, str]]) -> None:
        """The commands that fit, each with its key."""
        self.list.clear()
        self._heading(self.tr("Commands"))
        for name, words, keys in commands:
            item = QListWidgetItem(f"{words}　{keys}" if keys else words)
            item.setData(_Id, name)
            item.setFont(self._look.font(14))
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
        item.setIcon(icon(sign, self._look.tokens.text2, self._look.px(16)))
        item.setFont(self._look.font(13))
        item.setData(_Id, record_id)
        self.list.addItem(item)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(self._look.font(12, 500))
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
