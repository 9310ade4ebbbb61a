"""`make bench`: what a person waits for, at several sizes, each beside a reference taken in the same run.

    python tests/bench/run.py [10000 100000 …]

Prints a table and, last, the same as JSON. Figures of one run on one machine; compare ratios, not milliseconds.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

HERE = Path(__file__).parent
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def timed(work: Callable[[], Any], times: int = 9) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return {"median": round(median(taken), 2), "p95": round(quantiles(taken, n=20)[-1], 2)}


def resident_mb() -> float:
    """The memory of this process, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def bare_commit(folder: Path) -> dict[str, float]:
    """The reference of a save: one row, one commit, the same durability."""
    (folder / "bare.db").unlink(missing_ok=True)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode = WAL")
    bare.execute("PRAGMA synchronous = FULL")
    bare.execute("CREATE TABLE t (a TEXT)")
    figures = timed(lambda: bare.execute("INSERT INTO t VALUES ('x')"), 50)
    bare.close()
    return figures


def measure(people: int, folder: Path) -> dict[str, Any]:
    """All figures at one size."""
    from memoircat.desktop.app import application
    from memoircat.desktop.session import Session
    from memoircat.exchange.mapping import load_mapping
    from memoircat.exchange.table_import import import_table
    from memoircat.program import Program

    path = folder / f"{people}.memoircat"
    file, queries = folder / f"{people}.csv", folder / f"{people}.tsv"
    made_by("people.py", "--people", people, "--out", file, "--queries", queries)
    with Program.create(path) as program:
        begun = time.perf_counter()
        import_table(program.catalogue, file, load_mapping(HERE / "roster.toml"))
        imported = time.perf_counter() - begun
    application()
    session = Session(path, program=Program.open(path))
    figures: dict[str, Any] = {"people": people, "import_s": round(imported, 1), "bare_commit_ms": bare_commit(folder)}
    figures |= list_and_save(session, people)
    figures["find_ms"] = timed(lambda: session.reader.people.find("佐藤 昭一"))
    figures["search_ms"] = timed(lambda: session.reader.words("第7収容所", limit=50))
    session.close()
    figures["start"] = measured("start", path)
    names = measured("names", path, queries)
    figures["names_ten"] = {cell: figure["ten"] for cell, figure in names["cells"].items()}
    figures["names_ms"] = names["ms"]
    figures["words"] = words(people // 5, folder)
    figures["bytes"] = sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
    return figures


def list_and_save(session: Any, people: int) -> dict[str, Any]:
    """The list of people, from its first rows to its end, and a save of one of them while it is shown."""
    from memoircat.catalogue.query import Query
    from memoircat.desktop.browse.list_model import BLOCK, RecordList
    from memoircat.desktop.browse.list_view import RecordTable
    from memoircat.desktop.theme import LIGHT, Look

    before = resident_mb()
    figures: dict[str, Any] = {"first_rows_ms": timed(lambda: _painted(session, Query("person")))}
    model = RecordList(session, Query("person"), "ja")
    table = RecordTable(model, Look(LIGHT))
    table.resize(528, 700)
    table.show()
    wait_until(lambda: model.id_at(people - 1) is not None)
    figures["jump_to_end_ms"] = timed(lambda: (model._blocks.clear(), table.scrollToBottom(), table.grab()))
    figures["sort_ms"] = timed(lambda: sorted_by(model, table, 2), 3)
    model.sort(0)
    wait_until(lambda: model.id_at(people - 1) is not None)
    for row in range(0, people, max(BLOCK, people // 300)):
        model.data(model.index(row, 0))
    figures["list_memory_mb"] = round(resident_mb() - before, 1)
    repainted: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: repainted.append((first.row(), last.row())))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    person = model.id_at(people // 2)
    numbers = iter(range(10_000))
    model.data(model.index(people // 2, 0))

    def save() -> None:
        with session.program.catalogue.change("注記") as change:
            change.set(person, note=str(next(numbers)))

    figures["save_ms"] = timed(save, 60)
    figures["rows_repainted_by_a_save"] = sorted({last - first + 1 for first, last in repainted})
    figures["list_resets_by_saves"] = len(resets)
    figures["open_record_ms"] = timed(lambda: session.view(person), 30)
    table.close()
    return figures


def sorted_by(model: Any, table: Any, column: int) -> None:
    """Put a list in another order, and wait until its first rows are on the screen."""
    name = model.columns[column].name
    model.sort(0)
    model.sort(column)
    wait_until(lambda: model.query.sort == name)
    table.grab()


def _painted(session: Any, query: Any) -> None:
    """A list from nothing to its first rows on the screen."""
    from memoircat.desktop.browse.list_model import RecordList
    from memoircat.desktop.browse.list_view import RecordTable
    from memoircat.desktop.theme import LIGHT, Look

    model = RecordList(session, query, "ja")
    table = RecordTable(model, Look(LIGHT))
    table.resize(528, 700)
    table.grab()
    session.changed.disconnect(model._refresh)


def wait_until(ready: Callable[[], bool]) -> None:
    """Let the window work until something is there."""
    from PySide6.QtCore import QCoreApplication

    until = time.monotonic() + 60
    while not ready() and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.002)


def made_by(program: str, *arguments: object) -> None:
    """Run one of the programs beside this one that make data."""
    subprocess.run([sys.executable, str(HERE / program), *map(str, arguments)], check=True)


def measured(what: str, *arguments: object) -> dict[str, Any]:
    """The figures of `measure.py`, which drives the command line."""
    program = Path(sys.executable).parent / "memoircat"
    done = subprocess.run(
        [sys.executable, str(HERE / "measure.py"), what, *map(str, arguments)],
        capture_output=True, text=True, check=True, env={**os.environ, "MEMOIRCAT": str(program)},
    )  # fmt: skip
    return dict(json.loads(done.stdout))


def words(documents: int, folder: Path) -> dict[str, Any]:
    """`measure.py words` on a catalogue of documents."""
    from memoircat.exchange.mapping import load_mapping
    from memoircat.exchange.table_import import import_table
    from memoircat.program import Program

    file, wanted, path = (folder / f"documents-{documents}{ending}" for ending in (".csv", ".tsv", ".memoircat"))
    made_by("texts.py", "--documents", documents, "--out", file, "--words", wanted)
    with Program.create(path) as program:
        import_table(program.catalogue, file, load_mapping(HERE / "documents.toml"))
    return measured("words", path, wanted)


def main() -> None:
    """Measure every size asked for, in one temporary folder."""
    sizes = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
    folder = Path(tempfile.mkdtemp(prefix="memoircat-bench-"))
    try:
        figures = [measure(people, folder) for people in sizes]
    finally:
        shutil.rmtree(folder)
    for name in figures[0]:
        print(f"{name:28}", *(f"{of_a_size[name]!s:>44}" for of_a_size in figures))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
