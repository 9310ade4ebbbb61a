"""How a fault of the program is named where people see it: without any text of a record."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType


def fault_name(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an exception and where it was raised: ``KeyError at list_model.py:80``.

    Never its message, which may contain names and texts of records.
    """
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{kind.__name__} at {place}"
