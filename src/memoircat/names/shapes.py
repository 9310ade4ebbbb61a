"""How likely a sound string is as the sound of a name that no list has: by its length and its symbols.

`packaging/learn_name_shapes.py` learns this from the sounds of listed names, and describes the method.
"""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from memoircat.names.roles import Role
from memoircat.shipped import shipped

BEGIN, END = "^", "$"
"""Stand before the first symbol and behind the last."""


class _Shapes(NamedTuple):
    """For each pair of symbols the costs in tenths of each of ``symbols`` behind it, by role."""

    symbols: dict[str, int]
    costs: dict[Role, dict[str, list[int]]]


def chance_of_shape(sound: str, role: Role) -> float:
    """The natural logarithm of the probability of a sound string as a name of this role that no list has."""
    shapes = _shapes()
    costs = shapes.costs[role]
    symbols = BEGIN + BEGIN + sound + END
    tenths = 0
    for at in range(2, len(symbols)):
        after = costs.get(symbols[at - 2 : at]) or costs.get(symbols[at - 1]) or costs[BEGIN]
        tenths += after[shapes.symbols[symbols[at]]]
    return -tenths / 10


@cache
def _shapes() -> _Shapes:
    read = json.loads(shipped("names/shapes.json").read_text(encoding="utf-8"))
    symbols = {symbol: number for number, symbol in enumerate(read["symbols"])}
    return _Shapes(symbols, {role: read[role.value] for role in Role})
