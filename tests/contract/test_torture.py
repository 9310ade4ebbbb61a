"""The short form of tests/torture: some repetitions of each trial, and its control, which must be caught."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TORTURE = Path(__file__).parent.parent / "torture"
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the work is forked and killed")
needs_compiler = pytest.mark.skipif(
    sys.platform != "linux" or not (shutil.which("cc") or shutil.which("gcc")), reason="the recorder needs a C compiler"
)


def holds(script: str, *words: object) -> None:
    """Run a trial as `make torture` does; it ends with 0 where nothing was lost, or where the control was caught."""
    command = [sys.executable, str(TORTURE / script), *map(str, words)]
    surroundings = {**os.environ, "MEMOIRCAT_LANG": "en"}
    ran = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout[-1000:] + ran.stderr[-3000:]


@needs_compiler
@pytest.mark.parametrize("workloads", ["edits images", "turns upgrade import new"])
def test_a_power_cut_loses_nothing_that_was_acknowledged(workloads: str) -> None:
    holds("power_cut.py", 48, 1, *workloads.split())


@needs_posix
@pytest.mark.parametrize("kinds", ["edit attach backup restore", "import upgrade", "export report"])
def test_a_kill_loses_nothing_that_was_acknowledged(kinds: str) -> None:
    holds("kills.py", 2, 1, *kinds.split(), "--rows=2000")


@needs_posix
@pytest.mark.parametrize("kinds", ["edit attach backup", "import upgrade", "export report"])
def test_a_full_disk_is_named_and_leaves_nothing_half_written(kinds: str) -> None:
    holds("disk_full.py", 4, 1, *kinds.split())


def test_what_is_stopped_has_changed_nothing() -> None:
    holds("cancel.py", 2, 1, "--rows=150")


@needs_posix
@pytest.mark.parametrize("script", ["kills.py", "disk_full.py", "cancel.py", "flips.py"])
def test_the_control_of_each_is_caught(script: str) -> None:
    """Were these not caught, the tests above would prove nothing."""
    holds(script, 6, 1, "--control", *(["--rows=20"] if script == "cancel.py" else []))


@needs_compiler
def test_a_sync_that_is_left_out_is_caught() -> None:
    holds("power_cut.py", 24, 1, "--control")
