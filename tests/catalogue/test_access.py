"""Who may see what: the strictest restriction wins, and a possibly living person is protected without being asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue.access import Audience, Gate, admits, maybe_living
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.images import ImageFile, attach
from memoircat.catalogue.public import PublicRecords, PublicView
from memoircat.catalogue.snapshot import RecordView
from memoircat.dates import read_date
from memoircat.exchange.csv_export import export_csv
from memoircat.exchange.dublin_core import FORMAT as DUBLIN_CORE
from memoircat.exchange.formats import ExportOptions
from memoircat.jobs import Progress
from memoircat.linkage.decisions import identify
from memoircat.records.parts import Attachment, Name, Statement, Tag
from memoircat.records.properties import FOR_STAFF, PROPERTIES
from memoircat.records.record import is_day
from memoircat.records.vocabularies import seed_terms
from memoircat.reports.catalogue_report import CatalogueOptions, catalogue_report

DAY = "2026-05-12"
PUBLIC, ROOM, FAMILY, STAFF = Audience.PUBLIC, Audience.READING_ROOM, Audience.FAMILY, Audience.STAFF


def make(catalogue: Catalogue, type_code: str = "person", *parts: Any, **fields: Any) -> RecordView:
    with catalogue.change("登録") as change:
        new = change.create(type_code, **fields)
        for each in parts:
            change.add(new, each)
    found = catalogue.view(new)
    assert found
    return found


def said(property_code: str, when: str | None = None, **more: Any) -> Statement:
    return Statement(property=property_code, start=read_date(when).stored() if when else None, **more)


@pytest.mark.parametrize("until", ["2020-13-45", "2020-02-31", "2020-01-01 or so", "2020", "20200101", "令和2年"])
def test_only_a_day_of_the_calendar_ends_a_restriction(until: str) -> None:
    assert not admits("closed", until, PUBLIC, DAY)
    assert not is_day(until), "and the form says so"
    assert admits("closed", "2020-02-29", PUBLIC, DAY)


@pytest.mark.parametrize(
    ("access", "admitted"),
    [
        (None, {PUBLIC, ROOM, FAMILY, STAFF}),
        ("open", {PUBLIC, ROOM, FAMILY, STAFF}),
        ("on_site", {ROOM, FAMILY, STAFF}),
        ("family", {FAMILY, STAFF}),
        ("until", {STAFF}),
        ("closed", {STAFF}),
        ("a word nobody knows", {STAFF}),
    ],
)
def test_every_restriction_admits_whom_it_says(
    catalogue: Catalogue, access: str | None, admitted: set[Audience]
) -> None:
    record = make(catalogue, "memoir", access=access)
    for audience in Audience:
        gate = Gate(audience, DAY)
        expected = audience in admitted
        assert gate.allows_record(record) is expected
        assert gate.allows_name(Name(text="x", access=access)) is expected
        assert gate.allows_attachment(Attachment(access=access)) is expected
        assert gate.allows_statement(record, said("figure", access=access)) is expected


def test_every_term_of_the_vocabulary_is_understood() -> None:
    terms = {term.code for term in seed_terms() if term.vocabulary == "access"}
    assert terms == {"open", "on_site", "family", "until", "closed"}


@pytest.mark.parametrize(
    ("until", "open_"),
    [("2026-05-12", True), ("2026-05-13", False), ("2027-04-01", False), ("1999-01-01", True), (None, False)],
)
def test_a_record_closed_until_a_day_is_open_from_that_day(
    catalogue: Catalogue, until: str | None, open_: bool
) -> None:
    record = make(catalogue, "document", access="until", closed_until=until)
    assert Gate(PUBLIC, DAY).allows_record(record) is open_
    assert Gate(STAFF, DAY).allows_record(record) is True
    assert admits("closed", until, FAMILY, DAY) is open_


def test_what_is_in_the_trash_is_for_nobody(catalogue: Catalogue) -> None:
    record = make(catalogue, "memoir")
    with catalogue.change("削除") as change:
        change.delete(record.id)
    deleted = catalogue.view(record.id)
    assert deleted
    assert not any(Gate(audience, DAY).allows_record(deleted) for audience in Audience)


@pytest.mark.parametrize(
    ("statements", "living"),
    [
        ([], True),
        ([said("birth", "1916")], True),
        ([said("birth", "1915")], False),
        ([said("birth", "1915"), said("birth", "大正8年")], True),
        ([said("birth", "いつか")], True),
        ([said("birth", "1850"), said("birth", "いつか")], False),
        ([said("birth", "1850"), said("birth", "1930年以後")], True),
        ([said("birth", "1850"), said("birth", "../1880")], False),
        ([said("birth", "1850"), said("birth", "1930年以後", rejected=True)], False),
        ([said("birth", "1930"), said("death", "1999")], False),
        ([said("death", "いつか")], False),
        ([said("declaration_of_death", "1959")], False),
        ([said("fate", value="抑留中死亡", term="died_in_captivity")], False),
        ([said("fate", value="帰還", term="repatriated")], True),
        ([said("death", "1946", rejected=True)], True),
        ([said("declaration_of_death", "1959", rejected=True)], True),
        ([said("fate", value="抑留中死亡", term="died_in_captivity", rejected=True)], True),
        ([said("birth", "1850", rejected=True)], True),
        ([said("birth", "1915"), said("birth", "1950", rejected=True)], False),
    ],
)
def test_who_may_be_living(catalogue: Catalogue, statements: list[Statement], living: bool) -> None:
    assert maybe_living(make(catalogue, "person", *statements), DAY) is living


@pytest.mark.parametrize("property_code", [code for code, each in PROPERTIES.items() if "person" in each.types])
def test_private_statements_of_a_possibly_living_person_are_for_the_staff_alone(
    catalogue: Catalogue, property_code: str
) -> None:
    if property_code in ("death", "declaration_of_death", "birth"):
        return
    private = PROPERTIES[property_code].privacy is not None
    living = make(catalogue, "person", said(property_code, value="x"))
    dead = make(catalogue, "person", said(property_code, value="x"), said("death", "1946"))
    for audience in Audience:
        gate = Gate(audience, DAY)
        assert gate.allows_statement(living, living.statements[0].part) is (audience is STAFF or not private)
        staffs_own = PROPERTIES[property_code].privacy == FOR_STAFF
        assert gate.allows_statement(dead, dead.statements[0].part) is (audience is STAFF or not staffs_own)


def test_health_belief_accusation_and_family_are_private() -> None:
    assert {each.privacy for each in PROPERTIES.values()} == {
        None,
        "health",
        "belief",
        "accusation",
        "family",
        FOR_STAFF,
    }
    for code in ("illness", "hospital", "cause_of_death", "religion", "party", "sentence", "amnesty", "family"):
        assert PROPERTIES[code].privacy, code


def test_a_death_on_a_member_counts_for_the_identified_person(catalogue: Catalogue) -> None:
    two = [
        make(catalogue, "person", Name(text="甲"), kind="recorded"),
        make(catalogue, "person", Name(text="乙"), said("death", "1946"), kind="recorded"),
    ]
    one = identify(catalogue, [each.code for each in two], "confirmed", None, "照合")
    assert maybe_living(catalogue.get(one), DAY) is False


def test_where_the_name_of_a_label_is_closed_the_preferred_of_the_others_leads(catalogue: Catalogue) -> None:
    closed = Name(text="閉じた名", kind="authorised", preferred=True, script="Jpan", access="closed")
    plain, preferred = Name(text="佐久間 辰蔵", script="Jpan"), Name(text="サクマ", script="Kana", preferred=True)
    view = make(catalogue, "person", plain, preferred, closed)
    assert view.label == "閉じた名"
    assert shown_to(catalogue, view, STAFF).label == "閉じた名"
    assert shown_to(catalogue, view, PUBLIC).label == "サクマ"
    assert shown_to(catalogue, make(catalogue, "person", plain, closed), PUBLIC).label == "佐久間 辰蔵"
    hidden = make(catalogue, "person", closed)
    assert shown_to(catalogue, hidden, PUBLIC).label == hidden.code


def shown_to(catalogue: Catalogue, record: RecordView, audience: Audience = PUBLIC) -> PublicView:
    shown = PublicRecords(catalogue, audience).view(record.id)
    assert shown
    return shown


def test_the_words_for_a_closed_place_are_withheld_in_whatever_column(catalogue: Catalogue) -> None:
    place = make(catalogue, "place", Name(text="第7収容所"), access="closed")
    person = make(
        catalogue,
        "person",
        said("camp_stay", "1946", value="タイシェト第七", place=place.id),
        said("burial", place_text="タイシェト第七", place=place.id),
        said("occupation", value="大工", place_text="タイシェト第七", place=place.id),
    )
    stay, work = (stated.part for stated in shown_to(catalogue, person).statements)
    assert (stay.property, stay.value, stay.start and stay.start.text) == ("camp_stay", None, "1946")
    assert (work.property, work.value, work.place_text) == ("occupation", "大工", None)
    assert len(shown_to(catalogue, person, STAFF).statements) == 3


def test_the_kind_of_an_image_says_nothing_of_a_closed_record(catalogue: Catalogue) -> None:
    make(catalogue, "person", Name(text="佐久間 辰蔵"), access="closed")
    document = make(catalogue, "document")
    with catalogue.change("x") as change:
        (image,) = attach(change, document.id, [ImageFile("0" * 64, "x.png", "image/png", 1, 1, 1, 1)])
        change.edit(Attachment, image, role="佐久間辰蔵像")
    assert [picture.part.role for picture in shown_to(catalogue, document).pictures] == ["…像"]


def test_a_term_is_nobodys_name(catalogue: Catalogue) -> None:
    """Ishikawa is a prefecture, and the name of somebody who is closed."""
    make(catalogue, "person", Name(text="Ishikawa", script="Latn"), Name(text="ja"), access="closed")
    person = make(catalogue, "person", said("home_prefecture", value="石川", term="ishikawa"))
    work = make(catalogue, "memoir", language=("ja", "Ishikawa語"), genre="ishikawa")
    assert shown_to(catalogue, person).statements[0].part.term == "ishikawa"
    fields = shown_to(catalogue, work).fields
    assert (fields["language"], fields["genre"]) == (("ja", "…語"), None)


def test_a_person_without_names_of_its_own_goes_by_those_of_its_open_members(catalogue: Catalogue) -> None:
    first, second = (
        make(catalogue, "person", Name(text=name, script="Jpan", preferred=first), kind="recorded", access=closed)
        for name, first, closed in (("甲野", False, None), ("乙野", True, "closed"))
    )
    one = catalogue.get(identify(catalogue, [first.code, second.code], "confirmed", None, "照合"))
    person = make(catalogue, "person", said("family", other=one.id), said("death", "1946"))
    assert shown_to(catalogue, person).label_of(one.id) == "甲野"


@pytest.mark.parametrize(("type_code", "name"), [("document", "location"), ("document", "note"), ("memoir", "note")])
def test_shelves_and_notes_are_for_the_staff_alone(catalogue: Catalogue, type_code: str, name: str) -> None:
    record = make(catalogue, type_code, title="葉書", **{name: "書庫B 棚12"})
    for audience in Audience:
        told = str(shown_to(catalogue, record, audience))
        assert ("書庫B 棚12" in told) is (audience is STAFF), audience
        assert (name in shown_to(catalogue, record, audience).fields) is (audience is STAFF), audience


def test_tags_are_for_the_staff_alone(catalogue: Catalogue) -> None:
    record = make(catalogue, "document", Tag(text="要確認"), title="葉書")
    for audience in Audience:
        tags = [tag.part.text for tag in shown_to(catalogue, record, audience).parts["tag"]]
        assert tags == (["要確認"] if audience is STAFF else []), audience


def test_neither_shelves_nor_notes_nor_tags_are_in_any_file_for_readers(catalogue: Catalogue, tmp_path: Path) -> None:
    make(catalogue, "document", Tag(text="要確認"), title="葉書", location="書庫B 棚12", note="破れあり")
    secrets = ("書庫B 棚12", "破れあり", "要確認")
    for audience in Audience:
        export_csv(catalogue, tmp_path / audience, audience=audience)
        DUBLIN_CORE.export(catalogue, tmp_path / audience, ExportOptions(audience=audience), Progress())
        report = catalogue_report(catalogue, CatalogueOptions(audience=audience))
        written = repr(report) + "".join(file.read_text("utf-8") for file in sorted((tmp_path / audience).iterdir()))
        assert "葉書" in written
        assert [secret in written for secret in secrets] == [audience is STAFF] * 3, audience


def test_an_export_for_the_public_holds_nothing_that_is_restricted(catalogue: Catalogue, tmp_path: Path) -> None:
    make(
        catalogue,
        "person",
        Name(text="公開 太郎"),
        Name(text="秘密の名", access="closed", kind="pen_name"),
        said("illness", value="秘密の病"),
        note="公開の注記",
    )
    make(catalogue, "person", Name(text="秘密の人"), access="closed", note="秘密の注記")
    make(catalogue, "document", title="秘密の診療録", access="until", closed_until="2099-04-01")
    make(
        catalogue,
        "person",
        Name(text="亡き人"),
        said("illness", value="赤痢"),
        said("death", "1946"),
        said("work", value="秘密の労働", access="family"),
    )
    secrets = ("秘密",)
    read: dict[Audience, str] = {}
    for audience in (PUBLIC, STAFF):
        export_csv(catalogue, tmp_path / audience, audience=audience)
        read[audience] = "".join(each.read_text(encoding="utf-8") for each in sorted((tmp_path / audience).iterdir()))
    assert not any(secret in read[PUBLIC] for secret in secrets)
    assert "公開 太郎" in read[PUBLIC]
    assert "赤痢" in read[PUBLIC]
    assert "P-000002" not in read[PUBLIC]
    assert read[STAFF].count("秘密") >= 6
