"""Proves the content of a database file by its digests, and names each row that is not what was written.

Everything runs on the driver's connection, so that copies and salvaged files are proved in the same way as an open
catalogue. Derived rows are proved elsewhere: see `catalogue.upkeep`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from memoircat.catalogue.chain import CHANGE_SET_COLUMNS, JOURNAL_COLUMNS, SetDigest, journal_digest
from memoircat.catalogue.derived import Problem
from memoircat.catalogue.digests import (
    ADDED_UP,
    COUNTED,
    MASK,
    NOT_CONTENT,
    UNCOUNTED,
    WITH_OWN_DIGEST,
    row_digest,
    state_digest,
)
from memoircat.catalogue.redaction import redacted_rows
from memoircat.catalogue.schema import DIGEST_COLUMNS, TYPE_TABLES, metadata
from memoircat.catalogue.storage import Connection, ids_given, stored_schema
from memoircat.jobs import Progress
from memoircat.messages import Message, message

_CHUNK = 1_000  # records whose rows are read at once
_FIRST_WITH_DIGESTS = 8  # the schema
_REMEDY = (
    "Restore the catalogue from a copy (memoircat restore), or, where it is right as it is now: "
    "memoircat check CATALOGUE --accept '{where}'"
)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A digest that does not fit what is stored.

    ``where`` names the row for people: the code of a record, or a table and a key. ``said`` is what is wrong, in words.
    The digest is that of ``counted_in``, a table, and lies in ``column`` of the row ``key`` of ``table``; ``actual`` is
    what it would have to be, ``more`` by how much that is more than what is stored.
    """

    kind: str
    where: str
    said: Message
    counted_in: str
    table: str
    key: Any
    column: str
    actual: Any
    more: int = 0

    @property
    def problem(self) -> Problem:
        """As `check` tells it."""
        return Problem(self.kind, self.where, self.said, _REMEDY.format(where=self.where))


class Sums:
    """What the rows of each table add up to; ``differences``: by how much more than what was written."""

    def __init__(self) -> None:
        self.rows = dict.fromkeys(COUNTED, 0)
        self.digests = dict.fromkeys(COUNTED, 0)
        self.differences = dict.fromkeys(COUNTED, 0)

    def add(self, table: str, digest: int) -> None:
        """A row that is stored."""
        self.rows[table] += 1
        self.digests[table] += digest


def content_problems(connection: Connection, progress: Progress | None = None) -> Iterator[Problem]:
    """Everything in the content and in the history of a database that is not what was written; nothing is changed.

    Raises Cancelled where ``progress`` was cancelled.
    """
    for discrepancy in discrepancies(connection, progress):
        yield discrepancy.problem


def discrepancies(connection: Connection, progress: Progress | None = None) -> Iterator[Discrepancy]:
    """Each digest that does not fit: of records, of other rows, of whole tables, and of the history.

    A table is named where rows of it were lost or put in; rows that were altered are named by themselves. One of a
    schema before 8 has no digests that could be proved here; the migration to 8 proves what it has.
    """
    if stored_schema(connection) < _FIRST_WITH_DIGESTS:
        return
    sums = Sums()
    for discrepancy in _rows_that_differ(connection, sums, progress or Progress()):
        if discrepancy.counted_in in COUNTED:
            sums.differences[discrepancy.counted_in] += discrepancy.more
        yield discrepancy
    yield from _tables(connection, sums)
    yield from _history(connection)


def make_digests(connection: Connection) -> None:
    """Make the digests of all rows and tables from what is stored, inside a transaction; the history is left alone.

    This takes what is stored for good: only for a new catalogue, or one that had no digests.
    """
    sums = Sums()
    for discrepancy in _rows_that_differ(connection, sums, Progress()):
        _settle(connection, discrepancy)
    connection.execute("DELETE FROM content_digest")
    for table, rows in sums.rows.items():
        connection.execute("INSERT INTO content_digest VALUES (?, ?, ?)", [table, rows, sums.digests[table] & MASK])


def accept(connection: Connection, names: Collection[str], change_set: int) -> list[Discrepancy]:
    """Take rows and tables for good as they are stored, where a person has decided so; returns what was accepted.

    ``names`` are those of `Problem.where`. Runs inside a transaction, with the history open (`engine.history_opened`):
    where some of it is accepted, its chain is made anew up to ``change_set``, the one that this is part of.
    """
    accepted = [one for one in discrepancies(connection) if one.where in names]
    # Sums of tables first: they are told without the rows that differ, which move them afterwards.
    for discrepancy in sorted(accepted, key=lambda one: one.table != "content_digest"):
        _settle(connection, discrepancy)
        if discrepancy.more and discrepancy.counted_in in COUNTED:
            moved = f"UPDATE content_digest SET digest = (digest + ?) & {MASK} WHERE name = ?"
            connection.execute(moved, [discrepancy.more & MASK, discrepancy.counted_in])
    if any(one.counted_in == "change" for one in accepted):
        make_chain(connection, change_set)
    return accepted


def _settle(connection: Connection, discrepancy: Discrepancy) -> None:
    """Store the digest that what is stored has."""
    key = {**COUNTED, **UNCOUNTED, "change": "id", "content_digest": "name"}.get(discrepancy.table)
    if discrepancy.table == "content_digest":
        connection.execute("INSERT OR IGNORE INTO content_digest VALUES (?, 0, 0)", [discrepancy.key])
    if key is not None:
        connection.execute(
            f'UPDATE "{discrepancy.table}" SET "{discrepancy.column}" = ? WHERE "{key}" = ?',
            [discrepancy.actual, discrepancy.key],
        )


# Rows --------------------------------------------------------------------------------------------------------------


def _rows_that_differ(connection: Connection, sums: Sums, progress: Progress) -> Iterator[Discrepancy]:
    yield from _records(connection, sums, progress)
    for table, key in WITH_OWN_DIGEST.items():
        for row in _read(connection, table, f'ORDER BY "{key}"'):
            if table == "setting" and row["name"] in NOT_CONTENT:
                continue
            actual = row_digest(table, row)
            if table in COUNTED:
                sums.add(table, actual)
            if actual != row["digest"]:
                where = _name_of(connection, table, row)
                yield _row(where, table, table, row[key], "digest", row["digest"], actual)


def _records(connection: Connection, sums: Sums, progress: Progress) -> Iterator[Discrepancy]:
    total = connection.execute("SELECT count(*) FROM record").fetchone()[0]
    last, done = None, 0
    while True:
        after = "" if last is None else f"WHERE id > {last}"
        ids = [row[0] for row in connection.execute(f"SELECT id FROM record {after} ORDER BY id LIMIT {_CHUNK}")]
        # The first and the last run take in rows whose record is lost, so that they are counted.
        between = _between(last, ids[-1] if len(ids) == _CHUNK else None)
        yield from _records_between(connection, between, sums)
        done += len(ids)
        progress.give_way()
        progress.step(done, total)
        if len(ids) < _CHUNK:
            return
        last = ids[-1]


def _between(after: int | None, upto: int | None) -> str:
    bounds = [f"{{key}} > {after}"] if after is not None else []
    bounds += [f"{{key}} <= {upto}"] if upto is not None else []
    return " AND ".join(bounds) or "1"


def _records_between(connection: Connection, between: str, sums: Sums) -> Iterator[Discrepancy]:
    actual: dict[int, dict[str, int]] = {}
    for table, column in ADDED_UP.items():
        key = "id" if table == "record" else "record_id"
        for row in _read(connection, table, f"WHERE {between.format(key=key)}"):
            digest = row_digest(table, row)
            sums.add(table, digest)
            of_record = actual.setdefault(row[key], dict.fromkeys(DIGEST_COLUMNS, 0))
            of_record[column] = (of_record[column] + digest) & MASK
    listed = ", ".join(DIGEST_COLUMNS)
    query = f"SELECT id, code, record_type, {listed} FROM record WHERE {between.format(key='id')} ORDER BY id"
    for record_id, code, record_type, *digests in connection.execute(query):
        for column, stored in zip(DIGEST_COLUMNS, digests, strict=True):
            if actual[record_id][column] != stored:
                table = record_type if column == "own_digest" else _TABLE_OF[column]
                where = str(code) if code else f"record {record_id}"
                yield _row(where, table, "record", record_id, column, stored, actual[record_id][column])


_TABLE_OF = {column: table for table, column in ADDED_UP.items() if table not in TYPE_TABLES}


def _row(where: str, counted_in: str, table: str, key: Any, column: str, stored: Any, actual: int) -> Discrepancy:
    said = message("What is stored in table {table} is not what was written.", table=counted_in)
    more = actual - stored if isinstance(stored, int) else 0
    return Discrepancy("digest", where, said, counted_in, table, key, column, actual, more)


def _name_of(connection: Connection, table: str, row: dict[str, Any]) -> str:
    """A row for people: the code of its record, its table and its key."""
    record_id = row.get("record_id") or row.get("made") or row.get("record")
    code = connection.execute("SELECT code FROM record WHERE id = ?", [record_id]).fetchone()
    name = f"{table} {row[WITH_OWN_DIGEST[table]]}"
    return f"{code[0]}, {name}" if code and code[0] else name


def _read(connection: Connection, table: str, more: str) -> Iterator[dict[str, Any]]:
    columns = tuple(metadata.tables[table].c.keys())
    listed = ", ".join(f'"{name}"' for name in columns)
    for row in connection.execute(f'SELECT {listed} FROM "{table}" {more}'):
        yield dict(zip(columns, row, strict=True))


# Tables ------------------------------------------------------------------------------------------------------------


def _tables(connection: Connection, sums: Sums) -> Iterator[Discrepancy]:
    """The tables of which rows were lost or put in, or whose own sum was altered."""
    stored = {name: (rows, digest) for name, rows, digest in connection.execute("SELECT * FROM content_digest")}
    for table, rows in sums.rows.items():
        rows_then, digest_then = stored.pop(table, (0, 0))
        expected = (sums.digests[table] - sums.differences[table]) & MASK
        where = f"table {table}"
        if rows != rows_then:
            said = message("Rows were lost or put in: {then} were written, {now} are there.", then=rows_then, now=rows)
            yield Discrepancy("digest", where, said, "content_digest", "content_digest", table, "rows", rows)
        if expected != digest_then:
            said = message("The sum of its rows is not what was written.")
            yield Discrepancy("digest", where, said, "content_digest", "content_digest", table, "digest", expected)
    for table in stored:
        said = message("A sum belongs to no table.")
        yield Discrepancy("digest", f"table {table}", said, "content_digest", "content_digest", table, "rows", 0)


# The history -------------------------------------------------------------------------------------------------------


def _history(connection: Connection) -> Iterator[Discrepancy]:
    yield from _journal(connection)
    previous, state, number = "", None, 0
    for own, stored_state, stored, rows, numbers in _change_sets(connection):
        if rows.link(previous, own, numbers, stored_state) != stored:
            said = message("It, one of its rows in table change, or the change set before it was altered or lost.")
            yield _chained(f"change set {own['id']}", said)
        previous, state, number = stored or "", stored_state, own["id"]
    given = ids_given(connection).get("change_set", 0)
    if given != number:
        yield _chained(f"change set {given}", message("The last one that is there is {number}.", number=number))
    if number and state != state_digest(connection):
        yield _chained(
            f"change set {number}", message("What is stored is not what it left: later work is lost, or came in.")
        )


def _chained(where: str, said: Message) -> Discrepancy:
    return Discrepancy("history", where, said, "change", "", None, "", 0)


def _journal(connection: Connection) -> Iterator[Discrepancy]:
    """The rows of the journal that were altered, or whose texts were taken out without the history telling of it."""
    told = redacted_rows(connection)
    columns = ", ".join(f'c."{name}"' for name in JOURNAL_COLUMNS)
    query = (
        f"SELECT {columns}, c.id, c.digest, c.redacted, r.code FROM change c LEFT JOIN record r ON r.id = c.record"
        " ORDER BY c.id"
    )
    for *values, id_, stored, redacted, code in connection.execute(query):
        row = dict(zip(JOURNAL_COLUMNS, values, strict=True))
        taken_out = redacted is not None and redacted == told.get(id_)
        actual = stored if taken_out else journal_digest(row)
        if actual != stored or (redacted is None) != (id_ not in told):
            where = f"{code}, change {id_}" if code else f"change {id_}"
            said = message(
                "What is stored in table change (change set {number}) is not what was written.",
                number=row["change_set"],
            )
            yield Discrepancy("history", where, said, "change", "change", id_, "digest", actual)


def _change_sets(
    connection: Connection,
) -> Iterator[tuple[dict[str, Any], str | None, str | None, SetDigest, tuple[int | None, int | None]]]:
    """Each change set: its columns, its state and digest, its rows, and the numbers of the first and the last."""
    journal = groupby(connection.execute("SELECT change_set, id, digest FROM change ORDER BY id"), itemgetter(0))
    group = next(journal, None)
    listed = ", ".join(f'"{name}"' for name in CHANGE_SET_COLUMNS)
    for *values, state, digest in connection.execute(f"SELECT {listed}, state, digest FROM change_set ORDER BY id"):
        own = dict(zip(CHANGE_SET_COLUMNS, values, strict=True))
        rows, ids = SetDigest(), []
        while group is not None and group[0] <= own["id"]:
            for _set, id_, row_digest_ in group[1]:
                rows.add(row_digest_)
                ids.append(id_)
            group = next(journal, None)
        yield own, state, digest, rows, (ids[0], ids[-1]) if ids else (None, None)


def make_chain(connection: Connection, before: int | None = None) -> None:
    """Link the change sets anew by the stored digests of their rows; only those ``before`` one where that is given."""
    previous = ""
    for own, state, _stored, rows, numbers in list(_change_sets(connection)):
        if before is not None and own["id"] >= before:
            return
        previous = rows.link(previous, own, numbers, state)
        connection.execute("UPDATE change_set SET digest = ? WHERE id = ?", [previous, own["id"]])


def seal_history(connection: Connection) -> None:
    """Give a history that had none its digests, inside a transaction, with the history open, after `make_digests`."""
    listed = ", ".join(f'"{name}"' for name in JOURNAL_COLUMNS)
    last = 0
    while rows := connection.execute(
        f"SELECT id, {listed} FROM change WHERE id > ? ORDER BY id LIMIT {_CHUNK}", [last]
    ).fetchall():
        for id_, *values in rows:
            digest = journal_digest(dict(zip(JOURNAL_COLUMNS, values, strict=True)))
            connection.execute("UPDATE change SET digest = ? WHERE id = ?", [digest, id_])
        last = rows[-1][0]
    state = state_digest(connection)
    connection.execute("UPDATE change_set SET state = ? WHERE id = (SELECT max(id) FROM change_set)", [state])
    make_chain(connection)
