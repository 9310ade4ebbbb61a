"""Where the program's own files are: in the wheel, or beside ``src`` in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources_folder() -> Path | None:
    """The folder of the program's own files; None where the installation is incomplete."""
    here = Path(__file__).resolve().parent
    candidates = (here / "resources", here.parent.parent / "resources")
    return next((folder for folder in candidates if (folder / "vocabularies.csv").is_file()), None)
