"""Scenarios F1, F3 and F6 of the design: a family looks a relative up in the search box of the real window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from memoircat.dates import read_date
from memoircat.names import script_of
from memoircat.records.parts import Name, Statement

PEOPLE = (
    (("佐久間 辰蔵", "さくま たつぞう"), "1919", "山形県", "yamagata"),
    (("佐久間 辰造",), "1922", "福島県", "fukushima"),
    (("サクマ タツゾウ",), "1901", "北海道", "hokkaido"),
    (("佐久間 ハル",), "1921", "山形県", "yamagata"),
    (("Сакума Сигэру",), "1915", None, None),
    (("山田 正", "やまだ ただし"), "1919", "山形県", "yamagata"),
    (("山田 正", "やまだ まさ"), "1921", "山口県", "yamaguchi"),
    (("山田 正", "やまだ しょう"), "1919", "東京都", "tokyo"),
    (("木村 一",), "1920", "東京都", "tokyo"),
)


def register(desk: Any) -> None:
    with desk.catalogue.change("登録") as change:
        for names, born, prefecture, code in PEOPLE:
            person = change.create("person", kind="identified")
            for text in names:
                kind = "authorised" if script_of(text) == "Jpan" else "as_recorded"
                change.add(person, Name(text=text, kind=kind, script=script_of(text)))
            change.add(person, Statement(property="birth", start=read_date(born).stored()))
            if prefecture:
                change.add(person, Statement(property="home_prefecture", value=prefecture, term=code))
    desk.settle()


def look_up(desk: Any, qtbot: Any, text: str) -> list[list[str]]:
    """Type into the search box and wait for the last tier; every hit as its lines."""
    tiers = []
    desk.window.search._finder.results_ready.connect(tiers.append)
    desk.press("Ctrl+K", desk.window)
    desk.write(text, desk.window.search)
    qtbot.waitUntil(lambda: bool(tiers) and tiers[-1].people.complete, timeout=10_000)
    desk.settle()
    listed = desk.window.search.results.list
    assert listed.isVisible()
    hits = [listed.item(row).text().split("\n") for row in range(listed.count())]
    return [hit for hit in hits if len(hit) > 1]


def test_f1_no_kanji_known_two_candidates_one_is_opened(desk: Any, qtbot: Any) -> None:
    register(desk)
    hits = look_up(desk, qtbot, "さくま たつぞう")
    names = [hit[0].split("　")[0] for hit in hits]
    assert set(names[:2]) == {"佐久間 辰蔵", "サクマ タツゾウ"}
    assert names[2] == "佐久間 辰造"
    known = hits[names.index("佐久間 辰蔵")]
    assert "1919" in known[0]
    assert "山形県" in known[0]
    assert "佐久間 は「さくま」と読む" in hits[2][1]
    QTest.keyClick(desk.window.search, Qt.Key.Key_Down)
    QTest.keyClick(desk.window.search, Qt.Key.Key_Down)
    QTest.keyClick(desk.window.search, Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.work.record.label == "佐久間 辰造"


def test_f3_a_card_with_a_vowel_missing_finds_the_group(desk: Any, qtbot: Any) -> None:
    register(desk)
    hits = look_up(desk, qtbot, "Сакма")
    assert len(hits) >= 5
    assert all("佐久間" in hit[0] or "サクマ" in hit[0] or "Сакума" in hit[0] for hit in hits[:5])
    assert all("書かれている" in hit[1] or "多い" in hit[1] for hit in hits[:5]), [hit[1] for hit in hits]


def test_f6_namesakes_are_told_apart_by_year_and_prefecture(desk: Any, qtbot: Any) -> None:
    register(desk)
    hits = look_up(desk, qtbot, "山田 正 1919 山形")
    assert [hit[0].split("　")[0] for hit in hits[:3]] == ["山田 正"] * 3
    assert "生年が一致 1919" in hits[0][1]
    assert "本籍が一致" in hits[0][1]
    assert "本籍が異なる" in hits[1][1]
    assert "生年が異なる 1921" in hits[2][1]


def test_a_name_without_reading_is_offered_some_marked_as_inferred(desk: Any) -> None:
    register(desk)
    desk.window.open_record(desk.catalogue.find("P-000009"))
    desk.settle()

    offered = desk.window.work.form.names.findChildren(QPushButton, "reading-suggested")
    assert next(each.text() for each in offered if each.isVisible()) == "きむら はじめ"
    offered[0].click()
    desk.settle()
    added = desk.catalogue.get("P-000009").names[-1].part
    assert (added.text, added.kind, added.script) == ("きむら はじめ", "inferred", "Hira")
    assert desk.catalogue.get("P-000009").names[0].part.text == "木村 一", "what was written stays"


def wait_for(desk: Any, qtbot: Any, text: str, people: int) -> None:
    """Go on typing until the box has ``text``, and wait for the last tier of that search."""
    tiers: list[Any] = []
    desk.window.search._finder.results_ready.connect(tiers.append)
    desk.write(text.removeprefix(desk.window.search.text()), desk.window.search)
    qtbot.waitUntil(lambda: bool(tiers) and tiers[-1].text == text and tiers[-1].people.complete, timeout=10_000)
    desk.settle()
    assert tiers[-1].people.total >= people


def marked(desk: Any) -> str:
    return str(desk.window.search.results.list.currentItem().text().split("\n")[0])


def test_the_mark_follows_the_best_hit_until_it_is_moved(desk: Any, qtbot: Any) -> None:
    register(desk)
    desk.press("Ctrl+K", desk.window)
    wait_for(desk, qtbot, "さくま", 5)
    first = marked(desk)
    wait_for(desk, qtbot, "さくま はる", 1)
    assert marked(desk).startswith("佐久間 ハル") and not first.startswith("佐久間 ハル")
    QTest.keyClick(desk.window.search, Qt.Key.Key_Down)
    moved = marked(desk)
    results = desk.window.search.results
    results._rows_of = ()
    desk.window.search._finder.ask("さくま はる")
    qtbot.waitUntil(lambda: results._rows_of != (), timeout=10_000)
    assert marked(desk) == moved, "more hits for the same text leave it where it is"
    QTest.keyClick(desk.window.search, Qt.Key.Key_Up)
    QTest.keyClick(desk.window.search, Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.work.record.label == "佐久間 ハル"


def test_namesakes_are_one_row_that_enter_opens(desk: Any, qtbot: Any) -> None:
    register(desk)
    first, *_ = look_up(desk, qtbot, "山田 正")
    assert first == ["山田 正　3人", "氏名が同じ「山田 正」"]
    listed = desk.window.search.results.list
    height = desk.window.search.results.height()
    QTest.keyClick(desk.window.search, Qt.Key.Key_Return)
    desk.settle()
    rows = [listed.item(row).text().split("\n") for row in range(listed.count())]
    people = [row for row in rows if len(row) > 1][1:4]
    assert [row[0].split("　")[1] for row in people] == ["1919", "1921", "1919"]
    assert [row[1] for row in people] == ["P-000006", "P-000007", "P-000008"]
    assert desk.window.search.results.height() > height, "the list grows with them"
    assert listed.currentItem().text().split("\n") == people[0]
    QTest.keyClick(desk.window.search, Qt.Key.Key_Down)
    QTest.keyClick(desk.window.search, Qt.Key.Key_Return)
    desk.settle()
    assert desk.window.work.record.code == "P-000007"


def test_a_click_opens_a_group_of_namesakes_and_another_closes_it(desk: Any, qtbot: Any) -> None:
    register(desk)
    look_up(desk, qtbot, "山田 正")
    listed = desk.window.search.results.list
    rows = listed.count()
    for expected in (rows + 3, rows):
        group = next(row for row in range(listed.count()) if "\n" in listed.item(row).text())
        place = listed.visualItemRect(listed.item(group)).center()
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
        desk.settle()
        assert listed.count() == expected
