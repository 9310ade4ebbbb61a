"""Values that nobody could have written: `check` names each, everything else shows the rest or names what it met."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from memoircat.catalogue import storage
from memoircat.errors import InputError, Unreadable
from memoircat.program import Program
from memoircat.records import parts
from memoircat.records.values import MOST_BYTES, check_text

LATIN = "CAST(x'ff41e4bd' AS TEXT)"  # bytes that are no UTF-8
HUGE = f"CAST(zeroblob({MOST_BYTES + 1}) AS TEXT)"
DAMAGE = {  # what lies in the file → the statement that put it there, and where `check` says that it is
    "bytes in a name": (f"UPDATE name SET text = {LATIN} WHERE record_id = 1", "P-1"),
    "bytes in a title": (f"UPDATE memoir SET title = {LATIN}", "M-1"),
    "bytes in a list": (f"UPDATE memoir SET creators = {LATIN}", "M-1"),
    "bytes in a code": (f"UPDATE record SET code = {LATIN} WHERE id = 3", ""),
    "bytes in a label": (f"UPDATE record SET label = {LATIN} WHERE id = 3", "M-1"),
    "bytes in a statement": (f"UPDATE statement SET value = {LATIN}", "P-1"),
    "bytes in a note": (f"UPDATE record SET note = {LATIN} WHERE id = 1", "P-1"),
    "bytes in a summary": (f"UPDATE person_summary SET birth = {LATIN} WHERE record_id = 1", "P-1"),
    "bytes in the texts of the index": (f"UPDATE text_piece SET text = {LATIN}", "text_piece"),
    "bytes in a setting": (f"UPDATE setting SET value = {LATIN} WHERE name = 'title'", "setting"),
    "bytes in a term": (f"UPDATE term SET ja = {LATIN}, en = {LATIN}", "term"),
    "bytes in an image": (f"INSERT INTO image (sha256, name, media_type, bytes, added_at) VALUES ('1', {LATIN}, '', 1, '')", "image"),
    "bytes in the cells of a row": (f"UPDATE roster_row SET cells = {LATIN}", "P-1"),
    "bytes in the history": (f"DROP TRIGGER change_is_append_only_UPDATE; UPDATE change SET after = {LATIN}; {{again}}", ""),
    "an unknown type": ("UPDATE record SET record_type = 'ship' WHERE id = 3", "M-1"),
    "a type without its row": ("UPDATE record SET record_type = 'place' WHERE id = 3", ""),
    "an unknown property": ("UPDATE statement SET property = 'shoe_size'", "P-1"),
    "no property": ("UPDATE statement SET property = NULL", "P-1"),
    "no number of the event": ("UPDATE statement SET occurrence = NULL", "P-1"),
    "a number that is a word": ("UPDATE statement SET occurrence = 'first'", "P-1"),
    "a place that is a word": ("UPDATE name SET position = 'x' WHERE record_id = 1", "P-1"),
    "no name": ("UPDATE name SET text = NULL WHERE record_id = 1", "P-1"),
    "a name of bytes": ("UPDATE name SET text = x'0001' WHERE record_id = 1", "P-1"),
    "a number for a day": ("UPDATE statement SET start_first = x'31'", "P-1"),
    "rubbish for a day": ("UPDATE statement SET start_first = 'soon', start_last = '9', start_edtf = '?', start_text = 'x'", "P-1"),
    "rubbish in EDTF": ("UPDATE statement SET start_edtf = 'soon', start_text = 'x'", "P-1"),
    "a counter at its end": (f"UPDATE sqlite_sequence SET seq = {2**63 - 1} WHERE name = 'record'", "record"),
    "a counter that is a word": ("UPDATE sqlite_sequence SET seq = 'x'", "record"),
    "no list": ("UPDATE memoir SET creators = 'ivanov'", "M-1"),
    "a list of no texts": ("UPDATE memoir SET creators = '[1, null]'", "M-1"),
    "an object for a list": ("UPDATE memoir SET creators = '{\"a\": [1]}'", "M-1"),
    "a list without end": (f"UPDATE memoir SET creators = '{'[' * 3000}'", "M-1"),
    "no code": ("UPDATE record SET code = NULL WHERE id = 3", "record 3"),
    "a match of nobody": ("INSERT INTO match (record_id, member, status) VALUES (1, 'x', 'confirmed')", "P-1"),
    "no cells": ("UPDATE roster_row SET cells = 'none'", "P-1"),
    "no search": ("UPDATE saved_search SET query = 'none'", "saved_search"),
    "no template": ('UPDATE entry_template SET "values" = \'none\'', "entry_template"),
    "no rows in the history": ("DROP TRIGGER change_is_append_only_UPDATE; UPDATE change SET before = 'x', key = '{{'; {again}", ""),
    "no kind in the history": ("DROP TRIGGER change_set_is_append_only_UPDATE; UPDATE change_set SET kind = 'x'; {again}", "change_set"),
    "no label in the history": ("DROP TRIGGER change_set_is_append_only_UPDATE; UPDATE change_set SET label = x'00'; {again}", "change_set"),
    "a table of others in the history": ("DROP TRIGGER change_is_append_only_UPDATE; UPDATE change SET \"table\" = 'x'; {again}", ""),
    "a value without end": (f"UPDATE record SET note = {HUGE} WHERE id = 1", "P-1"),
    "a title without end": (f"UPDATE setting SET value = {HUGE} WHERE name = 'title'", "setting"),
}  # fmt: skip
COMMANDS = (
    ("info", "{}"),
    ("list", "{}", "memoir", "--columns", "code,label,creators", "--where", "creators=佐久間"),
    ("show", "{}", "P-1"),
    ("show", "{}", "M-1"),
    ("history", "{}", "P-1"),
    ("search", "{}", "佐久", "--facets", "--type", "person"),
    ("export", "{}", "--format", "csv", "--type", "memoir", "--to", "{}/../out"),
    ("set", "{}", "P-1", "note=x"),
    ("undo", "{}"),
)
AGAIN = """CREATE TRIGGER {0}_is_append_only_UPDATE BEFORE UPDATE ON "{0}"{1}
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue with a person (1), another (2), a memoir (3), a row, a search and a template."""
    path = tmp_path_factory.mktemp("sound") / "c.memoircat"
    with Program.create(path, by="試験") as program:
        with program.catalogue.change("登録") as change:
            person = change.create("person", code="P-1", kind="recorded")
            change.add(person, parts.Name(text="佐久間 辰蔵", position=0))
            change.add(person, parts.Statement(property="camp_stay", occurrence=1, value="タイシェト"))
            change.add(change.create("person", code="P-2", kind="recorded"), parts.Name(text="乙野", position=0))
            change.create("memoir", code="M-1", title="凍土の記", creators=("長谷川", "佐久間"))
            source = change.create("source", code="S-1", title="名簿")
            cells = json.dumps({"氏名": "佐久間 辰蔵"}, ensure_ascii=False)
            row = {"source": source, "key": "1", "number": 1, "cells": cells, "made": person}
            change.insert_row("roster_row", row, record_id=person)
            change.insert_row("saved_search", {"name": "捜", "query": '{"record_type": "person"}'})
            change.insert_row("entry_template", {"name": "型", "record_type": "person", "values": "{}"})
        with program.catalogue.change("変更") as change:
            change.set(person, note="覚え")
    return path


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "c.memoircat"))


def damaged(folder: Path, sql: str) -> None:
    table = "change_set" if "change_set" in sql else "change"
    with closing(storage.DRIVER.connect(str(folder / "catalogue.db"))) as connection:
        connection.executescript(
            sql.replace(
                "{again}", AGAIN.format(table, " WHEN OLD.digest IS NOT NULL" if table == "change_set" else "")
            ).replace("{{", "{")
        )
        connection.commit()


def named(run: Any, folder: Path) -> list[dict[str, str]]:
    problems = run("check", folder, "--json").json["problems"]
    return [problem for problem in problems if problem["kind"] == "unreadable"]


@pytest.mark.parametrize("kind", DAMAGE)
def test_no_command_calls_it_a_bug_and_check_names_it(folder: Path, kind: str, run: Any) -> None:
    sql, where = DAMAGE[kind]
    damaged(folder, sql)
    assert any(where in problem["where"] for problem in named(run, folder)), run("check", folder).out
    for words in COMMANDS:
        ran = run(*(word.replace("{}", str(folder)) for word in words))
        assert ran.status in (0, 1, 3), (words, ran.err)


def test_a_sound_catalogue_has_none(folder: Path, run: Any) -> None:
    assert run("check", folder, "--json").json == {"ok": True, "problems": []}


def test_check_carries_on_behind_a_record_that_cannot_be_read(folder: Path, run: Any) -> None:
    damaged(
        folder, "UPDATE record SET record_type = 'ship' WHERE id = 3; UPDATE record SET sort_key = 'x' WHERE id = 2"
    )
    kinds = {(problem["kind"], problem["where"]) for problem in run("check", folder, "--json").json["problems"]}
    assert {("unreadable", "M-1"), ("summary", "P-2")} <= kinds


def test_the_rest_is_shown_and_a_failure_names_the_record(folder: Path, run: Any) -> None:
    damaged(folder, f"UPDATE name SET text = {LATIN} WHERE record_id = 1")
    shown = run("show", folder, "P-1", "--json").json
    assert shown["fields"]["note"] == "覚え"
    assert shown["names"][0]["text"] == "\udcffA\udce4\udcbd"
    assert "乙野" in run("list", folder, "person").out
    ran = run("set", folder, "P-1", "note=x", "--json")
    assert (ran.status, ran.error["kind"], ran.error["where"]) == (3, "unreadable", "P-1")
    assert "check" in ran.error["hint"]


def value(folder: Path, sql: str) -> Any:
    with closing(storage.DRIVER.connect(str(folder / "catalogue.db"))) as connection:
        return connection.execute(sql).fetchone()[0]


def test_no_byte_of_it_changes_before_somebody_overwrites_it_and_history_keeps_it(folder: Path, run: Any) -> None:
    damaged(folder, f"UPDATE record SET note = {LATIN} WHERE id = 1")
    note = "SELECT hex(note) FROM record WHERE id = 1"
    run("set", folder, "P-1", "publication=x")
    run("check", folder)
    assert value(folder, note) == "FF41E4BD"
    assert run("set", folder, "P-1", "note=新しい").status == 0
    before = json.loads(value(folder, "SELECT before FROM change ORDER BY id DESC LIMIT 1"))
    assert before["note"].encode("utf-8", "surrogateescape") == b"\xffA\xe4\xbd"
    ran = run("undo", folder, "--json")
    assert (ran.status, ran.error["kind"]) == (3, "input")
    assert value(folder, note) == "新しい".encode().hex().upper()


def test_a_bug_stays_a_bug(folder: Path) -> None:
    with Program.open(folder) as program, pytest.raises(KeyError), program.catalogue.reading():
        raise KeyError
    damaged(folder, "UPDATE term SET ja = x'00'")
    with Program.open(folder) as program, pytest.raises(Unreadable, match="term"), program.catalogue.reading():
        raise KeyError


# Length --------------------------------------------------------------------------------------------------------------


def test_a_text_that_nobody_could_open_again_is_not_stored() -> None:
    check_text("x" * MOST_BYTES, "note")
    with pytest.raises(InputError, match="64 MB is the most"):
        check_text("字" * (MOST_BYTES // 3 + 1), "note")


WRITTEN = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1])
connection.execute("UPDATE setting SET value = hex(zeroblob(150000000)) WHERE name = 'title'")
connection.commit()
"""
MEASURED = """
import sys
from memoircat.cli.__main__ import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    with open("/proc/self/status") as status:
        print(ended.code, *(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc")
def test_a_value_of_300_mb_is_not_read_into_memory(folder: Path) -> None:
    # By another process: in this one SQLite may not have so much.
    subprocess.run([sys.executable, "-c", WRITTEN, str(folder / "catalogue.db")], check=True)
    for words in (("info", folder), ("check", folder), ("list", folder, "person")):
        command = [sys.executable, "-c", MEASURED, *map(str, words)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        status, peak = ran.stdout.split()[-2:]
        assert status in "013"
        assert int(peak) < 300_000, words  # kB
