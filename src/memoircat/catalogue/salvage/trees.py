"""Walks the trees of a database from their roots, around what is damaged: leaves in order, and gaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from memoircat.catalogue.salvage.btree_pages import (
    INTERIOR_INDEX,
    INTERIOR_TABLE,
    LEAF_INDEX,
    LEAF_TABLE,
    BrokenPage,
    Cell,
    adds_up,
    cells,
    page_type,
    rightmost_child,
)
from memoircat.catalogue.salvage.database_bytes import DatabaseBytes

LOWEST, HIGHEST = -(1 << 63) - 1, (1 << 63) - 1
_DEEPEST = 40  # levels of a tree; SQLite itself stops at 20


@dataclass(frozen=True, slots=True)
class Gap:
    """Keys of a table above ``low`` up to ``high`` that may have been lost with page ``page``, and why.

    Without a ``cause`` nothing says so, but rows on pages that nobody owns would belong here.
    """

    low: int
    high: int
    page: int
    cause: str

    @property
    def keys(self) -> str:
        """The keys in words: 12–48; * where there is no bound."""
        first = "*" if self.low == LOWEST else str(self.low + 1)
        return f"{first}–{'*' if self.high == HIGHEST else self.high}"

    def holds(self, first: int, last: int) -> bool:
        """Whether a page with keys from ``first`` to ``last`` may have been there."""
        return self.low < first and last <= self.high


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of a table: its cells that may be there, and those that cannot be read, each with the reason."""

    page: int
    cells: tuple[Cell, ...]
    broken: tuple[tuple[Cell | None, str], ...] = ()
    doubtful: bool = False  # a newer version of this page was there


@dataclass(slots=True)
class Trees:
    """The pages of a file that are known to belong to a tree, so that none belongs to two."""

    source: DatabaseBytes
    claimed: set[int] = field(default_factory=set)
    broken_indexes: set[int] = field(default_factory=set)  # roots of those that were not read whole

    def leaves(self, root: int, fits: Callable[[Cell], bool]) -> Iterator[Leaf | Gap]:
        """The leaves of a table in the order of their keys, and the gaps between them.

        ``fits``: whether a row may be of this table; a page on which none does is another table's.
        """
        yield from self._below(root, LOWEST, HIGHEST, fits, 0)

    def _below(
        self, number: int, low: int, high: int, fits: Callable[[Cell], bool], depth: int
    ) -> Iterator[Leaf | Gap]:
        page = self._free_page(number)
        kind = page_type(page, number)
        if page is None or kind not in (INTERIOR_TABLE, LEAF_TABLE) or depth > _DEEPEST:
            yield Gap(low, high, number, "the page is no page of a table, or another's")
        elif kind == LEAF_TABLE:
            yield from self._leaf(number, page, low, high, fits, depth)
        else:
            yield from self._interior(number, page, low, high, fits, depth)

    def _free_page(self, number: int) -> bytes | None:
        if number in self.claimed or not 0 < number <= self.source.count:
            return None
        return self.source.page(number)

    def _leaf(
        self, number: int, page: bytes, low: int, high: int, fits: Callable[[Cell], bool], depth: int
    ) -> Iterator[Leaf | Gap]:
        leaf, whole = read_leaf(self.source, number, page, low, high)
        if leaf.cells and not any(map(fits, leaf.cells)):
            yield Gap(low, high, number, "the rows of the page are another table's")
            return
        if not leaf.cells and (leaf.broken or depth):  # only a root may be empty
            yield Gap(low, high, number, "nothing on the page can be read")
            return
        self.claimed.add(number)
        yield leaf
        if not leaf.cells:
            yield Gap(low, high, number, "")  # an empty page may have taken the place of a root
        if not whole:
            yield Gap(low, high, number, "the page is damaged in part")

    def _interior(
        self, number: int, page: bytes, low: int, high: int, fits: Callable[[Cell], bool], depth: int
    ) -> Iterator[Leaf | Gap]:
        children, whole = _children(self.source, number, page, low, high)
        if not children:
            yield Gap(low, high, number, "nothing on the page can be read")
            return
        self.claimed.add(number)
        before = low
        for child, key in children:
            yield from self._below(child, before, key, fits, depth + 1)
            before = key
        if not whole:
            yield Gap(low, high, number, "the page is damaged in part")

    def index_entries(self, root: int) -> Iterator[Cell]:
        """The entries of an index, in no order; what cannot be read is left out: an index holds nothing of its own."""
        stack = [root]
        while stack:
            number = stack.pop()
            page = self._free_page(number)
            kind = page_type(page, number)
            if page is None or kind not in (INTERIOR_INDEX, LEAF_INDEX):
                self.broken_indexes.add(root)
                continue
            self.claimed.add(number)
            for cell in cells(page, number, self.source.layout):
                if isinstance(cell, BrokenPage):
                    self.broken_indexes.add(root)
                    continue
                yield cell
                if kind == INTERIOR_INDEX:
                    stack.append(cell.child)
            if kind == INTERIOR_INDEX:
                stack.append(rightmost_child(page, number))


def read_leaf(
    source: DatabaseBytes, number: int, page: bytes, low: int = LOWEST, high: int = HIGHEST
) -> tuple[Leaf, bool]:
    """A leaf of a table with keys in these bounds, and whether all of it was as SQLite writes it."""
    layout = source.layout
    possible: list[Cell] = []
    broken: list[tuple[Cell | None, str]] = []
    taken = 0
    for cell in cells(page, number, layout):
        if isinstance(cell, BrokenPage):
            broken.append((None, str(cell)))
            continue
        taken += cell.size
        if cell.rowid is None or not low < cell.rowid <= high:
            broken.append((cell, "a key that cannot be on this page"))
        else:
            possible.append(cell)
    good = _ascending(possible)
    if len(good) < len(possible):
        broken.extend((cell, "keys out of their order") for cell in possible if cell not in good)
    doubtful = number in source.frames.doubtful
    whole = not broken and not doubtful and len(page) >= layout.usable and adds_up(page, number, taken, layout)
    return Leaf(number, tuple(good), tuple(broken), doubtful), whole


def _ascending(found: list[Cell]) -> list[Cell]:
    """The longest run of cells whose keys ascend: a single wrong key does not condemn those after it."""
    keys = [cell.rowid or 0 for cell in found]
    if all(one < other for one, other in pairwise(keys)):
        return found
    ends: list[int] = []  # the lowest last key of a run of each length, and where it stands
    places: list[int] = []
    before = [-1] * len(keys)
    for place, key in enumerate(keys):
        length = bisect_left(ends, key)
        before[place] = places[length - 1] if length else -1
        ends[length : length + 1], places[length : length + 1] = [key], [place]
    run, place = [], places[-1]
    while place >= 0:
        run.append(found[place])
        place = before[place]
    return run[::-1]


def _children(
    source: DatabaseBytes, number: int, page: bytes, low: int, high: int
) -> tuple[list[tuple[int, int]], bool]:
    """The children of an interior page, each with its highest key, and whether all of them could be read."""
    children: list[tuple[int, int]] = []
    before, whole = low, len(page) >= source.layout.usable and number not in source.frames.doubtful
    for cell in cells(page, number, source.layout):
        if isinstance(cell, BrokenPage) or cell.rowid is None or not before <= cell.rowid <= high:
            whole = False
            continue
        children.append((cell.child, cell.rowid))
        before = cell.rowid
    if children or whole:
        children.append((rightmost_child(page, number), high))
    return children, whole
