"""Keeping the word index: every searchable text as written, and its folded tokens; updated with every change.

All tokens of a record are in one row and one column, since columns would take more space. Before the tokens of its
texts, the row repeats the tokens of titles and names with a mark, because these are shown first, and lists the
characters with which its tokens begin, because looking up a single character would otherwise read half the index.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from sqlalchemy import Connection, delete, select, text

from memoircat.catalogue.columns import listed_texts
from memoircat.catalogue.content import Content, chunks, read_content
from memoircat.catalogue.derived import Problem, stale, stray
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, PartType
from memoircat.search.tables import text_piece, text_sign
from memoircat.search.tokens import BREAK, folds, is_dense, tokens
from memoircat.search.word_proof import index_problems
from memoircat.search.word_rows import (
    FIRST_CHARACTER,
    RECORD_OF_PIECE,
    TITLED,
    piece_row,
    pieces_of,
    record_of_piece,
    row_of,
)

_HEAD = {"code", "title", "title_en", "title_romaji", "yomi", "subtitle", "name", "ship", "creators"}
"""The fields that count as titles and names."""
_SHORT = 40  # characters of a text that is likely to be repeated, so that its tokens are cached
_MERGE = "INSERT INTO word_index(word_index, rank) VALUES ('merge', ?)"
_PAGES = 50  # pages (of 4 kB) that FTS5 merges at once
_FORGET = f"DELETE FROM text_piece AS p WHERE {pieces_of('?')}"
_RECORDS = "(SELECT id FROM record)"
_PIECES_OF = (
    "SELECT p.id, p.field, p.text FROM json_each(?) ids CROSS JOIN text_piece p "
    f"WHERE {pieces_of('ids.value')} ORDER BY p.id"
)


class WordIndex:
    """Keeps the tables `text_piece` (texts as written), `text_sign` and `word_index` (folded tokens) up to date."""

    name = "words"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Replace the texts and tokens of these records in the index; records in the trash have none."""
        ids = list(records)
        if ids:
            rows = [(row,) for id_ in ids for row in _rows(id_, content.get(id_))]
            connection.exec_driver_sql("DELETE FROM word_index WHERE rowid = ?", rows)
            connection.exec_driver_sql(_FORGET, [(id_, id_) for id_ in ids])
            connection.execute(delete(text_sign).where(text_sign.c.record_id.in_(ids)))
        self.add(connection, content)

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Add the texts and tokens of records that have none in the index."""
        pieces: list[tuple[int, str, str]] = []
        characters: list[tuple[str, str, int]] = []
        indexed: list[tuple[int, str]] = []
        for id_, record in content.items():
            own_pieces = list(_pieces(record))
            pieces.extend(_numbered(id_, own_pieces))
            characters.extend((plain, character, id_) for plain, character in _changed_characters(own_pieces))
            if own_pieces:
                indexed.append((row_of(record.base["record_type"], id_), _indexed(own_pieces)))
        if pieces:
            connection.exec_driver_sql("INSERT INTO text_piece VALUES (?, ?, ?)", pieces)
            if characters:
                connection.exec_driver_sql("INSERT INTO text_sign VALUES (?, ?, ?)", sorted(characters))
            connection.exec_driver_sql("INSERT INTO word_index(rowid, words) VALUES (?, ?)", indexed)

    def tidy(self, connection: Connection) -> bool:
        """Merge some of the segments that FTS5 writes with each commit; returns whether there is more to merge."""
        changes = "SELECT total_changes()"
        before = connection.exec_driver_sql(changes).scalar_one()
        connection.exec_driver_sql(_MERGE, (_PAGES,))
        # From the manual of FTS5: after a merge that had nothing to do, the number of changes has grown by less than 2.
        return bool(connection.exec_driver_sql(changes).scalar_one() - before >= 2)

    def clear(self, connection: Connection) -> None:
        """Empty the index."""
        connection.execute(delete(text_piece))
        connection.execute(delete(text_sign))
        connection.execute(text("INSERT INTO word_index(word_index) VALUES ('delete-all')"))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored texts and characters of these records with newly computed ones."""
        stored: dict[int, list[tuple[int, str, str]]] = {}
        for row in connection.exec_driver_sql(_PIECES_OF, (json.dumps(list(records)),)):
            stored.setdefault(record_of_piece(row[0]), []).append(tuple(row))
        characters: dict[int, set[tuple[str, str]]] = {}
        for changed_row in connection.execute(select(text_sign).where(text_sign.c.record_id.in_(list(records)))):
            characters.setdefault(changed_row.record_id, set()).add((changed_row.plain, changed_row.sign))
        for id_, content in read_content(connection, records).items():
            pieces = list(_pieces(content))
            if _numbered(id_, pieces) != stored.get(id_, []):
                yield stale("words", content.base["code"], text_piece.name)
            if _changed_characters(pieces) != characters.get(id_, set()):
                yield stale("words", content.base["code"], text_sign.name)

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Report rows of records that are gone, and records of which the index holds other tokens than their texts."""
        kept = text(f"SELECT DISTINCT {RECORD_OF_PIECE} FROM text_piece p WHERE {RECORD_OF_PIECE} NOT IN {_RECORDS}")
        for record_id in connection.execute(kept).scalars():
            yield stray("words", record_id, text_piece.name)
        signs = text(f"SELECT DISTINCT record_id FROM text_sign WHERE record_id NOT IN {_RECORDS}")
        for record_id in connection.execute(signs).scalars():
            yield stray("words", record_id, text_sign.name)
        yield from index_problems(connection, _expected(connection))


def _expected(connection: Connection) -> Iterator[tuple[str, int, list[str]]]:
    """Of each record that has texts its code, its row in the index, and the tokens that the row should have."""
    ids = connection.execute(text("SELECT id FROM record ORDER BY id")).scalars().all()
    for chunk in chunks(ids):
        for id_, content in read_content(connection, chunk).items():
            if pieces := list(_pieces(content)):
                yield str(content.base["code"]), row_of(content.base["record_type"], id_), _indexed(pieces).split()


def _numbered(record: int, pieces: Sequence[tuple[str, str]]) -> list[tuple[int, str, str]]:
    """The rows of `text_piece` for the texts of a record."""
    return [(piece_row(record, position), *piece) for position, piece in enumerate(pieces)]


def _rows(record: int, content: Content | None) -> list[int]:
    """The rows that a record may have in the index; for a record that is gone, those of every type."""
    types = [content.base["record_type"]] if content else list(RECORD_TYPES)
    return [row_of(type_code, record) for type_code in types]


def _pieces(content: Content) -> Iterator[tuple[str, str]]:
    """Every searchable text of a record with the name under which `Filters.field` finds it.

    That is the name of a field, the code of a part (or `part.field`), or the property of a statement.
    """
    if content.base["deleted_at"] is not None:
        return
    for name, column, many in _of_type(content.base["record_type"]):
        stored = content.base.get(column) or content.own.get(column)
        if stored:
            yield from ((name, words) for words in (listed_texts(stored) if many else (str(stored),)))
    for code, searched in _OF_PARTS.items():
        for row in content.rows(code):
            for name, column, many in searched:
                if stored := row.get(column):
                    shown = row["property"] if code == "statement" else name
                    yield from ((shown, words) for words in (listed_texts(stored) if many else (str(stored),)))


_Searched = tuple[tuple[str, str, bool], ...]  # for each text: its name, its column, whether that holds several texts


def _searched(fields: Iterable[Field], name_of: Callable[[Field], str]) -> _Searched:
    return tuple((name_of(field), field.columns[0], field.kind in (Kind.TEXTS, Kind.TERMS)) for field in fields)


@cache
def _of_type(code: str) -> _Searched:
    fields = (field for field in RECORD_TYPES[code].fields if field.declared.searchable or field.kind is Kind.DATE)
    return _searched(fields, lambda field: field.name)


def _of_part(code: str, part: PartType) -> _Searched:
    """The searchable texts of a part: the name of its field "text" is the part's code, others are `part.field`."""
    fields = [field for field in part.fields if field.declared.searchable]
    return _searched(fields, lambda field: code if field.name == "text" else f"{code}.{field.name}")


_OF_PARTS = {code: searched for code, part in PART_TYPES.items() if (searched := _of_part(code, part))}


def _changed_characters(pieces: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The rows of `text_sign` for these texts: the characters that folding changes, with what they become."""
    held = {character for _, words in pieces for character in set(words)}
    changed = {
        (plain, character)
        for character in held
        if (become := folds(character)) is not None
        for plain in become or ("",)
    }
    return changed | {(plain, plain) for plain, _ in changed if plain in held and is_dense(plain)}


def _indexed(pieces: Sequence[tuple[str, str]]) -> str:
    """The row of a record: first characters, those in titles and names, their tokens marked, and all its tokens."""
    head = _joined([words for name, words in pieces if name in _HEAD])
    body = _joined([words for name, words in pieces if name not in _HEAD])
    titled = head.split()
    characters = [FIRST_CHARACTER + character for character in _initials(titled + body.split())]
    titled = [FIRST_CHARACTER + character for character in _initials(titled)] + titled
    return " ".join([*characters, *(TITLED + token for token in titled), BREAK, head, BREAK, body])


def _initials(of: Sequence[str]) -> list[str]:
    """The characters with which these tokens begin."""
    return sorted({token[0] for token in of} - {BREAK})


def _joined(texts: Sequence[str]) -> str:
    return f" {BREAK} ".join(map(_tokens, texts))


def _tokens(words: str) -> str:
    return _short_tokens(words) if len(words) <= _SHORT else " ".join(tokens(words))


@lru_cache(maxsize=20_000)
def _short_tokens(words: str) -> str:
    """As `_tokens`, cached: rosters repeat their words."""
    return " ".join(tokens(words))
