"""Searches for texts that nobody would type: no exception, and at most 200 ms of the processor, whatever the text.

python tests/torture/searches.py [HOW_MANY] [SEED] [--control]       the control also asks for a text that raises
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from memoircat.demonstration import make_demonstration
from memoircat.program import Program
from memoircat.search.reader import Reader

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from trial import Findings, arguments, finish, workplace  # noqa: E402

from shared.odd_texts import anything  # noqa: E402

MOST_S = 0.2


def search(reader: Reader, text: str, findings: Findings, *, control: bool) -> None:
    for way in (reader.words, reader.people.find):
        begun = time.process_time()
        try:
            if control and "佐" in text:
                raise ValueError(text)
            way(text)
        except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
            findings.bad.append(f"{type(problem).__name__}: {text[:40]!a}")
        if time.process_time() - begun > MOST_S:
            begun = time.process_time()
            way(text)  # once more: a machine may have been busy
            if time.process_time() - begun > MOST_S:
                findings.bad.append(f"over 200 ms: {text[:40]!a}")


def main() -> None:
    begun = time.monotonic()
    many, seed, control, _ = arguments(40_000)
    rng, findings = random.Random(seed), Findings()
    with workplace() as folder:
        with Program.create(folder / "demo.memoircat", by="試験") as program:
            make_demonstration(program)
        with Reader.open(folder / "demo.memoircat") as reader:
            reader.people.load()
            for _ in range(many):
                search(reader, anything(rng), findings, control=control)
    findings.counts["searches"] = many * 2
    finish("searches", "any text", findings, control=control, begun=begun)


if __name__ == "__main__":
    main()
