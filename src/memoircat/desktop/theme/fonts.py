"""The shipped faces. Only weights that exist as files are requested: Qt's synthetic bold blurs kanji."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from memoircat.desktop.theme.tokens import MEDIUM, REGULAR, SEMIBOLD
from memoircat.errors import EnvironmentError_
from memoircat.messages import message
from memoircat.shipped import shipped

SANS: Final = "Noto Sans JP"
SERIF: Final = "Noto Serif JP"
FILES: Final = (
    "NotoSansJP-400.ttf",
    "NotoSansJP-500.ttf",
    "NotoSansJP-600.ttf",
    "NotoSerifJP-400.ttf",
    "NotoSerifJP-600.ttf",
)
_LOADED: Final = "memoircatFontsLoaded"


def load_fonts() -> None:
    """Register the shipped faces with the running application, once. Raises EnvironmentError_ where one is missing.

    The files of weight 500 and 600 carry two family names ("Noto Sans JP" and "Noto Sans JP Medium"). Qt registers
    them under both, so asking for the plain family with a weight gets the face made for that weight.
    """
    app = QCoreApplication.instance()
    if app is None or app.property(_LOADED):
        return
    for name in FILES:
        file = shipped("fonts") / name
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise EnvironmentError_(
                message("A font of the program is missing."), where=str(file), hint=message("Install MemoirCat again.")
            )
    app.setProperty(_LOADED, True)


def font(size_px: float, weight: int = REGULAR, serif: bool = False, scale: int = 100) -> QFont:
    """A face of the design: ``size_px`` at 100 %, stored in points; weights 400, 500 and 600 (serif: 400 and 600)."""
    face = QFont(SERIF if serif else SANS)
    face.setWeight(QFont.Weight(real_weight(weight, serif=serif)))
    face.setPointSizeF(points(size_px, scale))
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return face


def real_weight(weight: int, *, serif: bool = False) -> int:
    """The nearest weight that has a file of its own."""
    if weight >= 550:
        return SEMIBOLD
    return MEDIUM if weight >= 450 and not serif else REGULAR


def points(size_px: float, scale: int = 100) -> float:
    """Pixels of the design as points of this screen (0.75 at 96 dpi)."""
    screen = QGuiApplication.primaryScreen()
    dots = screen.logicalDotsPerInchY() if screen is not None else 96.0
    return size_px * scale / 100 * 72 / (dots or 96.0)
