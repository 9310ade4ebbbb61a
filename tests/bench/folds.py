"""Measure the search by name with persons that its dictionary has not seen.

    python tests/bench/folds.py [--people 760000] [--each 150] [--folds 4] [--seed 1] [--at-once 2] [--failures FILE]

The persons of `names/` are divided into folds, by person. Those of a fold are searched with the shipped dictionary from
which the persons of this fold were taken out (`packaging/names/person_counts.tsv` counts them), so no figure comes from
the persons that weigh the readings. All folds together are one catalogue of so many people: only its index of names is
made, in one file of SQLite. ``--each``: persons of a fold in each cell (what the record holds). ``--failures``: a table
of the searches whose person is not among the first ten, with what stands before.

A cell is the share of searches whose person is among the first ten spellings: people whose names are written the same
count as one, as in `measure.py`. Beside the cells: the share of persons a part of whose name, or its reading, is in no
list, and of unspaced names that are parted otherwise than they are meant.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib
import json
import lzma
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import quantiles

import clerk
import people
from sqlalchemy import create_engine

from memoircat.catalogue import storage
from memoircat.names import readings, written
from memoircat.names.blocks import Blocks, write_blocks
from memoircat.names.fold import fold as folded
from memoircat.names.readings import name_dictionary
from memoircat.names.roles import Role
from memoircat.names.sound import sound
from memoircat.records.vocabularies import Vocabularies, seed_terms
from memoircat.search.name_index import postings_of, sound_rows
from memoircat.search.name_vocabulary import pack_sounds
from memoircat.search.people import PeopleFinder
from memoircat.search.same_writing import Writing
from memoircat.search.tables import name_posting, name_sound, name_vocabulary
from memoircat.shipped import shipped

LISTED = {"family": 100, "given": 30}  # the gain of a listed reading: packaging/weigh_name_readings.py
BORNE = 300  # the weight of one person in the dictionary: packaging/make_name_dictionary.py
CELLS = ("russian", "kanji", "clerk", "katakana")
SHOWN = 10

Person = dict[str, str]


# Persons -----------------------------------------------------------------------------------------------------------


def persons(name: str) -> list[Person]:
    """The persons of a list born 1850–1950."""
    with lzma.open(people.NAMES / f"{name}.tsv.xz", "rt", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    return [row for row in rows if row["birth_year"] and 1850 < int(row["birth_year"]) <= 1950]


def fold_of(person: Person, folds: int) -> int:
    """The fold of a person, the same in every list."""
    key = f"fold:{person['sur_kanji']}{person['giv_kanji']}"
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % folds


def targets(each: int, folds: int, seed: int) -> list[tuple[int, str, str, Person]]:
    """The persons who are searched for: fold, cell, name as recorded, person."""
    random = Random(seed)
    lists = {name: persons(name) for name in ("a2", "b")}
    chosen: list[tuple[int, str, str, Person]] = []
    for number in range(folds):
        real, others = ([row for row in lists[name] if fold_of(row, folds) == number] for name in ("a2", "b"))
        random.shuffle(real)
        random.shuffle(others)
        shares = {"russian": real[:each]}
        shares |= {cell: others[at * each : (at + 1) * each] for at, cell in enumerate(CELLS[1:])}
        for cell, rows in shares.items():
            chosen += [(number, cell, _recorded(cell, row, random), row) for row in rows]
    return chosen


def _recorded(cell: str, person: Person, random: Random) -> str:
    """The name of a person as the record of a cell holds it."""
    if cell == "russian":
        return f"{person['sur_cyr']} {person['giv_cyr']}"
    if cell == "kanji":
        return f"{person['sur_kanji']} {person['giv_kanji']}"
    parts = [clerk.cyrillic(person[kana], random) for kana in ("sur_kana", "giv_kana")]
    return " ".join(parts if cell == "clerk" else map(clerk.katakana_from, parts))


def strangers(many: int, seed: int) -> Iterator[str]:
    """The names of people who are not searched for, as `people.py` draws them."""
    random = Random(seed)
    surnames, family_weights, givens, given_weights = people.lexicon()
    for _ in range(many):
        (family, family_kana), (given, given_kana) = (
            random.choices(names, cum_weights=weights)[0]
            for names, weights in ((surnames, family_weights), (givens, given_weights))
        )
        form = random.random()
        if form >= 0.75:
            yield f"{family} {given}"
            continue
        parts = [clerk.cyrillic(family_kana, random), clerk.cyrillic(given_kana, random)]
        if random.random() < 0.08:
            parts.reverse()
        yield " ".join(parts if form < 0.5 else map(clerk.katakana_from, parts))


# The dictionary without a fold -------------------------------------------------------------------------------------


def leave_out(fold: int, folds: int, where: Path) -> None:
    """Use, in this process, the shipped dictionary without the persons of a fold. Files are written to ``where``."""
    borne: Counter[tuple[str, str, str]] = Counter()
    heard: Counter[tuple[str, str]] = Counter()
    for person in persons("b"):
        if fold_of(person, folds) == fold:
            for role, kanji, kana in (("family", "sur_kanji", "sur_kana"), ("given", "giv_kanji", "giv_kana")):
                plain = people_kana(person[kana])
                borne[role, folded(person[kanji]), plain] += BORNE
                heard[role, sound(plain)] += BORNE
    write_blocks(where / "readings.bin", map(_without_readings(borne), Blocks(shipped("names/readings.bin")).lines()))
    write_blocks(where / "sounds.bin", map(_without_sounds(heard), Blocks(shipped("names/sounds.bin")).lines()))
    own = {name: where / name.rpartition("/")[2] for name in ("names/readings.bin", "names/sounds.bin")}
    readings.shipped = lambda name: own.get(name) or shipped(name)  # type: ignore[attr-defined] # only in this process
    name_dictionary.cache_clear()


def people_kana(kana: str) -> str:
    """Kana as the dictionary has them: in hiragana."""
    return kana.translate({point: point - 96 for point in range(0x30A1, 0x30F7)})


def _without_readings(borne: Counter[tuple[str, str, str]]) -> Callable[[str], str]:
    def line_without(line: str) -> str:
        kanji, *fields = line.split("\t")
        for at, role in enumerate(("family", "given")):
            left = []
            for reading in fields[at].split():
                kana, count, expected = reading.split(":")
                rest = max(0, int(count) - borne[role, kanji, kana])
                if not rest and int(count):  # no list but these persons has it
                    expected = str(int(expected) // LISTED[role])
                left += [f"{kana}:{rest}:{expected}"] if rest or expected != "0" else []
            fields[at] = " ".join(left) if any(reading.split(":")[1] != "0" for reading in left) else ""
        return "\t".join([kanji, *fields])

    return line_without


def _without_sounds(heard: Counter[tuple[str, str]]) -> Callable[[str], str]:
    def line_without(line: str) -> str:
        symbols, *counts = line.split("\t")
        rests = (
            max(0, int(count) - heard[role, symbols]) for role, count in zip(("family", "given"), counts, strict=True)
        )
        return "\t".join([symbols, *map(str, rests)])

    return line_without


# The index ---------------------------------------------------------------------------------------------------------


def make_postings(database: Path, names: Sequence[str]) -> None:
    """A database with the postings of these names: the record of a name is its place in the list, from 1."""
    engine = create_engine(f"sqlite:///{database}", module=storage.DRIVER)
    with engine.begin() as connection:
        for table in (name_posting, name_sound, name_vocabulary):
            table.create(connection)
        connection.exec_driver_sql("CREATE TABLE name (record_id INTEGER PRIMARY KEY, text, script, kind)")
        connection.exec_driver_sql("CREATE TABLE match (record_id, member, status)")
        numbered = enumerate(names, 1)
        rows = ((*posting,) for number, text in numbered for posting in postings_of(number, [(text, "as_recorded")]))
        connection.connection.executemany("INSERT INTO name_posting VALUES (?, ?, ?, ?)", rows)  # type: ignore[union-attr]
        connection.connection.executemany("INSERT INTO name (record_id, text) VALUES (?, ?)", enumerate(names, 1))  # type: ignore[union-attr]
    engine.dispose()


def make_sounds(database: Path) -> None:
    """Fill the sounds of all recorded parts, as the dictionary of this process reads them."""
    engine = create_engine(f"sqlite:///{database}", module=storage.DRIVER)
    with engine.begin() as connection:
        for column, role in (("family", Role.FAMILY), ("given", Role.GIVEN)):
            parts = connection.exec_driver_sql(f"SELECT DISTINCT {column} FROM name_posting WHERE {column} <> ''")
            rows = [row for (part,) in parts.fetchall() for row in sound_rows((part, role))]
            connection.connection.executemany(  # type: ignore[union-attr]
                "INSERT INTO name_sound (key, sound, part, role, cost) VALUES (?, ?, ?, ?, ?)", rows
            )
        pack_sounds(connection)
    engine.dispose()


# Searching ---------------------------------------------------------------------------------------------------------


def ranked(finder: PeopleFinder, query: str) -> dict[int, float]:
    """The people that a question finds, each with the cost, in no order; less than nothing for the same writing."""
    costs: dict[int, float] = {}
    *_, (matched, alike, _) = finder._matched(query, None, None)
    for asked, matches in matched:
        for record, match in matches.items():
            cost = match.cost + asked.cost
            costs[record] = min(cost, costs.get(record, cost))
    return costs | {record: float(writing - Writing.ANOTHER) for record, (writing, _) in alike.items()}


def place_of(own: int, costs: dict[int, float], names: Sequence[str]) -> tuple[float, list[str]]:
    """The place of a person, from 1, as `measure.py` counts it, and the spellings before; infinite where not found."""
    if own not in costs:
        return float("inf"), []
    mine, cost = names[own - 1], round(costs[own], 4)
    best: dict[str, float] = {}
    for record, other in costs.items():
        if (text := names[record - 1]) != mine and round(other, 4) <= cost:
            best[text] = min(round(other, 4), best.get(text, other))
    ahead = sorted((other, text) for text, other in best.items() if other < cost)
    level = sum(other == cost for other in best.values())
    return 1 + len(ahead) + level / 2, [f"{text} {other:.1f}" for other, text in ahead[:SHOWN]]


def search_fold(database: Path, fold: int, given: argparse.Namespace) -> Iterator[dict[str, object]]:
    """The answers to all searches of a fold."""
    with tempfile.TemporaryDirectory() as place:
        leave_out(fold, given.folds, Path(place))
        make_sounds(database)
        connection = storage.DRIVER.connect(str(database), isolation_level=None)
        names = [row[0] for row in connection.execute("SELECT text FROM name ORDER BY record_id")]
        finder = PeopleFinder(connection)
        finder._terms = Vocabularies(seed_terms())
        finder._by_facts = lambda query: []  # type: ignore[method-assign]
        finder.load()
        random = Random(given.seed + fold)
        for number, (own_fold, cell, text, person) in enumerate(targets(given.each, given.folds, given.seed), 1):
            if own_fold != fold:
                continue
            for script, query in questions(cell, person, random).items():
                if given.scripts and script not in given.scripts:
                    continue
                begun = time.perf_counter()
                costs = ranked(finder, query)
                spent = time.perf_counter() - begun
                rank, ahead = place_of(number, costs, names)
                yield {
                    "cell": cell,
                    "script": script,
                    "rank": rank,
                    "ms": spent * 1000,
                    "query": query,
                    "recorded": text,
                    "kana": f"{person['sur_kana']} {person['giv_kana']}",
                    "kanji": f"{person['sur_kanji']} {person['giv_kanji']}",
                    "cost": costs.get(number),
                    "ahead": ahead,
                    "unlisted": unlisted(person),
                }


def questions(cell: str, person: Person, random: Random) -> dict[str, str]:
    """What is typed for a person, by script; ``spaced`` is the name in kanji with a space."""
    asked = people._queries(person, random)
    asked["spaced"] = f"{person['sur_kanji']} {person['giv_kanji']}"
    if cell == "kanji":
        del asked["kanji"], asked["spaced"]
    return asked


def unlisted(person: Person) -> list[str]:
    """What of a name is in no list: a part in kanji, its reading, or the parting when it is written without a space."""
    lacking = []
    dictionary = name_dictionary()
    for role, kanji, kana in ((Role.FAMILY, "sur_kanji", "sur_kana"), (Role.GIVEN, "giv_kanji", "giv_kana")):
        if not dictionary.count_by_kanji(person[kanji], role):
            lacking.append("part")
        elif sound(person[kana]) not in {sound(way.kana) for way in dictionary.readings(person[kanji], role)}:
            lacking.append("reading")
    best = written.read_name(person["sur_kanji"] + person["giv_kanji"])[0]
    if (best.family, best.given) != (written.part(person["sur_kanji"]), written.part(person["giv_kanji"])):
        lacking.append("parting")
    return lacking


# All folds ---------------------------------------------------------------------------------------------------------


def main() -> None:
    """Make the index, search each fold in a process of its own, and print the cells."""
    given = _given()
    if given.fold is not None:
        _set_weights(given.weight)
        for answer in search_fold(given.database, given.fold, given):
            print(json.dumps(answer, ensure_ascii=False))
        return
    with tempfile.TemporaryDirectory(dir=given.place) as place:
        base = given.postings or Path(place) / "postings.db"
        if not base.exists():
            wanted = targets(given.each, given.folds, given.seed)
            names = [text for _, _, text, _ in wanted]
            names += strangers(given.people - len(names), given.seed)
            make_postings(base, names)
        answers = list(_all_folds(base, Path(place), given))
    report(answers, given)


def _all_folds(base: Path, place: Path, given: argparse.Namespace) -> Iterator[dict[str, object]]:
    folds = list(range(given.folds))[: given.only]
    for start in range(0, len(folds), given.at_once):
        running = []
        for fold in folds[start : start + given.at_once]:
            own = place / f"{fold}.db"
            own.write_bytes(base.read_bytes())
            command = [sys.executable, __file__, "--database", str(own), "--fold", str(fold)]
            for option in ("people", "each", "folds", "seed"):
                command += [f"--{option}", str(getattr(given, option))]
            if given.scripts:
                command += ["--scripts", *given.scripts]
            for weight in given.weight:
                command += ["--weight", weight]
            answers = own.with_suffix(".jsonl")
            with answers.open("w", encoding="utf-8") as file:
                running.append((own, answers, subprocess.Popen(command, stdout=file, env=os.environ)))
        for own, answers, process in running:
            if process.wait():
                sys.exit(f"a fold ended with {process.returncode}")
            yield from map(json.loads, answers.read_text(encoding="utf-8").splitlines())
            own.unlink()


def report(answers: list[dict[str, object]], given: argparse.Namespace) -> None:
    """Print the cells, and write the failures."""
    cells: dict[tuple[str, str], list[dict[str, object]]] = defaultdict(list)
    for answer in answers:
        cells[str(answer["cell"]), str(answer["script"])].append(answer)
    print(f"{given.people:,} people, {given.folds} folds of {given.each} persons a cell, dictionary of the other folds")
    for (cell, script), some in sorted(cells.items()):
        ranks = [float(answer["rank"]) for answer in some]  # type: ignore[arg-type]
        first, ten = (sum(rank <= most for rank in ranks) / len(ranks) for most in (1, SHOWN))
        print(f"{cell:9} <- {script:7} n {len(ranks):5,}  first {first:.3f}  ten {ten:.3f}")
    spent = quantiles([float(answer["ms"]) for answer in answers], n=100)  # type: ignore[arg-type]
    print(f"ms p50 {spent[49]:.0f}  p95 {spent[94]:.0f}  p99 {spent[98]:.0f}")
    some = [answer for answer in answers if answer["script"] == "kana"]
    for kind in ("part", "reading", "parting"):
        share = sum(kind in answer["unlisted"] for answer in some) / len(some)  # type: ignore[operator]
        print(f"{kind} in no list: {share:.3f} of persons")
    if given.failures:
        failed = [answer for answer in answers if float(answer["rank"]) > SHOWN]  # type: ignore[arg-type]
        given.failures.write_text("".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in failed))


def _set_weights(weights: Sequence[str]) -> None:
    """Try other weights in this process: ``names.parting._WEIGHT=0.2``."""
    for weight in weights:
        name, _, value = weight.partition("=")
        module, _, constant = name.rpartition(".")
        setattr(importlib.import_module(f"memoircat.{module}"), constant, json.loads(value))


def _given() -> argparse.Namespace:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--people", type=int, default=760_000)
    cli.add_argument("--each", type=int, default=150)
    cli.add_argument("--folds", type=int, default=4)
    cli.add_argument("--seed", type=int, default=1)
    cli.add_argument("--at-once", type=int, default=2)
    cli.add_argument("--only", type=int, help="so many of the folds")
    cli.add_argument("--failures", type=Path)
    cli.add_argument("--scripts", nargs="*", help="only what is typed in these: kana, romaji, kanji, spaced")
    cli.add_argument("--weight", action="append", default=[], help="names.parting._WEIGHT=0.2: try another weight")
    cli.add_argument("--postings", type=Path, help="keep the names of all people in this file between runs")
    cli.add_argument("--place", type=Path, help="a folder for the database")
    cli.add_argument("--database", type=Path, help=argparse.SUPPRESS)
    cli.add_argument("--fold", type=int, help=argparse.SUPPRESS)
    return cli.parse_args()


if __name__ == "__main__":
    main()
