"""What lists show of a record without reading it: its label, what it is sorted by, and what leads of its statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memoircat.catalogue.catalogue import Catalogue
from memoircat.records.parts import Name

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
