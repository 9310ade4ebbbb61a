"""What the window looks like: colours, sizes, fonts, icons, the style sheet. Widgets take a ``Look``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont

from memoircat.dates.wording import Style, format_date
from memoircat.desktop.theme.fonts import font
from memoircat.desktop.theme.tokens import CONTRAST, DARK, LIGHT, Tokens, scaled

__all__ = ["CONTRAST", "DARK", "LIGHT", "Look", "Tokens", "scaled"]


@dataclass(frozen=True)
class Look:
    """Colours, text size in per cent, language and style of dates: what a widget must know to draw itself."""

    tokens: Tokens
    scale: int = 100
    language: Literal["ja", "en", "ru"] = "ja"
    date_style: Style = "western"

    def px(self, size: float) -> int:
        """A length of the design (pixels at 100 %) at the present text size."""
        return scaled(size, self.scale)

    def font(self, size: float, weight: int = 400, *, serif: bool = False) -> QFont:
        """A real face at the present text size."""
        return font(size, weight, serif=serif, scale=self.scale)

    def date(self, edtf: str) -> str:
        """What a date means, in the language and style chosen. What a source wrote is never put through this."""
        return format_date(edtf, self.language, self.date_style)

    def meaning(self, edtf: str) -> str:
        """The same beside the words of a source: Western dates stay in figures."""
        return edtf if self.date_style == "western" else self.date(edtf)

    def short_date(self, edtf: str) -> str:
        """The same where there is no room for two years: in figures, unless only Japanese years are wanted."""
        return self.date(edtf) if self.date_style == "japanese" else edtf

    def colour(self, token: str) -> QColor:
        """A colour by its token's name."""
        return QColor(self.tokens.colour(token))
