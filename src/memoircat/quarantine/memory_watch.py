"""How much memory another process has, as the operating system tells it."""

from __future__ import annotations

import ctypes
import mmap
import sys
from contextlib import suppress
from pathlib import Path

_PAGE = mmap.PAGESIZE
_TASK_INFO = 4  # PROC_PIDTASKINFO of <sys/proc_info.h>; the second number of the structure is the resident size
_TASK_NUMBERS = 12  # 96 bytes


def resident_memory(pid: int) -> int:
    """The bytes of a process that are in memory; 0 where they cannot be known, as on Windows."""
    memory = 0
    if sys.platform == "linux":
        with suppress(OSError, ValueError, IndexError):  # it has ended
            memory = _PAGE * int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    elif sys.platform == "darwin":
        numbers = (ctypes.c_uint64 * _TASK_NUMBERS)()
        library = ctypes.CDLL("/usr/lib/libproc.dylib")
        library.proc_pidinfo(pid, _TASK_INFO, ctypes.c_uint64(0), numbers, ctypes.sizeof(numbers))
        memory = int(numbers[1])
    return memory
