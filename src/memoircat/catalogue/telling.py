"""What SQLite refuses, raised as a person meets it: with its cause and what to do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from memoircat.catalogue import storage
from memoircat.causes import code_name
from memoircat.errors import MemoirCatError, trouble
from memoircat.faults import fault_name
from memoircat.messages import Words, message

T = TypeVar("T")
_Kinds = tuple[type[BaseException], ...]


@contextmanager
def telling(database: Path, doing: Words | None = None, kinds: _Kinds = (storage.DatabaseError,)) -> Iterator[None]:
    """Raise Damaged, CatalogueInUse, EnvironmentError_ or Cancelled for what the driver raises in the block.

    ``doing`` says what failed; ``kinds`` are the exceptions that are looked into. A bug is raised as a MemoirCatError
    that names its place, without the statement and the values that the driver speaks of.
    """
    try:
        yield
    except kinds as problem:
        if told := trouble(problem, database, doing=doing):
            raise told from problem
        wrapped = getattr(problem, "orig", None) or problem
        fault = f"{code_name(problem)} {fault_name(type(wrapped), problem.__traceback__)}".strip()
        raise MemoirCatError(
            message("A bug in MemoirCat: {fault}", fault=fault),
            where=str(database),
            hint=message("Nothing was changed. Please report it."),
        ) from problem


def tells_trouble(reader: type[T]) -> type[T]:
    """Decorate a class that reads on its ``_connection``, one of the driver: all public methods raise as `telling`."""
    for name, method in list(vars(reader).items()):
        if not name.startswith("_") and inspect.isfunction(method):
            setattr(reader, name, _telling_run(method) if inspect.isgeneratorfunction(method) else _telling(method))
    return reader


def _telling(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def ask(self: Any, *values: Any, **options: Any) -> Any:
        # No context manager here: lists ask thousands of times, and nothing goes wrong nearly always.
        try:
            return method(self, *values, **options)
        except storage.DatabaseError as problem:
            with telling(storage.file_of(self._connection)):
                raise problem from None

    return ask


def _telling_run(method: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    @wraps(method)
    def ask(self: Any, *values: Any, **options: Any) -> Iterator[Any]:
        try:
            yield from method(self, *values, **options)
        except storage.DatabaseError as problem:
            with telling(storage.file_of(self._connection)):
                raise problem from None

    return ask
