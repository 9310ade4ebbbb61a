"""The small widgets: plain text, names for screen readers, keys, and room at 200 %."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from memoircat.desktop.theme import CONTRAST, DARK, LIGHT, Look
from memoircat.desktop.widgets.buttons import IconButton
from memoircat.desktop.widgets.day_ruler import DayRuler, DaySpan
from memoircat.desktop.widgets.life_line import LifeLine, Stop
from memoircat.desktop.widgets.text import elided, plain_tip

STOPS = (
    Stop("1919", "出生", "山形県"),
    Stop("1945-08", "捕虜", "牡丹江", unknown_after=True),
    Stop("1945-11", "収容", "チタ", held=True),
    Stop("1946", "死亡", "3 説", several=True),
)
SPANS = (
    DaySpan("戸籍", date(1946, 3, 1), date(1946, 3, 1), preferred=True),
    DaySpan("手記", date(1946, 2, 11), date(1946, 2, 20)),
)
MAKERS: dict[str, Callable[[Look], QWidget]] = {
    "icon button": lambda look: IconButton(look, "star", "優先", "Ctrl+P"),
    "ruler": lambda look: DayRuler(look, SPANS),
    "life": lambda look: LifeLine(look, STOPS),
}


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(LIGHT)


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda each: each.name)
@pytest.mark.parametrize("name", MAKERS)
def test_draws_in_every_theme_and_size(qtbot, look, name, tokens, scale) -> None:
    made = MAKERS[name](Look(tokens, scale))
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show()
    image = made.grab().toImage()
    drawn = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(image.height())}
    assert len(drawn) > 1
    if name != "icon button":  # its size is the style sheet's, as the application sets it
        small = MAKERS[name](look)
        qtbot.addWidget(small)
        assert made.sizeHint().height() == pytest.approx(small.sizeHint().height() * scale / 100, abs=4)


@pytest.mark.parametrize("name", MAKERS)
def test_has_a_name_for_screen_readers(qtbot, look, name) -> None:
    made = MAKERS[name](look)
    qtbot.addWidget(made)
    assert made.accessibleName()


def test_tool_tips_are_never_markup() -> None:
    assert plain_tip("<img src=x> & <b>佐") == "<span>&lt;img src=x&gt; &amp; &lt;b&gt;佐</span>"
    assert plain_tip("佐久間 辰蔵") == "佐久間 辰蔵"


@pytest.mark.parametrize(("language", "end"), [("ja", "…"), ("en", "..."), ("ru", "...")])
def test_cut_words_end_as_the_language_wants(look, language, end) -> None:
    metrics = QFontMetrics(look.font(14))
    cut = elided("Сакума Тацудзо 佐久間 辰蔵 Sakuma Tatsuzō", metrics, 120, language)
    assert cut.endswith(end)
    assert metrics.horizontalAdvance(cut) <= 120
    assert elided("短い", metrics, 120, language) == "短い"


def test_icon_button_names_its_key(qtbot, look) -> None:
    button = IconButton(look, "zoom-in", "拡大", "Ctrl++")
    qtbot.addWidget(button)
    assert button.accessibleName() == "拡大"
    assert button.toolTip() == "拡大 (Ctrl++)"


@pytest.mark.parametrize(
    "spans",
    [
        SPANS,
        (),
        (DaySpan("年", date(1945, 8, 9), date(1956, 12, 26)),),
        (DaySpan("端", date(1, 1, 1), date(9999, 12, 31), preferred=True),),
        (DaySpan("日", date(1946, 3, 1), date(1946, 3, 1)),),
        (DaySpan("月", date(1945, 12, 1), date(1946, 2, 28)),),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_ruler_takes_any_days(qtbot, qapp: QApplication, spans, language) -> None:
    ruler = DayRuler(Look(LIGHT, language=language), spans)
    qtbot.addWidget(ruler)
    ruler.resize(600, max(ruler.sizeHint().height(), 1))
    assert not ruler.grab().toImage().isNull()


def test_ruler_shows_the_preferred_days_in_the_accent(qtbot, look) -> None:
    ruler = DayRuler(look, SPANS)
    qtbot.addWidget(ruler)
    ruler.resize(600, ruler.sizeHint().height())
    image = ruler.grab().toImage()

    def colours(row: int) -> list[int]:
        y = 20 + 18 * row + 9
        wanted = {LIGHT.accent.lower(), LIGHT.line2.lower()}
        return [x for x in range(100, 600) if image.pixelColor(x, y).name() in wanted]

    assert colours(0)[0] > colours(1)[-1]
    assert image.pixelColor(colours(0)[3], 29).name() == LIGHT.accent.lower()
    assert image.pixelColor(colours(1)[3], 47).name() == LIGHT.line2.lower()


def test_life_line_goes_by_keys_and_breaks_lines(qtbot, look) -> None:
    line = LifeLine(look, STOPS, unknown="不明")
    qtbot.addWidget(line)
    line.resize(600, line.heightForWidth(600))
    line.show()
    assert "不明" in line.accessibleDescription()
    QTest.keyClick(line, Qt.Key.Key_End)
    with qtbot.waitSignal(line.stop_activated) as heard:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert heard.args == [3]
    assert line.heightForWidth(200) == 2 * line.heightForWidth(600)
    line.set_stops(())
    QTest.keyClick(line, Qt.Key.Key_Right)
    assert not line.grab().toImage().isNull()
