"""Searching every word: titles, names, notes, transcriptions, statements, in any script.

Any text is a valid query. Words are combined with AND; "…" is a phrase exactly as written; -word excludes.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from itertools import islice

from memoircat.catalogue import listing, storage
from memoircat.catalogue.conditions import Condition, Where, standing, where_conditions
from memoircat.catalogue.list_columns import facet_columns
from memoircat.messages import Label
from memoircat.records.declare import Kind
from memoircat.records.registry import PART_TYPES, record_type
from memoircat.search.snippets import snippets
from memoircat.search.word_query import Word, anywhere, read_query, titled
from memoircat.search.word_rows import RECORD, pieces_of, record_of, rows_of_type, type_of
from memoircat.search.word_tests import as_written, in_field, whole

_MEASURED = 100  # hits that are measured; more of them come as they lie in the index


@dataclass(frozen=True, slots=True)
class TextHit:
    """A record that holds the words: the field where the first stands, and a snippet with the hit in 【】."""

    id: int
    code: str
    type: str
    label: str
    field: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the hits. ``total`` counts them all, ``types`` by record type; ``ms`` is the time the search took."""

    query: str
    total: int
    ms: float
    hits: tuple[TextHit, ...] = ()
    types: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which records are searched: of one type, with these values in their columns, in the texts of one field."""

    type: str | None = None
    where: Where = dataclass_field(default_factory=dict)
    field: str | None = None


def search_words(
    connection: storage.Connection, query: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0
) -> Page:
    """The records that hold all words of ``query``, titles and names before notes. Never raises for any text."""
    begun = time.perf_counter()
    words = read_query(query)
    if all(each.excluded for each in words):
        return Page(query, 0, _since(begun))
    most = limit + offset
    enough = max(_MEASURED, 2 * most) + 1
    wanted = [each.text for each in words if not each.excluded]
    with _at_one_moment(connection):
        search = _Search(connection, words, filters or Filters())
        found = search.found(enough)
        types = search.types(found, whole=len(found) < enough)
        picked = search.records(search.in_order(found, most)[offset:])
        cut = snippets(connection, [row[0] for row in picked], wanted)
    hits = tuple(TextHit(*row, *around) for row, around in zip(picked, cut, strict=True))
    return Page(query, sum(number for _, number in types), _since(begun), hits, tuple(types))


def count_words(
    connection: storage.Connection, query: str, filters: Filters | None = None, *, most: int = 12
) -> dict[str, list[tuple[str, int]]]:
    """The facets of a search: its records by type, and for one type by the values of its terms; most frequent first."""
    words, filters = read_query(query), filters or Filters()
    if all(each.excluded for each in words):
        return {}
    search = _Search(connection, words, filters)
    found = {"type": search.types()[:most]}
    for column in facet_columns(filters.type) if filters.type else ():
        found[column.name] = search.count_by(*column.counted, most)
    return found


def narrowed(connection: storage.Connection, query: listing.Query) -> listing.Query:
    """A list with the condition that its words make, to be read on this connection; without words as it is."""
    if not query.words:
        return query
    words = read_query(query.words)
    if all(each.excluded for each in words):
        return replace(query, holding=Condition("0"))
    search = _Search(connection, words, Filters(query.record_type, field=query.place or None))
    return replace(query, holding=search.condition())


def places(type_code: str) -> list[tuple[str, Label]]:
    """Where the words of a record of this type may stand: what `Filters.field` takes, and its label."""
    kind = record_type(type_code)
    found = [(each.name, each.label) for each in kind.fields if each.declared.searchable or each.kind is Kind.DATE]
    for part in PART_TYPES.values():
        if part.types is not None and type_code not in part.types:
            continue
        if part.code == "statement":
            found += [(each.code, each.label) for each in kind.properties]
        elif any(each.name == "text" and each.declared.searchable for each in part.fields):
            found.append((part.code, part.label))
    return found


@contextmanager
def _at_one_moment(connection: storage.Connection) -> Iterator[None]:
    """Let all questions see the catalogue as it is at the first one, whatever others write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def _since(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 2)


class _Search:
    """The SQL of one search: the index says which rows, counts them, and is asked for titles and names first."""

    def __init__(self, connection: storage.Connection, words: Sequence[Word], filters: Filters) -> None:
        self._connection = connection
        self._words = words
        self._type = record_type(filters.type).code if filters.type else None
        self._tests: list[Condition] = []  # of the texts of a record
        for each in words:
            if each.is_parted:
                self._tests.append(whole(connection, each.text))
            elif each.exact and not each.excluded and (test := as_written(connection, each.text)):
                self._tests.append(test)
            if filters.field and not each.excluded:
                self._tests.append(in_field(connection, filters.field, each.text))
        values = [value for each in self._tests for value in each.values]
        # Of the record itself: that it is alive need not be asked, those in the trash are in no index.
        parts, more = where_conditions(self._type, filters.where)
        condition = " AND ".join(["1", *parts]) + standing(connection)
        self._values = [*values, *more]
        self._read = f" CROSS JOIN {listing.tables(self._type)}" if condition != "1" else ""
        tests = [each.sql.format(record=RECORD) for each in self._tests]
        joined = [f"r.id = {RECORD}", condition] if self._read else []
        self._where = " AND ".join(["word_index MATCH ? AND word_index.rowid BETWEEN ? AND ?", *tests, *joined])

    def condition(self) -> Condition:
        """That a record holds the words, whatever else is asked of it."""
        rows = f"SELECT {RECORD} FROM word_index WHERE word_index MATCH ? AND rowid BETWEEN ? AND ?"
        held = [f"r.id IN ({rows})", *(each.sql.format(record="r.id") for each in self._tests)]
        values = [value for each in self._tests for value in each.values]
        return Condition(" AND ".join(held), (anywhere(self._words), *rows_of_type(self._type), *values))

    def found(self, most: int) -> list[int]:
        """The rows of the index that hold the words, as they lie there; no more than ``most``."""
        return self._rows(anywhere(self._words), most)

    def types(self, found: Sequence[int] = (), *, whole: bool = False) -> list[tuple[str, int]]:
        """How many records of each type there are, the most frequent first; counted on from the rows ``found``."""
        numbers = Counter(map(type_of, found))
        sql = f"SELECT count(*) FROM word_index{self._read} WHERE {self._where}"
        first, last = rows_of_type(self._type)
        row = None if whole else self._row_from(found[-1] + 1 if found else first)
        while row is not None and row <= last:
            type_code, end = type_of(row), rows_of_type(type_of(row))[1]
            given = [anywhere(self._words), row, end, *self._values]
            numbers[type_code] += self._connection.execute(sql, given).fetchone()[0]
            row = self._row_from(end + 1)
        return sorted((each for each in numbers.items() if each[1]), key=lambda each: (-each[1], each[0]))

    def _row_from(self, row: int) -> int | None:
        """The next row of the index, whatever it holds: types that have none need not be counted."""
        sql = "SELECT rowid FROM word_index WHERE rowid >= ? ORDER BY rowid LIMIT 1"
        found = self._connection.execute(sql, [row]).fetchone()
        return found[0] if found else None

    def in_order(self, found: Sequence[int], most: int) -> list[int]:
        """The first ``most`` rows of a search, titles and names before notes.

        Those with all words in titles and names come first, then those with some, then all others. In each lot they
        stand as they lie in the index: by type, and as they were catalogued; where there are few, the short before
        the long. ``found`` are the first rows as they lie there: all, or twice as many as are wanted.
        """
        few = len(found) <= _MEASURED
        found = self._by_length(found) if few else found
        rows: dict[int, None] = {}
        for lot in titled(self._words):
            if most > len(rows) < len(found):
                of_lot = self._rows(lot, len(found) if few else most)  # the rows of the lot before are in it again
                rows |= dict.fromkeys(sorted(of_lot, key=found.index) if few else of_lot)
        return list(islice({**rows, **dict.fromkeys(found)}, most))

    def _by_length(self, rows: Sequence[int]) -> list[int]:
        """These rows, those of records with little text first."""
        length = f"SELECT sum(octet_length(p.text)) FROM text_piece p WHERE {pieces_of('each.value')}"
        sql = f"SELECT each.key FROM json_each(?) each ORDER BY ({length}), each.key"
        records = json.dumps([record_of(each) for each in rows])
        return [rows[at] for (at,) in self._connection.execute(sql, [records])]

    def records(self, rows: Sequence[int]) -> list[tuple[int, str, str, str]]:
        """Id, code, type and label of the records of these rows."""
        sql = (
            "SELECT r.id, r.code, r.record_type, r.label FROM json_each(?) each CROSS JOIN record r "
            "ON r.id = each.value ORDER BY each.key"
        )
        return list(self._connection.execute(sql, [json.dumps([record_of(each) for each in rows])]))

    def _rows(self, expression: str, most: int) -> list[int]:
        sql = f"SELECT word_index.rowid FROM word_index{self._read} WHERE {self._where} LIMIT ?"
        given = [expression, *rows_of_type(self._type), *self._values, most]
        return [row for (row,) in self._connection.execute(sql, given)]

    def count_by(self, value: str, more: str, most: int) -> list[tuple[str, int]]:
        """The values of a column among the records, with how many have each. ``more`` stands after FROM."""
        read = f" CROSS JOIN {listing.tables(self._type)}{more}"
        sql = f"SELECT {value}, count(*) FROM word_index{read} WHERE {self._where} AND r.id = {RECORD}"
        sql += f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}"
        given = [anywhere(self._words), *rows_of_type(self._type), *self._values]
        rows = self._connection.execute(sql, given)
        return [("" if value is None else str(value), number) for value, number in rows]
