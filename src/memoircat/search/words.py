"""Searching every word: titles, names, notes, transcriptions, statements, in any script.

Any text is a valid query. Words are combined with AND; "…" is a phrase exactly as written; -word excludes.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from memoircat.catalogue import listing, storage
from memoircat.catalogue.conditions import Condition, Where
from memoircat.catalogue.list_columns import facet_columns
from memoircat.messages import Label
from memoircat.names import fold
from memoircat.records.declare import Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, record_type
from memoircat.search.tokens import folds, holds_phrase, is_dense, phrase

LONGEST_QUERY = 1000
_QUERY = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_AROUND = 24
_WEIGHED = 1000  # hits that are ranked by weight; of more, those in titles and names come first


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


@dataclass(frozen=True, slots=True)
class Word:
    """One word or phrase of a query: its FTS5 expression and its text. ``exact``: written in quotes, not folded."""

    expression: str
    text: str
    excluded: bool
    exact: bool


def search_words(
    connection: storage.Connection, query: str, filters: Filters | None = None, *, limit: int = 20, offset: int = 0
) -> Page:
    """The records that hold all words of ``query``, titles and names before notes. Never raises for any text."""
    begun = time.perf_counter()
    words = read_query(query)
    if all(each.excluded for each in words):
        return Page(query, 0, _since(begun))
    search = _Search(connection, words, filters or Filters())
    types = search.count_by("r.record_type", "", len(RECORD_TYPES))
    total = sum(number for _, number in types)
    wanted = [each.text for each in words if not each.excluded]
    hits = [
        TextHit(id_, code, type_code, label, *_snippet(connection, id_, wanted))
        for id_, code, type_code, label in search.rows(total, limit, offset)
    ]
    return Page(query, total, _since(begun), tuple(hits), tuple(types))


def count_words(
    connection: storage.Connection, query: str, filters: Filters | None = None, *, most: int = 12
) -> dict[str, list[tuple[str, int]]]:
    """The facets of a search: its records by type, and for one type by the values of its terms; most frequent first."""
    words, filters = read_query(query), filters or Filters()
    if all(each.excluded for each in words):
        return {}
    search = _Search(connection, words, filters)
    found = {"type": search.count_by("r.record_type", "", most)}
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


def _since(begun: float) -> float:
    return round((time.perf_counter() - begun) * 1000, 2)


def read_query(query: str) -> list[Word]:
    """The words of a query; whatever holds no sign that can be searched is left out."""
    clean = query[:LONGEST_QUERY].encode("utf-8", "ignore").decode().replace("\0", " ")
    found = []
    for minus_phrase, quoted, minus_word, word in _QUERY.findall(clean):
        plain = quoted or word.replace('"', "")
        parts, beginning = phrase(plain)
        if parts:
            expression = '"' + " ".join(parts).replace('"', '""') + '"' + ("*" if beginning else "")
            found.append(Word(expression, plain, bool(minus_phrase or minus_word), bool(quoted)))
    return found


class _Search:
    """The SQL of one search."""

    def __init__(self, connection: storage.Connection, words: Sequence[Word], filters: Filters) -> None:
        self._connection = connection
        self._expression = " AND ".join(each.expression for each in words if not each.excluded)
        self._unwanted = " OR ".join(each.expression for each in words if each.excluded)
        condition, given = listing.conditions(connection, filters.type, filters.where)
        self._values: list[Any] = []
        self._further = ""
        for each in words:
            if each.exact and not each.excluded:
                self._further += self._as_written(each.text)
            if filters.field and not each.excluded:
                self._further += self._in_field(filters.field, each.text)
        condition += self._further
        self._values = [*given, *self._values]
        self._filtered = len(given)
        self._tables = f"word_index CROSS JOIN {listing.tables(filters.type)}"
        self._where = f"WHERE word_index MATCH ? AND r.id = word_index.rowid AND {condition}"
        self._from = f"FROM {self._tables} {self._where}"

    def condition(self) -> Condition:
        """That a record holds the words, whatever else is asked of it."""
        expression, *values = self._given()
        found = "r.id IN (SELECT rowid FROM word_index WHERE word_index MATCH ?)"
        return Condition(found + self._further, (expression, *values[self._filtered :]))

    def count_by(self, value: str, more: str, most: int) -> list[tuple[str, int]]:
        """The values of a column among the records, with how many have each. ``more`` stands after FROM."""
        sql = f"SELECT {value}, count(*) FROM {self._tables}{more} {self._where} "
        sql += f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {most}"
        rows = self._connection.execute(sql, self._given())
        return [("" if value is None else str(value), number) for value, number in rows]

    def rows(self, total: int, limit: int, offset: int) -> list[tuple[int, str, str, str]]:
        """Id, code, type and label of some of them: titles and names before notes, the fitting before the long."""
        picked = f"SELECT r.id, r.code, r.record_type, r.label {self._from}"
        if total <= _WEIGHED:
            order = "ORDER BY bm25(word_index, 10.0, 1.0), r.sort_key, r.id LIMIT ? OFFSET ?"
            return list(self._connection.execute(f"{picked} {order}", [*self._given(), limit, offset]))
        found = list(self._connection.execute(f"{picked} LIMIT ? OFFSET ?", [*self._given("head"), limit, offset]))
        if len(found) < limit:
            in_titles = self._connection.execute(f"SELECT count(*) {self._from}", self._given("head")).fetchone()[0]
            rest = [*self._given("body"), limit - len(found), max(0, offset - in_titles)]
            found += self._connection.execute(f"{picked} LIMIT ? OFFSET ?", rest)
        return found

    def _given(self, column: str = "") -> list[Any]:
        """The values of the SQL. ``column`` head: only those with all words in a title or name; body: all others."""
        titled = f"({{head}} : ({self._expression}))"
        wanted = {"": f"({self._expression})", "head": titled, "body": f"(({self._expression}) NOT {titled})"}[column]
        return [f"{wanted} NOT ({self._unwanted})" if self._unwanted else wanted, *self._values]

    def _in_field(self, field: str, text: str) -> str:
        """The condition that a word stands in a text of this field."""
        self._connection.create_function("holds_phrase", 2, holds_phrase, deterministic=True)
        self._values.extend((field, text))
        pieces = "SELECT 1 FROM text_piece p WHERE p.record_id = r.id AND p.field = ?"
        return f" AND EXISTS ({pieces} AND holds_phrase(p.text, ?))"

    def _as_written(self, text: str) -> str:
        """The condition that a phrase stands there as written: where no sign folds into it, the index has said so."""
        inside = "EXISTS (SELECT 1 FROM text_piece p WHERE p.record_id = r.id AND instr(p.text, ?))"
        if not is_dense(text) or any(folds(sign) is not None for sign in text):
            self._values.append(text)
            return f" AND {inside}"
        others = [sign for sign in self._signs() if not (become := folds(sign) or "") or set(become) & set(text)]
        if not others:
            return ""
        self._values.extend((json.dumps(others), text))
        doubtful = "SELECT record_id FROM text_sign WHERE sign IN (SELECT value FROM json_each(?))"
        return f" AND (r.id NOT IN ({doubtful}) OR {inside})"

    def _signs(self) -> list[str]:
        """All signs of the catalogue that keys write in another way, found by leaps over the index."""
        leaps = (
            "WITH RECURSIVE found(sign) AS (SELECT min(sign) FROM text_sign UNION ALL SELECT "
            "(SELECT min(sign) FROM text_sign t WHERE t.sign > found.sign) FROM found WHERE found.sign IS NOT NULL) "
            "SELECT sign FROM found WHERE sign IS NOT NULL"
        )
        return [row[0] for row in self._connection.execute(leaps)]


def _snippet(connection: storage.Connection, record_id: int, wanted: Sequence[str]) -> tuple[str, str]:
    """The first piece of text that holds one of the words, cut around it."""
    rows = connection.execute(
        "SELECT field, text FROM text_piece WHERE record_id = ? ORDER BY position", [record_id]
    ).fetchall()
    for name, words in rows:
        for each in wanted:
            at = words.find(each)
            at = at if at >= 0 else fold(words).find(fold(each))
            if at >= 0:
                return name, _cut(words, at, len(each))
    return (rows[0][0], rows[0][1][: 2 * _AROUND]) if rows else ("", "")


def _cut(words: str, at: int, length: int) -> str:
    # Folding keeps positions but for a few ligatures: the mark may then sit a sign off, the text never changes.
    begin, end = max(0, at - _AROUND), min(len(words), at + length + _AROUND)
    before, hit, after = words[begin:at], words[at : at + length], words[at + length : end]
    return f"{'…' if begin else ''}{before}【{hit}】{after}{'…' if end < len(words) else ''}"
