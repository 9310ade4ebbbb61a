"""Complete copies on another disk, and the images that nothing names any more."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memoircat.catalogue import backup
from memoircat.catalogue.copies import copies_in
from memoircat.catalogue.full_copies import days_without_full_copy, full_copies
from memoircat.errors import Conflict, EnvironmentError_
from memoircat.media import carrying
from memoircat.media.full_copy import full_copy
from memoircat.media.orphans import WAITING_DAYS
from memoircat.program import Program, restore
from shared.dying import killed_after

Run = Callable[..., Any]
_DAY_S = 86_400


def picture(folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{number}.png"
    Image.effect_noise((40, 40), number + 1).save(path)
    return path


@pytest.fixture
def scanned(program: Program, tmp_path: Path) -> Program:
    """A catalogue with a document and three images."""
    with program.catalogue.change("登録") as change:
        document = change.create("document", title="日記")
    program.attach(document, [picture(tmp_path / "scans", number) for number in range(3)], label="画像")
    return program


def attach(program: Program, path: Path) -> None:
    program.attach(program.catalogue.find("D-000001"), [path], label="画像")


def stored(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "media").rglob("*.*") if file.is_file())


def test_a_complete_copy_takes_only_what_is_new_and_is_restored_elsewhere(scanned: Program, tmp_path: Path) -> None:
    disk, folder = tmp_path / "disk", scanned.catalogue.folder
    first = full_copy(folder, disk)
    assert (first.images.new, first.images.there, first.complete) == (3, 0, True)
    attach(scanned, picture(tmp_path / "scans", 7))
    second = full_copy(folder, disk)
    assert (second.images.new, second.images.there) == (1, 3)
    assert first.folder == second.folder == disk / "test.memoircat-copies"
    assert [file.name for file in stored(second.folder)] == [file.name for file in stored(folder.path)]
    assert all(not a.samefile(b) for a, b in zip(stored(second.folder), stored(folder.path), strict=True))
    for backup_, images in ((disk, 4), (second.folder, 4), (second.folder / "backups", 4), (first.copy.path, 3)):
        target = tmp_path / f"{images}-{backup_.name}.memoircat"
        restored = restore(backup_, target)
        assert (restored.brought, restored.missing) == (images, ())
        with Program.open(target, by="試験") as program:
            assert list(program.check(fixity=True)) == []
    alone = shutil.copy(second.copy.path, tmp_path / "alone.db")
    assert len(restore(Path(alone), tmp_path / "alone.memoircat").missing) == 4


def test_an_image_that_is_missing_or_changed_is_named_and_never_copied(
    scanned: Program, tmp_path: Path, run: Run
) -> None:
    folder = scanned.catalogue.folder
    full_copy(folder, tmp_path / "disk")
    gone, altered, _ = stored(folder.path)
    gone.unlink()
    altered.write_bytes(altered.read_bytes()[::-1])
    told = run("backup", folder.path, "--to", f"{tmp_path / 'new'}/", "--json")
    assert told.status == 1
    assert told.json["images"] == {
        "new": 1,
        "bytes": stored(folder.path)[1].stat().st_size,
        "there": 0,
        "missing": [gone.stem],
        "changed": [altered.stem],
    }
    assert len(full_copies(folder.backups)) == 1, "it is no complete copy"
    again = full_copy(folder, tmp_path / "disk")
    assert again.complete, "there, they are still whole"


def test_it_knows_the_copies_of_another_catalogue(scanned: Program, tmp_path: Path, blank: Callable[..., Path]) -> None:
    full_copy(scanned.catalogue.folder, tmp_path / "disk")
    (tmp_path / "elsewhere").mkdir()
    with Program.open(blank(tmp_path / "elsewhere" / "test.memoircat")) as other:
        with other.catalogue.change("登録") as change:
            change.create("memoir", title="別")
        with pytest.raises(Conflict):
            full_copy(other.catalogue.folder, tmp_path / "disk")


def test_a_disk_pulled_out_leaves_the_copies_before_good(
    scanned: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, disk = scanned.catalogue.folder, tmp_path / "disk"
    place = full_copy(folder, disk).folder
    attach(scanned, picture(tmp_path / "scans", 8))

    def gone(*_arguments: Any) -> None:
        raise OSError(5, "Input/output error")

    for module in (carrying, backup):
        with monkeypatch.context() as pulled:
            pulled.setattr(module, "to_disk", gone)
            with pytest.raises(EnvironmentError_) as told:
                full_copy(folder, disk)
            assert "test.memoircat-copies" in told.value.where
        assert all(copy.good for copy in copies_in(place / "backups"))
        assert not [file for file in place.rglob("*") if "unfinished" in file.name]
    assert full_copy(folder, disk).complete


@pytest.mark.skipif(sys.platform == "win32", reason="children are forked")
def test_killed_it_is_finished_the_next_time(scanned: Program, tmp_path: Path) -> None:
    folder, disk = scanned.catalogue.folder, tmp_path / "disk"
    for number in range(8):
        killed_after(lambda: full_copy(folder, disk) and None, 0.004 * number)
        place = disk / "test.memoircat-copies"
        for copy in copies_in(place / "backups"):
            assert copy.good
            assert len(stored(place)) >= 3, "the images are there before the database that names them"
    assert full_copy(folder, disk).complete
    assert not [file for file in place.rglob("*") if "unfinished" in file.name]


def test_the_reminder_counts_complete_copies_apart(scanned: Program, tmp_path: Path) -> None:
    folder, later = scanned.catalogue.folder, datetime.now(UTC) + timedelta(days=40, minutes=1)
    with closing(scanned.catalogue.raw_reader()) as reader:
        assert days_without_full_copy(reader, folder.backups, later) == 40
        full_copy(folder, tmp_path / "disk")
        assert days_without_full_copy(reader, folder.backups, later) is None
        attach(scanned, picture(tmp_path / "scans", 9))
        assert days_without_full_copy(reader, folder.backups, later) == 40
        (folder.backups / "complete-copies.json").write_text('[{"place": 3}]')
        assert days_without_full_copy(reader, folder.backups, later) == 40
    assert [note.place for note in full_copies(folder.backups)] == []


# Orphans ---------------------------------------------------------------------------------------------------------


def aged(file: Path, days: float) -> None:
    moment = time.time() - days * _DAY_S
    os.utime(file, (moment, moment))


def orphans_told(program: Program) -> list[str]:
    return [problem.where for problem in program.check() if problem.kind == "image_orphan"]


def test_an_image_that_nothing_names_is_told_then_swept_and_at_last_deleted(scanned: Program, tmp_path: Path) -> None:
    image = scanned.media.ingest(picture(tmp_path / "scans", 20))
    file = scanned.media.path(image.sha256)
    assert file is not None
    assert orphans_told(scanned) == [], "its row may be about to come"
    aged(file, 2)
    assert orphans_told(scanned) == [file.name]
    assert scanned.sweep_images().to_trash == 0
    aged(file, WAITING_DAYS + 1)
    assert scanned.sweep_images().to_trash == 1
    trashed = scanned.media.folder / "trash" / file.name
    assert (trashed.is_file(), orphans_told(scanned)) == (True, [])
    assert scanned.sweep_images().deleted == 0, "it waits anew in the trash"
    aged(trashed, WAITING_DAYS + 1)
    assert scanned.sweep_images().deleted == 1
    assert not trashed.exists()
    assert len(stored(scanned.catalogue.folder.path)) == 3
    assert list(scanned.check(fixity=True)) == []


def test_an_image_in_the_trash_that_a_row_names_is_there_and_is_taken_back(scanned: Program) -> None:
    file = stored(scanned.catalogue.folder.path)[0]
    trash = scanned.media.folder / "trash"
    trash.mkdir()
    file.rename(trash / file.name)
    aged(trash / file.name, 99)
    assert list(scanned.check(fixity=True)) == []
    swept = scanned.sweep_images()
    assert (swept.taken_back, swept.deleted, file.is_file()) == (1, 0, True)


def test_an_image_that_only_a_copy_names_is_no_orphan(scanned: Program, tmp_path: Path, run: Run) -> None:
    folder = scanned.catalogue.folder
    before = backup.keep_copy(folder.database, folder.backups)
    attach(scanned, picture(tmp_path / "scans", 30))
    scanned.close()
    restore(before, folder.path)
    for file in stored(folder.path):
        aged(file, 99)
    with Program.open(folder.path, by="試験") as program:
        assert orphans_told(program) == [], "what was put aside names it"
    shutil.rmtree(folder.path / "aside")
    (former,) = folder.backups.glob("before-restore-*.db")
    with Program.open(folder.path, by="試験") as program:
        assert orphans_told(program) == [], "the copy before restoring names it"
    former.write_bytes(former.read_bytes()[:5000])
    assert run("images", folder.path, "sweep").out.split() == [
        "to_trash",
        "0",
        "taken_back",
        "0",
        "deleted",
        "0",
        "known",
        "False",
    ]
    former.unlink()
    assert len(run("check", folder.path, "--json").json["problems"]) == 1
    assert run("images", folder.path, "sweep").out.split()[:2] == ["to_trash", "1"]
