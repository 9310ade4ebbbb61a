"""What is known when the rows have been brought over: which are lost, and how rows in their place are written and told.

`rebuilding` brings lost rows back from the history, `stand_ins` puts empty ones in the place of others, `references`
settles what still refers to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from memoircat.catalogue import storage
from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.salvage.new_rows import HIGHEST_ID, NewRows
from memoircat.catalogue.salvage.report import Fate, Loss
from memoircat.catalogue.salvage.shapes import Reference, Shape
from memoircat.catalogue.salvage.trees import Gap
from memoircat.catalogue.stands import WITHDRAWN
from memoircat.records.registry import RECORD_TYPES

_BEYOND = 100_000  # ids above the highest that came over, where the highest ever given is not known


@dataclass(frozen=True, slots=True)
class MendedRow:
    """A row that the salvage has made or altered, for the history; ``before`` is None where it made it."""

    table: str
    key: int
    record: int | None
    before: dict[str, Value] | None
    after: dict[str, Value]


@dataclass(slots=True)
class Mending:
    """The rows of a new catalogue and what they lack.

    ``lost``: table → number → what an index still knows of a lost row. ``gaps``: table → where rows may be lost.
    ``given``: table → the highest id ever given, where that is known. ``media``: the folder of the images.
    """

    rows: NewRows
    lost: Mapping[str, Mapping[int, dict[str, Value]]]
    gaps: Mapping[str, Sequence[Gap]]
    given: Mapping[str, int]
    media: Path
    done: list[MendedRow] = field(default_factory=list)

    def shape(self, table: str) -> Shape:
        """A table of the new catalogue."""
        return self.rows.shapes.tables[table]

    def in_gap(self, table: str, number: int) -> bool:
        """Whether a row of this number may be lost."""
        return any(gap.holds(number, number) for gap in self.gaps.get(table, ()))

    def may_be_lost(self, table: str, number: object) -> bool:
        """Whether a row that something refers to was there: else the reference itself is damaged."""
        if not isinstance(number, int) or number < 1 or not self.in_gap(table, number):
            return False
        highest = self.given.get(table)
        if highest is None:
            (most,) = self.rows.connection.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()
            highest = (most or 0) + _BEYOND
        return number <= min(highest, HIGHEST_ID)

    def dangling(self, shape: Shape, reference: Reference) -> Iterator[tuple[int, int]]:
        """Number of each row that refers by this column to a row that is not there, and to which.

        What belongs to withdrawn imports is left out: it waits for its purge, references and all.
        """
        column, key = reference.column, shape.key or "rowid"
        sql = (
            f'SELECT "{key}", "{column}" FROM "{shape.name}" WHERE "{column}" IS NOT NULL'
            f' AND "{column}" NOT IN (SELECT id FROM "{reference.table}"){_not_withdrawn(shape)}'
        )
        yield from self.rows.connection.execute(sql).fetchall()

    def without_own_row(self) -> list[tuple[str, int]]:
        """The records that have no row in the table of their type: type and number."""
        missing: list[tuple[str, int]] = []
        for code in RECORD_TYPES:
            if code in self.rows.shapes.tables:
                sql = f'SELECT id FROM record WHERE record_type = ? AND id NOT IN (SELECT record_id FROM "{code}")'
                missing += [(code, number) for (number,) in self.rows.connection.execute(sql, [code]).fetchall()]
        return missing

    def owner(self, shape: Shape, number: int) -> int | None:
        """The record that a row belongs to; None for rows of no record."""
        if "record_id" not in shape.names:
            return number if shape.name == "record" else None
        sql = f'SELECT record_id FROM "{shape.name}" WHERE rowid = ?'
        return int(self.rows.connection.execute(sql, [number]).fetchone()[0])

    def make(self, fate: Fate, table: str, number: int, row: Mapping[str, Value], detail: str = "") -> bool:
        """Write a row in the place of a lost one, and tell it; False where there is one already."""
        shape = self.shape(table)
        known = {name: value for name, value in row.items() if name in shape.names}
        if self.rows.has(shape, number) or (shape.key and not 0 < number <= HIGHEST_ID):
            return False
        try:
            self.rows.insert(table, {**known, shape.key or "rowid": number})
        except storage.DatabaseError:  # another row has its name
            return False
        self.rows.record.note(Loss(fate, table, str(number), detail), row=known)
        if table != "change_set":
            self.done.append(MendedRow(table, number, self.owner(shape, number), None, known))
        return True

    def tell_lost(self) -> None:
        """Tell the rows that are known to be lost and in whose place there is none."""
        for table, lost in self.lost.items():
            for number, known in lost.items():
                if not self.rows.has(self.shape(table), number):
                    self.rows.record.note(Loss(Fate.LOST, table, str(number), "an index still names it"), row=known)


def _not_withdrawn(shape: Shape) -> str:
    """A condition that leaves out what belongs to withdrawn imports: it waits for its purge, references and all."""
    owners = ("id",) if shape.name == "record" else ("record_id", "made")
    owner = next((name for name in owners if name in shape.names), None)
    withdrawn = f"SELECT id FROM record WHERE batch IN ({WITHDRAWN})"
    return f' AND ("{owner}" IS NULL OR "{owner}" NOT IN ({withdrawn}))' if owner else ""
