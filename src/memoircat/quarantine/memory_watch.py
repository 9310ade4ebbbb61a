"""How much memory another process has, as the operating system tells it."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_TASK_INFO = 4  # PROC_PIDTASKINFO of <sys/proc_info.h>; the second number of the structure is the resident size
_TASK_NUMBERS = 12  # 96 bytes


def resident_memory(pid: int) -> int:
    """The bytes of a process that are in memory; 0 where they cannot be known, as on Windows."""
    if sys.platform == "linux":
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        except (OSError, ValueError, IndexError):
            return 0
        return pages * 4096
    if sys.platform == "darwin":
        numbers = (ctypes.c_uint64 * _TASK_NUMBERS)()
        library = ctypes.CDLL("/usr/lib/libproc.dylib")
        known = library.proc_pidinfo(pid, _TASK_INFO, ctypes.c_uint64(0), numbers, ctypes.sizeof(numbers))
        return int(numbers[1]) if known > 0 else 0
    return 0
