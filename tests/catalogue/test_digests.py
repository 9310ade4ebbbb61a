"""Every row of content has a digest, and the history is a chain: what was altered or lost is named until it is accepted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from memoircat.catalogue import storage
from memoircat.catalogue.kept import save_mapping, save_template
from memoircat.program import Program
from memoircat.records.parts import Link, Name, Statement, Tag
from shared.commands import Run

Folder = Path


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """A catalogue with something in every kind of table."""
    where = tmp_path / "c.memoircat"
    Image.new("RGB", (4, 4)).save(tmp_path / "scan.png")
    (tmp_path / "roster.csv").write_text("番号,氏名\n7,佐久間 辰蔵\n8,加藤 徳次\n", encoding="utf-8")
    mapping = 'record = "person"\nsource = "死亡者名簿"\nkey = "番号"\n[columns]\n"番号" = "note"\n"氏名" = "name"\n'
    (tmp_path / "m.toml").write_text(mapping, encoding="utf-8")
    with Program.create(where, by="試験") as program:
        with program.catalogue.change("登録") as change:
            memoir = change.create("memoir", title="凍土の記")
            person = change.create("person", kind="recorded", sex="male")
            change.add(person, Name(text="佐藤 一郎", kind="as_recorded"))
            change.add(person, Statement(property="rank", value="上等兵"))
            change.add(memoir, Link(other=person, role="author"))
            change.add(memoir, Tag(text="手記"))
            save_mapping(change, "名簿", "record = 1")
            save_template(change, "person", "氏名だけ", ["name"])
        program.attach(memoir, [tmp_path / "scan.png"], label="画像")
    assert run("import", where, tmp_path / "roster.csv", "--mapping", tmp_path / "m.toml").status == 0
    return where


def wheres(folder: Path) -> set[str]:
    with Program.open(folder, read_only=True) as program:
        return {problem.where for problem in program.check() if problem.kind in ("digest", "history")}


def alter(folder: Path, *statements: str) -> None:
    """Write behind the program's back, also into the history."""
    connection = storage.connect_writer(folder / "catalogue.db")
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    for _, sql in triggers:
        connection.execute(sql)
    storage.fold_back(connection)
    connection.close()


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("UPDATE record SET note = '注' WHERE id = 1", "M-000001"),
        ("UPDATE record SET version = version + 2 WHERE id = 1", "M-000001"),
        ("UPDATE record SET digest = digest + 4 WHERE id = 1", "M-000001"),
        ("UPDATE memoir SET title = '凍上の記'", "M-000001"),
        ("UPDATE name SET text = '佐膝 一郎' WHERE text = '佐藤 一郎'", "P-000001"),
        ("UPDATE statement SET value = '上等丘' WHERE value = '上等兵'", "P-000001"),
        ("UPDATE link SET role = 'subject'", "M-000001, link 1"),
        ("UPDATE tag SET text = '手紀'", "M-000001, tag 1"),
        ("UPDATE attachment SET page = 2", "M-000001, attachment 1"),
        ("UPDATE image SET name = 'scam.png'", "image 1"),
        ("UPDATE roster_row SET cells = replace(cells, '佐久間', '佐久問') WHERE id = 1", "P-000002, roster_row 1"),
        ("UPDATE batch SET file = 'rooster.csv'", "batch 1"),
        ("UPDATE term SET ja = '兵長?' WHERE id = 3", "term 3"),
        ("UPDATE setting SET value = 'd' WHERE name = 'title'", "setting title"),
        ("UPDATE mapping SET text = 'record = 2'", "mapping 1"),
        ("UPDATE entry_template SET \"values\" = '[]'", "entry_template 1"),
        ("UPDATE code_counter SET last = last + 4 WHERE prefix = 'M'", "code_counter M"),
        ("UPDATE change_set SET by = '試験者' WHERE id = 1", "change set 1"),
        ("UPDATE change_set SET digest = upper(digest) WHERE id = 1", "change set 1"),
        ("UPDATE change SET after = replace(after, '凍土', '凍上') WHERE \"table\" = 'memoir'", "M-000001, change 2"),
        ("DELETE FROM roster_row WHERE id = 1", "table roster_row"),
        ("INSERT INTO tag (record_id, text) VALUES (2, '偽')", "table tag"),
        ("UPDATE content_digest SET rows = 9 WHERE name = 'name'", "table name"),
        ("DELETE FROM content_digest WHERE name = 'name'", "table name"),
        ("DELETE FROM change WHERE change_set = 2", "change set 2"),
        ("DELETE FROM change_set WHERE id = 2", "change set 3"),
        ("UPDATE sqlite_sequence SET seq = seq + 8 WHERE name = 'record'", "change set 3"),
    ],
)
def test_what_was_altered_is_named_through_every_edit_and_rebuild_until_it_is_accepted(
    folder: Path, run: Run, damage: str, named: str
) -> None:
    assert wheres(folder) == set(), "untouched"
    alter(folder, damage)
    assert named in wheres(folder)
    with Program.open(folder, by="試験") as program:
        for record_id in (1, 2):
            with program.catalogue.change("後の訂正") as change:
                change.set(record_id, note="後に書いた")
        program.catalogue.rebuild()
    if "seq" not in damage:  # the next change set tells the ids of its own state
        assert named in wheres(folder), "later work does not make it good"
    everything = wheres(folder)
    accepted = [word for name in everything for word in ("--accept", name)]
    assert not accepted or run("check", folder, *accepted).status in (0, 1)
    assert wheres(folder) == set()
    assert not accepted or "Accepted as it is" in run("history", folder).out.split("\n")[0]


def test_accepting_what_is_not_damaged_is_refused_and_leaves_the_rest_named(folder: Path, run: Run) -> None:
    alter(folder, "UPDATE memoir SET title = '凍上の記'", "UPDATE term SET ja = '?' WHERE id = 3")
    assert run("check", folder, "--accept", "M-000001", "--accept", "M-000007").status == 3
    assert wheres(folder) == {"M-000001", "term 3"}
    assert run("check", folder, "--accept", "M-000001").status == 1
    assert wheres(folder) == {"term 3"}


def test_taking_back_what_came_before_an_acceptance_goes_on(folder: Path, run: Run) -> None:
    alter(folder, "UPDATE memoir SET title = '凍上の記'")
    run("check", folder, "--accept", "M-000001")
    for _ in range(3):
        assert run("undo", folder).status == 0
    assert wheres(folder) == set()
    for _ in range(3):
        assert run("redo", folder).status == 0
    assert wheres(folder) == set()


def test_an_upgrade_keeps_the_name_of_what_was_damaged_before(
    tmp_path: Path, first_release: Callable[[Path], Path]
) -> None:
    old = first_release(tmp_path / "old.memoircat")
    connection = storage.connect_writer(old / "catalogue.db")
    given = connection.execute("SELECT code, digest FROM record WHERE digest IS NOT NULL").fetchall()
    connection.execute("UPDATE memoir SET title = '凍上の記'")
    storage.fold_back(connection)
    connection.close()
    Program.open(old, by="試験").close()
    assert wheres(old) == ({"M-000001"} if dict(given).get("M-000001") else set())


@pytest.mark.parametrize(
    ("statement", "where", "table"),
    [
        ("UPDATE record SET label = 'x' WHERE id = 1", "M-000001", "record (label"),
        ("UPDATE person_summary SET reading = 'x' WHERE record_id = 2", "P-000001", "person_summary"),
        ("UPDATE text_piece SET text = 'x' WHERE id >> 20 = 1", "M-000001", "text_piece"),
        ("UPDATE text_piece SET id = id + 7 WHERE id >> 20 = 1", "M-000001", "text_piece"),
        ("UPDATE word_index_docsize SET sz = x'7f' WHERE id = (SELECT min(id) FROM word_index_docsize)", "", "docsize"),
        ("UPDATE word_index_config SET v = 3 WHERE k = 'automerge'", "options", "word_index_config"),
        ("UPDATE name_posting SET cost = cost + 1 WHERE record_id = 2", "P-000001", "name_posting"),
        ("UPDATE name_sound SET cost = cost + 1 WHERE part = '佐藤'", "P-000001", "name_sound"),
        ("UPDATE setting SET value = 'x' WHERE name = 'opening'", "setting opening", "last opening"),
    ],
)
def test_altered_derived_rows_are_named(folder: Path, statement: str, where: str, table: str) -> None:
    with Program.open(folder, read_only=True) as program:
        assert list(program.check()) == []
    alter(folder, statement)
    with Program.open(folder, read_only=True) as program:
        told = [(problem.where, str(problem.message)) for problem in program.check()]
    assert any(where in one and table in said for one, said in told), told
    with Program.open(folder) as program:
        program.catalogue.rebuild()
    with Program.open(folder, read_only=True) as program:
        assert list(program.check()) == [] or "word_index_config" in table  # its options are not derived


def test_an_image_without_its_hash_is_named(folder: Path) -> None:
    alter(
        folder,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE image SET sha256 = 7",
    )
    with Program.open(folder, read_only=True) as program:
        told = [problem.where for problem in program.check()]
    assert "image 1" in told
