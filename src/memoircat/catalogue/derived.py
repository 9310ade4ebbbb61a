"""What is derived from records: written in the same transaction, and verified by `check`.

The catalogue knows only this protocol; the program hands it the search indexes, so that one transaction covers
them and no layer imports one above it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from memoircat.catalogue.content import Content
from memoircat.messages import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong in a catalogue: what kind, where, in words, and what to do about it.

    ``where`` names it for `Catalogue.accept`. The remedy is that of the command line; the window has its own.
    """

    kind: str
    where: str
    message: Words | str
    remedy: str


class Derived(Protocol):
    """A set of derived rows."""

    name: str

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Bring the rows of these records up to date; one without ``content`` is gone and loses its rows."""

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Write the rows of records that are new: nothing of theirs is there to be taken away."""

    def tidy(self, connection: Connection) -> bool:
        """Do a little maintenance, about 20 ms: merge segments of an index. Returns whether there is more to do.

        The sounds of names are packed in one step, 0.5 s at 760,000 people, after many new ones.
        """

    def clear(self, connection: Connection) -> None:
        """Remove every row, before a rebuild."""

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored rows of these records with fresh ones."""

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Report rows without a record, and records without their rows."""
