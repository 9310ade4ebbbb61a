"""The index tables. They are derived: `memoircat check --rebuild` makes them again."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text

from memoircat.catalogue.schema import metadata

name_key = Table(
    "name_key",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Index("name_key_by_record", "record_id"),
    sqlite_with_rowid=False,
)

text_piece = Table(
    "text_piece",
    metadata,
    Column("record_id", Integer, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("field", Text, nullable=False),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

# Tokens come ready-made, parted by spaces: whatever is not a space belongs to one.
WORD_INDEX = (
    "CREATE VIRTUAL TABLE word_index USING fts5(head, body, content='', contentless_delete=1, "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
)
