"""Files that would do harm, read through the functions that the program reads files with.

    python tests/torture/hostile.py [HOW_MANY] [SEED]

HOW_MANY files (10,000 unless told) in equal parts of every kind: whole ones are made, and then bits are turned, pieces
cut, repeated, swapped, lengths made absurd; in TIFF, PNG and ZIP also inside what is checksummed. Each must be read, or
refused with a message, within two seconds and within 512 MB more. Files that do harm on purpose go first. A reader
that fails, one that hangs, and one that swallows memory must be caught by the same count, else the count is worth nothing.

A further kind of file registers itself in `KINDS`. Ends with status 1 where anything was not as promised.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hostile_files import bombs, mutated, whole

from memoircat.errors import InputError, MemoirCatError
from memoircat.exchange.mapping import load_mapping
from memoircat.faults import fault_name
from memoircat.media.page_pixels import read_page
from memoircat.media.store import MediaStore, inspect_image
from memoircat.media.thumbnails import FIRST, Thumbnails
from memoircat.quarantine import reading
from memoircat.tables.table_files import open_table, preview_table, read_table

LONGEST = 2.0  # seconds
MOST_MEMORY = 512 * 2**20
_BASE = 32 * 2**20  # the code of Python and its libraries, which is not counted as data
_ENCODINGS = ("auto", "utf-8", "cp932", "euc-jp", "utf-16", "cp1251", "zlib", "undefined")
Read = Callable[[Path], object]


@dataclass
class Tally:
    """What became of the files of a kind."""

    read: int = 0
    refused: int = 0
    uncaught: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)  # the reader process was ended over them, and that was told
    slow: list[str] = field(default_factory=list)
    slowest: float = 0.0
    memory: int = 0  # bytes at most, of a reader process
    longest: float = LONGEST  # seconds after which a file counts as slow

    def holds(self) -> bool:
        """Whether all was as promised."""
        return not self.uncaught and not self.slow and self.memory <= MOST_MEMORY + _BASE

    def take(self, name: str, file: Path, read: Read) -> None:
        """Read one file; where it took long, twice more, by the time that this machine has left for us."""
        taken = self._take(name, file, read)
        for _ in range(2):
            if taken > self.longest:
                taken = min(taken, _seconds(file, read) / crowded())
        self.slowest = max(self.slowest, taken)
        if taken > self.longest:
            self.slow.append(f"{name}: {taken:.1f} s")

    def _take(self, name: str, file: Path, read: Read) -> float:
        begun = time.perf_counter()
        try:
            read(file)
            self.read += 1
        except MemoirCatError as told:
            self.refused += 1
            if "status" in str(told) or "longer than" in str(told):
                self.ended.append(f"{name}: {told.message}")
        except Exception as problem:  # noqa: BLE001 - this is what is counted
            self.uncaught.append(f"{name}: {fault_name(type(problem), problem.__traceback__)}")
        return time.perf_counter() - begun


def _seconds(file: Path, read: Read) -> float:
    begun = time.perf_counter()
    with suppress(Exception):  # it was counted the first time
        read(file)
    return time.perf_counter() - begun


def crowded() -> float:
    """How many times as long as on an idle machine work takes now: others may be measuring too."""
    begun, used = time.perf_counter(), time.process_time()
    while time.process_time() - used < 0.1:
        pass
    return max(1.0, (time.perf_counter() - begun) / 0.1)


class _OneFile(MediaStore):
    """A store in which every image is the same file."""

    def __init__(self, file: Path) -> None:
        super().__init__(file.parent)
        self._file = file

    def path(self, sha256: str) -> Path | None:
        return self._file


def read_image(file: Path) -> None:
    """Take it in as the program does, and show its first two pages, small and whole, whatever was said of it."""
    with tempfile.TemporaryDirectory(dir=file.parent) as cache:
        thumbnails = Thumbnails(_OneFile(file), Path(cache))
        for page in (1, 2):
            thumbnails.picture("0" * 64, 96, page)
            with suppress(InputError):  # it is told by `inspect_image` too
                for _ in read_page(file, page, first=FIRST):
                    pass
    inspect_image(file)


def read_rows(file: Path) -> None:
    """Preview a table, and read it to its end."""
    preview_table(file)
    _, rows = read_table(file, open_table(file), "auto")
    for _ in rows:
        pass


def read_text_table(file: Path) -> None:
    """Preview a text as a table, and read it to its end in several encodings."""
    chance = random.Random(file.stat().st_size)
    encoding = chance.choice(_ENCODINGS)
    preview_table(file)
    _, rows = read_table(file, open_table(file), encoding)
    for _ in rows:
        pass


KINDS: dict[str, Read] = {
    **dict.fromkeys(("jpeg", "png", "tiff", "webp", "gif", "bmp"), read_image),
    "xlsx": read_rows,
    "csv": read_text_table,
    "mapping": load_mapping,
}


def trial(
    kind: str, many: int, seed: int, folder: Path, read: Read | None = None, *, longest: float = LONGEST
) -> Tally:
    """Read ``many`` files of a kind, each from ``seed`` and its number alone, so that one can be made again.

    One that takes more than ``longest`` seconds counts as slow.
    """
    tally = Tally(longest=longest)
    file = folder / f"hostile.{kind}"
    for name, data in _files(kind, many, seed):
        file.write_bytes(data)
        tally.take(name, file, read or KINDS[kind])
        tally.memory = max(tally.memory, *(_peak(process.pid) for process in reading._idle), 0)
    file.unlink(missing_ok=True)
    return tally


def _files(kind: str, many: int, seed: int) -> Iterator[tuple[str, bytes]]:
    yield from bombs(kind)
    samples = whole(kind)
    for number in range(many):
        chance = random.Random(f"{seed} {kind} {number}")
        yield f"{kind} {seed} {number}", mutated(kind, chance.choice(samples), chance)


def _peak(pid: int) -> int:
    """The most memory that a process has had, where the system tells it."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def controls(folder: Path) -> list[str]:
    """The faults that the count did not see though they were there; none, else it is worth nothing."""

    def fail(_file: Path) -> None:
        raise KeyError("a fault of a reader")

    def hang(_file: Path) -> None:
        time.sleep(1)

    missed = []
    if not trial("csv", 1, 0, folder, fail).uncaught:
        missed.append("a reader that fails")
    (folder / "one").write_bytes(b"")
    tally = Tally(longest=0.05)
    tally.take("control", folder / "one", hang)
    if not tally.slow:
        missed.append("a reader that hangs")
    tally = Tally(memory=MOST_MEMORY + _BASE + 1)
    if tally.holds():
        missed.append("a reader that swallows memory")
    return missed


def main(many: int = 10_000, seed: int = 1) -> int:
    """Print a table; 0 where everything held."""
    warnings.simplefilter("error")
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        before = set(Path(folder).iterdir())
        print(
            f"{'kind':8} {'files':>7} {'read':>7} {'refused':>8} {'uncaught':>9} {'ended':>6} {'slow':>5} {'slowest':>9} {'memory':>8}"
        )
        for kind in KINDS:
            reading.end_readers()  # so that the memory is that of this kind
            tally = trial(kind, -(-many // len(KINDS)), seed, Path(folder))
            print(
                f"{kind:8} {tally.read + tally.refused + len(tally.uncaught):7,} {tally.read:7,} {tally.refused:8,}"
                f" {len(tally.uncaught):9,} {len(tally.ended):6,} {len(tally.slow):5,}"
                f" {tally.slowest:7.2f} s {tally.memory // 2**20:5,} MB",
                flush=True,
            )
            for line in (*tally.uncaught[:20], *tally.ended[:20], *tally.slow[:20]):
                print(f"    {line}")
            wrong += [] if tally.holds() else [kind]
        if set(Path(folder).iterdir()) != before:
            wrong.append("something was left behind")
        wrong += [f"control not caught: {missed}" for missed in controls(Path(folder))]
    print("all held; the controls were caught" if not wrong else f"NOT HELD: {', '.join(wrong)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("MEMOIRCAT_LANG", "en")
    sys.exit(main(*map(int, sys.argv[1:])))
