"""What an archivist waits for at the desk: opening a record, saving a field, the next record; and how long the window
stands still in minutes of mixed work.

    python tests/bench/desk.py CATALOGUE [--minutes 5]

Works on a copy of the catalogue, which nobody may have open. Each figure is the time until the window
has been painted, in milliseconds; the reference is a bare commit of one row, and the painting of an empty window.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest

from memoircat.desktop.app import Application, application
from memoircat.desktop.settings import Settings
from memoircat.desktop.window.main_window import MainWindow
from memoircat.jobs import collect_garbage_rarely
from memoircat.program import Program

sys.path.insert(0, str(Path(__file__).parent))
from run import bare_commit

_LATE = 0.1
_TURNS = 120


class Beats:
    """The gaps between the beats of a 5-ms timer."""

    def __init__(self) -> None:
        self.gaps: list[tuple[float, str]] = []
        self.doing = "begin"
        self._last = time.monotonic()
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        now = time.monotonic()
        self.gaps.append((now - self._last, self.doing))
        self._last = now

    def stop(self) -> None:
        """No more beats."""
        self._timer.stop()


def painted(window: MainWindow) -> None:
    """Let Qt do what waits: lay out, and paint what has changed."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.processEvents()
    assert window.pages.currentWidget() is not None


def timed(window: MainWindow, work: Callable[[], object]) -> float:
    """Milliseconds until ``work`` is painted."""
    begun = time.perf_counter()
    work()
    painted(window)
    return (time.perf_counter() - begun) * 1000


def told(name: str, taken: list[float]) -> None:
    """Median, 95th percentile and the worst."""
    p95 = quantiles(taken, n=20)[-1]
    print(f"{name:<16} median {median(taken):6.1f}  p95 {p95:6.1f}  worst {max(taken):6.1f} ms  (n = {len(taken)})")


def single_steps(window: MainWindow, chance: random.Random) -> None:
    """Opening, saving, going on: each by itself."""
    assert window.browse is not None
    assert window.work is not None
    model, table = window.browse.model, window.browse.table
    opened, saved, gone_on = [], [], []
    for turn in range(_TURNS):
        record = model.id_at(chance.randrange(min(model.rowCount(), 700_000)))
        if record is None:
            continue
        table.go_to(record)
        opened.append(timed(window, lambda record=record: window.open_record(record)))
        form = window.work.form
        form.focus_field("note")
        editor = form.rows["note"].editor
        editor.setPlainText(f"覚え書き {turn}")
        saved.append(timed(window, form.commit))
        gone_on.append(timed(window, window.actions_["next"].trigger))
        window.show_browse()
        QTest.qWait(40)
    told("open a record", opened[5:])
    told("save a field", saved[5:])
    told("next record", gone_on[5:])


def mixed_work(window: MainWindow, minutes: float, chance: random.Random) -> Beats:
    """Scroll, search, open, type, save, undo, go on, go back, filter, sort: in any order."""
    assert window.browse is not None
    assert window.work is not None
    browse, work, beats = window.browse, window.work, Beats()
    until = time.monotonic() + 60 * minutes

    def scroll() -> None:
        row = chance.randrange(browse.model.rowCount() or 1)
        browse.table.setCurrentIndex(browse.model.index(row, 0))

    def search() -> None:
        window.search.setText(chance.choice(("さとう", "佐藤", "Satō", "Сато", "山田 正 1919", "舞鶴")))
        window.search.textEdited.emit(window.search.text())

    def open_() -> None:
        current = browse.current_id()
        if current is not None:
            window.open_record(current)

    saved = [0]

    def undo() -> None:
        """Only what was saved here: behind it lies the making of the catalogue."""
        if saved[0]:
            saved[0] -= 1
            window.actions_["undo"].trigger()

    def save() -> None:
        if work.record is not None:
            saved[0] += 1
            work.form.focus_field("note")
            work.form.rows["note"].editor.setPlainText(f"覚え {chance.random()}")
            work.form.commit()

    def narrow() -> None:
        QTest.keyClick(browse.facets.list, Qt.Key.Key_Space)

    deeds = {
        "scroll": scroll,
        "search": search,
        "open": open_,
        "save": save,
        "undo": undo,
        "next": window.actions_["next"].trigger,
        "browse": window.show_browse,
        "sort": lambda: browse.model.sort(chance.randrange(4)),
        "narrow": narrow,
        "clear": browse.without_filters,
    }
    while time.monotonic() < until:
        beats.doing = chance.choice(list(deeds))
        deeds[beats.doing]()
        QTest.qWait(chance.randrange(40, 400))
    beats.stop()
    return beats


def main() -> None:
    """Copy, open, measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("catalogue", type=Path)
    asked.add_argument("--minutes", type=float, default=5.0)
    wanted = asked.parse_args()
    collect_garbage_rarely()
    application()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as made:
        print("bare commit, ms:", bare_commit(Path(made)))
        copy = Path(made) / "copy.memoircat"
        shutil.copytree(wanted.catalogue, copy)
        os.sync()  # the copy is not to be written back while saving is timed
        desk = Application(Settings(user="x"), remember=False)
        desk.open(copy)
        assert desk.session is not None
        desk.session.complete(Program.open(copy, by="x"))
        window = desk.window
        assert window is not None
        QTest.qWait(3000)
        single_steps(window, chance)
        beats = mixed_work(window, wanted.minutes, chance)
        desk.close()
    late = sorted((each for each in beats.gaps if each[0] > _LATE), reverse=True)
    print(f"mixed work: {len(beats.gaps)} beats, {len(late)} over 100 ms")
    print("over 100 ms after:", dict(Counter(doing for _, doing in late).most_common()))
    print("longest, ms:", [(round(gap * 1000), doing) for gap, doing in sorted(beats.gaps, reverse=True)[:8]])


if __name__ == "__main__":
    main()
