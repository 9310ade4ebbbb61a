"""The head of the summary beside the list: the facts that tell namesakes apart, as the accepted sources have them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from memoircat.dates import read_date
from memoircat.desktop.form.life import stops_of
from memoircat.records.parts import Name, Statement


def _head(desk: Any, *statements: Statement) -> list[str]:
    with desk.catalogue.change("登録") as change:
        person = change.create("person", kind="identified")
        change.add(person, Name(text="佐久間 辰蔵", kind="authorised"))
        for statement in statements:
            change.add(person, statement)
    desk.settle()
    summary = desk.window.browse.summary
    summary.show_record(desk.catalogue.view(person))
    return [label.text() for label in summary.findChildren(QLabel)]


def test_a_rejected_fate_is_no_headline(desk: Any) -> None:
    rejected = Statement(property="fate", value="抑留中死亡", term="died_in_captivity", rejected=True)
    accepted = Statement(property="fate", value="帰還", term="repatriated", certainty="possible")
    head = _head(desk, rejected, accepted)
    assert any(text.startswith("帰還") or "・帰還" in text for text in head), head
    assert "抑留中死亡" not in " ".join(text for text in head if "帰還" in text)


def test_only_rejected_statements_say_nothing(desk: Any) -> None:
    born = Statement(property="birth", start=read_date("大正8年").stored(), rejected=True)
    assert not any("生" in text and "大正8年" in text for text in _head(desk, born))


def test_a_rank_of_which_only_the_day_is_known_is_not_replaced_by_the_day(desk: Any) -> None:
    promoted = Statement(property="rank", start=read_date("1945-08-15").stored())
    born = Statement(property="birth", start=read_date("大正8年5月").stored())
    assert "大正8年5月 生" in _head(desk, promoted, born)


def test_the_preferred_statement_is_the_headline(desk: Any) -> None:
    one = Statement(property="rank", value="一等兵", term="private_first_class")
    two = Statement(property="rank", value="上等兵", term="superior_private", preferred=True)
    assert any("上等兵" in text for text in _head(desk, one, two))


def _life(desk: Any, *statements: Statement) -> list[tuple[str, str, bool]]:
    """The stops of the line of life: day, words below, whether sources differ."""
    with desk.catalogue.change("登録") as change:
        person = change.create("person", kind="identified")
        for statement in statements:
            change.add(person, statement)
    stops = stops_of(desk.catalogue.view(person), desk.window.look)
    return [(stop.when, stop.where, stop.several) for stop in stops]


def test_the_line_of_life_shows_the_most_certain_day_and_counts_no_rejected_source(desk: Any) -> None:
    doubtful, sure, refuted = (
        Statement(property="death", start=read_date(day).stored(), certainty=certainty, rejected=rejected)
        for day, certainty, rejected in (
            ("1946-02-14", "doubtful", False),
            ("1947-03-01", "certain", False),
            ("1950-01-01", "certain", True),
        )
    )
    assert _life(desk, doubtful, sure, refuted) == [("1947-03-01", "2 説", True)]
    assert _life(desk, sure, refuted) == [("1947-03-01", "", False)]
