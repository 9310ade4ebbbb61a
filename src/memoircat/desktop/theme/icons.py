"""Line icons (Lucide) in a colour of the theme, crisp at each screen's pixel ratio; Qt's pixmap cache keeps them."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from memoircat.desktop.theme.tokens import ICON
from memoircat.shipped import shipped

_STROKE = re.compile(r'stroke-width="2"')


def icon(
    name: str,
    colour: str,
    size: int = ICON,
    *,
    disabled: str | None = None,
    selected: str | None = None,
    on: str | None = None,
) -> QIcon:
    """An icon of resources/icons in ``colour`` (``#RRGGBB``), ``size`` device-independent pixels.

    ``disabled``, ``selected`` and ``on`` (toggled) are the colours of those states; ``colour`` where left out.
    """
    drawn = QIcon()
    modes = {
        QIcon.Mode.Normal: colour,
        QIcon.Mode.Active: colour,
        QIcon.Mode.Disabled: disabled or colour,
        QIcon.Mode.Selected: selected or colour,
    }
    for ratio in _ratios():
        for mode, ink in modes.items():
            drawn.addPixmap(pixmap(name, ink, size, ratio), mode, QIcon.State.Off)
            lit = on if on is not None and mode != QIcon.Mode.Disabled else ink
            drawn.addPixmap(pixmap(name, lit, size, ratio), mode, QIcon.State.On)
    return drawn


def pixmap(name: str, colour: str, size: int = ICON, ratio: float | None = None) -> QPixmap:
    """An icon as a pixmap, ``size`` device-independent pixels; for the screen with the highest ratio by default.

    Raises FileNotFoundError for a name that is not shipped.
    """
    ratio = _ratios()[-1] if ratio is None else ratio
    key = f"memoircat/{name}/{colour}/{size}/{ratio}"
    cached = QPixmap()
    if QPixmapCache.find(key, cached):
        return cached
    image = QImage(QSize(1, 1) * max(1, round(size * ratio)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer = QSvgRenderer(QByteArray(svg(name, colour, size).encode()))
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    drawn = QPixmap.fromImage(image)
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def svg(name: str, colour: str, size: int = ICON) -> str:
    """An icon as SVG text in ``colour``; its strokes are 2 wide up to 16 px and 1.75 above."""
    text = _source(name).replace("currentColor", QColor(colour).name())
    return text if size <= ICON else _STROKE.sub('stroke-width="1.75"', text)


@cache
def _source(name: str) -> str:
    return (shipped("icons") / f"{name}.svg").read_text(encoding="utf-8")


def _ratios() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
