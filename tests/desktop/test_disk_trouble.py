"""A database that is damaged, or a disk that refuses, while the window is open: told with cause and remedy, and logged."""

from __future__ import annotations

import errno
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from memoircat.catalogue import storage
from memoircat.desktop.app import report_bugs
from memoircat.errors import Damaged
from memoircat.log import log_file
from memoircat.records.parts import Name


@pytest.fixture
def told(desk: Any) -> list[str]:
    """What the status bar says of problems."""
    said: list[str] = []
    desk.program.session.message_posted.connect(lambda kind, text: said.append(text) if kind == "problem" else None)
    return said


@pytest.fixture
def hooked(desk: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Python's hook for what nobody catches, as the program sets it."""
    import sys  # noqa: PLC0415

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    report_bugs(desk.program)
    yield sys.excepthook
    monkeypatch.undo()


def damage(desk: Any) -> None:
    """Overwrite every page of the database but the first, with what was saved folded into it."""
    desk.catalogue.checkpoint()
    database: Path = desk.catalogue.folder.database
    database.with_name("catalogue.db-wal").write_bytes(b"")
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (database.stat().st_size - 4096))
    desk.program.session.reader._connection.execute("PRAGMA shrink_memory")  # no page is remembered for ever


def search(desk: Any, text: str) -> None:
    desk.window.search.setText(text)
    desk.window.search.textEdited.emit(text)
    QTest.qWait(200)  # it waits for the next key


def test_lists_and_searches_say_that_the_database_is_damaged(
    desk: Any, told: list[str], hooked: Any, qtbot: Any
) -> None:
    with desk.catalogue.change("登録") as change:
        change.add(change.create("person"), Name(text="佐久間 辰蔵"))
    desk.finish()
    damage(desk)
    asked = {
        "list": lambda: desk.window.browse.navigation.choose("memoir"),
        "search": lambda: search(desk, "佐久間"),
    }
    for way, ask in asked.items():
        told.clear()
        with qtbot.capture_exceptions() as uncaught:
            ask()
            desk.finish()
        for kind, problem, trace in uncaught:  # in the program they come to its hook
            assert isinstance(problem, Damaged), way
            hooked(kind, problem, trace)
        assert any("salvage" in text for text in told), (way, told)
        assert desk.window.status_text() in told
        assert not any("bug" in text or "malformed" in text for text in told)


def test_what_nobody_catches_is_told_with_its_cause_or_as_a_bug(desk: Any, told: list[str], hooked: Any) -> None:
    damaged = storage.DatabaseError("秘密")
    damaged.sqlite_errorcode = 11
    for problem, words in (
        (damaged, "salvage"),
        (OSError(errno.ENOSPC, "秘密"), "空き"),
        (KeyError("秘密"), "KeyError"),
    ):
        hooked(type(problem), problem, None)
        assert words in desk.window.status_text()
        assert "秘密" not in desk.window.status_text()


def test_the_log_is_opened_from_the_help_menu(desk: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    opened: list[str] = []
    can_open = True
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or can_open)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    action = desk.window.actions_["open_log"]
    action.trigger()
    assert opened == []
    assert "ログはまだありません" in desk.window.status_text()
    log_file().parent.mkdir(parents=True)
    log_file().touch()
    action.trigger()
    assert opened == [str(log_file())]
    can_open = False
    action.trigger()
    assert str(log_file()) in desk.window.status_text()


def test_what_fails_beside_the_window_is_told_and_logged_by_its_code(
    desk: Any, told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    session = desk.program.session

    def save() -> None:
        full = storage.OperationalError("秘密")
        full.sqlite_errorcode = 13
        raise full

    with caplog.at_level(logging.ERROR):
        session.runner.submit(lambda _progress: save(), lambda _nothing: None, session.report_failure)
        desk.finish()
    assert "ディスクの空きがありません" in told[-1]
    assert "SQLITE_FULL OperationalError" in caplog.text
    assert "秘密" not in caplog.text + told[-1]
