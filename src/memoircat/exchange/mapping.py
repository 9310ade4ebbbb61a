"""Mappings: what the columns of a table become, written in TOML, in a file or under a name in the catalogue."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from memoircat.dates import DateOrder
from memoircat.editing.record_draft import CERTAINTIES
from memoircat.editing.targets import Target, read_target
from memoircat.errors import InputError
from memoircat.messages import message
from memoircat.quarantine.regular_files import open_regular
from memoircat.records.declare import Kind
from memoircat.records.properties import PROPERTIES
from memoircat.records.registry import RecordType, record_type

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
_LONGEST = 2**19  # characters of a mapping: enough for thousands of columns
_ORDERS = ("dmy", "mdy", "ymd")  # of day, month and year in dates written in figures


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a table is and what its columns mean.

    ``kind``: the type of the records that rows are made into. ``source``: the code or title of the source; the name of
    the file where it is empty. ``columns``: headings (or numbers from 1, where there is no ``header``) with their
    targets. ``key``: the column by which a row is known again. ``certainty``: by column. ``values``: what texts of a
    column mean. ``constants``: targets for which every row has the same text. ``split``: the separator between several
    values in a cell, by column; every value becomes a name, a term or an occurrence of its own. ``text``: the mapping
    as it was written.
    """

    kind: RecordType
    source: str
    columns: tuple[tuple[str, Target], ...]
    encoding: str = "auto"
    header: bool = True
    key: str | None = None
    date_order: DateOrder | None = None
    certainty: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: tuple[tuple[Target, str], ...] = ()
    split: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


def load_mapping(file: Path) -> TableMapping:
    """Read a mapping from a file. Raises InputError, which names the file and the entry that is wrong."""
    try:
        with open_regular(file) as opened:
            text = opened.read(_LONGEST * 4 + 1).decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(
            message("There is no such file."), where=str(file), hint=message("Check the path of the mapping.")
        ) from None
    except (OSError, ValueError) as problem:  # a path that no file can have, or a file that is not UTF-8
        raise InputError(
            message("The mapping cannot be read ({problem}).", problem=str(problem)),
            where=str(file),
            hint=message("Save it as UTF-8."),
        ) from None
    return parse_mapping(text, where=str(file))


def parse_mapping(text: str, *, where: str = "mapping") -> TableMapping:
    """Read a mapping from its text. Raises InputError, which names ``where`` and the entry that is wrong."""
    if len(text) > _LONGEST:
        raise InputError(
            message("The mapping is too long."), where=where, hint=message("Check the path of the mapping.")
        )
    try:
        entries = tomllib.loads(text)
    except (ValueError, RecursionError) as problem:  # no TOML, a number of thousands of figures, brackets without end
        raise InputError(
            message("The mapping is not TOML: {problem}.", problem=str(problem)),
            where=where,
            hint=message("Correct that line."),
        ) from None
    unknown = set(entries) - _KEYS
    if unknown:
        raise InputError(
            message("Unknown entry “{entry}”.", entry=min(unknown)),
            where=where,
            hint=message("Known: {entries}.", entries=", ".join(sorted(_KEYS))),
        )
    if not isinstance(entries.get("columns"), dict) or not isinstance(entries.get("record"), str):
        raise InputError(
            message("A mapping needs `record` and [columns]."), where=where, hint=message("See `memoircat types`.")
        )
    kind = _kind(entries["record"], where)
    columns = tuple((column, _target(target, kind, where)) for column, target in entries["columns"].items())
    constants = _texts(entries.get("constants", {}), "constants", where)
    key = entries.get("key")
    return TableMapping(
        kind=kind,
        source=_text(entries.get("source", ""), "source", where),
        columns=columns,
        split=_split(entries.get("split", {}), columns, where),
        encoding=_text(entries.get("encoding", "auto"), "encoding", where),
        header=_flag(entries.get("header", True), "header", where),
        key=None if key is None else _text(key, "key", where),
        date_order=_order(entries.get("date_order"), where),
        certainty=_certainty(_texts(entries.get("certainty", {}), "certainty", where), where),
        values={
            column: _texts(meanings, f"values.{column}", where)
            for column, meanings in _table(entries.get("values", {}), "values", where).items()
        },
        constants=tuple((_target(name, kind, where), value) for name, value in constants.items()),
        text=text,
    )


def _kind(code: str, where: str) -> RecordType:
    try:
        return record_type(code)
    except InputError as problem:
        raise InputError(problem.message, where=f"{where}, record", hint=problem.hint) from None


def _text(value: Any, entry: str, where: str) -> str:
    """A text; a number or day may be written without quotes."""
    if isinstance(value, bool | dict | list):
        raise InputError(
            message("This is no text."), where=f"{where}, {entry}", hint=message("Write a text in quotes there.")
        )
    return str(value)


def _flag(value: Any, entry: str, where: str) -> bool:
    if not isinstance(value, bool):
        raise InputError(
            message("This is neither true nor false."),
            where=f"{where}, {entry}",
            hint=message("Write true or false there, without quotes."),
        )
    return value


def _table(value: Any, entry: str, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(
            message("This is no table."),
            where=f"{where}, {entry}",
            hint=message("Write [{entry}], and below it a line for each column.", entry=entry),
        )
    return value


def _texts(value: Any, entry: str, where: str) -> dict[str, str]:
    return {name: _text(text, f"{entry}.{name}", where) for name, text in _table(value, entry, where).items()}


def _target(text: Any, kind: RecordType, where: str) -> Target:
    named = _text(text, "columns", where)
    try:
        return read_target(named, kind)
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


def _certainty(certainties: Mapping[str, str], where: str) -> Mapping[str, str]:
    for column, word in certainties.items():
        if word not in CERTAINTIES:
            hint = message("One of: {choices}.", choices=", ".join(CERTAINTIES))
            raise InputError(
                message("“{text}” is not a level of certainty.", text=word), where=f"{where}, {column}", hint=hint
            )
    return certainties


def _split(entry: Any, columns: tuple[tuple[str, Target], ...], where: str) -> Mapping[str, str]:
    """The separators by column. Raises InputError where the target of a column can hold one value only."""
    targets = dict(columns)
    for column, separator in entry.items() if isinstance(entry, dict) else [("split", entry)]:
        target = targets.get(column)
        if not isinstance(separator, str) or not separator or target is None:
            hint = message('Write the sign between the values: "収容所" = "・".')
            raise InputError(message("That is no separator of a mapped column."), where=f"{where}, {column}", hint=hint)
        if not _holds_several(target) or _meets_another(target, columns):
            hint = message("Only names, tags and what can be said several times are split, each in one column.")
            raise InputError(
                message("“{target}” holds one value.", target=target.text), where=f"{where}, {column}", hint=hint
            )
    return cast("Mapping[str, str]", entry)


def _holds_several(target: Target) -> bool:
    if target.what == "statement":
        return PROPERTIES[target.name].repeatable
    if target.what == "field":
        return target.field is not None and target.field.kind in (Kind.TERMS, Kind.TEXTS)
    return target.what in ("tag", "name") and target.part not in ("family", "given")


def _meets_another(target: Target, columns: tuple[tuple[str, Target], ...]) -> bool:
    """Whether another column is for a later occurrence of the same property, which the split values would take."""
    later = (other for _, other in columns if other.what == "statement" and other.occurrence > target.occurrence)
    return target.what == "statement" and any(other.name == target.name for other in later)
