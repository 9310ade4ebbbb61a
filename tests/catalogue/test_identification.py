"""Recorded and identified people: what a decision changes in lists and summaries, and that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.views import RecordView
from memoircat.dates import read_date
from memoircat.errors import Conflict, InputError
from memoircat.linkage.decisions import identify, separate, toggle_preferred
from memoircat.program import Program
from memoircat.records.parts import Judgement, Name, Statement
from memoircat.search.people import PeopleFinder

Listed = Callable[..., list[dict[str, Any]]]


def recorded(catalogue: Catalogue, name: str, *statements: Statement, **fields: Any) -> str:
    with catalogue.change("記録") as change:
        new = change.create("person", kind="recorded", role=("internee",), **fields)
        change.add(new, Name(text=name, kind="as_recorded"))
        for each in statements:
            change.add(new, each)
    found = catalogue.view(new)
    assert found
    return found.code


def stay(place: str, start: str | None = None, until: str | None = None, occurrence: int = 1) -> Statement:
    dates = {"start": start, "until": until}
    given = {side: read_date(text).stored() for side, text in dates.items() if text}
    return Statement(property="camp_stay", place_text=place, occurrence=occurrence, **given)


def death(text: str, **more: Any) -> Statement:
    return Statement(property="death", start=read_date(text).stored(), **more)


def codes(listed: Listed, **query: Any) -> set[str]:
    return {row["code"] for row in listed("person", **query)}


def told(catalogue: Catalogue) -> dict[str, list[str]]:
    """What lists and searches read, without the records in the trash and what derives from those."""
    state = catalogue.state()
    gone = [row for row in state["record"] if "'deleted_at': None" not in row]
    ids = [row.split("'id': ")[1].split(",")[0] for row in gone]
    tables = ("record", "person_summary", "name_posting", "text_piece", "name", "statement", "match", "judgement")
    return {
        table: [
            row for row in state[table] if row not in gone and not any(f"'record_id': {each}," in row for each in ids)
        ]
        for table in tables
    }


def events(record: RecordView, property_code: str = "camp_stay") -> list[set[str]]:
    return [{each.part.place_text or "" for each in group} for _, group in sorted(record.events(property_code).items())]


@pytest.mark.parametrize(
    ("status", "shown"),
    [("confirmed", "identified"), ("probable", "members"), ("possible", "members"), ("rejected", "members")],
)
def test_only_a_confirmed_decision_takes_members_out_of_lists(
    catalogue: Catalogue, listed: Listed, status: str, shown: str
) -> None:
    members = {recorded(catalogue, "佐久間 辰蔵"), recorded(catalogue, "サクマ タツゾウ")}
    one = identify(catalogue, sorted(members), status, "同じ生年", "照合")
    visible = codes(listed)
    assert members.isdisjoint(visible) if shown == "identified" else members <= visible
    if shown == "identified":
        assert visible == {one}
    else:
        assert one not in visible, "a person who is only supposed would be counted beside its members"
    assert codes(listed, everyone=True) >= members


def test_a_decision_that_was_rejected_is_remembered(catalogue: Catalogue) -> None:
    two = [recorded(catalogue, "佐久間 辰蔵"), recorded(catalogue, "佐久間 辰三")]
    one = identify(catalogue, two, "rejected", "父の名が異なる", "照合")
    assert [(each.code, each.status, each.reason) for each in catalogue.get(one).members] == [
        (code, "rejected", "父の名が異なる") for code in two
    ]
    assert catalogue.get(two[0]).identified_as is None


@pytest.mark.parametrize("status", ["confirmed", "probable", "possible", "rejected"])
def test_separating_puts_everything_back_as_it_was(program: Program, listed: Listed, status: str) -> None:
    catalogue = program.catalogue
    two = [
        recorded(catalogue, "佐久間 辰蔵", death("昭和21年3月1日"), stay("タイシェト", "1946")),
        recorded(catalogue, "サクマ タツゾウ", death("14.2.46"), stay("チタ", "1947")),
    ]
    recorded(catalogue, "無関係")
    rows, before = listed("person", "death", "last_camp", "birth"), told(catalogue)
    one = identify(catalogue, two, status, "同じ", "照合")
    toggle_preferred(
        catalogue, catalogue.get(one), catalogue.get(two[1]).statements[0].id, "優先"
    ) if status == "confirmed" else None
    separate(catalogue, two[0], "分離")
    assert listed("person", "death", "last_camp", "birth") == rows
    assert told(catalogue) == before
    assert list(program.check()) == []
    while catalogue.to_undo() and catalogue.to_undo().label in ("分離", "優先", "照合"):  # type: ignore[union-attr]
        catalogue.undo()
    assert told(catalogue) == before


def test_separating_one_of_three_leaves_the_other_two_together(catalogue: Catalogue, listed: Listed) -> None:
    three = [recorded(catalogue, name) for name in ("佐久間 辰蔵", "サクマ タツゾウ", "Сакма Тацудзо")]
    one = identify(catalogue, three, "confirmed", None, "照合")
    separate(catalogue, three[2], "分離")
    assert codes(listed) == {one, three[2]}
    assert {each.code for each in catalogue.get(one).members} == set(three[:2])


def test_separating_one_keeps_what_was_decided_about_the_others(catalogue: Catalogue, listed: Listed) -> None:
    texts = ("昭和21年3月1日", "14.2.46", "1946年")
    three = [recorded(catalogue, f"人{number}", death(text)) for number, text in enumerate(texts)]
    one = identify(catalogue, three, "confirmed", None, "照合")
    toggle_preferred(catalogue, catalogue.get(one), catalogue.get(three[1]).statements[0].id, "優先")
    separate(catalogue, three[2], "分離")
    assert {row["code"]: row["death"] for row in listed("person", "death")} == {one: "14.2.46", three[2]: "1946年"}
    view = catalogue.get(one)
    assert [said.part.start.text for said in view.statements if said.preferred and said.part.start] == ["14.2.46"]


def test_an_identified_person_that_has_a_note_of_its_own_outlives_the_decision(
    catalogue: Catalogue, listed: Listed
) -> None:
    two = [recorded(catalogue, "甲"), recorded(catalogue, "乙")]
    one = identify(catalogue, two, "confirmed", None, "照合")
    with catalogue.change("注記") as change:
        change.set(catalogue.find(one), note="遺族から照会あり")
    separate(catalogue, one, "分離")
    assert codes(listed) == {one, *two}
    assert catalogue.get(one).deleted_at is None


def test_separating_someone_nobody_identified_is_refused(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match="not identified"):
        separate(catalogue, recorded(catalogue, "佐久間 辰蔵"), "分離")


def test_joining_and_raising_a_decision_keeps_one_identified_person(catalogue: Catalogue, listed: Listed) -> None:
    first, second, third = (recorded(catalogue, name) for name in ("一", "二", "三"))
    one = identify(catalogue, [first, second], "probable", "生年", "照合")
    assert identify(catalogue, [one, first, second], "confirmed", "筆跡", "照合") == one
    assert identify(catalogue, [one, third], "confirmed", None, "照合") == one
    assert codes(listed) == {one}
    assert [each.status for each in catalogue.get(one).members] == ["confirmed"] * 3
    labels = [each.label for each in catalogue.history(catalogue.find(one))]
    assert len(labels) == 3, "both the doubt and the certainty are in the history"


def test_a_person_cannot_be_two_people(catalogue: Catalogue) -> None:
    names = [recorded(catalogue, name) for name in ("一", "二", "三", "四")]
    one = identify(catalogue, names[:2], "confirmed", None, "照合")
    two = identify(catalogue, names[2:], "confirmed", None, "照合")
    before = catalogue.state()
    with pytest.raises(Conflict):
        identify(catalogue, [one, names[2]], "confirmed", None, "照合")
    with pytest.raises(Conflict):
        identify(catalogue, [one, two], "confirmed", None, "照合")
    with pytest.raises(InputError):
        identify(catalogue, [one], "confirmed", None, "照合")
    with pytest.raises(InputError, match="Two people"):
        identify(catalogue, [names[0]] * 2, "rejected", None, "照合")
    with pytest.raises(InputError):
        identify(catalogue, names[:2], "sure", None, "照合")
    assert catalogue.state() == before


def test_names_and_statements_of_confirmed_members_stand_together_and_stay_where_they_were(
    catalogue: Catalogue,
) -> None:
    two = [
        recorded(catalogue, "佐久間 辰蔵", death("昭和21年3月1日")),
        recorded(catalogue, "サクマ タツゾウ", death("14.2.46")),
    ]
    one = catalogue.get(identify(catalogue, two, "confirmed", None, "照合"))
    assert one.label == "佐久間 辰蔵"
    assert {held.part.text for held in one.names} == {"佐久間 辰蔵", "サクマ タツゾウ"}
    assert {held.record_id for held in one.names} == {catalogue.find(code) for code in two}
    assert [len(catalogue.get(code).names) for code in two] == [1, 1]


def test_an_identified_person_is_found_by_every_member_s_name(catalogue: Catalogue) -> None:
    two = [recorded(catalogue, "佐久間 辰蔵"), recorded(catalogue, "サクマ タツゾウ")]
    one = identify(catalogue, two, "confirmed", None, "照合")
    reader = catalogue.raw_reader()
    assert [hit.code for hit in PeopleFinder(reader).find("佐久間辰蔵").hits] == [one]
    assert [hit.code for hit in PeopleFinder(reader).find("さくま").hits] == [one]
    reader.close()


def test_two_sources_about_two_stays_make_two_stays_not_four(catalogue: Catalogue) -> None:
    two = [
        recorded(catalogue, "甲", stay("タイシェト", "1945-11", "1946-05"), stay("チタ", "1946-06", "1947-04", 2)),
        recorded(catalogue, "乙", stay("タイシェット", "1945-11", "1946-05"), stay("チタ", "1946-06", "1947-04", 2)),
    ]
    one = catalogue.get(identify(catalogue, two, "confirmed", None, "照合"))
    assert events(one) == [{"タイシェト", "タイシェット"}, {"チタ"}]


def test_the_same_place_at_disjoint_times_stays_two_stays(catalogue: Catalogue) -> None:
    two = [
        recorded(catalogue, "甲", stay("チタ", "1945", "1945")),
        recorded(catalogue, "乙", stay("チタ", "1948", "1949")),
    ]
    assert len(catalogue.get(identify(catalogue, two, "confirmed", None, "照合")).events("camp_stay")) == 2


def test_the_same_place_from_the_same_day_to_different_ends_stays_two_stays(catalogue: Catalogue) -> None:
    two = [
        recorded(catalogue, "甲", stay("チタ", "1946-01", "1946-03")),
        recorded(catalogue, "乙", stay("チタ", "1946-01", "1947-03")),
    ]
    assert len(catalogue.get(identify(catalogue, two, "confirmed", None, "照合")).events("camp_stay")) == 2


@pytest.mark.parametrize(("start", "stays"), [("1946-02-14", 1), ("1946-02", 1), ("1946-02-15", 2), ("1946-01", 2)])
def test_dates_that_share_a_day_can_be_the_same(catalogue: Catalogue, start: str, stays: int) -> None:
    two = [recorded(catalogue, "甲", stay("チタ", "1946-02-14")), recorded(catalogue, "乙", stay("チタ", start))]
    assert len(catalogue.get(identify(catalogue, two, "confirmed", None, "照合")).events("camp_stay")) == stays


def test_the_same_place_without_dates_is_one_stay_and_other_places_stand_apart(catalogue: Catalogue) -> None:
    two = [
        recorded(catalogue, "甲", stay("チタ")),
        recorded(catalogue, "乙", stay("チタ"), stay("ムーリー", None, None, 2)),
    ]
    one = catalogue.get(identify(catalogue, two, "confirmed", None, "照合"))
    assert sorted(map(sorted, events(one))) == [["チタ"], ["ムーリー"]]


def test_three_deaths_stand_side_by_side_and_the_judgement_is_the_identified_person_s_own(
    catalogue: Catalogue, listed: Listed
) -> None:
    three = [
        recorded(catalogue, "佐久間 辰蔵", death("1946年二月中旬")),
        recorded(catalogue, "Сакма Тацудзо", death("1946-02-14", preferred=True)),
        recorded(catalogue, "サクマ タツゾウ", death("昭和21年3月1日")),
    ]
    one = identify(catalogue, three, "confirmed", None, "照合")
    view = catalogue.get(one)
    assert [len(group) for group in view.events("death").values()] == [3]
    assert not any(said.preferred for said in view.statements), "a member's own preference does not decide for all"
    family_register = next(
        said for said in view.statements if said.part.start and said.part.start.text == "昭和21年3月1日"
    )
    before = catalogue.get(three[2])
    toggle_preferred(catalogue, view, family_register.id, "戸籍を優先")
    (row,) = listed("person", "death")
    assert row["death"] == "昭和21年3月1日"
    assert [said.id for said in catalogue.get(one).statements if said.preferred] == [family_register.id]
    assert [held.part.statement for held in catalogue.get(one).parts["judgement"]] == [family_register.id]
    assert catalogue.get(three[2]).statements == before.statements
    toggle_preferred(catalogue, catalogue.get(one), family_register.id, "優先を解く")
    assert not any(said.preferred for said in catalogue.get(one).statements)


def test_what_a_person_s_own_record_preferred_gives_way_to_a_judgement_for_good(catalogue: Catalogue) -> None:
    two = [recorded(catalogue, "甲", death("14.2.46")), recorded(catalogue, "乙", death("昭和21年3月1日"))]
    one = identify(catalogue, two, "confirmed", None, "照合")
    with catalogue.change("自身の記載") as change:
        own = change.add(catalogue.find(one), death("1946年", preferred=True))
    assert [said.id for said in catalogue.get(one).statements if said.preferred] == [own]
    theirs = catalogue.get(two[1]).statements[0].id
    toggle_preferred(catalogue, catalogue.get(one), theirs, "優先")
    assert [said.id for said in catalogue.get(one).statements if said.preferred] == [theirs]
    toggle_preferred(catalogue, catalogue.get(one), theirs, "優先を解く")
    assert [said.id for said in catalogue.get(one).statements if said.preferred] == []


def test_a_statement_is_removed_with_the_judgement_on_it_and_both_come_back(catalogue: Catalogue) -> None:
    two = [recorded(catalogue, "甲", death("14.2.46")), recorded(catalogue, "乙", death("昭和21年3月1日"))]
    one = identify(catalogue, two, "confirmed", None, "照合")
    preferred = catalogue.get(two[0]).statements[0].id
    toggle_preferred(catalogue, catalogue.get(one), preferred, "優先")
    before = catalogue.state()
    with catalogue.change("削除") as change:
        change.remove(Statement, preferred)
    view = catalogue.get(one)
    assert (len(view.statements), view.parts["judgement"]) == (1, ())
    catalogue.undo()
    assert catalogue.state() == before


def test_a_person_s_own_names_stand_before_those_of_its_members(catalogue: Catalogue) -> None:
    two = [recorded(catalogue, "甲"), recorded(catalogue, "乙")]
    one = identify(catalogue, two, "confirmed", None, "照合")
    with catalogue.change("名") as change:
        change.add(catalogue.find(one), Name(text="自身の名"))
        change.add(catalogue.find(one), Name(text="次の名", position=1))
    assert [held.part.text for held in catalogue.get(one).names] == ["自身の名", "次の名", "甲", "乙"]


def test_two_groups_are_joined_and_parted_by_a_judgement(catalogue: Catalogue) -> None:
    two = [recorded(catalogue, "甲", stay("チタ", "1946")), recorded(catalogue, "乙", stay("赤い町", "1946-05"))]
    one = identify(catalogue, two, "confirmed", None, "照合")
    with catalogue.change("結合") as change:
        for said in catalogue.get(one).statements:
            change.add(catalogue.find(one), Judgement(statement=said.id, occurrence=7))
    assert len(catalogue.get(one).events("camp_stay")) == 1
    catalogue.undo()
    three = [recorded(catalogue, "丙", stay("ムーリー")), recorded(catalogue, "丁", stay("ムーリー"))]
    other = identify(catalogue, three, "confirmed", None, "照合")
    with catalogue.change("分割") as change:
        for number, said in enumerate(catalogue.get(other).statements, 1):
            change.add(catalogue.find(other), Judgement(statement=said.id, occurrence=number))
    assert len(catalogue.get(other).events("camp_stay")) == 2


def test_deleting_the_identified_person_shows_the_members_again(program: Program, listed: Listed) -> None:
    catalogue = program.catalogue
    two = {recorded(catalogue, "甲"), recorded(catalogue, "乙")}
    one = identify(catalogue, sorted(two), "confirmed", None, "照合")
    with catalogue.change("削除") as change:
        change.delete(catalogue.find(one))
    assert codes(listed) == two
    assert [catalogue.get(code).identified_as for code in two] == [None, None]
    assert list(program.check()) == []
    catalogue.undo()
    assert codes(listed) == {one}
    assert {each.identified_as.code for each in map(catalogue.get, two) if each.identified_as} == {one}


def test_a_member_in_the_trash_says_nothing_until_it_is_brought_back(program: Program, listed: Listed) -> None:
    catalogue = program.catalogue
    two = [
        recorded(catalogue, "佐久間 辰蔵", death("昭和21年3月1日")),
        recorded(catalogue, "サクマ タツゾウ", death("14.2.46")),
    ]
    one = identify(catalogue, two, "confirmed", None, "照合")
    before = told(catalogue), catalogue.get(one).names
    with catalogue.change("削除") as change:
        change.delete(catalogue.find(two[0]))
    seen = catalogue.get(one)
    assert [held.part.text for held in seen.names] == ["サクマ タツゾウ"]
    assert [said.part.start.text for said in seen.statements if said.part.start] == ["14.2.46"]
    assert [(row["label"], row["death"]) for row in listed("person", "label", "death")] == [
        ("サクマ タツゾウ", "14.2.46")
    ]
    assert list(program.check()) == []
    catalogue.undo()
    assert (told(catalogue), catalogue.get(one).names) == before


def test_the_last_camp_of_a_list_is_the_name_of_the_place_even_after_it_is_renamed(
    program: Program, listed: Listed
) -> None:
    catalogue = program.catalogue
    with catalogue.change("場所") as change:
        place = change.create("place")
        name = change.add(place, Name(text="タイシェト"))
    two = [recorded(catalogue, each, Statement(property="camp_stay", place=place)) for each in ("甲", "乙")]
    identify(catalogue, two, "confirmed", None, "照合")
    assert [row["last_camp"] for row in listed("person", "last_camp")] == ["タイシェト"]
    with catalogue.change("改称") as change:
        change.edit(Name, name, text="ブラーツク")
    assert [row["last_camp"] for row in listed("person", "last_camp")] == ["ブラーツク"]
    assert list(program.check()) == []
