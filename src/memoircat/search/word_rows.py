"""The row numbers of the word index and of the texts, and the marks of tokens that are not simply those of texts.

The row number (rowid) of a record in the word index has the number of its type in the upper bits and its id in the
lower 32: the records of a type are neighbours, and hits are counted by type without reading the records. The id of a
text has the id of its record in the upper bits and the position of the text in the lower 20: the texts of a record are
neighbours too.
"""

from __future__ import annotations

from memoircat.records.registry import RECORD_TYPES

_BITS = 32
_LAST_RECORD = (1 << _BITS) - 1
_PIECE_BITS = 20
_LAST_PIECE = (1 << _PIECE_BITS) - 1
_CODES = {kind.number: code for code, kind in RECORD_TYPES.items()}

RECORD = f"(word_index.rowid & {_LAST_RECORD})"
"""SQL: the id of the record of a row of `word_index`."""

RECORD_OF_PIECE = f"(p.id >> {_PIECE_BITS})"
"""SQL: the id of the record of a row of `text_piece` (``p``)."""

# Folding turns these two characters into s and t, so that no token of a text can be mistaken for a marked one.
FIRST_CHARACTER = "ⓢ"
"""The mark before a character with which some token of the record begins."""
TITLED = "ⓣ"
"""The mark before a token, or a marked character, that occurs in a title or name of the record."""


def row_of(type_code: str, record: int) -> int:
    """The row number of a record in the word index."""
    return RECORD_TYPES[type_code].number << _BITS | record


def rows_of_type(type_code: str | None) -> tuple[int, int]:
    """The first and the last row number that records of a type can have; without a type, those of all records."""
    if type_code is None:
        return 0, (max(_CODES) + 1) << _BITS
    return row_of(type_code, 0), row_of(type_code, _LAST_RECORD)


def type_of(row: int) -> str:
    """The record type of a row of the word index."""
    return _CODES[row >> _BITS]


def record_of(row: int) -> int:
    """The id of the record of a row of the word index."""
    return row & _LAST_RECORD


def piece_row(record: int, position: int) -> int:
    """The id in `text_piece` of the text at this position (from 0) of a record."""
    return record << _PIECE_BITS | position


def record_of_piece(row: int) -> int:
    """The id of the record of a row of `text_piece`."""
    return row >> _PIECE_BITS


def pieces_of(record: str) -> str:
    """SQL: the condition for the texts of a record in `text_piece` (``p``). ``record``: SQL of its id."""
    return f"p.id BETWEEN {record} << {_PIECE_BITS} AND {record} << {_PIECE_BITS} | {_LAST_PIECE}"


TEXTS_OF = (
    "SELECT ids.value, p.field, p.text FROM json_each(?) ids CROSS JOIN text_piece p "
    f"WHERE {pieces_of('ids.value')} ORDER BY ids.key, p.id"
)
"""SQL: the texts of several records, as record, field, text, in the order of the records (ids as a JSON list)."""
