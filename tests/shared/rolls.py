"""A roll of names for the grid, and who types it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


class Typist:
    """Types into the cell with the focus and counts what is pressed and what is written."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.pressed = self.written = 0

    def write(self, text: str) -> None:
        self.desk.come_back()
        self.desk.write(text, QApplication.focusWidget())
        self.written += len(text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)
        self.pressed += 1 + bin(held.value).count("1")


def typed_row(desk: Any, *texts: str) -> Typist:
    typist = Typist(desk)
    for text in texts:
        typist.write(text)
        typist.press(Qt.Key.Key_Tab)
    return typist
