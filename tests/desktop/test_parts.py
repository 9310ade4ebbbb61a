"""What hangs on a record, by key presses: surveys, links from either side, tags, images, and records made on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QPushButton

from memoircat.catalogue.views import RecordView
from memoircat.desktop.form.part_row import PartRow
from memoircat.desktop.form.section_head import SectionHead
from memoircat.records.parts import Link, Name, PlaceParent, Tag


def make(desk: Any, kind: str) -> RecordView:
    desk.press("Ctrl+N")
    desk.choose(f"new-{kind}")
    desk.settle()
    desk.come_back()
    return desk.window.work.record


def add(desk: Any, part: str) -> Any:
    """Ctrl+L and the arrow keys: the section whose part is now open."""
    desk.press("Ctrl+L")
    desk.choose(f"add-{part}")
    desk.settle()
    desk.come_back()
    return desk.window.work.form.parts[part]


def key(desk: Any, name: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    desk.come_back()
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, name, held)
    desk.settle()
    desk.come_back()


def write(desk: Any, text: str) -> None:
    """Type a text, and close the list that it opens."""
    desk.write(text)
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QAbstractItemView):
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        desk.settle()
        desk.come_back()


def line(desk: Any, section: Any, field: str) -> Any:
    """Go to a line of the open part by Tab."""
    editor = section.editor.rows[field].editor
    desk.tab_to(editor)
    return editor


def person(desk: Any, name: str) -> int:
    with desk.catalogue.change("人物を登録") as change:
        made = change.create("person", kind="identified")
        change.add(made, Name(text=name, script="Jpan", kind="authorised"))
    return made


def memoir(desk: Any, title: str) -> int:
    with desk.catalogue.change("手記を登録") as change:
        return change.create("memoir", title=title)


def choose_last(desk: Any) -> None:
    """Walk up to the last line of the open list and take it."""
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QAbstractItemView)
    QTest.keyClick(popup, Qt.Key.Key_Up)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    desk.settle()
    desk.come_back()


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


def test_f4_lists_the_records_there_are(desk: Any) -> None:
    for number in range(60):
        memoir(desk, f"手記 {number:02}")
    make(desk, "source")
    form = desk.window.work.form
    form.focus_field("held_as")
    editor = form.rows["held_as"].editor
    QTest.keyClick(editor, Qt.Key.Key_F4)
    popup = QApplication.activePopupWidget()
    assert popup.model().rowCount() == 50
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    desk.settle()
    held = desk.catalogue.view(desk.window.work.record.id).fields["held_as"]
    assert desk.catalogue.view(held).label == "手記 00"


def test_a_source_is_made_from_the_bar_by_its_last_line(desk: Any) -> None:
    make(desk, "person")
    desk.press("Ctrl+H", desk.window)
    desk.write("満洲  名簿")
    choose_last(desk)
    assert desk.catalogue.get("S-000001").fields["title"] == "満洲  名簿"
    assert desk.window.work.source_bar.source.text() == "S-000001  満洲  名簿"


def test_tags_are_typed_and_taken_back_with_the_keyboard(desk: Any, qtbot: Any) -> None:
    with desk.catalogue.change("別の手記") as change:
        change.add(change.create("memoir", title="別の手記"), Tag(text="未確認"))
    record = make(desk, "memoir")
    section = add(desk, "tag")
    qtbot.waitUntil(lambda: section.line.completer() is not None)
    assert section.line.completer().model().index(0, 0).data() == "未確認"
    for word in ("未確認", "展示候補", "未確認"):
        desk.tab_to(section.line)
        write(desk, word)
        key(desk, Qt.Key.Key_Return)
    assert [held.part.text for held in desk.catalogue.view(record.id).parts["tag"]] == ["未確認", "展示候補"]
    assert section.line.hasFocus()
    QTest.keyClick(section.line, Qt.Key.Key_Backspace)
    assert len(desk.catalogue.view(record.id).parts["tag"]) == 2, "the first Backspace marks"
    QTest.keyClick(section.line, Qt.Key.Key_Backspace)
    desk.settle()
    assert [held.part.text for held in desk.catalogue.view(record.id).parts["tag"]] == ["未確認"]
    desk.press("Ctrl+Z", desk.window)
    assert [held.part.text for held in desk.catalogue.view(record.id).parts["tag"]] == ["未確認", "展示候補"]


def test_images_get_captions_and_an_order(desk: Any, tmp_path: Path) -> None:
    record = make(desk, "document")
    files = []
    for name in ("a.png", "b.png"):
        Image.new("RGB", (40, 30), "white" if name == "a.png" else "black").save(tmp_path / name)
        files.append(desk.program.session.program.media.ingest(tmp_path / name))
    desk.program.session.program.attach_taken(record.id, files, label="画像を追加")
    desk.settle()
    section = desk.window.work.form.parts["attachment"]
    first, second = (each.id for each in desk.catalogue.view(record.id).pictures)
    desk.tab_to(section.rows[first])
    key(desk, Qt.Key.Key_Return)
    write(desk, "表")
    line(desk, section, "access")
    write(desk, "館内")
    key(desk, Qt.Key.Key_Return)
    part = desk.catalogue.view(record.id).pictures[0].part
    assert (part.caption, part.access, part.page) == ("表", "on_site", 1)
    key(desk, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert [each.id for each in desk.catalogue.view(record.id).pictures] == [second, first]
    assert section.rows[first].hasFocus()
    desk.press("Ctrl+Z", desk.window)
    assert [each.id for each in desk.catalogue.view(record.id).pictures] == [first, second]


def test_what_is_missing_leads_to_its_field(desk: Any) -> None:
    make(desk, "memoir")
    form = desk.window.work.form
    missing = form.attention.findChild(QPushButton, "go-to-title")
    desk.tab_to(missing)
    key(desk, Qt.Key.Key_Space)
    assert form.rows["title"].editor.hasFocus()
    desk.fill(title="凍土の記")
    desk.state("figure", value="約200")
    desk.settle()
    unsourced = form.attention.findChild(QPushButton, "go-to-statements")
    desk.tab_to(unsourced)
    key(desk, Qt.Key.Key_Space)
    assert form.editor.source.hasFocus()


def test_a_closed_record_says_so_and_asks_why_and_until_when(desk: Any) -> None:
    make(desk, "document")
    form = desk.window.work.form
    assert form.closed.isHidden()
    form.focus_field("access")
    write(desk, "時限非公開")
    key(desk, Qt.Key.Key_Return)
    assert "時限非公開" in form.closed.text()
    assert not desk.window.work._lock.isHidden()
    ask = form.closed.findChild(QPushButton, "go-to-access_reason")
    desk.tab_to(ask)
    key(desk, Qt.Key.Key_Space)
    assert form.rows["access_reason"].editor.hasFocus()
    desk.fill(access_reason="診療録", closed_until="令和9年4月1日")
    assert not form.rows["closed_until"].message.isHidden(), "only a day as 2027-04-01 can be compared"
    assert not form.closed.findChild(QPushButton, "go-to-closed_until").isHidden()
    desk.fill(closed_until="2027-04-01")
    assert form.rows["closed_until"].message.isHidden()
    assert "2027-04-01" in form.closed.text()
    assert "診療録" in form.closed.text()
    desk.fill(access="公開")
    fields = desk.window.work.record.fields
    assert (fields["closed_until"], fields["access_reason"]) == ("2027-04-01", "診療録"), "they are kept"
    assert form.closed.isHidden()


def test_a_part_that_is_only_looked_at_changes_nothing(desk: Any) -> None:
    above, place = make(desk, "place"), make(desk, "place")
    with desk.catalogue.change("上位") as change:
        held = change.add(place.id, PlaceParent(parent=above.id))
        linked = change.add(place.id, Link(role="見慣れない関係", other=above.id, note=" "))
    desk.settle()
    before = desk.catalogue.history(limit=1)[0].id
    for part, id_ in (("place_parent", held), ("link", linked)):
        section = desk.window.work.form.parts[part]
        desk.tab_to(section.rows[id_])
        key(desk, Qt.Key.Key_F2)
        for row in section.editor.rows.values():
            desk.tab_to(row.editor)
        key(desk, Qt.Key.Key_Return)
        assert section.editor is None
    assert desk.catalogue.history(limit=1)[0].id == before


def test_a7_a_department_with_its_post_box_and_a_battalion_that_changed_hands(desk: Any, qtbot: Any) -> None:
    """District 24 (Chita), department 2, п/я 7024; a battalion that stood under another camp from 1948 on."""
    codes = {}
    for name in ("第24収容地区（チタ）", "第24収容地区 第2分所", "第511収容所", "第380労働大隊"):
        record = make(desk, "place")
        assert desk.window.work.form.names.new_name.hasFocus()
        desk.write(name)
        desk.press("Return")
        desk.settle()
        codes[name] = record.code

    def parents(*said: tuple[str, str, str]) -> None:
        for code, start, until in said:
            section = add(desk, "place_parent")
            line(desk, section, "parent")
            write(desk, code)
            for field, text in (("start", start), ("until", until)):
                if text:
                    line(desk, section, field)
                    write(desk, text)
            key(desk, Qt.Key.Key_Return)

    parents((codes["第24収容地区 第2分所"], "", "1948年3月"), (codes["第511収容所"], "1948年4月", ""))
    battalion = desk.catalogue.get(codes["第380労働大隊"])
    stood = [(each.part.parent, each.part.start, each.part.until) for each in battalion.parts["place_parent"]]
    second, other = (desk.catalogue.find(codes[each]) for each in ("第24収容地区 第2分所", "第511収容所"))
    assert [parent for parent, _, _ in stood] == [second, other]
    assert stood[0][2].edtf == "1948-03"
    assert stood[1][1].edtf == "1948-04"

    for _ in range(2):
        desk.press("Alt+Up")
    assert desk.window.work.record.id == second
    parents((codes["第24収容地区（チタ）"], "", ""))
    section = add(desk, "place_identifier")
    line(desk, section, "kind")
    write(desk, "私書箱（п/я）")
    line(desk, section, "value")
    write(desk, "п/я 7024")
    key(desk, Qt.Key.Key_Return)
    (number,) = desk.catalogue.view(second).parts["place_identifier"]
    assert number.part.value == "п/я 7024"
    assert number.part.kind == "post_box", number.part.kind

    found: list[Any] = []
    desk.window.search._finder.results_ready.connect(found.append)
    desk.press("Ctrl+K")
    desk.write("7024")
    qtbot.waitUntil(lambda: bool(found) and found[-1].people.complete)
    assert [each.id for each in found[-1].words.hits] == [second]


def test_the_light_of_a_section_follows_a_field_that_is_filled_and_emptied(desk: Any) -> None:
    memoir = make(desk, "memoir")
    desk.window.open_record(memoir.id)
    form = desk.window.work.form
    (head,) = (each for each in form.findChildren(SectionHead) if each.accessibleName().startswith("内容"))
    assert not head.has_data
    desk.fill(publisher="自家版")
    assert head.has_data
    assert "空" not in head.accessibleName()
    desk.tab_to(form.rows["publisher"].editor)
    desk.press("Ctrl+A")
    desk.press("Delete")
    desk.press("Return")
    assert not head.has_data
