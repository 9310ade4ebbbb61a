"""Imports a roster from CSV or XLSX in one transaction: all of it is imported, or nothing.

Every row is kept as written, cell by cell. A row is known again by its source and key, so that a second import of the
same file changes nothing.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from memoircat.catalogue.backup import copy_before
from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.codes import next_code
from memoircat.catalogue.lookups import find_record, find_source
from memoircat.catalogue.rosters import (
    assign_codes,
    begin_batch,
    cells_digest,
    cells_of,
    cells_text,
    codes_in_use,
    end_batch,
    known_rows,
    statements_of,
)
from memoircat.editing.operations import forget_part, write_parts
from memoircat.editing.record_draft import MappedCell, RecordDraft, StatementCache, draft_record, split_cell
from memoircat.editing.targets import Target
from memoircat.errors import Conflict, InputError
from memoircat.exchange.mapping import TableMapping
from memoircat.exchange.row_decisions import NO_DECISIONS, RowDecisions
from memoircat.jobs import Progress
from memoircat.messages import Words, message
from memoircat.records import parts
from memoircat.records.values import FieldReader
from memoircat.tables.csv_files import TableRow
from memoircat.tables.encodings import UNDECODED
from memoircat.tables.table_files import open_table, read_table

_BROKEN = re.compile(f"{UNDECODED.pattern}|\0")
_NO_MEANINGS: dict[str, str] = {}
_FIGURES = 6  # of the number of a column
_NO_LINE = 0  # instead of a line, for a row that is not read from the file
SHOWN_WHOLE = 2000  # so many remarks keep their row
CHANGED = message("changed since the last import (--update applies it)")


@dataclass(frozen=True, slots=True)
class RowRemark:
    """A problem with a row of the file: with one cell, or, where ``column`` is empty, with the whole row.

    ``line`` counts from 1. ``cells`` is the row as written, by column; only the first `SHOWN_WHOLE` remarks have it,
    since there may be as many as the file has rows. ``dated``: the cell was read as a date.
    """

    line: int
    column: str
    value: str
    reason: Words
    dated: bool = False
    cells: Mapping[str, str] | None = None

    @property
    def known(self) -> bool:
        """Whether its row was imported before and has changed since; it is left as it was imported."""
        return self.reason is CHANGED


@dataclass(slots=True)
class ImportOutcome:
    """What an import did, or would do: numbers of rows, and the remarks on them.

    ``records`` is the number of records made, by type; ``digest`` the SHA-256 of the file as it was read.
    """

    read: int = 0
    imported: int = 0
    updated: int = 0
    unchanged: int = 0
    left_out: int = 0
    records: dict[str, int] = field(default_factory=dict)
    rejected: list[RowRemark] = field(default_factory=list)
    warnings: list[RowRemark] = field(default_factory=list)
    encoding: str = ""
    digest: str = ""
    change_set: int | None = None
    seconds: float = 0.0


def import_table(
    catalogue: Catalogue,
    file: Path,
    mapping: TableMapping,
    *,
    dry_run: bool = False,
    skip_bad: bool = False,
    update: bool = False,
    encoding: str | None = None,
    progress: Progress | None = None,
    decisions: RowDecisions = NO_DECISIONS,
    trial_digest: str | None = None,
) -> ImportOutcome:
    """Import a table.

    Rows that cannot be imported are `rejected`; a single one of them keeps the whole table out, unless ``skip_bad``.
    ``update``: rows that were imported before and have changed are written again. ``encoding``: instead of that of the
    mapping. ``decisions``: what a person decided after a trial; ``trial_digest``: the digest of the file at the trial.
    A dry run does the same work and rolls it back; else the catalogue is copied first, where it was changed since the
    last copy. Raises EnvironmentError_ where that fails, InputError for a file or mapping that cannot be used,
    Conflict for a file that was changed since the trial, Cancelled where ``progress`` is asked to stop.
    """
    begun = time.perf_counter()
    data = open_table(file)
    digest = hashlib.sha256(data).hexdigest()
    if trial_digest is not None and trial_digest != digest:
        raise Conflict(
            message("The file was changed since the trial."), where=str(file), hint=message("Go back and try it again.")
        )
    read_as, rows = read_table(file, data, encoding or mapping.encoding)
    outcome = ImportOutcome(encoding=read_as, digest=digest)
    if not (dry_run or catalogue.read_only):
        copy_before(catalogue.folder.database, catalogue.folder.backups, "before-import", progress)
    try:
        with catalogue.change(message("Import {file}", file=_name(file)), kind="import") as change:
            run = _Import(catalogue, change, mapping, file, outcome, decisions)
            run.take(rows, progress or Progress(), update=update)
            refused = bool(outcome.rejected) and not skip_bad
            if dry_run or refused or not (outcome.imported or outcome.updated):
                raise _RollBack
            run.finish()
            outcome.change_set = change.id
    except _RollBack:
        if not dry_run:
            outcome.imported = outcome.updated = 0
            outcome.records = {}
    outcome.seconds = round(time.perf_counter() - begun, 2)
    return outcome


class _RollBack(Exception):
    """Raised inside the transaction of an import that is not to be written."""


class _Import:
    """One run of an import, inside its transaction."""

    def __init__(
        self,
        catalogue: Catalogue,
        change: Change,
        mapping: TableMapping,
        file: Path,
        outcome: ImportOutcome,
        decisions: RowDecisions,
    ) -> None:
        self._catalogue = catalogue
        self._change = change
        self._mapping = mapping
        self._file = file
        self._outcome = outcome
        self._decisions = decisions
        self._reader = FieldReader(catalogue.vocabularies(), lambda code: find_record(change, code), mapping.date_order)
        self._statements = StatementCache()
        self._batch = self._new_batch()
        self._bulk = catalogue.bulk(change, self._batch)
        self._sources: dict[str, int] = {}
        self._made_sources: list[int] = []
        self._source = self._source_named(mapping.source or _name(file))
        self._known = known_rows(change.connection, self._source)
        self._codes = codes_in_use(change.connection)
        self._seen: dict[str, int] = {}
        self._changed: list[tuple[int, int, RecordDraft, RecordDraft, str]] = []

    def take(self, rows: Iterator[TableRow], progress: Progress, *, update: bool) -> None:
        """Stage every row that can be imported, and note those that cannot."""
        columns = self._columns(rows)
        for row in rows:
            self._outcome.read += 1
            progress.give_way()
            if self._outcome.read % 250 == 0:
                progress.step(self._outcome.read, 0)
            if row.line in self._decisions.left_out:
                self._outcome.left_out += 1
                continue
            try:
                self._take(row, columns, update=update)
            except InputError as problem:
                self._reject(row, problem.where, _cell(row, columns, problem.where), problem.brief)

    def finish(self) -> None:
        """Write the rows that are staged, with all that is derived from them, and store the counts."""
        self._bulk.flush()
        for changed in self._changed:
            self._update(*changed)
        assign_codes(self._change, self._made_sources, "source")  # last, so that they take no code of the file
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
        """The mapped columns as (position, heading, target); reads the headings where the mapping says there are any.

        Raises InputError for a column that is missing, or is there twice.
        """
        mapping = self._mapping
        if mapping.header:
            head = next(rows, None)
            names = list(head.cells) if head else []
        else:
            names = []
        columns = []
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
            columns.append((position, name, target))
        self._width = len(names)
        self._key = self._key_position(names)
        self._code_is_key = self._key is not None and any(
            target.name == "code" and position == self._key for position, _, target in columns
        )
        self._names = names
        self._heads = _told_apart(names)
        return columns

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
        draft = self._draft(cells, columns, row.line)
        stored_cells = cells_text(self._by_name(cells))
        if key in self._known:
            self._again(row, key, draft, cells, columns, update=update)
            return
        code = draft.fields.pop("code", None)
        if code is not None and code in self._codes:
            raise InputError(
                message("The code “{code}” is taken.", code=code),
                where=_column_of(columns, "code"),
                hint=message("Change the code."),
            )
        code = code or self._next_code()
        if not self._code_is_key:  # keys differ anyway: a large roster need not keep them a second time
            self._codes.add(code)
        self._write(row, key, code, draft, stored_cells)
        for warning in draft.warnings:
            self._warn(row, warning.column, warning.value, warning.reason, dated=warning.dated)
        self._outcome.imported += 1

    def _whole(self, row: TableRow) -> list[str]:
        """The cells of a row, as many as there are headings. Raises InputError for another number, or broken text."""
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
        if self._key is None:  # the number of the row in the file, rejected rows included
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

    def _draft(self, cells: list[str], columns: list[tuple[int, str, Target]], line: int) -> RecordDraft:
        mapping, dates = self._mapping, self._decisions.dates
        mapped = [
            MappedCell(
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
            mapped = [
                piece
                for cell in mapped
                for piece in (split_cell(cell, mapping.split[cell.column]) if cell.column in mapping.split else [cell])
            ]
        mapped += [MappedCell(target.name, target, text) for target, text in mapping.constants]
        if dates:
            mapped = [cell._replace(meaning=dates.get((line, cell.column, cell.text), cell.meaning)) for cell in mapped]
        draft = draft_record(mapped, self._reader, name_kind="as_recorded", cache=self._statements)
        if mapping.kind.code == "person":
            draft.fields.setdefault("kind", "recorded")
        return draft

    def _by_name(self, cells: list[str]) -> dict[str, str]:
        """The cells by the heading of their column, or its number; a heading that is there twice has its number too."""
        heads = self._heads
        if len(cells) > len(heads):  # a table without a head, or a row that is rejected for it
            heads = _told_apart([*self._names, *(str(n) for n in range(len(self._names) + 1, len(cells) + 1))])
        return dict(zip(heads, cells, strict=False))

    def _write(self, row: TableRow, key: str, code: str, draft: RecordDraft, cells: str) -> None:
        bulk = self._bulk
        bulk.flush_if_full()
        record_id = bulk.add_record(self._mapping.kind.code, code, draft.fields)
        row_id = bulk.add_roster_row(
            {"source": self._source, "key": key, "number": row.line, "cells": cells, "made": record_id, "access": None}
        )
        # A source that nothing would cite is not made: the row itself keeps its name.
        cites = bool(draft.source_text and (draft.names or draft.statements or draft.others))
        row_source = self._source_named(draft.source_text or "") if cites else self._source
        for name in draft.names:
            bulk.add_part(record_id, name, source=row_source)
        for number, statement in enumerate(draft.statements):
            cited = self._source_named(draft.sources[number]) if number in draft.sources else row_source
            bulk.add_part(record_id, statement, source=cited, roster_row=row_id)
        for other in draft.others:
            bulk.add_part(
                record_id, other, **({"source": row_source} if isinstance(other, parts.PlaceIdentifier) else {})
            )

    def _next_code(self) -> str:
        """The next code that no record has, nor a staged row, which is not in the database yet."""
        while (
            code := next_code(self._change.connection, self._change.digests, self._mapping.kind.prefix)
        ) in self._codes:
            continue
        return code

    def _again(
        self,
        row: TableRow,
        key: str,
        draft: RecordDraft,
        cells: list[str],
        columns: list[tuple[int, str, Target]],
        *,
        update: bool,
    ) -> None:
        """Take a row that was imported before: it is unchanged, or changed and reported, or updated."""
        known = self._known[key]
        stored_cells = cells_text(self._by_name(cells))
        if cells_digest(stored_cells) == known.digest:
            self._outcome.unchanged += 1
            return
        if not update or known.made is None:
            self._warn(row, self._mapping.key or "", key, CHANGED)
            self._outcome.unchanged += 1
            return
        # Written after the staged rows, since new ids of both come from the same tables.
        before = self._draft(self._cells_before(known.id, cells), columns, _NO_LINE)
        self._changed.append((known.id, known.made, before, draft, stored_cells))
        self._outcome.updated += 1

    def _update(self, row_id: int, record_id: int, before: RecordDraft, draft: RecordDraft, cells: str) -> None:
        """Write a changed row into its record; unlike new rows, this is journalled row by row."""
        change = self._change
        draft.fields.pop("kind", None)
        emptied = {name: () if isinstance(value, tuple) else None for name, value in before.fields.items()}
        emptied = {name: empty for name, empty in emptied.items() if name not in ("code", "kind")}
        change.set(record_id, **{**emptied, **draft.fields})
        for part in (*before.names, *before.others):  # parts that people added stay
            forget_part(change, record_id, part)
        for statement in statements_of(change.connection, row_id):
            change.remove(parts.Statement, statement)
        draft.statements = [replace(statement, roster_row=row_id) for statement in draft.statements]
        write_parts(change, record_id, draft, self._source)
        change.update_row("roster_row", row_id, {"cells": cells}, record_id=record_id)

    def _cells_before(self, row_id: int, cells: list[str]) -> list[str]:
        """The cells of a row as they were imported last, in the order that the columns have now."""
        stored = cells_of(self._change.connection, row_id)
        return [stored.get(name, "") for name in self._by_name(cells)]

    def _source_named(self, title: str) -> int:
        """The source with this code or title; made as part of the batch where there is none, and withdrawn with it."""
        if title not in self._sources:
            source = find_source(self._change.connection, title)
            if source is None:
                source = self._bulk.add_record("source", None, {"title": title})
                self._made_sources.append(source)
            self._sources[title] = source
        return self._sources[title]

    def _reject(self, row: TableRow, column: str, value: str, reason: Words) -> None:
        self._outcome.rejected.append(
            RowRemark(row.line, column, value, reason, cells=self._row_of(row, self._outcome.rejected))
        )

    def _warn(self, row: TableRow, column: str, value: str, reason: Words, *, dated: bool = False) -> None:
        kept = self._row_of(row, self._outcome.warnings)
        self._outcome.warnings.append(RowRemark(row.line, column, value, reason, dated, kept))

    def _row_of(self, row: TableRow, remarks: list[RowRemark]) -> Mapping[str, str] | None:
        return self._by_name(list(row.cells)) if len(remarks) < SHOWN_WHOLE else None


def _name(file: Path) -> str:
    """The name of a file as it can be stored; bytes of it that are not UTF-8 become question marks."""
    return file.name.encode("utf-8", "replace").decode()


def _position(name: str, names: list[str]) -> int | None:
    return names.index(name) if name in names else None


def _number(name: str) -> int | None:
    return int(name) - 1 if name.isdecimal() and len(name) <= _FIGURES and int(name) > 0 else None


def _told_apart(names: Sequence[str]) -> list[str]:
    """Headings as they are; one that is there twice with the number of its column."""
    times = Counter(names)
    return [name if times[name] == 1 else f"{name} ({number})" for number, name in enumerate(names, 1)]


def _cell(row: TableRow, columns: list[tuple[int, str, Target]], column: str) -> str:
    """The cell of a named column; where there is no such column, the beginning of the row."""
    position = next((position for position, name, _ in columns if name == column), None)
    if position is None or position >= len(row.cells):
        return ",".join(row.cells)[:80]
    return row.cells[position]


def _column_of(columns: list[tuple[int, str, Target]], name: str) -> str:
    return next((column for _, column, target in columns if target.name == name), name)
