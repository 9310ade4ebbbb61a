"""The numbers of the rows of the word index and of the texts, and the marks of what is indexed besides the texts.

The row of a record in the index is its id with the number of its type above it: the records of a type lie side by
side, and the hits among them are counted from the index alone. The row of a text is the id of its record with the
place of the text below it: the texts of a record lie side by side too.
"""

from __future__ import annotations

_BITS = 32
_LAST_RECORD = (1 << _BITS) - 1
_PIECE_BITS = 20
_LAST_PIECE = (1 << _PIECE_BITS) - 1
_IN_ORDER = (
    "person", "memoir", "document", "place", "voyage", "source", "collection", "accession", "organisation", "topic",
)  # fmt: skip
TYPE_NUMBERS = {code: number for number, code in enumerate(_IN_ORDER)}
"""The numbers of the record types. Row numbers are made of them: a new type comes last."""

RECORD = f"(word_index.rowid & {_LAST_RECORD})"
"""The SQL of a row's record."""

RECORD_OF_PIECE = f"(p.id >> {_PIECE_BITS})"
"""The SQL of the record of a text, `text_piece` as ``p``."""

# Folding leaves neither sign in a text (they become s and t), so that no text can look like a mark.
SIGN = "ⓢ"
"""Before a sign: some token of the record begins with it."""
TITLED = "ⓣ"
"""Before a token or a marked sign: it stands in a title or name."""


def row_of(type_code: str, record: int) -> int:
    """The row of a record."""
    return TYPE_NUMBERS[type_code] << _BITS | record


def rows_of_type(type_code: str | None) -> tuple[int, int]:
    """The first and the last row that records of a type can have; without a type, of all."""
    if type_code is None:
        return 0, len(TYPE_NUMBERS) << _BITS
    return row_of(type_code, 0), row_of(type_code, _LAST_RECORD)


def type_of(row: int) -> str:
    """The type of the record of a row."""
    return _IN_ORDER[row >> _BITS]


def record_of(row: int) -> int:
    """The record of a row."""
    return row & _LAST_RECORD


def piece_row(record: int, position: int) -> int:
    """The row of a text of a record."""
    return record << _PIECE_BITS | position


def record_of_piece(row: int) -> int:
    """The record of a text."""
    return row >> _PIECE_BITS


def pieces_of(record: str) -> str:
    """The SQL for the texts of a record, `text_piece` as ``p``."""
    return f"p.id BETWEEN {record} << {_PIECE_BITS} AND {record} << {_PIECE_BITS} | {_LAST_PIECE}"


TEXTS_OF = (
    "SELECT each.value, p.field, p.text FROM json_each(?) each CROSS JOIN text_piece p "
    f"WHERE {pieces_of('each.value')} ORDER BY each.key, p.id"
)
"""The SQL for the texts of several records: record, field, text; the records as a list in JSON, in their order."""
