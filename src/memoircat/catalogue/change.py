"""The unit of work: every write goes through a :class:`Change`, one transaction, one step of undo.

with catalogue.change("階級を訂正") as change:
    change.set(person, sex="male")
    change.add(person, Statement(property="rank", value="上等兵", source=card))
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, func, insert, select, update

from memoircat.catalogue import chain
from memoircat.catalogue.ancestry import refuse_circle
from memoircat.catalogue.clock import new_uid, now
from memoircat.catalogue.codes import next_code, require_free_code
from memoircat.catalogue.columns import Row, to_columns
from memoircat.catalogue.content import chunks, driver_of
from memoircat.catalogue.digests import DigestChanges
from memoircat.catalogue.schema import (
    BOOKKEEPING_COLUMNS,
    DERIVED_COLUMNS,
    DIGEST_COLUMNS,
    JOURNALLED,
    PART_TABLES,
    change,
    change_set,
    metadata,
    record,
)
from memoircat.errors import Conflict, NotFound
from memoircat.jobs import Progress
from memoircat.messages import Message, message
from memoircat.records.declare import fields_of
from memoircat.records.record import Record
from memoircat.records.registry import PART_CODES, PART_TYPES, record_type
from memoircat.records.values import HALF_CHARACTER, check_text

_COMMON = fields_of(Record)
_PAGE = 5_000  # rows of the journal read at once
RowUpdate = tuple[Any, int | None, Mapping[str, Any]]  # key of the row, its record, its new values


class Change:
    """Writes rows, and into the journal what they held before and after. Made by `Catalogue.change`, never directly.

    ``kind``: ``do``, ``import``, ``undo`` or ``redo``. ``target``: the change set that an undo or redo is about.
    """

    def __init__(
        self, connection: Connection, label: Message, by: str, kind: str = "do", target: int | None = None
    ) -> None:
        self.connection = connection
        self.label = label
        self.by = by
        self.at = now()
        self.touched: set[int] = set()
        self.released: set[int] = set()  # people who were members of someone before this change
        self.tables: set[str] = set()
        self.batches: set[int] = set()  # imports that were withdrawn or brought back
        self.kind = kind
        self.target = target
        self.digests = DigestChanges()
        self.digest = ""  # of the change set in the chain of the history, once it is sealed
        self._rows = chain.SetDigest()
        self._id: int | None = None

    @property
    def id(self) -> int:
        """The number of the change set; it is written with the first row."""
        if self._id is None:
            label = self.label.stored()
            values = {"at": self.at, "by": self.by, "label": label, "kind": self.kind, "target": self.target}
            self._id = int(self._insert(change_set, values))
        return self._id

    def begin(self) -> None:
        """Write the change set although no row follows: something that happened to the catalogue as a whole."""
        _ = self.id

    @property
    def empty(self) -> bool:
        """Nothing was written: there is nothing to undo."""
        return self._id is None

    # Records ---------------------------------------------------------------------------------------------------

    def create(self, type_code: str, *, code: str | None = None, batch: int | None = None, **values: Any) -> int:
        """Make a record and return its id; without ``code`` it gets the next one of its type.

        ``batch``: the import that it belongs to. ``values``: its fields by name. Raises Conflict for a taken code,
        NotFound for an unknown type or field.
        """
        kind = record_type(type_code)
        row = {
            "uid": new_uid(),
            "record_type": type_code,
            "created_at": self.at,
            "created_by": self.by,
            "modified_at": self.at,
            "modified_by": self.by,
            "version": 1,
            "batch": batch,
            **to_columns(_COMMON, _known(values, _COMMON)),
            "code": require_free_code(self.connection, code)
            if code
            else next_code(self.connection, self.digests, kind.prefix),
        }
        new: int = self.insert_row("record", row)
        self.touched.add(new)
        own = to_columns(kind.own_fields, _known(values, kind.own_fields))
        self._refuse_unknown(values, type_code)
        self.insert_row(type_code, {"record_id": new, **own}, record_id=new)
        return new

    def set(self, record_id: int, **values: Any) -> None:
        """Write those fields of a record that differ from what is stored.

        Raises Conflict for a taken code, InputError for a record that would lie in itself, NotFound for a record or a
        field that does not exist.
        """
        base = self._row(record, record_id)
        type_code = base["record_type"]
        self._refuse_unknown(values, type_code)
        common = to_columns(_COMMON, _known(values, _COMMON))
        if common.get("code") and common["code"] != base["code"]:
            require_free_code(self.connection, common["code"])
        own_fields = record_type(type_code).own_fields
        own = to_columns(own_fields, _known(values, own_fields))
        if own.get("parent") is not None:
            refuse_circle(self.connection, record_id, own["parent"], base["code"])
        self.update_row("record", record_id, common, record_id=record_id)
        self.update_row(type_code, record_id, own, record_id=record_id)

    def expect(self, record_id: int, version: int) -> None:
        """Raise Conflict if the record is no longer the version that the person was shown."""
        stored = self._row(record, record_id)
        if stored["version"] != version:
            raise Conflict(
                message(
                    "It was changed meanwhile by {by} at {at}.", by=stored["modified_by"], at=stored["modified_at"]
                ),
                where=str(stored["code"]),
                hint=message("Look at it again; your text is kept."),
            )

    def delete(self, record_id: int) -> None:
        """Put a record into the trash; `restore`, or an undo, brings it back."""
        self.update_row("record", record_id, {"deleted_at": self.at}, record_id=record_id)

    def restore(self, record_id: int) -> None:
        """Take a record out of the trash. Raises Conflict where its code was taken meanwhile."""
        stored = self._row(record, record_id)
        if stored["deleted_at"] is not None:
            require_free_code(self.connection, stored["code"], besides=record_id)
        self.update_row("record", record_id, {"deleted_at": None}, record_id=record_id)

    # Parts -----------------------------------------------------------------------------------------------------

    def add(self, record_id: int, part: Any) -> int:
        """Add a part (a name, a statement, a link …) to a record and return the part's id."""
        code = PART_CODES[type(part)]
        values = {attribute.name: getattr(part, attribute.name) for attribute in dataclass_fields(part)}
        row = {"record_id": record_id, **to_columns(PART_TYPES[code].fields, values)}
        if code == "statement" and part.preferred:
            self._unprefer(record_id, part.property, part.occurrence)
        return int(self.insert_row(code, row, record_id=record_id))

    def edit(self, part_type: type, part_id: int, **values: Any) -> None:
        """Change some values of a part. Raises NotFound if it was removed meanwhile."""
        code = PART_CODES[part_type]
        stored = self._row(PART_TABLES[code], part_id)
        columns = to_columns(PART_TYPES[code].fields, values)
        self._check(columns)
        merged = {**stored, **columns}
        if code == "statement" and merged["preferred"]:
            self._unprefer(merged["record_id"], merged["property"], merged["occurrence"], besides=part_id)
        self.update_row(code, part_id, columns, record_id=stored["record_id"])

    def remove(self, part_type: type, part_id: int) -> None:
        """Remove a part and all that refers to it (the regions of an image). Raises NotFound if it is gone already."""
        code = PART_CODES[part_type]
        stored = self._row(PART_TABLES[code], part_id)
        for table, column in _REFERRING.get(code, ()):
            ids = self.connection.execute(select(table.c.id).where(table.c[column] == part_id)).scalars().all()
            for referring in ids:
                self.delete_row(table.name, referring, record_id=stored["record_id"])
        self.delete_row(code, part_id, record_id=stored["record_id"])

    def prefer(self, statement_id: int, preferred: bool = True) -> None:
        """Mark a statement as the preferred one of its event, the others as not."""
        self.edit(_class_of("statement"), statement_id, preferred=preferred)

    def _unprefer(self, record_id: int, property_code: str, occurrence: int, besides: int | None = None) -> None:
        table = PART_TABLES["statement"]
        same = select(table.c.id).where(
            table.c.record_id == record_id,
            table.c.property == property_code,
            table.c.occurrence == occurrence,
            table.c.preferred == 1,
        )
        for other in self.connection.execute(same).scalars().all():
            if other != besides:
                self.update_row("statement", other, {"preferred": 0}, record_id=record_id)

    # Rows ------------------------------------------------------------------------------------------------------

    def insert_row(self, table: str, values: Mapping[str, Any], *, record_id: int | None = None) -> Any:
        """Insert and journal one row; returns its key."""
        target = metadata.tables[table]
        self._check(values)
        key = self._insert(target, values)
        stored = self._row(target, key)
        self.digests.inserted(table, stored)
        self._journal(table, key, record_id or (key if table == "record" else None), None, stored)
        return key

    def update_row(self, table: str, key: Any, values: Mapping[str, Any], *, record_id: int | None = None) -> None:
        """Update and journal the columns of a row that differ. Raises NotFound if there is no such row."""
        target = metadata.tables[table]
        stored = self._row(target, key)
        differing = {name: value for name, value in values.items() if stored[name] != value}
        if not differing:
            return
        self._check(differing)
        self.connection.execute(update(target).where(_key(target) == key).values(differing))
        self.digests.updated(table, stored, {**stored, **differing})
        self._journal(table, key, record_id, {name: stored[name] for name in differing}, differing)

    def update_rows(self, table: str, rows: Sequence[RowUpdate]) -> None:
        """Do as `update_row` for many rows of a table, a hundred times as fast; no row may be there twice."""
        target = metadata.tables[table]
        for chunk in chunks(rows):
            keys = [key for key, _, _ in chunk]
            rows_before = self.connection.execute(_ROWS[table], {"keys": keys}).mappings()
            stored = {row[JOURNALLED[table]]: row for row in rows_before}
            written: dict[tuple[str, ...], list[dict[str, Any]]] = {}
            journal = []
            for key, record_id, values in chunk:
                before = stored.get(key) or self._row(target, key)
                differing = {name: value for name, value in values.items() if before[name] != value}
                if differing:
                    self._check(differing)
                    self.digests.updated(table, dict(before), {**before, **differing})
                    bound = {f"new_{name}": value for name, value in differing.items()}
                    written.setdefault(tuple(differing), []).append({"row_key": key, **bound})
                    entry = self._entry(table, key, record_id, {name: before[name] for name in differing}, differing)
                    journal.append(entry)
            for names, bound_rows in written.items():
                changed = {name: bindparam(f"new_{name}", type_=target.c[name].type) for name in names}
                updating = update(target).where(_key(target) == bindparam("row_key")).values(changed)
                self.connection.execute(updating, bound_rows)
            if journal:
                self.connection.execute(insert(change), journal)

    def delete_row(self, table: str, key: Any, *, record_id: int | None = None) -> None:
        """Delete and journal one row. Raises NotFound if there is no such row."""
        target = metadata.tables[table]
        stored = self._row(target, key)
        self.connection.execute(delete(target).where(_key(target) == key))
        self.digests.deleted(table, stored)
        self._journal(table, key, record_id, stored, None)

    def stored(self, table: str, key: Any) -> dict[str, Any] | None:
        """A row as it is now, without derived columns; None if there is none."""
        row = self.connection.execute(_ROW[table], {"key": key}).mappings().first()
        return None if row is None else _journalled(metadata.tables[table], dict(row))

    def make_row(self, table: str, key: Any, wanted: Row | None, *, record_id: int) -> None:
        """Insert, update or delete a row so that it becomes ``wanted``; None: so that there is none.

        Raises Conflict if a record would come back with a code that another one has now.
        """
        stored = self.stored(table, key)
        if table == "record" and wanted is not None and wanted["deleted_at"] is None:
            require_free_code(self.connection, str(wanted["code"]), besides=record_id)
        if wanted is None:
            if stored is not None:
                self.delete_row(table, key, record_id=record_id)
        elif stored is None:
            self.insert_row(table, wanted, record_id=record_id)
        else:
            self.update_row(table, key, {name: wanted[name] for name in wanted if name in stored}, record_id=record_id)

    def _insert(self, table: Table, values: Mapping[str, Any]) -> Any:
        done = self.connection.execute(insert(table).values(dict(values)))
        return done.inserted_primary_key[0]  # type: ignore[index] # one row was inserted

    def _row(self, table: Table, key: Any) -> dict[str, Any]:
        row = self.connection.execute(_ROW[table.name], {"key": key}).mappings().first()
        if row is None:
            raise NotFound(
                message("There is no row {key} in {table}.", key=key, table=table.name),
                hint=message("It was removed meanwhile; look again."),
            )
        return _journalled(table, dict(row))

    def journal_as_done(
        self, table: str, key: Any, before: Row | None, after: Row | None, *, record_id: int | None = None
    ) -> None:
        """Journal a row that was written without this class: by an import, withdrawn as a whole, or by a salvage."""
        self._journal(table, key, record_id, before, after)

    def _journal(self, table: str, key: Any, record_id: int | None, before: Row | None, after: Row | None) -> None:
        self._insert(change, self._entry(table, key, record_id, before, after))

    def _entry(
        self, table: str, key: Any, record_id: int | None, before: Row | None, after: Row | None
    ) -> dict[str, Any]:
        """A row of the journal; remembers its record, table and batch for the end of the change."""
        self.tables.add(table)
        if record_id is not None:
            self.touched.add(record_id)
        if table == "match" and before and before.get("member"):
            self.released.add(before["member"])
        if table == "batch":
            self.batches.add(key)
        entry: dict[str, Any] = {
            "change_set": self.id,
            "table": table,
            "key": json.dumps(key),
            "record": record_id,
            "before": _json(before),
            "after": _json(after),
        }
        entry["digest"] = chain.journal_digest(entry)
        self._rows.add(entry["digest"])
        return entry

    # The end ---------------------------------------------------------------------------------------------------

    def note_writing(self) -> None:
        """Note in every record that was touched when, by whom and how often it was written."""
        driver = driver_of(self.connection)  # every save does this: SQLAlchemy would add 0.3 ms
        for chunk in chunks(sorted(self.touched)):
            keys = json.dumps(chunk)
            for row in driver.execute(_WRITTEN, [keys]):
                before = dict(zip(("id", *BOOKKEEPING_COLUMNS), row, strict=True))
                after = {"version": before["version"] + 1, "modified_at": self.at, "modified_by": self.by}
                self.digests.rewritten(before, {**before, **after})
            driver.execute(_WRITE, [self.at, self.by, keys])

    def seal(self) -> None:
        """Store the digests, and link the change set to the one before; the last thing that is written."""
        if not self.digests and self._id is None:
            return
        if self._id is None:
            self.kind = "note"  # rows that have no undo, such as that of an image, were all that was written
        self.digests.write(self.connection)
        self.digest = chain.seal(self.connection, self.id, self._rows)

    def _refuse_unknown(self, values: Iterable[str], type_code: str) -> None:
        known = {field.name for field in record_type(type_code).fields}
        for name in values:
            if name not in known:
                raise NotFound(
                    message("“{type}” has no field “{name}”.", type=record_type(type_code).label, name=name),
                    hint=message("`memoircat types` lists the fields of every type."),
                )

    def _check(self, columns: Mapping[str, Any]) -> None:
        for name, value in columns.items():
            if isinstance(value, str):
                check_text(value, name)


_REFERRING = {  # part → the columns of other parts that refer to it
    "attachment": ((PART_TABLES["region"], "attachment"), (PART_TABLES["transcription"], "attachment")),
    "statement": ((PART_TABLES["judgement"], "statement"),),
}


def _journalled(table: Table, stored: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row that the journal keeps: all but derived ones and digests."""
    left_out = (*DERIVED_COLUMNS, *DIGEST_COLUMNS) if table is record else DIGEST_COLUMNS
    return {name: value for name, value in stored.items() if name not in left_out}


def _class_of(part: str) -> type:
    return PART_TYPES[part].declaration


def _known(values: Mapping[str, Any], fields: Iterable[Any]) -> dict[str, Any]:
    return {field.name: values[field.name] for field in fields if field.name in values}


def _key(table: Table) -> Any:
    return table.c[JOURNALLED[table.name]]


# Built once: SQLAlchemy takes longer to build such a statement than SQLite takes to run it.
_ROW = {
    name: select(metadata.tables[name]).where(_key(metadata.tables[name]) == bindparam("key")) for name in JOURNALLED
}
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_WRITTEN = f"SELECT id, {', '.join(BOOKKEEPING_COLUMNS)} FROM record WHERE id IN (SELECT value FROM json_each(?))"
_WRITE = (
    "UPDATE record SET version = version + 1, modified_at = ?, modified_by = ?"
    " WHERE id IN (SELECT value FROM json_each(?))"
)
_ROWS = {name: select(metadata.tables[name]).where(_key(metadata.tables[name]).in_(_KEYS)) for name in JOURNALLED}


def _json(row: Row | None) -> str | None:
    if row is None:
        return None
    text = json.dumps(dict(row), ensure_ascii=False, separators=(",", ":"))
    # Bytes that are not UTF-8 were read as half characters, which only escapes can keep: nothing of them is lost.
    return json.dumps(dict(row), separators=(",", ":")) if HALF_CHARACTER.search(text) else text


def apply_inverse(change_: Change, target: int, *, forward: bool, progress: Progress | None = None) -> None:
    """Write the inverse of change set ``target`` (an undo), or the same again (``forward``: a redo).

    Raises Cancelled where ``progress`` is asked to stop.
    """
    progress = progress or Progress()
    count = select(func.count()).where(change.c.change_set == target)
    done, total = 0, change_.connection.execute(count).scalar_one()
    for page in _pages(change_.connection, target, forward=forward):
        for run in _runs(page, forward=forward):
            progress.give_way()
            if len(run) > 1:
                change_.update_rows(run[0].table, [(step.key, step.record, step.wanted or {}) for step in run])
            else:
                _apply(change_, run[0])
            progress.step(done := done + len(run), total)


@dataclass(frozen=True, slots=True)
class _Step:
    """One row of the journal as it is to be applied: the columns before (``gone``) and after it (``wanted``)."""

    table: str
    key: Any
    record: int | None
    gone: dict[str, Any] | None
    wanted: dict[str, Any] | None

    @property
    def updated(self) -> tuple[str, ...] | None:
        """The columns it updates; None where the row is inserted or deleted."""
        return tuple(self.wanted) if self.gone is not None and self.wanted is not None else None


def _pages(connection: Connection, target: int, *, forward: bool) -> Iterator[list[Any]]:
    """The journal of a change set, oldest row first if ``forward``; page by page, since it may not fit into memory."""
    order = change.c.id if forward else change.c.id.desc()
    query = select(change).where(change.c.change_set == target).order_by(order).limit(_PAGE)
    page = list(connection.execute(query).mappings())
    while page:
        yield page
        last = page[-1]["id"]
        later = change.c.id > last if forward else change.c.id < last
        page = list(connection.execute(query.where(later)).mappings())


def _runs(page: Iterable[Any], *, forward: bool) -> Iterator[list[_Step]]:
    """Steps that can be written at once: successive updates of the same columns in different rows of one table."""
    run: list[_Step] = []
    keys: set[Any] = set()
    for row in page:
        before, after = (json.loads(row[side]) if row[side] else None for side in ("before", "after"))
        gone, wanted = (before, after) if forward else (after, before)
        step = _Step(row["table"], json.loads(row["key"]), row["record"], gone, wanted)
        like = run and step.updated is not None and (step.table, step.updated) == (run[-1].table, run[-1].updated)
        if run and not (like and step.key not in keys):
            yield run
            run, keys = [], set()
        run.append(step)
        keys.add(step.key)
    if run:
        yield run


def _apply(change_: Change, step: _Step) -> None:
    if step.gone is None and step.wanted is not None:
        change_.insert_row(step.table, step.wanted, record_id=step.record)
    elif step.wanted is None:
        change_.delete_row(step.table, step.key, record_id=step.record)
    else:
        change_.update_row(step.table, step.key, step.wanted, record_id=step.record)
