"""Editing the selected together, and find and replace: by keyboard, as at the desk."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from memoircat.desktop.batch.batch_dialog import BatchDialog
from memoircat.desktop.batch.replace_dialog import ReplaceDialog
from memoircat.editing import replacing
from memoircat.records.parts import Name, Statement, Tag


@pytest.fixture
def shelf(desk: Any) -> Any:
    """Four documents in the list, the first with the focus."""
    with desk.catalogue.change("x") as change:
        for number, kind in enumerate(("diary", "diary", "letter", "letter"), 1):
            made = change.create(
                "document",
                title=f"日誌{number}",
                document_type=kind,
                extent="1冊",
                note=f"タイシエト{number}、タイシエト",
            )
            change.add(made, Tag(text="要撮影"))
    desk.window.browse.navigation.choose("document")
    desk.tab_to(desk.window.browse.table)
    desk.settle()
    return desk


def select(desk: Any, more: int) -> None:
    """The first row, and ``more`` below it."""
    table = desk.window.browse.table
    desk.tab_to(table)
    desk.press("Home", table)
    for _ in range(more):
        desk.press("Shift+Down", table)


def batch(desk: Any, qtbot: Any) -> BatchDialog:
    desk.press("Ctrl+E", desk.window)
    dialog = desk.window.findChildren(BatchDialog)[-1]
    qtbot.waitUntil(lambda: row(dialog, dialog.rows[0].field.name).holds.text() != "")
    return dialog


def row(dialog: BatchDialog, name: str) -> Any:
    return next(each for each in dialog.rows if each.objectName() == f"batch-{name}")


def fields(desk: Any, name: str) -> list[Any]:
    ids = [desk.window.browse.model.id_at(number) for number in range(desk.window.browse.model.rowCount())]
    return [each.fields[name] for each in desk.catalogue.views(ids)]


def test_the_selected_are_edited_in_one_step_after_a_preview(shelf: Any, qtbot: Any) -> None:
    before, steps = shelf.catalogue.state(), len(shelf.catalogue.history())
    select(shelf, 2)
    dialog = batch(shelf, qtbot)
    assert "2" in row(dialog, "document_type").holds.text()
    assert "1冊" in row(dialog, "extent").holds.text()
    assert row(dialog, "scope").holds.text() == "—"
    assert not dialog.accepting.isEnabled()
    field = row(dialog, "document_type")
    shelf.tab_to(field.editor)
    shelf.write("手紙", field.editor)
    assert field.edit() is not None
    assert not field.mark.pixmap().isNull()
    qtbot.waitUntil(dialog.accepting.isEnabled)
    assert "3" in dialog.said.text()
    assert "2" in dialog.said.text()
    assert "2" in dialog.accepting.text()
    assert [dialog.table.item(0, column).text() for column in (1, 3, 4)] == ["日誌1", "日記・日誌", "手紙"]
    assert shelf.catalogue.state() == before, "nothing is written before the button"
    shelf.press("Return", field.editor)
    qtbot.waitUntil(lambda: len(shelf.catalogue.history()) == steps + 1)
    assert fields(shelf, "document_type") == ["letter"] * 4
    qtbot.waitUntil(lambda: "種別" in shelf.window.actions_["undo"].text())
    shelf.press("Ctrl+Z", shelf.window)
    assert shelf.catalogue.state() == before


def test_a_field_that_is_put_back_is_not_changed(shelf: Any, qtbot: Any) -> None:
    select(shelf, 3)
    dialog = batch(shelf, qtbot)
    extent, place = row(dialog, "extent"), row(dialog, "location")
    for field, text in ((extent, "2冊"), (place, "棚3")):
        shelf.tab_to(field.editor)
        shelf.write(text, field.editor)
    shelf.press("Escape", place.editor)
    assert place.edit() is None
    assert place.editor.text() == ""
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.accepting.isEnabled)
    shelf.press("Ctrl+Return", dialog)
    qtbot.waitUntil(lambda: fields(shelf, "extent") == ["2冊"] * 4)
    assert fields(shelf, "location") == [None] * 4


def test_what_cannot_be_taken_is_said_beside_it_and_keeps_all_out(shelf: Any, qtbot: Any) -> None:
    select(shelf, 1)
    dialog = batch(shelf, qtbot)
    pieces, extent = row(dialog, "pieces"), row(dialog, "extent")
    for field, text in ((extent, "2冊"), (pieces, "三つ")):
        shelf.tab_to(field.editor)
        shelf.write(text, field.editor)
    qtbot.waitUntil(lambda: "三つ" in pieces.message.text() and not dialog.busy)
    assert not dialog.accepting.isEnabled()
    shelf.press("Ctrl+Return", dialog)
    assert not dialog.writing
    assert fields(shelf, "extent") == ["1冊"] * 4
    pieces.editor.selectAll()
    shelf.write("3", pieces.editor)
    qtbot.waitUntil(dialog.accepting.isEnabled)
    assert pieces.message.text() == ""
    shelf.press("Return", pieces.editor)
    qtbot.waitUntil(lambda: fields(shelf, "pieces") == [3, 3, None, None])


def test_a_field_is_cleared_and_a_tag_exchanged_with_the_arrow_keys(shelf: Any, qtbot: Any) -> None:
    select(shelf, 1)
    dialog = batch(shelf, qtbot)
    extent = row(dialog, "extent")
    shelf.tab_to(extent.way)
    shelf.press("Down", extent.way)
    shelf.press("Down", extent.way)
    assert extent.edit().action == "clear"
    for name, text in (("tags-add", "戦友会"), ("tags-take", "要撮影")):
        tag = row(dialog, name)
        shelf.tab_to(tag.editor)
        shelf.write(text, tag.editor)
    qtbot.waitUntil(dialog.accepting.isEnabled)
    shelf.press("Ctrl+Return", dialog)
    qtbot.waitUntil(lambda: fields(shelf, "extent") == [None, None, "1冊", "1冊"])
    ids = [shelf.window.browse.model.id_at(number) for number in range(3)]
    tags = [[held.part.text for held in each.parts["tag"]] for each in shelf.catalogue.views(ids)]
    assert tags == [["戦友会"], ["戦友会"], ["要撮影"]]


@pytest.fixture
def camp(desk: Any) -> Any:
    with desk.catalogue.change("x") as change:
        for name in ("佐藤 昭一", "鈴木 昭二", "高橋 昭三"):
            made = change.create("person")
            change.add(made, Name(text=name, family=name[:2], given=name[3:]))
            change.add(made, Statement(property="camp_stay", place_text="タイシエト"))
    desk.tab_to(desk.window.browse.table)
    desk.settle()
    return desk


def test_a_camp_is_set_on_all_selected_people(camp: Any, qtbot: Any) -> None:
    before = camp.catalogue.state()
    select(camp, 2)
    dialog = batch(camp, qtbot)
    dialog.tabs.setCurrentIndex(1)
    lines = dialog.statement
    lines.what.setCurrentIndex(lines.what.findData("camp_stay"))
    for line, text in ((lines.value, "第7収容所"), (lines.start.editor, "昭和21年"), (lines.source, "名簿 甲")):
        camp.tab_to(line)
        camp.write(text, line)
    qtbot.waitUntil(dialog.accepting.isEnabled)
    assert "名簿 甲" in dialog.said.text()
    camp.press("Return", lines.source)
    qtbot.waitUntil(lambda: "収容" in camp.window.actions_["undo"].text())
    ids = [camp.window.browse.model.id_at(number) for number in range(3)]
    said = [each.statements[-1].part for each in camp.catalogue.views(ids)]
    assert {(each.place_text, each.start.text, each.occurrence) for each in said} == {("第7収容所", "昭和21年", 2)}
    camp.press("Ctrl+Z", camp.window)
    assert camp.catalogue.state() == before


def test_with_nothing_selected_it_is_said_what_to_do(desk: Any) -> None:
    desk.press("Ctrl+E", desk.window)
    assert not desk.window.findChildren(BatchDialog)
    assert desk.window.status_text()


# Find and replace ----------------------------------------------------------------------------------------------


def replace(desk: Any, find: str, by: str) -> ReplaceDialog:
    desk.press("Ctrl+Shift+R", desk.window)
    dialog = desk.window.findChildren(ReplaceDialog)[-1]
    assert dialog.focusWidget() is dialog.sought
    desk.write(find)
    desk.tab_to(dialog.replacement)
    desk.write(by)
    desk.press("Return")
    return dialog


def test_every_place_but_the_one_unchecked_is_replaced(shelf: Any, qtbot: Any) -> None:
    before, steps = shelf.catalogue.state(), len(shelf.catalogue.history())
    dialog = replace(shelf, "タイシエト", "タイシェト")
    qtbot.waitUntil(lambda: dialog.matches.rowCount() == 8)
    assert dialog.focusWidget() is dialog.table
    shelf.press("Down", dialog.table)
    shelf.press("Space", dialog.table)
    assert "7" in dialog.accepting.text()
    assert shelf.catalogue.state() == before
    shelf.press("Return", dialog.table)
    qtbot.waitUntil(lambda: len(shelf.catalogue.history()) == steps + 1)
    assert fields(shelf, "note") == ["タイシェト1、タイシエト", *(f"タイシェト{n}、タイシェト" for n in (2, 3, 4))]
    qtbot.waitUntil(lambda: "タイシェト" in shelf.window.actions_["undo"].text())
    shelf.press("Ctrl+Z", shelf.window)
    assert shelf.catalogue.state() == before


def test_the_selected_the_list_or_all_are_looked_through(shelf: Any, qtbot: Any) -> None:
    browse = shelf.window.browse
    browse.narrow(dataclasses.replace(browse.model.query, where={"document_type": "diary"}))
    select(shelf, 0)
    dialog = replace(shelf, "タイシエト", "x")
    qtbot.waitUntil(lambda: dialog.matches.rowCount() == 4)
    for scope, number in ((1, 2), (2, 8)):
        dialog.scope.setCurrentIndex(scope)
        assert dialog.matches.rowCount() == 0, "what is shown answers what is asked"
        shelf.press("Return", dialog.sought)
        qtbot.waitUntil(lambda number=number: dialog.matches.rowCount() == number)
    dialog.whole.setChecked(True)
    shelf.press("Return", dialog.sought)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert not dialog.accepting.isEnabled()
    assert dialog.said.text()


def test_names_are_replaced_with_their_parts(camp: Any, qtbot: Any) -> None:
    select(camp, 2)
    dialog = replace(camp, "昭", "照")
    qtbot.waitUntil(lambda: dialog.matches.rowCount() == 3)
    camp.press("Return", dialog.table)
    qtbot.waitUntil(lambda: camp.window.browse.model.data(camp.window.browse.model.index(0, 0)).endswith("照一"))
    name = camp.catalogue.view(camp.window.browse.model.id_at(0)).names[0].part
    assert (name.text, name.family, name.given) == ("佐藤 照一", "佐藤", "照一")


def test_camps_are_replaced_where_they_are_chosen_and_undone(camp: Any, qtbot: Any) -> None:
    people = [camp.window.browse.model.id_at(number) for number in range(3)]
    with camp.catalogue.change("x") as change:
        change.add(people[0], Name(text="タイシエト", kind="variant"))
        for stay in [camp.catalogue.view(each).statements[0] for each in people]:
            change.edit(Statement, stay.id, note="タイシエトの駅前")
    before, steps = camp.catalogue.state(), len(camp.catalogue.history())

    def stays() -> list[tuple[str | None, str | None]]:
        said = [camp.catalogue.view(each).statements[0].part for each in people]
        return [(each.place_text, each.note) for each in said]

    select(camp, 2)
    dialog = replace(camp, "タイシエト", "タイシェト")
    qtbot.waitUntil(lambda: dialog.matches.rowCount() == 7)
    camp.tab_to(dialog.findChild(QPushButton, "fields-none"), back=True)
    camp.press("Space")
    camp.tab_to(dialog.fields, back=True)
    camp.press("Home")
    camp.walk_down(lambda: dialog.fields.currentItem().text() == "記載")
    camp.press("Space")
    assert dialog.matches.rowCount() == 0, "what is shown answers what is asked"
    camp.tab_to(dialog.sought, back=True)
    camp.press("Return")
    qtbot.waitUntil(lambda: dialog.matches.rowCount() == 3)
    camp.press("Down")
    camp.press("Space")
    assert camp.catalogue.state() == before
    camp.press("Return")
    qtbot.waitUntil(lambda: len(camp.catalogue.history()) == steps + 1)
    note = "タイシエトの駅前"
    assert stays() == [("タイシェト", note), ("タイシエト", note), ("タイシェト", note)]
    assert [each.part.text for each in camp.catalogue.view(people[0]).names] == ["佐藤 昭一", "タイシエト"]
    qtbot.waitUntil(lambda: "タイシェト" in camp.window.actions_["undo"].text())
    camp.press("Ctrl+Z", camp.window)
    assert camp.catalogue.state() == before


def test_a_search_is_stopped_with_esc_and_nothing_is_lost(
    shelf: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = [True]

    def never(text: str) -> Any:
        while endless[0]:
            yield 0, 1

    monkeypatch.setattr(replacing, "_finder", lambda _wanted: never)
    monkeypatch.setattr(replacing, "MOST_PLACES", 10**9)
    dialog = replace(shelf, "タイシエト", "タイシェト")
    assert dialog.busy
    shelf.press("Escape", dialog)
    assert not dialog.busy
    assert dialog.isVisible()
    assert dialog.sought.text() == "タイシエト"
    endless[0] = False
    shelf.press("Escape", dialog)
    assert not dialog.isVisible()
