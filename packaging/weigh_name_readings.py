"""Put into the dictionary what the model of readings expects of each listed name, so that no search has to ask it.

    python packaging/weigh_name_readings.py

Adds to each reading in resources/names/readings.bin (`make_name_dictionary.py`) how many people in `WEIGHT` the model
(`learn_name_readings.py`) expects to read the name so: ``kana:count:expected``. Readings that no list has but the model
thinks likely are added with the count 0. The share of a reading is that of both numbers together, so the model decides
where a list has no counts, and says little where it has many.

`WEIGHT` and `LISTED` were found on persons whose own reading was left out of the counts.
"""

from __future__ import annotations

import math
import sys
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from memoircat.names.blocks import Blocks, write_blocks  # noqa: E402 - from this checkout
from memoircat.names.readings import name_dictionary  # noqa: E402
from memoircat.names.roles import Role  # noqa: E402

FILE = ROOT / "resources" / "names" / "readings.bin"
WEIGHT = {Role.FAMILY: 3000, Role.GIVEN: 300}  # what the model weighs against the counts, in their unit
LISTED = {Role.FAMILY: 100.0, Role.GIVEN: 30.0}  # a reading gains so many times by being in a list
STRANGE = 0.01  # the least chance of a listed reading, whatever the model says
MODELLED = 24  # readings that the model is asked for
MOST = {Role.FAMILY: 10, Role.GIVEN: 14}  # readings that are kept


def weighed(line: str) -> str:
    """A line of the dictionary with the expected numbers."""
    kanji, *fields = line.split("\t")
    return "\t".join([kanji, *(_field(kanji, role, field) for role, field in zip(Role, fields, strict=False))])


def _field(kanji: str, role: Role, field: str) -> str:
    counts = {kana: int(count) for kana, count, *_ in (pair.split(":") for pair in field.split()) if int(count)}
    if not counts:
        return ""
    chances = {
        reading.kana: math.exp(-reading.cost) for reading in name_dictionary().model.readings(kanji, role, MODELLED)
    }
    expected = chances | {kana: (chances.get(kana, 0.0) + STRANGE) * LISTED[role] for kana in counts}
    whole = sum(expected.values())
    numbers = {kana: round(WEIGHT[role] * chance / whole) for kana, chance in expected.items()}
    ranked = sorted(numbers, key=lambda kana: (-counts.get(kana, 0) - numbers[kana], kana))
    kept = [kana for kana in ranked if counts.get(kana, 0) + numbers[kana]][: MOST[role]]
    return " ".join(f"{kana}:{counts.get(kana, 0)}:{numbers[kana]}" for kana in kept)


def main() -> None:
    """Write readings.bin anew."""
    lines = list(Blocks(FILE).lines())
    with Pool(2) as pool:
        written = pool.map(weighed, lines, chunksize=2000)
    write_blocks(FILE, written)
    print(f"{FILE.name}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
