"""Words that are too long for their place, and tool tips of plain text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def elided(text: str, metrics: QFontMetrics, width: int, language: str) -> str:
    """``text`` cut to ``width``: with "…" in Japanese (it sits mid-height there), with three full stops elsewhere."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    if language == "ja":
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = metrics.horizontalAdvance(text[:middle].rstrip() + "...") <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "..."


def plain_tip(text: str) -> str:
    """``text`` for a tool tip, which Qt would read as markup where it looks like it."""
    return f"<span>{escape(text)}</span>" if "<" in text or "&" in text else text
