"""Opening what somebody names as a file: a pipe or a device would hang the program, or never end."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from memoircat.errors import InputError
from memoircat.messages import message

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class NotAFile(OSError):
    """A pipe, a device or a socket stands where a file was expected."""


def open_regular(file: Path) -> BinaryIO:
    """Open a file for reading, without ever waiting for it.

    Raises OSError where it cannot be opened, `NotAFile` for a pipe or a device, IsADirectoryError for a folder.
    """
    _prove_regular(file.stat().st_mode)  # before it is opened: to open a device may move a tape
    descriptor = os.open(file, _READ)  # does not wait for a pipe that was put there meanwhile
    try:
        _prove_regular(os.fstat(descriptor).st_mode)
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def _prove_regular(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError
    if not stat.S_ISREG(mode):
        raise NotAFile


def not_opened(problem: OSError, file: Path) -> InputError:
    """The error for a file that cannot be opened or read; raise it from None."""
    if isinstance(problem, NotAFile):
        what, hint = message("This is a pipe or a device, not a file."), message("Name a file.")
    elif isinstance(problem, FileNotFoundError):
        what, hint = message("There is no such file."), message("Check the path.")
    elif isinstance(problem, IsADirectoryError):
        what, hint = message("This is a folder."), message("Name a file.")
    else:
        reason = problem.strerror or type(problem).__name__
        what, hint = message("The file cannot be read ({problem}).", problem=reason), message("Check the path.")
    return InputError(what, where=str(file), hint=hint)
