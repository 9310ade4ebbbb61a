"""Line icons (Lucide) in a colour of the theme, crisp at each screen's pixel ratio; Qt's pixmap cache keeps them."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from memoircat.shipped import shipped

_STROKE = re.compile(r'stroke-width="2"')


def icon(
    name: str,
    colour: str,
    size: int = 16,
    *,
    disabled: str | None = None,
    selected: str | None = None,
    on: str | None = None,
) -> QIcon:
    """An icon of resources/icons in ``colour`` (``#RRGGBB``), ``size`` logical pixels.

    ``disabled``, ``selected`` and ``on`` (toggled) are colours of those states; left out, they are ``colour``.
    """
    made = QIcon()
    modes = {
        QIcon.Mode.Normal: colour,
        QIcon.Mode.Active: colour,
        QIcon.Mode.Disabled: disabled or colour,
        QIcon.Mode.Selected: selected or colour,
    }
    for ratio in _ratios():
        for mode, ink in modes.items():
            made.addPixmap(pixmap(name, ink, size, ratio), mode, QIcon.State.Off)
            lit = on if on is not None and mode != QIcon.Mode.Disabled else ink
            made.addPixmap(pixmap(name, lit, size, ratio), mode, QIcon.State.On)
    return made


def pixmap(name: str, colour: str, size: int = 16, ratio: float | None = None) -> QPixmap:
    """One drawing of an icon, at the finest screen's ratio where none is named.

    Raises FileNotFoundError for a name that is not shipped.
    """
    ratio = _ratios()[-1] if ratio is None else ratio
    key = f"memoircat/{name}/{colour}/{size}/{ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    image = QImage(QSize(1, 1) * max(1, round(size * ratio)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(svg(name, colour, size).encode()))
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    made = QPixmap.fromImage(image)
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


def svg(name: str, colour: str, size: int = 16) -> str:
    """The drawing as SVG text in ``colour``; strokes are 2 up to 16 px and 1.75 above."""
    text = _source(name).replace("currentColor", QColor(colour).name())
    return text if size <= 16 else _STROKE.sub('stroke-width="1.75"', text)


@cache
def _source(name: str) -> str:
    return (shipped("icons") / f"{name}.svg").read_text(encoding="utf-8")


def _ratios() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
