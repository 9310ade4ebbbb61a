"""Restoring: whatever is in the place of the catalogue is put aside whole, and the copy alone is there afterwards."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from memoircat.catalogue import storage, swap
from memoircat.catalogue.backup import keep_copy
from memoircat.catalogue.restore import restore_database
from memoircat.errors import CatalogueInUse, Conflict, InputError, NotACatalogue, NotFound
from memoircat.program import Program, restore
from shared.dying import DONE, FAILED, KILLED, killed_after, killed_at_step, with_small_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="children are forked")
COPIED, SINCE = 5, 30  # memoirs in the copy, and those written since


def add(folder: Path, number: int) -> None:
    with Program.open(folder, by="試験") as program:
        for _ in range(number):
            with program.catalogue.change("登録") as change:
                change.create("memoir", title="凍土の記", note="注" * 500)


def titles(folder: Path) -> int:
    with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
        return int(reader.execute("SELECT count(*) FROM memoir").fetchone()[0])


def add_and_die(folder: Path) -> None:
    """Write, and leave the write-ahead file as a killed program does."""
    child = os.fork()
    if not child:
        program = Program.open(folder, by="試験")
        for _ in range(SINCE):
            with program.catalogue.change("後") as change:
                change.create("memoir", title="後の記", note="注" * 500)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory, blank: Callable[..., Path]) -> Path:
    """A catalogue with a copy, with later work in a write-ahead file that was left."""
    folder = blank(tmp_path_factory.mktemp("prepared") / "c.memoircat")
    add(folder, COPIED)
    keep_copy(folder / "catalogue.db", folder / "backups")
    add_and_die(folder)
    assert (folder / "catalogue.db-wal").stat().st_size
    return folder


@pytest.fixture
def left(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "c.memoircat"))


def sound(folder: Path, memoirs: int) -> None:
    with Program.open(folder, by="次の人") as program:
        assert not program.catalogue.read_only
        assert list(program.check()) == []
    assert titles(folder) == memoirs


# What is there ---------------------------------------------------------------------------------------------------


def test_a_left_write_ahead_file_is_put_aside_with_its_database(left: Path) -> None:
    before = {file.name: file.read_bytes() for file in left.iterdir() if file.name.startswith("catalogue.db")}
    restored = restore(left / "backups", left)
    sound(left, COPIED)
    assert restored.aside is not None
    aside = {file.name: file.read_bytes() for file in restored.aside.iterdir()}
    assert aside["catalogue.db"] == before["catalogue.db"]
    assert aside["catalogue.db-wal"] == before["catalogue.db-wal"]
    assert titles(restored.aside) == COPIED + SINCE, "what was put aside is a whole catalogue"
    with Program.open(left, by="次の人") as program:
        last = program.catalogue.history()[0]
        assert (last.kind, "Restored from the copy of" in str(last.label)) == ("restore", True)
        assert sum(each.kind == "restore" for each in program.catalogue.history()) == 1
        undone = program.catalogue.undo()
        assert undone is not None
        assert "登録" in str(undone.label), "restoring is no step of undo"


def test_what_was_replaced_is_listed_and_can_be_restored(left: Path) -> None:
    restore(left / "backups", left)
    (former,) = (left / "backups").glob("before-restore-*.db")
    restore(former, left)
    sound(left, COPIED + SINCE)
    restore(left / "backups", left)
    sound(left, COPIED)


@pytest.mark.parametrize(
    "there",
    ["nothing", "no folder", "damaged", "foreign", "cut", "text", "a folder", "a link", "wal alone", "lock link"],
)
def test_it_works_without_a_valid_catalogue(left: Path, tmp_path: Path, there: str) -> None:
    (copy,) = (left / "backups").glob("*.db")
    target, secret = tmp_path / "t.memoircat", tmp_path / "other.txt"
    secret.write_text("秘")
    if there != "no folder":
        target.mkdir()
    database = target / "catalogue.db"
    content = (left / "catalogue.db").read_bytes()
    if there == "damaged":
        database.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    elif there == "foreign":
        with closing(storage.DRIVER.connect(str(database))) as foreign:
            foreign.execute("CREATE TABLE record (x)")
    elif there == "cut":
        database.write_bytes(content[:5000])
    elif there == "text":
        database.write_text("日記")
    elif there == "a folder":
        database.mkdir()
    elif there == "a link":
        database.symlink_to(secret)
    elif there == "lock link":
        (target / "lock").symlink_to(secret)
    elif there == "wal alone":
        shutil.copy(left / "catalogue.db-wal", target)
    had = os.path.lexists(database) or there == "wal alone"
    restored = restore(copy, target)
    sound(target, COPIED)
    assert bool(restored.aside) is had
    assert secret.read_text() == "秘"


def test_a_foreign_folder_or_file_is_left_alone(left: Path, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "日記.txt").write_text("十一月")
    for target in (papers, papers / "日記.txt"):
        with pytest.raises(Conflict):
            restore(left / "backups", target)
    assert [each.name for each in papers.iterdir()] == ["日記.txt"]


def test_a_catalogue_in_use_is_left_alone(left: Path) -> None:
    with Program.open(left, by="使用中"):
        with pytest.raises(CatalogueInUse) as refused:
            restore_database(left / "backups", left, by="試験")
        assert "使用中" in str(refused.value.hint)
    sound(left, COPIED + SINCE)


# Which copy ------------------------------------------------------------------------------------------------------


def test_the_newest_good_copy_is_taken_and_what_is_passed_over_is_named(left: Path) -> None:
    (good,) = (left / "backups").glob("*.db")
    newer = keep_copy(left / "catalogue.db", left / "backups")
    with newer.open("r+b") as file:
        file.seek(newer.stat().st_size // 2)
        byte = file.read(1)
        file.seek(-1, 1)
        file.write(bytes([byte[0] ^ 1]))
    (left / "backups" / "2031-01-01T000000Z.db").write_bytes(good.read_bytes())
    (left / "backups" / "2030-01-01T000000Z.db").write_bytes(b"")
    restored = restore(left / "backups", left)
    assert restored.copy.path == good
    assert [name[:4] for name, _ in restored.passed_over] == ["2031", "2030", newer.name[:4]]
    assert "checksum" in str(restored.passed_over[-1][1])
    with pytest.raises(InputError, match="checksum"):
        restore(newer, left)


def test_what_is_no_copy_is_refused_and_nothing_changes(left: Path, tmp_path: Path) -> None:
    before = {file: file.read_bytes() for file in left.rglob("*") if file.is_file() and file.name != "lock"}
    text = tmp_path / "text.db"
    text.write_text("日記" * 999)
    newer = tmp_path / "newer.db"
    shutil.copy(next((left / "backups").glob("*.db")), newer)
    with closing(storage.DRIVER.connect(str(newer))) as connection:
        connection.execute("PRAGMA user_version = 999")
    for backup, kind in (
        (text, InputError),
        (tmp_path / "none", NotFound),
        (tmp_path, InputError),
        (newer, NotACatalogue),
    ):
        with pytest.raises(kind):
            restore(backup, left)
    assert {file: file.read_bytes() for file in left.rglob("*") if file.is_file() and file.name != "lock"} == before


def test_a_copy_of_an_older_program_is_restored_as_it_is(tmp_path: Path, first_release: Callable[[Path], Path]) -> None:
    old = first_release(tmp_path / "old.memoircat")
    target = tmp_path / "t.memoircat"
    assert restore(old / "catalogue.db", target).contents.schema == 1
    with closing(storage.connect_reader(target / "catalogue.db")) as reader:
        assert storage.stored_schema(reader) == 1
    with Program.open(target, by="試験") as program:
        assert program.catalogue.get("M-000001").label == "凍土の記"
        assert [each.kind for each in program.catalogue.history()] == ["restore"]


# Killed, and a full disk -----------------------------------------------------------------------------------------


def after_a_kill(left: Path) -> int:
    """How many memoirs are there: the old catalogue whole, or the new one."""
    with Program.open(left, by="次の人") as program:
        assert list(program.catalogue.check()) == []
    assert not swap.is_decided(left)
    assert not list(left.glob("**/*.unfinished"))
    assert titles(left) in (COPIED, COPIED + SINCE)
    return titles(left)


@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment_it_is_the_old_or_the_new(prepared: Path, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    for number in range(5):
        left = Path(shutil.copytree(prepared, tmp_path / f"{number}.memoircat"))
        killed_after(lambda left=left: restore(left / "backups", left), rng.uniform(0, 0.25))  # type: ignore[misc]
        after_a_kill(left)
    restore(left / "backups", left)
    sound(left, COPIED)


def test_killed_at_every_step_it_is_the_old_or_the_new(prepared: Path, tmp_path: Path) -> None:
    there, how = [], KILLED
    while how == KILLED:
        left = Path(shutil.copytree(prepared, tmp_path / f"{len(there)}.memoircat"))
        how = killed_at_step(lambda left=left: restore_database(left / "backups", left, by="x"), len(there))  # type: ignore[misc]
        if len(there) % 2:
            restore_database(left / "backups", left, by="x")  # again, without anybody opening it in between
            sound(left, COPIED)
        there.append(after_a_kill(left))
        shutil.rmtree(left)
    assert how == DONE
    decided = there[::2]
    assert len(decided) > 12
    assert decided == sorted(decided, reverse=True), "once it is decided, it is the new one"
    assert set(decided) == {COPIED, COPIED + SINCE}


def test_a_reader_is_told_of_a_half_done_restore(left: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "carry_out", lambda _folder: None)
    restore_database(left / "backups", left, by="x")
    monkeypatch.undo()
    for reading in (storage.open_for_reading, lambda folder: Program.open(folder, read_only=True)):
        with pytest.raises(NotACatalogue, match="restor"):
            reading(left)
    sound(left, COPIED)


def test_a_plan_of_a_stranger_leads_nowhere(left: Path, tmp_path: Path) -> None:
    staged = left / "restoring"
    staged.mkdir()
    shutil.copy(next((left / "backups").glob("*.db")), staged / "catalogue.db")
    (staged / "plan.json").write_text(json.dumps({"aside": "../../outside"}))
    sound(left, COPIED)
    assert not (tmp_path / "outside").exists()


def test_on_a_full_disk_nothing_is_changed(left: Path) -> None:
    size = (left / "catalogue.db").stat().st_size
    assert with_small_files(lambda: restore(left / "backups", left) and None, size // 2) == FAILED
    assert not (left / "restoring").exists()
    sound(left, COPIED + SINCE)
    restore(left / "backups", left)
    sound(left, COPIED)
