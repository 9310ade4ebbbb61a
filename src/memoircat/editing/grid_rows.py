"""Rows that a person types from a source, cell by cell. A row is kept as typed, and a record made from it.

When a cell changes later, the record changes with it. Columns are mapped with the targets of imports (`targets`), and
cells are read as an import would read them. A cell 〃 repeats the one above: the row keeps the ditto mark, the record
gets the text that is meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.codes import NUMBERED
from memoircat.catalogue.lookups import find_record
from memoircat.catalogue.rosters import cells_text, statements_of, typed_rows
from memoircat.dates import read_date
from memoircat.editing.operations import forget_part, source_named, stored_part, write_parts
from memoircat.editing.record_draft import CellWarning, MappedCell, RecordDraft, draft_record
from memoircat.editing.targets import Target, read_target
from memoircat.errors import Conflict
from memoircat.records import parts
from memoircat.records.declare import Kind
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import RecordType, record_type
from memoircat.records.values import FieldReader

DITTO = "〃"
_KANJI = "〇一二三四五六七八九"
_KANJI_NUMBER = re.compile(rf"^(.*?)([{_KANJI}十]+)([^{_KANJI}十]*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: its heading and the target that it is mapped to ("": its cells are kept in the row only).

    A new row begins in it with the next number (``runs_on``) or with the cell above (``sticky``). ``era`` is put before
    dates when they are read, where the source leaves it out (昭和 before 二一・二・一四).
    """

    head: str
    target: str = ""
    sticky: bool = False
    runs_on: bool = False
    era: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The type of the records that rows are made into, and the columns of the rows."""

    record: str
    columns: tuple[GridColumn, ...]

    @property
    def kind(self) -> RecordType:
        """The record type."""
        return record_type(self.record)

    def targets(self) -> list[tuple[GridColumn, Target]]:
        """The columns that are mapped, with their targets. Raises InputError for an unknown target."""
        return [(column, read_target(column.target, self.kind)) for column in self.columns if column.target]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its number, its cells as typed by the heading of their column, its id and the id of its record.

    Both ids are None before the row is written.
    """

    number: int
    cells: Mapping[str, str]
    id: int | None = None
    made: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """A row after it was written, and the cells that were not understood."""

    row: GridRow
    warnings: tuple[CellWarning, ...] = field(default=())


def kept_rows(catalogue: Catalogue, source: int, record_type: str) -> list[GridRow]:
    """The rows of a source that were typed in, not imported, and made into records of a type, in their order."""
    with catalogue.reading() as connection:
        rows = typed_rows(connection, source, record_type)
    return [GridRow(row.number, row.cells, row.id, row.made) for row in rows]


def kept_grid(catalogue: Catalogue, source: int, record_type: str) -> Grid | None:
    """The columns with which rows of a source were typed last; None where no rows were."""
    text = catalogue.setting(_setting(source, record_type))
    return read_grid(json.loads(text)) if text else None


def keep_grid(change: Change, source: int, grid: Grid, renamed: Mapping[str, str] | None = None) -> None:
    """Keep the columns with the source: its rows have their cells by these headings, in any language of the window.

    ``renamed``: old heading → new one; the cells of the rows that are there are renamed too.
    """
    name, value = _setting(source, grid.record), json.dumps(grid_values(grid), ensure_ascii=False)
    if change.stored("setting", name) is None:
        change.insert_row("setting", {"name": name, "value": value})
    else:
        change.update_row("setting", name, {"value": value})
    if not renamed:
        return
    rows = []
    for row in typed_rows(change.connection, source, grid.record, trash=True):
        cells = {renamed.get(head, head): text for head, text in row.cells.items()}
        rows.append((row.id, row.made, {"cells": cells_text(cells)}))
    change.update_rows("roster_row", rows)


def _setting(source: int, record_type: str) -> str:
    return f"grid:{source}:{record_type}"


def grid_values(grid: Grid) -> dict[str, Any]:
    """A grid as plain values, in which it is kept under a name or with a source; `read_grid` reads them."""
    return {"record": grid.record, "columns": [asdict(column) for column in grid.columns]}


def read_grid(values: Mapping[str, Any], record_type: str = "person") -> Grid:
    """The grid that `grid_values` returned; attributes that a later program added are left out."""
    known = set(GridColumn.__dataclass_fields__)
    columns = [{name: value for name, value in kept.items() if name in known} for kept in values.get("columns", [])]
    return Grid(str(values.get("record") or record_type), tuple(GridColumn(**column) for column in columns))


def resolve_dittos(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The rows with every 〃 replaced by the text that it repeats, that of the nearest cell above without one.

    In the first row it stays.
    """
    last: dict[str, str] = {}
    resolved = []
    for number, row in enumerate(rows):
        meant = {head: last.get(head, "") if number and text.strip() == DITTO else text for head, text in row.items()}
        last.update(meant)
        last.update(dict.fromkeys(last.keys() - row.keys(), ""))
        resolved.append(meant)
    return resolved


def with_era(column: GridColumn, text: str) -> str:
    """A date with the era of its column before it; a date that can be read in exactly one way without it stays."""
    if not column.era or not text.strip():
        return text
    dated = f"{column.era}{text}"
    clear = len(read_date(text).readings) == 1
    return text if clear or not read_date(dated).readings else dated


def is_dated(column: GridColumn, kind: RecordType) -> bool:
    """Whether the cells of a column are read as dates."""
    if not column.target:
        return False
    target = read_target(column.target, kind)
    if target.what == "field":
        return target.field is not None and target.field.kind is Kind.DATE
    main = target.part in ("", "value") and target.name in PROPERTIES and PROPERTIES[target.name].holds is Holds.DATE
    return target.what == "statement" and (target.part in ("from", "until", "date") or main)


def write_row(
    catalogue: Catalogue,
    change: Change,
    source: int,
    grid: Grid,
    row: GridRow,
    meant: Mapping[str, str],
    before: Mapping[str, str] | None = None,
) -> WrittenRow:
    """Write a row and its record; ``meant`` are its cells as `resolve_dittos` returns them, ``before`` what they were.

    In the record of a row that was written before, only what the row now says differently changes; what people added
    or decided meanwhile stays. Raises InputError where a field cannot hold a cell, Conflict for a taken code.
    """
    reader = FieldReader(catalogue.vocabularies(), lambda code: find_record(change, code))
    draft = _draft(grid, meant, reader)
    warnings = tuple(draft.warnings)
    cells = cells_text(row.cells)
    if row.id is None or row.made is None:
        return WrittenRow(_make(change, source, grid, row, draft, cells), warnings)
    change.update_row("roster_row", row.id, {"cells": cells, "number": row.number}, record_id=row.made)
    _update(change, grid, row, source, _draft(grid, before or {}, reader), draft)
    return WrittenRow(row, warnings)


def remove_row(change: Change, row: GridRow) -> None:
    """Remove a row, and put its record into the trash."""
    if row.id is not None:
        for statement, (record_id, _, _) in statements_of(change.connection, row.id).items():
            change.update_row("statement", statement, {"roster_row": None}, record_id=record_id)
        change.delete_row("roster_row", row.id, record_id=row.made)
    if row.made is not None:
        change.delete(row.made)


def _draft(grid: Grid, meant: Mapping[str, str], reader: FieldReader) -> RecordDraft:
    cells = []
    for column, target in grid.targets():
        text = meant.get(column.head, "")
        dated = with_era(column, text)
        cells.append(MappedCell(column.head, target, text, meaning=dated if dated != text else None))
    draft = draft_record(cells, reader, name_kind="as_recorded")
    if grid.record == "person":
        draft.fields.setdefault("kind", "recorded")
    return draft


def _make(change: Change, source: int, grid: Grid, row: GridRow, draft: RecordDraft, cells: str) -> GridRow:
    code = draft.fields.pop("code", None)
    with _conflict_at_column(grid):
        record_id = change.create(grid.record, code=code, **draft.fields)
    values = {"source": source, "key": f"row:{record_id}", "number": row.number, "cells": cells, "made": record_id}
    row_id = change.insert_row("roster_row", values, record_id=record_id)
    draft.statements = [replace(statement, roster_row=row_id) for statement in draft.statements]
    write_parts(change, record_id, draft, source)
    return replace(row, id=row_id, made=record_id)


@contextmanager
def _conflict_at_column(grid: Grid) -> Iterator[None]:
    """Let a Conflict about a code name the column that has the code."""
    try:
        yield
    except Conflict as problem:
        head = next((column.head for column in grid.columns if column.target == "code"), "")
        raise Conflict(problem.message, where=head, hint=problem.hint) from problem


def _update(change: Change, grid: Grid, row: GridRow, source: int, before: RecordDraft, draft: RecordDraft) -> None:
    """Write the differences between the draft that a row made ``before`` and its draft now into its record."""
    assert row.made is not None
    emptied = {name: () if isinstance(value, tuple) else None for name, value in before.fields.items()}
    emptied.pop("code", None)
    wanted = {**{name: emptied[name] for name in emptied if name not in draft.fields}, **draft.fields}
    with _conflict_at_column(grid):
        change.set(row.made, **{name: value for name, value in wanted.items() if before.fields.get(name) != value})
    row_source = source_named(change, draft.source_text) if draft.source_text else source
    _names(
        change,
        row.made,
        row_source,
        [name for name in before.names if name not in draft.names],
        [name for name in draft.names if name not in before.names],
    )
    _statements(change, row, row_source, before, draft)
    for part in before.others:
        if part not in draft.others:
            forget_part(change, row.made, part)
    for part in draft.others:
        if part not in before.others:
            change.add(row.made, replace(part, source=row_source) if isinstance(part, parts.PlaceIdentifier) else part)


def _names(
    change: Change, record_id: int, source: int, before: Sequence[parts.Name], names: Sequence[parts.Name]
) -> None:
    """Write the forms of the name that differ; a form before and now are the same one if their kind is."""
    by_kind = {name.kind: name for name in before}
    for name in names:
        old = by_kind.pop(name.kind, None)
        stored = stored_part(change, record_id, old) if old else None
        if stored is None:
            change.add(record_id, replace(name, source=source))
        else:
            change.edit(parts.Name, stored, text=name.text, family=name.family, given=name.given, script=name.script)
    for old in by_kind.values():
        forget_part(change, record_id, old)


def _statements(change: Change, row: GridRow, source: int, before: RecordDraft, draft: RecordDraft) -> None:
    """Write the statements that differ; one before and now are the same if they are about the same event.

    Statements that did not come from the row are left alone.
    """
    assert row.made is not None
    assert row.id is not None
    of_row = statements_of(change.connection, row.id)
    stored = {(property_code, number): statement for statement, (_, property_code, number) in of_row.items()}
    events_before, events = _by_event(before), _by_event(draft)
    for event, (statement, cited) in events.items():
        old, old_cited = events_before.get(event, (None, None))
        if event not in stored:
            if old != statement or old_cited != cited:
                source_id = source_named(change, cited) if cited else source
                change.add(row.made, replace(statement, roster_row=row.id, source=source_id))
            continue
        new = {name: getattr(statement, name) for name in _FROM_CELLS if old is None or _differs(old, statement, name)}
        if "place_text" in new:
            new["place"] = None  # the record of the place was connected to the text before
        if cited != old_cited:
            new["source"] = source_named(change, cited) if cited else source
        if new:
            change.edit(parts.Statement, stored[event], **new)
    for event in events_before.keys() - events.keys():
        if event in stored:
            change.remove(parts.Statement, stored[event])


_Event = tuple[str, int]  # property and occurrence


def _by_event(draft: RecordDraft) -> dict[_Event, tuple[parts.Statement, str | None]]:
    """The statements of a draft by their event, with the source that they name in words."""
    return {
        (statement.property, statement.occurrence): (statement, draft.sources.get(number) or draft.source_text)
        for number, statement in enumerate(draft.statements)
    }


def _differs(one: parts.Statement, other: parts.Statement, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


_FROM_CELLS = (  # the columns of a statement that cells can fill
    "value", "term", "place_text", "low", "high", "unit", "start", "until", "locator", "certainty", "note",
)  # fmt: skip


# Running on ----------------------------------------------------------------------------------------------------


def next_number(text: str) -> str:
    """The number after this one, written in the same way: 017 → 018, 第９号 → 第１０号, 一九 → 二〇, 十九 → 二十.

    A text without a number stays as it is.
    """
    match = NUMBERED.match(text)
    if match:
        head, digits, tail = match.groups()
        plain = f"{int(digits) + 1:0{len(digits)}}"
        return f"{head}{plain if digits.isascii() else _wide(plain)}{tail}"
    match = _KANJI_NUMBER.match(text)
    if match is None or not match[2]:
        return text
    head, digits, tail = match.groups()
    number = _kanji_value(digits)
    if number is None:
        return text
    return f"{head}{_with_tens(number + 1) if '十' in digits else _by_place(number + 1)}{tail}"


def sequence(first: str, count: int) -> Iterator[str]:
    """``count`` numbers, the first one and those after it (see `next_number`)."""
    for _ in range(count):
        yield first
        first = next_number(first)


def _wide(digits: str) -> str:
    return digits.translate({ord("0") + n: ord("０") + n for n in range(10)})


def _kanji_value(digits: str) -> int | None:
    """二一 → 21, 二十一 → 21; None for a number with 十 that is not below a hundred, or has a 〇."""
    if "十" not in digits:
        return int("".join(str(_KANJI.index(digit)) for digit in digits))
    tens, _, ones = digits.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "〇" in digits:
        return None
    return (_KANJI.index(tens) if tens else 1) * 10 + (_KANJI.index(ones) if ones else 0)


def _by_place(number: int) -> str:
    return "".join(_KANJI[int(digit)] for digit in str(number))


def _with_tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens > 9:
        return _by_place(number)
    return f"{'' if tens == 1 else _KANJI[tens]}十{_KANJI[ones] if ones else ''}"
