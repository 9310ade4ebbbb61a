"""The line in which a cell is typed. It lies over the current cell all the time, so that an input method has a home."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from memoircat.desktop.composing import with_composed
from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY

_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_MOVES = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
_TAKEN = {Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4, Qt.Key.Key_5: 5}
_LONGEST = 2**31 - 1  # Qt would cut a longer text, also one that is only looked at
_SIGNS = "●□〃△〔〕"


class CellEditor(QLineEdit):
    """Tab and Enter go to the next cell, Shift+Enter to a new row, Shift+arrows to any; what is typed is kept."""

    stepped = Signal(int)  # cells to the right; at the end of a row the next one
    moved = Signal(int, int)  # rows down, cells to the right
    row_wanted = Signal()
    copied_down = Signal()  # take what stands above
    taken = Signal(int)  # the suggestion of that number, from 1
    pasted = Signal(str)
    left = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cell-editor")
        self.setFont(look.font(FONT_BODY))
        self.setAccessibleName(self.tr("Cell"))
        self.setMaxLength(_LONGEST)
        self.stored = ""

    def typed_text(self) -> str:
        """What stands here, with what is still being composed."""
        return with_composed(self, self.text(), self.cursorPosition())

    def put(self, text: str) -> None:
        """Show what a cell holds, all of it marked: typing takes its place."""
        self.stored = text
        self.setText(text)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """The grid's own keys are not those of the window; Tab does not leave the grid."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._is_ours(event):
                event.accept()
                return True
            if _is_undo(event):
                event.ignore()
                return False
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.stepped.emit(-1 if pressed == Qt.Key.Key_Backtab else 1)
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        if _is_undo(event):
            return self.text() != self.stored  # of what is being typed; else the catalogue's
        ctrl = event.modifiers() == _CTRL and (
            event.key() in (Qt.Key.Key_D, Qt.Key.Key_Semicolon) or event.key() in _TAKEN
        )
        return ctrl or (event.modifiers() == _SHIFT and event.key() in _MOVES)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take, paste, leave; everything else is typed."""
        key, held = event.key(), event.modifiers() & (_CTRL | _SHIFT | _ALT)
        text = QApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if "\t" in text or "\n" in text.strip("\r\n"):
            self.pasted.emit(text)  # cells of a table; a text alone is pasted as a text
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.row_wanted.emit() if held == _SHIFT else self.stepped.emit(1)
        elif key in _MOVES and (held == _SHIFT or (not held and _MOVES[Qt.Key(key)][0])):
            self.moved.emit(*_MOVES[Qt.Key(key)])
        elif key == Qt.Key.Key_D and held == _CTRL:
            self.copied_down.emit()
        elif key == Qt.Key.Key_Semicolon and held == _CTRL:
            self._offer_signs()
        elif key in _TAKEN and held == _CTRL:
            self.taken.emit(_TAKEN[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape:
            self._escape()
        else:
            super().keyPressEvent(event)

    def _offer_signs(self) -> None:
        """The signs that rosters have for what cannot be read, and for "as above"."""
        menu = QMenu(self)
        menu.setObjectName("signs-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setFont(self.font())
        for number, sign in enumerate(_SIGNS, 1):
            menu.addAction(f"&{number}　{sign}").triggered.connect(lambda _on=False, sign=sign: self.insert(sign))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _escape(self) -> None:
        """What is typed goes first, then the grid."""
        if self.text() != self.stored:
            self.put(self.stored)
        else:
            self.left.emit()


def _is_undo(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
