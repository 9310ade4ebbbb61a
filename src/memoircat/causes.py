"""What stands in the way when a disk or a database refuses: by SQLite's result codes and by errno, never by words.

The driver's exceptions carry the code of SQLite (``sqlite_errorcode``), SQLAlchemy wraps them (``orig``), those of the
system carry ``errno``. SQLite hides the errno behind "I/O error" and "cannot open": then the disk itself is looked at.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from memoircat.messages import Message, message

if sys.platform != "win32":
    import resource

_FULL_BELOW = 256 * 1024  # bytes free: with less, what was refused was refused for want of room
_NEAR_LIMIT = 1 << 20  # bytes: a file that near to the limit on sizes has met it
_READ_ONLY_MOUNT = getattr(os, "ST_RDONLY", 0)

# SQLite's primary result codes (the last byte of every code) with their names; https://www.sqlite.org/rescode.html
_NAMES = {
    1: "ERROR", 2: "INTERNAL", 3: "PERM", 4: "ABORT", 5: "BUSY", 6: "LOCKED", 7: "NOMEM", 8: "READONLY",
    9: "INTERRUPT", 10: "IOERR", 11: "CORRUPT", 12: "NOTFOUND", 13: "FULL", 14: "CANTOPEN", 15: "PROTOCOL",
    17: "SCHEMA", 18: "TOOBIG", 19: "CONSTRAINT", 20: "MISMATCH", 21: "MISUSE", 22: "NOLFS", 23: "AUTH",
    24: "FORMAT", 25: "RANGE", 26: "NOTADB",
}  # fmt: skip
# Extended codes that say more than the primary one.
_IOERR_NOMEM = 3082
_KINDS_OF_SQLITE = {
    3: "forbidden", 5: "busy", 6: "busy", 7: "memory", 8: "read_only", 9: "interrupted", 11: "damaged", 13: "full",
    15: "busy", 18: "memory", 22: "size_limit", 23: "forbidden", 24: "damaged", 26: "damaged", _IOERR_NOMEM: "memory",
}  # fmt: skip
_HIDDEN = (10, 14)  # IOERR and CANTOPEN: the true cause is seen on the disk alone

_KINDS_OF_ERRNO = {
    number: kind
    for kind, names in {
        "full": ("ENOSPC",),
        "quota": ("EDQUOT",),
        "size_limit": ("EFBIG",),
        "disk": ("EIO", "ENXIO", "EREMOTEIO", "ETIMEDOUT"),
        "gone": ("ENOENT", "ENODEV", "ENOTDIR", "ESTALE", "ENOTCONN", "EHOSTDOWN", "ENOMEDIUM"),
        "read_only": ("EROFS",),
        "forbidden": ("EACCES", "EPERM"),
        "busy": ("EBUSY", "EAGAIN", "EDEADLK", "ETXTBSY", "ENOLCK"),
        "memory": ("ENOMEM",),
        "name": ("ENAMETOOLONG", "EISDIR", "EEXIST", "ENOTEMPTY", "EINVAL", "EILSEQ", "ELOOP"),
        "many_files": ("EMFILE", "ENFILE"),
    }.items()
    for name in names
    if (number := getattr(errno, name, None)) is not None
}


class Cause(NamedTuple):
    """What stands in the way (``kind``: full, damaged …), in a sentence, and what to do about it."""

    kind: str
    what: Message
    remedy: Message


def cause_of(problem: BaseException, place: Path | None = None) -> Cause | None:
    """Why a disk or a database refused, where the exception says so; None for anything else, such as a bug.

    ``place``: the file or folder that was read or written. It is looked at where the code alone does not say enough.
    """
    code = sqlite_code(problem)
    if code is not None:
        kind = _kind_of_sqlite(code, place)
        return _cause(kind, code_name(problem)) if kind else None
    if _has_no_code(problem):
        return _cause((_seen_on_the_disk(place) if place is not None else None) or "damaged", "")
    if isinstance(problem, OSError) and problem.errno is not None:
        return _cause(_kind_of_errno(problem, place), code_name(problem))
    return _cause("memory", "") if isinstance(problem, MemoryError) else None


def sqlite_code(problem: BaseException) -> int | None:
    """SQLite's result code in an exception of the driver, or of SQLAlchemy around one; None where there is none."""
    code = getattr(_of_the_driver(problem), "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


def code_name(problem: BaseException) -> str:
    """The code for a log: ``SQLITE_IOERR``, ``SQLITE_IOERR 778``, ``ENOSPC``; empty where there is none."""
    code = sqlite_code(problem)
    if code is not None:
        name = f"SQLITE_{_NAMES.get(code & 0xFF, '?')}"
        return name if code <= 0xFF else f"{name} {code}"
    number = problem.errno if isinstance(problem, OSError) else None
    return errno.errorcode.get(number, str(number)) if number is not None else ""


def _of_the_driver(problem: BaseException) -> BaseException:
    wrapped = getattr(problem, "orig", None)
    return wrapped if isinstance(wrapped, BaseException) else problem


def _has_no_code(problem: BaseException) -> bool:
    """Whether the driver met bytes that are not UTF-8 where a text should be: the one refusal that has no code.

    A backup that fails has none either; `storage.copy_pages` gives it the code of its last step.
    """
    kind = type(_of_the_driver(problem))
    return kind.__name__ == "OperationalError" and kind.__module__.startswith("sqlcipher3")


def _kind_of_sqlite(code: int, place: Path | None) -> str | None:
    kind = _KINDS_OF_SQLITE.get(code) or _KINDS_OF_SQLITE.get(code & 0xFF)
    if kind == "full" and place is not None and _free(place) > _FULL_BELOW and _free(_temporary()) <= _FULL_BELOW:
        return "full_temporary"
    if code & 0xFF not in _HIDDEN or kind:
        return kind
    seen = _seen_on_the_disk(place) if place is not None else None
    return seen or ("disk" if code & 0xFF == 10 else "unopened")


def _kind_of_errno(problem: OSError, place: Path | None) -> str:
    kind = _KINDS_OF_ERRNO.get(problem.errno or 0, "unknown")
    if kind == "forbidden" and place is not None and _is_read_only(_existing(place)):
        return "read_only"  # some systems say "no permission" of a medium that cannot be written at all
    return kind


def _seen_on_the_disk(place: Path) -> str | None:
    """What is plainly wrong with a place that refused without saying why; None where nothing is seen."""
    folder = place if place.is_dir() else place.parent
    if not folder.is_dir():
        return "gone"
    seen = (
        ("read_only", _is_read_only(folder)),
        ("full", _free(folder) <= _FULL_BELOW),
        ("size_limit", _met_size_limit(folder)),
        ("forbidden", not os.access(folder, os.R_OK | os.W_OK | os.X_OK)),
        ("forbidden", place.is_file() and not os.access(place, os.R_OK | os.W_OK)),
        ("full_temporary", _free(_temporary()) <= _FULL_BELOW),
    )
    return next((kind for kind, is_so in seen if is_so), None)


def _met_size_limit(folder: Path) -> bool:
    """Whether a file of the folder has grown up to the limit that the system sets this program (``ulimit -f``)."""
    if sys.platform == "win32":
        return False
    limit, _ = resource.getrlimit(resource.RLIMIT_FSIZE)
    if limit == resource.RLIM_INFINITY:
        return False
    return any(size + _NEAR_LIMIT >= limit for size in _sizes(folder))


def _sizes(folder: Path) -> Iterator[int]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    yield entry.stat(follow_symlinks=False).st_size
    except OSError:
        return


def _existing(place: Path) -> Path:
    """The place, or the nearest folder above it that is there."""
    return next((path for path in (place, *place.parents) if path.exists()), place)


def _is_read_only(folder: Path) -> bool:
    try:
        return bool(_READ_ONLY_MOUNT and os.statvfs(folder).f_flag & _READ_ONLY_MOUNT)
    except (OSError, AttributeError):  # Windows has no statvfs
        return False


def _free(place: Path) -> int:
    """Bytes free on the disk of a place; plenty where that cannot be asked."""
    import shutil  # noqa: PLC0415 - wanted only when something was refused; `find` starts without it

    try:
        return shutil.disk_usage(_existing(place)).free
    except OSError:
        return sys.maxsize


def _temporary() -> Path:
    """Where SQLite puts what it sorts; its own variable comes first."""
    import tempfile  # noqa: PLC0415 - likewise

    return Path(os.environ.get("SQLITE_TMPDIR") or tempfile.gettempdir())


def _cause(kind: str, code: str) -> Cause:
    what, remedy = _WORDS[kind]
    if kind in _TOLD_WITH_CODE and code:
        what = message("{what} [{code}]", what=what, code=code)
    return Cause(kind, what, remedy)


_TOLD_WITH_CODE = ("disk", "gone", "unopened", "name", "unknown")
_ROOM = message("Free some disk space, or choose another disk.")
_WORDS: dict[str, tuple[Message, Message]] = {
    "full": (message("The disk is full."), _ROOM),
    "full_temporary": (
        message("The disk of temporary files is full."),
        message("Free some space in the folder of temporary files."),
    ),
    "quota": (message("Your share of the disk is used up (quota)."), _ROOM),
    "size_limit": (
        message("A file may not become that large here (a limit on the size of files)."),
        message("Raise the limit (ulimit -f), or choose a disk that takes large files."),
    ),
    "disk": (
        message("The disk reports an error."),
        message("Check the disk and its cable, and copy the catalogue to another disk soon."),
    ),
    "gone": (
        message("The file or its folder is not there any more."),
        message("Connect the disk or the network drive again, or check the path."),
    ),
    "read_only": (
        message("The disk or the file can only be read."),
        message("Copy it to a disk that can be written, or remove the write protection."),
    ),
    "forbidden": (
        message("You have no permission for this file or folder."),
        message("Ask whoever looks after the computer, or choose another folder."),
    ),
    "unopened": (
        message("The file cannot be opened."),
        message("Check that it is there, and that you may read and write it."),
    ),
    "busy": (
        message("Another program is using the file just now."),
        message("Wait a moment, or close the other program."),
    ),
    "damaged": (
        message("catalogue.db is damaged."),
        message("Run `memoircat check`, then `memoircat restore` or `memoircat salvage`."),
    ),
    "memory": (
        message("There is not enough memory for this."),
        message("Close other programs, or do it in smaller parts."),
    ),
    "interrupted": (message("Stopped. Nothing was changed."), message("Try again.")),
    "name": (message("The system does not accept this name or path."), message("Choose another name.")),
    "many_files": (message("Too many files are open."), message("Close other programs, or do it in smaller parts.")),
    "unknown": (
        message("The system refused it."),
        message("Close it where it is open, or choose another place."),
    ),
}
