"""The command `password`, and how the others get a password: never as an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import keyring

Run = Callable[..., Any]
PASSWORD, OTHER = "凍土の 長い ことば", "another one, longer"


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys made in a moment, and none left from the test before."""
    monkeypatch.setattr(keyring, "_ROUNDS", 1000)
    for name in ("MEMOIRCAT_PASSWORD", "MEMOIRCAT_NEW_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    keyring.forget()
    yield
    keyring.forget()


@pytest.fixture
def alone(run: Run) -> Run:
    """Run a command as a process of its own would: without what the one before knew."""

    def command(*words: object) -> Any:
        keyring.forget()
        return run(*words)

    return command


@pytest.fixture
def folder(tmp_path: Path, blank: Callable[..., Path], run: Run) -> Path:
    made = blank(tmp_path / "c.memoircat")
    run("add", made, "memoir", "title=凍土の記")
    run("backup", made)
    return made


def test_it_is_set_changed_and_removed(
    alone: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert alone("password", folder, "change").status == 3, "there is none yet"
    assert alone("password", folder, "set", "--json").error["kind"] == "input", "there is nobody to type it"
    monkeypatch.setenv("MEMOIRCAT_PASSWORD", PASSWORD)
    told = alone("password", folder, "set", "--json")
    assert (told.status, told.json["password"], len(told.json["copies_left"])) == (0, True, 1)
    assert "not even the makers of the program" in told.json["warnings"][0]
    assert alone("password", folder, "set").status == 3, "it has one"
    (tmp_path / "new.txt").write_bytes(f"\ufeff{OTHER}\r\nnot this line".encode())
    told = alone("password", folder, "change", "--new-password-file", tmp_path / "new.txt", "--forget-copies", "--json")
    assert (told.json["password"], told.json["copies_left"], told.json["copies_removed"]) == (True, [], 1)
    assert alone("info", folder).status == 3, "the former one opens it no more"
    told = alone("password", folder, "remove", "--password-file", tmp_path / "new.txt")
    assert (told.status, "former password" in told.err) == (0, True), "the copy that was made has it still"
    monkeypatch.delenv("MEMOIRCAT_PASSWORD")
    assert alone("info", folder, "--json").json["records"]["memoir"] == 1


def test_every_command_needs_it(alone: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEMOIRCAT_PASSWORD", PASSWORD)
    alone("password", folder, "set", "--forget-copies")
    to = tmp_path / "new.memoircat"
    commands: list[tuple[object, ...]] = [
        ("info", folder),
        ("list", folder, "memoir"),
        ("find", folder, "佐久間"),
        ("search", folder, "凍土"),
        ("add", folder, "memoir", "title=後"),
        ("check", folder),
        ("backup", folder),
        ("backup", folder, "--list"),
        ("backup", folder, "--to", tmp_path / "disk/"),
        ("export", folder, "--format", "csv", "--to", tmp_path / "out"),
        ("restore", folder / "backups", "--to", to),
    ]
    for words in commands:
        monkeypatch.setenv("MEMOIRCAT_PASSWORD", OTHER)
        told = alone(*words, *(["--json"] if words[0] != "export" else []))
        assert (told.status, "not right" in told.err) == (3, True), words
        monkeypatch.delenv("MEMOIRCAT_PASSWORD")
        told = alone(*words)
        assert (told.status, "has a password" in told.err) == (3, True), words
        monkeypatch.setenv("MEMOIRCAT_PASSWORD", PASSWORD)
        assert alone(*words).status == 0, words
        assert PASSWORD not in told.out + told.err
    assert alone("info", to, "--json").json["records"]["memoir"] >= 1
    assert (to / "catalogue.db").read_bytes()[:6] != b"SQLite"


def test_a_file_that_is_empty_or_missing_is_told(alone: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    for name in ("empty.txt", "missing.txt"):
        assert alone("password", folder, "set", "--password-file", tmp_path / name).status == 3
    assert alone("info", folder).status == 0
