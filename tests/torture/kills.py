"""Kill the program at random moments: what it acknowledged is there afterwards, everything else is absent, and `check` agrees.

python tests/torture/kills.py [HOW_MANY] [SEED] [KIND…] [--rows=N] [--control]

Every kind of work is killed HOW_MANY times. The control acknowledges before its commit, and must be caught.
"""

from __future__ import annotations

import random
import re
import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path

import child
import trial
import workloads

from memoircat.catalogue import storage
from memoircat.catalogue.backup import back_up
from memoircat.cli.__main__ import COMMANDS
from memoircat.errors import MemoirCatError
from memoircat.program import Program


class Kind(ABC):
    """One kind of work. ``place`` is a folder that holds the catalogue ``c.memoircat`` and what the work writes beside it."""

    name = ""

    def __init__(self, rows: int) -> None:
        self.rows = rows

    @abstractmethod
    def prepare(self, place: Path, given: Path) -> None:
        """Fill ``place``; what is only read lies in ``given``."""

    @abstractmethod
    def work(self, place: Path, given: Path) -> child.Work:
        """The work that is killed."""

    def learn(self, place: Path) -> None:
        """Look at what the work leaves when it is not killed."""

    @abstractmethod
    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        """What is not as promised, after a kill; ``told`` are the lines printed before it."""


class Edit(Kind):
    name = "edit"

    def prepare(self, place: Path, given: Path) -> None:
        workloads.catalogue_with(place / "c.memoircat")
        self.lines = workloads.edit_lines(90)
        workloads.write_edits(given / "edits.jsonl", self.lines)

    def work(self, place: Path, given: Path) -> child.Work:
        return child.command("apply", place / "c.memoircat", "--from", given / "edits.jsonl")

    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        stands = workloads.memoirs_in(place / "c.memoircat")
        if stands not in (workloads.edited(self.lines[: len(told)]), workloads.edited(self.lines[: len(told) + 1])):
            yield "what stands is not what was acknowledged, nor one change more"


class Attach(Kind):
    name = "attach"
    attach = staticmethod(workloads.attach)

    def prepare(self, place: Path, given: Path) -> None:
        workloads.catalogue_with(place / "c.memoircat", document=True)
        workloads.pictures(given / "scans", 24, 160)

    def work(self, place: Path, given: Path) -> child.Work:
        return lambda: self.attach(place / "c.memoircat", str(given / "scans"))

    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        with Program.open(place / "c.memoircat", by="試験") as program:
            names = [picture.name for picture in program.catalogue.get("D-000001").pictures]
            if names[: len(told)] != [line.split('"')[3] for line in told]:
                yield "an acknowledged image is gone"
            if len(names) > len(told) + 1:
                yield "images that nobody took in"
            known = set(program.catalogue.images())
        stored = {file.stem for file in (place / "c.memoircat" / "media").rglob("*.png")}
        if len(stored - known) > 1:
            yield "more than one image without a record"


class Careless(Attach):
    name = "attach"
    attach = staticmethod(workloads.attach_carelessly)


class Import(Kind):
    name = "import"

    def prepare(self, place: Path, given: Path) -> None:
        workloads.catalogue_with(place / "c.memoircat", memoirs=3)
        workloads.roster(given, self.rows)

    def work(self, place: Path, given: Path) -> child.Work:
        table, mapping = given / "名簿.csv", given / "名簿.toml"
        return child.command("import", place / "c.memoircat", table, "--mapping", mapping)

    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        with Program.open(place / "c.memoircat", by="試験") as program:
            people = program.catalogue.info()["records"]["person"]
            if people not in ((self.rows,) if told else (0, self.rows)):
                yield f"{people} of {self.rows} rows, {'acknowledged' if told else 'not acknowledged'}"
            rows = [change.kind for change in program.catalogue.history()].count("import")
            if rows != bool(people):
                yield "the history does not agree"


class Upgrade(Kind):
    name = "upgrade"

    def prepare(self, place: Path, given: Path) -> None:
        workloads.older_catalogue(place / "c.memoircat", 400)
        self.before = self._people(place)

    def work(self, place: Path, given: Path) -> child.Work:
        return child.command("check", place / "c.memoircat", "--rebuild")

    def _people(self, place: Path) -> list[tuple[str, str]]:
        with closing(storage.connect_reader(place / "c.memoircat" / "catalogue.db")) as reader:
            return reader.execute("SELECT r.code, n.text FROM record r JOIN name n ON n.record_id = r.id").fetchall()

    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        with Program.open(place / "c.memoircat", by="試験") as program:
            if program.catalogue.setting(storage.STALE):
                yield "what is derived has not followed"
        if self._people(place) != self.before:
            yield "people are gone"
        for copy in (place / "c.memoircat" / "backups").rglob("*.db"):
            try:
                workloads.content(copy)
            except storage.DatabaseError:
                yield "the copy of before is not sound"


class Backup(Kind):
    name = "backup"

    def prepare(self, place: Path, given: Path) -> None:
        workloads.catalogue_with(place / "c.memoircat", memoirs=300)
        self.stands = workloads.content(place / "c.memoircat" / "catalogue.db")

    def work(self, place: Path, given: Path) -> child.Work:
        return child.command("backup", place / "c.memoircat")

    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        for line in told:
            if line.endswith(".db") and not Path(line).exists():
                yield "an acknowledged copy is gone"
        for copy in (place / "c.memoircat" / "backups").rglob("*.db"):
            try:
                if workloads.content(copy) != self.stands:
                    yield "a copy of something else"
            except storage.DatabaseError:
                yield "a copy is not sound"


class Restore(Kind):
    name = "restore"

    def prepare(self, place: Path, given: Path) -> None:
        folder = workloads.catalogue_with(place / "c.memoircat", memoirs=100)
        back_up(folder / "catalogue.db", given / "copy.db")
        with Program.open(folder, by="試験") as program, program.catalogue.change("登録") as change:
            change.create("memoir", title="後の記")
        self.before = self._titles(folder / "catalogue.db")

    def work(self, place: Path, given: Path) -> child.Work:
        return child.command("restore", given / "copy.db", "--to", place / "c.memoircat")

    def _titles(self, database: Path) -> list[str]:
        with closing(storage.connect_reader(database)) as reader:
            return [title for (title,) in reader.execute("SELECT title FROM memoir ORDER BY record_id")]

    def learn(self, place: Path) -> None:
        self.after = self._titles(place / "c.memoircat" / "catalogue.db")

    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        stands = self._titles(place / "c.memoircat" / "catalogue.db")
        if stands not in (self.before, self.after):
            yield "neither what was there nor the copy"
        if told and stands != self.after:
            yield "an acknowledged restore is gone"
        if stands == self.after and self.before not in map(self._titles, place.rglob("*.db")):
            yield "what was there before is not kept aside"


class Written(Kind):
    """A report or an export: its target is whole, or absent."""

    def __init__(self, rows: int, name: str, target: str, *words: str) -> None:
        super().__init__(rows)
        self.name, self.target, self.words = name, target, words

    def prepare(self, place: Path, given: Path) -> None:
        workloads.catalogue_with(place / "c.memoircat", memoirs=60)

    def work(self, place: Path, given: Path) -> child.Work:
        verb, *words = self.words
        return child.command(verb, place / "c.memoircat", *words, "--to", place / self.target)

    def _written(self, place: Path) -> dict[str, bytes]:
        target = place / self.target
        files = [target] if target.is_file() else sorted(target.rglob("*"))
        done = (file for file in files if file.is_file() and not workloads.is_unfinished(file.relative_to(place)))
        return {str(file.relative_to(place)): file.read_bytes() for file in done}

    def learn(self, place: Path) -> None:
        self.whole = self._written(place)

    def lost(self, place: Path, told: list[str]) -> Iterator[str]:
        written = self._written(place)
        if not written and not told:
            return
        if written.keys() != self.whole.keys():
            yield f"{len(written)} of {len(self.whole)} files"
        for name, data in written.items():
            ends = data[-8:].strip()[-5:] == self.whole[name][-8:].strip()[-5:]
            if data != self.whole[name] and not (name.endswith(".pdf") and ends):
                yield f"{Path(name).suffix}: half a file"


def kinds(rows: int) -> list[Kind]:
    """Every kind of work, in the order of the issue; a command that this program does not have is left out."""
    written = [
        Written(rows, "export csv", "out", "export", "--format", "csv"),
        Written(rows, "export dc", "dc", "export", "--format", "dc"),
        *(Written(rows, f"report {kind}", f"r.{kind}", "report", "catalogue") for kind in ("pdf", "html", "csv")),
    ]
    restore = [Restore(rows)] if "restore" in COMMANDS else []
    return [Edit(rows), Import(rows), Upgrade(rows), Backup(rows), *restore, *written, Attach(rows)]


def load() -> None:
    """Load what the works load, so that each child finds it and begins at once."""
    for module in set(COMMANDS.values()) - {"window"}:
        import_module(f"memoircat.cli.{module}")
    from memoircat.exchange.formats import exchange_formats
    from memoircat.reports import html, kinds, pdf  # noqa: F401

    exchange_formats()
    kinds.report_kinds()


def kill(kind: Kind, many: int, chance: random.Random, place: Path) -> trial.Findings:
    """Kill one kind of work so many times."""
    findings = trial.Findings()
    pristine, given, work = place / "pristine", place / "given", place / "work"
    for folder in (pristine, given):
        folder.mkdir(parents=True)
    kind.prepare(pristine, given)
    shutil.copytree(pristine, work)
    seconds = 0.0
    load()
    for _ in range(3):
        shutil.rmtree(work)
        shutil.copytree(pristine, work)
        ended = child.run(kind.work(work, given))
        if ended.status:
            raise SystemExit(f"{kind.name} does not work: {ended}")
        seconds = ended.seconds
    kind.learn(work)
    for _ in range(many):
        shutil.rmtree(work)
        shutil.copytree(pristine, work)
        # A third of them near the end, where the commit and the rename are.
        share = chance.uniform(0.85, 1.05) if chance.random() < 1 / 3 else chance.uniform(0, 1)
        ended = child.run(kind.work(work, given), kill_after=seconds * share)
        findings.counts[kind.name] += 1
        findings.counts["killed at work"] += ended.status < 0
        findings.bad += [f"{kind.name}: {line}" for line in wrong(kind, work, ended.told)]
        if workloads.leftovers(work):
            again = child.run(kind.work(work, given))
            findings.untidy += [
                f"{kind.name}: {re.sub('[0-9a-z_]{8,}', '…', name)} stays, though the next ended with {again.status}"
                for name in workloads.leftovers(work)
            ]
    return findings


def wrong(kind: Kind, place: Path, told: list[str]) -> Iterator[str]:
    """What is wrong after a kill: the catalogue opens for writing, is sound, and holds what it should."""
    try:
        with Program.open(place / "c.memoircat", by="次の人") as program:
            if program.catalogue.read_only:
                yield "open for reading only"
            if problems := list(program.check(fixity=True)):
                yield f"check: {problems[0].kind} {problems[0].message}"
        yield from kind.lost(place, told)
    except (MemoirCatError, storage.DatabaseError) as problem:
        yield f"not opened: {type(problem).__name__}: {problem}".replace(str(place), "")


def kill_all(many: int, seed: int, control: bool, words: list[str]) -> tuple[str, trial.Findings]:
    """Kill every kind of work so many times."""
    rows = next((int(word.removeprefix("--rows=")) for word in words if word.startswith("--rows=")), 20_000)
    names = [word for word in words if not word.startswith("--")]
    chosen = (
        [Careless(rows)] if control else [kind for kind in kinds(rows) if not names or kind.name.split()[0] in names]
    )
    findings = trial.Findings()
    for kind in chosen:
        with trial.workplace() as place:
            findings.add(kill(kind, many, random.Random(f"{seed} {kind.name}"), place))
    return f"{many} of each, imports of {rows} rows", findings


if __name__ == "__main__":
    trial.run("kills", 1000, kill_all)
