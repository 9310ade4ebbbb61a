"""Searching all records by their words: titles, names, notes, transcriptions, statements, in any script.

Any text is a valid query. A record must have all words; "…" is a phrase exactly as written; -word excludes records.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from itertools import islice

from memoircat.catalogue import listing, storage
from memoircat.catalogue.conditions import Condition, all_of, where_conditions
from memoircat.catalogue.list_columns import Column, facet_columns, table_of
from memoircat.catalogue.query import Query, Where
from memoircat.catalogue.stands import not_withdrawn_now
from memoircat.messages import Label
from memoircat.records.declare import Kind
from memoircat.records.registry import PART_TYPES, record_type
from memoircat.search.snippets import snippets
from memoircat.search.word_query import Word, anywhere, read_word_query, titled
from memoircat.search.word_rows import RECORD, pieces_of, record_of, rows_of_type, type_of
from memoircat.search.word_tests import as_written, in_any, in_field, whole

_MEASURED = 100  # up to so many hits are sorted by the length of their texts; more keep the order of the index


@dataclass(frozen=True, slots=True)
class TextHit:
    """A record that has the words; ``field`` names the text from which ``snippet`` is cut: see `snippets`."""

    id: int
    code: str
    type: str
    label: str
    field: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits. ``total`` counts all hits, ``types`` those of each record type; ``ms``: milliseconds taken."""

    query: str
    total: int
    ms: float
    hits: tuple[TextHit, ...] = ()
    types: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which records are searched: of one type, with these values in their columns, with the words in one field.

    ``field`` is one from `places`, or another under which `word_index` has texts.
    """

    type: str | None = None
    where: Where = dataclass_field(default_factory=dict)
    field: str | None = None


def search_words(
    connection: storage.Connection, query: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0
) -> Page:
    """One page of the records with all words of ``query``; those with the words in titles and names come first.

    Never raises because of the text. ``limit`` and ``offset`` choose the page.
    """
    begun = time.perf_counter()
    words = read_word_query(query)
    if all(word.excluded for word in words):
        return Page(query, 0, _since(begun))
    most = limit + offset
    enough = max(_MEASURED, 2 * most) + 1
    wanted = [word.text for word in words if not word.excluded]
    with _at_one_moment(connection):
        search = _Search(connection, words, filters or Filters())
        rows = search.first_rows(enough)
        types = search.types(rows, whole=len(rows) < enough)
        picked = search.records(search.in_order(rows, most)[offset:])
        cut = snippets(connection, [row[0] for row in picked], wanted)
    hits = tuple(TextHit(*row, *around) for row, around in zip(picked, cut, strict=True))
    return Page(query, sum(number for _, number in types), _since(begun), hits, tuple(types))


def count_words(
    connection: storage.Connection, query: str, filters: Filters | None = None, *, most: int = 12
) -> dict[str, list[tuple[str, int]]]:
    """The facets of a search: how many hits each record type has and, for one type, each value of its columns of terms.

    The keys are "type" and the names of columns, the values pairs of value and number: the ``most`` frequent ones.
    """
    words, filters = read_word_query(query), filters or Filters()
    if all(word.excluded for word in words):
        return {}
    search = _Search(connection, words, filters)
    columns = facet_columns(filters.type) if filters.type else ()
    if not search.first_rows(1):  # each count would read the whole question again, which may be a page of text
        return {"type": [], **{column.name: [] for column in columns}}
    facets = {"type": search.types()[:most]}
    for column in columns:
        facets[column.name] = search.count_by(column, most)
    return facets


def words_condition(connection: storage.Connection, query: Query) -> Condition | None:
    """The condition that a record contains the words of a list; None for a list without words.

    Use it on this connection only: it calls SQL functions that are registered there.
    """
    if not query.words:
        return None
    words = read_word_query(query.words)
    if all(word.excluded for word in words):
        return Condition("0")
    search = _Search(connection, words, Filters(query.record_type, field=query.place or None))
    return search.condition()


def places(type_code: str) -> list[tuple[str, Label]]:
    """The fields that are offered for a search in one field, with their labels.

    Of parts only those with a field "text" are offered, though others are indexed too.
    """
    kind = record_type(type_code)
    labelled = [
        (field.name, field.label) for field in kind.fields if field.declared.searchable or field.kind is Kind.DATE
    ]
    for part in PART_TYPES.values():
        if part.types is not None and type_code not in part.types:
            continue
        if part.code == "statement":
            labelled += [(property_.code, property_.label) for property_ in kind.properties]
        elif any(field.name == "text" and field.declared.searchable for field in part.fields):
            labelled.append((part.code, part.label))
    return labelled


@contextmanager
def _at_one_moment(connection: storage.Connection) -> Iterator[None]:
    """One read transaction, so that all queries see the same state, whatever others write meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def _since(begun: float) -> float:
    """Milliseconds since ``begun``."""
    return round((time.perf_counter() - begun) * 1000, 2)


class _Search:
    """The SQL queries of one search. "Rows" are row numbers of the word index: see `word_rows`."""

    def __init__(self, connection: storage.Connection, words: Sequence[Word], filters: Filters) -> None:
        self._connection = connection
        self._words = words
        self._type = record_type(filters.type).code if filters.type else None
        self._tests: list[Condition] = []  # conditions on the texts of a record
        for word in words:
            if word.is_parted:
                self._tests.append(whole(connection, word.text))
            elif word.exact and not word.excluded and (test := as_written(connection, word.text)):
                self._tests.append(test)
            if word.is_long:
                self._tests.append(in_any(connection, word.text))
            if filters.field and not word.excluded:
                self._tests.append(in_field(connection, filters.field, word.text))
        values = [value for test in self._tests for value in test.values]
        # Conditions on the record itself. Records in the trash are not in the index.
        conditions = where_conditions(self._type, filters.where)
        if withdrawn := not_withdrawn_now(connection):
            conditions.append(Condition(withdrawn))
        condition = all_of(conditions)
        self._tables = condition.tables
        self._values = [*values, *condition.values]
        self._read = f" CROSS JOIN {listing.joined(self._type, self._tables)}" if conditions else ""
        tests = [test.sql.format(record=RECORD) for test in self._tests]
        joined = [f"r.id = {RECORD}", condition.sql] if conditions else []
        self._where = " AND ".join(["word_index MATCH ? AND word_index.rowid BETWEEN ? AND ?", *tests, *joined])

    def condition(self) -> Condition:
        """The condition that a record (``r`` in SQL) has the words."""
        rows = f"SELECT {RECORD} FROM word_index WHERE word_index MATCH ? AND rowid BETWEEN ? AND ?"
        held = [f"r.id IN ({rows})", *(test.sql.format(record="r.id") for test in self._tests)]
        values = [value for test in self._tests for value in test.values]
        return Condition(" AND ".join(held), (anywhere(self._words), *rows_of_type(self._type), *values))

    def first_rows(self, most: int) -> list[int]:
        """The first rows with the words, at most ``most``, in the order of the index."""
        return self._rows(anywhere(self._words), most)

    def types(self, rows: Sequence[int] = (), *, whole: bool = False) -> list[tuple[str, int]]:
        """How many hits each record type has, the most frequent first.

        ``rows``: the first hits, which need not be counted again; ``whole``: they are all hits.
        """
        numbers = Counter(map(type_of, rows))
        sql = f"SELECT count(*) FROM word_index{self._read} WHERE {self._where}"
        first, last = rows_of_type(self._type)
        row = None if whole else self._row_from(rows[-1] + 1 if rows else first)
        while row is not None and row <= last:
            type_code, end = type_of(row), rows_of_type(type_of(row))[1]
            given = [anywhere(self._words), row, end, *self._values]
            numbers[type_code] += self._connection.execute(sql, given).fetchone()[0]
            row = self._row_from(end + 1)
        return sorted((pair for pair in numbers.items() if pair[1]), key=lambda pair: (-pair[1], pair[0]))

    def _row_from(self, row: int) -> int | None:
        """The next row of the index from this number on, by which types without records are skipped."""
        sql = "SELECT rowid FROM word_index WHERE rowid >= ? ORDER BY rowid LIMIT 1"
        next_row = self._connection.execute(sql, [row]).fetchone()
        return next_row[0] if next_row else None

    def in_order(self, hits: Sequence[int], most: int) -> list[int]:
        """The first ``most`` hits in the order in which they are shown.

        Those with all words in titles and names come first, then those with some words there, then all others. Within
        each group, hits are in the order of the index (by type, then by id), or, where there are few, short texts come
        before long ones. ``hits``: the first rows in the order of the index, all or twice as many as are wanted.
        """
        few = len(hits) <= _MEASURED
        hits = self._by_length(hits) if few else hits
        rows: dict[int, None] = {}
        for expression in titled(self._words):
            if most > len(rows) < len(hits):
                group = self._rows(expression, len(hits) if few else most)  # with the rows of the group before
                rows |= dict.fromkeys(sorted(group, key=hits.index) if few else group)
        return list(islice({**rows, **dict.fromkeys(hits)}, most))

    def _by_length(self, rows: Sequence[int]) -> list[int]:
        """These rows, those of records with the least text first."""
        length = f"SELECT sum(octet_length(p.text)) FROM text_piece p WHERE {pieces_of('ids.value')}"
        sql = f"SELECT ids.key FROM json_each(?) ids ORDER BY ({length}), ids.key"
        records = json.dumps([record_of(row) for row in rows])
        return [rows[at] for (at,) in self._connection.execute(sql, [records])]

    def records(self, rows: Sequence[int]) -> list[tuple[int, str, str, str]]:
        """Id, code, type and label of the records of these rows, in their order."""
        sql = (
            "SELECT r.id, r.code, r.record_type, r.label FROM json_each(?) ids CROSS JOIN record r "
            "ON r.id = ids.value ORDER BY ids.key"
        )
        return list(self._connection.execute(sql, [json.dumps([record_of(row) for row in rows])]))

    def _rows(self, expression: str, most: int) -> list[int]:
        sql = f"SELECT word_index.rowid FROM word_index{self._read} WHERE {self._where} LIMIT ?"
        given = [expression, *rows_of_type(self._type), *self._values, most]
        return [row for (row,) in self._connection.execute(sql, given)]

    def count_by(self, column: Column, most: int) -> list[tuple[str, int]]:
        """How many hits have each value of a column, the ``most`` frequent ones."""
        value, more = column.counted
        read = f" CROSS JOIN {listing.joined(self._type, self._tables | {table_of(column.sql)})}{more}"
        sql = f"SELECT {value}, count(*) FROM word_index{read} WHERE {self._where} AND r.id = {RECORD}"
        sql += f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}"
        given = [anywhere(self._words), *rows_of_type(self._type), *self._values]
        rows = self._connection.execute(sql, given)
        return [("" if value is None else str(value), number) for value, number in rows]
