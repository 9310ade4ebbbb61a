"""Reading a catalogue from a medium that can only be read, where the last program left its log beside the database.

What was saved last is in that log (``catalogue.db-wal`` or ``-journal``), and SQLite cannot take it in without writing
beside the database. To read the database file alone would show an older state, or a mixture. So both are copied into a
private temporary folder, once for each process, and read there; the folder is removed when the process ends.
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path

from memoircat.errors import cannot_write
from memoircat.messages import message

_LOGS = ("-wal", "-journal")


def has_log(database: Path) -> bool:
    """Whether a log that is not empty lies beside a database."""
    return any(_size(database.with_name(database.name + ending)) for ending in _LOGS)


def copy_for_reading(database: Path) -> Path:
    """The copy of a database with its log, the same for each call as long as the files are the same.

    Raises EnvironmentError_ where there is no room for it.
    """
    return _copy(database, *(_size(database.with_name(database.name + ending)) for ending in ("", *_LOGS)))


@cache
def _copy(database: Path, *_sizes: int) -> Path:
    import shutil  # noqa: PLC0415 - few catalogues are read in this way, and every command imports this module
    import tempfile  # noqa: PLC0415 - likewise

    folder = Path(tempfile.mkdtemp(prefix="memoircat-reading-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    try:
        for ending in ("", *_LOGS):
            part = database.with_name(database.name + ending)
            if part.exists():
                shutil.copyfile(part, folder / part.name)
                (folder / part.name).chmod(0o600)
    except OSError as problem:
        shutil.rmtree(folder, ignore_errors=True)
        doing = message("The catalogue could not be copied for reading, which its read-only disk makes necessary.")
        raise cannot_write(folder, problem, doing=doing) from problem
    return folder / database.name


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
