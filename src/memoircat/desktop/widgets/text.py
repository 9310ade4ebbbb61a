"""Texts that are too long for their place, and tool tips of plain text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics


def elided(text: str, metrics: QFontMetrics, width: int, language: str) -> str:
    """``text`` elided to ``width`` pixels: with "…" in Japanese, with three full stops in other languages.

    The "…" of a Japanese face lies at half the height of the letters, which is wrong for Latin and Cyrillic.
    """
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
    """``text`` for a tool tip, escaped where Qt would take it for markup."""
    return f"<span>{escape(text)}</span>" if "<" in text or "&" in text else text
