"""Small widgets every screen uses. Each takes a ``Look`` first and can be given another with ``set_look``."""

from __future__ import annotations

from memoircat.desktop.widgets.buttons import IconButton, Segmented
from memoircat.desktop.widgets.card import Card, StatementCard, StatementWords
from memoircat.desktop.widgets.certainty import CertaintyGlyph
from memoircat.desktop.widgets.chip import Chip, KeyCap
from memoircat.desktop.widgets.day_ruler import DayRuler, DaySpan
from memoircat.desktop.widgets.flow import FlowLayout
from memoircat.desktop.widgets.life_line import LifeLine, Stop
from memoircat.desktop.widgets.section import Section
from memoircat.desktop.widgets.splitter import Splitter
from memoircat.desktop.widgets.text import Text, elided, plain_tip

__all__ = [
    "Card",
    "CertaintyGlyph",
    "Chip",
    "DayRuler",
    "DaySpan",
    "FlowLayout",
    "IconButton",
    "KeyCap",
    "LifeLine",
    "Section",
    "Segmented",
    "Splitter",
    "StatementCard",
    "StatementWords",
    "Stop",
    "Text",
    "elided",
    "plain_tip",
]
