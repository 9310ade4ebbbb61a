"""The holdings as a tree, by keyboard and by dragging; the history of a record and a version brought back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from memoircat.catalogue.placing import make_below
from memoircat.desktop.browse.holdings_tree import HoldingsModel
from memoircat.desktop.dialogs.history_dialog import HistoryDialog
from memoircat.desktop.dialogs.move_dialog import MoveDialog
from memoircat.search.reader import Reader


@pytest.fixture
def archive(desk: Any) -> Any:
    with desk.catalogue.change("x") as change:
        fonds = change.create("collection", code="MA-1", title="佐久間家資料", level="fonds")
        for title in ("日記", "葉書"):
            series = make_below(change, fonds, "collection")
            change.set(series, title=title)
        item = make_below(change, series, "document")
        change.set(item, title="葉書 第一")
    desk.settle()
    return desk


def shown(tree: Any) -> list[str]:
    """The titles of the rows that are open, from above."""
    model, found, index = tree.holdings, [], tree.model().index(0, 0)
    while index.isValid():
        found.append(model.branch(index).label)
        index = tree.indexBelow(index)
    return found


def test_the_tree_keeps_qts_rules(archive: Any, qtmodeltester: Any) -> None:
    model = HoldingsModel(archive.program.session, archive.window.look)
    qtmodeltester.check(model)
    model.fetchMore(model.index(0, 0))
    qtmodeltester.check(model)


def test_branches_open_with_the_arrows_and_enter_opens_the_record(archive: Any) -> None:
    archive.press("F7", archive.window)
    tree = archive.window.browse.tree
    assert tree.hasFocus()
    assert archive.window.browse.model.query.record_type == "collection"
    assert shown(tree) == ["佐久間家資料"]
    archive.press("Right", tree)
    archive.press("Down", tree)
    archive.press("Down", tree)
    archive.press("Right", tree)
    archive.press("Down", tree)
    assert shown(tree) == ["佐久間家資料", "日記", "葉書", "葉書 第一"]
    archive.press("Return", tree)
    archive.settle()
    assert archive.window.work.record.label == "葉書 第一"
    archive.press("Escape", archive.window.work)
    archive.settle()
    assert tree.hasFocus()
    assert tree.current_id() == archive.window.work.record.id


def test_a_record_is_moved_by_dragging_and_by_name_and_undo_puts_it_back(archive: Any) -> None:
    archive.press("F7", archive.window)
    browse = archive.window.browse
    tree, model = browse.tree, browse.tree.holdings
    item = archive.catalogue.find("MA-1-02-01")
    assert tree.go_to(item)
    dragged = model.mimeData([tree.currentIndex()])
    diary = model.index_of(archive.catalogue.find("MA-1-01"))
    assert tree.dragEnabled() and tree.acceptDrops() and tree.dragDropMode() == tree.DragDropMode.DragDrop
    assert model.flags(tree.currentIndex()) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.flags(diary) & Qt.ItemFlag.ItemIsDropEnabled
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, diary)
    archive.settle()
    assert archive.catalogue.view(item).fields["parent"] == archive.catalogue.find("MA-1-01")
    assert tree.current_id() == item, "the record stays chosen where it lies now"
    archive.press("Ctrl+Z", archive.window)
    archive.settle()
    assert archive.catalogue.view(item).fields["parent"] == archive.catalogue.find("MA-1-02")

    tree.go_to(item)
    archive.press("Ctrl+Shift+M", archive.window)
    dialog = archive.window.findChild(MoveDialog)
    archive.write("日記", dialog.line)
    archive.press("Return", dialog.line)
    archive.settle()
    assert archive.catalogue.view(item).fields["parent"] == archive.catalogue.find("MA-1-01")
    archive.come_back()

    tree.go_to(archive.catalogue.find("MA-1"))
    model.dropMimeData(model.mimeData([tree.currentIndex()]), Qt.DropAction.MoveAction, -1, -1, model.index_of(item))
    archive.settle()
    assert "自分自身の中に入る" in archive.window.status_text()


def test_a_record_is_moved_into_one_whose_code_begins_those_of_its_children(archive: Any) -> None:
    archive.press("F7", archive.window)
    tree, below, into = archive.window.browse.tree, archive.catalogue.find("MA-1-02-01"), archive.catalogue.find("MA-1")
    assert tree.go_to(below)
    archive.press("Ctrl+Shift+M", archive.window)
    dialog = archive.window.findChild(MoveDialog)
    archive.write("MA-1  ", dialog.line)
    archive.press("Return", dialog.line)
    archive.settle()
    assert archive.catalogue.view(below).fields["parent"] == into


def test_a_record_is_made_in_another_with_the_next_number(archive: Any) -> None:
    archive.press("F7", archive.window)
    tree = archive.window.browse.tree
    tree.go_to(archive.catalogue.find("MA-1-02"))
    archive.press("Ctrl+Shift+D", archive.window)
    archive.settle()
    made = archive.window.work.record
    assert (made.code, made.type.code, made.fields["level"]) == ("MA-1-02-02", "document", "item")
    assert QApplication.focusWidget() is archive.window.work.form.rows["title"].editor


def test_a_version_is_brought_back_from_the_history(desk: Any) -> None:
    with desk.catalogue.change("作る") as change:
        made = change.create("memoir", title="凍土の記")
    for title in ("凍土の記録", "違う題"):
        with desk.catalogue.change("題") as change:
            change.set(made, title=title)
    desk.window.open_record(made)
    desk.settle()
    desk.press("Ctrl+Shift+H", desk.window)
    dialog = desk.window.findChild(HistoryDialog)
    assert not dialog.accepting.isEnabled(), "the newest version stands already"
    texts = [dialog.table.item(row, 4).text() for row in range(dialog.table.rowCount())]
    assert "違う題" in texts[0]
    desk.press("Down", dialog.table)
    assert dialog.accepting.isEnabled()
    desk.press("Return", dialog.table)
    desk.settle()
    assert desk.window.work.record.fields["title"] == "凍土の記録"
    assert desk.catalogue.history(limit=1)[0].by == "橋本"
    desk.press("Ctrl+Z", desk.window)
    desk.settle()
    assert desk.window.work.record.fields["title"] == "違う題"


def test_the_history_does_not_offer_what_was_before_the_record_was_there(desk: Any) -> None:
    with desk.catalogue.change("作る") as change:
        made = change.create("document", title="日記")
    desk.catalogue.undo()
    desk.catalogue.redo()
    with desk.catalogue.change("題") as change:
        change.set(made, title="葉書")
    desk.window.open_record(made)
    desk.settle()
    desk.press("Ctrl+Shift+H", desk.window)
    dialog = desk.window.findChild(HistoryDialog)
    offered = {}
    for row in range(dialog.table.rowCount()):
        dialog.table.setCurrentCell(row, 0)
        offered[dialog.table.item(row, 2).text().split("（")[0]] = dialog.accepting.isEnabled()
    assert offered == {"題": False, "やり直し：作る": True, "取り消し：作る": False, "作る": True}
    dialog.reject()


@pytest.mark.parametrize("change", ["Ctrl+Shift+L", "Ctrl+Plus"])
def test_a_window_made_anew_shows_the_tree_again(archive: Any, change: str) -> None:
    item = archive.catalogue.find("MA-1-02-01")
    archive.press("F7", archive.window)
    assert archive.window.browse.tree.go_to(item)
    before = archive.window
    archive.press(change, archive.window)
    archive.settle()
    browse = archive.window.browse
    assert archive.window is not before
    assert browse.tree is not None
    assert browse.tree.hasFocus()
    assert browse.current_id() == item
    assert browse.model.query.record_type == "collection"


def test_the_form_refuses_a_place_in_itself_beside_the_field(archive: Any) -> None:
    fonds = archive.catalogue.find("MA-1")
    archive.window.open_record(fonds)
    archive.settle()
    archive.fill(parent="MA-1-02")
    row = archive.window.work.form.rows["parent"]
    assert "自分自身の中に入る" in row.message.text()
    assert row.editor.text() == "MA-1-02", "what was typed stays"
    assert archive.catalogue.view(fonds).fields["parent"] is None


def test_what_lay_in_a_deleted_record_is_still_in_the_tree(archive: Any) -> None:
    item = archive.catalogue.find("MA-1-02-01")
    archive.press("F7", archive.window)
    tree = archive.window.browse.tree
    tree.go_to(archive.catalogue.find("MA-1-02"))
    archive.window.actions_["delete"].trigger()
    archive.settle()
    assert "葉書 第一" in shown(tree)
    assert tree.go_to(item)


@pytest.fixture
def heap(archive: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """More documents that lie in nothing than are shown at once."""
    monkeypatch.setattr("memoircat.desktop.browse.holdings_tree._PAGE", 20)
    with archive.catalogue.change("x") as change:
        for number in range(400):
            change.create("document", code=f"Z-{number:03}", title=f"葉書 {number:03}")
    archive.settle()
    return archive


def test_the_tree_keeps_qts_rules_page_by_page(heap: Any, qtmodeltester: Any) -> None:
    model = HoldingsModel(heap.program.session, heap.window.look)
    assert model.rowCount() == 20
    assert model.index_of(heap.catalogue.find("Z-300")).row() == 301
    assert model.rowCount() == 302
    qtmodeltester.check(model)
    assert model.rowCount() > 302, "it asked for more"


def test_what_lies_in_nothing_is_shown_page_by_page(heap: Any, qtbot: Any) -> None:
    heap.press("F7", heap.window)
    tree = heap.window.browse.tree
    shown_first = tree.holdings.rowCount()
    assert 20 <= shown_first < 200
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: tree.holdings.rowCount() > shown_first)
    assert tree.go_to(heap.catalogue.find("Z-300"))
    assert tree.holdings.rowCount() >= 302
    heap.press("End", tree)
    assert tree.current_id() == heap.catalogue.find("Z-399")
    tree.go_to(heap.catalogue.find("MA-1"))
    with heap.catalogue.change("x") as change:
        change.create("collection", code="MA-0")
    heap.settle()
    assert tree.holdings.rowCount() < 200, "read anew, it begins with the first page"
    tree.selectAll()
    assert len(tree.selected_ids()) == 402, "all are all"


def test_a_save_shows_its_words_and_keeps_what_is_selected(heap: Any, qtbot: Any) -> None:
    heap.press("F7", heap.window)
    tree = heap.window.browse.tree
    tree.selectAll()
    selected = tree.selected_ids()
    fonds, item = (heap.catalogue.find(code) for code in ("MA-1", "MA-1-02-01"))
    with qtbot.assertNotEmitted(tree.holdings.modelReset):
        with heap.catalogue.change("x") as change:
            change.set(fonds, title="佐久間家文書")
            person = change.create("person")
        with heap.catalogue.change("x") as change:
            change.set(person, note="注")
    assert shown(tree)[0] == "佐久間家文書"
    assert tree.selected_ids() == selected
    with heap.catalogue.change("x") as change:
        change.delete(item)
        change.create("collection", code="MA-2", title="新しい資料群")
    heap.settle()
    assert "新しい資料群" in shown(tree)
    assert sorted(tree.selected_ids()) == sorted(selected)


def test_a_tree_that_nobody_looks_at_is_read_when_somebody_does(
    heap: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heap.press("F7", heap.window)
    tree = heap.window.browse.tree
    heap.press("F7", heap.window)
    read: list[Any] = []
    branches = Reader.branches
    monkeypatch.setattr(Reader, "branches", lambda *of: read.append(of) or branches(*of))
    with heap.catalogue.change("x") as change:
        made = change.create("collection", code="MA-2", title="新しい資料群")
        change.set(heap.catalogue.find("MA-1"), title="佐久間家文書")
    heap.settle()
    assert not read
    heap.press("F7", heap.window)
    assert shown(tree)[:2] == ["佐久間家文書", "新しい資料群"]
    assert tree.go_to(made)
    with heap.catalogue.change("x") as change:
        change.delete(made)
    heap.settle()
    assert "新しい資料群" not in shown(tree)
