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
from memoircat.messages import Words, message


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong in a catalogue: what kind, where, in words, and what to do about it.

    ``where`` names it for `Catalogue.accept`. The remedy is that of the command line; the window has its own.
    """

    kind: str
    where: str
    message: Words | str
    remedy: str


REBUILD = "memoircat check --rebuild"


def stale(kind: str, where: object, table: str, columns: str = "") -> Problem:
    """Rows of a derived table that do not follow from the record ``where``, a code; ``columns`` tells which values."""
    table = f"{table} ({columns})" if columns else table
    said = message("What table {table} holds does not follow from the content.", table=table)
    return Problem(kind, str(where), said, REBUILD)


def stray(kind: str, where: object, table: str) -> Problem:
    """Rows of a derived table for something that is not there: the id of a record, or a name."""
    return Problem(kind, str(where), message("Table {table} holds rows that belong to nothing.", table=table), REBUILD)


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
