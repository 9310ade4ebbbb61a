"""How sure a statement is: three bars and a word, never the bars alone."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.icons import pixmap
from memoircat.desktop.widgets.text import Text

Certainty = Literal["certain", "probable", "possible", "doubtful"]


class CertaintyGlyph(QWidget):
    """Three bars, and the word at their right. ``word`` comes from the vocabulary of certainties."""

    def __init__(self, look: Look, level: Certainty, word: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = QLabel(self)
        self._word = Text(look, "", "meaning", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._bars)
        row.addWidget(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look = look
        self.set_level(level, word)

    def set_level(self, level: Certainty, word: str = "") -> None:
        """Show another degree."""
        own = {
            "certain": self.tr("certain"),
            "probable": self.tr("probable"),
            "possible": self.tr("possible"),
            "doubtful": self.tr("doubtful"),
        }
        self._level = level
        self._word.setText(word or own[level])
        self.setAccessibleName(self._word.text())
        self.set_look(self._look)

    def set_look(self, look: Look) -> None:
        """Draw with another look."""
        self._look = look
        self._word.set_look(look)
        self._bars.setPixmap(pixmap(f"certainty-{self._level}", look.tokens.text2, look.px(16)))
        row = self.layout()
        if row is not None:
            row.setSpacing(look.px(6))
