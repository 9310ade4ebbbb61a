"""Entry row by row, by keyboard: a roll of the dead typed from a photograph; pasted cells; filling down; undo."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QSpinBox

from memoircat.catalogue import listing
from memoircat.catalogue.listing import Query
from memoircat.desktop.dialogs.name_dialog import NameDialog
from memoircat.desktop.dialogs.progress_dialog import ProgressDialog
from memoircat.desktop.grid.columns_dialog import GridColumnsDialog
from memoircat.desktop.grid.fill_dialog import FillDialog
from memoircat.desktop.grid.grid_view import cells_of
from memoircat.editing.grid_rows import GridColumn, with_era
from memoircat.records.parts import Name, Statement

FAMILY = ("鈴木", "佐藤", "石川", "佐々木", "髙橋", "𠮷田", "渡邊", "齋藤")
GIVEN = ("一夫", "昭一", "正雄", "竹夫(雄)", "●吉", "□", "清", "正")


class Typist:
    """Types into the cell with the focus and counts what is pressed and what is written."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.pressed = self.written = 0

    def write(self, text: str) -> None:
        self.desk.come_back()
        self.desk.write(text, QApplication.focusWidget())
        self.written += len(text)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget(), key, held)
        self.pressed += 1 + bin(held.value).count("1")


@pytest.fixture
def roll(desk: Any) -> Any:
    """The grid of a roll of the dead that was named from the keyboard."""
    desk.press("Ctrl+G")
    desk.settle()
    assert desk.window.grid.source_bar.source.hasFocus(), "without a source the page asks for it"
    desk.write("死亡者名簿 チタ第1841病院")
    desk.press("Return")
    desk.settle()
    desk.come_back()
    assert QApplication.focusWidget() is desk.window.grid.view.editor
    return desk


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


def typed_row(desk: Any, *texts: str) -> Typist:
    typist = Typist(desk)
    for text in texts:
        typist.write(text)
        typist.press(Qt.Key.Key_Tab)
    return typist


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
