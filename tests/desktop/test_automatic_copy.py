"""The copy that the window makes by itself: beside the work, stopped by closing, and only when one is due."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer

from memoircat.catalogue import backup
from memoircat.catalogue.copies import copies_in
from memoircat.desktop.automatic_copy import AutomaticCopy
from memoircat.desktop.session import Session
from memoircat.jobs import Progress
from memoircat.program import Program


@pytest.fixture
def session(qapp: Any, tmp_path: Path, blank: Any) -> Any:
    program = Program.open(blank(tmp_path / "c.memoircat"), by="試験")
    with program.catalogue.change("登録") as change:
        for _ in range(300):
            change.create("memoir", title="凍土の記", note="注" * 200)
    opened = Session(tmp_path / "c.memoircat", program=program)
    yield opened
    if opened.is_complete:
        opened.close()


def test_a_copy_is_made_once_and_the_window_goes_on_meanwhile(session: Session, qtbot: Any) -> None:
    made: list[str] = []
    longest, clock = [0.0], QElapsedTimer()
    beat = QTimer()
    beat.timeout.connect(lambda: longest.__setitem__(0, max(longest[0], clock.restart())))
    clock.start()
    beat.start(5)
    automatic = AutomaticCopy(session, lambda: made.append("copy"), after_ms=0)
    qtbot.waitUntil(lambda: bool(made), timeout=10_000)
    beat.stop()
    (copy,) = copies_in(session.path / "backups")
    assert (copy.good, copy.kind) == (True, "automatic")
    assert longest[0] < 1000  # ms; alone on a machine it is under 100: tests/bench/stalls.py measures
    automatic.look()
    qtbot.waitUntil(lambda: automatic._working is None, timeout=10_000)
    assert made == ["copy"], "nothing was changed since"


def test_closing_stops_it_and_nothing_unfinished_is_left(
    session: Session, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, problems = threading.Event(), []
    session.message_posted.connect(lambda *words: problems.append(words))

    def endless(_file: Path, progress: Progress) -> str:
        begun.set()
        while True:
            progress.give_way()
            progress.step(0, 0)

    monkeypatch.setattr(backup, "sha256_of", endless)
    automatic = AutomaticCopy(session, lambda: problems.append("made"), after_ms=0)
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    clock = QElapsedTimer()
    clock.start()
    session.close()
    assert clock.elapsed() < 3000
    assert list((session.path / "backups").iterdir()) == []
    assert problems == []
    assert automatic is not None


def test_a_copy_that_fails_is_told(session: Session, qtbot: Any) -> None:
    backups, told = session.path / "backups", []
    backups.rmdir()
    backups.write_text("")
    session.message_posted.connect(lambda kind, text: told.append((kind, text)))
    automatic = AutomaticCopy(session, lambda: told.append(("made", "")), after_ms=0)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told[0][0] == "problem"
    assert "backups" in told[0][1]
    assert automatic is not None
