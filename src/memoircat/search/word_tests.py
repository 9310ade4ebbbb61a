"""Conditions on the texts of a record that the word index cannot answer: a phrase as written, a word in one field.

The SQL of the conditions contains `{record}`, which is to be replaced by the SQL of the record's id.
"""

from __future__ import annotations

import json

from memoircat.catalogue import storage
from memoircat.catalogue.conditions import Condition
from memoircat.search.tokens import folds, holds_phrase, is_dense, stands_whole
from memoircat.search.word_rows import pieces_of

_PIECES = f"SELECT 1 FROM text_piece p WHERE {pieces_of('{record}')}"
_INSIDE = f"EXISTS ({_PIECES} AND instr(p.text, ?))"
_HELD = "{record} IN (SELECT record_id FROM text_sign WHERE plain = ? AND sign = ?)"
_OTHERWISE = "FROM text_sign WHERE plain IN (SELECT value FROM json_each(?)) AND instr(?, sign) = 0"


def in_field(connection: storage.Connection, field: str, text: str) -> Condition:
    """The condition that a text of this field contains a word or phrase, after folding."""
    connection.create_function("holds_phrase", 2, holds_phrase, deterministic=True)
    return Condition(f"EXISTS ({_PIECES} AND p.field = ? AND holds_phrase(p.text, ?))", (field, text))


def in_any(connection: storage.Connection, text: str) -> Condition:
    """The condition that some text contains a word or phrase, after folding."""
    connection.create_function("holds_phrase", 2, holds_phrase, deterministic=True)
    return Condition(f"EXISTS ({_PIECES} AND holds_phrase(p.text, ?))", (text,))


def whole(connection: storage.Connection, text: str) -> Condition:
    """The condition that a text contains a phrase as written, not beginning inside a word."""
    connection.create_function("stands_whole", 2, stands_whole, deterministic=True)
    return Condition(f"EXISTS ({_PIECES} AND instr(p.text, ?) AND stands_whole(p.text, ?))", (text, text))


def as_written(connection: storage.Connection, text: str) -> Condition | None:
    """The condition that a phrase the index has found is there as written; None where that is certain already.

    The texts are read only for records in which `text_sign` leaves a doubt.
    """
    own = [(plain[:1], character) for character in sorted(set(text)) if (plain := folds(character)) is not None]
    held = " AND ".join([_HELD] * len(own))
    values = [value for pair in own for value in pair]
    if own and len(text) == 1:
        return Condition(held, tuple(values))
    if own or not is_dense(text):
        return Condition(f"({held} AND {_INSIDE})" if own else _INSIDE, (*values, text))
    plain_characters = json.dumps(["", *set(text)])
    if not connection.execute(f"SELECT 1 {_OTHERWISE} LIMIT 1", [plain_characters, text]).fetchone():
        return None
    doubtful = f"{{record}} IN (SELECT record_id {_OTHERWISE})"
    if len(text) > 1:
        return Condition(f"CASE WHEN {doubtful} THEN {_INSIDE} ELSE 1 END", (plain_characters, text, text))
    # A single character: where a record has another form of it, `text_sign` says whether it has this form too, except
    # in records with characters that join their neighbours, whose texts must be read.
    joined = f"({{record}} IN (SELECT record_id FROM text_sign WHERE plain = '') AND {_INSIDE})"
    sql = f"CASE WHEN {doubtful} THEN {_HELD} OR {joined} ELSE 1 END"
    return Condition(sql, (plain_characters, text, text, text, text))
