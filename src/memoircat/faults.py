"""How faults are named where people and logs see them: without any text of a record."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from memoircat.causes import code_name
from memoircat.errors import InputError, MemoirCatError, NotACatalogue


def fault_name(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The kind of an exception and where it was raised: ``KeyError at list_model.py:80``.

    Never its message, which may contain names and texts of records.
    """
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return f"{kind.__name__} at {place}"


def log_line(problem: BaseException) -> str:
    """An exception for the log: its kind, where it was raised, and the same with the code of what it was raised from.

    ``environment: EnvironmentError_ at telling.py:33, from SQLITE_FULL OperationalError at engine.py:80``
    """
    kind = problem.kind if isinstance(problem, MemoirCatError) else "bug"
    said = [f"{kind}: {_with_code(problem)}"]
    cause = problem.__cause__
    while cause is not None and len(said) < 4:  # SQLAlchemy's, the driver's
        said.append(_with_code(cause))
        cause = cause.__cause__
    return ", from ".join(said)


def is_for_the_log(problem: BaseException) -> bool:
    """Whether it is logged: a bug, damage, what the disk or the system refused; not what somebody typed or stopped."""
    if isinstance(problem, InputError):
        return isinstance(problem, NotACatalogue)
    return not isinstance(problem, MemoirCatError) or problem.exit_status != 1


def _with_code(problem: BaseException) -> str:
    return f"{code_name(problem)} {fault_name(type(problem), problem.__traceback__)}".strip()
