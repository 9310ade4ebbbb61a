"""Find and replace: only the checked places are touched, sign by sign, in one step of undo."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.catalogue.catalogue import Catalogue
from memoircat.editing import replacing
from memoircat.editing.replacing import (
    PartTexts,
    Replacement,
    TextMatches,
    find_places,
    name_parts,
    places_to_look,
    replace_places,
    replaced,
)
from memoircat.errors import Cancelled, Conflict, InputError
from memoircat.jobs import Progress
from memoircat.program import Program
from memoircat.records.parts import Name, Statement
from memoircat.records.registry import RECORD_TYPES

DOCUMENT = tuple(places_to_look(RECORD_TYPES["document"]))
PERSON = tuple(places_to_look(RECORD_TYPES["person"]))


def find(catalogue: Catalogue, type_code: str, ids: list[int], wanted: Replacement) -> TextMatches:
    with catalogue.reading() as connection:
        return find_places(connection, type_code, ids, wanted)


def replace(catalogue: Catalogue, type_code: str, found: Any, wanted: Replacement) -> int:
    with catalogue.change("置換") as change:
        return replace_places(change, catalogue.vocabularies(), type_code, found, wanted)


def document(catalogue: Catalogue, **values: Any) -> int:
    with catalogue.change("x") as change:
        return change.create("document", **values)


def test_every_place_is_told_with_its_bounds_and_those_left_out_stay(catalogue: Catalogue) -> None:
    ids = [
        document(catalogue, title="タイシエト日誌", note="タイシエト、タイシエト"),
        document(catalogue, title="手帳", creators=("佐藤", "タイシエト会")),
    ]
    before = catalogue.state()
    wanted = Replacement("タイシエト", "タイシェト", DOCUMENT)
    places = find(catalogue, "document", ids, wanted).places
    assert [(each.what, each.item, each.start, each.end) for each in places] == [
        ("title", 0, 0, 5), ("note", 0, 0, 5), ("note", 0, 6, 11), ("creators", 1, 0, 5),
    ]  # fmt: skip
    assert places[0].label == "タイシエト日誌"
    assert replace(catalogue, "document", [each for each in places if each.start != 6], wanted) == 2
    first, second = catalogue.views(ids)
    assert (first.fields["title"], first.fields["note"]) == ("タイシェト日誌", "タイシェト、タイシエト")
    assert second.fields["creators"] == ("佐藤", "タイシェト会")
    catalogue.undo()
    assert catalogue.state() == before


def test_only_the_chosen_fields_and_the_given_records_are_looked_at(catalogue: Catalogue) -> None:
    ids = [document(catalogue, title="甲", note="甲"), document(catalogue, title="甲")]
    found = find(catalogue, "document", ids[:1], Replacement("甲", "乙", ("note",)))
    assert [(each.record, each.what) for each in found.places] == [(ids[0], "note")]


@pytest.mark.parametrize(
    ("text", "looked_for", "number"),
    [
        ("高橋 髙橋", "高", 1),
        ("吉田 𠮷田", "吉", 1),
        ("か\u3099くせい かい", "か", 1),
        ("葛\U000e0100城 葛城", "葛", 1),
        ("👨\u200d👩 👨", "👨", 1),
        ("👨\u200d👩 👩", "👩", 1),
        ("ｶﾞ ｶ", "ｶ", 1),
        ("Ａ A", "A", 1),
        ("か\u3099", "\u3099", 1),
        ("aaa", "aa", 1),
        ("abc", "abcd", 0),
    ],
)
def test_a_sign_is_found_as_it_is_written_and_never_cut(
    catalogue: Catalogue, text: str, looked_for: str, number: int
) -> None:
    ids = [document(catalogue, note=text)]
    for match_case in (True, False):
        found = find(catalogue, "document", ids, Replacement(looked_for, "＿", ("note",), match_case=match_case))
        assert len(found.places) == number


def test_case_and_whole_values(catalogue: Catalogue) -> None:
    ids = [document(catalogue, note="РГВА"), document(catalogue, note="ргва ф.460")]
    assert len(find(catalogue, "document", ids, Replacement("РГВА", "х", ("note",))).places) == 1
    assert len(find(catalogue, "document", ids, Replacement("РГВА", "х", ("note",), match_case=False)).places) == 2
    whole = Replacement("ргва", "х", ("note",), match_case=False, whole=True)
    assert [each.record for each in find(catalogue, "document", ids, whole).places] == ids[:1]


def test_signs_of_patterns_are_plain_signs(catalogue: Catalogue) -> None:
    ids = [document(catalogue, note="(a+b)* \\d .")]
    wanted = Replacement("(a+b)*", "\\1", ("note",))
    replace(catalogue, "document", find(catalogue, "document", ids, wanted).places, wanted)
    assert catalogue.views(ids)[0].fields["note"] == "\\1 \\d ."


def test_what_is_empty_then_is_gone(catalogue: Catalogue) -> None:
    ids = [document(catalogue, note="消す", creators=("消す", "残る"))]
    wanted = Replacement("消す", "", DOCUMENT)
    replace(catalogue, "document", find(catalogue, "document", ids, wanted).places, wanted)
    view = catalogue.views(ids)[0]
    assert (view.fields["note"], view.fields["creators"]) == (None, ("残る",))


@pytest.fixture
def sakuma(catalogue: Catalogue) -> int:
    with catalogue.change("x") as change:
        person = change.create("person")
        change.add(person, Name(text="佐久間 辰蔵", family="佐久間", given="辰蔵", script="Jpan"))
        change.add(person, Name(text="さくま たつぞう", family="さくま", given="たつぞう", script="Hira", position=1))
        change.add(person, Statement(property="rank", value="上等兵", term="superior_private", note="辰蔵の階級"))
        change.add(person, Statement(property="camp_stay", place_text="辰蔵村"))
        change.add(person, Statement(property="height", value="160", low=160, high=160))
    return person


def test_names_and_statements_follow_their_text(catalogue: Catalogue, sakuma: int) -> None:
    before = catalogue.state()
    for one, two in (("辰蔵", "辰三"), ("上等兵", "一等兵"), ("160", "170"), ("さくま たつぞう", "サクマ")):
        wanted = Replacement(one, two, PERSON)
        replace(catalogue, "person", find(catalogue, "person", [sakuma], wanted).places, wanted)
    view = catalogue.view(sakuma)
    assert view
    kanji, kana = (held.part for held in view.names)
    assert (kanji.text, kanji.family, kanji.given, kanji.script) == ("佐久間 辰三", "佐久間", "辰三", "Jpan")
    assert (kana.text, kana.family, kana.given, kana.script) == ("サクマ", None, None, "Kana")
    rank, stay, height = (each.part for each in view.statements)
    assert (rank.value, rank.note) == ("一等兵", "辰三の階級")
    assert rank.term == "private_first_class"
    assert stay.place_text == "辰三村"
    assert (height.low, height.high) == (170, 170)
    for _ in range(4):
        catalogue.undo()
    assert catalogue.state() == before


@pytest.mark.parametrize(
    ("before", "parts", "after", "expected"),
    [
        ("山 太郎", ("山", "太郎"), "山田 太郎", ("山田", "太郎")),
        ("Taro Yama", ("Yama", "Taro"), "Taro Yamada", ("Yamada", "Taro")),
        ("山太郎", ("山", "太郎"), "山田太郎", (None, None)),
        ("山田太郎", ("山田", "太郎"), "山田 太郎", ("山田", "太郎")),
        ("Иванов Иван Петрович", ("Иванов", "Иван"), "Иванов Иван Павлович", ("Иванов", "Иван")),
        ("佐藤", (None, None), "伊藤", (None, None)),
    ],
)
def test_parts_of_a_name_stay_where_they_fit(before: str, parts: Any, after: str, expected: Any) -> None:
    assert name_parts(before, *parts, after) == expected


def test_a_statement_that_would_say_nothing_keeps_all_out(catalogue: Catalogue, sakuma: int) -> None:
    before, wanted = catalogue.state(), Replacement("辰蔵村", "", PERSON)
    with pytest.raises(InputError) as refused:
        replace(catalogue, "person", find(catalogue, "person", [sakuma], wanted).places, wanted)
    assert refused.value.where == "P-000001"
    assert catalogue.state() == before


def test_what_changed_meanwhile_keeps_all_out(catalogue: Catalogue) -> None:
    ids, wanted = [document(catalogue, note="甲"), document(catalogue, note="甲")], Replacement("甲", "乙", ("note",))
    found = find(catalogue, "document", ids, wanted)
    with catalogue.change("x") as change:
        change.set(ids[1], note="甲と丙")
    before = catalogue.state()
    with pytest.raises(Conflict) as refused:
        replace(catalogue, "document", found.places, wanted)
    assert refused.value.where == "D-000002"
    assert catalogue.state() == before


def test_too_many_places_are_said_to_be_more(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replacing, "MOST_PLACES", 3)
    ids = [document(catalogue, note="ああああ")]
    found = find(catalogue, "document", ids, Replacement("あ", "い", ("note",)))
    assert (len(found.places), found.more) == (3, True)


@pytest.mark.parametrize(
    "wanted",
    [
        Replacement("", "x", DOCUMENT),
        Replacement("x", "y", ()),
        Replacement("\ud800", "", DOCUMENT),
        Replacement("x", "\ud800", DOCUMENT),
    ],
)
def test_what_cannot_be_looked_for_is_refused(catalogue: Catalogue, wanted: Replacement) -> None:
    with pytest.raises(InputError) as refused:
        find(catalogue, "document", [], wanted)
    assert refused.value.hint


def test_a_search_is_stopped(catalogue: Catalogue) -> None:
    ids, progress = [document(catalogue, note="甲")], Progress()
    progress.cancel()
    with pytest.raises(Cancelled), catalogue.reading() as connection:
        find_places(connection, "document", ids, Replacement("甲", "乙", ("note",)), progress)


# Any text ------------------------------------------------------------------------------------------------------

SIGNS = 'ab高髙吉𠮷か\u3099\u200d👨👩\ufe0f\U000e0100 é\u0301ßſKＡ\n"\\'
# Few signs at a time, so that what is looked for stands in several places.
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=4).flatmap(
    lambda signs: st.text(st.sampled_from(signs), min_size=1, max_size=14)
)


@settings(max_examples=30)
@given(data=st.data())
def test_exactly_the_checked_places_are_replaced_and_every_other_sign_stays(
    blank: Callable[..., Path], data: st.DataObject
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Program.open(blank(Path(folder) / "c.memoircat"), by="試験") as program,
    ):
        catalogue = program.catalogue
        texts = data.draw(st.lists(TEXTS, min_size=2, max_size=4))
        with catalogue.change("x") as change:
            record = change.create("document", title=texts[0], creators=tuple(texts[1:]))
            change.add(record, Name(text=texts[0]))
            change.add(record, Statement(property="maker", value=texts[1], note=texts[-1]))
        held = data.draw(st.sampled_from(texts))
        start = data.draw(st.integers(0, len(held) - 1))
        wanted = Replacement(
            held[start : start + data.draw(st.integers(1, 2))],
            data.draw(TEXTS),
            DOCUMENT,
            match_case=data.draw(st.booleans()),
            whole=data.draw(st.sampled_from((False, False, False, True))),
        )
        places = find(catalogue, "document", [record], wanted).places
        checked = [each for each in places if data.draw(st.booleans())]
        expected = {
            key: replaced(text, [(p.start, p.end) for p in checked if _of(p) == key], wanted.replacement)
            for key, text in _texts(catalogue, record).items()
        }
        before, steps = catalogue.state(), len(catalogue.history())
        replace(catalogue, "document", checked, wanted)
        assert _texts(catalogue, record) == expected
        assert len(catalogue.history()) == steps + bool(checked)
        if checked:
            catalogue.undo()
            assert catalogue.state() == before


def _of(place: Any) -> tuple[str, str, int]:
    return place.table, place.column, place.item


def _texts(catalogue: Catalogue, record: int) -> dict[tuple[str, str, int], str]:
    view = catalogue.view(record)
    assert view
    said = view.statements[0].part
    found = {("document", "title", 0): view.fields["title"], ("name", "text", 0): view.names[0].part.text}
    found |= {("document", "creators", number): text for number, text in enumerate(view.fields["creators"])}
    return found | {("statement", "value", 0): said.value, ("statement", "note", 0): said.note}


def test_beyond_is_offered_where_it_can_be() -> None:
    assert PartTexts.STATEMENTS not in places_to_look(RECORD_TYPES["source"])
    assert {PartTexts.NAMES, PartTexts.STATEMENTS, PartTexts.NOTES} <= set(PERSON)
    assert "code" not in PERSON
