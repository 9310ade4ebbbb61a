"""Numbers that run on in the manner in which they are written, and the sign that repeats the cell above."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memoircat.editing.grid_rows import next_number, resolve_dittos, sequence


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("17", "18"),
        ("017", "018"),
        ("S63-0099", "S63-0100"),
        ("第９号", "第１０号"),
        ("一七", "一八"),
        ("一九", "二〇"),
        ("九", "一〇"),
        ("十九", "二十"),
        ("十", "十一"),
        ("九十九", "一〇〇"),
        ("い—九", "い—一〇"),
        ("3 а", "4 а"),
        ("", ""),
        ("□", "□"),
    ],
)
def test_numbers_run_on_as_they_are_written(before: str, after: str) -> None:
    assert next_number(before) == after


@given(st.integers(0, 10**9), st.text(alphabet="SА-第 ", max_size=4), st.text(alphabet=" 号а", max_size=3))
def test_a_number_between_words_grows_by_one_and_nothing_else_changes(number: int, head: str, tail: str) -> None:
    assert next_number(f"{head}{number}{tail}") == f"{head}{number + 1}{tail}"


@given(st.integers(1, 98))
def test_kanji_by_place_and_with_tens_agree(number: int) -> None:
    by_place = list(sequence("一", number))[-1]
    with_tens = list(sequence("十", number))[-1]
    figures = {unicodedata.numeric(each): each for each in "〇一二三四五六七八九"}
    assert by_place == "".join(figures[int(each)] for each in str(number))
    assert "十" in with_tens or number > 90


def meant(rows: list[dict[str, str]], number: int) -> dict[str, str]:
    """What one row says, found by walking upwards from it."""
    found = {}
    for head in rows[number]:
        at = number
        while at > 0 and rows[at].get(head, "").strip() == "〃":
            at -= 1
        found[head] = rows[at].get(head, "")
    return found


def test_ditto_says_what_the_nearest_cell_above_says() -> None:
    rows = [{"階級": "一等兵", "死因": "〃"}, {"階級": "〃", "死因": "肺炎"}, {"階級": " 〃 ", "死因": ""}]
    assert resolve_dittos(rows)[0] == {"階級": "一等兵", "死因": "〃"}, "with nothing above it says itself"
    assert resolve_dittos(rows)[2] == {"階級": "一等兵", "死因": ""}


ROWS = st.lists(
    st.dictionaries(st.sampled_from(("甲", "乙")), st.sampled_from(("〃", " 〃", "", "肺炎", "一等兵"))),
    min_size=1,
    max_size=9,
)


@given(ROWS)
def test_all_rows_in_one_walk_mean_what_each_means_by_itself(rows: list[dict[str, str]]) -> None:
    assert resolve_dittos(rows) == [meant(rows, number) for number in range(len(rows))]
