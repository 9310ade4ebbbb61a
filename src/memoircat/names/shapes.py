"""How likely a sound string is as the sound of a name that no list has: by its length and its symbols.

`packaging/learn_name_shapes.py` learns this from the sounds of listed names, and describes the method.
"""

from __future__ import annotations

import json
from functools import cache

from memoircat.names.roles import Role
from memoircat.shipped import shipped

_UNHEARD_OF = 60  # the cost, in tenths, of a symbol after one that no listed name has
BEGIN, END = "^", "$"
"""Stand before the first symbol and behind the last."""


def chance_of_shape(sound: str, role: Role) -> float:
    """The natural logarithm of the probability of a sound string as a name of this role that no list has."""
    shapes = _shapes(role)
    symbols = BEGIN + BEGIN + sound + END
    tenths = 0
    for at in range(len(sound) + 1):
        cost = shapes.get(symbols[at : at + 3])
        if cost is None:
            cost = shapes.get(symbols[at + 1 : at + 3], _UNHEARD_OF)
        tenths += cost
    return -tenths / 10


@cache
def _shapes(role: Role) -> dict[str, int]:
    """For three symbols, and for two, the cost of the last after those before it, in tenths."""
    read = json.loads(shipped("names/shapes.json").read_text(encoding="utf-8"))
    return {
        context + symbol: tenths
        for context, costs in read[role.value].items()
        for symbol, tenths in zip(read["symbols"], costs, strict=True)
    }
