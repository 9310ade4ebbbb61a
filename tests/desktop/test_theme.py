"""Colours that can be read, faces that are real, icons that are drawn, a style sheet Qt accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics, QImage, QPalette, QRawFont
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from memoircat.desktop.theme import CONTRAST, DARK, LIGHT, Look, Tokens, scaled
from memoircat.desktop.theme.fonts import font, load_fonts, real_weight
from memoircat.desktop.theme.icons import icon, pixmap, svg
from memoircat.desktop.theme.rows import RowDelegate
from memoircat.desktop.theme.style import apply_theme, palette, style_sheet
from memoircat.shipped import shipped

THEMES = (LIGHT, DARK, CONTRAST)
GROUNDS = ("window", "surface", "panel", "sunken", "hover", "selected", "accent_soft")
INKS = ("text", "text2", "text3", "accent", "problem", "attention", "ok", "restricted")


@pytest.fixture
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    apply_theme(qapp, LIGHT)


@pytest.fixture
def no_complaints() -> Iterator[list[str]]:
    heard: list[str] = []

    def hear(kind: QtMsgType, _where: object, words: str) -> None:
        if kind != QtMsgType.QtDebugMsg and "This plugin does not support" not in words:
            heard.append(words)

    before = qInstallMessageHandler(hear)
    yield heard
    qInstallMessageHandler(before)
    assert heard == []


def luminance(colour: str) -> float:
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", THEMES, ids=lambda each: each.name)
@pytest.mark.parametrize("ink", INKS)
def test_text_can_be_read_on_every_ground(tokens: Tokens, ink: str) -> None:
    own = [f"{ink}_soft"] if ink in {"problem", "attention", "ok", "restricted"} else []
    for ground in (*GROUNDS, *own):
        assert ratio(tokens.colour(ink), tokens.colour(ground)) >= 4.5, ground


@pytest.mark.parametrize("tokens", THEMES, ids=lambda each: each.name)
def test_edges_and_filled_buttons_can_be_seen(tokens: Tokens) -> None:
    assert ratio(tokens.on_accent, tokens.accent) >= 7
    assert ratio(tokens.text, tokens.mat) >= 4.5
    for ground in ("window", "surface", "panel"):
        assert ratio(tokens.line2, tokens.colour(ground)) >= 3


@pytest.mark.parametrize("tokens", THEMES, ids=lambda each: each.name)
def test_every_token_is_a_colour(tokens: Tokens) -> None:
    for each in fields(tokens):
        if each.name not in {"name", "ring"}:
            assert QColor(getattr(tokens, each.name)).isValid(), each.name


@pytest.mark.parametrize(
    ("px", "percent", "is_"), [(14, 100, 14), (14, 150, 21), (1, 100, 1), (0, 200, 0), (3, 125, 4)]
)
def test_lengths_scale(px: int, percent: int, is_: int) -> None:
    assert scaled(px, percent) == is_


@pytest.mark.parametrize(
    ("weight", "serif", "family", "style", "real"),
    [
        (400, False, "Noto Sans JP", "Regular", 400),
        (500, False, "Noto Sans JP", "Medium", 500),
        (600, False, "Noto Sans JP", "SemiBold", 600),
        (700, False, "Noto Sans JP", "SemiBold", 600),
        (400, True, "Noto Serif JP", "Regular", 400),
        (500, True, "Noto Serif JP", "Regular", 400),
        (600, True, "Noto Serif JP", "SemiBold", 600),
    ],
)
def test_faces_are_files_and_not_smeared(qapp, weight, serif, family, style, real) -> None:
    load_fonts()
    load_fonts()
    face = font(14, weight, serif=serif)
    raw = QRawFont.fromFont(face)
    assert (raw.familyName(), raw.styleName(), raw.weight()) == (family, style, real)
    assert real_weight(weight, serif=serif) == real
    assert QFontInfo(face).pixelSize() == 14


def test_weights_differ_in_ink(qapp: QApplication) -> None:
    """Where the real faces are used, heavier words are wider in Latin, which false bold never is by so little."""
    widths = [QFontMetrics(font(48, weight)).horizontalAdvance("Sakuma Tatsuzō") for weight in (400, 500, 600)]
    assert widths == sorted(set(widths))


@pytest.mark.parametrize("serif", [False, True])
def test_the_glyphs_the_archive_needs_are_in_the_faces(qapp: QApplication, serif: bool) -> None:
    load_fonts()
    raw = QRawFont.fromFont(font(14, serif=serif))
    for each in "𠮷髙德●□〃ōūСакмаЯ～「」ー":
        assert raw.supportsCharacter(ord(each)), each


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_text_scales(qapp: QApplication, scale: int) -> None:
    assert QFontInfo(font(14, scale=scale)).pixelSize() == pytest.approx(14 * scale / 100, abs=0.6)
    assert Look(LIGHT, scale).px(32) == 32 * scale // 100


@pytest.mark.parametrize("name", sorted(each.stem for each in shipped("icons").glob("*.svg")))
def test_icons_are_drawn(qapp: QApplication, name: str) -> None:
    image = pixmap(name, "#9B2F23", 16, 2.0).toImage()
    assert image.width() == 32
    drawn = [image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 200]
    assert drawn
    if name != "memoircat":
        assert any(abs(each.red() - 0x9B) < 6 and abs(each.green() - 0x2F) < 6 for each in drawn)


def test_icons_know_their_states_and_strokes(qapp: QApplication) -> None:
    made = icon("star", "#211F1C", disabled="#645F58", on="#2C4F74", selected="#211F1C")
    assert not made.isNull()
    assert 'stroke-width="2"' in svg("star", "#000000", 16)
    assert 'stroke-width="1.75"' in svg("star", "#000000", 24)
    with pytest.raises(FileNotFoundError):
        svg("no such icon", "#000000")


@pytest.mark.parametrize("tokens", THEMES, ids=lambda each: each.name)
def test_palette_sets_every_role(qapp: QApplication, tokens: Tokens) -> None:
    made = palette(tokens)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for role in QPalette.ColorRole:
            if role not in {QPalette.ColorRole.NoRole, QPalette.ColorRole.NColorRoles}:
                assert made.isBrushSet(group, role), (group, role)


def controls() -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    line, button, choice = QLineEdit(), QPushButton("保存"), QComboBox()
    line.setPlaceholderText("名前・ことば・番号で探す")
    button.setProperty("kind", "primary")
    choice.addItems(["記録帳・手帳"])
    for each in (line, button, choice, QListWidget()):
        column.addWidget(each)
    return page


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("tokens", THEMES, ids=lambda each: each.name)
def test_themes_dress_the_controls_without_complaint(dressed, qtbot, no_complaints, tokens, scale) -> None:
    apply_theme(dressed, tokens, scale)
    page = controls()
    qtbot.addWidget(page)
    page.show()
    line, button = page.findChild(QLineEdit), page.findChild(QPushButton)
    assert line is not None and button is not None
    assert line.palette().color(QPalette.ColorRole.PlaceholderText) == QColor(tokens.text3)
    assert line.sizeHint().height() == scaled(32, scale)
    assert button.sizeHint().height() == scaled(32, scale)
    assert line.fontMetrics().height() <= line.height()
    assert not page.grab().toImage().isNull()


def test_the_ring_of_a_filled_button_stands_off(dressed: QApplication, qtbot) -> None:
    """Accent, gap, accent from the edge inwards; and the button does not grow when the focus comes."""
    apply_theme(dressed, LIGHT)
    page = controls()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    button = page.findChild(QPushButton)
    before = button.size()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = page.grab().toImage()
    place = button.geometry()
    shades = [image.pixelColor(place.center().x(), place.top() + down).name() for down in (1, 3, 8)]
    assert shades == [LIGHT.accent.lower(), LIGHT.window.lower(), LIGHT.accent.lower()]
    assert button.size() == before


def test_sheet_needs_no_folder(tmp_path: Path, qapp: QApplication) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("")
    assert "$" not in style_sheet(LIGHT, 100, blocked)


def test_selected_row_has_bar_and_ring(dressed: QApplication, qtbot) -> None:
    apply_theme(dressed, LIGHT)
    table = QTableWidget(3, 2)
    qtbot.addWidget(table)
    for row in range(3):
        for column in range(2):
            table.setItem(row, column, QTableWidgetItem("佐久間"))
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setItemDelegate(RowDelegate(Look(LIGHT), table))
    table.setShowGrid(False)
    table.show()
    table.activateWindow()
    table.setFocus()
    table.setCurrentCell(1, 0)
    qtbot.waitUntil(table.hasFocus)

    def at(x: int, y: int) -> str:
        image: QImage = table.viewport().grab().toImage()
        return image.pixelColor(x, y).name()

    rect = table.visualRect(table.model().index(1, 0))
    bar = (rect.left() + 2, rect.center().y())
    top = (rect.center().x(), rect.top())
    assert at(*bar) == LIGHT.accent.lower() == at(*top)
    table.clearFocus()
    assert at(*bar) == LIGHT.accent.lower()
    assert at(*top) == LIGHT.selected.lower()
