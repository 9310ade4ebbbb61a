"""The word index: every searchable text as written, and its folded tokens, written with every change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, text

from memoircat.catalogue.columns import Row
from memoircat.catalogue.content import Content, read_content
from memoircat.catalogue.derived import Problem
from memoircat.records.declare import Field, Kind
from memoircat.records.registry import PART_TYPES, RECORD_TYPES
from memoircat.search.tables import text_piece
from memoircat.search.tokens import BREAK, tokens

_HEAD = {"code", "title", "title_en", "title_romaji", "yomi", "subtitle", "name", "ship", "creators"}
_REBUILD = "memoircat check --rebuild"


class WordIndex:
    """Keeps `text_piece` (as written) and `word_index` (folded tokens) true."""

    name = "words"

    def refresh(self, connection: Connection, records: Sequence[int], content: Mapping[int, Content]) -> None:
        """Write the texts and tokens of these records anew; those in the trash have none."""
        ids = list(records)
        connection.execute(delete(text_piece).where(text_piece.c.record_id.in_(ids)))
        connection.execute(text("DELETE FROM word_index WHERE rowid = :id"), [{"id": each} for each in ids])
        pieces: list[dict[str, Any]] = []
        indexed: list[dict[str, Any]] = []
        for id_, each in content.items():
            found = list(_pieces(each))
            pieces.extend(
                {"record_id": id_, "position": n, "field": name, "text": words} for n, (name, words) in enumerate(found)
            )
            if found:
                indexed.append({"id": id_, **_indexed(found)})
        if pieces:
            connection.execute(insert(text_piece), pieces)
            statement = text("INSERT INTO word_index(rowid, head, body) VALUES (:id, :head, :body)")
            connection.execute(statement, indexed)

    def clear(self, connection: Connection) -> None:
        """Empty the index."""
        connection.execute(delete(text_piece))
        connection.execute(text("INSERT INTO word_index(word_index) VALUES ('delete-all')"))

    def check(self, connection: Connection, records: Sequence[int]) -> Iterator[Problem]:
        """Compare the stored texts with those of the records."""
        stored: dict[int, list[tuple[str, str]]] = {}
        query = select(text_piece).where(text_piece.c.record_id.in_(list(records)))
        for row in connection.execute(query.order_by(text_piece.c.record_id, text_piece.c.position)).mappings():
            stored.setdefault(row["record_id"], []).append((row["field"], row["text"]))
        for id_, content in read_content(connection, records).items():
            if list(_pieces(content)) != stored.get(id_, []):
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
    kind = RECORD_TYPES[content.base["record_type"]]
    whole = {**content.own, **content.base}
    for each in kind.fields:
        if each.declared.searchable or each.kind is Kind.DATE:
            yield from ((each.name, words) for words in _texts(each, whole))
    for code, part in PART_TYPES.items():
        searchable = [each for each in part.fields if each.declared.searchable]
        for row in content.rows(code):
            for each in searchable:
                yield from ((_place(code, each, row), words) for words in _texts(each, row))


def _place(code: str, each: Field, row: Row) -> str:
    """Where a text of a part stands: a statement's property, `name`, or `transcription.by`."""
    if code == "statement":
        return str(row["property"])
    return code if each.name == "text" else f"{code}.{each.name}"


def _texts(each: Field, row: Row) -> Iterator[str]:
    stored = row.get(each.columns[0])
    if not stored:
        return
    if each.kind in (Kind.TEXTS, Kind.TERMS):
        yield from json.loads(stored)
    else:
        yield str(stored)


def _indexed(pieces: Sequence[tuple[str, str]]) -> dict[str, str]:
    head = [words for name, words in pieces if name in _HEAD]
    body = [words for name, words in pieces if name not in _HEAD]
    return {"head": _joined(head), "body": _joined(body)}


def _joined(texts: Sequence[str]) -> str:
    return f" {BREAK} ".join(" ".join(tokens(words)) for words in texts)
