"""What the bars over the page tell, and where they lead: clouds, replaced and moved catalogues, locks, full disks."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from memoircat.catalogue import storage
from memoircat.catalogue.lock import Lock
from memoircat.desktop.app import Application
from memoircat.desktop.care.care_dialog import CareDialog
from memoircat.desktop.dialogs import file_choosers
from memoircat.desktop.settings import Settings
from memoircat.errors import CatalogueInUse, Damaged
from memoircat.messages import message
from memoircat.program import Program

from .conftest import Desk, wait
from .test_replaced import typing


@pytest.fixture
def opened(qapp: Any) -> Iterator[Callable[[Path], Desk]]:
    """Opens a catalogue in a window of its own."""
    programs = []

    def open_(path: Path) -> Desk:
        program = Application(Settings(user="橋本"), remember=False)
        programs.append(program)
        program.open(path)
        assert program.session is not None
        if not program.session.is_complete:
            program.session.complete(Program.open(path, by="橋本"))
        desk = Desk(program)
        desk.window.activateWindow()
        desk.settle()
        return desk

    yield open_
    for program in programs:
        program.close()


def way(desk: Any, name: str) -> QPushButton:
    """A button of a bar."""
    found = [one for one in desk.window.notices.findChildren(QPushButton, f"notice-{name}") if one.isVisible()]
    assert found, (name, desk.window.notices.text())
    return found[0]


def take(desk: Any, name: str) -> None:
    """Go to the button of a bar by Tab, and press it."""
    desk.window.show_browse() if desk.window.work is None else None
    button = way(desk, name)
    button.setFocus()
    desk.press("Space", button)
    desk.settle()


def until_open(desk: Any, path: Path) -> None:
    wait(lambda: desk.program.session is not None and desk.program.session.path == path, "it is not opened")
    if not desk.program.session.is_complete:
        desk.program.session.complete(Program.open(path, by="橋本"))
    desk.settle()


def test_nothing_is_said_where_nothing_is_the_matter(desk: Any) -> None:
    assert desk.window.notices.isHidden()
    assert desk.window.notices.text() == ""


@pytest.mark.parametrize("marked", [False, True])
def test_a_cloud_folder_is_warned_of_and_a_working_copy_made(
    tmp_path: Path, blank: Callable[..., Path], opened: Any, monkeypatch: pytest.MonkeyPatch, marked: bool
) -> None:
    cloud = tmp_path / ("同期" if marked else "Dropbox")
    cloud.mkdir()
    if marked:
        (cloud / ".dropbox").touch()
    desk = opened(blank(cloud / "舞鶴.memoircat", "舞鶴"))
    assert "Dropbox" in desk.window.notices.text()
    assert desk.window.notices.isVisible()
    with desk.catalogue.change("登録") as change:
        change.create("memoir", code="M-1")
    desk.program.make_window()
    assert "Dropbox" in desk.window.notices.text(), "a new window tells it again"
    to = tmp_path / "手元.memoircat"
    monkeypatch.setattr(file_choosers, "choose_new_catalogue", lambda *_arguments: to)
    take(desk, "working_copy")
    until_open(desk, to)
    assert desk.catalogue.find("M-1")
    assert desk.window.notices.isHidden()


def test_a_notice_that_is_put_away_stays_away(tmp_path: Path, blank: Callable[..., Path], opened: Any) -> None:
    desk = opened(blank(tmp_path / "Dropbox" / "舞鶴.memoircat", "舞鶴"))
    away = desk.window.notices.findChild(object, "notice-away")
    away.click()
    assert desk.window.notices.isHidden()
    desk.program.make_window()
    assert desk.window.notices.isHidden()


def test_a_replaced_database_is_told_and_what_was_kept_is_opened(
    desk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = desk.catalogue.folder.path
    shutil.copy(folder / "catalogue.db", tmp_path / "other.db")
    editor = typing(desk, "凍土の記")
    (tmp_path / "other.db").replace(folder / "catalogue.db")
    desk.tab_to(desk.window.work.form.rows["title"].editor, back=True)
    desk.settle()
    said = desk.window.notices.text()
    assert "catalogue.db が別のファイルに置き換えられました" in said
    assert "kept-aside-" in said
    assert "memoircat " not in said.replace("舞鶴.memoircat", "")
    assert editor.text() == "死亡は昭和21年"
    assert not desk.window.actions_["new"].isEnabled(), "nothing more can be written"
    kept = tmp_path / "取り置き.memoircat"
    monkeypatch.setattr(file_choosers, "choose_new_catalogue", lambda *_arguments: kept)
    take(desk, "open_kept")
    until_open(desk, kept)
    assert [view.fields["title"] for view in desk.catalogue.views([1])] == ["凍土の記"]


def test_what_is_there_now_is_opened_after_a_replacement(desk: Any, tmp_path: Path) -> None:
    folder = desk.catalogue.folder.path
    shutil.copy(folder / "catalogue.db", tmp_path / "other.db")
    typing(desk, "凍土の記")
    (tmp_path / "other.db").replace(folder / "catalogue.db")
    desk.window.work.form.commit()
    desk.settle()
    take(desk, "open_there")
    until_open(desk, folder)
    assert desk.program.session.totals().get("memoir", 0) == 0
    assert desk.program.session.read_only, "it lacks what was saved: nothing is written over that before it is decided"
    assert way(desk, "check")
    assert way(desk, "copies")


def test_a_moved_folder_is_told_and_opened_where_it_lies(desk: Any, tmp_path: Path) -> None:
    folder = desk.catalogue.folder.path
    editor = typing(desk, "凍土の記")
    moved = tmp_path / "移した.memoircat"
    folder.rename(moved)
    desk.window.work.form.commit()
    desk.settle()
    assert str(moved) in desk.window.notices.text()
    assert editor.text() == "死亡は昭和21年"
    take(desk, "open_moved")
    until_open(desk, moved)
    assert desk.catalogue.views([1])[0].fields["title"] == "凍土の記"


_HOLDS = "import sys; from pathlib import Path; from memoircat.program import Program\n"
_HOLDS += "held = Program.open(Path(sys.argv[1]), by='田中'); print('held', flush=True); sys.stdin.read()"


def test_a_second_window_says_who_has_the_catalogue_and_goes_on_when_they_are_gone(
    tmp_path: Path, blank: Callable[..., Path], opened: Any
) -> None:
    path = blank(tmp_path / "舞鶴.memoircat", "舞鶴")
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=dict(os.environ)
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        desk = opened(path)
        assert "読み取り専用です。" in desk.window.notices.text()
        assert "田中" in desk.window.notices.text()
        other.kill()  # a lock whose owner is gone is stale
        other.wait()
        take(desk, "open_there")
        until_open(desk, path)
        assert not desk.program.session.read_only
        assert desk.window.notices.isHidden()
    finally:
        other.kill()
        other.communicate()


def test_a_folder_that_cannot_be_written_says_why(
    tmp_path: Path, blank: Callable[..., Path], opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Lock, _who: str) -> bool:  # as a read-only medium does, also to the superuser
        raise OSError(errno.EROFS, "秘密")

    monkeypatch.setattr(Lock, "take", refuse)
    desk = opened(blank(tmp_path / "舞鶴.memoircat", "舞鶴"))
    assert desk.program.session.read_only
    said = desk.window.notices.text()
    assert said.startswith("読み取り専用です。")
    assert len(said) > len("読み取り専用です。"), "the reason is there to be read"
    assert "秘密" not in said
    assert not desk.window.actions_["new"].isEnabled()


def test_a_catalogue_that_was_taken_over_is_told_until_it_can_be_written_again(desk: Any) -> None:
    taken = CatalogueInUse(message("The catalogue is open in another program."), where="舞鶴")
    desk.program.session.report_problem(taken)
    assert "別のプログラム" in desk.window.notices.text() or "ほかのプログラム" in desk.window.notices.text()
    with desk.catalogue.change("登録") as change:
        change.create("memoir")
    desk.settle()
    assert desk.window.notices.isHidden()


def test_a_catalogue_that_only_its_lists_can_be_read_of_offers_the_three_ways(desk: Any) -> None:
    damaged = Damaged(message("The catalogue is open in another program."), hint=message("`memoircat check` tells."))
    desk.program.session.leave_unopened(damaged)
    assert "memoircat" not in desk.window.notices.text()
    for name in ("check", "copies", "salvage"):
        assert way(desk, name)
    take(desk, "salvage")
    (dialog,) = desk.window.findChildren(CareDialog)
    assert dialog.page == "salvage"


def test_a_full_disk_while_typing_keeps_the_text_and_a_second_try_works(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = typing(desk, "凍土の記")
    full = storage.OperationalError("full")
    full.sqlite_errorcode = 13

    def refuse(*_arguments: object, **_named: object) -> None:
        raise full

    from memoircat.catalogue.change import Change  # noqa: PLC0415

    monkeypatch.setattr(Change, "seal", refuse)
    desk.window.work.form.commit()
    desk.settle()
    assert "空き" in desk.window.status_text()
    assert editor.text() == "死亡は昭和21年"
    assert not desk.program.session.read_only
    monkeypatch.undo()
    desk.window.work.form.rows["note"].commit()
    desk.settle()
    assert desk.catalogue.views([1])[0].fields["note"] == "死亡は昭和21年"


def test_lost_changes_are_told_with_what_can_be_decided(
    tmp_path: Path, blank: Callable[..., Path], opened: Any
) -> None:
    path = blank(tmp_path / "舞鶴.memoircat", "舞鶴")
    shutil.copy(path / "catalogue.db", tmp_path / "older.db")
    with Program.open(path, by="橋本") as program, program.catalogue.change("登録") as change:
        change.create("memoir")
    shutil.copy(tmp_path / "older.db", path / "catalogue.db")
    desk = opened(path)
    assert desk.program.session.read_only
    assert "保存した変更が1件なくなっています" in desk.window.notices.text()
    assert "memoircat restore" not in desk.window.notices.text()
    former = desk.program.session
    take(desk, "check")
    (dialog,) = desk.window.findChildren(CareDialog)
    desk.tab_to(dialog.check.run)
    desk.press("Space")
    wait(lambda: not dialog.busy and dialog.check.table.rowCount() > 0, "the check does not end")
    assert dialog.check.table.item(0, 0).text() == "失われた変更"
    desk.tab_to(dialog.check.take)
    desk.press("Space")
    desk.settle()
    question = QApplication.activeModalWidget()
    desk.tab_to(question.findChild(QPushButton, "accept"))
    desk.press("Space")
    wait(lambda: desk.program.session is not former, "it is not opened again")
    until_open(desk, path)
    assert not desk.program.session.read_only
    assert desk.window.notices.isHidden()
