"""The file format of the name dictionaries: lines sorted by key, in compressed blocks that are unpacked one by one.

Layout of the file:

1. the length in bytes of the table of contents (4 bytes, big-endian);
2. the table of contents (zlib over JSON): ``keys``, the first key of each block, and ``places``, the offset of each
   block and of the end of the last one, counted from the first block;
3. the blocks (zlib over UTF-8): up to 200 lines each, fields separated by tabs, the key first.

A look-up unpacks one block, so the first search after a start does not wait for the whole dictionary.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from memoircat.errors import EnvironmentError_
from memoircat.messages import message

_BLOCK = 200  # lines in a block
_KEPT = 4096  # blocks kept unpacked: all of them, when a whole roster is read


class Blocks:
    """A dictionary file, read into memory but not unpacked. Raises EnvironmentError_ where the file is unreadable."""

    def __init__(self, file: Path) -> None:
        try:
            self._data = file.read_bytes()
            length = int.from_bytes(self._data[:4], "big")
            contents = json.loads(zlib.decompress(self._data[4 : 4 + length]))
        except (OSError, ValueError, zlib.error) as problem:
            raise EnvironmentError_(
                message("A dictionary of names that belongs to the program cannot be read."),
                where=str(file),
                hint=message("Install MemoirCat again."),
            ) from problem
        self._keys: list[str] = contents["keys"]
        self._offsets: list[int] = contents["places"]
        self._begin = 4 + length
        self._block = lru_cache(maxsize=_KEPT)(self._unpack)

    def get(self, key: str) -> tuple[str, ...] | None:
        """The fields after the key in the line of ``key``; None where there is no such line."""
        number = bisect_right(self._keys, key) - 1
        if number < 0:
            return None
        block = self._block(number)
        begin = block.find(f"\n{key}\t") + 1
        return tuple(block[begin : block.index("\n", begin)].split("\t")[1:]) if begin else None

    def lines(self) -> Iterator[str]:
        """All lines of the dictionary, in the order of their keys."""
        for number in range(len(self._keys)):
            yield from self._unpack(number).strip("\n").split("\n")

    def _unpack(self, number: int) -> str:
        """The lines of a block with a line break before and after each: `get` searches them without splitting."""
        first, after = self._offsets[number : number + 2]
        return f"\n{zlib.decompress(self._data[self._begin + first : self._begin + after]).decode()}\n"


def write_blocks(file: Path, lines: Iterable[str]) -> None:
    """Write a dictionary file. ``lines``: fields separated by tabs, the key first, in any order."""
    ordered = sorted(lines, key=lambda line: line.split("\t", 1)[0])
    keys, offsets, packed = [], [0], b""
    for start in range(0, len(ordered), _BLOCK):
        block = ordered[start : start + _BLOCK]
        keys.append(block[0].split("\t", 1)[0])
        packed += zlib.compress("\n".join(block).encode(), 9)
        offsets.append(len(packed))
    contents = zlib.compress(json.dumps({"keys": keys, "places": offsets}, ensure_ascii=False).encode(), 9)
    file.write_bytes(len(contents).to_bytes(4, "big") + contents + packed)
