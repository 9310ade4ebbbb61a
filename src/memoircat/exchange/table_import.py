"""A roster from CSV or XLSX: read → map → check → stage → one transaction. All of it comes in, or nothing does.

Every row is kept verbatim, cell by cell. A row is known by its source and key; a second import of the same file
changes nothing.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from collections.abc import Mapping as Mapped
from dataclasses import dataclass, field, replace
from pathlib import Path

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.codes import next_code
from memoircat.catalogue.lookups import find_record, find_source
from memoircat.catalogue.rosters import (
    begin_batch,
    cells_digest,
    cells_of,
    cells_text,
    codes_in_use,
    end_batch,
    known_rows,
    number_made,
    statements_of,
)
from memoircat.editing.draft import Cell, Draft, SaidBefore, draft, split_cell
from memoircat.editing.operations import forget_part, write_parts
from memoircat.editing.targets import Target
from memoircat.errors import Conflict, InputError
from memoircat.exchange.decided import NOTHING_DECIDED, Decided
from memoircat.exchange.mapping import Mapping
from memoircat.jobs import Progress
from memoircat.messages import Words, message
from memoircat.records import parts
from memoircat.records.values import FieldReader
from memoircat.tables.csv_files import TableRow
from memoircat.tables.encodings import UNDECODED
from memoircat.tables.table_files import open_table, read_table

_BROKEN = re.compile(f"{UNDECODED.pattern}|\0")
_NO_MEANINGS: dict[str, str] = {}
_NO_LINE = 0  # of a row that is not read from the file
SHOWN_WHOLE = 2000  # remarks that keep their row
CHANGED = message("changed since the last import (--update applies it)")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one cell of the file: ``line`` counts from 1, ``column`` is empty for the whole row.

    ``cells`` is the row by column, as written; kept with the first remarks alone, since a file may give rise to as
    many as it has rows. ``dated``: the cell was read as a date.
    """

    line: int
    column: str
    value: str
    reason: Words
    dated: bool = False
    cells: Mapped[str, str] | None = None

    @property
    def known(self) -> bool:
        """Whether its row came in before, and stays as it came: nothing of it is to be written."""
        return self.reason is CHANGED


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do. ``digest`` is that of the file as it was read."""

    read: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    records: dict[str, int] = field(default_factory=dict)
    rejected: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    encoding: str = ""
    digest: str = ""
    change_set: int | None = None
    seconds: float = 0.0


def import_table(
    catalogue: Catalogue,
    file: Path,
    mapping: Mapping,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    update: bool = False,
    encoding: str | None = None,
    progress: Progress | None = None,
    decided: Decided = NOTHING_DECIDED,
    tried: str | None = None,
) -> Outcome:
    """Import a table.

    Rows that cannot come in are `rejected`; unless ``skip_bad``, one of them keeps all out. ``decided``: rows that a
    person leaves out, and dates that a person has read. ``tried``: the digest of the file that they looked at. A dry
    run does the same work and takes it back. Raises InputError for a file or mapping that cannot be used, Conflict
    for a file that was changed since it was tried, Cancelled when stopped.
    """
    begun = time.perf_counter()
    data = open_table(file)
    digest = hashlib.sha256(data).hexdigest()
    if tried is not None and tried != digest:
        raise Conflict(
            message("The file was changed since the trial."), where=str(file), hint=message("Go back and try it again.")
        )
    read_as, rows = read_table(data, encoding or mapping.encoding, str(file))
    outcome = Outcome(encoding=read_as, digest=digest)
    try:
        with catalogue.change(message("Import {file}", file=_name(file)), kind="import") as change:
            run = _Import(catalogue, change, mapping, file, outcome, decided)
            run.take(rows, progress or Progress(), update=update)
            refused = bool(outcome.rejected) and not skip_bad
            if dry_run or refused or not (outcome.imported or outcome.updated):
                raise _TakenBack
            run.finish()
            outcome.change_set = change.id
    except _TakenBack:
        if not dry_run:
            outcome.imported = outcome.updated = 0
            outcome.records = {}
    outcome.seconds = round(time.perf_counter() - begun, 2)
    return outcome


class _TakenBack(Exception):
    """Nothing of this run is to stay."""


class _Import:
    """One run of an import inside its transaction."""

    def __init__(
        self,
        catalogue: Catalogue,
        change: Change,
        mapping: Mapping,
        file: Path,
        outcome: Outcome,
        decided: Decided,
    ) -> None:
        self._catalogue = catalogue
        self._change = change
        self._mapping = mapping
        self._file = file
        self._outcome = outcome
        self._decided = decided
        self._reader = FieldReader(catalogue.vocabularies(), lambda code: find_record(change, code), mapping.date_order)
        self._before = SaidBefore()
        self._batch = self._new_batch()
        self._bulk = catalogue.bulk(change, self._batch)
        self._sources: dict[str, int] = {}
        self._made_sources: list[int] = []
        self._source = self._source_named(mapping.source or _name(file))
        self._known = known_rows(change.connection, self._source)
        self._codes = codes_in_use(change.connection)
        self._seen: dict[str, int] = {}
        self._changed: list[tuple[int, int, Draft, Draft, str]] = []

    def take(self, rows: Iterator[TableRow], progress: Progress, *, update: bool) -> None:
        """Stage every row that can come in, and note those that cannot."""
        columns = self._columns(rows)
        for row in rows:
            self._outcome.read += 1
            progress.give_way()
            if self._outcome.read % 250 == 0:
                progress.step(self._outcome.read, 0)
            if row.line in self._decided.left_out:
                self._outcome.left_out += 1
                continue
            try:
                self._take(row, columns, update=update)
            except InputError as problem:
                self._reject(row, problem.where, _cell(row, columns, problem.where), problem.brief)

    def finish(self) -> None:
        """Write what waits, derive what is derived, and count."""
        self._bulk.flush()
        for changed in self._changed:
            self._update(*changed)
        number_made(self._change, self._made_sources, "source")  # last, so that no code of the file is taken
        self._catalogue.derive(self._change.connection, self._made_sources)
        end_batch(self._change, self._batch, read=self._outcome.read, imported=self._outcome.imported)
        if self._outcome.imported:
            self._outcome.records = {self._mapping.kind.code: self._outcome.imported}

    def _new_batch(self) -> int:
        values = {
            "file": _name(self._file),
            "file_hash": self._outcome.digest,
            "mapping": self._mapping.text,
            "encoding": self._outcome.encoding,
        }
        return begin_batch(self._change, values)

    def _columns(self, rows: Iterator[TableRow]) -> list[tuple[int, str, Target]]:
        """The mapped columns with their positions; a name that stands twice in the head cannot be told apart."""
        mapping = self._mapping
        if mapping.header:
            head = next(rows, None)
            names = list(head.cells) if head else []
        else:
            names = []
        found = []
        for name, target in mapping.columns:
            position = _position(name, names) if mapping.header else _number(name)
            if position is None or (mapping.header and names.count(name) > 1):
                known = ", ".join(names[:40])
                raise InputError(
                    message("The column “{name}” is there twice.", name=name)
                    if name in names
                    else message("The column “{name}” is missing.", name=name),
                    where=str(self._file),
                    hint=message("The file has: {columns}.", columns=known)
                    if known
                    else message("The file has no head."),
                )
            found.append((position, name, target))
        self._width = len(names)
        self._key = self._key_position(names)
        self._code_is_key = self._key is not None and any(
            target.name == "code" and position == self._key for position, _, target in found
        )
        self._names = names
        return found

    def _key_position(self, names: list[str]) -> int | None:
        key = self._mapping.key
        if key is None:
            return None
        position = _position(key, names) if self._mapping.header else _number(key)
        if position is None:
            raise InputError(
                message("The key column “{key}” is missing.", key=key),
                where=str(self._file),
                hint=message("Choose the key column again."),
            )
        return position

    def _take(self, row: TableRow, columns: list[tuple[int, str, Target]], *, update: bool) -> None:
        cells = self._whole(row)
        key = self._key_of(row, cells)
        made = self._draft(cells, columns, row.line)
        written = cells_text(self._by_name(cells))
        if key in self._known:
            self._again(row, key, made, cells, columns, update=update)
            return
        code = made.fields.pop("code", None)
        if code is not None and code in self._codes:
            raise InputError(
                message("The code “{code}” is taken.", code=code),
                where=_column_of(columns, "code"),
                hint=message("Change the code."),
            )
        code = code or self._next_code()
        if not self._code_is_key:  # keys are known to differ already: a large roster need not be held twice
            self._codes.add(code)
        self._write(row, key, code, made, written)
        for warned in made.warnings:
            self._warn(row, warned.column, warned.value, warned.reason, dated=warned.dated)
        self._outcome.imported += 1

    def _whole(self, row: TableRow) -> list[str]:
        cells = list(row.cells)
        while len(cells) > self._width > 0 and cells[-1] == "":
            cells.pop()
        if self._width and len(cells) != self._width:
            raise InputError(
                message("The row has {cells} {cells:cell|cells}, the head {head}.", cells=len(cells), head=self._width),
                hint=message("Look for a comma too many or too few."),
            )
        broken = next((n for n, cell in enumerate(cells) if _BROKEN.search(cell)), None)
        if broken is not None:
            name = self._names[broken] if broken < len(self._names) else str(broken + 1)
            raise InputError(
                message("A character is not {encoding}.", encoding=self._outcome.encoding)
                if UNDECODED.search(cells[broken])
                else message("A character is NUL, which no text can hold."),
                where=name,
                hint=message("Correct the file there."),
            )
        return cells

    def _key_of(self, row: TableRow, cells: list[str]) -> str:
        if self._key is None:  # the number of the row in the file: it counts the rows that stay out too
            return f"{self._outcome.digest}:{self._outcome.read}"
        key = cells[self._key] if self._key < len(cells) else ""
        column = self._mapping.key or ""
        if key == "":
            raise InputError(
                message("The row has no key."), where=column, hint=message("Fill it in, or map another column as key.")
            )
        if key in self._seen:
            raise InputError(
                message("The key “{key}” stood in line {line} already.", key=key, line=self._seen[key]),
                where=column,
                hint=message("Keys must differ."),
            )
        self._seen[key] = row.line
        return key

    def _draft(self, cells: list[str], columns: list[tuple[int, str, Target]], line: int) -> Draft:
        mapping, dates = self._mapping, self._decided.dates
        given = [
            Cell(
                name,
                target,
                text,
                mapping.certainty.get(name),
                mapping.values.get(name, _NO_MEANINGS).get(text),
            )
            for position, name, target in columns
            if position < len(cells) and (text := cells[position])
        ]
        if mapping.split:
            given = [
                each
                for cell in given
                for each in (split_cell(cell, mapping.split[cell.column]) if cell.column in mapping.split else [cell])
            ]
        given += [Cell(target.name, target, text) for target, text in mapping.constants]
        if dates:
            given = [each._replace(meaning=dates.get((line, each.column, each.text), each.meaning)) for each in given]
        made = draft(given, self._reader, name_kind="as_recorded", before=self._before)
        if mapping.kind.code == "person":
            made.fields.setdefault("kind", "recorded")
        return made

    def _by_name(self, cells: list[str]) -> dict[str, str]:
        names = self._names or [str(number) for number in range(1, len(cells) + 1)]
        if len(cells) > len(names):  # a row that is refused for it
            names = [*names, *(str(number) for number in range(len(names) + 1, len(cells) + 1))]
        return {
            names[n] if names.count(names[n]) == 1 else f"{names[n]} ({n + 1})": cell for n, cell in enumerate(cells)
        }

    def _write(self, row: TableRow, key: str, code: str, made: Draft, written: str) -> None:
        bulk = self._bulk
        bulk.make_room()
        new = bulk.record(self._mapping.kind.code, code, made.fields)
        kept = bulk.row(
            {"source": self._source, "key": key, "number": row.line, "cells": written, "made": new, "access": None}
        )
        # Where nothing is stated there is nothing to cite: the row itself keeps the words of its source.
        cites = bool(made.source_text and (made.names or made.statements or made.others))
        own = self._source_named(made.source_text or "") if cites else self._source
        for name in made.names:
            bulk.part(new, name, source=own)
        for number, statement in enumerate(made.statements):
            cited = self._source_named(made.sources[number]) if number in made.sources else own
            bulk.part(new, statement, source=cited, roster_row=kept)
        for other in made.others:
            bulk.part(new, other, **({"source": own} if isinstance(other, parts.PlaceIdentifier) else {}))

    def _next_code(self) -> str:
        """The next code; the rows that wait to be written are not in the database yet."""
        while (code := next_code(self._change.connection, self._mapping.kind.prefix)) in self._codes:
            continue
        return code

    def _again(
        self,
        row: TableRow,
        key: str,
        made: Draft,
        cells: list[str],
        columns: list[tuple[int, str, Target]],
        *,
        update: bool,
    ) -> None:
        """A row that came in before: unchanged, reported as changed, or updated."""
        known = self._known[key]
        written = cells_text(self._by_name(cells))
        if cells_digest(written) == known.digest:
            self._outcome.unchanged += 1
            return
        if not update or known.made is None:
            self._warn(row, self._mapping.key or "", key, CHANGED)
            self._outcome.unchanged += 1
            return
        # Written after the staged rows: both take their ids from the same tables.
        before = self._draft(self._cells_before(known.id, cells), columns, _NO_LINE)
        self._changed.append((known.id, known.made, before, made, written))
        self._outcome.updated += 1

    def _update(self, row_id: int, record_id: int, before: Draft, made: Draft, written: str) -> None:
        """Apply a changed row to the record made from it; this part is journalled and undone row by row."""
        change = self._change
        made.fields.pop("kind", None)
        emptied = {name: () if isinstance(value, tuple) else None for name, value in before.fields.items()}
        emptied = {name: nothing for name, nothing in emptied.items() if name not in ("code", "kind")}
        change.set(record_id, **{**emptied, **made.fields})
        for part in (*before.names, *before.others):  # what people added stays
            forget_part(change, record_id, part)
        for statement in statements_of(change.connection, row_id):
            change.remove(parts.Statement, statement)
        made.statements = [replace(each, roster_row=row_id) for each in made.statements]
        write_parts(change, record_id, made, self._source)
        change.update_row("roster_row", row_id, {"cells": written}, record_id=record_id)

    def _cells_before(self, row_id: int, cells: list[str]) -> list[str]:
        """The cells of a row as they came in last, in the order of the columns now."""
        stored = cells_of(self._change.connection, row_id)
        return [stored.get(name, "") for name in self._by_name(cells)]

    def _source_named(self, title: str) -> int:
        """The source of that title; made as part of the batch where there is none, so that it goes with it."""
        if title not in self._sources:
            source = find_source(self._change.connection, title)
            if source is None:
                source = self._bulk.record("source", None, {"title": title})
                self._made_sources.append(source)
            self._sources[title] = source
        return self._sources[title]

    def _reject(self, row: TableRow, column: str, value: str, reason: Words) -> None:
        self._outcome.rejected.append(
            Remark(row.line, column, value, reason, cells=self._row_of(row, self._outcome.rejected))
        )

    def _warn(self, row: TableRow, column: str, value: str, reason: Words, *, dated: bool = False) -> None:
        kept = self._row_of(row, self._outcome.warnings)
        self._outcome.warnings.append(Remark(row.line, column, value, reason, dated, kept))

    def _row_of(self, row: TableRow, remarks: list[Remark]) -> Mapped[str, str] | None:
        return self._by_name(list(row.cells)) if len(remarks) < SHOWN_WHOLE else None


def _name(file: Path) -> str:
    """The file's name; bytes that are no UTF-8 can be read but not stored."""
    return file.name.encode("utf-8", "replace").decode()


def _position(name: str, names: list[str]) -> int | None:
    return names.index(name) if name in names else None


def _number(name: str) -> int | None:
    return int(name) - 1 if name.isdecimal() and int(name) > 0 else None


def _cell(row: TableRow, columns: list[tuple[int, str, Target]], column: str) -> str:
    """The cell of a named column, or the beginning of the row."""
    position = next((position for position, name, _ in columns if name == column), None)
    if position is None or position >= len(row.cells):
        return ",".join(row.cells)[:80]
    return row.cells[position]


def _column_of(columns: list[tuple[int, str, Target]], name: str) -> str:
    return next((column for _, column, target in columns if target.name == name), name)
