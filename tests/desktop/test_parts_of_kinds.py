"""Tags, images, notices, places and what the light of a section follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from memoircat.desktop.form.section_head import SectionHead
from memoircat.records.parts import Link, PlaceParent, Tag
from shared.forms import add, choose_last, key, line, make, memoir, write


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
