"""Disks that are full, can only be read, or take no large files: each command names the true cause, and leaves nothing half."""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from memoircat.catalogue import readable_copy, storage
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.whole import whole_file, whole_files
from memoircat.errors import Damaged, EnvironmentError_
from memoircat.program import Program
from memoircat.records.parts import Name
from memoircat.search.reader import Reader

MEBIBYTE = 1 << 20


def _mounted(path: Path, *options: str) -> bool:
    done = (
        subprocess.run(["mount", *options, str(path)], capture_output=True, check=False)
        if shutil.which("mount")
        else None
    )
    return done is not None and done.returncode == 0


@pytest.fixture
def disk() -> Iterator[Path]:
    """A small disk of its own."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    path = Path(tempfile.mkdtemp(prefix="small-disk-"))
    if not _mounted(path, "-t", "tmpfs", "-o", "size=4m", "tmpfs"):
        path.rmdir()
        pytest.skip("a small disk cannot be mounted here")
    yield path
    gc.collect()  # an error that was caught may still hold a connection
    subprocess.run(["umount", str(path)], check=True)
    path.rmdir()


@pytest.fixture
def filled(disk: Path, blank: Callable[..., Path]) -> Path:
    """A catalogue on the small disk, with a person."""
    with Program.open(blank(disk / "c.memoircat"), by="試験") as program, program.catalogue.change("登録") as change:
        person = change.create("person", code="P-000001")
        change.add(person, Name(text="佐久間 辰蔵"))
    return disk / "c.memoircat"


def fill_up(disk: Path, left: int = 0) -> Path:
    """Leave ``left`` bytes on the disk."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(65_536)) == 65_536:
                pass
        except OSError:
            pass
    os.truncate(filling, filling.stat().st_size - left)
    return filling


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def image(tmp_path: Path) -> Path:
    Image.effect_noise((300, 300), 50).save(tmp_path / "i.png")
    return tmp_path / "i.png"


def roster(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "t.csv").write_text("name\n甲 乙\n", encoding="utf-8")
    mapping = 'record = "person"\nsource = "簿"\nencoding = "utf-8"\n[columns]\n"name" = "name"\n'
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    return (str(tmp_path / "t.csv"), "--mapping", str(tmp_path / "m.toml"))


def writing_commands(catalogue: Path, to: Path, tmp_path: Path) -> list[list[object]]:
    """Commands that write, into the catalogue or to ``to``."""
    return [
        ["add", catalogue, "memoir", "title=凍土の記"],
        ["import", catalogue, *roster(tmp_path)],
        ["attach", catalogue, "P-000001", image(tmp_path)],
        ["backup", catalogue],
        ["export", catalogue, "--format", "csv", "--to", to / "csv"],
        ["export", catalogue, "--format", "csv", "--to", to / "one.csv"],
        ["export", catalogue, "--format", "dc", "--to", to / "deep" / "dc"],
        ["report", catalogue, "catalogue", "--to", to / "r.html"],
        ["report", catalogue, "catalogue", "--to", to / "r.csv"],
        ["new", to / "n.memoircat"],
        ["demo", to / "d.memoircat", "--no-window"],
    ]


def reading_commands(catalogue: Path) -> list[list[object]]:
    return [
        ["info", catalogue],
        ["check", catalogue],
        ["list", catalogue, "person"],
        ["show", catalogue, "P-000001"],
        ["find", catalogue, "佐久間"],
        ["search", catalogue, "佐久間"],
    ]


def test_on_a_full_disk_every_command_says_so_and_leaves_nothing(disk: Path, filled: Path, run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    fill_up(disk)
    before = files(disk)
    for words in writing_commands(filled, disk, tmp_path):
        done = run(*words)
        assert (done.status, "disk is full" in done.err) == (4, True), (words, done)
        left = {name for name in files(disk) - before if not name.startswith("c.memoircat/media/")}
        assert left == set(), words
    for words in reading_commands(filled):
        done = run(*words)
        assert (done.status, done.err) == (0, ""), words
    (disk / "filling").unlink()
    assert run("check", filled).status == 0
    assert run("add", filled, "memoir", "title=入った").status == 0, "a retry works"


def test_a_backup_that_runs_out_of_room_on_the_way_says_so(disk: Path, filled: Path, run) -> None:  # type: ignore[no-untyped-def]
    fill_up(disk, 100_000)
    done = run("backup", filled)
    assert (done.status, "disk is full" in done.err) == (4, True), done
    assert list((filled / "backups").iterdir()) == []


def test_a_change_for_which_there_is_no_room_is_refused_whole(disk: Path, filled: Path) -> None:
    with Program.open(filled, by="試験") as program:
        before = program.catalogue.state()
        filling = fill_up(disk)
        full = pytest.raises(EnvironmentError_, match="Nothing was changed. The disk is full")
        with full, program.catalogue.change("大きい") as change:
            change.set(1, note="凍" * MEBIBYTE)
        assert program.catalogue.state() == before
        filling.unlink()
        with program.catalogue.change("もう一度") as change:
            change.set(1, note="入った")
        assert list(program.check()) == []


@pytest.mark.parametrize("left", ["", "catalogue.db-wal", "catalogue.db-wal catalogue.db-shm"])
def test_on_a_medium_that_can_only_be_read(disk: Path, filled: Path, run, tmp_path: Path, left: str) -> None:  # type: ignore[no-untyped-def]
    """``left``: what the last program left beside the database. What was saved last is read all the same."""
    catalogue = disk / "copied.memoircat"
    with Program.open(filled, by="試験") as program:
        with program.catalogue.change("最後") as change:
            change.create("memoir", code="M-000009", title="最後の保存")
        if left:
            shutil.copytree(filled, catalogue)
    if not left:
        shutil.copytree(filled, catalogue)
    for name in ("catalogue.db-wal", "catalogue.db-shm"):
        if name not in left:
            (catalogue / name).unlink(missing_ok=True)
    assert _mounted(disk, "-o", "remount,ro")
    try:
        for words in writing_commands(catalogue, disk, tmp_path):
            done = run(*words)
            assert (done.status, "can only be read" in done.err) == (4, True), (words, done)
        for words in reading_commands(catalogue):
            done = run(*words)
            assert (done.status, done.err) == (0, ""), (words, done)
        assert "最後の保存" in run("list", catalogue, "memoir").out
        assert run("backup", catalogue, "--to", tmp_path / "copy.db").status == 0
    finally:
        assert _mounted(disk, "-o", "remount,rw")


def test_a_copy_for_reading_is_private_made_once_and_removed(tmp_path: Path, blank: Callable[..., Path]) -> None:
    folder = blank(tmp_path / "c.memoircat")
    (folder / "catalogue.db-wal").write_bytes(b"")
    assert not readable_copy.has_log(folder / "catalogue.db"), "an empty log holds nothing"
    (folder / "catalogue.db-wal").write_bytes(b"x")
    assert readable_copy.has_log(folder / "catalogue.db")
    code = (
        "import sys; from pathlib import Path; from memoircat.catalogue.readable_copy import copy_for_reading as copy\n"
        "file = copy(Path(sys.argv[1])); assert copy(Path(sys.argv[1])) == file; print(file)\n"
        "print(oct(file.parent.stat().st_mode & 0o777), oct(file.stat().st_mode & 0o777))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder / "catalogue.db")], capture_output=True, text=True, check=True
    )
    path, modes = done.stdout.splitlines()
    if sys.platform != "win32":
        assert modes == "0o700 0o600"
    assert not Path(path).parent.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit on the size of files")
def test_a_limit_on_the_size_of_files_is_told_as_one(tmp_path: Path, blank: Callable[..., Path]) -> None:
    catalogue = blank(tmp_path / "c.memoircat")
    with Program.open(catalogue, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("person", code="P-000001")
    code = (
        "import json, resource, sys\n"
        "from memoircat.cli.__main__ import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))\n"
        "for words in json.loads(sys.argv[1]):\n"
        "    try:\n        main(words)\n"
        "    except SystemExit as ended:\n        print(ended.code, words[0], flush=True)\n"
    )
    commands = [list(map(str, words)) for words in writing_commands(catalogue, tmp_path, tmp_path)]
    commands = [words for words in commands if words[0] not in ("export", "report")]

    done = subprocess.run(
        [sys.executable, "-c", code, json.dumps(commands)], capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == [f"4 {words[0]}" for words in commands], done.stderr
    told = done.stderr.splitlines()
    assert len(told) == len(commands)
    assert all("a limit on the size of files" in line for line in told), told
    assert list((catalogue / "backups").iterdir()) == []
    assert not (tmp_path / "n.memoircat").exists() and not (tmp_path / "d.memoircat").exists()
    with Program.open(catalogue) as program:
        assert list(program.check()) == []


def test_files_appear_whole_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "old.xml").write_text("旧")
    for stop in (KeyboardInterrupt, ValueError):
        with pytest.raises(stop), whole_files(tmp_path / "out") as folder:
            (folder / "old.xml").write_text("新")
            raise stop
        with pytest.raises(stop), whole_files(tmp_path / "new" / "deep") as folder:
            (folder / "a").write_text("a")
            raise stop
        with pytest.raises(stop), whole_file(tmp_path / "out" / "old.xml") as file:
            file.write_text("半")
            raise stop
    assert files(tmp_path) == {"out", "out/old.xml"}
    assert (tmp_path / "out" / "old.xml").read_text() == "旧"
    with whole_files(tmp_path / "out") as folder:
        (folder / "old.xml").write_text("新")
    assert (tmp_path / "out" / "old.xml").read_text() == "新"
    assert files(tmp_path) == {"out", "out/old.xml"}


def damage(database: Path) -> None:
    """Overwrite every page but the first."""
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (database.stat().st_size - 4096))


def test_a_damaged_database_is_told_as_one_by_every_way_of_reading(catalogue: Catalogue, run) -> None:  # type: ignore[no-untyped-def]
    with catalogue.change("登録") as change:
        change.add(change.create("person", code="P-000001"), Name(text="佐久間 辰蔵"))
    path = catalogue.folder.path
    catalogue.close()
    damage(path / "catalogue.db")
    for words in [words for words in reading_commands(path) if words[0] != "check"]:
        done = run(*words, *(["--json"] if words[0] != "check" else []))
        assert done.status == 3, (words, done)
        assert (done.error["kind"], "salvage" in done.error["hint"]) == ("damaged", True), (words, done)


def test_a_page_that_goes_bad_while_reading_is_damage_for_questions_and_for_runs_of_rows(
    tmp_path: Path, blank: Callable[..., Path]
) -> None:
    folder = blank(tmp_path / "c.memoircat")
    with Reader.open(folder) as reader:
        damage(folder / "catalogue.db")
        with pytest.raises(Damaged) as told:
            reader.terms()
        with pytest.raises(Damaged):
            next(reader.people.tiers("佐久間"))
        assert told.value.where == str(folder / "catalogue.db")
        with pytest.raises(storage.DatabaseError):
            reader._connection.execute("SELECT * FROM term").fetchall()
