"""A line of text in a dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import CONTROL, FONT_BODY


def text_line(look: Look, name: str, words: str) -> QLineEdit:
    """A line by its object name and its accessible one. Esc is the dialog's, unlike in the lines of forms."""
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(words)
    line.setFont(look.font(FONT_BODY))
    line.setMinimumHeight(look.px(CONTROL))
    return line
