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
from memoircat.catalogue.content import Content, chunks, driver_of, read_content
from memoircat.catalogue.derived import Problem
from memoircat.messages import message
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, PartType
from memoircat.search.tables import text_piece, text_sign
from memoircat.search.tokens import BREAK, folds, is_dense, tokens
from memoircat.search.word_rows import (
    FIRST_CHARACTER,
    RECORD,
    RECORD_OF_PIECE,
    TEXTS_OF,
    TITLED,
    piece_row,
    pieces_of,
    row_of,
)

_HEAD = {"code", "title", "title_en", "title_romaji", "yomi", "subtitle", "name", "ship", "creators"}
"""The fields that count as titles and names."""
_SHORT = 40  # characters of a text that is likely to be repeated, so that its tokens are cached
_REBUILD = "memoircat check --rebuild"
_MERGE = "INSERT INTO word_index(word_index, rank) VALUES ('merge', ?)"
_PAGES = 50  # pages (of 4 kB) that FTS5 merges at once
_FORGET = f"DELETE FROM text_piece AS p WHERE {pieces_of('?')}"
_OF_TEXTS = (  # the records that have texts, each with the row it should have
    "SELECT r.id, n.value << 32 | r.id own FROM record r JOIN json_each(:numbers) n ON n.key = r.record_type "
    f"WHERE EXISTS (SELECT 1 FROM text_piece p WHERE {pieces_of('r.id')})"
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
            pieces.extend((piece_row(id_, position), *piece) for position, piece in enumerate(own_pieces))
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
        stored: dict[int, list[tuple[str, str]]] = {}
        for id_, field, words in connection.exec_driver_sql(TEXTS_OF, (json.dumps(list(records)),)):
            stored.setdefault(id_, []).append((field, words))
        characters: dict[int, set[tuple[str, str]]] = {}
        for changed_row in connection.execute(select(text_sign).where(text_sign.c.record_id.in_(list(records)))):
            characters.setdefault(changed_row.record_id, set()).add((changed_row.plain, changed_row.sign))
        for id_, content in read_content(connection, records).items():
            pieces = list(_pieces(content))
            if pieces != stored.get(id_, []) or _changed_characters(pieces) != characters.get(id_, set()):
                yield Problem("words", str(content.base["code"]), message("The word index is stale."), _REBUILD)

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Report rows of records that are gone, and records with texts that are not in the index."""
        rows = {"numbers": json.dumps({code: kind.number for code, kind in RECORD_TYPES.items()})}
        of_gone = f"{RECORD_OF_PIECE} NOT IN (SELECT id FROM record)"
        kept = text(f"SELECT DISTINCT {RECORD_OF_PIECE} FROM text_piece p WHERE {of_gone}")
        for record_id in connection.execute(kept).scalars():
            gone_text = message("The word index holds texts of a record that is gone.")
            yield Problem("words", str(record_id), gone_text, _REBUILD)
        gone = text(f"SELECT {RECORD} FROM word_index WHERE rowid NOT IN (SELECT own FROM ({_OF_TEXTS}))")
        for record_id in connection.execute(gone, rows).scalars():
            yield Problem("words", str(record_id), message("The word index holds a record that is gone."), _REBUILD)
        lost = text(f"SELECT id FROM ({_OF_TEXTS}) WHERE own NOT IN (SELECT rowid FROM word_index)")
        for record_id in connection.execute(lost, rows).scalars():
            yield Problem("words", str(record_id), message("The word index has lost a record."), _REBUILD)
        yield from _altered(connection)


def _altered(connection: Connection) -> Iterator[Problem]:
    """The records of which the index holds other tokens than their texts have, or in other places.

    SQLite proves how an index of words is laid out, and not what it says.
    """
    stored = _stored_tokens(connection)
    ids = connection.execute(text("SELECT id FROM record ORDER BY id")).scalars().all()
    for chunk in chunks(ids):
        for id_, content in read_content(connection, chunk).items():
            pieces = list(_pieces(content))
            told = _indexed(pieces).split() if pieces else []
            expected = sum(hash(token) for token in enumerate(told))
            if stored.get(row_of(content.base["record_type"], id_), 0) != expected:
                yield Problem("words", str(content.base["code"]), message("The word index is stale."), _REBUILD)


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
