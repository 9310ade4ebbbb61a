"""A mapping that is being made: what a person chooses for the columns, and its text in TOML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from memoircat.dates import DateOrder
from memoircat.exchange.mapping import TableMapping, parse_mapping

NOTHING = ""  # the target of a column whose cells are kept in the row only


@dataclass(slots=True)
class MappingDraft:
    """What the columns of a table become, as chosen so far.

    ``columns`` are the headings with their targets, or `NOTHING`; for the rest see `mapping.TableMapping`.
    """

    record: str = "person"
    source: str = ""
    encoding: str = "auto"
    header: bool = True
    key: str | None = None
    date_order: DateOrder | None = None
    columns: list[tuple[str, str]] = field(default_factory=list)
    split: dict[str, str] = field(default_factory=dict)
    certainty: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """The mapping in TOML, as `parse_mapping` reads it."""
        lines = [f"record = {_quoted(self.record)}", f"source = {_quoted(self.source)}"]
        if self.encoding != "auto":
            lines.append(f"encoding = {_quoted(self.encoding)}")
        if not self.header:
            lines.append("header = false")
        if self.key is not None:
            lines.append(f"key = {_quoted(self.key)}")
        if self.date_order is not None:
            lines.append(f"date_order = {_quoted(self.date_order)}")
        lines += _table("columns", {name: target for name, target in self.columns if target != NOTHING}, always=True)
        lines += _table("split", self.split)
        lines += _table("certainty", self.certainty)
        lines += _table("constants", self.constants)
        for column, meanings in self.values.items():
            lines += _table(f"values.{_quoted(column)}", meanings)
        return "\n".join(lines) + "\n"

    def mapping(self) -> TableMapping:
        """The finished mapping. Raises InputError, which names the column, for an unknown target."""
        return parse_mapping(self.text(), where=self.source or "mapping")


def draft_of(mapping: TableMapping, columns: list[str]) -> MappingDraft:
    """The draft of a mapping for a table with these columns, with the targets that the mapping has for them."""
    targets = {name: target.text for name, target in mapping.columns}
    return MappingDraft(
        record=mapping.kind.code,
        source=mapping.source,
        encoding=mapping.encoding,
        header=mapping.header,
        key=mapping.key,
        date_order=mapping.date_order,
        columns=[(name, targets.get(name, NOTHING)) for name in columns],
        split=dict(mapping.split),
        certainty=dict(mapping.certainty),
        values={column: dict(meanings) for column, meanings in mapping.values.items()},
        constants={target.text: text for target, text in mapping.constants},
    )


def _table(name: str, entries: Mapping[str, str], *, always: bool = False) -> list[str]:
    if not entries and not always:
        return []
    return [f"\n[{name}]", *(f"{_quoted(key)} = {_quoted(value)}" for key, value in entries.items())]


def _quoted(text: str) -> str:
    """The text as a basic string of TOML: escaped as in JSON, and DEL too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
