"""Collections and documents by their parents: what lies below a record, what is closed because of what is above it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from memoircat.catalogue.query import Query
from memoircat.records.registry import HIERARCHY
from memoircat.search.reader import Reader


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """Every collection and document with its parent, collections and documents each in the order of their codes."""

    parents: Mapping[int, int | None]
    collections: tuple[int, ...]
    known: frozenset[int]  # the collections again, for looking up

    def above(self, record_id: int) -> Iterator[int]:
        """What a record lies in, nearest first. A circle of parents ends where it began."""
        seen = {record_id}
        parent = self.parents.get(record_id)
        while parent is not None and parent in self.parents and parent not in seen:
            yield parent
            seen.add(parent)
            parent = self.parents[parent]

    def below(self, record_id: int) -> set[int]:
        """A record and everything that lies in it."""
        return {record_id} | {each for each in self.parents if record_id in self.above(each)}

    def home(self, record_id: int) -> int | None:
        """The nearest collection above a record."""
        return next((each for each in self.above(record_id) if each in self.known), None)

    def roots(self, among: Collection[int]) -> list[int]:
        """The topmost of these collections; of a circle, the first."""
        found: list[int] = []
        for each in self.collections:
            above = [parent for parent in self.above(each) if parent in among]
            circle = any(each in self.above(parent) for parent in above)
            if each in among and (not above or (circle and not set(above) & set(found))):
                found.append(each)
        return found

    def children(self, among: Collection[int]) -> dict[int, list[int]]:
        """For each collection the ones right below it, roots left out."""
        roots = set(self.roots(among))
        found: dict[int, list[int]] = {}
        for each in self.collections:
            parent = self.parents[each]
            if each in among and each not in roots and parent is not None:
                found.setdefault(parent, []).append(each)
        return found


def read_hierarchy(reader: Reader) -> Hierarchy:
    """The parents of all collections and documents in use."""
    collections, documents = (
        {row["id"]: row["parent"] for row in reader.iterate(Query(code, sort="code"), ["parent"])} for code in HIERARCHY
    )
    return Hierarchy({**collections, **documents}, tuple(collections), frozenset(collections))


def ancestors(hierarchy: Hierarchy, records: Iterable[int]) -> set[int]:
    """Everything that these lie in."""
    return {above for each in records for above in hierarchy.above(each)}
