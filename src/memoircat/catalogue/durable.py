"""Making sure that what was written is on the disk, and not only in the cache of the operating system."""

from __future__ import annotations

import os
from pathlib import Path


def to_disk(path: Path) -> None:
    """Flush a file to the disk; of a folder, the names of its entries (fsync). Raises OSError."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
