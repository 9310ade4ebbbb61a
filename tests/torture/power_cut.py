"""Cut the power at random moments: every acknowledged change is there afterwards, nothing else, and `check` finds nothing.

python tests/torture/power_cut.py [HOW_MANY] [SEED] [WORKLOAD…] [--control]

The program is run once for each workload, and what it writes is recorded (recorder.c, so this needs a C compiler and Linux). Each cut
is a point of that recording: `disk.py` makes what a disk may hold then, the program opens it, and what stands is compared with
what stood on a disk that lost nothing, at the last acknowledgement or the next. The control drops a sync, and must be caught.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import recording
import trial
import workloads
from disk import Disk, Event, write_image

from memoircat.catalogue import storage
from memoircat.catalogue.backup import back_up
from memoircat.cli.__main__ import COMMANDS
from memoircat.errors import MemoirCatError
from memoircat.program import Program

_UNSYNCED = """
import memoircat.catalogue.storage as storage
_connect = storage.connect_writer
def careless(file, **how):
    connection = _connect(file, **how)
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection
storage.connect_writer = careless
"""
_UNKEPT = """
import os
import memoircat.media.store as store
store.to_disk = lambda path: None
class _Os:
    def __getattr__(self, name):
        return (lambda descriptor: None) if name == "fsync" else getattr(os, name)
store.os = _Os()
"""
_RUN = """
import runpy, sys
{patch}
sys.argv = sys.argv[1:]
if sys.argv[0] == "memoircat":
    from memoircat.cli.__main__ import main
    main(sys.argv[1:])
else:
    runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass
class Workload:
    """``prepare`` fills the disk before the recording; it returns the commands that are recorded."""

    name: str
    prepare: Callable[[Path], Sequence[Sequence[str]]]
    patch: str = ""


def _work(kind: str, folder: Path, *more: Path) -> list[str]:
    return [str(Path(workloads.__file__)), kind, str(folder), *map(str, more)]


def _edits(disk: Path) -> list[list[str]]:
    folder = workloads.catalogue_with(disk / "c.memoircat")
    lines = workloads.edit_lines(96)
    halves = [workloads.write_edits(disk / f"{n}.jsonl", lines[n : n + 48]) for n in (0, 48)]
    return [["memoircat", "apply", str(folder), "--from", str(half)] for half in halves]


def _images(disk: Path) -> list[list[str]]:
    folder = workloads.catalogue_with(disk / "c.memoircat", document=True)
    return [_work("attach", folder, workloads.pictures(disk / "scans", 16))]


def _import(disk: Path) -> list[list[str]]:
    folder = workloads.catalogue_with(disk / "c.memoircat", memoirs=3)
    table, mapping = workloads.roster(disk, 150)
    return [
        ["memoircat", "import", str(folder), str(table), "--mapping", str(mapping)],
        ["memoircat", "undo", str(folder)],
    ]


def _turns(disk: Path) -> list[list[str]]:
    folder = disk / "c.memoircat"
    with Program.create(folder, by="試験") as program:
        for number in range(14):
            with program.catalogue.change("登録") as change:
                change.create("memoir", title=f"凍土の記{number}")
    return [_work("turns", folder)]


def _desk(disk: Path) -> list[list[str]]:
    return [_work("desk", workloads.catalogue_with(disk / "c.memoircat"))]


def _copies(disk: Path) -> list[list[str]]:
    return [_work("copies", workloads.catalogue_with(disk / "c.memoircat", memoirs=3))]


def _upgrade(disk: Path) -> list[list[str]]:
    folder = workloads.older_catalogue(disk / "c.memoircat")
    return [["memoircat", "check", str(folder), "--rebuild", "--json"], ["memoircat", "info", str(folder), "--json"]]


def _make(disk: Path) -> list[list[str]]:
    return [_work("make", disk / "c.memoircat")]


def _restore(disk: Path) -> list[list[str]]:
    folder = workloads.catalogue_with(disk / "c.memoircat", memoirs=3)
    copy = back_up(folder / "catalogue.db", disk / "copy.db")
    with Program.open(folder, by="試験") as program, program.catalogue.change("登録") as change:
        change.create("memoir", title="後の記")
    return [["memoircat", "restore", str(copy), "--to", str(folder)]]


WORKLOADS = [
    *(Workload("edits", _edits), Workload("images", _images), Workload("import", _import), Workload("turns", _turns)),
    *(Workload("desk", _desk), Workload("copies", _copies), Workload("upgrade", _upgrade), Workload("new", _make)),
    *([Workload("restore", _restore)] if "restore" in COMMANDS else []),
]
CONTROLS = [Workload("edits", _edits, _UNSYNCED), Workload("images", _images, _UNKEPT)]


class Recorded:
    """One recording, and what stands at each acknowledgement on a disk that loses nothing."""

    def __init__(self, workload: Workload, recorder: Path, place: Path) -> None:
        self.name = workload.name
        self.root = place / workload.name
        self.root.mkdir(parents=True)
        commands = workload.prepare(self.root)
        whole, *self._disks = (Disk(self.root, journal=journal) for journal in (True, False, True))
        log = place / f"{workload.name}.log"
        for command in commands:
            words = [sys.executable, "-c", _RUN.format(patch=workload.patch), *command]
            recording.record(recorder, self.root, log, words)
        self.events: list[Event] = list(recording.read(log))
        self._turns = [number for number, event in enumerate(self.events) if event.kind in "TCRLUM"]
        self._image = place / "image"
        self._copies: dict[bytes, str] = {}
        self.states = [self._state(whole)]
        for event in self.events:
            whole.apply(event)
            if _acknowledges(event):
                self.states.append(self._state(whole))
        told = b"".join(event.data for event in self.events if event.kind == "A")
        self.acknowledged = told.decode().splitlines()
        self.states.append(self._state(whole))

    def _state(self, disk: Disk) -> str | None:
        """What stands on a disk that loses nothing; None where no catalogue is made yet."""
        self._lay(disk, disk.whole())
        try:
            with Program.open(self._image / "c.memoircat", by="試験"):
                return workloads.content(self._image / "c.memoircat" / "catalogue.db")
        except MemoirCatError:
            return None

    def _lay(self, disk: Disk, image: Mapping[str, bytes]) -> None:
        shutil.rmtree(self._image, ignore_errors=True)
        self._image.mkdir()
        write_image(image, disk.root, self._image)

    def cuts(self, many: int, chance: random.Random) -> trial.Findings:
        """Cut the power so many times, half of them on each kind of disk."""
        findings = trial.Findings()
        for disk, share in zip(self._disks, (many // 2, many - many // 2), strict=True):
            points = sorted(self._point(chance) for _ in range(share))
            acknowledged = at = 0
            for point in points:
                for event in self.events[at:point]:
                    disk.apply(event)
                    acknowledged += _acknowledges(event)
                at = point
                laid = disk.cut(chance)
                self._lay(disk, laid)
                findings.counts["cuts"] += 1
                kind = "names in order" if disk.journal else "names in any order"
                for wrong in self._wrong(acknowledged):
                    if keep := os.environ.get("TORTURE_KEEP"):  # to look at it afterwards, as the disk had it
                        write_image(laid, disk.root, _made(Path(keep) / f"{self.name}-{len(findings.bad)}"))
                    findings.bad.append(f"{self.name}, {kind}: {wrong}")
                findings.untidy += [f"{self.name}: {left}" for left in self._left()]
        return findings

    def _point(self, chance: random.Random) -> int:
        """A moment: every second one is near one in which a file is made, renamed, removed or cut, which are few."""
        if self._turns and chance.random() < 0.5:
            return min(max(chance.choice(self._turns) + chance.randint(-2, 4), 0), len(self.events))
        return chance.randint(0, len(self.events))

    def _wrong(self, acknowledged: int) -> Iterator[str]:
        """What is not as promised in the image of a disk after a cut."""
        folder = self._image / "c.memoircat"
        allowed = self.states[acknowledged : acknowledged + 2]
        try:
            with Program.open(folder, by="試験") as program:
                if program.catalogue.read_only:
                    yield "open for reading only"
                if problems := list(program.check(fixity=True)):
                    yield f"check: {problems[0].kind} {problems[0].message}"
                stands: str | None = workloads.content(folder / "catalogue.db")
        except (MemoirCatError, storage.DatabaseError) as problem:
            stands = None
            if None not in allowed:
                yield f"not opened: {type(problem).__name__}: {problem}".replace(str(self._image), "")
                return
        if stands not in allowed:
            known = stands in self.states
            yield "an acknowledged change is gone" if known else "a state that never stood"
        yield from self._wrong_copies(acknowledged)

    def _wrong_copies(self, acknowledged: int) -> Iterator[str]:
        """A copy that has its name is whole; one that was acknowledged is there."""
        for line in self.acknowledged[:acknowledged]:
            if (
                line.endswith(".db")
                and line.startswith(str(self.root))
                and not (self._image / Path(line).relative_to(self.root)).exists()
            ):
                yield "an acknowledged copy is gone"
        for copy in (self._image / "c.memoircat").glob("backups/*.db"):
            data = copy.read_bytes()
            try:
                state = self._copies.setdefault(data, workloads.content(copy)) if data not in self._copies else None
            except storage.DatabaseError:
                yield f"a copy is not sound: {len(data)} bytes"
                continue
            if state and state not in self.states and not copy.name.startswith("before-schema"):
                yield "a copy of a state that never stood"

    def _left(self) -> list[str]:
        """What lies about in a catalogue that opens, after the next copy was made."""
        backups = self._image / "c.memoircat" / "backups"
        try:
            if workloads.leftovers(self._image):
                Program.open(self._image / "c.memoircat", by="試験").close()
                back_up(backups.parent / "catalogue.db", backups / "next.db")
        except (MemoirCatError, storage.DatabaseError):
            return []  # told above, where it should have opened
        return [re.sub(r"[0-9a-f]{64}|tmp\w+", "…", name) for name in workloads.leftovers(self._image)]


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _acknowledges(event: Event) -> bool:
    """Whether a line of standard output is now told."""
    return event.kind == "A" and event.data.endswith(b"\n")


def cut_power(many: int, seed: int, control: bool, names: list[str]) -> tuple[str, trial.Findings]:
    """Record each workload, and cut it so many times in all."""
    chosen = [work for work in (CONTROLS if control else WORKLOADS) if not names or work.name in names]
    findings = trial.Findings()
    if recording.compiler() is None:
        print("power_cut: skipped: no C compiler, or not Linux")
        sys.exit(0)
    with trial.workplace() as place:
        recorder = recording.make_recorder(place)
        for number, workload in enumerate(chosen):
            recorded = Recorded(workload, recorder, place)
            share = many // len(chosen) + (number < many % len(chosen))
            part = recorded.cuts(share, random.Random(f"{seed} {workload.name}"))
            print(
                f"  {workload.name}: {len(recorded.events)} writes, syncs and names, {len(recorded.acknowledged)} "
                f"acknowledged, {share} cuts, {len(part.bad)} bad",
                file=sys.stderr,
            )
            findings.add(part)
            if control and not part.bad:
                findings.bad = []
                break
    return f"{len(chosen)} workloads", findings


if __name__ == "__main__":
    trial.run("power_cut", 5000, cut_power)
