"""What the window looks like: colours, sizes, fonts, icons, the style sheet. Widgets take a ``Look``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QColor, QFont

from memoircat.dates.wording import Style, format_date
from memoircat.desktop.theme.fonts import font
from memoircat.desktop.theme.tokens import CONTRAST, DARK, LIGHT, REGULAR, Tokens, scaled
from memoircat.errors import InputError

__all__ = ["CONTRAST", "DARK", "LIGHT", "Look", "Tokens", "scaled"]


@dataclass(frozen=True)
class Look:
    """What a widget must know to draw itself: colours, text size in per cent, language and style of dates."""

    tokens: Tokens
    scale: int = 100
    language: Literal["ja", "en", "ru"] = "ja"
    date_style: Style = "western"

    def px(self, size: float) -> int:
        """A length of the design (pixels at 100 %) at the present text size."""
        return scaled(size, self.scale)

    def font(self, size: float, weight: int = REGULAR, *, serif: bool = False) -> QFont:
        """A shipped face at the present text size; ``size`` is in pixels at 100 %."""
        return font(size, weight, serif=serif, scale=self.scale)

    def date(self, edtf: str) -> str:
        """An EDTF date in the language and style chosen. Only meanings are shown so, never the words of a source.

        What is no EDTF, which a damaged catalogue may hold, is shown as it stands there.
        """
        try:
            return format_date(edtf, self.language, self.date_style)
        except InputError:
            return edtf

    def meaning(self, edtf: str) -> str:
        """An EDTF date as it is shown beside the words of a source: in figures (EDTF itself) in the Western style."""
        return edtf if self.date_style == "western" else self.date(edtf)

    def short_date(self, edtf: str) -> str:
        """An EDTF date where there is no room for both years: in figures, except in the Japanese style."""
        return self.date(edtf) if self.date_style == "japanese" else edtf

    def colour(self, token: str) -> QColor:
        """A colour by its token's name. Raises AttributeError for a name the design does not have."""
        return QColor(self.tokens.colour(token))
