"""A catalogue that is not the one any more that was opened: noticed before the next write, and nothing saved is lost."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from memoircat.catalogue import storage
from memoircat.catalogue.lock import Lock
from memoircat.errors import CatalogueInUse, CatalogueReadOnly, CatalogueReplaced
from memoircat.program import Program

ASK = """
import pathlib, sys
from memoircat.program import Program
print(Program.open(pathlib.Path(sys.argv[1])).catalogue.read_only)
"""


def save(program: Program, code: str) -> None:
    with program.catalogue.change("登録") as change:
        change.create("memoir", code=code, title="凍土の記")


def titles(database: Path) -> list[str]:
    with closing(storage.connect_reader(database)) as reader:
        return [row[0] for row in reader.execute("SELECT code FROM record ORDER BY id")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Program.create(tmp_path / "c.memoircat", by="試験") as program:
        save(program, "M-1")
    shutil.copy(tmp_path / "c.memoircat" / "catalogue.db", tmp_path / "older.db")
    return tmp_path / "c.memoircat"


@pytest.fixture
def open_(folder: Path) -> Iterator[Program]:
    """A catalogue with a save that is in its write-ahead file alone."""
    program = Program.open(folder, by="試験")
    save(program, "M-2")
    yield program
    with suppress(CatalogueReplaced):
        program.close()


def by_renaming(folder: Path) -> None:
    (folder.parent / "older.db").replace(folder / "catalogue.db")


def by_deleting(folder: Path) -> None:
    (folder / "catalogue.db").unlink()


def by_deleting_the_folder(folder: Path) -> None:
    shutil.rmtree(folder)


@pytest.mark.parametrize("replace", [by_renaming, by_deleting, by_deleting_the_folder])
def test_what_was_saved_is_kept_aside(folder: Path, open_: Program, replace: Callable[[Path], None]) -> None:
    replace(folder)
    before = (folder / "catalogue.db").read_bytes() if replace is by_renaming else b""
    with pytest.raises(CatalogueReplaced) as told:
        save(open_, "M-3")
    assert told.value.kind == "replaced"
    (kept,) = folder.parent.rglob("*kept-aside-*.db")
    assert str(kept) in str(told.value)
    assert titles(kept) == ["M-1", "M-2"]
    assert open_.catalogue.get("M-2").label == "凍土の記", "what the window shows is still what was saved"
    with pytest.raises(CatalogueReadOnly, match="kept-aside"):
        save(open_, "M-4")
    open_.close()
    if replace is by_renaming:
        assert (folder / "catalogue.db").read_bytes() == before
        assert not (folder / "catalogue.db-wal").exists(), "it would be applied to the other database"
        assert titles(folder / "catalogue.db") == ["M-1"]


def test_a_replacement_is_told_at_closing_too(folder: Path, open_: Program) -> None:
    by_renaming(folder)
    with pytest.raises(CatalogueReplaced):
        open_.close()
    (kept,) = (folder / "backups").glob("kept-aside-*.db")
    assert titles(kept) == ["M-1", "M-2"]
    assert Lock(folder / "lock").take("次の人")


def test_a_checkpoint_does_not_write_into_another_database(folder: Path, open_: Program) -> None:
    by_renaming(folder)
    before = (folder / "catalogue.db").read_bytes()
    with pytest.raises(CatalogueReplaced):
        open_.catalogue.checkpoint()
    assert (folder / "catalogue.db").read_bytes() == before


def by_copying_over_it(folder: Path) -> None:
    with (folder / "catalogue.db").open("r+b") as file:
        file.write((folder.parent / "older.db").read_bytes())
        file.truncate()


def by_truncating(folder: Path) -> None:
    os.truncate(folder / "catalogue.db", 8192)


def by_emptying(folder: Path) -> None:
    os.truncate(folder / "catalogue.db", 0)


@pytest.mark.parametrize("overwrite", [by_copying_over_it, by_truncating, by_emptying])
def test_what_was_overwritten_is_noticed_and_not_touched(
    folder: Path, open_: Program, overwrite: Callable[[Path], None]
) -> None:
    shutil.copy(folder / "catalogue.db-wal", folder.parent / "log")
    if overwrite is by_copying_over_it:
        with closing(storage.connect_writer(folder.parent / "older.db", journal_mode="DELETE")) as older:
            storage.forget_opening(older)
    overwrite(folder)
    size = (folder / "catalogue.db").stat().st_size
    with pytest.raises(CatalogueReplaced, match="overwritten"):
        save(open_, "M-3")
    open_.close()
    assert (folder / "catalogue.db").stat().st_size == size
    assert not (folder / "catalogue.db-wal").exists()
    kept = list((folder / "backups").glob("kept-aside-*"))
    assert len(kept) == 1
    if kept[0].suffix == ".db":
        assert titles(kept[0]) == ["M-1", "M-2"]
    else:
        assert kept[0].read_bytes() == (folder.parent / "log").read_bytes()
    if overwrite is by_copying_over_it:
        assert titles(folder / "catalogue.db") == ["M-1"]


def test_a_folder_that_was_moved_has_all_that_was_saved(folder: Path, open_: Program) -> None:
    moved = folder.rename(folder.with_name("moved.memoircat"))
    with pytest.raises(CatalogueReplaced, match="moved.memoircat"):
        save(open_, "M-3")
    open_.close()
    assert not folder.exists()
    assert open_.catalogue.get("M-2").label == "凍土の記"
    with Program.open(moved) as again:
        assert not again.catalogue.read_only
        assert not again.catalogue.cautions
        assert list(again.check()) == []
        save(again, "M-4")
    assert titles(moved / "catalogue.db") == ["M-1", "M-2", "M-4"]


def test_a_copy_in_the_place_of_a_moved_folder_keeps_its_own_log(folder: Path, open_: Program) -> None:
    shutil.copytree(folder, folder.with_name("copy"))
    folder.rename(folder.with_name("moved.memoircat"))
    folder.with_name("copy").rename(folder)
    log = (folder / "catalogue.db-wal").read_bytes()
    assert log
    with pytest.raises(CatalogueReplaced):
        save(open_, "M-3")
    open_.close()
    assert (folder / "catalogue.db-wal").read_bytes() == log


def test_our_own_checkpoints_are_no_replacement(folder: Path, open_: Program) -> None:
    for number in range(3, 8):
        open_.catalogue.checkpoint()
        save(open_, f"M-{number}")
    assert len(titles(folder / "catalogue.db")) == 7


def test_a_deleted_lock_lets_nobody_in_and_is_made_again(folder: Path, open_: Program) -> None:
    (folder / "lock").unlink()
    second = subprocess.run([sys.executable, "-c", ASK, str(folder)], capture_output=True, text=True, check=True)
    assert second.stdout == "True\n"
    save(open_, "M-3")
    assert Lock(folder / "lock").holder().pid == str(os.getpid())


def test_an_older_program_that_got_in_by_a_deleted_lock_is_named(folder: Path, open_: Program) -> None:
    (folder / "lock").unlink()
    (folder / "lock").write_text('{"who": "佐藤", "host": "旧機", "since": "2026-05-12"}')
    with (folder / "lock").open() as older:
        fcntl.flock(older, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with pytest.raises(CatalogueInUse, match="佐藤 on 旧機"):
            save(open_, "M-3")
    save(open_, "M-3")


def test_a_stale_note_keeps_nobody_out(folder: Path) -> None:
    (folder / "lock").write_text('{"who": "佐藤", "host": "旧機", "pid": 1, "since": "2026-05-12"}')
    with Program.open(folder) as program:
        assert not program.catalogue.read_only


def test_changes_that_another_program_takes_out_stop_the_next_write(folder: Path, open_: Program) -> None:
    with closing(storage.connect_writer(folder / "catalogue.db")) as foreign:
        foreign.execute("PRAGMA foreign_keys = OFF")
        for (trigger,) in foreign.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            foreign.execute(f"DROP TRIGGER {trigger}")
        foreign.execute("DELETE FROM change_set WHERE id = (SELECT max(id) FROM change_set)")
    with pytest.raises(CatalogueReplaced, match="took saved changes out"):
        save(open_, "M-3")
