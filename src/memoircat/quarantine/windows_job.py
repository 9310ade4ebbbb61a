"""A job object of Windows: it holds a process to its memory, and ends it when the program ends, however that happens.

Written after Microsoft's documentation of `JOBOBJECT_EXTENDED_LIMIT_INFORMATION`; not yet run on Windows.
"""

from __future__ import annotations

import ctypes
import sys

if sys.platform == "win32":
    from ctypes import wintypes

    _EXTENDED = 9  # JobObjectExtendedLimitInformation
    _ONE_PROCESS, _MEMORY, _KILL_ON_CLOSE = 0x8, 0x100, 0x2000

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("smallest_working_set", ctypes.c_size_t),
            ("largest_working_set", ctypes.c_size_t),
            ("most_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Extended(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("most_process_memory", ctypes.c_size_t),
            ("most_job_memory", ctypes.c_size_t),
        )

    class Job:
        """The job of one process, by its handle; it lives as long as this object."""

        def __init__(self, process: int) -> None:
            self._system = ctypes.WinDLL("kernel32", use_last_error=True)
            self._system.CreateJobObjectW.restype = wintypes.HANDLE
            self._job = wintypes.HANDLE(self._system.CreateJobObjectW(None, None))
            self.cap(2**31)
            self._system.AssignProcessToJobObject(self._job, wintypes.HANDLE(process))

        def cap(self, memory: int) -> None:
            """Let the process take at most ``memory`` bytes, and start no other."""
            limits = _Extended()
            limits.basic.flags = _ONE_PROCESS | _MEMORY | _KILL_ON_CLOSE
            limits.basic.most_processes = 1
            limits.process_memory = memory
            self._system.SetInformationJobObject(self._job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))

        def close(self) -> None:
            """End the process, where it still runs."""
            self._system.CloseHandle(self._job)
