"""The demonstration catalogue: everything in its files comes in, with its sources, and can be taken back."""

import csv
import time
from collections import Counter

import pytest

from memoircat.catalogue import listing
from memoircat.catalogue.query import Query
from memoircat.catalogue.views import RecordView
from memoircat.demonstration import make_demonstration
from memoircat.errors import Cancelled, Conflict
from memoircat.exchange.mapping import load_mapping
from memoircat.exchange.table_import import import_table
from memoircat.jobs import Progress
from memoircat.program import Program
from memoircat.records.registry import RECORD_TYPES
from memoircat.search.people import PeopleFinder
from memoircat.shipped import shipped

TABLES = ("camps", "people", "memoirs", "roster")
INVENTED = "架空の人物・資料です（見本）"
UNVERIFIED = "general knowledge, unverified"


def rows(name):
    with (shipped("demo") / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def everything(program: Program, type_code: str) -> list[RecordView]:
    reader = program.catalogue.raw_reader()
    ids = listing.row_ids(reader, Query(type_code, everyone=True))
    reader.close()
    return program.catalogue.views(ids)


def named(program: Program, type_code: str, label: str) -> RecordView:
    (found,) = [each for each in everything(program, type_code) if each.label == label]
    return found


def found_by(program: Program, query: str) -> list[str]:
    reader = program.catalogue.raw_reader()
    labels = [hit.label for hit in PeopleFinder(reader).find(query).hits]
    reader.close()
    return labels


def totals(program: Program) -> dict[str, int]:
    return program.catalogue.info()["records"]


def state(program: Program) -> dict:
    """What is stored, without the inner tables of the word index: they depend on the order of writing."""
    return {name: rows for name, rows in program.catalogue.state().items() if not name.startswith("word_index")}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with Program.create(tmp_path_factory.mktemp("demo") / "demo.memoircat", by="試験") as program:
        make_demonstration(program)
        yield program


@pytest.fixture
def empty(tmp_path):
    with Program.create(tmp_path / "empty.memoircat", by="試験") as program:
        yield program


@pytest.fixture
def sakuma(demo):
    (person,) = [each for each in everything(demo, "person") if each.members]
    return person


def test_every_row_is_a_record(demo):
    assert totals(demo)["place"] == len(rows("camps"))
    assert totals(demo)["memoir"] == len(rows("memoirs")) + 1  # 『凍土の記』
    assert totals(demo)["person"] == len(rows("people")) + len(rows("roster")) + 3 + 3 + 1
    assert totals(demo)["topic"] == len({row["title_ja"] for row in rows("topics")})
    assert {name: totals(demo)[name] for name in ("document", "collection", "accession")} == {
        "document": 11,
        "collection": 2,
        "accession": 1,
    }


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_refused(empty, name):
    folder = shipped("demo")
    outcome = import_table(empty.catalogue, folder / f"{name}.csv", load_mapping(folder / f"{name}.toml"), dry_run=True)
    assert outcome.imported == len(rows(name))
    assert outcome.rejected == []
    # The dates of the roster (21.2.14, 〃) are as drawn: two readings, or none, are what they have.
    assert {remark.column for remark in outcome.warnings} == ({"死亡年月日"} if name == "roster" else set())


def test_every_statement_has_a_source(demo):
    for type_code in RECORD_TYPES:
        for record in everything(demo, type_code):
            assert [each for each in record.statements if each.part.source is None] == [], record.label


def test_every_record_made_from_invention_says_so(demo):
    for type_code in ("document", "collection", "accession"):
        for record in everything(demo, type_code):
            assert INVENTED in record.fields["note"], record.label
    people = {row["kanji"] for row in rows("people")}
    for person in everything(demo, "person"):
        assert (INVENTED in (person.fields["note"] or "")) != (person.label in people), person.label


def test_three_deaths_stand_on_one_person_and_one_is_preferred(demo, sakuma):
    assert sakuma.label == "佐久間 辰蔵"
    assert [each.status for each in sakuma.members] == ["confirmed"] * 3
    (deaths,) = sakuma.events("death").values()
    assert len(deaths) == 3
    (preferred,) = [each for each in deaths if each.preferred]
    assert preferred.part.start.text == "昭和21年3月1日"
    assert len({each.part.source for each in deaths}) == 3


def test_stays_told_by_two_sources_are_two_events_and_the_odd_one_a_third(demo, sakuma):
    assert sorted(len(each) for each in sakuma.events("camp_stay").values()) == [1, 2, 2]


def test_the_decisions_bear_the_names_of_those_who_made_them(demo, sakuma):
    decided = [each.by for each in demo.catalogue.history(sakuma.id) if each.label.in_("ja").startswith("照合：")]
    assert decided == ["橋本", "橋本", "佐藤", "橋本"]
    assert demo.catalogue.by == "試験"


@pytest.mark.parametrize("query", ["かづき", "香月泰男", "Kazuki"])
def test_a_person_is_found_in_every_script(demo, query):
    assert found_by(demo, query)[0] == "香月泰男"


def test_a_family_finds_the_two_who_may_be_theirs(demo):
    assert found_by(demo, "さくま たつぞう")[:2] == ["佐久間 辰蔵"] * 2
    family = [label.startswith("佐久間") for label in found_by(demo, "Сакма")]
    assert family == sorted(family, reverse=True)
    assert sum(family) >= 4


def test_sources_that_disagree_stand_side_by_side(demo):
    def values(type_code, label, code):
        said = named(demo, type_code, label).statements
        return Counter(s.part.value or s.part.start.text for s in said if s.part.property == code)

    assert values("memoir", "白樺日誌", "figure") == Counter({"about 200": 1, "378": 1})
    assert values("person", "石原吉郎", "death") == Counter({"1977-11-14": 1, "1977-11-13": 1})
    assert values("person", "香月泰男", "conscription") == Counter({"1942": 1, "1943": 1})
    assert values("topic", "舞鶴入港船の数", "figure") == Counter({"346": 1, "426": 1})
    assert len(values("topic", "年別の帰還者数", "figure")) == len(rows("returns"))


def test_what_was_said_already_is_not_doubled_and_its_second_source_is_kept(demo):
    (death,) = [
        each.part
        for each in named(demo, "person", "石原吉郎").statements
        if each.part.start and each.part.start.text == "1977-11-14"
    ]
    assert "Asahi" in death.note
    told = sum(len(each.statements) for each in everything(demo, "topic"))
    assert told == len(rows("topics")) + 1 + 2  # the releases of 1956; two dates of the last large group


def test_a_misprint_is_doubtful(demo):
    certainty = {each.part.value: each.part.certainty for each in named(demo, "memoir", "白樺日誌").statements}
    assert (certainty["瀬野修"], certainty["滝野修"]) == ("certain", "doubtful")


def test_drafts_show_as_unverified(demo):
    for person in everything(demo, "person"):
        for said in person.statements:
            if person.label_of(said.part.source) == UNVERIFIED:
                assert said.part.certainty == "doubtful", person.label
                assert [tag.part.text for tag in person.parts["tag"]] == ["未確認"]
    for row in rows("camps"):
        numbers = demo.catalogue.get(row["id"]).parts["place_identifier"]
        assert all(each.part.certainty == "doubtful" for each in numbers) or not row["number_unverified"]


def test_every_picture_is_there_and_says_that_it_is_none(demo):
    held = [picture for type_code in RECORD_TYPES for each in everything(demo, type_code) for picture in each.pictures]
    assert len(held) == len(list((shipped("demo") / "pictures").iterdir()))
    assert all("見本図" in picture.part.caption for picture in held)
    diary = demo.catalogue.get("MB-0042")
    assert "佐久間君　熱アリ" in diary.parts["transcription"][2].part.text
    assert [each.part.caption[:3] for each in diary.pictures] == ["第一葉", "第二葉", "第三葉"]


def test_the_catalogue_is_sound(demo):
    assert list(demo.check(fixity=True)) == []


def test_it_is_taken_back_step_by_step_and_brought_back(empty):
    make_demonstration(empty)
    made = state(empty)
    while empty.catalogue.undo():
        pass
    assert set(totals(empty).values()) == {0}
    while empty.catalogue.redo():
        pass
    assert state(empty) == made


def test_it_can_be_made_again_after_it_was_taken_back(empty):
    make_demonstration(empty)
    made = totals(empty)
    while empty.catalogue.undo():
        pass
    make_demonstration(empty)
    assert totals(empty) == made


def test_it_is_made_in_an_empty_catalogue_only(empty):
    with empty.catalogue.change("手記を登録") as change:
        change.create("memoir", title="凍土")
    with pytest.raises(Conflict):
        make_demonstration(empty)


def test_a_stop_takes_back_what_was_made(empty):
    progress = Progress(lambda done, _total: progress.cancel() if done == 6 else None)
    with pytest.raises(Cancelled):
        make_demonstration(empty, progress)
    assert set(totals(empty).values()) == {0}


def test_it_is_made_fast(empty):
    begun = time.perf_counter()
    make_demonstration(empty)
    assert time.perf_counter() - begun < 15
