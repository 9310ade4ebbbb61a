"""Rosters from CSV: all or nothing, told by line and column, one step of undo, nothing invented and nothing guessed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import select

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.query import Query
from memoircat.catalogue.schema import record
from memoircat.editing.operations import source_named
from memoircat.errors import Conflict
from memoircat.exchange.mapping import load_mapping
from memoircat.exchange.row_decisions import RowDecisions
from memoircat.exchange.table_import import import_table
from memoircat.program import Program
from memoircat.records.parts import Name
from memoircat.search.reader import Reader
from memoircat.search.words import Filters
from shared.rosters import HEAD, MAPPING, ROWS, Listed, Roster, person, table


def test_the_demonstration_tables_come_in_whole(program: Program, demonstration: Path) -> None:
    for name, kind, fewest in (("memoirs", "memoir", 20), ("people", "person", 20), ("camps", "place", 50)):
        file = demonstration / f"{name}.csv"
        lines = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))[1:]
        outcome = import_table(program.catalogue, file, load_mapping(file.with_suffix(".toml")))
        assert outcome.rejected == []
        assert outcome.imported == outcome.read == len(lines) == outcome.records[kind]
        assert len(lines) > fewest
        assert outcome.change_set is not None
    assert list(program.check()) == []
    steps = [each.kind for each in program.catalogue.history()]
    assert steps == ["import"] * 3, "one import is one step of undo"


def test_a_row_becomes_a_recorded_person_with_what_it_says_and_no_more(roster: Roster, catalogue: Catalogue) -> None:
    outcome = roster(table(ROWS))
    assert (outcome.read, outcome.imported, outcome.rejected, outcome.encoding) == (3, 3, [], "utf-8")
    found, said = person(catalogue, "P-000002")
    assert found.fields["kind"] == "recorded"
    assert found.fields["role"] == ("internee",)
    assert found.fields["note"] == "=1+1"
    assert [(held.part.text, held.part.kind, held.part.script) for held in found.names] == [
        ("髙橋 德次", "as_recorded", "Jpan")
    ]
    assert (said["rank", 1].value, said["rank", 1].term) == ("рядовой", "private")
    assert said["death", 1].start.edtf == "1946-02-15"
    assert said["birth", 1].certainty == "probable"
    assert said["death", 1].certainty == "certain"
    assert said["death", 1].locator == "2"
    assert {found.label_of(each.source) for each in said.values()} == {"死亡者名簿"}
    (row,) = catalogue.roster_rows(found.id)
    assert row["cells"] == dict(zip(HEAD, ROWS[1], strict=True))
    assert row["number"] == 3


@pytest.mark.parametrize("swapped", [False, True])
def test_family_and_given_name_of_two_columns_make_one_name_family_first(
    roster: Roster, catalogue: Catalogue, swapped: bool
) -> None:
    heads, cells = ["番号", "姓", "名"], ["1", "佐久間", "辰蔵"]
    if swapped:
        heads[1:], cells[1:] = heads[:0:-1], cells[:0:-1]
    text = f"{','.join(heads)}\n{','.join(cells)}\n2,,\n"
    mapping = 'record = "person"\nsource = "名簿"\nkey = "番号"\n[columns]\n"姓" = "name.family"\n"名" = "name.given"\n'
    assert roster(text, mapping).imported == 2
    (held,) = catalogue.get("P-000001").names
    assert (held.part.text, held.part.family, held.part.given) == ("佐久間 辰蔵", "佐久間", "辰蔵")
    assert catalogue.get("P-000002").names == ()


def test_empty_cells_beyond_the_head_are_no_cells_and_others_keep_their_row_out(
    roster: Roster, catalogue: Catalogue
) -> None:
    line = ",".join(ROWS[0])
    text = f"{','.join(HEAD)}\n{line}\n{line.replace('1', '2', 1)},,\n{line.replace('1', '3', 1)},,x\n"
    outcome = roster(text, skip_bad=True)
    assert (outcome.imported, [each.line for each in outcome.rejected]) == (2, [4])
    assert list(catalogue.roster_rows(catalogue.find("P-000002"))[0]["cells"]) == list(HEAD)


def test_a_place_in_a_cell_stays_text_and_no_place_is_invented(
    roster: Roster, catalogue: Catalogue, listed: Listed
) -> None:
    roster(table(ROWS))
    assert listed("place") == []
    assert person(catalogue, "P-000001")[1]["camp_stay", 1].place_text == "タイシェト"
    assert person(catalogue, "P-000001")[1]["camp_stay", 1].place is None


def test_a_dry_run_says_the_same_and_writes_nothing(roster: Roster, catalogue: Catalogue) -> None:
    before = catalogue.state()
    dry = roster(table(ROWS), dry_run=True)
    assert (dry.read, dry.imported, dry.change_set) == (3, 3, None)
    assert catalogue.state() == before
    assert catalogue.history() == []
    wet = roster(table(ROWS))
    assert wet.imported == dry.imported
    assert [view.code for view in catalogue.views([catalogue.find("P-000001")])] == ["P-000001"]


def test_an_import_is_undone_and_redone_at_once_and_frees_its_codes_and_keys(
    roster: Roster, program: Program, listed: Listed
) -> None:
    catalogue = program.catalogue
    mapping = MAPPING.format(source="名簿").replace('"row.locator"', '"code"')
    roster(table(ROWS), mapping)
    shown = listed("person", "birth", "death", "rank")
    catalogue.undo()
    assert listed("person") == []
    assert listed("source") == []
    catalogue.redo()
    assert listed("person", "birth", "death", "rank") == shown
    catalogue.undo()
    again = roster(table(ROWS), mapping)
    assert (again.imported, again.unchanged, again.rejected) == (3, 0, [])
    assert [row["code"] for row in listed("person")] == [row["code"] for row in shown]
    assert len(catalogue.state()["batch"]) == 2, "importing again makes a new batch"
    assert catalogue.redo() is None, "the withdrawn one can only be purged"
    assert list(program.check()) == []


def test_a_withdrawn_import_is_found_by_no_search(roster: Roster, catalogue: Catalogue) -> None:
    with catalogue.change("登録") as change:
        kept = change.create("person", kind="recorded", note="チタの人")
        change.add(kept, Name(text="佐久間 昇"))
    roster(table(ROWS))

    def hits() -> tuple[set[int], set[int], dict[str, list[tuple[str, int]]], int, int]:
        with Reader.open(catalogue.folder.path) as reader:
            page = reader.words("チタ", Filters("person"))
            listed_people = reader.count(Query("person", words="チタ"))
            people = {hit.id for hit in reader.people.find("佐久間").hits}
            return {hit.id for hit in page.hits}, people, reader.word_facets("チタ"), page.total, listed_people

    before = hits()
    assert (len(before[0]), len(before[1]), before[2:]) == (3, 2, ({"type": [("person", 3)]}, 3, 3))
    catalogue.undo()
    assert hits() == ({kept}, {kept}, {"type": [("person", 1)]}, 1, 1)
    catalogue.redo()
    assert hits() == before


def test_a_withdrawn_import_frees_its_codes_for_records_entered_by_hand(roster: Roster, program: Program) -> None:
    catalogue = program.catalogue
    roster(table(ROWS), MAPPING.format(source="名簿").replace('"row.locator"', '"code"'))
    with pytest.raises(Conflict, match="taken"), catalogue.change("登録") as change:
        change.create("person", code="2")
    catalogue.undo()
    with catalogue.change("登録") as change:
        change.create("person", code="2", note="別の人")
    assert catalogue.get("2").fields["note"] == "別の人"
    assert catalogue.redo() is None
    assert list(program.check()) == []


def test_a_withdrawn_import_frees_its_keys_also_in_a_source_that_was_there_before(
    roster: Roster, catalogue: Catalogue
) -> None:
    with catalogue.change("典拠") as change:
        change.create("source", title="死亡者名簿")
    assert roster(table(ROWS)).imported == 3
    catalogue.undo()
    again = roster(table(ROWS))
    assert (again.imported, again.unchanged) == (3, 0)


def test_importing_the_same_file_again_changes_nothing(roster: Roster, catalogue: Catalogue) -> None:
    roster(table(ROWS))
    before, history = catalogue.state(), catalogue.history()
    again = roster(table(ROWS))
    assert (again.read, again.imported, again.unchanged, again.change_set) == (3, 0, 3, None)
    assert (catalogue.state(), catalogue.history()) == (before, history)


def test_without_a_key_the_file_and_the_number_of_the_row_know_it(roster: Roster, catalogue: Catalogue) -> None:
    mapping = MAPPING.format(source="名簿").replace('key = "番号"', "")
    roster(table([*ROWS, ROWS[0]]), mapping)
    assert roster(table([*ROWS, ROWS[0]]), mapping).unchanged == 4


@pytest.mark.parametrize("update", [False, True])
def test_a_row_that_stays_out_does_not_give_its_number_to_the_next(
    roster: Roster, catalogue: Catalogue, listed: Listed, update: bool
) -> None:
    mapping = MAPPING.format(source="名簿").replace('key = "番号"', "")
    broken = (*ROWS[0], "余り")
    text = table([broken, *ROWS])
    first = roster(text, mapping, skip_bad=True, decisions=RowDecisions(left_out=frozenset({3})))
    assert (first.imported, first.left_out, len(first.rejected)) == (2, 1, 1)
    shown = listed("person", "birth", "death", "rank")
    again = roster(text, mapping, skip_bad=True, update=update)
    assert (again.imported, again.updated, again.unchanged, again.warnings) == (1, 0, 2, [])
    names = [catalogue.get(row["code"]).names[0].part.text for row in listed("person")]
    assert sorted(names) == sorted(row[1] for row in ROWS)
    assert [row for row in listed("person", "birth", "death", "rank") if row in shown] == shown


def test_a_changed_row_is_reported_then_updated_then_undone(roster: Roster, program: Program, listed: Listed) -> None:
    catalogue = program.catalogue
    roster(table(ROWS))
    changed = table([ROWS[0], ("2", "髙橋 徳治", *ROWS[1][2:4], "昭和22年1月1日", "ムーリー", "直した"), ROWS[2]])
    before = catalogue.state()
    told = roster(changed)
    assert [(each.line, each.value) for each in told.warnings] == [(3, "2")]
    assert (told.unchanged, told.updated) == (3, 0)
    assert catalogue.state() == before
    updated = roster(changed, update=True)
    assert (updated.imported, updated.updated, updated.unchanged) == (0, 1, 2)
    found, said = person(catalogue, "P-000002")
    assert [held.part.text for held in found.names] == ["髙橋 徳治"]
    assert said["death", 1].start.text == "昭和22年1月1日"
    assert found.fields["note"] == "直した"
    assert len(listed("person")) == 3
    assert roster(changed).unchanged == 3
    assert list(program.check()) == []
    catalogue.undo()
    assert catalogue.undo() is None or catalogue.redo()
    found, said = person(catalogue, "P-000002")
    assert [held.part.text for held in found.names] == ["髙橋 德次"]
    assert said["death", 1].start.text == "S21.2.15"
    assert list(program.check()) == []


def test_new_and_changed_rows_come_in_together_and_are_taken_back_together(roster: Roster, program: Program) -> None:
    catalogue = program.catalogue
    roster(table(ROWS))
    before = catalogue.get("P-000002")
    more = [("4", *ROWS[0][1:]), ("2", "髙橋 徳治", *ROWS[1][2:]), ("5", *ROWS[2][1:]), ROWS[0]]
    outcome = roster(table(more), update=True)
    assert (outcome.imported, outcome.updated, outcome.unchanged, outcome.rejected) == (2, 1, 1, [])
    assert catalogue.get("P-000002").label == "髙橋 徳治"
    assert len(catalogue.get("P-000004").statements) == len(catalogue.get("P-000001").statements)
    assert list(program.check()) == []
    catalogue.undo()
    now = catalogue.get("P-000002")
    assert (now.fields, now.names, now.statements) == (before.fields, before.names, before.statements)
    assert catalogue.info()["records"]["person"] == 3
    assert list(program.check()) == []
    catalogue.redo()
    assert catalogue.info()["records"]["person"] == 5
    assert list(program.check()) == []


def test_an_update_empties_what_the_cell_no_longer_says_and_doubles_nothing(
    roster: Roster, catalogue: Catalogue
) -> None:
    mapping = MAPPING.format(source="名簿").replace('"備考" = "note"', '"備考" = "note"\n"札" = "tag"')
    head = (*HEAD, "札")
    roster(table([(*ROWS[1], "甲; 乙")], head), mapping)
    roster(table([(*ROWS[1][:-1], "", "甲; 丙")], head), mapping, update=True)
    found, _ = person(catalogue, "P-000001")
    assert found.fields["note"] is None
    assert [held.part.text for held in found.parts["tag"]] == ["甲", "丙"]


def test_an_edited_import_is_not_taken_back_in_silence(roster: Roster, catalogue: Catalogue) -> None:
    roster(table(ROWS))
    with catalogue.change("訂正") as change:
        change.set(catalogue.find("P-000003"), note="手で直した")
    before = catalogue.state()
    with pytest.raises(Conflict, match="P-000003"):
        catalogue.withdraw(1, "取り込みを取り消す")
    assert catalogue.state() == before
    catalogue.undo()
    catalogue.withdraw(1, "取り込みを取り消す")
    catalogue.undo()
    assert catalogue.get("P-000003").fields["note"] == ROWS[2][-1]


BAD_ROWS: list[tuple[str, list[tuple[str, ...]], int, str]] = [
    ("too few cells", [("4", "短い")], 5, ""),
    ("too many cells", [("4", *ROWS[0][1:], "余分")], 5, ""),
    ("no key", [("", *ROWS[0][1:])], 5, "番号"),
    ("a key twice", [("1", *ROWS[0][1:])], 5, "番号"),
]


@pytest.mark.parametrize(
    ("rows", "line", "column"), [case[1:] for case in BAD_ROWS], ids=[case[0] for case in BAD_ROWS]
)
def test_a_bad_row_is_named_and_keeps_everything_out(
    roster: Roster, catalogue: Catalogue, rows: list[tuple[str, ...]], line: int, column: str
) -> None:
    before = catalogue.state()
    outcome = roster(table([*ROWS, *rows]))
    assert [(each.line, each.column) for each in outcome.rejected] == [(line, column)]
    assert outcome.rejected[0].reason.in_("en")
    assert (outcome.imported, outcome.records, outcome.change_set) == (0, {}, None)
    assert catalogue.state() == before
    assert catalogue.history() == []
    skipped = roster(table([*ROWS, *rows]), skip_bad=True)
    assert (skipped.imported, len(skipped.rejected)) == (3, 1)


def test_a_taken_code_and_a_bad_number_are_errors_of_their_rows(roster: Roster, catalogue: Catalogue) -> None:
    mapping = 'record = "document"\nsource = "目録"\n[columns]\n"記号" = "code"\n"題" = "title"\n"点" = "pieces"'
    with catalogue.change("先") as change:
        change.create("document", code="MB-1")
    before = catalogue.state()
    rows = [("MB-1", "衝突", "1"), ("MB-2", "日記", "十点"), ("MB-3", "外套", "２"), ("MB-3", "重複", "1")]
    outcome = roster(table(rows, ("記号", "題", "点")), mapping)
    assert [(each.line, each.column, each.value) for each in outcome.rejected] == [
        (2, "記号", "MB-1"), (3, "点", "十点"), (5, "記号", "MB-3"),
    ]  # fmt: skip
    assert catalogue.state() == before
    roster(table(rows, ("記号", "題", "点")), mapping, skip_bad=True)
    assert catalogue.get("MB-3").fields["pieces"] == 2


def test_codes_run_on_past_the_codes_that_the_same_file_brings(roster: Roster, program: Program) -> None:
    mapping = 'record = "document"\nsource = "目録"\n[columns]\n"記号" = "code"\n"題" = "title"'
    outcome = roster(
        table([("D-000002", "一"), ("", "二"), ("", "三"), ("D-000004", "四"), ("", "五")], ("記号", "題")), mapping
    )
    assert outcome.rejected == []
    with program.catalogue.reading() as connection:
        codes = connection.exec_driver_sql("SELECT code FROM record WHERE record_type = 'document'").scalars().all()
    assert len(codes) == len(set(codes)) == 5


def test_a_source_is_known_by_its_code_before_a_title_of_the_same_words(catalogue: Catalogue) -> None:
    with catalogue.change("登録") as change:
        titled = change.create("source", title="S-000002")
        coded = change.create("source", code="S-000002", title="死亡者名簿")
        assert source_named(change, "S-000002") == coded
        assert source_named(change, "死亡者名簿") == coded
        change.delete(coded)
        assert source_named(change, "S-000002") == titled
        assert source_named(change, "死亡者名簿") not in (titled, coded), "made again: the other is in the trash"


def test_sources_with_codes_of_their_own_do_not_collide_with_the_source_of_their_import(
    roster: Roster, catalogue: Catalogue
) -> None:
    mapping = 'record = "source"\nsource = "典拠の一覧"\nkey = "記号"\n[columns]\n"記号" = "code"\n"題" = "title"'
    outcome = roster(table([("S-000001", "戸籍"), ("S-000002", "カード")], ("記号", "題")), mapping)
    assert (outcome.rejected, outcome.imported) == ([], 2)
    assert catalogue.get("S-000001").label == "戸籍"
    with catalogue.reading() as connection:
        codes = connection.exec_driver_sql("SELECT code FROM record").scalars().all()
    assert len(codes) == len(set(codes)) == 3


def test_an_unreadable_date_and_an_unknown_word_are_kept_as_text_and_warned_of(
    roster: Roster, catalogue: Catalogue
) -> None:
    outcome = roster(table([("1", "甲", "明治の頃か", "謎の位", "2月の末", "", "")]))
    assert (outcome.rejected, outcome.imported) == ([], 1)
    assert {(each.line, each.column) for each in outcome.warnings} >= {(2, "階級"), (2, "死亡年月日")}
    said = person(catalogue, "P-000001")[1]
    assert (said["rank", 1].value, said["rank", 1].term) == ("謎の位", None)
    assert said["death", 1].start.text == "2月の末"


def test_two_rosters_may_both_be_numbered_from_one(roster: Roster, listed: Listed) -> None:
    assert roster(table(ROWS), source="第一名簿").imported == 3
    assert roster(table(ROWS), source="第二名簿").imported == 3
    assert roster(table(ROWS), source="第一名簿").unchanged == 3
    assert len(listed("person")) == 6
    assert {row["label"] for row in listed("source")} == {"第一名簿", "第二名簿"}


def test_a_second_occurrence_is_another_stay_with_its_own_times_and_source(
    roster: Roster, catalogue: Catalogue
) -> None:
    mapping = """
record = "person"
source = "カード"
[columns]
"名" = "name"
"収容所" = "camp_stay.place"
"から" = "camp_stay.from"
"まで" = "camp_stay.until"
"収容所2" = "camp_stay[2].place"
"から2" = "camp_stay[2].date"
"確か2" = "camp_stay[2].certainty"
"典拠2" = "camp_stay[2].source"
"出所" = "row.source"
"""
    head = ("名", "収容所", "から", "まで", "収容所2", "から2", "確か2", "典拠2", "出所")
    roster(table([("甲", "チタ", "1946", "1947", "ムーリー", "1948", "possible", "回想", "登録カード")], head), mapping)
    found, said = person(catalogue, "P-000001")
    first, second = said["camp_stay", 1], said["camp_stay", 2]
    assert (first.place_text, first.start.edtf, first.until.edtf) == ("チタ", "1946", "1947")
    assert (second.place_text, second.start.edtf, second.certainty) == ("ムーリー", "1948", "possible")
    assert [found.label_of(each.source) for each in (first, second)] == ["登録カード", "回想"]
    assert found.label_of(found.names[0].part.source) == "登録カード"


def test_a_cell_with_several_values_makes_several_stays_names_and_tags(roster: Roster, catalogue: Catalogue) -> None:
    mapping = (
        'record = "person"\nsource = "名簿"\nkey = "n"\n[columns]\n"氏名" = "name"\n"収容所" = "camp_stay.place"\n'
    )
    mapping += '"札" = "tag"\n"役" = "role"\n[split]\n"収容所" = "→"\n"氏名" = "/"\n"札" = "、"\n"役" = "+"\n'
    head = ("n", "氏名", "収容所", "札", "役")
    outcome = roster(
        table([("1", "佐藤 清/さとう きよし", "タイシェト→ チタ →", "甲、乙", "internee+author")], head), mapping
    )
    assert outcome.warnings == []
    found, said = person(catalogue, "P-000001")
    assert [each.part.text for each in found.names] == ["佐藤 清", "さとう きよし"]
    assert {occurrence: each.place_text for (_, occurrence), each in said.items()} == {1: "タイシェト", 2: "チタ"}
    assert [each.part.text for each in found.parts["tag"]] == ["甲", "乙"]
    assert found.fields["role"] == ("internee", "author")
    assert catalogue.roster_rows(found.id)[0]["cells"]["収容所"] == "タイシェト→ チタ →"


def test_a_date_is_decided_piece_by_piece_and_in_a_constant_too(roster: Roster, catalogue: Catalogue) -> None:
    mapping = 'record = "person"\nsource = "名簿"\nkey = "n"\n[columns]\n"入所日" = "camp_stay.from"\n'
    mapping += '[split]\n"入所日" = "、"\n[constants]\ndeath = "昭和22年冬頃"\n'
    text = table([("1", "昭和20年冬頃、昭和21年冬頃"), ("2", "昭和20年冬頃")], ("n", "入所日"))
    dry = roster(text, mapping, dry_run=True)
    assert [(each.line, each.column, each.value) for each in dry.warnings] == [
        (2, "入所日", "昭和20年冬頃"), (2, "入所日", "昭和21年冬頃"), (2, "death", "昭和22年冬頃"), (3, "入所日", "昭和20年冬頃"), (3, "death", "昭和22年冬頃"),
    ]  # fmt: skip
    decided = RowDecisions()
    for remark, edtf in zip(dry.warnings, ("1945-12", "1946-12", "1947-12"), strict=False):
        decided = decided.with_date(remark.line, remark.column, remark.value, edtf)
    outcome = roster(text, mapping, decisions=decided)
    assert [(each.line, each.value) for each in outcome.warnings] == [(3, "昭和20年冬頃"), (3, "昭和22年冬頃")]
    _, said = person(catalogue, "P-000001")
    assert {at: (each.start.text, each.start.edtf) for at, each in said.items()} == {
        ("camp_stay", 1): ("昭和20年冬頃", "1945-12"),
        ("camp_stay", 2): ("昭和21年冬頃", "1946-12"),
        ("death", 1): ("昭和22年冬頃", "1947-12"),
    }


def test_an_import_gives_no_record_the_id_of_one_that_was_undone(roster: Roster, catalogue: Catalogue) -> None:
    """The history of the one that is gone would be told of the new one."""
    with catalogue.change("登録") as change:
        undone = change.create("person", kind="recorded")
    catalogue.undo()
    roster(table(ROWS))
    with catalogue.reading() as connection:
        imported = connection.execute(select(record.c.id)).scalars().all()
    assert len(imported) > len(ROWS)
    assert min(imported) > undone
