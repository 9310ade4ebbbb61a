"""What a salvage brought over and what it could not: counted, told briefly, and written down in full."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.messages import Message, message

REPORT_FILE = "salvage-report.jsonl"
_MOST_KEPT = 5_000  # losses that the report has in memory; its file has them all
_MOST_BYTES = 1 << 20  # of one row that cannot be decoded


class Fate(StrEnum):
    """What became of a row or a value that did not come over as it was."""

    LOST = "lost"
    UNREAD = "unread"
    GAP = "gap"
    HURT = "hurt"
    REBUILT = "rebuilt"
    PLACEHOLDER = "placeholder"
    REFERENCE = "reference"
    CONFLICT = "conflict"
    OLDER = "older"
    ALTERED = "altered"
    IMAGE = "image"

    @property
    def words(self) -> Message:
        """The fate for people."""
        return _WORDS[self]


_WORDS = {
    Fate.LOST: message("The row is lost."),
    Fate.UNREAD: message("The row is there and cannot be read."),
    Fate.GAP: message("A page of this table could not be read; rows of these numbers may be lost."),
    Fate.HURT: message("A value could not be read whole."),
    Fate.REBUILT: message("The row was lost and came back from the history."),
    Fate.PLACEHOLDER: message("Salvaged; its own row was lost, and an empty one stands for it."),
    Fate.REFERENCE: message("It pointed at a row that is lost; this is empty now."),
    Fate.CONFLICT: message("Another row has its place; it was not brought over."),
    Fate.OLDER: message("Deleted or older; it was not brought over."),
    Fate.ALTERED: message("The record is not as it was written."),
    Fate.IMAGE: message("The image file is missing."),
}


@dataclass(frozen=True, slots=True)
class Loss:
    """One row or value that did not come over as it was.

    ``key``: of the row, or a run of keys. ``detail``: for those who know the file format.
    """

    fate: Fate
    table: str
    key: str
    detail: str = ""
    column: str | None = None


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table: those read, those known to be lost, those rebuilt from the history, and placeholders."""

    read: int = 0
    lost: int = 0
    rebuilt: int = 0
    placeholders: int = 0


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """The outcome of a salvage. ``losses`` are the first ones; the file has all, with everything that was read."""

    schema: int
    pages: int
    damaged_pages: int
    tables: Mapping[str, TableCount]
    fates: Mapping[str, int]
    losses: tuple[Loss, ...]
    left_out_log: bool
    images: int
    file: Path

    @property
    def lost(self) -> int:
        """How many rows are known to be lost, those among them that an empty row stands for."""
        return sum(count.lost + count.placeholders for count in self.tables.values())

    @property
    def complete(self) -> bool:
        """Whether everything came over as it was."""
        return not any(number for fate, number in self.fates.items() if fate != Fate.OLDER)

    def as_json(self) -> dict[str, Any]:
        """The whole report for programs."""
        return {
            **asdict(self),
            "tables": {name: asdict(count) for name, count in self.tables.items()},
            "losses": [asdict(loss) | {"message": str(loss.fate.words)} for loss in self.losses],
            "lost": self.lost,
            "complete": self.complete,
            "file": str(self.file),
        }


@dataclass(slots=True)
class Record:
    """Writes the report while the salvage goes on: every loss into the file at once, with all that was read of it."""

    file: TextIO
    read: Counter[str] = field(default_factory=Counter)
    fates: Counter[str] = field(default_factory=Counter)
    by_table: Counter[tuple[Fate, str]] = field(default_factory=Counter)
    losses: list[Loss] = field(default_factory=list)

    def note(self, loss: Loss, *, row: Mapping[str, Value] | None = None, raw: bytes | None = None) -> None:
        """Write down a loss; ``row``: what was read of it, ``raw``: its bytes where they could not be decoded."""
        self.fates[loss.fate] += 1
        self.by_table[loss.fate, loss.table] += 1
        if len(self.losses) < _MOST_KEPT and loss.fate is not Fate.OLDER:
            self.losses.append(loss)
        line: dict[str, Any] = {name: value for name, value in asdict(loss).items() if value not in (None, "")}
        if row is not None:
            line["row"] = {name: _plain(value) for name, value in row.items()}
        if raw:
            line["bytes"] = raw[:_MOST_BYTES].hex()
        # A lone surrogate cannot be written as UTF-8, and no key of another row may be lost with it.
        self.file.write(json.dumps(line, ensure_ascii=True) + "\n")

    @property
    def count(self) -> int:
        """How many rows have come over so far."""
        return sum(self.read.values())

    def tables(self, names: list[str]) -> dict[str, TableCount]:
        """The counts of these tables."""
        return {
            name: TableCount(
                self.read[name],
                self.by_table[Fate.LOST, name],
                self.by_table[Fate.REBUILT, name],
                self.by_table[Fate.PLACEHOLDER, name],
            )
            for name in names
        }


def _plain(value: Value) -> Value | dict[str, str]:
    return {"bytes": value.hex()} if isinstance(value, bytes) else value
