"""Killed at any moment: what was acknowledged is there, everything else is absent, and the catalogue is sound."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PIL import Image

from memoircat.program import Program

APPLY = """
import sys
from memoircat.cli.__main__ import main
main(["apply", sys.argv[1], "--from", sys.argv[2]])
"""
ATTACH = """
import json, pathlib, sys
from memoircat.program import Program
program = Program.open(pathlib.Path(sys.argv[1]), by="試験")
for number, file in enumerate(sorted(pathlib.Path(sys.argv[2]).iterdir()), 1):
    program.attach(1, [file], label=file.name)
    print(json.dumps({"line": number, "name": file.name}), flush=True)
"""
CARELESS = ATTACH.replace(
    "    program.attach(1, [file], label=file.name)\n",
    "    print(json.dumps({'line': number, 'name': file.name}), flush=True)\n"
    "    import time; time.sleep(0.02)\n"
    "    program.attach(1, [file], label=file.name)\n",
    1,
)


def killed(code: str, folder: Path, given: Path, after: float) -> list[dict[str, object]]:
    """Run a program, kill it ``after`` seconds from its first acknowledgement, and return what it acknowledged."""
    command = [sys.executable, "-c", code, str(folder), str(given)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as running:
        assert running.stdout
        first = running.stdout.readline()
        time.sleep(after)
        os.kill(running.pid, signal.SIGKILL)
        rest = running.stdout.read()
    whole = (first + rest).decode().rpartition("\n")[0]
    return [json.loads(line) for line in whole.split("\n") if line]


@pytest.mark.parametrize("seed", range(10))
def test_every_acknowledged_edit_is_there_after_a_kill(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    folder, edits = tmp_path / "c.memoircat", tmp_path / "edits.jsonl"
    Program.create(folder, by="試験").close()
    lines = []
    for number in range(1, 1500):
        if number % 3 == 1:
            lines.append({"do": "add", "type": "memoir", "fields": {"code": f"K-{number}", "title": f"題{number}"}})
        elif number % 3 == 2:
            lines.append({"do": "set", "code": f"K-{number - 1}", "fields": {"note": f"注記{number}"}})
        else:
            lines.append(
                {
                    "do": "state",
                    "code": f"K-{number - 2}",
                    "property": "maker",
                    "value": f"人{number}",
                    "source": f"典拠{number % 7}",
                }
            )
    edits.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines), encoding="utf-8")
    acknowledged = killed(APPLY, folder, edits, rng.uniform(0, 0.5))
    assert acknowledged
    assert [each["line"] for each in acknowledged] == list(range(1, len(acknowledged) + 1))

    with Program.open(folder, by="次の人") as program:
        catalogue = program.catalogue
        assert not catalogue.read_only, "a killed program's lock is gone with it"
        assert list(program.check()) == []
        sets = {each.id for each in catalogue.history()}
        assert {each["change_set"] for each in acknowledged} <= sets
        assert len(sets) - len(acknowledged) <= 1, "at most the one change that was committed but not yet told"
        for number, each in enumerate(acknowledged, 1):
            record = catalogue.get(str(each["code"]))
            if number % 3 == 1:
                assert record.label == f"題{number}"
            elif number % 3 == 2:
                assert record.fields["note"] == f"注記{number}"
            else:
                assert [said.part.value for said in record.statements] == [f"人{number}"]
        before = catalogue.state()
        catalogue.rebuild()
        assert catalogue.state() == before


def pictures(folder: Path) -> Path:
    folder.mkdir()
    for number in range(60):
        Image.effect_noise((40, 40), number + 1).save(folder / f"{number:03}.png")
    return folder


@pytest.mark.parametrize("seed", range(3))
def test_every_acknowledged_image_is_there_and_whole_after_a_kill(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("document", title="日記")
    acknowledged = killed(ATTACH, folder, pictures(tmp_path / "scans"), random.Random(seed).uniform(0, 0.3))
    with Program.open(folder, by="次の人") as program:
        assert list(program.check(fixity=True)) == []
        names = [each.name for each in program.catalogue.get("D-000001").pictures]
        assert {each["name"] for each in acknowledged} <= set(names)
        assert len(names) - len(acknowledged) <= 1


def test_a_program_that_acknowledges_before_its_commit_is_caught(tmp_path: Path) -> None:
    """The control: were this not caught, the tests above would prove nothing."""
    folder = tmp_path / "c.memoircat"
    with Program.create(folder, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("document", title="日記")
    scans, caught = pictures(tmp_path / "scans"), 0
    for _ in range(3):
        acknowledged = killed(CARELESS, folder, scans, 0.0)
        with Program.open(folder, by="次の人") as program:
            names = {each.name for each in program.catalogue.get("D-000001").pictures}
            caught += not {each["name"] for each in acknowledged} <= names
            while program.catalogue.to_undo() and str(program.catalogue.to_undo().label) != "登録":  # type: ignore[union-attr]
                program.catalogue.undo()
    assert caught


def test_an_import_that_was_killed_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    folder, roster, mapping = tmp_path / "c.memoircat", tmp_path / "名簿.csv", tmp_path / "m.toml"
    mapping.write_text(
        'record = "person"\nsource = "名簿"\nkey = "n"\n[columns]\n"name" = "name"\n"d" = "death"\n', encoding="utf-8"
    )
    roster.write_text("n,name,d\n" + "".join(f"{n},山田 {n}郎,昭和21年\n" for n in range(3000)), encoding="utf-8")
    Program.create(folder, by="試験").close()
    command = [
        sys.executable,
        "-m",
        "memoircat.cli.__main__",
        "import",
        str(folder),
        str(roster),
        "--mapping",
        str(mapping),
    ]
    counts = []
    for wait in (0.8, 1.2, 1.6):
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
            time.sleep(wait)
            running.kill()
        with Program.open(folder, by="次の人") as program:
            assert list(program.check()) == []
            counts.append(program.catalogue.info()["records"]["person"])
    assert set(counts) <= {0, 3000}
