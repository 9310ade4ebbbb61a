"""Our reader of SQLite's file format reads what SQLite writes, and survives what it does not write."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.catalogue import storage
from memoircat.catalogue.salvage.btree_pages import BrokenPage, BrokenText, decode, payload, read_varint
from memoircat.catalogue.salvage.database_bytes import DatabaseBytes
from memoircat.catalogue.salvage.trees import Gap, Leaf, Trees

_VALUES = st.one_of(
    st.none(),
    st.integers(-(1 << 63), (1 << 63) - 1),
    st.sampled_from([0, 1, -1, 127, 128, 1 << 15, 1 << 23, 1 << 31, 1 << 47]),
    st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.binary(max_size=40),
    st.builds(lambda sign, length: sign * length, st.sampled_from("aあ"), st.integers(400, 9000)),
)
_ROWIDS = st.one_of(st.integers(1, 500), st.integers(-(1 << 63), (1 << 63) - 1))


def database(file: Path, *, page_size: int = 4096, encoding: str = "UTF-8") -> storage.Connection:
    connection = storage.DRIVER.connect(str(file), isolation_level=None)
    connection.execute(f"PRAGMA page_size = {page_size}")
    connection.execute(f"PRAGMA encoding = '{encoding}'")
    connection.execute("CREATE TABLE held (a, b, c)")
    return connection


def read(file: Path) -> dict[int, tuple[Any, ...]]:
    """The rows of the table `held`, as our reader finds them; nothing may be amiss."""
    with DatabaseBytes(file) as source:
        (schema,) = [leaf for leaf in Trees(source).leaves(1, lambda _cell: True) if isinstance(leaf, Leaf)]
        roots = {}
        for cell in schema.cells:
            roots[str(values(source, cell)[1])] = values(source, cell)[3]
        rows = {}
        for leaf in Trees(source).leaves(roots["held"], lambda _cell: True):
            if isinstance(leaf, Gap):
                assert not leaf.cause, leaf
                continue
            assert not leaf.broken
            rows.update({cell.rowid: values(source, cell) for cell in leaf.cells})
        return rows


def values(source: DatabaseBytes, cell: Any) -> tuple[Any, ...]:
    data, complete = payload(cell, source.page, source.layout)
    row = decode(data, cell.length, source.layout.encoding)
    assert complete
    assert row.cut == ()
    return row.values


def stored(connection: storage.Connection) -> dict[int, tuple[Any, ...]]:
    return {row[0]: tuple(row[1:]) for row in connection.execute("SELECT rowid, a, b, c FROM held")}


def alike(one: dict[int, tuple[Any, ...]], other: dict[int, tuple[Any, ...]]) -> bool:
    """Equal in value and type."""
    return repr(sorted(one.items())) == repr(sorted(other.items()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("pages")


@settings(max_examples=120)
@given(
    rows=st.lists(st.tuples(_ROWIDS, _VALUES, _VALUES, _VALUES), max_size=60, unique_by=lambda row: row[0]),
    removed=st.sets(st.integers(0, 59), max_size=30),
    page_size=st.sampled_from([512, 1024, 4096, 65536]),
    encoding=st.sampled_from(["UTF-8", "UTF-16le", "UTF-16be"]),
    logged=st.booleans(),
)
def test_any_table_is_read_as_sqlite_reads_it(
    folder: Path, rows: Sequence[tuple[Any, ...]], removed: set[int], page_size: int, encoding: str, logged: bool
) -> None:
    file = folder / "held.db"
    for part in ("", "-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)
    with closing(database(file, page_size=page_size, encoding=encoding)) as connection:
        if logged:
            connection.execute("PRAGMA journal_mode = WAL")
        for row in rows:
            connection.execute("INSERT INTO held (rowid, a, b, c) VALUES (?, ?, ?, ?)", row)
        for number in removed & set(range(len(rows))):
            connection.execute("DELETE FROM held WHERE rowid = ?", [rows[number][0]])
        assert alike(read(file), stored(connection))


def test_a_table_of_many_levels(tmp_path: Path) -> None:
    with closing(database(tmp_path / "held.db", page_size=512)) as connection:
        connection.execute("BEGIN")
        for number in range(6000):
            connection.execute("INSERT INTO held VALUES (?, ?, ?)", [number, f"text {number}", math.pi * number])
        connection.execute("COMMIT")
        assert alike(read(tmp_path / "held.db"), stored(connection))


def test_a_column_added_later_is_missing_in_older_rows(tmp_path: Path) -> None:
    with closing(database(tmp_path / "held.db")) as connection:
        connection.execute("INSERT INTO held VALUES (1, 2, 3)")
        connection.execute("ALTER TABLE held ADD COLUMN d")
        connection.execute("INSERT INTO held VALUES (4, 5, 6, 7)")
    assert read(tmp_path / "held.db") == {1: (1, 2, 3), 2: (4, 5, 6, 7)}


def test_committed_frames_after_a_damaged_one_are_still_read(tmp_path: Path) -> None:
    """SQLite stops at the first frame of a write-ahead file that does not fit; what was committed after it is lost."""
    file = tmp_path / "held.db"
    with closing(database(file)) as connection:
        connection.execute("CREATE TABLE other (a)")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO other VALUES (1)")
        connection.execute("INSERT INTO held VALUES (1, 'kept', NULL)")
        log = file.with_name("held.db-wal")
        content = bytearray(log.read_bytes())
        content[32 + 24 + 100] ^= 1  # in the first frame, which is of the other table
        log.write_bytes(content)
        assert read(file) == {1: (1, "kept", None)}
        with DatabaseBytes(file) as source:
            assert source.frames.unreadable == 1
            assert len(source.frames.doubtful) == 1


def test_an_uncommitted_frame_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "held.db"
    with closing(database(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO held VALUES (1, 'kept', NULL)")
        before = read(file)
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN")
        for _ in range(200):
            connection.execute("INSERT INTO held VALUES (2, ?, NULL)", ["x" * 3000])
        assert file.with_name("held.db-wal").stat().st_size > 100_000
        assert read(file) == before
        connection.execute("ROLLBACK")


def test_a_hot_journal_puts_the_pages_back(tmp_path: Path) -> None:
    file = tmp_path / "held.db"
    with closing(database(file)) as connection:
        connection.execute("INSERT INTO held VALUES (1, 'kept', NULL)")
        before = read(file)
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN")
        for _ in range(200):
            connection.execute("INSERT INTO held VALUES (2, ?, NULL)", ["x" * 3000])
        assert file.with_name("held.db-journal").stat().st_size > 512
        assert read(file) == before
        connection.execute("ROLLBACK")


@given(st.binary(max_size=12))
def test_a_number_is_read_or_refused(data: bytes) -> None:
    try:
        value, end = read_varint(data, 0)
    except BrokenPage:
        return
    assert 0 < end <= min(9, len(data))
    assert -(1 << 63) <= value < 1 << 63


@given(st.binary(max_size=200), st.integers(0, 1 << 40))
def test_bytes_that_are_no_row_are_refused_or_bounded(data: bytes, length: int) -> None:
    try:
        row = decode(data, length)
    except BrokenPage:
        return
    held = sum(len(value) for value in row.values if isinstance(value, str | bytes))
    assert held <= len(data)


def test_broken_text_keeps_its_bytes() -> None:
    row = decode(bytes([2, 13 + 2 * 3]) + b"a\xffb", 5)
    assert row.values == (BrokenText(b"a\xffb"),)


def test_a_text_cut_in_a_character_is_read_up_to_it() -> None:
    text = "凍土の記".encode()
    row = decode(bytes([2, 13 + 2 * len(text)]) + text[:-1], 2 + len(text))
    assert row.values == ("凍土の",)
    assert row.cut == (0,)
