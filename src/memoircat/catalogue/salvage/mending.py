"""Makes good what salvaged rows lack: lost rows from the history, else a row that stands for them; references to nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from memoircat.catalogue import storage
from memoircat.catalogue.clock import new_uid, now
from memoircat.catalogue.salvage.btree_pages import Value
from memoircat.catalogue.salvage.new_rows import NewRows
from memoircat.catalogue.salvage.report import Fate, Loss
from memoircat.catalogue.salvage.shapes import Reference, Shape
from memoircat.catalogue.salvage.trees import Gap
from memoircat.catalogue.stands import WITHDRAWN
from memoircat.messages import Label, message
from memoircat.records.registry import RECORD_TYPES
from memoircat.records.vocabularies import seed_terms

SALVAGE = "salvage"  # the kind of a change set that a salvage has made; it is not undone

_NOBODY = "?"
_UNKNOWN_TYPE = "source"  # of a record of which only its number is known: it may be cited, and says least of itself


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
    """Mends the rows of a new catalogue.

    ``lost``: table → number → what an index still knows of a lost row. ``gaps``: table → where rows may be lost.
    """

    rows: NewRows
    lost: Mapping[str, Mapping[int, dict[str, Value]]]
    gaps: Mapping[str, Sequence[Gap]]
    done: list[MendedRow] = field(default_factory=list)

    def mend(self) -> list[MendedRow]:
        """Do it all; returns the rows that were made or altered."""
        self._rebuild_from_history()
        self._stand_in_for_records()
        self._stand_in_for_own_rows()
        self._stand_in_for_terms()
        self._stand_in_for_change_sets()
        self._tell_lost()
        for shape in self.rows.shapes.content:
            for reference in shape.references:
                self._empty(shape, reference)
        return self.done

    # From the history --------------------------------------------------------------------------------------------

    def _rebuild_from_history(self) -> None:
        """Insert again those lost rows whose every step is in the history, as they were after the last one.

        Where the history itself has gaps, only those that an index or a part still names: others may have been deleted.
        """
        named = {(table, number) for table, rows in self.lost.items() for number in rows}
        named |= {("record", number) for number in self._missing_records()}
        named |= {(table, number) for number, table in self._without_own_row()}
        whole = not self.gaps.get("change")
        states: dict[tuple[str, int], dict[str, Value] | None] = {}
        for table, number, before, after in self._journal():
            row_key = (table, number)
            lost = whole and any(gap.holds(number, number) for gap in self.gaps.get(table, ()))
            if not lost and row_key not in named:
                continue
            if before is None:
                states[row_key] = after
            elif after is None:
                states.pop(row_key, None)
            elif (state := states.get(row_key)) is not None:
                state.update(after)
        detail = "" if whole else "a part of the history is lost too: it may be older"
        for (table, number), state in states.items():
            shape = self.rows.shapes.tables[table]
            if state is not None and not self.rows.has(shape, number) and self._insert(shape, number, state):
                self._note(Fate.REBUILT, shape, number, state, detail)

    def _journal(self) -> Iterator[tuple[str, int, dict[str, Value] | None, dict[str, Value] | None]]:
        content = {shape.name for shape in self.rows.shapes.content}
        steps = self.rows.connection.execute('SELECT "table", key, before, after FROM change ORDER BY id')
        for table, key, before, after in steps:
            number = json.loads(key)
            if table in content and isinstance(number, int):
                gone, wanted = (json.loads(side) if side else None for side in (before, after))
                if all(isinstance(side, dict | None) for side in (gone, wanted)):
                    yield table, number, gone, wanted

    # Rows that stand for lost ones -------------------------------------------------------------------------------

    def _missing_records(self) -> dict[int, dict[str, Value]]:
        """The records that are not there and that their parts, their own row or an index still know of."""
        wanted = dict(self.lost.get("record", {}))
        for of in self.rows.shapes.content:
            if Reference("record_id", "record") in of.references:
                ids = self.rows.connection.execute(
                    f'SELECT DISTINCT record_id FROM "{of.name}" WHERE record_id NOT IN (SELECT id FROM record)'
                )
                for (number,) in ids.fetchall():
                    wanted.setdefault(number, {})
        record = self.rows.shapes.tables["record"]
        return {number: known for number, known in sorted(wanted.items()) if not self.rows.has(record, number)}

    def _stand_in_for_records(self) -> None:
        shape, at = self.rows.shapes.tables["record"], now()
        note = message("Salvaged; its own row was lost, and an empty one stands for it.")
        for number, known in self._missing_records().items():
            kind = self._type_of_lost(number, known)
            written = {"created_at": at, "created_by": _NOBODY, "modified_at": at, "modified_by": _NOBODY}
            common = {"uid": new_uid(), "code": f"{RECORD_TYPES[kind].prefix}-?-{number}", "version": 1, **written}
            filled = {name: value for name, value in known.items() if value is not None}
            row = {**common, **filled, "id": number, "record_type": kind, "note": str(note)}
            if self._insert(shape, number, row) or self._insert(shape, number, {**row, "uid": new_uid()}):
                self._note(Fate.PLACEHOLDER, shape, number, row)

    def _type_of_lost(self, number: int, known: dict[str, Value]) -> str:
        said = known.get("record_type")
        if isinstance(said, str) and said in RECORD_TYPES:
            return said
        tables = self.rows.shapes.tables
        own = [code for code in RECORD_TYPES if code in tables and self.rows.has(tables[code], number)]
        prefixes = {kind.prefix: code for code, kind in RECORD_TYPES.items()}
        by_code = prefixes.get(str(known.get("code") or "").partition("-")[0])
        told = self.rows.connection.execute(
            'SELECT "table" FROM change WHERE record = ? AND key = ?', [number, str(number)]
        ).fetchall()
        by_history = [table for (table,) in told if table in RECORD_TYPES]
        return next(iter((*own, *by_history, *filter(None, [by_code]))), _UNKNOWN_TYPE)

    def _without_own_row(self) -> list[tuple[int, str]]:
        """The records that have no row in the table of their type, with that type."""
        missing: list[tuple[int, str]] = []
        for code in RECORD_TYPES:
            if code in self.rows.shapes.tables:
                ids = self.rows.connection.execute(
                    f'SELECT id FROM record WHERE record_type = ? AND id NOT IN (SELECT record_id FROM "{code}")',
                    [code],
                )
                missing += [(number, code) for (number,) in ids.fetchall()]
        return missing

    def _stand_in_for_own_rows(self) -> None:
        for number, code in self._without_own_row():
            shape = self.rows.shapes.tables[code]
            row: dict[str, Value] = {"record_id": number, **self.lost.get(code, {}).get(number, {})}
            self._insert(shape, number, row)
            self._note(Fate.PLACEHOLDER, shape, number, row)

    def _stand_in_for_terms(self) -> None:
        """The shipped words for the terms that are lost; for one of the archive's own, its code stands for its words."""
        shape = self.rows.shapes.tables["term"]
        shipped = {(seed.vocabulary, seed.code): seed for seed in seed_terms()}
        for number, known in self.lost.get("term", {}).items():
            seed = shipped.get((str(known.get("vocabulary")), str(known.get("code"))))
            words = seed.label if seed else Label(*[str(known.get("code"))] * 3)
            position: Value = seed.order if seed else number
            row: dict[str, Value] = {**known, "id": number, "position": position, "in_use": 1, **words._asdict()}
            if not self.rows.has(shape, number) and self._insert(shape, number, row):
                self._note(Fate.PLACEHOLDER, shape, number, row)
        if self.gaps.get("term"):
            for seed in shipped.values():
                row = {"vocabulary": seed.vocabulary, "code": seed.code, "position": seed.order, "in_use": 1}
                with suppress(storage.DatabaseError):  # it is there
                    self.rows.insert("term", {**row, **seed.label._asdict()})

    def _stand_in_for_change_sets(self) -> None:
        """A change set for rows of the history that have lost theirs; it can be neither undone nor redone."""
        shape = self.rows.shapes.tables["change_set"]
        lost = self.rows.connection.execute(
            "SELECT DISTINCT change_set FROM change WHERE change_set NOT IN (SELECT id FROM change_set)"
        ).fetchall()
        label = message("Salvaged; its own row was lost, and an empty one stands for it.").stored()
        for (number,) in lost:
            before = "SELECT at FROM change_set WHERE id < ? ORDER BY id DESC LIMIT 1"
            (at,) = self.rows.connection.execute(before, [number]).fetchone() or (now(),)
            row: dict[str, Value] = {"id": number, "at": at, "by": _NOBODY, "label": label, "kind": SALVAGE}
            if self._insert(shape, number, row):
                self.rows.record.note(Loss(Fate.PLACEHOLDER, "change_set", str(number)), row=row)

    def _tell_lost(self) -> None:
        for table, lost in self.lost.items():
            shape = self.rows.shapes.tables[table]
            for number, known in lost.items():
                if not self.rows.has(shape, number):
                    self.rows.record.note(Loss(Fate.LOST, table, str(number), "an index still names it"), row=known)

    # References --------------------------------------------------------------------------------------------------

    def _empty(self, shape: Shape, reference: Reference) -> None:
        """Empty a reference to a row that is lost; where it cannot be empty, the row is told and taken out."""
        column, key = reference.column, shape.key or "rowid"
        if column == shape.key or column == "record_id" or shape.name == "draft":  # a draft may outlive its record
            return
        dangling = self.rows.connection.execute(
            f'SELECT "{key}", "{column}" FROM "{shape.name}" WHERE "{column}" IS NOT NULL'
            f' AND "{column}" NOT IN (SELECT id FROM "{reference.table}"){_not_withdrawn(shape)}'
        ).fetchall()
        needed = any(one.name == column and one.needed for one in shape.columns)
        for number, value in dangling:
            if shape.name in ("change_set", "change"):  # history is only added to
                self.rows.record.note(
                    Loss(Fate.REFERENCE, shape.name, str(number), "kept", column), row={column: value}
                )
            elif needed:
                self._take_out(shape, number, column)
            else:
                self.rows.connection.execute(f'UPDATE "{shape.name}" SET "{column}" = NULL WHERE "{key}" = ?', [number])
                self.rows.record.note(Loss(Fate.REFERENCE, shape.name, str(number), "", column), row={column: value})
                owner = self._owner(shape, number)
                self.done.append(MendedRow(shape.name, number, owner, {column: value}, {column: None}))

    def _take_out(self, shape: Shape, number: int, column: str) -> None:
        values = self.rows.connection.execute(f'SELECT * FROM "{shape.name}" WHERE rowid = ?', [number]).fetchone()
        self.rows.connection.execute(f'DELETE FROM "{shape.name}" WHERE rowid = ?', [number])
        row = dict(zip(shape.names, values, strict=True))
        self.rows.record.note(Loss(Fate.LOST, shape.name, str(number), "what it belongs to is lost", column), row=row)
        self.rows.record.read[shape.name] -= 1

    def _owner(self, shape: Shape, number: int) -> int | None:
        if "record_id" not in shape.names:
            return number if shape.name == "record" else None
        sql = f'SELECT record_id FROM "{shape.name}" WHERE rowid = ?'
        return int(self.rows.connection.execute(sql, [number]).fetchone()[0])

    # Writing -----------------------------------------------------------------------------------------------------

    def _insert(self, shape: Shape, number: int, row: dict[str, Value]) -> bool:
        known = {name: value for name, value in row.items() if name in shape.names}
        try:
            self.rows.insert(shape.name, {**known, shape.key or "rowid": number})
        except storage.DatabaseError:  # a row of that number, or another with its name, is there
            return False
        return True

    def _note(self, fate: Fate, shape: Shape, number: int, row: dict[str, Value], detail: str = "") -> None:
        self.rows.record.note(Loss(fate, shape.name, str(number), detail), row=row)
        self.done.append(MendedRow(shape.name, number, self._owner(shape, number), None, row))


def _not_withdrawn(shape: Shape) -> str:
    """A condition that leaves out what belongs to withdrawn imports: it waits for its purge, and may refer to nothing."""
    owner = next((name for name in ("record_id", "made") if name in shape.names), None)
    owner = "id" if shape.name == "record" else owner
    withdrawn = f"SELECT id FROM record WHERE batch IN ({WITHDRAWN})"
    return f' AND ("{owner}" IS NULL OR "{owner}" NOT IN ({withdrawn}))' if owner else ""
