"""Entry row by row, by keyboard: a roll of the dead typed from a photograph; pasted cells; filling down; undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSpinBox

from memoircat.catalogue import listing
from memoircat.catalogue.listing import Query
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.desktop.grid.columns_dialog import GridColumnsDialog
from memoircat.desktop.grid.fill_dialog import FillDialog
from memoircat.desktop.grid.grid_view import cells_of
from shared.rolls import Typist, typed_row

FAMILY = ("鈴木", "佐藤", "石川", "佐々木", "髙橋", "𠮷田", "渡邊", "齋藤")


GIVEN = ("一夫", "昭一", "正雄", "竹夫(雄)", "●吉", "□", "清", "正")


def the_42_rows() -> list[list[str]]:
    rows = []
    for n in range(42):
        name = "德永 勇" if n == 16 else f"{FAMILY[n % 8]} {GIVEN[n // 2 % 8]}"
        rank = "〃" if n % 5 == 2 else ("一等兵", "上等兵", "兵長")[n % 3]
        death = "〃" if n % 7 == 3 else f"昭和21年{1 + n // 28}月{n % 28 + 1}日"
        rows.append(
            [name, rank, ("秋田", "山形", "岩手", "宮城")[n % 4], death, "〃" if n % 3 else "栄失", f"い{n + 1}"]
        )
    return rows


def test_a3_a_roll_of_42_rows_costs_at_most_eight_keys_a_row_besides_what_is_written(roll: Any) -> None:
    rows, typist = the_42_rows(), Typist(roll)
    model = roll.window.grid.model
    typist.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    typist.write("一")
    typist.press(Qt.Key.Key_Tab)
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            typist.write(text)
            if at < len(row) - 1 or number < len(rows) - 1:
                typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Return)
    assert typist.pressed <= 8 * 42
    assert model.entered() == 42
    heads = [each.head for each in model.grid.columns]
    assert len(heads) == 7
    assert [[line.cells[head] for head in heads[1:]] for line in model.lines[:42]] == rows, "each where it was meant"
    stored = [roll.catalogue.view(line.stored.made).names[0].part.text for line in model.lines[:42]]
    assert stored == [row[0] for row in rows], "●, □, 竹夫(雄) and 𠮷 as they were typed"
    assert [model.lines[n].cells[model.grid.columns[0].head] for n in (0, 9, 18, 41)] == ["一", "一〇", "一九", "四二"]

    roll.press("Escape")
    roll.settle()
    browse = roll.window.browse
    assert browse.model.rowCount() == 42
    people = [roll.catalogue.view(browse.model.id_at(row)) for row in range(42)]
    by_name = {each.names[0].part.text: each for each in people if each.names[0].part.text == "德永 勇"}
    man = by_name["德永 勇"]
    assert man.fields["kind"] == "recorded"
    said = {each.part.property: each.part for each in man.statements}
    above = rows[15][1] if rows[15][1] != "〃" else rows[14][1]
    assert said["rank"].value == (rows[16][1] if rows[16][1] != "〃" else above)
    assert said["death"].start.edtf == "1946-01-17"
    assert said["cause_of_death"].value == "栄失"
    assert said["death"].locator == "一七"
    assert said["death"].source == roll.program.session.source_in_hand
    (kept,) = roll.catalogue.roster_rows(man.id)
    assert kept["cells"]["番号"] == "一七"
    assert kept["cells"]["死因"] == rows[16][4] == "〃", "the row keeps the sign that stands there"


@pytest.mark.parametrize("looked_for", ["德", "徳", "徳の心の上に一"])
def test_a3_a_sign_written_or_described_finds_its_row(roll: Any, qtbot: Any, looked_for: str) -> None:
    typist = Typist(roll)
    for name in ("佐藤 昭一", "德永 勇", "鈴木 一夫"):
        typist.write(name)
        typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    found: list[Any] = []
    roll.window.search._finder.results_ready.connect(found.append)
    roll.press("Ctrl+K")
    roll.write(looked_for)
    qtbot.waitUntil(lambda: bool(found) and found[-1].people.complete)
    assert found[-1].people.hits[0].label == "德永 勇"


def test_a_cell_is_saved_when_it_is_left_and_undo_takes_one_cell_back(roll: Any) -> None:
    typist, model = Typist(roll), roll.window.grid.model
    typist.write("佐藤 昭一")
    typist.press(Qt.Key.Key_Tab)
    assert roll.window.browse.model.rowCount() == 1
    typist.write("一等兵")
    typist.press(Qt.Key.Key_Tab)
    person = roll.catalogue.view(model.lines[0].stored.made)
    assert [each.part.value for each in person.statements] == ["一等兵"]
    roll.press("Ctrl+Z", QApplication.focusWidget())
    roll.settle()
    assert model.lines[0].cells.get("階級", "") == ""
    assert roll.catalogue.view(person.id).statements == ()
    roll.press("Ctrl+Z", QApplication.focusWidget())
    roll.settle()
    assert model.entered() == 0
    roll.press("Ctrl+Shift+Z", QApplication.focusWidget())
    roll.press("Ctrl+Shift+Z", QApplication.focusWidget())
    roll.settle()
    assert roll.catalogue.view(person.id).statements[0].part.value == "一等兵"
    assert model.entered() == 1


def test_a_cell_being_typed_when_the_window_is_closed_is_saved(roll: Any) -> None:
    catalogue, model = roll.catalogue, roll.window.grid.model
    for key in "ABC":
        roll.press(key)
    assert model.entered() == 0
    roll.press("Ctrl+Q", roll.window)
    assert not roll.window.isVisible()
    (person,) = catalogue.views([line.stored.made for line in model.lines if line.stored])
    assert person.names[0].part.text == "abc"


def test_a_row_that_changes_changes_its_record_and_keeps_what_people_decided(roll: Any) -> None:
    typist, model = Typist(roll), roll.window.grid.model
    for text in ("佐藤 昭一", "一等兵", "山形"):
        typist.write(text)
        typist.press(Qt.Key.Key_Tab)
    made = model.lines[0].stored.made
    rank = roll.catalogue.view(made).events("rank")[1][0].id
    with roll.catalogue.change("選ぶ") as change:
        change.prefer(rank)
    view = roll.window.grid.view
    view.type_in(0, 1)
    typist.write("佐藤 昭二")
    typist.press(Qt.Key.Key_Tab)
    typist.write("上等兵")
    typist.press(Qt.Key.Key_Tab)
    roll.settle()
    person = roll.catalogue.view(made)
    assert [each.part.text for each in person.names] == ["佐藤 昭二"]
    assert (person.events("rank")[1][0].part.value, person.events("rank")[1][0].preferred) == ("上等兵", True)
    assert person.events("home_prefecture")[1][0].part.term == "yamagata"
    typist.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
    view.type_in(0, 2)
    QTest.keyClick(view.editor, Qt.Key.Key_Backspace)
    typist.press(Qt.Key.Key_Tab)
    assert "rank" not in {each.part.property for each in roll.catalogue.view(made).statements}


def test_the_grids_own_keys(roll: Any) -> None:
    typist, view, ctrl = Typist(roll), roll.window.grid.view, Qt.KeyboardModifier.ControlModifier
    for name in ("佐藤 昭一", "佐藤 昭二"):
        typist.write(name)
        typist.press(Qt.Key.Key_Tab)
        typist.write("一等兵")
        typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    typist.press(Qt.Key.Key_D, ctrl)
    assert view.editor.text() == "佐藤 昭二", "as above"
    typist.press(Qt.Key.Key_Tab)
    typist.write("一")
    typist.press(Qt.Key.Key_1, ctrl)
    assert view.editor.text() == "一等兵", "the first suggestion"
    typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Semicolon, ctrl)
    menu = QApplication.activePopupWidget()
    sign = menu.activeAction().text()[-1]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert view.editor.text() == sign


def test_the_grids_buttons_are_reached_and_pressed_by_keyboard(roll: Any) -> None:
    typed_row(roll, "佐藤 昭一", "一等兵")
    page = roll.window.grid
    for name, opened in (("grid-fill", FillDialog), ("grid-columns", GridColumnsDialog)):
        _walk_back_to(roll, name)
        roll.press("Space", QApplication.focusWidget())
        dialog = next(each for each in page.findChildren(opened) if each.isVisible())
        dialog.reject()
        roll.come_back()
    page.view.type_in(0, 1)
    _walk_back_to(roll, "grid-remove")
    roll.press("Space", QApplication.focusWidget())
    roll.settle()
    assert page.model.entered() == 0


def _walk_back_to(roll: Any, name: str) -> None:
    roll.press("Ctrl+H", roll.window)
    for _ in range(20):
        if QApplication.focusWidget().objectName() == name:
            return
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    raise AssertionError(name)


def test_a_pasted_row_with_a_doubtful_cell_keeps_its_first_cell(roll: Any) -> None:
    QApplication.clipboard().setText("佐藤 正\t一等兵\t山形県\t21.2.14\t栄養失調\tA-1\n髙橋 德次\t\t\t21.2.15\t\tA-2")
    roll.press("Ctrl+V", QApplication.focusWidget())
    roll.settle()
    grid = roll.window.grid
    assert grid.model.lines[0].problems, "the day can be read two ways"
    assert grid.view.editor.text() == "佐藤 正"
    assert [line.cells["名前"] for line in grid.model.lines[:2]] == ["佐藤 正", "髙橋 德次"]
    roll.press("Ctrl+Z", roll.window)
    roll.settle()
    assert listing.count(roll.catalogue.raw_reader(), Query("person")) == 0, "one step takes all of it back"


def test_cells_of_a_spreadsheet_are_pasted_as_rows_in_one_step(roll: Any) -> None:
    QApplication.clipboard().setText('佐藤 昭一\t一等兵\r\n"鈴木\n一夫"\t〃\r\n')
    roll.press("Ctrl+V", QApplication.focusWidget())
    roll.settle()
    model = roll.window.grid.model
    assert [line.cells.get("名前") for line in model.lines[:2]] == ["佐藤 昭一", "鈴木\n一夫"]
    assert model.entered() == 2
    second = roll.catalogue.view(model.lines[1].stored.made)
    assert second.events("rank")[1][0].part.value == "一等兵"
    roll.press("Ctrl+Z", QApplication.focusWidget())
    roll.settle()
    assert model.entered() == 0
    QApplication.clipboard().setText("山田 正")
    roll.press("Ctrl+V", QApplication.focusWidget())
    assert QApplication.focusWidget().text() == "山田 正", "a text alone is pasted as a text"


def test_a_spreadsheets_quotes_and_tabs() -> None:
    assert cells_of('a\t"b\nc"\t"d ""e"""\r\n\tx\r\n') == [["a", "b\nc", 'd "e"'], ["", "x"]]


def test_a_column_is_filled_down_with_numbers_that_run_on(roll: Any) -> None:
    typist, view, model = Typist(roll), roll.window.grid.view, roll.window.grid.model
    for name in ("甲", "乙", "丙"):
        typist.write(name)
        typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    burial = next(n for n in model.typed_sections() if model.column_at(n).target == "burial.place")
    view.type_in(0, burial)
    roll.window.grid.fill_down()
    dialog = roll.window.grid.findChild(FillDialog)
    dialog.findChild(QLineEdit, "fill-text").setText("い九")
    dialog.findChild(QSpinBox, "fill-count").setValue(3)
    dialog.running.click()
    dialog.accept()
    roll.settle()
    head = model.column_at(burial).head
    assert [line.cells[head] for line in model.lines[:3]] == ["い九", "い一〇", "い一一"]
    roll.press("Ctrl+Z", QApplication.focusWidget())
    roll.settle()
    assert [line.cells.get(head, "") for line in model.lines[:3]] == ["", "", ""]
    assert model.entered() == 3


def test_columns_are_changed_kept_under_a_name_and_stick(roll: Any) -> None:
    page = roll.window.grid
    page.choose_columns()
    dialog = page.findChild(GridColumnsDialog)
    dialog.findChild(QLineEdit, "head-0").setText("行")
    for name in ("sticky-2", "sticky-3"):
        dialog.findChild(type(dialog.findChild(QLineEdit, "head-0")).__mro__[1], name).click()
    dialog._ask_name()
    asked = dialog.findChild(NameDialog)
    roll.write("チタの名簿", asked.line)
    roll.press("Return", asked.line)
    roll.settle()
    dialog.accept()
    roll.settle()
    assert page.template.currentText() == "チタの名簿"
    typist = Typist(roll)
    for text in ("佐藤 昭一", "一等兵", "山形"):
        typist.write(text)
        typist.press(Qt.Key.Key_Tab)
    typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    cells = page.model.lines[1].cells
    assert (cells["階級"], cells["本籍の都道府県"]) == ("一等兵", "山形")
    assert page.model.entered() == 1, "what sticks alone makes no row"


def test_what_cannot_be_read_is_told_at_its_cell_and_stays(roll: Any) -> None:
    typist, view, model = Typist(roll), roll.window.grid.view, roll.window.grid.model
    typist.write("佐藤 昭一")
    death = next(n for n in model.typed_sections() if model.column_at(n).target == "death")
    view.type_in(0, death)
    typist.write("昭和21年2月31日")
    typist.press(Qt.Key.Key_Tab)
    assert "2月に31日はありません" in model.lines[0].problems[model.column_at(death).head]
    assert model.index(0, death).data() == "昭和21年2月31日"
    view.type_in(0, death)
    said = [each.text() for each in roll.window.grid.strip.findChildren(QLabel)]
    assert any("2月に31日はありません" in each for each in said)
    person = roll.catalogue.view(model.lines[0].stored.made)
    assert person.events("death")[1][0].part.start.text == "昭和21年2月31日"
