"""Where the files shipped with the program lie: in the wheel, or beside ``src`` in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from memoircat.errors import EnvironmentError_


@cache
def shipped_folder() -> Path:
    """The folder of shipped files. Raises EnvironmentError_ where the installation is incomplete."""
    here = Path(__file__).resolve().parent
    for candidate in (here / "resources", here.parent.parent / "resources"):
        if (candidate / "vocabularies.csv").is_file():
            return candidate
    raise EnvironmentError_(
        "The files that belong to the program are missing.", where=str(here), hint="Install MemoirCat again."
    )


def shipped(name: str) -> Path:
    """One shipped file or folder, by its name below the folder."""
    return shipped_folder() / name
