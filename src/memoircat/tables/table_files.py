"""Table files, CSV or XLSX: the bytes mapped into memory, the encoding verified, the rows one by one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

from memoircat.quarantine.regular_files import not_opened, open_regular
from memoircat.tables.csv_files import TableRow, read_csv
from memoircat.tables.encodings import Bytes, decode, possible_encodings
from memoircat.tables.xlsx_files import OLD_SIGNATURE, SIGNATURE, read_xlsx, refuse_old_workbook

WORKBOOK = "xlsx"  # stands where a text file would have an encoding


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first rows of a table, read in ``encoding``, and all encodings that are possible."""

    encoding: str
    possible: tuple[str, ...]
    rows: tuple[TableRow, ...]


def open_table(file: Path) -> Bytes:
    """The bytes of a file, mapped into memory rather than read. Raises InputError for a file that cannot be opened."""
    try:
        with open_regular(file) as opened:
            return mmap(opened.fileno(), 0, access=ACCESS_READ) if os.fstat(opened.fileno()).st_size else b""
    except OSError as problem:
        raise not_opened(problem, file) from None


def read_table(file: Path, data: Bytes, encoding: str) -> tuple[str, Iterator[TableRow]]:
    """The encoding of a table (or `WORKBOOK`) and its rows, which are read one by one. ``data``: see `open_table`.

    Raises InputError where `decode` does, and while the rows are read where `read_csv` and `read_xlsx` do.
    """
    if _is_workbook(data, file):
        return WORKBOOK, read_xlsx(file)
    decoded = decode(data, encoding, where=str(file))
    return decoded.encoding, read_csv(decoded.lines(), where=str(file))


def preview_table(file: Path, encoding: str = "auto", rows: int = 40) -> TablePreview:
    """The first ``rows`` rows of a table. Where several encodings are possible, "auto" takes the first of them.

    Raises InputError, with the line, for a file that cannot be read as a table.
    """
    data = open_table(file)
    if _is_workbook(data, file):
        return TablePreview(WORKBOOK, (WORKBOOK,), tuple(read_xlsx(file, rows=rows)))
    possible = possible_encodings(data)
    chosen = possible[0] if encoding == "auto" and possible else encoding
    read_as, table_rows = read_table(file, data, chosen)
    return TablePreview(read_as, possible, tuple(islice(table_rows, rows)))


def _is_workbook(data: Bytes, file: Path) -> bool:
    """Whether a file is an XLSX workbook. Raises InputError for a workbook of another kind."""
    if data[: len(OLD_SIGNATURE)] == OLD_SIGNATURE:
        raise refuse_old_workbook(file)
    return data[: len(SIGNATURE)] == SIGNATURE
