"""What a report says, without any file format: sections, groups, entries, lines, notes, totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from memoircat.messages import Language


@dataclass(frozen=True, slots=True)
class Totals:
    """The number of records (件) and, where documents are among them, the number of their pieces (点).

    ``pieces`` is None without documents. No records but pieces: it is not known how many records the pieces make.
    """

    units: int = 0
    pieces: int | None = None

    def __add__(self, other: Totals) -> Totals:
        pieces = [number for number in (self.pieces, other.pieces) if number is not None]
        return Totals(self.units + other.units, sum(pieces) if pieces else None)


@dataclass(frozen=True, slots=True)
class Line:
    """A value with its label.

    ``mark`` (※1) is that of the note of the same entry which says more. ``brief``: it is short enough to share a
    printed line with others.
    """

    label: str
    text: str
    mark: str = ""
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note to a line (``mark``): what the sources say on one event where they differ.

    Every statement is a line, whose label says whether it is preferred, rejected …
    """

    mark: str
    about: str
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record. ``depth``: 1 for a piece of the entry before it, 2 for a piece of that …

    ``date`` and ``extent`` repeat what is in ``lines``, for tables that have columns for them.
    """

    code: str
    title: str
    subtitle: str = ""
    reading: str = ""
    date: str = ""
    extent: str = ""
    pieces: int | None = None
    depth: int = 0
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def totals(self) -> Totals:
        """What it adds to the totals of its group."""
        return Totals(1, self.pieces)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with what is under it: a description (``lines``, ``notes``), entries, and inner groups.

    A collection is a group with a code; ``kind`` is its level of description. A section is an outermost group.
    """

    title: str
    totals: Totals
    code: str = ""
    kind: str = ""
    reading: str = ""
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    ``catalogue`` is the name of the catalogue, ``day`` the day of the report (YYYY-MM-DD). ``withheld`` says in words
    how many records were left out. ``sheets``: every section is a sheet of its own; ``signatures`` are the labels of
    the places to sign on it.
    """

    title: str
    subtitle: str
    catalogue: str
    day: str
    language: Language
    totals: Totals
    sections: tuple[Group, ...]
    withheld: str = ""
    sheets: bool = False
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry with the headings that it is under, the outermost first."""

    path: tuple[str, ...]
    entry: Entry


def entries(report: Report) -> Iterator[Placed]:
    """The entries of a report in its order, with their headings."""
    for section in report.sections:
        yield from _within(section, ())


def _within(group: Group, above: tuple[str, ...]) -> Iterator[Placed]:
    path = (*above, f"{group.code} {group.title}".strip())
    for entry in group.entries:
        yield Placed(path, entry)
    for inner in group.groups:
        yield from _within(inner, path)
