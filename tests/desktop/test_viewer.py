"""Scans on the screen, turned, zoomed, with more contrast; pages that come when they are asked for."""

from __future__ import annotations

import io
from pathlib import Path
from threading import Event

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QThreadPool
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from memoircat.desktop.theme import LIGHT, Look
from memoircat.desktop.viewer import ImageView, PageModel, PageStrip
from memoircat.quarantine.reader_process import Wanted


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """A page of 3000 × 2000: left half dark grey, right half light grey."""
    image = Image.new("RGB", (3000, 2000), (90, 90, 90))
    image.paste((180, 180, 180), (1500, 0, 3000, 2000))
    image.save(tmp_path / "scan.png")
    return tmp_path / "scan.png"


@pytest.fixture
def small() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (150, 100)).save(made, "JPEG")
    return made.getvalue()


@pytest.fixture
def view(qapp: QApplication, qtbot) -> ImageView:
    made = ImageView(Look(LIGHT))
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    return made


def shown(qtbot, view: ImageView, file: Path) -> None:
    with qtbot.waitSignal(view.completed):
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


def test_only_the_last_of_many_is_shown(qtbot, view, scan, tmp_path) -> None:
    other = tmp_path / "other.png"
    Image.new("RGB", (30, 20)).save(other)
    seen = []
    view.loaded.connect(lambda: seen.append(view.image_size()))
    for _ in range(10):
        view.show_file(scan)
    view.show_file(other)
    qtbot.waitUntil(lambda: bool(seen), timeout=20_000)
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

    def slow(_page: int, _wanted: Wanted) -> bytes | None:
        go.wait(5)
        return None

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


def test_model_is_a_good_model(qtmodeltester, qtbot, qapp: QApplication, small: bytes) -> None:
    model = PageModel()
    qtmodeltester.check(model)
    model.set_pages(5, lambda page, _wanted: small if page else None)
    qtmodeltester.check(model)
    with qtbot.waitSignal(model.dataChanged):
        assert model.data(model.index(1), Qt.ItemDataRole.DecorationRole) is None
    QThreadPool.globalInstance().waitForDone()
    QCoreApplication.processEvents()
    picture = model.data(model.index(1), Qt.ItemDataRole.DecorationRole)
    assert isinstance(picture, QImage) and picture.width() <= 72
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Page 2"
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


def test_strip_goes_by_keys_and_reads_only_what_is_seen(qtbot, qapp: QApplication, small: bytes) -> None:
    asked: set[int] = set()

    def thumbnail(page: int, _wanted: Wanted) -> bytes:
        asked.add(page)
        return small

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
    def thumbnail(_page: int, _wanted: Wanted) -> bytes:
        raise OSError("gone")

    model = PageModel()
    model.set_pages(1, thumbnail)
    with qtbot.waitSignal(model.dataChanged):
        model.data(model.index(0), Qt.ItemDataRole.DecorationRole)
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
