"""The search box: names, words, codes and, after ``>``, commands. The list of hits opens below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from memoircat.desktop.search.finder import Finder, SearchResults
from memoircat.desktop.search.result_list import AS_LIST, ResultList
from memoircat.desktop.session import Session
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY

_PAUSE_MS = 60  # after the last key, until the search begins
_MOST = 8  # hits of each kind
_BELOW_BOX: Final = 4  # between box and list, in pixels of the screen
_ABOVE_END: Final = 40  # between list and the lower edge of the window at least, px at 100 %
# The focus leaves for a menu of the box, or for another program: the list stays
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class SearchBox(QLineEdit):
    """↓ and Enter open a hit, Esc closes the list. ``commands`` gives the name, words and key of each command."""

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
        self._finder.results_ready.connect(self._show)
        self.setObjectName("search-box")
        self.setFont(look.font(FONT_BODY))
        self.setMinimumHeight(look.px(CONTROL))
        self.setPlaceholderText(self.tr("Find names, words, codes — > for commands") + "　Ctrl+K")
        self.setAccessibleName(self.tr("Find names, words, codes"))
        self.results = ResultList(look)
        self.results.chosen.connect(self._choose)
        self.results.resized.connect(self._place)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._timer.start())

    def attach_to(self, window: QWidget) -> None:
        """Show the results over this widget, below the box."""
        self.results.setParent(window)
        self.results.hide()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the results below the box when the window is resized."""
        if event.type() == QEvent.Type.Resize and self.results.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def ask_for_command(self) -> None:
        """List all commands, as ``>`` does."""
        self.setText(">")
        self.setFocus()
        self.setCursorPosition(1)
        self._ask()
        self._timer.stop()  # started by the focus: it would list the commands once more

    def _ask(self) -> None:
        text = self.text()
        self._finder.cancel()
        if text.startswith(">"):
            wanted = text[1:].strip().casefold()
            self.results.show_commands([command for command in self._commands() if wanted in command[1].casefold()])
            self._place()
            return
        if not text.strip():
            self.results.hide()
            return
        self._finder.ask(text)

    def _show(self, results: SearchResults) -> None:
        """Show results, where they are of the present text."""
        if results.text == self.text() and results.text.strip():
            self._counts = dict(results.words.types)
            self.results.show_results(results, self._session)
            self._place()

    def _place(self) -> None:
        window = self.results.parentWidget()
        if window is None:
            return
        corner = self.mapTo(window, QPoint(0, self.height() + _BELOW_BOX))
        self.results.place(corner, self.width(), window.height() - corner.y() - self._look.px(_ABOVE_END))

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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the results, unless the focus went to a menu of the box or to another program."""
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self._timer.stop()
            self._finder.cancel()
            self.results.hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the results again of a text that was typed before."""
        super().focusInEvent(event)
        if event.reason() not in _STAYS and self.text():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, down and Enter are for the results; Esc closes them."""
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
