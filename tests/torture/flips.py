"""Flip single bits of catalogue.db: `check` sees every flip that changes a stored value, and names its table and record.

python tests/torture/flips.py [HOW_MANY] [SEED] [--control]

A flip counts where a dump of all tables differs after it. Those that change nothing (free space) and those after which SQLite cannot read
the file are counted apart; of the latter `check` must say so without a crash. The control asks SQLite alone, and must be caught.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import closing
from pathlib import Path

import trial
import workloads

from memoircat.catalogue import storage
from memoircat.catalogue.kept import save_mapping
from memoircat.errors import MemoirCatError
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.linkage import decisions
from memoircat.program import Program

Dump = dict[str, dict[str, str]]


def rich_catalogue(place: Path) -> Path:
    """A small catalogue with rows in most of its tables."""
    folder = place / "c.memoircat"
    with Program.create(folder, title="試験", by="試験") as program:
        catalogue = program.catalogue
        with catalogue.change("登録") as change:
            document = change.create("document", title="日記", note="消えてはならない")
            for number in range(25):
                change.create("memoir", title=f"凍土の記{number}", creators=("佐久間 辰蔵",), note="回想" * 20)
        program.attach(document, sorted(workloads.pictures(place / "scans", 3).iterdir()), label="画像")
        table, _ = workloads.roster(place, 40)
        import_table(catalogue, table, parse_mapping(workloads.MAPPING))
        with catalogue.change("対応表") as change:
            save_mapping(change, "名簿", workloads.MAPPING)
        decisions.identify(catalogue, ["P-000001", "P-000002"], "confirmed", "同じ人", "同定")
        with catalogue.change("取消") as change:
            change.create("memoir", title="消える")
        catalogue.undo()
        catalogue.tidy()
    return folder


def dump(database: Path) -> Dump:
    """Every row of every table as text, by its key."""
    tables: Dump = {}
    with closing(storage.DRIVER.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        reader.text_factory = bytes
        schema = reader.execute("SELECT rowid, type, name, sql FROM sqlite_schema").fetchall()
        tables["sqlite_schema"] = {str(row[0]): repr(row) for row in schema}
        listed = [
            (name.decode(errors="replace"), sql.decode(errors="replace"))
            for _, kind, name, sql in schema
            if kind == b"table"
        ]
        for name, sql in listed:
            if sql.startswith("CREATE VIRTUAL"):
                continue
            key = "" if "WITHOUT ROWID" in sql else "rowid, "
            rows = reader.execute(f'SELECT {key}* FROM "{name}" NOT INDEXED').fetchall()
            tables[name] = {_key(row[: 1 if key else 2]): repr(row) for row in rows}
    return tables


def _key(columns: tuple[object, ...]) -> str:
    return " ".join(column.decode(errors="replace") if isinstance(column, bytes) else str(column) for column in columns)


def changed(before: Dump, after: Dump) -> dict[str, list[str]]:
    """The keys of the rows that differ, by table."""
    return {
        table: keys
        for table in before.keys() | after.keys()
        if (keys := _differing(before.get(table, {}), after.get(table, {})))
    }


def _differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [] if before == after else [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]


def codes_of_rows(database: Path) -> dict[str, dict[str, str]]:
    """The code of the record that a row belongs to, by table and key; of rows that belong to one."""
    with closing(storage.DRIVER.connect(f"file:{database}?mode=ro", uri=True)) as reader:
        codes = {str(id_): code for id_, code in reader.execute("SELECT id, code FROM record")}
        of_rows = {}
        for table, record in _record_columns(reader).items():
            rows = reader.execute(f'SELECT * FROM (SELECT rowid, *, {record} AS of_record FROM "{table}")').fetchall()
            of_rows[table] = {_key(row[:1]): codes.get(str(row[-1]), "") for row in rows}
    return of_rows


def _record_columns(reader: storage.Connection) -> dict[str, str]:
    """For each table with rows of records: SQL for the id of the record."""
    columns = {"record": "id", "change": "record", "text_piece": "id >> 20", "word_index_docsize": "id & 0xffffffff"}
    for name, sql in reader.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        if "record_id" in sql and "WITHOUT ROWID" not in sql:
            columns[name] = "record_id"
    return columns


def is_named(table: str, key: str, code: str | None, said: str) -> bool:
    """Whether `check` names a row: its table, with its record or its key where the row has one that people know.

    The tables that the index of words keeps for itself are that index; of the schema the object is named; a sound
    belongs to every name that sounds so.
    """
    if table == "sqlite_schema":
        return "is not as MemoirCat makes it" in said or "not one of ours" in said
    if table.startswith("word_index_") and "word_index" in said:
        return True
    if table in ("name_sound", "name_vocabulary", "name_posting", "content_digest"):
        return table in said
    if table == "record" and code and code in said:  # a sum of its rows, told with the table of these
        return True
    table = table.replace("_", " ") if table == "change_set" else table
    return table in said and (code or key.split(" ", maxsplit=1)[0]) in said


def told(folder: Path, *, control: bool) -> list[str]:
    """What `check` says, a line for each problem."""
    try:
        with Program.open(folder, read_only=True) as program:
            if control:
                with closing(program.catalogue.raw_reader()) as reader:
                    verdict = [str(row[0]) for row in reader.execute("PRAGMA integrity_check")]
                return [line for line in verdict if line != "ok"]
            return [f"{problem.where}: {problem.message}" for problem in program.check()]
    except (MemoirCatError, storage.DatabaseError) as problem:
        return [str(problem)]
    except Exception as problem:
        raise _Uncaught(type(problem).__name__) from problem


class _Uncaught(Exception):
    """`check` itself has failed."""


def flip_bits(many: int, seed: int, control: bool, _words: list[str]) -> tuple[str, trial.Findings]:
    """Flip single bits until so many changed a stored value."""
    chance, findings = random.Random(seed), trial.Findings()
    unseen: Counter[str] = Counter()
    unnamed: Counter[str] = Counter()
    with trial.workplace() as place:
        folder = rich_catalogue(place)
        database = folder / "catalogue.db"
        before, size, codes = dump(database), database.stat().st_size, codes_of_rows(database)
        with database.open("r+b", buffering=0) as file:
            while findings.counts["changed a value"] < many:
                at, bit = chance.randrange(100, size), 1 << chance.randrange(8)
                file.seek(at)
                (byte,) = file.read(1)
                file.seek(at)
                file.write(bytes([byte ^ bit]))
                try:
                    _judge(folder, before, codes, findings, unseen, unnamed, control=control)
                except _Uncaught as problem:
                    findings.counts["ended check as a bug"] += 1
                    findings.bad.append(f"check ends as a bug: {problem}")
                file.seek(at)
                file.write(bytes([byte]))
    print(f"  unseen by table: {dict(unseen.most_common())}\n  seen, not named: {dict(unnamed.most_common())}")
    return "single bits", findings


def _judge(
    folder: Path,
    before: Dump,
    codes: dict[str, dict[str, str]],
    findings: trial.Findings,
    unseen: Counter[str],
    unnamed: Counter[str],
    *,
    control: bool,
) -> None:
    """Count one flip: what it changed, and whether `check` says so."""
    counts = findings.counts
    try:
        differs = changed(before, dump(folder / "catalogue.db"))
    except (storage.DatabaseError, UnicodeDecodeError):
        counts["made it unreadable"] += 1
        if not told(folder, control=control):
            findings.bad.append("unreadable, and check says nothing")
        return
    if not differs:
        counts["changed nothing"] += 1
        return
    counts["changed a value"] += 1
    said = " ".join(told(folder, control=control))
    counts["seen"] += bool(said)
    table = "+".join(sorted(differs))
    if not said:
        unseen[table] += 1
        findings.bad.append(f"unseen: {table}")
    elif any(is_named(name, key, codes.get(name, {}).get(key), said) for name, keys in differs.items() for key in keys):
        counts["named"] += 1
    else:
        unnamed[table] += 1


if __name__ == "__main__":
    trial.run("flips", 1000, flip_bits)
