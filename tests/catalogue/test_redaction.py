"""Former texts of a record are taken out of the history, visibly, and do not stay readable in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from memoircat.catalogue import storage
from memoircat.errors import Conflict
from memoircat.program import Program
from shared.commands import Run

SECRET = "薔薇薬莢"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "c.memoircat"
    with Program.create(where, by="試験") as program:
        with program.catalogue.change("登録") as change:
            change.create("memoir", title=f"{SECRET}の記", note=SECRET * 50)
            change.create("memoir", title="凍土の記")
        with program.catalogue.change("訂正") as change:
            change.set(1, title="別の題", note=None)
    return where


def test_the_texts_are_gone_from_the_file_and_the_history_says_why(folder: Path, run: Run) -> None:
    assert SECRET.encode() in (folder / "catalogue.db").read_bytes()
    assert run("redact", folder, "M-000001", "--reason", "遺族の申し出").status == 0
    assert SECRET.encode() not in (folder / "catalogue.db").read_bytes()
    assert run("check", folder).status == 0, "the chain of the history holds"
    assert "遺族の申し出" in run("history", folder, "M-000001").out
    assert run("list", folder, "memoir").out.count("の記") == 1, "what the record holds now stays"
    assert run("redact", folder, "M-000001", "--reason", "もう一度").status == 0
    assert run("check", folder).status == 0


def test_nothing_before_it_can_be_undone_or_brought_back_and_what_comes_after_can(folder: Path) -> None:
    with Program.open(folder, by="試験") as program:
        catalogue = program.catalogue
        catalogue.redact(1, "申し出")
        assert catalogue.to_undo() is None
        assert catalogue.undo() is None
        with pytest.raises(Conflict, match="taken out"):
            catalogue.bring_back(1, 1, "戻す")
        with catalogue.change("後") as change:
            change.set(1, title="さらに別の題")
        assert catalogue.undo() is not None
        assert catalogue.get("M-000001").label == "別の題"
        assert catalogue.redo() is not None
        assert list(program.check()) == []


def test_texts_taken_out_by_other_means_are_named(folder: Path) -> None:
    connection = storage.connect_writer(folder / "catalogue.db")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE change SET after = NULL, redacted = 2 WHERE id = 1")
    for _, sql in triggers:
        connection.execute(sql)
    storage.fold_back(connection)
    connection.close()
    with Program.open(folder, read_only=True) as program:
        assert [problem.where for problem in program.check()] == ["M-000001, change 1"]
