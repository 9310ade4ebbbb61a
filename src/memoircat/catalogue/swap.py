"""Puts a database in the place of the one that is there: the old set of files is put aside whole, never deleted.

The new file is finished first, in the folder `restoring`. Then a plan is written, and from there on everything is a
rename that can be done again: whoever opens the catalogue for writing after a kill carries the plan out. Until the plan
is there, the catalogue is the old one; while it is, nobody reads; when it is done, the catalogue is the new one, and
no write-ahead file of the old one lies beside it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from memoircat.catalogue.clock import now
from memoircat.catalogue.durable import to_disk
from memoircat.errors import Conflict
from memoircat.messages import message

DATABASE = "catalogue.db"
# The database comes first: without it, what is left beside it is read by nobody.
_SET = (DATABASE, *(f"{DATABASE}-{part}" for part in ("wal", "shm", "journal")), "last-save")
_STAGED, _PLAN, ASIDE, _NOTE = "restoring", "plan.json", "aside", "restored.json"
FORMER, REMOVED = "former", "removed"  # in a note: the old set is removed, since nobody is to read it any more
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z(?:-\d+)?")
_LONGEST = 1 << 16  # bytes of a plan or a note
_BLOCK = 1 << 20  # bytes overwritten at once


def prepare(folder: Path) -> Path:
    """An empty folder in which the new database is made. Raises OSError; Conflict where something is in its way."""
    staged = folder / _STAGED
    discard(folder)
    _require_own(staged)
    staged.mkdir()
    return staged


def discard(folder: Path) -> None:
    """Remove what was prepared and not decided; nothing where a plan is there."""
    if not is_decided(folder) and _is_own(folder / _STAGED):
        shutil.rmtree(folder / _STAGED, ignore_errors=True)


def decide(folder: Path, note: Mapping[str, str]) -> None:
    """From here on the prepared database takes the place of the old one; ``note`` is kept for the history.

    Raises OSError; nothing is decided then.
    """
    staged = folder / _STAGED
    for made in (staged / DATABASE, staged):
        to_disk(made)
    unfinished = staged / f"{_PLAN}.unfinished"
    plan = {**note, "aside": _free_name(folder / ASIDE)}
    unfinished.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
    to_disk(unfinished)
    unfinished.replace(staged / _PLAN)
    to_disk(staged)
    to_disk(folder)


def is_prepared(folder: Path) -> bool:
    """Whether a new database is, or was, being made."""
    return _is_own(folder / _STAGED)


def is_decided(folder: Path) -> bool:
    """Whether a new database waits for its place: the old one must not be read any more."""
    return _is_own(folder / _STAGED) and (folder / _STAGED / _PLAN).is_file()


def carry_out(folder: Path) -> Path | None:
    """Put the old set aside and the new database in its place, as far as that is not done; only the holder of the lock.

    Returns where the old set is now; None where there was none. Raises OSError; it can be called again then.
    """
    staged = folder / _STAGED
    plan = _read(staged / _PLAN) or {}
    aside = folder / ASIDE / _stamp_in(plan)
    if (staged / DATABASE).exists():
        put_aside(folder, _SET, aside)
        (staged / DATABASE).rename(folder / DATABASE)
        to_disk(folder)
    if plan.get(FORMER) == REMOVED:
        _wipe_all(aside)
        (staged / _PLAN).unlink()
    else:
        (staged / _PLAN).replace(folder / _NOTE)
    to_disk(folder)
    shutil.rmtree(staged, ignore_errors=True)
    return aside if aside.is_dir() else None


def database_of(folder: Path) -> Path:
    """The database that whoever opens a catalogue will read: where a new one waits for its place, that one."""
    made = folder / _STAGED / DATABASE
    return made if is_decided(folder) and made.is_file() else folder / DATABASE


def wipe(file: Path) -> None:
    """Overwrite a file and remove it, so that nobody reads it who looks at the disk. Raises OSError.

    A disk may keep what is overwritten elsewhere, and no program can prevent that.
    """
    try:
        status = file.lstat()
    except FileNotFoundError:
        return
    if S_ISREG(status.st_mode) and status.st_nlink == 1:
        with file.open("r+b") as opened:
            for begin in range(0, status.st_size, _BLOCK):
                opened.write(bytes(min(_BLOCK, status.st_size - begin)))
            opened.flush()
            os.fsync(opened.fileno())
    file.unlink()


def _wipe_all(aside: Path) -> None:
    """Remove an old set for good, and its folder; what else is in there stays."""
    if not _is_own(aside):
        return
    for name in _SET:
        wipe(aside / name)
    for folder in (aside, aside.parent):
        with suppress(OSError):  # something else is in it
            folder.rmdir()


def put_aside(folder: Path, names: tuple[str, ...], aside: Path) -> None:
    """Move files, links or folders of a catalogue's folder into ``aside``, as they are."""
    for name in names:
        if os.path.lexists(folder / name):
            _require_own(folder / ASIDE)
            aside.mkdir(parents=True, exist_ok=True)
            (folder / name).rename(_free(aside / name))
    for path in (aside, folder / ASIDE, folder):
        if path.is_dir():
            to_disk(path)


def new_aside(folder: Path) -> Path:
    """A folder, not there yet, for what is put aside now."""
    return folder / ASIDE / _free_name(folder / ASIDE)


def note_of(folder: Path) -> Mapping[str, str] | None:
    """What is to be told in the history of a restore; None where there is nothing to tell."""
    return _read(folder / _NOTE)


def forget_note(folder: Path) -> None:
    """Remove the note: it is in the history."""
    with suppress(OSError):
        (folder / _NOTE).unlink(missing_ok=True)
        to_disk(folder)


def _stamp_in(plan: Mapping[str, str]) -> str:
    """The name of the folder for the old set; never one that leads elsewhere, whoever wrote the plan."""
    stamp = plan.get("aside", "")
    return stamp if _STAMP.fullmatch(stamp) else now().replace(":", "")


def _free_name(aside: Path) -> str:
    return _free(aside / now().replace(":", "")).name


def _free(path: Path) -> Path:
    free, number = path, 1
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.name}-{number}")
    return free


def _read(file: Path) -> Mapping[str, str] | None:
    """A small JSON object of texts; None where there is none. No link or pipe of a stranger is followed."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as opened:
            stored = json.loads(opened.read(_LONGEST))
    except (OSError, ValueError, RecursionError):
        return None
    return {str(name): str(value) for name, value in stored.items()} if isinstance(stored, dict) else None


def _is_own(path: Path) -> bool:
    try:
        return S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _require_own(path: Path) -> None:
    """Raise Conflict where a folder of ours is a link, or something else: it would lead writing elsewhere."""
    if os.path.lexists(path) and not _is_own(path):
        raise Conflict(
            message("“{name}” in this folder is a link, a pipe or a device.", name=path.name),
            where=str(path),
            hint=message("Move it elsewhere, and try again. Nothing was changed."),
        )
