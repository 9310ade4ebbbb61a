"""The form in the hand: what belongs to one record stays with it, Tab goes where the eye goes, nothing is lost."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def make(desk: Any, kind: str) -> None:
    desk.press("Ctrl+N", desk.window)
    desk.choose(f"new-{kind}")
    desk.settle()
    desk.come_back()


def test_the_readings_of_a_date_do_not_go_to_the_next_record(desk: Any) -> None:
    make(desk, "memoir")
    desk.fill(published="昭和21年冬頃")
    row = desk.window.work.form.rows["published"]
    assert not row.readings.isHidden()
    make(desk, "memoir")
    assert desk.window.work.form.rows["published"].readings.isHidden()
    desk.window.work.form.rows["published"].readings.chosen.emit("1946-12")
    assert desk.window.work.record.fields["published"] is None


def test_a_reading_is_chosen_by_keyboard_from_the_field_of_its_date(desk: Any) -> None:
    make(desk, "memoir")
    form = desk.window.work.form
    form.focus_field("published")
    desk.write("昭和21年冬頃")
    desk.settle()
    QTest.keyClick(form.rows["published"].editor, Qt.Key.Key_Tab)
    assert form.rows["published"].readings.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    desk.settle()
    assert desk.catalogue.view(desk.window.work.record.id).fields["published"].edtf.startswith("1945-12")


def test_what_is_being_typed_stays_when_the_record_is_changed_elsewhere(desk: Any) -> None:
    make(desk, "document")
    desk.fill(note="前の注")
    record, form = desk.window.work.record.id, desk.window.work.form
    line, other = form.rows["title"].editor, form.rows["note"].editor
    desk.put(line, "凍土")
    with desk.catalogue.change("ほかの人") as change:
        change.set(record, title="シベリア", note="後の注")
    desk.settle()
    assert (line.text(), other.text()) == ("凍土", "後の注")
    desk.press("Escape", line)
    assert line.text() == "シベリア", "given up, the field shows what is stored now"


def test_tab_after_a_name_goes_to_the_next_name(desk: Any) -> None:
    make(desk, "person")
    names = desk.window.work.form.names
    desk.tab_to(names.new_name)
    desk.write("佐久間 辰蔵")
    QTest.keyClick(names.new_name, Qt.Key.Key_Tab)
    desk.settle()
    assert desk.window.work.form.isAncestorOf(QApplication.focusWidget())
    desk.tab_to(names.new_name)
    desk.write("さくま たつぞう")
    QTest.keyClick(names.new_name, Qt.Key.Key_Return)
    assert [held.part.text for held in desk.catalogue.view(desk.window.work.record.id).names] == [
        "佐久間 辰蔵", "さくま たつぞう",
    ]  # fmt: skip


def test_a_name_that_is_turned_back_stays_so_when_its_line_is_left(desk: Any) -> None:
    make(desk, "person")
    names = desk.window.work.form.names
    desk.tab_to(names.new_name)
    desk.write("佐久間 辰蔵")
    QTest.keyClick(names.new_name, Qt.Key.Key_Return)
    desk.settle()
    line = names._rows[0].editor
    desk.tab_to(line)
    line.selectAll()
    desk.write("佐久間 辰藏", line)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    assert line.cursorPosition() == len("佐久間 辰藏"), "who goes on typing goes on where they were"
    desk.window.actions_["undo"].trigger()
    desk.settle()
    assert line.text() == "佐久間 辰蔵"
    QTest.keyClick(line, Qt.Key.Key_Tab)
    desk.settle()
    assert [held.part.text for held in desk.catalogue.view(desk.window.work.record.id).names] == ["佐久間 辰蔵"]
    desk.tab_to(line)
    desk.write("（弟）", line)
    with desk.catalogue.change("注") as change:
        change.set(desk.window.work.record.id, note="他所から")
    desk.settle()
    assert "（弟）" in line.text(), "what is being typed stays"


def test_a_space_typed_by_mistake_says_nothing(desk: Any) -> None:
    make(desk, "memoir")
    desk.fill(title="凍土の記")
    before = desk.catalogue.to_undo()
    desk.fill(edition=" 　")
    assert desk.catalogue.to_undo() == before
    assert desk.window.work.form.rows["edition"].editor.text() == ""


def test_the_source_in_hand_is_named_anew_and_seen_in_a_new_window(desk: Any) -> None:
    make(desk, "person")
    for title in ("舞鶴名簿", "ソ連名簿"):
        desk.press("Ctrl+H", desk.window)
        desk.write(title)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [desk.catalogue.get(code).label for code in ("S-000001", "S-000002")] == ["舞鶴名簿", "ソ連名簿"]
    desk.press("Ctrl+Shift+L", desk.window)
    desk.settle()
    assert desk.window.work.source_bar.source.text() == "S-000002  ソ連名簿"


def test_p_prefers_a_statement_that_stands_alone_and_the_focus_stays_on_it(desk: Any) -> None:
    make(desk, "person")
    desk.state("birth", start="大正8年")
    (said,) = desk.catalogue.view(desk.window.work.record.id).statements
    card = desk.window.work.form.statements.cards[said.id]
    desk.settle()
    assert card.hasFocus()
    QTest.keyClick(card, Qt.Key.Key_P)
    desk.settle()
    assert desk.catalogue.view(desk.window.work.record.id).statements[0].preferred
    assert desk.window.work.form.statements.cards[said.id].hasFocus()


def test_enter_with_a_list_open_in_which_nothing_is_chosen_saves_the_statement(desk: Any) -> None:
    make(desk, "person")
    editor = desk.window.work.form.editor
    for what, line, text in (("rank", "value", "兵"), ("camp_stay", "place", "タイシェト")):
        desk.press("Ctrl+T")
        desk.pick(editor.what, what, back=True)
        desk.put(getattr(editor, line), text)
        assert QApplication.activePopupWidget() is not None
        desk.press("Return")
        desk.settle()
        assert QApplication.activePopupWidget() is None
        assert editor.isHidden()
    said = [each.part for each in desk.catalogue.view(desk.window.work.record.id).statements]
    assert {each.value or each.place_text for each in said} == {"兵", "タイシェト"}
    desk.press("Ctrl+T")
    desk.pick(editor.what, "rank", back=True)
    desk.put(editor.value, "一等")
    desk.press("Down")
    desk.press("Return")
    desk.settle()
    assert editor.value.text() == "一等兵", "a line that is chosen is taken, and no more"
    assert not editor.isHidden()


def test_a_statement_that_is_saved_by_leaving_lets_the_list_have_the_focus(desk: Any) -> None:
    make(desk, "person")
    desk.press("Ctrl+T")
    desk.write("大正8年")
    desk.press("Alt+Left")
    desk.settle()
    assert len(desk.catalogue.view(desk.window.work.record.id).statements) == 1
    desk.come_back()
    assert QApplication.focusWidget() is desk.window.browse.table
