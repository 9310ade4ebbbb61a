"""Runs the program with recorder.c before it, and reads what it wrote: every write, sync and name, and what it acknowledged."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from disk import Event

HERE = Path(__file__).parent
_HEAD = struct.Struct("<cQQII")


def compiler() -> str | None:
    """The path of a C compiler; None where the recorder cannot be made."""
    return (shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")) if sys.platform == "linux" else None


def make_recorder(folder: Path) -> Path:
    """Compile the recorder into a folder."""
    made = folder / "recorder.so"
    found = compiler()
    assert found
    words = [found, "-O1", "-shared", "-fPIC", str(HERE / "recorder.c"), "-o", str(made), "-ldl", "-lpthread"]
    subprocess.run(words, check=True)
    return made


def record(recorder: Path, root: Path, log: Path, command: Sequence[str]) -> None:
    """Run a command, and add to ``log`` what it does below ``root``. Raises CalledProcessError where it fails."""
    surroundings = {"LD_PRELOAD": str(recorder), "TORTURE_ROOT": str(root), "TORTURE_LOG": str(log)}
    subprocess.run(
        command, env={**os.environ, **surroundings}, check=True, stdout=subprocess.PIPE, start_new_session=True
    )


def read(log: Path) -> Iterator[Event]:
    """The entries of a log, in their order."""
    data, at = log.read_bytes(), 0
    while at < len(data):
        kind, first, second, name_length, length = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        name = data[at : at + name_length].decode("utf-8", "surrogateescape")
        at += name_length
        yield Event(kind.decode(), first, second, name, data[at : at + length])
        at += length
