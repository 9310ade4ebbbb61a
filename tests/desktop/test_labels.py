"""What the history says of a change is said in the language of the window that shows it, whoever made the change."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from memoircat.desktop.dialogs.history_dialog import HistoryDialog
from memoircat.messages import LANGUAGES, Language


def speak(desk: Any, language: Language) -> None:
    desk.program._change_settings(replace(desk.program.settings, language=language))
    desk.settle()


def shown(desk: Any, name: str) -> str:
    text: str = desk.window.actions_[name].text()
    return text


def test_a_change_made_in_japanese_is_named_in_english_and_russian(desk: Any) -> None:
    desk.window.commands.records.make("memoir")
    desk.fill(title="凍土の記", note="{注記}")
    desk.settle()
    assert desk.window.status_text() == "凍土の記：注記"
    assert shown(desk, "undo").endswith("：凍土の記：注記")
    speak(desk, "en")
    assert shown(desk, "undo").endswith(": 凍土の記: Note")
    speak(desk, "ru")
    assert shown(desk, "undo").endswith(": 凍土の記: Примечание")
    desk.press("Ctrl+Z", desk.window)
    assert desk.window.status_text() == "Отмена: 凍土の記: Примечание"
    speak(desk, "en")
    assert shown(desk, "redo").endswith(": 凍土の記: Note")
    desk.press("Ctrl+Shift+Z", desk.window)
    assert desk.window.status_text() == "Redo: 凍土の記: Note"
    assert [each.label.in_("ja") for each in desk.catalogue.history(limit=2)] == [
        "やり直し：凍土の記：注記",
        "取り消し：凍土の記：注記",
    ]


def test_the_history_of_a_record_is_told_in_the_language_of_the_window(desk: Any) -> None:
    desk.window.commands.records.make("person")
    record, labels = desk.window.work.record, []
    for language in LANGUAGES:
        speak(desk, language)
        dialog = HistoryDialog(desk.program.session, desk.window.look, record, desk.window)
        labels.append(dialog.table.item(dialog.table.rowCount() - 1, 2).text().partition("（")[0])
        dialog.deleteLater()
    assert labels == ["新規：人物", "New: People", "Создать: Люди"]


def test_a_label_of_an_older_catalogue_is_shown_as_it_was_written(desk: Any) -> None:
    old = '取り消し：{label} "壊'
    with desk.catalogue.change("") as change:
        written = "INSERT INTO change_set (at, by, label, kind) VALUES ('2026-01-01T00:00:00Z', '橋本', ?, 'do')"
        change._id = change.connection.exec_driver_sql(written, (old,)).lastrowid
        change.create("memoir", title="凍土の記")
    for language in LANGUAGES:
        speak(desk, language)
        assert shown(desk, "undo").endswith(old)
    desk.press("Ctrl+Z", desk.window)
    assert desk.window.status_text() == f"Отмена: {old}"
