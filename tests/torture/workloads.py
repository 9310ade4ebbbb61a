"""What is done to a catalogue in the trials, and what must stand in it afterwards.

`python workloads.py WORK FOLDER …` does one piece of work and prints a line after each commit; the scripts run it to cut it short.
"""

from __future__ import annotations

import hashlib
import io
import json
import random
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from PIL import Image

from memoircat.catalogue import migrate, storage
from memoircat.catalogue.backup import back_up
from memoircat.program import Program

DERIVED = (
    "name_posting",
    "name_sound",
    "name_vocabulary",
    "person_summary",
    "text_piece",
    "text_sign",
)  # `check` proves them
HERE = Path(__file__).parent
MAPPING = (
    'record = "person"\nsource = "名簿"\nkey = "n"\n[columns]\n"n" = "row.locator"\n"name" = "name"\n"d" = "death"\n'
)
_NOW = "2026-01-01T00:00:00Z"

# What is given to the program -----------------------------------------------------------------------------------------


def edit_lines(many: int) -> list[dict[str, Any]]:
    """Operations for `memoircat apply`: a memoir is made, then noted, then stated about; and so on."""
    lines: list[dict[str, Any]] = []
    for number in range(1, many + 1):
        code = f"K-{(number - 1) // 3 * 3 + 1}"
        if number % 3 == 1:
            lines.append({"do": "add", "type": "memoir", "fields": {"code": code, "title": f"題{number}"}})
        elif number % 3 == 2:
            lines.append({"do": "set", "code": code, "fields": {"note": f"注記{number}" * (number % 40 + 1)}})
        else:
            said = {"property": "maker", "value": f"人{number}", "source": f"典拠{number % 7}"}
            lines.append({"do": "state", "code": code, **said})
    return lines


def write_edits(file: Path, lines: Iterable[dict[str, Any]]) -> Path:
    """The operations as the file that `apply` reads."""
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file


def edited(lines: Sequence[dict[str, Any]]) -> dict[str, tuple[str, str | None, tuple[str, ...]]]:
    """What must stand after these operations: title, note and makers of each memoir, by code."""
    made: dict[str, list[Any]] = {}
    for line in lines:
        if line["do"] == "add":
            made[line["fields"]["code"]] = [line["fields"]["title"], None, ()]
        elif line["do"] == "set":
            made[line["code"]][1] = line["fields"]["note"]
        else:
            made[line["code"]][2] += (line["value"],)
    return {code: (title, note, makers) for code, (title, note, makers) in made.items()}


def memoirs_in(folder: Path) -> dict[str, tuple[str, str | None, tuple[str, ...]]]:
    """The memoirs that stand in a catalogue, in the shape of `edited`."""
    with closing(storage.connect_reader(folder / "catalogue.db")) as reader:
        said: dict[int, tuple[str, ...]] = {}
        for record_id, value in reader.execute(
            "SELECT record_id, value FROM statement WHERE property = 'maker' ORDER BY id"
        ):
            said[record_id] = (*said.get(record_id, ()), value)
        rows = reader.execute(
            "SELECT r.id, r.code, m.title, r.note FROM record r JOIN memoir m ON m.record_id = r.id WHERE r.deleted_at IS NULL"
        )
        return {code: (title, note, said.get(id_, ())) for id_, code, title, note in rows.fetchall()}


def pictures(folder: Path, many: int, side: int = 40) -> Path:
    """A folder of images, none like the other."""
    folder.mkdir()
    for number in range(many):
        noise = random.Random(number).randbytes(side * side)
        Image.frombytes("L", (side, side), noise).save(folder / f"{number:03}.png")
    return folder


def roster(folder: Path, rows: int) -> tuple[Path, Path]:
    """A table of people and its mapping."""
    table, mapping = folder / "名簿.csv", folder / "名簿.toml"
    lines = io.StringIO()
    for number in range(rows):
        lines.write(f"{number},山田 {number}郎,昭和{21 + number % 3}年\n")
    table.write_text("n,name,d\n" + lines.getvalue(), encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    return table, mapping


def catalogue_with(folder: Path, *, people: int = 0, memoirs: int = 0, document: bool = False) -> Path:
    """A catalogue on disk, closed, with this in it; a document gets id 1."""
    with Program.create(folder, title="試験", by="試験") as program:
        with program.catalogue.change("登録") as change:
            if document:
                change.create("document", title="日記")
            for number in range(memoirs):
                change.create("memoir", title=f"凍土の記{number}", creators=("佐久間 辰蔵",), note="回想" * 20)
        if people:
            from memoircat.exchange.mapping import parse_mapping
            from memoircat.exchange.table_import import import_table

            table, _ = roster(folder.parent, people)
            import_table(program.catalogue, table, parse_mapping(MAPPING))
            program.catalogue.tidy()
    return folder


def older_catalogue(folder: Path, people: int = 20) -> Path:
    """A catalogue as the first release left it, with people in it."""
    for part in ("media", "backups"):
        (folder / part).mkdir(parents=True)
    connection = storage.connect_writer(folder / "catalogue.db", create=True)
    migrate.upgrade(connection, to=1)
    columns = "id, uid, record_type, code, created_at, created_by, modified_at, modified_by, version"
    connection.execute("BEGIN")
    for number in range(1, people + 1):
        row = (number, f"uid-{number}", "person", f"P-{number:06}", _NOW, "前任", _NOW, "前任", 1)
        connection.execute(f"INSERT INTO record ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO person (record_id, kind) VALUES (?, 'recorded')", (number,))
        name = (number, f"佐久間 {number}郎")
        connection.execute("INSERT INTO name (record_id, text, position, preferred) VALUES (?, ?, 0, 0)", name)
    connection.execute("COMMIT")
    storage.fold_back(connection)
    connection.close()
    return folder


# What stands ----------------------------------------------------------------------------------------------------------


def content(database: Path) -> str:
    """The digest of every row that is not derived, history and settings included; a former schema has one too.

    Raises DatabaseError where the file is no sound database.
    """
    with closing(storage.connect_reader(database)) as reader:
        if (verdict := reader.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise storage.DatabaseError(verdict)
        names = [
            name for (name,) in reader.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        ]
        digest = hashlib.sha256()
        for name in names:
            if name not in DERIVED and not name.startswith(("word_index", "sqlite_")):
                rows = reader.execute(f'SELECT * FROM "{name}"').fetchall()
                # Who has it open is written down at each opening, and is no content.
                kept = [row for row in rows if name != "setting" or row[0] != "opening"]
                # That it was restored is told by whoever opens it first, with the time of that.
                kept = [row for row in kept if name != "change_set" or "restore" not in row]
                digest.update(repr((name, kept)).encode())
        return digest.hexdigest()


def is_unfinished(file: Path) -> bool:
    """Whether a file, or a folder that it lies in, has the name of something that is being made."""
    return any("unfinished" in part for part in file.parts)


def leftovers(folder: Path) -> list[str]:
    """The files and folders below a folder that a finished piece of work would not have left there."""
    strange = (".db-wal", ".db-journal", ".db-shm", ".tmp")
    inside = [file.relative_to(folder) for file in folder.rglob("*")]
    return sorted(file.as_posix() for file in inside if file.name.endswith(strange) or is_unfinished(file))


# The work -------------------------------------------------------------------------------------------------------------


def _say(**what: Any) -> None:
    print(json.dumps(what, ensure_ascii=False), flush=True)


def attach(folder: Path, scans: str, *_: str) -> None:
    """Hang every image of a folder on the document, one change each."""
    with Program.open(folder, by="試験") as program:
        for file in sorted(Path(scans).iterdir()):
            program.attach(1, [file], label=file.name)
            _say(name=file.name)


def attach_carelessly(folder: Path, scans: str, *_: str) -> None:
    """The control: it acknowledges before its commit."""
    with Program.open(folder, by="試験") as program:
        for file in sorted(Path(scans).iterdir()):
            _say(name=file.name)
            threading.Event().wait(0.01)
            program.attach(1, [file], label=file.name)


def turns(folder: Path, *_: str) -> None:
    """Take changes back and bring them back."""
    with Program.open(folder, by="試験") as program:
        for step in "uuuruurrruuu":
            done = program.catalogue.undo() if step == "u" else program.catalogue.redo()
            _say(change_set=done.id if done else None)


def desk(folder: Path, *_: str) -> None:
    """Edits as the window makes them: checkpoints come in a thread of their own, and drafts are kept aside."""
    with Program.open(folder, by="試験") as program:
        catalogue = program.catalogue
        catalogue.leave_checkpoints()
        for number in range(40):
            checkpoint = threading.Thread(target=catalogue.checkpoint) if number % 4 == 3 else None
            if checkpoint:
                checkpoint.start()
            with catalogue.change("登録") as change:
                change.create("memoir", title=f"凍土の記{number}" * 30)
            _say(number=number)
            if checkpoint:
                checkpoint.join()
            if number % 10 == 9:
                catalogue.tidy()


def copies(folder: Path, *_: str) -> None:
    """Edits with a copy after each."""
    with Program.open(folder, by="試験") as program:
        for number in range(4):
            with program.catalogue.change("登録") as change:
                change.create("memoir", title=f"凍土の記{number}")
            _say(number=number)
            print(back_up(folder / "catalogue.db", folder / "backups" / f"copy-{number}.db"), flush=True)


def make(folder: Path, *_: str) -> None:
    """Make a new catalogue."""
    Program.create(folder, by="試験").close()
    _say(made=folder.name)


WORK = {work.__name__: work for work in (attach, attach_carelessly, turns, desk, copies, make)}

if __name__ == "__main__":
    WORK[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
