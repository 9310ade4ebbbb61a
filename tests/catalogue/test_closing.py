"""What is saved is on the disk at once; a closed catalogue is one file that can be copied and read from any medium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.program import Program


def test_a_closed_catalogue_is_one_file_without_a_write_ahead_log(tmp_path: Path) -> None:
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="試験") as program:
        with program.catalogue.change("登録") as change:
            change.create("memoir", title="凍土の記")
        assert program.catalogue.get("M-000001").label == "凍土の記"
    assert sorted(each.name for each in folder.iterdir()) == ["backups", "catalogue.db", "last-save", "lock", "media"]
    assert (folder / "catalogue.db").read_bytes()[18:20] == b"\x01\x01", "still in write-ahead mode"
    assert (folder / "lock").read_bytes() == b""
    shutil.copytree(folder, tmp_path / "copy.memoircat")
    with Program.open(tmp_path / "copy.memoircat", by="試験") as copy:
        assert copy.catalogue.get("M-000001").label == "凍土の記"


def test_each_commit_is_on_the_disk_before_it_is_acknowledged(tmp_path: Path) -> None:
    """2 is FULL: with NORMAL or OFF a commit may be gone after a power cut."""
    with Program.create(tmp_path / "c.memoircat", by="試験") as program:

        def as_it_writes() -> dict[str, object]:
            with program.catalogue.change("登録") as change:
                change.create("memoir", title="凍土の記")
                names = ("synchronous", "journal_mode", "foreign_keys")
                return {name: change.connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}

        expected = {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1}
        assert as_it_writes() == expected
        program.catalogue.undo()  # it lets go of the foreign keys for its own time
        assert as_it_writes() == expected


def test_a_reader_that_is_still_there_keeps_nobody_from_closing(tmp_path: Path) -> None:
    folder = tmp_path / "c.memoircat"
    program = Program.create(folder, by="試験")
    reader = storage.open_for_reading(folder)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM record").fetchone() == (0,)
    with program.catalogue.change("登録") as change:
        change.create("memoir", title="凍土の記")
    program.close()
    assert reader.execute("SELECT count(*) FROM record").fetchone() == (0,), "a reader sees one committed state"
    reader.close()
    with Program.open(folder, by="試験") as again:
        assert not again.catalogue.read_only
        assert again.catalogue.get("M-000001").label == "凍土の記"
    assert (folder / "catalogue.db").read_bytes()[18:20] == b"\x01\x01"


def test_what_was_being_written_while_others_read_is_never_seen_half(tmp_path: Path) -> None:
    with Program.create(tmp_path / "c.memoircat", by="試験") as program:
        catalogue = program.catalogue
        with catalogue.change("登録") as change:
            change.create("memoir", title="一")
            with catalogue.reading() as connection:
                assert connection.exec_driver_sql("SELECT count(*) FROM record").scalar() == 0
        assert catalogue.get("M-000001").label == "一"


def test_looking_at_an_open_catalogue_keeps_its_locks(tmp_path: Path) -> None:
    """A foreign program that comes and goes must not take the catalogue for unused and remove its write-ahead file."""
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="試験") as program:
        storage.open_for_reading(folder).close()
        storage.require_catalogue(folder / "catalogue.db")
        with program.catalogue.change("登録") as change:
            change.create("memoir", title="凍土の記")
        journal = (folder / "catalogue.db-wal").stat().st_ino
        foreign = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM record').fetchall()"
        subprocess.run([sys.executable, "-c", foreign, str(folder / "catalogue.db")], check=True)
        assert (folder / "catalogue.db-wal").stat().st_ino == journal


def test_commits_are_brought_over_beside_everything_else(tmp_path: Path) -> None:
    """Where that is left to the caller no commit does it; afterwards the one file holds all of them."""
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="試験") as program:
        program.catalogue.leave_checkpoints()
        written = (folder / "catalogue.db").read_bytes()
        for number in range(60):
            with program.catalogue.change("登録") as change:
                change.create("memoir", title="凍土の記" * 1000, note=str(number))
        assert (folder / "catalogue.db-wal").stat().st_size > 4096 * 1000, "it would have been brought over by itself"
        assert (folder / "catalogue.db").read_bytes() == written
        beside = threading.Thread(target=program.catalogue.checkpoint)
        beside.start()
        beside.join()
        alone = tmp_path / "alone"
        alone.mkdir()
        shutil.copy(folder / "catalogue.db", alone)
        reader = storage.open_for_reading(alone)
        assert reader.execute("SELECT count(*), max(CAST(note AS INTEGER)) FROM record").fetchone() == (60, 59)
        reader.close()


def test_a_damaged_index_keeps_nobody_from_closing(tmp_path: Path) -> None:
    folder = tmp_path / "c.memoircat"
    program = Program.create(folder, by="試験")
    for number in range(8):
        with program.catalogue.change("登録") as change:
            change.create("memoir", title=f"凍土の記{number}")
    writer = storage.connect_writer(folder / "catalogue.db")
    writer.execute("UPDATE word_index_data SET block = zeroblob(8) WHERE id > 10")
    writer.close()
    program.close()
    with Program.open(folder, by="試験") as again:
        assert not again.catalogue.read_only


def test_what_is_kept_aside_waits_for_a_step_of_tidying(tmp_path: Path) -> None:
    with Program.create(tmp_path / "c.memoircat", by="試験") as program:
        busy, done = threading.Event(), threading.Event()

        def hold() -> None:
            with program.catalogue._writing:
                busy.set()
                done.wait(0.02)

        beside = threading.Thread(target=hold)
        beside.start()
        busy.wait()
        assert program.catalogue.aside(lambda _connection: None)
        beside.join()
