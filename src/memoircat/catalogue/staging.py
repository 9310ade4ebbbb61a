"""Folders in which files are finished before they take their name; those of a killed program are swept."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SUFFIX = ".unfinished"


@contextmanager
def unfinished(to: Path) -> Iterator[Path]:
    """A folder beside ``to``, in which it is made; it is gone at the end, whatever happens. Raises OSError.

    While the program lives, `sweep_unfinished` of another one leaves it alone.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"{to.name}.", suffix=_SUFFIX, dir=to.parent))
    held = _hold(folder)
    try:
        yield folder
    finally:
        _let_go(held)
        shutil.rmtree(folder, ignore_errors=True)


def sweep_unfinished(parent: Path, begun: str = "") -> None:
    """Remove what killed programs left in a folder; what another program is just making stays.

    ``begun``: what its name begins with, in a folder that is not ours alone. A folder that is a link of a stranger
    leads elsewhere: nothing is removed there.
    """
    if parent.is_symlink():
        return
    with suppress(OSError):
        for left in list(parent.glob(f"{begun}*{_SUFFIX}")):
            if left.is_symlink() or not left.is_dir():
                left.unlink()  # a file, as the first release made them, or a link of somebody's
                continue
            with suppress(OSError):
                held = _hold(left)
                try:
                    shutil.rmtree(left, ignore_errors=True)
                finally:
                    _let_go(held)


if sys.platform == "win32":  # pragma: no cover - there, a file that is open cannot be removed: that is lock enough

    def _hold(_folder: Path) -> int:
        return -1

    def _let_go(_held: int) -> None:
        pass

else:
    import fcntl

    def _hold(folder: Path) -> int:
        """Lock a folder for as long as this program lives. Raises BlockingIOError where another program has it."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _let_go(held: int) -> None:
        os.close(held)
