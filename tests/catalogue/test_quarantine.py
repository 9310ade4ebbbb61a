"""Files from strangers are read in a process apart: capped, ended when they take too much, and replaced."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from memoircat.errors import InputError
from memoircat.quarantine import reading
from memoircat.quarantine.frames import BrokenFrame, Frame, read_frame, write_frame
from memoircat.quarantine.memory_watch import resident_memory
from memoircat.quarantine.reader_process import ReaderEnded, ReaderProcess
from memoircat.quarantine.reading import end_readers, read_apart
from memoircat.quarantine.regular_files import NotAFile, open_regular

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="held by Linux")


# Readers, which the process imports by the name of this module ---------------------------------------------------


def length(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    yield {"length": len(file.read()), "pid": os.getpid()}, b"\x00\xff"


def count(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    for number in range(options["to"]):
        yield {"number": number}, b""


def misbehave(file: BinaryIO, options: dict[str, Any]) -> Iterator[Frame]:
    match options["how"]:
        case "sleep":
            time.sleep(60)
        case "compute":
            while True:
                pass
        case "memory":
            bytearray(3 * 2**30)
        case "write":
            Path(options["to"]).write_bytes(b"a")
        case "start":
            subprocess.run([sys.executable, "-c", ""], check=True)
        case "crash":
            os.abort()
        case "garbage":
            os.write(3, b"\xff" * 100)
            os.abort()
        case "unknown":
            raise KeyError("佐藤")
    yield {}, b""


@pytest.fixture(autouse=True)
def this_module(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let reader processes find the readers above."""
    end_readers()
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    yield
    end_readers()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "手紙.bin"
    made.write_bytes(b"12345")
    return made


def answer(file: Path, function: str = "length", **options: Any) -> Frame:
    with read_apart(file, "test_quarantine", function, options) as read:
        return read.answer()


def refused(file: Path, how: str, **options: Any) -> InputError:
    with pytest.raises(InputError) as told:
        answer(file, "misbehave", how=how, **options)
    assert told.value.where == str(file)
    return told.value


# Tests -----------------------------------------------------------------------------------------------------------


def test_one_process_reads_one_file_after_the_other(file: Path) -> None:
    (first, body), (second, _) = answer(file), answer(file)
    assert (first["length"], body) == (5, b"\x00\xff")
    assert first["pid"] == second["pid"] != os.getpid()


def test_a_name_that_is_no_text_reaches_the_reader(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems keep no such names")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.bin"))
    odd.write_bytes(b"123")
    assert answer(odd)[0]["length"] == 3


def test_a_reader_that_takes_too_long_is_ended_and_the_next_file_is_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answer(file)[0]["pid"]
    with monkeypatch.context() as hurried:
        hurried.setattr(reading, "SECONDS", 0.3)
        begun = time.monotonic()
        assert "longer than" in str(refused(file, "sleep").message)
        assert time.monotonic() - begun < 10
    assert answer(file)[0]["pid"] != before


@POSIX
def test_a_reader_that_computes_for_ever_is_ended_by_the_system(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 1.0)
    monkeypatch.setattr("memoircat.quarantine.reader_process.LOOK", 60.0)  # the program does not look
    assert "longer than" in str(refused(file, "compute").message)


@LINUX
def test_a_reader_that_takes_too_much_memory_is_refused_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memoircat.quarantine.reader_process.LOOK", 60.0)  # the program does not look
    assert "512 MB" in str(refused(file, "memory").message)
    assert answer(file)[0]["length"] == 5


@LINUX
def test_the_program_ends_a_reader_that_the_system_does_not_hold(file: Path) -> None:
    process = ReaderProcess()
    assert resident_memory(process.pid) > 2**20
    process._memory = -(2**30)  # less than nothing is allowed
    with pytest.raises(ReaderEnded) as ended:
        process.receive(30)
    assert ended.value.why == "memory"
    assert not process.alive


@pytest.mark.parametrize("how", ["crash", "garbage", "unknown"])
def test_a_reader_that_breaks_is_told_and_the_next_file_is_read(file: Path, how: str) -> None:
    told = refused(file, how)
    assert "cannot be read" in str(told.message)
    assert "佐藤" not in str(told)
    assert answer(file)[0]["length"] == 5


@POSIX
def test_a_reader_writes_no_file_and_starts_no_program(file: Path, tmp_path: Path) -> None:
    refused(file, "write", to=str(tmp_path / "written"))
    assert not (tmp_path / "written").exists() or (tmp_path / "written").stat().st_size == 0
    if os.getuid():  # the system lets the administrator start what he likes
        refused(file, "start")


def test_a_reading_that_nobody_wants_to_its_end_leaves_no_process(file: Path) -> None:
    with read_apart(file, "test_quarantine", "count", {"to": 10**9}) as read:
        parts = read.parts()
        assert next(parts)[0] == {"number": 0}
        process = read._process
        assert process is not None
    assert not process.alive
    assert len(list(read_apart(file, "test_quarantine", "count", {"to": 3}).parts())) == 3


def test_many_threads_read_at_once_with_few_processes(file: Path) -> None:
    pids: list[int] = []

    def read_ten() -> None:
        pids.extend(answer(file)[0]["pid"] for _ in range(10))

    threads = [threading.Thread(target=read_ten) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pids) == 80
    assert len(set(pids)) <= reading.MOST_READERS


def test_a_file_that_another_took_the_place_of_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ReaderProcess.ask

    def replace(process: ReaderProcess, request: dict[str, Any], memory: int) -> None:
        other = file.with_name("other")
        other.write_bytes(b"other")
        other.replace(file)
        asked(process, request, memory)

    monkeypatch.setattr(ReaderProcess, "ask", replace)
    with pytest.raises(InputError, match="changed while it was read"):
        answer(file)


@POSIX
def test_pipes_devices_and_folders_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for strange in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/tty")):
        if strange.exists():
            with pytest.raises(NotAFile):
                open_regular(strange)
    for strange, words in ((tmp_path / "pipe", "pipe or a device"), (tmp_path, "folder"), (tmp_path / "0", "no such")):
        with pytest.raises(InputError, match=words):
            answer(strange)


@POSIX
def test_the_end_of_the_program_is_the_end_of_its_readers(file: Path) -> None:
    code = """
        import sys
        from pathlib import Path
        from memoircat.quarantine.reading import read_apart
        sys.path.insert(0, sys.argv[2])
        with read_apart(Path(sys.argv[1]), "test_quarantine", "length", {}) as read:
            print(read.answer()[0]["pid"], flush=True)
        if sys.argv[3] == "killed":
            import os, signal
            os.kill(os.getpid(), signal.SIGKILL)
    """
    for how in ("ends", "killed"):
        arguments = [str(file), str(Path(__file__).parent), how]
        run = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(code), *arguments],
            capture_output=True,
            text=True,
            check=how == "ends",
        )
        assert _ended(int(run.stdout))


def _ended(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True  # ended; whoever has taken it over has not looked yet
        time.sleep(0.05)
    return False


def test_frames_that_are_none_are_told(file: Path) -> None:
    made = io.BytesIO()
    write_frame(made, {"name": "佐\udcff"}, b"123")
    whole = made.getvalue()
    assert read_frame(io.BytesIO(whole)) == ({"name": "佐\udcff"}, b"123")
    for broken in (b"", whole[:5], whole[:-1], b"\xff" * 20, b"\0\0\0\2\0\0\0\0[]", b"\0\0\0\1\0\0\0\0{"):
        with pytest.raises(BrokenFrame):
            read_frame(io.BytesIO(broken))
