"""How names that no list has are read, and how likely a string of kanji is as a name."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.names.fold import fold
from memoircat.names.reading_model import ReadingModel, signs_of
from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role

SIGNS = "山川田中佐々木ケ谷ノ上郎子一二三清明生公功至肇和五十嵐大右衛門髙﨑🙂龘●ーんッAя 'ｱ"


@pytest.fixture(scope="module")
def model() -> ReadingModel:
    return name_dictionary().model


@pytest.mark.parametrize(
    ("kanji", "kana", "role"),
    [
        ("公子", "ひろこ", Role.GIVEN),
        ("祥肇", "よしただ", Role.GIVEN),
        ("恒爾", "つねじ", Role.GIVEN),
        ("峻三", "しゅんぞう", Role.GIVEN),
        ("二瓶", "にへい", Role.FAMILY),
        ("和久", "わく", Role.FAMILY),
        ("佐々木", "ささき", Role.FAMILY),
        ("大和田", "おおわだ", Role.FAMILY),
        ("五十嵐", "いがらし", Role.FAMILY),
        ("清", "きよし", Role.GIVEN),
    ],
)
def test_a_name_is_among_the_likely_readings_of_its_signs(model, kanji, kana, role):
    assert kana in [reading.kana for reading in model.readings(fold(kanji), role, 8)]


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(SIGNS) | st.characters(), max_size=7), st.sampled_from(Role))
def test_any_text_has_readings_whose_probabilities_sum_to_one_at_most(text, role):
    model = name_dictionary().model
    readings = model.readings(fold(text), role, 1000)
    assert sum(math.exp(-reading.cost) for reading in readings) <= 1 + 1e-9
    assert all(one.cost <= two.cost for one, two in pairwise(readings))
    assert len({reading.kana for reading in readings}) == len(readings)
    assert model.chance(fold(text), role) < 0


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from(SIGNS), min_size=1, max_size=7), st.sampled_from(Role))
def test_any_name_has_a_reading(text, role):
    assert name_dictionary().readings(text, role)


def test_an_unknown_sign_is_read_as_one(model):
    assert model.readings("🙂田", Role.FAMILY, 1)[0].kana.startswith("●")


def test_the_sign_before_is_repeated():
    assert signs_of("佐々木") == "佐佐木"
    assert signs_of("々") == "々"


@pytest.mark.parametrize(
    "parted",
    [
        "宮腰+光寛",
        "今福+健",
        "脇山+好晴",
        "江森+陽弘",
        "池井+優",
        "柳町+隆造",
        "高辻+邦武",
        "猿田+亨男",
        "澤部+肇",
        "石元+泰博",
        "六角+紫水",
        "泉山+三六",
        "詫摩+武俊",
        "仲井戸+麗市",
    ],
)
def test_an_unspaced_name_is_likeliest_as_its_family_and_given_name(model, parted):
    name = parted.replace("+", "")
    ways = {
        f"{name[:at]}+{name[at:]}": model.chance(fold(name[:at]), Role.FAMILY)
        + model.chance(fold(name[at:]), Role.GIVEN)
        for at in range(1, len(name))
    }
    assert max(ways, key=lambda way: ways[way]) == parted


def test_the_model_ranks_the_readings_of_a_list_without_counts():
    readings = [reading.kana for reading in name_dictionary().readings("公子", Role.GIVEN)]
    assert readings.index("ひろこ") < 6
