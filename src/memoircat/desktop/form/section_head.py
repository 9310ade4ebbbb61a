"""The head of a section of the form: a light that says whether anything is there, the title, and how much there is."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.widgets.layouts import plain

_LIT, _UNLIT = "●", "○"


class SectionHead(QWidget):
    """``● 関係 3``: the light is filled or hollow, so that its colour is not needed to tell."""

    def __init__(self, title: str, look: Look, *, counted: bool = True) -> None:
        super().__init__()
        self._look = look
        self._title = title
        self._counted = counted
        self._count: int | None = None
        self._light = plain("", look, 12, wrap=False)
        self._words = plain("", look, 12, token="text2", wrap=False)
        self._words.setObjectName("section-count")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, look.px(8), 0, 0)
        self.line.setSpacing(look.px(6))
        self.line.addWidget(self._light)
        self.line.addWidget(plain(title, look, 14, 600, wrap=False))
        self.line.addWidget(self._words)
        self.line.addStretch(1)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Light it where something is there, and say how much where it is ``counted``."""
        if count == self._count:
            return
        self._count = count
        look = self._look
        self._light.setText(_LIT if count else _UNLIT)
        self._light.setStyleSheet(f"color: {look.tokens.ok if count else look.tokens.text3}")
        self._words.setText(f"{count:,}" if count and self._counted else "")
        state = self.tr("has data") if count else self.tr("empty")
        self._light.setAccessibleName(state)
        self.setAccessibleName(f"{self._title}: {state}")

    @property
    def is_lit(self) -> bool:
        """Whether anything is there."""
        return bool(self._count)
