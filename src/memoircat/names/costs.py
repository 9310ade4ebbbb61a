"""How unlikely it is that one sound is written down as another, learned from real pairs of spellings.

A cost is the negative natural logarithm of the probability that a sound was heard as another one, so the costs of
several differences add up: 0 is the same sound, 3 a slip that one spelling in twenty has.
`packaging/learn_name_costs.py` learns the costs and describes the method.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from memoircat.names.sound import SIGNS
from memoircat.shipped import shipped

PLACE = {sign: number for number, sign in enumerate(SIGNS)}
"""The index of each sign of a sound string in the tables of `Costs`."""


@dataclass(frozen=True, slots=True)
class Costs:
    """The costs of all differences between two sound strings, indexed by `PLACE`.

    ``swap[a][b]``: sign a was heard as b (the same in both directions). ``gap[a]``: sign a was not heard, or was
    heard where there is none. ``yo``: a Cyrillic е is read as ё.
    """

    swap: tuple[tuple[float, ...], ...]
    gap: tuple[float, ...]
    yo: float


@cache
def learned_costs() -> Costs:
    """The costs shipped with the program."""
    read = json.loads(shipped("names/costs.json").read_text(encoding="utf-8"))
    places = [read["signs"].index(sign) for sign in SIGNS]
    swap = tuple(tuple(read["swap"][a][b] for b in places) for a in places)
    return Costs(swap, tuple(read["gap"][a] for a in places), read["yo"])
