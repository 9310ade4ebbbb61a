"""Writes salvaged rows into the database of the new catalogue, as they were, and makes good what they lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from memoircat.catalogue import storage
from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.salvage.damaged import FoundRow, UnreadRow
from memoircat.catalogue.salvage.fitness import Unfit, mended
from memoircat.catalogue.salvage.report import Fate, Loss, Record
from memoircat.catalogue.salvage.shapes import Shape, Shapes

_Row = dict[str, Value]
HIGHEST_ID = 1 << 32  # ids are counted up from 1; the index of words has no room for a higher one


@dataclass(slots=True)
class NewRows:
    """The rows of a new catalogue while it is filled. ``record`` gets what did not come over as it was."""

    connection: storage.Connection
    shapes: Shapes
    record: Record
    unread: dict[str, dict[int, int]] = field(default_factory=dict)  # table → number of a row → its page
    _statements: dict[tuple[str, tuple[str, ...]], str] = field(default_factory=dict)

    def take(self, shape: Shape, row: FoundRow | UnreadRow, *, current: bool = True) -> None:
        """Bring a row over; what cannot be goes into the report, with all that was read of it.

        A row that is not ``current`` is only told, unless the same is there.
        """
        if isinstance(row, UnreadRow):
            key = "?" if row.rowid is None else str(row.rowid)
            self.record.note(Loss(Fate.UNREAD if current else Fate.OLDER, shape.name, key, row.why), raw=row.raw)
            if current and row.rowid is not None:
                self.unread.setdefault(shape.name, {})[row.rowid] = row.page
            return
        if not current:
            if not self._is_there(shape, row):
                self._tell(Fate.OLDER, shape, row, f"page {row.page}")
            return
        values = dict(row.values)
        try:
            if shape.key and not 0 < row.rowid <= HIGHEST_ID:
                raise Unfit("a number that no row was ever given")
            for column, instead in mended(shape.name, values):
                self._tell(Fate.HURT, shape, row, "not such a value as the program writes", column)
                values[column] = instead
        except Unfit as problem:
            self._tell(Fate.UNREAD, shape, row, str(problem))
            self.unread.setdefault(shape.name, {})[row.rowid] = row.page
            return
        if self._write(shape, row, values):
            for column, raw in row.hurt.items():
                loss = Loss(Fate.HURT, shape.name, _key(shape, row), "the rest of it, or its text, is broken", column)
                self.record.note(loss, row={column: row.values[column]}, raw=raw)

    def _write(self, shape: Shape, row: FoundRow, values: _Row) -> bool:
        try:
            self.insert(shape.name, values if shape.key else {**values, "rowid": row.rowid})
        except storage.DatabaseError as problem:
            if not self._is_there(shape, row):
                self._tell(Fate.CONFLICT, shape, row, type(problem).__name__)
            return False
        self.record.read[shape.name] += 1
        return True

    def insert(self, table: str, values: Mapping[str, Value]) -> None:
        """Insert one row. Raises DatabaseError where one with its key is there."""
        names = tuple(values)
        statement = self._statements.get((table, names))
        if statement is None:
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            statement = self._statements[table, names] = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'
        self.connection.execute(statement, tuple(values.values()))

    def _tell(self, fate: Fate, shape: Shape, row: FoundRow, detail: str, column: str | None = None) -> None:
        told = row.values if column is None else {column: row.values.get(column)}
        self.record.note(Loss(fate, shape.name, _key(shape, row), detail, column), row=told)

    def _is_there(self, shape: Shape, row: FoundRow) -> bool:
        names = [column.name for column in shape.columns if column.name in row.values]
        same = " AND ".join(f'"{name}" IS ?' for name in names)
        values = [row.values[name] for name in names]
        return self.connection.execute(f'SELECT 1 FROM "{shape.name}" WHERE {same}', values).fetchone() is not None

    def has(self, shape: Shape, rowid: int) -> bool:
        """Whether there is a row of that number."""
        return self.connection.execute(f'SELECT 1 FROM "{shape.name}" WHERE rowid = ?', [rowid]).fetchone() is not None

    def type_of(self, record_id: int) -> str | None:
        """The type of a record that is there; None for another."""
        row = self.connection.execute("SELECT record_type FROM record WHERE id = ?", [record_id]).fetchone()
        return None if row is None else str(row[0])


def _key(shape: Shape, row: FoundRow) -> str:
    """The key of a row as history writes it: its number, or its name."""
    first = shape.columns[0].name
    return str(row.rowid) if shape.key else str(row.values.get(first))
