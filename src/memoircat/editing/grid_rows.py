"""Rows typed in from a source, cell by cell: each is kept verbatim and makes a record, which follows when it changes.

The columns speak the grammar of imports (`targets`): what a cell is mapped to is read as a roster's cell would be.
A cell 〃 repeats the one above: the row keeps the sign, the record gets the words that are meant.
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
from memoircat.editing.draft import Cell, Draft, Warned, draft
from memoircat.editing.operations import forget_part, source_named, stored_part, write_parts
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
    """One column: its head, what it is mapped to ("" keeps it in the row alone), and how a new row begins in it.

    ``runs_on``: with the next number; ``sticky``: with what stands above. ``era`` is set before its dates for
    reading them, where the source leaves it out (昭和 before 二一・二・一四).
    """

    head: str
    target: str = ""
    sticky: bool = False
    runs_on: bool = False
    era: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """What is typed in: the record type that a row makes, and the columns."""

    record: str
    columns: tuple[GridColumn, ...]

    @property
    def kind(self) -> RecordType:
        """The record type."""
        return record_type(self.record)

    def targets(self) -> list[tuple[GridColumn, Target]]:
        """The columns that are mapped. Raises InputError naming a target that is none."""
        return [(each, read_target(each.target, self.kind)) for each in self.columns if each.target]


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row as it stands on the disk: its number, every cell as written by the column's head, the record it made."""

    number: int
    cells: Mapping[str, str]
    id: int | None = None
    made: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A row after it was written, and what of it was not understood."""

    row: GridRow
    warnings: tuple[Warned, ...] = field(default=())


def kept_rows(catalogue: Catalogue, source: int, record_type: str) -> list[GridRow]:
    """The rows that were typed in from a source and made records of a type, in their order; no imported ones."""
    with catalogue.reading() as connection:
        rows = typed_rows(connection, source, record_type)
    return [GridRow(row.number, row.cells, row.id, row.made) for row in rows]


def kept_grid(catalogue: Catalogue, source: int, record_type: str) -> Grid | None:
    """The columns with which rows of a source were typed last; None where there are none."""
    text = catalogue.setting(_setting(source, record_type))
    return read_grid(json.loads(text)) if text else None


def keep_grid(change: Change, source: int, grid: Grid, renamed: Mapping[str, str] | None = None) -> None:
    """Keep the columns with the source: its rows know their cells by these heads, whatever the language is.

    ``renamed``: old head → new one; the cells of the rows go along.
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
    """A grid as it is kept, under a name or with a source."""
    return {"record": grid.record, "columns": [asdict(each) for each in grid.columns]}


def read_grid(values: Mapping[str, Any], record_type: str = "person") -> Grid:
    """The grid that `grid_values` gave; what a later program added is left out."""
    known = set(GridColumn.__dataclass_fields__)
    columns = [{name: value for name, value in each.items() if name in known} for each in values.get("columns", [])]
    return Grid(str(values.get("record") or record_type), tuple(GridColumn(**each) for each in columns))


def all_meant(rows: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """What the cells of every row say: 〃 says what the nearest cell above says that is none; on top it says itself."""
    last: dict[str, str] = {}
    found = []
    for number, row in enumerate(rows):
        said = {head: last.get(head, "") if number and text.strip() == DITTO else text for head, text in row.items()}
        last.update(said)
        last.update(dict.fromkeys(last.keys() - row.keys(), ""))
        found.append(said)
    return found


def with_era(column: GridColumn, text: str) -> str:
    """A date with the era that the source leaves out; one that can be read alone has its own."""
    if not column.era or not text.strip():
        return text
    longer = f"{column.era}{text}"
    alone = len(read_date(text).readings) == 1
    return text if alone or not read_date(longer).readings else longer


def is_dated(column: GridColumn, kind: RecordType) -> bool:
    """Whether the cells of a column are read as dates."""
    if not column.target:
        return False
    target = read_target(column.target, kind)
    if target.what == "field":
        return target.field is not None and target.field.kind is Kind.DATE
    whole = target.part in ("", "value") and target.name in PROPERTIES and PROPERTIES[target.name].holds is Holds.DATE
    return target.what == "statement" and (target.part in ("from", "until", "date") or whole)


def write_row(
    catalogue: Catalogue,
    change: Change,
    source: int,
    grid: Grid,
    row: GridRow,
    said: Mapping[str, str],
    before: Mapping[str, str] | None = None,
) -> Written:
    """Write a row and the record it makes; ``said`` is what its cells mean (see `all_meant`).

    A row that is there already changes only what its cells have changed since ``before``, what they meant: a preferred
    statement stays so. Raises InputError where a field cannot hold a cell.
    """
    reader = FieldReader(catalogue.vocabularies(), lambda code: find_record(change, code))
    made = _draft(grid, said, reader)
    warnings = tuple(made.warnings)
    cells = cells_text(row.cells)
    if row.id is None or row.made is None:
        return Written(_make(change, source, grid, row, made, cells), warnings)
    change.update_row("roster_row", row.id, {"cells": cells, "number": row.number}, record_id=row.made)
    _bring_over(change, grid, row, source, _draft(grid, before or {}, reader), made)
    return Written(row, warnings)


def remove_row(change: Change, row: GridRow) -> None:
    """Take a row away, and put the record that it made into the trash."""
    if row.id is not None:
        for statement, (record_id, _, _) in statements_of(change.connection, row.id).items():
            change.update_row("statement", statement, {"roster_row": None}, record_id=record_id)
        change.delete_row("roster_row", row.id, record_id=row.made)
    if row.made is not None:
        change.delete(row.made)


def _draft(grid: Grid, said: Mapping[str, str], reader: FieldReader) -> Draft:
    cells = []
    for column, target in grid.targets():
        text = said.get(column.head, "")
        dated = with_era(column, text)
        cells.append(Cell(column.head, target, text, meaning=dated if dated != text else None))
    made = draft(cells, reader, name_kind="as_recorded")
    if grid.record == "person":
        made.fields.setdefault("kind", "recorded")
    return made


def _make(change: Change, source: int, grid: Grid, row: GridRow, made: Draft, cells: str) -> GridRow:
    code = made.fields.pop("code", None)
    with _at_its_column(grid):
        new = change.create(grid.record, code=code, **made.fields)
    values = {"source": source, "key": f"row:{new}", "number": row.number, "cells": cells, "made": new}
    kept = change.insert_row("roster_row", values, record_id=new)
    made.statements = [replace(each, roster_row=kept) for each in made.statements]
    write_parts(change, new, made, source)
    return replace(row, id=kept, made=new)


@contextmanager
def _at_its_column(grid: Grid) -> Iterator[None]:
    """A code that is taken is told at the column in which it stands."""
    try:
        yield
    except Conflict as problem:
        column = next((each.head for each in grid.columns if each.target == "code"), "")
        raise Conflict(problem.message, where=column, hint=problem.hint) from problem


def _bring_over(change: Change, grid: Grid, row: GridRow, source: int, before: Draft, made: Draft) -> None:
    """Change what differs between what a row said and what it says now; what people corrected elsewhere stays."""
    assert row.made is not None
    nothing = {name: () if isinstance(value, tuple) else None for name, value in before.fields.items()}
    nothing.pop("code", None)
    wanted = {**{name: nothing[name] for name in nothing if name not in made.fields}, **made.fields}
    with _at_its_column(grid):
        change.set(row.made, **{name: value for name, value in wanted.items() if before.fields.get(name) != value})
    own = source_named(change, made.source_text) if made.source_text else source
    same = [each for each in made.names if each in before.names]
    _names(
        change,
        row.made,
        own,
        [each for each in before.names if each not in same],
        [each for each in made.names if each not in same],
    )
    _statements(change, row, own, before, made)
    for part in before.others:
        if part not in made.others:
            forget_part(change, row.made, part)
    for part in made.others:
        if part not in before.others:
            change.add(row.made, replace(part, source=own) if isinstance(part, parts.PlaceIdentifier) else part)


def _names(
    change: Change, record_id: int, source: int, before: Sequence[parts.Name], made: Sequence[parts.Name]
) -> None:
    """The forms of the name that differ, each known by its kind."""
    by_kind = {each.kind: each for each in before}
    for name in made:
        old = by_kind.pop(name.kind, None)
        found = stored_part(change, record_id, old) if old else None
        if found is None:
            change.add(record_id, replace(name, source=source))
        else:
            change.edit(parts.Name, found, text=name.text, family=name.family, given=name.given, script=name.script)
    for old in by_kind.values():
        forget_part(change, record_id, old)


def _statements(change: Change, row: GridRow, source: int, before: Draft, made: Draft) -> None:
    """The statements that these columns make, each known by its property and occurrence; others are left alone."""
    assert row.made is not None
    assert row.id is not None
    came = statements_of(change.connection, row.id)
    stored = {(property_code, number): statement for statement, (_, property_code, number) in came.items()}
    said, says = _by_event(before), _by_event(made)
    for key, (statement, cited) in says.items():
        old, old_cited = said.get(key, (None, None))
        if key not in stored:
            if old != statement or old_cited != cited:
                by = source_named(change, cited) if cited else source
                change.add(row.made, replace(statement, roster_row=row.id, source=by))
            continue
        new = {name: getattr(statement, name) for name in _SAID if old is None or _differs(old, statement, name)}
        if "place_text" in new:
            new["place"] = None  # it was connected for other words
        if cited != old_cited:
            new["source"] = source_named(change, cited) if cited else source
        if new:
            change.edit(parts.Statement, stored[key], **new)
    for key in said.keys() - says.keys():
        if key in stored:
            change.remove(parts.Statement, stored[key])


_Event = tuple[str, int]


def _by_event(draft_: Draft) -> dict[_Event, tuple[parts.Statement, str | None]]:
    """The statements of a draft with the source that each names in words."""
    return {
        (each.property, each.occurrence): (each, draft_.sources.get(number) or draft_.source_text)
        for number, each in enumerate(draft_.statements)
    }


def _differs(one: parts.Statement, other: parts.Statement, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))


_SAID = (
    "value", "term", "place_text", "low", "high", "unit", "start", "until", "locator", "certainty", "note",
)  # fmt: skip


# Running on ----------------------------------------------------------------------------------------------------


def next_number(text: str) -> str:
    """The number after this one in the same manner: 017 → 018, 第９号 → 第１０号, 一九 → 二〇, 十九 → 二十.

    A text without figures stays as it is.
    """
    found = NUMBERED.match(text)
    if found:
        head, digits, tail = found.groups()
        plain = f"{int(digits) + 1:0{len(digits)}}"
        return f"{head}{plain if digits.isascii() else _wide(plain)}{tail}"
    found = _KANJI_NUMBER.match(text)
    if found is None or not found[2]:
        return text
    head, digits, tail = found.groups()
    number = _kanji_value(digits)
    if number is None:
        return text
    return f"{head}{_with_tens(number + 1) if '十' in digits else _by_place(number + 1)}{tail}"


def sequence(first: str, count: int) -> Iterator[str]:
    """``count`` numbers running on from the first."""
    for _ in range(count):
        yield first
        first = next_number(first)


def _wide(digits: str) -> str:
    return digits.translate({ord("0") + n: ord("０") + n for n in range(10)})


def _kanji_value(digits: str) -> int | None:
    """二一 → 21, 二十一 → 21; None where it is no number below a hundred, or mixes both manners."""
    if "十" not in digits:
        return int("".join(str(_KANJI.index(each)) for each in digits))
    tens, _, ones = digits.partition("十")
    if len(tens) > 1 or len(ones) > 1 or "〇" in digits:
        return None
    return (_KANJI.index(tens) if tens else 1) * 10 + (_KANJI.index(ones) if ones else 0)


def _by_place(number: int) -> str:
    return "".join(_KANJI[int(each)] for each in str(number))


def _with_tens(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens > 9:
        return _by_place(number)
    return f"{'' if tens == 1 else _KANJI[tens]}十{_KANJI[ones] if ones else ''}"
