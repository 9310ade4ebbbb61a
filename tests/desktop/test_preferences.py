"""Preferences by key presses: what is chosen is there at once, and nothing typed or open is lost by it."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel
from shiboken6 import isValid

from memoircat.catalogue.copies import last_copy
from memoircat.dates import read_date
from memoircat.desktop.app import Application
from memoircat.desktop.dialogs.preferences import PreferencesDialog
from memoircat.desktop.settings import Settings, load_settings, save_settings
from memoircat.desktop.window.keys_dialog import KeysDialog
from memoircat.program import Program
from memoircat.records.parts import Name, Statement


@pytest.fixture
def person(desk: Any) -> int:
    with desk.catalogue.change("人物を登録") as change:
        made = change.create("person", kind="identified")
        change.add(made, Name(text="佐久間 辰蔵"))
        change.add(made, Statement(property="birth", start=read_date("大正8年5月").stored()))
        change.add(made, Statement(property="death", start=read_date("昭和21年3月1日").stored()))
    desk.settle()
    desk.window.browse.go_to(made, "person")
    return made


def preferences(desk: Any) -> PreferencesDialog:
    desk.settle()
    found = [each for each in desk.window.findChildren(PreferencesDialog) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def choose(desk: Any, setting: str, value: Any) -> None:
    """Walk to a choice with the arrow keys."""
    for _ in range(12):
        box = preferences(desk).findChild(QComboBox, f"preference-{setting}")
        if box.currentData() == value:
            return
        desk.tab_to(box)
        items = [box.itemData(n) for n in range(box.count())]
        QTest.keyClick(box, Qt.Key.Key_Down if items.index(value) > box.currentIndex() else Qt.Key.Key_Up)
        desk.settle()
    raise AssertionError(setting)


def close(desk: Any) -> None:
    dialog = preferences(desk)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    desk.settle()
    assert not isValid(dialog) or not dialog.isVisible()
    desk.come_back()


def labels(widget: Any) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def test_russian_and_back_with_the_record_its_field_and_the_dialog_in_place(desk: Any, person: int) -> None:
    desk.window.open_record(person)
    form = desk.window.work.form
    form.focus_field("note")
    desk.write("抑留", form.rows["note"].editor)
    desk.press("Ctrl+Comma", desk.window)
    assert QApplication.focusWidget() is None or preferences(desk).isAncestorOf(preferences(desk).focusWidget())
    choose(desk, "language", "ru")
    assert desk.program.settings.language == "ru"
    assert desk.window.browse.navigation.item(0).text() == "Люди"
    assert preferences(desk).focusWidget().objectName() == "preference-language"
    work = desk.window.work
    assert desk.window.pages.currentWidget() is work
    assert work.record.id == person
    assert desk.catalogue.view(person).fields["note"] == "抑留"
    assert work.form.rows["note"].field.label.ru in labels(work.form)
    assert "%n" not in labels(desk.window)
    close(desk)
    assert desk.window.focusWidget() is work.form.rows["note"].editor
    desk.press("Ctrl+Comma", desk.window)
    choose(desk, "language", "ja")
    close(desk)
    assert desk.window.browse.navigation.item(0).text() == "人物"
    assert desk.window.work.record.id == person


def test_every_page_can_be_shown_in_russian(desk: Any, person: int) -> None:
    desk.window.look_changed.emit(replace(desk.program.settings, language="ru"))
    desk.settle()
    for code in ("memoir", "document", "place", "voyage", "source", "collection", "accession", "organisation", "topic"):
        desk.window.commands.records.make(code)
        desk.settle()
        assert desk.window.work.record.type.code == code
    desk.window.show_browse()
    desk.window.browse.go_to(person, "person")
    desk.window.browse.show_summary()
    assert "род. 大正8年5月" in labels(desk.window.browse.summary)
    desk.press("F1", desk.window)


def test_the_style_of_dates_is_that_of_meanings_and_never_of_what_is_written(desk: Any, person: int) -> None:
    browse = desk.window.browse
    browse.show_summary()
    assert "1946-03-01" in labels(browse.summary)
    desk.press("Ctrl+Comma", desk.window)
    choose(desk, "date_style", "japanese")
    close(desk)
    browse = desk.window.browse
    browse.show_summary()
    assert browse.model.data(browse.model.index(0, 2)) == "大正8年"
    assert "1946-03-01" not in labels(browse.summary)
    desk.window.open_record(person)
    desk.window.work.form.add_statement("release")
    start = desk.window.work.form.editor.start
    desk.write("1948.6.2", start.editor)
    assert start.message.text() == "昭和23年6月2日　1948-06-02"
    assert start.editor.text() == "1948.6.2"
    desk.press("Return", start.editor)
    assert [each.part.start.text for each in desk.catalogue.view(person).statements][-1] == "1948.6.2"
    desk.press("Ctrl+Comma", desk.window)
    choose(desk, "date_style", "both")
    close(desk)
    assert desk.window.browse.model.data(desk.window.browse.model.index(0, 2)) == "1919年（大正8年）"
    assert "1948年（昭和23年）6月2日" in labels(desk.window.work.form)


def test_colours_and_text_size(desk: Any, person: int) -> None:
    desk.press("Ctrl+Comma", desk.window)
    choose(desk, "theme", "contrast")
    assert desk.window.look.tokens.name == "contrast"
    choose(desk, "theme", "dark")
    assert desk.window.look.tokens.name == "dark"
    choose(desk, "scale", 200)
    assert desk.window.look.scale == 200
    choose(desk, "theme", "system")
    styles = QGuiApplication.styleHints()
    styles.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert desk.window.look.tokens.name == "dark"
    window = desk.window
    styles.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert desk.window is window
    styles.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert desk.window.look.tokens.name == "light"
    choose(desk, "theme", "light")
    styles.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert desk.window.look.tokens.name == "light"
    close(desk)


def test_the_name_reaches_the_history_of_the_open_catalogue(desk: Any, person: int) -> None:
    desk.press("Ctrl+Comma", desk.window)
    dialog = preferences(desk)
    desk.tab_to(dialog.name)
    dialog.name.selectAll()
    desk.write("佐藤 𠮷子", dialog.name)
    close(desk)
    assert desk.program.settings.user == "佐藤 𠮷子"
    desk.window.open_record(person)
    desk.fill(note="注")
    assert desk.catalogue.history()[0].by == "佐藤 𠮷子"
    assert desk.catalogue.history()[1].by == "橋本"
    assert "佐藤 𠮷子" in labels(desk.window.statusBar())


def test_a_copy_is_made_beside_the_window_and_the_reminder_goes(desk: Any, person: int, qtbot: Any) -> None:
    reminder = desk.window.status.copies
    assert reminder.isHidden()
    desk.press("Ctrl+Comma", desk.window)
    dialog = preferences(desk)
    assert str(desk.program.session.path) in labels(dialog)
    desk.tab_to(dialog.copy)
    QTest.keyClick(dialog.copy, Qt.Key.Key_Space)
    folder = desk.program.session.path / "backups"
    qtbot.waitUntil(dialog.copy.isEnabled, timeout=10_000)
    (copy,) = folder.glob("*.db")
    assert f"{last_copy(folder).astimezone():%Y-%m-%d %H:%M}" in dialog.last.text()
    assert copy.name in desk.window.status_text()
    close(desk)


def test_the_status_bar_says_when_a_copy_is_due(desk: Any, person: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memoircat.catalogue.copies.days_without_copy", lambda _connection, _folder, _now: 7)
    desk.press("Ctrl+Comma", desk.window)
    window = desk.window
    for days, due in ((14, False), (7, True), (0, False), (3, True)):
        choose(desk, "backup_days", days)
        assert desk.program.settings.backup_days == days
        assert window.status.copies.isHidden() is not due
    assert desk.window is window
    close(desk)


def test_preferences_without_a_catalogue(qapp: QApplication, qtbot: Any) -> None:
    program = Application(Settings(language="en", user="x"), remember=False)
    window = program.show()
    try:
        window.actions_["preferences"].trigger()
        dialog = window.findChild(PreferencesDialog)
        box = dialog.findChild(QComboBox, "preference-language")
        QTest.keyClick(box, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda: program.settings.language == "ru")
        assert program.window.findChild(PreferencesDialog).isVisible()
    finally:
        program.close()


def start_again(desk: Any, **other: Any) -> None:
    """Close the program and open it anew with what it kept on disk, but for some settings."""
    path = desk.program.session.path
    desk.program.close()
    save_settings(desk.program.settings)
    desk.program = Application(replace(load_settings(), **other), remember=False)
    desk.program.open(path)
    desk.program.session.complete(Program.open(path, by="橋本"))
    desk.settle()


def test_the_window_lies_where_it_was_left(desk: Any) -> None:
    assert desk.window.height() == 900
    desk.window.setGeometry(40, 60, 1000, 620)
    desk.settle()
    start_again(desk)  # the screen of tests is narrower than any window, and not as high as a new one
    assert desk.window.height() == 620
    assert desk.window.y() == pytest.approx(60, abs=8), "but for its frame"
    assert not desk.window.isMaximized()
    desk.window.showMaximized()
    desk.settle()
    start_again(desk)
    assert desk.window.isMaximized()


def test_the_panes_of_the_list_are_as_they_were_left(desk: Any, person: int) -> None:
    desk.window.resize(1500, 700)
    desk.settle()
    left = desk.window.browse.splitter.sizes()
    desk.window.browse.splitter.setSizes([300, 500, 700])
    widths = desk.window.browse.splitter.sizes()
    assert all(abs(one - other) > 20 for one, other in zip(left, widths, strict=True))
    start_again(desk, window="")
    assert desk.program.settings.splitters["browse-splitter"] == widths
    desk.window.resize(1500, 700)
    desk.settle()
    found = desk.window.browse.splitter.sizes()
    assert all(abs(one - other) <= 3 for one, other in zip(found, widths, strict=True)), (found, widths)
    desk.window.browse.summary.hide()
    desk.settle()
    kept = desk.window.with_layout(desk.program.settings)
    assert kept.splitters["browse-splitter"] == widths, "a folded pane has no width"


def test_images_and_form_are_as_wide_as_they_were_left(desk: Any, person: int, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "white").save(tmp_path / "a.png")
    program = desk.program.session.program
    program.attach_taken(person, [program.media.ingest(tmp_path / "a.png")], label="画像を追加")

    def share() -> float:
        desk.window.resize(1500, 700)
        desk.window.open_record(person)
        desk.settle()
        left, right = desk.window.work.splitter.sizes()
        return left / (left + right)

    assert share() > 0.5
    desk.window.work.splitter.setSizes([500, 900])
    start_again(desk, window="")
    assert share() == pytest.approx(500 / 1400, abs=0.02)


@pytest.mark.parametrize(
    "wrong",
    [
        {"date_style": "x", "theme": 3, "backup_days": -1, "splitters": {"a": "b"}, "user": 7},
        {"backup_days": True, "splitters": [1], "date_style": None},
    ],
)
def test_settings_that_make_no_sense_are_left_out(tmp_path: Path, wrong: dict[str, Any]) -> None:
    file = tmp_path / "settings.json"
    file.write_text(json.dumps(wrong), encoding="utf-8")
    assert asdict(load_settings(file)) == asdict(Settings())


def test_the_system_going_dark_waits_for_open_dialogs(desk: Any, person: int, qtbot: Any) -> None:
    desk.program.settings = replace(desk.program.settings, theme="system")
    desk.program.make_window()
    desk.settle()
    window = desk.window
    wizard = window.commands.catalogue.import_table()
    keys = KeysDialog(window.look, wizard)
    keys.open()
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    desk.settle()
    assert isValid(wizard)
    assert desk.window is window
    keys.reject()
    desk.settle()
    assert desk.window is window, "the wizard is still open"
    wizard.reject()
    qtbot.waitUntil(lambda: desk.window.look.tokens.name == "dark")
    desk.settle()
    assert not isValid(window)


def test_a_window_that_is_gone_hears_no_change(desk: Any, person: int) -> None:
    desk.press("F7", desk.window)
    former = desk.window.browse
    models = former.model, former.tree.holdings
    desk.press("Ctrl+Shift+L", desk.window)
    desk.settle()
    with desk.catalogue.change("人物を登録") as change:
        change.create("person", kind="identified")
    desk.settle()
    assert not any(isValid(each) for each in models)


def test_the_bar_of_a_former_window_no_longer_follows_the_source_in_hand(desk: Any, person: int) -> None:
    with desk.catalogue.change("典拠") as change:
        one, other = (change.create("source", title=each) for each in ("名簿", "手記"))
    desk.program.session.source_in_hand = one
    desk.program.settings = replace(desk.program.settings, theme="dark")
    desk.program.make_window()
    desk.settle()
    desk.program.session.source_in_hand = other
    with desk.catalogue.change("注記") as change:
        change.set(person, note="x")
    desk.settle()
    assert "手記" in desk.window.work.source_bar.source.text()
