"""Scans: sound, broken, missing and very large ones; pages that come when they are asked for."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from memoircat.desktop.theme import LIGHT, Look
from memoircat.desktop.viewer import ImageView, PageModel, PageStrip, loading
from memoircat.desktop.viewer.loading import Scan, read_scan, read_small


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A page of 3000 × 2000: left half dark grey, right half light grey."""
    image = Image.new("RGB", (3000, 2000), (90, 90, 90))
    image.paste((180, 180, 180), (1500, 0, 3000, 2000))
    image.save(tmp_path / "scan.png")
    return tmp_path / "scan.png"


@pytest.fixture
def view(qapp: QApplication, qtbot) -> ImageView:
    made = ImageView(Look(LIGHT))
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    return made


def shown(qtbot, view: ImageView, file: Path) -> None:
    with qtbot.waitSignal(view.loaded):
        view.show_file(file)


def shade(view: ImageView, x: int, y: int) -> int:
    return view.viewport().grab().toImage().pixelColor(x, y).red()


def test_fits_and_zooms(qtbot, view, scan) -> None:
    shown(qtbot, view, scan)
    assert view.image_size() == QSize(3000, 2000)
    assert 0.15 < view.zoom() < 0.25
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.zoom() == pytest.approx(1.0)
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom() == pytest.approx(1.25)
    QTest.keyClick(view, Qt.Key.Key_Minus)
    before = view.horizontalScrollBar().value()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.horizontalScrollBar().value() > before
    view.set_zoom(1000)
    assert view.zoom() == pytest.approx(32)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.zoom() < 0.25
    view.resize(320, 240)
    assert view.zoom() < 0.12


def test_turns(qtbot, view, scan) -> None:
    shown(qtbot, view, scan)
    assert shade(view, 200, 240) == 90
    QTest.keyClick(view, Qt.Key.Key_R)
    assert view.turned() == 90
    assert shade(view, 320, 100) == 90
    assert shade(view, 320, 400) == 180
    QTest.keyClick(view, Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    assert view.turned() == 0


def test_contrast_and_negative_change_the_picture_only(qtbot, view, scan) -> None:
    shown(qtbot, view, scan)
    mat = shade(view, 2 + LIGHT.ring, 10)
    view.set_tone("negative")
    assert (shade(view, 200, 240), shade(view, 440, 240)) == (165, 75)
    view.set_tone("contrast")
    assert shade(view, 200, 240) < 8
    assert shade(view, 440, 240) > 247
    assert shade(view, 2 + LIGHT.ring, 10) == mat
    view.set_tone("plain")
    assert shade(view, 200, 240) == 90


def test_missing_and_broken_files_are_told_calmly(qtbot, view, scan, tmp_path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(scan.read_bytes()[:200])
    empty = tmp_path / "empty.tif"
    empty.write_bytes(b"")
    for file, words in ((tmp_path / "none.png", "place"), (broken, "kept as it is"), (empty, "kept as it is")):
        with qtbot.waitSignal(view.failed) as heard:
            view.show_file(file)
        assert words in heard.args[0]
        assert view.sentence() == view.accessibleDescription() == heard.args[0]
        assert not view.image_size().isValid()
        assert not view.grab().toImage().isNull()
    shown(qtbot, view, scan)
    assert view.sentence() == ""
    view.show_file(None)
    assert view.sentence() == "" and not view.image_size().isValid()


def test_very_many_pixels_are_refused_or_shown_smaller(qtbot, view, tmp_path, monkeypatch) -> None:
    """The header promises 2.5 thousand million pixels; nothing of that size is ever allocated."""
    liar = tmp_path / "liar.png"
    Image.new("L", (8, 8)).save(liar)
    raw = bytearray(liar.read_bytes())
    raw[16:24] = (50_000).to_bytes(4, "big") * 2
    liar.write_bytes(raw)
    with qtbot.waitSignal(view.failed):
        view.show_file(liar)
    large = tmp_path / "large.jpg"
    Image.new("L", (4000, 3000), 128).save(large)
    monkeypatch.setattr(loading, "MOST_PIXELS_SHOWN", 4_000_000)
    shown(qtbot, view, large)
    assert view.image_size() == QSize(4000, 3000)
    assert view.scene().sceneRect().size().toSize() == QSize(4000, 3000)
    made = read_scan(large)
    assert isinstance(made, Scan)
    assert made.levels[0].size() == QSize(2000, 1500)


def test_upright_by_the_cameras_note(tmp_path: Path, qapp: QApplication) -> None:
    image = Image.new("RGB", (400, 200))
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(tmp_path / "turned.jpg", exif=exif)
    made = read_scan(tmp_path / "turned.jpg")
    assert isinstance(made, Scan)
    assert made.size == QSize(200, 400) == made.levels[0].size()
    small = read_small(tmp_path / "turned.jpg", QSize(50, 50))
    assert small is not None and small.size() == QSize(25, 50)


def test_second_page_of_a_tiff(tmp_path: Path, qapp: QApplication) -> None:
    pages = [Image.new("RGB", (100, 50)), Image.new("RGB", (60, 80))]
    pages[0].save(tmp_path / "two.tif", save_all=True, append_images=pages[1:])
    made = read_scan(tmp_path / "two.tif", 1)
    assert isinstance(made, Scan) and made.size == QSize(60, 80)
    assert read_scan(tmp_path / "two.tif", 7) == "broken"


def test_only_the_last_of_many_is_shown(qtbot, view, scan, tmp_path) -> None:
    other = tmp_path / "other.png"
    Image.new("RGB", (30, 20)).save(other)
    seen = []
    view.loaded.connect(lambda: seen.append(view.image_size()))
    for _ in range(10):
        view.show_file(scan)
    view.show_file(other)
    qtbot.waitUntil(lambda: bool(seen))
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()
    assert seen == [QSize(30, 20)]


def test_pages_are_asked_for_by_key(qtbot, view) -> None:
    with qtbot.waitSignal(view.page_requested) as heard:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert heard.args == [1]


def test_closing_during_a_load_is_no_matter(qapp: QApplication, tmp_path: Path) -> None:
    go, scan = Event(), tmp_path / "scan.png"
    Image.new("RGB", (300, 200)).save(scan)

    def slow(_page: int) -> Path:
        go.wait(5)
        return scan

    for _ in range(5):
        view, strip = ImageView(Look(LIGHT)), PageStrip(Look(LIGHT))
        strip.set_pages(30, slow)
        for each in (view, strip):
            each.resize(400, 120)
            each.show()
        view.show_file(scan)
        QCoreApplication.processEvents()
        strip.grab()
        for each in (view, strip):
            each.close()
            each.deleteLater()
        del view, strip, each
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    go.set()
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()


def test_model_is_a_good_model(qtmodeltester, qtbot, qapp: QApplication, scan: Path) -> None:
    model = PageModel()
    qtmodeltester.check(model)
    model.set_pages(5, lambda page: scan if page else None)
    qtmodeltester.check(model)
    with qtbot.waitSignal(model.dataChanged):
        assert model.data(model.index(1), Qt.ItemDataRole.DecorationRole) is None
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()
    picture = model.data(model.index(1), Qt.ItemDataRole.DecorationRole)
    assert isinstance(picture, QImage) and picture.width() <= 72
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Page 2"
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


def test_strip_goes_by_keys_and_reads_only_what_is_seen(qtbot, qapp: QApplication, scan: Path) -> None:
    asked: set[int] = set()

    def thumbnail(page: int) -> Path:
        asked.add(page)
        return scan

    strip = PageStrip(Look(LIGHT))
    qtbot.addWidget(strip)
    strip.resize(500, 120)
    strip.set_pages(2000, thumbnail)
    strip.set_done({0, 1})
    strip.show()
    qtbot.waitUntil(lambda: bool(strip.grab()) and bool(asked))
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()
    assert 0 < len(asked) < 20
    with qtbot.waitSignal(strip.current_changed) as heard:
        QTest.keyClick(strip.focusProxy(), Qt.Key.Key_Right)
    assert heard.args == [1] and strip.current() == 1
    with qtbot.waitSignal(strip.current_changed):
        QTest.keyClick(strip.focusProxy(), Qt.Key.Key_End)
    assert strip.current() == 1999
    strip.set_current(5000)
    assert strip.current() == 1999
    strip.set_look(Look(LIGHT, 200))
    assert not strip.grab().toImage().isNull()


def test_strip_stands_a_callable_that_fails(qtbot, qapp: QApplication) -> None:
    def thumbnail(_page: int) -> Path:
        raise OSError("gone")

    model = PageModel()
    model.set_pages(1, thumbnail)
    with qtbot.waitSignal(model.dataChanged):
        model.data(model.index(0), Qt.ItemDataRole.DecorationRole)
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


@pytest.mark.parametrize(
    ("mode", "colour"), [("1", 1), ("L", 90), ("P", 7), ("RGB", (9, 8, 7)), ("RGBA", (9, 8, 7, 255))]
)
def test_half_sizes_keep_every_row_and_colour(tmp_path: Path, qapp: QApplication, mode: str, colour: object) -> None:
    Image.new(mode, (2051, 1537), colour).save(tmp_path / "plain.png")
    made = read_scan(tmp_path / "plain.png")
    assert isinstance(made, Scan)
    assert [level.size() for level in made.levels] == [QSize(2051, 1537), QSize(1025, 768), QSize(512, 384)]
    whole = made.levels[0].pixelColor(5, 5)
    for level in made.levels:
        rows = {level.pixelColor(level.width() // 2, y).name() for y in range(level.height())}
        assert rows == {whole.name()}
