"""Folders from strangers: a part that leads out of the folder, or never ends, is refused before anything is opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import storage
from memoircat.catalogue.lock import Lock
from memoircat.errors import NotACatalogue
from memoircat.program import Program

FILES = ("catalogue.db", "catalogue.db-wal", "lock")
FOLDERS = ("media", "backups")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "c.memoircat"
    with Program.create(path, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("memoir", code="M-1", title="凍土の記")
    return path


def refused(folder: Path, name: str, run: Any) -> None:
    for look in (
        lambda: Program.open(folder),
        lambda: Program.open(folder, read_only=True),
        lambda: storage.open_for_reading(folder),
    ):
        with pytest.raises(NotACatalogue, match=name):
            look()
    for words in (
        ("add", folder, "memoir", "title=x"),
        ("check", folder),
        ("list", folder, "memoir"),
        ("info", folder),
    ):
        told = run(*words)
        assert told.status not in (0, 70), words
        assert name in told.err


@pytest.mark.parametrize("name", FILES)
def test_a_link_in_the_place_of_a_file_is_not_followed(folder: Path, name: str, tmp_path: Path, run: Any) -> None:
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("the only copy")
    part = folder / name
    part.rename(tmp_path / "aside") if part.exists() else None
    part.symlink_to(thesis)
    refused(folder, name, run)
    assert thesis.read_text() == "the only copy"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name != "aside") == ["c.memoircat", "thesis.txt"]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_link_in_the_place_of_a_folder_is_not_followed(folder: Path, name: str, tmp_path: Path, run: Any) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / name).rmdir()
    (folder / name).symlink_to(elsewhere)
    refused(folder, name, run)
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_a_pipe_makes_nobody_wait(folder: Path, name: str, tmp_path: Path, run: Any) -> None:
    part = folder / name
    part.rename(tmp_path / "aside") if part.exists() else None
    os.mkfifo(part)
    refused(folder, name, run)


def test_a_lock_that_becomes_a_link_while_it_is_taken_is_not_followed(folder: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("the only copy")
    (folder / "lock").unlink()
    (folder / "lock").symlink_to(thesis)
    with pytest.raises(OSError, match="lock"):
        Lock(folder / "lock").take("試験")
    assert thesis.read_text() == "the only copy"


def test_a_link_to_the_whole_catalogue_is_its_owners_business(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shortcut").symlink_to(folder)
    with Program.open(tmp_path / "shortcut") as program:
        assert program.catalogue.get("M-1").fields["title"] == "凍土の記"
