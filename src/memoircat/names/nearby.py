"""Every sound string of a vocabulary within a distance of some asked for: exact, and quick at hundreds of thousands.

The vocabulary is a tree of its common beginnings, held level by level in arrays. The table of `names.distance` grows
down the tree for all its branches at once; a branch whose every entry is too dear is left. One walk serves several
strings asked for (the readings of a kanji name), each with a cost it starts with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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
    children: NDArray[np.uint8]
    ends: _Ints  # number of the string in the vocabulary, or -1
    first_child: _Ints


_KEPT = {"sign": np.uint8, "children": np.uint8, "ends": np.int32}  # of a level; the rest follows from it


def _level(sign: NDArray[np.uint8], children: NDArray[np.uint8], ends: _Ints) -> _Level:
    first = np.cumsum(children, dtype=np.int32) - children
    return _Level(sign, children, ends, first.astype(np.int32))


Asked = tuple[Sequence[tuple[str, float]], float]  # sound strings with what they cost beforehand; the bound


class Vocabulary:
    """Sound strings in their order, none twice, and the tree of their beginnings."""

    def __init__(self, sounds: Sequence[str], costs: Costs, levels: Sequence[_Level] | None = None) -> None:
        """``sounds`` are sorted; ``levels``: their tree, where it is known."""
        self._sounds = sounds
        self._swap = np.array(costs.swap, dtype=np.float32)
        self._gap = np.array(costs.gap, dtype=np.float32)
        self._levels = _levels(_as_table(sounds)) if levels is None else levels

    def __len__(self) -> int:
        return len(self._sounds)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sounds)

    def pack(self) -> bytes:
        """The vocabulary as one value to be kept; `unpack` takes a tenth of the time of making it anew."""
        sizes = [len(level.sign) for level in self._levels]
        head = json.dumps({"signs": SIGNS, "sizes": sizes}).encode()
        arrays = [np.concatenate([getattr(level, name) for level in self._levels] or [[]]) for name in _KEPT]
        columns = b"".join(each.astype(kind).tobytes() for each, kind in zip(arrays, _KEPT.values(), strict=True))
        return len(head).to_bytes(4, "big") + head + columns + "\n".join(self._sounds).encode()

    @classmethod
    def unpack(cls, packed: bytes, costs: Costs) -> Vocabulary:
        """The vocabulary that was packed. Raises ValueError where another version, with other signs, has packed it."""
        begin = 4 + int.from_bytes(packed[:4], "big")
        head = json.loads(packed[4:begin])
        if head["signs"] != SIGNS:
            raise ValueError("packed by another version")
        columns = []
        for kind in _KEPT.values():
            columns.append(np.frombuffer(packed, kind, sum(head["sizes"]), begin))
            begin += columns[-1].nbytes
        sounds = packed[begin:].decode()
        bounds = np.cumsum(head["sizes"])[:-1]
        levels = [_level(*each) for each in zip(*(np.split(each, bounds) for each in columns), strict=True)]
        return cls(sounds.split("\n") if sounds else [], costs, levels if sounds else [])

    def near_each(self, asked: Sequence[Asked]) -> list[dict[str, float]]:
        """For each of what is asked the strings within its bound, with their least cost.

        What each string asked for costs beforehand counts too. One walk for all takes little longer than the longest.
        """
        found: list[dict[str, float]] = [{} for _ in asked]
        texts = [
            _Text(text[:LONGEST], cost, bound, number)
            for number, (ways, bound) in enumerate(asked)
            for text, cost in ways
            if text and cost < bound
        ]
        if not texts or not self._levels:
            return found
        walk = _Walk(texts, self._swap, self._gap)
        nodes = np.tile(np.arange(len(self._levels[0].sign), dtype=np.int32), len(texts))
        which = np.repeat(np.arange(len(texts), dtype=np.int32), len(self._levels[0].sign))
        rows = walk.start().take(which, axis=1)
        for level in self._levels:
            rows = walk.grow(rows, which, level.sign[nodes])
            alive = np.flatnonzero(rows.min(axis=0) <= walk.bounds[which])
            nodes, which, rows = nodes[alive], which[alive], rows.take(alive, axis=1)
            self._collect(found, level, nodes, walk, which, rows)
            count = level.children[nodes]
            total = int(count.sum())
            if not total:
                break
            branch = np.repeat(np.arange(len(nodes), dtype=np.int32), count)
            among = np.arange(total, dtype=np.int32) - (np.cumsum(count) - count).astype(np.int32)[branch]
            nodes = level.first_child[nodes][branch] + among
            which, rows = which[branch], rows.take(branch, axis=1)
        return found

    def _collect(
        self, found: list[dict[str, float]], level: _Level, nodes: _Ints, walk: _Walk, which: _Ints, rows: _Floats
    ) -> None:
        """Add the strings that end here to what is ``found`` for those they are near to."""
        costs = walk.ended(rows, which)
        ends = level.ends[nodes]
        hit = (ends >= 0) & (costs <= walk.bounds[which])
        asked = walk.asked[which[hit]].tolist()
        for each, number, cost in zip(asked, ends[hit].tolist(), costs[hit].tolist(), strict=True):
            near, sound = found[each], self._sounds[number]
            if cost < near.get(sound, _DEAR):
                near[sound] = cost


class _Text(NamedTuple):
    """A string asked for, what it costs beforehand, its bound, and the number of the question it belongs to."""

    signs: str
    cost: float
    bound: float
    asked: int


class _Walk:
    """The strings asked for, as arrays, and the table of distances growing by one sign.

    A table is a column here, a branch beside a branch: each step works on whole rows of memory.
    """

    def __init__(self, texts: Sequence[_Text], swap: _Floats, gap: _Floats) -> None:
        self.bounds: _Floats = np.array([text.bound for text in texts], dtype=np.float32)
        self.asked: _Ints = np.array([text.asked for text in texts], dtype=np.int32)
        self._gap = gap
        self._lengths = np.array([len(text.signs) for text in texts])
        widest = int(self._lengths.max())
        signs = np.zeros((widest, len(texts)), dtype=np.uint8)
        for number, text in enumerate(texts):
            signs[: len(text.signs), number] = [PLACE[sign] for sign in text.signs]
        inside = np.arange(widest)[:, None] < self._lengths[None, :]
        self._gaps = np.where(inside, gap[signs], _DEAR)
        self._swaps = swap[:, signs].transpose(1, 2, 0).reshape(widest, -1)  # place; text and sign of the vocabulary
        self._signs = swap.shape[0]
        self._before = np.array([text.cost for text in texts], dtype=np.float32)

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


def _as_table(sounds: Sequence[str]) -> NDArray[np.uint8]:
    """Strings as rows of sign numbers from 1, 0 after their end."""
    numbers = np.zeros(256, dtype=np.uint8)
    for number, sign in enumerate(SIGNS, 1):
        numbers[ord(sign)] = number
    signs = np.array(sounds, dtype=f"S{LONGEST}")
    table: NDArray[np.uint8] = numbers[signs.view(np.uint8).reshape(len(signs), LONGEST)]
    return table


def _levels(table: NDArray[np.uint8]) -> list[_Level]:
    """The tree over sorted rows."""
    lengths = np.count_nonzero(table, axis=1)
    differs = np.zeros(len(table), dtype=np.int64)
    if len(table) > 1:
        other = table[1:] != table[:-1]
        differs[1:] = np.where(other.any(axis=1), other.argmax(axis=1), LONGEST)
    starts = [np.flatnonzero((differs <= depth) & (lengths > depth)) for depth in range(LONGEST)]
    starts = [each for each in starts if len(each)]
    found = []
    for depth, here in enumerate(starts):
        after = starts[depth + 1] if depth + 1 < len(starts) else np.array([], dtype=np.int64)
        children = np.bincount(np.searchsorted(here, after, side="right") - 1, minlength=len(here))
        ends = np.where(lengths[here] == depth + 1, here, -1).astype(np.int32)
        found.append(_level(table[here, depth] - 1, children.astype(np.uint8), ends))
    return found
