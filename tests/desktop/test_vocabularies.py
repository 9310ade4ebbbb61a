"""The vocabularies at the desk: terms are worded, added, ordered, taken out of use, removed and merged by keys."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from memoircat.catalogue.terms import add_term, merge_terms, word_term
from memoircat.desktop.vocabularies import term_editing
from memoircat.desktop.vocabularies.term_dialogs import MergeDialog, NewTermDialog
from memoircat.desktop.vocabularies.vocabularies_dialog import VocabulariesDialog
from memoircat.messages import Label
from memoircat.records.parts import Name, Statement


@pytest.fixture
def soldiers(desk: Any) -> Any:
    """Three people: two privates, and one whose rank is written and understood by nobody."""
    with desk.catalogue.change("x") as change:
        for name, term in (("佐藤", "private"), ("鈴木", "private"), ("高橋", None)):
            made = change.create("person")
            change.add(made, Name(text=name))
            change.add(made, Statement(property="rank", value="二等兵", term=term))
        change.create("memoir", title="凍土の記", language=("ru", "ja"))
    return desk


def opened(desk: Any, qtbot: Any, vocabulary: str = "rank") -> VocabulariesDialog:
    """The dialog, with the focus on the first term of a vocabulary."""
    desk.window.actions_["vocabularies"].trigger()
    dialog = desk.window.findChild(VocabulariesDialog)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    desk.tab_to(dialog.names)
    while dialog.vocabulary != vocabulary:
        row = dialog.names.currentRow()
        QTest.keyClick(dialog.names, Qt.Key.Key_Down)
        assert dialog.names.currentRow() == row + 1
    QTest.keyClick(dialog.names, Qt.Key.Key_Tab)
    assert dialog.table.hasFocus()
    return dialog


def go_to(dialog: VocabulariesDialog, code: str, column: int = 0) -> None:
    table = dialog.table
    for _ in range(table.rowCount()):
        if table.current_code() == code:
            break
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.current_code() == code
    for _ in range(column - table.currentColumn()):
        QTest.keyClick(table, Qt.Key.Key_Right)
    assert table.currentColumn() == column


def rewrite(desk: Any, dialog: VocabulariesDialog, text: str, key: str = "Return") -> None:
    """F2, another word, Enter."""
    QTest.keyClick(dialog.table, Qt.Key.Key_F2)
    line = dialog.table.findChild(QLineEdit, "term-word")
    line.selectAll()
    desk.write(text, line)
    QTest.keyClick(line, getattr(Qt.Key, f"Key_{key}"))
    desk.settle()


def cell(dialog: VocabulariesDialog, code: str, column: int) -> str:
    return next(
        dialog.table.item(row, column).text()
        for row in range(dialog.table.rowCount())
        if dialog.table.item(row, 3).text() == code
    )


def codes(dialog: VocabulariesDialog) -> list[str]:
    return [dialog.table.item(row, 3).text() for row in range(dialog.table.rowCount())]


def term(desk: Any, vocabulary: str, code: str) -> Any:
    return desk.catalogue.vocabularies().term(vocabulary, code)


def test_words_are_edited_in_place_and_each_is_one_step_of_undo(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    qtbot.waitUntil(lambda: cell(dialog, "private", 5) == "2")
    go_to(dialog, "private")
    rewrite(soldiers, dialog, "陸軍二等兵")
    assert term(soldiers, "rank", "private").label.ja == "陸軍二等兵"
    assert dialog.table.hasFocus()
    go_to(dialog, "private", 2)
    QTest.keyClick(dialog.table, Qt.Key.Key_A)  # typing begins a new word at once
    line = dialog.table.findChild(QLineEdit, "term-word")
    assert line.text() == "a"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    soldiers.settle()
    assert cell(dialog, "private", 2) == "рядовой"
    model = soldiers.window.browse.model
    names = [each.name for each in model.columns]
    assert "rank" not in names
    assert soldiers.catalogue.to_undo().label.in_("ja") == soldiers.window.status_text()
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.editing.busy and cell(dialog, "private", 0) == "二等兵")
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: not dialog.editing.busy and cell(dialog, "private", 0) == "陸軍二等兵")


def test_undo_in_the_dialog_takes_back_nothing_that_was_done_before(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.editing.busy
    assert dialog.message.text()
    assert str(soldiers.catalogue.to_undo().label) == "x"


def test_a_word_that_is_refused_stays_in_its_cell_until_it_is_mended_or_put_back(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    go_to(dialog, "private")
    rewrite(soldiers, dialog, "上等兵")
    assert "上等兵" in dialog.message.text()
    assert cell(dialog, "private", 0) == "上等兵"
    assert term(soldiers, "rank", "private").label.ja == "二等兵"
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert cell(dialog, "private", 0) == "二等兵"
    rewrite(soldiers, dialog, "上等兵")
    rewrite(soldiers, dialog, "兵")
    assert term(soldiers, "rank", "private").label.ja == "兵"
    assert dialog.message.text() == ""
    QTest.keyClick(dialog.table, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_edits_and_never_closes_the_dialog(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    line = dialog.table.findChild(QLineEdit, "term-word")
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Return)
    soldiers.settle()
    for _ in range(4):
        QTest.keyClick(dialog.table, Qt.Key.Key_Right)
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_term_is_added_by_keys_and_a_problem_keeps_what_was_typed(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    QTest.keyClick(dialog.table, Qt.Key.Key_Insert)
    asking = dialog.findChild(NewTermDialog)
    line = asking.lines["ja"]
    soldiers.write("大将", line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert asking.isVisible()
    assert "大将" in asking.message.text()
    line.selectAll()
    soldiers.write("軍医", line)
    soldiers.write("Army doctor", asking.lines["en"])
    QTest.keyClick(asking.lines["en"], Qt.Key.Key_Return)
    assert not asking.isVisible()
    assert term(soldiers, "rank", "army_doctor").label.ja == "軍医"
    assert dialog.table.current_code() == "army_doctor" == codes(dialog)[-1]


def test_terms_move_with_alt_and_the_arrows(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, alt)
    QTest.keyClick(dialog.table, Qt.Key.Key_Down, alt)
    assert codes(dialog)[:3] == ["lieutenant_general", "major_general", "general"]
    assert dialog.table.current_code() == "general"
    QTest.keyClick(dialog.table, Qt.Key.Key_Up, alt)
    assert codes(dialog)[:3] == ["lieutenant_general", "general", "major_general"]
    shown = [each.code for each in soldiers.program.session.vocabularies().terms("rank")]
    assert shown == codes(dialog)


def test_space_takes_a_term_out_of_use_and_back(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert not term(soldiers, "rank", "general").in_use
    assert dialog.table.findChild(QLineEdit, "term-word") is None
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert term(soldiers, "rank", "general").in_use


def test_delete_removes_what_nothing_uses_and_says_what_to_do_otherwise(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert term(soldiers, "rank", "general") is None
    assert dialog.table.current_code() == "lieutenant_general"
    go_to(dialog, "private")
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert "2" in dialog.message.text()
    assert "まとめる" in dialog.message.text()
    assert term(soldiers, "rank", "private") is not None


def test_what_the_program_knows_says_so(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot, "certainty")
    assert "どの記載" in dialog.message.text()
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Space):
        QTest.keyClick(dialog.table, key)
        assert "プログラム" in dialog.message.text()
        assert term(soldiers, "certainty", "certain").in_use
    QTest.keyClick(dialog.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert dialog.findChild(MergeDialog) is None


def test_a_term_is_merged_by_keys_and_undo_brings_it_back(soldiers: Any, qtbot: Any) -> None:
    dialog = opened(soldiers, qtbot)
    qtbot.waitUntil(lambda: cell(dialog, "private", 5) == "2")
    go_to(dialog, "private")
    QTest.keyClick(dialog.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    asking = dialog.findChild(MergeDialog)
    assert "2" in asking.uses.text()
    assert not asking.accepting.isEnabled()
    soldiers.write("誰か", asking.line)
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    assert asking.isVisible()
    asking.line.selectAll()
    soldiers.write("一等兵", asking.line)
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.editing.busy)
    assert "private" not in codes(dialog)
    assert dialog.table.current_code() == "private_first_class"
    qtbot.waitUntil(lambda: cell(dialog, "private_first_class", 5) == "2")
    assert len(soldiers.catalogue.history()) == 2
    stored = soldiers.catalogue.raw_reader().execute("SELECT value FROM statement")
    assert [row[0] for row in stored] == ["二等兵"] * 3
    QTest.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.editing.busy and "private" in codes(dialog))
    qtbot.waitUntil(lambda: cell(dialog, "private", 5) == "2")


def test_esc_stops_a_merge_under_way_and_nothing_is_changed(
    soldiers: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(*given: Any) -> int:
        begun.set()
        go_on.wait(10)
        return merge_terms(*given)

    monkeypatch.setattr(term_editing, "merge_terms", slowly)
    dialog = opened(soldiers, qtbot)
    go_to(dialog, "private")
    QTest.keyClick(dialog.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    asking = dialog.findChild(MergeDialog)
    soldiers.write("一等兵", asking.line)
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    assert begun.wait(10)
    assert dialog.editing.busy
    assert not dialog.table.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: not dialog.editing.busy)
    assert dialog.isVisible()
    assert "やめました" in dialog.message.text()
    assert "private" in codes(dialog)
    assert len(soldiers.catalogue.history()) == 1


def test_an_open_form_offers_the_new_word_and_keeps_what_is_typed(soldiers: Any, qtbot: Any) -> None:
    window = soldiers.window
    window.browse.navigation.choose("memoir")
    window.browse.table.setFocus()
    soldiers.press("Return", window.browse.table)
    form = window.work.form
    row, title = form.rows["language"], form.rows["title"]
    assert row.editor.text() == "ロシア語、日本語"
    title.editor.setFocus()
    soldiers.write("（続", title.editor)
    typed = title.editor.text()
    with soldiers.catalogue.change("x") as change:
        add_term(change, "language", Label("ウクライナ語", "Ukrainian", "украинский"))
        word_term(change, "language", "ru", {"ja": "露語"})
        word_term(change, "certainty", "certain", {"ja": "たしか"})
    completer = row.editor.completer()
    offered = [completer.model().index(n, 0).data() for n in range(completer.model().rowCount())]
    assert "ウクライナ語" in offered
    assert "露語" in offered
    assert row.editor.text() == "露語、日本語"
    assert title.editor.text() == typed
    assert form.editor.certainty.itemText(0) == "たしか"
    form.focus_field("language")
    soldiers.fill(language="露語; ウクライナ語")
    assert soldiers.catalogue.get("M-000001").fields["language"] == ("ru", "ukrainian")
    assert QApplication.activeWindow() is window
