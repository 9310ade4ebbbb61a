"""Kill an import of 20,000 rows at random moments: all of it is there afterwards, or none, and `check` agrees.

python tests/bench/kills.py [HOW_MANY] [SEED]
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from memoircat.program import Program

HERE = Path(__file__).parent
ROWS = 20_000


def importing(catalogue: Path, roster: Path) -> subprocess.Popen[bytes]:
    """An import under way in a process of its own."""
    command = [sys.executable, "-m", "memoircat.cli", "import", str(catalogue), str(roster)]
    return subprocess.Popen(
        [*command, "--mapping", str(HERE / "roster.toml")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def people_in(catalogue: Path) -> int:
    """How many people are there, after a check that must find nothing."""
    with Program.open(catalogue) as program:
        problems = list(program.check())
        if problems:
            raise SystemExit(f"check found: {problems[:3]}")
        return int(program.catalogue.info()["records"]["person"])


def main(many: int = 100, seed: int = 1) -> None:
    """Kill, look, and count what was found."""
    chance = random.Random(seed)
    found: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        roster = folder / "roster.csv"
        subprocess.run([sys.executable, HERE / "people.py", "--people", str(ROWS), "--out", roster], check=True)
        Program.create(folder / "whole.memoircat").close()
        begun = time.monotonic()
        importing(folder / "whole.memoircat", roster).wait()
        whole = time.monotonic() - begun
        for number in range(many):
            catalogue = folder / f"{number}.memoircat"
            Program.create(catalogue).close()
            running = importing(catalogue, roster)
            # A third of them near the end, where the commit is.
            time.sleep(whole * (chance.uniform(0.9, 1.1) if chance.random() < 1 / 3 else chance.uniform(0, 1)))
            running.kill()
            running.wait()
            found[people_in(catalogue)] += 1
            shutil.rmtree(catalogue)
    print(f"{many} imports of {ROWS} rows killed within {whole:.1f} s: people found afterwards {dict(found)}")
    if set(found) - {0, ROWS}:
        raise SystemExit("An import was there in part.")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
