"""What can go wrong, as people meet it.

    MemoirCatError
    ├── InputError            the user can mend it: which file, which line, which field, why, what next
    │   ├── NotFound          a code, a type, a property or a term that is not there
    │   ├── Conflict          the record was changed by someone else, or a code is taken
    │   └── NotACatalogue     a file or folder that is no catalogue, or one of a newer program
    │       └── OlderCatalogue one that must be brought up to date before anything can be read
    ├── EnvironmentError_     disk, lock, permission, library: what to do
    │   ├── CatalogueInUse    another program holds the catalogue
    │   └── CatalogueReadOnly writing to what was opened for reading
    └── Cancelled             a person stopped the work; nothing was changed

Anything else that is raised is a bug: it is logged with ids only and shown as such.
"""

from __future__ import annotations

from memoircat.messages import Message, Words, message


class MemoirCatError(Exception):
    """The root. ``message`` says what happened, ``place`` in which file, line or record, ``hint`` what to do next.

    A text that is given as one of these is shown as it is; a `Message` is worded where it is shown.
    """

    exit_status = 70

    def __init__(self, problem: Words | str, *, where: Words | str = "", hint: Words | str | None = None) -> None:
        self.message = Message.of(problem)
        self.place = Message.of(where) if where else None
        self.hint = Message.of(hint) if hint else None
        super().__init__(str(self.message))

    @property
    def kind(self) -> str:
        """The name of the error for machines: ``input``, ``not_found``, ``environment`` …"""
        return KINDS.get(type(self), "error")

    @property
    def where(self) -> str:
        """The place in English: the name of a field, the code of a record, a file …; empty where none is known."""
        return str(self.place) if self.place else ""

    @property
    def brief(self) -> Message:
        """What happened and what to do next, for whoever shows by other means where it was."""
        return message("{what} {hint}", what=self.message, hint=self.hint) if self.hint else self.message

    @property
    def line(self) -> Message:
        """Where, what, and what to do next."""
        return message("{where}: {what}", where=self.place, what=self.brief) if self.place else self.brief

    def __str__(self) -> str:
        """All three parts in one English line, as the command line prints them."""
        head = f"{self.where}: {self.message}" if self.place else str(self.message)
        return f"{head} — {self.hint}" if self.hint else head


class InputError(MemoirCatError):
    """The input cannot be used, and the user can mend it."""

    exit_status = 3


class NotFound(InputError):
    """Something was named that does not exist."""


class Conflict(InputError):
    """The wish collides with what is stored: a code is taken, or the record has changed meanwhile."""


class NotACatalogue(InputError):
    """The path holds no catalogue that this program can open."""


class OlderCatalogue(NotACatalogue):
    """A catalogue that must be brought up to date, for which it is opened for writing, before anything can be read."""


class EnvironmentError_(MemoirCatError):  # noqa: N801 - Python has an EnvironmentError of its own
    """The disk, a lock, a permission or a library stands in the way."""

    exit_status = 4


class CatalogueInUse(EnvironmentError_):
    """Another program holds the catalogue open for writing."""


class CatalogueReadOnly(EnvironmentError_):
    """The catalogue was opened for reading only."""


class Cancelled(MemoirCatError):
    """A person stopped the work. Nothing was changed."""

    exit_status = 1


KINDS: dict[type[MemoirCatError], str] = {
    InputError: "input",
    NotFound: "not_found",
    Conflict: "conflict",
    NotACatalogue: "not_a_catalogue",
    OlderCatalogue: "not_a_catalogue",
    EnvironmentError_: "environment",
    CatalogueInUse: "in_use",
    CatalogueReadOnly: "read_only",
    Cancelled: "cancelled",
}
