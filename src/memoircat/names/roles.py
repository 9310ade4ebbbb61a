"""The parts of a name, and a reading of one."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """Which part of a name."""

    FAMILY = "family"
    GIVEN = "given"


class KanjiReading(NamedTuple):
    """One way to read a part of a name: the reading in hiragana, and its cost, −ln of its probability."""

    kana: str
    cost: float
