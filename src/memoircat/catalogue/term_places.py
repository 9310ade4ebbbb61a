"""Where the terms of a vocabulary are used, and how often: read off the declarations, counted by SQL.

A use is one field of a record or part, or one statement, that holds the term's code; a list that holds it is one use.
Records in the trash count, since they come back; those of withdrawn imports do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from memoircat.catalogue.stands import WITHDRAWN
from memoircat.catalogue.storage import Connection
from memoircat.records.declare import Field, Kind, fields_of
from memoircat.records.known_terms import MIRRORED
from memoircat.records.properties import PROPERTIES
from memoircat.records.record import Record
from memoircat.records.registry import PART_TYPES, RECORD_TYPES

Ask = Callable[[str, Sequence[Any]], Sequence[Any]]  # SQL and values → rows
_WITHDRAWN = f"SELECT id FROM record WHERE batch IN ({WITHDRAWN})"


@dataclass(frozen=True, slots=True)
class TermColumn:
    """A column that holds codes of a vocabulary. ``key`` names the row, ``owner`` the record it belongs to."""

    table: str
    column: str
    key: str
    owner: str
    many: bool = False
    properties: tuple[str, ...] = ()  # of a statement: those that are answered by the vocabulary

    def source(self, ask: Ask) -> tuple[str, str, list[Any]]:
        """The SQL of one code, what stands after FROM, and the condition with its values."""
        column = f't."{self.column}"'
        conditions = [f"{column} IS NOT NULL"]
        if self.properties:
            conditions.append(f"t.property IN ({','.join('?' * len(self.properties))})")
        if ask(f"{WITHDRAWN} LIMIT 1", ()):
            conditions.append(f't."{self.owner}" NOT IN ({_WITHDRAWN})')
        tables = f'"{self.table}" t' + (f", json_each({column}) j" if self.many else "")
        return "j.value" if self.many else column, f"{tables} WHERE {' AND '.join(conditions)}", [*self.properties]


@cache
def places(vocabulary: str) -> tuple[TermColumn, ...]:
    """The columns that hold codes of a vocabulary; of one that mirrors another, those of that."""
    name = MIRRORED.get(vocabulary, vocabulary)
    found = [*_in("record", "id", "id", fields_of(Record), name)]
    for kind in RECORD_TYPES.values():
        found += _in(kind.code, "record_id", "record_id", kind.own_fields, name)
    for part in PART_TYPES.values():
        found += _in(part.code, "id", "record_id", part.fields, name)
    if stated := tuple(each.code for each in PROPERTIES.values() if each.vocabulary == name):
        found.append(TermColumn("statement", "term", "id", "record_id", properties=stated))
    return tuple(found)


def _in(table: str, key: str, owner: str, fields: Sequence[Field], vocabulary: str) -> Iterator[TermColumn]:
    for field in fields:
        if field.vocabulary == vocabulary:
            yield TermColumn(table, field.name, key, owner, field.kind is Kind.TERMS)


def in_lists(vocabulary: str) -> bool:
    """Whether a field holds several terms of it: they are typed one after another, with signs between them."""
    return any(each.many for each in places(vocabulary))


def count_uses(connection: Connection, vocabulary: str) -> dict[str, int]:
    """How often each code of a vocabulary is used, by one walk over each table; a code that nothing uses is not there.

    What is written as free text where no term fits is counted too, under its own words.
    """
    counted: Counter[str] = Counter()

    def ask(sql: str, values: Sequence[Any]) -> Sequence[Any]:
        return connection.execute(sql, values).fetchall()

    for place in places(vocabulary):
        code, source, values = place.source(ask)
        one = f'count(DISTINCT t."{place.key}")' if place.many else "count(*)"
        for found, number in ask(f"SELECT {code}, {one} FROM {source} GROUP BY 1", values):
            counted[str(found)] += number
    return dict(counted)


def count_of(ask: Ask, vocabulary: str, code: str) -> int:
    """How often one term is used."""
    total = 0
    for place in places(vocabulary):
        column, source, values = place.source(ask)
        one = f'count(DISTINCT t."{place.key}")' if place.many else "count(*)"
        total += ask(f"SELECT {one} FROM {source} AND {column} = ?", [*values, code])[0][0]
    return total


def rows_with(ask: Ask, place: TermColumn, code: str, size: int) -> Iterator[Sequence[Any]]:
    """The rows that hold a code, in runs: key, record, and what the column holds. They may be rewritten meanwhile."""
    column, source, values = place.source(ask)
    sql = (
        f'SELECT DISTINCT t."{place.key}", t."{place.owner}", t."{place.column}" FROM {source} '
        f'AND {column} = ? AND t."{place.key}" > ? ORDER BY 1 LIMIT {size}'
    )
    last = 0
    while run := ask(sql, [*values, code, last]):
        yield run
        last = run[-1][0]
