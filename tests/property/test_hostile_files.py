"""Files that would do harm are read or refused with a message, within their memory and without a hang: 500 of a kind.

`tests/torture/hostile.py` makes them, reads as many as one has time for, and holds each to two seconds.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "torture"))

from hostile import KINDS, controls, trial

_A_HANG = 10.0  # seconds: the machine may be crowded by other tests


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_files_are_read_or_refused_with_a_message(kind: str, tmp_path: Path) -> None:
    tally = trial(kind, 500, 13, tmp_path, longest=_A_HANG)
    assert (tally.uncaught, tally.slow) == ([], [])
    assert tally.holds(), f"a reader took {tally.memory:,} bytes"
    assert tally.read and tally.refused, "some are sound enough, and some are not"
    assert list(tmp_path.iterdir()) == []


def test_the_count_sees_what_it_is_made_to_see(tmp_path: Path) -> None:
    assert controls(tmp_path) == []
