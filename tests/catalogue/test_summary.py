"""What lists show of a record without reading it: its label, what it is sorted by, and what leads of its statements."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from memoircat.catalogue.catalogue import Catalogue
from memoircat.dates import read_date
from memoircat.records.parts import Name, Statement

Listed = Callable[..., list[dict[str, Any]]]

CYRILLIC = Name(text="Сакма Тацудзо", kind="from_cyrillic", script="Cyrl")
READING = Name(text="さくま たつぞう", kind="reading", script="Hira")
RECORDED = Name(text="佐久間 辰藏", kind="as_recorded", script="Jpan")
AUTHORISED = Name(text="佐久間 辰蔵", kind="authorised", script="Jpan")


def named(catalogue: Catalogue, *names: Name) -> int:
    with catalogue.change("登録") as change:
        person = change.create("person", kind="recorded")
        for name in names:
            change.add(person, name)
    return person


@pytest.mark.parametrize("preferred", [CYRILLIC, READING, RECORDED], ids=lambda name: str(name.kind))
def test_a_preferred_name_leads_whatever_its_script_kind_and_place(
    catalogue: Catalogue, listed: Listed, preferred: Name
) -> None:
    others = [name for name in (AUTHORISED, RECORDED, READING, CYRILLIC) if name is not preferred]
    person = named(catalogue, *others, preferred)
    assert listed("person")[0]["label"] == others[0].text
    view = catalogue.view(person)
    assert view is not None
    (chosen,) = (held.id for held in view.names if held.part.text == preferred.text)
    with catalogue.change("選択") as change:
        change.edit(Name, chosen, preferred=True)
    assert listed("person")[0]["label"] == preferred.text
    assert list(catalogue.check()) == []
    catalogue.undo()
    assert listed("person")[0]["label"] == others[0].text


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ((CYRILLIC, READING, RECORDED), RECORDED),
        ((CYRILLIC, READING), READING),
        ((RECORDED, AUTHORISED), AUTHORISED),
        ((replace(CYRILLIC, kind="authorised"), RECORDED), RECORDED),
        ((RECORDED, replace(RECORDED, text="佐久間 辰三", position=0)), RECORDED),
        ((replace(RECORDED, position=1), replace(RECORDED, text="佐久間 辰三")), replace(RECORDED, text="佐久間 辰三")),
    ],
)
def test_of_names_that_nobody_prefers_the_script_leads_then_the_kind_then_the_place(
    catalogue: Catalogue, listed: Listed, names: tuple[Name, ...], label: Name
) -> None:
    named(catalogue, *names)
    assert listed("person")[0]["label"] == label.text


def born(catalogue: Catalogue, *statements: tuple[str, dict[str, Any]]) -> int:
    with catalogue.change("登録") as change:
        person = change.create("person", kind="recorded")
        change.add(person, RECORDED)
        for text, more in statements:
            change.add(person, Statement(property="birth", start=read_date(text).stored(), **more))
    return person


def test_the_most_certain_statement_leads_then_the_one_entered_first(catalogue: Catalogue, listed: Listed) -> None:
    degrees = ("doubtful", "possible", "probable", None, "certain")
    years = [str(1915 + number) for number in range(len(degrees))]
    person = born(catalogue, *((year, {"certainty": each}) for year, each in zip(years, degrees, strict=True)))
    view = catalogue.view(person)
    assert view is not None
    ids = {held.part.start.text: held.id for held in view.statements if held.part.start}
    for leading in ("1918", "1919", "1917", "1916", "1915"):
        assert listed("person", "birth")[0]["birth"] == leading
        with catalogue.change("棄却") as change:
            change.edit(Statement, ids[leading], rejected=True)
    assert listed("person", "birth")[0]["birth"] is None, "what was rejected says nothing"


def test_a_preferred_statement_leads_though_it_is_doubtful(catalogue: Catalogue, listed: Listed) -> None:
    born(catalogue, ("1915", {}), ("1916", {"certainty": "doubtful", "preferred": True}))
    assert listed("person", "birth")[0]["birth"] == "1916"


@pytest.mark.parametrize(
    ("stays", "last"),
    [
        ((("チタ", "1946"), ("タイシェト", "1945-11")), "チタ"),
        ((("タイシェト", "1945-11"), ("チタ", "1946")), "チタ"),
        ((("タイシェト", None), ("チタ", None)), "チタ"),
        ((("タイシェト", "1945-11"), ("チタ", None)), "タイシェト"),
    ],
)
def test_the_last_camp_is_where_the_latest_stay_began(
    catalogue: Catalogue, listed: Listed, stays: tuple[tuple[str, str | None], ...], last: str
) -> None:
    with catalogue.change("登録") as change:
        person = change.create("person", kind="recorded")
        for number, (place, start) in enumerate(stays, 1):
            date = read_date(start).stored() if start else None
            stay = Statement(property="camp_stay", place_text=place, start=date, occurrence=number)
            change.add(person, stay)
    assert listed("person", "last_camp")[0]["last_camp"] == last


def test_a_statement_wants_a_source_unless_it_was_rejected(catalogue: Catalogue, listed: Listed) -> None:
    person = born(catalogue, ("1915", {}))
    view = catalogue.view(person)
    assert view is not None
    wanting, missing = listed("person")[0]["attention"], view.missing
    with catalogue.change("棄却") as change:
        change.edit(Statement, view.statements[0].id, rejected=True)
    assert (wanting, listed("person")[0]["attention"]) == (1, 0)
    after = catalogue.view(person)
    assert after is not None
    assert (len(missing), after.missing) == (1, ())
    assert list(catalogue.check()) == []
