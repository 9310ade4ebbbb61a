"""What cannot be used is refused in one clear line, names its file and the remedy, and changes nothing."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memoircat.catalogue import folder as folder_module
from memoircat.catalogue.catalogue import Catalogue
from memoircat.errors import CatalogueReadOnly, EnvironmentError_, InputError
from memoircat.program import Program
from memoircat.records.parts import Name, Statement

sys.path.insert(0, str(Path(__file__).parents[1] / "torture"))

from hostile_files import png

Run = Callable[..., Any]


def bytes_of(folder: Path) -> dict[str, str]:
    """The hash of every file but the lock's note."""
    files = [each for each in sorted(folder.rglob("*")) if each.is_file() and each.name != "lock"]
    return {str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def contents(folder: Path) -> tuple[dict[str, Any], list[str]]:
    """What a catalogue says, and its media: writing programs may arrange the pages of the file anew."""
    with Program.open(folder, read_only=True) as program:
        return program.catalogue.state(), [str(each) for each in sorted((folder / "media").rglob("*"))]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "c.memoircat"
    with Program.create(path, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("memoir", title="凍土の記")
    return path


COMMANDS = (
    ("info",), ("show", "M-000001"), ("list", "memoir"), ("find", "佐久間"), ("search", "凍土"), ("history",), ("check",),
    ("set", "M-000001", "title=x"), ("undo",), ("backup",),
)  # fmt: skip


def refused_by_all(run: Run, path: Path, status: int) -> None:
    for command, *rest in COMMANDS:
        told = run(command, path, *rest)
        assert told.status == status, (command, told)
        assert told.out == ""
        (line,) = told.err.strip().split("\n")
        assert path.name in line
        assert " — " in line, "the line says what to do next"
        error = run(command, path, *rest, "--json").error if command != "backup" else {"hint": "-"}
        assert error["hint"]


def test_nothing_at_the_path(run: Run, tmp_path: Path) -> None:
    refused_by_all(run, tmp_path / "無.memoircat", 3)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_catalogue(run: Run, tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / "日記.txt").write_text("十一月")
    refused_by_all(run, plain, 3)
    assert [each.name for each in plain.iterdir()] == ["日記.txt"]
    assert run("new", plain).status == 3
    assert [each.name for each in plain.iterdir()] == ["日記.txt"]


def test_a_file_where_a_folder_is_expected(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "file.memoircat"
    file.write_text("x")
    refused_by_all(run, file, 3)


@pytest.mark.parametrize("length", [0, 50, 100, 512, 4096, 10_000, -4096])
def test_a_truncated_database(run: Run, folder: Path, length: int) -> None:
    file = folder / "catalogue.db"
    file.write_bytes(file.read_bytes()[:length])
    before = bytes_of(folder)
    for command, *rest in COMMANDS:
        told = run(command, folder, *rest)
        assert told.status == 3, (command, told)
        assert len(told.err.strip().split("\n")) == 1
        assert "c.memoircat" in told.err
        assert "memoircat restore" in told.err
    assert bytes_of(folder) == before


def test_pages_that_are_not_what_was_written(run: Run, folder: Path) -> None:
    file = folder / "catalogue.db"
    data = bytearray(file.read_bytes())
    data[4096 : len(data)] = b"\xa5" * (len(data) - 4096)
    file.write_bytes(data)
    for command in ("info", "list", "find", "search", "show", "check"):
        told = run(command, folder, *{"list": ["memoir"], "info": [], "check": []}.get(command, ["M-000001"]))
        assert (told.status, len(told.err.strip().split("\n"))) == (3, 1), (command, told)
        assert "restore" in told.err


def test_another_program_s_database(run: Run, folder: Path) -> None:
    file = folder / "catalogue.db"
    data = bytearray(file.read_bytes())
    data[68:72] = b"\0\0\0\0"
    file.write_bytes(data)
    before = bytes_of(folder)
    refused_by_all(run, folder, 3)
    assert bytes_of(folder) == before


@pytest.fixture
def second_program(folder: Path) -> Iterator[None]:
    """Another process that has the catalogue open for writing."""
    code = (
        "import sys, pathlib; from memoircat.program import Program\n"
        f"with Program.open(pathlib.Path({str(folder)!r}), by='山形') as p:\n"
        "    print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "open\n"
        yield
        other.communicate("")


@pytest.mark.usefixtures("second_program")
def test_what_another_program_holds_is_read_only_and_says_who_holds_it(run: Run, folder: Path) -> None:
    with Program.open(folder, by="二人目") as program:
        assert program.catalogue.read_only
        holder = program.catalogue.holder()
        assert holder and holder.who == "山形"
        assert program.catalogue.get("M-000001").label == "凍土の記"
        with pytest.raises(CatalogueReadOnly) as refused, program.catalogue.change("変更") as change:
            change.set(1, title="x")
        assert "山形" in str(refused.value.hint)
    told = run("set", folder, "M-000001", "title=x", "--json")
    assert (told.status, told.error["kind"]) == (4, "read_only")
    assert "山形" in told.error["hint"]
    assert run("show", folder, "M-000001", "--json").json["label"] == "凍土の記"


def test_the_lock_is_free_again_after_the_other_program_was_killed(folder: Path) -> None:
    code = (
        "import os, pathlib, signal; from memoircat.program import Program\n"
        f"Program.open(pathlib.Path({str(folder)!r}), by='山形'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert "山形" in (folder / "lock").read_text(encoding="utf-8"), "the note is stale"
    with Program.open(folder, by="次") as program:
        assert not program.catalogue.read_only
        assert list(program.check()) == []


def test_a_folder_that_cannot_be_written_is_read_only(folder: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    def refuse(*_: object) -> bool:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(folder_module.Lock, "take", refuse)
    before = bytes_of(folder)
    with Program.open(folder) as program:
        assert program.catalogue.read_only
        assert program.catalogue.get("M-000001").label == "凍土の記"
        with pytest.raises(CatalogueReadOnly):
            program.catalogue.undo()
    told = run("set", folder, "M-000001", "title=x", "--json")
    assert (told.status, told.error["kind"]) == (4, "read_only")
    assert told.error["hint"]
    assert bytes_of(folder) == before


def test_a_new_catalogue_where_nothing_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(EnvironmentError_, match="no permission") as refused:
        Catalogue.create(tmp_path / "c.memoircat")
    assert refused.value.hint


def test_a_full_disk_is_told_as_one_and_nothing_is_changed(folder: Path) -> None:
    """A limit on the size of files arrives as an error of the disk, and is told as the limit that it is."""
    code = f"""
import json, pathlib, resource, signal
from memoircat.program import Program
from memoircat.errors import EnvironmentError_
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
program = Program.open(pathlib.Path({str(folder)!r}), by="試験")
before = program.catalogue.state()
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
try:
    with program.catalogue.change("大きい") as change:
        change.set(1, note="凍" * 2_000_000)
    told = "nothing"
except EnvironmentError_ as problem:
    told = str(problem)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
same = program.catalogue.state() == before
with program.catalogue.change("もう一度") as change:
    change.set(1, note="入った")
print(json.dumps([told, same, [str(each) for each in program.check()]]))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    told, same, problems = json.loads(ran.stdout)
    assert "Nothing was changed" in told and "limit on the size" in told
    assert (same, problems) == (True, [])


def bad_images(tmp_path: Path) -> dict[str, Path]:
    good = tmp_path / "good.jpg"
    Image.effect_noise((200, 200), 50).save(good, "JPEG")
    files = {
        "truncated": good.read_bytes()[:3000],
        "text": "十一月二十九日　曇".encode(),
        "empty": b"",
        "head only": good.read_bytes()[:20],
        "garbage after a PNG head": b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
    }
    found = {}
    for name, data in files.items():
        found[name] = tmp_path / f"{name}.jpg"
        found[name].write_bytes(data)
    return {**found, "missing": tmp_path / "missing.jpg", "a folder": tmp_path}


@pytest.mark.parametrize(
    "which", ["truncated", "text", "empty", "head only", "garbage after a PNG head", "missing", "a folder"]
)
def test_a_broken_image_is_named_and_nothing_is_changed(run: Run, folder: Path, tmp_path: Path, which: str) -> None:
    file = bad_images(tmp_path)[which]
    before = contents(folder)
    told = run("attach", folder, "M-000001", file, "--json")
    assert (told.status, told.error["kind"]) == (3, "input")
    assert told.error["where"] == str(file)
    assert told.error["hint"]
    assert contents(folder) == before
    with Program.open(folder) as program:
        state = program.catalogue.state()
        with pytest.raises(InputError):
            program.attach(1, [tmp_path / "good.jpg", file], label="画像")
        assert program.catalogue.state() == state, "a good image beside it does not come in alone"
        assert list(program.check(fixity=True)) == []


def test_a_decompression_bomb_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.png"
    bomb.write_bytes(png(40_000, 40_000))
    assert bomb.stat().st_size < 500_000
    before = contents(folder)
    told = run("attach", folder, "M-000001", bomb, "--json")
    assert (told.status, told.error["kind"], told.error["where"]) == (3, "input", str(bomb))
    assert "Page 1 has 1,600 megapixels; at most 400 of its kind can be read" in str(told.error)
    assert contents(folder) == before


def test_a_file_name_that_is_no_utf8_can_be_attached(folder: Path, tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/\x8d\x95.png"
    Image.new("RGB", (2, 2)).save(os.fsdecode(file))
    with Program.open(folder) as program:
        program.attach(1, [Path(os.fsdecode(file))], label="画像")
        assert list(program.check(fixity=True)) == []


def test_a_flipped_bit_in_a_record_is_found(folder: Path) -> None:
    with Program.open(folder) as program:
        with program.catalogue._transaction() as connection:
            connection.exec_driver_sql("UPDATE memoir SET title = '凍上の記'")
        kinds = {each.kind for each in program.check()}
    assert {"digest", "summary", "words"} <= kinds


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE name SET text = '佐久問 辰蔵'",
        "UPDATE name SET kind = 'variant'",
        "UPDATE statement SET value = '上等丘'",
        "UPDATE statement SET preferred = 1",
        "UPDATE person SET sex = 'female'",
        "UPDATE record SET note = '注' WHERE record_type = 'person'",
        "DELETE FROM statement",
    ],
)
def test_damage_to_any_row_of_a_record_shows_in_its_digest(folder: Path, damage: str) -> None:
    with Program.open(folder, by="試験") as program:
        with program.catalogue.change("登録") as change:
            person = change.create("person", kind="recorded", sex="male", note="汪")
            change.add(person, Name(text="佐久間 辰蔵", kind="as_recorded"))
            change.add(person, Statement(property="rank", value="上等兵"))
        assert list(program.check()) == []
        with program.catalogue._transaction() as connection:
            connection.exec_driver_sql(damage)
        named = {problem.where for problem in program.check() if problem.kind == "digest"}
        assert named - {"table statement"} == {"P-000001"}


def test_a_record_that_the_index_lost_is_found_by_check(folder: Path, run: Run) -> None:
    with Program.open(folder) as program, program.catalogue._transaction() as connection:
        connection.exec_driver_sql("DELETE FROM word_index")
        connection.exec_driver_sql("DELETE FROM name_posting")
    assert run("check", folder).status == 1, "a record that no search finds is a problem"
    run("check", folder, "--rebuild")
    assert run("check", folder).status == 0
