"""Copies, check and salvage in the window, by keys: with an open catalogue, and where none can be opened."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from memoircat.catalogue import storage
from memoircat.catalogue.backup import keep_copy
from memoircat.catalogue.copies import copies_in
from memoircat.desktop.care import copies_page
from memoircat.desktop.care.care_dialog import CareDialog
from memoircat.desktop.care.restore_dialog import RestoreDialog
from memoircat.program import Program

from .conftest import wait


@pytest.fixture
def memoir(desk: Any) -> Path:
    """The path of the open catalogue with one memoir, a good copy of it, and a change since."""
    with desk.catalogue.change("登録") as change:
        change.create("memoir", title="凍土の記", code="M-1")
    folder = desk.catalogue.folder
    keep_copy(folder.database, folder.backups)
    with desk.catalogue.change("改題") as change:
        change.set(desk.catalogue.find("M-1"), title="書き換えた題")
    desk.settle()
    return folder.path


def care(desk: Any) -> CareDialog:
    """The dialog of care that is shown."""
    desk.settle()
    wait(lambda: bool(_cares(desk)), "no dialog of care is open")
    return _cares(desk)[0]


def _cares(desk: Any) -> list[CareDialog]:
    return [dialog for dialog in desk.window.findChildren(CareDialog) if dialog.isVisible()]


def press_button(desk: Any, button: QPushButton, *, back: bool = False) -> None:
    desk.tab_to(button, back=back)
    desk.press("Space")
    desk.settle()


def answer(desk: Any, words: str = "accept") -> None:
    """Answer the question that is shown: its safe answer has the focus."""
    desk.settle()
    question = QApplication.activeModalWidget()
    assert isinstance(question, QDialog)
    assert question.objectName() == "care-question"
    assert question.focusWidget().objectName() == "close"
    press_button(desk, question.findChild(QPushButton, words))


def until_idle(dialog: CareDialog) -> None:
    wait(lambda: not dialog.busy, "the work does not end")


def until_open(desk: Any, path: Path) -> None:
    """Until the window shows a catalogue, with the whole program."""
    wait(lambda: desk.program.session is not None and desk.program.session.path == path, "it is not opened")
    if not desk.program.session.is_complete:
        desk.program.session.complete(Program.open(path, by="橋本"))
    desk.settle()


def damage(path: Path) -> None:
    """Make a database that no longer says what it is, with no log beside it."""
    (path / "catalogue.db").write_bytes(b"\xa5" * 9000)
    for log in ("wal", "shm"):
        (path / f"catalogue.db-{log}").unlink(missing_ok=True)


def alter(path: Path, code: str = "M-1") -> None:
    """Alter a value as a flipped bit does, behind the program's back."""
    with closing(storage.connect_writer(path / "catalogue.db")) as database:
        of_record = "(SELECT id FROM record WHERE code = ?)"
        database.execute(f"UPDATE memoir SET title = ? WHERE record_id = {of_record}", ("腐", code))


def start_page(desk: Any, path: Path) -> Any:
    """The start page after the catalogue was damaged and could not be opened."""
    desk.program.close_to_start()
    damage(path)
    desk.program.open_or_report(path)
    desk.settle()
    return desk.window.pages.start.problem


# Copies ------------------------------------------------------------------------------------------------------------


def test_the_copies_are_listed_with_what_they_hold_and_what_changed_since(desk: Any, memoir: Path) -> None:
    (memoir / "backups" / "2026-01-02T030405Z.db").write_bytes(b"")
    desk.window.actions_["care"].trigger()
    dialog = care(desk)
    table = dialog.copies.table
    cells = [[table.item(row, column).text() for column in range(6)] for row in range(table.rowCount())]
    assert [row[1:4] for row in cells] == [["手動", "1", "1"], ["手動", "—", "—"]]
    assert [row[5] for row in cells] == ["良好", "空です。"]
    assert "手記 1" in dialog.copies.held.text()
    assert "改題" in dialog.copies.held.text(), "what was changed since is named"
    press_button(desk, dialog.copies.make)
    until_idle(dialog)
    assert [row[0].good for row in dialog.copies._rows] == [True, True, False]
    assert dialog.copies._rows[0][1] == 0
    assert dialog.said.text() == "控えを作り、確かめました。"
    desk.press("Escape")
    assert not _cares(desk)


def test_a_copy_is_restored_from_the_page_and_the_catalogue_is_open_after_it(desk: Any, memoir: Path) -> None:
    desk.window.actions_["care"].trigger()
    dialog = care(desk)
    desk.press("Return", dialog.copies.table)
    answer(desk, "close")
    assert desk.catalogue.get("M-1").fields["title"] == "書き換えた題", "nothing is done without a yes"
    press_button(desk, dialog.copies.back)
    answer(desk)
    wait(lambda: desk.program.session is None or desk.program.session.path != memoir, "it is not closed")
    until_open(desk, memoir)
    assert desk.catalogue.get("M-1").fields["title"] == "凍土の記"
    assert "控えを復元しました" in desk.window.status_text()
    assert next(iter(desk.catalogue.history(limit=1))).kind == "restore"
    (aside,) = (memoir / "aside").iterdir()
    assert (aside / "catalogue.db").exists(), "what was there is put aside whole"


def test_a_damaged_catalogue_is_restored_from_the_start_page(desk: Any, memoir: Path) -> None:
    problem = start_page(desk, memoir)
    assert "memoircat " not in problem.text(), "no command lines in the window"
    assert QApplication.focusWidget() is problem.ways["check"]
    press_button(desk, problem.ways["copies"])
    dialog = care(desk)
    assert dialog.copies.table.rowCount() == 1
    desk.press("Return", dialog.copies.table)
    answer(desk)
    until_open(desk, memoir)
    assert desk.catalogue.get("M-1").fields["title"] == "凍土の記"


def test_a_copy_from_elsewhere_takes_a_place_that_is_named(desk: Any, memoir: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    shutil.copytree(memoir / "backups", disk)
    desk.program.close_to_start()
    desk.settle()
    card = desk.window.pages.start.findChild(object, "start-archive-restore")
    desk.tab_to(card)
    desk.press("Return")
    desk.settle()
    dialog = desk.window.findChild(RestoreDialog)
    desk.put(dialog.backup, str(disk))
    desk.put(dialog.to, str(tmp_path / "戻した.memoircat"))
    desk.press("Return")
    until_open(desk, tmp_path / "戻した.memoircat")
    assert desk.catalogue.get("M-1").fields["title"] == "凍土の記"


def test_where_a_restore_fails_it_is_said_and_the_former_catalogue_is_opened_again(desk: Any, memoir: Path) -> None:
    (copy,) = copies_in(memoir / "backups")
    content = bytearray(copy.path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    copy.path.write_bytes(content)
    desk.window.actions_["care"].trigger()
    desk.press("Return", care(desk).copies.table)
    answer(desk)
    wait(lambda: desk.program.session is None, "it is not closed")
    wait(
        lambda: bool(_cares(desk)) and bool(_cares(desk)[0].said.text()) and not _cares(desk)[0].busy, "nothing is said"
    )
    assert "チェックサム" in care(desk).said.text() or "控え" in care(desk).said.text()
    desk.press("Escape")
    until_open(desk, memoir)
    assert desk.catalogue.get("M-1").fields["title"] == "書き換えた題"


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOENT])
def test_a_disk_that_is_pulled_out_is_told_and_the_copy_before_stays(
    desk: Any, memoir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    disk = tmp_path / "USB"
    disk.mkdir()
    desk.window.actions_["care"].trigger()
    dialog = care(desk)
    monkeypatch.setattr(copies_page, "choose_folder", lambda _parent, _title: disk)
    press_button(desk, dialog.copies.full)
    until_idle(dialog)
    assert "完全な控えは" in dialog.said.text()
    assert str(disk) in dialog.copies.elsewhere.text()
    (place,) = disk.iterdir()
    before = {file: file.read_bytes() for file in (place / "backups").iterdir()}

    def pulled_out(*_arguments: object, **_named: object) -> None:
        raise OSError(number, "秘密")

    monkeypatch.setattr("memoircat.media.full_copy.carry", pulled_out)
    press_button(desk, dialog.copies.full)
    until_idle(dialog)
    assert "そこに前に作った控えは、そのまま残っています。" in dialog.said.text()
    assert "秘密" not in dialog.said.text()
    assert {file: file.read_bytes() for file in (place / "backups").iterdir()} == before


def test_the_reminder_in_the_status_bar_leads_to_the_copies(desk: Any, memoir: Path) -> None:
    reminder = desk.window.status.copies
    reminder.setText("7日間 控えがありません")
    reminder.show()
    desk.tab_to(reminder)
    desk.press("Space")
    assert care(desk).page == "copies"


# Check -------------------------------------------------------------------------------------------------------------


def test_an_altered_value_is_found_accepted_by_name_and_told_in_the_history(desk: Any, memoir: Path) -> None:
    alter(memoir)
    desk.window.actions_["care"].trigger()
    dialog = care(desk)
    desk.tab_to(dialog.findChild(QPushButton, "care-copies"), back=True)
    desk.press("Right")
    assert dialog.page == "check"
    press_button(desk, dialog.check.run)
    until_idle(dialog)
    table = dialog.check.table
    first = [table.item(0, column).text() for column in range(4)]
    assert first[:2] == ["内容の変化・消失", "M-1"]
    assert "memoir" in first[3]
    assert "書き込んだとき" in first[3], "the detail is told in the window's language"
    press_button(desk, dialog.check.to_clipboard)
    assert QApplication.clipboard().text().splitlines()[1].split("\t")[1] == "M-1"
    table.setCurrentCell(0, 0)
    press_button(desk, dialog.check.take)
    assert "M-1" in [label.text() for label in QApplication.activeModalWidget().findChildren(QLabel)]
    answer(desk)
    wait(lambda: not dialog.busy and all(p.kind != "digest" for p in dialog.check._problems), "it is not accepted")
    press_button(desk, dialog.check.derive)
    wait(lambda: not dialog.busy and not dialog.check._problems, "what is derived is not made again")
    assert dialog.check.verdict.text() == "すべて書き込んだときのままです。"
    newest = next(iter(desk.catalogue.history(limit=1)))
    assert (newest.kind, newest.by) == ("accept", "橋本")
    assert "M-1" in newest.label.in_("ja")


def test_what_is_derived_is_made_again(desk: Any, memoir: Path) -> None:
    with closing(storage.connect_writer(memoir / "catalogue.db")) as database:
        database.execute("UPDATE record SET label = '腐'")
    dialog = desk.program.care.show(memoir, "check")
    press_button(desk, dialog.check.run, back=True)
    until_idle(dialog)
    kinds = {dialog.check.table.item(row, 0).text() for row in range(dialog.check.table.rowCount())}
    assert kinds == {"要約が古い"}
    assert not dialog.check.take.isEnabled(), "what is derived is not accepted: it is made again"
    press_button(desk, dialog.check.derive)
    wait(lambda: not dialog.busy and not dialog.check._problems, "what is derived is not made again")
    assert desk.catalogue.get("M-1").label == "書き換えた題"


def test_the_check_of_what_cannot_be_opened_says_so_and_begins_by_itself(desk: Any, memoir: Path) -> None:
    problem = start_page(desk, memoir)
    before = (memoir / "catalogue.db").read_bytes()
    press_button(desk, problem.ways["check"])
    dialog = care(desk)
    until_idle(dialog)
    assert dialog.check.table.item(0, 0).text() == "開けません"
    assert not dialog.check.take.isEnabled()
    assert (memoir / "catalogue.db").read_bytes() == before


def test_esc_stops_a_check_and_then_closes(desk: Any, memoir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    def endless(_self: object, *, fixity: bool, progress: Any) -> Any:
        begun.append(fixity)
        while True:
            QTest.qSleep(5)
            progress.step(0, 0)
            yield from ()

    monkeypatch.setattr(Program, "check", endless)
    desk.window.actions_["care"].trigger()
    dialog = care(desk)
    dialog.show_page("check")
    assert dialog.focusWidget() is dialog.check.fixity
    desk.press("Space")
    press_button(desk, dialog.check.run, back=True)
    wait(lambda: begun == [True], "it does not begin")
    desk.press("Escape")
    until_idle(dialog)
    assert "中止" in dialog.said.text() or "やめました" in dialog.said.text()
    assert dialog.isVisible()
    desk.press("Escape")
    assert not _cares(desk)


# Salvage -----------------------------------------------------------------------------------------------------------


def test_a_damaged_catalogue_is_salvaged_from_the_start_page_and_the_new_one_opened(desk: Any, memoir: Path) -> None:
    desk.program.close_to_start()
    with (memoir / "catalogue.db").open("r+b") as file:
        file.write(b"not a database at all")
    desk.program.open_or_report(memoir)
    desk.settle()
    press_button(desk, desk.window.pages.start.problem.ways["salvage"])
    dialog = care(desk)
    to = Path(dialog.salvage.to.text())
    assert to.parent == memoir.parent
    press_button(desk, dialog.salvage.run)
    until_idle(dialog)
    assert (
        "salvage-report.jsonl" in dialog.salvage.outcome.text() or "すべて移りました" in dialog.salvage.outcome.text()
    )
    names = [dialog.salvage.table.item(row, 0).text() for row in range(dialog.salvage.table.rowCount())]
    assert names[0] == "手記"
    assert dialog.focusWidget() is dialog.salvage.open_new
    desk.press("Space")
    until_open(desk, to)
    assert desk.catalogue.get("M-1").fields["title"] == "書き換えた題"


def test_an_open_catalogue_is_closed_for_a_salvage_and_opened_again(desk: Any, memoir: Path, tmp_path: Path) -> None:
    desk.window.actions_["care"].trigger()
    dialog = care(desk)
    dialog.show_page("salvage")
    desk.put(dialog.salvage.to, str(tmp_path / "新.memoircat"))
    press_button(desk, dialog.salvage.run)
    wait((tmp_path / "新.memoircat" / "catalogue.db").exists, "nothing is salvaged")
    alone = care(desk)
    until_idle(alone)
    assert alone.salvage.outcome.text() == "すべて移りました。"
    desk.press("Escape")
    until_open(desk, memoir)


# The history -------------------------------------------------------------------------------------------------------


def test_former_texts_are_taken_out_of_the_history_and_of_the_copies_that_are_marked(desk: Any, memoir: Path) -> None:
    folder = desk.catalogue.folder
    keep_copy(folder.database, folder.backups)
    desk.window.open_record(desk.catalogue.find("M-1"))
    desk.window.actions_["history"].trigger()
    desk.settle()
    history = QApplication.activeModalWidget()
    press_button(desk, history.findChild(QPushButton, "redact"))
    dialog = QApplication.activeModalWidget()
    assert not dialog.accepting.isEnabled(), "without a reason nothing is taken out"
    desk.put(dialog.reason, "遺族の希望")
    desk.tab_to(dialog.copies)
    desk.press("End")
    desk.press("Space")
    kept, gone = (copy.path for copy in copies_in(folder.backups))
    press_button(desk, dialog.accepting)
    wait(lambda: QApplication.activeModalWidget() is None, "it stays open")
    assert kept.exists()
    assert not gone.exists()
    assert not gone.with_suffix(".json").exists()
    newest = next(iter(desk.catalogue.history(limit=1)))
    assert newest.kind == "redact"
    assert "遺族の希望" in newest.label.in_("ja")
    assert not any((row.before or row.after) and row.change_set.id < newest.id for row in desk.catalogue.row_changes(1))
    assert list(desk.program.session.program.check()) == []


def test_copies_that_are_chosen_are_removed_and_no_others(tmp_path: Path, blank: Callable[..., Path]) -> None:
    from memoircat.catalogue.copies import remove_copies  # noqa: PLC0415
    from memoircat.errors import EnvironmentError_  # noqa: PLC0415

    path = blank(tmp_path / "a.memoircat")
    made = [keep_copy(path / "catalogue.db", path / "backups") for _ in range(3)]
    remove_copies(made[:2])
    assert [copy.path for copy in copies_in(path / "backups")] == made[2:]
    (path / "backups" / "folder.db").mkdir()
    with pytest.raises(EnvironmentError_):
        remove_copies([path / "backups" / "folder.db"])
