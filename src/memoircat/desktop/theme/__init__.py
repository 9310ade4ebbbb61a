"""What the window looks like: colours, sizes, fonts, icons, the style sheet. Widgets take a ``Look``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont

from memoircat.desktop.theme.fonts import font
from memoircat.desktop.theme.tokens import CONTRAST, DARK, LIGHT, Tokens, scaled

__all__ = ["CONTRAST", "DARK", "LIGHT", "Look", "Tokens", "scaled"]


@dataclass(frozen=True)
class Look:
    """Colours, text size in per cent and language: what a widget must know to draw itself."""

    tokens: Tokens
    scale: int = 100
    language: Literal["ja", "en", "ru"] = "ja"

    def px(self, size: float) -> int:
        """A length of the design (pixels at 100 %) at the present text size."""
        return scaled(size, self.scale)

    def font(self, size: float, weight: int = 400, *, serif: bool = False) -> QFont:
        """A real face at the present text size."""
        return font(size, weight, serif=serif, scale=self.scale)

    def colour(self, token: str) -> QColor:
        """A colour by its token's name."""
        return QColor(self.tokens.colour(token))
