"""Searching every word: titles, names, notes, transcriptions, statements, in any script.

Any text is a valid query. Words are combined with AND; "…" is a phrase exactly as written; -word excludes.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any

from memoircat.catalogue import listing, storage
from memoircat.names import fold
from memoircat.search.tokens import phrase

LONGEST_QUERY = 1000
_QUERY = re.compile(r'(-?)"([^"]*)"|(-?)(\S+)')
_AROUND = 24


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
    """Some of the hits. ``total`` counts them all; ``ms`` is the time the search took."""

    query: str
    total: int
    ms: float
    hits: tuple[TextHit, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """Which records are searched: of one type, and with these values in their columns."""

    type: str | None = None
    where: Mapping[str, str] = dataclass_field(default_factory=dict)


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
    sql, values = _sql(connection, words, filters or Filters())
    total = connection.execute(f"SELECT count(*) {sql}", values).fetchone()[0]
    order = "ORDER BY bm25(word_index, 10.0, 1.0), r.sort_key, r.id LIMIT ? OFFSET ?"
    picked = f"SELECT r.id, r.code, r.record_type, r.label {sql} {order}"
    rows = connection.execute(picked, [*values, limit, offset]).fetchall()
    wanted = [each.text for each in words if not each.excluded]
    hits = []
    for id_, code, type_code, label in rows:
        where, snippet = _snippet(connection, id_, wanted)
        hits.append(TextHit(id_, code, type_code, label, where, snippet))
    return Page(query, total, _since(begun), tuple(hits))


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


def _sql(connection: storage.Connection, words: Sequence[Word], filters: Filters) -> tuple[str, list[Any]]:
    expression = " AND ".join(each.expression for each in words if not each.excluded)
    unwanted = " OR ".join(each.expression for each in words if each.excluded)
    if unwanted:
        expression = f"({expression}) NOT ({unwanted})"
    condition, values = listing.conditions(connection, filters.type, filters.where)
    for each in words:
        if each.exact and not each.excluded:
            condition += " AND EXISTS (SELECT 1 FROM text_piece p WHERE p.record_id = r.id AND instr(p.text, ?))"
            values.append(each.text)
    tables = f"word_index JOIN {listing.tables(filters.type)}"
    return f"FROM {tables} WHERE word_index MATCH ? AND r.id = word_index.rowid AND {condition}", [expression, *values]


def _snippet(connection: storage.Connection, record_id: int, wanted: Sequence[str]) -> tuple[str, str]:
    """The first piece of text that holds one of the words, cut around it."""
    rows = connection.execute(
        "SELECT field, text FROM text_piece WHERE record_id = ? ORDER BY position", [record_id]
    ).fetchall()
    for name, words in rows:
        for each in wanted:
            at = fold(words).find(fold(each))
            if at >= 0:
                return name, _cut(words, at, len(each))
    return (rows[0][0], rows[0][1][: 2 * _AROUND]) if rows else ("", "")


def _cut(words: str, at: int, length: int) -> str:
    # Folding keeps positions but for a few ligatures: the mark may then sit a sign off, the text never changes.
    begin, end = max(0, at - _AROUND), min(len(words), at + length + _AROUND)
    before, hit, after = words[begin:at], words[at : at + length], words[at + length : end]
    return f"{'…' if begin else ''}{before}【{hit}】{after}{'…' if end < len(words) else ''}"
