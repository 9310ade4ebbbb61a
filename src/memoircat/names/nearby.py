"""Every sound string of a vocabulary within a distance of some asked for: exact, and quick at hundreds of thousands.

The vocabulary is a tree of its common beginnings, held level by level in arrays. The table of `names.distance` grows
down the tree for all its branches at once; a branch whose every entry is too dear is left. One walk serves several
strings asked for (the readings of a kanji name), each with a cost it starts with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memoircat.names.costs import PLACE, Costs
from memoircat.names.sound import SIGNS

LONGEST = 24  # signs that tell one name from another; what follows is not compared
_DEAR = np.float32(1e6)
_Floats = NDArray[np.float32]
_Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Level:
    """The branches that end at one depth: their sign, their children in the next level, the string ending there."""

    sign: NDArray[np.uint8]
    first_child: _Ints
    children: _Ints
    ends: _Ints  # number of the string in the sorted vocabulary, or -1


class Vocabulary:
    """Sound strings with their ids. Built from ASCII text, a string a line, in any order."""

    def __init__(self, lines: bytes, ids: Sequence[int] | NDArray[np.int64], costs: Costs) -> None:
        self._swap = np.array(costs.swap, dtype=np.float32)
        self._gap = np.array(costs.gap, dtype=np.float32)
        self._ids: NDArray[np.int64] = np.array([], dtype=np.int64)
        self._levels: list[_Level] = []
        if not lines:
            return
        table, lengths = _as_table(lines)
        order = np.lexsort(table.T[::-1])
        self._ids = np.asarray(ids, dtype=np.int64)[order]
        self._levels = _levels(table[order], lengths[order])

    def __len__(self) -> int:
        return len(self._ids)

    def near(self, asked: Sequence[tuple[str, float]], bound: float) -> dict[int, float]:
        """The ids of the strings within ``bound`` of one asked for, each with its least cost.

        ``asked``: sound strings, each with what it costs beforehand; ``bound`` counts that too.
        """
        texts = [(text[:LONGEST], cost) for text, cost in asked if text and cost < bound]
        if not texts or not self._levels:
            return {}
        walk = _Walk(texts, self._swap, self._gap)
        found: dict[int, float] = {}
        nodes = np.tile(np.arange(len(self._levels[0].sign), dtype=np.int32), len(texts))
        which = np.repeat(np.arange(len(texts), dtype=np.int32), len(self._levels[0].sign))
        rows = walk.start().take(which, axis=1)
        for level in self._levels:
            rows = walk.grow(rows, which, level.sign[nodes])
            alive = np.flatnonzero(rows.min(axis=0) <= bound)
            nodes, which, rows = nodes[alive], which[alive], rows.take(alive, axis=1)
            self._collect(found, level, nodes, walk.ended(rows, which), bound)
            count = level.children[nodes]
            total = int(count.sum())
            if not total:
                break
            branch = np.repeat(np.arange(len(nodes), dtype=np.int32), count)
            among = np.arange(total, dtype=np.int32) - (np.cumsum(count) - count).astype(np.int32)[branch]
            nodes = level.first_child[nodes][branch] + among
            which, rows = which[branch], rows.take(branch, axis=1)
        return found

    def _collect(self, found: dict[int, float], level: _Level, nodes: _Ints, costs: _Floats, bound: float) -> None:
        ends = level.ends[nodes]
        hit = (ends >= 0) & (costs <= bound)
        for number, cost in zip(self._ids[ends[hit]].tolist(), costs[hit].tolist(), strict=True):
            found[number] = min(cost, found.get(number, bound))


class _Walk:
    """The strings asked for, as arrays, and the table of distances growing by one sign.

    A table is a column here, a branch beside a branch: each step works on whole rows of memory.
    """

    def __init__(self, texts: Sequence[tuple[str, float]], swap: _Floats, gap: _Floats) -> None:
        self._gap = gap
        self._lengths = np.array([len(text) for text, _ in texts])
        widest = int(self._lengths.max())
        signs = np.zeros((widest, len(texts)), dtype=np.uint8)
        for number, (text, _) in enumerate(texts):
            signs[: len(text), number] = [PLACE[sign] for sign in text]
        inside = np.arange(widest)[:, None] < self._lengths[None, :]
        self._gaps = np.where(inside, gap[signs], _DEAR)
        self._swaps = swap[:, signs].transpose(1, 2, 0).reshape(widest, -1)  # place; text and sign of the vocabulary
        self._signs = swap.shape[0]
        self._before = np.array([cost for _, cost in texts], dtype=np.float32)

    def start(self) -> _Floats:
        """The first column of each table: nothing of the vocabulary read yet."""
        nothing = np.zeros((1, len(self._lengths)), np.float32)
        return np.concatenate([nothing, np.cumsum(self._gaps, axis=0, dtype=np.float32)]) + self._before

    def grow(self, rows: _Floats, which: _Ints, sign: NDArray[np.uint8]) -> _Floats:
        """The next column of each table, after one more sign of the vocabulary."""
        new = rows + self._gap[sign]
        swapped: _Floats = self._swaps.take(which * self._signs + sign, axis=1)
        swapped += rows[:-1]
        np.minimum(swapped, new[1:], out=new[1:])
        gaps = self._gaps.take(which, axis=1)
        for place in range(1, len(rows)):
            gaps[place - 1] += new[place - 1]
            np.minimum(new[place], gaps[place - 1], out=new[place])
        return new

    def ended(self, rows: _Floats, which: _Ints) -> _Floats:
        """The cost of each branch were it a whole string."""
        costs: _Floats = rows[self._lengths[which], np.arange(rows.shape[1])]
        return costs


def _as_table(lines: bytes) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Lines as rows of sign numbers from 1, 0 after their end."""
    text = np.frombuffer(lines, dtype=np.uint8)
    breaks = np.flatnonzero(text == ord("\n"))
    begins = np.concatenate([[0], breaks + 1])
    lengths = np.minimum(np.concatenate([breaks, [len(text)]]) - begins, LONGEST)
    numbers = np.zeros(256, dtype=np.uint8)
    for number, sign in enumerate(SIGNS, 1):
        numbers[ord(sign)] = number
    line = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(text) + 1)))[: len(text)]
    column = np.arange(len(text)) - begins[line]
    kept = (column < LONGEST) & (text != ord("\n"))
    table = np.zeros((len(begins), LONGEST), dtype=np.uint8)
    table[line[kept], column[kept]] = numbers[text[kept]]
    return table, lengths


def _levels(table: NDArray[np.uint8], lengths: NDArray[np.int64]) -> list[_Level]:
    """The tree over sorted rows."""
    differs = np.ones(len(table), dtype=np.int64)
    if len(table) > 1:
        other = table[1:] != table[:-1]
        differs[1:] = np.where(other.any(axis=1), other.argmax(axis=1), LONGEST)
    differs[0] = 0
    starts = [np.flatnonzero((differs <= depth) & (lengths > depth)) for depth in range(LONGEST)]
    starts = [each for each in starts if len(each)]
    found = []
    for depth, here in enumerate(starts):
        after = starts[depth + 1] if depth + 1 < len(starts) else np.array([], dtype=np.int64)
        owner = np.searchsorted(here, after, side="right") - 1
        children = np.bincount(owner, minlength=len(here))
        first = np.concatenate([[0], np.cumsum(children)[:-1]])
        ends = np.where(lengths[here] == depth + 1, here, -1)
        found.append(_Level(table[here, depth] - 1, *(each.astype(np.int32) for each in (first, children, ends))))
    return found
