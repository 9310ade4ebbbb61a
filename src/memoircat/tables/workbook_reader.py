"""What a reader process does with a workbook: yields the rows of its first sheet in blocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.quarantine.frames import Frame
from memoircat.tables.csv_files import LONGEST_CELL
from memoircat.tables.sheet_rows import Extent, SheetRows, letters_of
from memoircat.tables.workbook_parts import ARCHIVE_ERRORS, damaged, open_workbook

MOST_CELLS = 100_000_000  # of the rectangle that the rows fill, empty ones included
MOST_CHARACTERS = 2**30  # of all cells
_LARGEST_ROW = 8_000_000  # characters
_BLOCK = 100_000  # characters and cells that are sent at once


def rows(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    """Yield the width of the sheet, then blocks of rows, not more than ``options["rows"]`` if that is a number.

    A row is its number, its texts, and their columns (from the first that holds anything, which is 0), or None where
    they stand side by side from there.
    Raises InputError for what is no workbook, is damaged, or is too large.
    """
    try:
        sheet = SheetRows(open_workbook(file))
        extent = sheet.extent()
        yield {"width": extent.end - extent.first}, b""
        yield from _blocks(sheet, extent, options.get("rows"))
    except ARCHIVE_ERRORS as problem:
        raise damaged(type(problem).__name__) from None


def _blocks(sheet: SheetRows, extent: Extent, most: int | None) -> Iterator[Frame]:
    block: list[tuple[int, list[str], list[int] | None]] = []
    size = cells = characters = 0
    for line, columns, texts in islice(sheet.texts(), most):
        length = sum(map(len, texts))
        cells, characters, size = cells + extent.end - extent.first, characters + length, size + length + len(texts)
        if length > LONGEST_CELL:
            _prove_cells(line, columns, texts)
        _prove_size(line, length, characters, cells, extent.cell)
        places = [column - extent.first for column in columns] if extent.first else columns
        if places[0] < 0 or columns[-1] >= extent.end:
            raise damaged(message("the cells of row {row} are not in order", row=line))
        block.append((line, texts, None if places[-1] == len(places) - 1 else places))
        if size > _BLOCK:
            yield {"rows": block}, b""
            block, size = [], 0
    yield {"rows": block}, b""


def _prove_cells(line: int, columns: list[int], texts: list[str]) -> None:
    for column, text in zip(columns, texts, strict=True):
        if len(text) > LONGEST_CELL:
            name = f"{letters_of(column)}{line}"
            raise damaged(message("cell {cell} holds more than {n:,} characters", cell=name, n=LONGEST_CELL))


def _prove_size(line: int, length: int, characters: int, cells: int, widest: str) -> None:
    if length > _LARGEST_ROW:
        raise damaged(message("row {row} holds more than {n:,} characters", row=line, n=_LARGEST_ROW))
    if characters > MOST_CHARACTERS:
        raise damaged(message("the sheet holds more than {n:,} characters", n=MOST_CHARACTERS))
    if cells > MOST_CELLS:
        raise InputError(
            message(
                "The sheet has more than {n:,} cells, empty ones included: its rows reach as far as {cell}.",
                n=MOST_CELLS,
                cell=widest,
            ),
            hint=message("Delete what stands beside the table."),
        )
