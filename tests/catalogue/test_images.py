"""Images on records: in page order, with what hangs on them, undone and done again; the files stay."""

from __future__ import annotations

import errno
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memoircat.catalogue.images import ImageFile
from memoircat.errors import EnvironmentError_, InputError
from memoircat.media.store import inspect_image
from memoircat.media.thumbnails import Thumbnails
from memoircat.program import Program
from memoircat.records.parts import Attachment, Region, Transcription


def scans(folder: Path, count: int) -> list[Path]:
    made = []
    for number in range(count):
        file = folder / f"{number + 1:03}.tif"
        Image.new("L", (8, 6), number).save(file)
        made.append(file)
    return made


def rows(state: dict[str, Any]) -> dict[str, Any]:
    """Without the rows of the files themselves: those stay, as the files do."""
    return {name: each for name, each in state.items() if name != "image"}


def test_images_hang_in_the_order_given_and_every_page_counts(program: Program, tmp_path: Path) -> None:
    with program.catalogue.change("登録") as change:
        record = change.create("document", title="日記")
    pages = [Image.new("L", (8, 6), number) for number in range(3)]
    pages[0].save(tmp_path / "book.tif", save_all=True, append_images=pages[1:])
    program.attach(record, [*scans(tmp_path, 2), tmp_path / "book.tif"], label="画像", caption="葉")
    pictures = program.catalogue.get("D-000001").pictures
    assert [(each.name, each.part.page, each.part.position) for each in pictures] == [
        ("001.tif", 1, 0), ("002.tif", 1, 1), ("book.tif", 1, 2), ("book.tif", 2, 3), ("book.tif", 3, 4),
    ]  # fmt: skip
    assert {each.part.caption for each in pictures} == {"葉"}
    assert len(program.catalogue.history()) == 2


def test_an_image_with_its_regions_and_transcription_is_removed_and_comes_back(
    program: Program, tmp_path: Path
) -> None:
    catalogue = program.catalogue
    with catalogue.change("登録") as change:
        record = change.create("document", title="日記")
    states = [rows(catalogue.state())]
    first, second = program.attach(record, scans(tmp_path, 2), label="画像")
    states.append(rows(catalogue.state()))
    with catalogue.change("翻刻") as change:
        region = change.add(record, Region(attachment=first, left=0.1, width=0.5, text="佐久間"))
        change.add(record, Transcription(attachment=first, text="点呼　二時間", direction="vertical"))
        change.add(record, Transcription(text="全文"))
        change.edit(Attachment, second, position=0)
        change.edit(Attachment, first, position=1)
    states.append(rows(catalogue.state()))
    with catalogue.change("画像を外す") as change:
        change.remove(Attachment, first)
    states.append(rows(catalogue.state()))
    assert [each.part.text for each in catalogue.get("D-000001").parts["transcription"]] == ["全文"]
    assert list(program.check(fixity=True)) == []
    for wanted in reversed(states[:-1]):
        catalogue.undo()
        assert rows(catalogue.state()) == wanted
    for wanted in states[1:]:
        catalogue.redo()
        assert rows(catalogue.state()) == wanted
    catalogue.undo()
    assert [each.id for each in catalogue.get("D-000001").pictures] == [second, first]
    assert [each.id for each in catalogue.get("D-000001").parts["region"]] == [region]
    assert list(program.check(fixity=True)) == []


def test_the_same_content_is_kept_once_and_originals_are_never_altered(program: Program, tmp_path: Path) -> None:
    with program.catalogue.change("登録") as change:
        record = change.create("document")
    (file,) = scans(tmp_path, 1)
    (tmp_path / "copy.tif").write_bytes(file.read_bytes())
    program.attach(record, [file, tmp_path / "copy.tif"], label="画像")
    (kept,) = (each for each in program.media.folder.rglob("*") if each.is_file())
    assert kept.read_bytes() == file.read_bytes()
    assert kept.name == f"{kept.stem}.tif"
    assert kept.parent.name == kept.stem[:2]
    sha256 = program.catalogue.get("D-000001").pictures[0].sha256
    assert program.thumbnails.picture(sha256, 96)
    kept.write_bytes(b"changed")
    assert [each.kind for each in program.check()] == []
    assert [each.kind for each in program.check(fixity=True)] == ["image_changed"]


def test_an_image_that_cannot_be_read_is_reported_and_the_check_goes_on(program: Program, tmp_path: Path) -> None:
    with program.catalogue.change("登録") as change:
        record = change.create("document")
    program.attach(record, scans(tmp_path, 2), label="画像")
    first, second = sorted(file for file in program.media.folder.rglob("*") if file.is_file())
    first.unlink()
    first.mkdir()  # opening it fails, whoever runs the test
    second.write_bytes(b"changed")
    assert sorted(found.kind for found in program.check(fixity=True)) == ["image_changed", "image_unreadable"]


def test_a_thumbnail_that_cannot_be_kept_is_shown_and_the_log_says_it_once(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (file,) = scans(tmp_path, 1)
    cache = tmp_path / "cache"
    thumbnails = Thumbnails(program.media, cache)

    def disk_full(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    sha256 = program.media.ingest(file).sha256
    monkeypatch.setattr(Path, "replace", disk_full)
    assert all(thumbnails.picture(sha256, size) for size in (96, 256))
    assert [line.getMessage() for line in caplog.records] == ["thumbnails are not kept: ENOSPC OSError"]
    assert not [kept for kept in cache.rglob("*") if kept.is_file()]


def test_an_image_that_is_not_stored_leaves_no_folder(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (file,) = scans(tmp_path, 1)
    with monkeypatch.context() as full:
        full.setattr("memoircat.media.store.os.fsync", disk_full)
        with pytest.raises(EnvironmentError_):
            program.media.ingest(file)
    assert list(program.media.folder.iterdir()) == []
    assert program.media.ingest(file)


def test_images_that_come_later_hang_after_those_that_are_there(program: Program, tmp_path: Path) -> None:
    with program.catalogue.change("登録") as change:
        record = change.create("document")
    first, second, third = scans(tmp_path, 3)
    program.attach(record, [third], label="画像")
    program.attach(record, [first, second], label="画像")
    pictures = program.catalogue.get("D-000001").pictures
    assert [(each.name, each.part.position) for each in pictures] == [("003.tif", 0), ("001.tif", 1), ("002.tif", 2)]


def test_what_is_known_of_a_file_is_what_it_is(tmp_path: Path) -> None:
    (file,) = scans(tmp_path, 1)
    known = inspect_image(file)
    assert (known.bytes, known.width, known.height, known.pages) == (file.stat().st_size, 8, 6, 1)
    assert (known.name, known.media_type) == ("001.tif", "image/tiff")
    assert known.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_kept_file_that_was_cut_short_is_whole_again_when_it_is_taken_in_again(
    program: Program, tmp_path: Path
) -> None:
    (file,) = scans(tmp_path, 1)
    kept = program.media.path(program.media.ingest(file).sha256)
    assert kept is not None
    kept.write_bytes(file.read_bytes()[:40])
    assert program.media.verify(kept.stem) == "changed"
    program.media.ingest(file)
    assert program.media.verify(kept.stem) is None


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = scans(tmp_path, 2)

    def inspected(file: Path) -> ImageFile:
        found = inspect_image(file)
        file.write_bytes(other.read_bytes())
        return found

    monkeypatch.setattr("memoircat.media.store.inspect_image", inspected)
    with pytest.raises(InputError, match="changed while it was read"):
        program.media.ingest(one)
    assert [each for each in program.media.folder.rglob("*") if each.is_file()] == []


def test_a_thumbnail_stands_upright_and_shows_its_own_page(program: Program, tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[0x0112] = 6  # lies on its side: to be turned to the right
    Image.new("RGB", (80, 40), "white").save(tmp_path / "photo.jpg", exif=turned)
    pages = [Image.new("L", (80, 40), level) for level in (0, 255)]
    pages[0].save(tmp_path / "book.tif", save_all=True, append_images=pages[1:])
    photo, book = (program.media.ingest(tmp_path / name).sha256 for name in ("photo.jpg", "book.tif"))

    def small(sha256: str, size: int, page: int = 1) -> Image.Image:
        made = program.thumbnails.picture(sha256, size, page)
        assert made is not None
        with Image.open(io.BytesIO(made)) as image:
            return image.convert("L")

    assert small(photo, 96).size == (40, 80)
    assert small(photo, 20).size == (10, 20)
    assert [small(book, 96, page).getpixel((10, 10)) for page in (1, 2)] == [0, 255]


def test_a_moved_catalogue_finds_its_images(program: Program, tmp_path: Path) -> None:
    with program.catalogue.change("登録") as change:
        record = change.create("document")
    program.attach(record, scans(tmp_path, 3), label="画像")
    folder = program.catalogue.folder.path
    program.close()
    folder.rename(tmp_path / "moved.memoircat")
    with Program.open(tmp_path / "moved.memoircat", by="試験") as moved:
        assert list(moved.check(fixity=True)) == []
        assert len(moved.catalogue.get("D-000001").pictures) == 3
