"""Every trial of this folder with its control, one after the other, and a table of what they found.

python tests/torture/run.py [HOW_MANY] [SEED]        HOW_MANY of each kind; of power cuts 25 times as many, 5,000 by default
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# The trials, with how many repetitions they take where 200 are asked for. What is not there yet is left out with a word.
TRIALS = {
    "power_cut.py": 5_000,
    "kills.py": 200,
    "disk_full.py": 200,
    "cancel.py": 200,
    "flips.py": 1_000,
    "damaged.py": 3_000,
    "hostile.py": 10_000,
    "searches.py": 40_000,
}


def run(script: str, *words: str) -> tuple[bool, str]:
    """Run a trial: whether it holds, and its last line, which is its figures."""
    if not (HERE / script).exists():
        return True, f"{script}: not there"
    command = [sys.executable, str(HERE / script), *words]
    ended = subprocess.run(
        command, stdout=subprocess.PIPE, text=True, check=False, env={**os.environ, "MEMOIRCAT_LANG": "en"}
    )
    lines = ended.stdout.strip().split("\n")
    return ended.returncode == 0, lines[-1] or f"{script}: ended with {ended.returncode}"


def main(how_many: int = 200, seed: int = 1) -> None:
    """Run all of them; the exit status is 1 where one does not hold."""
    table: list[tuple[bool, str]] = []
    for script, usual in TRIALS.items():
        many = max(usual * how_many // 200, 2)
        for words in ([str(many), str(seed)], [str(max(many // 20, 10)), str(seed), "--control"]):
            table.append(run(script, *words))
            print(table[-1][1], flush=True)
    print("\n" + "\n".join(f"{'holds' if holds else 'FAILS':6} {figures}" for holds, figures in table))
    sys.exit(int(not all(holds for holds, _ in table)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
