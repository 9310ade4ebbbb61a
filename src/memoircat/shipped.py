"""The files shipped with the program, for whoever cannot do without them."""

from __future__ import annotations

from pathlib import Path

from memoircat.errors import EnvironmentError_
from memoircat.messages import message
from memoircat.resources_folder import resources_folder


def shipped(name: str) -> Path:
    """One shipped file or folder, by its name. Raises EnvironmentError_ where the installation is incomplete."""
    folder = resources_folder()
    if folder is None:
        raise EnvironmentError_(
            message("The files that belong to the program are missing."),
            where=str(Path(__file__).resolve().parent),
            hint=message("Install MemoirCat again."),
        )
    return folder / name
