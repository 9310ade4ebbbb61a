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


class MemoirCatError(Exception):
    """The root. ``message`` says what happened, ``where`` in which file, line or record, ``hint`` what to do next."""

    exit_status = 70

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    @property
    def kind(self) -> str:
        """The name of the error for machines: ``input``, ``not_found``, ``environment`` …"""
        return KINDS.get(type(self), "error")

    def __str__(self) -> str:
        """All three parts in one line, as the command line prints them."""
        head = f"{self.where}: {self.message}" if self.where else self.message
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
