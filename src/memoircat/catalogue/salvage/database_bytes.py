"""The bytes of a database file page by page, with what its write-ahead file or its rollback journal adds.

The files are only read, and never through SQLite, which would write into them (a checkpoint, a rollback). A process
that has the catalogue open must not use this on it: closing the file drops the locks that SQLite holds on it.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from types import TracebackType
from typing import BinaryIO

from memoircat.catalogue.salvage.btree_pages import PAGE_TYPES, Layout

_MAGIC = b"SQLite format 3\0"
_ENCODINGS = {2: "utf-16-le", 3: "utf-16-be"}
_WAL_MAGIC = (0x377F0682, 0x377F0683)  # checksums of little-endian, of big-endian words
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
_LIKELY_SIZES = (4096, 1024, 8192, 2048, 16384, 32768, 65536, 512)
_SAMPLE = 200  # pages that are looked at to find the size of a page


@dataclass(frozen=True, slots=True)
class Frames:
    """What a write-ahead file adds: page → where its newest committed bytes lie in the file.

    ``doubtful``: pages of which a newer version was there and cannot be read. ``unreadable``: frames that cannot be.
    """

    pages: dict[int, int]
    doubtful: frozenset[int] = frozenset()
    unreadable: int = 0


class DatabaseBytes:
    """The pages of a database. ``with_log``: with those of the files beside it.

    Raises OSError where it cannot be read, and for what is no regular file.
    """

    def __init__(self, file: Path, *, with_log: bool = True) -> None:
        self._files: list[BinaryIO] = []
        try:
            self._begin(file, with_log)
        except BaseException:
            self.close()
            raise

    def _begin(self, file: Path, with_log: bool) -> None:
        self._main = self._open(file)
        self.size = os.fstat(self._main.fileno()).st_size if self._main else 0
        self._wal = self._open(file.with_name(file.name + "-wal")) if with_log else None
        self._journal = self._open(file.with_name(file.name + "-journal")) if with_log else None
        self.head = self._read(self._main, 0, 100)
        self.layout = self._layout()
        self.frames = _wal_frames(self._wal, self.layout.page_size) if self._wal else Frames({})
        self._before = _journal_pages(self._journal, self.layout.page_size) if self._journal else {}
        if 1 in self.frames.pages:
            self.head = (self.page(1) or b"")[:100]
        self.header_stands = self.head[:16] == _MAGIC
        in_file = -(-self.size // self.layout.page_size)
        self.count = max(in_file, max(self.frames.pages, default=0), max(self._before, default=0))

    def page(self, number: int) -> bytes | None:
        """The bytes of a page: fewer than a page where the file is cut there, None where it has none."""
        size = self.layout.page_size
        if number in self.frames.pages:
            return self._read(self._wal, self.frames.pages[number], size)
        if number in self._before:
            return self._read(self._journal, self._before[number], size)
        if number < 1 or (number - 1) * size >= self.size:
            return None
        return self._read(self._main, (number - 1) * size, size)

    @property
    def user_version(self) -> int | None:
        """The schema number that the file says; None where its header is destroyed."""
        return int(struct.unpack_from(">I", self.head, 60)[0]) if self.header_stands else None

    @property
    def has_log(self) -> bool:
        """Whether a file beside it changes any page."""
        return bool(self.frames.pages or self._before)

    def free_pages(self) -> tuple[set[int], bool]:
        """The pages on the freelist, and whether it is whole; if not, those too that look as if they were on it."""
        if not self.header_stands:
            return self._free_by_looks(), False
        trunk, total = struct.unpack_from(">II", self.head, 32)
        free: set[int] = set()
        while trunk and trunk not in free and trunk <= self.count:
            free.add(trunk)
            page = self.page(trunk) or b""
            leaves = _trunk(page, self.layout, self.count)
            if leaves is None:
                break
            free.update(leaves)
            trunk = struct.unpack_from(">I", page)[0]
        return (free, True) if len(free) == total else (free | self._free_by_looks(), False)

    def _free_by_looks(self) -> set[int]:
        """Where the freelist is broken: pages that look like a trunk of it, and the pages that they name."""
        free: set[int] = set()
        for number in range(2, self.count + 1):
            page = self.page(number) or b""
            leaves = _trunk(page, self.layout, self.count)
            if leaves:
                free |= {number, *leaves}
        return free

    def close(self) -> None:
        """Close the files."""
        for opened in self._files:
            opened.close()

    def __enter__(self) -> DatabaseBytes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self, file: Path) -> BinaryIO | None:
        """A regular file for reading; None where there is none. Links are not followed, pipes not waited for."""
        try:
            mode = file.lstat().st_mode
        except FileNotFoundError:
            return None
        if not S_ISREG(mode):
            raise OSError(f"{file.name} is no regular file")
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        opened = os.fdopen(descriptor, "rb", buffering=0)
        self._files.append(opened)
        return opened

    @staticmethod
    def _read(file: BinaryIO | None, at: int, size: int) -> bytes:
        if file is None:
            return b""
        try:
            file.seek(at)
            return file.read(size) or b""
        except OSError:  # a sector that the disk gives back no more
            return b""

    def _layout(self) -> Layout:
        if self.head[:16] == _MAGIC:
            size = struct.unpack_from(">H", self.head, 16)[0]
            size = 65536 if size == 1 else size
            reserved, encoding = self.head[20], struct.unpack_from(">I", self.head, 56)[0]
            if size in _LIKELY_SIZES and size - reserved >= 480:
                return Layout(size, size - reserved, _ENCODINGS.get(encoding, "utf-8"))
        wal = self._read(self._wal, 8, 4)
        logged = struct.unpack(">I", wal)[0] if len(wal) == 4 else 0
        size = logged if logged in _LIKELY_SIZES else max(_LIKELY_SIZES, key=self._trees_begin)
        return Layout(size, size)

    def _trees_begin(self, size: int) -> float:
        """The share of pages that begin as pages of a tree do, if a page has this size."""
        numbers = range(1, max(2, -(-self.size // size)))
        sample = list(numbers)[:: max(1, len(numbers) // _SAMPLE)]
        heads = [self._read(self._main, number * size, 8) for number in sample]
        fitting = [head for head in heads if len(head) == 8 and head[0] in PAGE_TYPES and _fits(head, size)]
        # Where pages are half as large, none has cells in the second half of this size.
        reaching = any(_content(head) > size // 2 for head in fitting)
        return len(fitting) / max(1, len(heads)) if reaching else 0


def _content(head: bytes) -> int:
    """Where the cells of a page begin, by its header."""
    return int(struct.unpack_from(">H", head, 5)[0]) or 65536


def _fits(head: bytes, size: int) -> bool:
    return 8 + 2 * int(struct.unpack_from(">H", head, 3)[0]) <= _content(head) <= size


def _trunk(page: bytes, layout: Layout, count: int) -> list[int] | None:
    """The pages that a trunk of the freelist names; None for what cannot be one."""
    if len(page) < layout.usable:
        return None
    following, number = struct.unpack_from(">II", page)
    if following > count or number > layout.usable // 4 - 2:
        return None
    leaves = list(struct.unpack_from(f">{number}I", page, 8))
    fit = all(2 <= leaf <= count for leaf in leaves) and len(set(leaves)) == len(leaves)
    return leaves if fit else None


def _wal_frames(file: BinaryIO, page_size: int) -> Frames:
    """The committed frames. One that cannot be read does not end them, as it does for SQLite.

    Each frame carries the checksum of all before it, and so proves itself by the one that the frame before has stored.
    """
    file.seek(0)
    head = file.read(32)
    if len(head) < 32:
        return Frames({})
    magic, _version, size = struct.unpack_from(">III", head)
    if magic not in _WAL_MAGIC or size != page_size:
        return Frames({})
    order, salts = (">" if magic & 1 else "<"), head[16:24]
    pages: dict[int, int] = {}
    pending: dict[int, int] = {}
    torn: set[int] = set()
    torn_pending: set[int] = set()
    unreadable, unreadable_pending = 0, 0
    for at, frame in _frames(file, page_size):
        number, committed = struct.unpack_from(">II", frame)
        if frame[8:16] != salts or not number:
            break  # left over from before the log began anew
        if at == 32:
            sums = struct.unpack_from(">II", head, 24)
        proved = _checksum(frame[:8] + frame[24:], sums, order) == struct.unpack_from(">II", frame, 16)
        if proved:
            pending[number] = at + 24
            torn_pending.discard(number)
        else:
            unreadable_pending += 1
            torn_pending.add(number)
        sums = struct.unpack_from(">II", frame, 16)
        if committed and proved:
            torn = (torn - set(pending)) | torn_pending
            pages.update(pending)
            unreadable += unreadable_pending
            pending, torn_pending, unreadable_pending = {}, set(), 0
    return Frames(pages, frozenset(torn), unreadable)


def _frames(file: BinaryIO, page_size: int) -> Iterator[tuple[int, bytes]]:
    at = 32
    while True:
        file.seek(at)
        frame = file.read(24 + page_size)
        if len(frame) < 24 + page_size:
            return
        yield at, frame
        at += len(frame)


def _checksum(data: bytes, sums: tuple[int, ...], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = first + one + second & 0xFFFFFFFF
        second = second + other + first & 0xFFFFFFFF
    return first, second


def _journal_pages(file: BinaryIO, page_size: int) -> dict[int, int]:
    """What a hot rollback journal would put back: page → where its bytes lie in the journal."""
    file.seek(0)
    head = file.read(28)
    if len(head) < 28 or head[:8] != _JOURNAL_MAGIC:
        return {}
    count, nonce, _pages, sector, size = struct.unpack_from(">IIIII", head, 8)
    if size != page_size or not 32 <= sector <= 65536:
        return {}
    pages: dict[int, int] = {}
    at, left = sector, count
    while left:
        file.seek(at)
        entry = file.read(8 + page_size)
        if len(entry) < 8 + page_size:
            break
        number = struct.unpack_from(">I", entry)[0]
        # Every two-hundredth byte from the end is summed up; a record that does not fit was not written whole.
        summed = nonce + sum(entry[4 + offset] for offset in range(page_size - 200, 0, -200))
        if summed & 0xFFFFFFFF != struct.unpack_from(">I", entry, 4 + page_size)[0]:
            break
        pages.setdefault(number, at + 4)
        at += 8 + page_size
        left = left - 1 if left != 0xFFFFFFFF else left
    return pages
