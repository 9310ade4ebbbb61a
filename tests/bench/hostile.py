"""Texts that nobody would type, as names: none may raise, none may take long.

    python tests/bench/hostile.py CATALOGUE [HOW_MANY] [SEED]

Random runs of all of Unicode, of one script, of single signs between spaces; and a list of the worst by design.
Prints the slowest of them. Unlike a test it measures: run it on a machine that does nothing else.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.jobs import collect_garbage_rarely
from memoircat.search.people import PeopleFinder

RANGES = ((0x20, 0x7E), (0x3041, 0x30FF), (0x4E00, 0x9FFF), (0x400, 0x4FF), (0x1F300, 0x1F6FF), (0, 0x10FFFF))
WORST = (
    "   ", '"' * 300, "●" * 300, "あ" * 400_000, "抑" * 400_000, "a" * 400_000, "\ud800さ", "佐(" * 200, "NULL; --",
    "%_*?[", "・" * 50, "А." * 99, "佐●", "●藤", "● ●", "●子", "さ", "S", "С", "sa", "一", "H.2 さとう",
)  # fmt: skip


def hostile(chance: random.Random) -> str:
    """One text."""
    kind = chance.random()
    if kind < 0.7:
        return "".join(chr(chance.randint(*chance.choice(RANGES))) for _ in range(chance.randint(0, 30)))
    one = chance.choice(RANGES)
    if kind < 0.85:
        return "".join(chr(chance.randint(*one)) for _ in range(chance.randint(0, 60)))
    words = ("".join(chr(chance.randint(*one)) for _ in range(chance.randint(1, 6))) for _ in range(5))
    return " ".join(list(words)[: chance.randint(1, 5)])


def main(catalogue: Path, many: int = 40_000, seed: int = 1) -> None:
    """Search for all of them and print what took longest."""
    collect_garbage_rarely()
    finder = PeopleFinder(storage.open_for_reading(catalogue))
    finder.load()
    chance = random.Random(seed)
    times = []
    for text in (*WORST, *(hostile(chance) for _ in range(many))):
        begun = time.perf_counter()
        finder.find(text)
        times.append((time.perf_counter() - begun, text))
    times.sort(key=lambda each: -each[0])
    slow = sum(taken > 0.2 for taken, _ in times)
    middle = times[len(times) // 2][0] * 1000
    print(f"{len(times)} texts, no exception; {slow} over 200 ms; median {middle:.1f} ms, slowest:")
    for taken, text in times[:10]:
        print(f"  {taken * 1000:6.0f} ms  {text[:40]!r}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
