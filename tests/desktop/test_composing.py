"""While a text is being composed the keys belong to the input method; however the field is left, the text is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QWidget

from memoircat.desktop.composing import composing
from memoircat.desktop.window.main_window import MainWindow
from memoircat.records.parts import Name


def compose(text: str, committed: str = "", on: QWidget | None = None) -> None:
    """What an input method sends: the text that is being composed, and what has become text."""
    event = QInputMethodEvent(text, [])
    if committed:
        event.setCommitString(committed)
    target = on or QApplication.focusWidget()
    assert target is not None
    QCoreApplication.sendEvent(target, event)


@pytest.fixture
def form(desk: Any) -> Iterator[Any]:
    """Two people; the first is open, with the focus in its note."""
    made = []
    with desk.catalogue.change("人物を登録") as change:
        for name in ("あべ", "いとう"):
            made.append(change.create("person", kind="identified"))
            change.add(made[-1], Name(text=name))
    desk.settle()
    desk.window.browse.go_to(made[0], "person")
    desk.window.open_record(made[0])
    desk.window.work.form.focus_field("code")
    desk.window.work.form.rows["code"].editor.end(False)
    desk.first, desk.second = made
    yield desk.window.work.form


def stored(desk: Any, field: str = "code") -> Any:
    return desk.catalogue.view(desk.first).fields[field]


def test_return_takes_the_conversion_and_not_the_field(desk: Any, form: Any) -> None:
    editor, before = form.rows["code"].editor, stored(desk)
    editor.selectAll()
    compose("か")
    desk.press("Return", editor)
    assert stored(desk) == before
    compose("", "加")
    desk.press("Return", editor)
    assert stored(desk) == "加"


def test_escape_gives_nothing_up_and_leaves_nothing(desk: Any, form: Any) -> None:
    editor = form.rows["code"].editor
    desk.write("ア", editor)
    text = editor.text()
    compose("か")
    desk.press("Escape", editor)
    assert editor.text() == text
    assert desk.window.pages.currentWidget() is desk.window.work
    compose("")
    desk.press("Escape", editor)
    assert editor.text() == stored(desk) != text


@pytest.mark.parametrize("keys", ["Alt+Down", "Alt+Left", "Ctrl+Z", "Ctrl+N", "Ctrl+K", "F1", "F6", "Tab", "Ctrl+Down"])
def test_no_shortcut_acts_while_something_is_composed(desk: Any, form: Any, keys: str) -> None:
    editor = form.rows["code"].editor
    fired: list[str] = []
    for name, action in desk.window.actions_.items():
        action.triggered.connect(lambda _checked, name=name: fired.append(name))
    compose("か")
    desk.press(keys, editor)
    assert fired == []
    assert QApplication.focusWidget() is editor
    assert desk.window.work.record.id == desk.first
    assert stored(desk) is not None
    assert "あべ" in desk.catalogue.view(desk.first).label


def test_shortcuts_work_again_when_the_text_is_there(desk: Any, form: Any) -> None:
    compose("か")
    compose("", "加")
    desk.press("Alt+Down", desk.window)
    assert desk.window.work.record.id == desk.second
    assert stored(desk).endswith("加")


def test_nothing_is_left_of_a_composition_that_ends_empty(desk: Any, form: Any) -> None:
    editor, before = form.rows["code"].editor, stored(desk)
    compose("か")
    compose("")
    assert editor.text() == before
    assert not editor.isModified()
    form.focus_field("note")
    assert stored(desk) == before
    assert len(desk.catalogue.history()) == 1


def elsewhere(desk: Any) -> None:
    desk.window.work.form.focus_field("note")


def by_mouse(desk: Any) -> None:
    note = desk.window.work.form.rows["note"].editor
    QTest.mouseClick(note.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))


def tab(desk: Any) -> None:
    desk.window.focusNextChild()


def menu(desk: Any) -> None:
    """A menu opened by mouse, and its entry."""
    bar = desk.window.menuBar()
    view = bar.actions()[2]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(view).center())
    opened = view.menu()
    assert opened.isVisible()
    QTest.mouseClick(
        opened, Qt.MouseButton.LeftButton, pos=opened.actionGeometry(desk.window.actions_["next"]).center()
    )


def deactivated(desk: Any) -> None:
    other = QWidget()
    other.show()
    other.activateWindow()
    QTest.qWaitForWindowActive(other, 2000)
    other.close()
    other.deleteLater()


def going_back(desk: Any) -> None:
    desk.window.show_browse()


@pytest.mark.parametrize("leave", [elsewhere, by_mouse, tab, menu, deactivated, going_back])
def test_however_the_field_is_left_the_text_is_saved_once(
    desk: Any, form: Any, leave: Callable[[Any], None], qtbot: Any
) -> None:
    before = stored(desk)
    compose("加藤")
    leave(desk)
    qtbot.waitUntil(lambda: stored(desk) != before)
    assert stored(desk) == f"{before}加藤"
    assert [str(each.label) for each in desk.catalogue.history()][1:] == ["人物を登録"]
    assert composing().text_in(form.rows["code"].editor) == ""


def test_a_command_saves_what_is_composed(desk: Any, form: Any) -> None:
    before = stored(desk)
    compose("加藤")
    form.commit()
    assert stored(desk) == f"{before}加藤"
    desk.press("Return", form.rows["code"].editor)
    assert stored(desk) == f"{before}加藤"


def test_what_the_input_method_commits_to_the_next_widget_stays_where_it_was_composed(desk: Any, form: Any) -> None:
    """Some ask for the focus when it has moved already."""
    before, note = stored(desk), form.rows["note"].editor
    compose("加藤")
    compose("", "加藤", note)
    form.focus_field("note")
    assert stored(desk) == f"{before}加藤"
    assert note.text() == ""


def test_long_texts_are_composed_too(desk: Any, form: Any) -> None:
    form.focus_field("note")
    note = form.rows["note"].editor
    compose("抑留")
    desk.press("Ctrl+Return", note)
    assert stored(desk, "note") is None
    form.focus_field("code")
    assert stored(desk, "note") == "抑留"


def test_a_sign_that_the_input_method_lets_through_is_written(desk: Any, form: Any) -> None:
    editor, before = form.rows["code"].editor, stored(desk)
    compose("´")
    QTest.keyClicks(editor, "x")
    assert editor.text() == f"{before}x"
    compose("", "é")
    assert editor.text() == f"{before}xé"


def test_the_list_of_a_completer_waits_too(desk: Any, form: Any, qtbot: Any) -> None:
    form.add_statement("home_prefecture")
    value = form.editor.value
    desk.write("山", value)
    popup = value.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    compose("か", on=value)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(popup, key)
    assert popup.isVisible()
    assert not popup.selectionModel().hasSelection()
    assert not form.editor.isHidden()
    compose("", "形", value)
    assert value.text() == "山形"
    popup.hide()


def test_the_search_box_waits_for_the_word(desk: Any, form: Any, qtbot: Any) -> None:
    desk.press("Ctrl+K", desk.window)
    box = desk.window.search
    desk.write("いとう", box)
    qtbot.waitUntil(box.results.isVisible)
    compose("か")
    desk.press("Return", box)
    desk.press("Escape", box)
    assert box.results.isVisible()
    assert desk.window.work.record.id == desk.first
    compose("")
    desk.press("Return", box)
    assert desk.window.work.record.id == desk.second


def test_cells_of_a_table_are_composed_in(desk: Any, qtbot: Any) -> None:
    table = QTableView()
    qtbot.addWidget(table)
    model = QStandardItemModel(2, 2)
    table.setModel(model)
    table.show()
    table.activateWindow()
    QTest.qWaitForWindowActive(table, 2000)
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    table.edit(model.index(0, 0))
    editor = table.findChild(QLineEdit)
    editor.setFocus()
    compose("髙橋", on=editor)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert table.findChild(QLineEdit) is editor
    assert model.index(0, 0).data() is None
    table.setFocus()
    assert model.index(0, 0).data() == "髙橋"


def test_a_dialog_is_not_closed(desk: Any, form: Any, qtbot: Any) -> None:
    desk.window.show_browse()
    desk.press("Ctrl+Shift+S", desk.window)
    dialog = next(each for each in desk.window.children() if each.metaObject().className() == "NameDialog")
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.line)
    compose("か", on=dialog.line)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        QTest.keyClick(dialog.line, key)
    assert dialog.isVisible()
    compose("", on=dialog.line)
    QTest.keyClick(dialog.line, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_keys_are_free_when_the_widget_goes_with_what_was_composed(desk: Any, qtbot: Any) -> None:
    assert isinstance(desk.window, MainWindow)
    line = QLineEdit()
    line.show()
    line.activateWindow()
    QTest.qWaitForWindowActive(line, 2000)
    line.setFocus()
    compose("か", on=line)
    line.deleteLater()
    del line
    desk.settle()
    desk.press("Ctrl+K", desk.window)
    assert QApplication.focusWidget() is desk.window.search
