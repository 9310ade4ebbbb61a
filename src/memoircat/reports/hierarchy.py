"""Collections and documents by their parents: what lies above a record, what below it, and their order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from memoircat.catalogue.query import Query
from memoircat.records.registry import HIERARCHY
from memoircat.search.reader import Reader


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The parents of all collections and documents, by id, and the collections in the order of their codes.

    ``known`` has the collections once more, for looking them up.
    """

    parents: Mapping[int, int | None]
    collections: tuple[int, ...]
    known: frozenset[int]

    def above(self, record_id: int) -> Iterator[int]:
        """The records that a record lies in, the nearest first; a circle of parents ends before the record itself."""
        seen = {record_id}
        parent = self.parents.get(record_id)
        while parent is not None and parent in self.parents and parent not in seen:
            yield parent
            seen.add(parent)
            parent = self.parents[parent]

    def below(self, record_id: int) -> set[int]:
        """A record and everything that lies in it."""
        return {record_id} | {lower for lower in self.parents if record_id in self.above(lower)}

    def home(self, record_id: int) -> int | None:
        """The nearest collection above a record; None where it lies in none."""
        return next((above for above in self.above(record_id) if above in self.known), None)

    def roots(self, among: Collection[int]) -> list[int]:
        """The topmost of the collections ``among``; of a circle, the first."""
        roots: list[int] = []
        for collection in self.collections:
            above = [parent for parent in self.above(collection) if parent in among]
            circle = any(collection in self.above(parent) for parent in above)
            if collection in among and (not above or (circle and not set(above) & set(roots))):
                roots.append(collection)
        return roots

    def children(self, among: Collection[int]) -> dict[int, list[int]]:
        """The collections ``among`` by their parent; without the roots, which are in none of them."""
        roots = set(self.roots(among))
        children: dict[int, list[int]] = {}
        for collection in self.collections:
            parent = self.parents[collection]
            if collection in among and collection not in roots and parent is not None:
                children.setdefault(parent, []).append(collection)
        return children


def read_hierarchy(reader: Reader) -> Hierarchy:
    """The hierarchy of all collections and documents that lists show."""
    collections, documents = (
        {row["id"]: row["parent"] for row in reader.iterate(Query(code, sort="code"), ["parent"])} for code in HIERARCHY
    )
    return Hierarchy({**collections, **documents}, tuple(collections), frozenset(collections))


def ancestors(hierarchy: Hierarchy, records: Iterable[int]) -> set[int]:
    """All records that these lie in."""
    return {above for record_id in records for above in hierarchy.above(record_id)}


def natural(code: str) -> list[tuple[int, str]]:
    """A key by which codes are sorted with their numbers as numbers: B-2 before B-10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", code) if part]
