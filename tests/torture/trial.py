"""What the trials share: their arguments, a place to work in, and the line of figures by which they end."""

from __future__ import annotations

import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Findings:
    """What a trial counted; ``bad`` holds a line for each loss, ``untidy`` for what was left lying about."""

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    untidy: list[str] = field(default_factory=list)

    def add(self, other: Findings) -> None:
        self.counts += other.counts
        self.bad += other.bad
        self.untidy += other.untidy


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder in memory where there is one: the trials write much, and nothing of it is to stay."""
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(prefix="torture-", dir=memory if memory.is_dir() else None)).resolve()
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def arguments(many: int) -> tuple[int, int, bool, list[str]]:
    """HOW_MANY, SEED, whether this is the control, and the other words of the command line (kinds, options)."""
    numbers = [int(word) for word in sys.argv[1:] if word.isdecimal()]
    others = [word for word in sys.argv[1:] if not word.isdecimal() and word != "--control"]
    how_many, seed = (*numbers, *(many, 1)[len(numbers) :])
    return how_many, seed, "--control" in sys.argv[1:], others


def finish(name: str, what: str, findings: Findings, *, control: bool, begun: float) -> None:
    """Print the figures and end: 0 where nothing was lost, or where the control was caught; else 1."""
    for kind, lines in (("LOST", findings.bad), ("left over", findings.untidy)):
        for line, times in Counter(lines).most_common(8):
            print(f"  {kind}: {line}" + (f" ({times} times)" if times > 1 else ""), file=sys.stderr)
    figures = ", ".join(f"{count} {word}" for word, count in findings.counts.items())
    verdict = f"{len(findings.bad)} lost or damaged, {len(findings.untidy)} left over"
    if control:
        verdict = "the control was caught" if findings.bad else "THE CONTROL WAS NOT CAUGHT"
    print(f"{name}: {what}: {figures}: {verdict} ({time.monotonic() - begun:.0f} s)", flush=True)
    sys.exit(int(control != bool(findings.bad)) if control else int(bool(findings.bad or findings.untidy)))


def run(name: str, many: int, trial: Callable[[int, int, bool, list[str]], tuple[str, Findings]]) -> None:
    """Run a trial as a script does."""
    begun = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what is mounted and made goes when it is ended
    how_many, seed, control, others = arguments(many)
    what, findings = trial(how_many, seed, control, others)
    finish(name, what, findings, control=control, begun=begun)
