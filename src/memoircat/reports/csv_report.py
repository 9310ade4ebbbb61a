"""A report as a table in CSV, with one row for each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from memoircat.reports import words
from memoircat.reports.content import Line, Note, Report, entries
from memoircat.tables.csv_files import write_csv

_HEAD = (
    words.SECTION, words.GROUP, words.CODE, words.TITLE, words.READING,
    words.DATES, words.EXTENT, words.PIECES, words.DESCRIPTION, words.NOTES,
)  # fmt: skip


def write(report: Report, to: Path) -> None:
    """Write the table. Raises EnvironmentError_ where the file cannot be written."""
    write_csv(to, [label.in_(report.language) for label in _HEAD], _rows(report))


def _rows(report: Report) -> Iterator[list[str]]:
    for placed in entries(report):
        section, *groups = placed.path
        entry = placed.entry
        yield [
            section,
            " / ".join(groups),
            entry.code,
            entry.title,
            entry.reading,
            entry.date,
            entry.extent,
            "" if entry.pieces is None else str(entry.pieces),
            "\n".join(filter(None, [entry.subtitle, _lines(entry.lines)])),
            "\n".join(map(_note, entry.notes)),
        ]


def _lines(lines: Iterable[Line]) -> str:
    return "\n".join(f"{line.label}: {line.text}{line.mark}" for line in lines)


def _note(note: Note) -> str:
    return f"{note.mark} {note.about}: " + " / ".join(f"{item.label}: {item.text}" for item in note.items)
