"""Stop long work at random moments: it ends within a second, and the catalogue is what it was before.

python tests/torture/cancel.py [HOW_MANY] [SEED] [KIND…] [--rows=N] [--control]

Every kind of work is stopped HOW_MANY times. The control commits half of its work before it looks, and must be caught.
"""

from __future__ import annotations

import inspect
import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import trial
import workloads

from memoircat.catalogue.backup import back_up
from memoircat.editing.batch_edit import BatchEdit, EditAction, FieldEdit
from memoircat.errors import Cancelled
from memoircat.exchange.formats import exchange_formats
from memoircat.exchange.mapping import parse_mapping
from memoircat.exchange.table_import import import_table
from memoircat.jobs import Progress
from memoircat.program import Program
from memoircat.reports.kinds import report_kinds
from memoircat.reports.render import render

LONGEST = 1.0  # seconds from the wish to the end
Work = Callable[[Program, Path, Progress], object]


def _import(program: Program, place: Path, progress: Progress) -> None:
    more = place.parent / "名簿.csv"
    import_table(program.catalogue, more, parse_mapping(workloads.MAPPING.replace("名簿", "新名簿")), progress=progress)


def _batch(program: Program, _place: Path, progress: Progress) -> None:
    with program.catalogue.reading() as connection:
        people = (
            connection.exec_driver_sql("SELECT id FROM record WHERE record_type = 'person' ORDER BY id").scalars().all()
        )
    edit = BatchEdit(program.catalogue, "person", people)
    changes = [edit.read(FieldEdit("note", EditAction.SET, "まとめて"))]
    with program.catalogue.change("まとめて", progress=progress) as change:
        edit.apply(change, changes, progress=progress)


def _undo(program: Program, _place: Path, progress: Progress) -> None:
    program.catalogue.undo(progress)


def _rebuild(program: Program, _place: Path, progress: Progress) -> None:
    program.catalogue.rebuild(progress)


def _backup(program: Program, _place: Path, progress: Progress) -> None:
    folder = program.catalogue.folder
    how = {"progress": progress} if "progress" in inspect.signature(back_up).parameters else {}
    back_up(folder.database, folder.backups / "copy.db", **how)


def _report(ending: str) -> Work:
    def write(program: Program, place: Path, progress: Progress) -> None:
        kind = report_kinds()["catalogue"]
        render(kind.build(program.catalogue, kind.options(), progress), place / f"r.{ending}")

    return write


def _export(code: str) -> Work:
    def write(program: Program, place: Path, progress: Progress) -> None:
        kind = exchange_formats()[code]
        kind.export(program.catalogue, place / code, kind.options(), progress)

    return write


def _careless(program: Program, _place: Path, progress: Progress) -> None:
    for number in range(200):
        with program.catalogue.change("登録") as change:
            change.create("memoir", title=f"凍土の記{number}")
        progress.step(number, 200)


WORK: dict[str, Work] = {
    "import": _import,
    "batch": _batch,
    "undo": _undo,
    "rebuild": _rebuild,
    "backup": _backup,
    "report-pdf": _report("pdf"),
    "report-html": _report("html"),
    "report-csv": _report("csv"),
    "export-csv": _export("csv"),
    "export-dc": _export("dc"),
}


def _stopped(work: Work, folder: Path, after: float | None) -> tuple[bool, float, float]:
    """Do the work and stop it ``after`` seconds: whether it was stopped, how long after the wish, how long in all."""
    progress, wished = Progress(), 0.0

    def wish() -> None:
        nonlocal wished
        wished = time.monotonic()
        progress.cancel()

    timer = threading.Timer(after or 0.0, wish)
    with Program.open(folder, by="試験") as program:
        begun = time.monotonic()
        if after is not None:
            timer.start()
        try:
            work(program, folder.parent, progress)
            stopped = False
        except Cancelled:
            stopped = True
        ended = time.monotonic()
        timer.cancel()
    timer.join() if after is not None else None
    return stopped, (ended - wished if 0 < wished < ended else 0.0), ended - begun


def _state(folder: Path) -> dict[str, object]:
    with Program.open(folder, by="試験") as program:
        return program.catalogue.state()


def stop(name: str, work: Work, many: int, chance: random.Random, place: Path, people: int) -> trial.Findings:
    """Stop one kind of work so many times."""
    findings = trial.Findings()
    pristine, folder = place / "pristine.memoircat", place / "work" / "c.memoircat"
    workloads.catalogue_with(pristine, people=people, memoirs=people // 4)
    before, longest = _state(pristine), 0.0
    (place / "work").mkdir()
    workloads.roster(place, people)

    def afresh() -> None:
        shutil.rmtree(place / "work")
        (place / "work").mkdir()
        shutil.copytree(pristine, folder)

    seconds = 0.0
    for _ in range(2):
        afresh()
        *_, seconds = _stopped(work, folder, None)
    for _ in range(many):
        afresh()
        stopped, late, _ = _stopped(work, folder, seconds * chance.uniform(0, 1))
        findings.counts[name] += 1
        findings.counts["stopped"] += stopped
        longest = max(longest, late)
        if late > LONGEST:
            findings.bad.append(f"{name}: it took more than {LONGEST} s to {'stop' if stopped else 'end'}")
        if not stopped:
            continue
        if _state(folder) != before:
            findings.bad.append(f"{name}: the catalogue is not what it was")
        written = [file.name for file in (place / "work").iterdir() if file.name != "c.memoircat"]
        findings.bad += [f"{name}: {kept} is there in part" for kept in written]
        findings.untidy += [f"{name}: {left} stays" for left in workloads.leftovers(place / "work")]
    print(f"  {name}: {seconds:.2f} s whole, stopped at most {longest:.2f} s after the wish", flush=True)
    return findings


def stop_all(many: int, seed: int, control: bool, words: list[str]) -> tuple[str, trial.Findings]:
    """Stop every kind of work so many times."""
    people = next((int(word.removeprefix("--rows=")) for word in words if word.startswith("--rows=")), 1500)
    names = [word for word in words if not word.startswith("--")]
    chosen = {"careless": _careless} if control else {name: WORK[name] for name in names or WORK}
    findings = trial.Findings()
    for name, work in chosen.items():
        with trial.workplace() as place:
            findings.add(stop(name, work, many, random.Random(f"{seed} {name}"), place, people))
    return f"{many} of each, {people} people", findings


if __name__ == "__main__":
    trial.run("cancel", 200, stop_all)
