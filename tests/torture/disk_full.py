"""Let the disk be full at random points: the program says so, leaves nothing half written, and a retry works once there is room.

python tests/torture/disk_full.py [HOW_MANY] [SEED] [KIND…] [--control]

Every kind of work of kills.py meets HOW_MANY points. Every second one is a file that may not grow (RLIMIT_FSIZE, as a quota does it:
it arrives as an I/O error); the others are a small file system that is full, for which it takes root: else all are of the first kind.
The control calls a program right that leaves half a file and says nothing, and must be caught.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import child
import kills
import trial
import workloads

_SIZE = 96 << 20  # bytes of the small file system
_PAGE = 4096


class Careless(kills.Written):
    """The control: it writes as much as there is room for, in place."""

    def __init__(self) -> None:
        super().__init__(0, "careless", "r.csv")

    def work(self, place: Path, given: Path) -> child.Work:
        def write() -> None:
            with (place / self.target).open("wb", buffering=0) as file:
                try:
                    while file.tell() < 2_000_000:  # more than the database has, so that the limits meet it
                        file.write(bytes(10_000))
                except OSError:
                    return

        return write


@contextmanager
def small_disk(place: Path) -> Iterator[Path | None]:
    """A file system of `_SIZE` bytes; None where we may not mount one."""
    place.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(words, check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)


def _bytes(folder: Path) -> int:
    return sum(-(-file.stat().st_size // _PAGE) * _PAGE for file in folder.rglob("*"))


def _largest(folder: Path) -> int:
    return max(file.stat().st_size for file in folder.rglob("*"))


def _held_short(work: Callable[[], child.Work], disk: Path, chance: random.Random, most: int) -> child.Ended:
    """Do the work with so many bytes left on the disk."""
    room = chance.randint(0, most) // _PAGE * _PAGE
    about = os.statvfs(disk)
    filler = disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(about.f_bavail * about.f_frsize - room, 1))
    try:
        return child.run(work())
    finally:
        filler.unlink()


def fill(kind: kills.Kind, many: int, chance: random.Random, place: Path, disk: Path | None) -> trial.Findings:
    """Meet so many full disks in one kind of work."""
    findings = trial.Findings()
    pristine, given = place / "pristine", place / "given"
    for folder in (pristine, given):
        folder.mkdir(parents=True)
    kind.prepare(pristine, given)
    beside = place / "work"
    shutil.copytree(pristine, beside)
    if (ended := child.run(kind.work(beside, given))).status:
        raise SystemExit(f"{kind.name} does not work: {ended}")
    kind.learn(beside)
    largest, grown = _largest(beside), _bytes(beside) - _bytes(pristine)
    for number in range(many):
        mounted = disk if number % 2 else None
        work = (mounted or place) / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(pristine, work)
        if mounted:
            # Twice what stays: what is written on the way there (the log, an unfinished copy) comes on top.
            ended = _held_short(lambda work=work: kind.work(work, given), mounted, chance, grown * 2 + 64 * _PAGE)
        else:
            ended = child.run(kind.work(work, given), largest_file=chance.randint(0, largest + largest // 10))
        findings.counts[kind.name] += 1
        findings.counts["did not fit"] += bool(ended.status)
        way = "full disk" if mounted else "file limit"
        findings.bad += [
            f"{kind.name}, {way}: {wrong}".replace(str(work), "") for wrong in _wrong(kind, work, given, ended)
        ]
    return findings


def _wrong(kind: kills.Kind, place: Path, given: Path, ended: child.Ended) -> Iterator[str]:
    """What was not as promised: the message, what stands, what is left lying about, and the retry."""
    complaint = ended.err.strip().replace("\n", " | ")
    if ended.status not in (0, 4):
        yield f"status {ended.status}: {complaint[:160]}"
    elif ended.status == 4 and ("reading only" in complaint or not complaint):
        yield f"the message does not name the cause: {complaint[:160]}"
    yield from (f"{name} is left" for name in workloads.leftovers(place) if workloads.is_unfinished(Path(name)))
    yield from kills.wrong(kind, place, ended.told)
    again = child.run(kind.work(place, given))
    if again.status not in (0, 3) or (again.status == 3 and ended.status == 0):
        yield f"the retry ended with {again.status}: {again.err[:160]}"


def fill_all(many: int, seed: int, control: bool, names: list[str]) -> tuple[str, trial.Findings]:
    """Meet so many full disks in every kind of work."""
    chosen = (
        [Careless()] if control else [kind for kind in kills.kinds(2000) if not names or kind.name.split()[0] in names]
    )
    findings = trial.Findings()
    kills.load()
    for kind in chosen:
        with trial.workplace() as place, small_disk(place / "disk") as disk:
            findings.add(fill(kind, many, random.Random(f"{seed} {kind.name}"), place, disk))
            small = "half of them on a small file system" if disk else "all by a limit on the size of files"
    return f"{many} of each, {small}", findings


if __name__ == "__main__":
    trial.run("disk_full", 200, fill_all)
