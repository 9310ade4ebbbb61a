"""Narrowing a list, keeping a search under a name, choosing columns: by keyboard, as at the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from memoircat.catalogue.query import Query
from memoircat.dates import read_date
from memoircat.desktop.browse.side_list import CountRole, ValueRole
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.records.parts import Name, Statement


@pytest.fixture
def camp(desk: Any) -> Any:
    """Five people: three of Yamagata, two of them born in 1918."""
    born = (("佐藤", "yamagata", "1918"), ("鈴木", "yamagata", "1918"), ("高橋", "yamagata", "1923"))
    with desk.catalogue.change("x") as change:
        for name, place, year in (*born, ("田中", "miyagi", "1919"), ("渡辺", None, None)):
            made = change.create("person")
            change.add(made, Name(text=name))
            if place:
                change.add(made, Statement(property="home_prefecture", value=place, term=place))
            if year:
                change.add(made, Statement(property="birth", start=read_date(year).stored()))
    desk.window.browse.facets.show_query(desk.window.browse.model.query)
    return desk


def facet_rows(desk: Any) -> dict[tuple[str, str], int]:
    shown = desk.window.browse.facets.list
    items = [shown.item(row) for row in range(shown.count())]
    return {item.data(ValueRole): item.data(CountRole) for item in items if item.data(ValueRole)}


def check(desk: Any, facet: str, value: str) -> None:
    """Go to a value with the arrows and check it with the space bar."""
    desk.press("Ctrl+F", desk.window)
    shown = desk.window.browse.facets.list
    assert shown.hasFocus()
    wanted = next(row for row in range(shown.count()) if shown.item(row).data(ValueRole) == (facet, value))
    for _ in range(shown.count()):
        if shown.currentRow() == wanted:
            break
        desk.press("Down" if shown.currentRow() < wanted else "Up", shown)
    assert shown.currentRow() == wanted
    desk.press("Space", shown)


def narrow(desk: Any, where: dict[str, Any]) -> None:
    browse = desk.window.browse
    browse.narrow(replace(browse.model.query, where=where))


def labels(desk: Any) -> list[str]:
    model = desk.window.browse.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


def test_a_value_that_is_checked_narrows_the_list_and_the_numbers_are_those_of_the_rows(camp: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: facet_rows(camp).get(("prefecture", "yamagata")) == 3)
    assert facet_rows(camp)[("prefecture", "")] == 1
    check(camp, "prefecture", "yamagata")
    assert labels(camp) == ["佐藤", "鈴木", "高橋"]
    assert camp.window.browse.facets.list.hasFocus()
    check(camp, "prefecture", "miyagi")
    assert sorted(labels(camp)) == sorted(["佐藤", "鈴木", "高橋", "田中"])
    check(camp, "prefecture", "yamagata")
    assert labels(camp) == ["田中"]
    camp.press("Ctrl+Shift+F", camp.window)
    assert len(labels(camp)) == 5


def test_a_range_of_years_narrows_and_one_that_is_none_is_explained(camp: Any) -> None:
    pane = camp.window.browse.facets
    camp.tab_to(pane.range)
    camp.write("1918/1919", pane.range)
    camp.press("Return", pane.range)
    assert sorted(labels(camp)) == sorted(["佐藤", "鈴木", "田中"])
    pane.range.selectAll()
    camp.write("1918/いつか", pane.range)
    camp.press("Return", pane.range)
    said = [each.text() for each in pane.findChildren(QLabel) if not each.isHidden()]
    assert any("「1918/いつか」は日付の範囲として読めません。1918/1920、" in each for each in said)
    assert pane.range.text() == "1918/いつか"
    assert len(labels(camp)) == 3


def test_a_year_alone_is_its_own_range(camp: Any) -> None:
    pane = camp.window.browse.facets
    camp.tab_to(pane.range)
    camp.write("1923", pane.range)
    camp.press("Return", pane.range)
    assert labels(camp) == ["高橋"]


def test_a_list_that_is_empty_says_how_many_there_are_without_filters(camp: Any) -> None:
    narrow(camp, {"birth_year": "1700/1701"})
    said = camp.window.browse.findChild(QLabel, "empty-list")
    assert not said.isHidden()
    assert "5" in said.text()
    camp.press("Ctrl+Shift+F", camp.window)
    assert said.isHidden()


def test_the_hits_of_a_search_become_a_list_that_can_be_narrowed(camp: Any, qtbot: Any) -> None:
    with camp.catalogue.change("x") as change:
        for title, kind, note in (
            ("凍土の記", "diary", "タイシェトの収容所"),
            ("絵日記", "diary", "ハバロフスクの收容所"),
            ("葉書", "postcard", "収容所から"),
        ):
            change.create("document", title=title, document_type=kind, note=note)
        change.set(camp.catalogue.find("P-000001"), note="収容所で会った")
    camp.settle()
    found: list[Any] = []
    camp.window.search._finder.results_ready.connect(found.append)
    camp.press("Ctrl+K", camp.window)
    camp.write("収容所", camp.window.search)
    qtbot.waitUntil(lambda: bool(found) and found[-1].people.complete)
    camp.settle()
    assert dict(found[-1].words.types) == {"document": 3, "person": 1}
    results = camp.window.search.results.list
    for _ in range(results.count()):
        if results.currentRow() == results.count() - 1:
            break
        QTest.keyClick(camp.window.search, Qt.Key.Key_Down)
    QTest.keyClick(camp.window.search, Qt.Key.Key_Return)
    camp.settle()
    browse = camp.window.browse
    assert labels(camp) == ["佐藤"], "the kind that was shown is kept where it has hits"
    camp.tab_to(browse.navigation)
    camp.press("Down", browse.navigation)
    camp.press("Down", browse.navigation)
    assert sorted(labels(camp)) == sorted(["凍土の記", "絵日記", "葉書"])
    qtbot.waitUntil(lambda: [browse.navigation.item(row).data(CountRole) for row in range(3)] == [1, 0, 3])
    qtbot.waitUntil(lambda: facet_rows(camp).get(("document_type", "diary")) == 2)
    check(camp, "document_type", "diary")
    assert sorted(labels(camp)) == sorted(["凍土の記", "絵日記"])
    camp.tab_to(browse.facets.words)
    browse.facets.words.selectAll()
    camp.write('"收容所"', browse.facets.words)
    camp.press("Return", browse.facets.words)
    assert labels(camp) == ["絵日記"], "a phrase in quotes is looked for as written"

    changed = browse.model.id_at(0)
    with camp.catalogue.change("x") as change:
        change.set(changed, note="別の所")
    qtbot.waitUntil(lambda: labels(camp) == [])
    camp.press("Ctrl+Shift+F", camp.window)
    assert len(labels(camp)) == 3
    qtbot.waitUntil(lambda: browse.navigation.item(0).data(CountRole) == 5)


def test_words_are_looked_for_where_they_are_to_stand_and_kept_with_the_search(camp: Any) -> None:
    with camp.catalogue.change("x") as change:
        change.create("document", title="抑留の記", note="舞鶴")
        change.create("document", title="舞鶴の港", note="抑留")
    browse = camp.window.browse
    browse.navigation.choose("document")
    camp.tab_to(browse.facets.words)
    camp.write("舞鶴", browse.facets.words)
    camp.press("Return", browse.facets.words)
    assert len(labels(camp)) == 2
    camp.tab_to(browse.facets.place)
    browse.facets.place.put("note")
    browse.facets.place.committed.emit()
    assert labels(camp) == ["抑留の記"]
    browse.saved.save_as("舞鶴", browse.model.query)
    camp.press("Ctrl+Shift+F", camp.window)
    assert len(labels(camp)) == 2
    camp.tab_to(browse.saved)
    browse.saved.setCurrentRow(1)
    camp.press("Return", browse.saved)
    assert labels(camp) == ["抑留の記"]
    assert (browse.facets.words.text(), browse.facets.place.text()) == ("舞鶴", "note")


def test_a_search_is_kept_shown_again_forgotten_and_brought_back_by_undo(camp: Any, qtbot: Any) -> None:
    browse = camp.window.browse
    narrow(camp, {"prefecture": ["yamagata"]})
    camp.press("Ctrl+Shift+S", camp.window)
    dialog = camp.window.findChild(NameDialog)
    assert "山形" in dialog.line.text()
    dialog.line.clear()
    camp.write("山形の人", dialog.line)
    camp.press("Return", dialog.line)
    assert browse.saved.count() == 2  # the heading, and the search
    narrow(camp, {})
    browse.navigation.choose("memoir")
    camp.tab_to(browse.saved)
    browse.saved.setCurrentRow(1)
    camp.press("Return", browse.saved)
    assert labels(camp) == ["佐藤", "鈴木", "高橋"]
    assert browse.navigation.currentItem().data(ValueRole) == "person"
    browse.saved.setCurrentRow(1)
    camp.press("Delete", browse.saved)
    assert browse.saved.count() == 0
    camp.press("Ctrl+Z", camp.window)
    assert browse.saved.item(1).text() == "山形の人"


def test_a_change_is_counted_again(camp: Any, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: facet_rows(camp).get(("prefecture", "yamagata")) == 3)
    with camp.catalogue.change("x") as change:
        made = change.create("person")
        change.add(made, Name(text="和田"))
        change.add(made, Statement(property="home_prefecture", value="yamagata", term="yamagata"))
    qtbot.waitUntil(lambda: facet_rows(camp).get(("prefecture", "yamagata")) == 4)


def test_columns_are_chosen_at_the_head_and_remembered(camp: Any) -> None:
    table = camp.window.browse.table
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(20, 8))
    camp.choose("column-rank")
    names = [column.name for column in table.list_model.columns]
    assert names == ["label", "reading", "birth_year", "prefecture", "fate", "rank"]
    camp.window.browse.navigation.choose("memoir")
    camp.window.browse.navigation.choose("person")
    assert [column.name for column in table.list_model.columns] == names
    assert list(camp.program.settings.columns["person"]) == names
    assert table.list_model.headerData(5, Qt.Orientation.Horizontal) == "階級"


@pytest.fixture
def long_list(desk: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Forty documents, which count as a long list: what is asked of it is read beside the window."""
    with desk.catalogue.change("x") as change:
        for number in range(40):
            change.create("document", title=f"文書 {number:02} {'青い箱' if number % 3 else '赤い箱'}")
    desk.settle()
    monkeypatch.setattr("memoircat.desktop.browse.list_model._SORTED_AT_ONCE", 10)
    desk.window.browse.navigation.choose("document")
    desk.settle()
    return desk


def test_hits_that_arrive_later_have_their_first_row_selected(long_list: Any, qtbot: Any) -> None:
    browse = long_list.window.browse
    browse.table.go_to(browse.model.id_at(1))
    browse.narrow(replace(browse.model.query, words="赤い箱"))
    qtbot.waitUntil(lambda: browse.model.query.words == "赤い箱")
    assert browse.table.currentIndex().row() == 0
    qtbot.waitUntil(lambda: browse.summary.record is not None and browse.summary.record.id == browse.current_id())
    browse.narrow(replace(browse.model.query, words="緑の箱"))
    qtbot.waitUntil(lambda: browse.model.rowCount() == 0)
    assert browse.summary.record is None


@pytest.mark.parametrize("meanwhile", ["sort", "everyone", "trash", "value"])
def test_a_question_asked_meanwhile_goes_on_from_the_one_before(long_list: Any, qtbot: Any, meanwhile: str) -> None:
    browse = long_list.window.browse
    browse.model.sort(1, Qt.SortOrder.DescendingOrder)
    browse.facets.words.setText("青い箱")
    browse.facets.words.editingFinished.emit()
    deeds: dict[str, Any] = {
        "sort": lambda: browse.model.sort(1, Qt.SortOrder.AscendingOrder),
        "everyone": browse.toggle_members,
        "trash": browse.toggle_trash,
        "value": lambda: browse.narrow(replace(browse.facets._query, where={"access": ["open"]})),
    }
    deeds[meanwhile]()
    qtbot.waitUntil(lambda: browse.model.query.words == "青い箱")
    query = browse.model.query
    assert query.sort == browse.model.columns[1].name
    assert browse.facets.words.text() == "青い箱"
    assert {
        "sort": not query.descending, "everyone": query.everyone, "trash": query.trash, "value": bool(query.where),
    }[meanwhile]  # fmt: skip


def test_what_is_asked_for_is_shown_in_place_of_the_tree(long_list: Any) -> None:
    browse = long_list.window.browse
    questions: list[Any] = [
        lambda: browse.narrow(replace(browse.model.query, words="赤い箱")),
        lambda: browse.show_words("赤い箱", {"document": 14}),
        lambda: browse.show_list(Query("document", {"access": ["open"]})),
        browse.toggle_trash,
    ]
    for ask in questions:
        browse.toggle_tree()
        assert browse.tree.hasFocus()
        ask()
        assert browse.table.isVisible()
        assert browse.table.hasFocus()
    browse.toggle_trash()
