"""Damage a catalogue in many ways, salvage each copy, and say what came back.

    python tests/torture/damaged.py [HOW_MANY] [SEED] [--pages | --any] [--catalogue FOLDER]

--pages  one destroyed page each time: how many of the records came back whole whose rows lie on other pages
--any    any damage: no crash, at most 2 s of the processor (`--seconds`), at most 512 MB more
Both where neither is named. Without --catalogue one is made: 150 people, memoirs with long texts, images, history.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from memoircat.catalogue import storage
from memoircat.catalogue.salvage.btree_pages import LEAF_TABLE
from memoircat.catalogue.salvage.damaged import Damaged
from memoircat.catalogue.salvage.database_bytes import DatabaseBytes
from memoircat.catalogue.salvage.trees import Gap, Trees
from memoircat.catalogue.schema import BOOKKEEPING_COLUMNS, DERIVED_COLUMNS, PART_TABLES, TYPE_TABLES
from memoircat.errors import MemoirCatError
from memoircat.program import Program
from memoircat.records.parts import Name, Statement

PAGE = 4096
_OWN = {"record": "id", **dict.fromkeys(TYPE_TABLES, "record_id"), **dict.fromkeys(PART_TABLES, "record_id")}
_LEFT_OUT = {*DERIVED_COLUMNS, *BOOKKEEPING_COLUMNS}


# A catalogue to damage -------------------------------------------------------------------------------------------


def make_catalogue(folder: Path, people: int = 150) -> Path:
    """A catalogue with something in every corner: long texts on overflow pages, deleted rows, undone steps."""
    with Program.create(folder, title="試験", by="佐久間") as program:
        catalogue, ids = program.catalogue, []
        for start in range(0, people, 50):
            with catalogue.change("人を入れる") as change:
                for number in range(start, min(people, start + 50)):
                    person = change.create("person", kind="recorded")
                    change.add(person, Name(text=f"佐久間 辰蔵{number}", script="kanji"))
                    change.add(person, Statement(property="rank", value="上等兵", note="備考 " * (number % 40)))
                    ids.append(person)
        with catalogue.change("回想録") as change:
            for number in range(10):
                change.create("memoir", title=f"凍土の記 {number}", abstract="一九四五年の秋、" * 400 * number)
        with catalogue.change("直す") as change:
            for person in ids[::7]:
                change.set(person, note=f"訂正 {person}")
        with catalogue.change("消す") as change:
            for person in ids[::31]:
                change.delete(person)
        catalogue.undo()
    return folder


# What there is ---------------------------------------------------------------------------------------------------


@dataclass
class Rows:
    """The content of a catalogue: table → number of a row → its values; and the pages that each row lies on."""

    values: dict[str, dict[int, dict[str, Any]]]
    pages: dict[tuple[str, int], set[int]] = field(default_factory=dict)

    def records(self) -> dict[int, set[tuple[str, int]]]:
        """The rows that make up each record."""
        records: dict[int, set[tuple[str, int]]] = {}
        for table, owner in _OWN.items():
            for rowid, row in self.values.get(table, {}).items():
                records.setdefault(row[owner], set()).add((table, rowid))
        return records


def rows_of(database: Path) -> dict[str, dict[int, dict[str, Any]]]:
    """Every row of content of a sound database, as SQLite reads it."""
    with closing(storage.connect_reader(database)) as reader:
        names = [row[0] for row in reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        tables: dict[str, dict[int, dict[str, Any]]] = {}
        for name in names:
            if name.startswith(("name_", "text_", "word_", "sqlite_", "person_summary", "setting", "code_counter")):
                continue
            columns = [row[1] for row in reader.execute(f'PRAGMA table_info("{name}")')]
            kept = [column for column in columns if name != "record" or column not in _LEFT_OUT]
            listed = ", ".join(f'"{column}"' for column in kept)
            rows = reader.execute(f'SELECT rowid, {listed} FROM "{name}"')
            tables[name] = {row[0]: dict(zip(kept, row[1:], strict=True)) for row in rows}
    return tables


def whole(database: Path) -> Rows:
    """The rows of an undamaged catalogue with the pages they lie on."""
    found = Rows(rows_of(database))
    with DatabaseBytes(database) as source:
        damaged = Damaged(source)
        trees = Trees(source)
        for name in found.values:
            for leaf in trees.leaves(damaged._roots[name], lambda _cell: True):
                if isinstance(leaf, Gap):
                    assert not leaf.cause
                    continue
                for cell in leaf.cells:
                    pages, number = {leaf.page}, cell.overflow
                    while number:
                        pages.add(number)
                        number = int.from_bytes((source.page(number) or b"\0")[:4], "big")
                    assert cell.rowid is not None
                    found.pages[name, cell.rowid] = pages
    return found


def whole_records(before: Rows, after: dict[str, dict[int, dict[str, Any]]]) -> set[int]:
    """The records of which every row is as it was."""
    same = {
        (table, rowid)
        for table, rows in before.values.items()
        for rowid, row in rows.items()
        if after.get(table, {}).get(rowid) == row
    }
    return {number for number, rows in before.records().items() if rows <= same}


# Damage ----------------------------------------------------------------------------------------------------------

Damage = Callable[[Path, Random], str]


def zero_page(file: Path, number: int, random: Random) -> None:
    write(file, (number - 1) * PAGE, bytes(PAGE))


def random_page(file: Path, number: int, random: Random) -> None:
    write(file, (number - 1) * PAGE, random.randbytes(PAGE))


def copied_page(file: Path, number: int, random: Random) -> None:
    other = random.randrange(2, file.stat().st_size // PAGE + 1)
    write(file, (number - 1) * PAGE, file.read_bytes()[(other - 1) * PAGE : other * PAGE])


def write(file: Path, at: int, data: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(data)


PAGE_DAMAGES = (zero_page, random_page, copied_page)


def _pages(file: Path) -> int:
    return file.stat().st_size // PAGE


def several_zeroed(file: Path, random: Random) -> str:
    for _ in range(random.randint(1, 8)):
        zero_page(file, random.randint(1, _pages(file)), random)
    return "zeroed pages"


def random_bytes(file: Path, random: Random) -> str:
    for _ in range(random.randint(1, 20)):
        length = random.randint(1, 600)
        write(file, random.randrange(file.stat().st_size - length), random.randbytes(length))
    return "random bytes"


def flipped_bits(file: Path, random: Random) -> str:
    for _ in range(random.choice((1, 10, 300))):
        at = random.randrange(file.stat().st_size)
        with file.open("r+b") as opened:
            opened.seek(at)
            byte = opened.read(1)[0]
            opened.seek(at)
            opened.write(bytes([byte ^ 1 << random.randrange(8)]))
    return "flipped bits"


def flipped_heads(file: Path, random: Random) -> str:
    for _ in range(random.randint(1, 10)):
        at = random.randrange(_pages(file)) * PAGE + random.randrange(40)
        write(file, at, random.randbytes(1))
    return "bytes in the heads of pages"


def cut_tail(file: Path, random: Random) -> str:
    with file.open("r+b") as opened:
        opened.truncate(random.randrange(file.stat().st_size))
    return "cut tail"


def crossed_pointers(file: Path, random: Random) -> str:
    """Numbers of pages in the place of others: circles, and pages that belong to two."""
    content = file.read_bytes()
    for _ in range(random.randint(1, 12)):
        number = random.randrange(_pages(file))
        at = number * PAGE + (100 if number == 0 else 0)
        kind = content[at]
        target = random.randint(1, _pages(file)).to_bytes(4, "big")
        place = at + 8 if kind in (2, 5) else number * PAGE
        write(file, place, target)
    return "crossed pointers"


def long_claims(file: Path, random: Random) -> str:
    """Lengths of hundreds of megabytes in the heads of cells."""
    content = file.read_bytes()
    for _ in range(random.randint(1, 10)):
        number = random.randrange(1, _pages(file))
        if content[number * PAGE] == LEAF_TABLE:
            pointer = int.from_bytes(content[number * PAGE + 8 : number * PAGE + 10], "big")
            write(file, number * PAGE + pointer, bytes.fromhex("818fa3a0"))
    return "claims of 300 MB"


def cut_log(file: Path, random: Random) -> str:
    log = file.with_name(file.name + "-wal")
    if log.exists():
        with log.open("r+b") as opened:
            opened.truncate(random.randrange(log.stat().st_size))
    return "cut write-ahead file"


def lost_log(file: Path, random: Random) -> str:
    file.with_name(file.name + "-wal").unlink(missing_ok=True)
    return "lost write-ahead file"


def flipped_log(file: Path, random: Random) -> str:
    log = file.with_name(file.name + "-wal")
    if log.exists():
        write(log, random.randrange(log.stat().st_size), random.randbytes(3))
    return "damaged write-ahead file"


ANY_DAMAGE: tuple[Damage, ...] = (
    several_zeroed,
    random_bytes,
    flipped_bits,
    flipped_heads,
    cut_tail,
    crossed_pointers,
    long_claims,
    cut_log,
    lost_log,
    flipped_log,
)


# The loops -------------------------------------------------------------------------------------------------------


def salvaged(folder: Path, work: Path) -> dict[str, dict[int, dict[str, Any]]] | None:
    """The rows of the catalogue that a salvage makes of a damaged one; None where nothing could be found."""
    to = work / "salvaged.memoircat"
    try:
        Program.salvage(folder, to, by="torture")
        return rows_of(to / "catalogue.db")
    except MemoirCatError:
        return None
    finally:
        shutil.rmtree(to, ignore_errors=True)


def one_page(catalogue: Path, how_many: int, random: Random) -> dict[str, Any]:
    """Destroy one page each time; every page first, then at random."""
    before = whole(catalogue / "catalogue.db")
    records, count = before.records(), _pages(catalogue / "catalogue.db")
    tally: Counter[str] = Counter()
    short: list[str] = []
    times: list[float] = []
    for run in range(how_many):
        number = run % count + 1
        destroy = PAGE_DAMAGES[run // count % len(PAGE_DAMAGES)]
        with Copied(catalogue) as (folder, work):
            destroy(folder / "catalogue.db", number, random)
            digest = (folder / "catalogue.db").read_bytes()
            started = time.process_time()
            after = salvaged(folder, work)
            times.append(time.process_time() - started)
            assert digest == (folder / "catalogue.db").read_bytes()
        came = whole_records(before, after or {})
        due = {id_ for id_, rows in records.items() if all(number not in before.pages[row] for row in rows)}
        tally["records"] += len(records)
        tally["due"] += len(due)
        tally["came back, of those due"] += len(due & came)
        tally["came back besides"] += len(came - due)
        if due - came:
            short.append(f"page {number} {destroy.__name__}: {len(due - came)} records short {sorted(due - came)[:5]}")
    return {"runs": how_many, **tally, "short": short, **timing(times)}


def any_damage(catalogue: Path, how_many: int, random: Random, seconds: float) -> dict[str, Any]:
    """Damage in any way; what must not happen is counted."""
    logged = with_log(catalogue)
    tally: Counter[str] = Counter()
    bad: list[str] = []
    times: list[float] = []
    for run in range(how_many):
        seed = random.randrange(1 << 32)
        own = Random(seed)
        damage = ANY_DAMAGE[run % len(ANY_DAMAGE)]
        with Copied(logged if run % 2 or "log" in damage.__name__ else catalogue) as (folder, work):
            kind = damage(folder / "catalogue.db", own)
            started = time.process_time()
            try:
                after = salvaged(folder, work)
                tally["nothing found" if after is None else "salvaged"] += 1
            except Exception as problem:  # noqa: BLE001 - a crash is what is looked for
                bad.append(f"{kind}, seed {seed}: {type(problem).__name__} {problem}")
            times.append(time.process_time() - started)
            if times[-1] > seconds:
                bad.append(f"{kind}, seed {seed}: {times[-1]:.1f} s")
    shutil.rmtree(logged.parent)
    return {"runs": how_many, **tally, "bad": bad, **timing(times)}


def with_log(catalogue: Path) -> Path:
    """A copy of the catalogue whose last changes are in a write-ahead file, as after a power cut."""
    work = Path(tempfile.mkdtemp())
    folder = work / "open.memoircat"
    shutil.copytree(catalogue, folder)
    with Program.open(folder, by="torture") as program:
        for number in range(5):
            with program.catalogue.change(f"変更 {number}") as change:
                memoir = change.create("memoir", title=f"後から {number}", abstract="追記 " * 3000)
                change.set(memoir, note="直した")
        logged = work / "logged.memoircat"
        shutil.copytree(folder, logged)
    return logged


class Copied:
    """A copy of a catalogue in a folder of its own, removed at the end."""

    def __init__(self, catalogue: Path) -> None:
        self._work = Path(tempfile.mkdtemp())
        self._folder = self._work / "damaged.memoircat"
        shutil.copytree(catalogue, self._folder, ignore=shutil.ignore_patterns("backups"))

    def __enter__(self) -> tuple[Path, Path]:
        return self._folder, self._work

    def __exit__(self, *_error: object) -> None:
        shutil.rmtree(self._work, ignore_errors=True)


def timing(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    middle, last = ordered[len(ordered) // 2], ordered[-1]
    return {"seconds of the processor, median": round(middle, 2), "longest": round(last, 2), "MB at most": round(peak)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("how_many", nargs="?", type=int, default=200)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--any", action="store_true")
    parser.add_argument("--catalogue", type=Path)
    parser.add_argument("--seconds", type=float, default=2.0)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        catalogue = chosen.catalogue or make_catalogue(Path(work) / "sound.memoircat")
        random, failed = Random(chosen.seed), False
        if chosen.pages or not chosen.any:
            failed |= tell("one page destroyed", one_page(catalogue, chosen.how_many, random), "short")
        if chosen.any or not chosen.pages:
            failed |= tell("any damage", any_damage(catalogue, chosen.how_many, random, chosen.seconds), "bad")
    sys.exit(int(failed))


def tell(what: str, figures: dict[str, Any], faults: str) -> bool:
    """Print the figures; returns whether something fell short."""
    print(what)
    for name, figure in figures.items():
        if name != faults:
            print(f"  {name}: {figure}")
    for line in figures[faults]:
        print(f"  {faults.upper()} {line}")
    return bool(figures[faults])


if __name__ == "__main__":
    main()
