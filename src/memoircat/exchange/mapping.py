"""A mapping: which column of a table becomes what. Written in TOML, saved by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from memoircat.errors import InputError
from memoircat.exchange.draft import CERTAINTIES
from memoircat.exchange.targets import Target, read_target
from memoircat.records.registry import RecordType, record_type
from memoircat.records.values import DateOrder

_KEYS = {"record", "source", "encoding", "header", "key", "date_order", "columns", "certainty", "values", "constants"}
_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a table is and what its columns mean. ``constants`` are targets that every row gets the same text for."""

    kind: RecordType
    source: str
    columns: tuple[tuple[str, Target], ...]
    encoding: str = "auto"
    header: bool = True
    key: str | None = None
    date_order: DateOrder | None = None
    certainty: Mapped[str, str] = field(default_factory=dict)
    values: Mapped[str, Mapped[str, str]] = field(default_factory=dict)
    constants: tuple[tuple[Target, str], ...] = ()
    text: str = ""


def load_mapping(file: Path) -> Mapping:
    """Read a mapping's file. Raises InputError naming the file and the entry that is wrong."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError("There is no such file.", where=str(file), hint="Check the path of the mapping.") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            f"The mapping cannot be read ({problem}).", where=str(file), hint="Save it as UTF-8."
        ) from None
    return parse_mapping(text, where=str(file))


def parse_mapping(text: str, *, where: str = "mapping") -> Mapping:
    """Read a mapping from its text."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InputError(f"The mapping is not TOML: {problem}.", where=where, hint="Mend that line.") from None
    unknown = set(given) - _KEYS
    if unknown:
        raise InputError(
            f"Unknown entry “{min(unknown)}”.", where=where, hint="Known: " + ", ".join(sorted(_KEYS)) + "."
        )
    if not isinstance(given.get("columns"), dict) or not isinstance(given.get("record"), str):
        raise InputError("A mapping needs `record` and [columns].", where=where, hint="See `memoircat types`.")
    kind = record_type(given["record"])
    return Mapping(
        kind=kind,
        source=str(given.get("source", "")),
        columns=tuple((column, _target(target, kind, where)) for column, target in given["columns"].items()),
        encoding=str(given.get("encoding", "auto")),
        header=bool(given.get("header", True)),
        key=given.get("key"),
        date_order=_order(given.get("date_order"), where),
        certainty=_certainty(given.get("certainty", {}), where),
        values=given.get("values", {}),
        constants=tuple((_target(name, kind, where), str(value)) for name, value in given.get("constants", {}).items()),
        text=text,
    )


def _target(text: Any, kind: RecordType, where: str) -> Target:
    try:
        return read_target(str(text), kind)
    except InputError as problem:
        raise InputError(problem.message, where=f"{where}, {text}", hint=problem.hint) from None


def _order(order: Any, where: str) -> DateOrder | None:
    if order is not None and order not in _ORDERS:
        raise InputError(f"date_order “{order}” is unknown.", where=where, hint="One of: " + ", ".join(_ORDERS) + ".")
    return cast("DateOrder | None", order)


def _certainty(given: Mapped[str, str], where: str) -> Mapped[str, str]:
    for column, word in given.items():
        if word not in CERTAINTIES:
            hint = "One of: " + ", ".join(CERTAINTIES) + "."
            raise InputError(f"“{word}” is no certainty.", where=f"{where}, {column}", hint=hint)
    return given
