"""Table files, CSV or XLSX: the bytes mapped into memory, the encoding verified, the rows one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from mmap import ACCESS_READ, mmap
from pathlib import Path

from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.tables.csv_files import TableRow, read_csv
from memoircat.tables.encodings import Bytes, decode, possible_encodings
from memoircat.tables.xlsx_files import SIGNATURE, read_xlsx

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
        with file.open("rb") as opened:
            return mmap(opened.fileno(), 0, access=ACCESS_READ) if file.stat().st_size else b""
    except FileNotFoundError:
        raise InputError(message("There is no such file."), where=str(file), hint=message("Check the path.")) from None
    except OSError as problem:
        raise InputError(
            message("The file cannot be read ({problem}).", problem=str(problem.strerror)),
            where=str(file),
            hint=message("Check the path."),
        ) from None


def read_table(data: Bytes, encoding: str, where: str) -> tuple[str, Iterator[TableRow]]:
    """The encoding of a table (or `WORKBOOK`) and its rows, which are read one by one.

    Raises InputError where `decode` does, and while the rows are read where `read_csv` and `read_xlsx` do.
    """
    if data[: len(SIGNATURE)] == SIGNATURE:
        return WORKBOOK, read_xlsx(bytes(data), where=where)
    decoded = decode(data, encoding, where=where)
    return decoded.encoding, read_csv(decoded.lines(), where=where)


def preview_table(file: Path, encoding: str = "auto", rows: int = 40) -> TablePreview:
    """The first ``rows`` rows of a table. Where several encodings are possible, "auto" takes the first of them.

    Raises InputError, with the line, for a file that cannot be read as a table.
    """
    data = open_table(file)
    if data[: len(SIGNATURE)] == SIGNATURE:
        return TablePreview(WORKBOOK, (WORKBOOK,), tuple(islice(read_xlsx(bytes(data), where=str(file)), rows)))
    possible = possible_encodings(data)
    chosen = possible[0] if encoding == "auto" and possible else encoding
    read_as, table_rows = read_table(data, chosen, str(file))
    return TablePreview(read_as, possible, tuple(islice(table_rows, rows)))
