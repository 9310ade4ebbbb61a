"""Salvage: what a damaged file still has comes into a new catalogue, and what it has not is told."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from memoircat.catalogue import storage
from memoircat.catalogue.salvage.damaged import Damaged
from memoircat.catalogue.salvage.database_bytes import DatabaseBytes
from memoircat.catalogue.salvage.report import Fate, SalvageReport
from memoircat.errors import Cancelled, Conflict, InputError, NotACatalogue
from memoircat.jobs import Progress
from memoircat.program import Program
from torture import damaged as torture


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of 150 people, which no test alters."""
    return torture.make_catalogue(tmp_path_factory.mktemp("sound") / "sound.memoircat")


@pytest.fixture(scope="module")
def before(sound: Path) -> torture.Rows:
    return torture.whole(sound / "catalogue.db")


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    shutil.copytree(sound, tmp_path / "damaged.memoircat")
    return tmp_path / "damaged.memoircat"


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "new.memoircat"


def lines(report: SalvageReport) -> list[dict[str, Any]]:
    return [json.loads(line) for line in report.file.read_text(encoding="utf-8").splitlines()]


def keys(report: SalvageReport, fate: Fate, table: str) -> set[int]:
    return {int(line["key"]) for line in lines(report) if (line["fate"], line["table"]) == (fate, table)}


def root_of(folder: Path, name: str) -> int:
    with DatabaseBytes(folder / "catalogue.db") as source:
        return Damaged(source)._roots[name]


def leaf_with(before: torture.Rows, table: str, rowid: int) -> int:
    (page, *_) = before.pages[table, rowid]
    return page


def destroy(folder: Path, page: int) -> None:
    torture.zero_page(folder / "catalogue.db", page, Random(1))


def check_is_sound(folder: Path) -> None:
    with Program.open(folder) as program:
        assert [problem for problem in program.check() if problem.kind != "image_missing"] == []


# Whole catalogues --------------------------------------------------------------------------------------------------


def test_a_sound_catalogue_comes_over_whole(folder: Path, to: Path, before: torture.Rows) -> None:
    bytes_before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    report = Program.salvage(folder, to, by="試験")
    assert report.complete
    assert lines(report) == [line for line in lines(report) if line["fate"] == Fate.OLDER]
    after = torture.rows_of(to / "catalogue.db")
    newest = max(after["change_set"])
    assert after["change_set"].pop(newest)["kind"] == "salvage"
    assert after == before.values
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == bytes_before
    check_is_sound(to)


def test_history_goes_on_and_the_salvage_is_not_undone(folder: Path, to: Path) -> None:
    Program.salvage(folder, to, by="試験")
    with Program.open(to) as program:
        (newest, *_) = program.catalogue.history()
        assert newest.kind == "salvage"
        assert "Salvaged" in str(newest.label)
        undone = program.catalogue.undo()
        assert undone is not None
        assert undone.target is not None
        assert undone.target < newest.id


def test_an_older_schema_is_salvaged_and_brought_up_to_date(
    tmp_path: Path, to: Path, first_release: Callable[[Path], Path]
) -> None:
    old = first_release(tmp_path / "old.memoircat")
    destroy(old, 1)
    report = Program.salvage(old, to)
    assert report.schema == 1
    with Program.open(to) as program:
        assert {row["label"] for row in _people(program)} >= {"佐久間 辰蔵"}
    check_is_sound(to)


def _people(program: Program) -> list[dict[str, Any]]:
    with program.catalogue.reading() as connection:
        return [dict(row) for row in connection.exec_driver_sql("SELECT code, label FROM record").mappings()]


# One destroyed page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", torture.PAGE_DAMAGES)
def test_records_on_other_pages_come_back_whole(
    sound: Path, before: torture.Rows, damage: Callable[[Path, int, Random], None], tmp_path: Path
) -> None:
    """Six pages of each: the first, a root, pages within a tree, leaves."""
    roots = [1, *(root_of(sound, name) for name in ("record", "name", "statement", "change_set"))]
    chosen = [*roots, leaf_with(before, "memoir", max(before.values["memoir"]))]
    for number in chosen:
        with torture.Copied(sound) as (folder, work):
            damage(folder / "catalogue.db", number, Random(number))
            after = torture.salvaged(folder, work)
        due = {id_ for id_, rows in before.records().items() if all(number not in before.pages[row] for row in rows)}
        assert after is not None
        assert due <= torture.whole_records(before, after), f"page {number}"


def test_a_page_that_is_cut_off_or_destroyed_within_a_tree_loses_nothing(
    folder: Path, to: Path, before: torture.Rows
) -> None:
    destroy(folder, root_of(folder, "record"))
    report = Program.salvage(folder, to)
    assert report.complete, "whatever was below the root has been found again, and an index says that it is all"
    assert torture.whole_records(before, torture.rows_of(to / "catalogue.db")) == set(before.records())


def test_a_leaf_copied_over_its_own_root_hides_nothing(folder: Path, to: Path, before: torture.Rows) -> None:
    """The root looks sound then, and every other leaf has lost its tree."""
    root, leaf = root_of(folder, "record"), leaf_with(before, "record", 60)
    content = (folder / "catalogue.db").read_bytes()
    copied = content[(leaf - 1) * torture.PAGE : leaf * torture.PAGE]
    torture.write(folder / "catalogue.db", (root - 1) * torture.PAGE, copied)
    Program.salvage(folder, to)
    assert torture.whole_records(before, torture.rows_of(to / "catalogue.db")) == set(before.records())


def test_a_destroyed_index_costs_nothing(folder: Path, to: Path, before: torture.Rows) -> None:
    """What is derived has pages like those of content; when their trees are lost they are not taken for it."""
    for name in ("text_piece", "name_sound", "name_by_record"):
        destroy(folder, root_of(folder, name))
    assert Program.salvage(folder, to).complete
    after = torture.rows_of(to / "catalogue.db")
    assert {name: len(rows) for name, rows in after.items() if name != "change_set"} == {
        name: len(rows) for name, rows in before.values.items() if name != "change_set"
    }


def test_lost_rows_come_back_from_the_history(folder: Path, to: Path, before: torture.Rows) -> None:
    """All of this catalogue was typed: a lost page of names loses nothing."""
    name = min(before.values["name"])
    destroy(folder, leaf_with(before, "name", name))
    report = Program.salvage(folder, to)
    assert name in keys(report, Fate.REBUILT, "name")
    assert torture.rows_of(to / "catalogue.db")["name"] == before.values["name"]
    check_is_sound(to)


def test_without_history_an_index_names_what_is_lost_and_gives_its_code(
    folder: Path, to: Path, before: torture.Rows
) -> None:
    record = min(before.values["record"])
    lost = leaf_with(before, "record", record)
    pages_of_history = {page for (table, _), pages in before.pages.items() if table == "change" for page in pages}
    for page in {lost} | pages_of_history:
        destroy(folder, page)
    report = Program.salvage(folder, to)
    stood_for = keys(report, Fate.PLACEHOLDER, "record")
    assert stood_for == {rowid for (table, rowid), pages in before.pages.items() if table == "record" and lost in pages}
    row = torture.rows_of(to / "catalogue.db")["record"][record]
    assert {name: row[name] for name in ("code", "uid", "record_type")} == {
        name: before.values["record"][record][name] for name in ("code", "uid", "record_type")
    }
    assert keys(report, Fate.LOST, "change") == set(before.values["change"])
    check_is_sound(to)


def test_a_text_with_a_lost_end_comes_over_up_to_it(folder: Path, to: Path, before: torture.Rows) -> None:
    memoir = max(before.values["memoir"])
    last = sorted(before.pages["memoir", memoir])[-1]
    for page in {last} | {page for row, pages in before.pages.items() if row[0] == "change" for page in pages}:
        destroy(folder, page)
    report = Program.salvage(folder, to)
    (hurt,) = (line for line in lines(report) if line["fate"] == Fate.HURT and line["table"] == "memoir")
    assert (hurt["key"], hurt["column"]) == (str(memoir), "abstract")
    whole = before.values["memoir"][memoir]["abstract"]
    came = torture.rows_of(to / "catalogue.db")["memoir"][memoir]["abstract"]
    assert len(came) > 100
    assert whole.startswith(came)


def test_deleted_and_older_rows_are_told_and_not_brought_back(folder: Path, to: Path) -> None:
    """A page that left its tree for the list of free pages still has its rows."""
    with sqlite_(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("DELETE FROM name WHERE id < 100")
        connection.execute("DELETE FROM name WHERE id < 100")
    report = Program.salvage(folder, to)
    assert keys(report, Fate.OLDER, "name")
    assert min(torture.rows_of(to / "catalogue.db")["name"]) == 100


class sqlite_:  # noqa: N801 - opens and commits as sqlite3.connect does
    """The database by Python's own SQLite, which has no part in the program."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "catalogue.db")

    def __enter__(self) -> sqlite3.Connection:
        return self._connection

    def __exit__(self, *_error: object) -> None:
        self._connection.commit()
        self._connection.close()


def test_a_value_that_was_altered_is_told(folder: Path, to: Path, before: torture.Rows) -> None:
    content = (folder / "catalogue.db").read_bytes()
    record = min(before.values["record"])
    page = leaf_with(before, "name", min(before.values["name"]))
    at = content.index("佐久間 辰蔵0".encode(), (page - 1) * torture.PAGE)
    torture.write(folder / "catalogue.db", at, "佐久間 辰造0".encode())
    report = Program.salvage(folder, to)
    assert {line["key"] for line in lines(report) if line["fate"] == Fate.ALTERED} == {
        before.values["record"][record]["code"]
    }


# The write-ahead file ------------------------------------------------------------------------------------------------


def test_what_is_in_the_write_ahead_file_comes_over(sound: Path, to: Path) -> None:
    logged = torture.with_log(sound)
    try:
        assert (logged / "catalogue.db-wal").stat().st_size
        report = Program.salvage(logged, to)
        assert report.complete
        titles = {row["title"] for row in torture.rows_of(to / "catalogue.db")["memoir"].values()}
        assert {f"後から {number}" for number in range(5)} <= titles
    finally:
        shutil.rmtree(logged.parent)


def test_a_write_ahead_file_of_another_catalogue_is_left_out(
    sound: Path, folder: Path, to: Path, before: torture.Rows, tmp_path: Path
) -> None:
    other = torture.with_log(torture.make_catalogue(tmp_path / "other.memoircat", people=20))
    shutil.copyfile(other / "catalogue.db-wal", folder / "catalogue.db-wal")
    shutil.rmtree(other.parent)
    report = Program.salvage(folder, to)
    assert report.left_out_log
    assert torture.whole_records(before, torture.rows_of(to / "catalogue.db")) == set(before.records())


# Any damage ----------------------------------------------------------------------------------------------------------


def test_any_damage_is_survived(tmp_path: Path) -> None:
    small = torture.make_catalogue(tmp_path / "small.memoircat", people=20)
    figures = torture.any_damage(small, 40, Random(5), seconds=10)
    assert figures["bad"] == []


def test_the_loop_sees_a_record_that_is_missing(before: torture.Rows) -> None:
    after = {table: dict(rows) for table, rows in before.values.items()}
    after["name"].pop(max(after["name"]))
    assert len(torture.whole_records(before, after)) == len(before.records()) - 1


def test_a_number_that_no_row_was_given_is_told_with_all_that_was_read(folder: Path, to: Path) -> None:
    with sqlite_(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE record SET id = ? WHERE id = (SELECT max(id) FROM record)", [1 << 61])
    report = Program.salvage(folder, to)
    assert keys(report, Fate.UNREAD, "record") == {1 << 61}
    assert max(torture.rows_of(to / "catalogue.db")["record"]) < 1000


# What is refused -----------------------------------------------------------------------------------------------------


def test_nothing_is_written_where_something_is(folder: Path, to: Path) -> None:
    to.mkdir()
    (to / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Conflict):
        Program.salvage(folder, to)
    with pytest.raises(InputError):
        Program.salvage(folder, folder / "new.memoircat")
    assert [file.name for file in to.iterdir()] == ["notes.txt"]


def test_what_is_no_catalogue_leaves_nothing_behind(tmp_path: Path, to: Path) -> None:
    (tmp_path / "stranger.memoircat").mkdir()
    file = tmp_path / "stranger.memoircat" / "catalogue.db"
    for content in (b"", b"no database", Random(1).randbytes(100_000)):
        file.write_bytes(content)
        with pytest.raises(InputError):  # mere chance looks like a catalogue with a password
            Program.salvage(file.parent, to)
    with pytest.raises(InputError):
        Program.salvage(tmp_path / "nothing", to)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["stranger.memoircat"]


def test_a_catalogue_of_a_newer_program_is_refused_and_a_flipped_number_is_not(folder: Path, to: Path) -> None:
    torture.write(folder / "catalogue.db", 60, (storage.SCHEMA + 40).to_bytes(4, "big"))
    assert Program.salvage(folder, to).schema == storage.SCHEMA
    with sqlite_(folder) as connection:
        connection.execute("CREATE TABLE newer (id INTEGER PRIMARY KEY)")
    with pytest.raises(NotACatalogue, match="newer"):
        Program.salvage(folder, to.with_name("other.memoircat"))


def test_a_salvage_that_is_stopped_leaves_nothing(folder: Path, to: Path) -> None:
    steps: list[int] = []
    progress = Progress(lambda done, _total: steps.append(done) or (progress.cancel() if len(steps) > 5 else None))
    with pytest.raises(Cancelled):
        Program.salvage(folder, to, progress=progress)
    assert [path.name for path in to.parent.iterdir()] == ["damaged.memoircat"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links are of POSIX")
def test_links_and_pipes_in_the_folder_are_not_followed(folder: Path, to: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "catalogue.db-wal")
    with pytest.raises(InputError):
        Program.salvage(folder, to)
    (folder / "catalogue.db-wal").unlink()
    (folder / "catalogue.db").rename(tmp_path / "elsewhere.db")
    (folder / "catalogue.db").symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(InputError):
        Program.salvage(folder, to)


# Media and the command line ----------------------------------------------------------------------------------------


@pytest.fixture
def with_image(tmp_path: Path, program: Program) -> Iterator[tuple[Path, str]]:
    from PIL import Image  # noqa: PLC0415 - only here

    Image.new("RGB", (4, 4)).save(tmp_path / "photo.png")
    with program.catalogue.change("登録") as change:
        memoir = change.create("memoir", title="凍土の記")
    program.attach(memoir, [tmp_path / "photo.png"], label="画像")
    (sha256,) = program.catalogue.images()
    program.close()
    yield program.catalogue.folder.path, sha256


def test_image_files_come_along_and_missing_ones_are_named(with_image: tuple[Path, str], to: Path) -> None:
    folder, sha256 = with_image
    assert Program.salvage(folder, to).complete
    (stored,) = (to / "media").rglob("*.png")
    assert stored.stem == sha256
    shutil.rmtree(folder / "media")
    report = Program.salvage(folder, to.with_name("again.memoircat"))
    assert [(loss.fate, loss.key) for loss in report.losses] == [(Fate.IMAGE, sha256)]


def test_an_image_whose_row_is_lost_is_known_by_its_hash(with_image: tuple[Path, str], to: Path) -> None:
    folder, sha256 = with_image
    for table in ("image", "change"):
        destroy(folder, root_of(folder, table))
    report = Program.salvage(folder, to)
    assert keys(report, Fate.PLACEHOLDER, "image") == {1}
    with Program.open(to) as program:
        assert list(program.catalogue.images()) == [sha256]
        assert list(program.check(fixity=True)) == []


def test_the_command_tells_what_was_lost(run: Callable[..., Any], folder: Path, to: Path, before: torture.Rows) -> None:
    done = run("salvage", folder, "--to", to)
    assert done.status == 0
    assert "Everything came over." in done.out
    destroy(folder, leaf_with(before, "change", 1))
    told = run("salvage", folder, "--to", to.with_name("b.memoircat"), "--json")
    assert told.status == 1
    assert told.json["tables"]["record"]["read"] == len(before.values["record"])
    assert {"fate", "table", "key", "detail", "message"} <= set(told.json["losses"][0])
    again = run("salvage", folder, "--to", to, "--json")
    assert (again.status, again.error["kind"]) == (3, "conflict")
