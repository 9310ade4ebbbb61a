"""The gate before any query: what a stranger put into a catalogue's file is named, not run; the bytes stay as they are."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import gate, migrate, storage
from memoircat.errors import NotACatalogue
from memoircat.program import Program

REWRITE = "UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE name = '{}'"
WITH_VIEW = "CREATE VIEW hidden AS SELECT 1 a; CREATE TRIGGER t INSTEAD OF INSERT ON hidden BEGIN DELETE FROM name; END"
ENDLESS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 'person' AS record_type FROM n"
)
PLANTED = {  # what a stranger did to the file → the name that the message has to tell
    "a trigger": ("CREATE TRIGGER x AFTER INSERT ON change_set BEGIN DELETE FROM name; END", "trigger.*x"),
    "a trigger of our name": (
        "DROP TRIGGER change_is_append_only_DELETE; "
        "CREATE TRIGGER change_is_append_only_DELETE BEFORE DELETE ON change BEGIN DELETE FROM name; END",
        "change_is_append_only_DELETE",
    ),
    "a view": ("CREATE VIEW stranger AS SELECT 1", "view.*stranger"),
    "a trigger on a view": (WITH_VIEW, "hidden"),
    "a view instead of a table": (f"ALTER TABLE record RENAME TO kept; CREATE VIEW record AS {ENDLESS}", "kept"),
    "a table": ("CREATE TABLE stranger (a)", "table.*stranger"),
    "a table that looks like a shadow": ("CREATE TABLE word_index_more (a)", "table.*word_index_more"),
    "a table of another module": ("CREATE VIRTUAL TABLE stranger USING rtree(id, a, b)", "table.*stranger"),
    "an index of words of another kind": ("CREATE VIRTUAL TABLE stranger USING fts4(a)", "table.*stranger"),
    "a column": ("ALTER TABLE memoir ADD COLUMN stranger TEXT", "memoir"),
    "a generated column": ("ALTER TABLE memoir ADD COLUMN stranger AS (upper(title))", "memoir"),
    "an index on an expression": ("CREATE INDEX stranger ON memoir (upper(title))", "index.*stranger"),
    "a partial index": ("CREATE INDEX stranger ON memoir (title) WHERE length(title) > 3", "index.*stranger"),
    "statistics for the planner": ("ANALYZE", "table.*sqlite_stat"),
    "a check": (REWRITE.format("title TEXT", "title TEXT CHECK (title <> 1)", "memoir"), "memoir"),
    "a default that is computed": (REWRITE.format("title TEXT", "title TEXT DEFAULT (random())", "memoir"), "memoir"),
    "another order of signs": (REWRITE.format("title TEXT", "title TEXT COLLATE NOCASE", "memoir"), "memoir"),
    "no rowid": (REWRITE.format("ON DELETE CASCADE\n)", "ON DELETE CASCADE\n) WITHOUT ROWID", "memoir"), "memoir"),
    "another tokenizer": (REWRITE.format("unicode61", "porter unicode61", "word_index"), "word_index"),
    "a table less": ("DROP TABLE draft", "draft.*missing"),
    "an index less": ("DROP INDEX record_by_code", "record_by_code.*missing"),
    "a rule of history less": ("DROP TRIGGER change_is_append_only_UPDATE", "change_is_append_only_UPDATE.*missing"),
    "an object twice": ("INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'draft'", "draft|damaged"),
    "a name that steers the terminal": ('CREATE TABLE "a\x1b[2J\x07" (a)', r"table.*a�\[2J�"),
}  # fmt: skip


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ours") / "c.memoircat"
    with Program.create(path, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("memoir", code="M-1", title="凍土の記")
    return path


@pytest.fixture
def folder(ours: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(ours, tmp_path / "c.memoircat"))


def altered(folder: Path, sql: str) -> None:
    """What a stranger does with another program."""
    with closing(storage.DRIVER.connect(str(folder / "catalogue.db"))) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.executescript(sql)
        connection.commit()


def contents(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir() if file.is_file()}


def refused(folder: Path, told: str, run: Any) -> None:
    """Every way in names what is wrong, in no time, and leaves every byte as it was."""
    before, begun = contents(folder), time.perf_counter()
    looks: list[Callable[[], Any]] = [
        lambda: Program.open(folder),
        lambda: Program.open(folder, read_only=True),
        lambda: storage.open_for_reading(folder),
        lambda: storage.connect_writer(folder / "catalogue.db"),
    ]
    for look in looks:
        with pytest.raises(NotACatalogue, match=told) as problem:
            look()
        assert problem.value.hint
    commands = (("info", folder), ("list", folder, "person"), ("check", folder), ("add", folder, "memoir", "title=x"))
    for words in commands:
        ran = run(*words, "--json")
        assert ran.status == 3, words
        assert ran.error["kind"] in ("not_a_catalogue", "damaged")
    assert contents(folder) == before
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("planted", PLANTED)
def test_what_a_stranger_put_in_is_named_and_not_run(folder: Path, planted: str, run: Any) -> None:
    sql, told = PLANTED[planted]
    altered(folder, sql)
    refused(folder, told, run)


def test_a_schema_without_end_is_not_read_to_its_end(folder: Path, run: Any) -> None:
    with closing(storage.DRIVER.connect(str(folder / "catalogue.db"))) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        row = "INSERT INTO sqlite_schema VALUES ('view', ?1, ?1, 0, 'CREATE VIEW ' || ?1 || ' AS SELECT 1')"
        connection.executemany(row, ([f"v{number}"] for number in range(60_000)))
        connection.commit()
    refused(folder, "far more", run)


# Heads of files ------------------------------------------------------------------------------------------------------


def test_a_database_of_another_program_is_called_so(folder: Path, run: Any) -> None:
    (folder / "catalogue.db").unlink()
    altered(folder, "CREATE TABLE record (id)")
    refused(folder, "another program", run)


def test_an_empty_file_is_called_empty(folder: Path, run: Any) -> None:
    (folder / "catalogue.db").write_bytes(b"")
    refused(folder, "empty", run)


@pytest.mark.parametrize("schema", [-1, -(2**31), 0])
def test_a_schema_number_that_was_never_given_is_refused(folder: Path, schema: int, run: Any) -> None:
    altered(folder, f"PRAGMA user_version = {schema}")
    refused(folder, f"schema number \\({schema}\\)", run)


def test_a_catalogue_whose_making_was_cut_short_is_called_so(folder: Path, run: Any) -> None:
    (folder / "catalogue.db").unlink()
    altered(folder, f"PRAGMA application_id = {storage.APPLICATION_ID}")
    refused(folder, "never finished", run)


def test_a_text_encoding_of_others_is_refused(folder: Path, tmp_path: Path, run: Any) -> None:
    def plain(name: str) -> bool:
        return not name.startswith(("sqlite_", "word_index_"))

    (folder / "catalogue.db").unlink()
    objects = sorted(gate.schema_objects(storage.SCHEMA) or (), key=lambda own: own.kind != "table")
    made = "; ".join(own.sql for own in objects if own.sql and plain(own.name))
    numbers = f"PRAGMA application_id = {storage.APPLICATION_ID}; PRAGMA user_version = {storage.SCHEMA}"
    altered(folder, f"PRAGMA encoding = 'UTF-16le'; {numbers}; {made}")
    refused(folder, "UTF-16le", run)


def flawed(data: bytes, at: int, put: bytes) -> bytes:
    return data[:at] + put + data[at + len(put) :]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[:100], id="cut in its first page"),
        pytest.param(lambda data: data[:4096], id="cut after its first page"),
        pytest.param(lambda data: data[: len(data) // 2], id="half of it"),
        pytest.param(lambda data: data[1:], id="without its first byte"),
        pytest.param(lambda data: bytes(byte ^ 0x5A for byte in data), id="encrypted"),
        pytest.param(lambda data: flawed(data, 16, b"\x00\x07"), id="a page size that is none"),
        pytest.param(lambda data: flawed(data, 16, b"\x02\x00"), id="another page size"),
        pytest.param(lambda data: flawed(data, 18, b"\x09\x09"), id="a version of the future"),
        pytest.param(lambda data: flawed(data, 20, b"\xff"), id="no room on a page"),
        pytest.param(lambda data: flawed(data, 44, struct.pack(">I", 99)), id="a format of the future"),
        pytest.param(lambda data: flawed(data, 100, b"\x00" * 3996), id="no first page"),
        pytest.param(lambda data: b"\0" * len(data), id="nothing but zeros"),
        pytest.param(lambda _data: b"hello", id="a short text"),
    ],
)
def test_a_file_that_is_no_database_any_more_is_told_as_damaged(
    folder: Path, damage: Callable[[bytes], bytes], run: Any
) -> None:
    file = folder / "catalogue.db"
    file.write_bytes(damage(file.read_bytes()))
    refused(folder, "damaged|another program|empty|never finished", run)


def test_a_journal_that_leads_to_another_file_deletes_nothing(folder: Path, tmp_path: Path, run: Any) -> None:
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("the only copy")
    name = str(thesis).encode()
    checksum = sum(struct.unpack(f"{len(name)}b", name)) & 0xFFFFFFFF
    mark = bytes.fromhex("d9d505f920a163d7")
    pages = (folder / "catalogue.db").stat().st_size // 4096
    head = mark + struct.pack(">IIIII", 0, 0, pages, 512, 4096)
    tail = struct.pack(">I", 0x40000000 // 4096 + 1) + name + struct.pack(">II", len(name), checksum) + mark
    (folder / "catalogue.db-journal").write_bytes(head.ljust(512, b"\0") + tail)
    refused(folder, "leads to another file", run)
    assert thesis.read_text() == "the only copy"


# Our own -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(1, storage.SCHEMA + 1))
def test_the_schema_that_is_written_down_is_the_one_that_the_migrations_make(tmp_path: Path, number: int) -> None:
    with closing(storage.connect_writer(tmp_path / "catalogue.db", create=True)) as connection:
        migrate.upgrade(connection, to=number)
        made = set(gate.stored_objects(connection))
    assert made == gate.schema_objects(number), "write it with: python packaging/write_schema.py"
    storage.connect_reader(tmp_path / "catalogue.db").close()


def test_a_newer_schema_is_left_to_its_number() -> None:
    assert gate.schema_objects(storage.SCHEMA + 1) is None


def test_the_gate_is_passed_in_no_time(folder: Path) -> None:
    took = []
    with closing(storage.open_for_reading(folder)) as reader:
        for _ in range(9):
            begun = time.perf_counter()
            gate.require_own(reader, folder / "catalogue.db")
            took.append(time.perf_counter() - begun)
        assert min(took) < 0.002
        assert reader.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert reader.execute("PRAGMA writable_schema").fetchone() == (0,)
        assert not reader.in_transaction
        reader.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 90000) SELECT max(i) FROM n"
        )


def test_a_schema_file_lists_an_object_a_line() -> None:
    rows = json.loads((Path(__file__).parents[2] / "resources" / "schemas" / "0007.json").read_text(encoding="utf-8"))
    assert ["view"] not in [row[:1] for row in rows]
    assert {row[1] for row in rows if row[0] == "trigger"} == {
        f"{table}_is_append_only_{verb}" for table in ("change", "change_set") for verb in ("UPDATE", "DELETE")
    }
