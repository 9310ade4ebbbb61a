"""Text that is being typed is kept, offered again after a crash, and forgotten when it is saved or given up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from memoircat.catalogue import storage
from memoircat.catalogue.drafts import kept_drafts, write_drafts
from memoircat.desktop.app import Application
from memoircat.desktop.form.editors import LineEditor
from memoircat.desktop.settings import Settings
from memoircat.program import Program
from memoircat.records.parts import Name, Statement

CHILD = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from memoircat.desktop.app import Application, application
from memoircat.desktop.settings import Settings
from memoircat.program import Program

qt = application()
program = Application(Settings(user="橋本"), remember=False)
path = Path(sys.argv[1])
program.open(path)
program.session.complete(Program.open(path, by="橋本"))
window = program.window
window.activateWindow()
QTest.qWaitForWindowActive(window, 5000)
window.open_record(1)
form = window.work.form
form.focus_field("note")
editor = QApplication.focusWidget()
typed = QInputMethodEvent()
typed.setCommitString("死亡は昭和21年")
QCoreApplication.sendEvent(editor, typed)
QCoreApplication.sendEvent(editor, QInputMethodEvent("さんがつ", []))
qt.exec()
"""


@pytest.fixture
def person(desk: Any) -> Iterator[int]:
    with desk.catalogue.change("人物を登録") as change:
        made = change.create("person", kind="identified")
        change.add(made, Name(text="佐久間 辰蔵"))
    desk.settle()
    desk.window.browse.go_to(made, "person")
    desk.window.open_record(made)
    yield made


def drafts(desk: Any) -> list[tuple[str, str]]:
    return [(each.field, each.text) for each in desk.program.session.reader.drafts()]


def crash(desk: Any) -> None:
    """What is on the disk at this moment is opened by the next program."""
    session = desk.program.session
    path, copy = session.path, session.path.with_name("nach dem Absturz.memoircat")
    copy.mkdir()
    for name in ("catalogue.db", "catalogue.db-wal"):
        (copy / name).write_bytes((path / name).read_bytes())
    (copy / "media").mkdir()
    reopen(desk, copy)


def reopen(desk: Any, path: Path) -> None:
    desk.program.open(path)
    desk.program.session.complete(Program.open(path, by="橋本"))
    desk.window.activateWindow()
    desk.settle()


def offered(desk: Any, name: str = "draft-go-on") -> list[QPushButton]:
    desk.settle()
    bar = desk.window.browse.drafts
    return [] if bar.isHidden() else [each for each in bar.findChildren(QPushButton, name) if not each.isHidden()]


def said(desk: Any) -> str:
    return " ".join(each.text() for each in desk.window.browse.drafts.findChildren(QLabel) if not each.isHidden())


def look_often(desk: Any) -> None:
    """The keeper looks by itself within the two seconds that are promised; tests do not wait for them."""
    timer = desk.window.work.drafts._timer
    assert timer.isActive()
    assert timer.interval() < 2000
    timer.setInterval(10)


def test_what_is_typed_is_kept_without_being_asked_and_forgotten_when_saved(desk: Any, person: int, qtbot: Any) -> None:
    look_often(desk)
    form = desk.window.work.form
    form.focus_field("note")
    editor = form.rows["note"].editor
    desk.write("抑留", editor)
    qtbot.waitUntil(lambda: drafts(desk) == [("field:note", "抑留")])
    desk.write("中", editor)
    qtbot.waitUntil(lambda: drafts(desk) == [("field:note", "抑留中")])
    assert len(desk.catalogue.history()) == 1
    desk.press("Ctrl+Return", editor)
    desk.settle()
    assert drafts(desk) == []


def test_what_is_given_up_is_forgotten(desk: Any, person: int, qtbot: Any) -> None:
    look_often(desk)
    form = desk.window.work.form
    form.focus_field("code")
    desk.write("x", form.rows["code"].editor)
    qtbot.waitUntil(lambda: drafts(desk) != [])
    desk.press("Escape", form.rows["code"].editor)
    qtbot.waitUntil(lambda: drafts(desk) == [])


def test_a_field_comes_back_after_a_crash_with_what_was_being_composed(desk: Any, person: int) -> None:
    form = desk.window.work.form
    form.focus_field("note")
    editor = form.rows["note"].editor
    desk.write("𠮷田 三月", editor)
    cursor = editor.textCursor()
    cursor.setPosition(3)  # units of UTF-16: after 𠮷田
    editor.setTextCursor(cursor)
    QCoreApplication.sendEvent(editor, QInputMethodEvent("さん", []))
    desk.window.work.drafts.save_drafts()
    crash(desk)
    assert "佐久間 辰蔵" in said(desk)
    assert "𠮷田さん 三月" in said(desk)
    (button,) = offered(desk)
    desk.tab_to(button)
    desk.press("Space", button)
    form = desk.window.work.form
    assert desk.window.work.record.id == person
    assert form.focused_field() == "note"
    assert form.rows["note"].editor.text() == "𠮷田さん 三月"
    assert desk.catalogue.view(person).fields["note"] is None
    assert form.rows["note"].message.text()
    assert drafts(desk) == [("field:note", "𠮷田さん 三月")]
    desk.press("Ctrl+Return", form.rows["note"].editor)
    desk.settle()
    assert desk.catalogue.view(person).fields["note"] == "𠮷田さん 三月"
    assert not form.rows["note"].message.text()
    assert drafts(desk) == []
    assert offered(desk) == []


def test_names_and_statements_come_back(desk: Any, person: int) -> None:
    with desk.catalogue.change("出来事") as change:
        stated = change.add(person, Statement(property="occupation", value="農"))
    form = desk.window.work.form
    name = desk.catalogue.view(person).names[0].id
    desk.settle()
    form.editor.edit(form.record, form.record.statements[0])
    desk.tab_to(form.editor.note)
    desk.write("注", form.editor.note)
    form.names.findChild(LineEditor, f"name-{name}").resume("佐久間 辰三")
    form.names.new_name.resume("さくま")
    desk.window.work.drafts.save_drafts()
    crash(desk)
    assert {each for each, _ in drafts(desk)} == {f"name:{name}", "name:", f"statement:{stated}"}
    assert len(offered(desk)) == 3
    offered(desk)[0].click()
    for left in (2, 1):
        desk.window.show_browse()
        assert len(offered(desk)) == left
        offered(desk)[0].click()
    desk.window.show_browse()
    desk.settle()
    view = desk.catalogue.view(person)
    assert [each.part.text for each in view.names] == ["佐久間 辰三", "さくま"]
    assert [(each.part.value, each.part.note) for each in view.statements] == [("農", "注")]
    assert drafts(desk) == []


def test_a_new_statement_opens_with_its_lines(desk: Any, person: int) -> None:
    form = desk.window.work.form
    form.add_statement("death")
    desk.write("昭和21年3月1日", form.editor.start.editor)
    desk.tab_to(form.editor.place)
    desk.write("タイシェト", form.editor.place)
    desk.window.work.drafts.save_drafts()
    crash(desk)
    assert "昭和21年3月1日" in said(desk)
    offered(desk)[0].click()
    editor = desk.window.work.form.editor
    assert not editor.isHidden()
    assert editor.what.currentData() == "death"
    assert editor.start.editor.text() == "昭和21年3月1日"
    assert "1946-03-01" in editor.start.message.text()
    desk.press("Return", editor.place)
    (stated,) = desk.catalogue.view(person).statements
    assert (stated.part.start.edtf, stated.part.place_text) == ("1946-03-01", "タイシェト")
    desk.settle()
    assert drafts(desk) == []


def test_a_part_comes_back_after_a_crash(desk: Any) -> None:
    with desk.catalogue.change("資料") as change:
        made = change.create("document", title="手帳")
    desk.window.open_record(made)
    line = _part_begun(desk, "condition_survey", "text")
    desk.write("背が割れている", line)
    desk.window.work.drafts.save_drafts()
    assert [each for each, _ in drafts(desk)] == ["part:condition_survey:0"]
    crash(desk)
    assert "背が割れている" in said(desk)
    offered(desk)[0].click()
    section = desk.window.work.form.parts["condition_survey"]
    assert section.editor.rows["text"].editor.text() == "背が割れている"
    section.save()
    (held,) = desk.catalogue.view(made).parts["condition_survey"]
    assert held.part.text == "背が割れている"
    desk.window.work.drafts.save_drafts()
    assert drafts(desk) == []


def test_a_link_that_cannot_be_saved_stays_in_a_window_that_is_made_anew(desk: Any, person: int) -> None:
    line = _part_begun(desk, "link", "other")
    desk.write("だれも知らない人", line)
    desk.program.settings = replace(desk.program.settings, theme="dark")
    desk.program.make_window()
    desk.settle()
    section = desk.window.work.form.parts["link"]
    assert section.editor is not None
    assert section.editor.rows["other"].editor.text() == "だれも知らない人"
    assert desk.catalogue.view(person).links == ()


def _part_begun(desk: Any, code: str, field: str) -> Any:
    section = desk.window.work.form.parts[code]
    section.add()
    desk.settle()
    line = section.editor.rows[field].editor
    desk.tab_to(line)
    return line


def test_discarded_is_gone_and_several_have_a_line_each(desk: Any, person: int) -> None:
    desk.catalogue.aside(
        lambda connection: write_drafts(connection, {(person, "field:note"): "一", (person, "field:code"): "二"}, {})
    )
    reopen(desk, desk.program.session.path)
    first, _ = offered(desk, "draft-discard")
    desk.tab_to(first)
    desk.press("Space", first)
    assert drafts(desk) == [("field:code", "二")]
    (last,) = offered(desk, "draft-discard")
    desk.press("Space", last)
    assert drafts(desk) == []
    assert desk.window.browse.drafts.isHidden()


def test_a_text_whose_record_or_field_is_gone_can_be_copied(desk: Any, person: int) -> None:
    gone = {(person, "field:shoe_size"): "二十六", (None, "other:x"): "何か"}
    desk.catalogue.aside(lambda connection: write_drafts(connection, gone, {}))
    reopen(desk, desk.program.session.path)
    assert offered(desk) == []
    first, _ = offered(desk, "draft-copy")
    desk.press("Space", first)
    assert QGuiApplication.clipboard().text() in ("二十六", "何か")
    assert "二十六" in said(desk)
    assert len(drafts(desk)) == 2


def test_a_text_with_a_problem_outlives_its_record_the_window_and_a_clean_leaving(desk: Any, qtbot: Any) -> None:
    for _ in range(2):
        desk.press("Ctrl+N", desk.window)
        desk.choose("new-document")
    desk.fill(pieces="十一")
    record = desk.window.work.record.id
    desk.press("Ctrl+Shift+L", desk.window)
    desk.settle()
    assert desk.window.work.record.id == record
    assert desk.window.work.form.rows["pieces"].editor.text() == "十一"
    desk.press("Alt+Up", desk.window)
    assert desk.window.work.record.id != record
    desk.window.show_browse()
    assert "十一" in said(desk)
    assert len(offered(desk)) == 1
    reopen(desk, desk.program.session.path)
    (button,) = offered(desk)
    button.click()
    assert desk.window.work.record.id == record
    desk.fill(pieces="11")
    desk.settle()
    assert drafts(desk) == []


def test_clean_leaving_forgets(desk: Any, person: int) -> None:
    form = desk.window.work.form
    form.focus_field("note")
    desk.write("抑留", form.rows["note"].editor)
    desk.window.work.drafts.save_drafts()
    assert drafts(desk) != []
    reopen(desk, desk.program.session.path)
    assert drafts(desk) == []
    assert desk.catalogue.view(person).fields["note"] == "抑留"


def close_window(desk: Any) -> None:
    desk.press("Ctrl+Q", desk.window)
    assert not desk.window.isVisible()


def next_day(desk: Any) -> None:
    """End the program, as it ends after its window was closed, and begin it again."""
    path = desk.program.session.path
    desk.program.close()
    desk.program = Application(Settings(user="橋本"), remember=False)
    reopen(desk, path)


def type_keys(desk: Any, keys: str) -> None:
    for key in keys:
        desk.press(key)


def test_what_was_being_typed_when_the_window_was_closed_is_saved(desk: Any, person: int) -> None:
    desk.tab_to(desk.window.work.form.rows["note"].editor)
    type_keys(desk, "ABC")
    assert desk.catalogue.view(person).fields["note"] is None
    close_window(desk)
    assert desk.catalogue.view(person).fields["note"] == "abc"
    next_day(desk)
    assert offered(desk) == []
    desk.window.open_record(person)
    assert desk.window.work.form.rows["note"].editor.text() == "abc"


def test_names_and_statements_being_typed_when_the_window_was_closed_are_saved(desk: Any, person: int) -> None:
    form = desk.window.work.form
    form.add_name()
    type_keys(desk, "ABC")
    close_window(desk)
    assert [each.part.text for each in desk.catalogue.view(person).names] == ["佐久間 辰蔵", "abc"]
    next_day(desk)
    desk.window.open_record(person)
    form = desk.window.work.form
    form.add_statement("occupation")
    desk.tab_to(form.editor.value)
    type_keys(desk, "XYZ")
    close_window(desk)
    assert [each.part.value for each in desk.catalogue.view(person).statements] == ["xyz"]


def test_what_cannot_be_saved_when_the_window_is_closed_is_offered_at_the_next_opening(desk: Any) -> None:
    with desk.catalogue.change("資料") as change:
        made = change.create("document", title="手帳")
    desk.window.open_record(made)
    desk.tab_to(desk.window.work.form.rows["pieces"].editor)
    type_keys(desk, "XII")
    assert drafts(desk) == [], "the keeper has not looked yet"
    close_window(desk)
    next_day(desk)
    assert desk.catalogue.view(made).fields["pieces"] is None
    assert "xii" in said(desk)
    (button,) = offered(desk)
    desk.tab_to(button)
    desk.press("Space", button)
    assert desk.window.work.form.rows["pieces"].editor.text() == "xii"


def test_a_catalogue_open_for_reading_offers_nothing(desk: Any, person: int) -> None:
    desk.catalogue.aside(lambda connection: write_drafts(connection, {(person, "field:note"): "一"}, {}))
    second = Application(Settings(user="佐藤"), remember=False)
    path = desk.program.session.path
    second.open(path)
    second.session.complete(Program.open(path, by="佐藤"))
    try:
        assert second.window.browse.drafts.isHidden()
    finally:
        second.close()


def test_killed_while_typing_the_text_is_offered_again(desk: Any, tmp_path: Path, qtbot: Any) -> None:
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="橋本") as program, program.catalogue.change("登録") as change:
        person = change.create("person", kind="identified")
        change.add(person, Name(text="佐久間 辰蔵"))
    assert person == 1
    expected = "死亡は昭和21年さんがつ"
    with subprocess.Popen([sys.executable, "-c", CHILD, str(folder)], env=os.environ, start_new_session=True) as child:
        try:
            reader = storage.open_for_reading(folder)
            qtbot.waitUntil(lambda: [each.text for each in kept_drafts(reader)] == [expected], timeout=20_000)
            reader.close()
        finally:
            os.kill(child.pid, signal.SIGKILL)
    reopen(desk, folder)
    assert not desk.catalogue.read_only
    assert expected in said(desk)
    offered(desk)[0].click()
    assert desk.window.work.form.rows["note"].editor.text() == expected
    assert desk.catalogue.view(person).fields["note"] is None
    assert list(desk.program.session.program.check()) == []
    assert QApplication.focusWidget() is desk.window.work.form.rows["note"].editor
