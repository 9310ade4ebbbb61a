"""Guessing a mapping from the words of a head in three languages, and writing it down."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memoircat.errors import InputError
from memoircat.exchange.guess import guess_mapping, guess_target
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.mapping_text import NOTHING, MappingDraft, draft_of
from memoircat.records.registry import RECORD_TYPES, record_type

PERSON = record_type("person")
HEADS = {
    "ja": (
        ("整理番号", "氏名", "カナ氏名", "生年月日", "本籍", "階級", "収容所", "収容所から", "収容所まで", "収容所2", "死亡年月日", "埋葬地", "備考"),
        ("", "name", "name.reading", "birth", "home_prefecture", "rank", "camp_stay.place", "camp_stay.from",
         "camp_stay.until", "camp_stay[2].place", "death", "burial", "note"),
    ),
    "en": (
        ("No.", "Surname", "Given name", "Date of birth", "Home prefecture", "Rank", "Camp", "Camp from", "Died",
         "Cause of death", "Grave", "Remarks", "Shoe size"),
        ("", "name.family", "name.given", "birth", "home_prefecture", "rank", "camp_stay.place", "camp_stay.from",
         "death", "cause_of_death", "burial", "note", ""),
    ),
    "ru": (
        ("№ п/п", "Фамилия и имя", "Год рождения", "Звание", "Лагерь", "Дата прибытия", "Дата смерти",
         "Место захоронения", "Примечание"),
        ("", "name", "birth", "rank", "camp_stay.place", "camp_stay.from", "death", "burial", "note"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_a_head_is_understood_in_three_languages(language: str) -> None:
    head, targets = HEADS[language]
    rows = [head, *(tuple(f"{n}" for _ in head) for n in range(3))]
    draft = guess_mapping(rows, source="名簿")
    assert draft.header
    assert draft.key == head[0]
    assert [target for _, target in draft.columns] == list(targets)
    draft.mapping()


def test_width_case_and_spaces_say_nothing() -> None:
    assert guess_target("　Ｎａｍｅ： ", PERSON) == "name"
    assert guess_target("ДАТА  СМЕРТИ", PERSON) == "death"
    assert guess_target("カナ　氏名", PERSON) is None or guess_target("ｶﾅ氏名", PERSON) == "name.reading"


def test_every_type_knows_its_own_fields_by_their_labels() -> None:
    for kind in RECORD_TYPES.values():
        for field in kind.fields:
            for word in (field.label.ja, field.label.en, field.label.ru):
                assert guess_target(word, kind) is not None, (kind.code, word)


def test_a_second_column_of_the_same_word_is_the_next_stay_and_of_what_is_one_nothing() -> None:
    draft = guess_mapping([["氏名", "収容所", "ラーゲリ", "死亡", "没年"], ["a", "b", "c", "d", "e"]])
    assert [target for _, target in draft.columns] == [
        "name",
        "camp_stay.place",
        "camp_stay[2].place",
        "death",
        NOTHING,
    ]


def test_a_table_without_a_head_is_numbered_and_maps_nothing() -> None:
    draft = guess_mapping([["1", "佐藤", "大正8"], ["2", "山田", "T8"]])
    assert (draft.header, draft.key) == (False, None)
    assert draft.columns == [("1", NOTHING), ("2", NOTHING), ("3", NOTHING)]
    assert guess_mapping([]).columns == []


def test_a_number_that_comes_twice_is_no_key() -> None:
    rows = [["番号", "氏名"], ["1", "a"], ["1", "b"]]
    assert guess_mapping(rows).key is None


@pytest.mark.parametrize(
    ("head", "cell", "order"),
    [
        ("死亡", "14.2.1946", "dmy"),
        ("Died", "2/14/1946", "mdy"),
        ("Дата смерти", "3.4.46", "dmy"),
        ("死亡", "21.2.14", None),
        ("死亡", "12.5.1946", None),
        ("死亡", "13.5.1946", "dmy"),
        ("死亡", "5.12.1946", None),
        ("死亡", "5.13.1946", "mdy"),
    ],
)
def test_the_order_of_a_date_is_taken_from_those_that_leave_no_doubt(head: str, cell: str, order: str | None) -> None:
    assert guess_mapping([["氏名", head], ["a", cell]]).date_order == order


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(
    source=NAMES,
    columns=st.lists(
        st.tuples(NAMES, st.sampled_from(["", "name", "birth", "camp_stay[2].from", "note"])), unique_by=lambda c: c[0]
    ),
    key=st.none() | NAMES,
    header=st.booleans(),
    order=st.sampled_from([None, "dmy", "mdy", "ymd"]),
    certainty=st.dictionaries(NAMES, st.sampled_from(["certain", "possible"]), max_size=3),
    values=st.dictionaries(NAMES, st.dictionaries(NAMES, NAMES, min_size=1, max_size=3), max_size=3),
    constants=st.dictionaries(st.sampled_from(["role", "rank", "note"]), NAMES),
)
def test_a_mapping_reads_back_as_it_was_chosen(**chosen: Any) -> None:
    columns, order = chosen["columns"], chosen.pop("order")
    draft = MappingDraft(date_order=order, **chosen)
    mapping = parse_mapping(draft.text())
    assert draft_of(mapping, [name for name, _ in columns]) == draft


def test_several_values_of_a_cell_are_split_where_a_record_can_hold_them() -> None:
    text = 'record = "person"\n[columns]\n"収容所" = "camp_stay.place"\n"氏名" = "name"\n[split]\n"収容所" = "・"\n'
    assert parse_mapping(text).split == {"収容所": "・"}
    one = text.replace('"camp_stay.place"', '"birth"')
    with pytest.raises(InputError, match="holds one value"):
        parse_mapping(one)
    with pytest.raises(InputError, match="no separator"):
        parse_mapping(text.replace('"収容所" = "・"', '"無" = "・"'))
    with pytest.raises(InputError, match="holds one value"):
        parse_mapping(text.replace('"氏名" = "name"', '"収容所2" = "camp_stay[2].place"'))
