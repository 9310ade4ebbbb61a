"""Reading and writing CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from memoircat.catalogue.whole import whole_file
from memoircat.errors import InputError
from memoircat.messages import message

LONGEST_CELL = 1_000_000  # characters
LONGEST_LINE = 8_000_000  # characters
MOST_COLUMNS = 5_000
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_GUARD = "'"


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row. ``line``: the line of a CSV file on which it begins, or the row of a sheet, from 1."""

    line: int
    cells: tuple[str, ...]


def read_csv(text: str | TextIO, *, where: str) -> Iterator[TableRow]:
    """The rows of a CSV text, without empty lines; guards that `neutralise` added are removed.

    Raises InputError with the line for what is not CSV; ``where`` is the name of the file in the message.
    """
    csv.field_size_limit(LONGEST_CELL)
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="") if isinstance(text, str) else text
    reader = csv.reader(_lines(lines, where), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise InputError(
                message("The table cannot be read ({problem}).", problem=str(problem)),
                where=message("{file}, line {line}", file=where, line=begins),
                hint=message("Look for a quotation mark that is not closed, near that line."),
            ) from None
        if len(cells) > MOST_COLUMNS:
            raise InputError(
                message("A row has {n} {n:column|columns}.", n=len(cells)),
                where=message("{file}, line {line}", file=where, line=begins),
                hint=message("Is the separator a comma?"),
            )
        if cells:
            yield TableRow(begins, tuple(map(restore, cells)))
        begins = reader.line_num + 1


def _lines(text: TextIO, where: str) -> Iterator[str]:
    """The lines of a text with their ends. Raises InputError for one that would fill the memory."""
    number = 0
    while line := text.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise InputError(
                message("The line is longer than {n:,} characters.", n=LONGEST_LINE),
                where=message("{file}, line {line}", file=where, line=number),
                hint=message("Is this a table?"),
            )
        yield line


def neutralise(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula (CSV injection).

    A cell that begins with an apostrophe gets one too, so that `restore` gives the same text back.
    """
    return _GUARD + cell if cell.startswith((*_DANGEROUS, _GUARD)) else cell


def restore(cell: str) -> str:
    """The cell as it was before `neutralise`."""
    return cell[1:] if cell.startswith(_GUARD) and cell[1:].startswith((*_DANGEROUS, _GUARD)) else cell


def write_csv(to: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table as UTF-8 with a byte order mark, by which spreadsheets recognise the encoding.

    The file appears only when it is complete. Raises EnvironmentError_ where it cannot be written.
    """
    with whole_file(to) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([neutralise(cell) for cell in head])
        writer.writerows([neutralise(cell) for cell in row] for row in rows)
