"""Names of closed records in the words of others: found in whatever spelling, and left where they are no secret."""

from __future__ import annotations

import pytest

from memoircat.catalogue.access import Audience
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.closed_texts import ClosedTexts
from memoircat.catalogue.public import PublicRecords
from memoircat.records.parts import Name


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("佐久間 辰蔵", "佐久間辰蔵の記録", "…の記録"),
        ("佐久間辰蔵", "佐久間\u3000辰蔵の記録", "…の記録"),
        ("佐久間 辰蔵", "佐久間   辰蔵の記録", "…の記録"),
        ("佐久間 辰蔵", "佐久間\n   辰蔵の記録", "…の記録"),
        ("髙橋", "高橋と髙橋", "…と…"),
        ("辻村", "辻\U000e0100村\U000e0101です", "…です"),
        ("が甲", "か\u3099甲だ", "…だ"),
        ("ハバロフスク", "ﾊﾊﾞﾛﾌｽｸ市", "…市"),
        ("ﾊﾊﾞﾛﾌｽｸ", "ハバロフスク市", "…市"),
        ("ホルモリー", "ホルモリー7号、ホルモリーA", "…7号、…A"),
        ("ホルモリー 7", "ホルモリー7号", "…号"),
        ("Сакма Тацудзо", "о Сакма  Тацудзо был", "о … был"),
        ("Сакма Тацудзо", "о Сакма\n\tТацудзо был", "о … был"),
        ("Сакма", "Сакмара", "Сакмара"),
        ("김철수", "김철수 씨", "… 씨"),
        ("김철수", "\u1100\u1175\u11b7\u110e\u1165\u11af\u1109\u116e 씨", "… 씨"),
        ("D-7", "Ｄ－７、D‐7、D−7、D-70", "…、…、…、D-70"),
        ("D-7", "Ｄ－７", ""),
        ("辻", "辻家", "辻家"),
        ("辻", " 辻 ", ""),
        ("A B", "AB", "AB"),
    ],
)
def test_a_closed_name_is_found_however_it_is_written(name: str, text: str, left: str) -> None:
    assert ClosedTexts([name]).mask(text) == left


def test_a_name_that_an_open_record_bears_in_another_spelling_is_no_secret() -> None:
    texts = ClosedTexts(["髙橋清", "佐久間 辰蔵", "山田 太郎"], ["高橋 清", "ﾔﾏﾀﾞ"])
    assert texts.mask("髙橋清、佐久間辰蔵、山田太郎") == "髙橋清、…、…"
    assert not ClosedTexts(["髙橋清"], ["高橋 清"])


def test_a_name_that_an_audience_may_see_elsewhere_is_not_hidden_from_it(catalogue: Catalogue) -> None:
    with catalogue.change("x") as change:
        change.add(change.create("person", access="closed"), Name(text="佐久間 辰蔵"))
        change.add(change.create("person"), Name(text="佐久間辰蔵", access="family"))
        work = change.create("memoir", title="佐久間辰蔵の日記")
    for audience, title in ((Audience.PUBLIC, "…の日記"), (Audience.FAMILY, "佐久間辰蔵の日記")):
        view = PublicRecords(catalogue, audience).view(work)
        assert view is not None
        assert view.label == title
