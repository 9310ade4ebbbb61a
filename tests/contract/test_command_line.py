"""The command line is a contract: commands, keys and exit statuses that scripts and benchmarks rely on."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from memoircat.catalogue import storage
from memoircat.cli.__main__ import COMMANDS, main
from memoircat.editing.targets import NAME_PARTS
from memoircat.records.registry import RECORD_TYPES

Run = Callable[..., Any]
HOSTILE = (
    "佐" * 10_000, "🎖️👨‍👩‍👧", "𠮷田", "か\u3099", "نام\u200cها", "क\u094d\u200dष", "<img src=x>", "'; DROP TABLE record; --",
    "=1+1", "●□〓", "髙", "  両端に空白\u3000", "一\n二\n", "a\tb", "\u2028行\u2029段", "\x85", "'", "''=x", '"', ",", "-1", "%s {0}",
)  # fmt: skip


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """A new, empty catalogue, closed."""
    path = tmp_path / "c.memoircat"
    assert run("new", path, "--title", "舞鶴").status == 0
    return path


@pytest.fixture
def filled(run: Run, folder: Path) -> Path:
    """A catalogue with a person (P-000001), a memoir (M-000001), a place (L-000001) and a source."""
    run("add", folder, "person", "name=佐久間 辰蔵", "name.reading=さくま たつぞう", "role=internee")
    run("add", folder, "memoir", "title=凍土の記", "creators=佐久間辰蔵; 山形", "published=昭和25年", "language=ja")
    run("add", folder, "place", "name=タイシェト", "kind=city")
    run("state", folder, "P-000001", "death", "昭和21年3月1日", "--source", "戸籍", "--locator", "p.3", "--preferred")
    run("state", folder, "P-000001", "death", "14.2.46", "--source", "カード", "--certainty", "possible")
    run(
        "state",
        folder,
        "P-000001",
        "camp_stay",
        "第7収容所",
        "--place",
        "L-000001",
        "--date",
        "1946",
        "--until",
        "1947",
    )
    return folder


def picture(file: Path, format_: str = "PNG") -> Path:
    Image.new("RGB", (4, 3), "white").save(file, format_)
    return file


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


IMPORT_KEYS = {"read", "imported", "records", "unchanged", "rejected", "warnings", "encoding", "change_set", "seconds"}


def test_import_tells_rows_by_line_and_ends_with_1_where_one_was_rejected(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    mapping, file = tmp_path / "m.toml", tmp_path / "名簿.csv"
    mapping.write_text(
        'record = "person"\nsource = "名簿"\nkey = "n"\n[columns]\n"name" = "name"\n"d" = "death"\n', encoding="utf-8"
    )
    file.write_text("n,name,d\n1,甲,謎\n1,乙,1946\n", encoding="utf-8")
    told = run("import", folder, file, "--mapping", mapping, "--json")
    assert (told.status, set(told.json) >= IMPORT_KEYS) == (1, True)
    assert set(told.json["rejected"][0]) == set(told.json["warnings"][0]) == {"line", "column", "value", "reason"}
    assert (told.json["imported"], told.json["change_set"]) == (0, None)
    assert run("info", folder, "--json").json["records"]["person"] == 0
    skipped = run("import", folder, file, "--mapping", mapping, "--skip-bad", "--json")
    assert (skipped.status, skipped.json["imported"], skipped.json["records"]) == (1, 1, {"person": 1})
    file.write_text("n,name,d\n1,甲,1946\n", encoding="utf-8")
    assert run("import", folder, file, "--mapping", mapping, "--dry-run", "--json").json["change_set"] is None
    assert run("import", folder, file, "--mapping", mapping, "--update", "--json").status == 0
    assert run("import", folder, file, "--mapping", mapping).status == 0
    file.write_bytes("ﾀｶﾊｼ\n".encode("cp932"))
    refused = run("import", folder, file, "--mapping", mapping, "--json")
    assert (refused.status, refused.error["kind"]) == (3, "input")
    assert "cp932, euc-jp" in refused.error["message"]
    assert "--encoding" in refused.error["hint"]


def test_export_writes_csv_and_its_mapping(run: Run, filled: Path, tmp_path: Path) -> None:
    told = run("export", filled, "--format", "csv", "--to", tmp_path / "out", "--json")
    assert told.json["records"] == {"person": 1, "memoir": 1, "place": 1, "source": 2}
    assert (tmp_path / "out" / "memoir.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "out" / "memoir.toml").is_file()
    assert (
        run(
            "export", filled, "--format", "csv", "--to", tmp_path / "p.csv", "--type", "person", "--code", "P-000001"
        ).status
        == 0
    )
    assert run("export", filled, "--format", "gopher", "--to", tmp_path / "x").status == 2


def test_attach_and_images(run: Run, filled: Path, tmp_path: Path) -> None:
    one, two = picture(tmp_path / "一.png"), picture(tmp_path / "二.jpg", "JPEG")
    assert run("attach", filled, "M-000001", one, two, "--caption", "表紙", "--json").json == {
        "code": "M-000001",
        "attached": 2,
    }
    shown = run("show", filled, "M-000001", "--json").json["images"]
    assert [(each["name"], each["caption"]) for each in shown] == [("一.png", "表紙"), ("二.jpg", "表紙")]
    assert run("info", filled, "--json").json["images"] == 2
    listed = run("images", filled, "list").out.split("\n")[:2]
    assert [line.split("\t") for line in listed] == [[each["sha256"], each["name"]] for each in shown]
    third = picture(tmp_path / "三.bmp", "BMP")
    assert run("images", filled, "take-in", third).status == 0
    assert run("check", filled, "--fixity", "--json").json == {"ok": True, "problems": []}


def test_check_names_what_is_wrong_and_ends_with_1(run: Run, filled: Path, tmp_path: Path) -> None:
    run("attach", filled, "M-000001", picture(tmp_path / "一.png"), picture(tmp_path / "二.gif", "GIF"))
    first, second = sorted((filled / "media").rglob("*.*"))
    first.unlink()
    told = run("check", filled, "--json")
    assert (told.status, told.json["ok"], len(told.json["problems"])) == (1, False, 1)
    assert set(told.json["problems"][0]) == {"kind", "where", "message", "mend"}
    assert told.json["problems"][0]["kind"] == "image_missing"
    second.write_bytes(second.read_bytes() + b"!")
    kinds = [each["kind"] for each in run("check", filled, "--fixity", "--json").json["problems"]]
    assert sorted(kinds) == ["image_changed", "image_missing"]
    assert run("check", filled, "--rebuild").status == 1


def test_backup_is_a_whole_catalogue(run: Run, filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.memoircat"
    copy.mkdir()
    assert run("backup", filled, "--to", copy / "catalogue.db").status == 0
    assert run("show", copy, "P-000001", "--json").json["label"] == "佐久間 辰蔵"
    assert run("check", copy, "--json").json["ok"] is True
    assert run("backup", filled).status == 0
    assert len(list((filled / "backups").iterdir())) == 1


@pytest.mark.parametrize("text", HOSTILE, ids=[f"{number}" for number in range(len(HOSTILE))])
def test_any_text_comes_back_exactly(run: Run, folder: Path, text: str) -> None:
    made = run("add", folder, "memoir", f"title={text}", f"note={text}", f"name={text}", "--json")
    assert made.status == 0, made.err
    code = made.json["code"]
    run("state", folder, "--locator", text, "--", code, "maker", text)
    shown = run("show", folder, code, "--json").json
    assert (shown["fields"]["title"], shown["fields"]["note"]) == (text, text)
    assert shown["names"][0]["text"] == text
    assert (shown["statements"][0]["value"], shown["statements"][0]["locator"]) == (text, text)
    run("set", folder, code, "title=x")
    run("set", folder, code, f"title={text}")
    assert run("show", folder, code, "--json").json["fields"]["title"] == text
    run("export", folder, "--format", "csv", "--type", "memoir", "--to", folder.parent / "out.csv")
    copy = folder.with_name("copy.memoircat")
    run("new", copy)
    again = run("import", copy, folder.parent / "out.csv", "--mapping", folder.parent / "out.toml", "--json")
    assert (again.status, again.json["imported"]) == (0, 1)
    fields = run("show", copy, code, "--json").json["fields"]
    assert (fields["title"], fields["note"]) == (text, text)
    assert run("check", copy).status == run("check", folder).status == 0


def test_half_a_character_is_refused_and_nothing_is_changed(run: Run, filled: Path) -> None:
    before = run("history", filled, "--json").json
    for words in (
        ("add", filled, "memoir", "title=\ud800"),
        ("set", filled, "M-000001", "note=\udcff"),
        ("state", filled, "P-000001", "rank", "\ud800"),
        ("state", filled, "P-000001", "rank", "兵長", "--source", "\ud800"),
        ("state", filled, "P-000001", "camp_stay", "x", "--place", "\ud800"),
        ("show", filled, "\udcff"),
        ("delete", filled, "\udcff"),
        ("list", filled, "memoir", "--where", "title=\udcff"),
    ):
        told = run(*words, "--json")
        assert (told.status, told.error["kind"]) in ((3, "input"), (3, "not_found")), words
    assert run("history", filled, "--json").json == before
    for command in ("find", "search"):
        assert run(command, filled, "\udcff佐久間\ud800", "--json").status == 0


def test_usage_ends_with_2_and_says_how(run: Run, folder: Path) -> None:
    for words in (
        ("add",),
        ("show", folder),
        ("state", folder, "x"),
        ("info", folder, "--no-such"),
        ("list", folder, "memoir", "--limit", "x"),
    ):
        told = run(*words)
        assert (told.status, told.out) == (2, "")
        assert told.err
    assert run("info", folder, "--no-such", "--json").error["kind"] == "usage"


def test_a_bug_is_told_without_names_and_ends_with_70(run: Run, filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("佐久間 辰蔵")

    monkeypatch.setattr("memoircat.catalogue.catalogue.Catalogue.get", broken)
    told = run("show", filled, "P-000001")
    assert told.status == 70
    assert "佐久間" not in told.err
    assert "test_command_line.py" in told.err


def test_it_runs_as_a_program_of_its_own(filled: Path) -> None:
    environment = {**os.environ, "MEMOIRCAT_LANG": "ja", "PYTHONUTF8": "1"}

    def program(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "memoircat.cli.__main__", *words]
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, encoding="utf-8")

    found = program("find", str(filled), "さくま", "--json")
    assert (found.returncode, json.loads(found.stdout)["hits"][0]["label"]) == (0, "佐久間 辰蔵")
    assert "よみ" in "".join(json.loads(found.stdout)["hits"][0]["why"]) or json.loads(found.stdout)["hits"][0]["why"]
    missing = program("show", str(filled), "X-1", "--json")
    assert (missing.returncode, missing.stdout) == (3, "")
    assert json.loads(missing.stderr)["error"]["kind"] == "not_found"


def test_main_takes_its_words_from_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["memoircat", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert "memoircat" in capsys.readouterr().out


@pytest.mark.parametrize("module", ["memoircat.desktop.window.main_window", "memoircat.cli.looking"])
def test_what_shows_the_first_list_does_not_wait_for_sqlalchemy(module: str) -> None:
    code = f"import sys, {module}; sys.exit(int('sqlalchemy' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_lists_and_searches_tell_their_facets(run: Run, filled: Path) -> None:
    run("add", filled, "memoir", "title=凍土の歌", "language=ru")
    facets = run("list", filled, "memoir", "--facets", "--json").json
    assert facets["language"] == {"ja": 1, "ru": 1}
    assert len(run("list", filled, "memoir", "--where", "language=ja", "--where", "language=ru", "--json").json) == 2
    assert [row["code"] for row in run("list", filled, "memoir", "--where", "published=1950/..", "--json").json] == [
        "M-000001"
    ]
    told = run("search", filled, "凍土", "--facets", "--json").json
    assert told["facets"]["type"] == {"memoir": 2}
    assert run("search", filled, "凍土", "--field", "note", "--json").json["total"] == 0
    assert run("search", filled, "凍土", "--field", "title", "--json").json["total"] == 2
    assert run("list", filled, "memoir", "--where", "published=1950/later").status == 3


def test_a_mapping_is_guessed_kept_under_a_name_and_used_by_it(run: Run, folder: Path, tmp_path: Path) -> None:
    roster = tmp_path / "名簿.csv"
    roster.write_text("番号,氏名,生年\n1,佐久間 辰蔵,大正8年\n2,山田 太郎,大正9年\n", encoding="utf-8")
    guessed = run("mapping", "guess", roster).out
    assert '"氏名" = "name"' in guessed
    assert 'key = "番号"' in guessed
    (tmp_path / "m.toml").write_text(guessed, encoding="utf-8")
    assert run("mapping", "save", folder, "死亡者名簿", tmp_path / "m.toml").status == 0
    assert run("mapping", "list", folder, "--json").json == {"死亡者名簿": guessed}
    assert run("import", folder, roster, "--mapping", "死亡者名簿", "--json").json["imported"] == 2
    assert run("import", folder, roster, "--mapping", "ほかの名", "--json").status == 3
    half = tmp_path / "半角.csv"
    half.write_bytes("1,ﾀｶﾊｼ ﾄｸｼﾞ\n".encode("cp932"))
    assert run("mapping", "guess", half).status == 3


def test_terms_are_listed_added_worded_and_merged(run: Run, filled: Path) -> None:
    keys = {"vocabulary", "code", "ja", "en", "ru", "in_use", "uses", "known"}
    languages = run("term", "list", filled, "language", "--json").json
    assert all(set(row) == keys for row in languages)
    assert [row["uses"] for row in languages if row["code"] == "ja"] == [1]
    everything = run("term", "list", filled, "--json").json
    assert [row for row in everything if row["vocabulary"] == "language"] == languages
    assert [row["known"] for row in everything if row["vocabulary"] == "certainty"] == [True] * 4
    added = run("term", "add", filled, "language", "ja=日本語（文語）", "en=Literary Japanese", "--json")
    assert added.json == {"code": "literary_japanese"}
    assert run("term", "add", filled, "language", "ja=別", "--code", "other_one").out == "other_one\n"
    assert run("term", "set", filled, "language", "other_one", "ru=иной", "in_use=no", "--json").status == 0
    row = next(each for each in run("term", "list", filled, "language", "--json").json if each["code"] == "other_one")
    assert (row["ja"], row["en"], row["ru"], row["in_use"]) == ("別", "", "иной", False)
    assert run("term", "merge", filled, "language", "ja", "literary_japanese", "--json").json == {
        "code": "literary_japanese", "changed": 1,
    }  # fmt: skip
    assert run("show", filled, "M-000001", "--json").json["fields"]["language"] == ["literary_japanese"]
    run("undo", filled)
    assert run("show", filled, "M-000001", "--json").json["fields"]["language"] == ["ja"]
    assert run("check", filled).status == 0
    assert "日本語" in run("term", "list", filled, "language").out


@pytest.mark.parametrize(
    "words",
    [
        ("list", "languages"),
        ("add", "language", "ja=日本語"),
        ("add", "language"),
        ("add", "language", "fr=japonais"),
        ("set", "language", "xx", "ja=別"),
        ("set", "language", "ja", "in_use=perhaps"),
        ("set", "access", "open", "in_use=no"),
        ("merge", "language", "ja", "ja"),
        ("merge", "certainty", "certain", "probable"),
    ],
)
def test_what_cannot_be_done_with_a_term_is_told(run: Run, filled: Path, words: tuple[str, ...]) -> None:
    command, *rest = words
    told = run("term", command, filled, *rest, "--json")
    assert (told.status, told.out) == (3, "")
    assert told.error["message"]
    assert told.error["hint"]
