"""What a report says, frozen and free of any renderer: sections, groups, entries, lines, notes, totals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from memoircat.messages import Language


@dataclass(frozen=True, slots=True)
class Totals:
    """How many records (件) and, where documents are among them, how many pieces (点).

    No records but pieces: nothing says how many records the pieces make.
    """

    units: int = 0
    pieces: int | None = None

    def __add__(self, other: Totals) -> Totals:
        counted = [each for each in (self.pieces, other.pieces) if each is not None]
        return Totals(self.units + other.units, sum(counted) if counted else None)


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled value. ``mark`` (※1) points to the note of the same entry that tells what other sources say.

    ``brief``: short enough to share a printed line with its neighbours.
    """

    label: str
    text: str
    mark: str = ""
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What the sources of one event say, when they differ: each statement a line, labelled with its standing."""

    mark: str
    about: str
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One record. ``depth`` 1 and more: a piece under the entry before. ``date`` and ``extent`` stand in lines too."""

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
    """A heading with what stands under it: its own description, entries, and groups within.

    A collection is a group with a code; ``kind`` is its level. A section is a group at the top.
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
    """A whole report. ``withheld`` says in words how many records were left out; it names none.

    ``sheets``: each section is a sheet of its own, which those named in ``signatures`` sign.
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
    """An entry and the headings it stands under, outermost first."""

    path: tuple[str, ...]
    entry: Entry


def entries(report: Report) -> Iterator[Placed]:
    """Every entry of a report in its order, with its headings."""
    for section in report.sections:
        yield from _within(section, ())


def _within(group: Group, above: tuple[str, ...]) -> Iterator[Placed]:
    path = (*above, f"{group.code} {group.title}".strip())
    for entry in group.entries:
        yield Placed(path, entry)
    for inner in group.groups:
        yield from _within(inner, path)
