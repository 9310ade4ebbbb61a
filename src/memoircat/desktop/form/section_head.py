"""The head of a section of the form: a sign that says whether the section has data, the title, and the count."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from memoircat.desktop.theme import Look
from memoircat.desktop.theme.tokens import FONT_BODY, FONT_MEANING, GAP, SEMIBOLD
from memoircat.desktop.widgets.layouts import plain_label

_FILLED, _HOLLOW = "●", "○"
_GAP: Final = 6  # between sign, title and count, in px at 100 %


class SectionHead(QWidget):
    """``● 関係 3``. The symbol is filled or hollow as well as coloured: not everyone can see the colour.

    ``counted``: whether the count is shown.
    """

    def __init__(self, title: str, look: Look, *, counted: bool = True) -> None:
        super().__init__()
        self._look = look
        self._title = title
        self._counted = counted
        self._count: int | None = None
        self._sign = plain_label("", look, FONT_MEANING, wrap=False)
        self._words = plain_label("", look, FONT_MEANING, token="text2", wrap=False)
        self._words.setObjectName("section-count")
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, look.px(GAP), 0, 0)
        self.line.setSpacing(look.px(_GAP))
        self.line.addWidget(self._sign)
        self.line.addWidget(plain_label(title, look, FONT_BODY, SEMIBOLD, wrap=False))
        self.line.addWidget(self._words)
        self.line.addStretch(1)
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show whether the section has data, and how much where that is counted."""
        if count == self._count:
            return
        self._count = count
        look = self._look
        self._sign.setText(_FILLED if count else _HOLLOW)
        self._sign.setStyleSheet(f"color: {look.tokens.ok if count else look.tokens.text3}")
        self._words.setText(f"{count:,}" if count and self._counted else "")
        state = self.tr("has data") if count else self.tr("empty")
        self._sign.setAccessibleName(state)
        self.setAccessibleName(f"{self._title}: {state}")

    @property
    def has_data(self) -> bool:
        """Whether the count that is shown is more than 0."""
        return bool(self._count)
