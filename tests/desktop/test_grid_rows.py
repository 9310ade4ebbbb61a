"""Rows of the grid over time: other columns, rows that cannot be saved, that go, that come back."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from memoircat.catalogue.listing import Query
from memoircat.desktop.dialogs.progress_dialog import ProgressDialog
from memoircat.desktop.grid.columns_dialog import GridColumnsDialog
from memoircat.desktop.grid.grid_view import cells_of
from memoircat.editing.grid_rows import GridColumn, with_era
from memoircat.records.parts import Name, Statement
from shared.rolls import Typist, typed_row


def test_rows_are_there_again_when_the_source_is_taken_in_hand_again(roll: Any) -> None:
    typist = Typist(roll)
    typist.write("佐藤 昭一")
    typist.press(Qt.Key.Key_Tab)
    source = roll.program.session.source_in_hand
    roll.press("Escape", QApplication.focusWidget())
    roll.window.grid.source_bar.put_down()
    roll.program.session.source_in_hand = source
    roll.press("Ctrl+G", roll.window)
    roll.settle()
    roll.come_back()
    assert roll.window.grid.model.lines[0].cells["名前"] == "佐藤 昭一"
    assert roll.window.grid.model.rowCount() == 2
    assert roll.window.grid.view.editor.hasFocus()


def section_of(model: Any, target: str) -> int:
    return next(n for n in model.typed_sections() if model.column_at(n).target == target)


def said_by(desk: Any, record: int) -> dict[str, str]:
    statements = desk.catalogue.view(record).statements
    return {
        each.part.property: each.part.value or (each.part.start.text if each.part.start else "") for each in statements
    }


def test_other_columns_leave_what_they_do_not_show_alone_and_heads_stay_with_the_source(roll: Any) -> None:
    typed_row(roll, "佐藤 昭一", "一等兵", "山形", "昭和21年1月3日", "肺炎")
    page = roll.window.grid
    made = page.model.lines[0].stored.made
    before = said_by(roll, made)
    page.template.setCurrentText("収容者名簿")
    page.template.activated.emit(page.template.currentIndex())
    roll.settle()
    page.view.type_in(0, section_of(page.model, "name"))
    roll.write("佐藤 昭二", page.view.editor)
    QTest.keyClick(page.view.editor, Qt.Key.Key_Tab)
    assert said_by(roll, made) == before
    assert [each.part.text for each in roll.catalogue.view(made).names] == ["佐藤 昭二"]

    roll.press("Ctrl+Shift+J", roll.window)
    roll.settle()
    page = roll.window.grid
    assert roll.window.pages.is_shown(page), "the window that speaks another language shows the grid again"
    assert page.model.lines[0].cells["名前"] == "佐藤 昭二"
    assert page.model.index(0, section_of(page.model, "name")).data() == "佐藤 昭二", "heads do not follow the language"


def test_a_column_that_is_renamed_takes_the_cells_of_its_rows_along(roll: Any) -> None:
    typed_row(roll, "佐藤 昭一", "一等兵")
    page = roll.window.grid
    page.choose_columns()
    dialog = page.findChild(GridColumnsDialog)
    dialog.findChild(QLineEdit, "head-2").setText("位")
    dialog.accept()
    roll.settle()
    made = page.model.lines[0].stored.made
    (kept,) = roll.catalogue.roster_rows(made)
    assert kept["cells"]["位"] == "一等兵"
    assert page.model.index(0, section_of(page.model, "rank")).data() == "一等兵"
    roll.press("Ctrl+Z", roll.window)
    roll.settle()
    assert roll.catalogue.roster_rows(made)[0]["cells"]["階級"] == "一等兵"

    page.choose_columns()
    dialog = [each for each in page.findChildren(GridColumnsDialog) if each.isVisible()][-1]
    box = dialog.findChild(QComboBox, "target-3")
    box.setCurrentIndex(box.findData("rank"))
    dialog.accept()
    assert dialog.isVisible(), "two columns cannot become one thing"
    dialog.reject()


def test_what_was_corrected_in_the_form_stays_when_another_cell_is_typed(roll: Any) -> None:
    typed_row(roll, "佐藤 昭一", "一等兵")
    model, view = roll.window.grid.model, roll.window.grid.view
    made = model.lines[0].stored.made
    person = roll.catalogue.view(made)
    rank = person.statements[0].id
    with roll.catalogue.change("訂正") as change:
        change.edit(Name, person.names[0].id, text="佐藤 昭市")
        change.set(made, kind="identified")
        change.edit(Statement, rank, certainty="possible", note="消えかけ")
    roll.settle()
    view.type_in(0, section_of(model, "row.locator"))
    roll.write("七", view.editor)
    QTest.keyClick(view.editor, Qt.Key.Key_Tab)
    view.type_in(0, section_of(model, "home_prefecture"))
    roll.write("山形", view.editor)
    QTest.keyClick(view.editor, Qt.Key.Key_Tab)
    after = roll.catalogue.view(made)
    assert [each.part.text for each in after.names] == ["佐藤 昭市"]
    assert after.fields["kind"] == "identified"
    (said,) = (each.part for each in after.statements if each.id == rank)
    assert (said.certainty, said.note, said.locator) == ("possible", "消えかけ", "七")


def test_a_row_that_cannot_be_saved_stays_is_marked_and_is_kept_for_the_next_start(roll: Any) -> None:
    with roll.catalogue.change("x") as change:
        change.create("document", code="資-1", title="日記")
    page = roll.window.grid
    page.template.setCurrentText("資料の一覧")
    page.template.activated.emit(page.template.currentIndex())
    roll.settle()
    view, model = page.view, page.model
    view.type_in(0, section_of(model, "code"))
    for text in ("資-1", "手帳"):
        roll.write(text, view.editor)
        QTest.keyClick(view.editor, Qt.Key.Key_Tab)
    assert model.entered() == 0
    assert "✎" in model.headerData(0, Qt.Orientation.Vertical)
    assert list(model.lines[0].problems) == ["番号"]
    with roll.catalogue.change("x") as change:
        change.create("source", title="ほか")
    roll.press("Ctrl+Z", view.editor)
    roll.settle()
    assert model.lines[0].cells["題名"] == "手帳", "an undo of something else leaves it"
    assert "資-1\t手帳" in page.unsaved()
    page.view.type_in(0, section_of(model, "code"))
    page.view.editor.selectAll()
    roll.write("資-2", page.view.editor)
    QTest.keyClick(page.view.editor, Qt.Key.Key_Tab)
    assert model.entered() == 1
    assert page.unsaved() == ""


def test_a_source_that_goes_is_put_down_and_no_other_is_made_of_its_code(roll: Any) -> None:
    session = roll.program.session
    hand = session.source_in_hand
    typed_row(roll, "佐藤 昭一")
    with roll.catalogue.change("捨てる") as change:
        change.delete(hand)
    roll.settle()
    assert session.source_in_hand is None
    bar = roll.window.grid.source_bar
    assert bar.source.text() == ""
    roll.tab_to(bar.locator)
    roll.tab_to(bar.source)
    roll.settle()
    titles = [row["label"] for row in session.reader.iterate(Query("source", everyone=True), ("label",))]
    assert titles == []


def test_a_row_is_removed_and_those_that_repeat_it_keep_what_they_said(roll: Any) -> None:
    typed_row(roll, "佐藤 昭一", "一等兵")
    page = roll.window.grid
    page.view.begin_row()
    typed_row(roll, "鈴木 一夫", "〃")
    page.view.begin_row()
    typed_row(roll, "石川 正雄", "〃")
    second, third = (page.model.lines[n].stored.made for n in (1, 2))
    page.view.type_in(0, 1)
    page.remove_row()
    roll.settle()
    model = page.model
    assert [line.cells["階級"] for line in model.lines[:2]] == ["一等兵", "〃"]
    assert said_by(roll, second)["rank"] == said_by(roll, third)["rank"] == "一等兵"
    page.view.begin_row()
    typed_row(roll, "山田 正")
    assert [line.stored.number for line in model.lines[:3]] == [2, 3, 4]
    for _ in range(2):
        roll.press("Ctrl+Z", page.view.editor)
        roll.settle()
    assert [line.cells["名前"] for line in model.lines[:3]] == ["佐藤 昭一", "鈴木 一夫", "石川 正雄"]


def test_what_is_being_typed_stays_when_the_rows_are_read_anew(roll: Any) -> None:
    typed_row(roll, "佐藤 昭一")
    page = roll.window.grid
    page.view.type_in(0, section_of(page.model, "rank"))
    roll.write("一等", page.view.editor)
    with roll.catalogue.change("x") as change:
        change.set(page.model.lines[0].stored.made, note="ほかの人")
        change.update_row("roster_row", page.model.lines[0].stored.id, {"number": 1})
        change.add(page.model.lines[0].stored.made, Statement(property="birth", value="x"))
    with roll.catalogue.change("y") as change:
        other = change.create("person")
        row = {"source": page.model.source, "key": "x", "number": 9, "cells": '{"名前": "別"}', "made": other}
        change.insert_row("roster_row", row, record_id=other)
    roll.settle()
    assert page.model.rowCount() >= 2
    assert page.view.editor.text() == "一等"
    assert page.view.currentIndex().row() == 0


def test_a_large_paste_runs_beside_the_window_and_one_that_does_not_fit_is_refused_whole(roll: Any, qtbot: Any) -> None:
    page = roll.window.grid
    names = "\n".join(f"佐藤 {n:03}\t〃" for n in range(120))
    QApplication.clipboard().setText(names)
    roll.press("Ctrl+V", page.view.editor)
    assert page.findChild(ProgressDialog) is not None
    qtbot.waitUntil(lambda: page.model.entered() == 120, timeout=30_000)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in page.findChildren(ProgressDialog)))
    roll.come_back()
    assert len(roll.catalogue.history()) == 2, "the source, and one step for the paste"
    page.view.type_in(0, 1)
    QApplication.clipboard().setText("\t".join("あいうえおかきく"))
    roll.press("Ctrl+V", page.view.editor)
    assert page.model.lines[0].cells["名前"] == "佐藤 000"
    assert "8" in roll.window.status_text()


def test_a_long_cell_is_not_cut_by_looking_at_it(roll: Any) -> None:
    page = roll.window.grid
    long = "あ" * 40_007
    page.model.put(0, 1, long)
    page.view.type_in(0, 1)
    page.view.type_in(0, 2)
    assert page.model.lines[0].cells["名前"] == long


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('"5寸\tx\r\ny', [['"5寸', "x"], ["y"]]),
        ("a\rb", [["a"], ["b"]]),
        ('a"b"\t"c"d', [['a"b"', '"c"d']]),
        ("", [[""]]),
        ("x\n\ny\n", [["x"], [""], ["y"]]),
    ],
)
def test_odd_quotes_and_line_ends_of_a_table(text: str, cells: list[list[str]]) -> None:
    assert cells_of(text) == cells


def test_an_era_is_set_before_dates_that_have_none_alone() -> None:
    column = GridColumn("死亡", "death", era="昭和")
    given = ("二一・二・一四", "大正10年3月", "1921年3月", "〃", "", "昭和21年2月")
    assert [with_era(column, each) for each in given] == ["昭和二一・二・一四", *given[1:]]
