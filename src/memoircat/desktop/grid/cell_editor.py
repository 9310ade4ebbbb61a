"""The line in which a cell is typed.

It covers the current cell all the time, not only while the cell is edited: an input method needs a line that has the
focus when the first key comes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from memoircat.desktop.composing import with_composed
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY
from memoircat.desktop.widgets.keys import ENTER, is_undo

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
# Rows down, cells to the right
_MOVES = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
_SUGGESTIONS = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4, Qt.Key.Key_5: 5}
_LONGEST = 2**31 - 1  # signs: above its limit (32,767 by default) Qt would cut a text, even one that is only shown
_SIGNS = "●□〃△〔〕"  # used in rosters for what cannot be read, and for "as above"


class CellEditor(QLineEdit):
    """Tab and Enter go to the next cell, Shift+Enter to a new row, Shift+arrows to any cell; what is typed is saved.

    The signals request what the grid is to do; the editor itself knows only the text of its cell.
    """

    stepped = Signal(int)  # go on: 1 to the next cell, −1 to the one before, over the ends of rows
    moved = Signal(int, int)  # go so many rows down and cells to the right
    new_row_requested = Signal()  # begin a new row
    copied_down = Signal()  # take the text of the cell above
    taken = Signal(int)  # take the suggestion of that number, from 1
    pasted = Signal(str)  # cells of a table, separated by tabs and line ends
    closed = Signal()  # leave the grid

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell-editor")
        self.setFont(look.font(FONT_BODY))
        self.setAccessibleName(self.tr("Cell"))
        self.setMaxLength(_LONGEST)
        self.stored = ""

    def typed_text(self) -> str:
        """The text in the line, with what an input method is still composing."""
        return with_composed(self, self.text(), self.cursorPosition())

    def put(self, text: str) -> None:
        """Show the text of a cell, all of it selected: typing replaces it."""
        self.stored = text
        self.setText(text)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the grid from being shortcuts of the window, and Tab from leaving the grid."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_ours(event):
                event.accept()
                return True
            if is_undo(event):
                event.ignore()
                return False
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.stepped.emit(-1 if pressed == Qt.Key.Key_Backtab else 1)
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        if is_undo(event):
            return self.text() != self.stored  # else the keys undo changes of the catalogue
        ctrl = event.modifiers() == _CTRL and (
            event.key() in (Qt.Key.Key_D, Qt.Key.Key_Semicolon) or event.key() in _SUGGESTIONS
        )
        return ctrl or (event.modifiers() == _SHIFT and event.key() in _MOVES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, copy from above, take a suggestion, paste or leave; everything else is typed."""
        key, held = event.key(), event.modifiers() & (_CTRL | _SHIFT | _ALT)
        text = QApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if "\t" in text or "\n" in text.strip("\r\n"):
            self.pasted.emit(text)  # several cells; the text of one is pasted into the line as usual
        elif key in ENTER:
            self.new_row_requested.emit() if held == _SHIFT else self.stepped.emit(1)
        elif key in _MOVES and (held == _SHIFT or (not held and _MOVES[Qt.Key(key)][0])):
            self.moved.emit(*_MOVES[Qt.Key(key)])
        elif key == Qt.Key.Key_D and held == _CTRL:
            self.copied_down.emit()
        elif key == Qt.Key.Key_Semicolon and held == _CTRL:
            self._offer_signs()
        elif key in _SUGGESTIONS and held == _CTRL:
            self.taken.emit(_SUGGESTIONS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _offer_signs(self) -> None:
        """Open a menu of the signs that rosters have for what cannot be read, and for "as above"."""
        menu = QMenu(self)
        menu.setObjectName("signs-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self.font())
        for number, sign in enumerate(_SIGNS, 1):
            menu.addAction(f"&{number}　{sign}").triggered.connect(lambda _on=False, sign=sign: self.insert(sign))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _escape(self) -> None:
        """Give up what is typed in the cell; where nothing is, leave the grid."""
        if self.text() != self.stored:
            self.put(self.stored)
        else:
            self.closed.emit()
