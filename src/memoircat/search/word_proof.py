"""Proves what the full-text index of words holds: SQLite proves how it is laid out, and not what it says.

An index of FTS5 keeps tables of its own (https://www.sqlite.org/fts5.html, "FTS5 data structures"): the tokens in
`word_index_data`, the number of tokens of each row in `word_index_docsize`, and its options in `word_index_config`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from memoircat.catalogue.content import driver_of
from memoircat.catalogue.derived import Problem, stale, stray
from memoircat.search.word_rows import record_of

_DATA, _SIZES, _OPTIONS = "word_index_data", "word_index_docsize", "word_index_config"
_STORED_OPTIONS = [("automerge", 0), ("crisismerge", 500), ("hashsize", 16_777_216), ("version", 4)]


def index_problems(connection: Connection, expected: Iterable[tuple[str, int, list[str]]]) -> Iterator[Problem]:
    """The records of which the index holds other tokens than it should, or in other places, and altered options.

    ``expected``: of each record that has texts its code, its row in the index, and its tokens in their order.
    """
    stored, sizes = _stored_tokens(connection), _stored_sizes(connection)
    for code, row, told in expected:
        if stored.pop(row, 0) != sum(hash(token) for token in enumerate(told)):
            yield stale("words", code, _DATA)
        if sizes.pop(row, None) != len(told):
            yield stale("words", code, _SIZES)
    for table, left in ((_DATA, stored), (_SIZES, sizes)):
        for row in left:
            yield stray("words", record_of(row), table)
    if [tuple(row) for row in connection.exec_driver_sql(f"SELECT k, v FROM {_OPTIONS} ORDER BY k")] != _STORED_OPTIONS:
        yield stale("words", "options", _OPTIONS)


def _stored_tokens(connection: Connection) -> dict[int, int]:
    """The tokens that the index holds, with their places, added up by row as numbers of this process."""
    sums: dict[int, int] = {}
    connection.exec_driver_sql("PRAGMA query_only = OFF")  # the file is open for reading only; the view is temporary
    try:
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.instances USING fts5vocab(main, word_index, instance)")
        for row, place, token in driver_of(connection).execute("SELECT doc, offset, term FROM temp.instances"):
            sums[row] = sums.get(row, 0) + hash((place, token))
        connection.exec_driver_sql("DROP TABLE temp.instances")
    finally:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    return sums


def _stored_sizes(connection: Connection) -> dict[int, int | None]:
    """The number of tokens that the index has noted for each row; None where that cannot be read."""
    rows = connection.exec_driver_sql(f"SELECT id, sz FROM {_SIZES}")
    return {id_: numbers[0] if len(numbers := _numbers(size)) == 1 else None for id_, size in rows}


def _numbers(packed: bytes) -> list[int]:
    """Unpack SQLite's integers of variable length (https://www.sqlite.org/fileformat2.html), up to 8 bytes each."""
    numbers, number = [], 0
    for byte in packed:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers
