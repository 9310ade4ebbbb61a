"""What hangs on a record, by key presses: surveys, links from either side, tags, images, and records made on the way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from memoircat.desktop.form.part_row import PartRow
from memoircat.records.parts import Link, Tag
from shared.forms import add, choose_last, key, line, make, memoir, person, write


def test_a_condition_survey_is_added_edited_removed_and_brought_back(desk: Any) -> None:
    record = make(desk, "document")
    section = add(desk, "condition_survey")
    assert section.editor.rows["date"].editor.hasFocus()
    write(desk, "昭和21年冬頃")
    key(desk, Qt.Key.Key_Tab)
    assert not section.editor.rows["date"].readings.isHidden(), "both readings are offered"
    line(desk, section, "grade")
    write(desk, "B 注意して扱う")
    line(desk, section, "by")
    write(desk, "橋本")
    key(desk, Qt.Key.Key_Return)

    (held,) = desk.catalogue.view(record.id).parts["condition_survey"]
    assert (held.part.date.text, held.part.date.edtf, held.part.date.earliest) == ("昭和21年冬頃", None, "1945-12-01")
    assert (held.part.grade, held.part.by) == ("B", "橋本")
    row = section.rows[held.id]
    assert row.hasFocus()
    assert "昭和21年冬頃" in row.accessibleName()
    assert section.head.has_data

    key(desk, Qt.Key.Key_F2)
    line(desk, section, "text")
    write(desk, "虫損あり")
    key(desk, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (held,) = desk.catalogue.view(record.id).parts["condition_survey"]
    assert (held.part.text, held.part.date.text, held.part.grade) == ("虫損あり", "昭和21年冬頃", "B")

    key(desk, Qt.Key.Key_Delete)
    assert desk.catalogue.view(record.id).parts["condition_survey"] == ()
    assert not section.rows
    desk.press("Ctrl+Z", desk.window)
    desk.settle()
    (back,) = desk.catalogue.view(record.id).parts["condition_survey"]
    assert back.part == held.part
    assert list(section.rows) == [back.id]


def test_a_reading_chosen_in_a_part_is_saved_with_it(desk: Any) -> None:
    record = make(desk, "document")
    section = add(desk, "movement")
    line(desk, section, "left")
    write(desk, "昭和21年冬頃")
    desk.settle()
    key(desk, Qt.Key.Key_Tab)
    key(desk, Qt.Key.Key_Space)
    assert desk.catalogue.view(record.id).parts["movement"] == (), "nothing is written before Enter"
    line(desk, section, "whither")
    write(desk, "舞鶴引揚記念館")
    key(desk, Qt.Key.Key_Return)
    (held,) = desk.catalogue.view(record.id).parts["movement"]
    assert held.part.left.text == "昭和21年冬頃"
    assert held.part.left.edtf.startswith("1945-12")
    assert held.part.whither == "舞鶴引揚記念館"


def test_escape_closes_an_open_part_and_writes_nothing(desk: Any) -> None:
    make(desk, "document")
    before = desk.catalogue.to_undo()
    section = add(desk, "movement")
    line(desk, section, "whither")
    write(desk, "東京")
    key(desk, Qt.Key.Key_Escape)
    assert section.editor is not None, "the first Esc puts back what stood in the line"
    key(desk, Qt.Key.Key_Escape)
    assert section.editor is None
    assert section.adding.hasFocus()
    assert desk.catalogue.to_undo() == before


def test_leaving_the_record_saves_an_open_part(desk: Any) -> None:
    record = make(desk, "place")
    section = add(desk, "place_identifier")
    line(desk, section, "value")
    write(desk, "п/я 7024")
    desk.press("Escape", desk.window.work)
    (held,) = desk.catalogue.view(record.id).parts["place_identifier"]
    assert held.part.value == "п/я 7024"


def test_what_could_not_be_saved_is_offered_and_taken_up_once(desk: Any) -> None:
    place, source = make(desk, "place"), make(desk, "source")
    desk.window.open_record(place.id)
    section = add(desk, "place_parent")
    line(desk, section, "parent")
    write(desk, "どこにもない場所")
    desk.press("Escape", desk.window.work)
    assert desk.catalogue.view(place.id).parts["place_parent"] == ()
    desk.window.open_record(source.id)
    desk.settle()
    desk.window.open_record(place.id)
    desk.settle()
    section = desk.window.work.form.parts["place_parent"]
    assert section.editor is None, "it is offered in the bar, not here too"
    keeper = desk.window.work.drafts
    (draft,) = keeper.remaining()
    desk.window.pages.go_on(draft)
    desk.settle()
    row = section.editor.rows["parent"]
    assert row.editor.text() == "どこにもない場所"
    assert keeper.remaining() == [], "it is being typed again"
    section.leave()
    keeper.save_drafts()
    for each in (source.id, place.id):
        desk.window.open_record(each)
        desk.settle()
    assert section.editor is None
    assert keeper.remaining() == [], "it was given up"


def test_a_link_is_seen_and_edited_from_either_side(desk: Any) -> None:
    author = person(desk, "佐久間 辰蔵")
    book = make(desk, "memoir")
    desk.fill(title="凍土の記")
    section = add(desk, "link")
    write(desk, "著者")
    line(desk, section, "other")
    write(desk, desk.catalogue.view(author).code)
    key(desk, Qt.Key.Key_Return)
    (held,) = desk.catalogue.view(book.id).links
    assert (held.part.role, held.part.other) == ("author", author)
    assert "著者" in section.rows[held.id].accessibleName()

    key(desk, Qt.Key.Key_Return)  # on the row: goes to the other record
    assert desk.window.work.record.id == author
    far = desk.window.work.form.parts["link"]
    row = far.rows[held.id]
    assert "著作" in row.accessibleName()
    assert "凍土の記" in row.accessibleName()

    desk.tab_to(row)
    key(desk, Qt.Key.Key_F2)
    line(desk, far, "note")
    write(desk, "私家版")
    key(desk, Qt.Key.Key_Return)
    (held,) = desk.catalogue.view(book.id).links
    assert (held.part.role, held.part.other, held.part.note) == ("author", author, "私家版")

    key(desk, Qt.Key.Key_Delete)
    assert desk.catalogue.view(book.id).links == ()
    assert not far.rows
    desk.press("Ctrl+Z", desk.window)
    desk.settle()
    assert list(far.rows) == [held.id]
    assert desk.catalogue.view(book.id).links == (held,)


def test_a_link_entered_from_its_far_side_hangs_on_the_other_record(desk: Any) -> None:
    book = memoir(desk, "凍土の記")
    author = make(desk, "person")
    section = add(desk, "link")
    write(desk, "著作")
    line(desk, section, "other")
    write(desk, desk.catalogue.view(book).code)
    key(desk, Qt.Key.Key_Return)
    view = desk.catalogue.view(author.id)
    assert view.links == ()
    (held,) = view.links_back
    assert (held.record_id, held.part.role, held.part.other) == (book, "author", author.id)
    assert list(section.rows) == [held.id]

    desk.tab_to(section.rows[held.id])
    key(desk, Qt.Key.Key_F2)
    line(desk, section, "role").selectAll()
    write(desk, "言及")  # a reading of this side: the link changes its owner, in one step
    key(desk, Qt.Key.Key_Return)
    (own,) = desk.catalogue.view(author.id).links
    assert (own.part.role, own.part.other) == ("mentions", book)
    assert desk.catalogue.view(author.id).links_back == ()
    desk.press("Ctrl+Z", desk.window)
    assert desk.catalogue.view(author.id).links_back == (held,)


def test_a_link_made_elsewhere_shows_at_once_on_the_record_it_points_at(desk: Any) -> None:
    book = memoir(desk, "凍土の記")
    shown = make(desk, "person")
    with desk.catalogue.change("関係") as change:
        link = change.add(book, Link(role="subject", other=shown.id))
    desk.settle()
    assert list(desk.window.work.form.parts["link"].rows) == [link]
    with desk.catalogue.change("手記を削除") as change:
        change.delete(book)
    desk.settle()
    assert not desk.window.work.form.parts["link"].rows
    desk.catalogue.undo()
    desk.settle()
    assert list(desk.window.work.form.parts["link"].rows) == [link], "the record it comes from is back"


def test_the_summary_shows_a_link_and_opens_it(desk: Any, qtbot: Any) -> None:
    author, book = person(desk, "佐久間 辰蔵"), memoir(desk, "凍土の記")
    with desk.catalogue.change("関係") as change:
        change.add(book, Link(role="author", other=author))
        change.add(author, Tag(text="確認済み"))
    desk.window.browse.go_to(author, "person")
    desk.window.browse.show_summary()
    desk.settle()
    (row,) = desk.window.browse.summary.findChildren(PartRow)
    assert "著作" in row.accessibleName()
    assert any("確認済み" in each.text() for each in desk.window.browse.summary.findChildren(QLabel))
    desk.tab_to(row)
    key(desk, Qt.Key.Key_Return)
    assert desk.window.work.record.id == book


def test_a_link_says_what_it_lacks_beside_the_field(desk: Any) -> None:
    record = make(desk, "memoir")
    section = add(desk, "link")
    write(desk, "著者")
    key(desk, Qt.Key.Key_Return)
    assert desk.catalogue.view(record.id).links == ()
    assert not section.editor.rows["other"].message.isHidden()
    assert section.editor.rows["role"].editor.text() == "著者"


def test_a_new_place_is_made_from_the_line_of_a_statement_in_one_step(desk: Any) -> None:
    record = make(desk, "person")
    before = desk.catalogue.info()["records"]
    desk.press("Ctrl+T", desk.window)
    editor = desk.window.work.form.editor
    editor.what.setCurrentIndex(editor.what.findData("death"))
    desk.tab_to(editor.start.editor)
    write(desk, "1946-02-14")
    desk.tab_to(editor.place)
    desk.write("第1841病院")
    choose_last(desk)
    assert editor.place.text() == "第1841病院"
    assert editor.place.to_make is not None
    QTest.keyClick(editor.place, Qt.Key.Key_Return)
    desk.settle()
    (said,) = desk.catalogue.view(record.id).statements
    place = desk.catalogue.view(said.part.place)
    assert (place.type.code, place.label, said.part.place_text) == ("place", "第1841病院", None)
    assert [held.part.kind for held in place.names] == ["authorised"]
    desk.press("Ctrl+Z", desk.window)
    assert desk.catalogue.info()["records"] == before
    assert desk.catalogue.view(record.id).statements == ()


def test_a_new_collection_is_made_from_a_field_and_named_by_it(desk: Any) -> None:
    record = make(desk, "document")
    form = desk.window.work.form
    form.focus_field("parent")
    desk.write("佐久間家文書")
    popup = QApplication.activePopupWidget()
    offered = [popup.model().index(row, 0).data() for row in range(popup.model().rowCount())]
    assert len(offered) == 2, "one line for a document, one for a collection"
    assert all("佐久間家文書" in each for each in offered)
    choose_last(desk)
    view = desk.catalogue.view(record.id)
    made = desk.catalogue.view(view.fields["parent"])
    assert (made.type.code, made.label) == ("collection", "佐久間家文書")
    assert form.rows["parent"].editor.text() == f"{made.code}  佐久間家文書"
    desk.press("Ctrl+Z", desk.window)
    desk.settle()
    assert desk.catalogue.view(record.id).fields["parent"] is None
    assert desk.catalogue.info()["records"]["collection"] == 0
    assert form.rows["parent"].editor.text() == ""
