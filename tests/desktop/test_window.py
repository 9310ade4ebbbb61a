"""The window by itself: lists that repaint only what changed, texts shown as text, keys, languages, problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QToolButton

from memoircat.catalogue.query import Query
from memoircat.dates import read_date
from memoircat.desktop.app import Application
from memoircat.desktop.browse.browse_page import BrowsePage
from memoircat.desktop.browse.list_model import RecordList
from memoircat.desktop.dialogs.move_dialog import MoveDialog
from memoircat.desktop.dialogs.progress_dialog import AT_ONCE, ProgressDialog
from memoircat.desktop.search.finder import Finder, SearchResults
from memoircat.desktop.search.search_box import ResultList
from memoircat.desktop.settings import Settings
from memoircat.desktop.window.main_window import _IN_COMMANDS
from memoircat.program import Program
from memoircat.records.parts import Name, Statement, Tag
from memoircat.records.registry import RECORD_TYPES

NASTY = "<img src=x> '; DROP TABLE 𠮷髙か\u3099\u200c😀"


def people(desk: Any, *names: str) -> list[int]:
    made = []
    with desk.catalogue.change("人物を登録") as change:
        for name in names:
            person = change.create("person", kind="identified")
            change.add(person, Name(text=name, script="Jpan", kind="authorised"))
            made.append(person)
    desk.settle()
    return made


def test_the_model_of_a_list_keeps_qts_rules(desk: Any, qtmodeltester: Any) -> None:
    people(desk, *(f"佐藤 {n:03}" for n in range(250)))
    model = RecordList(desk.program.session, Query("person"), "ja")
    qtmodeltester.check(model)
    with desk.catalogue.change("x") as change:
        change.delete(model.id_at(100))
        change.set(model.id_at(3), note="x")
    people(desk, "あ")
    qtmodeltester.check(model)
    assert model.rowCount() == 250


def test_a_save_repaints_its_row_and_no_other(desk: Any) -> None:
    made = people(desk, *(f"佐藤 {n:03}" for n in range(120)))
    model = desk.window.browse.model
    for row in range(120):
        model.data(model.index(row, 0))
    repainted, moved = [], []
    model.dataChanged.connect(lambda first, last: repainted.append((first.row(), last.row())))
    for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
        signal.connect(lambda *_: moved.append(1))
    with desk.catalogue.change("x") as change:
        change.set(made[57], note="新しい注記")
    assert repainted == [(57, 57)]
    assert moved == []


def test_a_new_name_moves_one_row(desk: Any) -> None:
    made = people(desk, "あべ", "いとう", "うえだ")
    model = desk.window.browse.model
    assert [model.data(model.index(row, 0)) for row in range(3)] == ["あべ", "いとう", "うえだ"]
    name = desk.catalogue.view(made[0]).names[0]
    with desk.catalogue.change("x") as change:
        change.edit(Name, name.id, text="おの")
    assert [model.data(model.index(row, 0)) for row in range(3)] == ["いとう", "うえだ", "おの"]


def test_markup_in_names_is_shown_as_text(desk: Any) -> None:
    (person,) = people(desk, NASTY)
    with desk.catalogue.change("x") as change:
        change.add(person, Statement(property="occupation", value=NASTY))
        change.set(person, note=NASTY)
    desk.window.browse.go_to(person, "person")
    desk.window.browse.show_summary()
    desk.window.open_record(person)
    desk.settle()
    for pane in (desk.window.browse.summary, desk.window.work):
        shown = [label for label in pane.findChildren(QLabel) if NASTY in label.text()]
        assert shown
        assert all(label.textFormat().name == "PlainText" for label in shown)
    assert desk.window.work.form.rows["note"].editor.text() == NASTY


def test_a_problem_stands_beside_its_field_and_the_text_stays(desk: Any) -> None:
    desk.press("Ctrl+N", desk.window)
    desk.choose("new-document")
    desk.fill(pieces="十一")
    row = desk.window.work.form.rows["pieces"]
    assert row.editor.text() == "十一"
    assert not row.message.isHidden()
    said = [each.text() for each in row.message.findChildren(QLabel)]
    assert "「十一」は整数ではありません。12 のように数字だけを入れてください。" in said
    assert desk.window.work.record.fields["pieces"] is None
    desk.fill(pieces="11")
    assert desk.window.work.record.fields["pieces"] == 11
    assert row.message.isHidden()


def test_escape_puts_back_what_stood_in_the_field(desk: Any) -> None:
    desk.press("Ctrl+N", desk.window)
    desk.choose("new-memoir")
    desk.fill(title="凍土の記")
    editor = desk.window.work.form.rows["title"].editor
    desk.tab_to(editor)
    desk.write("x", editor)
    desk.press("Escape", editor)
    assert editor.text() == "凍土の記"
    assert desk.window.pages.currentWidget() is desk.window.work


def test_undo_is_named_after_what_it_takes_back_and_survives_a_restart(desk: Any) -> None:
    people(desk, "佐久間 辰蔵")
    assert "人物を登録" in desk.window.actions_["undo"].text()
    path = desk.program.session.path
    desk.program.open(path)
    desk.program.session.complete(Program.open(path, by="橋本"))
    assert "人物を登録" in desk.window.actions_["undo"].text()
    desk.press("Ctrl+Z", desk.window)
    assert desk.window.browse.model.rowCount() == 0
    desk.press("Ctrl+Shift+Z", desk.window)
    assert desk.window.browse.model.rowCount() == 1


def test_next_keeps_the_focus_in_the_same_field(desk: Any) -> None:
    people(desk, "あべ", "いとう")
    desk.tab_to(desk.window.browse.table)
    desk.window.browse.select_first()
    desk.press("Return", desk.window.browse.table)
    desk.window.work.form.focus_field("note")
    desk.press("Alt+Down", desk.window)
    assert desk.window.work.record.label == "いとう"
    assert desk.window.work.form.focused_field() == "note"


def test_the_search_box_finds_people_and_opens_them(desk: Any, qtbot: Any) -> None:
    made = people(desk, "佐久間 辰蔵", "遠山 清一")
    desk.press("Ctrl+K", desk.window)
    desk.write("遠山", desk.window.search)
    desk.window.search.textEdited.emit("遠山")
    results = desk.window.findChild(ResultList)
    qtbot.waitUntil(results.isVisible, timeout=5000)
    desk.press("Return", desk.window.search)
    assert desk.window.work.record.id == made[1]


def test_results_go_when_the_box_is_left_and_come_back_with_it(desk: Any, qtbot: Any) -> None:
    people(desk, "佐久間 辰蔵", "遠山 清一")
    desk.press("Ctrl+K", desk.window)
    desk.write("遠山", desk.window.search)
    desk.window.search.textEdited.emit("遠山")
    results = desk.window.findChild(ResultList)
    qtbot.waitUntil(results.isVisible, timeout=5000)
    table = desk.window.browse.table
    qtbot.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.model().index(0, 0)).center()
    )
    assert not results.isVisible(), "they would lie over what the person went on to"
    assert desk.window.search.text() == "遠山"
    desk.press("Ctrl+K", desk.window)
    qtbot.waitUntil(results.isVisible, timeout=5000)
    desk.press("Return", desk.window.search)
    assert not results.isVisible()


def test_images_are_taken_in_and_shown(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    (person,) = people(desk, "佐久間 辰蔵")
    file = tmp_path / "葉書.png"
    Image.new("RGB", (320, 200), "white").save(file)
    desk.window.open_record(person)
    desk.window.commands.images.attach_files([file])
    qtbot.waitUntil(lambda: len(desk.window.work.record.pictures) == 1, timeout=5000)
    assert desk.window.work.images.isVisible()
    qtbot.waitUntil(lambda: desk.window.work.images.view.image_size().width() == 320, timeout=5000)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff no image")
    desk.window.commands.images.attach_files([broken])
    qtbot.waitUntil(lambda: "broken.jpg" in desk.window.status_text(), timeout=5000)
    assert len(desk.window.work.record.pictures) == 1


def test_a_second_window_is_read_only_and_says_who_has_it(desk: Any) -> None:
    path = desk.program.session.path
    second = Application(Settings(user="佐藤"), remember=False)
    second.open(path)
    second.session.complete(Program.open(path, by="佐藤"))
    try:
        assert second.session.read_only
        assert "橋本" in second.window.status.state_text()
        assert not second.window.actions_["new"].isEnabled()
    finally:
        second.close()


@pytest.mark.parametrize("wrong", ["nothing there", "no catalogue"])
def test_what_cannot_be_opened_is_told_on_the_start_page(desk: Any, tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "x.memoircat"
    if wrong == "no catalogue":
        path.mkdir()
        (path / "catalogue.db").write_bytes(b"not a database" * 100)
    other = Application(Settings(), remember=False)
    window = other.show(path)
    try:
        assert f"{path}：" in window.pages.start.problem.text()
        assert "ください。" in window.pages.start.problem.text()
        assert not window.pages.start.problem.isHidden()
    finally:
        other.close()


def test_the_window_changes_its_language_and_keeps_its_record(desk: Any) -> None:
    (person,) = people(desk, "佐久間 辰蔵")
    desk.window.open_record(person)
    desk.press("Ctrl+Shift+J", desk.window)
    desk.settle()
    assert desk.program.settings.language == "en"
    assert desk.window.browse.navigation.item(0).text() == "People"
    assert desk.window.work.record.id == person


def test_every_type_has_a_form_for_every_field(desk: Any) -> None:
    for code, kind in RECORD_TYPES.items():
        desk.press("Ctrl+N", desk.window)
        desk.choose(f"new-{code}")
        assert set(desk.window.work.form.rows) == {field.name for field in kind.fields}


def test_what_is_typed_stays_with_its_record(desk: Any) -> None:
    """Whatever way a record is left, its field, its new name and its open statement are saved on it and nowhere else."""
    first, second = people(desk, "あべ", "いとう")
    form_of = lambda: desk.window.work.form  # noqa: E731
    desk.window.browse.go_to(first, "person")
    desk.window.open_record(first)
    form_of().focus_field("note")
    desk.write("typed", form_of().rows["note"].editor)
    desk.write("アベ", form_of().names.new_name)
    form_of().add_statement("occupation")
    desk.write("農業", form_of().editor.value)
    desk.press("Alt+Down", desk.window)
    desk.settle()
    one, two = desk.catalogue.view(first), desk.catalogue.view(second)
    assert one.fields["note"] == "typed"
    assert [each.part.text for each in one.names] == ["あべ", "アベ"]
    assert [each.part.value for each in one.statements] == ["農業"]
    assert (two.fields["note"], len(two.names), two.statements) == (None, 1, ())

    desk.write("more", form_of().rows["note"].editor)
    desk.window.commands.records.duplicate()
    assert desk.catalogue.view(second).fields["note"] == "more"
    desk.window.open_record(second)
    desk.write("!", form_of().rows["note"].editor)
    desk.press("Ctrl+Shift+L", desk.window)
    desk.settle()
    assert "!" in desk.catalogue.view(second).fields["note"]
    with desk.catalogue.change("nach dem Wechsel") as change:
        change.set(second, note="x")
    desk.settle()


def test_a_duplicate_has_every_field_and_a_code_of_its_own_but_no_parts(desk: Any) -> None:
    values = {"title": "日記", "note": "注", "extent": "一冊", "language": ("ja",), "access": "on_site", "pieces": 3}
    with desk.catalogue.change("登録") as change:
        first = change.create("document", code="MA-1-09", date=read_date("昭和21年冬頃").stored(), **values)
        change.add(first, Tag(text="日記類"))
    desk.settle()
    desk.window.open_record(first)
    desk.window.actions_["duplicate"].trigger()
    one, two = desk.catalogue.view(first), desk.window.work.record
    assert two.id != first
    assert two.code == "MA-1-10"
    assert {**two.fields, "code": None} == {**one.fields, "code": None}
    assert [len(each.parts["tag"]) for each in (one, two)] == [1, 0]
    assert len(desk.catalogue.history()) == 2, "one step of undo"


def test_editing_a_note_of_a_statement_leaves_the_rest_as_it_was(desk: Any) -> None:
    (person,) = people(desk, "あべ")
    with desk.catalogue.change("x") as change:
        source = change.create("source", title="名簿")
        said = Statement(
            property="birth", start=read_date("1910").stored(), until=read_date("1911").stored(), source=source
        )
        statement = change.add(person, said)
        change.delete(source)
    desk.window.open_record(person)
    form = desk.window.work.form
    form.editor.edit(form.record, form.record.statements[0])
    desk.write("注", form.editor.note)
    desk.press("Return", form.editor.note)
    (kept,) = [each.part for each in desk.catalogue.view(person).statements if each.id == statement]
    assert (kept.note, kept.source, kept.until.text) == ("注", source, "1911")


def test_a_window_opens_on_the_first_rows_and_counts_a_long_list_afterwards(
    desk: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    people(desk, *(f"佐藤 {n:03}" for n in range(40)))
    monkeypatch.setattr("memoircat.desktop.browse.list_model._AT_ONCE", 10)
    page = BrowsePage(desk.program.session, desk.window.look, {})
    qtbot.addWidget(page)
    assert page.model.rowCount() == 10
    assert page.count_words() == "…", "nothing is said that is not known"
    qtbot.waitUntil(lambda: page.model.rowCount() == 40, timeout=5000)
    assert page.count_words() == "40件"
    assert page.model.index(39, 0).data() == "佐藤 039"
    page.model.show(Query("place"))
    page.model.show(Query("person"))
    assert page.model.rowCount() == 40, "counted once, its length is known"


@pytest.fixture
def uncounted(desk: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], BrowsePage]:
    """Opens a list of 40 people, of whom ten are read at first."""
    people(desk, *(f"佐藤 {n:03}" for n in range(40)))
    monkeypatch.setattr("memoircat.desktop.browse.list_model._AT_ONCE", 10)

    def open_() -> BrowsePage:
        page = BrowsePage(desk.program.session, desk.window.look, {})
        qtbot.addWidget(page)
        assert not page.model.is_counted
        return page

    return open_


def test_what_takes_the_whole_list_counts_it_first(uncounted: Callable[[], BrowsePage], qtbot: Any) -> None:
    page = uncounted()
    page.table.selectAll()
    assert len(page.table.selectionModel().selectedRows()) == 40
    assert page.count_words() == "40件"
    page = uncounted()
    page.show()
    qtbot.keyClick(page.table, Qt.Key.Key_End)
    assert page.table.currentIndex().row() == 39


def test_a_short_list_says_its_length_at_once_chosen_before_the_first_is_counted_or_not(
    desk: Any, uncounted: Callable[[], BrowsePage], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = uncounted()
    page.model.show(Query("place"))
    assert page.count_words() == "0件"
    monkeypatch.setattr("memoircat.desktop.browse.list_model._AT_ONCE", 100)
    page = BrowsePage(desk.program.session, desk.window.look, {})
    qtbot.addWidget(page)
    assert page.count_words() == "40件"


def test_a_list_as_long_as_what_is_read_at_first_is_counted_too(
    uncounted: Callable[[], BrowsePage], monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    monkeypatch.setattr("memoircat.desktop.browse.list_model._AT_ONCE", 40)
    page = uncounted()
    qtbot.waitUntil(lambda: page.count_words() == "40件", timeout=5000)


def test_a_record_that_goes_from_rows_not_looked_at_leaves_the_list(desk: Any, qtbot: Any) -> None:
    made = people(desk, *(f"佐藤 {n:03}" for n in range(400)))
    model = desk.window.browse.model
    qtbot.waitUntil(lambda: model.rowCount() == 400, timeout=5000)
    with desk.catalogue.change("消す") as change:
        change.delete(made[380])
    qtbot.waitUntil(lambda: model.rowCount() == 399, timeout=5000)


def test_every_tool_of_the_top_bar_shows_its_sign(desk: Any) -> None:
    tools = desk.window.findChildren(QToolButton)
    assert [tool.defaultAction().objectName() for tool in tools if tool.defaultAction()][:2] == ["undo", "redo"]
    assert not [tool.defaultAction().objectName() for tool in tools if tool.defaultAction() and tool.icon().isNull()]


def test_what_was_found_for_a_search_given_up_is_not_told(desk: Any, qtbot: Any) -> None:
    people(desk, "佐久間 辰蔵")
    finder = Finder(desk.program.session, 8)
    told: list[SearchResults] = []
    finder.results_ready.connect(told.append)
    finder.ask("佐久間")
    finder._runner._pool.waitForDone(5000)  # found, and on its way to the window
    finder.cancel()
    desk.finish()
    assert told == []
    finder.ask("佐久間")
    qtbot.waitUntil(lambda: bool(told), timeout=5000)


def test_a_long_list_is_sorted_beside_the_window(desk: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    people(desk, *(f"佐藤 {n:03}" for n in range(40)))
    monkeypatch.setattr("memoircat.desktop.browse.list_model._SORTED_AT_ONCE", 10)
    model = desk.window.browse.model
    by_code = [column.name for column in model.columns].index("reading")
    model.sort(by_code, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == 40, "the rows stay until the new order is there"
    qtbot.waitUntil(lambda: model.query.sort == "reading", timeout=5000)
    assert model.rowCount() == 40
    model.sort(by_code, Qt.SortOrder.AscendingOrder)
    model.sort(0)
    desk.finish()
    assert model.query.sort is None, "an order asked for before the last one is not taken"


def test_a_change_of_many_rows_is_undone_beside_the_window_and_can_be_stopped(desk: Any, qtbot: Any) -> None:
    made = people(desk, *(f"佐藤 {n:03}" for n in range(AT_ONCE)))
    before = desk.catalogue.state()
    with desk.catalogue.change("多くの記録に注記") as change:
        for each in made:
            change.set(each, note="注記")
            change.set(each, sex="male")
    after = desk.catalogue.state()

    def being_turned() -> bool:
        return any(each.isVisible() for each in desk.window.findChildren(ProgressDialog))

    desk.press("Ctrl+Z", desk.window)
    dialog = desk.window.findChild(ProgressDialog)
    assert dialog is not None, "it does not hold the window up"
    assert dialog.writing
    desk.press("Escape", dialog)
    qtbot.waitUntil(lambda: not dialog.writing, timeout=20_000)
    assert desk.catalogue.state() == after, "stopped, it changed nothing"
    dialog.reject()
    desk.settle()
    desk.press("Ctrl+Z", desk.window)
    assert being_turned()
    qtbot.waitUntil(lambda: not being_turned(), timeout=30_000)
    assert desk.catalogue.state() == before
    desk.press("Ctrl+Shift+Z", desk.window)
    assert being_turned()
    qtbot.waitUntil(lambda: not being_turned(), timeout=30_000)
    assert desk.catalogue.state() == after


def test_a_command_on_one_record_does_not_read_all_that_are_selected(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with desk.catalogue.change("x") as change:
        for number in range(30):
            change.create("document", title=f"葉書 {number:02}")
    desk.settle()
    desk.window.browse.navigation.choose("document")
    desk.window.browse.table.selectAll()
    read: list[int] = []
    views, view = desk.catalogue.views, desk.program.session.view
    monkeypatch.setattr(desk.catalogue, "views", lambda ids: read.extend(ids) or views(ids))
    monkeypatch.setattr(desk.program.session, "view", lambda id_: read.append(id_) or view(id_))
    for command in ("history", "separate", "duplicate", "new_below", "print", "move"):
        desk.window.commands.handlers[command]()
        desk.settle()
        assert len(read) < 10, command
    dialog = desk.window.findChild(MoveDialog)
    assert "25" in "".join(each.text() for each in dialog.findChildren(QLabel)), "it says how many more"
    dialog.reject()


def test_the_source_in_hand_is_asked_for_where_it_is_seen(desk: Any) -> None:
    desk.press("Ctrl+H", desk.window)
    assert desk.window.browse.isVisible()
    assert not desk.window.work.source_bar.source.hasFocus()
    assert desk.window.status_text() != "", "nothing can be opened: it says so"
    (made,) = people(desk, "佐久間 辰蔵")
    desk.window.browse.go_to(made, "person")
    desk.press("Ctrl+H", desk.window)
    assert desk.window.work.isVisible()
    assert desk.window.work.record.id == made
    assert desk.window.work.source_bar.source.hasFocus()


def test_commands_has_a_handler_for_each_action_that_is_left_to_it(desk: Any) -> None:
    assert sorted(desk.window.commands.handlers) == sorted(_IN_COMMANDS)
