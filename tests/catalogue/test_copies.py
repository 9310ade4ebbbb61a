"""Verified copies: one is due where a change has been in none, and one that is not sound never takes its name."""

from __future__ import annotations

import os
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from memoircat.catalogue import backup as backup_module
from memoircat.catalogue import storage
from memoircat.catalogue.backup import back_up, copy_before, copy_if_due, keep_copy
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.copies import (
    Copy,
    changes_since,
    copies_in,
    days_without_copy,
    is_due,
    last_copy,
    new_copy,
    rotate,
)
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.manifest import manifest_of
from memoircat.errors import Cancelled, Conflict, EnvironmentError_
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.jobs import Progress
from memoircat.program import Program
from shared.dying import DONE, killed_after, with_small_files

Run = Callable[..., object]


def write(catalogue: Catalogue, number: int = 1) -> None:
    for _ in range(number):
        with catalogue.change("登録") as change:
            change.create("memoir", title="凍土の記")


def copied(catalogue: Catalogue, kind: str = "copy") -> Path:
    return keep_copy(catalogue.folder.database, catalogue.folder.backups, kind)


def judged(catalogue: Catalogue) -> dict[str, Copy]:
    return {copy.path.name: copy for copy in copies_in(catalogue.folder.backups)}


# Which count -----------------------------------------------------------------------------------------------------


def test_a_copy_is_due_when_a_change_has_waited_for_one(catalogue: Catalogue) -> None:
    backups = catalogue.folder.backups
    later = datetime.now(UTC) + timedelta(days=10, minutes=1)
    with closing(catalogue.raw_reader()) as reader:
        assert days_without_copy(reader, backups, later) is None, "nothing was changed yet"
        write(catalogue)
        assert last_copy(backups) is None
        assert days_without_copy(reader, backups, later) == 10
        copy = copied(catalogue)
        assert days_without_copy(reader, backups, later) is None, "every change is in the copy"
        os.utime(copy, (0, 0))
        assert days_without_copy(reader, backups, later) is None, "a copied folder has the names, not the times"
        manifest_of(copy).unlink()
        assert days_without_copy(reader, backups, later) is None, "the first release wrote no manifests"
        write(catalogue)
        assert days_without_copy(reader, backups, later) == 10


def test_the_days_are_those_of_the_oldest_change_that_no_copy_holds(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups, today = catalogue.folder.backups, datetime(2026, 3, 11, 12, tzinfo=UTC)
    with closing(catalogue.raw_reader()) as reader:
        for day in ("01", "05", "09"):
            monkeypatch.setattr("memoircat.catalogue.change.now", lambda day=day: f"2026-03-{day}T12:00:00Z")
            write(catalogue)
            assert days_without_copy(reader, backups, today) == (10 if day == "01" else 6 if day == "05" else 2)
            copy = copied(catalogue)
            stamp = f"2026-03-{day}T130000Z.db"
            text = manifest_of(copy).read_text(encoding="utf-8")
            made = str(next(c for c in copies_in(backups) if c.path == copy).manifest.made)  # type: ignore[union-attr]
            manifest_of(copy).rename(backups / stamp.replace(".db", ".json"))
            (backups / stamp.replace(".db", ".json")).write_text(
                text.replace(made, f"2026-03-{day}T13:00:00Z"), encoding="utf-8"
            )
            copy.rename(backups / stamp)
            assert days_without_copy(reader, backups, today) is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("2026-11-01T000000Z.db", b"", "empty"),
        ("2026-11-01T000000Z.db", b"x" * 5000, "no copy"),
        ("2031-01-01T000000Z.db", None, "future"),
        ("2031-01-01T000000Z.db", b"", "empty"),
        ("2026-11-01T000000Z.db", b"cut", "long"),
    ],
)
def test_what_is_no_good_copy_silences_no_reminder(
    catalogue: Catalogue, name: str, content: bytes | None, reason: str
) -> None:
    write(catalogue)
    backups = catalogue.folder.backups
    copy = copied(catalogue)
    file = copy.rename(copy.with_name(name))
    if content == b"cut":
        manifest_of(copy).rename(manifest_of(file))
        os.truncate(file, 4096)
    else:
        manifest_of(copy).unlink()
        if content is not None:
            file.write_bytes(content)
    (listed,) = copies_in(backups)
    assert reason in str(listed.why_not)
    assert last_copy(backups) is None
    with closing(catalogue.raw_reader()) as reader:
        assert days_without_copy(reader, backups, datetime.now(UTC) + timedelta(days=3, minutes=1)) == 3
        assert is_due(reader, backups)


def test_a_copy_of_what_was_replaced_by_restoring_covers_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    write(catalogue)
    early = copied(catalogue)
    write(catalogue, 3)
    late = copied(catalogue)
    with closing(storage.connect_reader(early)) as reader:
        copies = judged(catalogue)
        late_contents, early_contents = copies[late.name].contents, copies[early.name].contents
        assert late_contents is not None
        assert early_contents is not None
        assert changes_since(reader, late_contents) is None
        assert changes_since(reader, early_contents) == 0
    with closing(catalogue.raw_reader()) as reader:
        assert changes_since(reader, early_contents) == 3


# What is made ----------------------------------------------------------------------------------------------------


def test_a_copy_is_one_committed_state_and_its_manifest_says_what_it_holds(catalogue: Catalogue) -> None:
    write(catalogue, 2)
    with catalogue.change("途中") as change:
        change.create("memoir", title="まだ")
        copy = copied(catalogue)
    listed = judged(catalogue)[copy.name]
    assert listed.good
    assert listed.contents is not None
    assert dict(listed.contents.records) == {"memoir": 2}
    assert listed.contents.change_set == 2
    assert listed.manifest is not None
    assert listed.manifest.bytes == copy.stat().st_size == listed.bytes
    assert listed.manifest.sha256 == backup_module.sha256_of(copy, Progress())
    assert "試験" not in manifest_of(copy).read_text(encoding="utf-8")
    assert {each.name for each in copy.parent.iterdir()} == {copy.name, manifest_of(copy).name}


def swap_in_index(database: Path, index: str, old: bytes, new: bytes) -> None:
    """Damage one page, so that an index no longer agrees with its table; SQLite opens the file all the same."""
    with closing(storage.connect_reader(database)) as reader:
        (root,) = reader.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [index]).fetchone()
        (size,) = reader.execute("PRAGMA page_size").fetchone()
    data = bytearray(database.read_bytes())
    page = slice((root - 1) * size, root * size)
    assert data[page].count(old) == 1
    data[page] = data[page].replace(old, new)
    database.write_bytes(data)


def test_a_copy_of_a_damaged_catalogue_is_refused_and_a_former_good_one_stays(tmp_path: Path) -> None:
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
    names = sorted(each.name for each in copy.parent.iterdir())
    assert names == ["damaged-good.db", "damaged-good.json", "good.db", "good.json"], "nothing unfinished is left"
    assert [each.good for each in copies_in(copy.parent) if each.path == copy] == [True]
    assert last_copy(copy.parent) == next(c.made for c in copies_in(copy.parent) if c.path == copy)


def test_content_that_its_digest_denies_is_named_and_is_tried_again_later(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(catalogue)
    good = copied(catalogue)
    write(catalogue)
    denied = Problem("digest", "memoir 1", "It was altered.", "")
    monkeypatch.setattr(backup_module, "content_problems", lambda _connection, _progress: iter([denied]))
    for _ in range(3):
        with pytest.raises(EnvironmentError_, match="memoir 1: It was altered"):
            copied(catalogue)
    copies = judged(catalogue)
    assert [copy.path.name for copy in copies.values() if copy.good] == [good.name]
    assert sum(copy.kind == "damaged" for copy in copies.values()) == 1, "one witness is enough"
    with closing(catalogue.raw_reader()) as reader:
        assert not is_due(reader, catalogue.folder.backups), "not at each opening"
        assert is_due(reader, catalogue.folder.backups, datetime.now(UTC) + timedelta(hours=13))


def test_a_copy_that_differs_from_a_sound_source_is_thrown_away(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(catalogue)
    monkeypatch.setattr(backup_module, "flaws", lambda *_arguments: ["memoir: 0 / 1"])
    with pytest.raises(EnvironmentError_, match="memoir: 0 / 1") as refused:
        copied(catalogue)
    assert "disk of the copy" in str(refused.value.hint)
    assert list(catalogue.folder.backups.iterdir()) == []


def test_another_file_is_never_overwritten(program: Program, tmp_path: Path, blank: Callable[..., Path]) -> None:
    catalogue = program.catalogue
    write(catalogue)
    database = catalogue.folder.database
    copy = back_up(database, tmp_path / "copy.db")
    write(catalogue)
    assert back_up(database, copy) == copy, "an older copy of the same catalogue is"
    text, other = tmp_path / "text.db", tmp_path / "other.db"
    text.write_text("日記")
    with Program.open(blank(tmp_path / "other.memoircat")) as another:
        write(another.catalogue)
        back_up(another.catalogue.folder.database, other)
    living = blank(tmp_path / "living.memoircat") / "catalogue.db"
    link, open_, described = tmp_path / "link.db", tmp_path / "open.db", tmp_path / "described.db"
    link.symlink_to(copy)
    (tmp_path / "open.db-wal").write_bytes(b"x")
    (tmp_path / "described.json").write_text("[1, 2]")
    taken = (text, other, living, database, link, open_, described)
    before = [each.read_bytes() if each.exists() else b"" for each in taken[:3]]
    for to in taken:
        with pytest.raises(Conflict):
            back_up(database, to)
    assert [each.read_bytes() for each in taken[:3]] == before
    assert not list(tmp_path.glob("*.unfinished"))


# When ------------------------------------------------------------------------------------------------------------


def test_a_copy_is_made_by_itself_when_the_last_is_old_and_something_was_changed(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, backups = catalogue.folder.database, catalogue.folder.backups
    assert not copy_if_due(database, backups)
    write(catalogue)
    assert copy_if_due(database, backups)
    write(catalogue)
    assert not copy_if_due(database, backups), "the last is not old"
    with closing(catalogue.raw_reader()) as reader:
        assert is_due(reader, backups, datetime.now(UTC) + timedelta(hours=12, minutes=1))
    copied(catalogue)
    with closing(catalogue.raw_reader()) as reader:
        assert not is_due(reader, backups, datetime.now(UTC) + timedelta(days=9)), "nothing was changed"


def test_a_copy_is_made_before_an_import_where_something_was_changed(catalogue: Catalogue, tmp_path: Path) -> None:
    mapping = parse_mapping('record = "memoir"\nkey = "n"\n[columns]\n"t" = "title"\n', where="m")
    for number, dry in enumerate((True, False, False, False)):
        if number == 1:
            write(catalogue)
        roster = tmp_path / f"{number}.csv"
        roster.write_text(f"n,t\n{number},凍土の記\n", encoding="utf-8")
        import_table(catalogue, roster, mapping, dry_run=dry)
    kinds = [
        (copy.kind, dict(copy.contents.records)["memoir"])
        for copy in copies_in(catalogue.folder.backups)
        if copy.contents
    ]
    assert sorted(kinds) == [("before-import", 1), ("before-import", 2), ("before-import", 3)]
    write(catalogue)
    copied(catalogue)
    assert copy_before(catalogue.folder.database, catalogue.folder.backups, "before-import") is None


def test_rotation_leaves_what_is_not_its_own(catalogue: Catalogue) -> None:
    write(catalogue)
    backups = catalogue.folder.backups
    copy = copied(catalogue)
    manifest_of(copy).unlink()
    stamped = [f"2026-01-{day:02}T{hour:02}0000Z.db" for day in range(1, 29) for hour in (6, 18)]
    others = ["kept-aside-2020-01-01T000000Z.db", "mine.db", "2031-01-01T000000Z.db"]
    for name in (*stamped, *others):
        os.link(copy, backups / name)
    (backups / "2020-01-01T000000Z.json").write_text("{}")
    gone = rotate(backups)
    left = {each.name for each in backups.iterdir()}
    assert {*others, copy.name} <= left
    assert not any(path.name in left for path in gone)
    assert 10 <= len(left & set(stamped)) < 25
    assert "2020-01-01T000000Z.json" not in left
    assert rotate(backups) == []


# Stopped, killed, full -------------------------------------------------------------------------------------------


def test_a_cancelled_copy_leaves_nothing(catalogue: Catalogue) -> None:
    write(catalogue)
    for steps in range(12):
        left = [steps]
        progress = Progress()

        def give_way(left: list[int] = left, progress: Progress = progress) -> None:
            left[0] -= 1
            if left[0] <= 0:
                progress.cancel()

        progress._give_way = give_way
        try:
            keep_copy(catalogue.folder.database, catalogue.folder.backups, progress=progress)
            break
        except Cancelled:
            assert list(catalogue.folder.backups.iterdir()) == []
    assert steps > 2


@pytest.mark.skipif(sys.platform == "win32", reason="children are forked")
def test_killed_at_any_moment_the_copies_are_good_and_nothing_unfinished_stays(
    tmp_path: Path, blank: Callable[..., Path]
) -> None:
    folder = blank(tmp_path / "c.memoircat")
    with Program.open(folder, by="試験") as program:
        write(program.catalogue, 20)
    database, backups = folder / "catalogue.db", folder / "backups"
    rng, left = random.Random(1), 0
    for _ in range(20):
        killed_after(lambda: keep_copy(database, backups) and None, rng.uniform(0.002, 0.06))
        left += len(list(backups.glob("*.unfinished")))
        for copy in copies_in(backups):
            assert copy.good
            assert backup_module.flaws(copy.path, None, "digests", Progress()) == []
    assert left, "the control: some were killed while they copied"
    Program.open(folder, by="次の人").close()
    assert not list(backups.glob("*unfinished*"))


@pytest.mark.skipif(sys.platform == "win32", reason="children are forked")
def test_a_full_disk_is_told_and_a_former_copy_stays(tmp_path: Path, blank: Callable[..., Path]) -> None:
    folder = blank(tmp_path / "c.memoircat")
    with Program.open(folder, by="試験") as program:
        write(program.catalogue, 3)
    database, backups = folder / "catalogue.db", folder / "backups"
    good = keep_copy(database, backups)
    size = database.stat().st_size

    def told() -> None:
        with pytest.raises(EnvironmentError_, match="was not written"):
            keep_copy(database, backups)

    for longest in (0, 4096, size // 2, size - 1):
        assert with_small_files(told, longest) == DONE
        assert sorted(each.name for each in backups.iterdir()) == sorted((good.name, manifest_of(good).name))


def test_a_catalogue_that_cannot_be_written_is_copied_elsewhere(
    tmp_path: Path, blank: Callable[..., Path], run: Run
) -> None:
    folder = blank(tmp_path / "c.memoircat")
    shutil.rmtree(folder / "backups")
    for path in (folder / "catalogue.db", folder):
        path.chmod(0o555)
    try:
        assert run("backup", folder, "--to", tmp_path / "copy.db").status == 0  # type: ignore[attr-defined]
    finally:
        folder.chmod(0o755)
    assert new_copy(tmp_path).name.endswith(".db")
