"""Reading XLSX: the first sheet of a workbook as rows of text, read in a process apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.quarantine.reading import read_apart
from memoircat.tables.csv_files import TableRow

SIGNATURE = b"PK\x03\x04"  # the first bytes of every ZIP archive, and so of every workbook
OLD_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of files of Excel before 2007, and of locked workbooks
_READER = "memoircat.tables.workbook_reader"
_WIDEST = 16_384  # columns of a spreadsheet


def read_xlsx(file: Path, *, rows: int | None = None) -> Iterator[TableRow]:
    """The rows of the first sheet with their numbers, without empty rows; not more than ``rows``.

    They begin with the first column that holds anything, and all are as long as the longest. A formula gives the value
    that was stored with it, a date its ISO form (without a time where that is midnight), a whole number no decimal
    point; of merged cells the first has the value. Raises InputError for what is not a workbook, is locked, damaged, or
    too large.
    """
    with read_apart(file, _READER, "rows", {"rows": rows}) as reading:
        width = 0
        for head, _ in reading.parts():
            try:
                if "width" in head:
                    width = min(int(head["width"]), _WIDEST)
                table_rows = [_row(row, width) for row in head.get("rows", ())]
            except (TypeError, ValueError, IndexError) as problem:  # never from our reader: it was taken over
                raise InputError(
                    message("The file cannot be read ({problem}).", problem=type(problem).__name__), where=str(file)
                ) from None
            yield from table_rows


def refuse_old_workbook(file: Path) -> InputError:
    """The error for a workbook of another kind, by its `OLD_SIGNATURE`."""
    return InputError(
        message("This is a workbook of Excel before 2007 (.xls), or one that is locked with a password."),
        where=str(file),
        hint=message("Save it as XLSX without a password, or as CSV, and import that."),
    )


def _row(sent: Any, width: int) -> TableRow:
    """A row as a reader process sent it. Raises TypeError, ValueError or IndexError for what is none."""
    line, texts, columns = sent
    "".join(texts)  # nothing but texts
    if columns is None:
        cells = texts
    else:
        cells = [""] * min(max(columns) + 1, _WIDEST)
        for column, text in zip(columns, texts, strict=True):
            cells[column] = text
    return TableRow(int(line), (*cells, *[""] * (width - len(cells))))
