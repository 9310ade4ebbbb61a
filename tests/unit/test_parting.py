"""A name in one word is parted by the likelihood of both parts, whether a list has them or not."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memoircat.names.parting import chance_of_sound, partings
from memoircat.names.roles import Role
from memoircat.names.shapes import chance_of_shape
from memoircat.names.sound import SYMBOLS


@pytest.mark.parametrize(
    "parted",
    [
        *(
            "宮腰 光寛",
            "今福 健",
            "脇山 好晴",
            "江森 陽弘",
            "池井 優",
            "柳町 隆造",
            "高辻 邦武",
            "猿田 亨男",
            "澤部 肇",
        ),
        *("石元 泰博", "六角 紫水", "泉山 三六", "詫摩 武俊", "仲井戸 麗市", "佐藤 昭一", "佐々木 一", "加藤 シヅエ"),
        *("さとう しょういち", "みやこし みつひろ", "サクマ タツゾウ", "sato shoichi", "Sakuma Tatsuzō", "Сато Сёити"),
    ],
)
def test_a_word_is_parted_where_it_is_meant(parted: str) -> None:
    best = partings(parted.replace(" ", ""))[0]
    assert f"{best.family} {best.given}" == parted


@pytest.mark.parametrize("word", ["ShōichiSatō", "TatsuzōSakuma", "ТацудзоСакума"])
def test_the_given_name_may_come_first_in_latin_and_cyrillic_letters(word: str) -> None:
    best = partings(word)[0]
    assert best.given + best.family == word


@pytest.mark.parametrize(("word", "role"), [("佐藤", 0), ("サトウ", 0), ("昭一", 1), ("きよし", 1), ("キモラ", 0)])
def test_a_part_alone_is_taken_whole(word: str, role: int) -> None:
    assert partings(word)[0][role] == word or partings(word)[1][role] == word


def test_kanji_in_no_list_are_no_part_before_they_are_parted() -> None:
    ways = partings("安住蘭")
    assert ways[0][:2] == ("安住", "蘭")
    assert all(one.cost <= two.cost for one, two in pairwise(ways))


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("山川田中佐々木一郎子健二さとうきしょんサッーabosАбовёь●'"), min_size=1, max_size=9))
def test_the_parts_of_any_word_are_the_word(word: str) -> None:
    ways = partings(word)
    assert 1 <= len(ways) <= 5
    assert ways[0].cost == 0
    assert all(word in (way.family + way.given, way.given + way.family) for way in ways)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from(SYMBOLS), max_size=30), st.sampled_from(Role))
def test_any_sound_has_a_chance_as_a_name(sound: str, role: Role) -> None:
    assert chance_of_shape(sound, role) < 0
    assert chance_of_sound(sound, role) < 0
    assert chance_of_shape(sound + "zzz", role) < chance_of_shape(sound, role) or not sound
