"""What is derived from records: written in the same transaction, provable at any time.

The catalogue knows only this protocol; the program hands it the search indexes, so that one transaction covers
them and no layer calls up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from memoircat.catalogue.content import Content


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong in a catalogue: what kind, where, in words, and what to do about it."""

    kind: str
    where: str
    message: str
    remedy: str


class Derived(Protocol):
    """A set of derived rows."""

    name: str

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Make the rows of these records true again; one that has no ``content`` is gone and loses its rows."""

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Write the rows of records that are new: nothing of theirs is there to be taken away."""

    def tidy(self, connection: Connection) -> bool:
        """Put a little of what was written in order for reading; whether there is more to do.

        A step takes some 20 ms; the sounds of names are packed in one, 0.5 s at 760,000 people, after many new ones.
        """

    def clear(self, connection: Connection) -> None:
        """Remove every row, before a rebuild."""

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored rows of these records with fresh ones."""

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Report rows that belong to no record."""
