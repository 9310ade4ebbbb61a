"""Cut short at a moment that is hardly ever hit: while the database is one file again, and SQLite has a journal beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import storage
from memoircat.program import Program


@pytest.fixture(params=[False, True], ids=["alone", "beside an empty write-ahead file"])
def cut_while_closing(tmp_path: Path, blank: Callable[..., Path], request: pytest.FixtureRequest) -> Path:
    """A catalogue as a crash leaves it at the very end of closing: a journal lies there to be taken back.

    After a power cut the write-ahead file may be there again: its removal was not on the disk yet.
    """
    folder = blank(tmp_path / "c.memoircat")
    with Program.open(folder, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("memoir", title="凍土の記")
    crashed = tmp_path / "crashed.memoircat"
    writer = storage._connect(folder / "catalogue.db", "rw")
    writer.execute("PRAGMA cache_size = 1")  # so that the journal is synced and pages go into the file before the end
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE memoir SET title = '書きかけ'")
    writer.execute("UPDATE term SET ja = ja || '書きかけ'")
    shutil.copytree(folder, crashed)
    writer.rollback()
    writer.close()
    if request.param:
        (crashed / "catalogue.db-wal").write_bytes(b"")
    assert (crashed / "catalogue.db-journal").stat().st_size > 512
    assert (crashed / "catalogue.db").read_bytes() != (folder / "catalogue.db").read_bytes()
    return crashed


def test_a_catalogue_that_was_cut_short_while_it_closed_opens_with_all_that_was_saved(cut_while_closing: Path) -> None:
    with Program.open(cut_while_closing, by="次の人") as program:
        assert not program.catalogue.read_only
        assert list(program.check()) == []
        assert program.catalogue.get("M-000001").label == "凍土の記"
        assert not any("書きかけ" in term.label.ja for term in program.catalogue.vocabularies().terms("language"))
    assert not (cut_while_closing / "catalogue.db-journal").exists()


def test_it_can_be_read_by_a_command_that_only_reads(cut_while_closing: Path, run: Any) -> None:
    assert run("info", cut_while_closing, "--json").json["records"]["memoir"] == 1
    assert run("check", cut_while_closing).status == 0


def test_a_reader_leaves_the_journal_of_a_writer_at_work_alone(tmp_path: Path, blank: Callable[..., Path]) -> None:
    folder = blank(tmp_path / "c.memoircat")
    writer = storage._connect(folder / "catalogue.db", "rw")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE setting SET value = '新' WHERE name = 'title'")
    reader = storage.open_for_reading(folder)
    assert reader.execute("SELECT value FROM setting WHERE name = 'title'").fetchone() != ("新",)
    reader.close()
    writer.execute("COMMIT")
    reader = storage.open_for_reading(folder)
    assert reader.execute("SELECT value FROM setting WHERE name = 'title'").fetchone() == ("新",)
    reader.close()
    writer.close()
