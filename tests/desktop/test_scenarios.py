"""Scenarios A1, A2, A6 and A10 of the design, driven through the real window by what a person presses and types."""

from __future__ import annotations

import csv
import io
import re
import subprocess
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QRadioButton

from memoircat.catalogue.listing import Query
from memoircat.dates import read_date
from memoircat.desktop.browse.side_list import ValueRole
from memoircat.desktop.dialogs.identify_dialog import IdentifyDialog
from memoircat.desktop.dialogs.report_dialog import ReportDialog
from memoircat.desktop.form.parts_section import PartsSection
from memoircat.linkage.decisions import identify
from memoircat.records.declare import Kind
from memoircat.records.parts import Name
from memoircat.records.registry import PART_TYPES, RECORD_TYPES


def text_of(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def open_dialog(desk: Any, kind: type):
    return next(each for each in desk.window.findChildren(kind) if each.isVisible())


def make(desk: Any, type_code: str) -> None:
    desk.press("Ctrl+N")
    desk.choose(f"new-{type_code}")
    desk.settle()


def look_up(desk: Any, qtbot: Any, text: str) -> None:
    """Find something in the search box and open the hit that bears this text."""
    box = desk.window.search
    desk.press("Ctrl+K")
    desk.write(text)

    def hits() -> list[str]:
        return [box.results.list.item(row).text() for row in range(box.results.list.count())]

    qtbot.waitUntil(lambda: box.results.isVisible() and any("\n" in each and text in each for each in hits()))
    desk.walk_down(lambda: text in box.results.list.currentItem().text())
    desk.press("Return")
    desk.settle()


def print_to(desk: Any, qtbot: Any, file: Path, **choices: str) -> None:
    """Print what is proposed, but for some choices, into a file, and wait until it is there as a whole."""
    desk.press("Ctrl+P")
    dialog = open_dialog(desk, ReportDialog)
    for name, value in choices.items():
        desk.pick(dialog.scope if name == "scope" else dialog.choices[name], value)
    desk.put(dialog.to, str(file))
    desk.press("Return")
    qtbot.waitUntil(lambda: str(file) in desk.window.status_text(), timeout=20_000)
    desk.settle()


def test_a1_an_accession_of_three_units_and_eleven_pieces(desk: Any, qtbot, tmp_path: Path) -> None:
    make(desk, "accession")
    desk.fill(
        title="佐久間家資料", received="2026-05-12", donor_text="佐久間澄江", relation="娘", units="3", pieces="11"
    )
    accession = desk.window.work.record
    assert accession.fields["received"].edtf == "2026-05-12"
    assert (accession.fields["units"], accession.fields["pieces"]) == (3, 11)

    make(desk, "collection")
    desk.fill(code="MA-1", level="ファイル", title="佐久間辰蔵資料", accession=accession.code)
    file_unit = desk.window.work.record

    make(desk, "document")
    desk.fill(code="MA-1-01", parent="MA-1", title="俘虜用郵便葉書", pieces="1", accession=accession.code)
    for _ in range(10):
        desk.press("Ctrl+D")
        desk.settle()
    desk.press("Escape")
    codes = [desk.window.browse.model.data(desk.window.browse.model.index(row, 0)) for row in range(11)]
    assert desk.window.browse.model.rowCount() == 11
    assert set(codes) == {"俘虜用郵便葉書"}
    last = desk.catalogue.get("MA-1-11")
    assert last.fields["parent"] == file_unit.id
    assert last.fields["accession"] == accession.id

    look_up(desk, qtbot, accession.code)
    assert desk.window.work.record.id == accession.id
    slip = tmp_path / "受入票.pdf"
    print_to(desk, qtbot, slip)
    printed = text_of(slip)
    assert "MA-1-01" in printed
    assert "MA-1-11" in printed
    assert "佐久間澄江" in printed
    assert "11点" in printed.replace(" ", "")


def test_a2_a_winter_that_can_be_read_two_ways(desk: Any) -> None:
    make(desk, "document")
    desk.fill(title="白樺の手帳", extent="27葉", dimensions="12×9 cm", technique="煤インク", support="白樺樹皮")
    desk.fill(date="昭和21年冬頃")
    row = desk.window.work.form.rows["date"]
    assert not row.readings.isHidden()
    buttons = row.readings.findChildren(QRadioButton)
    assert not any(each.isChecked() for each in buttons), "nobody has chosen yet"
    stored = desk.window.work.record.fields["date"]
    assert (stored.text, stored.edtf, stored.earliest, stored.latest) == (
        "昭和21年冬頃",
        None,
        "1945-12-01",
        "1947-02-28",
    )

    desk.tab_to(buttons[0])
    for _ in buttons[1:]:
        desk.press("Down")
    assert buttons[-1].hasFocus()
    assert desk.window.work.record.fields["date"] == stored, "walking over them chooses nothing"
    desk.press("Space")
    desk.settle()
    chosen = desk.window.work.record.fields["date"]
    assert chosen.text == "昭和21年冬頃"
    assert chosen.edtf is not None
    assert (chosen.earliest, chosen.latest) == ("1945-12-01", "1947-02-28")
    assert desk.window.work.form.rows["date"].editor.text() == "昭和21年冬頃"


def recorded(desk: Any, name: str, source: str, **death: str) -> str:
    make(desk, "person")
    desk.fill(kind="記録上の人物")
    desk.press("Ctrl+H")
    desk.write(source)
    desk.press("Return")
    desk.press("Ctrl+Shift+T")
    desk.write(name)
    desk.press("Return")
    desk.state("death", **death)
    desk.settle()
    return desk.window.work.record.code


def test_a6_three_dates_of_one_death_stand_side_by_side(desk: Any, qtbot, tmp_path: Path) -> None:
    codes = [
        recorded(desk, "佐久間 辰蔵", "除籍謄本", start="昭和21年3月1日"),
        recorded(desk, "Сакма Тацудзо", "登録カード", start="1946-02-14", place="第1841病院"),
        recorded(desk, "さくま たつぞう", "『凍土の記』", start="昭和21年2月中旬", place="タイシェト"),
    ]
    desk.press("Escape")
    desk.press("Ctrl+A")
    desk.press("Ctrl+M")
    dialog = open_dialog(desk, IdentifyDialog)
    assert not dialog.accepting.isEnabled(), "no decision is proposed"
    desk.write("同じ日に同じ病院")
    desk.pick(dialog.status, "confirmed")
    desk.press("Return")
    desk.settle()
    assert desk.window.browse.model.rowCount() == 1, "the three are one row now"

    desk.press("Return")
    desk.settle()
    person = desk.window.work.record
    assert {each.code for each in person.members} == set(codes)
    deaths = person.events("death")[1]
    assert {each.part.start.text for each in deaths} == {"昭和21年3月1日", "1946-02-14", "昭和21年2月中旬"}
    cards = desk.window.work.form.statements.cards
    register = next(each for each in deaths if each.part.start.text == "昭和21年3月1日")
    desk.tab_to(cards[register.id])
    desk.press("P")
    desk.settle()
    deaths = desk.window.work.record.events("death")[1]
    assert [each.id for each in deaths if each.preferred] == [register.id]

    pdf = tmp_path / "佐久間.pdf"
    print_to(desk, qtbot, pdf)
    printed = text_of(pdf)
    assert "昭和21年3月1日" in printed
    assert "※1" in printed
    assert "1946-02-14" in printed
    assert "第1841病院" in printed

    desk.press("Ctrl+Z")
    desk.settle()
    assert not any(each.preferred for each in desk.window.work.record.events("death")[1])


def test_opening_and_saving_every_type_changes_nothing(desk: Any) -> None:
    """A form that is opened, walked through field and part by part, and left writes no change set."""
    make(desk, "place")
    other = desk.window.work.record.id
    for code in RECORD_TYPES:
        make(desk, code)
        made = desk.window.work.record
        for name, row in desk.window.work.form.rows.items():
            if row.field.kind in (Kind.TEXT, Kind.LONG) and name not in ("code", "closed_until"):
                desk.fill(**{name: " 𠮷髙\u3099 <img src=x> '; DROP TABLE"})
        with desk.catalogue.change("部分") as change:
            for part in parts_of(code, other):
                change.add(made.id, part)
        filled = desk.catalogue.view(made.id)
        before = desk.catalogue.history(limit=1)[0].id
        desk.press("Escape", desk.window.work)
        desk.window.open_record(made.id)
        for row in desk.window.work.form.rows.values():
            desk.tab_to(row.editor)
            row.commit()
        for section in desk.window.work.form.parts.values():
            for part_id in list(section.rows) if isinstance(section, PartsSection) else ():
                section.edit(part_id)
                desk.settle()
                for row in section.editor.rows.values():
                    desk.tab_to(row.editor)
                section.save()
                assert section.editor is None, section.kind.code
            section.add()
        desk.press("Escape", desk.window.work)
        desk.settle()
        assert desk.catalogue.history(limit=1)[0].id == before, code
        after = desk.catalogue.view(made.id)
        assert (after.fields, after.parts, after.links) == (filled.fields, filled.parts, filled.links)


def test_a10_postcards_by_year_and_the_totals_of_the_screen_are_those_of_the_print(
    desk: Any, qtbot: Any, tmp_path: Path
) -> None:
    with desk.catalogue.change("資料") as change:
        series = change.create("collection", code="B", title="葉書", level="series")
        for number, (date, pieces, title) in enumerate(
            (
                ("昭和21年3月", 2, "髙橋より"),
                ("1947-05-01", 1, "𠮷田より"),
                ("昭和22年8月15日", 3, "家族へ"),
                ("1949", 1, "舞鶴より"),
                ("1950", 5, "後の便り"),
            ),
            1,
        ):
            change.create(
                "document", code=f"B-{number}", parent=series, title=title, document_type="postcard",
                date=read_date(date).stored(), pieces=pieces,
            )  # fmt: skip
        change.create("document", title="手帳", document_type="diary", date=read_date("1947").stored(), pieces=9)
    desk.settle()
    browse = desk.window.browse
    desk.tab_to(browse.navigation)
    desk.press("Down")
    desk.press("Down")
    assert browse.model.query.record_type == "document"
    facets = browse.facets
    desk.tab_to(facets.range)
    desk.write("1946/1949")
    desk.press("Return")
    qtbot.waitUntil(lambda: dict(facets._counted.get("document_type", [])).get("postcard") == 4)
    desk.press("Ctrl+F")
    desk.walk_down(lambda: facets.list.currentItem().data(ValueRole) == ("document_type", "postcard"))
    desk.press("Space")
    qtbot.waitUntil(lambda: "7" in browse.count_words())
    assert browse.model.rowCount() == 4
    assert re.findall(r"\d+", browse.count_words()) == ["4", "7"]

    for language, suffix in (("ja", "pdf"), ("en", "pdf"), ("ja", "csv")):
        printed = tmp_path / f"{language}.{suffix}"
        print_to(desk, qtbot, printed, group="year", language=language)
        text = text_of(printed) if suffix == "pdf" else printed.read_text(encoding="utf-8-sig")
        for each in ("髙橋より", "𠮷田より", "B-3", "1949"):
            assert each in text
        assert "手帳" not in text
        assert "後の便り" not in text
        headings = {
            "japdf": r"昭和22年（1947）\s*2件4点",
            "enpdf": r"1947\s+2 records, 4 pieces",
            "jacsv": r"資料,昭和22年（1947）,B-2,",
        }
        assert re.search(headings[language + suffix], text), "the prints of a year stand below it"
        if suffix == "pdf":
            totals = {"ja": "4件7点", "en": "4records,7pieces"}[language]
            assert totals in re.sub(r"[\s・、]", "", text), text


def test_a_list_is_printed_with_the_people_it_shows(desk: Any, qtbot: Any, tmp_path: Path) -> None:
    codes = []
    with desk.catalogue.change("記録") as change:
        for name in ("佐久間 辰蔵", "サクマ タツゾウ"):
            person = change.create("person", kind="recorded")
            change.add(person, Name(text=name))
            codes.append(f"P-{person:06}")
    one = identify(desk.catalogue, codes, "confirmed", None, "照合")
    desk.window.browse.show_list(Query("person"))
    desk.settle()
    for everyone, shown in ((False, {one}), (True, {one, *codes})):
        if everyone:
            desk.window.browse.toggle_members()
        assert desk.window.browse.model.rowCount() == len(shown)
        file = tmp_path / f"{everyone}.csv"
        print_to(desk, qtbot, file, scope="list")
        printed = file.read_text(encoding="utf-8-sig")
        _, *rows = csv.reader(io.StringIO(printed, newline=""))
        assert {row[2] for row in rows} == shown


def test_what_is_in_the_trash_is_not_offered_as_a_list_to_print(desk: Any) -> None:
    make(desk, "document")
    desk.fill(title="葉書")
    desk.window.show_browse()
    for trash in (False, True):
        desk.press("Ctrl+P", desk.window)
        dialog = next(each for each in desk.window.findChildren(ReportDialog) if each.isVisible())
        assert (dialog.scope.findData("list") < 0) is trash
        dialog.reject()
        desk.settle()
        desk.window.browse.toggle_trash()


def parts_of(type_code: str, other: int) -> list[Any]:
    """One of each part that records of a type may have in their form, with texts and dates that try it."""
    nasty, date = " 𠮷髙\u3099 <img src=x>; '", read_date("昭和21年冬頃").stored()
    values: dict[str, Any] = {
        Kind.TEXT: nasty, Kind.LONG: f"{nasty}\n\n", Kind.DATE: date, Kind.TERM: nasty, Kind.RECORD: other,
    }  # fmt: skip
    shown = ("link", "condition_survey", "movement", "place_parent", "place_identifier", "tag")
    kinds = (
        PART_TYPES[each] for each in shown if PART_TYPES[each].types is None or type_code in PART_TYPES[each].types
    )
    return [
        kind.declaration(**{each.name: values[each.kind] for each in kind.fields if each.name != "source"})
        for kind in kinds
    ]
