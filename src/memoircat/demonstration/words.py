"""From the words in the files of the demonstration to statements, read as an import reads them."""

from __future__ import annotations

import csv
from pathlib import Path

from memoircat.catalogue.catalogue import Catalogue
from memoircat.catalogue.change import Change
from memoircat.catalogue.lookups import find_record
from memoircat.editing.record_draft import MappedCell, draft_record
from memoircat.editing.targets import read_target
from memoircat.errors import InputError
from memoircat.exchange.mapping import load_mapping
from memoircat.exchange.table_import import import_table
from memoircat.messages import message
from memoircat.records.parts import Statement
from memoircat.records.properties import PROPERTIES, Holds
from memoircat.records.registry import record_type
from memoircat.records.values import FieldReader


def rows_of(file: Path) -> list[dict[str, str]]:
    """The rows of a CSV file by the names in its first line."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def import_whole(catalogue: Catalogue, file: Path, mapping: Path) -> None:
    """Import a table. Raises InputError, with the line, where a row was rejected."""
    outcome = import_table(catalogue, file, load_mapping(mapping))
    for remark in outcome.rejected:
        raise InputError(
            remark.reason,
            where=message("{file}, line {line}", file=str(file), line=remark.line),
            hint=message("Install MemoirCat again."),
        )


def reader_in(catalogue: Catalogue, change: Change) -> FieldReader:
    """A reader of values that knows the catalogue's vocabularies and the records made so far in ``change``."""
    return FieldReader(catalogue.vocabularies(), lambda code: find_record(change, code))


def statement(
    reader: FieldReader,
    type_code: str,
    code: str,
    value: str,
    *,
    occurrence: int = 1,
    term: str | None = None,
    **more: str | None,
) -> Statement:
    """A statement from the words of a file.

    ``type_code``: the type of the record it is for. ``code``: the property. ``value``: as written; for a property that
    holds a date it is read as that date, unless ``date`` is given too. ``term``: the word of the term that it means.
    ``more``: the other parts of the statement by name (date, until, unit, locator, note …).
    """
    apart = PROPERTIES[code].holds is Holds.DATE and more.get("date")
    kind, head = record_type(type_code), f"{code}[{occurrence}]"
    cells = [MappedCell(code, read_target(f"{head}.value" if apart else head, kind), value, meaning=term)]
    cells += [MappedCell(code, read_target(f"{head}.{part}", kind), text) for part, text in more.items() if text]
    return draft_record(cells, reader).statements[0]
