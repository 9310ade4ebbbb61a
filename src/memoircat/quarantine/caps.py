"""What a reader process may take, set by itself before it sees a file and held by the operating system.

On macOS the system does not hold a process to its memory, and on Windows there are no such limits: there the program
watches (`memory_watch`), or a job object holds it (`windows_job`).
"""

from __future__ import annotations

import math
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

MOST_FILES = 32  # open at once: modules while they are imported, and one file


def close_doors() -> None:
    """Write no file, start no process, leave no picture of the memory (which holds parts of files) behind."""
    if sys.platform != "win32":
        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_NOFILE, MOST_FILES),
        ):
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (most, most))


def cap(memory: int, seconds: float) -> None:
    """Take at most ``memory`` bytes in all, and compute for ``seconds``, from now on."""
    if sys.platform != "win32":
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        for limit, soft in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_CPU, math.ceil(used + seconds))):
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (soft, resource.getrlimit(limit)[1]))
