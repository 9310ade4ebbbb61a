"""Where the terms of a vocabulary are used, and how often: columns from the declarations, numbers by SQL.

A use is a field of a record or part, or a statement, that holds the code of the term; a field that lists several terms
is one use. Records in the trash count, since they may come back; those of withdrawn imports do not.
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
    """A column that holds codes of a vocabulary; ``many``: as a list, in JSON.

    ``key`` is the column with the row's key, ``owner`` the one with the id of the record that the row belongs to.
    ``properties``: of statements, the properties whose values are terms of the vocabulary.
    """

    table: str
    column: str
    key: str
    owner: str
    many: bool = False
    properties: tuple[str, ...] = ()

    def source(self, ask: Ask) -> tuple[str, str, list[Any]]:
        """The SQL of one code, the SQL after FROM with its conditions, and the values of its placeholders."""
        column = f't."{self.column}"'
        conditions = [f"{column} IS NOT NULL"]
        if self.properties:
            conditions.append(f"t.property IN ({','.join('?' * len(self.properties))})")
        if ask(f"{WITHDRAWN} LIMIT 1", ()):
            conditions.append(f't."{self.owner}" NOT IN ({_WITHDRAWN})')
        tables = f'"{self.table}" t' + (
            f", json_each(CASE WHEN json_valid({column}) THEN {column} END) j" if self.many else ""
        )
        return "j.value" if self.many else column, f"{tables} WHERE {' AND '.join(conditions)}", [*self.properties]


@cache
def places(vocabulary: str) -> tuple[TermColumn, ...]:
    """The columns that hold codes of a vocabulary; for one that mirrors another, the columns of that one."""
    name = MIRRORED.get(vocabulary, vocabulary)
    columns = [*_in("record", "id", "id", fields_of(Record), name)]
    for kind in RECORD_TYPES.values():
        columns += _in(kind.code, "record_id", "record_id", kind.own_fields, name)
    for part in PART_TYPES.values():
        columns += _in(part.code, "id", "record_id", part.fields, name)
    if properties := tuple(declared.code for declared in PROPERTIES.values() if declared.vocabulary == name):
        columns.append(TermColumn("statement", "term", "id", "record_id", properties=properties))
    return tuple(columns)


def _in(table: str, key: str, owner: str, fields: Sequence[Field], vocabulary: str) -> Iterator[TermColumn]:
    for field in fields:
        if field.vocabulary == vocabulary:
            yield TermColumn(table, field.name, key, owner, field.kind is Kind.TERMS)


def in_lists(vocabulary: str) -> bool:
    """Whether a field can hold several terms of a vocabulary: they are typed into it with separators between them."""
    return any(column.many for column in places(vocabulary))


def count_uses(connection: Connection, vocabulary: str) -> dict[str, int]:
    """How often each code of a vocabulary is used; codes that are not used are left out. Reads every table once.

    Free text, written where no term fits, is counted too, under its own words.
    """
    uses: Counter[str] = Counter()

    def ask(sql: str, values: Sequence[Any]) -> Sequence[Any]:
        return connection.execute(sql, values).fetchall()

    for column in places(vocabulary):
        code, source, values = column.source(ask)
        rows = f'count(DISTINCT t."{column.key}")' if column.many else "count(*)"
        for value, number in ask(f"SELECT {code}, {rows} FROM {source} GROUP BY 1", values):
            uses[str(value)] += number
    return dict(uses)


def count_of(ask: Ask, vocabulary: str, code: str) -> int:
    """How often one term is used."""
    total = 0
    for column in places(vocabulary):
        value, source, values = column.source(ask)
        rows = f'count(DISTINCT t."{column.key}")' if column.many else "count(*)"
        total += ask(f"SELECT {rows} FROM {source} AND {value} = ?", [*values, code])[0][0]
    return total


def rows_with(ask: Ask, column: TermColumn, code: str, size: int) -> Iterator[Sequence[Any]]:
    """The rows that hold a code, ``size`` at a time, as (key, id of the record, value of the column).

    A run may be rewritten before the next one is read.
    """
    value, source, values = column.source(ask)
    sql = (
        f'SELECT DISTINCT t."{column.key}", t."{column.owner}", t."{column.column}" FROM {source} '
        f'AND {value} = ? AND t."{column.key}" > ? ORDER BY 1 LIMIT {size}'
    )
    last = 0
    while run := ask(sql, [*values, code, last]):
        yield run
        last = run[-1][0]
