"""How unlikely it is that one sound is written down as another, learned from real pairs of spellings.

A cost is the negative natural logarithm of the probability that a sound was heard as another one, so the costs of
several differences add up: 0 is the same sound, 3 a slip that one spelling in twenty has.
`packaging/learn_name_costs.py` learns the costs and describes the method.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from memoircat.names.sound import SYMBOLS
from memoircat.shipped import shipped

SYMBOL_INDEX = {symbol: number for number, symbol in enumerate(SYMBOLS)}
"""The index of each symbol of a sound string in the tables of `Costs`."""


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of all differences between two sound strings, indexed by `SYMBOL_INDEX`.

    ``swap[a][b]``: symbol a written as b, or b as a. ``gap[a]``: symbol a left out, or added. ``yo``: a Cyrillic е
    read as ё.
    """

    swap: tuple[tuple[float, ...], ...]
    gap: tuple[float, ...]
    yo: float


@cache
def learned_costs() -> Costs:
    """The costs shipped with the program."""
    read = json.loads(shipped("names/costs.json").read_text(encoding="utf-8"))
    indexes = [read["signs"].index(symbol) for symbol in SYMBOLS]
    swap = tuple(tuple(read["swap"][a][b] for b in indexes) for a in indexes)
    return Costs(swap, tuple(read["gap"][a] for a in indexes), read["yo"])
