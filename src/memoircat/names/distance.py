"""How far apart two sound strings are, and where: a weighted edit distance with its alignment."""

from __future__ import annotations

from typing import NamedTuple

from memoircat.names.costs import PLACE, Costs


class Step(NamedTuple):
    """One step of an alignment: the place in either string (None: nothing there) and its cost in nats."""

    one: int | None
    two: int | None
    cost: float


def distance(one: str, two: str, costs: Costs) -> float:
    """The least cost of turning one sound string into the other; the same in both directions."""
    return _table(one, two, costs)[-1][-1]


def align(one: str, two: str, costs: Costs) -> list[Step]:
    """The cheapest alignment of two sound strings, in order."""
    table = _table(one, two, costs)
    row, column = len(one), len(two)
    steps: list[Step] = []
    while row or column:
        here = table[row][column]
        if row and column:
            cost = costs.swap[PLACE[one[row - 1]]][PLACE[two[column - 1]]]
            if _same(table[row - 1][column - 1] + cost, here):
                row, column = row - 1, column - 1
                steps.append(Step(row, column, cost))
                continue
        if row and _same(table[row - 1][column] + costs.gap[PLACE[one[row - 1]]], here):
            row -= 1
            steps.append(Step(row, None, costs.gap[PLACE[one[row]]]))
        else:
            column -= 1
            steps.append(Step(None, column, costs.gap[PLACE[two[column]]]))
    return steps[::-1]


def _same(one: float, two: float) -> bool:
    return abs(one - two) < 1e-9


def _table(one: str, two: str, costs: Costs) -> list[list[float]]:
    columns = [PLACE[sign] for sign in two]
    first = [0.0]
    for place in columns:
        first.append(first[-1] + costs.gap[place])
    table = [first]
    for sign in one:
        number = PLACE[sign]
        above, swap, gap = table[-1], costs.swap[number], costs.gap[number]
        row = [above[0] + gap]
        for at, place in enumerate(columns):
            row.append(min(above[at] + swap[place], above[at + 1] + gap, row[at] + costs.gap[place]))
        table.append(row)
    return table
