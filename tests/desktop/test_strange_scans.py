"""Scans that cannot be shown, or not whole: each is told in a sentence that names the limit, and the window goes on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QSize, QThreadPool
from PySide6.QtWidgets import QApplication

from memoircat.desktop.theme import LIGHT, Look
from memoircat.desktop.viewer import ImageView
from memoircat.media import page_pixels
from memoircat.media.page_pixels import PagePart
from memoircat.media.store import MediaStore
from memoircat.media.thumbnails import FIRST, Thumbnails
from memoircat.messages import LANGUAGES
from memoircat.quarantine import reading
from memoircat.quarantine.frames import Frame
from memoircat.quarantine.reader_process import Wanted
from memoircat.quarantine.reading import Reading

sys.path.insert(0, str(Path(__file__).parents[1] / "torture"))

from hostile_files import gif, png, tiff

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name")
LONG_MS = 20_000
SHA = "a" * 64


@pytest.fixture
def view(qapp: QApplication, qtbot) -> ImageView:
    made = ImageView(Look(LIGHT, language="en"))
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    return made


@pytest.fixture
def thumbnails(tmp_path: Path) -> Thumbnails:
    """Of a store whose one image is that of `stored`."""
    return Thumbnails(MediaStore(tmp_path / "media"), tmp_path / "thumbnails")


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    file = tmp_path / "media" / "aa" / f"{SHA}.tif"
    file.parent.mkdir(parents=True)
    return file


def refused(qtbot, view: ImageView, file: Path, page: int = 1) -> str:
    with qtbot.waitSignal(view.failed, timeout=LONG_MS) as heard:
        view.show_file(file, page)
    assert view.sentence() == view.accessibleDescription() == heard.args[0]
    assert not view.grab().toImage().isNull()
    return str(heard.args[0])


def completed(qtbot, view: ImageView, file: Path) -> None:
    with qtbot.waitSignal(view.completed, timeout=LONG_MS):
        view.show_file(file)


@pytest.mark.parametrize(
    ("data", "page", "words"),
    [
        (tiff({}, {256: 30_000, 257: 30_000}), 2, "Page 2 has 900 megapixels; at most 400 of its kind can be read."),
        (tiff({}, {256: None}), 2, "Page 2 of the image cannot be read"),
        (tiff({}), 7, "Page 7 of the image cannot be read"),
        (gif(13_000, 3), 2, "Page 2 has 169 megapixels; at most"),
        (png(40_000, 40_000), 1, "Page 1 has 1,600 megapixels; at most 400"),
        (png(8, 8)[:40], 1, "cannot be read"),
        (b"", 1, "cannot be read"),
    ],
    ids=("900 megapixels", "no width", "no such page", "frames", "1,600 megapixels", "cut", "empty"),
)
def test_what_cannot_be_shown_is_told_with_its_limit(qtbot, view, tmp_path, data: bytes, page: int, words: str) -> None:
    file = tmp_path / "strange.bin"
    file.write_bytes(data)
    told = refused(qtbot, view, file, page)
    assert words in told
    assert told.endswith("The file is kept as it is.")
    assert not view.image_size().isValid()


def test_a_photograph_that_was_cut_is_told(qtbot, view, tmp_path) -> None:
    whole = tmp_path / "whole.jpg"
    Image.effect_noise((900, 700), 60).save(whole)
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(whole.read_bytes()[:9000])
    assert "cannot be read" in refused(qtbot, view, cut)
    completed(qtbot, view, whole)
    assert view.sentence() == ""


@POSIX
def test_pipes_and_devices_in_the_place_of_an_image_hang_nothing(qtbot, view, stored, thumbnails) -> None:
    for make in (lambda: os.mkfifo(stored), lambda: stored.symlink_to("/dev/zero")):
        make()
        with qtbot.waitSignal(view.failed, timeout=LONG_MS):
            view.show_page(lambda wanted: thumbnails.page(SHA, 1, wanted=wanted))
        assert view.sentence() == "This is a pipe or a device, not a file. The file is kept as it is."
        stored.unlink()


def test_a_missing_image_is_told_in_three_languages(qtbot, qapp: QApplication, thumbnails) -> None:
    said = set()
    for language in LANGUAGES:
        view = ImageView(Look(LIGHT, language=language))
        qtbot.addWidget(view)
        with qtbot.waitSignal(view.failed, timeout=LONG_MS):
            view.show_page(lambda wanted: thumbnails.page(SHA, 1, wanted=wanted))
        assert not view.image_size().isValid()
        said.add(view.sentence())
    assert "The file of this image is not in its place." in said
    assert len(said) == 3


def test_more_than_fits_is_shown_smaller_and_told(qtbot, view, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_pixels, "MOST_BYTES", 8_000_000)
    large = tmp_path / "large.png"
    Image.new("RGB", (2_600, 2_001), (7, 7, 7)).save(large)
    completed(qtbot, view, large)
    assert view.image_size() == QSize(2_600, 2_001)
    assert view._scan_item.scan is not None
    assert view._scan_item.scan.levels[0].size() == QSize(1_300, 1_001)
    assert "5 megapixels" in view.sentence() and "1/2" in view.sentence()
    assert not view.grab().toImage().isNull()


def test_a_small_picture_comes_first_and_the_whole_stays_in_its_place(qtbot, view, stored, thumbnails) -> None:
    Image.new("RGB", (3_600, 2_400), (200, 10, 10)).save(stored, "TIFF")

    def source(wanted: Wanted) -> Iterator[PagePart]:
        return thumbnails.page(SHA, 1, wanted=wanted)

    for _ in ("made", "kept"):
        with qtbot.waitSignals([view.loaded, view.completed], timeout=LONG_MS, order="strict"):
            view.show_page(source)
            qtbot.waitSignal(view.loaded, timeout=LONG_MS).wait()
            scan = view._scan_item.scan
            assert scan is not None
            if not scan.whole:
                assert (scan.size, scan.levels[0].width()) == (QSize(3_600, 2_400), FIRST)
            view.set_zoom(0.9)
            view.turn()
        assert view._scan_item.scan is not None and view._scan_item.scan.whole
        assert (view.zoom(), view.turned()) == (pytest.approx(0.9), 90)
        assert view._scan_item.scan.levels[0].pixelColor(9, 9).getRgb()[:3] == (200, 10, 10)


def test_a_first_picture_stays_where_the_whole_is_refused(qtbot, view, stored, thumbnails) -> None:
    Image.new("RGB", (3_600, 2_400)).save(stored, "TIFF")
    assert any(isinstance(part, bytes) for part in thumbnails.page(SHA))
    stored.write_bytes(b"II*\0")
    with qtbot.waitSignal(view.failed, timeout=LONG_MS):
        view.show_page(lambda wanted: thumbnails.page(SHA, 1, wanted=wanted))
    assert view.image_size() == QSize(3_600, 2_400)
    assert "cannot be read" in view.sentence()
    assert not view.grab().toImage().isNull()


def test_a_reader_that_was_taken_over_is_refused(qtbot, view, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "any.png"
    Image.new("L", (9, 9)).save(file)
    shape = {"width": 2, "height": 2, "levels": [[2, 2, 1, 4]]}
    frames: list[Frame] = []
    monkeypatch.setattr(Reading, "parts", lambda _self: iter(frames))
    for wrong in (
        [],
        [({"level": 0}, b"1234")],
        [(shape, b"")],
        [(shape, b""), ({"level": 0}, b"1234")],
        [(shape, b""), ({"level": 0}, b"1" * 12)],
        [(shape, b""), ({"level": 0}, b"123"), ({"level": 0}, b"12345")],
        [(shape, b""), ({"level": 1}, b"1" * 8)],
        [(shape, b""), (shape, b"")],
        [(shape | {"levels": [[2, 2, 1, 400]]}, b"")],
        [(shape | {"levels": [[2, 2, 7, 16]]}, b"")],
        [(shape | {"levels": [[2, -2, 1, 4]]}, b"")],
        [(shape | {"levels": [[2**20, 2**20, 1, 2**20]]}, b"")],
        [(shape | {"levels": [["佐", 2, 1, 4]]}, b"")],
        [(shape | {"levels": []}, b"")],
    ):
        frames[:] = wrong
        assert "cannot be read (?)" in refused(qtbot, view, file)
    frames[:] = [(shape, b""), ({"level": 0}, b"1" * 8)]
    completed(qtbot, view, file)


def test_a_bug_beside_the_window_is_told_in_it(qtbot, view) -> None:
    def broken(_wanted: Wanted) -> Iterator[PagePart]:
        raise KeyError("佐藤")

    with qtbot.waitSignal(view.failed, timeout=LONG_MS):
        view.show_page(broken)
    assert "KeyError" in view.sentence() and "佐藤" not in view.sentence()


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An image over which a reader process sleeps for a minute."""
    (tmp_path / "slow_reader.py").write_text("import time\ndef pixels(file, options):\n    time.sleep(60)\n    yield\n")
    reading.end_readers()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(page_pixels, "READER", "slow_reader")
    Image.new("L", (9, 9)).save(tmp_path / "slow.png")
    yield tmp_path / "slow.png"
    reading.end_readers()


def until_reading() -> None:
    for _ in range(2000):
        if reading._places._value < reading.MOST_READERS:
            return
        time.sleep(0.005)
    raise AssertionError("nothing is read")


def test_another_image_ends_the_reading_of_the_one_before(qtbot, view, slow, monkeypatch: pytest.MonkeyPatch) -> None:
    view.show_file(slow)
    until_reading()
    begun = time.monotonic()
    monkeypatch.setattr(page_pixels, "READER", "memoircat.media.image_reader")
    completed(qtbot, view, slow)
    QThreadPool.globalInstance().waitForDone()
    assert time.monotonic() - begun < 10
    assert reading._places._value == reading.MOST_READERS


def test_closing_does_not_wait_for_what_is_read(qapp: QApplication, slow) -> None:
    view = ImageView(Look(LIGHT))
    view.show_file(slow)
    until_reading()
    begun = time.monotonic()
    view.close()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert time.monotonic() - begun < 0.5
    QThreadPool.globalInstance().waitForDone()
    assert time.monotonic() - begun < 10


def test_clearing_the_view_ends_what_is_read(qtbot, view, slow) -> None:
    view.show_file(slow)
    until_reading()
    view.show_page(None)
    begun = time.monotonic()
    QThreadPool.globalInstance().waitForDone()
    assert time.monotonic() - begun < 10
    assert reading._places._value == reading.MOST_READERS
    assert view.sentence() == ""
