"""What it costs to take one sound for another: learned from real pairs of spellings, in nats.

A cost is the negative logarithm of a probability, less that of writing the sound as it is: 0 is the same sound, 3 a
slip that one spelling in twenty has. `packaging/learn_name_costs.py` says how they were learned.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

from memoircat.names.sound import SIGNS
from memoircat.shipped import shipped

PLACE = {sign: number for number, sign in enumerate(SIGNS)}


@dataclass(frozen=True, slots=True)
class Costs:
    """``swap[a][b]``: sign a heard as b; ``gap[a]``: sign a not heard, or heard where there is none; by `PLACE`.

    ``yo``: a Cyrillic е that is a ё.
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
