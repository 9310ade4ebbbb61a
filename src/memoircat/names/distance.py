"""How far apart two sound strings are, and where they differ: a weighted edit distance with its alignment."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from memoircat.names.costs import SYMBOL_INDEX, Costs, learned_costs


class Step(NamedTuple):
    """One step of an alignment.

    ``one`` and ``two`` are the indexes of the aligned symbols, None where a symbol has no counterpart. ``cost`` is that
    of the difference (see `names.costs`), 0 where the symbols are the same.
    """

    one: int | None
    two: int | None
    cost: float


def distance(one: str, two: str, costs: Costs) -> float:
    """The least total cost of turning one sound string into the other; the same in both directions."""
    return _table(one, two, costs)[-1][-1]


@lru_cache(maxsize=50_000)
def apart(one: str, two: str) -> float:
    """The `distance` of two sound strings at the costs shipped with the program."""
    return distance(one, two, learned_costs())


def align(one: str, two: str, costs: Costs) -> list[Step]:
    """The cheapest alignment of two sound strings, from left to right."""
    table = _table(one, two, costs)
    row, column = len(one), len(two)
    steps: list[Step] = []
    while row or column:
        here = table[row][column]
        if row and column:
            cost = costs.swap[SYMBOL_INDEX[one[row - 1]]][SYMBOL_INDEX[two[column - 1]]]
            if _same(table[row - 1][column - 1] + cost, here):
                row, column = row - 1, column - 1
                steps.append(Step(row, column, cost))
                continue
        if row and _same(table[row - 1][column] + costs.gap[SYMBOL_INDEX[one[row - 1]]], here):
            row -= 1
            steps.append(Step(row, None, costs.gap[SYMBOL_INDEX[one[row]]]))
        else:
            column -= 1
            steps.append(Step(None, column, costs.gap[SYMBOL_INDEX[two[column]]]))
    return steps[::-1]


def _same(one: float, two: float) -> bool:
    return abs(one - two) < 1e-9


def _table(one: str, two: str, costs: Costs) -> list[list[float]]:
    """The table of Wagner and Fischer: at [i][j] the cost of turning the first i symbols into the first j."""
    columns = [(index, costs.gap[index]) for index in map(SYMBOL_INDEX.__getitem__, two)]
    row = [0.0]
    for _, added in columns:
        row.append(row[-1] + added)
    table = [row]
    for symbol in one:
        swap, gap = costs.swap[SYMBOL_INDEX[symbol]], costs.gap[SYMBOL_INDEX[symbol]]
        above, least = row, row[0] + gap
        row = [least]
        for at, (index, added) in enumerate(columns):
            # Calls of `min` would double the time of this loop.
            swapped, left_out, least = above[at] + swap[index], above[at + 1] + gap, least + added
            nearer = left_out if left_out < least else least
            least = swapped if swapped < nearer else nearer
            row.append(least)
        table.append(row)
    return table
