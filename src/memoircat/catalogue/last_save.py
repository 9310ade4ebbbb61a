"""What was acknowledged last, in a file beside the database: so that a lost or a foreign write-ahead file is known.

A catalogue has a token of its last opening for writing, in the database (`setting`) and in the file ``last-save``;
copies have none. Each commit is on the disk before the file speaks of it: the file is never ahead of a database that
lost nothing.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from stat import S_ISREG

from memoircat.catalogue.clock import now

NAME = "last-save"
_BYTES = 512  # a sector: it is written whole or not at all
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class LastSave:
    """The token of the opening, that of the one before while this one begins, and the newest change set acknowledged.

    ``digest`` is the chain's digest at that change set, empty where none is kept; ``at`` a time in UTC (ISO 8601).
    ``closed``: the catalogue was closed after it.
    """

    opening: str
    former: str = ""
    change_set: int = 0
    digest: str = ""
    at: str = ""
    closed: bool = False

    def packed(self) -> bytes:
        """The record as it lies in the file, with its checksum."""
        body = json.dumps(asdict(self)).encode()
        return (b"%08x " % zlib.crc32(body) + body).ljust(_BYTES - 1) + b"\n"

    @classmethod
    def unpacked(cls, data: bytes) -> LastSave | None:
        """The record of those bytes; None where they are torn, or another's."""
        checksum, _, body = data.rstrip().partition(b" ")
        if checksum != b"%08x" % zlib.crc32(body):
            return None
        try:
            return cls(**json.loads(body))
        except (ValueError, TypeError):
            return None


class LastSaveFile:
    """The file ``last-save`` as the one who writes the catalogue holds it open."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError where it cannot be written."""
        self._descriptor = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | _NO_FOLLOW, 0o644)
        if not S_ISREG(os.fstat(self._descriptor).st_mode):
            os.close(self._descriptor)
            raise FileExistsError(NAME)
        self.kept = LastSave.unpacked(_read(self._descriptor)) or LastSave("")

    def begin(self, former: str, newest: int, *, alone: bool) -> str:
        """Note that an opening begins, durably and before its first transaction; returns its token.

        ``former``: the token in the database; ``newest``: its newest change set. ``alone``: the database is one file
        just now. Else, after a crash and beside a reader, the token stays the former, to which the write-ahead file
        belongs. Raises OSError.
        """
        digest = self.kept.digest if self.kept.change_set == newest else ""
        opening = os.urandom(16).hex() if alone else former
        self.write(LastSave(opening, former, newest, digest, now()), durably=True)
        self.kept = replace(self.kept, former="")  # with the next write: a crash until then finds the one or the other
        return opening

    def acknowledge(self, change_set: int, digest: str = "") -> None:
        """Note a change set that is on the disk. Not durable itself: it may be behind the database, never ahead."""
        self.write(replace(self.kept, change_set=change_set, digest=digest, at=now()))

    def close(self, *, closed: bool) -> None:
        """``closed``: the database is one file with all that was acknowledged; False leaves the file as it is."""
        with suppress(OSError):
            if closed:
                self.write(replace(self.kept, closed=True), durably=True)
        os.close(self._descriptor)

    def write(self, record: LastSave, *, durably: bool = False) -> None:
        """Put a record into the file in one write. Raises OSError."""
        self.kept = record
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, record.packed())
        if durably:
            os.fsync(self._descriptor)


def read_last_save(folder: Path) -> LastSave | None:
    """What was acknowledged last; None where nobody noted it, or the note is torn."""
    try:
        descriptor = os.open(folder / NAME, os.O_RDONLY | _NO_FOLLOW)
    except OSError:
        return None
    try:
        return LastSave.unpacked(_read(descriptor)) if S_ISREG(os.fstat(descriptor).st_mode) else None
    except OSError:
        return None
    finally:
        os.close(descriptor)


def forget_last_save(folder: Path) -> None:
    """Forget what was acknowledged last: another database is put in place. Raises OSError."""
    (folder / NAME).unlink(missing_ok=True)


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, _BYTES)
