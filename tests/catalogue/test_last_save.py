"""What was acknowledged and is gone is told; what lies beside a database and belongs to another one is not applied."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import storage
from memoircat.catalogue.backup import back_up
from memoircat.catalogue.last_save import NAME, LastSave, read_last_save
from memoircat.errors import CatalogueReadOnly, ForeignLog
from memoircat.program import Program
from memoircat.search.reader import Reader

KILLED = """
import os, pathlib, random, signal, sys, threading, time
from memoircat.program import Program
program = Program.open(pathlib.Path(sys.argv[1]), by="試験")
catalogue, rng = program.catalogue, random.Random(int(sys.argv[2]))
catalogue.leave_checkpoints()
def beside():
    while True:
        catalogue.checkpoint()
def end():
    time.sleep(rng.uniform(0, float(sys.argv[3])))
    os.kill(os.getpid(), signal.SIGKILL)
threading.Thread(target=beside, daemon=True).start()
threading.Thread(target=end, daemon=True).start()
while True:
    with catalogue.change("登録") as change:
        change.create("memoir", title="凍土の記", note="注" * rng.randint(1, 2000))
    catalogue.aside(lambda connection: connection.exec_driver_sql(
        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (f"n{rng.random()}", "x" * rng.randint(1, 900))))
"""


def save(folder: Path, *titles: str) -> None:
    with Program.open(folder, by="試験") as program:
        for title in titles:
            with program.catalogue.change("登録") as change:
                change.create("memoir", title=title)


def crashed(folder: Path, *titles: str) -> None:
    """Save, and leave the folder as a crash would leave it."""
    aside = folder.with_name("aside")
    with Program.open(folder, by="試験") as program:
        for title in titles:
            with program.catalogue.change("登録") as change:
                change.create("memoir", title=title)
        shutil.copytree(folder, aside)
    shutil.rmtree(folder)
    aside.rename(folder)
    assert (folder / "catalogue.db-wal").stat().st_size


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.suffix != ".db-shm"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "c.memoircat"
    Program.create(path, by="試験").close()
    save(path, "一")
    return path


def test_a_record_comes_through_its_bytes_and_a_torn_one_counts_as_none() -> None:
    record = LastSave("ab" * 16, "cd" * 16, 2**62, "f" * 64, "2026-05-12T09:30:00Z", closed=True)
    packed = record.packed()
    assert len(packed) == 512
    assert LastSave.unpacked(packed) == record
    for place in range(0, 300, 7):
        torn = bytearray(packed)
        torn[place] ^= 1
        assert LastSave.unpacked(bytes(torn)) is None
    assert LastSave.unpacked(b"") is LastSave.unpacked(b"00000000 []") is None


def test_each_save_is_noted_before_anybody_hears_of_it(folder: Path) -> None:
    with Program.open(folder, by="試験") as program:
        noted: list[int] = []
        program.catalogue.subscribe(lambda done: noted.append((read_last_save(folder) or LastSave("")).change_set))
        with program.catalogue.change("登録") as change:
            change.create("memoir", title="二")
        program.catalogue.undo()
        assert noted == [2, 3]
        assert not (read_last_save(folder) or LastSave("", closed=True)).closed
    last = read_last_save(folder)
    assert last and last.closed and last.change_set == 3


def lose_the_log(folder: Path) -> None:
    (folder / "catalogue.db-wal").unlink()


def cut_the_log(folder: Path) -> None:
    log = folder / "catalogue.db-wal"
    os.truncate(log, log.stat().st_size // 2)


def lose_log_and_index(folder: Path) -> None:
    lose_the_log(folder)
    (folder / "catalogue.db-shm").unlink()


@pytest.mark.parametrize("lose", [lose_the_log, cut_the_log, lose_log_and_index])
def test_lost_saves_are_told_and_covered_up_by_none(folder: Path, lose: Callable[[Path], None], run: Any) -> None:
    crashed(folder, "二", "三", "四")
    lose(folder)
    told = run("check", folder, "--json")
    assert told.status == 1
    assert "lost" in [problem["kind"] for problem in told.json["problems"]]
    assert "missing" in run("info", folder).err
    refused = run("add", folder, "memoir", "title=五")
    assert refused.status == 4
    assert "memoircat restore" in refused.err
    with Reader.open(folder) as reader:
        assert 1 <= reader.totals()["memoir"] < 4
    with Program.open(folder) as program:
        assert program.catalogue.read_only
        with pytest.raises(CatalogueReadOnly, match="missing"), program.catalogue.change("登録"):
            pass
    assert run("check", folder, "--accept", "catalogue.db").status == 0
    save(folder, "五")


def test_an_older_database_in_place_of_a_closed_one_is_told(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "catalogue.db", tmp_path / "older.db")
    save(folder, "二", "三")
    shutil.copy(tmp_path / "older.db", folder / "catalogue.db")
    with Program.open(folder) as program:
        (lost,) = program.catalogue.cautions
        assert lost.kind == "lost"
        assert str(lost.what).startswith("2 saved changes are missing")


def by_backup(folder: Path, older: Path) -> None:
    back_up(folder / "catalogue.db", older)


def by_copying(folder: Path, older: Path) -> None:
    shutil.copy(folder / "catalogue.db", older)


@pytest.mark.parametrize("copy", [by_backup, by_copying])
def test_a_log_beside_another_database_is_not_applied(
    folder: Path, tmp_path: Path, copy: Callable[[Path, Path], None], run: Any
) -> None:
    copy(folder, tmp_path / "older.db")
    save(folder, "二")
    crashed(folder, "三", "四")
    shutil.copy(tmp_path / "older.db", folder / "catalogue.db")
    before = bytes_of(folder)
    for look in (Reader.open, Program.open, lambda path: Program.open(path, read_only=True)):
        with pytest.raises(ForeignLog, match="catalogue.db-wal"):
            look(folder)
    refused = run("add", folder, "memoir", "title=五")
    assert (refused.status, "memoircat restore" in refused.err) == (3, True)
    assert bytes_of(folder) == before
    (folder / "catalogue.db-wal").unlink()
    assert Program.open(folder).catalogue.cautions[0].kind == "lost"


def test_a_copy_made_while_it_is_open_has_no_token(folder: Path, tmp_path: Path) -> None:
    with Program.open(folder, by="試験") as program:
        back_up(program.catalogue.folder.database, tmp_path / "copy.db")
        for database, has in ((folder / "catalogue.db", True), (tmp_path / "copy.db", False)):
            with closing(storage.connect_reader(database)) as reader:
                assert bool(storage.token(reader)) is has


@pytest.mark.parametrize("content", [b"", b"\0" * 512, None])
def test_a_note_that_is_missing_or_torn_is_no_problem(folder: Path, content: bytes | None) -> None:
    crashed(folder, "二")
    (folder / NAME).unlink() if content is None else (folder / NAME).write_bytes(content)
    with Program.open(folder) as program:
        assert not program.catalogue.read_only
        assert list(program.check()) == []


def test_a_note_that_a_power_cut_left_behind_the_database_is_no_problem(folder: Path) -> None:
    old = (folder / NAME).read_bytes()
    opened = read_last_save(folder)
    assert opened
    crashed(folder, "二")
    begun = read_last_save(folder)
    assert begun
    (folder / NAME).write_bytes(replace(opened, opening=begun.opening).packed())
    assert len(old) == 512
    with Program.open(folder) as program:
        assert not program.catalogue.cautions


def test_a_crash_between_note_and_token_is_no_problem(folder: Path) -> None:
    """The note comes first; then a journal is written with the token, and a crash leaves the one or the other."""
    with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
        former = storage.token(reader) or ""
    (folder / NAME).write_bytes(LastSave("ab" * 16, former, 1).packed())
    (folder / "catalogue.db-journal").write_bytes(b"\0" * 512)
    with Program.open(folder) as program:
        assert not program.catalogue.read_only


def test_a_reader_beside_the_opening_after_a_crash_is_in_nobodys_way(folder: Path) -> None:
    crashed(folder, "二")
    with Reader.open(folder) as reader, Program.open(folder) as program:
        with program.catalogue.change("登録") as change:
            change.create("memoir", title="三")
        assert reader.totals()["memoir"] == 3
    save(folder, "四")


def pages_of(log: bytes) -> dict[int, bytes]:
    """The newest content of each page in a write-ahead file: what a checkpoint writes, in the order of the pages."""
    size = int.from_bytes(log[8:12], "big")
    frames = (log[start : start + 24 + size] for start in range(32, len(log), 24 + size))
    return dict(sorted({int.from_bytes(frame[:4], "big"): frame[24:] for frame in frames}.items()))


def test_a_checkpoint_that_a_crash_cut_short_raises_no_alarm(folder: Path) -> None:
    """Whatever pages it had written: also where the settings with the token among them had moved to other pages."""
    with Program.open(folder, by="試験") as program:
        for number in range(60):
            program.catalogue.aside(
                lambda connection, number=number: connection.exec_driver_sql(  # type: ignore[misc]
                    "INSERT INTO setting (name, value) VALUES (?, ?)",
                    ("mop"[number % 3] + f"p{number}" * 40, "x" * 200),
                )
            )
        log, database = (folder / "catalogue.db-wal").read_bytes(), (folder / "catalogue.db").read_bytes()
        note = (folder / NAME).read_bytes()
    pages, torn = pages_of(log), 0
    assert len(pages) > 7
    for written in range(len(pages)):
        (folder / "catalogue.db").write_bytes(database)
        with (folder / "catalogue.db").open("r+b") as file:
            for page in list(pages)[:written]:
                file.seek((page - 1) * len(pages[page]))
                file.write(pages[page])
        (folder / "catalogue.db-wal").write_bytes(log)
        (folder / NAME).write_bytes(note)
        torn += storage.token_in_file(folder / "catalogue.db") is None
        with Program.open(folder, read_only=True) as program:
            assert not program.catalogue.cautions
        (folder / "catalogue.db-shm").unlink(missing_ok=True)
    assert torn, "else this proves nothing"


@pytest.mark.parametrize("seed", range(3))
def test_a_kill_at_any_moment_raises_no_alarm(folder: Path, seed: int) -> None:
    """Checkpoints run all the time, and the settings beside the token are written to: the file alone is often torn."""
    for number in range(2):
        command = [sys.executable, "-c", KILLED, str(folder), str(seed * 10 + number), "0.3"]
        assert subprocess.run(command, check=False).returncode == -9
        with Reader.open(folder) as reader:
            assert reader.totals()["memoir"] >= 1
        with Program.open(folder) as program:
            assert not program.catalogue.read_only
            assert not program.catalogue.cautions


def test_looking_at_a_catalogue_while_it_is_written_raises_no_alarm(folder: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(folder), "7", "60"]
    writer = subprocess.Popen(command)
    try:
        seen, rng = 0, random.Random(1)
        while seen < 150:
            Reader.open(folder).close()
            seen += 1
            if rng.random() < 0.1:
                Program.open(folder, read_only=True).close()
    finally:
        writer.kill()
        writer.wait()
