"""Causes are known by codes: each of SQLite's and of the operating system's has its own true sentence and remedy."""

from __future__ import annotations

import ast
import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError as WrappedError

import memoircat
from memoircat import causes
from memoircat.catalogue.storage import DRIVER
from memoircat.causes import cause_of, code_name
from memoircat.errors import KINDS, Cancelled, CatalogueInUse, Damaged, EnvironmentError_, cannot_write, trouble
from memoircat.messages import LANGUAGES


def refused(code: int, words: str = "佐久間 辰蔵: disk is full") -> Exception:
    """An exception of the driver with a code of SQLite; its words lie."""
    problem: Exception = DRIVER.OperationalError(words)
    problem.sqlite_errorcode = code  # type: ignore[attr-defined]
    return problem


_BY_CODE = {
    3: "forbidden", 5: "busy", 261: "busy", 517: "busy", 6: "busy", 7: "memory", 8: "read_only", 264: "read_only",
    1032: "read_only", 9: "interrupted", 10: "disk", 266: "disk", 522: "disk", 778: "disk", 3082: "memory",
    11: "damaged", 267: "damaged", 779: "damaged", 13: "full", 14: "unopened", 526: "unopened", 15: "busy",
    18: "memory", 22: "size_limit", 23: "forbidden", 24: "damaged", 26: "damaged",
}  # fmt: skip
_BUGS = (1, 2, 4, 12, 17, 19, 2067, 20, 21, 25)


@pytest.mark.parametrize(("code", "kind"), _BY_CODE.items())
def test_each_code_of_sqlite_has_its_cause_whatever_its_words_say(code: int, kind: str, tmp_path: Path) -> None:
    for problem in (refused(code), WrappedError("INSERT", {}, refused(code))):
        cause = cause_of(problem, tmp_path)
        assert cause is not None
        assert cause.kind == kind
        assert cause_of(problem) == cause


@pytest.mark.parametrize("code", _BUGS)
def test_the_other_codes_are_bugs(code: int, tmp_path: Path) -> None:
    assert cause_of(refused(code), tmp_path) is None
    assert trouble(refused(code), tmp_path) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("ENOSPC", "full"), ("EDQUOT", "quota"), ("EFBIG", "size_limit"), ("EIO", "disk"), ("ENODEV", "gone"),
        ("ENOENT", "gone"), ("EROFS", "read_only"), ("EACCES", "forbidden"), ("EPERM", "forbidden"),
        ("ENOMEM", "memory"), ("ENAMETOOLONG", "name"), ("EISDIR", "name"), ("EMFILE", "many_files"), ("ENOTTY", "unknown"),
    ],
)  # fmt: skip
def test_each_errno_has_its_cause(name: str, kind: str, tmp_path: Path) -> None:
    if not hasattr(errno, name):
        pytest.skip(f"this system has no {name}")
    problem = OSError(getattr(errno, name), "No space left on device", "佐久間.csv")
    cause = cause_of(problem, tmp_path)
    assert cause is not None
    assert (cause.kind, code_name(problem)) == (kind, name)


@pytest.mark.parametrize("kind", sorted(causes._WORDS))
def test_every_cause_is_told_with_a_remedy_and_without_the_words_of_sqlite(kind: str) -> None:
    cause = causes._cause(kind, "SQLITE_IOERR 778")
    for language in LANGUAGES:
        assert cause.what.in_(language) and cause.remedy.in_(language)
    assert cause.what.in_("ja") != cause.what.in_("en") != cause.what.in_("ru")
    sentences = [words[0].key for words in causes._WORDS.values()]
    assert len(set(sentences)) == len(sentences), "each cause has a sentence of its own"


def test_what_is_told_has_no_word_of_the_exception(tmp_path: Path) -> None:
    for code in _BY_CODE:
        told = trouble(WrappedError("INSERT 佐久間", {"name": "佐久間"}, refused(code)), tmp_path)
        assert told is not None
        assert not re.search("佐久間|INSERT", f"{told} {told.line.in_('ja')}")
        assert ("disk is full" in str(told).lower()) == (code == 13)


def test_the_class_goes_with_the_cause(tmp_path: Path) -> None:
    kinds: dict[int, type] = {11: Damaged, 26: Damaged, 5: CatalogueInUse, 9: Cancelled, 13: EnvironmentError_}
    assert {code: type(trouble(refused(code), tmp_path)) for code in kinds} == kinds
    assert KINDS[Damaged] == "damaged"
    assert "memoircat check" in str(trouble(refused(11), tmp_path))
    already = EnvironmentError_("told")
    assert trouble(already, tmp_path) is already


def test_an_io_error_is_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says no more than "I/O error": what is plainly wrong with the disk is the cause."""
    database = tmp_path / "c.memoircat" / "catalogue.db"

    def kind(code: int = 10) -> str:
        cause = cause_of(refused(code), database)
        assert cause is not None
        return cause.kind

    assert (kind(10), kind(14)) == ("gone", "gone"), "a disk that was pulled out"
    database.parent.mkdir()
    database.write_bytes(b"x")
    assert (kind(10), kind(14)) == ("disk", "unopened")
    with monkeypatch.context() as patch:
        patch.setattr(causes, "_is_read_only", lambda folder: folder == database.parent)
        assert (kind(10), kind(14)) == ("read_only", "read_only")
    with monkeypatch.context() as patch:
        patch.setattr(causes, "_free", lambda place: 4096 if place == database.parent else 1 << 40)
        assert (kind(10), kind(14)) == ("full", "full")
    with monkeypatch.context() as patch:
        patch.setattr(causes, "_free", lambda place: 0 if place == causes._temporary() else 1 << 40)
        assert (kind(10), kind(13)) == ("full_temporary", "full_temporary")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda place, mode: False)
        assert (kind(10), kind(14)) == ("forbidden", "forbidden")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sets no limit on the size of files")
def test_a_limit_on_sizes_is_told_only_where_a_file_has_met_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = tmp_path / "catalogue.db"
    database.write_bytes(b"x")
    monkeypatch.setattr(causes.resource, "getrlimit", lambda which: (8 << 20, causes.resource.RLIM_INFINITY))
    assert cause_of(refused(778), database) == causes._cause("disk", "SQLITE_IOERR 778")
    (tmp_path / "catalogue.db-wal").write_bytes(bytes((8 << 20) - 4096))
    assert cause_of(refused(778), database) == causes._cause("size_limit", "")


def test_bytes_that_are_no_text_are_damage() -> None:
    connection = DRIVER.connect(":memory:")
    with pytest.raises(DRIVER.OperationalError) as met:
        connection.execute("SELECT CAST(x'ff' AS TEXT)").fetchall()
    connection.close()
    cause = cause_of(met.value)
    assert cause is not None
    assert cause.kind == "damaged"


def test_codes_of_the_driver_itself_are_understood(tmp_path: Path) -> None:
    """Not only those that these tests make up."""
    (tmp_path / "no.db").write_bytes(b"no database" * 1000)

    def met(work: Callable[[], object]) -> str:
        with pytest.raises(DRIVER.Error) as problem:
            work()
        cause = cause_of(problem.value, tmp_path / "no.db")
        return cause.kind if cause else ""

    assert met(lambda: DRIVER.connect(str(tmp_path / "no.db")).execute("SELECT * FROM sqlite_schema")) == "damaged"
    assert met(lambda: DRIVER.connect(str(tmp_path / "gone" / "x.db"))) == "unopened"
    with pytest.raises(DRIVER.Error) as gone:
        DRIVER.connect(str(tmp_path / "gone" / "x.db"))
    assert code_name(gone.value) == "SQLITE_CANTOPEN"
    cause = cause_of(gone.value, tmp_path / "gone" / "x.db")
    assert cause is not None
    assert cause.kind == "gone"


def test_a_file_that_cannot_be_written_is_told_with_its_cause(tmp_path: Path) -> None:
    told = cannot_write(tmp_path / "報告.pdf", OSError(errno.ENOSPC, "x"))
    assert str(told.message) == "The file was not written. The disk is full."
    assert told.line.in_("ja").startswith(f"{tmp_path / '報告.pdf'}：ファイルに書き込めませんでした。ディスクの空き")


def test_nowhere_are_the_words_of_sqlite_looked_for() -> None:
    """A sentence of SQLite in the source is one that is compared with: they change, and are English."""
    phrases = re.compile(
        "disk is full|disk I/O error|readonly database|database is locked|unable to open|malformed|is not a database|no such table"
    )
    found = []
    for file in sorted(Path(memoircat.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and phrases.search(node.value) and node.value != "The disk is full.":
                found.append(f"{file.name}:{node.lineno}")
    assert found == []
