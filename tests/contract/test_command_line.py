"""The command line is a contract: commands, keys and exit statuses that scripts and benchmarks rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from memoircat.catalogue import storage
from memoircat.cli.__main__ import COMMANDS
from memoircat.editing.targets import NAME_PARTS
from memoircat.records.registry import RECORD_TYPES
from shared.commands import Run


def test_every_command_explains_itself(run: Run) -> None:
    for command in COMMANDS:
        if command != "open":
            told = run(command, "--help")
            assert (told.status, "Usage" in told.out) == (0, True), command


def test_new_makes_a_catalogue_and_info_tells_what_it_holds(run: Run, folder: Path) -> None:
    told = run("info", folder, "--json").json
    assert set(told) >= {"title", "schema", "records", "images", "bytes"}
    assert told["title"] == "舞鶴"
    assert told["schema"] == storage.SCHEMA
    assert told["records"] == dict.fromkeys(RECORD_TYPES, 0)
    assert told["bytes"] > 0
    again = run("new", folder)
    assert (again.status, len(again.err.strip().split("\n"))) == (3, 1)


def test_types_lists_everything_that_can_be_set(run: Run) -> None:
    told = run("types", "--json").json
    assert set(told) >= {"types", "vocabularies", "names", "parts", "reports"}
    assert set(told["types"]) == set(RECORD_TYPES)
    for each in told["types"].values():
        assert set(each) >= {"label", "fields", "properties"}
        assert all(set(field) >= {"name", "label", "kind", "vocabulary"} for field in each["fields"])
    assert {"code", "ja", "en", "ru"} <= set(told["vocabularies"]["rank"][0])
    assert set(told["names"]) == {"name", *(f"name.{part}" for part in NAME_PARTS)}


def test_every_field_that_types_lists_can_be_added_and_is_shown(run: Run, folder: Path) -> None:
    told = run("types", "--json").json
    plain = {"text": "文字", "long": "長い\n文字", "integer": "12", "number": "1.5", "flag": "yes", "date": "昭和21年"}
    for type_code, described in told["types"].items():
        fields = {field["name"]: field for field in described["fields"] if field["name"] != "code"}
        values = {name: plain.get(field["kind"]) for name, field in fields.items()}
        for name, field in fields.items():
            terms = told["vocabularies"].get(field["vocabulary"])
            values[name] = terms[0]["code"] if terms and field["kind"] in ("term", "terms") else values[name]
        values["closed_until"] = "2027-04-01"  # another text is kept and warned of
        given = {name: value for name, value in values.items() if value}
        made = run("add", folder, type_code, *(f"{name}={value}" for name, value in given.items()), "--json")
        assert made.status == 0, made.err
        assert made.json["warnings"] == []
        shown = run("show", folder, made.json["code"], "--json").json["fields"]
        for name, value in given.items():
            assert str(shown[name]) in (value, f"['{value}']"), (type_code, name)


def test_show_tells_everything_about_a_record(run: Run, filled: Path) -> None:
    told = run("show", filled, "P-000001", "--json").json
    assert set(told) >= {
        "code",
        "type",
        "label",
        "fields",
        "names",
        "statements",
        "links",
        "images",
        "access",
        "changes",
    }
    assert (told["code"], told["type"], told["label"]) == ("P-000001", "person", "佐久間 辰蔵")
    assert told["fields"] == {"code": "P-000001", "kind": "identified", "role": ["internee"]}
    assert [set(name) >= {"text", "script", "kind", "source"} for name in told["names"]] == [True, True]
    assert [(name["text"], name["script"], name["kind"]) for name in told["names"]] == [
        ("佐久間 辰蔵", "Jpan", "authorised"), ("さくま たつぞう", "Hira", "reading"),
    ]  # fmt: skip
    keys = {
        "property", "occurrence", "value", "from", "until", "place", "source", "locator", "certainty", "preferred", "rejected",
    }  # fmt: skip
    assert all(set(each) >= keys for each in told["statements"])
    register, card, stay = told["statements"]
    assert (register["value"], register["from"], register["source"], register["locator"]) == (
        "昭和21年3月1日", "昭和21年3月1日", "戸籍", "p.3",
    )  # fmt: skip
    assert (register["preferred"], card["preferred"]) == (True, False)
    assert (card["value"], card["certainty"]) == ("14.2.46", "possible")
    assert (stay["place"], stay["from"], stay["until"]) == ("第7収容所", "1946", "1947")
    assert stay["place_code"] == "L-000001"
    assert len(told["changes"]) == 4
    memoir = run("show", filled, "M-000001", "--json").json
    assert memoir["fields"]["creators"] == ["佐久間辰蔵", "山形"]
    assert memoir["fields"]["published"] == "昭和25年"
    assert "凍土の記" in run("show", filled, "M-000001").out


def test_list_prints_rows_as_objects_and_as_csv(run: Run, filled: Path) -> None:
    told = run("list", filled, "person", "--columns", "code,label,death,last_camp", "--json").json
    assert told == [{"code": "P-000001", "label": "佐久間 辰蔵", "death": "昭和21年3月1日", "last_camp": "第7収容所"}]
    printed = list(csv.reader(io.StringIO(run("list", filled, "person", "--columns", "code,label", "--csv").out)))
    assert printed == [["code", "label"], ["P-000001", "佐久間 辰蔵"]]
    for number in range(5):
        run("add", filled, "memoir", f"title=題{number}", "genre=diary_edition" if number % 2 else "genre=memoir")
    titles = [
        row["label"]
        for row in run("list", filled, "memoir", "--where", "genre=memoir", "--sort", "-code", "--json").json
    ]
    assert titles == ["題4", "題2", "題0"]
    some = run("list", filled, "memoir", "--sort", "code", "--limit", 2, "--offset", 1, "--json").json
    assert [row["label"] for row in some] == ["題0", "題1"]
    assert run("list", filled, "memoir", "--where", "no_such=1", "--json").error["kind"] == "not_found"
    assert run("list", filled, "diary", "--json").status == 3


def test_find_tells_who_and_why(run: Run, filled: Path, tmp_path: Path) -> None:
    told = run("find", filled, "佐久間辰蔵", "--json").json
    assert set(told) >= {"query", "script", "total", "ms", "hits"}
    assert (told["query"], told["script"], told["total"]) == ("佐久間辰蔵", "Jpan", 1)
    (hit,) = told["hits"]
    assert set(hit) >= {"rank", "code", "kind", "label", "names", "birth", "death", "score", "why"}
    assert (hit["rank"], hit["code"], hit["kind"], hit["score"]) == (1, "P-000001", "identified", 1.0)
    assert hit["names"][0] == {"text": "佐久間 辰蔵", "script": "Jpan", "kind": "authorised"}
    assert hit["why"]
    assert hit["namesakes"] == 1
    queries = tmp_path / "queries.txt"
    queries.write_text("さくま\n誰もいない\n\nSakuma 1919\n", encoding="utf-8")
    answers = run("find", filled, "--from", queries, "--json").lines
    assert [(each["query"], each["total"]) for each in answers] == [
        ("さくま", 1),
        ("誰もいない", 0),
        ("", 0),
        ("Sakuma 1919", 1),
    ]
    assert run("find", filled, "誰もいない").status == 0, "no hit is no failure"
    assert run("find", filled).status == 2


def test_find_prints_namesakes_on_one_line_and_each_where_asked(run: Run, filled: Path) -> None:
    for _ in range(2):
        run("add", filled, "person", "name=佐久間辰蔵")
    run("add", filled, "person", "name=サクマ タツゾウ")
    printed = run("find", filled, "佐久間 辰蔵").out.splitlines()
    assert [line.split("\t")[:2] for line in printed] == [
        ["P-000001 +2", "佐久間 辰蔵 ×3"],
        ["P-000004", "サクマ タツゾウ"],
    ]
    each = run("find", filled, "佐久間 辰蔵", "--each").out.splitlines()
    assert [line.split("\t")[0] for line in each] == ["P-000001", "P-000002", "P-000003", "P-000004"]
    assert [hit["namesakes"] for hit in run("find", filled, "佐久間 辰蔵", "--json").json["hits"]] == [3, 3, 3, 1]


def test_search_in_all_types_is_narrowed_by_what_every_record_has(run: Run, filled: Path) -> None:
    everything = run("search", filled, "第7収容所", "--json").json["hits"]
    assert everything
    assert run("search", filled, "第7収容所", "--where", "access=", "--json").json["hits"] == everything
    assert run("search", filled, "第7収容所", "--where", "code=P-000001", "--json").json["hits"] == everything
    assert run("search", filled, "第7収容所", "--where", "code=P-000002", "--json").json["hits"] == []
    refused = run("search", filled, "第7収容所", "--where", "title=x")
    assert refused.status == 3
    assert "“title”" in refused.err


def test_search_tells_where_the_words_stand(run: Run, filled: Path, tmp_path: Path) -> None:
    told = run("search", filled, "第7収容所", "--json").json
    assert set(told) == {"query", "total", "ms", "hits"}
    (hit,) = told["hits"]
    assert set(hit) == {"code", "type", "label", "field", "snippet"}
    assert (hit["code"], hit["type"], hit["field"], hit["snippet"]) == (
        "P-000001",
        "person",
        "camp_stay",
        "【第7収容所】",
    )
    assert run("search", filled, "凍土", "--type", "person", "--json").json["total"] == 0
    assert run("search", filled, "凍土", "--type", "memoir", "--where", "language=ja", "--json").json["total"] == 1
    assert run("search", filled, "凍土 -佐久間", "--json").json["total"] == 0
    queries = tmp_path / "queries.txt"
    queries.write_text('凍土\n"土の"\n無い\n', encoding="utf-8")
    assert [each["total"] for each in run("search", filled, "--from", queries, "--json").lines] == [1, 1, 0]
    assert run("search", filled).status == 2


def test_set_changes_and_empties_fields(run: Run, filled: Path) -> None:
    assert run("set", filled, "M-000001", "title=永久凍土", "note=訂正", "--json").json == {
        "code": "M-000001",
        "warnings": [],
    }
    assert run("set", filled, "M-000001", "creators=", "published=").status == 0
    fields = run("show", filled, "M-000001", "--json").json["fields"]
    assert (fields["title"], fields["note"], "creators" in fields, "published" in fields) == (
        "永久凍土",
        "訂正",
        False,
        False,
    )
    warned = run("set", filled, "M-000001", "genre=謎", "--json")
    assert (warned.status, warned.json["warnings"][0]["column"]) == (0, "genre")
    for wrong, kind in (("no_such=1", "input"), ("title", "input"), ("title=\ud800", "input")):
        told = run("set", filled, "M-000001", wrong, "--json")
        assert (told.status, told.error["kind"]) == (3, kind)
    assert run("set", filled, "X-1", "title=x", "--json").error["kind"] == "not_found"


def test_undo_and_redo_survive_the_end_of_the_program(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("set", filled, "M-000001", "title=別")
    assert set(run("undo", filled, "--json").json) >= {"change_set", "label"}
    assert run("show", filled, "M-000001", "--json").json["label"] == "凍土の記"
    monkeypatch.setenv("MEMOIRCAT_LANG", "ja")
    assert run("redo", filled).out == "やり直し：M-000001 を変更\n"
    assert run("history", filled, "--limit", "1").out.endswith("やり直し：M-000001 を変更\n")
    monkeypatch.setenv("MEMOIRCAT_LANG", "ru")
    assert run("history", filled, "--json").json[0]["label"] == "Повтор: Изменить M-000001"
    assert run("show", filled, "M-000001", "--json").json["label"] == "別"
    assert run("redo", filled, "--json").json == {"change_set": None, "label": None}
    history = run("history", filled, "--json").json
    assert set(history[0]) >= {"id", "at", "by", "label", "kind", "target"}
    assert [each["kind"] for each in history[:3]] == ["redo", "undo", "do"]
    of_one = run("history", filled, "M-000001", "--json").json
    assert len(of_one) == 4
    assert of_one[2]["changes"][0] == {"table": "memoir", "before": {"title": "凍土の記"}, "after": {"title": "別"}}


def test_delete_puts_into_the_trash_and_undo_brings_back(run: Run, filled: Path) -> None:
    assert run("delete", filled, "M-000001").status == 0
    assert run("list", filled, "memoir", "--json").json == []
    assert len(run("list", filled, "memoir", "--trash", "--json").json) == 1
    assert run("show", filled, "M-000001", "--json").json["deleted"]
    run("undo", filled)
    assert len(run("list", filled, "memoir", "--json").json) == 1


def test_apply_acknowledges_every_line_after_its_commit(run: Run, filled: Path, tmp_path: Path) -> None:
    lines = [
        {"do": "add", "type": "memoir", "fields": {"title": "\u2028行の中", "creators": ["甲", "乙"], "note": None}},
        {"do": "set", "code": "M-000001", "fields": {"title": "一\x85二\x0c三"}},
        {
            "do": "state",
            "code": "P-000001",
            "property": "rank",
            "value": "兵長",
            "date": "1946",
            "certainty": "probable",
        },
        {"do": "delete", "code": "L-000001"},
    ]
    edits = tmp_path / "edits.jsonl"
    edits.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in lines) + "\n\n", encoding="utf-8")
    told = run("apply", filled, "--from", edits)
    assert told.status == 0, told.err
    assert [(each["line"], each["code"]) for each in told.lines] == [
        (1, "M-000002"), (2, "M-000001"), (3, "P-000001"), (4, "L-000001"),
    ]  # fmt: skip
    numbers = [each["change_set"] for each in told.lines]
    assert numbers == sorted(set(numbers))
    shown = run("show", filled, "M-000002", "--json").json
    assert (shown["label"], shown["fields"]["creators"]) == ("\u2028行の中", ["甲", "乙"])
    assert run("show", filled, "M-000001", "--json").json["label"] == "一\x85二\x0c三"


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '"x"', "{}", '{"do": "burn"}', '{"do": "set"}', '{"do": "set", "code": "X-9", "fields": {}}',
     '{"do": "add", "type": "diary", "fields": {}}', '{"do": "state", "code": "P-000001", "property": "x", "value": "y"}',
     '{"do": "add", "type": "memoir", "fields": {"title": "\\ud800"}}', '{"do": "add", "type": "memoir", "fields": []}',
     '{"do": "state", "code": "P-000001", "property": "rank", "value": "y", "burn": 1}'],
)  # fmt: skip
def test_apply_stops_at_a_line_that_is_no_operation_and_keeps_those_before(
    run: Run, filled: Path, tmp_path: Path, line: str
) -> None:
    edits = tmp_path / "edits.jsonl"
    good = '{"do": "add", "type": "memoir", "fields": {"title": "よい"}}'
    edits.write_text(f"{good}\n{line}\n{good}\n", encoding="utf-8")
    told = run("apply", filled, "--from", edits)
    assert (told.status, len(told.lines)) == (3, 1)
    assert "line 2" in told.err
    assert len(run("list", filled, "memoir", "--json").json) == 2


def test_identify_and_separate(run: Run, filled: Path) -> None:
    one = run("add", filled, "person", "name=甲", "kind=recorded", "--json").json["code"]
    two = run("add", filled, "person", "name=乙", "kind=recorded", "--json").json["code"]
    made = run("identify", filled, one, two, "--status", "confirmed", "--reason", "筆跡", "--json").json["code"]
    shown = run("show", filled, made, "--json").json
    assert [(each["code"], each["status"], each["reason"]) for each in shown["members"]] == [
        (one, "confirmed", "筆跡"), (two, "confirmed", "筆跡"),
    ]  # fmt: skip
    assert run("show", filled, one, "--json").json["identified_as"] == made
    assert run("separate", filled, one).status == 0
    assert {row["code"] for row in run("list", filled, "person", "--json").json} == {"P-000001", one, two}
    assert run("identify", filled, one, two, "--status", "sure").status == 2
    assert run("identify", filled, one, "L-000001", "--json").error["kind"] == "input"


def test_date_tells_every_reading(run: Run) -> None:
    told = run("date", "昭和21年冬頃", "--json").json
    assert set(told) >= {"text", "readings", "ambiguous"}
    assert told["ambiguous"] is True
    assert len(told["readings"]) == 2
    assert set(told["readings"][0]) == {"edtf", "earliest", "latest", "label"}
    nothing = run("date", "いつか", "--json")
    assert (nothing.status, nothing.json["readings"]) == (0, [])
