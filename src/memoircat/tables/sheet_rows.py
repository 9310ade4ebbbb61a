"""The rows of a sheet, one after the other, from its XML: a cell far away costs what is written of it and no more.

Nearly all programs write cells in the same few ways, which an expression reads four times as fast as an XML parser.
A row that is written in any other way goes to the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise, product
from string import ascii_uppercase
from typing import NamedTuple, cast
from xml.etree import ElementTree as ET

from memoircat.messages import message
from memoircat.tables.cell_texts import CellFormat, iso_text, number_text, plain_number, trimmed, unescaped
from memoircat.tables.workbook_parts import Workbook, cut, damaged, shared_text

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a spreadsheet
_LETTERS = ["".join(letters) for length in (1, 2, 3) for letters in product(ascii_uppercase, repeat=length)][
    :LAST_COLUMN
]
COLUMNS = {letters: number for number, letters in enumerate(_LETTERS)}  # from 0
_ROW = re.compile(r'\s*<row r="([1-9]\d{0,6})"(?: [^>]*[^/>])?>')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})(\d+)"(?: s="(\d+)")?(?: t="(\w+)")?(?:/>|>'
    r"(?:<f[^>]*/>|<f(?: [^>]*)?>[^<]*</f>)?"
    r'(?:<v>([^<&\r]+)</v>|<is><t( xml:space="preserve")?>([^<&\r]*)</t></is>)?</c>)'
)
_STORED = frozenset(("str", "b", "e", "d"))  # kinds of cells whose value stands in the cell as text
_KINDS = _STORED | {"", "n", "s", "inlineStr"}
_FORMATS = ("date", "duration")
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9]\d{0,6})")


class Cell(NamedTuple):
    """A cell that holds something, as it is stored. ``column`` counts from 0; ``style``, ``kind``: as `s`, `t`."""

    column: int
    style: str
    kind: str
    value: str


class Extent(NamedTuple):
    """The columns that the rows of a sheet reach over, from 0: the first, the one after the last, and a cell there."""

    first: int
    end: int
    cell: str


def letters_of(column: int) -> str:
    """The letters of a column, which counts from 0."""
    return _LETTERS[column]


class SheetRows:
    """The rows of the first sheet of a workbook, from the first to the last each time that they are asked for."""

    def __init__(self, workbook: Workbook) -> None:
        self._book = workbook
        # How the row before was written: most rows are written as it is.
        self._letters: tuple[str, ...] = ()
        self._columns: list[int] = []
        self._kinds: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        self._plan: list[str] = []

    def extent(self) -> Extent:
        """Over which columns the rows reach."""
        first, end, cell = LAST_COLUMN, 0, ""
        for line, begins, ends in self._ends():
            first = min(first, begins)
            if ends >= end:
                end, cell = ends + 1, f"{letters_of(ends)}{line}"
        return Extent(min(first, end), end, cell)

    def texts(self) -> Iterator[tuple[int, list[int], list[str]]]:
        """The number of each row that holds something, the columns (from 0) of its cells, and what they say.

        Raises InputError for rows that go backwards, cells that are there twice, and what is damaged.
        """
        last = 0
        for line, columns, texts in self._rows():
            if line <= last:
                raise damaged(message("row {row} comes after row {last}", row=line, last=last))
            last = line
            if any(texts):
                yield line, columns, texts

    def _rows(self) -> Iterator[tuple[int, list[int], list[str]]]:
        """The rows as they are written, empty ones too."""
        with self._book.archive.open(self._book.sheet) as stream:
            pieces = cut(stream, "worksheet", "row", "sheetData")
            line = 0
            for text, end in pieces.elements():
                if (row := self._plain_row(text)) is not None:
                    line = row[0]
                    yield row
                    continue
                for number, cells in _any_rows(pieces.parse(text + end), line):
                    line = number
                    cells.sort(key=lambda cell: cell.column)
                    _prove_once(cells, line)
                    yield line, [cell.column for cell in cells], [self._text(cell, line) for cell in cells]

    def _plain_row(self, text: str) -> tuple[int, list[int], list[str]] | None:
        """A row that is written as most are: its number, the columns of its cells, their texts. None for any other."""
        head = _ROW.match(text)
        if head is None or "<!" in text or int(head[1]) > LAST_ROW:
            return None
        cells = _CELL.findall(text, head.end())
        if not cells or len(cells) != text.count("<c"):
            return None
        letters, numbers, styles, kinds, values, kept, inline = zip(*cells, strict=True)
        if numbers.count(head[1]) != len(numbers):
            return None
        if letters != self._letters:
            self._letters, self._columns = letters, _rising(letters)
        if (kinds, styles) != self._kinds:
            self._kinds, self._plan = (kinds, styles), self._plan_of(kinds, styles)
        columns = self._columns
        try:
            texts = self._stored_texts(self._plan, values, kept, inline) if columns else None
        except (LookupError, ValueError):
            return None
        if texts is None:
            return None
        if None in texts:
            columns = [column for column, said in zip(columns, texts, strict=True) if said is not None]
            texts = [said for said in texts if said is not None]
        return int(head[1]), columns, cast(list[str], texts)

    def _plan_of(self, kinds: tuple[str, ...], styles: tuple[str, ...]) -> list[str]:
        """How the cells of a row are read: as their format says, or as their kind."""
        formats = self._book.formats
        return [
            formats.get(style, "") if kind in ("", "n") else kind for kind, style in zip(kinds, styles, strict=True)
        ]

    def _stored_texts(
        self, plan: list[str], values: tuple[str, ...], kept: tuple[str, ...], inline: tuple[str, ...]
    ) -> list[str | None]:
        """What cells say; None for one that holds nothing. Raises LookupError or ValueError for what is not plain."""
        shared, since_1904 = self._book.texts, self._book.since_1904
        texts: list[str | None] = []
        for at, (kind, value) in enumerate(zip(plan, values, strict=True)):
            if not value:
                if (inline[at] and kind != "inlineStr") or kind == "str":
                    raise ValueError
                texts.append(unescaped(trimmed(inline[at], bool(kept[at]))) or None)
            elif kind == "s":
                number = int(value)
                texts.append(shared[number if number >= 0 else len(shared)])
            elif not kind:
                whole = value.isdigit() and value[0] != "0" and len(value) < 16
                texts.append(value if whole else plain_number(value))
            elif kind in _FORMATS:
                texts.append(number_text(value, cast(CellFormat, kind), since_1904))
            elif kind in _STORED:
                texts.append(_stored_text(kind, value))
            else:
                raise ValueError
        return texts

    def _ends(self) -> Iterator[tuple[int, int, int]]:
        """Each row that holds something: its number, and the columns of its first and its last cell."""
        with self._book.archive.open(self._book.sheet) as stream:
            pieces = cut(stream, "worksheet", "row", "sheetData")
            line = 0
            for text, end in pieces.elements():
                if (ends := _plain_ends(text)) is not None:
                    line = ends[0]
                    yield ends
                    continue
                for number, cells in _any_rows(pieces.parse(text + end), line):
                    line = number
                    if cells:
                        columns = [cell.column for cell in cells]
                        yield line, min(columns), max(columns)

    def _text(self, cell: Cell, line: int) -> str:
        if cell.kind in ("", "n"):
            return number_text(cell.value, self._book.formats.get(cell.style, ""), self._book.since_1904)
        return self._shared(cell, line) if cell.kind == "s" else _stored_text(cell.kind, cell.value)

    def _shared(self, cell: Cell, line: int) -> str:
        number = int(cell.value) if cell.value.isascii() and cell.value.isdigit() and len(cell.value) < 12 else -1
        if not 0 <= number < len(self._book.texts):
            name = f"{letters_of(cell.column)}{line}"
            raise damaged(message("cell {cell} refers to a text that is not there", cell=name))
        return self._book.texts[number]


def _rising(letters: tuple[str, ...]) -> list[int]:
    """The columns of letters; none where they do not rise, or there is no such column."""
    columns = [COLUMNS.get(each, -1) for each in letters]
    rising = all(one < other for one, other in zip([-1, *columns], columns, strict=False))
    return columns if rising else []


def _stored_text(kind: str, value: str) -> str:
    if kind == "str":
        return unescaped(value)
    if kind == "b":
        return "FALSE" if value in ("0", "false") else "TRUE"
    if kind == "e":
        return ""  # an error of a formula
    return iso_text(value) if kind == "d" else value


def _plain_ends(text: str) -> tuple[int, int, int] | None:
    """The number of a row that is written as most are, and the columns of its first and last cell that hold something.

    None for any other row, and for one without such cells.
    """
    head, at = _ROW.match(text), text.rfind('<c r="')
    if head is None or "<!" in text or int(head[1]) > LAST_ROW:
        return None
    first = _CELL.match(text, head.end())
    while first is not None and not (first[5] or first[7]):
        first = _CELL.match(text, first.end())
    while first is not None and at >= first.start():
        last = _CELL.match(text, at)
        if last is None or not last[2] == first[2] == head[1] or not {first[1], last[1]} <= COLUMNS.keys():
            return None
        if last[5] or last[7]:
            begins, ends = COLUMNS[first[1]], COLUMNS[last[1]]
            return (int(head[1]), begins, ends) if begins <= ends else None
        at = text.rfind('<c r="', 0, at)
    return None


def _prove_once(cells: list[Cell], line: int) -> None:
    """Raise InputError for a cell that is there twice, in a row in the order of its columns."""
    for one, other in pairwise(cells):
        if one.column == other.column:
            raise damaged(message("cell {cell} is there twice", cell=f"{letters_of(one.column)}{line}"))


def _any_rows(rows: ET.Element, line: int) -> Iterator[tuple[int, list[Cell]]]:
    """Rows that the XML parser has read. ``line``: the row before them, for those that do not say their number."""
    for row in rows:
        line = _row_number(row.get("r"), line)
        yield line, _cells(row, line)


def _row_number(said: str | None, line: int) -> int:
    number = line + 1 if said is None else int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
    if not 1 <= number <= LAST_ROW:
        raise damaged(message("there is no row {row}", row=said or number))
    return number


def _cells(row: ET.Element, line: int) -> list[Cell]:
    cells, column = [], -1
    for cell in row:
        if not cell.tag.endswith("}c"):
            continue
        column = _column(cell.get("r"), line, column)
        kind, values = cell.get("t", ""), {child.tag.rpartition("}")[2]: child for child in cell}
        if kind == "inlineStr" and "is" in values:
            if inline := shared_text(values["is"]):
                cells.append(Cell(column, "", kind, inline))
        elif kind not in _KINDS:
            raise damaged(message("cell {cell} is of an unknown kind", cell=f"{letters_of(column)}{line}"))
        elif kind != "inlineStr" and "v" in values and (values["v"].text or kind == "str"):
            cells.append(Cell(column, cell.get("s", ""), kind, values["v"].text or ""))
    return cells


def _column(said: str | None, line: int, before: int) -> int:
    """The column (from 0) of a cell. ``before``: that of the cell before, which it follows where it does not say."""
    if said is None:
        column = before + 1
    else:
        reference = _REFERENCE.fullmatch(said)
        column = COLUMNS.get(reference[1].upper(), LAST_COLUMN) if reference else LAST_COLUMN
        if reference and int(reference[2]) != line:
            raise damaged(message("cell {cell} stands in row {row}", cell=said, row=line))
    if column >= LAST_COLUMN:
        raise damaged(message("there is no cell {cell}", cell=said or f"{line}"))
    return column
