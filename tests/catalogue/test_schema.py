"""An older catalogue becomes equal to a new one; a newer one is left alone; the code and the migrations agree."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from memoircat.catalogue import migrate, storage
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.schema import metadata
from memoircat.errors import Cancelled, EnvironmentError_, NotACatalogue, OlderCatalogue
from memoircat.jobs import Progress
from memoircat.program import Program
from memoircat.search import tables


def shape(file: Path) -> dict[str, Any]:
    """Tables with their sorted columns, indices and triggers: what a schema is, whatever its history."""
    reader = storage.connect_reader(file)
    objects: dict[str, Any] = {}
    for kind, name, table, sql in reader.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall():
        if kind == "table":
            columns = reader.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
            keys = reader.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
            objects[name] = (sorted(row[1:] for row in columns), sorted(row[2:] for row in keys))
        else:
            objects[f"{kind} {name}"] = (table, " ".join(sql.split()) if sql else None)
    reader.close()
    return objects


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_an_upgraded_catalogue_equals_a_new_one_and_its_derived_rows_are_true(
    tmp_path: Path, first_release: Callable[[Path], Path]
) -> None:
    old = first_release(tmp_path / "old.memoircat")
    with Program.create(tmp_path / "new.memoircat", by="試験") as new, Program.open(old, by="試験") as upgraded:
        assert shape(old / "catalogue.db") == shape(new.catalogue.folder.database)
        assert list(upgraded.check()) == []
        assert upgraded.catalogue.get("P-000002").label == "佐久間 辰蔵"
        state = upgraded.catalogue.state()
        assert state["name_posting"]
        assert state["word_index"]
        upgraded.catalogue.rebuild()
        assert upgraded.catalogue.state() == state
    with Program.open(old, by="試験") as again:
        assert again.catalogue.state() == state


def test_a_verified_backup_is_made_before_the_upgrade(tmp_path: Path, first_release: Callable[[Path], Path]) -> None:
    old = first_release(tmp_path / "old.memoircat")
    before = shape(old / "catalogue.db")
    Program.open(old, by="試験").close()
    (kept,) = (old / "backups").glob("before-schema-*.db")
    assert shape(kept) == before
    copy = storage.connect_reader(kept)
    assert storage.stored_schema(copy) == 1
    assert copy.execute("SELECT title FROM memoir").fetchall() == [("凍土の記",)]
    copy.close()


def test_an_upgrade_that_fails_leaves_the_old_catalogue_as_it_was(
    tmp_path: Path, first_release: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old = first_release(tmp_path / "old.memoircat")
    before = shape(old / "catalogue.db")
    monkeypatch.setattr(storage, "STALE", "it's broken")
    with pytest.raises(Exception, match="SQLITE_ERROR"):
        Program.open(old, by="試験")
    monkeypatch.undo()
    assert shape(old / "catalogue.db") == before
    with Program.open(old, by="試験") as program:
        assert list(program.check()) == []


def test_an_upgrade_that_was_stopped_goes_on_at_the_next_opening(
    tmp_path: Path, first_release: Callable[[Path], Path]
) -> None:
    old = first_release(tmp_path / "old.memoircat")
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        Program.open(old, by="試験", progress=stopped)
    for look in (lambda: Program.open(old, read_only=True), lambda: storage.open_for_reading(old)):
        with pytest.raises(OlderCatalogue):
            look()
    with Program.open(old, by="試験") as program:
        assert list(program.check()) == []
    storage.open_for_reading(old).close()


def test_a_migration_with_derived_stays_leaves_derived_rows_as_they_are(
    tmp_path: Path, first_release: Callable[[Path], Path]
) -> None:
    def stale() -> bool:
        return bool(connection.execute("SELECT 1 FROM setting WHERE name = ?", [storage.STALE]).fetchone())

    connection = storage.connect_writer(first_release(tmp_path / "old.memoircat") / "catalogue.db")
    migrate.upgrade(connection, to=6)
    assert stale(), "migrations 2 to 6 change derived tables, and say nothing of DERIVED_STAYS"
    connection.execute("DELETE FROM setting WHERE name = ?", [storage.STALE])
    connection.execute("INSERT INTO person_summary (record_id, reading) VALUES (1, 'さくま たつぞう')")
    migrate.upgrade(connection, to=7)
    assert storage.stored_schema(connection) == 7
    assert not stale(), "migration 7 has DERIVED_STAYS"
    assert connection.execute("SELECT reading FROM person_summary").fetchall() == [("さくま たつぞう",)]
    migrate.upgrade(connection, to=8)
    assert not stale()
    migrate.upgrade(connection, to=9)
    assert stale(), "migration 9 is there so that the index of names is made again"
    connection.close()


def test_derived_rows_are_made_again_only_where_they_are_stale(tmp_path: Path) -> None:
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("memoir", title="凍土の記")
    for stale in (False, True):
        connection = storage.connect_writer(folder / "catalogue.db")
        connection.execute("UPDATE record SET sort_key = 'as the migration left it'")
        if stale:
            connection.execute("INSERT INTO setting (name, value) VALUES (?, 'yes')", [storage.STALE])
        connection.close()
        with Program.open(folder, by="試験") as program:
            assert program.catalogue.brought_up_to_date is stale
            assert (list(program.check()) == []) is stale


def test_an_older_catalogue_cannot_be_looked_at_before_it_is_upgraded(
    tmp_path: Path, first_release: Callable[[Path], Path]
) -> None:
    old = first_release(tmp_path / "old.memoircat")
    before = sha256(old / "catalogue.db")
    for look in (lambda: Program.open(old, read_only=True), lambda: storage.open_for_reading(old)):
        with pytest.raises(NotACatalogue, match="older schema"):
            look()
    assert sha256(old / "catalogue.db") == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_catalogue_is_refused_with_its_bytes_unchanged(tmp_path: Path, read_only: bool) -> None:
    folder = tmp_path / "c.memoircat"
    Program.create(folder, by="試験").close()
    connection = storage.connect_writer(folder / "catalogue.db")
    connection.execute(f"PRAGMA user_version = {storage.SCHEMA + 1}")
    storage.fold_back(connection)
    connection.close()
    before = sha256(folder / "catalogue.db")
    for look in (lambda: Program.open(folder, read_only=read_only), lambda: storage.open_for_reading(folder)):
        with pytest.raises(NotACatalogue, match="newer MemoirCat") as refused:
            look()
        assert "Nothing was changed" in str(refused.value.hint)
    assert sha256(folder / "catalogue.db") == before
    assert not list(folder.glob("catalogue.db-*"))


def test_the_tables_in_the_code_are_those_that_the_migrations_make(catalogue: Catalogue) -> None:
    def ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or not (name or "").startswith("word_index")

    with catalogue.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []
        stored = connection.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'word_index'").scalar()
    assert stored == tables.WORD_INDEX
    scripts = list((Path(migrate.__file__).parent / "migrations" / "versions").glob("0*.py"))
    assert len(scripts) == storage.SCHEMA


def test_a_sqlite_that_can_damage_a_catalogue_is_refused() -> None:
    storage.require_sqlite()
    with pytest.raises(EnvironmentError_, match="3.40.1"):
        storage.require_sqlite((3, 40, 1))
