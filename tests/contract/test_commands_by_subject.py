"""Commands that move tables and images, keep a catalogue sound, and edit vocabularies; any text, misuse and bugs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from memoircat.cli.__main__ import main
from shared.commands import Run

HOSTILE = (
    "佐" * 10_000, "🎖️👨‍👩‍👧", "𠮷田", "か\u3099", "نام\u200cها", "क\u094d\u200dष", "<img src=x>", "'; DROP TABLE record; --",
    "=1+1", "●□〓", "髙", "  両端に空白\u3000", "一\n二\n", "a\tb", "\u2028行\u2029段", "\x85", "'", "''=x", '"', ",", "-1", "%s {0}",
)  # fmt: skip


def picture(file: Path, format_: str = "PNG") -> Path:
    Image.new("RGB", (4, 3), "white").save(file, format_)
    return file


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
    assert len(list((filled / "backups").glob("*.db"))) == 1


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
    assert Path(__file__).name in told.err


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
