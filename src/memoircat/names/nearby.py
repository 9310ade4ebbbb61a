"""All sound strings of a vocabulary that are near to given ones: exact, and fast for hundreds of thousands.

A vocabulary here is the set of sound strings of all names of a catalogue, not one of controlled terms.

The vocabulary is a trie (a tree of common beginnings) whose levels are kept as numpy arrays. The table of
`names.distance` is filled while descending, one column per symbol, for all branches of a level at once; a branch is
dropped when every entry of its column is above the bound. One descent serves several wanted strings, such as all
readings of a kanji name; each may start with a cost of its own. Costs: see `names.costs`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from memoircat.names.costs import SYMBOL_INDEX, Costs
from memoircat.names.sound import SYMBOLS

LONGEST = 24  # symbols that tell one name from another; what follows is not compared
_INFINITE_COST = np.float32(1e6)
_Floats = NDArray[np.float32]
_Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class _Level:
    """The nodes of one depth of the trie, one array element per node."""

    symbol: NDArray[np.uint8]  # index in SYMBOLS of the symbol that leads to the node
    children: NDArray[np.uint8]  # how many children it has in the next level
    ends: _Ints  # index in the vocabulary of the string that ends here, or -1
    first_child: _Ints  # index of the first child in the next level


_KEPT = {"symbol": np.uint8, "children": np.uint8, "ends": np.int32}  # what `pack` writes of a level; the rest follows


def _level(symbol: NDArray[np.uint8], children: NDArray[np.uint8], ends: _Ints) -> _Level:
    first = np.cumsum(children, dtype=np.int32) - children
    return _Level(symbol, children, ends, first.astype(np.int32))


SoundQuery = tuple[Sequence[tuple[str, float]], float]
"""What is looked for: sound strings, each with the cost it starts with, and the bound on the total cost."""


class Vocabulary:
    """Sound strings, sorted and without duplicates, and the trie over them."""

    def __init__(self, sounds: Sequence[str], costs: Costs, levels: Sequence[_Level] | None = None) -> None:
        """``sounds`` must be sorted and unique; ``levels``: their trie, where it was unpacked."""
        self._sounds = sounds
        self._swap = np.array(costs.swap, dtype=np.float32)
        self._gap = np.array(costs.gap, dtype=np.float32)
        self._levels = _levels(_as_table(sounds)) if levels is None else levels

    def __len__(self) -> int:
        return len(self._sounds)

    def __iter__(self) -> Iterator[str]:
        return iter(self._sounds)

    def pack(self) -> bytes:
        """The vocabulary as bytes to be stored; `unpack` takes a tenth of the time of building it again.

        Layout: length of the head (4 bytes, big-endian), head (JSON: the symbols, the size of each level), the arrays
        of `_KEPT` over all levels, the strings separated by line breaks.
        """
        sizes = [len(level.symbol) for level in self._levels]
        head = json.dumps({"signs": SYMBOLS, "sizes": sizes}).encode()
        arrays = [np.concatenate([getattr(level, name) for level in self._levels] or [[]]) for name in _KEPT]
        columns = b"".join(array.astype(kind).tobytes() for array, kind in zip(arrays, _KEPT.values(), strict=True))
        return len(head).to_bytes(4, "big") + head + columns + "\n".join(self._sounds).encode()

    @classmethod
    def unpack(cls, packed: bytes, costs: Costs) -> Vocabulary:
        """The vocabulary that was packed. Raises ValueError where a version with other symbols has packed it."""
        begin = 4 + int.from_bytes(packed[:4], "big")
        head = json.loads(packed[4:begin])
        if head["signs"] != SYMBOLS:
            raise ValueError("packed by another version")
        columns = []
        for kind in _KEPT.values():
            columns.append(np.frombuffer(packed, kind, sum(head["sizes"]), begin))
            begin += columns[-1].nbytes
        sounds = packed[begin:].decode()
        bounds = np.cumsum(head["sizes"])[:-1]
        levels = [_level(*arrays) for arrays in zip(*(np.split(column, bounds) for column in columns), strict=True)]
        return cls(sounds.split("\n") if sounds else [], costs, levels if sounds else [])

    def look_up(self, queries: Sequence[SoundQuery]) -> list[dict[str, float]]:
        """For each query the strings of the vocabulary within its bound, with their least total cost.

        Only the first `LONGEST` symbols are compared. All queries together take little longer than the slowest of them.
        """
        results: list[dict[str, float]] = [{} for _ in queries]
        texts = [
            _WantedString(text[:LONGEST], cost, bound, number)
            for number, (ways, bound) in enumerate(queries)
            for text, cost in ways
            if text and cost < bound
        ]
        if not texts or not self._levels:
            return results
        walk = _Walk(texts, self._swap, self._gap)
        # Three arrays describe the descent, one element (or column) per pair of node and wanted string: the node's
        # index in its level, the index of the string, and the current column of their table of distances.
        nodes = np.tile(np.arange(len(self._levels[0].symbol), dtype=np.int32), len(texts))
        string_index = np.repeat(np.arange(len(texts), dtype=np.int32), len(self._levels[0].symbol))
        columns = walk.start().take(string_index, axis=1)
        for level in self._levels:
            columns = walk.grow(columns, string_index, level.symbol[nodes])
            alive = np.flatnonzero(columns.min(axis=0) <= walk.bounds[string_index])
            nodes, string_index, columns = nodes[alive], string_index[alive], columns.take(alive, axis=1)
            self._collect(results, level, nodes, walk, string_index, columns)
            count = level.children[nodes]
            total = int(count.sum())
            if not total:
                break
            branch = np.repeat(np.arange(len(nodes), dtype=np.int32), count)
            among = np.arange(total, dtype=np.int32) - (np.cumsum(count) - count).astype(np.int32)[branch]
            nodes = level.first_child[nodes][branch] + among
            string_index, columns = string_index[branch], columns.take(branch, axis=1)
        return results

    def _collect(
        self,
        results: list[dict[str, float]],
        level: _Level,
        nodes: _Ints,
        walk: _Walk,
        string_index: _Ints,
        columns: _Floats,
    ) -> None:
        """Add the strings that end at these nodes to the ``results`` of the queries they are near enough to."""
        costs = walk.ended(columns, string_index)
        ends = level.ends[nodes]
        hit = (ends >= 0) & (costs <= walk.bounds[string_index])
        query_numbers = walk.query[string_index[hit]].tolist()
        for query, number, cost in zip(query_numbers, ends[hit].tolist(), costs[hit].tolist(), strict=True):
            costs_of_query, sound = results[query], self._sounds[number]
            if cost < costs_of_query.get(sound, _INFINITE_COST):
                costs_of_query[sound] = cost


class _WantedString(NamedTuple):
    """One string of a query: its symbols, the cost it starts with, the bound, and the index of the query."""

    symbols: str
    cost: float
    bound: float
    query: int


class _Walk:
    """The wanted strings, as arrays, and the step that extends their tables of distances by one symbol.

    ``columns`` has one column per pair of node and string, and one row per symbol of the string (and one before the
    first), so that numpy works along contiguous memory. ``string_index`` gives the index of the string of each column.
    """

    def __init__(self, texts: Sequence[_WantedString], swap: _Floats, gap: _Floats) -> None:
        self.bounds: _Floats = np.array([text.bound for text in texts], dtype=np.float32)
        self.query: _Ints = np.array([text.query for text in texts], dtype=np.int32)
        self._gap = gap
        self._lengths = np.array([len(text.symbols) for text in texts])
        widest = int(self._lengths.max())
        symbols = np.zeros((widest, len(texts)), dtype=np.uint8)
        for number, text in enumerate(texts):
            symbols[: len(text.symbols), number] = [SYMBOL_INDEX[symbol] for symbol in text.symbols]
        inside = np.arange(widest)[:, None] < self._lengths[None, :]
        self._gaps = np.where(inside, gap[symbols], _INFINITE_COST)
        # [position in the wanted string][wanted string × number of symbols + symbol of the vocabulary]
        self._swaps = swap[:, symbols].transpose(1, 2, 0).reshape(widest, -1)
        self._symbols = swap.shape[0]
        self._before = np.array([text.cost for text in texts], dtype=np.float32)

    def start(self) -> _Floats:
        """The first column of each table: the cost of leaving out what is wanted, before any symbol is read."""
        nothing = np.zeros((1, len(self._lengths)), np.float32)
        return np.concatenate([nothing, np.cumsum(self._gaps, axis=0, dtype=np.float32)]) + self._before

    def grow(self, columns: _Floats, string_index: _Ints, symbol: NDArray[np.uint8]) -> _Floats:
        """The next column of each table, after one more ``symbol`` of the vocabulary."""
        new = columns + self._gap[symbol]
        swapped: _Floats = self._swaps.take(string_index * self._symbols + symbol, axis=1)
        swapped += columns[:-1]
        np.minimum(swapped, new[1:], out=new[1:])
        gaps = self._gaps.take(string_index, axis=1)
        for row in range(1, len(columns)):
            gaps[row - 1] += new[row - 1]
            np.minimum(new[row], gaps[row - 1], out=new[row])
        return new

    def ended(self, columns: _Floats, string_index: _Ints) -> _Floats:
        """The total cost of each column if its node is the end of a string."""
        costs: _Floats = columns[self._lengths[string_index], np.arange(columns.shape[1])]
        return costs


def _as_table(sounds: Sequence[str]) -> NDArray[np.uint8]:
    """Strings as rows of symbol numbers, counted from 1; 0 after the end."""
    numbers = np.zeros(256, dtype=np.uint8)
    for number, symbol in enumerate(SYMBOLS, 1):
        numbers[ord(symbol)] = number
    symbols = np.array(sounds, dtype=f"S{LONGEST}")
    table: NDArray[np.uint8] = numbers[symbols.view(np.uint8).reshape(len(symbols), LONGEST)]
    return table


def _levels(table: NDArray[np.uint8]) -> list[_Level]:
    """The trie over sorted rows of symbol numbers."""
    lengths = np.count_nonzero(table, axis=1)
    differs = np.zeros(len(table), dtype=np.int64)
    if len(table) > 1:
        other = table[1:] != table[:-1]
        differs[1:] = np.where(other.any(axis=1), other.argmax(axis=1), LONGEST)
    starts = [np.flatnonzero((differs <= depth) & (lengths > depth)) for depth in range(LONGEST)]
    starts = [branches for branches in starts if len(branches)]
    levels = []
    for depth, here in enumerate(starts):
        after = starts[depth + 1] if depth + 1 < len(starts) else np.array([], dtype=np.int64)
        children = np.bincount(np.searchsorted(here, after, side="right") - 1, minlength=len(here))
        ends = np.where(lengths[here] == depth + 1, here, -1).astype(np.int32)
        levels.append(_level(table[here, depth] - 1, children.astype(np.uint8), ends))
    return levels
