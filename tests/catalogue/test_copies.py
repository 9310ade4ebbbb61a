"""Verified copies: one is due where a change has been in none, and one that is not sound never takes its name."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from memoircat.catalogue import storage
from memoircat.catalogue.backup import back_up, days_without_copy, last_copy, new_copy
from memoircat.errors import EnvironmentError_
from memoircat.program import Program


def test_a_copy_is_due_when_a_change_has_waited_for_one(tmp_path: Path) -> None:
    with Program.create(tmp_path / "c.memoircat", by="試験") as program:
        catalogue = program.catalogue
        backups, reader = catalogue.folder.backups, catalogue.raw_reader()
        later = datetime.now(UTC) + timedelta(days=10, minutes=1)
        assert days_without_copy(reader, backups, later) is None, "nothing was changed yet"
        with catalogue.change("登録") as change:
            change.create("memoir", title="凍土の記")
        assert last_copy(backups) is None
        assert days_without_copy(reader, backups, later) == 10
        copy = back_up(catalogue.folder.database, new_copy(backups))
        assert last_copy(backups) is not None
        assert days_without_copy(reader, backups, later) is None, "every change is in the copy"
        os.utime(copy, (0, 0))
        assert days_without_copy(reader, backups, later) is None, "a copied folder has the names, not the times"
        copy.rename(copy.with_name("2020-01-01T000000Z.db"))
        assert last_copy(backups) == datetime(2020, 1, 1, tzinfo=UTC)
        assert days_without_copy(reader, backups, later) == 10
        (backups / "before-schema-6.db").write_bytes(b"")
        assert last_copy(backups) > datetime(2020, 1, 2, tzinfo=UTC)
        reader.close()


def test_the_days_are_those_of_the_oldest_change_that_no_copy_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Program.create(tmp_path / "c.memoircat", by="試験") as program:
        catalogue = program.catalogue
        backups, reader = catalogue.folder.backups, catalogue.raw_reader()
        for day in ("01", "05", "09"):
            monkeypatch.setattr("memoircat.catalogue.change.now", lambda day=day: f"2026-03-{day}T12:00:00Z")
            with catalogue.change("登録") as change:
                change.create("memoir", title="凍土の記")
        today = datetime(2026, 3, 11, 12, tzinfo=UTC)
        assert days_without_copy(reader, backups, today) == 10
        for copied, days in (("02", 6), ("06", 2), ("10", None)):
            (backups / f"2026-03-{copied}T120000Z.db").write_bytes(b"")
            assert days_without_copy(reader, backups, today) == days, copied
        reader.close()


def swap_in_index(database: Path, index: str, old: bytes, new: bytes) -> None:
    """Damage one page, so that an index no longer agrees with its table; SQLite opens the file all the same."""
    reader = storage.connect_reader(database)
    (root,) = reader.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [index]).fetchone()
    (size,) = reader.execute("PRAGMA page_size").fetchone()
    reader.close()
    data = bytearray(database.read_bytes())
    page = slice((root - 1) * size, root * size)
    assert data[page].count(old) == 1
    data[page] = data[page].replace(old, new)
    database.write_bytes(data)


def test_a_copy_that_is_not_sound_is_refused_and_a_former_good_one_stays(tmp_path: Path) -> None:
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("memoir", code="M-000001", title="凍土の記")
    database, copy = folder / "catalogue.db", folder / "backups" / "good.db"
    back_up(database, copy)
    good = copy.read_bytes()
    swap_in_index(database, "record_by_code", b"M-000001", b"M-000009")
    with pytest.raises(EnvironmentError_, match="not sound") as refused:
        back_up(database, copy)
    assert refused.value.where == str(copy)
    assert "check" in str(refused.value.hint)
    assert copy.read_bytes() == good
    assert [each.name for each in copy.parent.iterdir()] == ["good.db"], "nothing unfinished is left"
