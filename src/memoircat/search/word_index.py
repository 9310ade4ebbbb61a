"""The word index: every searchable text as written, and its folded tokens, written with every change."""

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
from memoircat.search.tokens import BREAK, folds, tokens

_HEAD = {"code", "title", "title_en", "title_romaji", "yomi", "subtitle", "name", "ship", "creators"}
_SHORT = 40  # signs of a text that may well come again
_REBUILD = "memoircat check --rebuild"


class WordIndex:
    """Keeps `text_piece` (as written) and `word_index` (folded tokens) true."""

    name = "words"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Write the texts and tokens of these records anew; those in the trash have none."""
        ids = list(records)
        connection.execute(delete(text_piece).where(text_piece.c.record_id.in_(ids)))
        connection.execute(text("DELETE FROM word_index WHERE rowid = :id"), [{"id": each} for each in ids])
        connection.execute(delete(text_sign).where(text_sign.c.record_id.in_(ids)))
        self.add(connection, content)

    def add(self, connection: Connection, content: Mapping[int, Content]) -> None:
        """Write the texts and tokens of records that have none."""
        pieces: list[tuple[int, int, str, str]] = []
        indexed: list[tuple[int, str, str]] = []
        for id_, each in content.items():
            found = list(_pieces(each))
            pieces.extend((id_, position, name, words) for position, (name, words) in enumerate(found))
            if found:
                indexed.append((id_, *_indexed(found)))
        if pieces:
            connection.exec_driver_sql("INSERT INTO text_piece VALUES (?, ?, ?, ?)", pieces)
            signs = sorted({(sign, id_) for id_, _, _, words in pieces for sign in _changed(words)})
            if signs:
                connection.exec_driver_sql("INSERT INTO text_sign VALUES (?, ?)", signs)
            connection.exec_driver_sql("INSERT INTO word_index(rowid, head, body) VALUES (?, ?, ?)", indexed)

    def clear(self, connection: Connection) -> None:
        """Empty the index."""
        connection.execute(delete(text_piece))
        connection.execute(delete(text_sign))
        connection.execute(text("INSERT INTO word_index(word_index) VALUES ('delete-all')"))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored texts with those of the records."""
        stored: dict[int, list[tuple[str, str]]] = {}
        query = select(text_piece).where(text_piece.c.record_id.in_(list(records)))
        for row in connection.execute(query.order_by(text_piece.c.record_id, text_piece.c.position)).mappings():
            stored.setdefault(row["record_id"], []).append((row["field"], row["text"]))
        signs: dict[int, set[str]] = {}
        for sign_row in connection.execute(select(text_sign).where(text_sign.c.record_id.in_(list(records)))):
            signs.setdefault(sign_row.record_id, set()).add(sign_row.sign)
        for id_, content in read_content(connection, records).items():
            pieces = list(_pieces(content))
            changed = {sign for _, words in pieces for sign in _changed(words)}
            if pieces != stored.get(id_, []) or changed != signs.get(id_, set()):
                yield Problem("words", str(content.base["code"]), "The word index is stale.", _REBUILD)

    def stray(self, connection: Connection) -> Iterator[Problem]:
        """Rows of records that are gone, and records that the index has lost."""
        missing = text("SELECT rowid FROM word_index WHERE rowid NOT IN (SELECT record_id FROM text_piece)")
        for each in connection.execute(missing).scalars():
            yield Problem("words", str(each), "The word index holds a record that is gone.", _REBUILD)
        lost = text("SELECT DISTINCT record_id FROM text_piece WHERE record_id NOT IN (SELECT rowid FROM word_index)")
        for each in connection.execute(lost).scalars():
            yield Problem("words", str(each), "The word index has lost a record.", _REBUILD)


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


def _changed(words: str) -> Iterator[str]:
    """The signs of a text that keys write in another way."""
    return (sign for sign in set(words) if folds(sign) is not None)


def _indexed(pieces: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The tokens of titles and names, and those of everything else."""
    head = [words for name, words in pieces if name in _HEAD]
    body = [words for name, words in pieces if name not in _HEAD]
    return _joined(head), _joined(body)


def _joined(texts: Sequence[str]) -> str:
    return f" {BREAK} ".join(map(_tokens, texts))


def _tokens(words: str) -> str:
    return _short_tokens(words) if len(words) <= _SHORT else " ".join(tokens(words))


@lru_cache(maxsize=20_000)
def _short_tokens(words: str) -> str:
    """Rosters say the same again and again."""
    return " ".join(tokens(words))
