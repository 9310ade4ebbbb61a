"""The log: what went wrong, in lines of ids and kinds; private, rotated, shared by processes, and never in the way."""

from __future__ import annotations

import logging
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import platformdirs
import pytest

from memoircat.catalogue.engine import Engine
from memoircat.faults import log_line
from memoircat.log import LogFile, log_file, start_log
from memoircat.program import Program
from memoircat.search.reader import Reader

SECRETS = ("佐久間", "たつぞう", "凍土の記", "秘密", "Sakuma", "satake-diary")


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if sys.platform != "linux":
        monkeypatch.setattr(platformdirs, "user_log_path", lambda *_names, **_how: tmp_path / "state")
    yield
    root = logging.getLogger("memoircat")
    for handler in [handler for handler in root.handlers if isinstance(handler, LogFile)]:
        root.removeHandler(handler)


def handler(file: Path, **how: int) -> LogFile:
    return LogFile(lambda: file, lambda: "head", **how)


def record(text: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord("memoircat.x", logging.ERROR, __file__, 1, text, values, None)


def test_nothing_is_written_before_there_is_something_to_say() -> None:
    start_log("find")
    assert not log_file().parent.exists()
    logging.getLogger("memoircat.catalogue.catalogue").info("change set %d", 7)
    logging.getLogger("another.library").error("秘密")
    head, line = log_file().read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \d+ INFO MemoirCat \S+, Python \S+, \w+, \(find\)", head)
    assert line.endswith(f" {os.getpid()} INFO change set 7")
    if sys.platform != "win32":
        assert oct(log_file().stat().st_mode & 0o777) == "0o600"
        assert oct(log_file().parent.stat().st_mode & 0o777) == "0o700"
    start_log("find")
    assert sum(isinstance(kept, LogFile) for kept in logging.getLogger("memoircat").handlers) == 1


def test_three_files_are_kept_and_no_line_is_torn(tmp_path: Path) -> None:
    file, kept = tmp_path / "memoircat.log", handler(tmp_path / "memoircat.log", largest=2_000)
    for number in range(200):
        kept.emit(record("line %d of\nseveral", number))
    assert {path.name for path in tmp_path.iterdir()} == {file.name, f"{file.name}.1", f"{file.name}.2"}
    lines = [line for name in (".2", ".1", "") for line in (tmp_path / (file.name + name)).read_text().splitlines()]
    numbers = [int(line.split("line ")[1].split()[0]) for line in lines]
    assert numbers == list(range(numbers[0], 200)), "the newest, in order"
    assert all(path.stat().st_size < 2_100 for path in tmp_path.iterdir())


def test_several_processes_lose_no_line(tmp_path: Path) -> None:
    """While files are put aside, a line lands in the one or the other: of those that are kept, none is missing."""
    code = (
        "import logging, sys; from pathlib import Path; from memoircat.log import LogFile\n"
        "kept = LogFile(lambda: Path(sys.argv[1]), lambda: 'head', largest=30_000)\n"
        "for number in range(400):\n"
        "    kept.emit(logging.LogRecord('x', 20, '', 1, f'{sys.argv[2]}:{number:04}', (), None))"
    )
    file = tmp_path / "memoircat.log"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(file), name]) for name in "abc"]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0]
    assert {path.name for path in tmp_path.iterdir()} <= {file.name, f"{file.name}.1", f"{file.name}.2"}
    text = "".join(path.read_text() for path in tmp_path.iterdir())
    assert len(text) > 30_000
    said = re.findall(r"INFO ([abc]):(\d{4})\n", text)
    assert len(said) == 1_200 == len(set(said))


def test_a_dead_process_does_not_stop_the_turning(tmp_path: Path) -> None:
    file, mark = tmp_path / "memoircat.log", tmp_path / "memoircat.log.turning"
    file.write_bytes(b"x" * 3_000)
    mark.touch()
    handler(file, largest=2_000).emit(record("another is at it"))
    assert file.stat().st_size > 3_000 and mark.exists()
    os.utime(mark, (0, 0))
    handler(file, largest=2_000).emit(record("that one is dead"))
    assert file.stat().st_size < 1_000 and not mark.exists()


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    start_log("add")
    logging.getLogger("memoircat").error("nowhere to go")
    handler(tmp_path / "memoircat.log").emit(record("%d is no number", "秘密"))
    handler(tmp_path).emit(record("a folder in the place of the file"))

    def fail() -> str:
        raise RuntimeError

    LogFile(lambda: tmp_path / "l" / "memoircat.log", fail).emit(record("x"))
    assert capsys.readouterr().err == ""


def test_a_line_names_codes_and_places_and_no_text() -> None:
    def fail() -> None:
        try:
            raise OSError(28, "秘密", "佐久間.csv")
        except OSError as problem:
            raise ValueError("凍土の記") from problem

    with pytest.raises(ValueError, match="凍土の記") as met:
        fail()
    line = log_line(met.value)
    assert re.fullmatch(r"bug: ValueError at test_log.py:\d+, from ENOSPC OSError at test_log.py:\d+", line)


def test_no_name_of_a_record_a_file_or_a_folder_comes_into_the_log(
    tmp_path: Path,
    run,  # type: ignore[no-untyped-def]
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Names are planted in records, files and folders; then faults of all sorts are provoked."""
    folder = tmp_path / "佐久間" / "satake-diary.memoircat"
    (tmp_path / "佐久間").mkdir()
    run("new", folder, "--title", "佐久間家")
    run("add", folder, "person", "name=佐久間 辰蔵", "name.reading=さくま たつぞう", "role=internee")
    run("add", folder, "memoir", "title=凍土の記", "note=秘密")
    run("set", folder, "凍土の記", "title=秘密")
    run("list", tmp_path / "佐久間" / "nothing.memoircat", "memoir")
    run("report", folder, "catalogue", "--to", tmp_path / "佐久間" / "no" / "凍土の記.html")

    def fail(*_: object, **__: object) -> None:
        raise KeyError("秘密")

    with monkeypatch.context() as patch:  # a bug, and a listener that fails
        patch.setattr(Reader, "rows", fail)
        assert run("list", folder, "memoir").status == 70
    with Program.open(folder, by="佐久間") as program:
        program.catalogue.subscribe(fail)
        with program.catalogue.change("秘密") as change:
            change.create("memoir", title="凍土の記")
    with monkeypatch.context() as patch:
        patch.setattr(Engine, "writing", lambda *_, **__: (_ for _ in ()).throw(sqlite3.IntegrityError("秘密")))
        assert run("add", folder, "memoir", "title=凍土の記").status == 70
    with (folder / "catalogue.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (4096 * 60))
    assert run("show", folder, "P-000001").status == 3
    _expect(log_file().read_text(encoding="utf-8"))


def _expect(text: str) -> None:
    wanted: tuple[str, ...] = (
        "change set 1 (do): 1 records",
        "environment: EnvironmentError_ at",
        "from ENOENT FileNotFoundError at",
        "bug: KeyError at test_log.py",
        "a listener failed after change set 3: bug: KeyError at test_log.py",
        "bug: IntegrityError at test_log.py",
        "damaged: Damaged at",
        "SQLITE_",
    )
    assert [words for words in wanted if words not in text] == [], text
    assert [secret for secret in SECRETS if secret in text] == []
    assert not re.search("[ぁ-んァ-ヶ一-龠]|[/\\\\]", text), "no word of a record, no path"


def test_it_is_started_by_the_command_line(run: Callable[..., object], tmp_path: Path) -> None:
    run("report", tmp_path / "nowhere", "catalogue", "--to", tmp_path / "r.html")
    text = log_file().read_text(encoding="utf-8")
    assert re.search(r"SQLite 3\.\d+\.\d+, \(report\)", text)
    assert "not_a_catalogue: NotACatalogue at" in text
