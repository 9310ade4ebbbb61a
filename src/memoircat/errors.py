"""What can go wrong, as people meet it.

    MemoirCatError
    ├── InputError            the user can fix it; says which file, line and field, why, and what to do next
    │   ├── NotFound          a code, a type, a property or a term that is not there
    │   ├── Conflict          the record was changed by someone else, or a code is taken
    │   ├── Unreadable        a stored value that no program wrote: damage, or a stranger's work
    │   └── NotACatalogue     a file or folder that is no catalogue, or one of a newer program
    │       ├── OlderCatalogue one that must be brought up to date before anything can be read
    │       └── Damaged       SQLite met a page or a text that cannot be what was written
    │       ├── PasswordNeeded one with a password that this process does not know
    │       │   └── WrongPassword the password that was given does not open it
    │       └── ForeignLog    what lies beside the database, to be applied to it, belongs to another one
    ├── EnvironmentError_     disk, lock, permission, library: what to do
    │   ├── CatalogueInUse    another program has the catalogue open
    │   ├── CatalogueReadOnly writing to what was opened for reading
    │   └── CatalogueReplaced the database, or its folder, is not what was opened any more
    └── Cancelled             the user stopped the work; nothing was changed

Anything else that is raised is a bug: it is logged with ids only and shown as such.
"""

from __future__ import annotations

from pathlib import Path

from memoircat.causes import cause_of
from memoircat.messages import Message, Words, message


class MemoirCatError(Exception):
    """The root. ``message`` says what happened, ``location`` in which file, line or record, ``hint`` what to do next.

    A text that is given as one of these is shown as it is; a `Message` is worded where it is shown.
    """

    exit_status = 70

    def __init__(self, text: Words | str, *, where: Words | str = "", hint: Words | str | None = None) -> None:
        self.message = Message.of(text)
        self.location = Message.of(where) if where else None
        self.hint = Message.of(hint) if hint else None
        super().__init__(str(self.message))

    @property
    def kind(self) -> str:
        """The name of the error for machines: ``input``, ``not_found``, ``environment`` …"""
        return KINDS.get(type(self), "error")

    @property
    def where(self) -> str:
        """``location`` in English: the name of a field, the code of a record, a file …; empty where none is known."""
        return str(self.location) if self.location else ""

    @property
    def brief(self) -> Message:
        """What happened and what to do next, for whoever shows by other means where it was."""
        return message("{what} {hint}", what=self.message, hint=self.hint) if self.hint else self.message

    @property
    def line(self) -> Message:
        """Where, what, and what to do next."""
        return message("{where}: {what}", where=self.location, what=self.brief) if self.location else self.brief

    def __str__(self) -> str:
        """All three parts in one English line, as the command line prints them."""
        head = f"{self.where}: {self.message}" if self.location else str(self.message)
        return f"{head} — {self.hint}" if self.hint else head


class InputError(MemoirCatError):
    """The input cannot be used as it is; the user can correct it."""

    exit_status = 3


class NotFound(InputError):
    """Something was named that does not exist."""


class Conflict(InputError):
    """The change conflicts with what is stored: a code is taken, or the record has been changed since it was read."""


class Unreadable(InputError):
    """A value in the catalogue cannot be read; ``where`` names the record or row."""


class NotACatalogue(InputError):
    """There is no catalogue at the path that this program can open."""


class OlderCatalogue(NotACatalogue):
    """A catalogue that must be brought up to date, for which it is opened for writing, before anything can be read."""


class Damaged(NotACatalogue):
    """The database of a catalogue is damaged: what is read from it cannot be trusted."""


class ForeignLog(NotACatalogue):
    """A write-ahead file lies beside a database that it was not written for: applied to it, it would damage it."""


class PasswordNeeded(NotACatalogue):
    """A catalogue, or a copy of one, has a password, which has to be given first. ``where`` is its file."""


class WrongPassword(PasswordNeeded):
    """The password that was given does not open the file: it is another one, or the file is damaged."""


class EnvironmentError_(MemoirCatError):  # noqa: N801 - Python has an EnvironmentError of its own
    """The disk, a lock, a permission or a library stands in the way."""

    exit_status = 4


class CatalogueInUse(EnvironmentError_):
    """Another program has the catalogue open for writing."""


class CatalogueReadOnly(EnvironmentError_):
    """The catalogue was opened for reading only."""


class CatalogueReplaced(EnvironmentError_):
    """The database was replaced, overwritten or deleted, or its folder moved, while it was open.

    ``kept``: the file in which everything that was saved is kept; ``moved_to``: where the folder lies now.
    """

    kept: Path | None = None
    moved_to: Path | None = None


class Cancelled(MemoirCatError):
    """The user stopped the work. Nothing was changed."""

    exit_status = 1


def trouble(problem: BaseException, place: Path, *, doing: Words | None = None) -> MemoirCatError | None:
    """The error for what a disk or a database refused, with its true cause and remedy; raise it from ``problem``.

    ``place``: the file or folder that was read or written; ``doing``: a sentence that says what failed. Damaged for a
    database that is, CatalogueInUse for one that another program has, Cancelled for a question that was stopped, else
    EnvironmentError_. None where the exception says nothing of the kind: it is a bug.
    """
    if isinstance(problem, MemoirCatError):
        return problem
    cause = cause_of(problem, place)
    if cause is None:
        return None
    kind = _BY_CAUSE.get(cause.kind, EnvironmentError_)
    what = message("{what} {why}", what=doing, why=cause.what) if doing else cause.what
    return kind(what, where=str(place), hint=cause.remedy)


def cannot_write(to: object, problem: BaseException, *, doing: Words | None = None) -> MemoirCatError:
    """The error for a file or folder that cannot be written; raise it from ``problem``. ``doing``: as in `trouble`."""
    doing = doing or message("The file was not written.")
    told = trouble(problem, Path(str(to)), doing=doing)
    return told or EnvironmentError_(
        doing, where=str(to), hint=message("Close it where it is open, or choose another place.")
    )


_BY_CAUSE: dict[str, type[MemoirCatError]] = {"damaged": Damaged, "busy": CatalogueInUse, "interrupted": Cancelled}
KINDS: dict[type[MemoirCatError], str] = {
    InputError: "input",
    NotFound: "not_found",
    Conflict: "conflict",
    Unreadable: "unreadable",
    NotACatalogue: "not_a_catalogue",
    OlderCatalogue: "not_a_catalogue",
    Damaged: "damaged",
    ForeignLog: "foreign_log",
    PasswordNeeded: "password",
    WrongPassword: "password",
    EnvironmentError_: "environment",
    CatalogueInUse: "in_use",
    CatalogueReadOnly: "read_only",
    CatalogueReplaced: "replaced",
    Cancelled: "cancelled",
}
