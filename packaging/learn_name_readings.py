"""Learn how the signs of Japanese names are read (see `memoircat.names.reading_model`) from the listed names.

    python packaging/learn_name_readings.py SITE-PACKAGES

Writes resources/names/signs.bin. Packages and sources: `make_name_dictionary.py`. The names are cut into units
(`name_units.py`), which are counted by role and place. A name counts once, a usual one somewhat more (`DAMPED`): how
signs are read in a name that no list has is told by how many names read them so, not by how many people.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from make_name_dictionary import HIRAGANA, IS_KANJI, OUT, entries  # noqa: E402
from name_units import LONGEST, Aligner, Kinds, Unit, explained  # noqa: E402

from memoircat.names.blocks import write_blocks  # noqa: E402 - from this checkout
from memoircat.names.fold import fold  # noqa: E402
from memoircat.names.reading_model import KIN, ON_KINDS, PLACES, TOTALS, Kind, place_of, signs_of  # noqa: E402
from memoircat.names.roles import Role  # noqa: E402

Entry = tuple[str, str, str, int]  # role, kanji, kana, weight: `make_name_dictionary.entries`
Explained = Mapping[str, Mapping[str, tuple[Kind, float]]]  # `name_units.explained`
DAMPED = {"family": (20, 0.1), "given": (15, 0.3)}  # a name of this weight counts once; the power of greater weights
FEWEST = 1.2  # a reading that KANJIDIC does not explain is kept from so many names on
FEWEST_JOINED = 1.5  # … and one of several signs as one unit
PRIORS = 14  # readings of a sign that are kept although no name has them
MANY = 30.0  # a sign in more names than this needs none of these
TENTHS = 10
RELIABLE = 3.0  # a sign in so many names says half as much about the kinds of readings as one in very many
NOUN = dict(zip("うくぐすつぬぶむる", "いきぎしちにびみり", strict=True))
VERB = {noun: verb for verb, noun in NOUN.items()}
READ_OTHERWISE = (("ケ", "が"), ("ケ", "か"), ("ハ", "は"), ("ニ", "に"), ("ヱ", "え"))
SIGN_READINGS = (
    "SELECT c.literal, r.value, r.r_type FROM character c JOIN rm_group g ON g.cid = c.ID "
    "JOIN reading r ON r.gid = g.ID WHERE r.r_type IN ('ja_on', 'ja_kun') UNION ALL "
    "SELECT c.literal, n.value, 'nanori' FROM character c JOIN nanori n ON n.cid = c.ID"
)


class Counted:
    """What is counted: units by place, pairs of units by role, signs side by side, names by length."""

    def __init__(self) -> None:
        self.units: dict[Unit, Counter[str]] = defaultdict(Counter)
        self.pairs: dict[str, dict[tuple[Unit, Unit], float]] = {role: defaultdict(float) for role in Role}
        self.names_of_pair: dict[str, set[str]] = defaultdict(set)
        self.seen: Counter[str] = Counter()
        self.lengths: dict[str, Counter[int]] = {role: Counter() for role in Role}
        self.places: Counter[str] = Counter()


def kinds_of(packages: Path) -> Kinds:
    """The readings of KANJIDIC, by folded sign, each of its kind; kana read themselves.

    A sign that is folded to another, such as 柵 to 策, adds no readings to it.
    """
    kinds: dict[str, dict[str, Kind]] = defaultdict(dict)
    database = sqlite3.connect(packages / "jamdict_data/jamdict.db")
    own = {sign for (sign,) in database.execute("SELECT literal FROM character")}
    for sign, written, source in database.execute(SIGN_READINGS):
        if fold(sign) != sign and fold(sign) in own:
            continue
        reading = written.strip("-").translate(HIRAGANA)
        for kana, kind in _forms(reading, source).items():
            kinds[fold(sign)][kana] = min(kind, kinds[fold(sign)].get(kana, kind))
    for point, hiragana in HIRAGANA.items():
        for sign in (chr(point), chr(hiragana)):
            kinds[fold(sign)] = {chr(hiragana): Kind.STEM}
    for sign, kana in READ_OTHERWISE:
        kinds[sign][kana] = Kind.STEM
    return kinds


def _forms(reading: str, source: str) -> dict[str, Kind]:
    """A reading without its ending, and the forms that names have: 光 ひかる, ひかり; 猛 たけし; 謀 はかる."""
    if source != "ja_kun":
        return {reading: Kind.ON if source == "ja_on" else Kind.NANORI}
    stem, _, ending = reading.partition(".")
    forms = {stem: Kind.STEM} if stem else {}
    whole = stem + ending
    if stem and ending:
        forms |= {stem + ending[:-1] + NOUN.get(ending[-1], "し"): Kind.DERIVED, whole: Kind.WHOLE}
    deed = whole.removesuffix("ごと")
    if deed != whole and deed[-1:] in VERB:
        forms |= {deed: Kind.DERIVED, deed[:-1] + VERB[deed[-1]]: Kind.DERIVED}
    return {kana: kind for kana, kind in forms.items() if len(kana) <= LONGEST[1]}


def names_of(read: Iterable[Entry]) -> dict[tuple[str, str, str], float]:
    """Role, signs and kana of the names with kanji → how much each counts."""
    weights: Counter[tuple[str, str, str]] = Counter()
    for role, kanji, kana, weight in read:
        if IS_KANJI.search(kanji):
            weights[role, signs_of(fold(kanji)), kana.translate(HIRAGANA)] += weight
    return {name: (weight / DAMPED[name[0]][0]) ** DAMPED[name[0]][1] for name, weight in weights.items()}


def count(names: Mapping[tuple[str, str, str], float], kinds: Kinds) -> Counted:
    """Cut the names and count their units."""
    both: dict[tuple[str, str], float] = defaultdict(float)
    for (_, signs, kana), weight in names.items():
        both[signs, kana] += weight
    cuts = Aligner(kinds).learn(both)
    on = {
        sign: {kana for kana, (kind, _) in readings.items() if kind in ON_KINDS}
        for sign, readings in explained(kinds).items()
    }
    counted = Counted()
    for (role, signs, kana), weight in names.items():
        if cut := cuts.get((signs, kana)):
            _count_name(counted, role, signs, cut, weight, on)
    return counted


def _count_name(
    counted: Counted, role: str, signs: str, cut: tuple[Unit, ...], weight: float, on: Mapping[str, set[str]]
) -> None:
    at, before = 0, None
    for unit in cut:
        is_on = before is not None and before.kana in on.get(before.signs, ())
        place = place_of(at, len(unit.signs), len(signs), before.kana if before else "", is_on)
        letter = place if role == Role.FAMILY else place.upper()
        counted.units[unit][letter] += weight
        counted.places[letter] += weight
        if before and len(before.signs) == len(unit.signs) == 1:
            counted.pairs[role][before, unit] += weight
            counted.names_of_pair[before.signs + unit.signs].add(signs)
        at, before = at + len(unit.signs), unit
    for size in (2, 3):
        for start in range(len(signs) - size + 1):
            counted.seen[signs[start : start + size]] += weight
    counted.lengths[role][len(signs)] += weight


def lines(counted: Counted, kinds: Kinds) -> Iterator[str]:
    """The lines of the file."""
    known = explained(kinds)
    readings = _kept_readings(counted, known, kinds)
    numbers = {signs: {kana: n for n, kana in enumerate(kept)} for signs, kept in readings.items()}
    pairs = {role: _kept_pairs(counted, role, numbers) for role in Role}
    unknown = (Kind.UNEXPLAINED, 0.0)
    for signs in sorted({*readings, *pairs[Role.FAMILY], *pairs[Role.GIVEN]}):
        units = " ".join(
            f"{kana};{known.get(signs, {}).get(kana, unknown)[0]};"
            + "".join(f"{p}{_tenths(c)}" for p, c in sorted(counted.units[Unit(signs, kana)].items()) if _tenths(c))
            for kana in readings.get(signs, ())
        )
        seen = _tenths(counted.seen[signs]) if len(signs) > 1 and signs in readings else ""
        yield "\t".join([signs, *(pairs[role].get(signs, "") for role in Role), units, str(seen)])
    for role in Role:
        letters = PLACES if role is Role.FAMILY else PLACES.upper()
        lengths = " ".join(f"{n}:{_tenths(c)}" for n, c in sorted(counted.lengths[role].items()))
        places = "".join(f"{p}{_tenths(counted.places[p])}" for p in letters)
        yield "\t".join([f"{TOTALS}{role}", lengths, places, *_kind_chances(counted, readings, known, role)])


def _kind_chances(counted: Counted, readings: Mapping[str, list[str]], known: Explained, role: Role) -> Iterator[str]:
    """For each group of places, how likely one reading of each kind is (in millionths); every sign weighs the same."""
    for kin in dict.fromkeys(KIN.values()):
        letters = kin if role is Role.FAMILY else kin.upper()
        used: Counter[Kind] = Counter()
        offered: Counter[Kind] = Counter()
        for sign in readings:
            if len(sign) > 1:
                continue
            counts = {
                kana: sum(counted.units[Unit(sign, kana)][letter] for letter in letters) for kana in readings[sign]
            }
            total = sum(counts.values())
            for kana, number in counts.items():
                kind = known.get(sign, {}).get(kana, (Kind.UNEXPLAINED,))[0]
                used[kind] += number / (total + RELIABLE)
                offered[kind] += total / (total + RELIABLE)
        yield " ".join(str(round(1e6 * used[kind] / (offered[kind] + 1))) for kind in Kind)


def _tenths(count_: float) -> int:
    return round(count_ * TENTHS)


def _kept_readings(counted: Counted, known: Explained, kinds: Kinds) -> dict[str, list[str]]:
    """Signs → the kana that are kept, the most frequent first."""
    totals: dict[str, dict[str, float]] = defaultdict(dict)
    for unit, places in counted.units.items():
        total = sum(places.values())
        if unit.kana in known.get(unit.signs, ()) or total >= (FEWEST if len(unit.signs) == 1 else FEWEST_JOINED):
            totals[unit.signs][unit.kana] = total
    for sign, readings in known.items():
        if sum(totals[sign].values()) < MANY:
            for kana in sorted(readings, key=lambda one: (-readings[one][1], one))[:PRIORS]:
                totals[sign].setdefault(kana, 0.0)
        for kana in kinds[sign]:
            totals[sign].setdefault(kana, 0.0)
    return {signs: sorted(kept, key=lambda kana: (-kept[kana], kana)) for signs, kept in totals.items() if kept}


def _kept_pairs(counted: Counted, role: str, numbers: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """Two signs → their pairs of readings, where they stand in more than one name or beside a third sign."""
    kept: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (one, two), weight in counted.pairs[role].items():
        signs = one.signs + two.signs
        if len(counted.names_of_pair[signs]) < 2:
            continue
        i, j = (numbers.get(unit.signs, {}).get(unit.kana) for unit in (one, two))
        if i is not None and j is not None and _tenths(weight):
            kept[signs].append((-weight, f"{i}.{j}:{_tenths(weight)}"))
    return {signs: " ".join(text for _, text in sorted(written)) for signs, written in kept.items()}


def learn(packages: Path, read: Iterable[Entry], file: Path) -> None:
    """Learn from the entries and write the file."""
    kinds = kinds_of(packages)
    write_blocks(file, lines(count(names_of(read), kinds), kinds))


def main() -> None:
    """Learn from all listed names."""
    packages = Path(sys.argv[1])
    file = OUT / "signs.bin"
    learn(packages, entries(packages), file)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
