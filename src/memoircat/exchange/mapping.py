"""A mapping: which column of a table becomes what. Written in TOML, saved by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from memoircat.editing.draft import CERTAINTIES
from memoircat.editing.targets import Target, read_target
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.records.declare import Kind
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import RecordType, record_type
from memoircat.records.values import DateOrder

_KEYS = {
    "record",
    "source",
    "encoding",
    "header",
    "key",
    "date_order",
    "columns",
    "certainty",
    "values",
    "constants",
    "split",
}
_ORDERS = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a table is and what its columns mean.

    ``constants`` are targets that every row gets the same text for. ``split`` gives the sign between several values
    in a cell of a column: each becomes a name, a term or an occurrence of its own.
    """

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
    split: Mapped[str, str] = field(default_factory=dict)
    text: str = ""


def load_mapping(file: Path) -> Mapping:
    """Read a mapping's file. Raises InputError naming the file and the entry that is wrong."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise InputError(
            message("There is no such file."), where=str(file), hint=message("Check the path of the mapping.")
        ) from None
    except (OSError, UnicodeDecodeError) as problem:
        raise InputError(
            message("The mapping cannot be read ({problem}).", problem=str(problem)),
            where=str(file),
            hint=message("Save it as UTF-8."),
        ) from None
    return parse_mapping(text, where=str(file))


def parse_mapping(text: str, *, where: str = "mapping") -> Mapping:
    """Read a mapping from its text."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InputError(
            message("The mapping is not TOML: {problem}.", problem=str(problem)),
            where=where,
            hint=message("Correct that line."),
        ) from None
    unknown = set(given) - _KEYS
    if unknown:
        raise InputError(
            message("Unknown entry “{entry}”.", entry=min(unknown)),
            where=where,
            hint=message("Known: {entries}.", entries=", ".join(sorted(_KEYS))),
        )
    if not isinstance(given.get("columns"), dict) or not isinstance(given.get("record"), str):
        raise InputError(
            message("A mapping needs `record` and [columns]."), where=where, hint=message("See `memoircat types`.")
        )
    kind = record_type(given["record"])
    columns = tuple((column, _target(target, kind, where)) for column, target in given["columns"].items())
    return Mapping(
        kind=kind,
        source=str(given.get("source", "")),
        columns=columns,
        split=_split(given.get("split", {}), columns, where),
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
        raise InputError(
            message("date_order “{order}” is unknown.", order=str(order)),
            where=where,
            hint=message("One of: {choices}.", choices=", ".join(_ORDERS)),
        )
    return cast("DateOrder | None", order)


def _certainty(given: Mapped[str, str], where: str) -> Mapped[str, str]:
    for column, word in given.items():
        if word not in CERTAINTIES:
            hint = message("One of: {choices}.", choices=", ".join(CERTAINTIES))
            raise InputError(
                message("“{text}” is not a level of certainty.", text=word), where=f"{where}, {column}", hint=hint
            )
    return given


def _split(given: Any, columns: tuple[tuple[str, Target], ...], where: str) -> Mapped[str, str]:
    """The separators by column. Refuses those that would make several values of what holds one."""
    targets = dict(columns)
    for column, separator in given.items() if isinstance(given, dict) else [("split", given)]:
        target = targets.get(column)
        if not isinstance(separator, str) or not separator or target is None:
            hint = message('Write the sign between the values: "収容所" = "・".')
            raise InputError(message("That is no separator of a mapped column."), where=f"{where}, {column}", hint=hint)
        if not _holds_several(target) or _meets_another(target, columns):
            hint = message("Only names, tags and what can be said several times are split, each in one column.")
            raise InputError(
                message("“{target}” holds one value.", target=target.text), where=f"{where}, {column}", hint=hint
            )
    return cast("Mapped[str, str]", given)


def _holds_several(target: Target) -> bool:
    if target.what == "statement":
        return PROPERTIES[target.name].repeatable
    if target.what == "field":
        return target.field is not None and target.field.kind in (Kind.TERMS, Kind.TEXTS)
    return target.what in ("tag", "name") and target.part not in ("family", "given")


def _meets_another(target: Target, columns: tuple[tuple[str, Target], ...]) -> bool:
    """Whether another column speaks of a later occurrence of the same property."""
    later = (each for _, each in columns if each.what == "statement" and each.occurrence > target.occurrence)
    return target.what == "statement" and any(each.name == target.name for each in later)
