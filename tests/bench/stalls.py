"""How long the window stands still while a roster comes in: scrolling, sorting and searching meanwhile.

    python tests/bench/stalls.py [ROWS] [--alone]

Prints the longest gaps between the beats of a 5-ms timer; ``--alone`` without the import, as the reference.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from memoircat.desktop.app import Application, application
from memoircat.desktop.roster import RosterImports
from memoircat.desktop.runner import yielding_progress
from memoircat.desktop.settings import Settings
from memoircat.exchange.mapping import load_mapping
from memoircat.exchange.row_decisions import NO_DECISIONS
from memoircat.exchange.table_import import import_table
from memoircat.jobs import Progress, collect_garbage_rarely
from memoircat.program import Program

HERE = Path(__file__).parent


def work(program: Application, turns: int) -> list[float]:
    """Scroll, sort and type; the gaps between the timer's beats in seconds."""
    gaps: list[float] = []
    last = [time.monotonic()]

    def beat() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    window = program.window
    assert window is not None
    assert window.browse is not None
    timer = QTimer()
    timer.timeout.connect(beat)
    timer.start(5)
    table = window.browse.table
    for turn in range(turns):
        table.setCurrentIndex(table.list_model.index((turn * 701) % 9000, 0))
        table.scrollTo(table.currentIndex())
        table.list_model.sort(turn % 5)
        window.search.setText("さとう"[: turn % 3 + 1])
        window.search.textEdited.emit(window.search.text())
        QTest.qWait(60)
    timer.stop()
    return gaps


def main(rows: int = 30_000, *, alone: bool = False) -> None:
    """Open a catalogue of 10,000 people, bring ``rows`` more in (a trial), and print the longest gaps."""
    collect_garbage_rarely()
    application()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, people in (("first", 10_000), ("second", rows)):
            command = [sys.executable, HERE / "people.py", "--people", str(people), "--out", folder / f"{name}.csv"]
            subprocess.run(command, check=True)
        mapping = load_mapping(HERE / "roster.toml")
        path = folder / "c.memoircat"
        with Program.create(path) as program:
            import_table(program.catalogue, folder / "first.csv", mapping)
        desk = Application(Settings(user="x"), remember=False)
        desk.open(path)
        session = desk.session
        assert session is not None
        session.complete(Program.open(path))
        work(desk, 10)  # the first search reads the vocabulary
        progress = yielding_progress(Progress(), lambda _done, _of: None)
        imports = RosterImports(session)
        other = replace(mapping, source="もう一つ")
        if not alone:
            session.runner.submit(
                lambda _own: imports.import_table(
                    folder / "second.csv",
                    other,
                    "auto",
                    progress,
                    dry_run=True,
                    skip_bad_rows=False,
                    decided=NO_DECISIONS,
                    tested_digest=None,
                ),
                print,
                lambda _stopped: None,
            )
            QTest.qWait(1000)
        gaps = sorted(work(desk, 80))
        progress.cancel()
        desk.close()
    late = sum(each > 0.1 for each in gaps)
    print(f"{len(gaps)} beats, {late} over 100 ms; longest, in ms: {[round(each * 1000) for each in gaps[-6:]]}")


if __name__ == "__main__":
    words = sys.argv[1:]
    main(*map(int, (each for each in words if each.isdigit())), alone="--alone" in words)
