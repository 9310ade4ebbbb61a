"""The commands that keep a catalogue safe, as scripts see them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memoircat.program import Program

Run = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path, blank: Callable[..., Path], run: Run) -> Path:
    made = blank(tmp_path / "c.memoircat")
    run("add", made, "memoir", "title=凍土の記")
    return made


def test_copies_are_listed_with_what_they_hold(run: Run, folder: Path, tmp_path: Path) -> None:
    made = Path(run("backup", folder, "--json").json["copy"])
    run("add", folder, "memoir", "title=後")
    (folder / "backups" / "2031-01-01T000000Z.db").write_bytes(b"")
    run("backup", folder, "--to", tmp_path / "disk")
    listed = run("backup", folder, "--list", "--json").json
    empty, copy = listed["copies"]
    assert (copy["file"], copy["good"], copy["records"], copy["changes_since"]) == (str(made), True, {"memoir": 1}, 1)
    assert (copy["kind"], copy["proved"], copy["bytes"]) == ("copy", "digests", made.stat().st_size)
    assert (empty["good"], empty["why_not"]) == (False, "It is empty.")
    assert [place["folder"] for place in listed["complete"]] == [str(tmp_path / "disk" / "c.memoircat-copies")]
    (folder / "catalogue.db").write_text("x")
    told = run("backup", folder, "--list")
    assert (told.status, made.name in told.out) == (0, True), "copies are listed though the catalogue is damaged"
    assert run("backup", folder).status == 3


def test_restoring_says_what_it_did(run: Run, folder: Path, tmp_path: Path) -> None:
    run("backup", folder)
    run("add", folder, "memoir", "title=後")
    told = run("restore", folder / "backups", "--to", folder, "--json")
    assert (told.status, told.json["records"], told.json["images"]) == (0, {"memoir": 1}, {"brought": 0, "missing": []})
    assert (Path(told.json["aside"]) / "catalogue.db").is_file()
    assert run("list", folder, "memoir", "--json").json[0]["label"] == "凍土の記"
    assert run("check", folder, "--json").json["ok"] is True
    assert "Restored from the copy of" in run("history", folder).out
    said = run("restore", folder / "backups", "--to", tmp_path / "other.memoircat")
    assert (said.status, "1 record" in said.out) == (0, True)


def test_how_restoring_ends_where_it_cannot(run: Run, folder: Path, tmp_path: Path) -> None:
    copy = run("backup", folder).out.strip()
    assert run("restore", copy).status == 2
    assert run("restore", tmp_path / "none", "--to", folder, "--json").error["kind"] == "not_found"
    (tmp_path / "text.db").write_text("日記")
    assert run("restore", tmp_path / "text.db", "--to", folder).status == 3
    with Program.open(folder, by="佐久間"):
        told = run("restore", copy, "--to", folder, "--json")
    assert (told.status, told.error["kind"]) == (4, "in_use")
    assert run("restore", copy, "--to", tmp_path / "text.db").status == 3
    disk = tmp_path / "disk"
    for name in ("一", "二"):
        other = Path(shutil.copytree(folder, tmp_path / f"{name}.memoircat"))
        run("backup", other, "--to", f"{disk}/")
    told = run("restore", disk, "--to", tmp_path / "new.memoircat")
    assert (told.status, "一.memoircat-copies" in told.err) == (3, True)


def test_another_file_is_not_overwritten(run: Run, folder: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.db"
    text.write_text("日記")
    told = run("backup", folder, "--to", text, "--json")
    assert (told.status, told.error["kind"], text.read_text()) == (3, "conflict", "日記")
    plain = tmp_path / "notes"
    plain.write_text("日記")
    assert run("backup", folder, "--to", plain).status == 3
    assert plain.read_text() == "日記"
