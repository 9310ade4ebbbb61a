"""The word index: every searchable text as written, and its folded tokens, written with every change.

The tokens of a record are one row of one column, so that nothing is stored to tell columns apart. Before the tokens
of its texts stand those of its titles and names once more, marked, and the signs that its tokens begin with: what
everybody asks for first, and what otherwise half the index would have to be read for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from sqlalchemy import Connection, delete, select, text

from memoircat.catalogue.content import Content, read_content
from memoircat.catalogue.derived import Problem
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES, PartType
from memoircat.search.tables import text_piece, text_sign
from memoircat.search.tokens import BREAK, folds, is_dense, tokens
from memoircat.search.word_rows import (
    RECORD,
    RECORD_OF_PIECE,
    SIGN,
    TEXTS_OF,
    TITLED,
    TYPE_NUMBERS,
    piece_row,
    pieces_of,
    row_of,
)

_HEAD = {"code", "title", "title_en", "title_romaji", "yomi", "subtitle", "name", "ship", "creators"}
_SHORT = 40  # signs of a text that may well come again
_REBUILD = "memoircat check --rebuild"
_MERGE = "INSERT INTO word_index(word_index, rank) VALUES ('merge', ?)"
_PAGES = 50  # of 4 kB, merged at once
_FORGET = f"DELETE FROM text_piece AS p WHERE {pieces_of('?')}"
_OF_TEXTS = (  # the records that have texts, each with the row it should have
    "SELECT r.id, n.value << 32 | r.id own FROM record r JOIN json_each(:numbers) n ON n.key = r.record_type "
    f"WHERE EXISTS (SELECT 1 FROM text_piece p WHERE {pieces_of('r.id')})"
)


class WordIndex:
    """Keeps `text_piece` (as written) and `word_index` (folded tokens) true."""

    name = "words"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Write the texts and tokens of these records anew; those in the trash have none."""
        ids = list(records)
        if ids:
            rows = [(row,) for each in ids for row in _rows(each, content.get(each))]
            connection.exec_driver_sql("DELETE FROM word_index WHERE rowid = ?", rows)
            connection.exec_driver_sql(_FORGET, [(each, each) for each in ids])
            connection.execute(delete(text_sign).where(text_sign.c.record_id.in_(ids)))
        self.add(connection, content)

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Write the texts and tokens of records that have none."""
        pieces: list[tuple[int, str, str]] = []
        signs: list[tuple[str, str, int]] = []
        indexed: list[tuple[int, str]] = []
        for id_, each in content.items():
            found = list(_pieces(each))
            pieces.extend((piece_row(id_, position), *piece) for position, piece in enumerate(found))
            signs.extend((plain, sign, id_) for plain, sign in _signs(found))
            if found:
                indexed.append((row_of(each.base["record_type"], id_), _indexed(found)))
        if pieces:
            connection.exec_driver_sql("INSERT INTO text_piece VALUES (?, ?, ?)", pieces)
            if signs:
                connection.exec_driver_sql("INSERT INTO text_sign VALUES (?, ?, ?)", sorted(signs))
            connection.exec_driver_sql("INSERT INTO word_index(rowid, words) VALUES (?, ?)", indexed)

    def tidy(self, connection: Connection) -> bool:
        """Merge some of the parts that FTS5 writes at each commit, where there are four of a size."""
        changes = "SELECT total_changes()"
        before = connection.exec_driver_sql(changes).scalar_one()
        connection.exec_driver_sql(_MERGE, (_PAGES,))
        # As SQLite's manual has it: a merge that found nothing to do counts as less than two changes.
        return bool(connection.exec_driver_sql(changes).scalar_one() - before >= 2)

    def clear(self, connection: Connection) -> None:
        """Empty the index."""
        connection.execute(delete(text_piece))
        connection.execute(delete(text_sign))
        connection.execute(text("INSERT INTO word_index(word_index) VALUES ('delete-all')"))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored texts with those of the records."""
        stored: dict[int, list[tuple[str, str]]] = {}
        for id_, field, words in connection.exec_driver_sql(TEXTS_OF, (json.dumps(list(records)),)):
            stored.setdefault(id_, []).append((field, words))
        signs: dict[int, set[tuple[str, str]]] = {}
        for sign_row in connection.execute(select(text_sign).where(text_sign.c.record_id.in_(list(records)))):
            signs.setdefault(sign_row.record_id, set()).add((sign_row.plain, sign_row.sign))
        for id_, content in read_content(connection, records).items():
            pieces = list(_pieces(content))
            if pieces != stored.get(id_, []) or _signs(pieces) != signs.get(id_, set()):
                yield Problem("words", str(content.base["code"]), "The word index is stale.", _REBUILD)

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Rows of records that are gone, and records that the index has lost."""
        rows = {"numbers": json.dumps(TYPE_NUMBERS)}
        of_gone = f"{RECORD_OF_PIECE} NOT IN (SELECT id FROM record)"
        kept = text(f"SELECT DISTINCT {RECORD_OF_PIECE} FROM text_piece p WHERE {of_gone}")
        for each in connection.execute(kept).scalars():
            yield Problem("words", str(each), "The word index holds texts of a record that is gone.", _REBUILD)
        gone = text(f"SELECT {RECORD} FROM word_index WHERE rowid NOT IN (SELECT own FROM ({_OF_TEXTS}))")
        for each in connection.execute(gone, rows).scalars():
            yield Problem("words", str(each), "The word index holds a record that is gone.", _REBUILD)
        lost = text(f"SELECT id FROM ({_OF_TEXTS}) WHERE own NOT IN (SELECT rowid FROM word_index)")
        for each in connection.execute(lost, rows).scalars():
            yield Problem("words", str(each), "The word index has lost a record.", _REBUILD)


def _rows(record: int, content: Content | None) -> list[int]:
    """Where a record may stand in the index: of one that is gone nobody knows what type it had."""
    types = [content.base["record_type"]] if content else list(TYPE_NUMBERS)
    return [row_of(each, record) for each in types]


def _pieces(content: Content) -> Iterator[tuple[str, str]]:
    """Every text of a record with the name of the field it stands in; parts by `part.field`."""
    if content.base["deleted_at"] is not None:
        return
    for name, column, many in _of_type(content.base["record_type"]):
        stored = content.base.get(column) or content.own.get(column)
        if stored:
            yield from ((name, words) for words in (json.loads(stored) if many else (str(stored),)))
    for code, searched in _OF_PARTS.items():
        for row in content.rows(code):
            for name, column, many in searched:
                if stored := row.get(column):
                    place = row["property"] if code == "statement" else name
                    yield from ((place, words) for words in (json.loads(stored) if many else (str(stored),)))


_Searched = tuple[tuple[str, str, bool], ...]  # where it stands, the column of the text, whether it holds several


def _searched(fields: Iterable[Field], place: Callable[[Field], str]) -> _Searched:
    return tuple((place(each), each.columns[0], each.kind in (Kind.TEXTS, Kind.TERMS)) for each in fields)


@cache
def _of_type(code: str) -> _Searched:
    fields = (each for each in RECORD_TYPES[code].fields if each.declared.searchable or each.kind is Kind.DATE)
    return _searched(fields, lambda each: each.name)


def _of_part(code: str, part: PartType) -> _Searched:
    """The searchable texts of a part stand at its name, others of its fields at `transcription.by`."""
    fields = [each for each in part.fields if each.declared.searchable]
    return _searched(fields, lambda each: code if each.name == "text" else f"{code}.{each.name}")


_OF_PARTS = {code: found for code, part in PART_TYPES.items() if (found := _of_part(code, part))}


def _signs(pieces: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """The signs that keys write in another way, each by what it becomes; the plain sign too where it stands there."""
    held = {sign for _, words in pieces for sign in set(words)}
    changed = {(plain, sign) for sign in held if (become := folds(sign)) is not None for plain in become or ("",)}
    return changed | {(plain, plain) for plain, _ in changed if plain in held and is_dense(plain)}


def _indexed(pieces: Sequence[tuple[str, str]]) -> str:
    """What is indexed of a record: its signs, the tokens of titles and names, and the tokens of all its texts."""
    head = _joined([words for name, words in pieces if name in _HEAD])
    body = _joined([words for name, words in pieces if name not in _HEAD])
    titled = head.split()
    signs = [SIGN + sign for sign in _initials(titled + body.split())]
    titled = [SIGN + sign for sign in _initials(titled)] + titled
    return " ".join([*signs, *(TITLED + token for token in titled), BREAK, head, BREAK, body])


def _initials(of: Sequence[str]) -> list[str]:
    return sorted({token[0] for token in of} - {BREAK})


def _joined(texts: Sequence[str]) -> str:
    return f" {BREAK} ".join(map(_tokens, texts))


def _tokens(words: str) -> str:
    return _short_tokens(words) if len(words) <= _SHORT else " ".join(tokens(words))


@lru_cache(maxsize=20_000)
def _short_tokens(words: str) -> str:
    """Rosters say the same again and again."""
    return " ".join(tokens(words))
