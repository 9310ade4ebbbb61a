"""The pages of SQLite's file format (sqlite.org/fileformat.html) as bytes: cells, varints, overflow chains, values.

Read by ourselves, since SQLite gives up a whole tree for one damaged page. Nothing in a page is believed: every offset
and length is checked against the page, every chain against the size of the file.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13
PAGE_TYPES = (INTERIOR_INDEX, INTERIOR_TABLE, LEAF_INDEX, LEAF_TABLE)
LONGEST_ROW = 64 << 20  # bytes of one row; a longer one is no text that was ever typed or read from a file

_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_OF_VARIABLE = 7, 8, 9, 12

ReadPage = Callable[
    [int], bytes | None
]  # page number → its bytes; fewer where the file is cut, None where there is none


class BrokenPage(Exception):
    """Something in a page that cannot be what SQLite wrote there; its text says what."""


class BrokenText(bytes):
    """The bytes of a text that is not valid in the encoding of the database."""


Value = int | float | str | bytes | None


@dataclass(frozen=True, slots=True)
class Layout:
    """What the header of the file says of all its pages."""

    page_size: int
    usable: int  # bytes of a page without the reserved ones at its end
    encoding: str = "utf-8"


class Cell(NamedTuple):
    """One entry of a leaf or interior page.

    ``rowid`` of a row, or the key of a child; ``child`` in interior pages. ``payload`` is what lies in the page itself
    of ``length`` bytes, ``overflow`` the first page of the rest (0: none), ``size`` the bytes that the cell takes.
    """

    rowid: int | None
    child: int
    length: int
    payload: bytes
    overflow: int
    size: int


class Row(NamedTuple):
    """The values of a row; ``cut`` are the numbers of those that are not whole."""

    values: tuple[Value, ...]
    cut: tuple[int, ...] = ()


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer of 1 to 9 bytes, and where it ends. Raises BrokenPage where the bytes end before."""
    value = 0
    for step in range(8):
        if at >= len(data):
            raise BrokenPage("a number is cut off")
        byte = data[at]
        at += 1
        if byte < 0x80:
            return value << 7 | byte, at
        value = value << 7 | byte & 0x7F
        if step == 7:
            break
    if at >= len(data):
        raise BrokenPage("a number is cut off")
    value = value << 8 | data[at]
    return (value - (1 << 64) if value >= 1 << 63 else value), at + 1


def header_offset(number: int) -> int:
    """Where the header of a page begins: page 1 has that of the file before it."""
    return 100 if number == 1 else 0


def page_type(page: bytes | None, number: int) -> int | None:
    """One of `PAGE_TYPES`; None for what is no page of a tree."""
    at = header_offset(number)
    if page is None or len(page) < at + 12:
        return None
    return page[at] if page[at] in PAGE_TYPES else None


def rightmost_child(page: bytes, number: int) -> int:
    """The last child of an interior page, which has no cell."""
    return int(struct.unpack_from(">I", page, header_offset(number) + 8)[0])


def cells(page: bytes, number: int, layout: Layout) -> Iterator[Cell | BrokenPage]:
    """The cells of a page of a tree in their order; for one that cannot be read, why."""
    kind = page_type(page, number)
    if kind is None:
        return
    start = header_offset(number)
    first = start + (12 if kind in (INTERIOR_INDEX, INTERIOR_TABLE) else 8)
    count = struct.unpack_from(">H", page, start + 3)[0]
    most = (layout.usable - first) // 6  # a cell takes 4 bytes at least, and 2 for its pointer
    if count > most:
        yield BrokenPage("more cells than a page can hold")
    seen: set[int] = set()
    for pointer in range(first, first + 2 * min(count, most), 2):
        if pointer + 2 > len(page):
            yield BrokenPage("the page is cut off")
            return
        at = struct.unpack_from(">H", page, pointer)[0] or 65536
        if at in seen or at < first + 2 or at >= min(len(page), layout.usable):
            yield BrokenPage("a cell lies outside the page")
            continue
        seen.add(at)
        try:
            yield _cell(page, at, kind, layout)
        except BrokenPage as problem:
            yield problem


def _cell(page: bytes, at: int, kind: int, layout: Layout) -> Cell:
    start, child, rowid = at, 0, None
    if kind in (INTERIOR_INDEX, INTERIOR_TABLE):
        if at + 4 > len(page):
            raise BrokenPage("a cell is cut off")
        child = struct.unpack_from(">I", page, at)[0]
        at += 4
    if kind == INTERIOR_TABLE:
        rowid, at = read_varint(page, at)
        return Cell(rowid, child, 0, b"", 0, at - start)
    length, at = read_varint(page, at)
    if not 0 < length <= LONGEST_ROW:
        raise BrokenPage("a row of an impossible length")
    if kind == LEAF_TABLE:
        rowid, at = read_varint(page, at)
    local = _local(length, kind, layout.usable)
    end = at + local
    overflow = 0
    if local < length:
        if end + 4 > min(len(page), layout.usable):
            raise BrokenPage("a cell is cut off")
        overflow = struct.unpack_from(">I", page, end)[0]
        end += 4
    if end > min(len(page), layout.usable):
        raise BrokenPage("a cell is cut off")
    return Cell(rowid, child, length, page[at : at + local], overflow, max(end - start, 4))


def _local(length: int, kind: int, usable: int) -> int:
    """How many bytes of a payload lie in the page itself; the rest lies on overflow pages."""
    most = usable - 35 if kind == LEAF_TABLE else (usable - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (length - least) % (usable - 4)
    return kept if kept <= most else least


def adds_up(page: bytes, number: int, sizes: int, layout: Layout) -> bool:
    """Whether the cells of a page (``sizes`` bytes in all) and its free space fill it, as in every sound page."""
    start = header_offset(number)
    free, _count, content, fragments = struct.unpack_from(">HHHB", page, start + 1)
    taken, steps = sizes + fragments, 0
    while free:
        steps += 1
        if free + 4 > len(page) or steps > layout.usable // 4:
            return False
        following, size = struct.unpack_from(">HH", page, free)
        if following and following <= free:
            return False
        taken, free = taken + size, following
    return bool(taken == layout.usable - (content or 65536))


def payload(cell: Cell, read_page: ReadPage, layout: Layout) -> tuple[bytes, bool]:
    """The payload of a cell with what lies on overflow pages, and whether it is whole; else its beginning.

    The chain ends at a page that cannot be one of a chain: one of a tree, one that is empty, one met before.
    """
    parts, got, number = [cell.payload], len(cell.payload), cell.overflow
    chain: set[int] = set()
    while got < cell.length:
        page = read_page(number) if number and number not in chain else None
        wanted = min(cell.length - got, layout.usable - 4)
        # The first byte of an overflow page is that of the number of the next: 0 in any file below 64 GB.
        if page is None or len(page) < 4 + wanted or page[0] in PAGE_TYPES or not any(page[: 4 + wanted]):
            break
        chain.add(number)
        parts.append(page[4 : 4 + wanted])
        got += wanted
        number = struct.unpack_from(">I", page)[0]
    return b"".join(parts), got == cell.length


def decode(data: bytes, length: int, encoding: str = "utf-8") -> Row:
    """The values of a record of ``length`` bytes, of which ``data`` may be the beginning only.

    Raises BrokenPage where lengths do not fit each other, which SQLite never writes.
    """
    head, at = read_varint(data, 0)
    if not at <= head <= min(len(data), length):
        raise BrokenPage("the head of a row is longer than the row")
    kinds: list[int] = []
    whole = head
    while at < head:
        kind, at = read_varint(data, at)
        size = _size(kind)
        whole += size
        if whole > length:
            raise BrokenPage("values are longer than their row")
        kinds.append(kind)
    if at != head or whole != length:
        raise BrokenPage("values do not fill their row")
    values: list[Value] = []
    cut: list[int] = []
    for number, kind in enumerate(kinds):
        size = _size(kind)
        if size and at + size > len(data):
            cut.append(number)
        values.append(_value(kind, data[at : at + size], size, encoding))
        at += size
    return Row(tuple(values), tuple(cut))


def _size(kind: int) -> int:
    if kind >= _FIRST_OF_VARIABLE:
        return (kind - _FIRST_OF_VARIABLE) >> 1
    if kind in _INTEGER_SIZES:
        return _INTEGER_SIZES[kind]
    if kind == _FLOAT:
        return 8
    if kind in (0, _ZERO, _ONE):
        return 0
    raise BrokenPage("a value of no known type")


def _value(kind: int, data: bytes, size: int, encoding: str) -> Value:
    if kind >= _FIRST_OF_VARIABLE:
        return _text(data, encoding, whole=len(data) == size) if kind & 1 else data
    if kind in (_ZERO, _ONE):
        return kind - _ZERO
    if kind == 0 or len(data) < size:
        return None
    if kind == _FLOAT:
        number = struct.unpack(">d", data)[0]
        return None if number != number else float(number)  # noqa: PLR0124 - NaN, which SQLite reads as NULL
    return int.from_bytes(data, "big", signed=True)


def _text(data: bytes, encoding: str, *, whole: bool) -> str | BrokenText:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as problem:
        if not whole and problem.start >= len(data) - 4:  # the last character is cut in two
            return data[: problem.start].decode(encoding)
        return BrokenText(data)
