"""The order of the people found by name: who is written as typed first, and namesakes as one group."""

from __future__ import annotations

import pytest

from memoircat.dates import read_date
from memoircat.program import Program
from memoircat.records.parts import Name, Statement
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.search import people_ranking
from memoircat.search.name_query import read_name_query
from memoircat.search.people import PeopleFinder


def put(program: Program, *people: tuple[str, ...]) -> None:
    """Record people, each with the forms of his name."""
    with program.catalogue.change("登録") as change:
        for names in people:
            person = change.create("person", kind="recorded")
            for name in names:
                change.add(person, Name(text=name, kind="as_recorded"))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("佐久間辰蔵", {"佐久間辰蔵", "佐久間 辰蔵"}),
        ("佐久間　辰蔵", {"佐久間辰蔵", "佐久間 辰蔵"}),
        ("サクマ タツゾウ", {"サクマ タツゾウ"}),
        ("ｻｸﾏﾀﾂｿﾞｳ", {"サクマ タツゾウ"}),
        ("さくま たつぞう", {"さくまたつぞう"}),
        ("sakuma tatsuzo", {"Sakuma Tatsuzo"}),
        ("Сакума Тацудзо", {"Сакума Тацудзо"}),
        ("宮腰光寛", {"宮腰 光寛", "宮腰光寛"}),
        ("東海 林太郎", {"東海林太郎", "東海林 太郎"}),
        ("佐藤", {"佐藤"}),
    ],
)
def test_who_is_written_as_typed_comes_first_however_the_name_is_parted(
    program: Program, asked: str, written: set[str]
) -> None:
    others = (
        "サクマ タツゾウ",
        "さくまたつぞう",
        "Sakuma Tatsuzo",
        "Сакума Тацудзо",
        "佐久間 辰蔵",
        "佐久間 辰造",
        "佐久間辰蔵",
    )
    people = [
        *others,
        "みやこし みつひろ",
        "宮腰 光寛",
        "宮腰光寛",
        "東海林 太郎",
        "東海林太郎",
        "佐藤 昭一",
        "サトウ",
        "佐藤",
    ]
    put(program, *((name,) for name in people))
    hits = PeopleFinder(program.catalogue.raw_reader()).find(asked).hits
    assert {hit.label for hit in hits[: len(written)]} == written
    typed = asked.replace("　", " ")
    assert all(hit.why[0].en == f"the same name, “{typed}”" for hit in hits[: len(written)])
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_other_forms_of_the_kanji_come_next_before_what_only_sounds_the_same(program: Program) -> None:
    put(program, ("カトウ トクジ",), ("加藤 德次",), ("加藤 徳次",), ("加藤 特次",))
    finder = PeopleFinder(program.catalogue.raw_reader())
    assert [hit.label for hit in finder.find("加藤徳次").hits[:3]] == ["加藤 徳次", "加藤 德次", "カトウ トクジ"]
    assert [hit.label for hit in finder.find("加藤德次").hits[:3]] == ["加藤 德次", "加藤 徳次", "カトウ トクジ"]
    assert [hit.label for hit in finder.find("加藤 徳の心の上に一次").hits[:2]] == ["加藤 德次", "加藤 徳次"]


def test_who_is_written_as_typed_comes_first_also_of_more_people_than_are_ranked(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(people_ranking, "_LOOKED_AT", 4)
    put(program, *((f"佐藤 {given}{more}",) for given in ("昭一", "正") for more in ("", "雄", "郎")), ("佐藤",))
    assert PeopleFinder(program.catalogue.raw_reader()).find("佐藤", limit=2).hits[0].label == "佐藤"


def test_a_place_or_rank_that_the_line_may_name_makes_nobody_the_one_who_was_typed(program: Program) -> None:
    put(program, ("Sakuma",), ("サクマ ヤマガタ",))
    assert PeopleFinder(program.catalogue.raw_reader()).find("Sakuma Yamagata").hits[0].label == "サクマ ヤマガタ"


def test_namesakes_are_one_group_with_their_number_and_leave_room_for_others(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(
        program,
        *[("山田 正",)] * 7,
        *[("山田正",)] * 5,
        ("山田 昭一",),
        ("ヤマダ タダシ",),
        ("山田 正", "Ямада Тадаси"),
    )
    finder = PeopleFinder(program.catalogue.raw_reader())
    for looked_at in (people_ranking._LOOKED_AT, 3):
        monkeypatch.setattr(people_ranking, "_LOOKED_AT", looked_at)
        results = finder.find("山田 正", limit=2)
        assert [hit.namesakes for hit in results.hits] == [13, 13], "of all results, though two are listed"
        assert [(group.first.label, group.number) for group in results.groups] == [
            ("山田 正", 13),
            ("ヤマダ タダシ", 1),
        ]
        assert len(set(results.groups[0].ids)) == 13
        assert results.groups[0].ids[0] == results.hits[0].id
    everyone = finder.find("山田", limit=20)
    assert {(group.first.label, group.number) for group in everyone.groups} >= {("山田 昭一", 1), ("ヤマダ タダシ", 1)}
    assert sum(group.number for group in everyone.groups) == everyone.total == 15


def test_of_namesakes_those_who_agree_in_what_is_asked_are_a_group_of_their_own(program: Program) -> None:
    with program.catalogue.change("登録") as change:
        for year in ("1919", "1919", "1901", "1902", None):
            person = change.create("person", kind="recorded")
            change.add(person, Name(text="山田 正"))
            if year:
                change.add(person, Statement(property="birth", start=read_date(year).stored()))
    born, others = PeopleFinder(program.catalogue.raw_reader()).find("山田 正 1919").groups
    assert (born.number, others.number) == (2, 3)
    assert [reason.en for reason in others.why] == ["the same name, “山田 正”"], "of the year nothing holds for all"
    assert others.first.namesakes == 5


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("徳の心の上に一", "徳"),
        ("加藤 徳の心の上に一次", "加藤 徳次"),
        ("高の下に横棒橋", "高橋"),
        ("山の上に一", "山の上に一"),
        ("沢の中に入った", "沢の中に入った"),
    ],
)
def test_a_description_stands_for_a_kanji_only_where_it_has_other_forms(line: str, text: str) -> None:
    (asked,) = read_name_query(line, Vocabularies(seed_terms()))
    assert asked.text == text
    assert bool(asked.described) == (line != text)
